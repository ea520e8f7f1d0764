package schema

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

func repeat(n int, f func(int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i) + " ")
	}
	return b.String()
}

// TestLimits: what is too much is refused with its code, before it is read.
func TestLimits(t *testing.T) {
	f := world(2)
	s := serverOf(t, f, Options{})
	c := &client{t: t, h: s}
	deep := "name"
	for range 30 {
		deep = "coParticipants { nodes { " + deep + " } }"
	}
	for name, q := range map[string]string{
		"aliases":       "{" + repeat(101, func(i int) string { return fmt.Sprintf("a%d: __typename", i) }) + "}",
		"directives":    "{" + repeat(101, func(i int) string { return "__typename @include(if: true)" }) + "}",
		"fields":        "{" + repeat(1001, func(i int) string { return "__typename" }) + "}",
		"tokens":        "{ nodes(ids: [" + repeat(9000, func(i int) string { return `"x"` }) + "]) { id } }",
		"bytes":         "{ __typename } #" + strings.Repeat("x", 65<<10),
		"depth":         "{ entities { nodes { " + deep + " } } }",
		"page":          "{ events(first: 101) { nodes { id } } }",
		"ids":           "{ nodes(ids: [" + repeat(101, func(i int) string { return `"x"` }) + "]) { id } }",
		"cost":          "{ events(first: 100) { nodes { mentions(first: 100) { nodes { article { mentions(first: 100) { nodes { id } } } } } } } }",
		"hops":          `{ path(from: {id: "a"}, to: {id: "b"}, maxHops: 7) { truncated } }`,
		"subgraph":      `{ subgraph(roots: [{id: "a"}], limit: 1001) { truncated } }`,
		"fragment bomb": "{ ...F0 }" + repeat(15, func(i int) string { return fmt.Sprintf("fragment F%d on Query { ...F%d ...F%d }", i, i+1, i+1) }) + "fragment F15 on Query { stats { eventCount } }",
	} {
		begin, reads := time.Now(), f.reads.Load()
		got := c.do(q, nil)
		if got.code() != string(LimitExceeded) || got.Data != nil {
			t.Errorf("%s: %.200s", name, got.body)
		}
		if d := time.Since(begin); d > time.Second {
			t.Errorf("%s: refused after %v", name, d)
		}
		if f.reads.Load() != reads {
			t.Errorf("%s: the graph was read", name)
		}
	}
}

// TestBadInput: what is wrong is told with its code.
func TestBadInput(t *testing.T) {
	f := world(2)
	f.entities = append(f.entities, graph.Entity{ID: graph.NewID(graph.EntityID, "twin"), Kind: graph.Person, Name: "Ada Lovelace", Signatures: []string{graph.NewID(graph.EntityID, "twin")}})
	c := &client{t: t, h: serverOf(t, f, Options{})}
	for q, code := range map[string]Code{
		`{ events(first: -1) { nodes { id } } }`:                                                BadInput,
		`{ events(first: 1, last: 1) { nodes { id } } }`:                                        BadInput,
		`{ events(filter: { date: { from: "2024-02-30" } }) { nodes { id } } }`:                 BadInput,
		`{ events(filter: { date: { from: "2024-03-01", to: "2024-02-01" } }) { totalCount } }`: BadInput,
		`{ articleByUrl(url: "nowhere") { id } }`:                                               BadInput,
		`{ event(id: "` + f.events[0].ID + `") { mentions(after: "x") { totalCount } } }`:       BadInput,
		`{ meetings(between: [{ name: "Nobody" }]) { totalCount } }`:                            NotFound,
		`{ meetings(between: [{ name: "Ada Lovelace" }]) { totalCount } }`:                      Ambiguous,
		`{ entity(by: { name: "x", id: "y" }) { id } }`:                                         ValidationFailed,
		`{ nothing }`: ValidationFailed,
		`{ `:          ParseFailed,
		`query A { __typename } query B { __typename }`: NoOperation,
	} {
		if got := c.do(q, nil); got.code() != string(code) {
			t.Errorf("%s: code %s, want %s: %.200s", q, got.code(), code, got.body)
		}
	}
	got := c.do(`{ person(by: { name: "Ada Lovelace" }) { id } }`, nil)
	if list, _ := got.Errors[0].Extensions["candidates"].([]any); len(list) != 2 {
		t.Errorf("candidates: %s", got.body)
	}
	if got := c.do(`{ person(by: { name: "Nobody" }) { id } org: organization(by: { id: "`+f.entities[0].ID+`" }) { id } }`, nil); len(got.Errors) > 0 || got.Data["person"] != nil || got.Data["org"] != nil {
		t.Errorf("look-ups that find nothing: %s", got.body)
	}
}

