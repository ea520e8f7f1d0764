package store

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// TestScansAgreeWithLookUps: what the scans find is what looking up each
// record does, also after a retraction, a merge and with a text in chunks.
func TestScansAgreeWithLookUps(t *testing.T) {
	s := openMemory(t)
	ctx := t.Context()
	var in []Input
	for i := range 40 {
		in = append(in, article(fmt.Sprint("a", i), []string{"Alpha", "Beta", ""}[i%3], fmt.Sprintf("2024-03-%02d", i%28+1),
			met("2024-03-01", "Lodra", fmt.Sprint("Anna Kovacs ", i%7), fmt.Sprint("Bela Szabo ", i%5)),
			met("2024-03-02", "", fmt.Sprint("Anna Kovacs ", i%7), "Cora Quint")))
	}
	in[3].Article.Text += strings.Repeat(" More of it, and no word twice the same?", 20_000)
	if _, err := s.PutBatch(ctx, in); err != nil {
		t.Fatal(err)
	}
	sn := s.Snapshot()
	var people []string
	for e, err := range sn.AllEntities() {
		if err != nil {
			t.Fatal(err)
		}
		people = append(people, e.ID)
	}
	sn.Close()
	for _, d := range []graph.Decision{{Kind: graph.RetractDecision, Article: "a5", Reason: "wrong"}, {Kind: graph.MergeDecision, IDs: people[:2]}} {
		if _, err := s.Decide(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	sn = s.Snapshot()
	defer sn.Close()
	locals := map[string][]string{} // by article id
	for l, err := range sn.AllLocals() {
		if err != nil {
			t.Fatal(err)
		}
		for len(locals[l.Article]) <= l.Index {
			locals[l.Article] = append(locals[l.Article], "")
		}
		locals[l.Article][l.Index] = l.Entity
	}
	n, last := 0, ""
	for a, err := range sn.StoredArticles() {
		if err != nil || a.ID <= last {
			t.Fatal(a.ID, last, err)
		}
		n, last = n+1, a.ID
		got, err := a.Read()
		if err != nil {
			t.Fatal(err)
		}
		var want graph.Filing
		want.Article, _ = sn.Article(a.ID)
		want.Outlet, _ = sn.ArticleOutlet(a.ID)
		if want.Article.Retracted {
			want.Extraction, _, err = sn.Withdrawn(a.ID)
		} else {
			want.Extraction, err = sn.Extraction(a.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("%s: -looked up +scanned:\n%s", a.ID, d)
		}
		var ids []string
		for i := range got.Extraction.Entities {
			if got.Article.Retracted {
				break
			}
			id, err := sn.LocalEntity(a.ID, i)
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, id)
		}
		if d := cmp.Diff(ids, locals[a.ID]); d != "" {
			t.Errorf("local entities of %s: -looked up +scanned:\n%s", a.ID, d)
		}
	}
	if n != len(in) {
		t.Errorf("%d articles, want %d", n, len(in))
	}
	agree(t, sn.StoredEntities(), sn.Entity)
	agree(t, sn.StoredEvents(), sn.Event)
}

func agree[T any](t *testing.T, stored func(func(graph.Stored[T], error) bool), lookUp func(string) (T, error)) {
	t.Helper()
	n, last := 0, ""
	for s, err := range stored {
		if err != nil || s.ID <= last {
			t.Fatal(s.ID, last, err)
		}
		n, last = n+1, s.ID
		got, err := s.Read()
		if err != nil {
			t.Fatal(err)
		}
		want, err := lookUp(s.ID)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("%s: -looked up +scanned:\n%s", s.ID, d)
		}
	}
	if n < 5 {
		t.Errorf("%d records", n)
	}
}
