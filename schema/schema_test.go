package schema

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// TestDescriptions finds what the SDL leaves without a word.
func TestDescriptions(t *testing.T) {
	s := serverOf(t, world(1), Options{})
	n := 0
	want := func(what, description string) {
		n++
		if strings.TrimSpace(description) == "" {
			t.Errorf("%s has no description", what)
		}
	}
	want("the schema", s.types.Description)
	for _, d := range s.types.Types {
		if d.BuiltIn || strings.HasPrefix(d.Name, "__") {
			continue
		}
		want(d.Name, d.Description)
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			want(d.Name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				want(d.Name+"."+f.Name+"("+a.Name+":)", a.Description)
			}
		}
		for _, v := range d.EnumValues {
			want(d.Name+"."+v.Name, v.Description)
		}
	}
	if n < 700 {
		t.Errorf("only %d descriptions were looked at", n)
	}
}

// client posts documents to a server.
type client struct {
	t     testing.TB
	h     http.Handler
	token string
}

type result struct {
	Data   map[string]any
	Errors []struct {
		Message    string
		Path       []any
		Extensions map[string]any
	}
	status int
	body   string
}

func (r *result) code() string {
	if len(r.Errors) == 0 {
		return ""
	}
	c, _ := r.Errors[0].Extensions["code"].(string)
	return c
}

// at walks into the data by keys and indexes.
func (r *result) at(t testing.TB, path ...any) any {
	t.Helper()
	var v any = r.Data
	for _, p := range path {
		switch p := p.(type) {
		case string:
			m, ok := v.(map[string]any)
			if !ok {
				t.Fatalf("no %q in %s", p, r.body)
			}
			v = m[p]
		case int:
			l, ok := v.([]any)
			if !ok || p >= len(l) {
				t.Fatalf("no [%d] in %s", p, r.body)
			}
			v = l[p]
		}
	}
	return v
}

func (c *client) do(query string, variables map[string]any) *result {
	c.t.Helper()
	return c.post(map[string]any{"query": query, "variables": variables})
}

func (c *client) post(body map[string]any) *result {
	c.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		c.t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/graphql", bytes.NewReader(data))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", mediaGraphQL)
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	return c.send(r)
}

func (c *client) send(r *http.Request) *result {
	c.t.Helper()
	w := httptest.NewRecorder()
	c.h.ServeHTTP(w, r)
	res := &result{status: w.Code, body: w.Body.String()}
	if err := json.Unmarshal(w.Body.Bytes(), res); err != nil && w.Code != http.StatusNotModified {
		c.t.Fatalf("answer is no JSON: %v: %.200s", err, w.Body)
	}
	for _, e := range res.Errors {
		if code, _ := e.Extensions["code"].(string); !slices.Contains(Codes, Code(code)) {
			c.t.Errorf("code %q is not on the list", code)
		}
	}
	return res
}

// TestQueries runs every documented query over the test world.
func TestQueries(t *testing.T) {
	f := world(30)
	s := serverOf(t, f, Options{})
	c := &client{t: t, h: s}
	text := regexp.MustCompile("Ismail Haniyeh|Masrour Barzani").ReplaceAllString(Queries(), "Ada Lovelace")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "Ali Khamenei", "Charles Babbage"), "rudaw.net", "herald.example")
	ada, event, article := f.entities[0].ID, f.events[0].ID, f.articles[0].ID()
	vars := map[string]map[string]any{
		"CoParticipants": {"who": map[string]any{"wikidataId": "Q7259"}}, "Suggest": {"q": "ada"}, "Ego": {"root": ada}, "Evidence": {"id": event},
		"CompareSources": {"id": event}, "EntityTimeline": {"who": map[string]any{"name": "Ada Lovelace"}}, "NotHeld": {"org": map[string]any{"name": "Royal Society"}},
		"Refetch": {"ids": []string{ada, event, article, "nothing"}},
	}
	doc, errs := s.document(text)
	if errs != nil {
		t.Fatal(errs)
	}
	for _, op := range doc.Operations {
		if op.Operation != ast.Query {
			continue
		}
		res := c.post(map[string]any{"query": text, "operationName": op.Name, "variables": vars[op.Name]})
		if len(res.Errors) > 0 || res.Data == nil {
			t.Errorf("%s: %s", op.Name, res.body)
		}
	}
}

// TestIntrospectionIsWhole asks for everything that tools ask for.
func TestIntrospectionIsWhole(t *testing.T) {
	c := &client{t: t, h: serverOf(t, world(1), Options{})}
	res := c.do(`query($n: String!) { d: __schema { description mutationType { name } directives { name isRepeatable } }
		__type(name: $n) { name isOneOf inputFields { name type { kind ofType { name } } } } none: __type(name: "Nope") { name } __typename }`, map[string]any{"n": "EntityRef"})
	if got := res.at(t, "d", "mutationType", "name"); got != "Mutation" {
		t.Errorf("mutationType = %v", got)
	}
	if got := res.at(t, "__type", "isOneOf"); got != true {
		t.Errorf("EntityRef.isOneOf = %v", got)
	}
	if got := res.at(t, "none"); got != nil {
		t.Errorf("an unknown type is %v", got)
	}
	if !strings.HasPrefix(res.body, `{"data":{"d":{"description":`) {
		t.Errorf("the fields are not in the order asked for: %.80s", res.body)
	}
}

