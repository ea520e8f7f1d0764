package main

import (
	"strings"

	"parley/extract/nlp/lexicon"
)

// extraNames are names of countries that the lists lack and news uses: code,
// sense (see lexicon.CountrySense), names.
const extraNames = `
USA n US, U.S., USA, America, United States, the States
USA s US of A
USA d Americans, US
GBR n UK, Britain, United Kingdom
GBR s England, Scotland, Wales, Northern Ireland
GBR d Briton, Britons, Brits, English, Scottish, Welsh, Scots, Englishman, Englishmen, Welshman, Scotsman
RUS n Russia
RUS d Russians
CHN n China, PRC, mainland China
PRK n North Korea, DPRK
PRK d North Korean, North Koreans
PRK c Pyongyang
KOR n South Korea, ROK
KOR d South Korean, South Koreans
TWN n Taiwan
TWN d Taiwanese
TUR n Turkey, Turkiye
TUR d Turk, Turks
IRN n Iran
IRN s Islamic Republic of Iran, Persia
IRN d Iranians, Persian, Persians
SYR n Syria
SYR d Syrians
ARE n UAE, Emirates
ARE d Emirati, Emiratis
SAU n Saudi Arabia, KSA, Saudi
SAU d Saudi, Saudis
PSE n Palestine, State of Palestine
PSE s Palestinian Territories, Gaza, Gaza Strip, West Bank
PSE d Palestinians
ISR d Israelis
VAT n Vatican, Holy See, Vatican City
COD n DR Congo, DRC, Democratic Republic of Congo, Congo-Kinshasa, Democratic Republic of the Congo, Zaire
COG n Republic of Congo, Congo-Brazzaville, Congo
COD d Congolese
CIV n Ivory Coast, Cote d'Ivoire
CIV d Ivorian, Ivorians
MMR n Myanmar, Burma
MMR d Burmese
CZE n Czech Republic, Czechia
CZE d Czechs
SVK d Slovaks
NLD n Netherlands, Holland
NLD d Dutchman
MKD n North Macedonia, Macedonia
MKD d Macedonian, Macedonians
SWZ n Eswatini, Swaziland
CPV n Cape Verde
TLS n East Timor, Timor-Leste
TLS d Timorese
BIH n Bosnia, Bosnia-Herzegovina
BIH d Bosnian, Bosnians
XKX n Kosovo
XKX d Kosovar, Kosovars
DEU d Germans
FRA d Frenchman, Frenchmen, Frenchwoman
ESP d Spaniard, Spaniards
PRT d Portuguese
POL d Pole, Poles
SWE d Swede, Swedes
DNK d Dane, Danes
FIN d Finn, Finns
NOR d Norwegians
ISL d Icelandic, Icelanders
IRL d Irishman, Irishmen
CHE d Swiss
GRC d Greeks, Greek
ROU d Romanians
SRB d Serb, Serbs, Serbian, Serbians
HRV d Croat, Croats, Croatian
SVN d Slovene, Slovenes, Slovenian
HUN d Hungarians
BGR d Bulgarians
UKR n Ukraine
UKR c Kyiv, Kiev
UKR d Ukrainians
BLR d Belarusian, Belarusians
GEO d Georgians
ARM d Armenians
AZE d Azeri, Azeris, Azerbaijani
KAZ d Kazakh, Kazakhs, Kazakhstani
UZB d Uzbek, Uzbeks, Uzbekistani
KGZ d Kyrgyz, Kyrgyzstani
TJK d Tajik, Tajiks
TKM d Turkmen, Turkmens
MNG d Mongol, Mongols, Mongolian, Mongolians
MNG c Ulaanbaatar, Ulan Bator
AFG d Afghans
PAK d Pakistanis
IND d Indians
BGD d Bangladeshi, Bangladeshis
LKA d Sri Lankan, Sri Lankans
NPL d Nepali, Nepalis, Nepalese
MDV d Maldivian, Maldivians
VNM n Vietnam, Viet Nam
VNM d Vietnamese
THA d Thais
LAO n Laos
LAO d Lao, Laotian, Laotians
KHM d Cambodians, Khmer
PHL n Philippines
PHL d Philippine, Filipinos, Filipina
IDN d Indonesians
MYS d Malaysians, Malay, Malays
SGP d Singaporeans
AUS d Australians, Aussie, Aussies
NZL d New Zealanders, Kiwi, Kiwis
EGY d Egyptians
LBY d Libyans
TUN d Tunisians
DZA d Algerians
MAR d Moroccans
SDN d Sudanese
SSD d South Sudanese
ETH d Ethiopians
ERI d Eritreans
SOM d Somalis
KEN d Kenyans
NGA d Nigerians
GHA d Ghanaians
ZAF n South Africa
ZAF d South Africans
ZAF c Pretoria, Cape Town
ZWE d Zimbabweans
IRQ d Iraqis
JOR d Jordanians
LBN d Lebanese
KWT d Kuwaitis
QAT d Qataris
BHR d Bahrainis
OMN d Omanis
YEM d Yemenis
CYP d Cypriots
CAN d Canadians
MEX d Mexicans
CUB d Cubans
BRA d Brazilians
ARG d Argentinian, Argentinians, Argentines, Argentine
CHL d Chileans
COL d Colombians
VEN d Venezuelans
PER d Peruvians
HND d Hondurans
SLV d Salvadoran, Salvadorans, Salvadorean
NIC d Nicaraguans
GTM d Guatemalans
CRI d Costa Rican, Costa Ricans
PAN d Panamanians
DOM d Dominicans
HTI d Haitians
JAM d Jamaicans
ITA d Italians
AUT d Austrians
BEL d Belgians
JPN d Japanese
HKG n Hong Kong
HKG d Hong Konger, Hongkonger, Hongkongers, Hong Kongers
MAC n Macau, Macao
`

func (t lexiconTables) extraCountries() {
	for line := range strings.Lines(extraNames) {
		f := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(f) < 3 {
			continue
		}
		for name := range strings.SplitSeq(f[2], ",") {
			t.add("countries-extra", strings.TrimPrefix(lexicon.Fold(strings.TrimSpace(name)), "the "), f[1], f[0])
		}
	}
}
