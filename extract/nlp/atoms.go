package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/nlp/lexicon"
)

// atoms are the facts about single words from which the features of the
// tagger, the parser and the frames are made; hashes, in parallel columns.
type atoms struct {
	lower []uint64 // the word in small letters, digits as one
	shape []uint64
	// suf and pre are the last and first one to four characters.
	suf, pre [4][]uint64
	ambig    []uint64 // the tags that the word had in training
	cluster  []uint64 // distributional class of the word
	middle   []uint64 // and a coarser one
	lists    []uint64 // lists of names that hold it
	headline []uint64 // 1 in a sentence most of whose words are capitalized
}

// A wordTable holds what is known of words by their lower-case hash.
type wordTable struct {
	ambig   map[uint64]uint16 // number of the set of tags
	cluster map[uint64]uint16 // distributional class
	middle  []uint16          // coarser class of a class
	lists   map[uint64]uint16 // lists of names that hold the word, a bit each
}

// wordLists marks the single words in the lists of names.
func wordLists() map[uint64]uint16 {
	m := map[uint64]uint16{}
	mark := func(name string, bit uint16) {
		if !strings.Contains(name, " ") {
			m[hashWord(name)] |= bit
		}
	}
	for name := range lexicon.FirstNames() {
		mark(name, 1)
	}
	for name := range lexicon.Surnames() {
		mark(name, 2)
	}
	for name := range lexicon.Cities() {
		mark(name, 4)
	}
	return m
}

// normalWord writes w as hashWord reads it.
func normalWord(w string) string {
	digits := 0
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			digits = 0
			return normalRune(r)
		}
		if digits++; digits > 2 {
			return -1
		}
		return '0'
	}, w)
}

// normalRune returns a letter as a small one, and quotation marks and dashes as
// those of ASCII.
func normalRune(r rune) rune {
	switch r {
	case '’', '‘', '`':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '–', '—':
		return '-'
	}
	return unicode.ToLower(r)
}

// newAtoms computes the atoms of all words of d.
func newAtoms(d *Document, words *wordTable) *atoms {
	n := len(d.Spans)
	all := make([]uint64, 15*n)
	next := func() []uint64 {
		c := all[:n:n]
		all = all[n:]
		return c
	}
	a := &atoms{lower: next(), shape: next(), ambig: next(), cluster: next(), middle: next(), lists: next(), headline: next()}
	for k := range 4 {
		a.suf[k], a.pre[k] = next(), next()
	}
	for i := range n {
		w := d.Word(int32(i))
		a.lower[i] = hashWord(w)
		a.shape[i] = shapeOf(w)
		a.affixes(i, w)
		a.ambig[i] = uint64(words.ambig[a.lower[i]])
		c := words.cluster[a.lower[i]]
		a.cluster[i] = uint64(c)
		if c > 0 {
			a.middle[i] = uint64(words.middle[c])
		}
		a.lists[i] = uint64(words.lists[a.lower[i]])
	}
	for _, s := range d.Sentences {
		a.markHeadline(d, s)
	}
	return a
}

func (a *atoms) affixes(i int, w string) {
	h := uint64(17)
	rest := w
	for k := range 4 {
		if rest != "" {
			r, n := utf8.DecodeLastRuneInString(rest)
			rest = rest[:len(rest)-n]
			h = mix(h, uint64(unicode.ToLower(r)))
		}
		a.suf[k][i] = h
	}
	h, rest = 19, w
	for k := range 4 {
		if rest != "" {
			r, n := utf8.DecodeRuneInString(rest)
			rest = rest[n:]
			h = mix(h, uint64(unicode.ToLower(r)))
		}
		a.pre[k][i] = h
	}
}

func (a *atoms) markHeadline(d *Document, s Range) {
	long, capital := 0, 0
	for i := s.First; i < s.End; i++ {
		w := d.Word(i)
		if len(w) < 4 {
			continue
		}
		long++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			capital++
		}
	}
	h := uint64(0)
	if long >= 2 && capital*10 >= long*7 {
		h = 1
	}
	for i := s.First; i < s.End; i++ {
		a.headline[i] = h
	}
}

// hashWord hashes w in small letters, with any digit as 0 and a run of digits
// as two.
func hashWord(w string) uint64 {
	h := uint64(14695981039346656037)
	digits := 0
	for _, r := range w {
		if r >= '0' && r <= '9' {
			if digits++; digits > 2 {
				continue
			}
			r = '0'
		} else {
			r, digits = normalRune(r), 0
		}
		h = (h ^ uint64(r)) * 1099511628211
	}
	return mix(h, 1)
}
