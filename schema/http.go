package schema

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// graphql answers GraphQL over HTTP (graphql.github.io/graphql-over-http, the
// draft of 2025), WebSocket upgrades and server-sent events.
func (s *Server) graphql(w http.ResponseWriter, r *http.Request) {
	if isUpgrade(r) {
		s.websocket(w, r)
		return
	}
	w.Header().Set("Vary", "Accept, Accept-Encoding, Origin")
	w.Header().Set("Cache-Control", "private, no-cache")
	media := negotiate(r.Header.Values("Accept"))
	if media == "" {
		s.respond(w, r, mediaJSON, http.StatusNotAcceptable, refused(failf(BadRequest, "this address answers %s, %s and %s", mediaGraphQL, mediaJSON, mediaEvents)))
		return
	}
	if r.Method == http.MethodGet && media == mediaJSON && r.URL.RawQuery == "" && strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Redirect(w, r, "graphiql", http.StatusSeeOther)
		return
	}
	q, status, err := s.decode(w, r)
	if err != nil {
		s.respond(w, r, media, status, refused(err))
		return
	}
	if err := s.resolveDocument(&q); err != nil {
		status := http.StatusBadRequest
		if err.Code == PersistedNotFound {
			status = http.StatusOK // as Apollo's clients expect it: they send the document then
		}
		s.respond(w, r, media, status, refused(err))
		return
	}
	s.run(w, r, q, media)
}

// run prepares and executes a request and writes the answer.
func (s *Server) run(w http.ResponseWriter, r *http.Request, q operationRequest, media string) {
	ctx := r.Context()
	span := s.tracer.start(ctx, "graphql.prepare")
	p, errs := s.prepare(q)
	span.end(nil)
	if errs != nil {
		s.metrics.refused(errs[0].Code)
		note(ctx).refusal = errs[0].Code
		s.respond(w, r, media, 0, refused(errs...))
		return
	}
	note(ctx).operation, note(ctx).cost = string(p.op.Operation)+" "+p.op.Name, p.cost.points
	if err := s.authorize(r.Header.Get("Authorization"), p.op.Operation == ast.Mutation); err != nil {
		s.metrics.refused(err.Code)
		note(ctx).refusal = err.Code
		status := http.StatusForbidden
		if err.Code == Unauthenticated {
			status = http.StatusUnauthorized
			w.Header().Set("WWW-Authenticate", `Bearer realm="parley"`)
		}
		s.respond(w, r, media, status, refused(err))
		return
	}
	switch {
	case p.op.Operation == ast.Mutation && r.Method != http.MethodPost:
		w.Header().Set("Allow", "POST")
		s.respond(w, r, media, http.StatusMethodNotAllowed, refused(failf(BadRequest, "a mutation must be sent with POST")))
	case media == mediaEvents:
		s.stream(w, r, p)
	case p.op.Operation == ast.Subscription:
		s.respond(w, r, media, http.StatusBadRequest, refused(failf(BadRequest, "a subscription needs a WebSocket (graphql-transport-ws) or Accept: text/event-stream")))
	default:
		s.answer(w, r, p, media)
	}
}

// answer executes a query or mutation and writes the result, or 304 when the
// client has it.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, p *prepared, media string) {
	ctx := r.Context()
	var reader Reader
	var kept *answer
	var done func(*answer)
	if p.op.Operation == ast.Query {
		var err error
		if reader, err = s.snapshot(ctx); err != nil {
			s.log.ErrorContext(ctx, "open snapshot", "err", err)
			s.respond(w, r, media, http.StatusServiceUnavailable, refused(failf(Unavailable, "the store is not available")))
			return
		}
		tag := s.etag(reader.Revision(), p.text, media)
		w.Header().Set("ETag", tag)
		if r.Method == http.MethodGet && matches(r.Header.Get("If-None-Match"), tag) {
			reader.Close()
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if s.options.NoAnswers {
			// executed below
		} else if kept, done = s.answers.get(tag, ctx.Done()); kept != nil {
			reader.Close()
			note(ctx).nodes = kept.nodes
			s.respond(w, r, media, 0, kept)
			return
		}
	}
	span := s.tracer.start(ctx, "graphql.execute")
	a := s.executeFor(ctx, p, reader, done)
	span.end(map[string]any{"graphql.operation.type": string(p.op.Operation), "graphql.operation.name": p.op.Name, "parley.cost": p.cost.points, "parley.nodes": a.nodes})
	note(ctx).nodes = a.nodes
	if len(a.Errors) > 0 {
		w.Header().Del("ETag")
		if c, ok := a.Errors[0].Extensions["code"].(string); ok {
			note(ctx).refusal = Code(c)
			s.metrics.refused(Code(c))
		}
	}
	s.respond(w, r, media, 0, a)
}

