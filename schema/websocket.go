package schema

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/ast"
)

// Close codes of graphql-transport-ws (github.com/enisdenjo/graphql-ws,
// PROTOCOL.md), and our own for clients that do not keep up.
const (
	closeBadRequest   websocket.StatusCode = 4400
	closeUnauthorized websocket.StatusCode = 4401
	closeForbidden    websocket.StatusCode = 4403
	closeSubprotocol  websocket.StatusCode = 4406
	closeInitTimeout  websocket.StatusCode = 4408
	closeDuplicate    websocket.StatusCode = 4409
	closeTooManyInit  websocket.StatusCode = 4429
)

const (
	initTimeout  = 10 * time.Second
	pingInterval = 25 * time.Second
)

// A socket is one WebSocket connection that speaks graphql-transport-ws.
type socket struct {
	srv  *Server
	conn *websocket.Conn
	ctx  context.Context
	auth string // Authorization, from the header or the connection's payload

	acked atomic.Bool
	mu    sync.Mutex
	live  map[string]context.CancelFunc // by operation id
	work  sync.WaitGroup
}

type frame struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// websocket serves a connection until either side closes it.
func (s *Server) websocket(w http.ResponseWriter, r *http.Request) {
	if s.metrics.openSockets.Add(1) > int64(s.limits.MaxSockets) || s.ctx.Err() != nil {
		s.metrics.openSockets.Add(-1)
		http.Error(w, "too many connections", http.StatusServiceUnavailable)
		return
	}
	defer s.metrics.openSockets.Add(-1)
	// The origin was checked with all other requests.
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{"graphql-transport-ws"}, InsecureSkipVerify: true})
	if err != nil {
		return // Accept has answered
	}
	defer conn.CloseNow()
	if conn.Subprotocol() == "" {
		conn.Close(closeSubprotocol, "Subprotocol not acceptable")
		return
	}
	conn.SetReadLimit(s.limits.MaxBodyBytes)
	s.sockets.Add(1)
	defer s.sockets.Done()
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
	defer cancel()
	stop := context.AfterFunc(s.ctx, func() {
		conn.Close(websocket.StatusGoingAway, "server is shutting down")
		cancel()
	})
	defer stop()
	c := &socket{srv: s, conn: conn, ctx: ctx, auth: r.Header.Get("Authorization"), live: map[string]context.CancelFunc{}}
	timer := time.AfterFunc(initTimeout, func() {
		if !c.acked.Load() {
			conn.Close(closeInitTimeout, "Connection initialisation timeout")
		}
	})
	defer timer.Stop()
	go c.keepAlive()
	c.read()
	cancel()
	c.work.Wait()
}

// read handles frames until the connection ends.
func (c *socket) read() {
	for {
		_, data, err := c.conn.Read(c.ctx)
		if err != nil {
			return
		}
		var f frame
		if err := json.Unmarshal(data, &f); err != nil {
			c.conn.Close(closeBadRequest, "Invalid message")
			return
		}
		if !c.handle(f) {
			return
		}
	}
}

// handle acts on one frame and reports whether to go on.
func (c *socket) handle(f frame) bool {
	switch f.Type {
	case "connection_init":
		return c.init(f)
	case "ping":
		return c.send(frame{Type: "pong", Payload: f.Payload})
	case "pong":
		return true
	case "subscribe":
		return c.subscribe(f)
	case "complete":
		c.mu.Lock()
		if cancel := c.live[f.ID]; cancel != nil {
			cancel()
			delete(c.live, f.ID)
		}
		c.mu.Unlock()
		return true
	}
	c.conn.Close(closeBadRequest, "Invalid message type")
	return false
}

func (c *socket) init(f frame) bool {
	var payload struct {
		Authorization string `json:"authorization"`
		Upper         string `json:"Authorization"`
	}
	if len(f.Payload) > 0 && json.Unmarshal(f.Payload, &payload) == nil && payload.Authorization+payload.Upper != "" {
		c.auth = cmpString(payload.Authorization, payload.Upper)
	}
	if c.acked.Swap(true) {
		c.conn.Close(closeTooManyInit, "Too many initialisation requests")
		return false
	}
	if err := c.srv.authorize(c.auth, false); err != nil {
		c.conn.Close(closeForbidden, "Forbidden")
		return false
	}
	return c.send(frame{Type: "connection_ack"})
}

