package extract

import (
	"slices"

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
