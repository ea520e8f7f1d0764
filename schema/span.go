package schema

import (
	"unicode/utf8"

	"parley/graph"
)

// texts are the texts of one article, with a table of byte offsets, so that a
// span is cut out without counting from the start each time.
type texts struct {
	title, body string
	// at holds the byte offset of every 64th code point of the body; nil when
	// the body is ASCII, where offsets are what they are.
	at []int
}

const stride = 64

func (r *request) texts(key string) *texts {
	t, ok := r.runes[key]
	if !ok {
		found := r.article(key)
		found.read()
		a := &found.a
		t = &texts{title: a.Title, body: a.Text}
		if !ascii(a.Text) {
			n := 0
			for i := range a.Text {
				if n%stride == 0 {
					t.at = append(t.at, i)
				}
				n++
			}
		}
		r.runes[key] = t
	}
	return t
}

// A textSpan resolves TextSpan.
type textSpan struct {
	r   *request
	key string
	s   graph.Span

	Field      string
	Start, End int32
}

func (r *request) span(key string, s graph.Span) *textSpan {
	field := "TEXT"
	if s.Field == graph.TitleField {
		field = "TITLE"
	}
	return &textSpan{r, key, s, field, int32(s.Start), int32(s.End)}
}

// Exact returns the quoted text.
func (t *textSpan) Exact() string {
	x := t.r.texts(t.key)
	if t.s.Field == graph.TitleField {
		return cut(x.title, nil, t.s.Start, t.s.End)
	}
	if x.at == nil {
		if t.s.Start < 0 || t.s.End <= t.s.Start || t.s.End > len(x.body) {
			return ""
		}
		return t.r.chargeText(x.body[t.s.Start:t.s.End])
	}
	return t.r.chargeText(cut(x.body, x.at, t.s.Start, t.s.End))
}

func ascii(s string) bool {
	var all byte
	for i := range len(s) {
		all |= s[i]
	}
	return all < utf8.RuneSelf
}

// cut returns the code points [start, end) of s; at is a table as in texts.
func cut(s string, at []int, start, end int) string {
	if start < 0 || end <= start {
		return ""
	}
	n, from := 0, 0
	if i := start / stride; i < len(at) {
		n, from = i*stride, at[i]
	}
	first := -1
	for i := range s[from:] {
		if n == start {
			first = from + i
		}
		if n == end {
			return s[first : from+i]
		}
		n++
	}
	if first < 0 || n != end {
		return ""
	}
	return s[first:]
}
