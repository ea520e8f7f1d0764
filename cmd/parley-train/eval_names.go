package main

import (
	"fmt"
	"io"

	"parley/extract/nlp"
)

// nameTypes are the types that count, in the order of the table.
var countedTypes = []nlp.NameType{nlp.Person, nlp.Org, nlp.GPE, nlp.Loc, nlp.Norp}

// A nameScore counts names found, exactly by span and type.
type nameScore struct {
	words              int
	right, gold, found map[string]int
	// sure counts the names found, and those right, by tenth of their score.
	sure [10][2]int
}

func newNameScore() *nameScore {
	return &nameScore{right: map[string]int{}, gold: map[string]int{}, found: map[string]int{}}
}

// add counts one document: group names what each type counts as, "" not at
// all.
func (s *nameScore) add(d *nlp.Document, gold []nlp.GoldName, group func(nlp.NameTypeSet) string) {
	type span struct {
		nlp.Span
		row string
	}
	s.words += d.Len()
	want := map[span]bool{}
	note := func(m map[string]int, sp nlp.Span, row string) {
		if row != "" {
			m[row]++
			m["micro"]++
		}
		if row == "GPE" || row == "LOC" {
			m["GPE+LOC"]++
		}
	}
	for _, g := range gold {
		row := group(g.Types)
		note(s.gold, g.Span, row)
		if row == "" {
			continue
		}
		want[span{g.Span, row}] = true
		want[span{g.Span, "span only"}] = true
		s.gold["span only"]++
		if row == "GPE" || row == "LOC" {
			want[span{g.Span, "GPE+LOC"}] = true
		}
	}
	for _, n := range d.Names {
		row := group(nlp.NewNameTypeSet(n.Type))
		sp := nlp.Span{Start: d.Spans[n.Tokens.First].Start, End: d.Spans[n.Tokens.End-1].End}
		note(s.found, sp, row)
		if row == "" {
			continue
		}
		s.found["span only"]++
		tenth := &s.sure[max(0, min(9, int(n.Score*10)))]
		tenth[0]++
		if want[span{sp, row}] {
			tenth[1]++
		}
		if want[span{sp, "span only"}] {
			s.right["span only"]++
		}
		if want[span{sp, row}] {
			s.right[row]++
			s.right["micro"]++
		}
		if (row == "GPE" || row == "LOC") && want[span{sp, "GPE+LOC"}] {
			s.right["GPE+LOC"]++
		}
	}
}

func (s *nameScore) f1(row string) (p, r, f float64) {
	p = float64(s.right[row]) / float64(max(1, s.found[row]))
	r = float64(s.right[row]) / float64(max(1, s.gold[row]))
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// print writes the table of ner/news/score.py.
func (s *nameScore) print(w io.Writer, rows ...string) {
	fmt.Fprintf(w, "words %d\n", s.words)
	for _, row := range rows {
		p, r, f := s.f1(row)
		fmt.Fprintf(w, "%-10s P %.3f R %.3f F1 %.3f  gold %d system %d\n", row, p, r, f, s.gold[row], s.found[row])
	}
}

var newsRows = []string{"PERSON", "ORG", "GPE", "LOC", "NORP", "GPE+LOC", "span only", "micro"}

// newsGroup counts the five types of the news table.
func newsGroup(s nlp.NameTypeSet) string {
	for _, t := range countedTypes {
		if s.Has(t) {
			return t.String()
		}
	}
	return ""
}

var unerRows = []string{"PER", "LOC", "ORG", "micro"}

// unerGroup counts persons, places of any kind and organizations.
func unerGroup(s nlp.NameTypeSet) string {
	switch {
	case s.Has(nlp.Person):
		return "PER"
	case s.Has(nlp.Org):
		return "ORG"
	case s.Has(nlp.GPE), s.Has(nlp.Loc), s.Has(nlp.Fac):
		return "LOC"
	}
	return ""
}

// printScores writes how often names of a score are right.
func (s *nameScore) printScores(w io.Writer) {
	fmt.Fprint(w, "right by score:")
	for i, n := range s.sure {
		if n[0] > 0 {
			fmt.Fprintf(w, "  %.1f+ %.2f of %d", float64(i)/10, float64(n[1])/float64(n[0]), n[0])
		}
	}
	fmt.Fprintln(w)
}
