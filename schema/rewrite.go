package schema

import (
	"encoding/json"
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
)

// rewrite prints op with the fragments it uses, its variables replaced by
// their values.
func (w *writer) operation(doc *ast.QueryDocument, op *ast.OperationDefinition) (string, *Error) {
	w.b.Reset()
	w.b.WriteString(string(op.Operation) + " " + op.Name)
	used := map[string]bool{}
	if err := w.selections(op.SelectionSet, used); err != nil {
		return "", err
	}
	done := map[string]bool{}
	for len(done) < len(used) {
		for _, f := range doc.Fragments {
			if !used[f.Name] || done[f.Name] {
				continue
			}
			done[f.Name] = true
			fmt.Fprintf(&w.b, " fragment %s on %s", f.Name, f.TypeCondition)
			if err := w.selections(f.SelectionSet, used); err != nil {
				return "", err
			}
		}
	}
	return w.b.String(), nil
}

func (w *writer) selections(set ast.SelectionSet, used map[string]bool) *Error {
	if len(set) == 0 {
		return nil
	}
	w.b.WriteByte('{')
	for _, sel := range set {
		var err *Error
		switch sel := sel.(type) {
		case *ast.Field:
			err = w.field(sel, used)
		case *ast.InlineFragment:
			w.b.WriteString("...")
			if sel.TypeCondition != "" {
				w.b.WriteString("on " + sel.TypeCondition)
			}
			if err = w.directives(sel.Directives); err == nil {
				err = w.selections(sel.SelectionSet, used)
			}
		case *ast.FragmentSpread:
			w.b.WriteString("..." + sel.Name)
			used[sel.Name] = true
			err = w.directives(sel.Directives)
		}
		if err != nil {
			return err
		}
		w.b.WriteByte('\n')
	}
	w.b.WriteByte('}')
	return nil
}

func (w *writer) field(f *ast.Field, used map[string]bool) *Error {
	if f.Alias != f.Name {
		w.b.WriteString(f.Alias + ":")
	}
	if introspection(f) {
		if f.Alias == f.Name {
			w.b.WriteString(f.Alias + ":")
		}
		w.b.WriteString("__typename") // see introspect.go
		return w.directives(f.Directives)
	}
	w.b.WriteString(f.Name)
	open := false
	for _, a := range f.Arguments {
		if w.unset(a.Value) {
			if def := f.Definition.Arguments.ForName(a.Name); def.Type.NonNull && def.DefaultValue == nil {
				return failf(BadInput, "argument %s of %s needs a value", a.Name, f.Name)
			}
			continue
		}
		if !open {
			w.b.WriteByte('(')
			open = true
		}
		w.b.WriteString(a.Name + ":")
		if err := w.value(f.Definition.Arguments.ForName(a.Name).Type, a.Value, f.Name+"."+a.Name); err != nil {
			return err
		}
		w.b.WriteByte(' ')
	}
	if open {
		w.b.WriteByte(')')
	}
	if err := w.directives(f.Directives); err != nil {
		return err
	}
	return w.selections(f.SelectionSet, used)
}

func (w *writer) directives(ds ast.DirectiveList) *Error {
	for _, d := range ds {
		if d.Name != "skip" && d.Name != "include" {
			continue
		}
		fmt.Fprintf(&w.b, " @%s(if:", d.Name)
		v := d.Arguments.ForName("if").Value
		if w.unset(v) {
			return failf(BadInput, "@%s needs a value", d.Name)
		}
		if err := w.value(ast.NonNullNamedType("Boolean", nil), v, "@"+d.Name); err != nil {
			return err
		}
		w.b.WriteByte(')')
	}
	return nil
}

// included evaluates the @skip and @include of a selection.
func (w *writer) included(ds ast.DirectiveList) bool {
	for _, d := range ds {
		if d.Name != "skip" && d.Name != "include" {
			continue
		}
		a := d.Arguments.ForName("if")
		if a == nil {
			continue
		}
		v := a.Value
		yes := v.Raw == "true"
		if v.Kind == ast.Variable {
			switch x := w.vars[v.Raw].(type) {
			case bool:
				yes = x
			case *ast.Value:
				yes = x.Raw == "true"
			}
		}
		if yes == (d.Name == "skip") {
			return false
		}
	}
	return true
}

// number returns the Int argument of the name given to f, or its default, or
// the second result false.
func (w *writer) number(f *ast.Field, name string) (int, bool) {
	var v *ast.Value
	if a := f.Arguments.ForName(name); a != nil && !w.unset(a.Value) {
		v = a.Value
	} else if f.Definition != nil {
		if d := f.Definition.Arguments.ForName(name); d != nil {
			v = d.DefaultValue
		}
	}
	if v == nil {
		return 0, false
	}
	n := json.Number(v.Raw)
	if v.Kind == ast.Variable {
		switch x := w.vars[v.Raw].(type) {
		case json.Number:
			n = x
		case *ast.Value:
			n = json.Number(x.Raw)
		}
	}
	f64, err := n.Float64()
	if err != nil {
		return 0, false
	}
	return int(f64), true
}

// length returns how many items the list argument of the name has.
func (w *writer) length(f *ast.Field, name string) int {
	a := f.Arguments.ForName(name)
	if a == nil || w.unset(a.Value) {
		return 0
	}
	switch a.Value.Kind {
	case ast.ListValue:
		return len(a.Value.Children)
	case ast.Variable:
		switch x := w.vars[a.Value.Raw].(type) {
		case []any:
			return len(x)
		case *ast.Value:
			return max(1, len(x.Children))
		}
	}
	return 1
}
