package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
)

// A bearer is a person named in full, with what tells whether a name of one
// word in the same article is short for that name.
type bearer struct {
	first int32 // first mention in the text, or in the title when only there
	count int   // mentions in full
	kin   bool  // introduced as somebody's relative: "his wife, X"
	roles []string
	// gender as the first name and the words beside it say, or 0.
	gender byte
}

// kinship are the nouns that introduce somebody by a relative. Of the two, the
// relative is the one whom the article calls by the surname.
var kinship = map[string]byte{
	"wife": 'f', "husband": 'm', "son": 'm', "daughter": 'f', "brother": 'm', "sister": 'f', "mother": 'f', "father": 'm',
	"widow": 'f', "nephew": 'm', "niece": 'f', "cousin": 'o', "uncle": 'm', "aunt": 'f', "grandson": 'm', "granddaughter": 'f',
	"grandfather": 'm', "grandmother": 'f', "spouse": 'o', "sibling": 'o', "son-in-law": 'm', "daughter-in-law": 'f', "stepson": 'm', "lady": 'f',
}

// generation are the words after a surname that tell relatives apart.
func generation(w string) bool {
	switch w {
	case "jr", "jr.", "sr", "sr.", "ii", "iii", "iv":
		return true
	}
	return false
}

// bearers describes the persons named in full.
func (c *chainer) bearers() map[int32]*bearer {
	out := map[int32]*bearer{}
	for i := range c.d.mentions {
		m := &c.d.mentions[i]
		if m.entity < 0 || m.typ != nlp.Person || words(m.key) < 2 {
			continue
		}
		b := out[m.entity]
		if b == nil {
			b = &bearer{first: int32(i)}
			out[m.entity] = b
			first, _, _ := strings.Cut(c.d.entities[m.entity].key, " ")
			b.gender = genderOfFirst(first)
		}
		if c.d.inTitle(c.d.mentions[b.first].head) && !c.d.inTitle(m.head) {
			b.first = int32(i)
		}
		b.count++
		title, kin, gender := c.introduced(m)
		b.roles = append(b.roles, title...)
		b.kin = b.kin || kin
		if gender != 0 && gender != 'o' {
			b.gender = gender
			if e := &c.d.entities[m.entity]; e.gender == 0 {
				e.gender = gender
			}
		}
	}
	return out
}

// genderOfFirst returns the gender that nearly all bearers of a first name
// have, or 0.
func genderOfFirst(name string) byte {
	women, ok := lexicon.FirstName(name)
	switch {
	case !ok || women < 0:
		return 0
	case women >= 0.8:
		return 'f'
	case women <= 0.2:
		return 'm'
	}
	return 0
}

// givenName returns the word of a person's folded full name that tells the
// gender: the first, or "" where that is likely the family's, as in the three
// short words or the hyphen of "Kim Min-jun".
func givenName(key string) string {
	ws := strings.Fields(key)
	if len(ws) < 2 {
		return ""
	}
	women, ok := lexicon.FirstName(ws[0])
	if !lexicon.Surname(ws[0]) || ok && women >= 0 && (women < 0.2 || women > 0.8) {
		return ws[0]
	}
	rest, hyphen := ws[1:], false
	if len(ws) == 2 {
		rest = strings.Split(ws[1], "-")
		hyphen = true
	}
	if len(rest) != 2 || rest[0] == "al" || rest[0] == "el" || len(rest[0]) > 5 || len(rest[1]) > 5 {
		return ws[0]
	}
	if women, ok := lexicon.FirstName(rest[0]); !hyphen && ok && women >= 0 {
		return ws[0]
	}
	return ""
}

// introduced returns the roles right before a name and whether it is
// introduced as a relative, before or after it, with the gender that the words
// say.
func (c *chainer) introduced(m *mention) (roles []string, kin bool, gender byte) {
	d := c.d
	s := d.nlp.Sentences[d.sentenceOf[m.head]]
	first := c.x.titleBefore(d, m.tokens.First)
	for t := first; t < m.tokens.First; t++ {
		w := d.lower(t)
		switch w {
		case "mr", "mr.", "sir", "lord", "king", "prince":
			gender = 'm'
		case "mrs", "mrs.", "ms", "ms.", "miss", "queen", "princess":
			gender = 'f'
		default:
			if c.x.isRole(d, t) || c.x.ontology.Listed("title", w) {
				roles = append(roles, roleHead(fullTitle(w)))
			}
		}
	}
	for t := max(s.First, m.tokens.First-3); t < m.tokens.First; t++ {
		if g := kinship[d.lower(t)]; g != 0 && (d.lower(t) != "lady" || t > s.First && d.lower(t-1) == "first") {
			// "his wife, X" and "his wife X", but not "his wife told X".
			if t+1 == m.tokens.First || t+2 == m.tokens.First && d.nlp.Word(t+1) == "," {
				return roles, true, g
			}
		}
	}
	if at := m.tokens.End; at+1 < s.End && d.nlp.Word(at) == "," {
		for t := at + 1; t < min(s.End, at+5); t++ {
			w := d.lower(t)
			if g := kinship[w]; g != 0 && w != "lady" {
				return roles, true, g
			}
			if u := d.nlp.UPOS[t]; u == nlp.PosVerb || u == nlp.PosAux || w == "," {
				break
			}
		}
	}
	return roles, false, gender
}

// knownName reports whether a word is listed as a surname or a first name.
func knownName(key string) bool {
	_, first := lexicon.FirstName(key)
	return first || lexicon.Surname(key)
}

