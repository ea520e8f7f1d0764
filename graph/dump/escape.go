package dump

import "unicode/utf8"

// Strings between quotation marks, as JSON and as N-Quads, TriG write them.
// The two differ in little, which a quoting says.

// A quoting says what a string may not hold as it is.
type quoting struct {
	// short has the letter after the backslash for an ASCII character, 'u'
	// for one that is written \u00XX, and 0 for one that stands for itself.
	short [utf8.RuneSelf]byte
	// separators tells whether U+2028 and U+2029 are written \u2028, \u2029.
	separators bool
	// invalid stands for a byte that is no UTF-8.
	invalid string
	hex     string // digits
}

func newQuoting(short map[byte]byte, separators bool, invalid, hex string) *quoting {
	q := &quoting{separators: separators, invalid: invalid, hex: hex}
	for c := range byte(0x20) {
		q.short[c] = 'u'
	}
	for c, letter := range short {
		q.short[c] = letter
	}
	return q
}

var (
	// jsonQuoting is as encoding/json has it, without escapes for HTML.
	jsonQuoting = newQuoting(map[byte]byte{'"': '"', '\\': '\\', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't'}, true, `\ufffd`, "0123456789abcdef")
	// rdfQuoting is that of canonical N-Quads (W3C, RDF 1.2 N-Triples,
	// section 4), which Turtle and TriG read too.
	rdfQuoting = newQuoting(map[byte]byte{'"': '"', '\\': '\\', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't', 0x7f: 'u'}, false, "\ufffd", "0123456789ABCDEF")
)

// appendQuoted appends s between quotation marks.
func (q *quoting) appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	start, i := 0, 0
	for {
		i += plainASCII(s[i:])
		if i >= len(s) {
			break
		}
		c := s[i]
		if c < utf8.RuneSelf {
			if short := q.short[c]; short != 0 {
				b = append(append(b, s[start:i]...), '\\', short)
				if short == 'u' {
					b = append(b, '0', '0', q.hex[c>>4], q.hex[c&0xf])
				}
				start = i + 1
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(append(b, s[start:i]...), q.invalid...)
			start = i + 1
		case q.separators && (r == 0x2028 || r == 0x2029):
			b = append(append(b, s[start:i]...), `\u202`...)
			b = append(b, q.hex[r&0xf])
			start = i + size
		}
		i += size
	}
	return append(append(b, s[start:]...), '"')
}

// plainASCII returns how many bytes at the start of s are characters of ASCII
// that stand for themselves everywhere, eight at a time.
func plainASCII(s string) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	n := 0
	for ; len(s)-n >= 8; n += 8 {
		p := s[n : n+8]
		w := uint64(p[0]) | uint64(p[1])<<8 | uint64(p[2])<<16 | uint64(p[3])<<24 | uint64(p[4])<<32 | uint64(p[5])<<40 | uint64(p[6])<<48 | uint64(p[7])<<56
		// The top bit of a byte of each term is set where the byte is not
		// ASCII, below 0x20, a quotation mark, a backslash, or 0x7f; above such
		// a byte it may be set for others too, which costs a second look.
		quote, slash := w^ones*'"', w^ones*'\\'
		if (w|(w-ones*0x20)|(quote-ones)|(slash-ones)|(w+ones))&tops != 0 {
			break
		}
	}
	for n < len(s) && s[n] >= 0x20 && s[n] < 0x7f && s[n] != '"' && s[n] != '\\' {
		n++
	}
	return n
}

// appendString appends s as a JSON string.
func appendString(b []byte, s string) []byte { return jsonQuoting.appendQuoted(b, s) }

// appendLiteral appends s as a quoted string of N-Quads and Turtle.
func appendLiteral(b []byte, s string) []byte { return rdfQuoting.appendQuoted(b, s) }
