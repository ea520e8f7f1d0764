package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"parley/extract"
	"parley/graph"
)

// evalCoref measures coreference within a text: on GAP, whom ambiguous
// pronouns mean; on GUM's development part, which mentions are one entity.
func evalCoref(s settings, args []string) error {
	fs := flag.NewFlagSet("eval-coref", flag.ContinueOnError)
	gap := fs.Bool("gap", false, "measure on GAP")
	gum := fs.Bool("gum", false, "measure on GUM")
	bench := fs.String("bench", "", "folder of annotated articles: count which participants their entities reach")
	part := fs.String("part", "", "part of the corpus (default validation of GAP, dev of GUM)")
	errors := fs.Int("errors", 0, "how many wrong links of GUM to print")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if *bench != "" {
		gold, err := extract.ReadGold(*bench)
		if err != nil {
			return err
		}
		r, err := extract.MeasureReach(context.Background(), extract.Options{}, gold)
		if err != nil {
			return err
		}
		fmt.Printf("bench: %d of %d participants near the trigger, %d by short forms; %d of %d short forms mean one\n", r.Found, r.Participants, r.Short, r.Right, r.Given)
	}
	x, err := extract.New(extract.Options{})
	if err != nil {
		return err
	}
	if *gap {
		file := filepath.Join(s.corpora, "gap", "gap-"+orElse(*part, "validation")+".tsv")
		rows, err := readGAP(file)
		if err != nil {
			return err
		}
		if err := scoreGAP(os.Stdout, x, rows); err != nil {
			return err
		}
	}
	if *gum {
		texts, err := readGUM(filepath.Join(s.corpora, "ud-gum", orElse(*part, "dev")+".conllu"))
		if err != nil {
			return err
		}
		return scoreGUM(os.Stdout, x, texts, *errors)
	}
	return nil
}

func orElse(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// A linkTally counts decisions.
type linkTally struct{ right, system, gold int }

func (t linkTally) f1() (p, r, f float64) {
	if t.system > 0 {
		p = float64(t.right) / float64(t.system)
	}
	if t.gold > 0 {
		r = float64(t.right) / float64(t.gold)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

func (t linkTally) String() string {
	p, r, f := t.f1()
	return fmt.Sprintf("P %.3f  R %.3f  F1 %.3f  (%d right, %d given, %d in the text)", p, r, f, t.right, t.system, t.gold)
}

// scoreGAP prints F1 over the names that a pronoun means, as GAP's own scorer
// counts it, over all, masculine and feminine pronouns, and the bias: feminine
// F1 by masculine F1.
func scoreGAP(w io.Writer, x *extract.Extractor, rows []gapText) error {
	var all, he, she linkTally
	for i := range rows {
		g := &rows[i]
		n, err := x.Annotate(context.Background(), g.Article)
		if err != nil {
			return err
		}
		var t linkTally
		for k := range g.names {
			said := linked(n, g.pronoun, g.names[k])
			if said {
				t.system++
			}
			if g.coreferent[k] {
				t.gold++
			}
			if said && g.coreferent[k] {
				t.right++
			}
		}
		sum := &he
		if g.feminine {
			sum = &she
		}
		for _, s := range []*linkTally{&all, sum} {
			s.right, s.system, s.gold = s.right+t.right, s.system+t.system, s.gold+t.gold
		}
	}
	_, _, m := he.f1()
	_, _, f := she.f1()
	fmt.Fprintf(w, "GAP, %d pronouns\noverall    %v\nmasculine  %v\nfeminine   %v\nbias       %.3f\n", len(rows), all, he, she, f/m)
	return nil
}

// linked reports whether the pronoun that starts at a code point is in a
// chain with a name that overlaps m.
func linked(n *extract.Annotation, pronoun int, m extract.CorefMention) bool {
	for i := range n.Chains {
		has, names := false, false
		for _, s := range n.Chains[i].Mentions {
			switch s.Type {
			case string(graph.PronounMention):
				has = has || s.Start == pronoun
			case string(graph.NamedMention):
				names = names || s.Start < m.End && s.End > m.Start
			}
		}
		if has && names {
			return true
		}
	}
	return false
}

// scoreGUM prints how well pronouns and nominals find the named entity that
// they mean, by kind of word, and the CoNLL F1 of the chains of persons,
// organizations and places that have a name.
func scoreGUM(w io.Writer, x *extract.Extractor, texts []extract.CorefText, show int) error {
	kinds := map[string]*linkTally{}
	var total conllScore
	for i := range texts {
		n, err := x.Annotate(context.Background(), texts[i].Article)
		if err != nil {
			return err
		}
		gold := newGoldHeads(&texts[i])
		for _, l := range gold.links(n) {
			t := kinds[l.kind]
			if t == nil {
				t = new(linkTally)
				kinds[l.kind] = t
			}
			if l.gold {
				t.gold++
			}
			if l.system {
				t.system++
				if l.right {
					t.right++
				} else if show > 0 {
					show--
					fmt.Fprintf(w, "%s: %s %q is not %s: ...%s...\n", texts[i].Article.Key, l.kind, l.text, l.name, around(texts[i].Article.Text, l.at))
				}
			}
		}
		total.add(gold.chains(), systemChains(n, gold))
	}
	fmt.Fprintf(w, "GUM, %d documents: links to a name\n", len(texts))
	for _, k := range []string{"he, she", "they", "it", "I", "who", "nominal"} {
		if t := kinds[k]; t != nil {
			fmt.Fprintf(w, "%-8s  %v\n", k, *t)
		}
	}
	fmt.Fprint(w, total.String())
	return nil
}

// around returns the words at a code point.
func around(text string, at int) string {
	r := []rune(text)
	return strings.Join(strings.Fields(string(r[max(0, at-120):min(len(r), at+60)])), " ")
}
