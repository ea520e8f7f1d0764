package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// later returns the only person whom a nominal describes, by a country or by
// an office of which there is one, and who is named after it, or none.
func (r *resolver) later(c *description) []int32 {
	if kin(c.head) || c.class == 0 && c.head != "counterpart" {
		return nil
	}
	found := int32(-1)
	for e := range r.d.entities {
		if r.d.entities[e].kind != graph.Person || c.country != "" && !slices.Contains(r.offices[e].countries, c.country) || r.misgendered(c, int32(e)) {
			continue
		}
		switch f := r.fits(c, int32(e)); {
		case f == unfit, c.country == "" && (f < wholly || r.former(c, int32(e))):
			continue
		case c.country == "" && c.class&(headOfState|headOfGovernment|pontiff) == 0:
			return nil
		}
		if found >= 0 {
			return nil
		}
		found = int32(e)
	}
	if found < 0 || found == c.possessor || r.last[found] >= 0 {
		return nil
	}
	return []int32{found}
}

// untitled returns the person of whom the article says nothing and whom a
// nominal is likely to describe, where nobody is known to fit it: one who is
// named beside the country of the description, or, of lesser offices, the one
// whom the text is about.
func (r *resolver) untitled(m *mention, c *description) []int32 {
	if c.neutral() || lesser(c.role) || c.class == 0 && c.head != "journalist" {
		return nil
	}
	if c.country == "" && c.class&(headOfState|headOfGovernment) != 0 || c.class == diplomat || len(c.bodies) > 0 && c.class != lawmaker {
		return nil // there are many, who need not be named
	}
	best, top := int32(-1), 0.0
	for e := range r.d.entities {
		if r.d.entities[e].kind != graph.Person {
			continue
		}
		o := &r.offices[e]
		if len(o.roles) > 0 {
			if r.fits(c, int32(e)) >= kindred && (c.country == "" || slices.Contains(o.countries, c.country)) {
				return nil
			}
			continue
		}
		n, ok := r.distance(m, int32(e))
		if !ok || n > 5 || len(o.countries) > 0 || int32(e) == c.possessor || r.misgendered(c, int32(e)) || r.d.entities[e].names < 2 {
			continue
		}
		if c.country == "" && n > 2 || c.country != "" && !r.beside(int32(e), c.country) {
			continue
		}
		if c.verb >= 0 && n == 0 && r.d.argumentOf(r.d.mentions[r.last[e]].head) == c.verb {
			continue
		}
		if s := min(4, float64(r.counts[e])) - 0.5*float64(n); s > top {
			best, top = int32(e), s
		}
	}
	if best < 0 {
		return nil
	}
	return []int32{best}
}

// beside reports whether person e is named in sentences with a country, and
// not more often with another.
func (r *resolver) beside(e int32, country string) bool {
	d := r.d
	with := map[string]int{}
	last := int32(-1)
	for _, i := range d.entities[e].mentions {
		s := d.sentenceOf[d.mentions[i].head]
		if s == last {
			continue
		}
		last = s
		seen := ""
		for k := d.firstMention(d.nlp.Sentences[s].First); k < int32(len(d.mentions)) && k < int32(r.named) && d.mentions[k].tokens.First < d.nlp.Sentences[s].End; k++ {
			if c := d.mentions[k].country; c != "" && !strings.Contains(seen, c) {
				seen += c
				with[c]++
			}
		}
	}
	n := with[country]
	for _, o := range with {
		if o > n {
			return false
		}
	}
	return n > 0
}

// byVariation returns the person who is the subject of the sentence before,
// where m is a subject and a word by which writers call those just named, for
// a change: "the former senator", "the Republican".
func (r *resolver) byVariation(m *mention, c *description) []int32 {
	switch c.head {
	case "democrat", "republican", "billionaire", "businessman", "businesswoman", "tycoon", "veteran", "politician", "statesman":
	default:
		if !strings.HasPrefix(c.role, "former ") {
			return nil
		}
	}
	s := r.d.sentenceOf[m.head]
	if r.d.rel(m.head) != nlp.Nsubj || s == 0 {
		return nil
	}
	root := r.d.rootOf(s - 1)
	if root < 0 {
		return nil
	}
	v := r.d.subject(root)
	if v < 0 || r.d.mentionAt[v] < 0 {
		return nil
	}
	e := r.d.mentions[r.d.mentionAt[v]].entity
	if e < 0 || r.d.entities[e].kind != graph.Person || e == c.possessor || r.alien(c, e) || r.misgendered(c, e) {
		return nil
	}
	return []int32{e}
}
