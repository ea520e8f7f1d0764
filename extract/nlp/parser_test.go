package nlp

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func parse(t testing.TB, text string) *Document {
	t.Helper()
	d, err := pipeline(t).Parse(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// arcs writes the tree as "dependent<-relation-head".
func arcs(d *Document) map[string]bool {
	out := map[string]bool{}
	for i, h := range d.Head {
		head := "ROOT"
		if h >= 0 {
			head = d.Word(h)
		}
		out[fmt.Sprintf("%s %s %s", d.Word(int32(i)), d.Deprel[i], head)] = true
	}
	return out
}

// TestParse checks the arcs that later stages live on, in plain sentences.
func TestParse(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Foreign Minister Anna Kovacs met President Olsen in Cairo on Tuesday.",
			[]string{"met root ROOT", "Olsen obj met", "Anna nsubj met", "Tuesday obl met", "in case Cairo"}},
		{"The talks were cancelled by the government.",
			[]string{"talks nsubj:pass cancelled", "were aux:pass cancelled", "government obl:agent cancelled"}},
		{"He said that the two leaders will not visit the country's capital.",
			[]string{"said root ROOT", "visit ccomp said", "leaders nsubj visit", "will aux visit", "not advmod visit", "capital obj visit", "country nmod:poss capital"}},
		{"Kovacs and Olsen held talks with the delegation that had arrived on Monday.",
			[]string{"Olsen conj Kovacs", "Kovacs nsubj held", "talks obj held", "arrived acl:relcl delegation"}},
	} {
		got := arcs(parse(t, c.text))
		for _, a := range c.want {
			if !got[a] {
				t.Errorf("%s\nhas no arc %s", c.text, a)
			}
		}
	}
}

func TestLemmas(t *testing.T) {
	d := parse(t, "The ministers met and didn't agree; their talks were better attended than Iran's.")
	want := map[string]string{"ministers": "minister", "met": "meet", "did": "do", "n't": "not", "their": "their", "talks": "talk", "were": "be", "Iran": "Iran", "'s": "'s"}
	for i, l := range d.Lemma {
		if w, ok := want[d.Word(int32(i))]; ok && w != l {
			t.Errorf("lemma of %s is %s, want %s", d.Word(int32(i)), l, w)
		}
	}
}