// executeFor executes p in its turn and hands the answer to done, also when a panic
// leaves none: others wait for it.
func (s *Server) executeFor(ctx context.Context, p *prepared, reader Reader, done func(*answer)) (a *answer) {
	if done != nil {
		defer func() { done(a) }()
	}
	defer s.queue.enter(ctx)()
	return s.execute(ctx, p, reader)
}

// respond writes an answer; the status 0 means the one that the answer and
// the media type call for.
func (s *Server) respond(w http.ResponseWriter, r *http.Request, media string, status int, a *answer) {
	if status == 0 {
		status = statusOf(a, media)
	}
	if media == mediaEvents {
		media = mediaJSON
	}
	b, err := a.line()
	if err != nil {
		s.log.ErrorContext(r.Context(), "encode answer", "err", err)
		status = http.StatusInternalServerError
		b = []byte(`{"errors":[{"message":"internal error","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}` + "\n")
	}
	writePacked(w, r, status, media+"; charset=utf-8", b, a.gzipped)
}

// statusOf says how an answer without data went: in application/json a
// well-formed request is 200 whatever came of it.
func statusOf(a *answer, media string) int {
	if a.Data != nil || media == mediaJSON {
		return http.StatusOK
	}
	if len(a.Errors) > 0 {
		switch c, _ := a.Errors[0].Extensions["code"].(string); Code(c) {
		case Internal:
			return http.StatusInternalServerError
		case Timeout, Unavailable:
			return http.StatusServiceUnavailable
		}
	}
	return http.StatusBadRequest
}

// decode reads a request. The status is the answer's when it is malformed.
func (s *Server) decode(w http.ResponseWriter, r *http.Request) (operationRequest, int, *Error) {
	var q operationRequest
	switch r.Method {
	case http.MethodGet:
		v := r.URL.Query()
		q.Query, q.OperationName, q.DocumentID = v.Get("query"), v.Get("operationName"), v.Get("documentId")
		for name, to := range map[string]*map[string]any{"variables": &q.Variables, "extensions": &q.Extensions} {
			if text := v.Get(name); text != "" {
				if err := decodeJSON(strings.NewReader(text), to); err != nil {
					return q, http.StatusBadRequest, failf(BadRequest, "%s is not a JSON object", name)
				}
			}
		}
	case http.MethodPost:
		kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || kind != mediaJSON && kind != mediaGraphQL || params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8") {
			return q, http.StatusUnsupportedMediaType, failf(BadRequest, "send application/json in UTF-8")
		}
		var fields map[string]json.RawMessage
		if err := decodeJSON(http.MaxBytesReader(w, r.Body, s.limits.MaxBodyBytes), &fields); err != nil {
			var long *http.MaxBytesError
			if errors.As(err, &long) {
				return q, http.StatusRequestEntityTooLarge, failf(LimitExceeded, "the body is longer than %d bytes", s.limits.MaxBodyBytes)
			}
			return q, http.StatusBadRequest, failf(BadRequest, "the body is not a JSON object")
		}
		if err := q.fill(fields); err != nil {
			return q, http.StatusBadRequest, err
		}
	default:
		w.Header().Set("Allow", "GET, POST, OPTIONS")
		return q, http.StatusMethodNotAllowed, failf(BadRequest, "use GET or POST")
	}
	return q, 0, nil
}

// fill takes the parameters from a body, strictly by type.
func (q *operationRequest) fill(fields map[string]json.RawMessage) *Error {
	for name, to := range map[string]any{"query": &q.Query, "operationName": &q.OperationName, "variables": &q.Variables,
		"extensions": &q.Extensions, "documentId": &q.DocumentID} {
		raw, ok := fields[name]
		if !ok || string(raw) == "null" {
			continue
		}
		if err := decodeJSON(bytes.NewReader(raw), to); err != nil {
			return failf(BadRequest, "%s has the wrong type", name)
		}
	}
	return nil
}

// decodeJSON reads one JSON value and nothing after it, numbers as written.
func decodeJSON(r io.Reader, to any) error {
	d := json.NewDecoder(r)
	d.UseNumber()
	if err := d.Decode(to); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("more than one value")
	}
	return nil
}

// A logNote is what the request log tells of a GraphQL request.
type logNote struct {
	operation string
	refusal   Code
	cost      int
	nodes     int
	trace     string
	parent    string // span id that new spans are children of
}

type noteKey struct{}

func note(ctx context.Context) *logNote {
	if n, ok := ctx.Value(noteKey{}).(*logNote); ok {
		return n
	}
	return &logNote{}
}

func traceOf(ctx context.Context) string { return note(ctx).trace }
