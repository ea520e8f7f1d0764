package nlp

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const bank = `# sent_id = a-1
1	Kovacs	NNP	NNP	(S*	-	-	(ARG0*)	(ARG0*)
2	came	VBD	VBD	*	come	come.01	(V*)	*
3	to	TO	TO	*	-	-	(ARGM-PRP*	*
4	see	VB	VB	*	see	see.01	*	(V*)
5	the	DT	DT	*	-	-	*	(ARG1*
6	port	NN	NN	*	-	-	*)	*)
7	.	.	.	*)	-	-	*	*

`

func TestReadPropBank(t *testing.T) {
	got, err := ReadPropBank(strings.NewReader(bank))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]GoldFrame{"a-1": {
		{1, "come.01", []GoldArgument{{"ARG0", Range{0, 1}}, {"ARGM-PRP", Range{2, 6}}}},
		{3, "see.01", []GoldArgument{{"ARG0", Range{0, 1}}, {"ARG1", Range{4, 6}}}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if _, err := ReadPropBank(strings.NewReader(strings.Replace(bank, "come.01", "-", 1))); err == nil {
		t.Error("a predicate without a roleset was read")
	}
}

// tree of "Kovacs came to see the port that we built ."
func portDocument() *Document {
	d := &Document{Text: "Kovacs came to see the port that we built .",
		Head:   []int32{1, -1, 3, 1, 5, 3, 8, 8, 5, 1},
		Deprel: []Deprel{Nsubj, Root, Mark, Advcl, Det, Obj, Obj, Nsubj, AclRelcl, Punct}}
	at := 0
	for _, w := range strings.Fields(d.Text) {
		d.Spans = append(d.Spans, Span{int32(at), int32(at + len(w))})
		d.UPOS = append(d.UPOS, PosNoun)
		at += len(w) + 1
	}
	d.UPOS[9] = PosPunct
	d.Sentences = []Range{{0, 10}}
	return d
}

func TestSubtree(t *testing.T) {
	d := portDocument()
	for _, c := range []struct {
		i, without int32
		want       string
	}{
		{5, -1, "the port that we built"},
		{5, 8, "the port"}, // as an argument of "built"
		{3, -1, "to see the port that we built"},
		{1, -1, "Kovacs came to see the port that we built"},
		{0, 1, "Kovacs"},
	} {
		if got := d.TextOf(d.Subtree(c.i, c.without)); got != c.want {
			t.Errorf("words under %s without %d: %q, want %q", d.Word(c.i), c.without, got, c.want)
		}
	}
}

func TestHeadOf(t *testing.T) {
	d := portDocument()
	for _, c := range []struct {
		r    Range
		want int32
	}{{Range{4, 6}, 5}, {Range{2, 9}, 3}, {Range{6, 9}, 8}, {Range{8, 10}, 8}} {
		if got := headOf(d, c.r); got != c.want {
			t.Errorf("%q is headed by %s", d.TextOf(c.r), d.Word(got))
		}
	}
}

func TestUniversal(t *testing.T) {
	for r, want := range map[Deprel]Deprel{NsubjPass: Nsubj, AclRelcl: Acl, Obj: Obj, NoDeprel: NoDeprel, OblUnmarked: Obl} {
		if got := r.Universal(); got != want {
			t.Errorf("%s without its subtype is %s, want %s", r, got, want)
		}
	}
	f := NumberSing | Person3 | TensePres
	if got := f.String(); got != "Number=Sing|Person=3|Tense=Pres" || parseFeats(got) != f || !f.Has(Person3) {
		t.Errorf("features %s", got)
	}
}

// TestEvaluate counts by hand: "do n't" cut as one word loses both words, and
// the head of "go" is not the same word.
func TestEvaluate(t *testing.T) {
	const gold = "# text = We don't go\n1\tWe\twe\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n\n"
	const system = "# text = We don't go\n1\tWe\twe\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tdon't\tdo\tAUX\tVBP\t_\t0\troot\t_\t_\n3\tgo\tGo\tVERB\tVBP\t_\t2\txcomp\t_\t_\n\n"
	var docs []*Document
	for _, s := range []string{gold, system} {
		tb, err := ReadCoNLLU(strings.NewReader(s))
		if err != nil {
			t.Fatal(err)
		}
		texts := tb.Texts()
		docs = append(docs, tb.GoldDocument(&texts[0]))
	}
	var s UDScores
	s.Add(docs[0], docs[1])
	// As in the official metric the first word of "don't" is found.
	want := UDScores{Tokens: Score{3, 3, 3}, Sentences: Score{1, 1, 1}, Words: Score{3, 4, 3}, UPOS: Score{3, 4, 3}, XPOS: Score{2, 4, 3},
		Feats: Score{3, 4, 3}, Lemmas: Score{3, 4, 3}, UAS: Score{0, 4, 3}, LAS: Score{0, 4, 3}}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
