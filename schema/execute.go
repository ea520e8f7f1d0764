package schema

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	graphql "github.com/graph-gophers/graphql-go"
	gqlerrors "github.com/graph-gophers/graphql-go/errors"
	"github.com/vektah/gqlparser/v2/ast"
)

// An operationRequest is a GraphQL request, however it came.
type operationRequest struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName"`
	Variables     map[string]any `json:"variables"`
	Extensions    map[string]any `json:"extensions"`
	DocumentID    string         `json:"documentId"`
}

// A prepared operation has passed every check that needs no graph.
type prepared struct {
	op   *ast.OperationDefinition
	text string // as the executor gets it
	cost cost
	meta map[string]rawJSON // answers of introspection by response key
}

// An answer is a GraphQL response. Data is nil when nothing was executed.
type answer struct {
	Errors []*gqlerrors.QueryError
	Data   rawJSON
	whole  []byte // the answer and a line's end around the data, when there are no errors; may be nil
	nodes  int

	packing sync.Once
	packed  []byte // line, by gzip; most answers that are kept are sent again
}

// rawJSON is JSON already.
type rawJSON []byte

// MarshalJSON writes the answer. The data is copied as it is: the standard
// encoder would read all of it once more.
func (a *answer) MarshalJSON() ([]byte, error) { return a.appendTo(nil) }

// line returns the answer as JSON on a line.
func (a *answer) line() ([]byte, error) {
	if a.whole != nil && len(a.Errors) == 0 {
		return a.whole, nil
	}
	b, err := a.appendTo(make([]byte, 0, len(a.Data)+256))
	return append(b, '\n'), err
}

// gzipped returns what line does, compressed, without compressing it twice.
func (a *answer) gzipped(line []byte) []byte {
	a.packing.Do(func() { a.packed = gzipped(line) })
	return a.packed
}

// appendTo appends the answer as JSON.
func (a *answer) appendTo(b []byte) ([]byte, error) {
	b = append(b, '{')
	if len(a.Errors) > 0 {
		errs, err := json.Marshal(a.Errors)
		if err != nil {
			return nil, err
		}
		b = append(append(b, `"errors":`...), errs...)
	}
	if a.Data != nil {
		if len(a.Errors) > 0 {
			b = append(b, ',')
		}
		b = append(append(b, `"data":`...), a.Data...)
	}
	return append(b, '}'), nil
}

// refused is the answer to a request that was not executed.
func refused(errs ...*Error) *answer {
	a := &answer{}
	for _, e := range errs {
		a.Errors = append(a.Errors, queryError(e))
	}
	return a
}

// prepare checks a request and prints it for the executor.
func (s *Server) prepare(q operationRequest) (*prepared, []*Error) {
	doc, errs := s.document(q.Query)
	if errs != nil {
		return nil, errs
	}
	op, err := operation(doc, q.OperationName)
	if err != nil {
		return nil, []*Error{err}
	}
	vars, err := variables(s.types, op, q.Variables)
	if err != nil {
		return nil, []*Error{err}
	}
	p := &prepared{op: op}
	if p.cost, err = s.count(doc, op, vars); err != nil {
		return nil, []*Error{err}
	}
	if op.Operation == ast.Query && introspects(op.SelectionSet) {
		p.meta = s.introspect(op, vars)
	}
	w := writer{types: s.types, vars: vars}
	if p.text, err = w.operation(doc, op); err != nil {
		return nil, []*Error{err}
	}
	return p, nil
}

// execute answers a query or a mutation, over reader or a snapshot of its
// own, and closes it.
func (s *Server) execute(ctx context.Context, p *prepared, reader Reader) *answer {
	timeout := s.limits.Timeout
	if p.op.Operation == ast.Mutation {
		timeout = s.limits.MutationTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	r := s.newRequest(ctx, p.cost, p.op.Operation == ast.Mutation)
	r.reader = reader
	defer r.close()
	ctx = context.WithValue(ctx, requestKey{}, r)
	r.ctx = ctx
	start := time.Now()
	var a *answer
	if r.writes {
		res := s.everything.Exec(ctx, p.text, "", nil)
		a = &answer{Data: rawJSON(res.Data), Errors: res.Errors}
	} else {
		a = s.walkQuery(ctx, p)
	}
	s.metrics.executed(string(p.op.Operation), time.Since(start), r.nodes)
	a.nodes, a.Errors = r.nodes, s.sanitize(ctx, a.Errors)
	if a.Data == nil && ctx.Err() != nil {
		a.Errors = []*gqlerrors.QueryError{queryError(ctx.Err())}
	}
	return a
}

// sanitize gives each error of the executor a code and takes from it what is
// no client's business.
func (s *Server) sanitize(ctx context.Context, errs []*gqlerrors.QueryError) []*gqlerrors.QueryError {
	var out []*gqlerrors.QueryError
	for _, e := range errs {
		if len(out) == 10 {
			break // one cause often shows at every node
		}
		cause := cmpError(e.ResolverError, e.Err)
		switch {
		case e.Extensions["code"] != nil:
		case e.ResolverError == nil && e.Path == nil && ctx.Err() == nil:
			// The executor's own checks: what ours let through.
			message, _, _ := strings.Cut(e.Message, " Did you mean ")
			e = &gqlerrors.QueryError{Message: message, Locations: e.Locations, Extensions: failf(ValidationFailed, "").Extensions()}
		default:
			pub := s.public(cause)
			if pub.Code == Internal {
				s.log.ErrorContext(ctx, "resolver failed", "err", e.Message, "path", fmt.Sprint(e.Path), "trace", traceOf(ctx))
			}
			e = &gqlerrors.QueryError{Message: pub.Message, Path: e.Path, Extensions: pub.Extensions()}
		}
		out = append(out, e)
	}
	return out
}

func cmpError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// A panicHandler turns what resolvers throw into errors; a real panic becomes
// an internal error that says nothing.
type panicHandler struct{}

// MakePanicError implements the executor's interface.
func (panicHandler) MakePanicError(_ context.Context, value any) *gqlerrors.QueryError {
	if t, ok := value.(thrown); ok {
		e := &gqlerrors.QueryError{Err: t.err, ResolverError: t.err}
		var known *Error
		if errors.As(t.err, &known) {
			return queryError(known)
		}
		e.Message = t.err.Error()
		return e
	}
	return queryError(errors.New("panic"))
}

// A panicLogger logs real panics with their stack.
type panicLogger struct{ srv *Server }

// LogPanic implements the executor's interface.
func (l panicLogger) LogPanic(ctx context.Context, value any) {
	if _, ok := value.(thrown); ok {
		return
	}
	l.srv.metrics.panics.Inc()
	l.srv.log.ErrorContext(ctx, "panic in a resolver", "panic", fmt.Sprint(value), "stack", string(debug.Stack()), "trace", traceOf(ctx))
}

func (s *Server) executor(sdl string, root any) (*graphql.Schema, error) {
	return graphql.ParseSchema(sdl, root,
		graphql.UseStringDescriptions(), graphql.UseFieldResolvers(),
		graphql.MaxParallelism(1), graphql.MaxSelections(s.limits.MaxSelections), graphql.MaxDepth(0),
		graphql.OverlapValidationLimit(1_000_000), graphql.DisableFieldSelections(), graphql.MaxPooledBufferCap(1<<20),
		graphql.PanicHandler(panicHandler{}), graphql.Logger(panicLogger{s}),
		graphql.SubscribeResolverTimeout(s.limits.Timeout))
}
