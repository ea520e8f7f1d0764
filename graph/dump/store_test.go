package dump_test

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/dump"
	"parley/graph/generate"
	"parley/graph/identity"
	"parley/graph/store"
)

// open opens a store of the test in dir.
func open(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(dir, store.Options{Resolver: identity.New(identity.Options{})})
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

// A meter counts what goes through it, and watches the memory meanwhile.
type meter struct {
	bytes int64
	peak  uint64
	next  int64
}

func (m *meter) Write(b []byte) (int, error) {
	m.bytes += int64(len(b))
	if m.bytes >= m.next {
		m.next = m.bytes + 16<<20
		m.peak = max(m.peak, resident())
	}
	return len(b), nil
}

// resident returns the memory that the process has taken for itself, where
// the system tells. Pages of the store's files, which Badger maps, are left
// out: the system takes them back when it needs them.
func resident() uint64 {
	data, _ := os.ReadFile("/proc/self/status")
	for line := range bytes.Lines(data) {
		if rest, ok := bytes.CutPrefix(line, []byte("RssAnon:")); ok {
			kib, _ := strconv.ParseUint(string(bytes.Fields(rest)[0]), 10, 64)
			return kib << 10
		}
	}
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.Sys
}

// TestLargeGraph measures dumps of a store of made-up articles: edges
// (participations, places and reports) a second and the growth of memory, and
// takes the lossless dump through an empty store. PARLEY_DUMP_ARTICLES sets
// the size, 120,000 articles have a million edges; PARLEY_DUMP_DB names a store
// to measure in place of making one, which takes longest.
func TestLargeGraph(t *testing.T) {
	dir := os.Getenv("PARLEY_DUMP_DB")
	if dir == "" && os.Getenv("PARLEY_LONG") == "" {
		t.Skip("set PARLEY_LONG to run the long trials")
	}
	n, err := strconv.Atoi(cmp.Or(os.Getenv("PARLEY_DUMP_ARTICLES"), "5000"))
	if err != nil {
		t.Fatal(err)
	}
	made := dir == ""
	if made {
		dir = t.TempDir()
	}
	s := open(t, dir)
	if made {
		fill(t, s, n)
	}
	edges := edgesOf(t, s)
	// The store's caches fill first; they have bounds of their own.
	write(t, s, io.Discard, dump.Options{Format: dump.NQuads})
	for _, f := range []dump.Format{dump.NQuads, dump.JSONL} {
		runtime.GC()
		before, start, cpu := resident(), time.Now(), cpuTime()
		m := &meter{}
		write(t, s, m, dump.Options{Format: f})
		took, used := time.Since(start), cpuTime()-cpu
		growth := float64(max(m.peak, before)-before) / (1 << 20)
		fmt.Printf("%-7s %d edges, %.0f MB, %.1f s (%.1f s of processor), %.0f edges/s, memory +%.0f MB\n",
			f, edges, float64(m.bytes)/1e6, took.Seconds(), used.Seconds(), float64(edges)/took.Seconds(), growth)
		if growth > 200 {
			t.Errorf("%s: memory grew by %.0f MB, want under 200", f, growth)
		}
	}
	if os.Getenv("PARLEY_NOLOAD") == "" {
		sameAfterLoading(t, s)
	}
}

func edgesOf(t testing.TB, s *store.Store) int {
	t.Helper()
	snap := s.Snapshot()
	defer snap.Close()
	n := 0
	for e, err := range snap.AllEvents() {
		if err != nil {
			t.Fatal(err)
		}
		n += len(e.Participants) + len(e.Reports)
		if e.Place != "" {
			n++
		}
	}
	return n
}

// sameAfterLoading loads the dump of s into an empty store and compares what
// that dumps, by hash.
func sameAfterLoading(t *testing.T, s *store.Store) {
	t.Helper()
	file, first := filepath.Join(t.TempDir(), "graph.jsonl"), sha256.New()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	write(t, s, io.MultiWriter(f, first), dump.Options{Format: dump.JSONL})
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	other, second := open(t, t.TempDir()), sha256.New()
	if _, err := dump.Load(t.Context(), f, loader{other}, nil); err != nil {
		t.Fatal(err)
	}
	write(t, other, second, dump.Options{Format: dump.JSONL})
	if !bytes.Equal(first.Sum(nil), second.Sum(nil)) {
		t.Errorf("the dump of the loaded dump differs from the dump")
	}
}
