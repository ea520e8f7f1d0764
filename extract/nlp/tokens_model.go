package nlp

import (
	"encoding/binary"
	"maps"
	"slices"
	"unicode"
)

func lowerRune(r rune) rune { return unicode.ToLower(r) }

func appendSplits(b []byte, splits map[string]int) []byte {
	b = binary.AppendUvarint(b, uint64(len(splits)))
	for _, w := range slices.Sorted(maps.Keys(splits)) {
		b = appendString(b, w)
		b = binary.AppendUvarint(b, uint64(splits[w]))
	}
	return b
}

// readTokens reads the model file of the tokenizer and the splitter.
func readTokens(r *modelReader) (*tokenizer, *splitter) {
	t := &tokenizer{splits: map[string]int{}}
	for range r.int() {
		w := r.string()
		t.splits[w] = r.int()
	}
	t.cuts = readLinear(r)
	return t, &splitter{readLinear(r)}
}

// NewCutter returns a function that cuts text into words and sentences, by a
// model file of [TrainTokens].
func NewCutter(model []byte) (func(text string) *Document, error) {
	r := &modelReader{b: model}
	t, s := readTokens(r)
	return func(text string) *Document {
		d := &Document{Text: text}
		t.tokenize(d)
		s.split(d)
		return d
	}, r.err
}
