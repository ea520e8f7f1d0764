package dump_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"parley/graph"
	"parley/graph/dump"
	"parley/graph/generate"
	"parley/graph/identity"
	"parley/graph/store"
)

// open opens a store of the test in dir.
func open(t testing.TB, dir string) *store.Store {
	t.Helper()
	return openWith(t, dir, store.Options{})
}

func openWith(t testing.TB, dir string, o store.Options) *store.Store {
	t.Helper()
	o.Resolver = identity.New(identity.Options{})
	s, err := store.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// A loader loads a dump into a store, as the program does.
type loader struct{ *store.Store }

func (l loader) Put(ctx context.Context, list []dump.Record) error {
	in := make([]store.Input, len(list))
	for i, r := range list {
		in[i] = store.Input{Article: r.Article, Extraction: r.Extraction}
		if r.Outlet != nil {
			in[i].Outlet = *r.Outlet
		}
	}
	_, err := l.PutBatch(ctx, in)
	return err
}

func (l loader) Decide(ctx context.Context, d graph.Decision) error {
	_, err := l.Store.Decide(ctx, d)
	return err
}

// fill puts n made-up articles into s.
func fill(t testing.TB, s *store.Store, n int) {
	t.Helper()
	var batch []store.Input
	flush := func() {
		if _, err := s.PutBatch(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
		batch = batch[:0]
	}
	for it := range generate.Graph(5, n) {
		batch = append(batch, store.Input{Article: it.Article, Outlet: it.Outlet, Extraction: it.Extraction})
		if len(batch) == 500 {
			flush()
		}
	}
	flush()
}

func write(t testing.TB, s *store.Store, w io.Writer, o dump.Options) {
	t.Helper()
	snap := s.Snapshot()
	defer snap.Close()
	if err := dump.Write(t.Context(), w, snap, o); err != nil {
		t.Fatal(err)
	}
}

// TestRoundTripThroughStores dumps a store, loads the dump into an empty one
// and dumps that: with retractions, a merge, a replaced text and an outlet
// that one article names in its own way.
func TestRoundTripThroughStores(t *testing.T) {
	s := open(t, t.TempDir())
	fill(t, s, 120)
	decide(t, s)
	var first, second bytes.Buffer
	write(t, s, &first, dump.Options{Format: dump.JSONL})
	other := open(t, t.TempDir())
	if _, err := dump.Load(t.Context(), bytes.NewReader(first.Bytes()), loader{other}, nil); err != nil {
		t.Fatal(err)
	}
	write(t, other, &second, dump.Options{Format: dump.JSONL})
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		a, b := bytes.Split(first.Bytes(), []byte("\n")), bytes.Split(second.Bytes(), []byte("\n"))
		for i := range min(len(a), len(b)) {
			if !bytes.Equal(a[i], b[i]) {
				t.Fatalf("line %d differs:\n%.1500s\n%.1500s", i+1, a[i], b[i])
			}
		}
		t.Fatalf("%d and %d lines", len(a), len(b))
	}
	if n := bytes.Count(first.Bytes(), []byte(`{"record":"decision"`)); n != 4 {
		t.Errorf("%d decisions in the dump, want 4", n)
	}
	for _, f := range dump.Formats() {
		var out bytes.Buffer
		write(t, s, &out, dump.Options{Format: f})
		if out.Len() < 1000 {
			t.Errorf("%s: %d bytes", f, out.Len())
		}
	}
}

// decide makes the graph of s one with a history.
func decide(t testing.TB, s *store.Store) {
	t.Helper()
	ctx := t.Context()
	var articles []graph.Article
	var people []graph.Entity
	snap := s.Snapshot()
	for a, err := range snap.AllArticles() {
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	for e, err := range snap.AllEntities() {
		if err != nil {
			t.Fatal(err)
		}
		if e.Kind == graph.Person {
			people = append(people, e)
		}
	}
	x, err := snap.Extraction(articles[9].Key)
	if err != nil {
		t.Fatal(err)
	}
	o, err := snap.Outlet(articles[9].Outlet)
	if err != nil {
		t.Fatal(err)
	}
	snap.Close()
	changed := articles[9]
	changed.Text += " It was corrected."
	o.Name = "As " + o.Name + " calls itself"
	_, err = s.Put(ctx, changed, o, x)
	for _, d := range []graph.Decision{
		{Kind: graph.RetractDecision, Article: articles[3].Key, Reason: "wrong"},
		{Kind: graph.RetractDecision, Article: articles[4].Key, Reason: "wrong too"},
		{Kind: graph.RestoreDecision, Article: articles[4].Key, Reason: "not after all"},
		{Kind: graph.MergeDecision, IDs: []string{people[0].ID, people[1].ID}},
	} {
		_, derr := s.Decide(ctx, d)
		err = errors.Join(err, derr)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestIncrementOfStore asks for what changed after a revision.
func TestIncrementOfStore(t *testing.T) {
	s := open(t, t.TempDir())
	fill(t, s, 100)
	snap := s.Snapshot()
	since := snap.Revision()
	snap.Close()
	for it := range generate.Graph(77, 1) {
		if _, err := s.Put(t.Context(), it.Article, it.Outlet, it.Extraction); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	write(t, s, &out, dump.Options{Format: dump.JSONL, Selection: dump.Selection{Since: since}})
	if n := bytes.Count(out.Bytes(), []byte(`{"record":"article"`)); n != 1 {
		t.Errorf("%d articles in the increment, want 1", n)
	}
	if n := bytes.Count(out.Bytes(), []byte(`{"record":"event"`)); n != 3 {
		t.Errorf("%d events in the increment, want 3", n)
	}
}
