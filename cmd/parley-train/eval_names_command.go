package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parley/extract/nlp"
)

// evalNames measures the trained models on the marked news of a folder and
// prints the table of its score.py, then the recall of the participants of
// annotated meetings as names.
func evalNames(s settings, args []string) error {
	f := flag.NewFlagSet("eval-names", flag.ContinueOnError)
	marks := f.String("marks", filepath.Join(s.corpora, "ner/news/dev"), "folder of the marked names")
	bench := f.String("bench", filepath.Join(s.corpora, "../bench/wmw/dev"), "folder of the articles and of the annotated meetings")
	errors := f.Bool("errors", false, "print the names missed and wrong")
	if err := f.Parse(args); err != nil {
		return err
	}
	p, err := nlp.Load(s.models)
	if err != nil {
		return err
	}
	texts, err := readMarkedNews(*marks, filepath.Join(*bench, "articles"))
	if err != nil {
		return err
	}
	score := newNameScore()
	docs, marked := map[string]*nlp.Document{}, map[string][]nlp.GoldName{}
	start := time.Now()
	for _, x := range texts {
		d, err := p.Parse(context.Background(), x.text)
		if err != nil {
			return err
		}
		docs[x.id], marked[x.id] = d, x.names
		score.add(d, x.names, newsGroup)
		if *errors {
			printNameErrors(d, x)
		}
	}
	took := time.Since(start)
	score.print(os.Stdout, newsRows...)
	score.printScores(os.Stdout)
	fmt.Printf("all stages: %.0f words/s\n", float64(score.words)/took.Seconds())
	return participantRecall(os.Stdout, filepath.Join(*bench, "gold"), docs, marked)
}

// printNameErrors lists the names missed and wrong in a document.
func printNameErrors(d *nlp.Document, x markedText) {
	type named struct {
		nlp.Span
		t nlp.NameType
	}
	found := map[named]bool{}
	for _, n := range d.Names {
		found[named{nlp.Span{Start: d.Spans[n.Tokens.First].Start, End: d.Spans[n.Tokens.End-1].End}, n.Type}] = true
	}
	around := func(s nlp.Span) string {
		a, b := max(0, int(s.Start)-40), min(len(d.Text), int(s.End)+40)
		return strings.Join(strings.Fields(d.Text[a:s.Start]+"["+d.Text[s.Start:s.End]+"]"+d.Text[s.End:b]), " ")
	}
	for _, g := range x.names {
		for t := nlp.Person; t <= nlp.Law; t++ {
			if g.Types.Has(t) && !found[named{g.Span, t}] {
				fmt.Printf("missed %-8s %s\n", t, around(g.Span))
			}
			if g.Types.Has(t) {
				delete(found, named{g.Span, t})
			}
		}
	}
	for _, n := range d.Names {
		s := nlp.Span{Start: d.Spans[n.Tokens.First].Start, End: d.Spans[n.Tokens.End-1].End}
		if found[named{s, n.Type}] {
			fmt.Printf("wrong  %-8s %s\n", n.Type, around(s))
		}
	}
}

// participantRecall counts how many of the places where the names and aliases
// of participants stand in the articles are names, by exact span. A place
// inside a longer marked name, as "North" in "North Korean", is none.
func participantRecall(w *os.File, gold string, docs map[string]*nlp.Document, marked map[string][]nlp.GoldName) error {
	files, err := filepath.Glob(filepath.Join(gold, "*.json"))
	if err != nil {
		return err
	}
	slices.Sort(files)
	var places, found, persons, personsFound, once, onceFound int
	for _, file := range files {
		var g struct {
			Entities []struct {
				ID, Type, Name string
				Aliases        []string
			}
			Events []struct {
				Reports []struct {
					Article      string
					Participants []string `json:"participants_in_this_article"`
				}
			}
		}
		if err := readJSON(file, &g); err != nil {
			return err
		}
		in := map[string]map[string]bool{} // participants by article
		for _, e := range g.Events {
			for _, r := range e.Reports {
				for _, p := range r.Participants {
					if in[r.Article] == nil {
						in[r.Article] = map[string]bool{}
					}
					in[r.Article][p] = true
				}
			}
		}
		var names [][2]string // name, entity
		kind := map[string]string{}
		for _, e := range g.Entities {
			kind[e.ID] = e.Type
			for _, n := range append([]string{e.Name}, e.Aliases...) {
				names = append(names, [2]string{n, e.ID})
			}
		}
		slices.SortStableFunc(names, func(a, b [2]string) int { return len(b[0]) - len(a[0]) })
		for article, who := range in {
			d := docs[article]
			if d == nil {
				continue
			}
			spans := map[nlp.Span]bool{}
			for _, n := range d.Names {
				spans[nlp.Span{Start: d.Spans[n.Tokens.First].Start, End: d.Spans[n.Tokens.End-1].End}] = true
			}
			seen, hit := map[string]bool{}, map[string]bool{}
			for span, entity := range occurrences(d.Text, names) {
				inside := slices.ContainsFunc(marked[article], func(g nlp.GoldName) bool {
					return g.Start <= span.Start && span.End <= g.End && g.Span != span
				})
				if !who[entity] || inside {
					continue
				}
				places++
				seen[entity] = true
				person := kind[entity] == "PERSON"
				if person {
					persons++
				}
				if spans[span] {
					found++
					hit[entity] = true
					if person {
						personsFound++
					}
				}
			}
			once += len(seen)
			onceFound += len(hit)
		}
	}
	share := func(a, b int) float64 { return float64(a) / float64(max(1, b)) }
	fmt.Fprintf(w, "participants' names in the articles: recall %.3f of %d places (people %.3f of %d), %.3f of %d participants at least once\n",
		share(found, places), places, share(personsFound, persons), persons, share(onceFound, once), once)
	return nil
}

// occurrences finds the names in text, the longest first, at word borders.
func occurrences(text string, names [][2]string) map[nlp.Span]string {
	at := map[nlp.Span]string{}
	taken := make([]bool, len(text)+1)
	for _, n := range names {
		name := n[0]
		for i := 0; name != ""; {
			k := strings.Index(text[i:], name)
			if k < 0 {
				break
			}
			a, b := i+k, i+k+len(name)
			i = b
			before, _ := utf8.DecodeLastRuneInString(text[:a])
			after, _ := utf8.DecodeRuneInString(text[b:])
			if taken[a] || taken[b-1] || unicode.IsLetter(before) || unicode.IsLetter(after) {
				continue
			}
			for j := a; j < b; j++ {
				taken[j] = true
			}
			at[nlp.Span{Start: int32(a), End: int32(b)}] = n[1]
		}
	}
	return at
}
