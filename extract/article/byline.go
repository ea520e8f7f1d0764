package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/when"
)

// makers are what people did to an article, as bylines say it.
var makers = wordSet(`by report reported reporting reports written writing story text edited editing editor adaptation adapted translation translated english photo photos
	photographs photographed video additional compiled from and in posted published prepared analysis opinion arabic french persian spanish the with`)

// byline reads the authors of a byline: "By Ann Lee and Bo Diaz", "Report by
// A, English adaptation by B". It returns nil for other lines, and an empty
// list for a byline that names nobody.
func byline(s string) []string {
	if len(s) > 200 || endsSentence(s) && len(strings.Fields(s)) > 12 {
		return nil
	}
	low := strings.ToLower(s)
	if !strings.HasPrefix(low, "by ") && !strings.Contains(low, " by ") {
		return nil
	}
	people, ok := []string{}, false
	rest := s
	for rest != "" {
		i := indexBy(rest)
		if i < 0 {
			break
		}
		for w := range strings.FieldsFuncSeq(strings.ToLower(rest[:i]), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if !makers[w] {
				return nil
			}
		}
		rest = rest[i+len("by "):]
		clause := rest
		if j := nextMaker(rest); j >= 0 {
			clause, rest = rest[:j], rest[j:]
		} else {
			rest = ""
		}
		clause, _, _ = strings.Cut(clause, "|")
		found := people
		for _, name := range splitNames(clause) {
			if !personLike(name) {
				return nil
			}
			found = append(found, name)
		}
		people, ok = found, true
	}
	if !ok {
		return nil
	}
	return people
}

// asciiLower puts A to Z in small letters and leaves every byte in its place,
// as strings.ToLower does not.
func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// indexBy returns where the word "by" starts, or -1.
func indexBy(s string) int {
	low := asciiLower(s)
	for at := 0; ; {
		i := strings.Index(low[at:], "by ")
		if i < 0 {
			return -1
		}
		i += at
		if i == 0 || low[i-1] == ' ' {
			return i
		}
		at = i + 1
	}
}

// nextMaker returns where a further clause such as ", edited by" starts.
func nextMaker(s string) int {
	i := indexBy(s)
	if i < 0 {
		return -1
	}
	if j := strings.LastIndexAny(s[:i], ",;"); j >= 0 {
		return j
	}
	return -1
}

// splitNames splits "Ann Lee, Bo Diaz and Cy Fox".
func splitNames(s string) []string {
	s = strings.NewReplacer(" and ", ",", " & ", ",", ";", ",", " AND ", ",").Replace(s)
	var out []string
	for n := range strings.SplitSeq(s, ",") {
		if n = strings.Trim(n, " .:-–—|\t"); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// personLike reports whether every word of s can be part of a name.
func personLike(s string) bool {
	words := strings.Fields(s)
	if len(words) > 5 {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !slices.Contains([]string{"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "ter", "van", "von", "in", "of", "for", "the"}, w) {
			return false
		}
		if strings.IndexFunc(w, unicode.IsDigit) >= 0 {
			return false
		}
	}
	return true
}

// cleanAuthors takes "By" and doubles off names, and splits lists.
func cleanAuthors(raw []string) []string {
	var out []string
	for _, s := range raw {
		s = strings.Join(strings.Fields(s), " ")
		if low := strings.ToLower(s); strings.HasPrefix(low, "by ") {
			s = s[3:]
		}
		if strings.Contains(s, "://") || strings.Contains(s, "@") {
			continue
		}
		for _, n := range splitNames(s) {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// isCredits reports whether a line is the credits at the end of an agency's
// text: "Reporting by A; Editing by B", "(With inputs from agencies)".
func isCredits(s string) bool {
	if len(s) > 400 {
		return false
	}
	low := strings.ToLower(strings.TrimLeft(s, " ([*-—_"))
	for _, p := range []string{"reporting by ", "additional reporting by ", "writing by ", "editing by ", "with inputs from ", "with input from ", "with agency inputs",
		"with agencies", "compiled by ", "translated by "} {
		if strings.HasPrefix(low, p) {
			return true
		}
	}
	return len(s) < 200 && (strings.HasSuffix(low, "contributed to this report.") || strings.HasSuffix(low, "contributed to this story.") || strings.HasSuffix(low, "contributed reporting."))
}

// Dateline returns the place of the dateline at the start of a text ("PARIS"
// of "PARIS (AFP) - ") and how many bytes of the text the dateline is, 0 when
// there is none.
func Dateline(text string) (place string, n int) {
	head := text[:min(len(text), 120)]
	at, size := -1, 0
	for _, dash := range []string{" - ", " – ", " — ", " -- ", "— ", "– ", ") — ", "): ", " — ", "—", " –"} {
		if i := strings.Index(head, dash); i >= 0 && (at < 0 || i < at) {
			at, size = i, len(dash)
			if dash[0] == ')' {
				at, size = i+1, len(dash)-1
			}
		}
	}
	// "SRINAGAR, March 3: The minister": a colon ends a dateline with a date.
	if i := strings.Index(head, ": "); i >= 0 && (at < 0 || i < at) && writtenMonth(head[:i]) > 0 {
		at, size = i, len(": ")
	}
	if at < 2 {
		return "", 0
	}
	words := head[:at]
	place = words
	if i := strings.IndexAny(place, "(/"); i >= 0 {
		place = place[:i]
	}
	place = strings.Trim(place, " ,")
	first, _, _ := strings.Cut(place, ",")
	caps := first != "" && first == strings.ToUpper(first) && strings.IndexFunc(first, unicode.IsLetter) >= 0
	// A place in small letters is a dateline only with an agency or a date.
	if !caps && (len(strings.Fields(first)) > 3 || !strings.ContainsAny(words, "(/") && writtenMonth(words) < 0 || !personLike(first)) {
		return "", 0
	}
	if len(strings.Fields(words)) > 10 || first == "" {
		return "", 0
	}
	if i := writtenMonth(place); i > 0 {
		place = strings.Trim(place[:i], " ,0123456789")
	}
	return place, at + size + dateBehind(text[at+size:])
}

// dateBehind returns the length of a date that ends a dateline behind its
// dash: "CAIRO - 25 July 2022: The minister".
func dateBehind(s string) int {
	found := when.FindText(s[:min(len(s), 40)])
	if len(found) == 0 || found[0].Span.Start != 0 || found[0].Kind != when.Date {
		return 0
	}
	end := int(found[0].Span.End)
	for _, sep := range []string{": ", " - ", " – ", " — ", " -- "} {
		if strings.HasPrefix(s[end:], sep) {
			return end + len(sep)
		}
	}
	return 0
}

// writtenMonth returns where the name of a month starts in s, or -1.
func writtenMonth(s string) int {
	for _, m := range []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"} {
		for at := 0; ; {
			i := strings.Index(s[at:], m)
			if i < 0 {
				break
			}
			i += at
			// A month stands beside a day: "March 3" or "3 March".
			if i == 0 || s[i-1] == ' ' {
				if strings.ContainsAny(s[i:], "0123456789") || i > 1 && s[i-2] >= '0' && s[i-2] <= '9' {
					return i
				}
			}
			at = i + 1
		}
	}
	return -1
}
