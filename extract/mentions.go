package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// A mention is a span of tokens that refers to something.
type mention struct {
	tokens nlp.Range
	head   int32 // token
	form   graph.MentionForm
	typ    nlp.NameType
	// entity is the index of the entity it refers to, or -1.
	entity int32
	// country is the ISO alpha-3 code of the country that the words of a name
	// or of a nominal say, such as IRN for "Iranian"; empty when none.
	country string
	// adjectival is true of a nationality: "Iranian".
	adjectival bool
	// capital is true of a capital that stands for its country's government.
	capital bool
	// titles are the roles beside a name ("foreign minister"), or the role
	// that a nominal is ("minister").
	titles []string
	// within is the mention of a person whose title or apposition this name
	// belongs to ("Iranian" in "the Iranian foreign minister"), or -1.
	within int32
	score  float32
	// aside is true of a name that is no part of the story, such as the place
	// of a dateline; it refers to no entity.
	aside  bool
	key    string // the folded name
	gender byte   // 'm', 'f', 'o' a thing, 'p' two, 'P' all of a role, or 0
}

// An entity is a chain of mentions with at least one name.
type entity struct {
	kind     graph.EntityKind
	typ      nlp.NameType
	key      string // of the fullest name
	name     string
	mentions []int32
	titles   []string
	country  string // ISO alpha-3
	acronym  string
	gender   byte
	names    int  // how many of the mentions are names
	press    bool // of the press
}

// findMentions makes a mention of every name that may be an entity.
func (x *Extractor) findMentions(d *document) {
	d.mentionAt = make([]int32, d.nlp.Len())
	for i := range d.mentionAt {
		d.mentionAt[i] = -1
	}
	for _, n := range d.nlp.Names {
		switch n.Type {
		case nlp.Person, nlp.Org, nlp.GPE, nlp.Loc, nlp.Fac, nlp.Norp, nlp.EventName:
		default:
			continue
		}
		r := x.trimName(d, d.wholeWord(n.Tokens), n.Type)
		if r.Len() == 0 || r.Len() > 12 {
			continue
		}
		m := mention{tokens: r, head: d.headOf(r), form: graph.NamedMention, typ: n.Type, entity: -1, within: -1, score: n.Score}
		m.key = nameKey(d.nlp.TextOf(r))
		if m.key == "" || !hasLetter(m.key) {
			continue
		}
		d.caucus(&m)
		d.addMention(m)
	}
	x.joinBracketed(d)
	x.personsInBodies(d)
	d.addNumberedBodies()
	d.trimHeadlines()
	retype(d)
	d.addSurnames()
	for i := range d.mentions {
		d.mentions[i].locate()
	}
}

// addSurnames makes mentions of the words that the recognizer left and that
// are the surname of a person named in full in the article.
func (d *document) addSurnames() {
	surnames := map[string]bool{}
	for i := range d.mentions {
		m := &d.mentions[i]
		ws := strings.Fields(m.key)
		if m.typ != nlp.Person || len(ws) < 2 {
			continue
		}
		last := ws[len(ws)-1]
		if generation(last) && len(ws) > 2 {
			last = ws[len(ws)-2]
		}
		if len(last) > 2 {
			surnames[last] = true
		}
	}
	if len(surnames) == 0 {
		return
	}
	added := false
	for t := int32(0); t < int32(d.nlp.Len()); t++ {
		w := d.nlp.Word(t)
		if d.mentionAt[t] >= 0 || d.nlp.UPOS[t] != nlp.PosPropn || w[0] < 'A' || w[0] > 'Z' || d.rel(t) == nlp.Compound || d.rel(t) == nlp.Flat {
			continue
		}
		if key := nameKey(w); surnames[key] && !d.month(t, key) {
			d.addMention(mention{tokens: nlp.Range{First: t, End: t + 1}, head: t, form: graph.NamedMention, typ: nlp.Person, entity: -1, within: -1, score: 0.5, key: key})
			added = true
		}
	}
	if added {
		d.sortMentions()
	}
}

// month reports whether the word at token t, which may be a surname, is the
// name of a month.
func (d *document) month(t int32, key string) bool {
	switch key {
	case "march", "april", "may", "june", "august":
	default:
		return false
	}
	if t+1 < int32(d.nlp.Len()) && d.nlp.UPOS[t+1] == nlp.PosNum || t > 0 && d.nlp.UPOS[t-1] == nlp.PosNum {
		return true
	}
	if t == 0 {
		return false
	}
	switch d.lower(t - 1) {
	case "in", "on", "since", "last", "late", "early", "mid", "this", "next", "until", "till", "from", "by", "of", "for", "through", "between", "to", "and":
		return true
	}
	return false
}

