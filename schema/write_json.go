package schema

import (
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"unicode/utf8"

	graphql "github.com/graph-gophers/graphql-go"
)

// A leafKind says how a leaf is written.
type leafKind int

const (
	noLeaf leafKind = iota
	leafString
	leafInt
	leafEnum
	leafOther
)

// leafOf returns the kind of a scalar.
func leafOf(by reflect.Type) leafKind {
	if by.Kind() == reflect.Pointer {
		by = by.Elem()
	}
	switch by {
	case reflect.TypeFor[string](), reflect.TypeFor[text](), reflect.TypeFor[graphql.ID]():
		return leafString
	case reflect.TypeFor[int32]():
		return leafInt
	}
	return leafOther
}

// appendLeaf appends a scalar other than strings and integers as
// encoding/json writes it.
func appendLeaf(b []byte, v reflect.Value) ([]byte, error) {
	switch v.Kind() {
	case reflect.Bool:
		return strconv.AppendBool(b, v.Bool()), nil
	case reflect.Float64:
		f := v.Float()
		// Outside of these bounds encoding/json writes exponents.
		if x := math.Abs(f); x == 0 || x >= 1e-6 && x < 1e21 {
			return strconv.AppendFloat(b, f, 'f', -1, 64), nil
		}
	}
	data, err := json.Marshal(v.Interface())
	return append(b, data...), err
}

const hexDigits = "0123456789abcdef"

// appendString appends a string as encoding/json writes it: also what HTML
// and JavaScript could mistake is escaped.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' {
				i++
				continue
			}
			b = append(b, s[start:i]...)
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\b':
				b = append(b, '\\', 'b')
			case '\f':
				b = append(b, '\\', 'f')
			case '\n':
				b = append(b, '\\', 'n')
			case '\r':
				b = append(b, '\\', 'r')
			case '\t':
				b = append(b, '\\', 't')
			default:
				b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			}
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(append(b, s[start:i]...), `\ufffd`...)
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[start:i]...), '\\', 'u', '2', '0', '2', hexDigits[r&15])
		default:
			i += size
			continue
		}
		i += size
		start = i
	}
	return append(append(b, s[start:]...), '"')
}