// TestMeetings reads one answer to the bottom: evidence, spans, attribution.
func TestMeetings(t *testing.T) {
	c := &client{t: t, h: serverOf(t, world(3), Options{})}
	res := c.do(`{ meetings(between: [{ name: "ada lovelace" }], first: 1, orderBy: { field: DATE, direction: ASC }) { totalCount pageInfo { hasNextPage endCursor }
		edges { cursor node { title date { edtf start end precision basis } outlets { edges { articleCount firstReportedAt attribution { depth kind text cue entity { name } } } }
		participants { edges { participation { role reportedAs { text mentionCount } mentions(first: 1) { totalCount } } node { name } } }
		mentions(first: 1) { nodes { span { start end exact } sentence { index text span { start } } highlights { kind span { exact } entity { name } } factuality reportedAt event { title } } }
		corroboration { level attributes { predicate agreement variants { reportedAs articleCount claim { rank value { text } contradictedBy { id } } } } } } } } }`, nil)
	if len(res.Errors) > 0 {
		t.Fatal(res.body)
	}
	v := []any{"meetings", "edges", 0, "node"}
	for _, c := range []struct {
		path []any
		want any
	}{
		{[]any{"date", "precision"}, "DAY"},
		{[]any{"outlets", "edges", 0, "firstReportedAt"}, "2024-01-01T09:00:00Z"},
		{[]any{"outlets", "edges", 0, "attribution", 0, "text"}, "the Royal Society"},
		{[]any{"outlets", "edges", 0, "attribution", 0, "entity", "name"}, "Royal Society"},
		{[]any{"participants", "edges", 1, "node", "name"}, "Charles Babbage"},
		{[]any{"participants", "edges", 0, "participation", "mentions", "totalCount"}, 2.0},
		{[]any{"mentions", "nodes", 0, "span", "exact"}, "met"},
		{[]any{"mentions", "nodes", 0, "sentence", "text"}, "Ada Lovelace met Charles Babbage in London on the day, the Royal Society said."},
		{[]any{"mentions", "nodes", 0, "sentence", "span", "start"}, 13.0}, // Zoë's ë counts as one
		{[]any{"mentions", "nodes", 0, "highlights", 1, "entity", "name"}, "Ada Lovelace"},
		{[]any{"corroboration", "attributes", 1, "predicate"}, "DATE"},
		{[]any{"corroboration", "attributes", 1, "agreement"}, "PRECISION"},
		{[]any{"corroboration", "attributes", 1, "variants", 0, "claim", "rank"}, "PREFERRED"},
	} {
		if c.path[0] == "outlets" && c.path[len(c.path)-1] != "firstReportedAt" {
			c.path[4] = 1 // step 0 is the outlet itself
		}
		if got := res.at(t, append(slices.Clone(v), c.path...)...); got != c.want {
			t.Errorf("%v = %v, want %v", c.path, got, c.want)
		}
	}
}

// TestNodes refetches what a query gave by its ids.
func TestNodes(t *testing.T) {
	c := &client{t: t, h: serverOf(t, world(2), Options{})}
	res := c.do(`{ events(first: 1) { nodes { id claims(first: 3) { nodes { id } } mentions(first: 1) { nodes { id article { id outlet { id } mentions(first: 2) { nodes { id } } } } }
		participants { edges { participation { id } node { id } } } } } }`, nil)
	ids := regexp.MustCompile(`"id":"([^"]+)"`).FindAllStringSubmatch(res.body, -1)
	if len(ids) < 9 {
		t.Fatalf("few ids in %s", res.body)
	}
	for _, id := range ids {
		got := c.do(`query($id: ID!) { node(id: $id) { __typename id } }`, map[string]any{"id": id[1]})
		if len(got.Errors) > 0 || got.Data["node"] == nil || got.at(t, "node", "id") != id[1] {
			t.Errorf("node(%s) = %s", id[1], got.body)
		}
	}
}

// TestPanicIsHidden makes a resolver panic.
func TestPanicIsHidden(t *testing.T) {
	f := world(1)
	f.broken = true
	c := &client{t: t, h: serverOf(t, f, Options{})}
	res := c.do(`{ stats { eventCount } }`, nil)
	if res.code() != string(Internal) || strings.Contains(res.body, "secret") {
		t.Errorf("answer: %s", res.body)
	}
}
