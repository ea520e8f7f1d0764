package schema

import (
	"bytes"
	"context"
	"reflect"
	"strconv"
	"sync"

	gqlerrors "github.com/graph-gophers/graphql-go/errors"
	"github.com/vektah/gqlparser/v2/ast"
)

// A walk answers one query: it resolves the planned fields one after the
// other, each before the next one on its level, and writes as it goes.
type walk struct {
	srv     *Server
	ctx     context.Context
	context reflect.Value // ctx
	planner *planner
	meta    map[string]rawJSON // answers of introspection by response key
	out     []byte
	path    []step // of the field being resolved
	errs    []*gqlerrors.QueryError
	in      [3]reflect.Value
}

// A step of a path is a response key, or without one an index.
type step struct {
	alias string
	index int
}

// walkQuery answers a query. Without data the errors say why there is none.
func (s *Server) walkQuery(ctx context.Context, p *prepared) (a *answer) {
	defer func() {
		if cause := recover(); cause != nil {
			panicLogger{s}.LogPanic(ctx, cause)
			a = failed(panicHandler{}.MakePanicError(ctx, cause))
		}
	}()
	planner, op, err := newPlanner(p.text)
	var top *plan
	if err == nil {
		top, err = planner.plan(s.binding.query, []ast.SelectionSet{op.SelectionSet})
	}
	if err != nil {
		s.log.ErrorContext(ctx, "plan", "err", err, "operation", p.op.Name, "trace", traceOf(ctx))
		return failed(queryError(err))
	}
	scratch := scratches.Get().(*[]byte)
	defer scratches.Put(scratch)
	w := &walk{srv: s, ctx: ctx, context: reflect.ValueOf(ctx), planner: planner, meta: p.meta, out: append((*scratch)[:0], answerHead...)}
	w.object(s.root, top)
	w.out = append(w.out, answerTail...)
	if cap(w.out) <= maxScratch {
		*scratch = w.out
	}
	if err := ctx.Err(); err != nil {
		return failed(queryError(err))
	}
	whole := bytes.Clone(w.out)
	return &answer{whole: whole, Data: rawJSON(whole[len(answerHead) : len(whole)-len(answerTail)]), Errors: w.errs}
}

func failed(err *gqlerrors.QueryError) *answer {
	return &answer{Errors: []*gqlerrors.QueryError{err}}
}

// Data is written with what stands around it in an answer without errors, so
// that such an answer is not copied to be sent.
const (
	answerHead = `{"data":`
	answerTail = "}\n"
)

// scratches are buffers to write answers into: one that grows costs more than
// it takes to fill it.
var scratches = sync.Pool{New: func() any { return new([]byte) }}

const maxScratch = 1 << 20

const null = "null"

// object writes an object, and reports whether it came out as null, which it
// does when a field that must not be null did.
func (w *walk) object(resolver reflect.Value, p *plan) bool {
	start := len(w.out)
	lost := false
	w.out = append(w.out, '{')
	for i, f := range p.fields {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.out = append(w.out, f.key...)
		if f.field == nil {
			w.typename(f, p)
			continue
		}
		w.path = append(w.path, step{alias: f.alias})
		if w.field(resolver, f) && f.field.out.nonNull {
			lost = true
		}
		w.path = w.path[:len(w.path)-1]
	}
	if lost {
		w.out = append(w.out[:start], null...)
		return true
	}
	w.out = append(w.out, '}')
	return false
}

// typename writes the name of the type, or the answer of introspection whose
// place it keeps (see introspect.go).
func (w *walk) typename(f *planned, p *plan) {
	if answer, ok := w.meta[f.alias]; ok && len(w.path) == 0 {
		w.out = append(w.out, answer...)
		return
	}
	w.out = append(append(append(w.out, '"'), p.of.name...), '"')
}

// field resolves and writes a field.
func (w *walk) field(resolver reflect.Value, f *planned) (isNull bool) {
	if !f.field.call.IsValid() {
		return w.value(structValue(resolver.Elem(), f.field.index), f.field.out, f)
	}
	v, ok := w.call(resolver, f)
	if !ok {
		w.out = append(w.out, null...)
		return true
	}
	return w.value(v, f.field.out, f)
}

