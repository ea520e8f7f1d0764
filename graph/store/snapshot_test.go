package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"parley/graph"
)

// TestConcurrentReads has several goroutines share snapshots while a writer
// goes on: each snapshot must stay one state, with no article half there.
func TestConcurrentReads(t *testing.T) {
	s := openMemory(t)
	put(t, s, crashInput(0))
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for ctx.Err() == nil {
				sn := s.Snapshot()
				var inner sync.WaitGroup
				for range 3 {
					inner.Go(func() {
						st, err := sn.Stats()
						if err != nil {
							t.Error(err)
							return
						}
						n := 0
						for a, err := range sn.AllArticles() {
							if err != nil {
								t.Error(err)
								return
							}
							if a.Retracted {
								continue
							}
							x, err := sn.Extraction(a.Key)
							if err != nil {
								t.Error(err)
								return
							}
							for i := range x.Entities {
								if _, err := sn.LocalEntity(a.Key, i); err != nil {
									t.Errorf("article %s is half there: %v", a.Key, err)
								}
							}
							n++
						}
						if n != st.Articles {
							t.Errorf("%d articles in a snapshot that counts %d", n, st.Articles)
						}
						l, err := sn.CoParticipants(idOf("Ann Lee"), graph.CoParticipantQuery{Filter: graph.EventFilter{MinConfidence: 0.1}})
						if c, err2 := sn.CountCoParticipants(idOf("Ann Lee"), graph.CoParticipantQuery{}); err != nil || err2 != nil || c != len(l.Items) {
							t.Errorf("met %d, counted %d: %v %v", len(l.Items), c, err, err2)
						}
					})
				}
				inner.Wait()
				sn.Close()
			}
		})
	}
	for i := range 40 {
		put(t, s, crashInput(i))
		if i%8 == 7 {
			if _, err := s.Retract(t.Context(), crashInput(i).Article.Key, "test"); err != nil {
				t.Fatal(err)
			}
		}
	}
	cancel()
	wg.Wait()
}

func TestSubscribe(t *testing.T) {
	s := openMemory(t)
	ctx, cancel := context.WithCancel(t.Context())
	quick, err := s.Subscribe(ctx, 10)
	if err != nil {
		t.Fatal(err)
	}
	slow, err := s.Subscribe(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		put(t, s, crashInput(i))
	}
	if got := <-quick; len(got) == 0 || got[0].Revision != 1 {
		t.Errorf("first changes: %+v", got)
	}
	if _, ok := <-slow; !ok {
		t.Error("the slow subscriber lost what was sent before it was slow")
	}
	if _, ok := <-slow; ok {
		t.Error("the slow subscriber is still there")
	}
	cancel()
	for range quick {
	}
}

func TestChanges(t *testing.T) {
	s := openMemory(t)
	a, b := crashInput(0), crashInput(7) // both have Bo Chen and Number0, on other days
	put(t, s, a)
	put(t, s, b)
	sn := s.Snapshot()
	since := sn.Revision()
	sn.Close()
	if _, err := s.Retract(t.Context(), b.Article.Key, "wrong"); err != nil {
		t.Fatal(err)
	}
	sn = view1(t, s)
	kinds := map[string]graph.ChangeKind{}
	for c, err := range sn.Changes(since) {
		if err != nil {
			t.Fatal(err)
		}
		kinds[c.ID] = c.Kind
	}
	for id, want := range map[string]graph.ChangeKind{b.Article.ID(): graph.Removed, b.Extraction.Reports[0].ID: graph.Removed, idOf("Ann Lee"): graph.Updated,
		idOf("Person Number7"): graph.Removed} {
		if want == graph.Updated && kinds[id] == "" {
			continue // an entity without a change of its own record
		}
		if kinds[id] != want {
			t.Errorf("change of %s is %q, want %q", id, kinds[id], want)
		}
	}
	if kinds[a.Article.ID()] != "" {
		t.Errorf("an untouched article changed: %v", kinds[a.Article.ID()])
	}
}

