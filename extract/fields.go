package extract

import (
	"math"
	"slices"

	"parley/extract/nlp"
	"parley/graph"
)

// fields are the numbers that a forest reads of one example.
type fields []float32

func (f *fields) num(v float64)   { *f = append(*f, float32(v)) }
func (f *fields) count(n int)     { *f = append(*f, float32(n)) }
func (f *fields) logit(p float64) { f.num(logit(p)) }

func (f *fields) flag(ok bool) {
	if ok {
		*f = append(*f, 1)
		return
	}
	*f = append(*f, 0)
}

// one adds a flag for each of n values, of which v is the true one.
func (f *fields) one(v, n int) {
	for i := range n {
		f.flag(i == v)
	}
}

func logit(p float64) float64 {
	p = min(max(p, 1e-4), 1-1e-4)
	return math.Log(p / (1 - p))
}

// partFields describes entity n among those that may take part in sighting k:
// what the model of mentions says of it, of the others of the sentence, and of
// it in the other sightings of the article.
func partFields(d *document, ss []sighting, k, n int) fields {
	s := &ss[k]
	p := &s.parts[n]
	e, m := &d.entities[p.entity], &d.mentions[p.mention]
	var f fields
	for part := range numParts {
		f.logit(p.prob[part])
	}
	f.logit(p.other)
	f.flag(p.cand < 0)
	f.mention(d, m, e)
	f.standing(d, s, p)
	f.others(d, s, n)
	f.elsewhere(d, ss, k, n)
	f.trigger(d, s)
	return f
}

// mention adds what an entity is and how it is called.
func (f *fields) mention(d *document, m *mention, e *entity) {
	f.flag(e.kind == graph.Person)
	f.flag(e.country != "" && e.kind != graph.Person)
	f.flag(m.adjectival)
	f.flag(e.typ == nlp.Org)
	f.flag(e.typ == nlp.GPE && e.country == "")
	f.flag(e.typ == nlp.Loc || e.typ == nlp.Fac)
	f.flag(m.form == graph.PronounMention)
	f.flag(m.form == graph.NominalMention)
	f.flag(m.within >= 0)
	f.num(float64(m.score))
	f.count(len(e.mentions))
	f.count(e.names)
	f.count(len(e.titles))
	first := &d.mentions[e.mentions[0]]
	f.count(int(d.sentenceOf[first.head]))
	f.flag(d.inTitle(first.head))
	more := 0
	for i := range d.entities {
		if d.entities[i].kind == e.kind && len(d.entities[i].mentions) > len(e.mentions) {
			more++
		}
	}
	f.count(min(more, 8))
}

// standing adds how the best mention of an entity stands to the trigger.
func (f *fields) standing(d *document, s *sighting, p *entityPart) {
	var st standing
	st.subject = -1
	if p.cand >= 0 {
		st = s.cands[p.cand].standing
	}
	m := &d.mentions[p.mention]
	f.flag(st.here)
	f.count(int(min(max(s.sentence-d.sentenceOf[m.head], -6), 12)))
	f.count(min(max(int(m.head-s.token), -60), 60))
	f.count(min(max(int(m.head-s.token), int(s.token-m.head)), 60))
	f.count(st.steps)
	f.count(st.clauses)
	f.count(st.between)
	f.count(st.subject)
	f.flag(st.nearest)
	f.flag(st.reporter)
	c := st.slot.class()
	f.flag(c == agentSlot)
	f.flag(c == partnerSlot)
	f.flag(c == betweenSlot)
	f.flag(c == compoundSlot)
	f.flag(st.inside)
	f.flag(st.prep == "with")
	f.flag(st.prep == "between")
	f.flag(st.prep == "to" || st.prep == "in" || st.prep == "at")
	f.flag(st.prep == "of" || st.prep == "by")
	f.flag(d.inTitle(m.head))
	f.flag(d.rel(m.head) == nlp.Nsubj)
	f.flag(d.rel(m.head) == nlp.Conj)
	f.flag(st.acting == "many")
	f.flag(st.acting == "body")
	f.flag(st.acting == "office")
	f.flag(st.acting == "one")
	f.count(min(st.holders, 4))
	f.flag(st.held)
}

// others adds what is said of the other entities of the sighting.
func (f *fields) others(d *document, s *sighting, n int) {
	p := &s.parts[n]
	e := &d.entities[p.entity]
	rank, persons, bodies, conjunct := 0, 0, 0, false
	top, second, sum, person, body := 0.0, 0.0, 0.0, 0.0, 0.0
	best := -1
	for k := range s.parts {
		o := &s.parts[k]
		if k == n {
			continue
		}
		q, oe := o.prob[partyPart], &d.entities[o.entity]
		if q > p.prob[partyPart] {
			rank++
		}
		switch {
		case q > top:
			top, second, best = q, top, k
		case q > second:
			second = q
		}
		sum += q
		if oe.kind == graph.Person {
			if q >= 0.5 {
				persons++
			}
		} else if q >= 0.5 {
			bodies++
		}
		if e.country != "" && oe.country == e.country {
			if oe.kind == graph.Person {
				person = max(person, q)
			} else {
				body = max(body, q)
			}
		}
		if q >= 0.4 && o.cand >= 0 && p.cand >= 0 && d.coordinated(d.mentions[o.mention].head, d.mentions[p.mention].head) {
			conjunct = true
		}
	}
	f.count(rank)
	f.logit(top)
	f.logit(second)
	f.num(sum)
	f.num(logit(p.prob[partyPart]) - logit(top))
	f.num(logit(p.prob[partyPart]) - logit(second))
	f.count(persons)
	f.count(bodies)
	f.num(person)
	f.num(body)
	f.flag(conjunct)
	f.count(len(s.cands))
	f.count(len(s.parts))
	same := false
	if best >= 0 {
		o := &d.entities[s.parts[best].entity]
		same = e.country != "" && o.country == e.country
		f.flag(o.kind == graph.Person)
	} else {
		f.flag(false)
	}
	f.flag(same)
}

