package dump

import (
	"slices"

	"parley/graph"
)

// A folded report is all that one article says of one event: the strongest
// factuality, the nearest source, and every sentence as evidence.
type folded struct {
	Event string
	graph.Report
	// Rest are the article's further reports of the event.
	Rest []graph.Report
}

// fold groups the reports of an article by event.
func fold(reports []graph.Report, where []note) []folded {
	var list []folded
	for _, n := range where {
		if n.index >= len(reports) {
			continue
		}
		r := reports[n.index]
		i := slices.IndexFunc(list, func(f folded) bool { return f.Event == n.id })
		if i < 0 {
			list = append(list, folded{Event: n.id, Report: r})
			continue
		}
		list[i].add(r)
	}
	return list
}

// add folds r in. Slices are cloned before they grow: the extraction is not
// the dump's to change.
func (f *folded) add(r graph.Report) {
	f.Rest = append(f.Rest, r)
	first := f.Report
	if strength(r.Factuality) < strength(f.Factuality) {
		f.Report, r = r, first
	}
	f.Participants = slices.Clone(f.Participants)
	for _, p := range r.Participants {
		if !slices.ContainsFunc(f.Participants, func(q graph.LocalParticipant) bool { return q.Entity == p.Entity }) {
			f.Participants = append(f.Participants, p)
		}
	}
	f.Evidence = append(slices.Clone(f.Evidence), r.Evidence...)
	f.Quantities = append(slices.Clone(f.Quantities), r.Quantities...)
	if f.Date == nil {
		f.Date = r.Date
	}
	if f.Place < 0 {
		f.Place = r.Place
	}
	if f.AttributedTo == "" {
		f.AttributedTo, f.Attribution = r.AttributedTo, r.Attribution
	}
	if f.Content == nil {
		f.Content = r.Content
	}
}

// strength is the rank of a factuality, 0 the strongest.
func strength(f graph.Factuality) int {
	if i := slices.Index(graph.Factualities, f); i >= 0 {
		return i
	}
	return len(graph.Factualities)
}
