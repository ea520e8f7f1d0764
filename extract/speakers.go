package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
)

// dropSpeakers drops from the parties those who only tell of the encounter for
// others: "..., her spokesman, Peter Lund, said".
func (s *sighting) dropSpeakers(d *document) {
	kept := slices.DeleteFunc(slices.Clone(s.party), func(c chosen) bool { return s.onlySpeaks(d, c) })
	if len(kept) > 0 {
		s.party = kept
	}
}

// onlySpeaks reports whether c is one who speaks for others and holds none of
// the places of those who take part.
func (s *sighting) onlySpeaks(d *document, c chosen) bool {
	if s.standingOf(c.mention).slot != noSlot {
		return false
	}
	e := &d.entities[c.entity]
	return slices.ContainsFunc(e.titles, func(title string) bool { return speaks(strings.ToLower(title)) }) || slices.ContainsFunc(e.mentions, d.spokesman)
}

// spokesman reports whether a mention stands beside the noun for one who
// speaks for others: "her spokesman, Peter Lund", "Peter Lund, a spokesman".
func (d *document) spokesman(i int32) bool {
	m := &d.mentions[i]
	r := d.nlp.Sentences[d.sentenceOf[m.head]]
	before := m.tokens.First - 1
	if before > r.First && d.nlp.Word(before) == "," {
		before--
	}
	if before >= r.First && speaks(d.lower(before)) {
		return true
	}
	if m.tokens.End >= r.End || d.nlp.Word(m.tokens.End) != "," {
		return false
	}
	for t := m.tokens.End + 1; t < min(r.End, m.tokens.End+5); t++ {
		switch {
		case speaks(d.lower(t)):
			return true
		case d.nlp.UPOS[t] == nlp.PosVerb || d.nlp.UPOS[t] == nlp.PosPunct:
			return false
		}
	}
	return false
}

// speaks reports whether a title or noun is that of one who speaks for others.
func speaks(title string) bool {
	return strings.Contains(title, "spokes") || strings.Contains(title, "press secretary")
}
