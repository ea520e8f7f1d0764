package nlp

import (
	"unicode"
	"unicode/utf8"
)

// charClass sorts characters by what may be cut beside them.
type charClass uint8

const (
	classSpace charClass = iota
	classUpper
	classLower
	classDigit
	classQuote // ' and its kin
	classDot
	classHyphen
	classPunct
	classOther
)

func classOf(r rune) charClass {
	if r < utf8.RuneSelf {
		return asciiClass[r]
	}
	switch {
	case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		return classSpace
	case unicode.IsUpper(r):
		return classUpper
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return classLower
	case unicode.IsDigit(r):
		return classDigit
	case r == '’' || r == '‘':
		return classQuote
	case r == '–' || r == '—' || r == '‐' || r == '‑':
		return classHyphen
	case unicode.IsPunct(r):
		return classPunct
	}
	return classOther
}

var asciiClass = func() (t [utf8.RuneSelf]charClass) {
	for r := range t {
		switch c := rune(r); {
		case unicode.IsSpace(c) || unicode.IsControl(c):
			t[r] = classSpace
		case unicode.IsUpper(c):
			t[r] = classUpper
		case unicode.IsLower(c):
			t[r] = classLower
		case unicode.IsDigit(c):
			t[r] = classDigit
		case c == '\'' || c == '`':
			t[r] = classQuote
		case c == '.':
			t[r] = classDot
		case c == '-':
			t[r] = classHyphen
		default:
			t[r] = classPunct
		}
	}
	return t
}()

func (c charClass) alnum() bool { return c >= classUpper && c <= classDigit }

// A char is one character of a run.
type char struct {
	r     rune
	lower rune
	class charClass
	at    int32 // byte in the text
}
