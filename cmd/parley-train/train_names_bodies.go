package main

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"

	"parley/extract/nlp/lexicon"
)

// extraOrgs are well-known bodies that the dictionaries of actors lack: CAMEO
// code, names.
const extraOrgs = `
MED Reuters, Associated Press, AP, Agence France-Presse, AFP, Bloomberg, Bloomberg News, Xinhua, Xinhua News Agency, TASS, RIA Novosti, Interfax
MED Sputnik, RT, Al Jazeera, Al Arabiya, BBC, BBC News, CNN, CNBC, CBS, CBS News, NBC, NBC News, ABC News, MSNBC, Fox News, PBS, NPR, C-SPAN
MED New York Times, The New York Times, Washington Post, Wall Street Journal, USA Today, Los Angeles Times, Chicago Tribune, Boston Globe
MED Guardian, Financial Times, Daily Telegraph, Daily Mail, The Times, The Sun, The Independent, The Economist, Sky News, ITV, Channel 4
MED Le Monde, Le Figaro, Liberation, Der Spiegel, Bild, Die Welt, Die Zeit, El Pais, El Mundo, La Repubblica, Corriere della Sera, ANSA, EFE, DPA
MED Politico, Axios, Vox, Buzzfeed, Buzzfeed News, HuffPost, Huffington Post, Breitbart, Breitbart News, Newsweek, Time, Time magazine, The Atlantic
MED The Hill, Vanity Fair, Foreign Policy, Foreign Affairs, National Review, The New Yorker, Rolling Stone, Forbes, Fortune, Business Insider
MED Yonhap, Yonhap News Agency, Kyodo, Kyodo News, NHK, Asahi Shimbun, Yomiuri Shimbun, Mainichi Shimbun, Nikkei, Jiji Press, Japan Times, KCNA
MED Korean Central News Agency, Korea Herald, Korea Times, Global Times, People's Daily, China Daily, CCTV, CGTN, South China Morning Post, Caixin
MED Times of India, Hindustan Times, The Hindu, Indian Express, NDTV, Press Trust of India, PTI, ANI, Dawn, Geo News, Express Tribune, Daily Star
MED Haaretz, Jerusalem Post, Times of Israel, Ynet, Channel 12, Anadolu, Anadolu Agency, Hurriyet, Daily Sabah, IRNA, Fars, Fars News Agency, Tasnim
MED Tasnim News Agency, Mehr, ISNA, Press TV, SANA, SPA, Saudi Press Agency, WAM, KUNA, QNA, MENA, Petra, Al-Ahram, Asharq Al-Awsat, Gulf News
MED Kyiv Independent, Ukrinform, Kyiv Post, Izvestia, Kommersant, Vedomosti, Novaya Gazeta, Pravda, Straits Times, Bangkok Post, Jakarta Post
MED Sydney Morning Herald, The Australian, Globe and Mail, Toronto Star, CBC, CBC News, Buenos Aires Times, Clarin, La Nacion, O Globo, Telesur
MED Daily Nation, The Standard, Punch, Vanguard, Premium Times, Daily Maverick, News24, Radio Free Europe, Voice of America, VOA, Deutsche Welle, DW
MNC Google, Alphabet, Apple, Microsoft, Amazon, Facebook, Meta, Twitter, Netflix, Tesla, SpaceX, Uber, Airbnb, Intel, IBM, Oracle, Cisco, Nvidia
MNC Qualcomm, Samsung, Samsung Electronics, LG, Hyundai, Kia, SK Hynix, Sony, Toyota, Honda, Nissan, Mitsubishi, SoftBank, Panasonic, Hitachi, Toshiba
MNC Huawei, ZTE, Alibaba, Tencent, ByteDance, TikTok, Baidu, JD.com, Xiaomi, Lenovo, Evergrande, Sinopec, CNOOC, PetroChina, Foxconn, TSMC
MNC Boeing, Airbus, Lockheed Martin, Raytheon, Northrop Grumman, General Dynamics, BAE Systems, Rolls-Royce, Thales, Dassault, Saab, Embraer
MNC ExxonMobil, Exxon, Chevron, BP, Shell, Royal Dutch Shell, TotalEnergies, Total, Eni, Equinor, Gazprom, Rosneft, Lukoil, Novatek, Rosatom, Aramco
MNC Saudi Aramco, ADNOC, QatarEnergy, Petrobras, Pemex, PDVSA, YPF, Petronas, ONGC, Reliance Industries, Tata, Adani, Infosys, Wipro, Mahindra
MNC Volkswagen, BMW, Mercedes-Benz, Daimler, Audi, Porsche, Siemens, Bosch, BASF, Bayer, SAP, Deutsche Bank, Commerzbank, Lufthansa, Renault
MNC Peugeot, Stellantis, Fiat, Chrysler, Ferrari, Ford, General Motors, GM, Volvo, Ericsson, Nokia, IKEA, Spotify, Nestle, Unilever, Procter & Gamble
MNC Coca-Cola, Pepsi, PepsiCo, McDonald's, Starbucks, Walmart, Target, Costco, Nike, Adidas, Disney, Walt Disney, Warner Bros, Paramount, Comcast
MNC AT&T, Verizon, Vodafone, Telefonica, Orange, Goldman Sachs, JPMorgan, JPMorgan Chase, Morgan Stanley, Citigroup, Bank of America, Wells Fargo
MNC BlackRock, HSBC, Barclays, Standard Chartered, UBS, Credit Suisse, BNP Paribas, Santander, ING, Visa, Mastercard, PayPal, Berkshire Hathaway
MNC Pfizer, Moderna, AstraZeneca, Johnson & Johnson, Novartis, Roche, Sanofi, Merck, GSK, GlaxoSmithKline, BioNTech, Sinovac, Sinopharm, YouTube
MNC Instagram, WhatsApp, Telegram, LinkedIn, Snapchat, Zoom, OpenAI, Emirates airline, Etihad, Etihad Airways, Qatar Airways, Turkish Airlines
MNC Air France, KLM, British Airways, Delta Air Lines, United Airlines, American Airlines, Maersk, Cosco, DP World, Glencore, Rio Tinto, BHP, Vale
GOV White House, Kremlin, Pentagon, Downing Street, Elysee, Blue House, Buckingham Palace, State Department, Treasury, Treasury Department
GOV Justice Department, Defense Department, Department of State, Department of Defense, Department of Justice, Department of Homeland Security
GOV Homeland Security, Federal Reserve, Fed, FBI, CIA, NSA, DEA, ATF, ICE, FDA, CDC, EPA, FCC, FTC, SEC, IRS, NASA, FEMA, DHS, DOJ, DoD, USAID
GOV Secret Service, National Security Council, NSC, Joint Chiefs of Staff, Coast Guard, National Guard, Marine Corps, US Army, US Navy, US Air Force
GOV Foreign Office, Home Office, Treasury, Ministry of Defence, Ministry of Foreign Affairs, Foreign Ministry, Defense Ministry, Defence Ministry
GOV Finance Ministry, Interior Ministry, Health Ministry, Justice Ministry, Ministry of Health, Ministry of Finance, Ministry of Interior, MI5, MI6
GOV Scotland Yard, FSB, GRU, SVR, KGB, Mossad, Shin Bet, IDF, Israel Defense Forces, ISI, RAW, BND, Bundeswehr, IRGC, Quds Force, Basij, PLA
GOV People's Liberation Army, Central Military Commission, Politburo, State Council, Central Committee, Supreme Leader's Office, Guardian Council
GOV Central Bank, Bank of England, Bank of Japan, Reserve Bank of India, European Central Bank, ECB, Bundesbank, Election Commission, Cabinet
LEG Congress, Senate, House of Representatives, House, US Congress, US Senate, Parliament, House of Commons, Commons, House of Lords, Bundestag
LEG Bundesrat, Duma, State Duma, Federation Council, Knesset, Majlis, Lok Sabha, Rajya Sabha, National Assembly, Diet, National Diet, Riksdag
LEG Storting, Folketing, Sejm, Verkhovna Rada, Rada, Cortes, Althing, Dail, Seanad, Stormont, Holyrood, Senedd, Shura Council, Loya Jirga
LEG National People's Congress, NPC, European Parliament, Great Hural, Seimas, Saeima, Riigikogu, Eduskunta, Grand National Assembly
JUD Supreme Court, US Supreme Court, High Court, Constitutional Court, Court of Appeal, Court of Appeals, Federal Court, European Court of Justice
JUD European Court of Human Rights, International Court of Justice, ICJ, International Criminal Court, ICC, Court of Arbitration for Sport
PTY Republican Party, Democratic Party, GOP, RNC, DNC, Democratic National Committee, Republican National Committee, Labour, Labour Party, Tories
PTY Conservative Party, Liberal Democrats, Lib Dems, SNP, Scottish National Party, Sinn Fein, DUP, UKIP, Brexit Party, Plaid Cymru, Green Party
PTY CDU, CSU, SPD, FDP, AfD, Alternative for Germany, Die Linke, Christian Democratic Union, Social Democratic Party, National Front, National Rally
PTY En Marche, Socialist Party, Podemos, Vox, PSOE, Ciudadanos, Five Star Movement, Forza Italia, Lega, Northern League, Brothers of Italy, Fidesz
PTY Law and Justice, PiS, Civic Platform, Syriza, New Democracy, Golden Dawn, Freedom Party, AKP, CHP, HDP, MHP, Justice and Development Party, PKK
PTY YPG, Likud, Labor Party, Blue and White, Yesh Atid, Kadima, Meretz, Shas, Fatah, Hamas, Hezbollah, Hizbullah, Islamic Jihad, PLO, Amal, Kataeb
PTY Palestinian Authority, Palestine Liberation Organization, Muslim Brotherhood, Ennahda, Baath Party, Taliban, Al-Qaeda, al Qaeda, ISIS, ISIL
PTY Islamic State, Daesh, Al-Shabaab, Boko Haram, Houthis, Ansar Allah, Haqqani network, Lashkar-e-Taiba, Jaish-e-Mohammed, Tigers, LTTE, FARC, ELN
PTY BJP, Bharatiya Janata Party, Congress Party, Indian National Congress, Aam Aadmi Party, AAP, TMC, CPI, CPI(M), Shiv Sena, PTI, PML-N, PPP
PTY Pakistan Tehreek-e-Insaf, Pakistan Peoples Party, Awami League, BNP, NLD, National League for Democracy, USDP, UMNO, Pakatan Harapan, PAS, DAP
PTY PKR, Barisan Nasional, Kuomintang, KMT, DPP, Democratic Progressive Party, LDP, Liberal Democratic Party, Komeito, CCP, Chinese Communist Party
PTY Communist Party, Communist Party of China, Workers' Party, Workers' Party of Korea, Saenuri, People Power Party, Pheu Thai, Move Forward, ANC
PTY African National Congress, EFF, Democratic Alliance, ZANU-PF, MDC, PDP, APC, NPP, NDC, Jubilee, ODM, SWAPO, Frelimo, Renamo, MPLA, UNITA, TPLF
PTY Peronists, MORENA, PRI, PAN, PT, Workers Party, United Russia, Yabloko, Servant of the People, Liberal Party, Bloc Quebecois, NDP, Coalition
IGO United Nations, UN, UN Security Council, Security Council, United Nations Security Council, General Assembly, UN General Assembly, UNHCR, UNESCO
IGO UNICEF, UNDP, UNRWA, WFP, World Food Programme, WHO, World Health Organization, IAEA, International Atomic Energy Agency, WTO, IMF, World Bank
IGO World Trade Organization, International Monetary Fund, OECD, OPEC, OPEC+, NATO, EU, European Union, European Commission, European Council, ASEAN
IGO African Union, AU, ECOWAS, SADC, EAC, IGAD, Arab League, GCC, Gulf Cooperation Council, OIC, Organization of Islamic Cooperation, OAS, Mercosur
IGO CARICOM, SAARC, SCO, Shanghai Cooperation Organization, BRICS, G7, G8, G20, G-7, G-20, Quad, AUKUS, APEC, CIS, CSTO, EAEU, Eurasian Economic Union
IGO OSCE, Council of Europe, Interpol, Europol, Commonwealth, Nordic Council, Visegrad Group, Asian Development Bank, ADB, AIIB, ICRC, Red Cross
IGO International Committee of the Red Cross, Red Crescent, Human Rights Council, International Olympic Committee, IOC, FIFA, UEFA, AFC, CAF
NGO Amnesty International, Human Rights Watch, HRW, Doctors Without Borders, MSF, Greenpeace, Oxfam, Save the Children, Transparency International
NGO Freedom House, Carnegie Endowment, Brookings Institution, Chatham House, RAND Corporation, Heritage Foundation, Atlantic Council, Crisis Group
NGO International Crisis Group, Wilson Center, Hoover Institution, Cato Institute, Council on Foreign Relations, NRA, National Rifle Association, AIPAC
NGO ACLU, NAACP, Planned Parenthood, AFL-CIO, Teamsters, Black Lives Matter, Tea Party, Ku Klux Klan, Reporters Without Borders, Clinton Foundation
NGO Committee to Protect Journalists, Reporters Committee, Wagner, Wagner Group, Blackwater, WikiLeaks, Cambridge Analytica, Trump Organization
NGO Harvard, Harvard University, Yale, Princeton, Stanford, Stanford University, MIT, Columbia University, Georgetown University, Oxford, Cambridge
NGO Oxford University, Cambridge University, Johns Hopkins University, London School of Economics, Tsinghua University, Peking University
NGO Manchester United, Manchester City, Chelsea, Arsenal, Liverpool, Real Madrid, Barcelona, Bayern Munich, Juventus, PSG, NBA, NFL, MLB, NHL, NCAA
`

