package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/when"
)

// A byteRange is a range of bytes of a text.
type byteRange struct{ start, end int }

// A line is a line of a text that is not blank, trimmed.
type line struct {
	byteRange
	text   string
	words  int
	gap    bool // a blank line stands before it
	prose  bool
	boiler bool // the site talking of itself
	skip   bool
}

// A pageReading is what the layout of a text says.
type pageReading struct {
	title, published, outlet string
	authors                  []string
	skip                     []byteRange
}

// readPage tells the parts of a page apart: the head with title, date, outlet
// and byline; the prose; and the furniture in and behind it. Title is what the
// metadata say, or "".
func readPage(title, text string) pageReading {
	lines := splitLines(text)
	var r pageReading
	first := firstProse(lines)
	r.title = title
	r.readHead(lines[:first], first < len(lines))
	if title != "" {
		r.title = ""
	}
	markFurniture(lines, first)
	if r.published == "" && first < len(lines) {
		if _, n := Dateline(lines[first].text); n > 0 {
			r.published = writtenDay(lines[first].text[:n])
		}
	}
	r.skip = skipRanges(text, lines)
	return r
}

func splitLines(text string) []line {
	var out []line
	gap := true
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		trimmed := strings.TrimFunc(text[start:end], blank)
		if trimmed == "" {
			gap = true
		} else {
			at := start + strings.Index(text[start:end], trimmed)
			l := line{byteRange: byteRange{at, at + len(trimmed)}, text: trimmed, words: len(strings.Fields(trimmed)), gap: gap}
			l.prose, l.boiler = isProse(l), isBoilerplate(l.text)
			out = append(out, l)
			gap = false
		}
		start = end + 1
	}
	markWrapped(out)
	return out
}

// Widths in bytes of a line that goes on in the next.
const (
	wrapLeast = 45
	wrapMost  = 110
)

// markWrapped marks paragraphs that are wrapped over several lines as prose:
// runs of lines of one width that end as a sentence does.
func markWrapped(lines []line) {
	for i := 0; i < len(lines); {
		end := i + 1
		for end < len(lines) && !lines[end].gap && len(lines[end-1].text) >= wrapLeast && len(lines[end-1].text) <= wrapMost {
			end++
		}
		last := lines[end-1].text
		if endsSentence(last) && len(last) <= wrapMost && (end-i >= 3 || end-i == 2 && startsLower(last)) {
			for j := i; j < end; j++ {
				lines[j].prose = true
			}
		}
		i = end
	}
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u00a0' }

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// endsSentence reports whether s ends as sentences do, before quotation marks
// and brackets.
func endsSentence(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool {
		return r == '"' || r == '\'' || r == '”' || r == '’' || r == ')' || r == ']' || r == '»' || unicode.IsSpace(r)
	})
	r, _ := utf8.DecodeLastRuneInString(s)
	return r == '.' || r == '?' || r == '!' || r == '…'
}

// isProse reports whether a line is running text: a sentence, or longer than
// any headline.
func isProse(l line) bool {
	switch {
	case l.words > 30, l.words >= 12 && strings.HasSuffix(l.text, ":"):
		return true
	case !endsSentence(l.text):
		return false
	}
	return l.words >= 6 || l.words >= 3 && hasPlainWord(l.text) && !strings.HasSuffix(l.text, "?")
}

// hasPlainWord reports whether a word of some length behind the first is in
// small letters, as in "He was late." and not in "Vik Post Inc."
func hasPlainWord(s string) bool {
	first := true
	for w := range strings.FieldsSeq(s) {
		if !first && len(w) >= 3 && startsLower(w) {
			return true
		}
		first = false
	}
	return false
}

// firstProse returns the index of the first line of the prose. A headline
// that ends in a question mark, or a caption, is followed by more of the head.
func firstProse(lines []line) int {
	for i := range lines {
		l := &lines[i]
		if !l.prose || isCaption(l.text) || l.boiler {
			continue
		}
		if l.words < 20 && strings.HasSuffix(l.text, "?") && i < 3 {
			continue
		}
		if _, _, ok := dateLine(l.text); ok {
			continue
		}
		return i
	}
	return len(lines)
}

