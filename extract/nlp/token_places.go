package nlp

import (
	"slices"
	"strings"
)

// candidate reports whether a cut before character i is thinkable: between
// letters and anything else, beside punctuation, and before the n of "n't".
func (s *tokenScratch) candidate(i int) bool {
	if i > s.linkStart && i < s.linkEnd {
		return false
	}
	if slices.Contains(s.stops, i) {
		return false
	}
	a, b := s.chars[i-1].class, s.chars[i].class
	if s.insideWord(i) {
		return false
	}
	if !a.alnum() || !b.alnum() {
		return true
	}
	if (a == classDigit) != (b == classDigit) {
		return true
	}
	return s.chars[i].lower == 'n' && i+2 < len(s.chars) && s.chars[i+1].class == classQuote && s.chars[i+2].lower == 't'
}

// insideWord reports whether character i or the one before it is a mark that
// belongs to a word: the dot of "report.pdf", the line of "a_b", the
// apostrophe of "O'Neill" and "Sana'a", but not that of a clitic.
func (s *tokenScratch) insideWord(i int) bool {
	for k := i - 1; k <= i; k++ {
		if k == 0 || k+1 >= len(s.chars) || !s.chars[k-1].class.alnum() || !s.chars[k+1].class.alnum() {
			continue
		}
		switch s.chars[k].r {
		case '_':
			return true
		case '.':
			return s.chars[k+1].class == classLower
		case '\'', '’':
			return s.chars[k+1].class != classDigit && !s.cliticAt(k+1)
		}
	}
	return false
}

// cliticAt reports whether the letters from i on are what follows an
// apostrophe in a contraction.
func (s *tokenScratch) cliticAt(i int) bool {
	var b [4]byte
	n := 0
	for _, c := range s.chars[i:s.runEnd[i]] {
		if n == len(b) || c.lower >= 0x80 {
			return false
		}
		b[n] = byte(c.lower)
		n++
	}
	switch string(b[:n]) {
	case "s", "t", "d", "m", "ll", "re", "ve", "all", "em", "ya":
		return true
	}
	return false
}

// findLink bounds the address of the web or of mail in the run, if there is
// one: from the first character of the scheme or the mailbox to the last
// letter or digit, and a slash after it.
func (s *tokenScratch) findLink() {
	s.linkStart, s.linkEnd = 0, 0
	c := s.chars
	for i := 0; i+3 < len(c); i++ {
		switch {
		case c[i].r == ':' && c[i+1].r == '/' && c[i+2].r == '/' && i > 0:
			s.linkStart = s.left(i, "")
			s.linkEnd = len(c)
		case c[i].lower == 'w' && c[i+1].lower == 'w' && c[i+2].lower == 'w' && c[i+3].r == '.' && (i == 0 || !c[i-1].class.alnum()):
			s.linkStart, s.linkEnd = i, len(c)
		case c[i].r == '@' && i > 0 && c[i+1].class.alnum():
			end := i + 1
			for end < len(c) && (c[end].class.alnum() || c[end].r == '.' || c[end].r == '-') {
				end++
			}
			if start := s.left(i, "._-+%"); start < i && s.hasDot(i+2, end) {
				s.linkStart, s.linkEnd = start, end
			}
		}
		if s.linkEnd > 0 {
			break
		}
	}
	for s.linkEnd > s.linkStart && !c[s.linkEnd-1].class.alnum() && c[s.linkEnd-1].r != '/' {
		s.linkEnd--
	}
}

// left returns the first of the letters, digits and others before character i.
func (s *tokenScratch) left(i int, others string) int {
	for i > 0 && (s.chars[i-1].class.alnum() || strings.ContainsRune(others, s.chars[i-1].r)) {
		i--
	}
	return i
}

func (s *tokenScratch) hasDot(i, end int) bool {
	for ; i < end; i++ {
		if s.chars[i].r == '.' {
			return true
		}
	}
	return false
}
