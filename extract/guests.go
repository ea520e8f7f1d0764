package extract

import (
	"slices"

	"parley/extract/nlp"
	"parley/graph"
)

// dropMet drops from the guests of a visit the persons whom the sentence only
// names beside the guest that its grammar gives: of "visited Oslo and met with
// Berg" Berg is no visitor. Who is listed with that guest, or goes "with" him,
// stays.
func (s *sighting) dropMet(d *document) {
	first := slices.IndexFunc(s.party, func(c chosen) bool {
		st := s.standingOf(c.mention)
		return st.here && st.slot.class() == agentSlot && !st.inside
	})
	if first < 0 {
		return
	}
	guest := s.party[first]
	s.party = slices.DeleteFunc(slices.Clone(s.party), func(c chosen) bool {
		m, st := &d.mentions[c.mention], s.standingOf(c.mention)
		if c.entity == guest.entity || d.entities[c.entity].kind != graph.Person || !st.here || st.slot.class() == agentSlot {
			return false
		}
		if h := d.nlp.Head[m.head]; st.prep == "with" && h >= 0 && (h == s.token || h == s.support) {
			return false
		}
		return !d.enumerated(m.head, d.mentions[guest.mention].head)
	})
}

// dropOutsiders drops from the guests of a visit all but those whom the subject of its
// verb names, where that is a noun of its own: of "thousands went to Oslo" nobody who is
// named near by went there, of "Norland officials flew to Oslo" only Norland. A body
// that is only where something is, or who says so, is no guest either.
func (s *sighting) dropOutsiders(d *document) {
	subject := d.plainSubject(&s.trigger)
	s.party = slices.DeleteFunc(s.party, func(c chosen) bool {
		st := s.standingOf(c.mention)
		if st.here && st.slot == noSlot && d.entities[c.entity].kind == graph.Organization && (aside[st.prep] || whereabouts[st.prep] || st.prep == "from") {
			return true
		}
		m := d.mentions[c.mention].head
		return subject >= 0 && !s.holdsSlot(d, c.entity) && !d.holds(subject, m) && !d.enumerated(m, subject)
	})
}

// plainSubject returns the subject of a trigger that is a verb where it is a noun
// that stands for nobody known, or -1.
func (d *document) plainSubject(t *trigger) int32 {
	if !t.verb {
		return -1
	}
	plain := func(c int32) bool {
		m := d.mentionAt[c]
		return d.nlp.UPOS[c] == nlp.PosNoun && !d.inTime(c) && (m < 0 || d.mentions[m].entity < 0)
	}
	if h := d.nlp.Head[t.token]; d.nlp.Deprel[t.token] == nlp.Acl && h >= 0 && !d.infinitive(t.token) && plain(h) {
		return h // "tourists visiting Oslo"
	}
	for c := range d.children.of(t.token) {
		if r := d.nlp.Deprel[c]; (r == nlp.Nsubj || r == nlp.NsubjPass) && plain(c) {
			return c
		}
	}
	return -1
}
