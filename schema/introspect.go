package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// The fields __schema and __type have no resolvers: they are answered here,
// from the types themselves, and the document that is executed has a
// __typename in the place of each, which is then replaced.

// An introspector answers introspection fields over the schema's types.
type introspector struct {
	writer
	b bytes.Buffer
}

// introspects reports whether the selections ask for __schema or __type.
func introspects(set ast.SelectionSet) bool {
	return slices.ContainsFunc(set, func(sel ast.Selection) bool {
		switch sel := sel.(type) {
		case *ast.Field:
			return introspection(sel)
		case *ast.InlineFragment:
			return introspects(sel.SelectionSet)
		case *ast.FragmentSpread:
			return introspects(sel.Definition.SelectionSet)
		}
		return false
	})
}

func introspection(f *ast.Field) bool { return f.Name == "__schema" || f.Name == "__type" }

// introspect returns the answers to the introspection fields of op by
// response key.
func (s *Server) introspect(op *ast.OperationDefinition, vars map[string]any) map[string]rawJSON {
	out := map[string]rawJSON{}
	w := writer{types: s.types, vars: vars}
	for _, g := range w.collect(op.SelectionSet, nil) {
		if !introspection(g[0]) {
			continue
		}
		x := introspector{writer: w}
		var v any = s.types
		if g[0].Name == "__type" {
			v = nil
			if def := s.types.Types[x.argument(g[0], "name")]; def != nil {
				v = def
			}
		}
		x.value(v, merged(g))
		out[g[0].Alias] = x.b.Bytes()
	}
	return out
}

// argument returns a String argument.
func (w *writer) argument(f *ast.Field, name string) string {
	a := f.Arguments.ForName(name)
	if a == nil {
		return ""
	}
	v := a.Value
	if v.Kind == ast.Variable {
		switch x := w.vars[v.Raw].(type) {
		case string:
			return x
		case *ast.Value:
			return x.Raw
		}
		return ""
	}
	return v.Raw
}

// collect gathers the fields of a selection set by response key, in order.
// Type conditions need no look: introspection types have no others beside
// them, and neither have root types.
func (w *writer) collect(set ast.SelectionSet, groups [][]*ast.Field) [][]*ast.Field {
	for _, sel := range set {
		switch sel := sel.(type) {
		case *ast.Field:
			if !w.included(sel.Directives) {
				continue
			}
			i := slices.IndexFunc(groups, func(g []*ast.Field) bool { return g[0].Alias == sel.Alias })
			if i < 0 {
				groups = append(groups, []*ast.Field{sel})
			} else {
				groups[i] = append(groups[i], sel)
			}
		case *ast.InlineFragment:
			if w.included(sel.Directives) {
				groups = w.collect(sel.SelectionSet, groups)
			}
		case *ast.FragmentSpread:
			if w.included(sel.Directives) {
				groups = w.collect(sel.Definition.SelectionSet, groups)
			}
		}
	}
	return groups
}

func merged(g []*ast.Field) ast.SelectionSet {
	if len(g) == 1 {
		return g[0].SelectionSet
	}
	var set ast.SelectionSet
	for _, f := range g {
		set = append(set, f.SelectionSet...)
	}
	return set
}

// value writes a value: nil, a scalar, a list or an object of introspection.
func (x *introspector) value(v any, set ast.SelectionSet) {
	switch v := v.(type) {
	case []any:
		x.b.WriteByte('[')
		for i, e := range v {
			if i > 0 {
				x.b.WriteByte(',')
			}
			x.value(e, set)
		}
		x.b.WriteByte(']')
	case nil, string, bool, *string:
		data, _ := json.Marshal(v)
		x.b.Write(data)
	default:
		x.b.WriteByte('{')
		for i, g := range x.collect(set, nil) {
			if i > 0 {
				x.b.WriteByte(',')
			}
			fmt.Fprintf(&x.b, "%q:", g[0].Alias)
			x.value(x.resolve(v, g[0]), merged(g))
		}
		x.b.WriteByte('}')
	}
}

func (x *introspector) resolve(v any, f *ast.Field) any {
	if f.Name == "__typename" {
		return f.ObjectDefinition.Name
	}
	switch v := v.(type) {
	case *ast.Schema:
		return x.schemaField(v, f.Name)
	case *ast.Definition:
		return x.typeField(v, f)
	case *ast.Type:
		return x.wrapper(v, f)
	case *ast.FieldDefinition:
		return x.fieldField(v, f)
	case *ast.ArgumentDefinition:
		return x.inputField(v.Name, v.Description, v.Type, v.DefaultValue, v.Directives, f.Name)
	case *ast.EnumValueDefinition:
		return x.named(v.Name, v.Description, v.Directives, f.Name)
	case *ast.DirectiveDefinition:
		return x.directiveField(v, f)
	case inputValue:
		return x.inputField(v.Name, v.Description, v.Type, v.DefaultValue, v.Directives, f.Name)
	}
	panic(fmt.Sprintf("introspection of a %T", v))
}

// An inputValue is a field of an input object, which is told of as an
// argument is.
type inputValue struct{ *ast.FieldDefinition }

