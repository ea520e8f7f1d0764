package nlp

import (
	"encoding/binary"
	"fmt"
	"math"
)

// A modelReader reads the parts of a model file; the first error stays.
type modelReader struct {
	b   []byte
	err error
}

func (r *modelReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("model file: bad "+format, args...)
	}
	r.b = nil
}

func (r *modelReader) int() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > math.MaxInt32*2+1 {
		r.fail("number")
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

func (r *modelReader) signed() int {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.fail("number")
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

func (r *modelReader) string() string {
	n := r.int()
	if n > len(r.b) {
		r.fail("string")
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *modelReader) uint64() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.fail("number")
		return 0
	}
	r.b = r.b[n:]
	return v
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}
