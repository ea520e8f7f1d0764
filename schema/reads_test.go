package schema_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/generate"
	"parley/graph/store"
	"parley/schema"
)

// A counted snapshot adds up its reads when it is closed.
type counted struct {
	*store.Snapshot
	sum *int
}

func (c counted) Close() {
	*c.sum += c.Reads()
	c.Snapshot.Close()
}

// TestReads counts keys read: the same record twice in an answer is one read,
// and a longer page costs no more for each event than a short one.
func TestReads(t *testing.T) {
	s, _ := madeUp(t, 80)
	reads := 0
	server, err := schema.New(schema.Options{Snapshot: func(context.Context) (schema.Reader, error) { return counted{s.Snapshot(), &reads}, nil }})
	if err != nil {
		t.Fatal(err)
	}
	count := func(query string) int {
		t.Helper()
		reads = 0
		ask(t, server, query, nil, nil)
		return reads
	}
	const fields = `nodes { title place { name } participants(first: 20) { nodes { name } } outlets(first: 5) { nodes { name } } mentions(first: 3) { nodes { sentence { text } article { title outlet { name } } } } }`
	page := func(n int) string { return fmt.Sprintf(`{ events(first: %d) { %s } }`, n, fields) }
	count(page(30)) // what the store keeps of lists is made once
	ten, thirty := count(page(10)), count(page(30))
	if ten == 0 || thirty > 3*ten+20 {
		t.Errorf("10 events took %d reads and 30 took %d", ten, thirty)
	}
	if perEvent := float64(thirty) / 30; perEvent > 40 {
		t.Errorf("%.0f reads for each event", perEvent)
	}
	twice := count(fmt.Sprintf(`{ a: events(first: 10) { %s } b: events(first: 10) { %s } }`, fields, fields))
	if twice != ten {
		t.Errorf("an answer took %d reads, the same answer twice %d", ten, twice)
	}
	if n := count(`{ __typename __schema { queryType { name } } }`); n > 2 {
		t.Errorf("introspection took %d reads", n)
	}
	t.Logf("10 events %d reads, 30 events %d", ten, thirty)
}

