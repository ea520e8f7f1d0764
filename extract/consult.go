package extract

import (
	"cmp"
	"slices"
	"strings"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/graph"
)

// A kind of encounter, as the model tells triggers apart.
type encounterKind int

const (
	notEncounter encounterKind = iota
	meetKind
	visitKind
	callKind
	talksKind
	numEncounterKinds
)

// A sighting is a trigger with what was found about it: one statement of an
// encounter, before statements of one encounter are joined.
type sighting struct {
	trigger
	context []learn.Key // what is known from words and syntax
	cands   []candidate
	own     string   // as triggerContext has it
	fillers []filler // as triggerContext has them
	persons int      // in the sentence
	gate    float64  // how much context alone speaks for an encounter
	parts   []entityPart
	revised []entityPart // parts as the second models see them
	pool    []int        // the parts that pairs are made of
	pairs   *pairing     // of an encounter
	pair    float64      // the best of them
	kinds   [numEncounterKinds]float64
	number  int      // among the encounters that its trigger tells of
	apart   bool     // it has the parties that the words give this one
	party   []chosen // visitors of a visit
	hosts   []chosen
	places  []chosen // destinations of a visit
	fact    [numFacts]float64
	date    dating
	source  sourcing
}

// A chosen entity with its case for the part it has.
type chosen struct {
	entity, mention int32
	prob            float64
}

// family says whether the sighting reads as a visit or as another encounter.
func (s *sighting) family() family {
	best := meetKind
	for k := meetKind; k < numEncounterKinds; k++ {
		if s.kinds[k] > s.kinds[best] {
			best = k
		}
	}
	if best == visitKind {
		return visit
	}
	return encounter
}

// score is the probability that the trigger tells of an encounter.
func (s *sighting) score() float64 { return 1 - s.kinds[notEncounter] }

// minSighting is the least score of a trigger that is looked at further.
const minSighting = 0.03

// minGate is the least that the context of a trigger must say for it.
const minGate = 0.03

// sight finds the candidates of every trigger.
func (x *Extractor) sight(d *document) []sighting {
	ts := x.findTriggers(d)
	ss := make([]sighting, 0, len(ts))
	for i := range ts {
		s := sighting{trigger: ts[i]}
		ctx := x.triggerContext(d, &s.trigger)
		s.own, s.persons, s.fillers = ctx.own, ctx.persons, slices.Clip(ctx.fillers)
		s.cands = x.candidates(d, &s.trigger, ctx)
		if len(s.cands) == 0 {
			continue
		}
		s.context = x.contextFeatures(d, &s.trigger)
		ss = append(ss, s)
	}
	return ss
}

// judgeParts fills in who takes part as far as each mention tells.
func (m *models) judgeParts(d *document, s *sighting) {
	s.gate = 1 - m.gate.Predict(s.context, nil)[notEncounter]
	var p []float64
	for i := range s.cands {
		p = m.parts.Predict(s.cands[i].keys, p)
		copy(s.cands[i].prob[:], p)
	}
	s.parts = append(entityParts(d, s.cands), absent(d, s)...)
}

// forestShare is the weight of the forest's word on parts; the rest is the
// linear model's.
const forestShare = 0.7

// absentGate is the least that the context of a trigger must say for it where
// entities that its sentence does not name are looked at.
const absentGate = 0.08

// judgeSecond revises who takes part in sighting k by who else does, there
// and in the others.
func (m *models) judgeSecond(d *document, ss []sighting, k int) {
	s := &ss[k]
	s.revised = slices.Clone(s.parts)
	var p, q []float64
	for n := range s.parts {
		if s.parts[n].cand < 0 && s.gate < absentGate {
			continue
		}
		q = m.forest.Predict(partFields(d, ss, k, n), q)
		if s.parts[n].cand >= 0 {
			p = m.second.Predict(s.secondFeatures(d, n), p)
			for i := range q {
				q[i] = forestShare*q[i] + (1-forestShare)*p[i]
			}
		}
		copy(s.revised[n].prob[:], q)
	}
}

