package dump

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/generate"
)

// A memory is a graph in memory with the plainest resolution: one entity per
// kind and name, one event per type, participants and date. It is a Reader
// and a Loader.
type memory struct {
	records   map[string]Record // by article key
	decisions []graph.Decision

	articles []graph.Article
	outlets  map[string]graph.Outlet
	entities map[string]*graph.Entity
	events   map[string]*graph.Event
	locals   map[string][]string // entities by article key
	failAt   error               // returned by AllEvents, when set
	changes  []graph.ChangeRecord
}

func newMemory() *memory { return &memory{records: map[string]Record{}} }

// made returns the memory of n made-up articles.
func made(seed uint64, n int) *memory {
	m := newMemory()
	for it := range generate.Graph(seed, n) {
		m.records[it.Article.Key] = Record{Outlet: &it.Outlet, Article: it.Article, Extraction: it.Extraction}
	}
	m.resolve()
	return m
}

func (m *memory) Put(_ context.Context, list []Record) error {
	for _, r := range list {
		m.records[r.Article.Key] = r
	}
	return nil
}

func (m *memory) Decide(_ context.Context, d graph.Decision) error {
	m.decisions = append(m.decisions, d)
	return nil
}

// resolve makes the view anew.
func (m *memory) resolve() {
	m.outlets, m.entities, m.events, m.locals = map[string]graph.Outlet{}, map[string]*graph.Entity{}, map[string]*graph.Event{}, map[string][]string{}
	m.articles = nil
	retracted := map[string]string{}
	for _, d := range m.decisions {
		if d.Kind == graph.RetractDecision {
			retracted[d.Article] = d.Reason
		}
	}
	for _, key := range slices.Sorted(maps.Keys(m.records)) {
		r := m.records[key]
		if r.Outlet != nil {
			m.outlets[r.Outlet.ID] = *r.Outlet
		}
		reason, gone := retracted[key]
		r.Article.Retracted, r.Article.Reason = gone, reason
		m.articles = append(m.articles, r.Article)
		if !gone {
			m.add(r)
		}
	}
	slices.SortFunc(m.articles, func(a, b graph.Article) int { return cmp.Compare(a.ID(), b.ID()) })
	for _, e := range m.entities {
		slices.SortFunc(e.Aliases, func(a, b graph.NameCount) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
		})
	}
}

func (m *memory) add(r Record) {
	ids := make([]string, len(r.Extraction.Entities))
	for i, l := range r.Extraction.Entities {
		ids[i] = graph.NewID(graph.EntityID, string(l.Kind), l.Name)
		e := m.entities[ids[i]]
		if e == nil {
			e = &graph.Entity{ID: ids[i], Kind: l.Kind, Name: l.Name, Class: l.Class, Country: l.Country, Signatures: []string{ids[i]}}
			m.entities[ids[i]] = e
		}
		for _, mention := range l.Mentions {
			if mention.Form == graph.NamedMention && mention.Text != l.Name {
				k := slices.IndexFunc(e.Aliases, func(a graph.NameCount) bool { return a.Text == mention.Text })
				if k < 0 {
					k = len(e.Aliases)
					e.Aliases = append(e.Aliases, graph.NameCount{Text: mention.Text})
				}
				e.Aliases[k].Count++
			}
		}
		for _, p := range l.Positions {
			org := ""
			if p.Organization >= 0 {
				org = graph.NewID(graph.EntityID, string(r.Extraction.Entities[p.Organization].Kind), r.Extraction.Entities[p.Organization].Name)
			}
			k := slices.IndexFunc(e.Positions, func(q graph.Position) bool {
				return q.Title == p.Title && q.Organization == org && q.Status == p.Status
			})
			if k < 0 {
				k = len(e.Positions)
				e.Positions = append(e.Positions, graph.Position{Title: p.Title, Organization: org, OrgName: p.OrganizationName, Status: p.Status, Period: p.Period})
			}
			e.Positions[k].Articles++
		}
	}
	m.locals[r.Article.Key] = ids
	for i, rep := range r.Extraction.Reports {
		var names []string
		for _, p := range rep.Participants {
			names = append(names, ids[p.Entity])
		}
		slices.Sort(names)
		day := ""
		if rep.Date != nil {
			day = rep.Date.EDTF
		}
		id := graph.NewID(graph.EventID, append([]string{string(rep.Type), day}, names...)...)
		e := m.events[id]
		if e == nil {
			e = &graph.Event{ID: id, Type: rep.Type, Mode: rep.Mode, Title: string(rep.Type) + " of " + day, Date: rep.Date,
				Factuality: rep.Factuality, Confidence: rep.Confidence, Corroboration: graph.SingleSource, FirstReported: r.Article.Published}
			if rep.Place >= 0 {
				e.Place = ids[rep.Place]
			}
			for _, p := range rep.Participants {
				e.Participants = append(e.Participants, graph.Participation{Entity: ids[p.Entity], Role: p.Role, Factuality: rep.Factuality,
					Confidence: p.Confidence, Outlets: 1, ReportedAs: []graph.NameCount{{Text: p.Text, Count: 1}}})
			}
			m.events[id] = e
		}
		e.Reports = append(e.Reports, graph.ReportRef{ID: rep.ID, Article: r.Article.Key, Index: i})
		e.Outlets, e.Independent, e.LastReported = len(e.Reports), len(e.Reports), r.Article.Published
	}
}

