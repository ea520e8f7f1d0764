package schema

import (
	"strings"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// A participation resolves Participation: the edge between an entity and an
// event.
type participation struct {
	v *event
	p graph.Participation

	Entity           *entity
	Event            *event
	Role, Factuality string
	Capacity         *string
	Confidence       float64
	SourceCount      int32
}

func newParticipation(v *event, p graph.Participation, e *entity) *participation {
	return &participation{v, p, e, v, string(p.Role), string(p.Factuality), optional(p.Capacity), p.Confidence, int32(p.Outlets)}
}

// A participationEdge leads from an entity to an event.
type participationEdge struct {
	edge[*event]
	of *entity
}

// Participation returns the part that the entity has in the event.
func (e *participationEdge) Participation() *participation {
	for _, p := range e.node.v.Participants {
		if p.Entity == e.of.e.ID {
			return newParticipation(e.node, p, e.of)
		}
	}
	throw(failf(Internal, "the index names an event in which the entity takes no part"))
	return nil
}

// A participantEdge leads from an event to an entity.
type participantEdge struct {
	edge[*entity]
	p *participation
}

// Participation returns the part that the entity has in the event.
func (e *participantEdge) Participation() *participation { return e.p }

// ID returns p_ and the hash parts of the event's and the entity's ids.
func (p *participation) ID() graphql.ID {
	return graphql.ID("p_" + p.v.v.ID[2:] + "_" + p.p.Entity[2:])
}

// participationByID finds what ID names, also under ids of any age.
func (r *request) participationByID(id string) (*participation, error) {
	ev, en, ok := strings.Cut(strings.TrimPrefix(id, "p_"), "_")
	if !ok {
		return nil, graph.ErrNotFound
	}
	v, err := r.eventByID("v_" + ev)
	if err != nil {
		return nil, err
	}
	e, err := r.entityByID("e_" + en)
	if err != nil {
		return nil, err
	}
	for _, p := range v.v.Participants {
		if p.Entity == e.e.ID {
			return newParticipation(v, p, e), nil
		}
	}
	return nil, graph.ErrNotFound
}

func (p *participation) ReportedAs() []*name { return p.Entity.names(p.p.ReportedAs) }

// OnBehalfOf returns the body; a country that is represented is a place and
// no Organization, and is among the participants as REPRESENTED.
func (p *participation) OnBehalfOf() *entity {
	e := p.v.r.entityOrNil(p.p.OnBehalfOf)
	if e == nil || e.e.Kind != graph.Organization {
		return nil
	}
	return e
}

// Mentions returns the sentences of the reports that name the participant.
func (p *participation) Mentions(args MentionsArgs) *plain[*mention] {
	r := p.v.r
	var refs []graph.ReportRef
	for _, ref := range p.v.v.Reports {
		if _, ok := r.participantOf(ref, p.p.Entity); ok {
			refs = append(refs, ref)
		}
	}
	return r.evidence(p.v, refs, nil, args)
}

// participantOf returns the participant of a report that is the entity.
func (r *request) participantOf(ref graph.ReportRef, entity string) (graph.LocalParticipant, bool) {
	for _, lp := range r.report(ref).Participants {
		if r.local(ref.Article, lp.Entity) == entity {
			return lp, true
		}
	}
	return graph.LocalParticipant{}, false
}

// local returns the id of the entity that a local entity belongs to, "" for
// none.
func (r *request) local(article string, index int) string {
	if index < 0 {
		return ""
	}
	x := r.extraction(article)
	if index >= len(x.Entities) {
		return ""
	}
	local := x.Entities[index].ID
	if e, ok := r.entities[local]; ok {
		return e.e.ID
	}
	id, ok := r.resolved[local]
	if !ok {
		var err error
		if id, err = r.read().EntityID(local); !missing(err) {
			check(err)
		}
		r.resolved[local] = id
	}
	return id
}
