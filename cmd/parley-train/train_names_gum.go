package main

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
)

// readGUMNames makes names of the mentions of GUM whose head is a proper
// noun. GUM marks whole noun phrases of persons, places, organizations,
// objects, ideas ...; the name is the part of the phrase that has capitals.
func readGUMNames(file string) ([]markedText, error) {
	var all []markedText
	err := scanGUM(file, func(r *gumReader) { all = append(all, r.markedText()) })
	return all, err
}

// markedText returns the document with the names among its mentions, of
// nested ones the outermost.
func (r *gumReader) markedText() markedText {
	x := markedText{id: r.key, text: r.b.String()}
	mentions := slices.Clone(r.mentions)
	slices.SortStableFunc(mentions, func(a, b gumMention) int { return (b.last - b.first) - (a.last - a.first) })
	known := make([]bool, len(r.words))
	at := byteOffsets(x.text)
	add := func(first, last int, types nlp.NameTypeSet) {
		x.names = append(x.names, nlp.GoldName{Span: nlp.Span{Start: at[r.words[first].start], End: at[r.words[last].end]}, Types: types})
		for i := first; i <= last; i++ {
			known[i] = true
		}
	}
	for _, m := range mentions {
		first, last, types := r.nameOf(m)
		if types == 0 || slices.Contains(known[first:last+1], true) {
			continue
		}
		add(first, last, types)
	}
	// Of other proper nouns it is not known what is a name.
	for i, w := range r.words {
		if w.upos == "PROPN" && !known[i] {
			add(i, i, anyName)
		}
	}
	slices.SortFunc(x.names, func(a, b nlp.GoldName) int { return int(a.Start - b.Start) })
	return x
}

// nameOf returns the words of the name that a mention is headed by, and its
// possible types; none for a mention that no proper noun heads.
func (r *gumReader) nameOf(m gumMention) (first, last int, types nlp.NameTypeSet) {
	if r.words[m.head].upos == "NOUN" && m.kind == "person" && m.head < m.last {
		m.head++ // "captain Ann Lee"
	}
	if r.words[m.head].upos != "PROPN" {
		return 0, 0, 0
	}
	plural := r.words[m.head].xpos == "NNPS"
	first, last = m.head, m.head
	for first > m.first && r.inName(first-1) {
		first--
	}
	for last < m.last && r.inName(last+1) {
		last++
	}
	switch m.kind {
	case "person":
		for first < last && r.title(first) {
			first++
		}
		switch {
		case plural:
			types = nlp.NewNameTypeSet(nlp.Norp)
		case r.title(first), m.first < first && r.words[first-1].upos == "DET":
			types = anyName // "the Pope"
		default:
			types = nlp.NewNameTypeSet(nlp.Person)
		}
		return first, last, types
	case "place":
		types = anyPlace
	case "organization":
		types = nlp.NewNameTypeSet(nlp.Org)
		if plural {
			types |= nlp.NewNameTypeSet(nlp.Norp)
		}
	case "time":
		types = nlp.NewNameTypeSet(nlp.NoName)
	default:
		types = nlp.NewNameTypeSet(nlp.NoName, nlp.Org) | otherName
	}
	return first, r.withOf(last, m.last), types
}

// withOf extends a name that ends at last past "of" and what follows: "Bank
// of England".
func (r *gumReader) withOf(last, limit int) int {
	if last+2 > limit || !strings.EqualFold(r.words[last+1].text, "of") {
		return last
	}
	end := last + 2
	for end < limit && (r.words[end].text == "the" || r.words[end].text == "and" || r.inName(end)) {
		end++
	}
	if !r.inName(end) {
		return last
	}
	return end
}

// title reports whether word i is a title or abbreviated: "Speaker", "Dr.".
func (r *gumReader) title(i int) bool {
	_, ok := lexicon.Title(r.words[i].text)
	return ok || strings.HasSuffix(r.words[i].text, ".") && len(r.words[i].text) > 2
}

// inName reports whether word i may be part of a name beside a part of it.
func (r *gumReader) inName(i int) bool {
	w := r.words[i]
	if w.upos == "PUNCT" {
		// A hyphen without white space around it.
		return (w.text == "-" || w.text == "–") && i > 0 && i+1 < len(r.words) && r.words[i-1].end == w.start && w.end == r.words[i+1].start
	}
	c := w.text[0]
	return w.upos == "PROPN" || strings.HasPrefix(w.xpos, "NNP") || (w.upos == "ADJ" || w.upos == "NOUN" || w.upos == "NUM") && c >= 'A' && c <= 'Z'
}
