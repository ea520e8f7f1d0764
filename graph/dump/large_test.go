package dump_test

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"testing"
	"time"

	"parley/graph/dump"
	"parley/graph/store"
)

// The trials in this file are on a store of made-up articles. PARLEY_LARGE is
// how many: 108,000 articles have a million edges. PARLEY_DUMP_DB names the
// folder of a store to take, or to make for later runs, which takes longest.

// articles is the size of the trials, or small.
func articles(t testing.TB, small int) int {
	t.Helper()
	n, err := strconv.Atoi(cmp.Or(os.Getenv("PARLEY_LARGE"), strconv.Itoa(small)))
	if err != nil {
		t.Fatalf("PARLEY_LARGE is no number: %v", err)
	}
	return n
}

// large opens the store of the trials, with about n articles.
func large(t testing.TB, n int) *store.Store {
	t.Helper()
	dir := os.Getenv("PARLEY_DUMP_DB")
	if dir == "" {
		dir = t.TempDir()
	}
	s := openWith(t, dir, store.Options{Streaming: true, MirrorBytes: 2 << 30, NoSync: true})
	snap := s.Snapshot()
	st, err := snap.Stats()
	snap.Close()
	if err != nil {
		t.Fatal(err)
	}
	if st.Articles == 0 {
		fill(t, s, n)
	}
	return s
}

// BenchmarkStore measures dumps of a store. Edges are the participations of
// entities in events, the reports of events by articles and the places of
// events: what an event is joined to, and nothing else that is written.
// peak-MB is how much the memory of the process grew, from before the dump, the
// caches of the store included.
//
//	PARLEY_LARGE=108000 go test ./graph/dump -run '^$' -bench Store -benchtime 1x -timeout 2h
func BenchmarkStore(b *testing.B) {
	s := large(b, articles(b, 1000))
	for _, f := range []dump.Format{dump.NQuads, dump.JSONL} {
		b.Run(string(f), func(b *testing.B) {
			debug.FreeOSMemory()
			var m meter
			before, cpu := resident(), cpuTime()
			for b.Loop() {
				write(b, s, &m, dump.Options{Format: f})
			}
			perOp := 1 / float64(b.N)
			b.SetBytes(m.bytes / int64(b.N))
			b.ReportMetric((cpuTime()-cpu).Seconds()*perOp, "cpu-s/op")
			b.ReportMetric(float64(max(m.peak, before)-before)/(1<<20), "peak-MB")
			edges := edgesOf(b, s)
			b.ReportMetric(float64(edges)/(b.Elapsed().Seconds()*perOp), "edges/s")
			b.ReportMetric(float64(edges), "edges")
		})
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
		m.next = m.bytes + 4<<20
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

// TestLargeRoundTrip loads a dump of made-up articles into an empty store and
// compares what that dumps, by hash. A store of PARLEY_DUMP_DB must be made by
// the same rules of identity as the program has.
//
//	PARLEY_LARGE=100000 go test ./graph/dump -run LargeRoundTrip -v -timeout 2h
func TestLargeRoundTrip(t *testing.T) {
	if os.Getenv("PARLEY_LARGE") == "" && os.Getenv("PARLEY_LONG") == "" {
		t.Skip("set PARLEY_LARGE to a number of articles to run the long trials")
	}
	n := articles(t, 5000)
	file := filepath.Join(t.TempDir(), "graph.jsonl.zst")
	made := large(t, n)
	first := dumpTo(t, made, file)
	size, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	other := openWith(t, t.TempDir(), store.Options{MirrorBytes: 2 << 30, NoSync: true}) // as the program loads
	in, err := dump.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	start, cpu := time.Now(), cpuTime()
	loaded, err := dump.Load(t.Context(), in, loader{other}, nil)
	if err != nil {
		t.Fatal(err)
	}
	took, used := time.Since(start), cpuTime()-cpu
	fmt.Printf("%d articles, %d edges; dump %.0f MB, %.0f MB as .zst; loaded in %.1f s (%.1f s of processor), %.0f articles/s\n", loaded.Articles, edgesOf(t, other),
		float64(first.bytes)/1e6, float64(size.Size())/1e6, took.Seconds(), used.Seconds(), float64(loaded.Articles)/took.Seconds())
	second := dumpTo(t, other, "")
	if first.sum != second.sum {
		t.Errorf("the dump of the loaded dump differs from the dump: %d and %d bytes", first.bytes, second.bytes)
	}
	fmt.Printf("sha256 of both dumps: %s\n", second.sum)
}

// A dumped is how long a dump is, and its SHA-256.
type dumped struct {
	bytes int64
	sum   string
}

// dumpTo writes the dump of s to a file, or nowhere.
func dumpTo(t *testing.T, s *store.Store, file string) dumped {
	t.Helper()
	var m meter
	h := sha256.New()
	w := io.MultiWriter(h, &m)
	if file == "" {
		write(t, s, w, dump.Options{Format: dump.JSONL})
		return dumped{m.bytes, hex.EncodeToString(h.Sum(nil))}
	}
	f, err := dump.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	write(t, s, io.MultiWriter(w, f), dump.Options{Format: dump.JSONL})
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	return dumped{m.bytes, hex.EncodeToString(h.Sum(nil))}
}