func TestFrames(t *testing.T) {
	d := parse(t, "Anna Kovacs visited the president on Tuesday.")
	if len(d.Frames) != 1 {
		t.Fatalf("%d frames, want 1", len(d.Frames))
	}
	f := d.Frames[0]
	var args []string
	for _, a := range f.Args {
		args = append(args, a.Role+"="+d.TextOf(d.Subtree(a.Head, f.Predicate)))
	}
	if got, want := f.Roleset+" "+strings.Join(args, " "), "visit.01 ARG0=Anna Kovacs ARG1=the president ARGM-TMP=on Tuesday"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// checkTrees checks that every sentence is a tree with one root.
func checkTrees(t testing.TB, d *Document) {
	t.Helper()
	for _, s := range d.Sentences {
		roots := 0
		for i := s.First; i < s.End; i++ {
			if d.Head[i] < 0 {
				roots++
			}
			steps := 0
			for x := i; x >= 0; x = d.Head[x] {
				if steps++; steps > s.Len() || x < s.First || x >= s.End {
					t.Fatalf("word %d of sentence %v does not lead to the root", i, s)
				}
			}
		}
		if roots != 1 {
			t.Fatalf("sentence %v has %d roots", s, roots)
		}
	}
}

// TestNoSentenceEnd checks that text without a stop costs in proportion to its
// length. PARLEY_LONG=1 takes 10 MB instead of 20 and 80 kB.
func TestNoSentenceEnd(t *testing.T) {
	small, factor := 20_000, 4
	if long() {
		small, factor = 2_500_000, 4
	}
	took := map[int]time.Duration{}
	for _, n := range []int{small, small * factor} {
		text := strings.Repeat("and the old river goes on to the grey sea ", n/42+1)[:n]
		start := time.Now()
		d := parse(t, text)
		took[n] = time.Since(start)
		checkSentences(t, d)
		checkTrees(t, d)
	}
	// Three times the proportion leaves room for a busy machine.
	if took[small*factor] > 3*time.Duration(factor)*took[small] {
		t.Errorf("%d bytes took %v, %d took %v", small, took[small], small*factor, took[small*factor])
	}
	for _, text := range []string{strings.Repeat("x", 50_000), strings.Repeat("-", 5_000), strings.Repeat("(", 1000) + strings.Repeat(")", 1000), strings.Repeat("a\n", 1000)} {
		d := parse(t, text)
		checkSentences(t, d)
		checkTrees(t, d)
	}
}

// TestDeterminism parses the same text in several goroutines.
func TestDeterminism(t *testing.T) {
	p := pipeline(t)
	write := func() string {
		d, err := p.Parse(t.Context(), sample)
		if err != nil {
			return err.Error()
		}
		var b bytes.Buffer
		if err := WriteCoNLLU(&b, d, nil); err != nil {
			return err.Error()
		}
		return b.String() + fmt.Sprint(d.Frames, d.Names)
	}
	want := write()
	got := make(chan string)
	for range 3 {
		go func() { got <- write() }()
	}
	for range 3 {
		if <-got != want {
			t.Error("the same text gave another document")
		}
	}
}

// TestCoNLLU reads back what was written.
func TestCoNLLU(t *testing.T) {
	d := parse(t, "Iran's team didn't go.\n\n\"We'll see,\" he said.")
	var b bytes.Buffer
	if err := WriteCoNLLU(&b, d, func(i int32) []string { return []string{fmt.Sprintf("Word=%d", i)} }); err != nil {
		t.Fatal(err)
	}
	tb, err := ReadCoNLLU(&b)
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	for n, s := range tb.Sentences {
		if s.NewParagraph != d.Paragraph[n] {
			t.Errorf("sentence %d: new paragraph %v", n, s.NewParagraph)
		}
		for _, w := range s.Words {
			head := int(d.Head[i]-d.Sentences[n].First) + 1
			if d.Head[i] < 0 {
				head = 0
			}
			want := GoldWord{Form: d.Word(int32(i)), Lemma: d.Lemma[i], UPOS: d.UPOS[i], XPOS: d.XPOS[i], Feats: d.Feats[i], Head: head, Deprel: d.Deprel[i], Glued: d.Glued[i]}
			w.Start, w.End, w.SpaceAfter = 0, 0, false
			if w != want {
				t.Errorf("word %d is %+v, want %+v", i, w, want)
			}
			i++
		}
	}
	if i != d.Len() {
		t.Errorf("%d words read, %d written", i, d.Len())
	}
}

// TestOracle follows the oracle on random projective trees: it must rebuild
// each tree.
func TestOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		head := make([]int16, n)
		root := rapid.IntRange(0, n-1).Draw(t, "root")
		head[root] = int16(n)
		randomTree(t, head, 0, root, int16(root))
		randomTree(t, head, root+1, n, int16(root))
		var st parseState
		st.reset(n)
		for !st.done() {
			m := st.oracle(head)
			if c := st.cost(m, head); c != 0 {
				t.Fatalf("move %d costs %d in the tree %v", m, c, head)
			}
			st.apply(m, 1)
		}
		for i, h := range head {
			if st.nodes[i].head != h {
				t.Fatalf("word %d has head %d in the tree %v", i, st.nodes[i].head, head)
			}
		}
	})
}

// randomTree attaches the words from a to b under head, projectively.
func randomTree(t *rapid.T, head []int16, a, b int, h int16) {
	for a < b {
		end := rapid.IntRange(a+1, b).Draw(t, "end")
		top := rapid.IntRange(a, end-1).Draw(t, "top")
		head[top] = h
		randomTree(t, head, a, top, int16(top))
		randomTree(t, head, top+1, end, int16(top))
		a = end
	}
}
