package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"parley/extract"
	"parley/graph"
)

// evalEvents writes what is extracted from annotated articles in the form
// that the bench's scorer reads, every report as an event of its own, and
// prints the reliability of the confidences.
func evalEvents(s settings, args []string) error {
	fs := flag.NewFlagSet("eval-events", flag.ContinueOnError)
	bench := fs.String("bench", filepath.Join(s.corpora, "..", "bench", "wmw", "train"), "folder of annotated articles")
	cross := fs.Bool("cross", false, "5-fold cross-validation: train on the other folds of the folder")
	out := fs.String("out", "events.jsonl", "where the reports go")
	known := fs.Bool("known", false, "print only how well dates, factuality and sources are found by cross-validation where triggers and participants are known")
	mistakes := fs.String("mistakes", "", "with -known: where its mistakes go, a line each")
	if err := fs.Parse(args); err != nil {
		return err
	}
	gold, err := extract.ReadGold(*bench)
	if err != nil {
		return err
	}
	if *known {
		return evalKnown(gold, *mistakes)
	}
	f, err := os.Create(*out)
	if err != nil {
		return fmt.Errorf("eval events: %w", err)
	}
	w := bufio.NewWriter(f)
	if err := writeReports(w, gold, *cross); err != nil {
		return fmt.Errorf("eval events: %w", err)
	}
	return cmp.Or(w.Flush(), f.Close())
}

func evalKnown(gold []extract.GoldArticle, mistakes string) error {
	if mistakes == "" {
		return extract.EvaluateStages(context.Background(), extract.Options{}, gold, os.Stdout, nil)
	}
	f, err := os.Create(mistakes)
	if err != nil {
		return fmt.Errorf("eval events: %w", err)
	}
	w := bufio.NewWriter(f)
	err = extract.EvaluateStages(context.Background(), extract.Options{}, gold, os.Stdout, w)
	return cmp.Or(err, w.Flush(), f.Close())
}

func writeReports(w *bufio.Writer, gold []extract.GoldArticle, cross bool) error {
	ctx := context.Background()
	enc := json.NewEncoder(w)
	write := func(a *graph.Article, e *graph.Extraction) error {
		for i := range e.Reports {
			if err := enc.Encode(dumpedReport(a, e, i)); err != nil {
				return err
			}
		}
		for _, p := range dumpedPositions(a, e) {
			if err := enc.Encode(p); err != nil {
				return err
			}
		}
		return nil
	}
	if cross {
		judged, err := extract.CrossValidate(ctx, extract.Options{}, gold, func(g *extract.GoldArticle, e graph.Extraction) error { return write(&g.Article, &e) })
		if err != nil {
			return err
		}
		extract.WriteReliability(os.Stdout, judged)
		return nil
	}
	x, err := extract.New(extract.Options{})
	if err != nil {
		return err
	}
	for i := range gold {
		e, err := x.Extract(ctx, gold[i].Article)
		if err != nil {
			return err
		}
		if err := write(&gold[i].Article, &e); err != nil {
			return err
		}
	}
	return nil
}

// A dumped record is an event as the bench's scorer reads it.
type dumped struct {
	Record       string              `json:"record"`
	ID           string              `json:"id"`
	Type         graph.EventType     `json:"type"`
	Date         *string             `json:"date"`
	Place        *dumpedEntity       `json:"place"`
	Confidence   float64             `json:"confidence"`
	Participants []dumpedParticipant `json:"participants"`
	Reports      []map[string]any    `json:"reports"`
}

type dumpedEntity struct {
	ID      string           `json:"id"`
	Kind    graph.EntityKind `json:"kind"`
	Name    string           `json:"name"`
	Aliases []string         `json:"aliases"`
}

type dumpedParticipant struct {
	Role   graph.ParticipantRole `json:"role"`
	Entity dumpedEntity          `json:"entity"`
}

func dumpedReport(a *graph.Article, e *graph.Extraction, i int) dumped {
	r := &e.Reports[i]
	entity := func(n int) dumpedEntity {
		l := &e.Entities[n]
		d := dumpedEntity{ID: l.ID, Kind: l.Kind, Name: l.Name, Aliases: []string{}}
		seen := map[string]bool{l.Name: true}
		for _, m := range l.Mentions {
			if m.Form == graph.NamedMention && !seen[m.Text] {
				seen[m.Text] = true
				d.Aliases = append(d.Aliases, m.Text)
			}
		}
		return d
	}
	out := dumped{Record: "event", ID: r.ID, Type: r.Type, Confidence: r.Confidence}
	if r.Date != nil {
		out.Date = &r.Date.EDTF
	}
	if r.Place >= 0 {
		p := entity(r.Place)
		out.Place = &p
	}
	for _, p := range r.Participants {
		out.Participants = append(out.Participants, dumpedParticipant{p.Role, entity(p.Entity)})
	}
	var evidence []map[string]any
	for _, v := range r.Evidence {
		evidence = append(evidence, map[string]any{"sentence": a.Exact(v.Span)})
	}
	var by any
	if r.AttributedTo != "" {
		by = r.AttributedTo
	}
	out.Reports = []map[string]any{{"article": a.Key, "factuality": r.Factuality, "attributedTo": by, "evidence": evidence}}
	return out
}