func cmpString(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// subscribe starts an operation under the frame's id.
func (c *socket) subscribe(f frame) bool {
	if !c.acked.Load() {
		c.conn.Close(closeUnauthorized, "Unauthorized")
		return false
	}
	var fields map[string]json.RawMessage
	var q operationRequest
	if f.ID == "" || decodeJSON(bytes.NewReader(f.Payload), &fields) != nil || q.fill(fields) != nil {
		c.conn.Close(closeBadRequest, "Invalid message")
		return false
	}
	ctx, cancel := context.WithCancel(c.ctx)
	c.mu.Lock()
	_, taken := c.live[f.ID]
	if !taken && len(c.live) < c.srv.limits.MaxStreams {
		c.live[f.ID] = cancel
	}
	full := !taken && c.live[f.ID] == nil
	c.mu.Unlock()
	if taken {
		cancel()
		c.conn.Close(closeDuplicate, "Subscriber for "+clip(f.ID, 60)+" already exists")
		return false
	}
	if full {
		cancel()
		return c.fail(f.ID, failf(LimitExceeded, "a connection may have %d operations at a time", c.srv.limits.MaxStreams))
	}
	c.work.Add(1)
	go func() {
		defer c.work.Done()
		defer cancel()
		c.run(ctx, f.ID, q)
	}()
	return true
}

// run answers one operation, then frees its id.
func (c *socket) run(ctx context.Context, id string, q operationRequest) {
	p, errs := c.srv.prepareFor(q, c.auth)
	if errs != nil {
		if c.release(ctx, id) {
			c.fail(id, errs...)
		}
		return
	}
	next := func(a *answer) bool {
		payload, err := a.appendTo(nil)
		return err == nil && ctx.Err() == nil && c.send(frame{ID: id, Type: "next", Payload: payload})
	}
	if p.op.Operation == ast.Subscription {
		for a := range c.srv.subscribe(ctx, p) {
			if a.Data == nil && len(a.Errors) > 0 {
				if c.release(ctx, id) {
					payload, _ := json.Marshal(a.Errors)
					c.send(frame{ID: id, Type: "error", Payload: payload})
				}
				return
			}
			if !next(a) {
				return
			}
		}
	} else if !next(c.srv.execute(ctx, p, nil)) {
		return
	}
	if c.release(ctx, id) {
		c.send(frame{ID: id, Type: "complete"})
	}
}

// release frees the id; false when the client has ended the operation.
func (c *socket) release(ctx context.Context, id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if ctx.Err() != nil {
		return false
	}
	delete(c.live, id)
	return true
}

func (c *socket) fail(id string, errs ...*Error) bool {
	payload, _ := json.Marshal(refused(errs...).Errors)
	return c.send(frame{ID: id, Type: "error", Payload: payload})
}

// send writes one frame. A client that does not take it in time is dropped.
func (c *socket) send(f frame) bool {
	data, err := json.Marshal(f)
	if err != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(c.ctx, c.srv.limits.WriteTimeout)
	defer cancel()
	if err := c.conn.Write(ctx, websocket.MessageText, data); err != nil {
		if ctx.Err() != nil && c.ctx.Err() == nil {
			c.srv.metrics.dropped.Inc()
		}
		c.conn.CloseNow()
		return false
	}
	return true
}

func (c *socket) keepAlive() {
	t := time.NewTicker(pingInterval)
	defer t.Stop()
	for {
		select {
		case <-c.ctx.Done():
			return
		case <-t.C:
			if !c.send(frame{Type: "ping"}) {
				return
			}
		}
	}
}

// prepareFor prepares an operation that came without HTTP headers of its own.
func (s *Server) prepareFor(q operationRequest, auth string) (*prepared, []*Error) {
	if err := s.resolveDocument(&q); err != nil {
		return nil, []*Error{err}
	}
	p, errs := s.prepare(q)
	if errs != nil {
		s.metrics.refused(errs[0].Code)
		return nil, errs
	}
	if err := s.authorize(auth, p.op.Operation == ast.Mutation); err != nil {
		return nil, []*Error{err}
	}
	return p, nil
}

func clip(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}
