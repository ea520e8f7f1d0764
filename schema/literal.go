package schema

import (
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// A writer of operations prints an operation with every variable replaced by
// its value and every argument coerced, for the executor. The executor
// applies no defaults to the variables of subscriptions, takes an unset
// variable of an argument with a default for null, and reads "Int!=7" as a
// name; a document without variables meets none of that. Nulls and unset
// values are left out, so an explicit null means what an absent value means.
type writer struct {
	types *ast.Schema
	vars  map[string]any // as given, or defaults; absent when unset
	b     strings.Builder
}

// variables checks the values given for the variables of op, as JSON with
// json.Number, and fills in the defaults.
func variables(types *ast.Schema, op *ast.OperationDefinition, given map[string]any) (map[string]any, *Error) {
	w := writer{types: types}
	out := map[string]any{}
	for _, d := range op.VariableDefinitions {
		v, ok := given[d.Variable]
		if !ok && d.DefaultValue != nil {
			out[d.Variable] = d.DefaultValue
			continue
		}
		if v == nil && d.Type.NonNull {
			return nil, failf(BadInput, "variable $%s of type %s needs a value", d.Variable, d.Type)
		}
		if !ok || v == nil {
			continue
		}
		w.b.Reset()
		if err := w.json(d.Type, v, "$"+d.Variable); err != nil {
			return nil, err
		}
		out[d.Variable] = v
	}
	return out, nil
}

// value prints an argument of the type t.
func (w *writer) value(t *ast.Type, v *ast.Value, at string) *Error {
	if v.Kind == ast.Variable {
		switch x := w.vars[v.Raw].(type) {
		case *ast.Value:
			return w.value(t, x, at)
		default:
			return w.json(t, x, at)
		}
	}
	if v.Kind == ast.NullValue {
		w.b.WriteString("null")
		return nil
	}
	if t.Elem != nil {
		if v.Kind != ast.ListValue {
			w.b.WriteByte('[')
			defer w.b.WriteByte(']')
			return w.value(t.Elem, v, at)
		}
		w.b.WriteByte('[')
		for i, c := range v.Children {
			if c.Value.Kind == ast.Variable && w.unset(c.Value) {
				if t.Elem.NonNull {
					return failf(BadInput, "%s[%d] needs a value", at, i)
				}
				w.b.WriteString("null ")
				continue
			}
			if err := w.value(t.Elem, c.Value, fmt.Sprintf("%s[%d]", at, i)); err != nil {
				return err
			}
			w.b.WriteByte(' ')
		}
		w.b.WriteByte(']')
		return nil
	}
	def := w.types.Types[t.NamedType]
	// The validator lets {} and [] pass for any scalar.
	if (v.Kind == ast.ObjectValue) != (def.Kind == ast.InputObject) || v.Kind == ast.ListValue ||
		def.Kind == ast.Enum && (v.Kind != ast.EnumValue || def.EnumValues.ForName(v.Raw) == nil) ||
		def.Kind == ast.Scalar && (v.Kind == ast.EnumValue || (v.Kind == ast.BooleanValue) != (t.NamedType == "Boolean")) {
		return failf(BadInput, "%s is not a %s", at, t.NamedType)
	}
	switch v.Kind {
	case ast.ObjectValue:
		w.b.WriteByte('{')
		for _, c := range v.Children {
			f := def.Fields.ForName(c.Name)
			if f == nil {
				return failf(BadInput, "%s has no field %q", at, c.Name)
			}
			if w.unset(c.Value) {
				if f.Type.NonNull && f.DefaultValue == nil || def.Directives.ForName("oneOf") != nil {
					return failf(BadInput, "%s.%s needs a value", at, c.Name)
				}
				continue
			}
			w.b.WriteString(c.Name + ":")
			if err := w.value(f.Type, c.Value, at+"."+c.Name); err != nil {
				return err
			}
			w.b.WriteByte(' ')
		}
		w.b.WriteByte('}')
		return nil
	case ast.StringValue, ast.BlockValue:
		return w.scalar(t, v.Raw, at)
	case ast.IntValue, ast.FloatValue:
		return w.scalar(t, json.Number(v.Raw), at)
	}
	w.b.WriteString(v.Raw) // a Boolean or an enum value, validated
	return nil
}

// unset reports whether a value is null or a variable without one.
func (w *writer) unset(v *ast.Value) bool {
	if v.Kind == ast.Variable {
		x, ok := w.vars[v.Raw]
		if d, isDefault := x.(*ast.Value); isDefault {
			return d.Kind == ast.NullValue
		}
		return !ok || x == nil
	}
	return v.Kind == ast.NullValue
}

// json prints a value given as JSON, coerced to t.
func (w *writer) json(t *ast.Type, v any, at string) *Error {
	if v == nil {
		if t.NonNull {
			return failf(BadInput, "%s needs a value of type %s", at, t)
		}
		w.b.WriteString("null")
		return nil
	}
	if t.Elem != nil {
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		w.b.WriteByte('[')
		for i, x := range list {
			if err := w.json(t.Elem, x, fmt.Sprintf("%s[%d]", at, i)); err != nil {
				return err
			}
			w.b.WriteByte(' ')
		}
		w.b.WriteByte(']')
		return nil
	}
	def := w.types.Types[t.NamedType]
	switch def.Kind {
	case ast.Enum:
		name, ok := v.(string)
		if !ok || def.EnumValues.ForName(name) == nil {
			return failf(BadInput, "%s is not a %s", at, t.NamedType)
		}
		w.b.WriteString(name)
		return nil
	case ast.InputObject:
		return w.object(def, v, at)
	}
	return w.scalar(t, v, at)
}

func (w *writer) object(def *ast.Definition, v any, at string) *Error {
	m, ok := v.(map[string]any)
	if !ok {
		return failf(BadInput, "%s is not a %s", at, def.Name)
	}
	names := make([]string, 0, len(m))
	for name := range m {
		if def.Fields.ForName(name) == nil {
			return failf(BadInput, "%s has no field %.80q", at, name)
		}
		names = append(names, name)
	}
	slices.Sort(names)
	if def.Directives.ForName("oneOf") != nil && (len(names) != 1 || m[names[0]] == nil) {
		return failf(BadInput, "%s needs exactly one field", at)
	}
	w.b.WriteByte('{')
	for _, f := range def.Fields {
		x, ok := m[f.Name]
		if !ok || x == nil {
			if f.Type.NonNull && f.DefaultValue == nil || ok && f.Type.NonNull {
				return failf(BadInput, "%s.%s needs a value of type %s", at, f.Name, f.Type)
			}
			continue
		}
		w.b.WriteString(f.Name + ":")
		if err := w.json(f.Type, x, at+"."+f.Name); err != nil {
			return err
		}
		w.b.WriteByte(' ')
	}
	w.b.WriteByte('}')
	return nil
}

// scalar prints a string, json.Number or bool as the scalar t.
func (w *writer) scalar(t *ast.Type, v any, at string) *Error {
	bad := func() *Error { return failf(BadInput, "%s is not a %s", at, t.NamedType) }
	switch t.NamedType {
	case "Int":
		n, ok := v.(json.Number)
		if !ok {
			return bad()
		}
		f, err := n.Float64()
		if err != nil || f != math.Trunc(f) || f < math.MinInt32 || f > math.MaxInt32 {
			return bad()
		}
		w.b.WriteString(strconv.Itoa(int(f)))
	case "Float":
		n, ok := v.(json.Number)
		if !ok {
			return bad()
		}
		f, err := n.Float64()
		if err != nil || math.IsInf(f, 0) {
			return bad()
		}
		w.b.WriteString(strconv.FormatFloat(f, 'g', -1, 64))
	case "Boolean":
		x, ok := v.(bool)
		if !ok {
			return bad()
		}
		w.b.WriteString(strconv.FormatBool(x))
	case "ID":
		s, ok := v.(string)
		if n, isNumber := v.(json.Number); isNumber && !strings.ContainsAny(string(n), ".eE") {
			s, ok = string(n), true
		}
		if !ok {
			return bad()
		}
		w.quote(s)
	default:
		s, ok := v.(string)
		if !ok || !validScalar(t.NamedType, s) {
			return bad()
		}
		w.quote(s)
	}
	return nil
}

func validScalar(name, s string) bool {
	switch name {
	case "Date":
		_, ok := graph.ParseDay(s)
		return ok
	case "URL":
		u, err := url.Parse(s)
		return err == nil && u.IsAbs() && u.Host != ""
	case "LanguageTag":
		return s != "" && len(s) <= 35 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == ""
	}
	return true
}

// quote prints a string so that both GraphQL and the executor's lexer, which
// reads Go's escapes, take it for the same.
func (w *writer) quote(s string) {
	s = strings.ToValidUTF8(s, "\uFFFD")
	b, _ := json.Marshal(s)
	w.b.WriteString(strings.ReplaceAll(string(b), "\ufeff", `\ufeff`)) // the lexer refuses a byte order mark
}