// settleParts takes over what judgeSecond found.
func (s *sighting) settleParts(d *document) {
	s.parts = s.revised
	s.choose(d)
}

// chooseAt is the least probability of a chosen part.
const chooseAt = 0.38

// choose selects the entities that take part.
func (s *sighting) choose(d *document) {
	s.party, s.hosts, s.places = s.party[:0], s.hosts[:0], s.places[:0]
	switch {
	case s.pairs == nil:
	case s.unnamedPartners(d) && s.chooseAgents(d):
		s.pair = 0
	default:
		s.choosePair()
		s.dropSpeakers(d)
	}
	goal := s.aim(d)
	for i := range s.parts {
		p := &s.parts[i]
		if d.entities[p.entity].typ == nlp.Loc && p.prob[partyPart] > p.prob[placePart] {
			continue
		}
		switch c := (chosen{p.entity, p.mention, 0}); {
		case s.pairs != nil && includes(s.party, p.entity):
		case s.pairs == nil && p.prob[partyPart] >= chooseAt && p.prob[partyPart] >= max(p.prob[hostPart], p.prob[placePart]):
			c.prob = p.prob[partyPart]
			s.party = append(s.party, c)
		case goal.missed(d, s, p):
		case p.prob[hostPart] >= 0.4:
			c.prob = p.prob[hostPart]
			s.hosts = append(s.hosts, c)
		case p.prob[placePart] >= 0.4:
			c.prob = p.prob[placePart]
			s.places = append(s.places, c)
		}
	}
	if s.pairs == nil {
		s.party = slices.DeleteFunc(s.party, func(c chosen) bool { return s.onlySpeaks(d, c) })
		s.reach(d, goal)
		s.represent(d)
		s.dropMet(d)
		s.dropSenders(d)
		s.dropOutsiders(d)
		s.dropOrigins(d)
	}
	s.coordinate(d)
	byProb := func(a, b chosen) int { return cmp.Compare(b.prob, a.prob) }
	slices.SortStableFunc(s.party, byProb)
	slices.SortStableFunc(s.hosts, byProb)
	slices.SortStableFunc(s.places, byProb)
}

// reachAt is the least probability of the place of a visit that has none.
const reachAt = 0.15

// reach adds the best place to a visit that has none: every visit goes
// somewhere.
func (s *sighting) reach(d *document, goal aim) {
	if len(s.places) > 0 || len(s.hosts) > 0 || s.types[0].Type != graph.Visit {
		return
	}
	may := func(p *entityPart) bool {
		return p.cand >= 0 && p.prob[placePart] >= reachAt && d.mentions[p.mention].within < 0 && !goal.missed(d, s, p) && !d.subordinate(s.token, d.mentions[p.mention].head) && !includes(s.party, p.entity)
	}
	best := goal.named(d, s)
	if best < 0 {
		for i := range s.parts {
			if p := &s.parts[i]; may(p) && (best < 0 || p.prob[placePart] > s.parts[best].prob[placePart]) {
				best = i
			}
		}
	}
	if best < 0 {
		return
	}
	p := &s.parts[best]
	c := chosen{p.entity, p.mention, max(p.prob[placePart], p.prob[hostPart])}
	if d.entities[p.entity].kind == graph.Person {
		s.hosts = append(s.hosts, c)
	} else {
		s.places = append(s.places, c)
	}
}

