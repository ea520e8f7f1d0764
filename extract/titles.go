package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// findTitles reads the roles that stand beside the names of persons, with the
// countries and bodies in them: "Iranian Foreign Minister X", "X, the mayor
// of Y", "Y's mayor, X".
func (x *Extractor) findTitles(d *document) {
	d.titled = make([]bool, d.nlp.Len())
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.typ != nlp.Person || m.form != graph.NamedMention {
			continue
		}
		first := x.titleBefore(d, m.tokens.First)
		if first < m.tokens.First {
			x.addTitle(d, int32(i), nlp.Range{First: first, End: m.tokens.First})
		}
		if r := x.titleAfter(d, m.tokens.End); r.Len() > 0 {
			x.addTitle(d, int32(i), r)
		}
		if r := x.titleComma(d, first, m.tokens); r.Len() > 0 {
			x.addTitle(d, int32(i), r)
		}
	}
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.entity < 0 || m.typ != nlp.Person {
			continue
		}
		e := &d.entities[m.entity]
		for _, t := range m.titles {
			if !slices.Contains(e.titles, t) {
				e.titles = append(e.titles, t)
			}
		}
		if e.country == "" {
			e.country = m.country
		}
	}
	for i := range d.entities {
		e := &d.entities[i]
		if e.kind == graph.Person {
			x.describePerson(d, e)
			e.press = d.press(e)
		}
	}
}

// isRole reports whether token i is a noun that says what somebody is.
func (x *Extractor) isRole(d *document, i int32) bool {
	w := d.lower(i)
	if x.ontology.Listed("role", w) || w == "lady" && i > 0 && d.lower(i-1) == "first" || d.capitalTitle(i) {
		return true
	}
	return len(w) > 3 && w[len(w)-1] == 's' && x.ontology.Listed("role", w[:len(w)-1])
}

// titleBefore returns where the title ends that stands right before token at
// begins, or at when there is none.
func (x *Extractor) titleBefore(d *document, at int32) int32 {
	sentence := d.nlp.Sentences[d.sentenceOf[at]]
	first, role := at, false
	for i := at - 1; i >= sentence.First && at-i <= 10; i-- {
		if o := d.mentionAt[i]; o >= 0 && role && d.mentions[o].typ == nlp.Person {
			break // "President X and Senator Y"
		}
		w := d.lower(i)
		switch u := d.nlp.UPOS[i]; {
		case x.isRole(d, i) || x.ontology.Listed("title", w):
			first, role = i, true
		case u == nlp.PosPropn || u == nlp.PosNoun || u == nlp.PosAdj:
			if !role && i < at-1 && !x.roleWithin(d, sentence.First, i) {
				return keep(role, first, at)
			}
			if role || u == nlp.PosAdj || u == nlp.PosNoun || u == nlp.PosPropn {
				if role {
					first = i
				}
			}
		case w == "and" && role && x.spouse(d, i+1):
			return keep(role, first, at) // "the president and first lady X"
		case w == "of" || w == "for" || w == "and" || w == "-" || w == "&":
			if i == sentence.First || !(x.isRole(d, i-1) || w == "and" || w == "-" || w == "&") {
				return keep(role, first, at)
			}
		case w == "'s" || w == "’s" || w == "’" || w == "'":
		default:
			return keep(role, first, at)
		}
	}
	return keep(role, first, at)
}

// spouse reports whether the title from token i on is that of somebody's
// spouse, and so not of whoever is named before it.
func (x *Extractor) spouse(d *document, i int32) bool {
	switch w := d.lower(i); w {
	case "first":
		return i+1 < int32(d.nlp.Len()) && (d.lower(i+1) == "lady" || d.lower(i+1) == "gentleman")
	case "wife", "husband":
		return true
	}
	return false
}

// roleWithin reports whether a role stands within a few tokens up to i, or
// somewhat farther within one long title: "Minister of Trade and Regional
// Cooperation".
func (x *Extractor) roleWithin(d *document, from, i int32) bool {
	for k := i; k >= max(from, i-7); k-- {
		if x.isRole(d, k) {
			return k >= i-3 || d.nlp.Word(k)[0] < 'a'
		}
		if w := d.lower(k); k < i-3 && d.nlp.UPOS[k] != nlp.PosPropn && w != "of" && w != "and" && w != "&" {
			return false
		}
	}
	return false
}

func keep(ok bool, a, b int32) int32 {
	if ok {
		return a
	}
	return b
}

// titleAfter returns the apposition with a role that follows a name at end:
// ", the mayor of Y,".
func (x *Extractor) titleAfter(d *document, end int32) nlp.Range {
	var none nlp.Range
	n := int32(d.nlp.Len())
	if end+1 >= n || d.nlp.Word(end) != "," || d.sentenceOf[end] != d.sentenceOf[end-1] {
		return none
	}
	return x.rolePhrase(d, end+1, d.nlp.Sentences[d.sentenceOf[end]].End)
}

// titleComma returns the role phrase before token at, where a name with its
// title begins, that stands in apposition to it: "Y's mayor, X", "the Minister
// of Trade, Mr X,".
func (x *Extractor) titleComma(d *document, at int32, name nlp.Range) nlp.Range {
	var none nlp.Range
	sentence := d.nlp.Sentences[d.sentenceOf[at]]
	if at-2 < sentence.First || d.nlp.Word(at-1) != "," || d.nlp.XPOS[at-2] == nlp.TagNNS {
		return none
	}
	if (at < name.First || !x.isRole(d, at-2)) && (name.End >= sentence.End || !closes(d.nlp.Word(name.End))) {
		return none // "through his lawyer, Mr X said"
	}
	first := x.titleBefore(d, at-1)
	if first == at-1 {
		return none
	}
	return nlp.Range{First: first, End: at - 1}
}

