package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/extract/nlp"
)

// A namesCorpus is a corpus of marked names on its way to training.
type namesCorpus struct {
	name   string
	texts  []markedText
	domain int // of nlp.NameText: 0 for texts of the kinds that Parley reads
	// unmarked are types that the corpus does not mark.
	unmarked nlp.NameTypeSet
}

// A markedText is a text with its names by byte.
type markedText struct {
	id    string
	group string // texts that must not be split over folds
	text  string
	names []nlp.GoldName
}

var (
	anyPlace  = nlp.NewNameTypeSet(nlp.GPE, nlp.Loc, nlp.Fac)
	otherName = nlp.NewNameTypeSet(nlp.Norp, nlp.EventName, nlp.Product, nlp.Work, nlp.Law)
	// anyName may also be no name.
	anyName = nlp.NewNameTypeSet(nlp.NoName, nlp.Person, nlp.Org) | anyPlace | otherName
)

// tagsOf are the types that a corpus's labels may stand for.
var tagsOf = map[string]map[string]nlp.NameTypeSet{
	"uner-ewt": {"PER": nlp.NewNameTypeSet(nlp.Person), "ORG": nlp.NewNameTypeSet(nlp.Org), "LOC": anyPlace},
	"wikigold": {"PER": nlp.NewNameTypeSet(nlp.Person), "ORG": nlp.NewNameTypeSet(nlp.Org), "LOC": anyPlace, "MISC": otherName},
	"wnut17": {"person": nlp.NewNameTypeSet(nlp.Person), "corporation": nlp.NewNameTypeSet(nlp.Org), "location": anyPlace,
		"group": nlp.NewNameTypeSet(nlp.Org, nlp.Norp), "product": nlp.NewNameTypeSet(nlp.Product), "creative-work": nlp.NewNameTypeSet(nlp.Work)},
	"crossner-politics": {"politician": nlp.NewNameTypeSet(nlp.Person), "person": nlp.NewNameTypeSet(nlp.Person),
		"politicalparty": nlp.NewNameTypeSet(nlp.Org, nlp.Norp), "organisation": nlp.NewNameTypeSet(nlp.Org), "country": nlp.NewNameTypeSet(nlp.GPE),
		"location": anyPlace, "election": nlp.NewNameTypeSet(nlp.EventName), "event": nlp.NewNameTypeSet(nlp.EventName, nlp.Law),
		"misc": otherName | anyPlace | nlp.NewNameTypeSet(nlp.Org)},
}

// readNames reads the corpora for training names; news is the first.
func readNames(corpora, articles string) ([]namesCorpus, error) {
	ner := filepath.Join(corpora, "ner")
	news, err := readMarkedNews(filepath.Join(ner, "news", "train"), articles)
	if err != nil {
		return nil, err
	}
	all := []namesCorpus{{name: "news", texts: news}}
	// Only the adjectives of nations are left open where they are not marked:
	// with more freedom the rare types collect whatever is unclear.
	open := nlp.NewNameTypeSet(nlp.Norp)
	for _, c := range []struct {
		name, files string
		unmarked    nlp.NameTypeSet
		domain      int
	}{
		{"uner-ewt", "*.iob2", open, 0},
		{"wikigold", "*.txt", 0, 1},
		{"crossner-politics", "*.txt", open, 2},
		{"wnut17", "*/*.conll", open, 3},
	} {
		files, err := filepath.Glob(filepath.Join(ner, c.name, c.files))
		if err != nil {
			return nil, err
		}
		corpus := namesCorpus{name: c.name, unmarked: c.unmarked, domain: c.domain}
		for _, file := range files {
			texts, err := readTagged(file, c.name, tagsOf[c.name])
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", file, err)
			}
			corpus.texts = append(corpus.texts, texts...)
		}
		all = append(all, corpus)
	}
	gum, err := readGUMNames(filepath.Join(corpora, "ud-gum", "train.conllu"))
	if err != nil {
		return nil, err
	}
	return append(all, namesCorpus{name: "ud-gum", texts: gum, unmarked: open, domain: 4}), nil
}

