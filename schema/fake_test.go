package schema

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"parley/graph"
)

// A fake is a small graph in memory that answers as the store does. Its lists
// are paged by the same code as the lists that the schema keeps in memory.
type fake struct {
	mu       sync.Mutex
	revision uint64
	articles []graph.Article
	reads    atomic.Int64 // calls of most methods
	x        map[string]graph.Extraction
	entities []graph.Entity
	events   []graph.Event
	outlets  []graph.Outlet
	changes  []graph.ChangeRecord

	decisions []graph.Decision
	watchers  []chan uint64
	open      int
	broken    bool // Stats panics
}

func (f *fake) snapshot(context.Context) (Reader, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.open++
	return &fakeSnapshot{fake: f, rev: f.revision}, nil
}

type fakeSnapshot struct {
	*fake
	rev    uint64
	closed bool
}

func (f *fakeSnapshot) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.closed {
		f.closed = true
		f.open--
	}
}

func (f *fakeSnapshot) Revision() uint64 { return f.rev }

func (f *fake) subscribe(ctx context.Context) <-chan uint64 {
	c := make(chan uint64, 1)
	f.mu.Lock()
	f.watchers = append(f.watchers, c)
	f.mu.Unlock()
	return c
}

// touch changes an event and tells the watchers.
func (f *fake) touch(id string, kind graph.ChangeKind) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.revision++
	f.changes = append(f.changes, graph.ChangeRecord{Revision: f.revision, Kind: kind, ID: id})
	for _, c := range f.watchers {
		select {
		case c <- f.revision:
		default:
		}
	}
}

func (f *fake) read() { f.reads.Add(1) }

func fakePage[T any](list []T, key func(T) string, p graph.Page) (l graph.List[T], err error) {
	defer recoverThrown(&err)
	l = paginate(list, key, p)
	for i := range l.Items {
		l.Items[i].Cursor = cursor(key(l.Items[i].Value))
	}
	return l, nil
}

var epoch = time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC)

func (f *fake) Updated() (time.Time, error) { return epoch, nil }

func (f *fake) Stats() (graph.GraphStats, error) {
	f.read()
	if f.broken {
		panic("secret detail")
	}
	s := graph.GraphStats{Events: len(f.events), Articles: len(f.articles), Outlets: len(f.outlets)}
	for _, e := range f.entities {
		switch e.Kind {
		case graph.Person:
			s.Persons++
		case graph.Organization:
			s.Organizations++
		case graph.Place:
			s.Places++
		}
	}
	return s, nil
}

func (f *fake) Changes(since uint64) iter.Seq2[graph.ChangeRecord, error] {
	f.mu.Lock()
	list := slices.Clone(f.changes)
	f.mu.Unlock()
	return func(yield func(graph.ChangeRecord, error) bool) {
		for _, c := range list {
			if c.Revision > since && !yield(c, nil) {
				return
			}
		}
	}
}

func (f *fake) Decisions() ([]graph.Decision, error) { return f.decisions, nil }

func one[T any](list []T, is func(T) bool) (T, error) {
	for _, v := range list {
		if is(v) {
			return v, nil
		}
	}
	var zero T
	return zero, graph.ErrNotFound
}

func (f *fake) Entity(id string) (graph.Entity, error) {
	f.read()
	for _, x := range f.x {
		for _, l := range x.Entities {
			if l.ID == id {
				return one(f.entities, func(e graph.Entity) bool { return e.Name == l.Name })
			}
		}
	}
	return one(f.entities, func(e graph.Entity) bool { return slices.Contains(e.Signatures, id) })
}

func (f *fake) EntityID(id string) (string, error) {
	e, err := f.Entity(id)
	return e.ID, err
}

func (f *fake) EntityByWikidata(id string) (graph.Entity, error) {
	f.read()
	return one(f.entities, func(e graph.Entity) bool { return e.WikidataID == id && id != "" })
}

