package extract

import (
	"slices"

	"parley/extract/nlp"
)

// sending are verbs whose object travels, and not their subject: "A sent B to
// Norland", "A invited B to Oslo".
var sending = map[string]bool{"send": true, "dispatch": true, "invite": true}

// sent returns who travels where verb v sends somebody: its object, or its subject
// where it is passive. Where those who are sent have no name of their own the
// sender does by them: "Norland sent a delegation".
func (d *document) sent(fs []filler, v int32) []filler {
	o := d.child(v, nlp.Obj)
	if o < 0 {
		if s := d.ownSubject(v); s >= 0 && d.nlp.Deprel[s] == nlp.NsubjPass {
			fs = append(fs, filler{d.antecedent(v, s), passiveSlot})
		}
		return fs
	}
	fs = append(fs, filler{o, objectSlot})
	if !actingBodies[d.nlp.Lemma[o]] && !envoys[d.nlp.Lemma[o]] {
		return fs
	}
	for a, b := d.subtree(o); a <= b; a++ {
		if m := d.mentionAt[a]; m >= 0 && d.mentions[m].entity >= 0 {
			return fs
		}
	}
	return d.agents(fs, v, 0)
}

// envoys are nouns for those whom somebody sends in his place.
var envoys = map[string]bool{"envoy": true, "emissary": true, "representative": true, "delegate": true, "negotiator": true, "official": true, "diplomat": true, "mediator": true}

// dropSenders drops from the guests of a visit who sends or invites them.
func (s *sighting) dropSenders(d *document) {
	if !s.verb || !sending[s.lemma] {
		return
	}
	s.party = slices.DeleteFunc(s.party, func(c chosen) bool {
		st := s.standingOf(c.mention)
		return st.here && st.slot == noSlot
	})
}

// invitesTo reports whether verb v invites to a place: what "invited him to meet her"
// invites to is told by the other verb.
func (d *document) invitesTo(v int32) bool {
	for c := range d.children.of(v) {
		if d.rel(c) == nlp.Obl && d.preposition(c) == "to" && d.namesPlace(c) {
			return true
		}
	}
	return false
}
