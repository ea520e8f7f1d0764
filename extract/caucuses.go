package extract

import "parley/extract/nlp"

// caucus extends the name of a party's members by the chamber right before it
// where they are named together, as a body of their own: "Senate Democrats" is
// neither the Senate nor all Democrats. It takes the chamber's mention back.
func (d *document) caucus(m *mention) {
	if m.typ != nlp.Norp || m.tokens.Len() != 1 || d.nlp.XPOS[m.head] != nlp.TagNNPS && d.nlp.XPOS[m.head] != nlp.TagNNS {
		return
	}
	t := m.head - 1
	if t < 0 || d.nlp.Head[t] != m.head || d.rel(t) != nlp.Compound || d.nlp.UPOS[t] != nlp.PosPropn {
		return
	}
	if o := d.mentionAt[t]; o >= 0 {
		if c := &d.mentions[o]; c.typ != nlp.Org || c.tokens.Len() != 1 || int(o) != len(d.mentions)-1 {
			return
		}
		d.mentions, d.mentionAt[t] = d.mentions[:o], -1
	} else if d.inTitle(t) {
		return // any word may have a capital there
	}
	m.tokens.First, m.typ = t, nlp.Org
	m.key = nameKey(d.nlp.TextOf(m.tokens))
}
