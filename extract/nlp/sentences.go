package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A splitter finds where sentences start. A blank line always starts one;
// elsewhere a classifier decides between two words.
type splitter struct{ starts *linear }

// maxSentence is the number of words after which a sentence is ended by force,
// so that the cost of later stages stays linear in the text.
const maxSentence = 160

// gapKind is what stands between two words.
type gapKind uint8

const (
	gapNone gapKind = iota
	gapSpace
	gapLine
	gapParagraph
)

// gaps returns the kind of gap before each word. A single line break is a
// paragraph's end, unless the text is broken at some width.
func gaps(d *Document) []gapKind {
	out := make([]gapKind, len(d.Spans))
	wrapped := isWrapped(d.Text)
	end, line := 0, 0
	for i, s := range d.Spans {
		lines := 0
		last := line
		for j, c := range d.Text[end:s.Start] {
			if c == '\n' || c == '\u2028' || c == '\u2029' {
				lines++
				line = end + j + 1
			}
		}
		switch {
		case i == 0 || lines > 1:
			out[i] = gapParagraph
		case lines == 1 && (wrapped || isBroken(d.Text[last:end], d.Text[s.Start:])):
			out[i] = gapLine
		case lines == 1:
			out[i] = gapParagraph
		case int(s.Start) > end:
			out[i] = gapSpace
		}
		end = int(s.End)
	}
	return out
}

// isWrapped reports whether lines of text are broken at a width rather than at
// the ends of paragraphs: most lines that another line follows end without a
// stop and are between 40 and 100 bytes long.
func isWrapped(text string) bool {
	wrapped, all := 0, 0
	for rest := text; ; {
		i := strings.IndexByte(rest, '\n')
		if i < 0 || i+1 >= len(rest) {
			break
		}
		line := strings.TrimRight(rest[:i], " \r\t")
		rest = rest[i+1:]
		if line == "" || rest[0] == '\n' {
			continue
		}
		all++
		if len(line) <= 100 && isOpen(line) {
			wrapped++
		}
	}
	return all >= 3 && wrapped*3 >= all*2
}

// isOpen reports whether a line is long and does not end as a sentence does.
func isOpen(line string) bool {
	n := len(line)
	return n >= 40 && !strings.ContainsRune(".!?\"':;", rune(line[n-1]))
}

// isBroken reports whether the line that ends here goes on in the next.
func isBroken(line, next string) bool {
	r, _ := utf8.DecodeRuneInString(next)
	return isOpen(line) && unicode.IsLower(r)
}

// split fills d.Sentences and d.Paragraph.
func (p *splitter) split(d *Document) {
	if len(d.Spans) == 0 {
		return
	}
	st := newSplitState(d)
	scores := make([]int32, 2)
	var keys []uint32
	for i := range d.Spans {
		start := st.gap[i] == gapParagraph
		if candidate := !start && st.candidate(i); candidate && st.opens(i) {
			start = true
		} else if candidate {
			keys = st.features(keys[:0], i)
			p.starts.score(keys, scores)
			start = scores[1] > scores[0]
		}
		if !start && i-st.first >= maxSentence {
			start = st.gap[i] != gapNone || i-st.first >= maxSentence+40
		}
		if start {
			st.start(i)
		}
	}
	st.finish()
}

// A splitState walks over the words of a document.
type splitState struct {
	d     *Document
	gap   []gapKind
	words []uint64 // lower-case hash of each word
	shape []uint64
	first int // first word of the current sentence
	depth int // open brackets in it
	quote int // quotation marks in it
}

func newSplitState(d *Document) *splitState {
	st := &splitState{d: d, gap: gaps(d)}
	for i := range d.Spans {
		w := d.Word(int32(i))
		st.words = append(st.words, hashLower(w))
		st.shape = append(st.shape, shapeOf(w))
	}
	return st
}

func (st *splitState) start(i int) {
	d := st.d
	if i > 0 {
		d.Sentences = append(d.Sentences, Range{int32(st.first), int32(i)})
	}
	d.Paragraph = append(d.Paragraph, st.gap[i] == gapParagraph)
	st.first, st.depth, st.quote = i, 0, 0
}

func (st *splitState) finish() {
	st.d.Sentences = append(st.d.Sentences, Range{int32(st.first), int32(len(st.d.Spans))})
}

