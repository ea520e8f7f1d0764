package extract

import (
	"strings"
	"sync"

	"parley/extract/nlp/lexicon"
)

// countryOf returns the country (ISO alpha-3) in which a person holds a
// national post of which no country is said: what else the article ties the
// person to, else the country that has a leader of that name, else one the
// article names that had a leader of the surname, else the country that the
// article is about. It is empty when none stands out: a wrong country is worse
// than none.
func (p *positions) countryOf(person int32, title string) string {
	e := &p.d.entities[person]
	if e.country != "" {
		return e.country
	}
	if strings.HasPrefix(title, "secretary of state") {
		return "USA"
	}
	if c := leaderNames()[e.key]; c != "" {
		return c
	}
	counts := p.countries()
	last := e.key[strings.LastIndexByte(e.key, ' ')+1:]
	best, most, tie := "", 0, false
	for _, c := range leaderCountries()[last] {
		switch n := counts[c]; {
		case n > most:
			best, most, tie = c, n, false
		case n == most:
			tie = true
		}
	}
	if best != "" && !tie {
		return best
	}
	if c := leaderCountries()[last]; len(c) == 1 && last == e.key && !strings.Contains(title, "minister of") && !strings.HasSuffix(title, "secretary") && roleHead(headWord(title)) != "prince" {
		return c[0]
	}
	if strings.HasSuffix(title, " secretary") && title != "foreign secretary" && title != "home secretary" || strings.HasPrefix(title, "secretary of ") {
		// Secretaries with a field are the United States' way of naming ministers.
		if counts["USA"] > 0 {
			return "USA"
		}
		return ""
	}
	return p.about()
}

// ownCountry returns the country whose office a person holds, as far as the
// article or the lists of leaders say; else "".
func (p *positions) ownCountry(person int32) string {
	e := &p.d.entities[person]
	if e.country != "" {
		return e.country
	}
	if c := leaderNames()[e.key]; c != "" {
		return c
	}
	for _, t := range e.titles {
		if national(t) {
			return p.countryOf(person, t)
		}
	}
	return ""
}

// countries counts how often the article names each country.
func (p *positions) countries() map[string]int {
	if p.named == nil {
		p.named = map[string]int{}
		for i := range p.d.mentions {
			if m := &p.d.mentions[i]; m.entity >= 0 && p.d.entities[m.entity].country != "" && p.d.entities[m.entity].kind != "PERSON" {
				p.named[p.d.entities[m.entity].country]++
			}
		}
	}
	return p.named
}

// about returns the country that the article names at least three times as
// often as any other, or nothing.
func (p *positions) about() string {
	best, most, second := "", 0, 0
	for c, n := range p.countries() {
		switch {
		case n > most || n == most && c < best:
			best, most, second = c, n, max(second, most)
		default:
			second = max(second, n)
		}
	}
	if most < 3 || most < 3*second {
		return ""
	}
	return best
}

// leaderCountries lists the countries that had a head of state or government,
// a minister or a legislator of a surname.
var leaderCountries = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for name, rest := range lexicon.Leaders() {
		country, rest, _ := strings.Cut(rest, "\t")
		role, _, _ := strings.Cut(rest, "\t")
		k := strings.LastIndexByte(name, ' ')
		if len(country) != 3 || !strings.HasPrefix(role, "GOV") || k < 0 {
			continue
		}
		surname := name[k+1:]
		known := false
		for _, c := range all[surname] {
			known = known || c == country
		}
		if !known && lexicon.CountryNamed(country) != "" {
			all[surname] = append(all[surname], country)
		}
	}
	return all
})

// leaderNames gives the country of each holder of a government post whose full
// name is that of no other country's.
var leaderNames = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for name, rest := range lexicon.Leaders() {
		country, rest, _ := strings.Cut(rest, "\t")
		role, _, _ := strings.Cut(rest, "\t")
		if len(country) != 3 || !strings.HasPrefix(role, "GOV") || !strings.Contains(name, " ") || lexicon.CountryNamed(country) == "" {
			continue
		}
		if c, ok := all[name]; ok && c != country {
			country = ""
		}
		all[name] = country
	}
	return all
})
