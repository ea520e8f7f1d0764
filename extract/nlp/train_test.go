package nlp

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// smallTreebank is two dozen sentences over a few words, in CoNLL-U.
func smallTreebank(t *testing.T) *Treebank {
	t.Helper()
	people, verbs, places := []string{"Anna", "Olsen", "Kovacs", "Diaz"}, []string{"met", "visited", "called"}, []string{"Cairo", "Oslo"}
	lemmas := map[string]string{"met": "meet", "visited": "visit", "called": "call"}
	var b strings.Builder
	b.WriteString("# newdoc id = a\n")
	n := 0
	for i, who := range people {
		for j, verb := range verbs {
			for k, place := range places {
				n++
				whom := people[(i+j+k+1)%len(people)]
				fmt.Fprintf(&b, "# sent_id = s%d\n# text = %s %s %s in %s.\n", n, who, verb, whom, place)
				for w, f := range [][]string{
					{who, who, "PROPN", "NNP", "2", "nsubj", "_"},
					{verb, lemmas[verb], "VERB", "VBD", "0", "root", "_"},
					{whom, whom, "PROPN", "NNP", "2", "obj", "_"},
					{"in", "in", "ADP", "IN", "5", "case", "_"},
					{place, place, "PROPN", "NNP", "2", "obl", "SpaceAfter=No"},
					{".", ".", "PUNCT", ".", "2", "punct", "_"},
				} {
					fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t_\t%s\t%s\t_\t%s\n", w+1, f[0], f[1], f[2], f[3], f[4], f[5], f[6])
				}
				b.WriteString("\n")
			}
		}
	}
	tb, err := ReadCoNLLU(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return tb
}

// TestTrainTwice trains every model of syntax twice and compares the bytes,
// then reads a sentence by them: rare features are dropped, so most is noise,
// but not the verb and the name behind it.
func TestTrainTwice(t *testing.T) {
	tb := smallTreebank(t)
	var text [][]string
	frames := map[string][]GoldFrame{}
	for _, s := range tb.Sentences {
		var words []string
		for _, w := range s.Words {
			words = append(words, w.Form)
		}
		text = append(text, words)
		frames[s.ID] = []GoldFrame{{Predicate: 1, Roleset: s.Words[1].Lemma + ".01", Args: []GoldArgument{
			{Role: "ARG0", Words: Range{0, 1}}, {Role: "ARG1", Words: Range{2, 3}}, {Role: "ARGM-LOC", Words: Range{3, 5}}}}}
	}
	// Words that differ only in their apostrophes are one word.
	for range 20 {
		text = append(text, []string{"they", "don’t", "know"}, []string{"they", "don't", "know"}, []string{"we", "can’t", "say"}, []string{"I", "can't", "go"})
	}
	o := TrainOptions{Seed: 7, Epochs: 6, Beam: 3}
	train := func() map[string][]byte {
		m := map[string][]byte{"tokens": TrainTokens(tb.Texts(), o), "tags": TrainTags(tb, text, o), "lemmas": TrainLemmas(tb, o)}
		var err error
		if m["parser"], err = TrainParser(tb, m["tags"], m["lemmas"], o); err != nil {
			t.Fatal(err)
		}
		if m["frames"], err = TrainFrames(tb, frames, nil, m["tags"], m["lemmas"], o); err != nil {
			t.Fatal(err)
		}
		return m
	}
	first, second := train(), train()
	for name, b := range first {
		if !bytes.Equal(b, second[name]) {
			t.Errorf("%s: two trainings differ", name)
		}
	}
	o.Seed = 8
	if other, err := TrainParser(tb, first["tags"], first["lemmas"], o); err != nil || bytes.Equal(first["parser"], other) {
		t.Errorf("parser: another seed gives the same bytes, %v", err)
	}
	p := new(Pipeline)
	p.tokens, p.sentences = readTokens(&modelReader{b: first["tokens"]})
	p.tagger, p.words = readTags(&modelReader{b: first["tags"]})
	p.lemmas, p.parser, p.framer = readLemmas(&modelReader{b: first["lemmas"]}), readParser(&modelReader{b: first["parser"]}), readFrames(&modelReader{b: first["frames"]})
	d, err := p.Parse(t.Context(), "Diaz visited Anna in Oslo.")
	if err != nil {
		t.Fatal(err)
	}
	checkTrees(t, d)
	for i, want := range map[int]XPOS{1: TagVBD, 2: TagNNP} {
		if d.XPOS[i] != want {
			t.Errorf("%s is %s, want %s", d.Word(int32(i)), d.XPOS[i], want)
		}
	}
}