// readMarkedNews reads stand-off names of articles, by code points.
func readMarkedNews(marks, articles string) ([]markedText, error) {
	files, err := filepath.Glob(filepath.Join(marks, "*.json"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var all []markedText
	for _, file := range files {
		var m struct {
			ID    string
			Spans [][3]any
		}
		if err := readJSON(file, &m); err != nil {
			return nil, err
		}
		var a struct{ Outlet, Text string }
		if err := readJSON(filepath.Join(articles, m.ID+".json"), &a); err != nil {
			return nil, err
		}
		x := markedText{id: m.ID, group: strings.ToLower(a.Outlet), text: a.Text}
		at := byteOffsets(a.Text)
		for _, s := range m.Spans {
			first, ok1 := s[0].(float64)
			end, ok2 := s[1].(float64)
			label, ok3 := s[2].(string)
			t, known := nlp.ParseNameType(label)
			if !ok1 || !ok2 || !ok3 || !known || int(end) >= len(at) || first < 0 {
				return nil, fmt.Errorf("read %s: bad span %v", file, s)
			}
			x.names = append(x.names, nlp.GoldName{Span: nlp.Span{Start: at[int(first)], End: at[int(end)]}, Types: nlp.NewNameTypeSet(t)})
		}
		slices.SortFunc(x.names, func(a, b nlp.GoldName) int { return int(a.Start - b.Start) })
		all = append(all, x)
	}
	return all, nil
}

func readJSON(file string, v any) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	return nil
}

// byteOffsets maps offsets in code points to bytes, the end included.
func byteOffsets(text string) []int32 {
	var at []int32
	for i := range text {
		at = append(at, int32(i))
	}
	return append(at, int32(len(text)))
}

// A taggedWord is a word of a corpus with a label a word.
type taggedWord struct{ word, tag string }

// readTagged reads a corpus of words with IOB labels, joined into texts: the
// sentences of a document, or of 20 where documents are not marked.
func readTagged(file, corpus string, types map[string]nlp.NameTypeSet) ([]markedText, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []markedText
	var doc textBuilder
	flush := func() {
		if doc.sentences > 0 {
			all = append(all, markedText{id: fmt.Sprintf("%s-%d", corpus, len(all)), text: doc.text.String(), names: doc.names})
		}
		doc = textBuilder{types: types}
	}
	flush()
	var sentence []taggedWord
	text := "" // of the sentence, where the corpus has it
	limit := map[string]int{"crossner-politics": 1, "wnut17": 1}[corpus]
	end := func() {
		doc.add(sentence, text)
		sentence, text = sentence[:0], ""
		if limit > 0 && doc.sentences >= limit {
			flush()
		}
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		f := strings.FieldsFunc(line, func(r rune) bool { return r == '\t' || r == ' ' })
		switch {
		case strings.HasPrefix(line, "# newdoc") || len(f) > 0 && f[0] == "-DOCSTART-":
			end()
			flush()
		case strings.HasPrefix(line, "# ") && corpus == "uner-ewt":
			if s, ok := strings.CutPrefix(line, "# text = "); ok {
				text = s
			}
		case len(f) == 0 || f[0] == "":
			end()
		case corpus == "uner-ewt" && len(f) > 2:
			sentence = append(sentence, taggedWord{f[1], f[2]})
		case len(f) > 1:
			sentence = append(sentence, taggedWord{f[0], f[len(f)-1]})
		}
	}
	end()
	flush()
	return all, nil
}

// A textBuilder joins tagged sentences into a text.
type textBuilder struct {
	text      strings.Builder
	names     []nlp.GoldName
	sentences int
	types     map[string]nlp.NameTypeSet
}

// add adds a sentence; text is how it stood, or empty when that is not known.
func (b *textBuilder) add(words []taggedWord, text string) {
	if len(words) == 0 {
		return
	}
	if b.sentences++; b.sentences > 1 {
		b.text.WriteString("\n\n")
	}
	open := ""
	for i, w := range words {
		gap, rest, ok := strings.Cut(text, w.word)
		switch {
		case ok && strings.TrimSpace(gap) == "":
			// What the corpus calls the text has a space before clitics.
			if !isClitic(w.word) {
				b.text.WriteString(gap)
			}
			text = rest
		case i > 0 && !gluesLeft(w.word):
			b.text.WriteByte(' ')
		}
		start := int32(b.text.Len())
		b.text.WriteString(w.word)
		end := int32(b.text.Len())
		prefix, label, _ := strings.Cut(w.tag, "-")
		switch {
		case prefix == "O" || b.types[label] == 0:
			open = ""
		case prefix == "B" || open != label:
			b.names = append(b.names, nlp.GoldName{Span: nlp.Span{Start: start, End: end}, Types: b.types[label]})
			open = label
		default:
			b.names[len(b.names)-1].End = end
		}
	}
}

// gluesLeft reports whether a word of a tagged corpus stood without a space
// after the word before it.
func gluesLeft(w string) bool {
	switch w {
	case ".", ",", ";", ":", "?", "!", ")", "]", "%":
		return true
	}
	return isClitic(w)
}

func isClitic(w string) bool {
	switch w {
	case "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "’s", "n’t":
		return true
	}
	return false
}
