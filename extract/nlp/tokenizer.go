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

// maxRun is the number of characters of a run that are looked at together; a
// longer run without white space is cut there, so that the cost stays linear.
const maxRun = 200

// A tokenScratch holds what the tokenizer needs while it works on one run.
type tokenScratch struct {
	chars []char
	// runStart[i] and runEnd[i] bound the letters and digits around i.
	runStart, runEnd []int
	// linkStart and linkEnd bound an address of the web or of mail, which is
	// never cut inside.
	linkStart, linkEnd int
	// stops are the stops of abbreviations that are never cut off.
	stops  []int
	keys   []uint32
	scores []int32
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
	s.findStops(d.Text, end)
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
	s.findLink()
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