func find[T any](list map[string]*T, id string) (T, error) {
	if x, ok := list[id]; ok {
		return *x, nil
	}
	var zero T
	return zero, graph.ErrNotFound
}

func (m *memory) Revision() uint64                       { return 42 }
func (m *memory) Entity(id string) (graph.Entity, error) { return find(m.entities, id) }
func (m *memory) Event(id string) (graph.Event, error)   { return find(m.events, id) }
func (m *memory) Decisions() ([]graph.Decision, error)   { return m.decisions, nil }
func (m *memory) Stats() (graph.GraphStats, error) {
	return graph.GraphStats{Articles: len(m.articles), Events: len(m.events), Persons: len(m.entities)}, nil
}

func (m *memory) Article(idOrKey string) (graph.Article, error) {
	for _, a := range m.articles {
		if a.Key == idOrKey || a.ID() == idOrKey {
			return a, nil
		}
	}
	return graph.Article{}, graph.ErrNotFound
}

func (m *memory) Extraction(key string) (graph.Extraction, error) {
	if r, ok := m.records[key]; ok {
		return r.Extraction, nil
	}
	return graph.Extraction{}, graph.ErrNotFound
}

func (m *memory) Withdrawn(key string) (graph.Extraction, graph.Outlet, error) {
	x, err := m.Extraction(key)
	o, _ := m.ArticleOutlet(key)
	return x, o, err
}

func (m *memory) ArticleOutlet(key string) (graph.Outlet, error) {
	r, ok := m.records[key]
	if !ok {
		return graph.Outlet{}, graph.ErrNotFound
	}
	if r.Outlet == nil {
		return graph.Outlet{}, nil
	}
	return *r.Outlet, nil
}

func (m *memory) EntityID(id string) (string, error) {
	for key, r := range m.records {
		for i := range r.Extraction.Entities {
			if r.Extraction.Entities[i].ID == id && i < len(m.locals[key]) {
				return m.locals[key][i], nil
			}
		}
	}
	return "", graph.ErrNotFound
}

func (m *memory) AllLocals() iter.Seq2[graph.LocalRef, error] {
	return func(yield func(graph.LocalRef, error) bool) {
		for _, key := range slices.Sorted(maps.Keys(m.locals)) {
			for i, id := range m.locals[key] {
				if !yield(graph.LocalRef{Entity: id, Article: graph.NewID(graph.ArticleID, key), Index: i}, nil) {
					return
				}
			}
		}
	}
}

// stored yields what all does, to be read.
func stored[T any](all iter.Seq2[T, error], id func(*T) string) iter.Seq2[graph.Stored[T], error] {
	return func(yield func(graph.Stored[T], error) bool) {
		for x, err := range all {
			if !yield(graph.Stored[T]{ID: id(&x), Read: func() (T, error) { return x, nil }}, err) {
				return
			}
		}
	}
}