// TestBudget: an answer may not have more nodes than allowed, whatever its
// cost was reckoned to be.
func TestBudget(t *testing.T) {
	c := &client{t: t, h: serverOf(t, world(50), Options{Limits: Limits{MaxNodes: 40}})}
	if got := c.do(`{ events(first: 50) { nodes { id } } }`, nil); got.code() != string(LimitExceeded) {
		t.Errorf("answer: %.200s", got.body)
	}
}

// TestDeadline: a request ends in time although its resolvers go on.
func TestDeadline(t *testing.T) {
	f := world(1)
	s, err := New(Options{Snapshot: func(ctx context.Context) (Reader, error) {
		r, err := f.snapshot(ctx)
		return slow{r}, err
	}, Limits: Limits{Timeout: 50 * time.Millisecond}})
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	got := (&client{t: t, h: s}).do(`{ path(from: { wikidataId: "Q7259" }, to: { wikidataId: "Q7259" }) { truncated } }`, nil)
	if got.code() != string(Timeout) || got.status != 503 {
		t.Errorf("status %d: %s", got.status, got.body)
	}
	if d := time.Since(begin); d > time.Second {
		t.Errorf("it took %v", d)
	}
}

type slow struct{ Reader }

func (slow) Paths(ctx context.Context, _ graph.PathQuery) (graph.PathResult, error) {
	<-ctx.Done()
	return graph.PathResult{}, ctx.Err()
}

// TestVariables: values reach the resolvers as the language has it, defaults
// and nulls included.
func TestVariables(t *testing.T) {
	f := world(5)
	c := &client{t: t, h: serverOf(t, f, Options{})}
	for _, v := range []struct {
		query string
		vars  map[string]any
		want  float64
	}{
		{`query($n: Int) { events(first: $n) { nodes { id } } }`, nil, 5},
		{`query($n: Int = 2) { events(first: $n) { nodes { id } } }`, nil, 2},
		{`query($n: Int! = 3) { events(first: $n) { nodes { id } } }`, nil, 3},
		{`query($n: Int = 2) { events(first: $n) { nodes { id } } }`, map[string]any{"n": 1}, 1},
		{`query($f: EventFilter) { events(filter: $f) { nodes { id } } }`, map[string]any{"f": nil}, 5},
		{`query($f: EventFilter) { events(filter: $f) { nodes { id } } }`, map[string]any{"f": map[string]any{"types": "VISIT"}}, 0},
		{`query($t: EventType!) { events(filter: { types: [$t], factuality: null }) { nodes { id } } }`, map[string]any{"t": "MEETING"}, 5},
		{`query($x: String) { events(filter: { text: $x }) { nodes { id } } }`, map[string]any{"x": "\"Babbage\\\n\ufeff\""}, 0},
		{`query($x: String) { events(filter: { text: $x }) { nodes { id } } }`, map[string]any{"x": "Babbage"}, 5},
		{`query($o: Boolean!) { events { nodes @include(if: $o) { id } } }`, map[string]any{"o": true}, 5},
	} {
		got := c.do(v.query, v.vars)
		if len(got.Errors) > 0 {
			t.Errorf("%s: %s", v.query, got.body)
			continue
		}
		if n := len(got.at(t, "events", "nodes").([]any)); float64(n) != v.want {
			t.Errorf("%s with %v: %d nodes, want %v", v.query, v.vars, n, v.want)
		}
	}
	for _, v := range []struct {
		query string
		value any
	}{
		{`query($v: Int) { events(first: $v) { totalCount } }`, "3"},
		{`query($v: Int) { events(first: $v) { totalCount } }`, 1.5},
		{`query($v: Int) { events(first: $v) { totalCount } }`, 1e10},
		{`query($v: ID!) { node(id: $v) { id } }`, true},
		{`query($v: ID!) { node(id: $v) { id } }`, nil},
		{`query($v: EventFilter) { events(filter: $v) { totalCount } }`, map[string]any{"nope": 1}},
		{`query($v: EventFilter) { events(filter: $v) { totalCount } }`, map[string]any{"types": []any{"meeting"}}},
		{`query($v: EntityRef!) { entity(by: $v) { id } }`, map[string]any{"id": "a", "name": "b"}},
		{`query($v: EntityRef!) { entity(by: $v) { id } }`, map[string]any{}},
		{`query($v: Date) { meetings(from: $v) { totalCount } }`, "yesterday"},
	} {
		if got := c.do(v.query, map[string]any{"v": v.value}); got.code() != string(BadInput) || got.status != 400 {
			t.Errorf("%s with %v: %s", v.query, v.value, got.body)
		}
	}
}
