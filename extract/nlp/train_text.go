package nlp

import "strings"

// tokenFit: with half of the features left out in training, tokens of EWT dev
// were 0.1 better than with all of them; features that were seen once are
// worth 0.08.
var tokenFit = fit{margin: 3, dropout: 0.5, minSeen: 1}

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

func (t *tokenizer) train(texts []GoldText, o TrainOptions) []feature {
	var examples []example
	for _, g := range texts {
		examples = append(examples, cutExamples(g)...)
	}
	o.logf("tokens: %d places", len(examples))
	return trainExamples(examples, numJoins, tokenFit, o)
}

// cutExamples runs over the text as tokenize does and notes the gold decision
// at each candidate.
func cutExamples(g GoldText) []example {
	at := map[int32]int{}
	for i, w := range g.Words {
		at[w.Start] = joinToken
		if g.Glued[i] {
			at[w.Start] = joinWord
		}
	}
	var out []example
	s := new(tokenScratch)
	run := func(end int) {
		if len(s.chars) == 0 {
			return
		}
		s.bound()
		s.findStops(g.Text, end)
		for i := 1; i < len(s.chars); i++ {
			if s.candidate(i) {
				out = append(out, example{s.features(nil, i), at[s.chars[i].at]})
			}
		}
		s.chars = s.chars[:0]
	}
	for i, r := range g.Text {
		c := classOf(r)
		if c == classSpace || len(s.chars) == maxRun {
			run(i)
		}
		if c != classSpace {
			s.chars = append(s.chars, char{r, lowerRune(r), c, int32(i)})
		}
	}
	run(len(g.Text))
	return out
}

// trainSplitter trains on the gold words, with gold sentence starts behind.
func trainSplitter(texts []GoldText, o TrainOptions) []feature {
	var examples []example
	for _, g := range texts {
		d := &Document{Text: g.Text, Spans: g.Words, Glued: g.Glued}
		st := newSplitState(d)
		for i := range d.Spans {
			if st.gap[i] != gapParagraph && st.candidate(i) {
				e := example{keys: st.features(nil, i)}
				if g.Start[i] {
					e.class = 1
				}
				examples = append(examples, e)
			}
			if g.Start[i] {
				st.start(i)
			}
		}
	}
	o.logf("sentences: %d places", len(examples))
	return trainExamples(examples, 2, tokenFit, o)
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
