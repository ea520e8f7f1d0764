package schema_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/graph/generate"
	"parley/graph/identity"
	"parley/graph/store"
	"parley/schema"
)

// madeUp returns a store of made-up articles, and a server over it.
func madeUp(t testing.TB, articles int) (*store.Store, *schema.Server) {
	t.Helper()
	resolver := identity.New(identity.Options{})
	s, err := store.Open(t.TempDir(), store.Options{Resolver: resolver})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var batch []store.Input
	for r := range generate.Graph(1, articles) {
		batch = append(batch, store.Input{Article: r.Article, Outlet: r.Outlet, Extraction: r.Extraction})
	}
	if _, err := s.PutBatch(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	return s, over(t, s, schema.Options{})
}

func over(t testing.TB, s *store.Store, o schema.Options) *schema.Server {
	t.Helper()
	o.Snapshot = func(context.Context) (schema.Reader, error) { return s.Snapshot(), nil }
	o.CallerErrors = []error{store.ErrCursor}
	server, err := schema.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close(context.Background()) })
	return server
}

// ask posts a document and decodes the data.
func ask(t testing.TB, s *schema.Server, query string, variables map[string]any, to any) string {
	t.Helper()
	return askAs(t, s, "", query, variables, to)
}

func askAs(t testing.TB, s *schema.Server, token, query string, variables map[string]any, to any) string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	var res struct {
		Data   json.RawMessage
		Errors json.RawMessage
	}
	if err := json.Unmarshal(w.Body.Bytes(), &res); err != nil || res.Errors != nil {
		t.Errorf("%.300s: %v %s", query, err, res.Errors)
	}
	if to != nil {
		if err := json.Unmarshal(res.Data, to); err != nil {
			t.Fatal(err)
		}
	}
	return string(res.Data)
}

type named struct {
	Nodes []struct{ ID, Name, Domain string }
}

// questions fills the documented queries with what the graph holds.
func questions(t testing.TB, s *schema.Server) (map[string]string, map[string]map[string]any) {
	t.Helper()
	var g struct {
		People, Orgs, Outlets, Events named
		Stats                         struct{ FirstEventDate, LastEventDate string }
	}
	ask(t, s, `{ people: entities(kinds: [PERSON], first: 20) { nodes { id name } } orgs: entities(kinds: [ORGANIZATION], first: 1) { nodes { id name } }
		outlets(first: 1) { nodes { domain } } events(orderBy: { field: SOURCE_COUNT, direction: DESC }, first: 1) { nodes { id } } stats { firstEventDate lastEventDate } }`, nil, &g)
	busiest, event := g.People.Nodes[0], g.Events.Nodes[0].ID
	from, to := g.Stats.FirstEventDate, g.Stats.LastEventDate
	text := strings.NewReplacer(`{ name: "Ismail Haniyeh" }`, `{ id: "`+busiest.ID+`" }`, `{ name: "Masrour Barzani" }`, `{ id: "`+busiest.ID+`" }`,
		`{ name: "Ali Khamenei" }`, `{ id: "`+g.People.Nodes[len(g.People.Nodes)-1].ID+`" }`, "rudaw.net", g.Outlets.Nodes[0].Domain,
		"2024-03-01", from, "2024-03-31", to, "2024-01-01", from, "2024-12-31", to, "2023-10-01", from, "2024-07-31", to).Replace(schema.Queries())
	who := map[string]any{"id": busiest.ID}
	vars := map[string]map[string]any{"WhoMetHaniyeh": nil, "CoParticipants": {"who": who}, "Suggest": {"q": busiest.Name[:3]}, "Ego": {"root": busiest.ID}, "Connect": nil,
		"Evidence": {"id": event}, "CompareSources": {"id": event}, "EntityTimeline": {"who": who}, "OneSource": nil, "Dump": nil,
		"NotHeld": {"org": map[string]any{"id": g.Orgs.Nodes[0].ID}}, "Refetch": {"ids": []string{busiest.ID, event}}}
	docs := map[string]string{}
	head := text[strings.Index(text, "fragment EventHead"):]
	for name := range vars {
		at := strings.Index(text, "query "+name)
		doc := text[at:]
		if end := strings.Index(doc, "\n}\n"); end > 0 {
			doc = doc[:end+3]
		}
		if strings.Contains(doc, "EventHead") {
			doc += head
		}
		docs[name] = doc
	}
	return docs, vars
}

// cpuTime is what the process has used of its processors: the one figure that
// a busy machine leaves comparable.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkQueries answers the twelve questions over PARLEY_BENCH_ARTICLES
// (300) made-up articles.
func BenchmarkQueries(b *testing.B) {
	n, _ := strconv.Atoi(os.Getenv("PARLEY_BENCH_ARTICLES"))
	_, server := madeUp(b, max(n, 300))
	docs, vars := questions(b, server)
	for _, name := range []string{"WhoMetHaniyeh", "CoParticipants", "Suggest", "Ego", "Connect", "Evidence", "CompareSources", "EntityTimeline", "OneSource", "Dump", "NotHeld", "Refetch"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			size, n := 0, 0
			begin := cpuTime()
			for b.Loop() {
				size = len(ask(b, server, docs[name], vars[name], nil))
				n++
			}
			b.ReportMetric(float64((cpuTime()-begin).Microseconds())/1000/float64(n), "cpu-ms/op")
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
