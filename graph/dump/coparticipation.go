package dump

import (
	"bytes"
	"cmp"
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"strconv"

	"parley/graph"
)

// The most events and articles that an edge of two entities lists; its counts
// go on.
const (
	maxEdgeEvents   = 100
	maxEdgeArticles = 20
)

// A shared event is what an edge of two entities needs of it.
type shared struct {
	Event       string
	Type        graph.EventType
	Held        bool
	First, Last string
	Confidence  float64
	Outlets     []string // names
	Articles    []string // keys
}

// coParticipation yields an edge for every two entities that take part in an
// event together, with how many, when first and last, and which outlets and
// articles say so. Destinations are no participants.
func (g *propertyGraph) coParticipation() iter.Seq2[*edge, error] {
	return func(yield func(*edge, error) bool) {
		pairs, err := g.pairs()
		if err != nil {
			yield(nil, err)
			return
		}
		var t *tie
		for kv, err := range pairs.all() {
			if err != nil {
				yield(nil, err)
				return
			}
			a, b, _ := bytesCut(kv.key)
			if t == nil || t.a != a || t.b != b {
				if t != nil && !yield(t.edge(g), nil) {
					return
				}
				t = &tie{a: a, b: b, types: map[graph.EventType]int{}, outlets: map[string]bool{}}
			}
			var s shared
			if err := json.Unmarshal(kv.value, &s); err != nil {
				yield(nil, err)
				return
			}
			t.add(&s)
		}
		if t != nil {
			yield(t.edge(g), nil)
		}
	}
}

// pairs spools the shared events by pair of entities, smaller id first.
func (g *propertyGraph) pairs() (*spool, error) {
	sources := g.spool()
	for v, err := range g.articles() {
		if err != nil {
			return nil, err
		}
		name := v.Outlet
		if o, ok := g.outlets[v.Outlet]; ok {
			name = o.Name
		}
		for i := range v.Events {
			if err := sources.add([]byte(v.Events[i].Event+"\x00"+v.Published+"\x00"+v.Key), []byte(name+"\x00"+v.Key)); err != nil {
				return nil, err
			}
		}
	}
	pairs := g.spool()
	said := newJoin(sources.all())
	defer said.stop()
	for e, err := range g.events() {
		if err != nil {
			return nil, err
		}
		s := shared{Event: e.ID, Type: e.Type, Held: e.Factuality == graph.Held || e.Factuality == graph.Ongoing, Confidence: e.Confidence}
		s.First, s.Last = days(e.Date)
		err = said.each(e.ID+"\x00", func(_, value []byte) error {
			outlet, key, _ := bytesCut(value)
			if outlet != "" && !slices.Contains(s.Outlets, outlet) {
				s.Outlets = append(s.Outlets, outlet)
			}
			s.Articles = append(s.Articles, key)
			return nil
		})
		if err != nil {
			return nil, err
		}
		if err := addPairs(pairs, &e, &s); err != nil {
			return nil, err
		}
		if err := g.tick(); err != nil {
			return nil, err
		}
	}
	return pairs, nil
}

func addPairs(pairs *spool, e *graph.Event, s *shared) error {
	var ids []string
	for _, p := range e.Participants {
		if p.Role != graph.Destination {
			ids = append(ids, p.Entity)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	value, err := json.Marshal(s)
	if err != nil {
		return err
	}
	for i, a := range ids {
		for _, b := range ids[i+1:] {
			if err := pairs.add([]byte(a+"\x00"+b), value); err != nil {
				return err
			}
		}
	}
	return nil
}

// A tie adds up the events of two entities.
type tie struct {
	a, b         string
	events, held int
	first, last  string
	confidence   float64
	types        map[graph.EventType]int
	outlets      map[string]bool
	list         []string // events
	articles     []string
}

func (t *tie) add(s *shared) {
	t.events++
	if s.Held {
		t.held++
	}
	if s.First != "" && (t.first == "" || s.First < t.first) {
		t.first = s.First
	}
	t.last = max(t.last, s.Last)
	t.confidence = max(t.confidence, s.Confidence)
	t.types[s.Type]++
	for _, o := range s.Outlets {
		t.outlets[o] = true
	}
	if len(t.list) < maxEdgeEvents {
		t.list = append(t.list, s.Event)
	}
	for _, a := range s.Articles {
		if len(t.articles) < maxEdgeArticles && !slices.Contains(t.articles, a) {
			t.articles = append(t.articles, a)
		}
	}
}

func (t *tie) edge(g *propertyGraph) *edge {
	e := g.edge("CO_PARTICIPATION", t.a, t.b)
	v := &e.values
	v[edgeWeight], v[edgeHeld], v[edgeConfidence] = strconv.Itoa(t.events), strconv.Itoa(t.held), decimal(t.confidence)
	v[edgeFirst], v[edgeLast] = t.first, t.last
	kinds := slices.SortedFunc(maps.Keys(t.types), func(a, b graph.EventType) int {
		return cmp.Or(cmp.Compare(t.types[b], t.types[a]), cmp.Compare(a, b))
	})
	var b bytes.Buffer
	for i, k := range kinds {
		if i > 0 {
			b.WriteString(listMark)
		}
		b.WriteString(string(k) + " " + strconv.Itoa(t.types[k]))
	}
	v[edgeTypes] = b.String()
	v[edgeOutlets] = joinList(slices.Sorted(maps.Keys(t.outlets)))
	v[edgeEvents], v[edgeArticles] = joinList(t.list), joinList(t.articles)
	return e
}
