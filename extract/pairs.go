package extract

import (
	"math"
	"slices"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/graph"
)

// maxPool is how many entities of a sighting are looked at two by two.
const maxPool = 7

// likely returns the parts of a sighting that may be parties, the likeliest
// first.
func (s *sighting) likely(d *document) []int {
	var all []int
	o := s.occupied(d)
	for n := range s.parts {
		if t := d.entities[s.parts[n].entity].typ; t != nlp.Loc && t != nlp.Fac && !d.scene(s.token, &d.mentions[s.parts[n].mention]) && !s.bystander(d, &s.parts[n], o) {
			all = append(all, n)
		}
	}
	slices.SortStableFunc(all, func(a, b int) int {
		switch p, q := s.revised[a].prob[partyPart], s.revised[b].prob[partyPart]; {
		case p > q:
			return -1
		case p < q:
			return 1
		}
		return 0
	})
	return all[:min(len(all), maxPool)]
}

// scene reports whether m is the place of which the clause of token t says what
// happens there: "Norland, where the talks are held".
func (d *document) scene(t int32, m *mention) bool {
	where := m.tokens.End
	if where < int32(d.nlp.Len()) && d.nlp.Word(where) == "," {
		where++
	}
	if where >= int32(d.nlp.Len()) || d.lower(where) != "where" {
		return false
	}
	for h, n := t, 0; h >= 0 && n < 8; h, n = d.nlp.Head[h], n+1 {
		if h == d.nlp.Head[where] {
			return true
		}
	}
	return false
}

// pairFields describes two entities, the likelier one first, that may be
// parties of sighting k together.
func pairFields(d *document, ss []sighting, k int, pool []int, i, j int) fields {
	s := &ss[k]
	a, b := pool[i], pool[j]
	var f fields
	p, q := s.revised[a].prob[partyPart], s.revised[b].prob[partyPart]
	f.logit(p)
	f.logit(q)
	f.num(p * q)
	f.count(i)
	f.count(j)
	left := 0.0
	for n, c := range pool {
		if n != i && n != j {
			left = max(left, s.revised[c].prob[partyPart])
		}
	}
	f.logit(left)
	f.num(logit(q) - logit(left))
	f.member(d, s, a)
	f.member(d, s, b)
	f.relation(d, s, a, b)
	f.together(d, ss, k, a, b)
	f.trigger(d, s)
	return f
}

// member adds what one of the two is.
func (f *fields) member(d *document, s *sighting, n int) {
	p := &s.parts[n]
	e, m := &d.entities[p.entity], &d.mentions[p.mention]
	f.logit(p.prob[partyPart])
	f.logit(s.revised[n].prob[hostPart])
	f.logit(s.revised[n].prob[placePart])
	f.flag(p.cand < 0)
	f.flag(e.kind == graph.Person)
	f.flag(e.country != "" && e.kind != graph.Person)
	f.flag(e.typ == nlp.Org)
	f.flag(e.press)
	f.flag(m.form == graph.PronounMention)
	f.flag(m.form == graph.NominalMention)
	f.flag(m.within >= 0)
	f.flag(m.adjectival)
	f.count(len(e.mentions))
	f.standing(d, s, p)
}

// relation adds how the two stand to each other.
func (f *fields) relation(d *document, s *sighting, a, b int) {
	p, q := &s.parts[a], &s.parts[b]
	e, o := &d.entities[p.entity], &d.entities[q.entity]
	m, n := &d.mentions[p.mention], &d.mentions[q.mention]
	f.flag(m.tokens == n.tokens)
	f.flag(e.kind == o.kind)
	f.flag(e.country != "" && e.country == o.country)
	f.flag(d.related(p.entity, q.entity))
	f.flag(m.within >= 0 && m.within == q.mention || n.within >= 0 && n.within == p.mention)
	here := p.cand >= 0 && q.cand >= 0 && d.sentenceOf[m.head] == d.sentenceOf[n.head]
	f.flag(here)
	f.flag(here && d.coordinated(m.head, n.head))
	f.flag(here && d.nlp.Head[m.head] >= 0 && d.nlp.Head[m.head] == d.nlp.Head[n.head])
	gap := 60
	if here {
		gap = int(max(m.head-n.head, n.head-m.head))
	}
	f.count(min(gap, 60))
	f.flag(here && (m.head < s.token) == (n.head < s.token))
	f.flag(here && m.head < s.token && n.head < s.token)
	prep := func(p *entityPart) string {
		if p.cand < 0 {
			return ""
		}
		return s.cands[p.cand].prep
	}
	subject := func(p *entityPart) bool { return p.cand >= 0 && s.cands[p.cand].subject >= 0 }
	f.flag(subject(p) && prep(q) == "with" || subject(q) && prep(p) == "with")
	f.flag(prep(p) == "between" && prep(q) == "between")
	f.flag(subject(p) && subject(q))
	f.flag(subject(p) && !subject(q) || subject(q) && !subject(p))
	f.flag(prep(p) == "with" && prep(q) == "with")
}