// extraFeatures are places without a government of their own.
const extraFeatures = `Africa, Asia, Europe, North America, South America, Latin America, Central America, Antarctica, Oceania, Americas, Eurasia,
East Asia, Southeast Asia, South-East Asia, South Asia, Central Asia, Northeast Asia, West Asia, Asia-Pacific, Asia Pacific, Indo-Pacific, Far East,
Middle East, Near East, Levant, Maghreb, North Africa, West Africa, East Africa, Southern Africa, Central Africa, Sub-Saharan Africa, Horn of Africa,
Sahel, Sahara, Great Lakes, Eastern Europe, Western Europe, Central Europe, Northern Europe, Southern Europe, Balkans, Western Balkans, Baltics, Baltic
States, Caucasus, South Caucasus, North Caucasus, Scandinavia, Iberia, Benelux, British Isles, Arctic, Antarctic, Arabian Peninsula, Persian Gulf,
Arabian Gulf, Gulf, Gulf of Oman, Gulf of Aden, Gulf of Guinea, Gulf of Mexico, Strait of Hormuz, Strait of Malacca, Malacca Strait, Taiwan Strait,
Bosphorus, Bosporus, Dardanelles, Kerch Strait, Suez Canal, Panama Canal, English Channel, Red Sea, Black Sea, Dead Sea, Caspian Sea, Baltic Sea, North
Sea, Mediterranean, Mediterranean Sea, Eastern Mediterranean, Aegean, Aegean Sea, Adriatic, Adriatic Sea, Sea of Azov, Sea of Japan, East Sea, Yellow
Sea, West Sea, East China Sea, South China Sea, Barents Sea, Bering Strait, Arabian Sea, Bay of Bengal, Caribbean, Caribbean Sea, Coral Sea, Tasman Sea,
Atlantic, Atlantic Ocean, Pacific, Pacific Ocean, Indian Ocean, Arctic Ocean, South Pacific, West Bank, Golan Heights, Sinai, Sinai Peninsula, Korean
Peninsula, Crimean Peninsula, Demilitarized Zone, DMZ, Line of Control, LoC, Green Line, Himalayas, Alps, Andes, Rocky Mountains, Urals, Pyrenees,
Hindu Kush, Mount Everest, Everest, Mount Paektu, Mont Blanc, Kilimanjaro, Amazon rainforest, Amazon basin, Danube, Rhine, Volga, Dnieper, Dnipro, Nile,
Blue Nile, Congo River, Niger River, Euphrates, Tigris, Jordan River, Jordan Valley, Indus, Ganges, Brahmaputra, Mekong, Yangtze, Yellow River, Amur,
Mississippi River, Rio Grande, Lake Victoria, Lake Chad, Lake Michigan, Lake Geneva, Sea of Galilee, Midwest, East Coast, West Coast, Deep South, New
England, Rust Belt, Bible Belt, Bay Area, Silicon Valley, Wall Street, Manhattan, West, Western Hemisphere, Global South, Orient, Holy Land, Mesopotamia,
Siberia, Patagonia, Pampas, Serengeti, Kalahari, Gobi, Gobi Desert, Tibetan Plateau, Siachen, Wakhan, Fergana Valley, Khyber Pass, Spratly Islands,
Paracel Islands, Senkaku Islands, Diaoyu Islands, Kuril Islands, Dokdo, Takeshima, Liancourt Rocks, Scarborough Shoal, Pacific Islands, Falklands,
Mount Fuji, Mount Sinai, Earth, Mars, Moon, Northern Triangle, Golden Triangle, Sunda Strait, Bab el-Mandeb, Strait of Gibraltar, Transnistria, Donbas, Donbass`