// TestReads holds readers to the cost of the page.
func TestReads(t *testing.T) {
	s := openMemory(t)
	var batch []Input
	for i := range 400 {
		d := (graph.NewDay(2023, 1, 1) + graph.Day(i)).String()
		batch = append(batch, article(fmt.Sprintf("r%d", i), "Alpha", d, met(d, "", "Ann Lee", fmt.Sprintf("Person Number%d", i%150))))
	}
	put(t, s, batch...)
	for _, c := range []struct {
		name string
		most int
		ask  func(sn *Snapshot) error
	}{
		{"newest 20", 30, func(sn *Snapshot) error {
			l, err := sn.Events(graph.EventFilter{All: []string{idOf("Ann Lee")}}, graph.EventOrder{}, graph.Page{First: 20})
			if len(l.Items) != 20 {
				t.Errorf("%d events", len(l.Items))
			}
			return err
		}},
		{"count", 5, func(sn *Snapshot) error {
			n, err := sn.CountEvents(graph.EventFilter{All: []string{idOf("Ann Lee")}, Types: []graph.EventType{graph.Meeting}})
			if n != 400 {
				t.Errorf("%d events", n)
			}
			return err
		}},
		{"met", 5, func(sn *Snapshot) error {
			l, err := sn.CoParticipants(idOf("Ann Lee"), graph.CoParticipantQuery{Page: graph.Page{First: 10}})
			if len(l.Items) != 10 || l.Items[0].Value.Events != 3 {
				t.Errorf("met: %+v", l.Items)
			}
			return err
		}},
		{"pair between days", 12, func(sn *Snapshot) error {
			l, err := sn.Events(graph.EventFilter{All: []string{idOf("Ann Lee"), idOf("Person Number7")}, From: "2023-01-01", To: "2023-06-30"}, graph.EventOrder{}, graph.Page{First: 10})
			if len(l.Items) != 2 {
				t.Errorf("%d events of the pair", len(l.Items))
			}
			return err
		}},
	} {
		sn := s.Snapshot()
		if err := c.ask(sn); err != nil {
			t.Fatal(err)
		}
		if n := sn.Reads(); n > c.most {
			t.Errorf("%s takes %d reads, more than %d", c.name, n, c.most)
		}
		sn.Close()
	}
}

func TestNames(t *testing.T) {
	s := openMemory(t)
	put(t, s, article("n1", "Alpha", "2024-03-01", met("2024-03-01", "Tehran", "Hossein Amir-Abdollahian", "Ismail Haniyeh"), met("2024-03-02", "", "Ismail Haniyeh", "José Muñoz")),
		article("n2", "Beta", "2024-03-01", met("2024-03-04", "", "Isabel Hanna", "Ann Lee")))
	sn := view1(t, s)
	for _, c := range []struct{ query, want string }{
		{"Ismail Haniyeh", "Ismail Haniyeh"},
		{"haniyeh", "Ismail Haniyeh"},
		{"Haniyeh Ismail", "Ismail Haniyeh"},
		{"Ismael Haniya", "Ismail Haniyeh"},
		{"Amir Abdollahian", "Hossein Amir-Abdollahian"},
		{"Amirabdolahian", "Hossein Amir-Abdollahian"},
		{"jose munoz", "José Muñoz"},
		{"Tehran", "Tehran"},
	} {
		ms, err := sn.MatchEntities(c.query, nil, 3)
		if err != nil || len(ms) == 0 || ms[0].Label != c.want {
			t.Errorf("MatchEntities(%q) = %+v, %v, want %s first", c.query, ms, err, c.want)
		}
	}
	if ms, err := sn.MatchEntities("Boris Karloff", nil, 3); err != nil || len(ms) != 0 {
		t.Errorf("a name nobody has matches %+v, %v", ms, err)
	}
	if ms, err := sn.MatchEntities("Tehran", []graph.EntityKind{graph.Person}, 3); err != nil || len(ms) != 0 {
		t.Errorf("a place matches as a person: %+v, %v", ms, err)
	}
	for _, c := range []struct{ query, want string }{{"h", "Ismail Haniyeh"}, {"isma", "Ismail Haniyeh"}, {"ismail h", "Ismail Haniyeh"}, {"hani", "Ismail Haniyeh"}, {"hosein", "Hossein Amir-Abdollahian"}, {"alp", "Alpha"}} {
		ms, err := sn.Suggest(c.query, nil, 8)
		if err != nil || !slices.ContainsFunc(ms, func(m graph.Match) bool { return m.Label == c.want }) {
			t.Errorf("Suggest(%q) = %+v, %v, want %s", c.query, ms, err, c.want)
		}
	}
	l, err := sn.Search("Haniyeh Tehran", []string{"EVENT", "ARTICLE"}, graph.Page{First: 5})
	if err != nil || len(l.Items) != 2 {
		t.Errorf("Search = %+v, %v, want one event and one article", l, err)
	}
	if n, err := sn.CountSearch("Haniyeh Tehran", []string{"EVENT", "ARTICLE"}); err != nil || n != 2 {
		t.Errorf("CountSearch = %d, %v", n, err)
	}
	if n, err := sn.CountEvents(graph.EventFilter{Text: "haniyeh met"}); err != nil || n != 2 {
		t.Errorf("events with the words: %d, %v", n, err)
	}
}

