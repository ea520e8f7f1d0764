package when

import "unicode/utf8"

// A lexeme is a word, a number or a punctuation mark with its class. The
// package reads its own lexemes rather than the tokens of a document, so that
// "mid-November", "26-27" and "Tuesday's" are the same parts under any
// tokenizer.
type lexeme struct {
	start, end int32
	value      int32 // number, month, unit ...: by class; a mark's byte
	class      class
	digits     uint8 // of a number
	capital    bool
	far        bool // a paragraph or more lies between this and the lexeme before
}

// lex splits text into lexemes.
func lex(text string) []lexeme {
	out := make([]lexeme, 0, len(text)/5+8)
	newlines := 0
	for i := 0; i < len(text); {
		c := text[i]
		var l lexeme
		switch {
		case c == '\n':
			newlines++
			i++
			continue
		case c == ' ' || c == '\t' || c == '\r':
			i++
			continue
		case c >= '0' && c <= '9':
			l = number(text, i)
		case isLetter(c):
			l = word(text, i)
		case c < utf8.RuneSelf:
			l = lexeme{end: int32(i + 1), class: mark, value: int32(c)}
			if c == '\'' {
				l = apostrophe(text, i, 1)
			}
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			switch {
			case r == '’' || r == '‘':
				l = apostrophe(text, i, n)
			case r >= '‐' && r <= '―' || r == '−':
				l = lexeme{end: int32(i + n), class: mark, value: '-'}
			case r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\u200b':
				i += n
				continue
			case r < 'À' || r >= '\u2000' && r < '\u2c00':
				l = lexeme{end: int32(i + n), class: mark, value: '*'}
			default:
				l = word(text, i)
			}
		}
		l.start, l.far = int32(i), newlines > 1
		newlines = 0
		out = append(out, l)
		i = int(l.end)
	}
	return out
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// number reads digits. A number with a thousands comma or a decimal point is
// a lexeme of its own class: it counts things and dates nothing.
func number(text string, i int) lexeme {
	l := lexeme{class: digits}
	j := i
	for j < len(text) && text[j] >= '0' && text[j] <= '9' {
		if j-i < 8 {
			l.value = l.value*10 + int32(text[j]-'0')
		}
		j++
	}
	l.digits = uint8(min(j-i, 255))
	if j+3 < len(text) && text[j] == ',' && isDigits(text[j+1:j+4]) && (j+4 == len(text) || !isDigits(text[j+4:j+5])) && j-i <= 3 {
		for j+3 < len(text) && text[j] == ',' && isDigits(text[j+1:j+4]) {
			j += 4
		}
		l.class = amount
	}
	l.end = int32(j)
	if l.class == digits && j+1 < len(text) && l.digits <= 2 && ordinalSuffix(text[j:]) {
		l.end, l.class = int32(j+2), ordinal
	}
	return l
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func ordinalSuffix(s string) bool {
	if len(s) > 2 && isLetter(s[2]) {
		return false
	}
	a, b := s[0]|0x20, s[1]|0x20
	return a == 't' && b == 'h' || a == 's' && b == 't' || a == 'n' && b == 'd' || a == 'r' && b == 'd'
}

// longest is the length of the longest word in the table.
const longest = 12

func word(text string, i int) lexeme {
	var low [longest]byte
	j, plain := i, true
	for j < len(text) {
		c := text[j]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(text[j:])
			if r < 'À' || r >= '\u2000' && r < '\u2c00' {
				break
			}
			plain = false
			j += n
			continue
		}
		if !isLetter(c) {
			break
		}
		if j-i < longest {
			low[j-i] = c | 0x20
		}
		j++
	}
	l := lexeme{end: int32(j), class: other, capital: text[i] >= 'A' && text[i] <= 'Z'}
	if plain && j-i <= longest {
		if w, ok := words[string(low[:j-i])]; ok {
			l.class, l.value = w.class, w.value
		}
	}
	return l
}

// apostrophe reads 's, or a lone mark.
func apostrophe(text string, i, n int) lexeme {
	j := i + n
	if j < len(text) && text[j]|0x20 == 's' && (j+1 == len(text) || !isLetter(text[j+1])) {
		return lexeme{end: int32(j + 1), class: possessive}
	}
	return lexeme{end: int32(j), class: mark, value: '\''}
}