// candidate reports whether a sentence may start at word i: not inside a
// multi-word token; after a mark, or before anything but a small letter.
// It must be called for each word in turn, since it counts brackets.
func (st *splitState) candidate(i int) bool {
	if i == 0 {
		return false
	}
	prev := st.d.Word(int32(i - 1))
	switch prev[0] {
	case '(', '[':
		st.depth++
	case ')', ']':
		st.depth--
	case '"':
		st.quote++
	}
	if st.d.Glued[i] {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(prev)
	next, _ := utf8.DecodeRuneInString(st.d.Word(int32(i)))
	if last == '.' && (beforeName[st.words[i-1]] && !sentenceStarters[st.words[i]] || unicode.IsDigit(next) && st.afterNo(i)) {
		return false
	}
	if last == '.' && len(prev) > 2 && isLetter(prev[0]) && unicode.IsLower(next) && st.gap[i] == gapSpace {
		return false
	}
	if st.inDateline(i) || st.gap[i] == gapSpace && st.unended(i) {
		return false
	}
	return !classOf(last).alnum() || st.gap[i] != gapNone && !unicode.IsLower(next)
}

// unended reports whether what stands before word i ends no sentence within a
// line: a title in capitals ("PM Berg", but not "3 PM"), or a word put in by
// brackets ("[St.] Peter").
func (st *splitState) unended(i int) bool {
	prev := st.d.Word(int32(i - 1))
	if prev == "]" && i > 1 {
		return !strings.ContainsAny(st.d.Word(int32(i-2)), "!?…") && !strings.HasPrefix(st.d.Word(int32(i-2)), "..")
	}
	return strings.ToUpper(prev) == prev && capitalTitles[st.words[i-1]] && (i < 2 || !unicode.IsDigit(rune(st.d.Word(int32(i - 2))[0])))
}

// opens reports whether word i opens a sentence behind an abbreviation, such as
// "The" in "Acme Corp. The": the treebanks have five such places.
func (st *splitState) opens(i int) bool {
	prev, next := st.d.Word(int32(i-1)), st.d.Word(int32(i))
	n := len(prev)
	return n > 2 && prev[n-1] == '.' && isLetter(prev[n-2]) && len(next) > 1 && next[0] >= 'A' && next[0] <= 'Z' && next[1] >= 'a' &&
		sentenceOpeners[st.words[i]] && st.gap[i] == gapSpace
}

// maxDateline is the number of words that a dateline may have.
const maxDateline = 14

// inDateline reports whether the words before i are a dateline, which belongs
// to the sentence that follows: at the start of a paragraph, a place in
// capitals or an agency in brackets, up to a dash, a colon or the bracket.
func (st *splitState) inDateline(i int) bool {
	if st.gap[st.first] != gapParagraph || i-st.first > maxDateline {
		return false
	}
	place := st.d.Word(int32(st.first))
	capitals := len(place) > 2 && strings.ToUpper(place) == place && unicode.IsLetter(rune(place[0]))
	switch st.d.Word(int32(i - 1)) {
	case "-", "–", "—", "--":
		return capitals || i-2 > st.first && st.d.Word(int32(i-2)) == ")"
	case ":", ")":
		return capitals
	}
	return false
}

// afterNo reports whether "No." stands before word i, as one word or two.
func (st *splitState) afterNo(i int) bool {
	prev := st.d.Word(int32(i - 1))
	return prev == "No." || prev == "." && i > 1 && st.d.Word(int32(i-2)) == "No"
}

// features appends the features of a sentence start at word i.
func (st *splitState) features(keys []uint32, i int) []uint32 {
	f := func(id, a, b uint64) { keys = append(keys, fold(mix(mix(id<<8, a), b))) }
	word := func(j int) uint64 {
		if j < st.first || j >= len(st.words) || j > i && st.gap[j] == gapParagraph {
			return 1
		}
		return st.words[j]
	}
	shape := func(j int) uint64 {
		if j < st.first || j >= len(st.words) || j > i && st.gap[j] == gapParagraph {
			return 1
		}
		return st.shape[j]
	}
	g := uint64(st.gap[i])
	n := uint64(min(i-st.first, 40))
	if n > 4 {
		n = 4 + n/5
	}
	quote := uint64(st.quote&1)<<1 | uint64(min(max(st.depth, 0), 1))
	p, q := word(i-1), word(i)
	ps, qs := shape(i-1), shape(i)
	f(1, g, 0)
	f(2, p, g)
	f(3, q, g)
	f(4, p, q)
	f(5, p, qs)
	f(6, ps, q)
	f(7, ps, qs<<4|g)
	f(8, p, quote<<8|qs<<16|g)
	f(9, n, p)
	f(10, n, ps^qs<<32)
	f(11, word(i-2), p)
	f(12, shape(i-2), p^qs<<7)
	f(13, q, word(i+1))
	f(14, p^qs<<5, shape(i+1))
	f(15, p^mix(3, qs), quote<<8|n)
	f(16, word(i-2), p^mix(5, qs))
	f(17, shape(i-2)^ps<<9, qs^shape(i+1)<<9)
	f(18, p^g, mix(qs, shape(i-2)))
	f(19, shape(i-3)^mix(ps, shape(i-2)), p^qs)
	f(20, st.words[st.first], p)
	f(21, st.shape[st.first]^quote, p^qs<<3)
	f(22, p^mix(7, quote), q)
	return keys
}

// hashLower hashes s with its capital letters made small.
func hashLower(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			for _, r := range s[i:] {
				h = mix(h, uint64(unicode.ToLower(r)))
			}
			break
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	return mix(h, uint64(len(s)))
}

// shapeOf sums up the characters of s: classes with repetitions left out.
func shapeOf(s string) uint64 {
	h, last, n := uint64(0), charClass(15), 0
	for _, r := range s {
		c := classOf(r)
		if c == last {
			n++
			if n > 1 {
				continue
			}
		} else {
			n = 0
		}
		if c >= classPunct || c == classQuote {
			h = mix(h, uint64(r))
		}
		h = h*16 + uint64(c)
		last = c
	}
	return h
}