// TestNamesKept reads a list of names that is long enough to be kept, twice,
// and again when it has grown.
func TestNamesKept(t *testing.T) {
	s := openMemory(t)
	var reports []told
	for i := range 2 * keepFrom {
		letters := string([]byte{'a' + byte(i/26), 'a' + byte(i%26)})
		reports = append(reports, met("2024-03-01", "", "Marta"+letters+" Berg", "Olaf Holm"))
	}
	put(t, s, article("n1", "Alpha", "", reports...))
	labels := func(query string) (out []string) {
		ms, err := view1(t, s).Suggest(query, nil, 8)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range ms {
			out = append(out, m.Label)
		}
		return out
	}
	first, again := labels("Martabc"), labels("Martabc")
	if len(first) == 0 || first[0] != "Martabc Berg" || !slices.Equal(first, again) {
		t.Errorf("Suggest gives %q, then %q", first, again)
	}
	if _, ok := s.cached.get("names:"+"martabc"[:prefixRunes], view1(t, s).Revision()); !ok {
		t.Error("the list of names is not kept")
	}
	put(t, s, article("n2", "Alpha", "", met("2024-03-02", "", "Martazz Berg", "Olaf Holm")))
	if got := labels("Martazz"); len(got) == 0 || got[0] != "Martazz Berg" {
		t.Errorf("Suggest of a new name gives %q", got)
	}
}

func TestPaths(t *testing.T) {
	s := openMemory(t)
	put(t, s,
		article("p1", "Alpha", "", met("2024-03-01", "", "A One", "B Two"), met("2024-03-10", "", "B Two", "D Four"), met("2024-02-01", "", "C Three", "D Four")),
		article("p2", "Beta", "", met("2024-03-01", "", "A One", "B Two"), met("2024-03-05", "", "A One", "C Three"), met("2024-03-20", "", "E Five", "F Six")))
	sn := view1(t, s)
	names := func(r graph.PathResult) (out []string) {
		for _, p := range r.Paths {
			line := ""
			for _, id := range p.Entities {
				e, err := sn.Entity(id)
				if err != nil {
					t.Fatal(err)
				}
				line += e.Name[:1]
			}
			out = append(out, line)
		}
		return out
	}
	r, err := sn.Paths(t.Context(), graph.PathQuery{From: idOf("A One"), To: idOf("D Four")})
	if got := names(r); err != nil || len(got) != 2 || len(r.Paths[0].Hops) != 2 || r.Paths[0].Hops[0].Events < 1 {
		t.Errorf("Paths = %v, %v, want two of two hops", got, err)
	}
	// C met D before A met C.
	r, err = sn.Paths(t.Context(), graph.PathQuery{From: idOf("A One"), To: idOf("D Four"), Ordered: true})
	if diff := gocmp.Diff([]string{"ABD"}, names(r)); diff != "" || err != nil {
		t.Errorf("ordered paths: %s %v", diff, err)
	}
	r, err = sn.Paths(t.Context(), graph.PathQuery{From: idOf("A One"), To: idOf("D Four"), Filter: graph.EventFilter{To: "2024-03-06"}})
	if diff := gocmp.Diff([]string{"ACD"}, names(r)); diff != "" || err != nil {
		t.Errorf("paths until 6 March: %s %v", diff, err)
	}
	r, err = sn.Paths(t.Context(), graph.PathQuery{From: idOf("A One"), To: idOf("F Six")})
	if err != nil || len(r.Paths) != 0 || r.Truncated {
		t.Errorf("paths to where none leads: %+v, %v", r, err)
	}
	g, err := sn.Subgraph(t.Context(), graph.SubgraphQuery{Roots: []string{idOf("A One")}})
	if err != nil || len(g.Nodes) != 3 || len(g.Edges) != 2 || g.Nodes[1].HiddenDegree != 1 || g.Truncated || g.Matched != 3 {
		t.Errorf("Subgraph = %+v, %v", g, err)
	}
	g, err = sn.Subgraph(t.Context(), graph.SubgraphQuery{Roots: []string{idOf("A One")}, Depth: 2})
	if err != nil || len(g.Nodes) != 4 || len(g.Edges) != 4 {
		t.Errorf("Subgraph of depth 2 = %+v, %v", g, err)
	}
	g, err = sn.Subgraph(t.Context(), graph.SubgraphQuery{Roots: []string{idOf("A One")}, Depth: 2, Limit: 2})
	if err != nil || len(g.Nodes) != 2 || !g.Truncated || g.Nodes[0].HiddenDegree != 1 {
		t.Errorf("Subgraph of two nodes = %+v, %v", g, err)
	}
	g, err = sn.Subgraph(t.Context(), graph.SubgraphQuery{Roots: []string{idOf("A One")}, EventsAsNodes: true})
	if err != nil || len(g.Nodes) != 5 || len(g.Edges) != 4 {
		t.Errorf("Subgraph with events = %+v, %v", g, err)
	}
}

