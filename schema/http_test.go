package schema

import (
	"bufio"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"parley/graph"
)

func get(query string, headers ...string) *http.Request {
	r := httptest.NewRequest("GET", "/graphql?query="+url.QueryEscape(query), nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func serve(h http.Handler, r *http.Request) *http.Response {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

// TestETag: the same question over the same graph has the same tag, and the
// client's copy is good until the graph changes.
func TestETag(t *testing.T) {
	f := world(1)
	s := serverOf(t, f, Options{})
	const q = `{ events { nodes { title } } }`
	tag := serve(s, get(q)).Header.Get("ETag")
	if tag == "" {
		t.Fatal("no ETag")
	}
	if got := serve(s, get(q, "If-None-Match", tag)); got.StatusCode != http.StatusNotModified {
		t.Errorf("status %d for a copy that is good", got.StatusCode)
	}
	f.touch(f.events[0].ID, graph.Updated)
	if got := serve(s, get(q, "If-None-Match", tag)); got.StatusCode != http.StatusOK || got.Header.Get("ETag") == tag {
		t.Errorf("status %d and tag %s after a change", got.StatusCode, got.Header.Get("ETag"))
	}
	if got := serve(s, get(`{ event(id: "`+f.events[0].ID+`") { mentions(after: "nonsense") { totalCount } } }`)); got.Header.Get("ETag") != "" {
		t.Error("an answer with errors has a tag")
	}
}

// TestEncodings reads compressed answers back.
func TestEncodings(t *testing.T) {
	s := serverOf(t, world(40), Options{})
	const q = `{ events(first: 40) { nodes { id title } } }`
	plain, _ := io.ReadAll(serve(s, get(q)).Body)
	for accept, open := range map[string]func(io.Reader) (io.Reader, error){
		"gzip":             func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"zstd, gzip;q=0.5": func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) },
		"br, zstd;q=0":     func(r io.Reader) (io.Reader, error) { return r, nil },
	} {
		r, err := open(serve(s, get(q, "Accept-Encoding", accept)).Body)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := io.ReadAll(r); string(got) != string(plain) {
			t.Errorf("%s: %d bytes, want %d", accept, len(got), len(plain))
		}
	}
}

func TestPersisted(t *testing.T) {
	c := &client{t: t, h: serverOf(t, world(1), Options{})}
	const q = `{ __typename }`
	ext := map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hashOf(q)}}
	if got := c.post(map[string]any{"extensions": ext}); got.code() != string(PersistedNotFound) {
		t.Errorf("before: %s", got.body)
	}
	if got := c.post(map[string]any{"query": `{ stats { eventCount } }`, "extensions": ext}); got.code() != string(PersistedMismatch) {
		t.Errorf("another query under the hash: %s", got.body)
	}
	for _, body := range []map[string]any{{"query": q, "extensions": ext}, {"extensions": ext}, {"documentId": hashOf(q)}, {"documentId": "sha256:" + hashOf(q)}} {
		if got := c.post(body); got.Data["__typename"] != "Query" {
			t.Errorf("%v: %s", body, got.body)
		}
	}
}

func TestAllowList(t *testing.T) {
	c := &client{t: t, h: serverOf(t, world(1), Options{Documents: map[string]string{"type": `{ __typename }`}})}
	for _, body := range []map[string]any{{"documentId": "type"}, {"query": `{ __typename }`}} {
		if got := c.post(body); got.Data["__typename"] != "Query" {
			t.Errorf("%v: %s", body, got.body)
		}
	}
	if got := c.post(map[string]any{"query": `{ stats { eventCount } }`}); got.code() != string(Forbidden) {
		t.Errorf("a document off the list: %s", got.body)
	}
	if got := c.post(map[string]any{"documentId": "other"}); got.code() != string(PersistedNotFound) {
		t.Errorf("an unknown id: %s", got.body)
	}
}

