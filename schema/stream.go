package schema

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	graphql "github.com/graph-gophers/graphql-go"
	"github.com/vektah/gqlparser/v2/ast"
)

// subscribe runs a subscription until ctx or the source ends.
func (s *Server) subscribe(ctx context.Context, p *prepared) <-chan *answer {
	out := make(chan *answer)
	s.streams.Go(func() {
		defer close(out)
		s.metrics.subscriptions.Inc()
		defer s.metrics.subscriptions.Dec()
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(s.ctx, cancel)()
		r := s.newRequest(ctx, p.cost, false)
		defer func() {
			cancel()
			r.end()
			r.close()
			for r.settle() {
			}
		}()
		responses, err := s.queries.Subscribe(context.WithValue(ctx, requestKey{}, r), p.text, "", nil)
		if err != nil {
			s.log.ErrorContext(ctx, "subscribe", "err", err)
			out <- refused(failf(Internal, "internal error"))
			return
		}
		for v := range responses {
			r.settle()
			res, ok := v.(*graphql.Response)
			if !ok {
				continue
			}
			a := &answer{Data: rawJSON(res.Data), Errors: s.sanitize(ctx, res.Errors)}
			select {
			case out <- a:
			case <-ctx.Done():
				return
			}
		}
	})
	return out
}

// stream answers an operation as server-sent events, one connection an
// operation (graphql-sse's distinct connections mode).
func (s *Server) stream(w http.ResponseWriter, r *http.Request, p *prepared) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	rc := http.NewResponseController(w)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	send := func(event string, v any) bool {
		var data []byte
		if v != nil {
			data, _ = json.Marshal(v)
		}
		rc.SetWriteDeadline(time.Now().Add(s.limits.WriteTimeout))
		if _, err := fmt.Fprintf(w, "event: %s\ndata: %s\n\n", event, data); err != nil {
			return false
		}
		return rc.Flush() == nil
	}
	if p.op.Operation != ast.Subscription {
		if send("next", s.execute(ctx, p, nil)) {
			send("complete", nil)
		}
		return
	}
	rc.SetWriteDeadline(time.Now().Add(s.limits.WriteTimeout))
	fmt.Fprint(w, ":\n\n")
	rc.Flush()
	beat := time.NewTicker(pingInterval / 2)
	defer beat.Stop()
	answers := s.subscribe(ctx, p)
	for {
		select {
		case a, ok := <-answers:
			if !ok {
				send("complete", nil)
				return
			}
			if !send("next", a) {
				return
			}
		case <-beat.C:
			rc.SetWriteDeadline(time.Now().Add(s.limits.WriteTimeout))
			if _, err := fmt.Fprint(w, ":\n\n"); err != nil || rc.Flush() != nil {
				return
			}
		}
	}
}