func TestArticleLists(t *testing.T) {
	s := openMemory(t)
	for i, d := range []string{"2024-03-01", "2024-03-03T10:00:00+02:00", "", "2024-03-02"} {
		put(t, s, article(fmt.Sprintf("l%d", i), []string{"Alpha", "Beta"}[i%2], d, met("2024-03-01", "", "Ann Lee", "Bo Chen")))
	}
	if _, err := s.Retract(t.Context(), "l3", "wrong"); err != nil {
		t.Fatal(err)
	}
	in := article("l0", "Alpha", "2024-03-01", met("2024-03-01", "", "Ann Lee", "Bo Chen", "Cy Ode"))
	put(t, s, in)
	sn := view1(t, s)
	alpha := graph.NewOutlet("alpha.example", "Alpha", "alpha.example").ID
	for _, c := range []struct {
		f    graph.ArticleFilter
		want []string
	}{
		{graph.ArticleFilter{}, []string{"l1", "l0", "l2"}},
		{graph.ArticleFilter{Active: true}, []string{"l1", "l2"}},
		{graph.ArticleFilter{Corrected: true}, []string{"l0"}},
		{graph.ArticleFilter{Retracted: true}, []string{"l3"}},
		{graph.ArticleFilter{Active: true, Corrected: true, Retracted: true}, []string{"l1", "l3", "l0", "l2"}},
		{graph.ArticleFilter{Outlets: []string{alpha}}, []string{"l0", "l2"}},
		{graph.ArticleFilter{PublishedFrom: "2024-03-02"}, []string{"l1"}},
		{graph.ArticleFilter{PublishedTo: "2024-03-02"}, []string{"l0"}},
		{graph.ArticleFilter{Text: "ann bo"}, []string{"l1", "l0", "l2"}},
		{graph.ArticleFilter{Text: "nobody"}, nil},
	} {
		for _, backward := range []bool{false, true} {
			var got []string
			for _, a := range pages(t, 2, backward, func(p graph.Page) (graph.List[graph.Article], error) { return sn.Articles(c.f, p) }) {
				got = append(got, a.Key)
			}
			if diff := gocmp.Diff(c.want, got); diff != "" {
				t.Errorf("Articles(%+v), backward %v (-want +got):\n%s", c.f, backward, diff)
			}
		}
		if n, err := sn.CountArticles(c.f); err != nil || n != len(c.want) {
			t.Errorf("CountArticles(%+v) = %d, %v, want %d", c.f, n, err, len(c.want))
		}
	}
	if o, err := sn.OutletBy("beta.example", ""); err != nil || o.Name != "Beta" {
		t.Errorf("OutletBy domain = %+v, %v", o, err)
	}
	if a, err := sn.ArticleByURL(in.Article.URL); err != nil || a.Key != "l0" || !a.Corrected {
		t.Errorf("ArticleByURL = %+v, %v", a, err)
	}
	refs := pages(t, 1, false, func(p graph.Page) (graph.List[graph.MentionRef], error) {
		return sn.MentionsOf(idOf("Ann Lee"), graph.MentionFilter{}, p)
	})
	if len(refs) != 3 || refs[0].Article != "l1" {
		t.Errorf("mentions: %+v", refs)
	}
	for _, r := range refs {
		if got, err := sn.Mention(r.ID); err != nil || got != r {
			t.Errorf("Mention(%s) = %+v, %v, want %+v", r.ID, got, err, r)
		}
	}
	if _, err := sn.Extraction("l3"); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("extraction of a retracted article: %v", err)
	}
	if x, o, err := sn.Withdrawn("l3"); err != nil || len(x.Reports) != 1 || o.Name != "Beta" {
		t.Errorf("Withdrawn = %+v %+v, %v", x, o, err)
	}
	if v, err := s.Verify(t.Context()); err != nil || len(v.Problems) > 0 || v.Articles != 3 || v.Spans == 0 || v.Values == 0 {
		t.Errorf("Verify = %+v, %v", v, err)
	}
}

