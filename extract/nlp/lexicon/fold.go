package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold returns the form in which names are compared: lower case, Latin
// letters without accents, hyphens, underscores and white space as one space,
// apostrophes, stops and other punctuation left out. "São  Tomé-et-Príncipe"
// folds to "sao tome et principe" and "U.S." to "us".
func Fold(s string) string {
	if folded(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case r == '-' || r == '_' || r == '–' || r == '/' || unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '&'):
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r < utf8.RuneSelf:
			continue
		case unicode.Is(unicode.Mn, r) || unicode.IsPunct(r) || r == 'ʿ' || r == 'ʾ' || r == 'ʻ' || r == 'ʼ':
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		if r < utf8.RuneSelf {
			b.WriteByte(byte(r))
			continue
		}
		r = unicode.ToLower(r)
		if p, ok := plain[r]; ok {
			b.WriteString(p)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// folded reports whether s is plain lower-case ASCII words, so that Fold
// need not copy.
func folded(s string) bool {
	prev := byte(' ')
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '&' || c == ' ' && prev != ' ') {
			return false
		}
		prev = c
	}
	return prev != ' ' || s == ""
}

// plain maps lower-case letters with accents to letters without.
var plain = accents(map[string]string{
	"a": "àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "c": "çćĉċč", "d": "ďđḍð", "e": "èéêëēĕėęěẹẻẽếềểễệə",
	"g": "ĝğġģǧ", "h": "ĥħḥḩ", "i": "ìíîïĩīĭįıǐỉịi̇", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŋṇ",
	"o": "òóôõöøōŏőǒơọỏốồổỗộớờởỡợ", "r": "ŕŗřṛ", "s": "śŝşšșṣ", "t": "ţťŧțṭ", "u": "ùúûüũūŭůűųưǔụủứừửữự",
	"w": "ŵ", "y": "ýÿŷỳỵỷỹ", "z": "źżžẓ", "ae": "æ", "oe": "œ", "ss": "ß", "th": "þ",
})

func accents(letters map[string]string) map[rune]string {
	m := map[rune]string{}
	for p, all := range letters {
		for _, r := range all {
			if r >= utf8.RuneSelf {
				m[r] = p
			}
		}
	}
	return m
}
