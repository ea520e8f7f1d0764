package identity

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"
	"testing"

	"parley/graph"
)

// memory is a KV in memory: sorted keys by first field, which every scan of
// the resolver gives.
type memory struct {
	shards map[string][]string
	values map[string][]byte
	reads  int
}

func newMemory() *memory { return &memory{shards: map[string][]string{}, values: map[string][]byte{}} }

func (m *memory) Get(key []byte) ([]byte, error) {
	m.reads++
	v, ok := m.values[string(key)]
	if !ok {
		return nil, nil
	}
	return append([]byte{}, v...), nil
}

func shard(k string) string {
	s, _, _ := strings.Cut(k, sep)
	return s
}

func (m *memory) Put(key, value []byte) error {
	k := string(key)
	if _, ok := m.values[k]; !ok {
		keys := m.shards[shard(k)]
		i, _ := slices.BinarySearch(keys, k)
		m.shards[shard(k)] = slices.Insert(keys, i, k)
	}
	m.values[k] = append([]byte{}, value...)
	return nil
}

func (m *memory) Delete(key []byte) error {
	k := string(key)
	if _, ok := m.values[k]; ok {
		keys := m.shards[shard(k)]
		i, _ := slices.BinarySearch(keys, k)
		m.shards[shard(k)] = slices.Delete(keys, i, i+1)
		delete(m.values, k)
	}
	return nil
}

func (m *memory) Scan(prefix []byte) iter.Seq2[[2][]byte, error] {
	return func(yield func([2][]byte, error) bool) {
		p := string(prefix)
		keys := m.shards[shard(p)]
		if p == "a" { // whether there is any article
			keys = sorted(m.values)
		} else if !strings.Contains(p, sep) {
			panic("a scan without a first field: " + p)
		}
		for i := sort.SearchStrings(keys, p); i < len(keys) && strings.HasPrefix(keys[i], p); i++ {
			m.reads++
			if !yield([2][]byte{[]byte(keys[i]), append([]byte{}, m.values[keys[i]]...)}, nil) {
				return
			}
		}
	}
}

// A world is a graph as the store would keep it: articles, decisions, and
// what the deltas add up to.
type world struct {
	t         testing.TB
	resolver  *Resolver
	kv        *memory
	articles  map[string]graph.ArticleExtraction
	decisions []graph.Decision

	entities map[string]graph.Entity
	events   map[string]graph.Event
	links    map[string]string // local to signature
	members  map[string]string
	reports  map[string]string
	copies   map[string]string
	aliases  map[string]string // ids that are no entity any more
}

func newWorld(t testing.TB) *world {
	return &world{t: t, resolver: New(Options{}), kv: newMemory(), articles: map[string]graph.ArticleExtraction{}, entities: map[string]graph.Entity{},
		events: map[string]graph.Event{}, links: map[string]string{}, members: map[string]string{}, reports: map[string]string{}, copies: map[string]string{}, aliases: map[string]string{}}
}

func (w *world) Extraction(key string) (graph.Extraction, error) {
	a, ok := w.articles[key]
	if !ok {
		return graph.Extraction{}, graph.ErrNotFound
	}
	return a.Extraction, nil
}

func (w *world) Article(key string) (graph.Article, error) {
	a, ok := w.articles[key]
	if !ok {
		return graph.Article{}, graph.ErrNotFound
	}
	return a.Article, nil
}

func (w *world) Decisions() ([]graph.Decision, error) { return w.decisions, nil }

func (w *world) add(as ...graph.ArticleExtraction) { w.change(as, nil) }

func (w *world) change(add []graph.ArticleExtraction, remove []string) {
	c := graph.Change{Add: add}
	for _, k := range remove {
		c.Remove = append(c.Remove, w.articles[k])
		delete(w.articles, k)
	}
	for _, a := range add {
		w.articles[a.Extraction.Article] = a
	}
	w.apply(c)
}

func (w *world) decide(ds ...graph.Decision) {
	for _, d := range ds {
		d.Seq = len(w.decisions) + 1
		if d.ID == "" {
			d.ID = fmt.Sprintf("d_%d", d.Seq)
		}
		w.decisions = append(w.decisions, d)
	}
	w.apply(graph.Change{Decisions: slices.Clone(w.decisions)})
}