// TestVerifyFinds stores what no text says.
func TestVerifyFinds(t *testing.T) {
	s := openMemory(t)
	in := article("v1", "Alpha", "2024-03-02", met("2024-03-01", "Doha", "Ann Lee", "Bo Chen"))
	in.Extraction.Entities[0].Mentions[0].Text = "Bob"
	in.Extraction.Reports[0].Evidence[0].Span.End = 9999
	put(t, s, in)
	v, err := s.Verify(t.Context())
	if err != nil || len(v.Problems) != 2 {
		t.Errorf("Verify = %+v, %v, want two problems", v, err)
	}
}

// decorated adds to the fake resolver's records what it does not make itself.
type decorated struct{ fakeResolver }

func placeID(name string) string { return graph.NewID(graph.EntityID, string(graph.Place), fold(name)) }

func (k decorated) Resolve(ctx context.Context, state graph.ResolverState, read graph.ResolverReader, c graph.Change) (graph.Delta, error) {
	d, err := k.fakeResolver.Resolve(ctx, state, read, c)
	for i := range d.Entities {
		switch e := &d.Entities[i]; e.Name {
		case "Ann Lee":
			e.WikidataID = "Q1"
			e.Positions = []graph.Position{{Title: "envoy", Organization: idOf("Bo Chen"), Status: graph.Former, Articles: 9},
				{Title: "minister", Organization: idOf("Bo Chen"), Status: graph.Current, Articles: 1}}
		case "Cy Ode":
			e.Positions = []graph.Position{{Title: "chair", Organization: idOf("Bo Chen"), Status: graph.Current, Articles: 3}}
		case "Doha":
			e.Within = placeID("Qatar")
		case "West Bay":
			e.Within = placeID("Doha")
		}
	}
	for i := range d.Events {
		if len(d.Events[i].Participants) == 2 && d.Events[i].Type == graph.Call {
			d.Events[i].PartOf = graph.NewID(graph.EventID, "d1", "report", "0")
		}
	}
	return d, err
}

