package extract

import (
	"iter"
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// Many whom a sentence names near a trigger take no part in its event, as other
// words of the sentence say.

// bystander reports whether the sentence says of the entity that it takes no part
// in the encounter: it only names it as a place where something is, by an
// adjective, in what is told besides, or it is nobody who could; or others fill
// the places of those who do.
func (s *sighting) bystander(d *document, p *entityPart, o occupied) bool {
	m := &d.mentions[p.mention]
	switch {
	case inert(&d.entities[p.entity]):
		return true
	case p.cand < 0:
		return o.byNames
	case s.holdsSlot(d, p.entity):
		return false
	case !s.cands[p.cand].here:
		return o.byNames || o.byStandIn
	case o.byStandIn:
		return true
	case s.cands[p.cand].acting != "":
	case m.adjectival:
		return true
	case m.form == graph.NamedMention && m.within < 0 && kindOf(m.typ) == graph.Place && d.located(m):
		return true
	case d.entities[p.entity].kind == graph.Organization && aside[s.cands[p.cand].prep]:
		return true
	}
	return d.besides(s.token, m.head) || o.byNames && (d.subordinate(s.token, m.head) || s.sends(d, m))
}

// sends reports whether a mention is the subject of a verb whose object is who acts:
// A in "A sent B to meet C" and in "A criticized B for meeting C".
func (s *sighting) sends(d *document, m *mention) bool {
	h := d.nlp.Head[s.token]
	if h < 0 || !slices.ContainsFunc(s.cands, func(c candidate) bool { return c.here && c.slot == objectSlot }) {
		return false
	}
	by := d.subject(h)
	return by >= 0 && sameMention(d, by, m)
}

// holdsSlot reports whether the sentence gives entity e one of the slots.
func (s *sighting) holdsSlot(d *document, e int32) bool {
	return slices.ContainsFunc(s.cands, func(c candidate) bool {
		return c.here && c.slot != noSlot && d.mentions[c.mention].entity == e
	})
}

// occupied says by whom the slots of both sides of an encounter are filled.
type occupied struct {
	byNames   bool // each by somebody who is named or meant
	byStandIn bool // the partner's by people who act for somebody: "met Norland officials"
}

// occupied returns by whom the slots of the sighting are filled.
func (s *sighting) occupied(d *document) occupied {
	agent, partner, between, acting := false, false, false, false
	for i := range s.cands {
		c := &s.cands[i]
		if !c.here {
			continue
		}
		switch class := c.slot.class(); {
		case c.inside:
			acting = acting || class == partnerSlot && c.acting != ""
		case class == agentSlot:
			agent = true
		case class == partnerSlot:
			partner = true
		case class == betweenSlot:
			between = true
		}
	}
	return occupied{agent && partner || between, agent && acting && !partner && !between}
}

// inertThings are last words of names that may pass for those of bodies, but are of
// what happens, is built or is written.
var inertThings = map[string]bool{
	"operation": true, "war": true, "election": true, "elections": true, "olympics": true, "festival": true, "championship": true,
	"revolution": true, "uprising": true, "act": true, "accord": true, "accords": true, "agreement": true, "treaty": true, "pact": true,
	"resolution": true, "constitution": true, "protocol": true, "prize": true, "award": true, "dam": true, "bridge": true, "pipeline": true,
	"canal": true, "tunnel": true, "highway": true,
}

// inert reports whether an entity's name is that of something that acts for
// nobody: "the Northern Dam", "the Bergen Accord".
func inert(e *entity) bool {
	if e.kind != graph.Organization {
		return false
	}
	k := strings.LastIndexByte(e.key, ' ')
	return k > 0 && inertThings[e.key[k+1:]]
}

// besideWords open what a sentence tells besides what the trigger tells.
var besideWords = map[string]bool{
	"about": true, "against": true, "because": true, "before": true, "since": true, "while": true, "without": true, "if": true, "unless": true,
	"although": true, "into": true, "like": true, "according": true,
}

// aside are prepositions behind which a body is where something is said or done, or who
// does something else: "wrote on Twitter", "spoke at Acme", "a report by the Post".
var aside = map[string]bool{"on": true, "at": true, "via": true, "through": true, "by": true}

// besides reports whether a token stands in what a sentence tells besides what the
// trigger tells: "met her after a dispute about A", "before A resigned".
func (d *document) besides(trigger, at int32) bool {
	for t := range d.apart(trigger, at) {
		for c := range d.children.of(t) {
			if r := d.rel(c); (r == nlp.Case || r == nlp.Mark) && besideWords[d.lower(c)] {
				return true
			}
		}
	}
	return false
}

// apart ranges over the words over token at, itself first, that are not over the
// trigger.
func (d *document) apart(trigger, at int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for t := at; t >= 0 && !d.holds(t, trigger); t = d.nlp.Head[t] {
			if !yield(t) {
				return
			}
		}
	}
}

// whereabouts are prepositions that say where something is or happens.
var whereabouts = map[string]bool{"in": true, "at": true, "near": true, "outside": true, "inside": true, "across": true, "around": true, "into": true}

// located reports whether mention m, of a place, only says where something is: "in
// Norland", "in Bergen, Norland".
func (d *document) located(m *mention) bool {
	if m.adjectival {
		return false
	}
	if r := d.rel(m.head); (r == nlp.Obl || r == nlp.Nmod) && whereabouts[d.preposition(m.head)] {
		return true
	}
	if m.tokens.First < 2 || d.nlp.Word(m.tokens.First-1) != "," {
		return false
	}
	o := d.mentionAt[m.tokens.First-2]
	return o >= 0 && d.mentions[o].tokens.End == m.tokens.First-1 && d.mentions[o].country == "" && kindOf(d.mentions[o].typ) == graph.Place && d.located(&d.mentions[o])
}
