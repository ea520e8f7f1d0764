package dump

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Lines are written as encoding/json writes them, without escapes for HTML, by
// appending to a buffer: what a type takes is found out once. That is several
// times as fast, and json_test.go holds the two to the same bytes.

// appendJSON appends v as JSON. Types are those of the lines: no maps with
// keys other than strings, no interfaces, no marshalers.
func appendJSON(b []byte, v any) []byte {
	rv := reflect.ValueOf(v)
	return writerOf(rv.Type())(b, rv)
}

// A jsonWriter appends a value of one type.
type jsonWriter func(b []byte, v reflect.Value) []byte

var jsonWriters sync.Map // reflect.Type => jsonWriter

func writerOf(t reflect.Type) jsonWriter {
	if w, ok := jsonWriters.Load(t); ok {
		return w.(jsonWriter)
	}
	w, _ := jsonWriters.LoadOrStore(t, newWriter(t))
	return w.(jsonWriter)
}

func newWriter(t reflect.Type) jsonWriter {
	switch t.Kind() {
	case reflect.String:
		return func(b []byte, v reflect.Value) []byte { return appendString(b, v.String()) }
	case reflect.Int:
		return func(b []byte, v reflect.Value) []byte { return strconv.AppendInt(b, v.Int(), 10) }
	case reflect.Uint64:
		return func(b []byte, v reflect.Value) []byte { return strconv.AppendUint(b, v.Uint(), 10) }
	case reflect.Float64:
		return func(b []byte, v reflect.Value) []byte { return appendFloat(b, v.Float()) }
	case reflect.Bool:
		return func(b []byte, v reflect.Value) []byte { return strconv.AppendBool(b, v.Bool()) }
	case reflect.Pointer:
		elem := writerOf(t.Elem())
		return func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, "null"...)
			}
			return elem(b, v.Elem())
		}
	case reflect.Slice, reflect.Array:
		return listWriter(t)
	case reflect.Map:
		return mapWriter(t)
	case reflect.Struct:
		return structWriter(t)
	}
	panic("dump: no JSON of " + t.String())
}

func listWriter(t reflect.Type) jsonWriter {
	elem := writerOf(t.Elem())
	return func(b []byte, v reflect.Value) []byte {
		if t.Kind() == reflect.Slice && v.IsNil() {
			return append(b, "null"...)
		}
		b = append(b, '[')
		for i := range v.Len() {
			if i > 0 {
				b = append(b, ',')
			}
			b = elem(b, v.Index(i))
		}
		return append(b, ']')
	}
}

// mapWriter sorts by key.
func mapWriter(t reflect.Type) jsonWriter {
	elem := writerOf(t.Elem())
	return func(b []byte, v reflect.Value) []byte {
		if v.IsNil() {
			return append(b, "null"...)
		}
		keys := v.MapKeys()
		slices.SortFunc(keys, func(x, y reflect.Value) int { return strings.Compare(x.String(), y.String()) })
		b = append(b, '{')
		for i, k := range keys {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendString(b, k.String()), ':')
			b = elem(b, v.MapIndex(k))
		}
		return append(b, '}')
	}
}

// A jsonField is a field of a struct, or of one embedded in it.
type jsonField struct {
	path      []int
	name      string // with quotation marks and colon
	omitEmpty bool
	write     jsonWriter
}

func structWriter(t reflect.Type) jsonWriter {
	fields := jsonFields(t, nil)
	return func(b []byte, v reflect.Value) []byte {
		b = append(b, '{')
		first := true
		for i := range fields {
			f := &fields[i]
			x := v
			for _, n := range f.path {
				x = x.Field(n)
			}
			if f.omitEmpty && empty(x) {
				continue
			}
			if !first {
				b = append(b, ',')
			}
			first = false
			b = f.write(append(b, f.name...), x)
		}
		return append(b, '}')
	}
}

func jsonFields(t reflect.Type, path []int) []jsonField {
	var list []jsonField
	for i := range t.NumField() {
		f := t.Field(i)
		at := append(slices.Clone(path), i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-":
		case f.Anonymous && name == "":
			list = append(list, jsonFields(f.Type, at)...)
		default:
			if name == "" {
				name = f.Name
			}
			list = append(list, jsonField{at, string(append(appendString(nil, name), ':')), options == "omitempty", writerOf(f.Type)})
		}
	}
	return list
}

// empty reports whether omitempty leaves v out.
func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.String, reflect.Array:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

// appendFloat appends x as JSON; what is no number becomes null.
func appendFloat(b []byte, x float64) []byte {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return append(b, "null"...)
	}
	if x == math.Trunc(x) && math.Abs(x) < 1e15 && !(x == 0 && math.Signbit(x)) {
		return strconv.AppendInt(b, int64(x), 10)
	}
	if a := math.Abs(x); a == 0 || a >= 1e-6 && a < 1e21 {
		return strconv.AppendFloat(b, x, 'f', -1, 64)
	}
	data, _ := json.Marshal(x) // cannot fail: x is finite
	return append(b, data...)
}
