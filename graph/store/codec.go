package store

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"sync"
)

// Records are written field by field in the order of their declaration:
// numbers as varints, floats as 8 bytes, texts and slices with their length
// before them, a struct with its number of fields. So a record written before
// a field was added still reads, as long as fields are only appended;
// TestLayout holds them to it. About five times as fast as JSON, which matters
// because every read of a page decodes records.

// A coder writes and reads one type.
type coder struct {
	put func(b []byte, v reflect.Value) []byte
	get func(d *decoder, v reflect.Value)
}

// A decoder reads from one text, of which the strings it returns are parts.
type decoder struct {
	s   string
	bad bool
}

func (d *decoder) uvarint() uint64 {
	var v uint64
	for i := range min(len(d.s), binary.MaxVarintLen64) {
		c := d.s[i]
		v |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			d.s = d.s[i+1:]
			return v
		}
	}
	d.bad, d.s = true, ""
	return 0
}

func (d *decoder) text(n uint64) string {
	if n > uint64(len(d.s)) {
		d.bad, d.s = true, ""
		return ""
	}
	s := d.s[:n]
	d.s = d.s[n:]
	return s
}

// length reads a length of things that take at least one byte each, so that a
// damaged length cannot ask for more memory than the record is long.
func (d *decoder) length() int {
	n := d.uvarint()
	if n > uint64(len(d.s))+1 {
		d.bad, d.s = true, ""
		return 0
	}
	return int(n)
}

// encode appends the record v points to to b.
func encode[T any](b []byte, v *T) []byte {
	rv := reflect.ValueOf(v).Elem()
	return coderOf(rv.Type()).put(b, rv)
}

// decode reads a record.
func decode[T any](b []byte) (T, error) {
	var v T
	d := decoder{s: string(b)}
	rv := reflect.ValueOf(&v).Elem()
	coderOf(rv.Type()).get(&d, rv)
	if d.bad || d.s != "" {
		return v, fmt.Errorf("%w: malformed %s", ErrDamaged, rv.Type())
	}
	return v, nil
}

var coders sync.Map // reflect.Type => *coder

func coderOf(t reflect.Type) *coder {
	if c, ok := coders.Load(t); ok {
		return c.(*coder)
	}
	c, _ := coders.LoadOrStore(t, newCoder(t))
	return c.(*coder)
}

func newCoder(t reflect.Type) *coder {
	switch t.Kind() {
	case reflect.String:
		return &coder{
			func(b []byte, v reflect.Value) []byte { return appendText(b, v.String()) },
			func(d *decoder, v reflect.Value) { v.SetString(d.text(d.uvarint())) },
		}
	case reflect.Int, reflect.Int64, reflect.Int32:
		return &coder{
			func(b []byte, v reflect.Value) []byte { return binary.AppendVarint(b, v.Int()) },
			func(d *decoder, v reflect.Value) { u := d.uvarint(); v.SetInt(int64(u>>1) ^ -int64(u&1)) },
		}
	case reflect.Uint64:
		// Uint64s are hashes: varints would be longer.
		return &coder{
			func(b []byte, v reflect.Value) []byte { return binary.LittleEndian.AppendUint64(b, v.Uint()) },
			func(d *decoder, v reflect.Value) { v.SetUint(d.fixed()) },
		}
	case reflect.Float64:
		return &coder{
			func(b []byte, v reflect.Value) []byte {
				return binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float()))
			},
			func(d *decoder, v reflect.Value) { v.SetFloat(math.Float64frombits(d.fixed())) },
		}
	case reflect.Bool:
		return &coder{
			func(b []byte, v reflect.Value) []byte {
				if v.Bool() {
					return append(b, 1)
				}
				return append(b, 0)
			},
			func(d *decoder, v reflect.Value) { v.SetBool(d.uvarint() == 1) },
		}
	case reflect.Slice:
		return sliceCoder(t)
	case reflect.Pointer:
		return pointerCoder(t)
	case reflect.Struct:
		return structCoder(t)
	}
	panic("store: no coder for " + t.String())
}

func (d *decoder) fixed() uint64 {
	s := d.text(8)
	if d.bad {
		return 0
	}
	var u uint64
	for i := range 8 {
		u |= uint64(s[i]) << (8 * i)
	}
	return u
}

// sliceCoder tells a nil slice from an empty one: 0, or the length and one.
func sliceCoder(t reflect.Type) *coder {
	elem := coderOf(t.Elem())
	return &coder{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			b = binary.AppendUvarint(b, uint64(v.Len())+1)
			for i := range v.Len() {
				b = elem.put(b, v.Index(i))
			}
			return b
		},
		func(d *decoder, v reflect.Value) {
			n := d.length()
			if n == 0 {
				return
			}
			s := reflect.MakeSlice(t, n-1, n-1)
			for i := range n - 1 {
				if elem.get(d, s.Index(i)); d.bad {
					return
				}
			}
			v.Set(s)
		},
	}
}

func pointerCoder(t reflect.Type) *coder {
	elem := coderOf(t.Elem())
	return &coder{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			return elem.put(append(b, 1), v.Elem())
		},
		func(d *decoder, v reflect.Value) {
			if d.uvarint() == 1 {
				p := reflect.New(t.Elem())
				elem.get(d, p.Elem())
				v.Set(p)
			}
		},
	}
}

func structCoder(t reflect.Type) *coder {
	var parts []*coder
	for i := range t.NumField() {
		if f := t.Field(i); !f.IsExported() {
			panic(fmt.Sprintf("store: %s.%s is not exported", t, f.Name))
		} else {
			parts = append(parts, coderOf(f.Type))
		}
	}
	return &coder{
		func(b []byte, v reflect.Value) []byte {
			b = binary.AppendUvarint(b, uint64(len(parts)))
			for i, c := range parts {
				b = c.put(b, v.Field(i))
			}
			return b
		},
		func(d *decoder, v reflect.Value) {
			n := d.uvarint()
			if n > uint64(len(parts)) {
				d.bad, d.s = true, "" // written by a newer program
				return
			}
			for i := range n {
				if parts[i].get(d, v.Field(int(i))); d.bad {
					return
				}
			}
		},
	}
}