func (f *fake) EntityStats(id string) (graph.EntityStats, error) {
	f.read()
	return graph.EntityStats{Events: len(f.match(graph.EventFilter{All: []string{id}}))}, nil
}

func (f *fake) Entities(kinds []graph.EntityKind, p graph.Page) (graph.List[graph.Entity], error) {
	f.read()
	return fakePage(f.ofKinds(kinds), func(e graph.Entity) string { return e.ID }, p)
}

func (f *fake) ofKinds(kinds []graph.EntityKind) []graph.Entity {
	return slices.DeleteFunc(slices.Clone(f.entities), func(e graph.Entity) bool { return kinds != nil && !slices.Contains(kinds, e.Kind) })
}

func (f *fake) CountEntities(kinds []graph.EntityKind) (int, error) {
	return len(f.ofKinds(kinds)), nil
}

func (f *fake) MatchEntities(name string, kinds []graph.EntityKind, limit int) ([]graph.Match, error) {
	f.read()
	var out []graph.Match
	for _, e := range f.ofKinds(kinds) {
		if strings.EqualFold(e.Name, name) {
			out = append(out, graph.Match{ID: e.ID, Kind: string(e.Kind), Label: e.Name, Matched: e.Name, Score: 1})
		}
	}
	return out[:min(limit, len(out))], nil
}

func (f *fake) Holders(org string, p graph.Page) (graph.List[graph.Holder], error) {
	f.read()
	var list []graph.Holder
	for _, e := range f.entities {
		for _, pos := range e.Positions {
			if pos.Organization == org {
				list = append(list, graph.Holder{Person: e.ID, Position: pos})
			}
		}
	}
	return fakePage(list, func(h graph.Holder) string { return h.Person + h.Position.Title }, p)
}

func (f *fake) NamedIn(entity string, limit int) ([]graph.Naming, error) {
	f.read()
	var list []graph.Naming
	for _, a := range f.articles {
		n := graph.Naming{Article: a.Key, Outlet: a.Outlet, Language: a.Language, Published: a.Published}
		for i := range f.x[a.Key].Entities {
			if id, err := f.LocalEntity(a.Key, i); err == nil && id == entity {
				n.Locals = append(n.Locals, i)
			}
		}
		if len(n.Locals) > 0 && len(list) < limit {
			list = append(list, n)
		}
	}
	return list, nil
}

func (f *fake) MentionsOf(entity string, _ graph.MentionFilter, p graph.Page) (graph.List[graph.MentionRef], error) {
	f.read()
	return fakePage(f.mentions(entity), func(m graph.MentionRef) string { return m.ID }, p)
}

func (f *fake) mentions(entity string) []graph.MentionRef {
	var list []graph.MentionRef
	for _, a := range f.articles {
		for i, e := range f.x[a.Key].Entities {
			if id, err := f.LocalEntity(a.Key, i); err == nil && id == entity {
				for j := range e.Mentions {
					list = append(list, graph.MentionRef{ID: mentionID(a.Key, "e", i, j), Article: a.Key, Local: i, Mention: j, Report: -1, Entry: -1})
				}
			}
		}
	}
	return list
}

func (f *fake) CountMentions(entity string, _ graph.MentionFilter) (int, error) {
	return len(f.mentions(entity)), nil
}

func (f *fake) Mention(id string) (graph.MentionRef, error) {
	f.read()
	for _, a := range f.articles {
		x := f.x[a.Key]
		for i, e := range x.Entities {
			for j := range e.Mentions {
				if mentionID(a.Key, "e", i, j) == id {
					return graph.MentionRef{ID: id, Article: a.Key, Local: i, Mention: j, Report: -1, Entry: -1}, nil
				}
			}
		}
		for i, r := range x.Reports {
			for j := range r.Evidence {
				if mentionID(a.Key, "r", i, j) == id {
					return graph.MentionRef{ID: id, Article: a.Key, Local: -1, Mention: -1, Report: i, Entry: j}, nil
				}
			}
		}
	}
	return graph.MentionRef{}, graph.ErrNotFound
}

