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
