package extract

import (
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// acronyms joins a short name to the organization or place that it is short
// for: one in brackets after the long name ("the Norland Trade Board
// (NorTrade)"), or one in capitals, anywhere in the article, whose letters are
// the initials of the long name.
func (c *chainer) acronyms() {
	c.bracketed()
	initials := map[string]int32{}
	for e := range c.d.entities {
		x := &c.d.entities[e]
		if x.kind == graph.Person || words(x.key) < 2 {
			continue
		}
		for _, s := range initialsOf(x.key) {
			if o, ok := initials[s]; ok && o != int32(e) {
				initials[s] = -1
			} else if !ok {
				initials[s] = int32(e)
			}
		}
	}
	for i := range c.d.mentions {
		m := &c.d.mentions[i]
		if !c.maybeShort(m) || len(m.key) > 6 {
			continue
		}
		if w := c.d.nlp.TextOf(m.tokens); strings.ToUpper(w) != w {
			continue
		}
		if e, ok := initials[m.key]; ok && e >= 0 && e != m.entity {
			c.d.entities[e].acronym = c.d.nlp.TextOf(m.tokens)
			m.entity = e
		}
	}
}

// maybeShort reports whether the name may be short for a longer one.
func (c *chainer) maybeShort(m *mention) bool {
	return m.typ != nlp.Person && m.country == "" && m.entity >= 0 && words(m.key) == 1 && len(m.key) > 1
}

// bracketed joins the names that stand in brackets after the name whose
// letters they are.
func (c *chainer) bracketed() {
	for i := range c.d.mentions {
		m := &c.d.mentions[i]
		at := m.tokens.First - 1
		if !c.maybeShort(m) || m.tokens.Len() > 1 || at < 1 || c.d.nlp.Word(at) != "(" {
			continue
		}
		if t := c.d.nlp.Word(m.tokens.First); strings.ToLower(t[1:]) == t[1:] && len(m.key) < 4 {
			continue
		}
		k := c.d.mentionAt[at-1]
		if k < 0 {
			continue
		}
		long := &c.d.mentions[k]
		if long.typ == nlp.Person || long.country != "" || long.entity < 0 || long.entity == m.entity || words(long.key) < 2 || !shortens(m.key, long.key) && !c.foreign(m, long) {
			continue
		}
		from := m.entity
		c.d.entities[long.entity].acronym = c.d.nlp.TextOf(m.tokens)
		for j := range c.d.mentions {
			if c.d.mentions[j].entity == from {
				c.d.mentions[j].entity = long.entity
			}
		}
	}
}

// foreign reports whether capitals alone in brackets right after the name of a
// body may be its acronym in another language ("Development Bank (CAF)"): the
// article has not used them before.
func (c *chainer) foreign(m, long *mention) bool {
	if end := m.tokens.End; end >= int32(c.d.nlp.Len()) || c.d.nlp.Word(end) != ")" {
		return false
	}
	if w := c.d.nlp.TextOf(m.tokens); strings.ToUpper(w) != w || len(m.key) > 6 || m.typ != nlp.Org || long.typ != nlp.Org || wires[m.key] {
		return false
	}
	for i := range c.d.mentions {
		if o := &c.d.mentions[i]; o.key == m.key && !c.d.inTitle(o.head) {
			return o.tokens.First >= m.tokens.First
		}
	}
	return true
}

// wires are agencies whose names stand in brackets behind a place or an outlet.
var wires = map[string]bool{"ap": true, "afp": true, "upi": true, "dpa": true, "efe": true, "ansa": true, "tass": true, "pti": true, "ani": true, "ians": true, "irna": true, "aap": true, "bbc": true, "cnn": true}

// shortens reports whether the letters of short stand in long in this order,
// the first of them at the start of a word (Schwartz & Hearst 2003).
func shortens(short, long string) bool {
	k := len(short) - 1
	for i := len(long) - 1; i >= 0 && k >= 0; i-- {
		if long[i] == short[k] && (k > 0 || i == 0 || long[i-1] == ' ') {
			k--
		}
	}
	return k < 0
}

// initialsOf returns the acronyms that a folded name may have.
func initialsOf(key string) []string {
	var all, content []byte
	for _, w := range strings.FieldsFunc(key, func(r rune) bool { return r == ' ' || r == '-' }) {
		all = append(all, w[0])
		switch w {
		case "of", "the", "and", "for", "in", "on", "to", "&":
		default:
			content = append(content, w[0])
		}
	}
	if string(all) == string(content) {
		return []string{string(all)}
	}
	return []string{string(content), string(all)}
}