// extraGroups are religions, peoples and political camps, whose names stand
// for their members.
const extraGroups = `Muslim, Muslims, Islamic, Islamist, Islamists, Christian, Christians, Catholic, Catholics, Roman Catholic, Protestant, Protestants,
Orthodox, Evangelical, evangelicals, Baptist, Baptists, Lutheran, Lutherans, Anglican, Anglicans, Methodist, Mormon, Mormons, Jewish, Jew, Jews, Hindu,
Hindus, Sikh, Sikhs, Buddhist, Buddhists, Shiite, Shiites, Shia, Shi'ite, Shi'ites, Sunni, Sunnis, Alawite, Alawites, Druze, Yazidi, Yazidis, Ahmadi,
Baha'i, Copt, Copts, Coptic, Maronite, Salafi, Salafist, Wahhabi, Sufi, Zionist, Zionists, Jesuit, Jesuits, Kurd, Kurds, Kurdish, Arab, Arabs, Arabic,
Arabian, Berber, Berbers, Amazigh, Pashtun, Pashtuns, Hazara, Hazaras, Baloch, Balochi, Punjabi, Punjabis, Sindhi, Tamil, Tamils, Sinhalese, Bengali,
Bengalis, Rohingya, Rohingyas, Karen, Kachin, Uyghur, Uyghurs, Uighur, Uighurs, Tibetan, Tibetans, Han, Hui, Hmong, Chechen, Chechens, Tatar, Tatars,
Crimean Tatars, Ossetian, Abkhaz, Catalan, Catalans, Basque, Basques, Breton, Roma, Sami, Romani, Hausa, Yoruba, Igbo, Fulani, Tutsi, Tutsis, Hutu,
Hutus, Kikuyu, Luo, Oromo, Oromos, Amhara, Tigrayan, Tigrayans, Zulu, Xhosa, Maasai, Tuareg, Dinka, Nuer, Maori, Aboriginal, Indigenous, Native
American, Native Americans, African American, African-American, African Americans, African-Americans, Asian American, Latino, Latinos, Hispanic,
Hispanics, Inuit, Cherokee, Navajo, Mohawk, Mapuche, Quechua, Maya, Mayan, African, Africans, Asian, Asians, European, Europeans, Latin American, Middle
Eastern, Western, Westerners, North Korean, South Asian, Southeast Asian, Central Asian, Scandinavian, Nordic, Baltic, Balkan, Slavic, Soviet, Soviets,
Persian, Ottoman, Roman, Byzantine, Gulf Arab, Republican, Republicans, Democrat, Democrats, Democratic, Conservative, Conservatives, Tory, Tories,
Labourite, Liberal, Liberals, Communist, Communists, Socialist, Socialists, Social Democrat, Social Democrats, Christian Democrat, Christian Democrats,
Marxist, Maoist, Maoists, Stalinist, Nazi, Nazis, Neo-Nazi, fascist, Peronist, Chavista, Sandinista, Sandinistas, Bolshevik, Bolsheviks, Zapatista,
Kemalist, Gulenist, Baathist, Nasserist, Houthi, Houthis, Londoner, Londoners, New Yorker, New Yorkers, Parisian, Texan, Texans, Californian,
Californians, Scottish, Welsh, Irish, English, Hong Konger, Gazan, Gazans, Kashmiri, Kashmiris, Saudi, Emirati, Omani, Sino, Anglo, Euro-Atlantic`

func (t lexiconTables) extraBodies(congress string) error {
	for line := range strings.Lines(extraOrgs) {
		code, names, _ := strings.Cut(strings.TrimSpace(line), " ")
		for name := range strings.SplitSeq(names, ",") {
			t.add("orgs", strings.TrimPrefix(lexicon.Fold(strings.TrimSpace(name)), "the "), code)
		}
	}
	for table, names := range map[string]string{"features": extraFeatures, "groups": extraGroups} {
		for name := range strings.SplitSeq(strings.ReplaceAll(names, "\n", " "), ",") {
			t.add(table, lexicon.Fold(strings.TrimSpace(name)))
		}
	}
	f, err := os.Open(filepath.Join(congress, "committees-current.yaml"))
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	for in.Scan() {
		if name, ok := strings.CutPrefix(in.Text(), "  name: "); ok {
			t.add("orgs", lexicon.Fold(strings.Trim(name, `'"`)), "USALEG")
		}
	}
	return in.Err()
}
