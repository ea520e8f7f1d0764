package lexicon

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// A CountrySense says how a word stands for a country.
type CountrySense byte

// How a word stands for a country.
const (
	CountryName    CountrySense = 'n' // its usual name: France
	CountryOther   CountrySense = 's' // an official, older or foreign name or abbreviation: French Republic
	CountryDemonym CountrySense = 'd' // its people or adjective: French
	CountryCapital CountrySense = 'c' // its capital: Paris
)

// A Country is what a word says of a country.
type Country struct {
	Code  string // ISO 3166-1 alpha-3; XKX for Kosovo
	Name  string // its usual name in English
	Sense CountrySense
}

var (
	countriesTable = open("countries")
	extraTable     = open("countries-extra")
	namesOfCodes   = open("countries-codes")
)

// FindCountry returns the countries that name stands for, the plainest sense
// first: by name, other spelling, demonym, then capital.
func FindCountry(name string) []Country {
	key := strings.TrimPrefix(Fold(name), "the ")
	var all []Country
	for _, t := range []*table{extraTable(), countriesTable()} {
		for rest := range t.find(key) {
			sense, code, _ := strings.Cut(rest, "\t")
			c := Country{Code: code, Name: CountryNamed(code), Sense: CountrySense(sense[0])}
			if !slices.Contains(all, c) {
				all = append(all, c)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Country) int { return cmp.Compare(a.rank(), b.rank()) })
	return all
}

// FindCountryCode returns the code of the country that name stands for in its
// plainest sense, and whether there is one.
func FindCountryCode(name string) (code string, ok bool) {
	all := FindCountry(name)
	if len(all) == 0 {
		return "", false
	}
	return all[0].Code, true
}

func (c Country) rank() int { return strings.IndexByte("nsdc", byte(c.Sense)) }

// CountryNamed returns the usual English name of the country with the given
// alpha-3 code, or the empty string.
func CountryNamed(code string) string {
	for name := range namesOfCodes().find(strings.ToLower(code)) {
		return name
	}
	return ""
}

// Countries yields every folded name of the country tables with its code and
// sense.
func Countries() iter.Seq2[string, Country] {
	return func(yield func(string, Country) bool) {
		for _, t := range []*table{extraTable(), countriesTable()} {
			for key, rest := range t.all() {
				sense, code, _ := strings.Cut(rest, "\t")
				if !yield(key, Country{Code: code, Sense: CountrySense(sense[0])}) {
					return
				}
			}
		}
	}
}
