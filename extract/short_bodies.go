package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// legalForms are the last words of a company's name that texts leave out.
var legalForms = map[string]bool{"co": true, "inc": true, "corp": true, "ltd": true, "llc": true, "plc": true, "ag": true, "sa": true, "gmbh": true, "nv": true, "limited": true, "incorporated": true}

// kindWords say of what kind a body is, where its name ends in them: "the
// Treasury" is the Treasury Department, "Acme" is Acme Foods.
var kindWords = map[string]bool{
	"department": true, "news": true, "group": true, "company": true, "corporation": true, "network": true, "airlines": true, "airways": true,
	"technologies": true, "technology": true, "solutions": true, "foods": true, "partners": true, "holdings": true, "holding": true,
	"motors": true, "energy": true, "industries": true, "media": true, "pharmaceuticals": true, "systems": true, "entertainment": true,
	"communications": true, "enterprises": true, "capital": true, "tv": true, "television": true, "coalition": true, "party": true,
	"movement": true, "foundation": true, "association": true, "agency": true,
}

// chambers are words that are bodies by themselves, though longer names begin
// or end with them.
var chambers = map[string]bool{"house": true, "senate": true, "congress": true, "parliament": true, "state": true, "army": true, "navy": true, "un": true, "eu": true}

// longBody returns the one body of the article for whose name the name at
// mention i, with the key, is short; -1 when there is none or several. The
// longer names have been seen.
func (c *chainer) longBody(i int32, key string) int32 {
	best := int32(-1)
	for e := range c.d.entities {
		x := &c.d.entities[e]
		if x.kind != graph.Organization || len(x.key) <= len(key) || !c.shortFor(i, key, x.key) {
			continue
		}
		if best >= 0 {
			return -1
		}
		best = int32(e)
	}
	return best
}

// shortFor reports whether key, the name at mention i, is short for long: its
// beginning without the words for the kind of body ("Acme Foods", "Museum of
// Art of Norland") or its end without the place ("Norland National Assembly").
// Of one common word, only "the" makes a name: "the Times", "the Bureau".
func (c *chainer) shortFor(i int32, key, long string) bool {
	if chambers[key] {
		return false
	}
	n := words(key)
	if rest, ok := strings.CutPrefix(long, key+" "); ok {
		ws := strings.Fields(rest)
		if ws[0] == "of" || ws[0] == "for" {
			return n > 1 || c.defined(i)
		}
		return !slices.ContainsFunc(ws, func(w string) bool { return !kindWords[w] && !legalForms[w] })
	}
	rest, ok := strings.CutSuffix(long, " "+key)
	switch {
	case !ok:
		return false
	case n > 1:
		return placeName(rest)
	}
	return c.defined(i) && !strings.Contains(" "+rest+" ", " of ")
}

// defined reports whether "the" stands before the name at mention i.
func (c *chainer) defined(i int32) bool {
	m := &c.d.mentions[i]
	return m.tokens.First > 0 && c.d.lower(m.tokens.First-1) == "the" || c.d.lower(m.tokens.First) == "the"
}

// placeName reports whether a folded name is that of a country, its people or
// a city.
func placeName(key string) bool {
	if _, ok := lexicon.FindCountryCode(key); ok {
		return true
	}
	return len(lexicon.City(key)) > 0 || key == "united nations" || key == "un"
}

// withoutLegalForm drops what says of a name only that it is a company's.
func withoutLegalForm(key string) string {
	for {
		at := strings.LastIndexByte(key, ' ')
		if at < 0 || !legalForms[key[at+1:]] {
			return key
		}
		key = key[:at]
	}
}
