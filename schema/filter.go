package schema

import (
	"strings"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// EntityRef, OutletRef and the filters are the input types of the schema.
type (
	// EntityRef names one entity.
	EntityRef struct {
		ID               *graphql.ID
		Name, WikidataID *string
	}
	// OutletRef names one outlet.
	OutletRef struct {
		ID           *graphql.ID
		Domain, Name *string
	}
	// DateRange is a range of days.
	DateRange struct{ From, To *text }
	// EventFilter selects events.
	EventFilter struct {
		Types                             *[]graph.EventType
		Date, Reported                    *DateRange
		ParticipantsAll, ParticipantsAny  *[]EntityRef
		Place                             *EntityRef
		Factuality                        []graph.Factuality
		MinSources, MinIndependentSources *int32
		Outlets                           *[]OutletRef
		MinConfidence                     *float64
		Text                              *string
		Corroboration                     *[]graph.CorroborationLevel
	}
	// MentionFilter selects mentions.
	MentionFilter struct {
		Outlets       *[]OutletRef
		Factuality    *[]graph.Factuality
		MinConfidence *float64
		Reported      *DateRange
	}
	// ClaimFilter selects claims.
	ClaimFilter struct {
		Predicates       *[]string
		Ranks            *[]string
		ContradictedOnly bool
	}
	// ArticleFilter selects articles.
	ArticleFilter struct {
		Outlets   *[]OutletRef
		Published *DateRange
		Status    []string
		Text      *string
		Languages *[]text
	}
	// EventOrder is an order of events.
	EventOrder struct {
		Field     graph.EventOrderField
		Direction string
	}
	// CoParticipantOrder is an order of co-participants.
	CoParticipantOrder struct {
		Field     graph.CoParticipantField
		Direction string
	}
)

func (o EventOrder) graph() graph.EventOrder {
	return graph.EventOrder{Field: o.Field, Ascending: o.Direction == "ASC"}
}

// days returns the bounds of a range, and refuses one that is upside down.
func (d *DateRange) days() (from, to string) {
	if d == nil {
		return "", ""
	}
	if d.From != nil {
		from = string(*d.From)
	}
	if d.To != nil {
		to = string(*d.To)
	}
	if from != "" && to != "" && from > to {
		throw(failf(BadInput, "the date range ends before it starts"))
	}
	return from, to
}

// filter resolves the names in a filter.
func (r *request) filter(f EventFilter) graph.EventFilter {
	g := graph.EventFilter{Factuality: f.Factuality}
	if f.Types != nil {
		g.Types = *f.Types
	}
	g.From, g.To = f.Date.days()
	g.ReportedFrom, g.ReportedTo = f.Reported.days()
	if f.ParticipantsAll != nil {
		g.All = r.refs(*f.ParticipantsAll)
	}
	if f.ParticipantsAny != nil {
		g.Any = r.refs(*f.ParticipantsAny)
	}
	if f.Place != nil {
		g.Place = r.ref(*f.Place, []graph.EntityKind{graph.Place}).e.ID
	}
	if f.MinSources != nil {
		g.MinOutlets = int(*f.MinSources)
	}
	if f.MinIndependentSources != nil {
		g.MinIndependent = int(*f.MinIndependentSources)
	}
	g.Outlets = r.outletRefs(f.Outlets)
	if f.MinConfidence != nil {
		g.MinConfidence = *f.MinConfidence
	}
	if f.Text != nil {
		g.Text = strings.TrimSpace(*f.Text)
	}
	if f.Corroboration != nil {
		g.Corroboration = *f.Corroboration
	}
	return g
}

func (r *request) refs(list []EntityRef) []string {
	out := make([]string, len(list))
	for i, ref := range list {
		out[i] = r.ref(ref, nil).e.ID
	}
	return out
}

func (r *request) outletRefs(list *[]OutletRef) []string {
	if list == nil {
		return nil
	}
	out := make([]string, len(*list))
	for i, ref := range *list {
		o, err := r.findOutlet(ref)
		check(err)
		out[i] = o.o.ID
	}
	return out
}

func (r *request) mentionFilter(f *MentionFilter) graph.MentionFilter {
	if f == nil {
		return graph.MentionFilter{}
	}
	g := graph.MentionFilter{Outlets: r.outletRefs(f.Outlets)}
	if f.Factuality != nil {
		g.Factuality = *f.Factuality
	}
	if f.MinConfidence != nil {
		g.MinConfidence = *f.MinConfidence
	}
	g.ReportedFrom, g.ReportedTo = f.Reported.days()
	return g
}

func (r *request) articleFilter(f *ArticleFilter) graph.ArticleFilter {
	if f == nil {
		return graph.ArticleFilter{Active: true, Corrected: true}
	}
	g := graph.ArticleFilter{Outlets: r.outletRefs(f.Outlets)}
	g.PublishedFrom, g.PublishedTo = f.Published.days()
	for _, s := range f.Status {
		switch s {
		case "ACTIVE":
			g.Active = true
		case "CORRECTED":
			g.Corrected = true
		case "RETRACTED":
			g.Retracted = true
		}
	}
	if f.Text != nil {
		g.Text = strings.TrimSpace(*f.Text)
	}
	if f.Languages != nil {
		for _, l := range *f.Languages {
			g.Languages = append(g.Languages, string(l))
		}
	}
	return g
}

// ref finds the entity that a reference names, or throws why it cannot.
func (r *request) ref(ref EntityRef, kinds []graph.EntityKind) *entity {
	e, err := r.find(ref, kinds)
	check(err)
	return e
}

// find finds the entity that a reference names, of one of the kinds.
func (r *request) find(ref EntityRef, kinds []graph.EntityKind) (*entity, error) {
	switch {
	case ref.ID != nil:
		return r.known(string(*ref.ID), kinds)
	case ref.WikidataID != nil:
		e, err := r.read().EntityByWikidata(*ref.WikidataID)
		if err != nil {
			return nil, notFound(err, "no entity with the Wikidata id %.80q", *ref.WikidataID)
		}
		return r.ofKind(r.keep(e), kinds)
	}
	return r.named(*ref.Name, kinds)
}

func (r *request) known(id string, kinds []graph.EntityKind) (*entity, error) {
	e, err := r.entityByID(id)
	if err != nil {
		return nil, notFound(err, "no entity with the id %.80q", id)
	}
	return r.ofKind(e, kinds)
}

func (r *request) ofKind(e *entity, kinds []graph.EntityKind) (*entity, error) {
	for _, k := range kinds {
		if e.e.Kind == k {
			return e, nil
		}
	}
	if kinds == nil {
		return e, nil
	}
	return nil, failf(NotFound, "%.80q is no %s", e.e.Name, strings.ToLower(string(kinds[0])))
}

// aboutEqually is how close the scores of two names must be for neither to be
// taken as the one that was meant.
const aboutEqually = 0.02

// named finds the one entity that a name fits best.
func (r *request) named(name string, kinds []graph.EntityKind) (*entity, error) {
	found, err := r.read().MatchEntities(name, kinds, 6)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, failf(NotFound, "no entity is named %.80q", name)
	}
	n := 1
	for n < len(found) && found[0].Score-found[n].Score < aboutEqually {
		n++
	}
	if n == 1 {
		return r.known(found[0].ID, kinds)
	}
	var candidates []map[string]any
	for _, m := range found[:n] {
		c := map[string]any{"id": m.ID, "kind": m.Kind, "name": m.Label, "eventCount": m.Events}
		if e, err := r.entityByID(m.ID); err == nil && e.e.Description != "" {
			c["description"] = e.e.Description
		}
		candidates = append(candidates, c)
	}
	return nil, &Error{Code: Ambiguous, Message: failf(Ambiguous, "%.80q fits several entities; use an id", name).Message,
		Details: map[string]any{"candidates": candidates}}
}

func (r *request) findOutlet(ref OutletRef) (*outlet, error) {
	switch {
	case ref.ID != nil:
		o, err := r.outletByID(string(*ref.ID))
		return o, notFound(err, "no outlet with the id %.80q", string(*ref.ID))
	case ref.Domain != nil:
		o, err := r.read().OutletBy(strings.TrimPrefix(strings.ToLower(*ref.Domain), "www."), "")
		return r.keepOutlet(o), notFound(err, "no outlet with the domain %.80q", *ref.Domain)
	}
	o, err := r.read().OutletBy("", *ref.Name)
	return r.keepOutlet(o), notFound(err, "no outlet named %.80q", *ref.Name)
}