// elsewhere adds what is said of the entity in the other sightings of its
// family: alone, and together with the likeliest other party of this one.
func (f *fields) elsewhere(d *document, ss []sighting, k, n int) {
	s := &ss[k]
	p := &s.parts[n]
	partner, top := int32(-1), 0.0
	for i := range s.parts {
		if q := s.parts[i].prob[partyPart]; i != n && q > top {
			partner, top = s.parts[i].entity, q
		}
	}
	visits := s.types[0].Type == graph.Visit
	most, sum, same, pair, pairs, before, place := 0.0, 0.0, 0.0, 0.0, 0, 0.0, 0.0
	for i := range ss {
		o := &ss[i]
		if i == k || (o.types[0].Type == graph.Visit) != visits {
			continue
		}
		mine, theirs := 0.0, 0.0
		for j := range o.parts {
			q := &o.parts[j]
			if q.cand < 0 {
				continue
			}
			switch q.entity {
			case p.entity:
				mine = q.prob[partyPart]
				place = max(place, o.gate*q.prob[placePart])
			case partner:
				theirs = q.prob[partyPart]
			}
		}
		v := mine * o.gate
		most = max(most, v)
		sum += v
		if o.lemma == s.lemma {
			same = max(same, v)
		}
		if o.sentence < s.sentence {
			before = max(before, v/float64(1+min(s.sentence-o.sentence, 8)))
		}
		pair = max(pair, v*theirs)
		if v*theirs > 0.2 {
			pairs++
		}
	}
	f.num(most)
	f.num(sum)
	f.num(same)
	f.num(pair)
	f.count(pairs)
	f.num(before)
	f.num(place)
}

// supports are verbs that carry event nouns, told apart by whose event the
// subject's is.
var ownFlags = []byte("SOPWBTFC")

// trigger adds what the trigger is.
func (f *fields) trigger(d *document, s *sighting) {
	f.logit(s.gate)
	f.flag(s.verb)
	f.flag(s.weak)
	f.flag(s.support >= 0)
	f.one(int(kindOfType(s.types[0].Type)), int(numEncounterKinds))
	f.flag(definite(d, s))
	f.flag(d.inTitle(s.token))
	for _, c := range ownFlags {
		f.flag(slices.Contains([]byte(s.own), c))
	}
	f.count(s.persons)
	f.count(int(min(s.sentence, 30)))
}

// slots adds how those who were found to take part stand to the trigger.
func (f *fields) slots(d *document, s *sighting) {
	for i := range 2 {
		st := standing{steps: -1, clauses: -1}
		if i < len(s.party) {
			st = s.standingOf(s.party[i].mention)
		}
		c := st.slot.class()
		f.flag(st.here)
		f.flag(c == agentSlot)
		f.flag(c == partnerSlot)
		f.flag(c == betweenSlot || c == compoundSlot)
		f.flag(st.inside)
		f.flag(st.reporter)
		f.count(st.steps)
		f.count(st.clauses)
	}
	same, joined, own, press := false, false, false, 0
	if len(s.party) > 1 {
		a, b := &s.party[0], &s.party[1]
		own = d.related(a.entity, b.entity)
		x, y := d.entities[a.entity].country, d.entities[b.entity].country
		same = x != "" && x == y
		joined = d.sentenceOf[d.mentions[a.mention].head] == d.sentenceOf[d.mentions[b.mention].head] && d.coordinated(d.mentions[a.mention].head, d.mentions[b.mention].head)
	}
	for _, c := range s.party {
		if d.entities[c.entity].press {
			press++
		}
	}
	f.flag(same)
	f.flag(joined)
	f.flag(own)
	f.count(press)
}

// parties adds who was found to take part.
func (f *fields) parties(d *document, s *sighting) {
	persons, countries, product := 0, 0, 1.0
	for _, c := range s.party {
		e := &d.entities[c.entity]
		switch {
		case e.kind == graph.Person:
			persons++
		case e.country != "":
			countries++
		}
		product *= c.prob
	}
	f.count(len(s.party))
	f.count(persons)
	f.count(countries)
	f.num(product)
	for i := range 3 {
		if i < len(s.party) {
			c := &s.party[i]
			m := &d.mentions[c.mention]
			f.logit(c.prob)
			f.flag(m.form == graph.NamedMention)
			f.flag(m.adjectival)
			f.count(len(d.entities[c.entity].mentions))
			f.count(int(s.sentence - d.sentenceOf[m.head]))
			continue
		}
		f.num(-12)
		for range 4 {
			f.num(-1)
		}
	}
	f.num(s.pair)
	f.slots(d, s)
	// The best entities that were not chosen, and for each part.
	left, host, place := 0.0, 0.0, 0.0
	for i := range s.parts {
		p := &s.parts[i]
		host, place = max(host, p.prob[hostPart]), max(place, p.prob[placePart])
		if !includes(s.party, p.entity) {
			left = max(left, p.prob[partyPart])
		}
	}
	f.logit(left)
	f.logit(host)
	f.logit(place)
	f.count(len(s.places))
	f.count(len(s.hosts))
	if len(s.places) > 0 {
		e := &d.entities[s.places[0].entity]
		f.flag(e.country != "")
		f.flag(e.typ == nlp.Fac || e.typ == nlp.Loc)
		f.flag(e.typ == nlp.Org)
		return
	}
	f.num(-1)
	f.num(-1)
	f.num(-1)
}