// A surname is what an article says of a name of one word before it is known
// whose it is.
type surname struct {
	first  int32    // first mention of the word alone in the text, or -1
	roles  []string // beside it, anywhere
	gender byte     // by the first that has a "Mr." or "Ms."
	owner  int32    // entity of the last mention, or -1
	count  int      // mentions of the word alone
}

// shortName joins a name of one word to a person whose name has the word, or
// lets it be a person of its own when the article uses it before and apart
// from the ones named in full: "President Kovac" is not a first lady of that
// surname.
func (c *chainer) shortName(i int32) {
	m := &c.d.mentions[i]
	s := c.surname(m.key)
	var roles []string
	var gender byte
	if r, _, g := c.introduced(m); true {
		roles, gender = r, g
	}
	best, top := int32(-1), 0.5
	for _, e := range c.byToken[m.key] {
		if v := c.shortScore(i, e, s, roles, gender); v > top {
			best, top = e, v
		}
	}
	if best < 0 {
		if e, ok := c.byJoined(i); ok {
			m.entity = e
			return
		}
		if e, ok := c.misspelled(i); ok {
			m.entity = e
			return
		}
		best = c.join(i, "person "+m.key)
	}
	m.entity, s.owner = best, best
}

// surname collects what stands beside the mentions of a word alone.
func (c *chainer) surname(key string) *surname {
	if s := c.alone[key]; s != nil {
		return s
	}
	s := &surname{first: -1, owner: -1}
	for j := range c.d.mentions {
		o := &c.d.mentions[j]
		if o.key != key || o.typ != nlp.Person || o.aside {
			continue
		}
		s.count++
		if s.first < 0 && !c.d.inTitle(o.head) {
			s.first = int32(j)
		}
		roles, _, gender := c.introduced(o)
		s.roles = append(s.roles, roles...)
		if s.gender == 0 {
			s.gender = gender
		}
	}
	c.alone[key] = s
	return s
}

// shortScore says how well the name of one word at mention i fits person e, 0
// or less when it does not.
func (c *chainer) shortScore(i, e int32, s *surname, roles []string, gender byte) float64 {
	d, m := c.d, &c.d.mentions[i]
	b := c.named[e]
	if b == nil {
		return 0
	}
	full := strings.Fields(d.entities[e].key)
	last := len(full) - 1
	relative := b.kin
	if generation(full[last]) {
		last, relative = last-1, true
	}
	score := 0.5
	switch {
	case full[last] == m.key:
		score = 3
	case full[0] == m.key && lexicon.Surname(m.key):
		score = 3
	case full[0] == m.key:
		score = 2
	}
	first := c.firstWith(e, m.key, b.first)
	before := s.first >= 0 && s.first < first && !d.inTitle(d.mentions[first].head)
	if gender == 0 {
		gender = s.gender
	}
	if full[0] != m.key && b.gender != 0 && gender != 0 && gender != b.gender {
		return 0
	}
	if women, ok := lexicon.FirstName(full[0]); full[0] != m.key && ok && b.gender == 0 && (gender == 'm' && women > 0.6 || gender == 'f' && women >= 0 && women < 0.35) {
		return 0
	}
	if relative && full[0] != m.key {
		if before {
			return 0
		}
		score -= 1.5
	}
	held, own := sharesRole(roles, b.roles), sharesRole(s.roles, b.roles)
	switch {
	case held:
		score += 4
	case own:
		score++
	case len(roles) > 0 && len(b.roles) > 0:
		score -= 2
	case before && len(s.roles) > 0 && b.gender == 'f' && full[0] != m.key:
		return 0 // "President Smith" comes before Jane Smith
	}
	if before {
		score--
	}
	// How far back the person was last mentioned, by whatever name.
	if at := c.lastBefore(i, e); at >= 0 {
		switch n := d.sentenceOf[m.head] - d.sentenceOf[d.mentions[at].head]; {
		case n <= 2:
			score += 1.5
		case n <= 6:
			score++
		default:
			score += 0.5
		}
	} else if !d.inTitle(m.head) {
		score--
	}
	score += min(2, 0.4*float64(b.count))
	if s.owner == e {
		score += 1.5
	}
	if c.firstBearer(m.key) == e {
		score++
	}
	return score
}

// firstWith returns the first mention of person e in the text whose name has
// the word key, or else otherwise.
func (c *chainer) firstWith(e int32, key string, otherwise int32) int32 {
	for j := range c.d.mentions {
		m := &c.d.mentions[j]
		if m.entity == e && !c.d.inTitle(m.head) && words(m.key) > 1 && slices.Contains(strings.Fields(m.key), key) {
			return int32(j)
		}
	}
	return otherwise
}

// sharesRole reports whether one of the roles is in both lists.
func sharesRole(a, b []string) bool {
	for _, x := range a {
		if x == "" || weakTitle(x) {
			continue
		}
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// weakTitle reports whether a word before a name tells little of who it is.
func weakTitle(w string) bool {
	switch w {
	case "former", "then", "late", "deputy", "foreign", "first", "dr", "dr.", "prof", "prof.", "state", "acting":
		return true
	}
	return false
}

// lastBefore returns the last mention of entity e before mention i, or -1.
func (c *chainer) lastBefore(i, e int32) int32 {
	for j := i - 1; j >= 0; j-- {
		if c.d.mentions[j].entity == e {
			return j
		}
	}
	return -1
}

// firstBearer returns the person with the word in their name whom the text
// names in full first.
func (c *chainer) firstBearer(key string) int32 {
	best := int32(-1)
	for _, e := range c.byToken[key] {
		if b := c.named[e]; b != nil && (best < 0 || b.first < c.named[best].first) {
			best = e
		}
	}
	return best
}
