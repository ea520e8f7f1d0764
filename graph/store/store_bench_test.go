package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/generate"
)

// benchArticles is how many generated articles the read benchmarks run on;
// PARLEY_LONG=1 takes as many as the promise in the README is about.
func benchArticles() int {
	if os.Getenv("PARLEY_LONG") != "" {
		return 100_000
	}
	return 2_000
}

var benchStore = sync.OnceValues(func() (*Store, error) {
	dir, err := os.MkdirTemp("", "parley-bench")
	if err != nil {
		return nil, err
	}
	s, err := Open(filepath.Join(dir, "db"), Options{Resolver: fakeResolver{}, Now: clock, NoSync: true})
	if err != nil {
		return nil, err
	}
	benchDirs = append(benchDirs, dir)
	return s, fill(s, benchArticles())
})

// benchDirs are removed by TestMain.
var benchDirs []string

func fill(s *Store, n int) error {
	var batch []Input
	for it := range generate.Graph(1, n) {
		batch = append(batch, Input{Article: it.Article, Outlet: it.Outlet, Extraction: it.Extraction})
		if len(batch) == 1024 || len(batch) == n {
			if _, err := s.PutBatch(background, batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	_, err := s.PutBatch(background, batch)
	return err
}

func BenchmarkPutBatch(b *testing.B) {
	const n = 1000
	b.ReportAllocs()
	for b.Loop() {
		s, err := Open(filepath.Join(b.TempDir(), "db"), Options{Resolver: fakeResolver{}, Now: clock})
		if err != nil {
			b.Fatal(err)
		}
		if err := fill(s, n); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkRead asks what the queries of the API come down to, of the busiest
// entity, and reports the 99th percentile.
func BenchmarkRead(b *testing.B) {
	s, err := benchStore()
	if err != nil {
		b.Fatal(err)
	}
	sn := s.Snapshot()
	defer sn.Close()
	top, err := sn.Entities([]graph.EntityKind{graph.Person}, graph.Page{First: 2})
	if err != nil || len(top.Items) < 2 {
		b.Fatal(err, len(top.Items))
	}
	hub, other := top.Items[0].Value.ID, top.Items[1].Value.ID
	st, err := sn.EntityStats(hub)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("busiest: %d events, %d others", st.Events, st.CoParticipants)
	page := graph.Page{First: 25}
	met := graph.EventFilter{Types: []graph.EventType{graph.Meeting, graph.Visit, graph.Call}, From: "2024-03-01", To: "2024-06-30"}
	for _, q := range []struct {
		name string
		ask  func(sn *Snapshot) error
	}{
		{"newest20", func(sn *Snapshot) error {
			_, err := sn.Events(graph.EventFilter{All: []string{hub}}, graph.EventOrder{}, graph.Page{First: 20})
			return err
		}},
		{"pair in a quarter", func(sn *Snapshot) error {
			_, err := sn.Events(graph.EventFilter{All: []string{hub, other}, From: "2024-03-01", To: "2024-05-31"}, graph.EventOrder{}, page)
			return err
		}},
		{"count in a month", func(sn *Snapshot) error {
			_, err := sn.CountEvents(graph.EventFilter{All: []string{hub}, From: "2024-03-01", To: "2024-03-31"})
			return err
		}},
		{"met", func(sn *Snapshot) error {
			_, err := sn.CoParticipants(hub, graph.CoParticipantQuery{Page: page})
			return err
		}},
		{"met by type and date", func(sn *Snapshot) error {
			_, err := sn.CoParticipants(hub, graph.CoParticipantQuery{Filter: met, Kinds: []graph.EntityKind{graph.Person}, Page: page})
			return err
		}},
		{"timeline", func(sn *Snapshot) error {
			_, err := sn.Timeline(graph.EventFilter{All: []string{hub}}, graph.PerWeek)
			return err
		}},
		{"first reported", func(sn *Snapshot) error {
			_, err := sn.Events(graph.EventFilter{From: "2024-01-01", To: "2024-12-31"}, graph.EventOrder{Field: graph.ByFirstReported, Ascending: true}, graph.Page{First: 100})
			return err
		}},
		{"subgraph", func(sn *Snapshot) error {
			_, err := sn.Subgraph(background, graph.SubgraphQuery{Roots: []string{hub}, Filter: graph.EventFilter{From: "2024-01-01", To: "2024-12-31", MinConfidence: 0.5}})
			return err
		}},
		{"path", func(sn *Snapshot) error {
			_, err := sn.Paths(background, graph.PathQuery{From: hub, To: lastEntity(sn)})
			return err
		}},
		{"suggest", func(sn *Snapshot) error { _, err := sn.Suggest("mar", nil, 8); return err }},
		{"suggest misspelled", func(sn *Snapshot) error {
			_, err := sn.Suggest(misspell(top.Items[0].Value.Name), nil, 8)
			return err
		}},
	} {
		b.Run(q.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				sn := s.Snapshot()
				if err := q.ask(sn); err != nil {
					b.Fatal(err)
				}
				sn.Close()
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}

func lastEntity(sn *Snapshot) string {
	l, err := sn.Entities([]graph.EntityKind{graph.Person}, graph.Page{Last: 1})
	if err != nil || len(l.Items) == 0 {
		return ""
	}
	return l.Items[0].Value.ID
}

func misspell(name string) string {
	if len(name) < 6 {
		return name
	}
	return name[:3] + name[4:5] + name[3:4] + name[5:]
}

// BenchmarkHub adds to an entity with 10,000 events and asks who it met.
func BenchmarkHub(b *testing.B) {
	s, err := Open(filepath.Join(b.TempDir(), "db"), Options{Resolver: fakeResolver{}, Now: clock, NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var batch []Input
	day := graph.NewDay(2022, 1, 1)
	for i := range 10_000 {
		d := (day + graph.Day(i%900)).String()
		batch = append(batch, article(fmt.Sprintf("h%d", i), "Alpha", d, met(d, "", "Ann Lee", fmt.Sprintf("Person Number%d", i*7919%3000))))
	}
	put(b, s, batch...)
	b.Run("put", func(b *testing.B) {
		i := 0
		for b.Loop() {
			i++
			put(b, s, article(fmt.Sprintf("x%d", i), "Beta", "2024-03-01", met("2024-03-01", "", "Ann Lee", fmt.Sprintf("Person Number%d", i%3000))))
		}
	})
	for _, q := range []struct {
		name string
		f    graph.EventFilter
	}{{"met", graph.EventFilter{}}, {"met filtered", graph.EventFilter{Types: []graph.EventType{graph.Meeting}, From: "2022-06-01", To: "2023-06-01"}}} {
		b.Run(q.name, func(b *testing.B) {
			sn := s.Snapshot()
			defer sn.Close()
			for b.Loop() {
				if _, err := sn.CoParticipants(idOf("Ann Lee"), graph.CoParticipantQuery{Filter: q.f, Page: graph.Page{First: 25}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
