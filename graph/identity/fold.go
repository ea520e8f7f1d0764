package identity

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters holds what NFKD leaves alone but a reader takes for plain letters.
var letters = map[rune]string{
	'ø': "o", 'ł': "l", 'ı': "i", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'đ': "d", 'þ': "th", 'ð': "d", 'ə': "a", 'ħ': "h", 'ŋ': "n",
}

// fold returns s in lower case without accents, apostrophes and periods, and
// with every other mark as a space; a hyphen is kept as '-' when hyphens is
// true. Two spellings that differ in nothing a reader would notice fold to one.
func fold(s string, hyphens bool) string {
	var b strings.Builder
	b.Grow(len(s))
	space := true
	put := func(r rune) {
		b.WriteRune(r)
		space = false
	}
	gap := func() {
		if !space {
			b.WriteByte(' ')
			space = true
		}
	}
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if !ascii {
		s = norm.NFKD.String(s)
	}
	for i, r := range s {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			put(r)
		case r >= 'A' && r <= 'Z':
			put(r + 'a' - 'A')
		case r == '\'' || r == '’' || r == '‘' || r == '`' || r == 'ʿ' || r == 'ʾ' || r == 'ʻ' || r == 'ʼ':
			// "Iran's" is Iran; "O'Brien" is obrien.
			if rest := s[i+len(string(r)):]; possessive(rest) {
				return strings.TrimRight(b.String(), " -") + foldTail(rest[1:], hyphens)
			}
		case r == '.':
			// "U.S." is us, "J. Smith" is j smith.
			if rest := s[i+1:]; len(rest) > 1 && rest[0] != ' ' && rest[1] != '.' {
				gap()
			}
		case r == '-' || r == '‐' || r == '‑' || r == '–':
			if hyphens && !space {
				put('-')
			} else {
				gap()
			}
		case r >= 0x300 && r <= 0x36f || r >= 0x64b && r <= 0x652: // accents, Arabic vowels
		case unicode.Is(unicode.M, r): // vowel signs are letters of their scripts
			put(r)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			r = unicode.ToLower(r)
			if t, ok := letters[r]; ok {
				b.WriteString(t)
				space = false
			} else {
				put(r)
			}
		default:
			gap()
		}
	}
	return strings.TrimRight(b.String(), " -")
}

// possessive reports whether rest, after an apostrophe, is an s that ends a
// word.
func possessive(rest string) bool {
	if rest == "" || rest[0] != 's' && rest[0] != 'S' {
		return false
	}
	return len(rest) == 1 || rest[1] == ' '
}

func foldTail(rest string, hyphens bool) string {
	t := fold(rest, hyphens)
	if t == "" {
		return ""
	}
	return " " + t
}

// sound returns the letters of a folded word as a listener hears them over
// transliterations: kh, ck, q and c are k, ou and oo are u, doubled letters
// are single, and a final h is silent.
func sound(w string) string {
	if w == "" {
		return ""
	}
	out := make([]byte, 0, len(w))
	add := func(c byte) {
		if n := len(out); n == 0 || out[n-1] != c {
			out = append(out, c)
		}
	}
	for i := 0; i < len(w); i++ {
		c, next := w[i], byte(0)
		if i+1 < len(w) {
			next = w[i+1]
		}
		switch c {
		case 'p':
			if next == 'h' {
				add('f')
				i++
			} else {
				add('p')
			}
		case 'c':
			if next == 'h' {
				add('c') // ch stays apart from k
				i++
			} else if next == 'k' {
				add('k')
				i++
			} else {
				add('k')
			}
		case 'k', 'q', 'g':
			if next == 'h' && i+2 < len(w) {
				i++
			}
			if c == 'q' {
				c = 'k'
			}
			add(c)
		case 's':
			if next == 'h' {
				add('s')
				i++
			} else {
				add('s')
			}
		case 'd':
			if next == 'j' || next == 'z' && i+2 < len(w) && w[i+2] == 'h' {
				add('j')
				i++
				if next == 'z' {
					i++
				}
			} else if next == 'h' {
				add('d')
				i++
			} else {
				add('d')
			}
		case 't':
			if next == 'h' {
				i++
			}
			add('t')
		case 'z':
			if next == 'h' {
				i++
			}
			add('z')
		case 'x':
			add('k')
			add('s')
		case 'w':
			add('v')
		case 'o', 'u':
			if next == 'o' || next == 'u' {
				i++
			}
			add('u')
		case 'e', 'i', 'y':
			if (c == 'e' || c == 'i') && (next == 'e' || next == 'i' || next == 'y') {
				i++
			}
			add('i')
		case 'h':
			if i == len(w)-1 && i > 1 {
				break
			}
			add('h')
		default:
			add(c)
		}
	}
	return string(out)
}

// skeleton returns the consonants of a word's [sound], with m and n as one
// and the first letter kept when it is a vowel: a key for blocks, not a proof.
func skeleton(w string) string {
	s := sound(w)
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch c {
		case 'a', 'i', 'u':
			if i > 0 {
				continue
			}
			c = 'a'
		case 'm':
			c = 'n'
		case 'h':
			if i > 0 {
				continue
			}
		}
		if n := len(out); n == 0 || out[n-1] != c {
			out = append(out, c)
		}
	}
	return string(out)
}

// typos returns the Damerau-Levenshtein distance (optimal string alignment)
// of a and b, or limit+1 when it is over limit.
func typos(a, b string, limit int) int {
	if a == b {
		return 0
	}
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	var buf [3][64]int
	if len(b) >= 63 {
		return limit + 1
	}
	p2, p1, cur := buf[0][:], buf[1][:], buf[2][:]
	for j := 0; j <= len(b); j++ {
		p1[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		best := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(p1[j]+1, cur[j-1]+1, p1[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, p2[j-2]+1)
			}
			cur[j] = d
			best = min(best, d)
		}
		if best > limit {
			return limit + 1
		}
		p2, p1, cur = p1, cur, p2
	}
	return min(p1[len(b)], limit+1)
}
