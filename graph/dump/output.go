package dump

import "io"

// outputSize is how much an output collects before it hands it on.
const outputSize = 256 << 10

// An output collects what is written and hands it on in large pieces. It
// remembers its first error, and a writer may append to b itself. Without w it
// keeps all.
type output struct {
	w   io.Writer
	b   []byte
	err error
}

func newOutput(w io.Writer) *output {
	return &output{w: w, b: make([]byte, 0, outputSize+outputSize/4)}
}

// Write implements [io.Writer].
func (o *output) Write(b []byte) (int, error) {
	o.b = append(o.b, b...)
	return len(b), o.wrote()
}

// WriteString is Write of a string.
func (o *output) WriteString(s string) (int, error) {
	o.b = append(o.b, s...)
	return len(s), o.wrote()
}

// line writes v as JSON and a line end.
func (o *output) line(v any) error {
	o.b = append(appendJSON(o.b, v), '\n')
	return o.wrote()
}

// wrote hands on what was collected if it is enough. It is to be called after
// appending to b.
func (o *output) wrote() error {
	if len(o.b) < outputSize || o.w == nil {
		return o.err
	}
	return o.Flush()
}

// Flush hands on all.
func (o *output) Flush() error {
	if o.err == nil && len(o.b) > 0 {
		_, o.err = o.w.Write(o.b)
	}
	o.b = o.b[:0]
	return o.err
}

// reset implements [batch].
func (o *output) reset() { o.b = o.b[:0] }
