package dump

import (
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"parley/graph"
)

// TestLinesAreAsInEncodingJSON fills every type of line with anything and
// compares the two. A field that is added to the model is in it by itself.
func TestLinesAreAsInEncodingJSON(t *testing.T) {
	for _, line := range []any{headerLine{}, outletLine{}, articleLine{}, entityLine{}, eventLine{}, reportLine{}, decisionLine{}, removedLine{}, ftmLine{},
		ploverLine{}, graph.Event{}, graph.Entity{}} {
		typ := reflect.TypeOf(line)
		t.Run(typ.Name(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				v := reflect.New(typ)
				fillAny(t, v.Elem())
				if got, want := string(appendJSON(nil, v.Interface())), standard(t, v.Interface()); got != want {
					t.Errorf("appendJSON:\n%s\nencoding/json:\n%s", got, want)
				}
			})
		})
	}
}

// fillAny sets v to a drawn value, lists and pointers to nil now and then.
func fillAny(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.OneOf(rapid.SampledFrom(awkward), rapid.Just("")).Draw(t, "text"))
	case reflect.Int, reflect.Int64:
		v.SetInt(rapid.Int64Range(-2, 1<<40).Draw(t, "number"))
	case reflect.Uint64:
		v.SetUint(rapid.Uint64().Draw(t, "number"))
	case reflect.Float64:
		v.SetFloat(rapid.OneOf(rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 0.95, 1e-7, 1e21, 123456789012345680}), rapid.Float64Range(-1e22, 1e22)).Draw(t, "float"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case reflect.Pointer:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.New(v.Type().Elem()))
			fillAny(t, v.Elem())
		}
	case reflect.Slice:
		n := rapid.SampledFrom([]int{2, 1, 0, -1}).Draw(t, "length")
		if n >= 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		for i := range max(n, 0) {
			fillAny(t, v.Index(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			fillAny(t, v.Index(i))
		}
	case reflect.Map:
		if !rapid.Bool().Draw(t, "there") {
			return
		}
		v.Set(reflect.MakeMap(v.Type()))
		for _, key := range []string{"b", "a", "é\n"} {
			x := reflect.New(v.Type().Elem()).Elem()
			fillAny(t, x)
			v.SetMapIndex(reflect.ValueOf(key), x)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fillAny(t, v.Field(i))
		}
	default:
		t.Fatalf("no values of %s", v.Type())
	}
}
