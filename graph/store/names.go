package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold returns s as names and words are compared: lower case, without
// diacritics and punctuation, words with one space between them. An
// apostrophe or hyphen joins: O'Neill is oneill, Al-Khalifa is
// alkhalifa.
func fold(s string) string {
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) || isJoiner(r):
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			switch r = unicode.ToLower(r); r {
			case 'ß':
				b.WriteString("ss")
			case 'ı':
				b.WriteByte('i')
			case 'ø':
				b.WriteByte('o')
			case 'ł':
				b.WriteByte('l')
			case 'đ', 'ð':
				b.WriteByte('d')
			case 'æ':
				b.WriteString("ae")
			case 'œ':
				b.WriteString("oe")
			default:
				b.WriteRune(r)
			}
		default:
			space = true
		}
	}
	return b.String()
}

// foldASCII folds what is ASCII, about ten times as fast.
func foldASCII(s string) (string, bool) {
	b := make([]byte, 0, len(s))
	space := false
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 0x80:
			return "", false
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		case c == '\'' || c == '`' || c == '-' || c == '.':
			continue
		default:
			space = true
			continue
		}
		if space && len(b) > 0 {
			b = append(b, ' ')
		}
		space = false
		b = append(b, c)
	}
	return string(b), true
}

func isJoiner(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʻ', 'ʼ', '`', '´', '-', '‐', '‑', 'ʿ', 'ʾ', '.':
		return true
	}
	return false
}

// foldedWords returns the distinct folded words of the texts, in order of
// first use. A hyphenated word is given whole and in parts.
func foldedWords(texts ...string) []string {
	var words []string
	seen := map[string]bool{}
	add := func(w string) {
		if w != "" && len(w) <= 64 && !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	for _, text := range texts {
		for part := range strings.FieldsSeq(text) {
			for w := range strings.FieldsSeq(fold(part)) {
				add(w)
			}
			if strings.ContainsAny(part, "-‐‑") {
				for sub := range strings.FieldsFuncSeq(part, func(r rune) bool { return r == '-' || r == '‐' || r == '‑' }) {
					for w := range strings.FieldsSeq(fold(sub)) {
						add(w)
					}
				}
			}
		}
	}
	return words
}

// skeleton returns what a token keeps over transliterations: its consonants
// in classes, doubles once, vowels only at the start (as one letter). Names
// that differ in vowels, doubled letters, q/k/c, w/v, y/j/i share it.
func skeleton(token string) string {
	t := token
	for _, p := range digraphs {
		t = strings.ReplaceAll(t, p[0], p[1])
	}
	var b strings.Builder
	var last rune
	for i, r := range []rune(t) {
		c := r
		switch r {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			if i > 0 {
				last = 0
				continue
			}
			c = 'a'
		case 'h':
			if i > 0 {
				continue
			}
		case 'q', 'c':
			c = 'k'
		case 'w':
			c = 'v'
		case 'z':
			c = 's'
		case 'j':
			c = 'j'
		case 'x':
			b.WriteString("ks")
			last = 's'
			continue
		}
		if c == last {
			continue
		}
		b.WriteRune(c)
		last = c
	}
	return b.String()
}

var digraphs = [][2]string{{"tsch", "5"}, {"sch", "4"}, {"tch", "5"}, {"dsch", "j"}, {"dzh", "j"}, {"dj", "j"}, {"ch", "5"}, {"sh", "4"},
	{"kh", "x2"}, {"gh", "g"}, {"ph", "f"}, {"th", "t"}, {"dh", "d"}, {"zh", "j"}, {"ck", "k"}, {"x2", "6"}}

// grams returns the distinct trigrams of a token with its ends marked.
func grams(token string) []string {
	r := []rune("^" + token + "$")
	var out []string
	seen := map[string]bool{}
	for i := 0; i+3 <= len(r); i++ {
		if g := string(r[i : i+3]); !seen[g] {
			seen[g] = true
			out = append(out, g)
		}
	}
	return out
}

// editDistance is the Damerau-Levenshtein distance (optimal string alignment)
// of a and b, at most limit+1.
func editDistance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > limit || -d > limit {
		return limit + 1
	}
	rows := [3][]int{make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		prev, cur, before := rows[(i-1)%3], rows[i%3], rows[(i+1)%3]
		cur[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
			least = min(least, cur[j])
		}
		if least > limit {
			return limit + 1
		}
	}
	return min(rows[len(x)%3][len(y)], limit+1)
}

// stopWords are too frequent to find anything by.
var stopWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`a an and are as at be been but by for from had has have he her his i in is it its
		not of on or she that the their they this to was were which who will with would`) {
		m[w] = true
	}
	return m
}()
