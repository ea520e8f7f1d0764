package nlp

import (
	"unicode"
	"unicode/utf8"
)

// What stands between two characters of a run without white space.
const (
	joinNone  = iota // one word
	joinToken        // two tokens
	joinWord         // two words of one multi-word token
	numJoins
)

// A tokenizer cuts text into words as the English UD treebanks do. White
// space always cuts; inside a run of other characters a classifier decides at
// each place where a cut is possible.
type tokenizer struct {
	cuts *linear
	// splits holds words that are written as one and cut in two, such as
	// "cannot" and "gonna", in lower case, with the byte at which they are cut.
	splits map[string]int
}

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

// maxRun is the number of characters of a run that are looked at together; a
// longer run without white space is cut there, so that the cost stays linear.
const maxRun = 200

// A tokenScratch holds what the tokenizer needs while it works on one run.
type tokenScratch struct {
	chars []char
	// runStart[i] and runEnd[i] bound the letters and digits around i.
	runStart, runEnd []int
	keys             []uint32
	scores           []int32
}

// tokenize appends the words of d.Text to d.
func (t *tokenizer) tokenize(d *Document) {
	s := &tokenScratch{scores: make([]int32, numJoins)}
	text := d.Text
	s.chars = s.chars[:0]
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		c := classOf(r)
		if c == classSpace || len(s.chars) == maxRun {
			t.cut(d, s, i)
		}
		if c != classSpace {
			s.chars = append(s.chars, char{r, unicode.ToLower(r), c, int32(i)})
		}
		i += n
	}
	t.cut(d, s, len(text))
}

// cut cuts the run in s.chars, which ends before the byte end, into words.
func (t *tokenizer) cut(d *Document, s *tokenScratch, end int) {
	if len(s.chars) == 0 {
		return
	}
	s.bound()
	split := t.splitAt(d.Text[s.chars[0].at:end], int(s.chars[0].at))
	start, glued := s.chars[0].at, false
	for i := 1; i < len(s.chars); i++ {
		join := joinNone
		switch {
		case s.candidate(i):
			s.keys = s.features(s.keys[:0], i)
			t.cuts.score(s.keys, s.scores)
			join = argmax(s.scores)
		case int(s.chars[i].at) == split:
			join = joinWord
		}
		if join == joinNone {
			continue
		}
		at := s.chars[i].at
		d.Spans = append(d.Spans, Span{start, at})
		d.Glued = append(d.Glued, glued)
		start, glued = at, join == joinWord
	}
	d.Spans = append(d.Spans, Span{start, int32(end)})
	d.Glued = append(d.Glued, glued)
	s.chars = s.chars[:0]
}

// splitAt returns the byte at which a run such as "cannot" is cut, or -1. A
// run may carry punctuation at its ends.
func (t *tokenizer) splitAt(run string, at int) int {
	first, last := 0, len(run)
	for first < last && !isLetter(run[first]) {
		first++
	}
	for first < last && !isLetter(run[last-1]) {
		last--
	}
	if last-first < 3 || last-first > 12 {
		return -1
	}
	var buf [12]byte
	for i := first; i < last; i++ {
		c := run[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i-first] = c
	}
	if cut, ok := t.splits[string(buf[:last-first])]; ok {
		return at + first + cut
	}
	return -1
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// bound fills runStart and runEnd.
func (s *tokenScratch) bound() {
	n := len(s.chars)
	s.runStart, s.runEnd = s.runStart[:0], s.runEnd[:0]
	for i := range n {
		start := i
		if i > 0 && s.chars[i].class.alnum() && s.chars[i-1].class.alnum() {
			start = s.runStart[i-1]
		}
		s.runStart = append(s.runStart, start)
		s.runEnd = append(s.runEnd, i+1)
	}
	for i := n - 2; i >= 0; i-- {
		if s.chars[i].class.alnum() && s.chars[i+1].class.alnum() {
			s.runEnd[i] = s.runEnd[i+1]
		}
	}
}

// candidate reports whether a cut before character i is thinkable: between
// letters and anything else, beside punctuation, and before the n of "n't".
func (s *tokenScratch) candidate(i int) bool {
	a, b := s.chars[i-1].class, s.chars[i].class
	if !a.alnum() || !b.alnum() {
		return true
	}
	if (a == classDigit) != (b == classDigit) {
		return true
	}
	return s.chars[i].lower == 'n' && i+2 < len(s.chars) && s.chars[i+1].class == classQuote && s.chars[i+2].lower == 't'
}

// features appends the features of a cut before character i.
func (s *tokenScratch) features(keys []uint32, i int) []uint32 {
	n := len(s.chars)
	char := func(j int) uint64 {
		if j < 0 || j >= n {
			return 1
		}
		return uint64(s.chars[j].lower)
	}
	class := func(j int) uint64 {
		if j < 0 || j >= n {
			return 15
		}
		return uint64(s.chars[j].class)
	}
	f := func(id uint64, a, b uint64) { keys = append(keys, fold(mix(mix(id, a), b))) }
	left, right := s.word(i-1), s.word(i)
	shape := uint64(0)
	for j := i - 4; j < i+4; j++ {
		shape = shape<<4 | class(j)
	}
	f(1, 0, 0)
	f(2, shape, 0)
	f(3, shape>>4&0xffffff, char(i-1)<<32|char(i))
	f(4, char(i-1), class(i))
	f(5, char(i), class(i-1))
	f(6, char(i-2)<<32|char(i-1), char(i))
	f(7, char(i-1)<<32|char(i), char(i+1))
	f(8, char(i)<<32|char(i+1), char(i+2))
	f(9, left, char(i))
	f(10, right, char(i-1))
	f(11, left, right)
	f(12, char(i-1)<<32|char(i), s.far(i))
	f(13, uint64(min(i, 4)), uint64(min(n-i, 4))<<32|char(i-1)<<40|char(i))
	f(14, s.word(i-2), left^char(i)<<8)
	f(15, s.word(i+1), right^char(i-1)<<8)
	f(16, s.outside(i-2), char(i-1)<<32|char(i))
	f(17, s.whole(), uint64(i))
	f(18, char(0), char(i-1)<<32|char(i))
	f(19, s.has('@')|s.has('/')<<1|s.has(':')<<2|s.has('.')<<3, char(i-1)<<32|char(i))
	f(20, shape>>12&0xff<<8|shape>>8&0xff, uint64(min(i, 9))<<8|uint64(min(n-i, 9)))
	return keys
}

// word hashes the letters and digits around character i, or the character.
func (s *tokenScratch) word(i int) uint64 {
	if i < 0 || i >= len(s.chars) {
		return 3
	}
	h := uint64(7)
	for _, c := range s.chars[s.runStart[i]:s.runEnd[i]] {
		h = mix(h, uint64(c.lower))
	}
	return h
}

// outside hashes the word that ends before character i+1, beyond one character.
func (s *tokenScratch) outside(i int) uint64 { return s.word(i) }

// far hashes the two characters on the far side of the word after i.
func (s *tokenScratch) far(i int) uint64 {
	e := s.runEnd[i]
	h := uint64(e - i)
	for j := e; j < e+2 && j < len(s.chars); j++ {
		h = mix(h, uint64(s.chars[j].lower))
	}
	return h
}

// whole hashes the run.
func (s *tokenScratch) whole() uint64 {
	h := uint64(11)
	for _, c := range s.chars {
		h = mix(h, uint64(c.lower))
	}
	return h
}

// has is 1 when the run has the character.
func (s *tokenScratch) has(r rune) uint64 {
	for _, c := range s.chars {
		if c.r == r {
			return 1
		}
	}
	return 0
}
