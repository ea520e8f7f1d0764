package nlp

import (
	"unicode"
	"unicode/utf8"
)

// atoms are the facts about single words from which the features of the
// tagger, the parser and the frames are made; hashes, in parallel columns.
type atoms struct {
	lower []uint64 // the word in small letters, digits as one
	shape []uint64
	// suf and pre are the last and first one to four characters.
	suf, pre [4][]uint64
	ambig    []uint64 // the tags that the word had in training
	cluster  []uint64 // distributional cluster of the word
	headline []uint64 // 1 in a sentence most of whose words are capitalized
}

// A wordTable holds what is known of words by their lower-case hash.
type wordTable struct {
	ambig   map[uint64]uint16
	cluster map[uint64]uint16
}

// newAtoms computes the atoms of all words of d.
func newAtoms(d *Document, words *wordTable) *atoms {
	n := len(d.Spans)
	all := make([]uint64, 13*n)
	next := func() []uint64 {
		c := all[:n:n]
		all = all[n:]
		return c
	}
	a := &atoms{lower: next(), shape: next(), ambig: next(), cluster: next(), headline: next()}
	for k := range 4 {
		a.suf[k], a.pre[k] = next(), next()
	}
	for i := range n {
		w := d.Word(int32(i))
		a.lower[i] = hashWord(w)
		a.shape[i] = shapeOf(w)
		a.affixes(i, w)
		a.ambig[i] = uint64(words.ambig[a.lower[i]])
		a.cluster[i] = uint64(words.cluster[a.lower[i]])
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
		switch {
		case r < utf8.RuneSelf && r >= '0' && r <= '9':
			if digits++; digits > 2 {
				continue
			}
			r = '0'
		case r == '’' || r == '‘' || r == '`':
			r, digits = '\'', 0
		case r == '“' || r == '”':
			r, digits = '"', 0
		case r == '–' || r == '—':
			r, digits = '-', 0
		default:
			r, digits = unicode.ToLower(r), 0
		}
		h = (h ^ uint64(r)) * 1099511628211
	}
	return mix(h, 1)
}