// together adds how often the two are told of together elsewhere.
func (f *fields) together(d *document, ss []sighting, k, a, b int) {
	s := &ss[k]
	visits := s.types[0].Type == graph.Visit
	e, o := s.parts[a].entity, s.parts[b].entity
	best, sum, before := 0.0, 0.0, 0.0
	for i := range ss {
		t := &ss[i]
		if i == k || (t.types[0].Type == graph.Visit) != visits {
			continue
		}
		x, y := 0.0, 0.0
		for j := range t.revised {
			switch t.revised[j].entity {
			case e:
				x = t.revised[j].prob[partyPart]
			case o:
				y = t.revised[j].prob[partyPart]
			}
		}
		v := x * y * t.gate
		best, sum = max(best, v), sum+v
		if t.sentence < s.sentence {
			before = max(before, v)
		}
	}
	f.num(best)
	f.num(sum)
	f.num(before)
	// Sentences that name both.
	both := 0
	i, j := 0, 0
	x, y := d.entities[e].mentions, d.entities[o].mentions
	for i < len(x) && j < len(y) {
		switch u, v := d.sentenceOf[d.mentions[x[i]].head], d.sentenceOf[d.mentions[y[j]].head]; {
		case u < v:
			i++
		case u > v:
			j++
		default:
			both++
			i++
			j++
		}
	}
	f.count(both)
}

// A pairing is how likely two entities of a pool take part together.
type pairing [maxPool][maxPool]float64

// judgePairs fills in who takes part together in sighting k: the geometric
// mean of what the forest of pairs says and of the two parts.
func (m *models) judgePairs(d *document, ss []sighting, k int) {
	s := &ss[k]
	if s.types[0].Type == graph.Visit {
		return
	}
	s.pool, s.pairs = s.likely(d), new(pairing)
	var p []float64
	for i := range s.pool {
		for j := range i {
			if d.related(s.parts[s.pool[i]].entity, s.parts[s.pool[j]].entity) {
				continue // nobody meets his own country
			}
			p = m.pairs.Predict(pairFields(d, ss, k, s.pool, j, i), p)
			both := s.revised[s.pool[i]].prob[partyPart] * s.revised[s.pool[j]].prob[partyPart]
			v := math.Sqrt(p[1] * both)
			s.pairs[i][j], s.pairs[j][i] = v, v
		}
	}
}

// loneAt is the least value of a pair of parties, and alsoAt that of each pair
// that a further party makes with the first two.
const (
	loneAt = 0.1
	alsoAt = 0.42
)

// choosePair selects the parties of an encounter: the best pair, and who makes
// a good pair with both.
func (s *sighting) choosePair() {
	add := func(i int) {
		p := &s.parts[s.pool[i]]
		s.party = append(s.party, chosen{p.entity, p.mention, p.prob[partyPart]})
	}
	a, b := -1, -1
	s.pair = 0
	for i := range s.pool {
		for j := range i {
			if s.pairs[i][j] > s.pair {
				a, b, s.pair = j, i, s.pairs[i][j]
			}
		}
	}
	if s.pair < loneAt {
		if len(s.pool) > 0 && s.parts[s.pool[0]].prob[partyPart] >= chooseAt {
			add(0)
		}
		return
	}
	add(a)
	add(b)
	for i := range s.pool {
		if i != a && i != b && min(s.pairs[i][a], s.pairs[i][b]) >= alsoAt {
			add(i)
		}
	}
}

// fitPairs grows the forest of two entities together.
func fitPairs(t trainingSet) *learn.Forest {
	var rows [][]float32
	var labels []int
	for a, k := range t.told() {
		s := &a.sightings[k]
		if s.types[0].Type == graph.Visit {
			continue
		}
		pool := s.likely(a.d)
		for i := range pool {
			for j := i + 1; j < len(pool); j++ {
				label := 0
				if s.parts[pool[i]].gold == partyPart && s.parts[pool[j]].gold == partyPart {
					label = 1
				}
				rows, labels = append(rows, pairFields(a.d, a.sightings, k, pool, i, j)), append(labels, label)
			}
		}
	}
	return learn.Grow(2, rows, labels, learn.ForestOptions{})
}
