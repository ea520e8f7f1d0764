package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/extract"
	"parley/graph"
)

// A ploverCase is a sentence of PLOVER's gold-standard records with one event
// that it tells of.
type ploverCase struct {
	ID     string          `json:"id"`
	Event  string          `json:"event"`
	Text   string          `json:"text"`
	Source json.RawMessage `json:"source"`
	Target json.RawMessage `json:"target"`
}

// actors reads a side of the event: some records have a bare word in its
// place, which is no actor.
func (c *ploverCase) actors(side json.RawMessage) []ploverActor {
	var all []ploverActor
	if len(side) == 0 || json.Unmarshal(side, &all) != nil {
		return nil
	}
	return all
}

type ploverActor struct {
	Text string `json:"actorText"`
	Code string `json:"code"`
}

// ploverNames are the categories as the published code book calls them, by the
// names of the draft in which the records are written.
var ploverNames = map[string]string{"DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST", "FIGHT": "ASSAULT", "NONE": ""}

// evalPlover measures types and actors on PLOVER's visible gold-standard
// records. A sentence may tell of more than the records say, so precision is
// over what is found of categories that the book has, in all sentences.
func evalPlover(s settings, args []string) error {
	fs := flag.NewFlagSet("eval-plover", flag.ContinueOnError)
	file := fs.String("gold", filepath.Join(s.corpora, "plover", "gsr-visible.txt"), "the records")
	errs := fs.Bool("errors", false, "print what was missed")
	if err := fs.Parse(args); err != nil {
		return err
	}
	cases, err := readPlover(*file)
	if err != nil {
		return fmt.Errorf("eval plover: %w", err)
	}
	x, err := extract.New(extract.Options{})
	if err != nil {
		return fmt.Errorf("eval plover: %w", err)
	}
	types, actors := map[string]*tally{}, map[string]*tally{}
	o := graph.DefaultOntology()
	// The records of one text are its gold: one event each.
	for len(cases) > 0 {
		same := slices.Collect(func(yield func(ploverCase) bool) {
			for _, c := range cases {
				if c.Text == cases[0].Text && !yield(c) {
					return
				}
			}
		})
		cases = slices.DeleteFunc(cases, func(c ploverCase) bool { return c.Text == same[0].Text })
		e, err := x.Extract(context.Background(), graph.Article{Key: same[0].ID, Text: strings.Trim(same[0].Text, "{} ")})
		if err != nil {
			return fmt.Errorf("eval plover: %s: %w", same[0].ID, err)
		}
		matchPlover(os.Stdout, *errs, same, &e, o, types, actors)
	}
	printTallies("type", types)
	printTallies("type, source and target", actors)
	return nil
}

// readPlover reads the records, which are JSON objects one after another.
func readPlover(file string) ([]ploverCase, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []ploverCase
	dec := json.NewDecoder(f)
	for {
		var c ploverCase
		err := dec.Decode(&c)
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: record %d: %w", file, len(all)+1, err)
		}
		if c.Event != "DOCUMENT" {
			all = append(all, c)
		}
	}
}

// tally counts events of a category in the gold, found, and in both.
type tally struct{ gold, found, both int }

func (t *tally) String() string {
	p, r := float64(t.both)/float64(max(t.found, 1)), float64(t.both)/float64(max(t.gold, 1))
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return fmt.Sprintf("gold %3d found %3d  P %.3f R %.3f F1 %.3f", t.gold, t.found, p, r, f)
}

func printTallies(what string, all map[string]*tally) {
	fmt.Println(what)
	var sum tally
	names := make([]string, 0, len(all))
	for n, t := range all {
		names = append(names, n)
		sum.gold, sum.found, sum.both = sum.gold+t.gold, sum.found+t.found, sum.both+t.both
	}
	slices.Sort(names)
	for _, n := range names {
		fmt.Printf("  %-12s %s\n", n, all[n])
	}
	fmt.Printf("  %-12s %s\n", "all", &sum)
}

// matchPlover pairs the gold events of a text with the reports on it, those
// whose actors agree first, and counts them.
func matchPlover(w io.Writer, errs bool, gold []ploverCase, e *graph.Extraction, o *graph.Ontology, types, actors map[string]*tally) {
	at := func(m map[string]*tally, name string) *tally {
		if m[name] == nil {
			m[name] = &tally{}
		}
		return m[name]
	}
	found := make([]string, len(e.Reports))
	for i := range e.Reports {
		r := &e.Reports[i]
		name := o.Code(r.Type, r.Mode, r.Factuality).PLOVER
		if n, ok := ploverNames[name]; ok {
			name = n
		}
		if found[i] = name; name != "" {
			at(types, name).found++
			at(actors, name).found++
		}
	}
	used := map[int]bool{}
	for k := range gold {
		c := &gold[k]
		name := c.Event
		if n, ok := ploverNames[name]; ok {
			name = n
		}
		at(types, name).gold++
		at(actors, name).gold++
		best, full := -1, false
		for i := range e.Reports {
			if found[i] != name || used[i] || full {
				continue
			}
			if ok := sidesAgree(c, e, &e.Reports[i]); ok || best < 0 {
				best, full = i, ok
			}
		}
		if best >= 0 {
			used[best] = true
			at(types, name).both++
		}
		if full {
			at(actors, name).both++
		}
		if errs && !full {
			fmt.Fprintf(w, "%s %s: %s\n   source %s target %s\n", map[bool]string{true: "ACTORS", false: "MISSED"}[best >= 0], name, c.Text, c.Source, c.Target)
			for i := range e.Reports {
				fmt.Fprintf(w, "   found %s %s", e.Reports[i].Type, e.Reports[i].Factuality)
				for _, p := range e.Reports[i].Participants {
					fmt.Fprintf(w, " %s=%s", p.Role, e.Entities[p.Entity].Name)
				}
				fmt.Fprintln(w)
			}
		}
	}
}

// sidesAgree reports whether each side that a gold event names has one of its
// actors among the report's: by the words, or by the country. Events without
// a target have both parties as their source.
func sidesAgree(c *ploverCase, e *graph.Extraction, r *graph.Report) bool {
	has := func(want []ploverActor, roles ...graph.ParticipantRole) bool {
		return len(want) == 0 || slices.ContainsFunc(want, func(a ploverActor) bool {
			return slices.ContainsFunc(r.Participants, func(p graph.LocalParticipant) bool {
				return slices.Contains(roles, p.Role) && sameActor(a, &e.Entities[p.Entity])
			})
		})
	}
	return has(c.actors(c.Source), graph.Actor, graph.Party, graph.Guest, graph.Host, graph.Mediator) &&
		has(c.actors(c.Target), graph.Target, graph.Party, graph.Guest, graph.Host, graph.Destination)
}

func sameActor(a ploverActor, l *graph.LocalEntity) bool {
	if l.Country != "" && extract.Alpha2(a.Code) == l.Country {
		return true
	}
	text, name := strings.ToLower(a.Text), strings.ToLower(l.Name)
	return strings.Contains(text, name) || strings.Contains(name, text)
}