// represent drops the countries and bodies for which somebody is named: those
// in the title of a participant, those of a participant's country, and, where
// two persons take part, those that are not sure; and the one who merely tells
// of it.
func (s *sighting) represent(d *document) {
	persons := 0
	for _, c := range s.party {
		if d.entities[c.entity].kind == graph.Person {
			persons++
		}
	}
	all := slices.Clone(s.party)
	s.party = slices.DeleteFunc(s.party, func(c chosen) bool {
		e, m := &d.entities[c.entity], &d.mentions[c.mention]
		if e.kind == graph.Person {
			return persons > 2 && (c.prob < 0.48 || s.reports(c.mention) && c.prob < 0.7)
		}
		if w := m.within; w >= 0 && d.mentions[w].entity >= 0 {
			return true
		}
		for _, o := range all {
			if p := &d.entities[o.entity]; p.kind == graph.Person && e.country != "" && p.country == e.country {
				return true
			}
		}
		return persons >= 2 && c.prob < 0.45
	})
}

// reports reports whether the mention is the subject of a verb of saying.
func (s *sighting) reports(m int32) bool {
	for i := range s.cands {
		if s.cands[i].mention == m {
			return s.cands[i].reporter
		}
	}
	return false
}

// standingOf returns how the mention stands to the trigger.
func (s *sighting) standingOf(m int32) standing {
	for i := range s.cands {
		if s.cands[i].mention == m {
			return s.cands[i].standing
		}
	}
	return standing{subject: -1, steps: -1, clauses: -1}
}

// slots names the slots that the first two parties fill.
func (s *sighting) slots() string {
	var names []string
	for _, c := range s.party[:min(len(s.party), 2)] {
		st := s.standingOf(c.mention)
		name := string(st.slot.class())
		switch {
		case !st.here:
			name = "elsewhere"
		case name == "":
			name = "free"
		}
		if st.inside {
			name += " inside"
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(names, "+")
}

// kindFeatures adds to a trigger's context who may take part in it.
func (s *sighting) kindFeatures(d *document) []learn.Key {
	f := learn.Features{Keys: slices.Clone(s.context)}
	persons, bodies, sum := 0, 0, 0.0
	shape := ""
	for i, c := range s.party {
		e := &d.entities[c.entity]
		if e.kind == graph.Person {
			persons++
		} else {
			bodies++
		}
		if i < 2 {
			shape += e.typ.String() + string(d.mentions[c.mention].form[:3]) + " "
		}
		sum += c.prob
	}
	pos := "N"
	if s.verb {
		pos = "V"
	}
	slots := s.slots()
	f.Add("slots", pos, slots)
	f.Add("slots lemma", s.lemma, slots)
	f.AddInt("parties", min(len(s.party), 4), pos)
	f.AddInt("parties lemma", min(len(s.party), 3), s.lemma)
	f.AddInt("persons", min(persons, 3), pos)
	f.AddInt("bodies", min(bodies, 3), pos)
	f.Add("shape", shape)
	f.Add("shape lemma", shape, s.lemma)
	f.AddInt("places", min(len(s.places), 2), pos)
	f.AddInt("places lemma", min(len(s.places), 2), s.lemma)
	f.AddInt("hosts", min(len(s.hosts), 2), pos)
	if len(s.places) > 0 {
		f.Add("place type", d.entities[s.places[0].entity].typ.String(), s.lemma)
	}
	top, second := 0.0, 0.0
	for _, p := range s.parts {
		if v := p.prob[partyPart]; v > top {
			top, second = v, top
		} else if v > second {
			second = v
		}
	}
	if s.pairs != nil {
		f.AddInt("pair", int(s.pair*8), pos)
		f.AddInt("pair lemma", int(s.pair*4), s.lemma)
	}
	f.AddInt("top", int(top*8), pos)
	f.AddInt("second", int(second*8), pos)
	f.AddInt("second lemma", int(second*4), s.lemma)
	f.AddInt("top lemma", int(top*4), s.lemma)
	return f.Keys
}

// judgeKind fills in whether the trigger tells of an encounter and of which
// kind.
func (m *models) judgeKind(d *document, s *sighting) {
	copy(s.kinds[:], m.kinds.Predict(s.kindFeatures(d), nil))
}
