package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"parley/graph/generate"
	"parley/graph/store"
	"parley/schema"
)

func benchCommand(a *app) *cobra.Command {
	var o benchOptions
	var articles int
	var seed uint64
	c := &cobra.Command{
		Use:   "bench",
		Short: "Time the twelve queries on a made-up graph",
		Long: `Makes a graph of made-up articles in the store named by --db (or takes the one
that an earlier bench left there), serves it on a loopback address, sends the
twelve queries of schema/queries.graphql from several clients at once, with the
busiest entities in them, and prints the latencies. Before a query is timed
each of its variables is sent once, so that the tables it reads are in memory;
not with --cold.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			if !cmd.Flags().Changed("db") && a.env("PARLEY_DB") == "" {
				a.db = fmt.Sprintf("%s/parley-bench-%d-%d.db", strings.TrimSuffix(os.TempDir(), "/"), articles, seed)
			}
			tuneMemory()
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer s.Close()
			if o.profile != "" {
				f, err := os.Create(o.profile)
				if err != nil {
					return err
				}
				defer f.Close()
				if err := pprof.StartCPUProfile(f); err != nil {
					return fmt.Errorf("profile: %w", err)
				}
				defer pprof.StopCPUProfile()
			}
			if err := a.fillBench(ctx, s, seed, articles); err != nil {
				return err
			}
			return a.runBench(ctx, s, o)
		},
	}
	f := c.Flags()
	f.IntVar(&articles, "articles", 10_000, "articles of the made-up graph")
	f.Uint64Var(&seed, "seed", 1, "seed of the made-up graph")
	f.IntVar(&o.clients, "clients", 8, "clients at once")
	f.IntVar(&o.requests, "requests", 1000, "requests of each query")
	f.StringSliceVar(&o.only, "only", nil, "names of the queries to send (default all)")
	f.BoolVar(&o.fresh, "fresh", false, "execute every request, though the server would keep the answers of a revision")
	f.BoolVar(&o.cold, "cold", false, "measure from the first request on; else each variable is sent once before")
	f.StringVar(&o.profile, "cpuprofile", "", "file for a CPU profile of the run, for go tool pprof")
	return c
}

// benchOptions are the flags of bench that say what is sent.
type benchOptions struct {
	clients, requests int
	only              []string
	profile           string
	fresh, cold       bool
}

// fillBench makes the graph unless the store holds it already.
func (a *app) fillBench(ctx context.Context, s *store.Store, seed uint64, articles int) error {
	snap := s.Snapshot()
	stats, err := snap.Stats()
	snap.Close()
	if err != nil {
		return err
	}
	if stats.Articles >= articles {
		fmt.Fprintf(a.stderr, "using the %d articles in %s\n", stats.Articles, a.db)
		return nil
	}
	bar := newProgress(a.stderr, "articles")
	begin := time.Now()
	var batch []store.Input
	n := 0
	flush := func() error {
		_, err := s.PutBatch(ctx, batch)
		n += len(batch)
		batch = batch[:0]
		bar.set(n)
		return err
	}
	for r := range generate.Graph(seed, articles) {
		batch = append(batch, store.Input{Article: r.Article, Outlet: r.Outlet, Extraction: r.Extraction})
		if len(batch) == 100 {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	bar.finish()
	took := time.Since(begin)
	fmt.Fprintf(a.stderr, "stored and resolved %d articles in %s in %.1f s (%.0f articles/s)\n", n, a.db, took.Seconds(), float64(n)/took.Seconds())
	return nil
}

// runBench serves s and prints what each query costs.
func (a *app) runBench(ctx context.Context, s *store.Store, o benchOptions) error {
	limits := schema.DefaultLimits
	limits.Timeout = time.Minute // what takes long is to be seen, not refused
	server, err := a.newServer(s, serverOptions{token: "bench", quiet: true, limits: limits, noAnswers: o.fresh})
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	hs := &http.Server{Handler: server, ReadHeaderTimeout: time.Minute}
	go hs.Serve(l)
	defer hs.Close()
	transport := &http.Transport{MaxIdleConnsPerHost: o.clients}
	c := &client{base: "http://" + l.Addr().String(), http: &http.Client{Transport: transport}}
	load, err := newBenchLoad(ctx, c)
	if err != nil {
		return err
	}
	if len(o.only) > 0 {
		load = slices.DeleteFunc(load, func(q benchQuery) bool { return !slices.Contains(o.only, q.name) })
	}
	tw := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "query\tp50 ms\tp90 ms\tp99 ms\tmax ms\tCPU ms\tKiB\tqueries/s\t")
	for _, q := range load {
		r, err := measure(ctx, c, q, o.clients, o.requests, o.cold)
		if err != nil {
			return fmt.Errorf("bench %s: %w", q.name, err)
		}
		fmt.Fprintf(tw, "%s\t%.2f\t%.2f\t%.2f\t%.2f\t%.1f\t%.1f\t%.0f\t\n", q.name, r.at(0.5), r.at(0.9), r.at(0.99), r.at(1), r.cpu, r.kib, r.rate)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Fprintf(a.stdout, "memory: %d MiB resident, %d MiB of it Go heap in use\n", residentMiB(), m.HeapInuse>>20)
	return nil
}

// A benchQuery is one query with the variables that its requests take in turn.
type benchQuery struct {
	name, text string
	vars       []map[string]any
}

var (
	operation = regexp.MustCompile(`(?m)^(query|mutation|subscription|fragment) (\w+)`)
	spread    = regexp.MustCompile(`\.\.\.(\w+)`)
)

// newBenchLoad takes the queries of schema/queries.graphql, with names, outlet
// and dates that the graph holds: the busiest entities first.
func newBenchLoad(ctx context.Context, c *client) ([]benchQuery, error) {
	var g struct {
		People  struct{ Nodes []nodeRow }
		Orgs    struct{ Nodes []nodeRow }
		Outlets struct {
			Nodes []struct{ Domain, Name string }
		}
		Events struct{ Nodes []struct{ ID string } }
		Stats  struct{ FirstEventDate, LastEventDate string }
	}
	err := c.do(ctx, `{ people: entities(kinds: [PERSON], first: 50) { nodes { id name } } orgs: entities(kinds: [ORGANIZATION], first: 20) { nodes { id name } }
  outlets(first: 5) { nodes { domain name } } events(orderBy: { field: SOURCE_COUNT, direction: DESC }, first: 50) { nodes { id } }
  stats { firstEventDate lastEventDate } }`, nil, &g)
	if err != nil {
		return nil, err
	}
	if len(g.People.Nodes) < 10 || len(g.Events.Nodes) == 0 || len(g.Outlets.Nodes) == 0 {
		return nil, fmt.Errorf("the graph is too small to time")
	}
	from, to := g.Stats.FirstEventDate, g.Stats.LastEventDate
	p := g.People.Nodes
	swap := strings.NewReplacer(
		"Ismail Haniyeh", p[0].Name, "Masrour Barzani", p[len(p)-1].Name, "Ali Khamenei", p[len(p)/2].Name,
		"rudaw.net", g.Outlets.Nodes[0].Domain, "2024-03-01", from, "2024-03-31", to, "2024-01-01", from, "2024-12-31", to, "2023-10-01", from, "2024-07-31", to)
	byID := func(field string, rows []nodeRow) (vars []map[string]any) {
		for _, r := range rows {
			vars = append(vars, map[string]any{field: r.ID})
		}
		return vars
	}
	who := func(rows []nodeRow, name string) (vars []map[string]any) {
		for _, r := range rows {
			vars = append(vars, map[string]any{name: map[string]any{"id": r.ID}})
		}
		return vars
	}
	var prefixes, events, ids []map[string]any
	for _, r := range p {
		prefixes = append(prefixes, map[string]any{"q": r.Name[:min(3, len(r.Name))]}, map[string]any{"q": r.Name})
	}
	for _, e := range g.Events.Nodes {
		events = append(events, map[string]any{"id": e.ID})
	}
	for i := range p {
		ids = append(ids, map[string]any{"ids": []string{p[i].ID, g.Events.Nodes[i%len(g.Events.Nodes)].ID}})
	}
	vars := map[string][]map[string]any{
		"CoParticipants": who(p[:10], "who"), "Suggest": prefixes, "Ego": byID("root", p[:10]), "Evidence": events, "CompareSources": events,
		"EntityTimeline": who(p[:10], "who"), "NotHeld": who(g.Orgs.Nodes, "org"), "Refetch": ids,
	}
	docs := splitOperations(schema.Queries())
	var load []benchQuery
	for _, name := range []string{"WhoMetHaniyeh", "CoParticipants", "Suggest", "Ego", "Connect", "Evidence", "CompareSources", "EntityTimeline", "OneSource", "Dump", "NotHeld", "Refetch"} {
		text, ok := docs[name]
		if !ok {
			return nil, fmt.Errorf("schema/queries.graphql has no %s", name)
		}
		q := benchQuery{name: strings.Replace(name, "Haniyeh", "", 1), text: swap.Replace(text), vars: vars[name]}
		if len(q.vars) == 0 {
			q.vars = []map[string]any{{}}
		}
		load = append(load, q)
	}
	return load, nil
}

// splitOperations returns each operation of a document with the fragments
// that it spreads.
func splitOperations(doc string) map[string]string {
	at := operation.FindAllStringSubmatchIndex(doc, -1)
	parts, fragments := map[string]string{}, map[string]string{}
	for i, m := range at {
		end := len(doc)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		into := parts
		if doc[m[2]:m[3]] == "fragment" {
			into = fragments
		}
		into[doc[m[4]:m[5]]] = doc[m[0]:end]
	}
	for name, text := range parts {
		for _, f := range spread.FindAllStringSubmatch(text, -1) {
			if body, ok := fragments[f[1]]; ok && !strings.Contains(parts[name], body) {
				parts[name] += body
			}
		}
	}
	return parts
}

// A latency is what one query's requests took.
type latency struct {
	took []time.Duration // sorted
	kib  float64         // mean size of an answer
	cpu  float64         // mean milliseconds of processor, of client and server together
	rate float64         // requests a second
}

// at returns the quantile q in milliseconds.
func (l latency) at(q float64) float64 {
	i := min(len(l.took)-1, int(q*float64(len(l.took))))
	return float64(l.took[i].Microseconds()) / 1000
}

// measure sends requests of q from several clients at once, after one of each
// variable unless cold. An answer with
// errors ends it: a fast refusal is no result.
func measure(ctx context.Context, c *client, q benchQuery, clients, requests int, cold bool) (latency, error) {
	var mu sync.Mutex
	var out latency
	var size int
	var failure error
	var wg sync.WaitGroup
	bodies := make([][]byte, len(q.vars))
	for i, vars := range q.vars {
		var err error
		if bodies[i], err = json.Marshal(map[string]any{"query": q.text, "variables": vars}); err != nil {
			return out, err
		}
	}
	if !cold {
		bc := &benchClient{http: c.http, url: c.base + "/graphql"}
		for _, body := range bodies {
			if _, err := bc.post(ctx, body); err != nil {
				return out, err
			}
		}
	}
	begin, cpu := time.Now(), processorTime()
	for w := range clients {
		wg.Go(func() {
			bc := &benchClient{http: c.http, url: c.base + "/graphql"}
			for i := w; i < requests; i += clients {
				t := time.Now()
				n, err := bc.post(ctx, bodies[i%len(bodies)])
				took := time.Since(t)
				mu.Lock()
				out.took, size = append(out.took, took), size+n
				if err != nil {
					failure = err
				}
				stop := failure != nil
				mu.Unlock()
				if stop {
					return
				}
			}
		})
	}
	wg.Wait()
	if failure != nil {
		return out, failure
	}
	slices.Sort(out.took)
	out.kib = float64(size) / 1024 / float64(len(out.took))
	out.cpu = float64((processorTime() - cpu).Microseconds()) / 1000 / float64(len(out.took))
	out.rate = float64(len(out.took)) / time.Since(begin).Seconds()
	return out, nil
}

// residentMiB returns the resident memory of this process where the system
// tells it, else 0.
func residentMiB() int {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), "VmRSS:")
	var kib int
	fmt.Sscan(rest, &kib)
	return kib / 1024
}

// processorTime returns what this process has used of the processors, where
// the system tells it as Linux does, in ticks of 10 ms, else 0. Unlike
// latencies it hardly depends on what else the machine does.
func processorTime() time.Duration {
	text, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	f := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	if len(f) < 13 {
		return 0
	}
	user, errUser := strconv.Atoi(f[11])
	system, errSystem := strconv.Atoi(f[12])
	if errUser != nil || errSystem != nil {
		return 0
	}
	return time.Duration(user+system) * 10 * time.Millisecond
}