func TestAuthorization(t *testing.T) {
	f := world(1)
	open := serverOf(t, f, Options{})
	closed := serverOf(t, f, Options{ReadToken: "reader"})
	const write = `mutation { assertDistinct(input: { entityIds: [] }) { userErrors { code } } }`
	for _, c := range []struct {
		name, query, token string
		h                  http.Handler
		status             int
	}{
		{"open read", `{ __typename }`, "", open, 200},
		{"write without a token", write, "", open, 401},
		{"write with a wrong token", write, "secre", open, 401},
		{"write", write, "secret", open, 200},
		{"closed read without a token", `{ __typename }`, "", closed, 401},
		{"closed read", `{ __typename }`, "reader", closed, 200},
		{"a writer reads", `{ __typename }`, "secret", closed, 200},
		{"a reader writes", write, "reader", closed, 401},
	} {
		if got := (&client{t: t, h: c.h, token: c.token}).do(c.query, nil); got.status != c.status {
			t.Errorf("%s: status %d, want %d: %s", c.name, got.status, c.status, got.body)
		}
	}
	r := httptest.NewRequest("GET", "/schema.graphql", nil)
	if got := serve(closed, r); got.StatusCode != 401 {
		t.Errorf("the schema of a closed server: status %d", got.StatusCode)
	}
	s, err := New(Options{Snapshot: f.snapshot, Decider: f})
	if err != nil {
		t.Fatal(err)
	}
	if got := (&client{t: t, h: s, token: ""}).do(write, nil); got.status != 403 {
		t.Errorf("a write where there is no token: status %d", got.status)
	}
}

func TestCrossOrigin(t *testing.T) {
	s := serverOf(t, world(1), Options{Origins: []string{"https://friend.example"}})
	post := func(headers ...string) *http.Response {
		r := httptest.NewRequest("POST", "/graphql", strings.NewReader(`{"query":"{__typename}"}`))
		r.Header.Set("Content-Type", "application/json")
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		return serve(s, r)
	}
	for _, c := range []struct {
		headers []string
		status  int
		allow   string
	}{
		{nil, 200, ""},
		{[]string{"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"}, 403, ""},
		{[]string{"Origin", "https://evil.example"}, 403, ""},
		{[]string{"Origin", "https://friend.example", "Sec-Fetch-Site", "cross-site"}, 200, "https://friend.example"},
		{[]string{"Content-Type", "text/plain"}, 415, ""},
		{[]string{"Content-Type", "application/json; charset=utf-16"}, 415, ""},
	} {
		got := post(c.headers...)
		if got.StatusCode != c.status || got.Header.Get("Access-Control-Allow-Origin") != c.allow {
			t.Errorf("%v: status %d, allow %q", c.headers, got.StatusCode, got.Header.Get("Access-Control-Allow-Origin"))
		}
	}
	if got := serve(s, get(`mutation { __typename }`, "Authorization", "Bearer secret")); got.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("a mutation over GET: status %d", got.StatusCode)
	}
}

// TestServerSentEvents follows a job over SSE.
func TestServerSentEvents(t *testing.T) {
	f := world(1)
	s := serverOf(t, f, Options{})
	hs := httptest.NewServer(s)
	defer hs.Close()
	c := &client{t: t, h: s, token: "secret"}
	res := c.do(`mutation { ingestArticles(input: { articles: [{ text: "One." }, { text: "unreadable" }] }) { job { id } userErrors { code } } }`, nil)
	id := res.at(t, "ingestArticles", "job", "id").(string)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", hs.URL+"/graphql?query="+url.QueryEscape(`subscription { ingestProgress(jobId: "`+id+`") { state done failed eventsUpdated } }`), nil)
	req.Header.Set("Accept", "text/event-stream")
	got, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(bufio.NewReader(got.Body))
	if err != nil {
		t.Fatal(err)
	}
	want := "event: next\ndata: {\"data\":{\"ingestProgress\":{\"state\":\"PARTIAL\",\"done\":2,\"failed\":1,\"eventsUpdated\":1}}}\n\nevent: complete\ndata: \n\n"
	if !strings.HasSuffix(string(body), want) {
		t.Errorf("stream: %s", body)
	}
}

func TestAround(t *testing.T) {
	s := serverOf(t, world(1), Options{})
	for _, page := range [][2]string{
		{"/", "<title>Parley</title>"}, {"/graphiql", "GraphiQL"}, {"/app.js", "'use strict'"}, {"/schema.graphql", "type Query {"},
		{"/livez", "ok"}, {"/readyz", `"ready":true`}, {"/metrics", "parley_http_requests_total"}, // of the requests before it
	} {
		path, want := page[0], page[1]
		got := serve(s, httptest.NewRequest("GET", path, nil))
		body, _ := io.ReadAll(got.Body)
		if got.StatusCode != 200 || !strings.Contains(string(body), want) {
			t.Errorf("%s: status %d, %.80s", path, got.StatusCode, body)
		}
	}
	for path, status := range map[string]int{"/nothing": 404, "/graphiql/../schema.go": 404, "/export": 404} {
		if got := serve(s, httptest.NewRequest("GET", path, nil)); got.StatusCode != status && got.StatusCode != 301 && got.StatusCode != 307 {
			t.Errorf("%s: status %d, want %d", path, got.StatusCode, status)
		}
	}
}
