package nlp

import (
	"math/rand/v2"
	"strings"
)

// A GoldText is the raw text of a treebank document with its gold words.
type GoldText struct {
	Text  string
	Words []Span // by byte
	Glued []bool
	Start []bool // the word starts a sentence
	Sent  []int  // index of the sentence in the treebank
}

// Texts returns the treebank's documents as raw text: sentences of a paragraph
// in one line, paragraphs with a blank line between.
func (tb *Treebank) Texts() []GoldText {
	var out []GoldText
	var b strings.Builder
	var cur *GoldText
	doc := -1
	flush := func() {
		if cur != nil {
			cur.Text = b.String()
			out = append(out, *cur)
		}
		b.Reset()
	}
	for n, s := range tb.Sentences {
		if s.Doc != doc {
			flush()
			cur, doc = new(GoldText), s.Doc
		}
		switch {
		case b.Len() == 0:
		case s.NewParagraph:
			b.WriteString("\n\n")
		case s.SpaceBefore:
			b.WriteByte(' ')
		}
		for i, w := range s.Words {
			start := b.Len()
			b.WriteString(w.Form)
			cur.Words = append(cur.Words, Span{int32(start), int32(b.Len())})
			cur.Glued = append(cur.Glued, w.Glued)
			cur.Start = append(cur.Start, i == 0)
			cur.Sent = append(cur.Sent, n)
			if w.SpaceAfter && i+1 < len(s.Words) {
				b.WriteByte(' ')
			}
		}
	}
	flush()
	return out
}

// TrainOptions say how a model is trained.
type TrainOptions struct {
	Seed   uint64
	Epochs int
	Beam   int // parses kept at each step of the parser
	// Log receives progress lines; nil is silent.
	Log func(format string, args ...any)
}

func (o TrainOptions) logf(format string, args ...any) {
	if o.Log != nil {
		o.Log(format, args...)
	}
}

func (o TrainOptions) rand() *rand.Rand { return rand.New(rand.NewPCG(o.Seed, 1)) }

// TrainTokens trains the tokenizer and the sentence splitter and returns the
// model file.
func TrainTokens(texts []GoldText, o TrainOptions) []byte {
	splits := learnSplits(texts)
	t := &tokenizer{splits: splits}
	cuts := t.train(texts, o)
	b := appendSplits(nil, splits)
	b = appendLinear(b, numJoins, cuts)
	return appendLinear(b, 2, trainSplitter(texts, o))
}

// cutExample is a place in a run with what stands there.
type cutExample struct {
	keys []uint32
	join int
}

func (t *tokenizer) train(texts []GoldText, o TrainOptions) []feature {
	var examples []cutExample
	for _, g := range texts {
		examples = append(examples, cutExamples(g)...)
	}
	o.logf("tokens: %d places", len(examples))
	return trainExamples(examples, numJoins, o)
}

// trainExamples trains a perceptron with a margin on independent examples.
func trainExamples(examples []cutExample, classes int, o TrainOptions) []feature {
	p := newPerceptron(classes)
	scores := make([]float32, classes)
	rnd := o.rand()
	for epoch := range o.Epochs {
		wrong := 0
		for _, i := range rnd.Perm(len(examples)) {
			e := &examples[i]
			p.score(e.keys, scores)
			gold := scores[e.join]
			scores[e.join] -= 1e6
			rival := argmaxFloat(scores)
			if scores[rival] > gold {
				wrong++
			}
			if scores[rival]+3 > gold {
				p.update(e.keys, e.join, 1)
				p.update(e.keys, rival, -1)
			}
			p.tick()
		}
		o.logf("epoch %d: %d of %d wrong, %d features", epoch+1, wrong, len(examples), p.n)
	}
	return p.average(1000, 2)
}

// cutExamples runs over the text as tokenize does and notes the gold decision
// at each candidate.
func cutExamples(g GoldText) []cutExample {
	at := map[int32]int{}
	for i, w := range g.Words {
		at[w.Start] = joinToken
		if g.Glued[i] {
			at[w.Start] = joinWord
		}
	}
	var out []cutExample
	s := new(tokenScratch)
	run := func() {
		if len(s.chars) == 0 {
			return
		}
		s.bound()
		for i := 1; i < len(s.chars); i++ {
			if s.candidate(i) {
				out = append(out, cutExample{s.features(nil, i), at[s.chars[i].at]})
			}
		}
		s.chars = s.chars[:0]
	}
	for i, r := range g.Text {
		c := classOf(r)
		if c == classSpace || len(s.chars) == maxRun {
			run()
		}
		if c != classSpace {
			s.chars = append(s.chars, char{r, lowerRune(r), c, int32(i)})
		}
	}
	run()
	return out
}

// trainSplitter trains on the gold words, with gold sentence starts behind.
func trainSplitter(texts []GoldText, o TrainOptions) []feature {
	var examples []cutExample
	for _, g := range texts {
		d := &Document{Text: g.Text, Spans: g.Words, Glued: g.Glued}
		st := newSplitState(d)
		for i := range d.Spans {
			if st.gap[i] != gapParagraph && st.candidate(i) {
				e := cutExample{keys: st.features(nil, i)}
				if g.Start[i] {
					e.join = 1
				}
				examples = append(examples, e)
			}
			if g.Start[i] {
				st.start(i)
			}
		}
	}
	o.logf("sentences: %d places", len(examples))
	return trainExamples(examples, 2, o)
}

// learnSplits finds the words that the treebank cuts in two at a place that is
// no candidate, more often than not.
func learnSplits(texts []GoldText) map[string]int {
	type count struct{ whole, split, cut int }
	counts := map[string]*count{}
	at := func(w string) *count {
		w = strings.ToLower(w)
		if counts[w] == nil {
			counts[w] = new(count)
		}
		return counts[w]
	}
	for _, g := range texts {
		for i, w := range g.Words {
			form := g.Text[w.Start:w.End]
			if i+1 < len(g.Words) && g.Glued[i+1] {
				second := g.Text[g.Words[i+1].Start:g.Words[i+1].End]
				whole := form + second
				if len(whole) >= 3 && len(whole) <= 12 && isLetters(whole) {
					c := at(whole)
					c.split++
					c.cut = len(form)
				}
				continue
			}
			at(form).whole++
		}
	}
	out := map[string]int{}
	for w, c := range counts {
		if c.split > c.whole && (c.split > 1 || commonSplits[w]) {
			out[w] = c.cut
		}
	}
	return out
}

// commonSplits are contractions without an apostrophe that are too rare in the
// treebanks to be told from a slip.
var commonSplits = map[string]bool{"gimme": true, "lemme": true, "hafta": true, "aint": true, "dunno": true, "wanna": true, "gotta": true, "gonna": true, "cannot": true}

func isLetters(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) {
			return false
		}
	}
	return true
}
