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

func newOutput(w io.Writer) *output {
	b := bufio.NewWriterSize(w, 256<<10)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return &output{Writer: b, enc: enc}
}

// line writes v as JSON and a line end.
func (o *output) line(v any) error { return o.enc.Encode(v) }