// closes reports whether a mark ends an apposition.
func closes(w string) bool {
	switch w {
	case ",", ";", ".", ")", ":":
		return true
	}
	return false
}

// rolePhrase returns the noun phrase that starts at token at when its head is
// a role.
func (x *Extractor) rolePhrase(d *document, at, end int32) nlp.Range {
	role := false
	i := at
	for ; i < end && i-at < 14; i++ {
		w := d.lower(i)
		switch u := d.nlp.UPOS[i]; {
		case x.isRole(d, i):
			role = true
		case u == nlp.PosPropn || u == nlp.PosNoun || u == nlp.PosAdj:
		case u == nlp.PosDet || w == "'s" || w == "’s" || w == "-" || w == "&" || w == "his" || w == "her":
		case role && (w == "of" || w == "for" || w == "to" || w == "in" || w == "and" || w == "at"):
		case w == "who" || w == "which":
			return nlp.Range{First: at, End: keep(role, i, at)}
		default:
			if u == nlp.PosVerb || u == nlp.PosAux || u == nlp.PosPron {
				if role && (d.nlp.Word(i-1) == "and") {
					return nlp.Range{First: at, End: i - 1}
				}
				return nlp.Range{First: at, End: at}
			}
			return nlp.Range{First: at, End: keep(role, i, at)}
		}
	}
	return nlp.Range{First: at, End: keep(role, i, at)}
}

// addTitle reads the role phrase r beside the name of mention i.
func (x *Extractor) addTitle(d *document, i int32, r nlp.Range) {
	m := &d.mentions[i]
	if r.End <= m.tokens.First {
		for t := r.First; t < r.End; t++ {
			d.titled[t] = true
		}
	}
	for t := r.First; t < r.End; t++ {
		if o := d.mentionAt[t]; o >= 0 && o != i && d.mentions[o].within < 0 && d.mentions[o].typ == nlp.Person {
			return // a list of names, not a title
		}
	}
	for t := r.First; t < r.End; t++ {
		if o := d.mentionAt[t]; o >= 0 && o != i && d.mentions[o].within < 0 {
			other := &d.mentions[o]
			other.within = i
			if m.country == "" {
				m.country = other.country
				if m.country == "" && other.entity >= 0 {
					m.country = d.entities[other.entity].country
				}
			}
		}
	}
	if t := x.titleText(d, r); t != "" && !slices.Contains(m.titles, t) {
		m.titles = append(m.titles, t)
	}
}

// titleText returns the role in r in lower case without the country or body:
// "foreign minister".
func (x *Extractor) titleText(d *document, r nlp.Range) string {
	last := int32(-1)
	for t := r.First; t < r.End; t++ {
		if x.isRole(d, t) {
			last = t
			if t+1 < r.End && !x.isRole(d, t+1) {
				break
			}
		}
	}
	if last < 0 {
		return ""
	}
	var ws []string
	for t := last; t >= r.First; t-- {
		if u := d.nlp.UPOS[t]; u != nlp.PosNoun && u != nlp.PosAdj && u != nlp.PosPropn || d.mentionAt[t] >= 0 {
			break
		}
		ws = append(ws, fullTitle(d.lower(t)))
	}
	if len(ws) == 0 {
		return ""
	}
	slices.Reverse(ws)
	if d.elect(last) {
		ws[len(ws)-1] += "-elect"
	}
	for t := last + 1; t+1 < r.End && t < last+5; t++ {
		w := d.lower(t)
		if w != "of" && w != "for" && d.nlp.UPOS[t] != nlp.PosNoun && d.nlp.UPOS[t] != nlp.PosPropn || d.mentionAt[t] >= 0 || d.mentionAt[t+1] >= 0 && (w == "of" || w == "for") {
			break
		}
		ws = append(ws, w)
	}
	return strings.Join(ws, " ")
}

// elect reports whether "-elect" follows the role at token i.
func (d *document) elect(i int32) bool {
	return i+2 < int32(d.nlp.Len()) && d.nlp.Word(i+1) == "-" && d.lower(i+2) == "elect"
}

// describePerson finds a person's gender, and the country by the office that
// a holder of that name had.
func (x *Extractor) describePerson(d *document, e *entity) {
	for _, t := range e.titles {
		for w := range strings.FieldsSeq(t) {
			e.genderBy(x, w)
		}
	}
	for _, i := range e.mentions {
		m := &d.mentions[i]
		if m.tokens.First > 0 && d.sentenceOf[m.tokens.First-1] == d.sentenceOf[m.tokens.First] {
			e.genderBy(x, d.lower(m.tokens.First-1))
		}
	}
	if e.gender == 0 {
		e.gender = genderOfFirst(givenName(e.key))
	}
	if words(e.key) > 1 {
		for _, o := range lexicon.Leader(e.key) {
			if e.country == "" && len(o.Country) == 3 && lexicon.CountryNamed(o.Country) != "" {
				e.country = o.Country
			}
		}
	}
}

func (e *entity) genderBy(x *Extractor, w string) {
	if e.gender != 0 {
		return
	}
	if x.ontology.Listed("female", w) {
		e.gender = 'f'
	} else if x.ontology.Listed("male", w) {
		e.gender = 'm'
	}
}
