package store

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/graph"
)

var (
	modelNames   = []string{"Ann Lee", "Bo Chen", "Cy Ode", "Dara Khalil", "Eva Maria Ruiz", "Finn O'Neill"}
	modelPlaces  = []string{"", "Doha", "Oslo"}
	modelDates   = []string{"", "2024-03-01", "2024-03-02", "2024-03", "2024-01-20/2024-03-20", "2023", "2024-04-05"}
	modelOutlets = []string{"", "Alpha", "Beta", "Gamma"}
	modelTypes   = []graph.EventType{graph.Meeting, graph.Call, graph.Attack}
)

// drawArticle draws an article of the model's small world, so that entities
// and events often coincide.
func drawArticle(t *rapid.T, key string) Input {
	var rs []told
	for range rapid.IntRange(0, 3).Draw(t, "reports") {
		who := rapid.SliceOfNDistinct(rapid.SampledFrom(modelNames), 1, 4, rapid.ID[string]).Draw(t, "who")
		rs = append(rs, told{kind: rapid.SampledFrom(modelTypes).Draw(t, "type"), date: rapid.SampledFrom(modelDates).Draw(t, "date"),
			place:      rapid.SampledFrom(modelPlaces).Draw(t, "place"),
			factuality: rapid.SampledFrom([]graph.Factuality{graph.Held, graph.Held, graph.Scheduled, graph.Denied}).Draw(t, "factuality"), who: who})
	}
	published := rapid.SampledFrom([]string{"", "2024-03-02", "2024-03-03", "2024-03-03T23:30:00-05:00"}).Draw(t, "published")
	return article(key, rapid.SampledFrom(modelOutlets).Draw(t, "outlet"), published, rs...)
}

// TestModel puts, replaces, retracts, restores, merges and undoes at random,
// and then wants three things: Check finds nothing, another store that got the
// same in another way holds the same graph, and every question has the answer
// that reading all events gives.
func TestModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		// Without a mirror, with one, and with one that soon is too small.
		mirror := rapid.SampledFrom([]int{0, 1 << 30, 16 << 10}).Draw(rt, "mirror")
		s, err := Open("", Options{Memory: true, Resolver: fakeResolver{}, Now: clock, MirrorBytes: mirror})
		if err != nil {
			rt.Fatal(err)
		}
		defer s.Close()
		model := map[string]Input{}
		retracted := map[string]bool{}
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			key := rapid.SampledFrom([]string{"k1", "k2", "k3", "k4", "k5"}).Draw(rt, "key")
			switch rapid.SampledFrom([]string{"put", "put", "put", "batch", "retract", "restore", "merge", "undo"}).Draw(rt, "op") {
			case "put":
				in := drawArticle(rt, key)
				r, err := s.PutBatch(t.Context(), []Input{in})
				if err != nil {
					rt.Fatal(err)
				}
				old, had := model[key]
				want := Added
				switch {
				case retracted[key]:
					want = Withheld
				case had && old.Article.Hash() == in.Article.Hash():
					want = Unchanged
				case had:
					want = Replaced
				}
				if r[0].Outcome != want {
					rt.Fatalf("put of %s is %s, want %s", key, r[0].Outcome, want)
				}
				if want == Added || want == Replaced {
					model[key] = in
				}
			case "batch":
				in := []Input{drawArticle(rt, "b1"), drawArticle(rt, "b2"), drawArticle(rt, "b1")}
				if _, err := s.PutBatch(t.Context(), in); err != nil {
					rt.Fatal(err)
				}
				if !retracted["b1"] {
					model["b1"] = in[2]
				}
				model["b2"] = in[1]
			case "retract":
				_, err := s.Retract(t.Context(), key, "why not")
				if _, has := model[key]; (err == nil) != (has && !retracted[key]) {
					rt.Fatalf("retract %s: %v", key, err)
				}
				if err == nil {
					retracted[key] = true
					if err := residue(s, model[key]); err != nil {
						rt.Fatal(err)
					}
				}
			case "restore":
				_, err := s.Restore(t.Context(), key, "")
				if (err == nil) != retracted[key] {
					rt.Fatalf("restore %s: %v", key, err)
				}
				delete(retracted, key)
			case "merge":
				sn := s.Snapshot()
				l, err := sn.Entities([]graph.EntityKind{graph.Person}, graph.Page{})
				sn.Close()
				if err != nil {
					rt.Fatal(err)
				}
				if len(l.Items) >= 2 {
					// The fake resolver knows signatures only, so merge those.
					ids := []string{l.Items[0].Value.Signatures[0], l.Items[1].Value.Signatures[0]}
					if _, err := s.Decide(t.Context(), graph.Decision{Kind: graph.MergeDecision, IDs: ids}); err != nil {
						rt.Fatal(err)
					}
					undo(rt, s) // the fake cannot chain merges
				}
			case "undo":
				undo(rt, s)
			}
		}
		checkClean(rt, s)
		twin := replay(rt, model, retracted)
		defer twin.Close()
		if diff := gocmp.Diff(dumpGraph(rt, twin), dumpGraph(rt, s)); diff != "" {
			rt.Fatalf("graphs differ (-fresh +grown):\n%s", diff)
		}
		questions(rt, s)
	})
}

