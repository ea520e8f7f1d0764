package nlp

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"
)

// A lemmatizer turns a word and its tag into a dictionary form: the longest
// ending of the word that training knew under the tag says what is cut off and
// what is put on.
type lemmatizer struct {
	scripts []lemmaScript
	endings map[uint64]uint16
}

// A lemmaScript cuts off bytes at the end and puts others on.
type lemmaScript struct {
	cut int
	add string
}

// maxEnding is the number of characters of an ending; a longer one is the
// whole word.
const maxEnding = 5

// endingKeys calls f with the key of every ending of the word, the whole word
// first and the empty ending last, until f returns true.
func endingKeys(word string, t tagPair, f func(uint64) bool) {
	tag := uint64(t.upos)<<8 | uint64(t.xpos)
	if f(mix(hashString(word), tag|1<<20)) {
		return
	}
	var starts [maxEnding + 1]int
	n, at := 0, len(word)
	for n < maxEnding && at > 0 {
		_, size := utf8.DecodeLastRuneInString(word[:at])
		at -= size
		n++
		starts[n] = at
	}
	starts[0] = len(word)
	for k := n; k >= 0; k-- {
		if f(mix(hashString(word[starts[k]:]), tag)) {
			return
		}
	}
}

// lemmaBase is the string that scripts change: small letters but for names.
func lemmaBase(form string, t tagPair) string {
	if strings.Contains(form, "’") {
		form = strings.ReplaceAll(form, "’", "'")
	}
	if t.upos == PosPropn {
		return form
	}
	return strings.ToLower(form)
}

// lemma returns the dictionary form of a word.
func (l *lemmatizer) lemma(form string, t tagPair) string {
	base := lemmaBase(form, t)
	key := base
	if t.upos == PosPropn {
		key = strings.ToLower(base)
	}
	out := base
	endingKeys(key, t, func(k uint64) bool {
		i, ok := l.endings[k]
		if !ok {
			return false
		}
		s := l.scripts[i]
		if s.cut > len(base) {
			return false
		}
		if s.cut > 0 || s.add != "" {
			out = base[:len(base)-s.cut] + s.add
		}
		return true
	})
	return out
}

// lemmatize fills d.Lemma.
func (l *lemmatizer) lemmatize(d *Document) {
	d.Lemma = make([]string, len(d.Spans))
	type known struct {
		form string
		tag  tagPair
	}
	cache := map[known]string{}
	for i := range d.Spans {
		k := known{d.Word(int32(i)), tagPair{d.UPOS[i], d.XPOS[i]}}
		lemma, ok := cache[k]
		if !ok {
			lemma = l.lemma(k.form, k.tag)
			cache[k] = lemma
		}
		d.Lemma[i] = lemma
	}
}

func appendLemmas(b []byte, scripts []lemmaScript, endings map[uint64]uint16) []byte {
	b = binary.AppendUvarint(b, uint64(len(scripts)))
	for _, s := range scripts {
		b = binary.AppendUvarint(b, uint64(s.cut))
		b = appendString(b, s.add)
	}
	return appendWordNumbers(b, endings)
}

func readLemmas(r *modelReader) *lemmatizer {
	l := new(lemmatizer)
	for range r.int() {
		cut := r.int()
		l.scripts = append(l.scripts, lemmaScript{cut, r.string()})
	}
	l.endings = readWordNumbers(r)
	for _, i := range l.endings {
		if int(i) >= len(l.scripts) {
			r.fail("lemma script %d", i)
			break
		}
	}
	return l
}