func (x *introspector) schemaField(s *ast.Schema, name string) any {
	switch name {
	case "description":
		return described(s.Description)
	case "types":
		return sorted(s.Types)
	case "directives":
		return sorted(s.Directives)
	case "queryType":
		return s.Query
	case "mutationType":
		return orNil(s.Mutation)
	case "subscriptionType":
		return orNil(s.Subscription)
	}
	return nil
}

func orNil(d *ast.Definition) any {
	if d == nil {
		return nil
	}
	return d
}

func sorted[T any](m map[string]T) []any {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := []any{}
	for _, k := range keys {
		out = append(out, m[k])
	}
	return out
}

func described(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// ref returns what a type reference leads to: a definition or a wrapper.
func (x *introspector) ref(t *ast.Type) any {
	if t.NonNull || t.Elem != nil {
		return t
	}
	return x.types.Types[t.NamedType]
}

func (x *introspector) wrapper(t *ast.Type, f *ast.Field) any {
	switch f.Name {
	case "kind":
		if t.NonNull {
			return "NON_NULL"
		}
		return "LIST"
	case "ofType":
		if t.NonNull {
			return x.ref(&ast.Type{NamedType: t.NamedType, Elem: t.Elem})
		}
		return x.ref(t.Elem)
	}
	return nil
}

func (x *introspector) typeField(d *ast.Definition, f *ast.Field) any {
	out := []any{}
	switch f.Name {
	case "kind":
		return string(d.Kind)
	case "name":
		return d.Name
	case "description":
		return described(d.Description)
	case "specifiedByURL":
		if s := d.Directives.ForName("specifiedBy"); s != nil {
			return s.Arguments.ForName("url").Value.Raw
		}
	case "isOneOf":
		if d.Kind == ast.InputObject {
			return d.Directives.ForName("oneOf") != nil
		}
	case "fields":
		if d.Kind != ast.Object && d.Kind != ast.Interface {
			return nil
		}
		for _, v := range d.Fields {
			if !strings.HasPrefix(v.Name, "__") && x.shown(v.Directives, f) {
				out = append(out, v)
			}
		}
		return out
	case "inputFields":
		if d.Kind != ast.InputObject {
			return nil
		}
		for _, v := range d.Fields {
			if x.shown(v.Directives, f) {
				out = append(out, inputValue{v})
			}
		}
		return out
	case "enumValues":
		if d.Kind != ast.Enum {
			return nil
		}
		for _, v := range d.EnumValues {
			if x.shown(v.Directives, f) {
				out = append(out, v)
			}
		}
		return out
	case "interfaces":
		if d.Kind != ast.Object && d.Kind != ast.Interface {
			return nil
		}
		for _, name := range d.Interfaces {
			out = append(out, x.types.Types[name])
		}
		return out
	case "possibleTypes":
		if d.Kind != ast.Interface && d.Kind != ast.Union {
			return nil
		}
		for _, p := range x.types.GetPossibleTypes(d) {
			if p.Kind == ast.Object {
				out = append(out, p)
			}
		}
		return out
	}
	return nil
}

// shown leaves out what is deprecated, unless it is asked for.
func (x *introspector) shown(ds ast.DirectiveList, f *ast.Field) bool {
	if ds.ForName("deprecated") == nil {
		return true
	}
	return x.argument(f, "includeDeprecated") == "true"
}

func (x *introspector) fieldField(d *ast.FieldDefinition, f *ast.Field) any {
	switch f.Name {
	case "args":
		return x.arguments(d.Arguments, f)
	case "type":
		return x.ref(d.Type)
	}
	return x.named(d.Name, d.Description, d.Directives, f.Name)
}

func (x *introspector) arguments(list ast.ArgumentDefinitionList, f *ast.Field) []any {
	out := []any{}
	for _, a := range list {
		if x.shown(a.Directives, f) {
			out = append(out, a)
		}
	}
	return out
}

func (x *introspector) inputField(name, description string, t *ast.Type, def *ast.Value, ds ast.DirectiveList, field string) any {
	switch field {
	case "type":
		return x.ref(t)
	case "defaultValue":
		if def == nil {
			return nil
		}
		return def.String()
	}
	return x.named(name, description, ds, field)
}

func (x *introspector) named(name, description string, ds ast.DirectiveList, field string) any {
	switch field {
	case "name":
		return name
	case "description":
		return described(description)
	case "isDeprecated":
		return ds.ForName("deprecated") != nil
	case "deprecationReason":
		if d := ds.ForName("deprecated"); d != nil {
			if a := d.Arguments.ForName("reason"); a != nil {
				return a.Value.Raw
			}
			return "No longer supported"
		}
	}
	return nil
}

func (x *introspector) directiveField(d *ast.DirectiveDefinition, f *ast.Field) any {
	switch f.Name {
	case "args":
		return x.arguments(d.Arguments, f)
	case "isRepeatable":
		return d.IsRepeatable
	case "locations":
		out := []any{}
		for _, l := range d.Locations {
			out = append(out, string(l))
		}
		return out
	}
	return x.named(d.Name, d.Description, nil, f.Name)
}
