package schema

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// Queries are executed here and not by graph-gophers, which serves mutations
// and subscriptions from the same resolvers: its executor starts a goroutine
// for each field that takes arguments and for all fields above one, and gives
// each a buffer, which cost more than all reads of the store together
// (a page of 100 events with claims: 19.7 ms, of which 14). This one walks the
// document in one goroutine into one buffer. TestSameAnswers holds the two
// against each other.
//
//	bind.go   which Go method or field answers which field of the schema
//	input.go  arguments as Go values
//	plan.go   the fields of a document that are asked of a type
//	direct.go methods that are called without reflection
//	walk.go   resolving and writing them
//	write_json.go  leaves as JSON

// A binding knows the Go types behind the types of the schema. It is made
// once, when a server starts, and fails on whatever has no resolver.
type binding struct {
	types   *ast.Schema
	objects map[boundType]*object
	query   *object
}

// A boundType is a type of the schema as resolved by one Go type.
type boundType struct {
	name string
	by   reflect.Type
}

// An object is an object type with its resolver; of an interface or a union
// it only has the types that it may be.
type object struct {
	name   string
	fields map[string]*field
	is     map[string]bool    // its own name and those of its interfaces and unions
	may    map[string]*object // of an abstract type: by name
}

// A field is a field of an object: a struct field or a method of the
// resolver.
type field struct {
	name    string
	out     *output
	index   []int
	call    reflect.Value // method with the receiver first; invalid for a struct field
	direct  directCall    // the same without reflection, for some
	context bool
	args    *argumentPacker
}

// An output is a type in the place of a result.
type output struct {
	nonNull bool
	elem    *output // of a list
	object  *object // of an object, an interface or a union
	leaf    leafKind
	enum    map[string]string // the names of an enum, quoted
	text    string            // as in the schema
}

// An abstract resolver tells which object type it is, and gives that type's
// resolver.
type abstract interface {
	concrete() (name string, resolver any)
}

// newBinding binds the fields of Query and all that they lead to.
func newBinding(types *ast.Schema, root any) (*binding, error) {
	b := &binding{types: types, objects: map[boundType]*object{}}
	var err error
	b.query, err = b.object(types.Query, reflect.TypeOf(root))
	return b, err
}

func (b *binding) object(def *ast.Definition, by reflect.Type) (*object, error) {
	key := boundType{def.Name, by}
	if o, ok := b.objects[key]; ok {
		return o, nil
	}
	o := &object{name: def.Name, fields: map[string]*field{}, is: map[string]bool{def.Name: true}}
	b.objects[key] = o
	if def.Kind != ast.Object {
		return o, b.abstract(o, def, by)
	}
	for _, of := range b.types.GetImplements(def) {
		o.is[of.Name] = true
	}
	for _, f := range def.Fields {
		if strings.HasPrefix(f.Name, "__") {
			continue
		}
		bound, err := b.field(f, by)
		if err != nil {
			return nil, fmt.Errorf("%s.%s of %v: %w", def.Name, f.Name, by, err)
		}
		o.fields[f.Name] = bound
	}
	return o, nil
}

// abstract binds the types that an interface or a union may be, by the
// methods that convert to them.
func (b *binding) abstract(o *object, def *ast.Definition, by reflect.Type) error {
	if !by.Implements(reflect.TypeFor[abstract]()) {
		return fmt.Errorf("%v does not tell which %s it is", by, def.Name)
	}
	o.may = map[string]*object{}
	for _, p := range b.types.GetPossibleTypes(def) {
		m, ok := by.MethodByName("To" + p.Name)
		if !ok {
			return fmt.Errorf("%v has no method To%s", by, p.Name)
		}
		var err error
		if o.may[p.Name], err = b.object(p, m.Type.Out(0)); err != nil {
			return err
		}
	}
	return nil
}

func (b *binding) field(def *ast.FieldDefinition, by reflect.Type) (*field, error) {
	f := &field{name: def.Name}
	var result reflect.Type
	if m, ok := method(by, def.Name); ok {
		in := 1
		if m.Type.NumIn() > in && m.Type.In(in) == reflect.TypeFor[context.Context]() {
			f.context = true
			in++
		}
		if m.Type.NumIn() > in {
			var err error
			if f.args, err = newArgumentPacker(b.types, def.Arguments, m.Type.In(in)); err != nil {
				return nil, err
			}
			in++
		}
		if m.Type.NumIn() != in || m.Type.NumOut() != 1 {
			return nil, fmt.Errorf("method %s has other parameters or results than a resolver", m.Name)
		}
		f.call, result = m.Func, m.Type.Out(0)
		f.direct = direct[directKey{by, def.Name}]
	} else {
		s, ok := structField(by.Elem(), def.Name)
		if !ok {
			return nil, fmt.Errorf("neither a method nor a field")
		}
		f.index, result = s.Index, s.Type
	}
	var err error
	f.out, err = b.output(def.Type, result)
	return f, err
}

// output binds the type of a result.
func (b *binding) output(t *ast.Type, by reflect.Type) (*output, error) {
	o := &output{nonNull: t.NonNull, text: strings.TrimSuffix(t.String(), "!")}
	var err error
	if t.Elem != nil {
		if by.Kind() == reflect.Pointer {
			by = by.Elem()
		}
		if by.Kind() != reflect.Slice {
			return nil, fmt.Errorf("%v is no list", by)
		}
		o.elem, err = b.output(t.Elem, by.Elem())
		return o, err
	}
	switch def := b.types.Types[t.NamedType]; def.Kind {
	case ast.Object, ast.Interface, ast.Union:
		o.object, err = b.object(def, by)
	case ast.Scalar:
		o.leaf = leafOf(by)
	case ast.Enum:
		o.leaf = leafEnum
		o.enum = make(map[string]string, len(def.EnumValues))
		for _, v := range def.EnumValues {
			o.enum[v.Name] = `"` + v.Name + `"`
		}
	}
	return o, err
}

// method and structField find a resolver as graph-gophers does: whatever the
// case of the letters.
func method(by reflect.Type, name string) (reflect.Method, bool) {
	for i := range by.NumMethod() {
		if m := by.Method(i); strings.EqualFold(m.Name, name) {
			return m, true
		}
	}
	return reflect.Method{}, false
}

func structField(by reflect.Type, name string) (reflect.StructField, bool) {
	f, ok := by.FieldByNameFunc(func(s string) bool { return strings.EqualFold(s, name) })
	return f, ok && f.IsExported()
}
