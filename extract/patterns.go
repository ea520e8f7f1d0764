package extract

import (
	"strings"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
)

// wordsBetween adds the words that stand between a trigger and a mention when
// they are few.
func (x *Extractor) wordsBetween(d *document, f *learn.Features, t *trigger, m *mention, c *triggerContext) {
	var lo, hi int32
	order := "t-m"
	if m.tokens.First > t.token {
		lo, hi = t.token+1, m.tokens.First
	} else {
		lo, hi, order = m.tokens.End, t.phrase.First, "m-t"
	}
	if hi-lo > 4 || hi < lo {
		return
	}
	var b strings.Builder
	for i := lo; i < hi; i++ {
		if o := d.mentionAt[i]; o >= 0 {
			b.WriteString(d.mentions[o].typ.String())
		} else {
			b.WriteString(d.lower(i))
		}
		b.WriteByte(' ')
	}
	f.Add("words", order, b.String(), c.group)
	f.Add("words type", order, b.String(), m.typ.String())
	if hi > lo {
		f.Add("word at", order, d.lower(hi-1), c.group)
	}
}

// pattern tells the way from a trigger to a mention by the words between that
// hold a sentence together: what stands where, whatever the tree says. It is
// empty when the way is long.
func (x *Extractor) pattern(d *document, t *trigger, m *mention) string {
	lo, hi := t.token+1, m.tokens.First
	var b strings.Builder
	b.WriteByte('>')
	if m.tokens.First < t.token {
		lo, hi = m.tokens.End, t.phrase.First
		b.Reset()
		b.WriteByte('<')
	}
	items, last := 0, int32(-1)
	for i := lo; i < hi; i++ {
		item := ""
		if o := d.mentionAt[i]; o >= 0 && d.mentions[o].within < 0 {
			if o == last {
				continue
			}
			last = o
			item = "E"
			if d.mentions[o].typ == nlp.Person {
				item = "P"
			}
		} else {
			switch d.nlp.UPOS[i] {
			case nlp.PosAdp, nlp.PosCconj, nlp.PosSconj, nlp.PosPart, nlp.PosPunct:
				item = d.lower(i)
			case nlp.PosPron:
				item = "pr"
			case nlp.PosAux:
				item = d.nlp.Lemma[i]
			case nlp.PosVerb:
				item = "V"
				if l := d.nlp.Lemma[i]; x.ontology.Listed("say", l) {
					item = "SAY"
				} else if x.ontology.Listed("light", l) {
					item = "L"
				}
			case nlp.PosNoun:
				if x.isRole(d, i) {
					continue
				}
				item = "n"
			default:
				continue
			}
		}
		if items++; items > 6 {
			return ""
		}
		b.WriteByte(' ')
		b.WriteString(item)
	}
	return b.String()
}