func (f *fake) CoParticipants(entity string, q graph.CoParticipantQuery) (graph.List[graph.CoParticipant], error) {
	f.read()
	return fakePage(f.others(entity, q), func(c graph.CoParticipant) string { return c.Entity }, q.Page)
}

func (f *fake) others(entity string, q graph.CoParticipantQuery) []graph.CoParticipant {
	var list []graph.CoParticipant
	g := q.Filter
	g.All = append(slices.Clone(g.All), entity)
	for _, v := range f.match(g) {
		for _, p := range v.Participants {
			if p.Entity == entity {
				continue
			}
			i := slices.IndexFunc(list, func(c graph.CoParticipant) bool { return c.Entity == p.Entity })
			if i < 0 {
				list = append(list, graph.CoParticipant{Entity: p.Entity})
				i = len(list) - 1
			}
			list[i].Events++
		}
	}
	return list
}

func (f *fake) CountCoParticipants(entity string, q graph.CoParticipantQuery) (int, error) {
	return len(f.others(entity, q)), nil
}

func (f *fake) found(query string) []graph.Match {
	var out []graph.Match
	for _, e := range f.entities {
		if strings.Contains(strings.ToLower(e.Name), strings.ToLower(query)) {
			out = append(out, graph.Match{ID: e.ID, Kind: string(e.Kind), Label: e.Name, Matched: e.Name, Score: 1})
		}
	}
	return out
}

func (f *fake) Suggest(query string, _ []string, limit int) ([]graph.Match, error) {
	f.read()
	out := f.found(query)
	return out[:min(limit, len(out))], nil
}

func (f *fake) Search(query string, _ []string, p graph.Page) (graph.List[graph.Match], error) {
	f.read()
	return fakePage(f.found(query), func(m graph.Match) string { return m.ID }, p)
}

func (f *fake) CountSearch(query string, _ []string) (int, error) { return len(f.found(query)), nil }

func (f *fake) Event(id string) (graph.Event, error) {
	f.read()
	return one(f.events, func(v graph.Event) bool { return v.ID == id })
}

func (f *fake) EventRevision(string) (uint64, time.Time, error) { return 1, epoch, nil }
func (f *fake) EventReferents(string) ([]string, error)         { return []string{}, nil }

func (f *fake) match(g graph.EventFilter) []graph.Event {
	r := (&Server{limits: DefaultLimits}).newRequest(context.Background(), cost{}, false)
	r.reader = &fakeSnapshot{fake: f}
	var out []graph.Event
	for _, v := range f.events {
		if r.fits(r.keepEvent(v), g) {
			out = append(out, v)
		}
	}
	return out
}

func (f *fake) Events(g graph.EventFilter, o graph.EventOrder, p graph.Page) (graph.List[graph.Event], error) {
	f.read()
	list := f.match(g)
	slices.SortStableFunc(list, func(a, b graph.Event) int {
		n := cmp.Compare(a.Date.SortKey(), b.Date.SortKey())
		if !o.Ascending {
			n = -n
		}
		return n
	})
	return fakePage(list, func(v graph.Event) string { return v.ID }, p)
}

func (f *fake) CountEvents(g graph.EventFilter) (int, error) { return len(f.match(g)), nil }

func (f *fake) Parts(string, graph.Page) (graph.List[graph.Event], error) {
	return graph.List[graph.Event]{}, nil
}

func (f *fake) EventsHere(place string, g graph.EventFilter, o graph.EventOrder, p graph.Page) (graph.List[graph.Event], error) {
	g.Place = place
	return f.Events(g, o, p)
}

func (f *fake) Timeline(g graph.EventFilter, _ graph.Granularity) ([]graph.Bucket, error) {
	f.read()
	return []graph.Bucket{{Start: "2024-03-01", End: "2024-03-31", Events: len(f.match(g)), Outlets: 1}}, nil
}