func structValue(v reflect.Value, index []int) reflect.Value {
	if len(index) == 1 {
		return v.Field(index[0])
	}
	return v.FieldByIndex(index)
}

// call calls the method of a field. What it throws becomes an error of the
// field.
func (w *walk) call(resolver reflect.Value, f *planned) (v reflect.Value, ok bool) {
	defer func() {
		if cause := recover(); cause != nil {
			panicLogger{w.srv}.LogPanic(w.ctx, cause)
			w.fail(panicHandler{}.MakePanicError(w.ctx, cause))
			ok = false
		}
	}()
	if err := w.ctx.Err(); err != nil {
		w.fail(queryError(err))
		return v, false
	}
	if f.field.direct != nil {
		return f.field.direct(resolver), true
	}
	in := append(w.in[:0], resolver)
	if f.field.context {
		in = append(in, w.context)
	}
	if f.args.IsValid() {
		in = append(in, f.args)
	}
	return f.field.call.Call(in)[0], true
}

// maxErrors bounds the errors that an answer lists: one cause often shows at
// every node.
const maxErrors = 10

// fail notes an error of the field being resolved.
func (w *walk) fail(err *gqlerrors.QueryError) {
	if len(w.errs) == maxErrors {
		return
	}
	err.Path = make([]any, len(w.path))
	for i, s := range w.path {
		err.Path[i] = s.index
		if s.alias != "" {
			err.Path[i] = s.alias
		}
	}
	w.errs = append(w.errs, err)
}

// value writes a result, and reports whether it came out as null.
func (w *walk) value(v reflect.Value, t *output, f *planned) bool {
	if k := v.Kind(); (k == reflect.Pointer || k == reflect.Interface) && v.IsNil() {
		if t.nonNull {
			w.fail(gqlerrors.Errorf("graphql: got nil for non-null %q", t.text))
		}
		w.out = append(w.out, null...)
		return true
	}
	if t.object != nil {
		return w.composite(v, t.object, f)
	}
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch t.leaf {
	case leafString:
		w.out = appendString(w.out, v.String())
		return false
	case leafInt:
		w.out = strconv.AppendInt(w.out, v.Int(), 10)
		return false
	case leafEnum:
		name, ok := t.enum[v.String()]
		if !ok {
			w.fail(gqlerrors.Errorf("%q is no value of %s", v.String(), t.text))
			w.out = append(w.out, null...)
			return true
		}
		w.out = append(w.out, name...)
		return false
	case noLeaf:
		return w.list(v, t.elem, f)
	}
	var err error
	if w.out, err = appendLeaf(w.out, v); err != nil {
		w.fail(gqlerrors.Errorf("write %s: %s", t.text, err))
		w.out = append(w.out, null...)
		return true
	}
	return false
}

// composite writes an object of a type that may be abstract.
func (w *walk) composite(v reflect.Value, of *object, f *planned) bool {
	if of.may != nil {
		name, resolver := v.Interface().(abstract).concrete()
		if of = of.may[name]; of == nil {
			w.fail(gqlerrors.Errorf("no type %q here", name))
			w.out = append(w.out, null...)
			return true
		}
		v = reflect.ValueOf(resolver)
	}
	p, err := w.planner.under(f, of)
	if err != nil {
		w.fail(queryError(err))
		w.out = append(w.out, null...)
		return true
	}
	return w.object(v, p)
}

func (w *walk) list(v reflect.Value, elem *output, f *planned) bool {
	start := len(w.out)
	lost := false
	w.out = append(w.out, '[')
	for i := range v.Len() {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.path = append(w.path, step{index: i})
		if w.value(v.Index(i), elem, f) && elem.nonNull {
			lost = true
		}
		w.path = w.path[:len(w.path)-1]
	}
	if lost {
		w.out = append(w.out[:start], null...)
		return true
	}
	w.out = append(w.out, ']')
	return false
}