func (m *memory) StoredArticles() iter.Seq2[graph.Stored[graph.Filing], error] {
	return stored(func(yield func(graph.Filing, error) bool) {
		for _, a := range m.articles {
			r := m.records[a.Key]
			f := graph.Filing{Article: a, Extraction: r.Extraction}
			if r.Outlet != nil {
				f.Outlet = *r.Outlet
			}
			if !yield(f, nil) {
				return
			}
		}
	}, func(f *graph.Filing) string { return f.Article.ID() })
}

func (m *memory) StoredEntities() iter.Seq2[graph.Stored[graph.Entity], error] {
	return stored(m.AllEntities(), func(e *graph.Entity) string { return e.ID })
}

func (m *memory) StoredEvents() iter.Seq2[graph.Stored[graph.Event], error] {
	return stored(m.AllEvents(), func(e *graph.Event) string { return e.ID })
}

func (m *memory) MatchEntities(name string, _ []graph.EntityKind, limit int) ([]graph.Match, error) {
	for _, id := range slices.Sorted(maps.Keys(m.entities)) {
		if strings.EqualFold(m.entities[id].Name, name) {
			return []graph.Match{{ID: id, Label: m.entities[id].Name, Score: 1}}, nil
		}
	}
	return nil, nil
}

// Events gives pages of three, so that paging is tried.
func (m *memory) Events(f graph.EventFilter, _ graph.EventOrder, p graph.Page) (graph.List[graph.Event], error) {
	var list graph.List[graph.Event]
	for e, err := range m.AllEvents() {
		if err != nil {
			return list, err
		}
		if e.ID <= p.After || !m.fits(&e, f) {
			continue
		}
		if len(list.Items) == min(3, p.First) {
			list.HasNext = true
			break
		}
		list.Items = append(list.Items, graph.Item[graph.Event]{Cursor: e.ID, Value: e})
	}
	return list, nil
}

func (m *memory) fits(e *graph.Event, f graph.EventFilter) bool {
	first, last := days(e.Date)
	takesPart := func(id string) bool {
		return slices.ContainsFunc(e.Participants, func(p graph.Participation) bool { return p.Entity == id })
	}
	for _, id := range f.All {
		if !takesPart(id) {
			return false
		}
	}
	return (len(f.Types) == 0 || slices.Contains(f.Types, e.Type)) &&
		(f.From == "" || first != "" && last >= f.From) && (f.To == "" || first != "" && first <= f.To) &&
		slices.Contains(f.Factuality, e.Factuality) && e.Independent >= f.MinIndependent &&
		(len(f.Outlets) == 0 || slices.ContainsFunc(e.Reports, func(r graph.ReportRef) bool {
			return slices.Contains(f.Outlets, m.records[r.Article].Article.Outlet)
		}))
}

func (m *memory) Changes(since uint64) iter.Seq2[graph.ChangeRecord, error] {
	return func(yield func(graph.ChangeRecord, error) bool) {
		for _, c := range m.changes {
			if c.Revision > since && !yield(c, nil) {
				return
			}
		}
	}
}

func (m *memory) AllArticles() iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		for _, a := range m.articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func sorted[T any](list map[string]T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, id := range slices.Sorted(maps.Keys(list)) {
			if !yield(list[id], nil) {
				return
			}
		}
	}
}

func values[T any](seq iter.Seq2[*T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for p, err := range seq {
			if !yield(*p, err) {
				return
			}
		}
	}
}

func (m *memory) AllOutlets() iter.Seq2[graph.Outlet, error]  { return sorted(m.outlets) }
func (m *memory) AllEntities() iter.Seq2[graph.Entity, error] { return values(sorted(m.entities)) }

func (m *memory) AllEvents() iter.Seq2[graph.Event, error] {
	if m.failAt != nil {
		return func(yield func(graph.Event, error) bool) { yield(graph.Event{}, m.failAt) }
	}
	return values(sorted(m.events))
}

var errDisk = errors.New("no space left on the test's device")
