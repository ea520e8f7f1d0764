// Package extract reads what an article says: who takes part in which events,
// when, where, and according to whom.
//
// [Extractor.Extract] runs the stages over one document, each of which reads
// what the ones before it found:
//
//	nlp             words, sentences, tags, lemmas, trees, names
//	mentions.go     names that may be entities; bracketed.go: those that quotations
//	                complete
//	asides.go       names that are no part of the story
//	chains.go       which names are one entity; surnames.go: whose a surname is;
//	                short_bodies.go, acronyms.go: short names of bodies;
//	                capitals.go: which capitals stand for their countries
//	titles.go       roles beside names; press.go: who asks and tells for a living
//	nominals.go     pronouns and roles without a name
//	resolve.go      whom they mean: coref.go for pronouns, described.go for
//	                roles by what offices.go and fits.go say of persons, and
//	                unsaid.go where nothing does; plurals.go, bodies.go;
//	                neuter.go for "it", binding.go: whom they cannot mean
//	times.go        dates; tense.go: which are past and which to come
//	triggers.go     words that may tell of an encounter
//	participants.go who takes part in it; standins.go: for whom the unnamed act;
//	                slots.go, slots_described.go: what the grammar says;
//	                attendance.go: who is said to be present; destinations.go: where visits
//	                go; sending.go, staying.go: who is sent and who is there;
//	                bystanders.go, unnamed.go, speakers.go, guests.go: who only
//	                stands beside
//	consult.go      which of them are encounters, and of which type
//	factuality.go   whether it happened
//	dating.go       which date is its date
//	attribution.go  who says so; cues.go: rules where the models are silent
//	merging.go      which of them are one encounter
//	joining.go      what may be joined, and what keeps it apart; splitting.go:
//	                which words tell of several
//	alone.go        who was told of alone, without a named partner
//
// What data can teach is learned from annotated articles (train.go) by
// logistic regression and forests; what is knowledge is in the ontology
// (graph.Ontology).
package extract

import (
	"context"
	"fmt"

	"parley/extract/nlp"
	"parley/graph"
)

// Version names this extractor in what it writes. It changes whenever the
// same article may give another extraction.
const Version = "8"

// Options are what an [Extractor] is made of.
type Options struct {
	// Ontology is what triggers and roles are read from; nil is the built-in
	// one.
	Ontology *graph.Ontology
	// Pipeline reads the language; nil is one with the embedded models.
	Pipeline *nlp.Pipeline
}

// An Extractor extracts. It may be used by several goroutines at once.
type Extractor struct {
	ontology *graph.Ontology
	pipeline *nlp.Pipeline
	consult  consultWords
	models   *models
}

// New returns an extractor. It takes some tens of milliseconds: make one and
// keep it.
func New(o Options) (*Extractor, error) {
	x, err := newUntrained(o)
	if err != nil {
		return nil, err
	}
	m, err := readModels(embeddedModels)
	if err != nil {
		return nil, fmt.Errorf("new extractor: %w", err)
	}
	x.models = m
	return x, nil
}

// Extract returns what the article says. The only error is that of ctx.
func (x *Extractor) Extract(ctx context.Context, a graph.Article) (graph.Extraction, error) {
	d, err := x.read(ctx, &a)
	if err != nil {
		return graph.Extraction{}, fmt.Errorf("extract from %s: %w", a.Key, err)
	}
	out := x.write(d, x.findConsult(d))
	for _, stage := range laterStages {
		stage(x, d, &out)
	}
	return out, nil
}

// read runs the stages up to coreference.
func (x *Extractor) read(ctx context.Context, a *graph.Article) (*document, error) {
	d, err := x.parsed(ctx, a)
	if err != nil {
		return nil, err
	}
	x.findNominals(d)
	x.findTimes(d)
	return d, nil
}

// parsed runs the stages up to names and titles.
func (x *Extractor) parsed(ctx context.Context, a *graph.Article) (*document, error) {
	text, body := readable(a)
	n, err := x.pipeline.Parse(ctx, text)
	if err != nil {
		return nil, err
	}
	d := newDocument(a, n, body)
	x.findMentions(d)
	x.chainNames(d)
	x.findTitles(d)
	return d, nil
}

// consultWords are the triggers of encounters by lemma.
type consultWords struct{ verbs, nouns map[string][]graph.Trigger }

func newConsultWords(o *graph.Ontology) consultWords {
	return consultWords{o.Triggers(false, graph.EventType.Consult), o.Triggers(true, graph.EventType.Consult)}
}
