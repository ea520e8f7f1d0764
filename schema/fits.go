package schema

import (
	"slices"
	"strings"

	"parley/graph"
)

// fits applies an event filter to one event, for lists that do not come from
// the store's indexes: the events of an article and those of a subscription.
func (r *request) fits(v *event, f graph.EventFilter) bool {
	e := &v.v
	takesPart := func(id string) bool {
		return slices.ContainsFunc(e.Participants, func(p graph.Participation) bool { return p.Entity == id })
	}
	accepted := f.Factuality
	if accepted == nil {
		accepted = graph.DefaultFactuality
	}
	switch {
	case f.Types != nil && !slices.Contains(f.Types, e.Type),
		!slices.Contains(accepted, e.Factuality),
		e.Outlets < f.MinOutlets, e.Independent < f.MinIndependent, e.Confidence < f.MinConfidence,
		f.Corroboration != nil && !slices.Contains(f.Corroboration, e.Corroboration):
		return false
	}
	if (f.From != "" || f.To != "") && (e.Date == nil || !e.Date.Overlaps(f.From, f.To)) {
		return false
	}
	for _, id := range f.All {
		if !takesPart(id) {
			return false
		}
	}
	if f.Any != nil && !slices.ContainsFunc(f.Any, takesPart) {
		return false
	}
	if d := day(e.FirstReported); f.ReportedFrom != "" && (d == "" || d < f.ReportedFrom) || f.ReportedTo != "" && (d == "" || d > f.ReportedTo) {
		return false
	}
	return r.inPlace(e.Place, f.Place) && r.reportedBy(e, f.Outlets) && r.says(v, f.Text)
}

func (r *request) inPlace(place, wanted string) bool {
	for range 20 { // places nest a few levels deep
		if wanted == "" || place == wanted {
			return true
		}
		e := r.entityOrNil(place)
		if e == nil {
			return false
		}
		place = e.e.Within
	}
	return false
}

func (r *request) reportedBy(e *graph.Event, outlets []string) bool {
	return outlets == nil || slices.ContainsFunc(e.Reports, func(ref graph.ReportRef) bool {
		return slices.Contains(outlets, r.article(ref.Article).a.Outlet)
	})
}

// says reports whether every word is in the title or in one of the sentences
// that are evidence.
func (r *request) says(v *event, words string) bool {
	if words == "" {
		return true
	}
	texts := strings.ToLower(v.v.Title)
	for _, ref := range v.v.Reports {
		rep, x := r.report(ref), r.extraction(ref.Article)
		for _, ev := range rep.Evidence {
			if ev.Sentence >= 0 && ev.Sentence < len(x.Sentences) {
				texts += "\n" + strings.ToLower(r.span(ref.Article, x.Sentences[ev.Sentence]).Exact())
			}
		}
	}
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		if !strings.Contains(texts, w) {
			return false
		}
	}
	return true
}
