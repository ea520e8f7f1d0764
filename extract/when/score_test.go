package when

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"strings"
	"testing"

	"parley/graph"
)

// A scoredCase is a sentence with its expressions.
type scoredCase struct {
	line  int
	text  string
	gold  []goldExpression
	day   graph.Date
	tense Tense
}

type goldExpression struct {
	start, end int
	value      string
}

var tenses = map[string]Tense{"past": Past, "future": Future, "present": Present, "none": NoTense}

// readCases reads a file of cases; see testdata/cases.txt.
func readCases(t *testing.T, name string) []scoredCase {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var cases []scoredCase
	var day graph.Date
	tense := NoTense
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		line := s.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		if context, ok := strings.CutPrefix(line, "@ "); ok {
			d, tn, _ := strings.Cut(context, " ")
			day, tense = graph.Date{}, tenses[tn]
			if d != "none" {
				day = graph.Date{EDTF: d}
			}
			continue
		}
		c := scoredCase{line: n, day: day, tense: tense}
		for line != "" {
			before, rest, found := strings.Cut(line, "[")
			c.text += before
			if !found {
				break
			}
			words, rest, _ := strings.Cut(rest, "|")
			value, rest, ok := strings.Cut(rest, "]")
			if !ok {
				t.Fatalf("%s:%d: no end of an expression", name, n)
			}
			c.gold = append(c.gold, goldExpression{len(c.text), len(c.text) + len(words), value})
			c.text += words
			line = rest
		}
		cases = append(cases, c)
	}
	return cases
}

// valueOf is what an expression is scored by.
func valueOf(e *Expression, d graph.Date) string {
	switch {
	case e.Kind == Date && d.EDTF == "":
		return cmp.Or(e.Length(), "none")
	case e.Kind == Date:
		return d.EDTF
	case e.Kind == Duration:
		return e.Length()
	}
	return e.Kind.String()
}

// A score counts as TempEval-3 does (UzZaman et al. 2013): an expression is
// found when spans overlap (relaxed) or are the same (strict); its value
// counts among those that overlap.
type score struct{ gold, found, strict, relaxed, value int }

func f1(hit, gold, found int) float64 { return 2 * float64(hit) / float64(gold+found) }

func (s score) String() string {
	return fmt.Sprintf("%d gold, %d found: strict F1 %.3f, relaxed F1 %.3f, value F1 %.3f",
		s.gold, s.found, f1(s.strict, s.gold, s.found), f1(s.relaxed, s.gold, s.found), f1(s.value, s.gold, s.found))
}

func scoreCases(t *testing.T, name string) score {
	var total score
	for _, c := range readCases(t, name) {
		found := FindText(c.text)
		dates := Resolve(found, c.day, func(int) Tense { return c.tense })
		total.gold += len(c.gold)
		total.found += len(found)
		used := make([]bool, len(found))
		for _, g := range c.gold {
			hit := -1
			for i := range found {
				if !used[i] && int(found[i].Span.Start) < g.end && g.start < int(found[i].Span.End) {
					hit = i
					break
				}
			}
			if hit < 0 {
				t.Logf("%s:%d: missed %q", name, c.line, c.text[g.start:g.end])
				continue
			}
			used[hit] = true
			total.relaxed++
			e := &found[hit]
			if int(e.Span.Start) == g.start && int(e.Span.End) == g.end {
				total.strict++
			} else {
				t.Logf("%s:%d: %q is found as %q", name, c.line, c.text[g.start:g.end], c.text[e.Span.Start:e.Span.End])
			}
			if v := valueOf(e, dates[hit]); v == g.value {
				total.value++
			} else {
				t.Logf("%s:%d: %q is %s, want %s", name, c.line, c.text[g.start:g.end], v, g.value)
			}
		}
		for i := range found {
			if !used[i] {
				t.Logf("%s:%d: %q is none", name, c.line, c.text[found[i].Span.Start:found[i].Span.End])
			}
		}
	}
	return total
}

// dateOf returns the date written s.
func dateOf(s string) graph.Date { return graph.Date{EDTF: s} }

// TestHeldOut scores sentences and stories that were written before the rules
// saw them; the files say what the first run gave.
func TestHeldOut(t *testing.T) {
	for _, name := range []string{"testdata/heldout.txt", "testdata/stories.txt", "testdata/world.txt"} {
		s := scoreCases(t, name)
		t.Logf("%s: %s", name, s)
		if v := f1(s.value, s.gold, s.found); v < 0.95 {
			t.Errorf("%s: %s; value F1 fell below 0.95", name, s)
		}
	}
}

func TestCases(t *testing.T) {
	s := scoreCases(t, "testdata/cases.txt")
	t.Log(s)
	if s.value != s.gold || s.found != s.gold || s.strict != s.gold {
		t.Errorf("cases: %s; all must be right", s)
	}
}
