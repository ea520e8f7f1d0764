package dump

import (
	"bufio"
	"encoding/json"
	"io"
)

// An output is a buffered writer that remembers its first error.
type output struct {
	*bufio.Writer
	enc *json.Encoder
}

func newOutput(w io.Writer) *output { return newOutputSize(w, 256<<10) }

// newBuffer returns an output for one record.
func newBuffer(w io.Writer) *output { return newOutputSize(w, 4<<10) }

func newOutputSize(w io.Writer, size int) *output {
	b := bufio.NewWriterSize(w, size)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return &output{Writer: b, enc: enc}
}

// line writes v as JSON and a line end.
func (o *output) line(v any) error { return o.enc.Encode(v) }
