package schema

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley/graph"
)

// dial opens a socket that has been acknowledged.
func dial(t *testing.T, url string) (*websocket.Conn, context.Context) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	c, _, err := websocket.Dial(ctx, strings.Replace(url, "http", "ws", 1)+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.CloseNow() })
	say(t, ctx, c, `{"type":"connection_init"}`)
	if got := hear(t, ctx, c); got.Type != "connection_ack" {
		t.Fatalf("after connection_init: %+v", got)
	}
	return c, ctx
}

func say(t *testing.T, ctx context.Context, c *websocket.Conn, text string) {
	t.Helper()
	if err := c.Write(ctx, websocket.MessageText, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

func hear(t *testing.T, ctx context.Context, c *websocket.Conn) frame {
	t.Helper()
	_, data, err := c.Read(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var f frame
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestEventChanged: each change that fits comes once, with a cursor to go on
// from, and no other.
func TestEventChanged(t *testing.T) {
	f := world(3)
	hs := httptest.NewServer(serverOf(t, f, Options{}))
	defer hs.Close()
	c, ctx := dial(t, hs.URL)
	// The default of the variable must hold, which the executor alone would
	// forget for subscriptions.
	say(t, ctx, c, `{"id":"1","type":"subscribe","payload":{"query":"subscription($w: String! = \"Ada Lovelace\") { eventChanged(filter: { participantsAll: [{ name: $w }] }) { kind cursor eventId event { title } } }"}}`)
	say(t, ctx, c, `{"id":"2","type":"subscribe","payload":{"query":"subscription { eventChanged(filter: { types: [VISIT] }) { kind } }"}}`)
	for range 200 { // until both follow the graph
		f.mu.Lock()
		n := len(f.watchers)
		f.mu.Unlock()
		if n == 2 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	for i, kind := range []graph.ChangeKind{graph.Created, graph.Updated} {
		f.touch(f.events[i].ID, kind)
		got := hear(t, ctx, c)
		want := `{"data":{"eventChanged":{"kind":"` + string(kind) + `","cursor":"` + cursor(f.events[i].ID) + `","eventId":"` + f.events[i].ID + `","event":{"title":"` + f.events[i].Title + `"}}}}`
		if got.ID != "1" || string(got.Payload) != want {
			t.Errorf("got %s %s, want %s", got.ID, got.Payload, want)
		}
	}
}

// TestSlowClient: who takes no frames is dropped, and holds up nobody.
func TestSlowClient(t *testing.T) {
	f := world(50)
	s := serverOf(t, f, Options{Limits: Limits{WriteTimeout: 300 * time.Millisecond}})
	hs := httptest.NewServer(s)
	defer hs.Close()
	c, ctx := dial(t, hs.URL)
	// Answers that nobody reads fill the buffers between the two ends.
	for i := range 60 {
		msg := `{"id":"` + string(rune('0'+i)) + `","type":"subscribe","payload":{"query":"{ events(first: 50) { nodes { id title participants { nodes { id name } } mentions(first: 20) { nodes { id sentence { text } } } } } }"}}`
		if c.Write(ctx, websocket.MessageText, []byte(msg)) != nil {
			break
		}
	}
	begin := time.Now()
	if got := (&client{t: t, h: s}).do(`{ __typename }`, nil); got.status != 200 {
		t.Errorf("another client: %s", got.body)
	}
	if d := time.Since(begin); d > time.Second {
		t.Errorf("another client waited %v", d)
	}
	for end := time.Now().Add(15 * time.Second); s.metrics.openSockets.Load() > 0; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the client was not dropped")
		}
	}
}
