package extract

import (
	"slices"
	"strings"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/graph"
)

// A standIn is how a country or body stands in a sentence: by itself, or by
// people or a body that act for it and whom the text does not name ("Norland
// officials", "the leader of Norland", "Acme's negotiating team").
type standIn struct {
	// at is the head of the noun phrase that acts: the outermost acting noun,
	// or the head of the name itself.
	at int32
	// class tells what acts: "one" or "many" people, an "office" of which there
	// is one, a "body", or "" for the name itself.
	class string
}

// actingBodies are nouns for bodies that act for the country or body whose
// they are.
var actingBodies = map[string]bool{
	"government": true, "delegation": true, "side": true, "authority": true, "regime": true, "team": true, "leadership": true,
	"administration": true, "mission": true, "parliament": true, "ministry": true, "embassy": true, "cabinet": true, "panel": true,
	"committee": true, "staff": true, "camp": true, "opposition": true, "military": true, "army": true, "police": true,
	"office": true, "management": true, "party": true, "group": true, "faction": true, "personnel": true, "intelligence": true,
}

// actingPeople are nouns for people, beside roles, who may act for others.
var actingPeople = map[string]bool{
	"member": true, "people": true, "employee": true, "staffer": true, "investigator": true, "agent": true, "prosecutor": true,
	"mediator": true, "ruler": true, "insider": true, "worker": true, "delegate": true, "emissary": true, "expert": true, "scientist": true,
	"authorities": true, "policymaker": true, "interlocutor": true, "bureaucrat": true, "elder": true, "fighter": true, "rebel": true,
	"partner": true, "ally": true, "figure": true, "boss": true, "defector": true, "operative": true, "technocrat": true,
}

// soleOffices are roles of which a country has one at a time.
var soleOffices = map[string]bool{
	"president": true, "premier": true, "minister": true, "chancellor": true, "king": true, "queen": true, "emir": true, "sultan": true,
	"leader": true, "head": true, "chief": true, "secretary": true, "speaker": true, "pope": true, "governor": true, "mayor": true,
	"chairman": true, "ceo": true, "director": true, "ambassador": true, "dictator": true, "monarch": true, "counterpart": true, "pm": true,
}

// acting returns what kind of unnamed actor the noun at token t names, or "".
func (x *Extractor) acting(d *document, t int32) string {
	if u := d.nlp.UPOS[t]; u != nlp.PosNoun && u != nlp.PosPropn || d.titled[t] {
		return ""
	}
	l := d.nlp.Lemma[t]
	many := d.nlp.XPOS[t] == nlp.TagNNS || d.nlp.XPOS[t] == nlp.TagNNPS
	switch {
	case actingBodies[l]:
		return "body"
	case !x.isRole(d, t) && !actingPeople[l]:
		return ""
	case many:
		return "many"
	case soleOffices[l]:
		return "office"
	}
	return "one"
}

// standIn returns how mention m stands in its sentence. The word at token t is
// no actor, nor is anything over it.
func (x *Extractor) standIn(d *document, m *mention, t int32) standIn {
	in := standIn{at: m.head}
	if m.form != graph.NamedMention || m.within >= 0 || kindOf(m.typ) == graph.Person {
		return in
	}
	if m.adjectival && m.tokens.First > 0 && strings.HasSuffix(d.nlp.Word(m.tokens.First-1), "-") {
		return in // "pro-Norland rebels"
	}
	at := m.head
	for range 6 {
		h := d.nlp.Head[at]
		if h < 0 || h == t || h >= m.tokens.First && h < m.tokens.End {
			break
		}
		class := ""
		switch d.rel(at) {
		case nlp.Conj:
			if in.class != "" || d.nlp.UPOS[h] == nlp.PosVerb {
				return in
			}
			at = h
			continue
		case nlp.Amod, nlp.Compound:
			class = x.acting(d, h)
		case nlp.Nmod:
			switch p := d.preposition(at); {
			case d.nlp.Deprel[at] == nlp.NmodPoss, p == "of", p == "":
				class = x.acting(d, h)
			case p == "from", p == "in": // "the senator from Norland" speaks for himself
				if class = x.acting(d, h); class == "one" || class == "office" {
					class = ""
				}
			}
		}
		if class == "" || d.nameOf(h) >= 0 {
			break
		}
		at = h
		if in.class == "" || in.class != "body" && class != "body" {
			in.class = class
		}
		in.at = at
	}
	return in
}

// holders counts the persons of the article who are of the country or body e.
func (d *document) holders(e int32) int {
	n := 0
	for p := range d.entities {
		if d.entities[p].kind == graph.Person && d.represents(int32(p), e) {
			n++
		}
	}
	return n
}

// heldBy reports whether a person of e has the role that the noun names.
func (d *document) heldBy(e, noun int32) bool {
	role := d.nlp.Lemma[noun]
	for p := range d.entities {
		if x := &d.entities[p]; x.kind == graph.Person && d.represents(int32(p), e) && slices.ContainsFunc(x.titles, func(t string) bool { return roleHead(t) == role }) {
			return true
		}
	}
	return false
}

// standFeatures adds by what unnamed actors a country or body stands in the
// sentence and where these stand to the trigger, and whether the article names
// somebody of it, who would take part in its place.
func (x *Extractor) standFeatures(d *document, f *learn.Features, t *trigger, m *mention, c *triggerContext, in *standIn, st *standing) {
	if kindOf(m.typ) == graph.Person {
		return
	}
	st.holders = d.holders(m.entity)
	typ := d.partType(m)
	f.AddInt("stands holders", min(st.holders, 2), in.class, typ)
	f.Add("stands", in.class, c.group)
	f.Add("stands type", in.class, typ)
	if in.class == "" {
		return
	}
	st.held = d.heldBy(m.entity, in.at)
	f.AddIf(st.held, "stands held", in.class)
	f.AddIf(!st.held, "stands unheld", in.class)
	place := x.placeOf(d, t, in.at)
	f.Add("stands place", place, in.class)
	f.Add("stands place own", place, c.own)
	f.Add("stands place group", place, c.group)
	s, inside := d.slotOf(c.fillers, in.at)
	name := string(s.class())
	if inside {
		name += " inside"
	}
	f.Add("stands slot", name, in.class)
	f.Add("stands slot group", name, c.group)
	f.Add("stands slot filled", name, c.filled)
	f.Add("stands role", d.roleOf(t.token, in.at), c.group)
}
