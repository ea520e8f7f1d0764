package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
)

// isSite reports whether the folded name of a body is one of a building or
// grounds, which lie where the article says: "University of X in Y".
func isSite(key string) bool {
	for w := range strings.FieldsSeq(key) {
		if sites[w] {
			return true
		}
	}
	return false
}

var sites = map[string]bool{"university": true, "college": true, "school": true, "hospital": true, "institute": true, "museum": true, "academy": true, "cathedral": true, "church": true, "mosque": true, "synagogue": true, "theater": true, "theatre": true, "library": true, "prison": true, "clinic": true, "stadium": true, "airport": true, "hotel": true, "palace": true}

// placeKinds are nouns for what a name of a place may name.
var placeKinds = map[string]bool{
	"city": true, "town": true, "village": true, "capital": true, "province": true, "region": true, "district": true, "suburb": true, "neighborhood": true, "neighbourhood": true,
	"port": true, "resort": true, "hamlet": true, "municipality": true, "county": true, "state": true, "island": true, "prefecture": true, "oblast": true, "settlement": true,
	"governorate": true, "borough": true, "enclave": true, "exclave": true, "township": true, "metropolis": true, "department": true, "canton": true, "territory": true, "community": true, "area": true,
}

// sides are words for a part of what a place is within.
var sides = map[string]bool{
	"north": true, "northern": true, "south": true, "southern": true, "east": true, "eastern": true, "west": true, "western": true, "central": true, "northeast": true, "northeastern": true,
	"northwest": true, "northwestern": true, "southeast": true, "southeastern": true, "southwest": true, "southwestern": true, "upstate": true, "coastal": true, "rural": true, "downtown": true, "inner": true, "outer": true,
}

// A likelihood says what the lists of places hold of one lying in another.
type likelihood int

const (
	unlike   likelihood = iota // it cannot: a country in a city
	doubtful                   // they know the name only elsewhere
	unknown                    // they do not say
	known                      // it does
)

// lies looks up whether the place or body m lies within o.
func lies(m, o *mention) likelihood {
	if m.key == o.key && m.entity == o.entity {
		return unlike
	}
	code, country := countryNamed(o.key)
	_, self := countryNamed(m.key)
	regions := regionsNamed(o.key)
	elsewhere := false
	for _, list := range [][]lexicon.Place{lexicon.City(m.key), lexicon.Region(m.key)} {
		for _, p := range list {
			if country && p.Country == code {
				return known
			}
			if slices.ContainsFunc(regions, func(r lexicon.Place) bool { return r.Country == p.Country && r.Name == p.Region }) {
				return known
			}
			elsewhere = true
		}
	}
	for _, c := range lexicon.FindCountry(m.key) {
		if country && c.Sense == lexicon.CountryCapital && c.Code == code {
			return known
		}
	}
	feature := lexicon.Feature(o.key)
	switch {
	case self && (!feature || country):
		return unlike // a country lies in nothing but a part of the world
	case lexicon.Feature(m.key) && m.typ == nlp.Loc && !self && len(lexicon.Region(m.key)) == 0 && (!country && !feature):
		return unlike // a sea or a continent
	case elsewhere && (country || len(regions) > 0):
		return doubtful // a homonym of a known place, or a list
	case elsewhere && !feature && len(lexicon.City(o.key)) > 0:
		return doubtful // two cities
	}
	return unknown
}

// regionsNamed returns the regions of a folded name, which may be a short form
// as news agencies write it.
func regionsNamed(key string) []lexicon.Place {
	if full := stateForms[strings.ReplaceAll(key, ".", "")]; full != "" {
		key = full
	}
	return lexicon.Region(key)
}

// stateForms are the short forms of the names of American states.
var stateForms = map[string]string{
	"ala": "Alabama", "ariz": "Arizona", "ark": "Arkansas", "calif": "California", "colo": "Colorado", "conn": "Connecticut", "del": "Delaware", "fla": "Florida", "ga": "Georgia",
	"ill": "Illinois", "ind": "Indiana", "kan": "Kansas", "ky": "Kentucky", "la": "Louisiana", "md": "Maryland", "mass": "Massachusetts", "mich": "Michigan", "minn": "Minnesota",
	"miss": "Mississippi", "mo": "Missouri", "mont": "Montana", "neb": "Nebraska", "nev": "Nevada", "nh": "New Hampshire", "nj": "New Jersey", "nm": "New Mexico", "ny": "New York",
	"nc": "North Carolina", "nd": "North Dakota", "okla": "Oklahoma", "ore": "Oregon", "pa": "Pennsylvania", "ri": "Rhode Island", "sc": "South Carolina", "sd": "South Dakota",
	"tenn": "Tennessee", "tex": "Texas", "vt": "Vermont", "va": "Virginia", "wash": "Washington", "wva": "West Virginia", "wis": "Wisconsin", "wyo": "Wyoming", "ca": "California",
}

// countryNamed returns the code of the country whose name, not capital or
// people, the folded name is.
func countryNamed(key string) (string, bool) {
	for _, c := range lexicon.FindCountry(key) {
		if c.Sense == lexicon.CountryName || c.Sense == lexicon.CountryOther {
			return c.Code, true
		}
	}
	return "", false
}
