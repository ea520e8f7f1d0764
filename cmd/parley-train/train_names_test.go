package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/extract/nlp"
)

func TestReadTagged(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.iob2")
	data := "# newdoc id = a\n# text = Ann Lee saw Oslo 's .\n1\tAnn\tB-PER\t-\t-\n2\tLee\tI-PER\t-\t-\n3\tsaw\tO\t-\t-\n4\tOslo\tB-LOC\t-\t-\n5\t's\tO\t-\t-\n6\t.\tO\t-\t-\n\n" +
		"# text = in al-Arish, (no)\n1\tin\tO\n2\tal\tB-LOC\n3\t-\tI-LOC\n4\tArish\tI-LOC\n5\t,\tO\n6\t(\tO\n7\tno\tO\n8\t)\tO\n\n# newdoc id = b\n1\tBob\tB-PER\t-\t-\n\n"
	if err := os.WriteFile(file, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	texts, err := readTagged(file, "uner-ewt", tagsOf["uner-ewt"])
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for _, x := range texts {
		one := []string{x.text}
		for _, n := range x.names {
			one = append(one, x.text[n.Start:n.End])
		}
		got = append(got, one)
	}
	want := [][]string{{"Ann Lee saw Oslo's .\n\nin al-Arish, (no)", "Ann Lee", "Oslo", "al-Arish"}, {"Bob", "Bob"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
	if !texts[0].names[1].Types.Has(nlp.GPE) || !texts[0].names[1].Types.Has(nlp.Loc) || texts[0].names[1].Types.Has(nlp.Org) {
		t.Errorf("types of Oslo: %b", texts[0].names[1].Types)
	}
}

func TestReadActors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "actors.txt")
	data := "# comment\nRURITANIA_ [RUR]\n+RURITANIAN_ \n\nRUDOLF_ELPHBERG_  # Crown\n+KING_RUDOLF\n\t[RURGOV 910304-19930101]\n\t[RURELI >950101] [---]\n"
	if err := os.WriteFile(file, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := readActors(file)
	if err != nil {
		t.Fatal(err)
	}
	want := []actor{
		{names: []string{"RURITANIA", "RURITANIAN"}, codes: []actorCode{{code: "RUR"}}},
		{names: []string{"RUDOLF_ELPHBERG", "KING_RUDOLF"}, codes: []actorCode{
			{code: "RURGOV", from: "1991-03-04", to: "1993-01-01"}, {code: "RURELI", from: "1995-01-01"}, {code: "---"}}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(actor{}, actorCode{})); diff != "" {
		t.Errorf("actors (-want +got):\n%s", diff)
	}
}

func TestTitleASCII(t *testing.T) {
	for in, want := range map[string]string{
		"the minister met envoys in Oslo": "The Minister Met Envoys in Oslo",
		"élan of a man":                   "élan of a Man",
		"":                                "",
	} {
		if got := titleASCII(in); got != want {
			t.Errorf("titleASCII(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNameScore(t *testing.T) {
	d := &nlp.Document{Text: "Ann met Bo in Oslo", Spans: []nlp.Span{{Start: 0, End: 3}, {Start: 4, End: 7}, {Start: 8, End: 10}, {Start: 11, End: 13}, {Start: 14, End: 18}},
		Names: []nlp.Name{{Tokens: nlp.Range{First: 0, End: 1}, Type: nlp.Person}, {Tokens: nlp.Range{First: 4, End: 5}, Type: nlp.Loc}}}
	s := newNameScore()
	s.add(d, []nlp.GoldName{
		{Span: nlp.Span{Start: 0, End: 3}, Types: nlp.NewNameTypeSet(nlp.Person)},
		{Span: nlp.Span{Start: 8, End: 10}, Types: nlp.NewNameTypeSet(nlp.Person)},
		{Span: nlp.Span{Start: 14, End: 18}, Types: nlp.NewNameTypeSet(nlp.GPE)},
	}, newsGroup)
	for row, want := range map[string][3]int{"micro": {1, 3, 2}, "PERSON": {1, 2, 1}, "GPE": {0, 1, 0}, "GPE+LOC": {1, 1, 1}, "span only": {2, 3, 2}} {
		if got := [3]int{s.right[row], s.gold[row], s.found[row]}; got != want {
			t.Errorf("%s: right, gold, found = %v, want %v", row, got, want)
		}
	}
}

func TestReadGUMNames(t *testing.T) {
	word := func(id, form, upos, xpos, misc string) string {
		return id + "\t" + form + "\t_\t" + upos + "\t" + xpos + "\t_\t0\t_\t_\t" + misc + "\n"
	}
	data := "# newdoc id = a\n# newpar\n" +
		word("1", "The", "DET", "DT", "Entity=(1-person-new-nnnnn-cf1-2-coref") + word("2", "captain", "NOUN", "NN", "_") +
		word("3", "Ann", "PROPN", "NNP", "_") + word("4", "Lee", "PROPN", "NNP", "Entity=1)") + word("5", "left", "VERB", "VBD", "_") +
		word("6", "the", "DET", "DT", "Entity=(2-organization-new-nnnnn-cf2-2-sgl") + word("7", "Bank", "PROPN", "NNP", "_") +
		word("8", "of", "ADP", "IN", "_") + word("9", "Norway", "PROPN", "NNP", "Entity=(3-place-new-nnnnn-cf3-1-sgl)2)") +
		word("10", "in", "ADP", "IN", "_") + word("11", "northern", "ADJ", "JJ", "Entity=(4-place-new-nnnnn-cf4-2-sgl") +
		word("12", "Oslo", "PROPN", "NNP", "Entity=4)") + word("13", "in", "ADP", "IN", "_") +
		word("14", "March", "PROPN", "NNP", "Entity=(5-time-new-nnnnn-cf5-1-sgl)") + word("15", "for", "ADP", "IN", "_") +
		word("16", "the", "DET", "DT", "Entity=(6-person-new-nnnnn-cf6-2-sgl") + word("17", "Swedes", "PROPN", "NNPS", "Entity=6)") + "\n"
	file := filepath.Join(t.TempDir(), "x.conllu")
	if err := os.WriteFile(file, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	texts, err := readGUMNames(file)
	if err != nil {
		t.Fatal(err)
	}
	type name struct {
		Text  string
		Types nlp.NameTypeSet
	}
	var got []name
	for _, x := range texts {
		for _, n := range x.names {
			got = append(got, name{x.text[n.Start:n.End], n.Types})
		}
	}
	want := []name{
		{"Ann Lee", nlp.NewNameTypeSet(nlp.Person)}, {"Bank of Norway", nlp.NewNameTypeSet(nlp.Org)}, {"Oslo", anyPlace},
		{"March", nlp.NewNameTypeSet(nlp.NoName)}, {"Swedes", nlp.NewNameTypeSet(nlp.Norp)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestFoldsKeepWhatIsMade(t *testing.T) {
	doc := func(words int) nlp.NameText { return nlp.NameText{Doc: &nlp.Document{Spans: make([]nlp.Span, words)}} }
	texts := nameTexts{
		all:   []nlp.NameText{doc(9), doc(2), doc(5), doc(2), doc(4)},
		group: []string{"a", "a", "b", "b", "c"},
		name:  []string{"uner-ewt", "made of uner-ewt", "uner-ewt", "made of uner-ewt", "wikigold"},
	}
	if diff := cmp.Diff([]int{0, 0, 1, 1, -1}, foldsOf(texts, "uner-ewt", 2)); diff != "" {
		t.Errorf("folds (-want +got):\n%s", diff)
	}
}

func TestLowered(t *testing.T) {
	text := "I met Ann in Oslo."
	d := &nlp.Document{Text: text, Spans: []nlp.Span{{Start: 0, End: 1}, {Start: 2, End: 5}, {Start: 6, End: 9}, {Start: 10, End: 12}, {Start: 13, End: 17}, {Start: 17, End: 18}},
		Sentences: []nlp.Range{{First: 0, End: 6}}}
	x := markedText{text: text, names: []nlp.GoldName{{Span: nlp.Span{Start: 6, End: 9}, Types: nlp.NewNameTypeSet(nlp.Person)}}}
	cut := func(s string) *nlp.Document { return &nlp.Document{Text: s} }
	got := lowered(d, x, 0, cut)
	if len(got) != 1 || got[0].Doc.Text != "i met ann in oslo." || !cmp.Equal(got[0].Names, x.names) {
		t.Errorf("lowered: %+v", got)
	}
	if got := lowered(d, x, 1, cut); got != nil {
		t.Errorf("lowered, not its turn: %+v", got)
	}
}
