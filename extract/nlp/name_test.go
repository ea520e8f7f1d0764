package nlp

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// newsText is invented.
const newsText = `LISBON - 12 May 2021: Foreign Minister Inês Carvalho met her Norwegian counterpart Lars Bergström in Lisbon on Wednesday, the Foreign Ministry said in a statement. Carvalho told reporters that Portugal and Norway would open talks on fishing in the Norwegian Sea. "We had a frank exchange," Bergström said after the meeting, which the European Commission had called for. President Jonas Okello of Uganda, who is visiting Brussels, is expected to hold a telephone conversation with U.N. Secretary-General Ban Ki-moon. Okello's spokesperson, Ruth Nakato, denied reports by Reuters that he would fly to Kampala. Officials of the World Health Organization (WHO) will travel to the Middle East next week; the WHO has said little about the trip. In Washington, Democrats in Congress criticized the State Department.`

var sharedPipeline = sync.OnceValues(New)

func namesPipeline(t testing.TB) *Pipeline {
	t.Helper()
	p, err := sharedPipeline()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func recognized(t testing.TB, text string) []string {
	t.Helper()
	d, err := namesPipeline(t).Parse(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range d.Names {
		got = append(got, n.Type.String()+" "+d.TextOf(n.Tokens))
	}
	return got
}

func TestNamesInNews(t *testing.T) {
	got := recognized(t, newsText)
	for _, want := range []string{
		"GPE LISBON", "PERSON Inês Carvalho", "NORP Norwegian", "PERSON Lars Bergström", "GPE Lisbon", "ORG Foreign Ministry", "PERSON Carvalho",
		"GPE Portugal", "GPE Norway", "LOC Norwegian Sea", "PERSON Bergström", "ORG European Commission", "PERSON Jonas Okello", "GPE Uganda",
		"GPE Brussels", "PERSON Ban Ki-moon", "PERSON Okello", "PERSON Ruth Nakato", "ORG Reuters", "GPE Kampala", "ORG World Health Organization",
		"ORG WHO", "LOC Middle East", "GPE Washington", "NORP Democrats", "ORG Congress", "ORG State Department",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}

// TestNamesHold checks what must be true of names in any text.
func TestNamesHold(t *testing.T) {
	words := strings.Fields(newsText + " the of - \" ( ) U.S. a.b. 12 \n\n ñ 北京 -- ' 's @x Mr. Al")
	r := rand.New(rand.NewPCG(1, 1))
	p := namesPipeline(t)
	for range 30 {
		var text strings.Builder
		for range r.IntN(200) {
			text.WriteString(words[r.IntN(len(words))])
			text.WriteString([]string{" ", " ", " ", "", "\n"}[r.IntN(5)])
		}
		d, err := p.Parse(t.Context(), text.String())
		if err != nil {
			t.Fatal(err)
		}
		last := int32(0)
		for _, n := range d.Names {
			if n.Tokens.First < last || n.Tokens.End <= n.Tokens.First || int(n.Tokens.End) > d.Len() || n.Type == NoName || !(n.Score > 0 && n.Score <= 1) {
				t.Fatalf("name %+v after token %d of %d in %q", n, last, d.Len(), text.String())
			}
			last = n.Tokens.End
		}
	}
}

// TestChain compares inference with the sum and the maximum over all
// sequences of three tokens.
func TestChain(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var c nameChain
	for i := range c.free {
		for j := range c.free[i] {
			c.free[i][j] = r.Float32()*4 - 2
		}
	}
	for i := range c.kept {
		for j := range c.kept[i] {
			c.kept[i][j] = r.Float32()*4 - 2
		}
	}
	c.ready()
	scores := make([]chainRow, 3)
	for i := range scores {
		for y := range scores[i] {
			scores[i][y] = r.Float32()*6 - 3
		}
	}
	var total float64
	var marginal [3][numNameLabels]float64
	best, bestScore := [3]nameLabel{}, math.Inf(-1)
	each := func(seq [3]nameLabel, score float64) {
		p := math.Exp(score)
		total += p
		for i, y := range seq {
			marginal[i][y] += p
		}
		if score > bestScore {
			best, bestScore = seq, score
		}
	}
	step := func(a, b nameLabel) (float64, bool) {
		if i, j := slices.Index(closing[:], a), slices.Index(opening[:], b); i >= 0 && j >= 0 {
			return float64(c.free[i][j]), true
		}
		if a == 0 || b == 0 || a.typ() != b.typ() || a.pos() > posInside || b.pos() != posInside && b.pos() != posLast {
			return 0, false
		}
		return float64(c.kept[a.typ()-1][2*a.pos()+b.pos()-posInside]), true
	}
	for _, a := range opening {
		for b := range nameLabel(numNameLabels) {
			ab, ok := step(a, b)
			if !ok {
				continue
			}
			for _, z := range closing {
				if bz, ok := step(b, z); ok {
					each([3]nameLabel{a, b, z}, float64(scores[0][a]+scores[1][b]+scores[2][z])+ab+bz)
				}
			}
		}
	}
	s := chainScratch{idle: make([]bool, 3)}
	got := make([]nameLabel, 3)
	c.best(scores, &s, got)
	if diff := cmp.Diff(best[:], got); diff != "" {
		t.Errorf("best (-want +got):\n%s", diff)
	}
	c.marginals(scores, &s, nil)
	for i := range marginal {
		for y := range marginal[i] {
			if want := marginal[i][y] / total; math.Abs(want-float64(s.marginal[i][y])) > 1e-4 {
				t.Errorf("marginal of label %d at %d: %v, want %v", y, i, s.marginal[i][y], want)
			}
		}
	}
}

// TestTrainNames learns a language of two made-up rules and applies it to
// words it has not seen; the same input gives the same model.
func TestTrainNames(t *testing.T) {
	p := namesPipeline(t)
	var texts []NameText
	for i, first := range []string{"Qix", "Bor", "Zum", "Lor", "Pim", "Tav", "Nud", "Gor", "Wex", "Ral"} {
		for _, last := range []string{"Ubok", "Emot", "Iruk", "Olat"} {
			text := "Yesterday Dr " + first + last + " went to " + last + "grad by train."
			a := int32(len("Yesterday Dr "))
			b := a + int32(len(first+last))
			g := b + int32(len(" went to "))
			texts = append(texts, NameText{Doc: p.Words(text), Names: []GoldName{
				{Span{a, b}, NewNameTypeSet(Person)}, {Span{g, g + int32(len(last+"grad"))}, NewNameTypeSet(GPE, Loc)}}, Domain: i % 2})
		}
	}
	o := NameOptions{Epochs: 5, Runs: 2, Least: 2, Smallest: 0.01, Rate: 0.2, Seed: 1, Folds: 2}
	model, err := TrainNames(texts, o)
	if err != nil {
		t.Fatal(err)
	}
	again, err := TrainNames(texts, o)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(model, again) {
		t.Error("two trainings on the same texts differ")
	}
	tagger, err := NewNameTagger(model)
	if err != nil {
		t.Fatal(err)
	}
	d := p.Words("Yesterday Dr Vupasol went to Hesograd by train.")
	tagger.Tag(d)
	var got []string
	for _, n := range d.Names {
		got = append(got, d.TextOf(n.Tokens))
	}
	if diff := cmp.Diff([]string{"Vupasol", "Hesograd"}, got); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestGazetteerMatch(t *testing.T) {
	for _, test := range []struct {
		text string
		word string
		c    gazClass
		want uint8
	}{
		{"She flew to New Zealand today", "New", gazCountry, 1},
		{"She flew to New Zealand today", "Zealand", gazCountry, 3},
		{"She flew to Norway today", "Norway", gazCountry, 4},
		{"the foreign minister spoke", "foreign", gazTitle, 1},
		{"the foreign minister spoke", "minister", gazTitle, 3},
		{"she sang of paris", "she", gazFirst, 0},
	} {
		d := namesPipeline(t).Words(test.text)
		ts := nameTokens(d, nil, nil)
		sharedGazetteer().matchAll(d, ts)
		for i := range ts {
			if d.Word(int32(i)) == test.word && ts[i].gaz[test.c] != test.want {
				t.Errorf("%q in %q: list %d says %d, want %d", test.word, test.text, test.c, ts[i].gaz[test.c], test.want)
			}
		}
	}
}

func BenchmarkNames(b *testing.B) {
	d := namesPipeline(b).Words(strings.Repeat(newsText, 5))
	var stage *nameStage
	for _, s := range namesPipeline(b).later {
		if n, ok := s.(*nameStage); ok {
			stage = n
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		stage.annotate(d)
	}
	b.ReportMetric(float64(d.Len())*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
