package schema

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/graph-gophers/graphql-go/decode"
	"github.com/vektah/gqlparser/v2/ast"
)

// An argumentPacker makes the struct of a resolver's arguments, or one of an
// input type, from literals. Variables are gone by then (see [writer]).
type argumentPacker struct {
	types  *ast.Schema
	of     reflect.Type
	inputs []input
}

// An input is an argument or a field of an input type.
type input struct {
	name  string
	index []int
	t     *ast.Type
	def   *ast.Value // default; nil for none
}

func newArgumentPacker(types *ast.Schema, args ast.ArgumentDefinitionList, of reflect.Type) (*argumentPacker, error) {
	p := &argumentPacker{types: types, of: of}
	for _, a := range args {
		if err := p.add(a.Name, a.Type, a.DefaultValue); err != nil {
			return nil, err
		}
	}
	_, err := p.pack(nil) // sees whether all defaults fit
	return p, err
}

func (p *argumentPacker) add(name string, t *ast.Type, def *ast.Value) error {
	f, ok := structField(p.of, name)
	if !ok {
		return fmt.Errorf("%v has no field for %s", p.of, name)
	}
	p.inputs = append(p.inputs, input{name, f.Index, t, def})
	return nil
}

// pack returns the struct for the arguments given.
func (p *argumentPacker) pack(args ast.ArgumentList) (reflect.Value, error) {
	v := reflect.New(p.of).Elem()
	for _, in := range p.inputs {
		given := in.def
		if a := args.ForName(in.name); a != nil {
			given = a.Value
		}
		if given == nil {
			continue
		}
		if err := setInput(p.types, in.t, given, v.FieldByIndex(in.index)); err != nil {
			return v, fmt.Errorf("argument %s: %w", in.name, err)
		}
	}
	return v, nil
}

// setInput sets a Go value to a literal of the type t.
func setInput(types *ast.Schema, t *ast.Type, v *ast.Value, into reflect.Value) error {
	if v.Kind == ast.NullValue {
		return nil
	}
	if into.Kind() == reflect.Pointer {
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	if u, ok := into.Addr().Interface().(decode.Unmarshaler); ok {
		return u.UnmarshalGraphQL(v.Raw)
	}
	if t.Elem != nil {
		return setList(types, t.Elem, v, into)
	}
	switch into.Kind() {
	case reflect.String:
		into.SetString(v.Raw)
	case reflect.Bool:
		into.SetBool(v.Raw == "true")
	case reflect.Int32:
		n, err := strconv.ParseInt(v.Raw, 10, 32)
		if err != nil {
			return fmt.Errorf("not a 32-bit integer: %w", err)
		}
		into.SetInt(n)
	case reflect.Float64:
		f, err := strconv.ParseFloat(v.Raw, 64)
		if err != nil {
			return fmt.Errorf("not a number: %w", err)
		}
		into.SetFloat(f)
	case reflect.Struct:
		return setObject(types, types.Types[t.NamedType], v, into)
	default:
		return fmt.Errorf("no input is a %v", into.Type())
	}
	return nil
}

func setList(types *ast.Schema, elem *ast.Type, v *ast.Value, into reflect.Value) error {
	children := v.Children
	if v.Kind != ast.ListValue {
		children = ast.ChildValueList{{Value: v}}
	}
	into.Set(reflect.MakeSlice(into.Type(), len(children), len(children)))
	for i, c := range children {
		if err := setInput(types, elem, c.Value, into.Index(i)); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return nil
}

func setObject(types *ast.Schema, def *ast.Definition, v *ast.Value, into reflect.Value) error {
	for _, f := range def.Fields {
		given := v.Children.ForName(f.Name)
		if given == nil {
			given = f.DefaultValue
		}
		if given == nil {
			continue
		}
		s, ok := into.Type().FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, f.Name) })
		if !ok {
			return fmt.Errorf("%v has no field for %s", into.Type(), f.Name)
		}
		if err := setInput(types, f.Type, given, into.FieldByIndex(s.Index)); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return nil
}