// undo undoes the last merge in force, half of the time.
func undo(rt *rapid.T, s *Store) {
	sn := s.Snapshot()
	ds, err := sn.Decisions()
	sn.Close()
	if err != nil {
		rt.Fatal(err)
	}
	force := onIdentity(inForce(ds))
	if len(force) > 0 {
		if _, err := s.Decide(rt.Context(), graph.Decision{Kind: graph.UndoDecision, IDs: []string{force[len(force)-1].ID}}); err != nil {
			rt.Fatal(err)
		}
	}
}

func checkClean(t rapid.TB, s *Store) {
	t.Helper()
	for p, err := range s.Check(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		t.Errorf("check: %s", p)
	}
	if t.Failed() {
		t.FailNow()
	}
}

// replay builds the model's graph from nothing, in the order of its keys.
func replay(t rapid.TB, model map[string]Input, retracted map[string]bool) *Store {
	t.Helper()
	s, err := Open("", Options{Memory: true, Resolver: fakeResolver{}, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range slices.Sorted(maps.Keys(model)) {
		in := model[k]
		if retracted[k] {
			continue
		}
		if _, err := s.Put(context.Background(), in.Article, in.Outlet, in.Extraction); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// dumpGraph is all that the graph holds but decisions, local facts, and the
// article's own note that it was corrected.
func dumpGraph(t rapid.TB, s *Store) []string {
	t.Helper()
	sn := s.Snapshot()
	defer sn.Close()
	var lines []string
	add := func(v any, err error) {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%+v", v))
	}
	for e, err := range sn.AllEntities() {
		add(e, err)
		st, err := sn.EntityStats(e.ID)
		add(st, err)
		ms, err := sn.MentionsOf(e.ID, graph.MentionFilter{}, graph.Page{})
		add(ms, err)
	}
	for e, err := range sn.AllEvents() {
		if e.Date != nil {
			lines = append(lines, e.Date.EDTF)
			e.Date = nil
		}
		add(e, err)
	}
	for o, err := range sn.AllOutlets() {
		add(o, err)
	}
	for a, err := range sn.AllArticles() {
		if a.Retracted {
			continue
		}
		a.Corrected = false
		add(a, err)
		x, err := sn.Extraction(a.Key)
		add(x.Article, err)
	}
	st, err := sn.Stats()
	add(st, err)
	return lines
}

// residue looks for a retracted article in all keys and values but its own
// record and the decisions.
func residue(s *Store, in Input) error {
	v := s.engine.view()
	defer v.close()
	own := newKey(kindArticle).id(in.Article.ID())
	ids := []string{in.Article.ID(), in.Article.Key}
	for i := range in.Extraction.Entities {
		ids = append(ids, in.Extraction.Entities[i].ID)
	}
	for i := range in.Extraction.Reports {
		ids = append(ids, in.Extraction.Reports[i].ID)
	}
	for e, err := range v.scan([]byte{0}, []byte{0xff, 0xff}, false, false) {
		if err != nil {
			return err
		}
		k := kind(e.key[0])
		if k == kindDecision || slices.Equal(e.key[:min(len(e.key), len(own))], own) {
			continue
		}
		p, err := fetch(v, e.key, e.value)
		if err != nil {
			return err
		}
		for _, id := range ids {
			packed := string(appendID(nil, id))
			for _, b := range []string{string(e.key), string(p)} {
				if contains(b, packed) || graph.IDKind(id) != 0 && contains(b, id) {
					return fmt.Errorf("%s %x still names %s of the retracted article", k, e.key, id)
				}
			}
		}
	}
	return nil
}

func contains(s, sub string) bool {
	for i := 0; i+len(sub) <= len(s); i++ {
		if s[i:i+len(sub)] == sub {
			return true
		}
	}
	return false
}

// questions compares answers with what reading all events gives.
func questions(t *rapid.T, s *Store) {
	sn := s.Snapshot()
	defer sn.Close()
	var all []graph.Event
	for e, err := range sn.AllEvents() {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	people, err := sn.Entities(nil, graph.Page{})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, it := range people.Items {
		ids = append(ids, it.Value.ID)
	}
	if len(ids) == 0 {
		return
	}
	for range 8 {
		f := drawFilter(t, ids)
		o := graph.EventOrder{Field: rapid.SampledFrom([]graph.EventOrderField{"", graph.ByDate, graph.ByFirstReported, graph.BySourceCount, graph.ByConfidence}).Draw(t, "order"),
			Ascending: rapid.Bool().Draw(t, "ascending")}
		want := bruteEvents(all, f, o)
		got := pages(t, rapid.IntRange(1, 3).Draw(t, "page"), rapid.Bool().Draw(t, "backward"), func(p graph.Page) (graph.List[graph.Event], error) { return sn.Events(f, o, p) })
		if diff := gocmp.Diff(eventIDs(want), eventIDs(got)); diff != "" {
			t.Fatalf("Events(%+v, %+v) (-want +got):\n%s", f, o, diff)
		}
		if n, err := sn.CountEvents(f); err != nil || n != len(want) {
			t.Fatalf("CountEvents(%+v) = %d, %v, want %d", f, n, err, len(want))
		}
		id := rapid.SampledFrom(ids).Draw(t, "whose")
		q := graph.CoParticipantQuery{Filter: f, MinEvents: rapid.IntRange(0, 2).Draw(t, "min")}
		if rapid.Bool().Draw(t, "unfiltered") {
			q.Filter = graph.EventFilter{}
		}
		wantMet := bruteMet(t, sn, all, id, q)
		gotMet := pages(t, 2, rapid.Bool().Draw(t, "backward"), func(p graph.Page) (graph.List[graph.CoParticipant], error) {
			q.Page = p
			return sn.CoParticipants(id, q)
		})
		if diff := gocmp.Diff(wantMet, gotMet); diff != "" {
			t.Fatalf("CoParticipants(%s, %+v) (-want +got):\n%s", id, q, diff)
		}
		if n, err := sn.CountCoParticipants(id, q); err != nil || n != len(wantMet) {
			t.Fatalf("CountCoParticipants = %d, %v, want %d", n, err, len(wantMet))
		}
	}
}

// pages reads a list page by page, from either end.
func pages[T any](t rapid.TB, size int, backward bool, read func(graph.Page) (graph.List[T], error)) []T {
	t.Helper()
	out := []T{}
	p := graph.Page{First: size}
	if backward {
		p = graph.Page{Last: size}
	}
	for range 1000 {
		l, err := read(p)
		if err != nil {
			t.Fatal(err)
		}
		var values []T
		for _, it := range l.Items {
			values = append(values, it.Value)
		}
		if backward {
			out = append(append([]T{}, values...), out...)
		} else {
			out = append(out, values...)
		}
		more := l.HasNext
		if backward {
			more = l.HasPrevious
		}
		if !more || len(l.Items) == 0 {
			return out
		}
		if backward {
			p.Before = l.Items[0].Cursor
		} else {
			p.After = l.Items[len(l.Items)-1].Cursor
		}
	}
	t.Fatal("pages without end")
	return nil
}

// TestReopen closes and opens a store on disk between writes.
func TestReopen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "db")
	var want []string
	for i := range 3 {
		s := openDir(t, dir)
		if got := dumpGraph(t, s); i > 0 {
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("after reopening (-want +got):\n%s", diff)
			}
		}
		put(t, s, article(fmt.Sprintf("a%d", i), "Alpha", "2024-03-02", met("2024-03-01", "Doha", "Ann Lee", "Bo Chen"), met("2024-03-02", "", "Ann Lee", modelNames[2+i])))
		checkClean(t, s)
		want = dumpGraph(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