func TestDerivedLists(t *testing.T) {
	s, err := Open("", Options{Memory: true, Resolver: decorated{}, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put(t, s, article("d1", "Alpha", "2024-03-04", met("2024-03-01", "Doha", "Ann Lee", "Bo Chen", "Cy Ode"), met("2024-03-04", "West Bay", "Ann Lee", "Cy Ode"),
		met("2024-02", "Qatar", "Ann Lee"), met("2024-03-05", "Oslo", "Ann Lee"), told{kind: graph.Call, date: "2024-03-11", who: []string{"Ann Lee", "Bo Chen"}},
		told{kind: graph.Call, date: "2024-03-12", who: []string{"Cy Ode", "Bo Chen"}}))
	checkClean(t, s)
	sn := view1(t, s)
	if e, err := sn.EntityByWikidata("Q1"); err != nil || e.Name != "Ann Lee" {
		t.Errorf("EntityByWikidata = %+v, %v", e, err)
	}
	var posts []string
	for _, h := range pages(t, 1, true, func(p graph.Page) (graph.List[graph.Holder], error) { return sn.Holders(idOf("Bo Chen"), p) }) {
		posts = append(posts, h.Position.Title)
	}
	if diff := gocmp.Diff([]string{"chair", "minister", "envoy"}, posts); diff != "" {
		t.Errorf("Holders (-want +got):\n%s", diff)
	}
	for place, want := range map[string]int{"Qatar": 3, "Doha": 2, "West Bay": 1, "Oslo": 1} {
		l, err := sn.EventsHere(placeID(place), graph.EventFilter{}, graph.EventOrder{}, graph.Page{First: 10})
		n, err2 := sn.CountEvents(graph.EventFilter{Place: placeID(place)})
		if err != nil || err2 != nil || len(l.Items) != want || n != want {
			t.Errorf("%d events in %s, counted %d, want %d: %v %v", len(l.Items), place, n, want, err, err2)
		}
	}
	parts := pages(t, 1, false, func(p graph.Page) (graph.List[graph.Event], error) {
		return sn.Parts(graph.NewID(graph.EventID, "d1", "report", "0"), p)
	})
	if len(parts) != 2 || parts[0].Date.EDTF != "2024-03-12" {
		t.Errorf("Parts = %+v", parts)
	}
	for g, want := range map[graph.Granularity][]graph.Bucket{
		graph.PerMonth: {{Start: "2024-02-01", End: "2024-02-29", Events: 1, Outlets: 1, Types: []graph.TypeCount{{Type: graph.Meeting, Count: 1}}},
			{Start: "2024-03-01", End: "2024-03-31", Events: 4, Outlets: 1, Types: []graph.TypeCount{{Type: graph.Meeting, Count: 3}, {Type: graph.Call, Count: 1}}}},
		graph.PerYear: {{Start: "2024-01-01", End: "2024-12-31", Events: 5, Outlets: 1, Types: []graph.TypeCount{{Type: graph.Meeting, Count: 4}, {Type: graph.Call, Count: 1}}}},
	} {
		got, err := sn.Timeline(graph.EventFilter{All: []string{idOf("Ann Lee")}}, g)
		if diff := gocmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("Timeline %s (-want +got):\n%s %v", g, diff, err)
		}
	}
	weeks, err := sn.Timeline(graph.EventFilter{All: []string{idOf("Ann Lee")}, From: "2024-03-01"}, graph.PerWeek)
	if err != nil || len(weeks) != 3 || weeks[0].Start != "2024-02-26" || weeks[1].Events != 2 {
		t.Errorf("weeks: %+v, %v", weeks, err)
	}
	if n, _, err := sn.EventRevision(parts[0].ID); err != nil || n != 1 {
		t.Errorf("EventRevision = %d, %v", n, err)
	}
	if ids, err := sn.EventsOfArticle("d1"); err != nil || len(ids) != 6 {
		t.Errorf("EventsOfArticle = %v, %v", ids, err)
	}
	if ids, err := sn.EntitiesOfArticle("d1"); err != nil || len(ids) != 7 || ids[0] != idOf("Ann Lee") {
		t.Errorf("EntitiesOfArticle = %v, %v", ids, err)
	}
	if _, err := sn.Events(graph.EventFilter{}, graph.EventOrder{}, graph.Page{First: 1, After: "zzz"}); !errors.Is(err, ErrCursor) {
		t.Errorf("a foreign cursor gives %v", err)
	}
	l, err := sn.Events(graph.EventFilter{}, graph.EventOrder{Field: graph.ByChanged}, graph.Page{First: 10})
	if err != nil || len(l.Items) != 6 {
		t.Errorf("by change: %d, %v", len(l.Items), err)
	}
	l, err = sn.Events(graph.EventFilter{All: []string{idOf("Ann Lee")}}, graph.EventOrder{Field: graph.ByChanged}, graph.Page{First: 10})
	if err != nil || len(l.Items) != 5 {
		t.Errorf("Ann Lee's by change: %d, %v", len(l.Items), err)
	}
}
