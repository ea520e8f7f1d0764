package identity

import (
	_ "embed"
	"strings"
	"sync"
)

// countriesTSV has a line a country: ISO code, names, demonyms, capitals;
// alternatives are parted by "|". Made from mledoze/countries (ODbL 1.0).
//
//go:embed data/countries.tsv
var countriesTSV string

// Ways in which a phrase can stand for a country.
type countrySense byte

const (
	countryName    countrySense = 'n'
	countryDemonym countrySense = 'd'
	countryCapital countrySense = 'c'
)

type countryEntry struct {
	code  string
	sense countrySense
}

type countryTable struct {
	byName map[string]countryEntry
	names  map[string]string // code to name
}

// moreCountries adds the spellings of the news that the table lacks.
const moreCountries = `US	US|U.S.|USA|U.S.A.|America|the States	US	Washington|Washington D.C.|Washington DC|White House
GB	UK|U.K.|Britain|England	Briton|UK	Downing Street|Whitehall
AE	UAE|U.A.E.		
RU	Soviet Union		Kremlin
CN	PRC	PRC	
KP	DPRK|N. Korea	DPRK	
KR	ROK|S. Korea	ROK	
VA	Vatican|Holy See		
PS	Palestinian Authority|Palestinian Territories|Palestinian Territory		
MM	Burma		Naypyitaw
CZ	Czech Republic		
CI	Ivory Coast		
TR	Turkey|Turkiye	Turk	
VN	Viet Nam		
NL	Holland		The Hague
CD	Democratic Republic of the Congo|Democratic Republic of Congo|DR Congo|DRC		
KZ	Kazakhstan		Astana
UA	Ukraine		Kiev
SA	Saudi	Saudi	
ES		Spaniard	
PL		Pole	
DK		Dane	
SE		Swede	
FI		Finn	
AF		Afghani	
TH		Thai	
IL		Israeli	Jerusalem`

var countries = sync.OnceValue(func() *countryTable {
	t := &countryTable{map[string]countryEntry{}, map[string]string{}}
	add := func(list, code string, sense countrySense) {
		for n := range strings.SplitSeq(list, "|") {
			n = fold(n, false)
			if n == "" {
				continue
			}
			if _, taken := t.byName[n]; !taken {
				t.byName[n] = countryEntry{code, sense}
			}
		}
	}
	// All names come before all demonyms, and those before all capitals.
	for field, sense := range []countrySense{countryName, countryDemonym, countryCapital} {
		for _, table := range []string{moreCountries, countriesTSV} {
			for line := range strings.Lines(table) {
				f := strings.Split(strings.TrimRight(line, "\n"), "\t")
				add(f[field+1], f[0], sense)
			}
		}
	}
	for line := range strings.Lines(countriesTSV) {
		f := strings.SplitN(line, "\t", 3)
		t.names[f[0]], _, _ = strings.Cut(f[1], "|")
	}
	return t
})

// countryOf returns the country that a folded phrase stands for.
func countryOf(folded string) (code string, sense countrySense, ok bool) {
	folded = strings.TrimPrefix(folded, "the ")
	e, ok := countries().byName[folded]
	return e.code, e.sense, ok
}

// cutCountry finds the name or demonym of a country in words and returns the
// words without it.
func cutCountry(words []string) (rest []string, code string) {
	for n := min(6, len(words)); n >= 1; n-- {
		for i := 0; i+n <= len(words); i++ {
			c, sense, ok := countryOf(strings.Join(words[i:i+n], " "))
			if !ok || sense == countryCapital {
				continue
			}
			rest = append(append(rest, words[:i]...), words[i+n:]...)
			return rest, c
		}
	}
	return words, ""
}