// TestReadersSeeWholeArticles stores articles while clients read: an article
// that a client can see has all its mentions, and each of its events has it
// among its articles.
func TestReadersSeeWholeArticles(t *testing.T) {
	s, server := madeUp(t, 20)
	var batch []store.Input
	want := map[string]int{} // mentions by article
	for r := range generate.Graph(2, 20) {
		r.Article.Key = "second-" + r.Article.Key
		r.Article.URL = ""
		r.Extraction.Article = r.Article.Key
		rehash(r.Article.Key, &r.Extraction)
		n := 0
		for _, e := range r.Extraction.Entities {
			n += len(e.Mentions)
		}
		for _, rep := range r.Extraction.Reports {
			n += len(rep.Evidence)
		}
		want[r.Article.Key] = n
		batch = append(batch, store.Input{Article: r.Article, Outlet: r.Outlet, Extraction: r.Extraction})
	}
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	var wg sync.WaitGroup
	var mu sync.Mutex
	seen := 0
	for range 8 {
		wg.Go(func() {
			for ctx.Err() == nil {
				var got struct {
					Articles struct {
						Nodes []struct {
							ID, Key  string
							Mentions struct{ TotalCount int }
							Events   struct {
								Nodes []struct {
									Articles struct{ Nodes []struct{ ID string } }
								}
							}
						}
					}
				}
				ask(t, server, `{ articles(first: 10) { nodes { id key mentions(first: 0) { totalCount } events(filter: { factuality: [HELD, ONGOING, SCHEDULED, PROPOSED, POSTPONED, CANCELLED, REFUSED, DENIED, ALLEGED, HYPOTHETICAL] }, first: 10) { nodes { articles(first: 100) { nodes { id } } } } } } }`, nil, &got)
				for _, a := range got.Articles.Nodes {
					n, isNew := want[a.Key]
					if !isNew {
						continue
					}
					mu.Lock()
					seen++
					mu.Unlock()
					if a.Mentions.TotalCount != n {
						t.Errorf("article %s has %d mentions of %d", a.Key, a.Mentions.TotalCount, n)
					}
					for _, v := range a.Events.Nodes {
						if !strings.Contains(fmt.Sprint(v.Articles.Nodes), a.ID) {
							t.Errorf("an event of article %s does not have it", a.Key)
						}
					}
				}
			}
		})
	}
	for _, in := range batch {
		if _, err := s.PutBatch(t.Context(), []store.Input{in}); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(200 * time.Millisecond)
	stop()
	wg.Wait()
	if seen == 0 {
		t.Error("no reader saw a new article")
	}
}

// rehash gives the parts of an extraction ids of their own, as the extractor
// would for another article.
func rehash(key string, x *graph.Extraction) {
	for i := range x.Entities {
		x.Entities[i].ID = graph.NewID(graph.EntityID, key, fmt.Sprint(i))
	}
	for i := range x.Reports {
		x.Reports[i].ID = graph.NewID(graph.EventID, key, fmt.Sprint(i))
	}
}

// decider adapts the store.
type decider struct{ s *store.Store }

func (d decider) Decide(ctx context.Context, in graph.Decision) (graph.Decision, error) {
	out, err := d.s.Decide(ctx, in)
	return out.Decision, err
}

func (d decider) Retract(ctx context.Context, key, reason string) error {
	_, err := d.s.Retract(ctx, key, reason)
	return err
}

func (d decider) Restore(ctx context.Context, key, reason string) error {
	_, err := d.s.Restore(ctx, key, reason)
	return err
}

// TestDecisions merges, splits, retracts and restores over a real store: old
// ids go on resolving, and what is undone is as it was.
func TestDecisions(t *testing.T) {
	s, _ := madeUp(t, 40)
	server := over(t, s, schema.Options{Decider: decider{s}, WriteToken: "w"})
	do := func(doc string, vars map[string]any, to any) {
		t.Helper()
		askAs(t, server, "w", doc, vars, to)
	}
	type entity struct {
		ID        string
		Name      string
		Referents []string
		Stats     struct{ EventCount int }
	}
	var people struct{ Entities struct{ Nodes []entity } }
	do(`{ entities(kinds: [PERSON], first: 5) { nodes { id name referents stats { eventCount } } } }`, nil, &people)
	a, b := people.Entities.Nodes[0], people.Entities.Nodes[4]
	var merged struct {
		MergeEntities struct {
			Entity     entity
			UserErrors []any
		}
	}
	do(`mutation($i: MergeEntitiesInput!) { mergeEntities(input: $i) { entity { id name referents stats { eventCount } } userErrors { code message } } }`,
		map[string]any{"i": map[string]any{"intoId": a.ID, "fromIds": []string{b.ID}}}, &merged)
	m := merged.MergeEntities
	if len(m.UserErrors) > 0 || m.Entity.Name != a.Name || m.Entity.Stats.EventCount < a.Stats.EventCount {
		t.Errorf("merge: %+v", m)
	}
	for _, id := range []string{a.ID, b.ID} {
		var got struct{ Node struct{ ID string } }
		do(`query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": id}, &got)
		if got.Node.ID != m.Entity.ID {
			t.Errorf("after the merge %s resolves to %q, not %q", id, got.Node.ID, m.Entity.ID)
		}
	}
	var split struct {
		SplitEntity struct {
			Entity     entity
			Created    []entity
			UserErrors []any
		}
	}
	do(`mutation($i: SplitEntityInput!) { splitEntity(input: $i) { entity { id name stats { eventCount } } created { id name } userErrors { code message } } }`,
		map[string]any{"i": map[string]any{"entityId": m.Entity.ID, "referentIds": append([]string{b.ID}, b.Referents...)}}, &split)
	if sp := split.SplitEntity; len(sp.UserErrors) > 0 || len(sp.Created) != 1 || sp.Created[0].ID != b.ID || sp.Entity.ID != a.ID {
		t.Errorf("split: %+v", sp)
	}
	var before, after, again struct {
		Stats struct{ EventCount, ArticleCount int }
	}
	const stats = `{ stats { eventCount articleCount } }`
	do(stats, nil, &before)
	var articles struct {
		Articles struct{ Nodes []struct{ ID string } }
	}
	do(`{ articles(first: 1) { nodes { id } } }`, nil, &articles)
	id := articles.Articles.Nodes[0].ID
	var retracted struct {
		RetractArticle struct {
			Article         struct{ Status, RetractionReason string }
			RemovedEventIDs []string
			UserErrors      []any
		}
	}
	do(`mutation($i: RetractArticleInput!) { retractArticle(input: $i) { article { status retractionReason } removedEventIds affectedEvents { id } userErrors { code message } } }`,
		map[string]any{"i": map[string]any{"articleId": id, "reason": "withdrawn"}}, &retracted)
	do(stats, nil, &after)
	r := retracted.RetractArticle
	if r.Article.Status != "RETRACTED" || r.Article.RetractionReason != "withdrawn" || after.Stats.ArticleCount != before.Stats.ArticleCount-1 {
		t.Errorf("retract: %+v, then %+v", r, after)
	}
	do(`mutation($i: RestoreArticleInput!) { restoreArticle(input: $i) { article { status } userErrors { code } } }`, map[string]any{"i": map[string]any{"articleId": id}}, nil)
	do(stats, nil, &again)
	if again != before {
		t.Errorf("before %+v, restored %+v", before, again)
	}
}

// TestStoreQueries answers the documented queries over a real store, and
// checks that what they give holds together.
func TestStoreQueries(t *testing.T) {
	_, server := madeUp(t, 80)
	docs, vars := questions(t, server)
	for name, doc := range docs {
		if data := ask(t, server, doc, vars[name], nil); len(data) < 20 {
			t.Errorf("%s: %s", name, data)
		}
	}
	// Walking a list by cursor gives what its total says, each once.
	seen := map[string]bool{}
	var after any
	total := 0
	for {
		var got struct {
			Events struct {
				TotalCount int
				Nodes      []struct{ ID string }
				PageInfo   struct {
					HasNextPage bool
					EndCursor   string
				}
			}
		}
		ask(t, server, `query($a: String) { events(first: 17, after: $a) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`, map[string]any{"a": after}, &got)
		total = got.Events.TotalCount
		for _, v := range got.Events.Nodes {
			if seen[v.ID] {
				t.Fatalf("event %s came twice", v.ID)
			}
			seen[v.ID] = true
		}
		if !got.Events.PageInfo.HasNextPage {
			break
		}
		after = got.Events.PageInfo.EndCursor
	}
	if len(seen) != total || total == 0 {
		t.Errorf("%d events by cursor, %d in all", len(seen), total)
	}
	r := httptest.NewRequest("GET", "/readyz", nil)
	w := httptest.NewRecorder()
	server.ServeHTTP(w, r)
	if w.Code != 200 {
		t.Errorf("readyz: %d", w.Code)
	}
}
