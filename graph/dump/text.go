package dump

import "unicode/utf8"

// A textIndex finds code points in a text without reading it from the start.
type textIndex struct {
	text string
	at   []int32 // byte of every 64th code point; nil when all are one byte
	n    int     // code points
}

const indexStep = 64

func newTextIndex(s string) textIndex {
	t := textIndex{text: s, n: utf8.RuneCountInString(s)}
	if t.n == len(s) {
		return t
	}
	n := 0
	for i := range s {
		if n%indexStep == 0 {
			t.at = append(t.at, int32(i))
		}
		n++
	}
	return t
}

// byte returns where code point n starts.
func (t *textIndex) byte(n int) int {
	if t.at == nil {
		return n
	}
	if n >= t.n {
		return len(t.text)
	}
	i := int(t.at[n/indexStep])
	for range n % indexStep {
		_, size := utf8.DecodeRuneInString(t.text[i:])
		i += size
	}
	return i
}

// slice returns the code points [start, end), or "" when the text does not
// have them.
func (t *textIndex) slice(start, end int) string {
	if start < 0 || end < start || end > t.n {
		return ""
	}
	return t.text[t.byte(start):t.byte(end)]
}