func (w *world) apply(c graph.Change) {
	w.t.Helper()
	d, err := w.resolver.Resolve(w.t.Context(), w.kv, w, c)
	if err != nil {
		w.t.Fatal(err)
	}
	set := func(m map[string]string, links []graph.Link) {
		for _, l := range links {
			if l.To == "" {
				delete(m, l.From)
			} else {
				m[l.From] = l.To
			}
		}
	}
	set(w.links, d.Signatures)
	set(w.members, d.Members)
	set(w.reports, d.Reports)
	set(w.copies, d.Copies)
	for _, l := range d.RemovedEntities {
		delete(w.entities, l.From)
	}
	set(w.aliases, d.RemovedEntities)
	for _, l := range d.RemovedEvents {
		delete(w.events, l.From)
	}
	for _, e := range d.Entities {
		w.entities[e.ID] = e
	}
	for _, e := range d.Events {
		w.events[e.ID] = e
	}
}

// dump writes the world's graph down, the same bytes for the same graph.
func (w *world) dump() string {
	b, err := json.MarshalIndent(map[string]any{"entities": w.entities, "events": w.events, "links": w.links, "members": w.members, "reports": w.reports, "copies": w.copies}, "", " ")
	if err != nil {
		w.t.Fatal(err)
	}
	return string(b)
}

// entityOf returns the entity that an id given out at any time stands for now.
func (w *world) entityOf(id string) string {
	for range 64 {
		if w.entities[id].ID != "" {
			return id
		}
		switch {
		case w.links[id] != "":
			id = w.links[id]
		case w.members[id] != "":
			id = w.members[id]
		default:
			id = w.aliases[id]
		}
	}
	return ""
}

// state writes the resolver's own state down, without its version and the
// aliases: which ids were given out depends on the order.
func (w *world) state() string {
	var b strings.Builder
	for _, k := range sorted(w.kv.values) {
		if k[0] == 'p' || k[0] == 'P' || k == "V" {
			continue
		}
		fmt.Fprintf(&b, "%q %s\n", k, w.kv.values[k])
	}
	return b.String()
}

// check proves that the parts of the graph agree with each other.
func (w *world) check() {
	w.t.Helper()
	for _, a := range w.articles {
		for _, l := range a.Extraction.Entities {
			s := w.links[l.ID]
			e := w.members[s]
			if s == "" || e == "" || w.entities[e].ID == "" {
				w.t.Errorf("local entity %s (%s): signature %q, entity %q", l.ID, l.Name, s, e)
			} else if !slices.Contains(w.entities[e].Signatures, s) {
				w.t.Errorf("entity %s lacks its signature %s", e, s)
			}
		}
		for _, r := range a.Extraction.Reports {
			v := w.reports[r.ID]
			if !slices.ContainsFunc(w.events[v].Reports, func(x graph.ReportRef) bool { return x.ID == r.ID }) {
				w.t.Errorf("event %q lacks its report %s", v, r.ID)
			}
		}
	}
	for id, e := range w.entities {
		if id != e.ID || e.Name == "" || len(e.Signatures) == 0 || e.Signatures[0] != id {
			w.t.Errorf("entity %s: %+v", id, e)
		}
		for _, s := range e.Signatures {
			if w.members[s] != id {
				w.t.Errorf("entity %s has signature %s, which is of %q", id, s, w.members[s])
			}
		}
		for _, p := range e.Positions {
			if p.Organization != "" && w.entities[p.Organization].Name != p.OrgName {
				w.t.Errorf("entity %s has a post at %s (%s), an entity called %q", id, p.Organization, p.OrgName, w.entities[p.Organization].Name)
			}
		}
	}
	for id := range w.aliases {
		if w.entityOf(id) == "" {
			w.t.Errorf("%s was an entity and leads nowhere", id)
		}
	}
	for id, e := range w.events {
		for _, p := range e.Participants {
			if w.entities[p.Entity].ID == "" {
				w.t.Errorf("event %s: participant %q is no entity", id, p.Entity)
			}
		}
		if e.PartOf != "" && w.events[e.PartOf].ID == "" {
			w.t.Errorf("event %s is part of %q, which is none", id, e.PartOf)
		}
	}
}
