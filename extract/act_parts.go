package extract

import (
	"slices"

	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// actParts finds who does the act and to whom, from the syntactic places that
// the ontology gives to its type.
func (x *Extractor) actParts(d *document, a *act) {
	defer x.targetsBelow(d, a)
	if d.nlp.UPOS[a.token] == nlp.PosVerb {
		x.verbParts(d, a, a.token)
		return
	}
	x.nounParts(d, a)
	if a.verb >= 0 && d.rel(a.token) == nlp.Obj && (x.ontology.Listed("light", d.nlp.Lemma[a.verb]) || carriers[d.nlp.Lemma[a.verb]]) {
		x.verbParts(d, a, a.verb) // "launched an attack on"
	}
}

// carriers are verbs that carry an event noun whose doer is their subject,
// beside the light verbs of encounters.
var carriers = map[string]bool{"launch": true, "carry": true, "mount": true, "commit": true, "stage": true, "impose": true, "issue": true, "sign": true, "reach": true, "adopt": true,
	"pass": true, "approve": true, "provide": true, "send": true, "offer": true, "deliver": true, "grant": true, "voice": true, "express": true, "cast": true, "declare": true}

// verbParts reads the arguments of verb v.
func (x *Extractor) verbParts(d *document, a *act, v int32) {
	passive := d.passive(v) || d.rel(v) == nlp.Acl && d.nlp.XPOS[v] == nlp.TagVBN // "the men arrested by"
	for c := range d.children.of(v) {
		switch d.rel(c) {
		case nlp.Nsubj:
			if passive {
				x.addPart(d, a, "obj", c)
			} else {
				x.addPart(d, a, "subj", c)
			}
		case nlp.Obj:
			if c != a.token {
				x.addPart(d, a, "obj", c)
			}
		case nlp.Iobj:
			if len(x.ontology.Roles(a.typ, "iobj")) == 0 {
				x.addPart(d, a, "obj", c) // "urged Kenya to"
				continue
			}
			x.addPart(d, a, "iobj", c)
		case nlp.Obl:
			p := d.preposition(c)
			if p == "by" && !passive {
				continue
			}
			x.addPart(d, a, p, c)
		}
	}
	if passive && len(a.actors) == 0 { // the agent, read into what follows the verb
		for c := range d.children.of(v) {
			for g := range d.children.of(c) {
				if c > v && d.preposition(g) == "by" {
					x.addPart(d, a, "by", g)
				}
			}
		}
	}
	if d.subject(v) >= 0 {
		return
	}
	if c := d.nameBefore(v); c >= 0 && !passive {
		x.addPart(d, a, "subj", c)
		return
	}
	// A subject that another verb carries: "agreed to withdraw", "attacked and
	// killed", "the group that attacked", "forces attacking the town".
	place := "subj"
	if passive {
		place = "obj"
	}
	h := d.nlp.Head[v]
	if h < 0 {
		return
	}
	switch d.rel(v) {
	case nlp.Xcomp, nlp.Advcl, nlp.Conj:
		if d.nlp.UPOS[h] == nlp.PosVerb {
			o := d.child(h, nlp.Obj)
			if o < 0 {
				o = d.child(h, nlp.Iobj)
			}
			if o >= 0 && d.rel(v) == nlp.Xcomp && o < v {
				x.addPart(d, a, place, o) // "urged members to vote"
				return
			}
			if l := d.nlp.Lemma[h]; l == "call" || l == "appeal" {
				for c := range d.children.of(h) {
					if p := d.preposition(c); d.rel(c) == nlp.Obl && (p == "on" || p == "upon" || p == "to") {
						x.addPart(d, a, place, c) // "called on members to vote"
						return
					}
				}
			}
			if s := d.subject(h); s >= 0 {
				x.addPart(d, a, place, s)
			}
		}
	case nlp.Acl:
		if v > h {
			x.addPart(d, a, place, h)
		}
	}
}

// passive reports whether verb v is in the passive.
func (d *document) passive(v int32) bool {
	for c := range d.children.of(v) {
		if d.nlp.Deprel[c] == nlp.NsubjPass || d.nlp.Deprel[c] == nlp.AuxPass {
			return true
		}
	}
	return false
}

// nameBefore returns the name that stands right before a finite verb without
// a subject, which the parser took for part of what comes before: "a day after
// the council adopted", "its spokesman, X, described"; -1 when there is none.
func (d *document) nameBefore(v int32) int32 {
	if t := d.nlp.XPOS[v]; t != nlp.TagVBD && t != nlp.TagVBZ && t != nlp.TagVBP || d.rel(v) == nlp.Conj {
		return -1
	}
	k := v - 1
	for k >= 0 && d.sentenceOf[k] == d.sentenceOf[v] && (d.nlp.UPOS[k] == nlp.PosAux || d.nlp.UPOS[k] == nlp.PosAdv) {
		k--
	}
	if k > 0 && d.nlp.Word(k) == "," && d.nlp.Head[v] < 0 {
		k--
	}
	if k < 0 || d.sentenceOf[k] != d.sentenceOf[v] {
		return -1
	}
	if o := d.mentionAt[k]; o >= 0 && d.mentions[o].form == graph.NamedMention && d.mentions[o].entity >= 0 {
		return d.mentions[o].head
	}
	return -1
}

// nounParts reads what depends on an event noun: "Israel's attack on Rafah",
// "the Russian withdrawal from", "accusations by X against Y".
func (x *Extractor) nounParts(d *document, a *act) {
	for c := range d.children.of(a.token) {
		switch {
		case d.nlp.Deprel[c] == nlp.NmodPoss:
			x.addPart(d, a, "poss", c)
		case d.rel(c) == nlp.Nmod:
			x.addPart(d, a, d.preposition(c), c)
		case (d.rel(c) == nlp.Amod || d.rel(c) == nlp.Compound) && c < a.token && d.mentionAt[c] >= 0:
			if d.isTown(c) {
				x.addPart(d, a, "of", c) // "the Springfield attack"
				continue
			}
			x.addPart(d, a, "poss", c)
		}
	}
	// "The council's adoption of a resolution": whose adoption it is.
	if h := d.nlp.Head[a.token]; h >= 0 && d.rel(a.token) == nlp.Nmod && makings[d.nlp.Lemma[h]] {
		for c := range d.children.of(h) {
			switch {
			case d.nlp.Deprel[c] == nlp.NmodPoss, d.rel(c) == nlp.Compound && d.mentionAt[c] >= 0:
				x.addPart(d, a, "poss", c)
			case d.rel(c) == nlp.Nmod && d.preposition(c) == "by":
				x.addPart(d, a, "by", c)
			}
		}
	}
}

// makings are nouns for the making of what they are followed by.
var makings = map[string]bool{"adoption": true, "passage": true, "approval": true, "signing": true, "issuance": true, "imposition": true, "ratification": true, "launch": true, "announcement": true}

// isTown reports whether token t names a place that is no country.
func (d *document) isTown(t int32) bool {
	o := d.mentionAt[t]
	if o < 0 || d.mentions[o].entity < 0 {
		return false
	}
	e := &d.entities[d.mentions[o].entity]
	return e.kind == graph.Place && (e.country == "" || lexicon.CountryNamed(e.country) != e.name)
}

// addPart gives the entities at noun phrase c the role of the syntactic place.
func (x *Extractor) addPart(d *document, a *act, place string, c int32) {
	if place == "" {
		return
	}
	for _, role := range x.ontology.Roles(a.typ, place) {
		for _, p := range d.actorsAt(c) {
			if place == "in" && d.entities[p.entity].kind != graph.Organization {
				continue // "adopted in Geneva": where, not who
			}
			switch role {
			case graph.Actor, graph.Party, graph.Mediator:
				a.actors = addParts(a.actors, []actPart{p})
			default:
				if !slices.ContainsFunc(a.actors, func(q actPart) bool { return q.entity == p.entity }) {
					a.targets = addParts(a.targets, []actPart{p})
				}
			}
		}
		return
	}
}

// actorsAt returns the entities that the noun phrase at token c stands for:
// its own, those joined to it by "and", and for a common noun the country or
// body that it belongs to ("Israeli forces": Israel).
func (d *document) actorsAt(c int32) []actPart {
	var out []actPart
	add := func(t int32) {
		if p, ok := d.actorAt(t); ok {
			out = addParts(out, []actPart{p})
		}
	}
	if w := d.lower(c); w == "who" || w == "which" || w == "that" {
		// The pronoun of a relative clause stands for what the clause is about.
		if v := d.nlp.Head[c]; v >= 0 && d.rel(v) == nlp.Acl && d.nlp.Head[v] >= 0 {
			c = d.nlp.Head[v]
		}
	}
	add(c)
	if len(out) == 0 {
		if s := d.saidOfSelf(c); s >= 0 {
			add(s) // "Norway said it had expelled"
		}
	}
	for k := range d.children.of(c) {
		if d.rel(k) == nlp.Conj && d.nlp.UPOS[k] != nlp.PosVerb {
			add(k)
		}
	}
	return out
}

// saidOfSelf returns the subject of the verb of saying over the clause whose
// subject is the pronoun c, or -1.
func (d *document) saidOfSelf(c int32) int32 {
	switch d.lower(c) {
	case "it", "they":
	default:
		return -1
	}
	v := d.nlp.Head[c]
	if v < 0 || d.rel(c) != nlp.Nsubj || d.rel(v) != nlp.Ccomp || d.nlp.Head[v] < 0 {
		return -1
	}
	s := d.subject(d.nlp.Head[v])
	if s == c {
		return -1
	}
	return s
}

// targetsBelow looks for the other side of an act of two sides inside what the
// verb governs: "rejected a Danish plan", "lifted a curfew in Corsica",
// "threatened to break relations with Chad".
func (x *Extractor) targetsBelow(d *document, a *act) {
	switch a.typ {
	case graph.Statement, graph.Death, graph.Appointment, graph.Agreement, graph.Cooperation, graph.Protest:
		return
	}
	if len(a.targets) > 0 || len(a.actors) == 0 {
		return
	}
	v := a.token
	if d.nlp.UPOS[v] != nlp.PosVerb {
		x.below(d, a, v, 2)
		return
	}
	for c := range d.children.of(v) {
		if len(a.targets) > 0 {
			return
		}
		switch d.rel(c) {
		case nlp.Obj, nlp.Xcomp, nlp.Ccomp:
			x.below(d, a, c, 3)
		case nlp.Obl:
			if a.typ == graph.Vote {
				x.below(d, a, c, 2) // "voted for a resolution on"
			}
		}
	}
}

// below takes the nearest entity under token t that is no side yet: owners and
// adjectives first, as they are written first.
func (x *Extractor) below(d *document, a *act, t int32, depth int) {
	if depth == 0 {
		return
	}
	for pass := range 2 {
		for c := range d.children.of(t) {
			if len(a.targets) > 0 {
				return
			}
			switch d.rel(c) {
			case nlp.Nmod, nlp.Amod, nlp.Compound, nlp.Obj, nlp.Obl, nlp.Nsubj:
			default:
				continue
			}
			if d.rel(c) == nlp.Obl || d.rel(c) == nlp.Nmod && d.nlp.Deprel[c] != nlp.NmodPoss {
				switch d.preposition(c) {
				case "of", "by", "from", "against", "with", "to", "on", "in", "for", "over", "between":
				default:
					continue
				}
			}
			if pass == 1 {
				x.below(d, a, c, depth-1)
				continue
			}
			for _, p := range d.actorsAt(c) {
				if !slices.ContainsFunc(a.actors, func(q actPart) bool { return q.entity == p.entity }) {
					a.targets = addParts(a.targets, []actPart{p})
				}
			}
		}
	}
}

// actorAt returns the entity that the noun at token t stands for: its own, or
// for a collective noun the country or body that it belongs to.
func (d *document) actorAt(t int32) (actPart, bool) {
	if o := d.mentionAt[t]; o >= 0 && d.mentions[o].entity >= 0 {
		m := &d.mentions[o]
		return actPart{m.entity, m.tokens}, true
	}
	if u := d.nlp.UPOS[t]; u != nlp.PosNoun && u != nlp.PosPropn {
		return actPart{}, false
	}
	// A named apposition: "the group, Hamas".
	for k := range d.children.of(t) {
		if o := d.mentionAt[k]; o >= 0 && d.mentions[o].entity >= 0 && (d.rel(k) == nlp.Appos || d.rel(k) == nlp.Flat) {
			return actPart{d.mentions[o].entity, d.mentions[o].tokens}, true
		}
	}
	if e := d.groupAt(t); e >= 0 {
		return actPart{e, nlp.Range{First: t, End: t + 1}}, true
	}
	if !d.collective(t) {
		return actPart{}, false
	}
	for k := range d.children.of(t) {
		o := d.mentionAt[k]
		if o < 0 && k < t && d.rel(k) == nlp.Compound { // "U.N. war crimes court"
			for g := range d.children.of(k) {
				if g < k && d.mentionAt[g] >= 0 {
					o = d.mentionAt[g]
				}
			}
		}
		if o < 0 || d.mentions[o].entity < 0 || d.mentions[o].typ == nlp.Person {
			continue
		}
		switch r := d.rel(k); {
		case k < t && (r == nlp.Amod || r == nlp.Compound || r == nlp.Nmod), k > t && r == nlp.Nmod && (d.preposition(k) == "of" || d.preposition(k) == "from" || d.preposition(k) == "in"):
			return actPart{d.mentions[o].entity, d.mentions[o].tokens}, true
		}
	}
	return actPart{}, false
}

// groupAt returns the organization that a bare "the group" stands for: the
// last one named before it, in the same or the previous sentence; else -1.
func (d *document) groupAt(t int32) int32 {
	switch d.nlp.Lemma[t] {
	case "group", "movement", "organization", "organisation", "party", "company", "agency", "foundation", "bank", "ministry", "union", "council", "institute", "university", "firm", "club",
		"association", "federation", "bloc", "alliance":
	default:
		return -1
	}
	definite := false
	for k := range d.children.of(t) {
		switch d.rel(k) {
		case nlp.Det:
			definite = d.lower(k) == "the" || d.lower(k) == "this"
		case nlp.Amod, nlp.Compound, nlp.Nmod:
			return -1
		}
	}
	if !definite {
		return -1
	}
	from := d.nlp.Sentences[max(0, d.sentenceOf[t]-1)].First
	for i := t - 1; i >= from; i-- {
		if o := d.mentionAt[i]; o >= 0 && d.mentions[o].entity >= 0 && d.entities[d.mentions[o].entity].kind == graph.Organization {
			return d.mentions[o].entity
		}
	}
	return -1
}

// collective reports whether a noun names people or a body that act for the
// country or body they belong to.
func (d *document) collective(t int32) bool {
	return collectives[d.nlp.Lemma[t]]
}

var collectives = map[string]bool{
	"force": true, "forces": true, "troop": true, "troops": true, "army": true, "military": true, "soldier": true, "warplane": true, "jet": true, "drone": true, "aircraft": true,
	"missile": true, "rocket": true, "police": true, "government": true, "authority": true, "authorities": true, "official": true, "officials": true, "fighter": true, "militant": true,
	"rebel": true, "gunman": true, "militia": true, "navy": true, "parliament": true, "lawmaker": true, "court": true, "minister": true, "ministry": true, "regime": true,
	"administration": true, "leader": true, "leadership": true, "state": true, "side": true, "delegation": true, "diplomat": true, "embassy": true, "spokesman": true,
	"spokesperson": true, "spokeswoman": true, "president": true, "envoy": true, "group": true, "movement": true, "party": true, "people": true, "citizen": true, "national": true,
	"protester": true, "worker": true, "student": true, "ship": true, "vessel": true, "tank": true, "strike": true, "airstrike": true, "city": true, "capital": true, "town": true,
	"territory": true, "position": true, "base": true, "target": true, "elder": true, "civilian": true, "guerrilla": true, "insurgent": true, "personnel": true, "negotiator": true, "ruler": true, "politician": true, "ambassador": true,
	"border": true, "intelligence": true, "agency": true, "prosecutor": true, "judge": true, "media": true,
}
