package schema

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// TestTraces: the spans of a request reach the collector, under the trace
// that the client began.
func TestTraces(t *testing.T) {
	const trace, parent = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
	type spans struct {
		ResourceSpans []struct {
			ScopeSpans []struct{ Spans []otlpSpan }
		}
	}
	got := make(chan spans, 10)
	collector := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var s spans
		if err := json.NewDecoder(r.Body).Decode(&s); err != nil || r.URL.Path != "/v1/traces" || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %v", r.URL.Path, err)
		}
		got <- s
	}))
	defer collector.Close()
	f := world(1)
	s, err := New(Options{Snapshot: f.snapshot, TraceEndpoint: collector.URL})
	if err != nil {
		t.Fatal(err)
	}
	r := get(`query Named { stats { eventCount } }`, "Traceparent", "00-"+trace+"-"+parent+"-01")
	if id := serve(s, r).Header.Get("Trace-Id"); id != trace {
		t.Errorf("Trace-Id %q", id)
	}
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	all := map[string]otlpSpan{}
	for _, sp := range (<-got).ResourceSpans[0].ScopeSpans[0].Spans {
		all[sp.Name] = sp
		if sp.TraceID != trace || sp.Start == "" || sp.End < sp.Start {
			t.Errorf("span: %+v", sp)
		}
	}
	root := all["GET /graphql"]
	if root.Parent != parent || all["graphql.prepare"].Parent != root.SpanID || all["graphql.execute"].Parent != root.SpanID {
		t.Errorf("spans: %+v", all)
	}
}

// TestClose: a server that shuts down says so to its sockets, and leaves no
// job half done.
func TestClose(t *testing.T) {
	f := world(1)
	s, err := New(Options{Snapshot: f.snapshot, Ingester: f, Subscribe: f.subscribe, WriteToken: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	hs := httptest.NewServer(s)
	defer hs.Close()
	c, ctx := dial(t, hs.URL)
	say(t, ctx, c, `{"id":"1","type":"subscribe","payload":{"query":"subscription { eventChanged { kind } }"}}`)
	time.Sleep(20 * time.Millisecond)
	stop, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	closed := make(chan error, 1)
	go func() { closed <- s.Close(stop) }()
	for {
		_, _, err := c.Read(ctx)
		if err == nil {
			continue
		}
		if code := websocket.CloseStatus(err); code != websocket.StatusGoingAway {
			t.Errorf("closed with %v: %v", code, err)
		}
		break
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if got := serve(s, httptest.NewRequest("GET", "/readyz", nil)); got.StatusCode != 503 {
		t.Errorf("readyz of a closed server: %d", got.StatusCode)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.open != 0 {
		t.Errorf("%d snapshots are open", f.open)
	}
}

// TestOrigins: an origin that is none is a mistake of the one who starts the
// server.
func TestOrigins(t *testing.T) {
	if _, err := New(Options{Snapshot: world(1).snapshot, Origins: []string{"friend.example/path"}}); err == nil {
		t.Error("a malformed origin was taken")
	}
}