// readHead reads the lines before the prose. All of them are furniture; on a
// page without prose, only those are that say what they are, and the title.
func (r *pageReading) readHead(lines []line, prose bool) {
	var names []string // lines that may be the title or the outlet
	dateAt := -1
	for i := range lines {
		l := &lines[i]
		l.skip = true
		if day, rest, ok := dateLine(l.text); ok {
			if r.published == "" {
				r.published = day
			}
			dateAt = len(names)
			if len(strings.Fields(rest)) >= 4 {
				names = append(names, rest)
			}
			continue
		}
		if people := byline(l.text); people != nil {
			r.authors = append(r.authors, people...)
			continue
		}
		if isLabel(l.text) || isCaption(l.text) || l.boiler {
			continue
		}
		names = append(names, l.text)
		l.skip = prose
	}
	if !prose && len(lines) > 1 && r.title == "" {
		for i := range lines {
			if len(names) > 1 && lines[i].text == names[0] {
				lines[i].skip = true
			}
		}
	}
	if !prose && len(lines) == 1 {
		return
	}
	if r.title == "" {
		r.title = titleAmong(names)
	}
	r.outlet = outletAmong(names, dateAt)
}

// titleWords are how many words a headline has at least.
const titleWords = 4

// titleAmong picks the headline: the first line of some length, without the
// path of sections that stands before it when the headline comes again.
func titleAmong(names []string) string {
	for i, n := range names {
		if len(strings.Fields(n)) < titleWords || knownOutlet(n) {
			continue
		}
		for _, later := range names[i+1:] {
			if len(strings.Fields(later)) >= titleWords && strings.HasSuffix(n, later) {
				return cleanTitle(later)
			}
		}
		return cleanTitle(n)
	}
	return ""
}

// outletAmong picks the outlet: a name of the table, a short name that stands
// twice, or one beside the date. dateAt is how many names stand before the
// date, or -1.
func outletAmong(names []string, dateAt int) string {
	for _, n := range names {
		if len(strings.Fields(n)) <= 5 && knownOutlet(n) {
			return n
		}
	}
	for i, n := range names {
		if i > 0 && n == names[i-1] && isName(n) {
			return n
		}
	}
	if dateAt >= 0 && dateAt < len(names) && isName(names[dateAt]) {
		return names[dateAt]
	}
	return ""
}

// isName reports whether a line can be the name of an outlet: up to three
// words, each with a capital, and none that names a section of a site.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 3 {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && w != "of" && w != "de" && w != "el" && w != "al" {
			return false
		}
		if sectionWords[strings.ToLower(strings.Trim(w, ".,:;&|"))] {
			return false
		}
	}
	for _, r := range s {
		if unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// dateLine reads a line of the head that gives a day: the date, its label and
// a time. Day is empty for numbers that can be read in two ways (05-11-2023).
// Rest is what else stands on the line, as a headline may behind a label.
func dateLine(s string) (day, rest string, ok bool) {
	if len(s) > 300 {
		return "", "", false
	}
	found := when.FindText(s)
	for i := range found {
		e := &found[i]
		d, full := fullDate(e)
		if !full && !numericDate(s[e.Span.Start:e.Span.End]) {
			continue
		}
		before := strings.TrimFunc(s[:e.Span.Start], separator)
		after := strings.TrimFunc(s[e.Span.End:], separator)
		if !dateLabel(before) {
			return "", "", false
		}
		if timeOnly(after) {
			return d, "", true
		}
		// "date 2024-05-01 Headline": only behind a label can the headline
		// follow on the same line.
		if before != "" && !endsSentence(after) {
			return d, after, true
		}
		return "", "", false
	}
	return "", "", false
}

// numericDate reports whether s is a date in three numbers.
func numericDate(s string) bool {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	return len(parts) == 3 && strings.Trim(s, "0123456789-/.") == ""
}

func separator(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("|,;:-–—•·()[]/", r)
}

// dateLabel reports whether all words of s may stand before a date.
func dateLabel(s string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch w {
		case "date", "published", "publication", "posted", "updated", "last", "modified", "on", "at", "created", "first", "issued", "released", "time", "edited",
			"mon", "tue", "wed", "thu", "fri", "sat", "sun":
		default:
			return false
		}
	}
	return true
}

// timeOnly reports whether s holds no more than a time of day and its zone.
func timeOnly(s string) bool {
	words := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		words++
		if words > 12 {
			return false
		}
		if strings.IndexFunc(w, unicode.IsDigit) >= 0 {
			continue
		}
		switch strings.ToLower(w) {
		case "am", "pm", "a", "p", "m", "at", "updated", "published", "last", "min", "mins", "minutes", "read", "ago", "hours", "time", "local", "on", "modified":
		default:
			if len(w) > 5 || strings.ToUpper(w) != w {
				return false // not a zone
			}
		}
	}
	return true
}
