package schema

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"parley/schema/explorer"
)

// routes lays out the addresses.
func (s *Server) routes() (http.Handler, error) {
	guard := http.NewCrossOriginProtection()
	for _, o := range s.options.Origins {
		if err := guard.AddTrustedOrigin(o); err != nil {
			return nil, fmt.Errorf("origin %q: %w", o, err)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/graphql", s.graphql)
	mux.HandleFunc("GET /schema.graphql", func(w http.ResponseWriter, r *http.Request) {
		if s.readable(w, r) {
			write(w, r, http.StatusOK, "application/graphql; charset=utf-8", []byte(sdl))
		}
	})
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, r *http.Request) {
		write(w, r, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
	})
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("GET /metrics", s.metrics.handler())
	if s.options.Exporter != nil {
		mux.HandleFunc("GET /export", s.export)
	}
	mux.Handle("/", explorer.Handler())
	return s.observe(s.crossOrigin(guard, mux)), nil
}

// ready says whether requests can be answered.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	status, body := http.StatusOK, map[string]any{"ready": true}
	reader, err := s.snapshot(r.Context())
	switch {
	case s.ctx.Err() != nil:
		status, body = http.StatusServiceUnavailable, map[string]any{"ready": false, "why": "shutting down"}
		if err == nil {
			reader.Close()
		}
	case err != nil:
		s.log.ErrorContext(r.Context(), "open snapshot", "err", err)
		status, body = http.StatusServiceUnavailable, map[string]any{"ready": false, "why": "the store is not available"}
	default:
		body["revision"] = reader.Revision()
		reader.Close()
	}
	data, _ := json.Marshal(body)
	write(w, r, status, "application/json; charset=utf-8", append(data, '\n'))
}

// readable refuses readers without the token, where one is needed.
func (s *Server) readable(w http.ResponseWriter, r *http.Request) bool {
	err := s.authorize(r.Header.Get("Authorization"), false)
	if err != nil {
		w.Header().Set("WWW-Authenticate", `Bearer realm="parley"`)
		s.respond(w, r, mediaJSON, http.StatusUnauthorized, refused(err))
	}
	return err == nil
}

// observe gives each request a trace id, and logs and counts it.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		n := &logNote{}
		n.trace, n.parent = traceParent(r.Header.Get("Traceparent"))
		root := s.tracer.span(r.Method+" "+clip(r.URL.Path, 100), 2, n.trace, n.parent)
		if root != nil {
			n.parent = root.s.SpanID
		}
		w.Header().Set("Trace-Id", n.trace)
		rec := &recorder{ResponseWriter: w}
		defer func() {
			v := recover()
			if v == http.ErrAbortHandler {
				panic(v)
			}
			if v != nil {
				s.metrics.panics.Inc()
				s.log.ErrorContext(r.Context(), "panic in a handler", "panic", v, "trace", n.trace)
				if rec.status == 0 {
					http.Error(rec, "internal error", http.StatusInternalServerError)
				}
			}
			s.metrics.requests.WithLabelValues(label(r.URL.Path), strconv.Itoa(rec.status)).Inc()
			root.end(map[string]any{"http.request.method": r.Method, "url.path": clip(r.URL.Path, 100), "http.response.status_code": rec.status})
			args := []any{"method", r.Method, "path", clip(r.URL.Path, 100), "status", rec.status, "bytes", rec.bytes,
				"ms", float64(time.Since(start).Microseconds()) / 1000, "trace", n.trace}
			if n.operation != "" {
				args = append(args, "operation", n.operation, "cost", n.cost, "nodes", n.nodes)
			}
			if n.refusal != "" {
				args = append(args, "code", string(n.refusal))
			}
			s.log.InfoContext(r.Context(), "request", args...)
		}()
		next.ServeHTTP(rec, r.WithContext(context.WithValue(r.Context(), noteKey{}, n)))
	})
}

// label keeps the metrics' label values few.
func label(path string) string {
	switch path {
	case "/", "/graphql", "/graphiql", "/schema.graphql", "/export", "/livez", "/readyz", "/metrics":
		return path
	}
	return "other"
}

// A recorder remembers the status and the size of a response.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader remembers the status.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(b)
	r.bytes += int64(n)
	return n, err
}

// Unwrap gives http.ResponseController, and so the WebSocket's hijacking, the
// writer below.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