// wholeWord extends a name to the end of the hyphenated word in which it
// stops: the recognizer may split "Jae-in".
func (d *document) wholeWord(r nlp.Range) nlp.Range {
	for r.End < int32(d.nlp.Len()) && d.nlp.Spans[r.End-1].End == d.nlp.Spans[r.End].Start {
		last, next := d.nlp.Word(r.End-1), d.nlp.Word(r.End)
		first, _ := utf8.DecodeRuneInString(next)
		if r.Len() < 2 || !strings.HasSuffix(last, "-") || !unicode.IsLower(first) {
			break
		}
		r.End++
	}
	return r
}

// addMention appends m and marks its tokens where they are free.
func (d *document) addMention(m mention) int32 {
	id := int32(len(d.mentions))
	d.mentions = append(d.mentions, m)
	for i := m.tokens.First; i < m.tokens.End; i++ {
		if d.mentionAt[i] < 0 {
			d.mentionAt[i] = id
		}
	}
	return id
}

// trimName cuts titles, articles and possessive endings off a name.
func (x *Extractor) trimName(d *document, r nlp.Range, t nlp.NameType) nlp.Range {
	for r.Len() > 1 {
		w := d.lower(r.End - 1)
		if w != "'s" && w != "’s" && w != "'" && w != "’" && w != "," && w != ")" && w != "-" && w != "\"" && w != "”" {
			break
		}
		r.End--
	}
	for r.Len() > 1 {
		w := d.lower(r.First)
		if w == "the" || w == "\"" || w == "“" || t == nlp.Person && (x.ontology.Listed("title", w) || d.capitalTitle(r.First)) && !(r.Len() == 2 && w == "king") {
			r.First++
			continue
		}
		break
	}
	// "Islamic Revolution Ayatollah X": what stands before a title is no name.
	for i := r.End - 2; t == nlp.Person && i > r.First; i-- {
		if x.ontology.Listed("title", d.lower(i)) && d.lower(i) != "king" && d.lower(i) != "prince" {
			r.First = i + 1
			break
		}
	}
	return r
}

// nameKey folds a name for comparison.
func nameKey(s string) string {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	return strings.TrimPrefix(lexicon.Fold(s), "the ")
}

func hasLetter(s string) bool {
	for _, r := range s {
		if r >= 'a' && r <= 'z' || r >= 0x80 {
			return true
		}
	}
	return false
}

// retype gives names of one spelling one type: what most of the article's
// mentions of it say, and a lone surname the type of the full name.
func retype(d *document) {
	votes := map[string]*[8]float32{}
	surname := map[string]bool{}
	for i := range d.mentions {
		m := &d.mentions[i]
		v := votes[m.key]
		if v == nil {
			v = new([8]float32)
			votes[m.key] = v
		}
		if m.typ <= nlp.EventName {
			v[min(int(m.typ), 7)] += 0.5 + m.score
		}
		if m.typ == nlp.Person {
			if k := strings.LastIndexByte(m.key, ' '); k > 0 {
				surname[m.key[k+1:]] = true
			}
		}
	}
	for i := range d.mentions {
		m := &d.mentions[i]
		v, best := votes[m.key], 0
		for t := range v {
			if v[t] > v[best] {
				best = t
			}
		}
		if best > 0 {
			m.typ = nlp.NameType(best)
		}
		if m.typ != nlp.Person && surname[m.key] && len(lexicon.FindCountry(m.key)) == 0 {
			m.typ = nlp.Person
		}
	}
}

// locate finds the country that the name says.
func (m *mention) locate() {
	if m.typ != nlp.GPE && m.typ != nlp.Norp && m.typ != nlp.Loc && m.typ != nlp.Org {
		return
	}
	for _, c := range lexicon.FindCountry(m.key) {
		switch c.Sense {
		case lexicon.CountryName, lexicon.CountryOther:
			if m.typ == nlp.Org {
				m.typ = nlp.GPE
			}
			m.country = c.Code
		case lexicon.CountryDemonym:
			if m.typ != nlp.Norp && m.typ != nlp.GPE {
				continue
			}
			m.country, m.adjectival = c.Code, true
		default:
			continue
		}
		return
	}
}

// kind returns the kind of entity that a name of the type names.
func kindOf(t nlp.NameType) graph.EntityKind {
	switch t {
	case nlp.Person:
		return graph.Person
	case nlp.GPE, nlp.Loc, nlp.Fac:
		return graph.Place
	}
	return graph.Organization
}