func (f *fake) Paths(ctx context.Context, q graph.PathQuery) (graph.PathResult, error) {
	f.read()
	list := f.match(graph.EventFilter{All: []string{q.From, q.To}})
	if len(list) == 0 {
		return graph.PathResult{Visited: 2}, ctx.Err()
	}
	hop := graph.GraphEdge{ID: graph.NewID(graph.EdgeID, q.From, q.To), Source: q.From, Target: q.To, Kind: graph.CoParticipationEdge, EventIDs: []string{list[0].ID}, Events: 1}
	return graph.PathResult{Visited: 2, Paths: []graph.Path{{Entities: []string{q.From, q.To}, Hops: []graph.GraphEdge{hop}, Confidence: 0.9}}}, nil
}

func (f *fake) Subgraph(_ context.Context, q graph.SubgraphQuery) (graph.Subgraph, error) {
	f.read()
	var g graph.Subgraph
	for _, e := range f.entities {
		if len(g.Nodes) == q.Limit {
			g.Truncated = true
			break
		}
		g.Nodes = append(g.Nodes, graph.GraphNode{ID: e.ID, Kind: string(e.Kind), Label: e.Name})
	}
	g.Matched = len(f.entities)
	return g, nil
}

func (f *fake) Report(ref graph.ReportRef) (graph.Report, error) {
	f.read()
	return f.x[ref.Article].Reports[ref.Index], nil
}

func (f *fake) Extraction(key string) (graph.Extraction, error) {
	f.read()
	x, ok := f.x[key]
	if !ok {
		return x, graph.ErrNotFound
	}
	return x, nil
}

func (f *fake) LocalEntity(key string, index int) (string, error) {
	f.read()
	name := f.x[key].Entities[index].Name
	e, err := one(f.entities, func(e graph.Entity) bool { return e.Name == name })
	return e.ID, err
}

func (f *fake) Article(idOrKey string) (graph.Article, error) {
	f.read()
	return one(f.articles, func(a graph.Article) bool { return a.Key == idOrKey || a.ID() == idOrKey })
}

func (f *fake) ArticleHead(idOrKey string) (graph.Article, error) {
	a, err := f.Article(idOrKey)
	a.Text = ""
	return a, err
}

func (f *fake) ArticleByURL(url string) (graph.Article, error) {
	return one(f.articles, func(a graph.Article) bool { return a.URL == url })
}

func (f *fake) Articles(_ graph.ArticleFilter, p graph.Page) (graph.List[graph.Article], error) {
	f.read()
	return fakePage(f.articles, func(a graph.Article) string { return a.Key }, p)
}

func (f *fake) CountArticles(graph.ArticleFilter) (int, error) { return len(f.articles), nil }
func (f *fake) CopyOf(string) (string, error)                  { return "", nil }
func (f *fake) Retrieved(string) (time.Time, error)            { return epoch, nil }

func (f *fake) EventsOfArticle(key string) ([]string, error) {
	var out []string
	for _, v := range f.events {
		if slices.ContainsFunc(v.Reports, func(r graph.ReportRef) bool { return r.Article == key }) {
			out = append(out, v.ID)
		}
	}
	return out, nil
}

func (f *fake) EntitiesOfArticle(key string) ([]string, error) {
	var out []string
	for i := range f.x[key].Entities {
		id, err := f.LocalEntity(key, i)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

func (f *fake) Outlet(id string) (graph.Outlet, error) {
	f.read()
	return one(f.outlets, func(o graph.Outlet) bool { return o.ID == id })
}

func (f *fake) OutletBy(domain, name string) (graph.Outlet, error) {
	f.read()
	return one(f.outlets, func(o graph.Outlet) bool { return domain != "" && o.Domain == domain || name != "" && o.Name == name })
}

func (f *fake) Outlets(p graph.Page) (graph.List[graph.Outlet], error) {
	f.read()
	return fakePage(f.outlets, func(o graph.Outlet) string { return o.ID }, p)
}

func (f *fake) OutletArticles(string) (int, error) { return len(f.articles), nil }
