package schema

import (
	"slices"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// An entity resolves Entity and its three kinds.
type entity struct {
	r *request
	e graph.Entity

	ID                                   graphql.ID
	Kind, Name                           string
	Description, WikidataID, CountryCode *string
	Latitude, Longitude                  *float64
}

func newEntity(r *request, e graph.Entity) *entity {
	return &entity{r, e, graphql.ID(e.ID), string(e.Kind), e.Name, optional(e.Description), optional(e.WikidataID), optional(e.Country), e.Latitude, e.Longitude}
}

// entityByID returns the entity of an id of any age, read once a request.
func (r *request) entityByID(id string) (*entity, error) {
	if e, ok := r.entities[id]; ok {
		return e, nil
	}
	if graph.IDKind(id) != graph.EntityID {
		return nil, graph.ErrNotFound
	}
	e, err := r.read().Entity(id)
	if err != nil {
		return nil, err
	}
	kept := r.keep(e)
	r.entities[id] = kept
	return kept, nil
}

func (r *request) keep(e graph.Entity) *entity {
	if kept, ok := r.entities[e.ID]; ok {
		return kept
	}
	kept := newEntity(r, e)
	r.entities[e.ID] = kept
	return kept
}

// entity returns an entity that must exist, since a record names it.
func (r *request) entity(id string) *entity { return must(r.entityByID(id)) }

// entityOrNil is for a reference that may be empty or outlived.
func (r *request) entityOrNil(id string) *entity {
	if id == "" {
		return nil
	}
	return orNull(r.entityByID(id))
}

// concrete implements [abstract].
func (e *entity) concrete() (string, any) {
	switch e.e.Kind {
	case graph.Person:
		return "Person", e
	case graph.Organization:
		return "Organization", e
	case graph.Place:
		return "Place", e
	}
	return "", e
}

func (e *entity) ToPerson() (*entity, bool)       { return e, e.e.Kind == graph.Person }
func (e *entity) ToOrganization() (*entity, bool) { return e, e.e.Kind == graph.Organization }
func (e *entity) ToPlace() (*entity, bool)        { return e, e.e.Kind == graph.Place }

// Referents returns the other ids of the entity.
func (e *entity) Referents() []graphql.ID {
	out := []graphql.ID{}
	for _, id := range e.e.Signatures {
		if id != e.e.ID {
			out = append(out, graphql.ID(id))
		}
	}
	return out
}

// Within returns the place that contains this one.
func (e *entity) Within() *entity { return e.r.entityOrNil(e.e.Within) }

type externalID struct {
	Scheme, Value string
	URL           *text
}

// ExternalIDs returns the ids in other systems; Wikidata is the only one that
// the graph links to.
func (e *entity) ExternalIDs() []*externalID {
	if e.e.WikidataID == "" {
		return []*externalID{}
	}
	url := text("https://www.wikidata.org/wiki/" + e.e.WikidataID)
	return []*externalID{{"wikidata", e.e.WikidataID, &url}}
}

type entityStats struct {
	EventCount, MentionCount, ArticleCount, OutletCount, CoParticipantCount int32
	FirstEventDate, LastEventDate                                           *text
}

// Stats returns the totals of the entity.
func (e *entity) Stats() *entityStats {
	s := must(e.r.read().EntityStats(e.e.ID))
	return &entityStats{int32(s.Events), int32(s.Mentions), int32(s.Articles), int32(s.Outlets), int32(s.CoParticipants),
		optional(text(s.FirstEventDate)), optional(text(s.LastEventDate))}
}

// EventsArgs are the arguments of a list of events.
type EventsArgs struct {
	Filter  EventFilter
	OrderBy EventOrder
	PageArgs
}

// Events returns what the entity takes part in, with its role.
func (e *entity) Events(args EventsArgs) *connection[*participationEdge, *event] {
	f := e.r.filter(args.Filter)
	f.All = append(slices.Clone(f.All), e.e.ID)
	l := fetch(e.r, args.PageArgs, func(p graph.Page) (graph.List[graph.Event], error) {
		return e.r.read().Events(f, args.OrderBy.graph(), p)
	})
	return connectEdges[graph.Event, *participationEdge, *event](e.r, l, func(cursor string, v graph.Event) *participationEdge {
		return &participationEdge{edge[*event]{cursor, e.r.keepEvent(v)}, e}
	}, func() (int, error) { return e.r.read().CountEvents(f) })
}

// CoParticipants returns who shares events with the entity.
func (e *entity) CoParticipants(args struct {
	Filter    EventFilter
	Kinds     *[]graph.EntityKind
	MinEvents int32
	OrderBy   CoParticipantOrder
	PageArgs
}) *connection[*coParticipant, *entity] {
	q := graph.CoParticipantQuery{Filter: e.r.filter(args.Filter), MinEvents: int(args.MinEvents), Field: args.OrderBy.Field, Ascending: args.OrderBy.Direction == "ASC"}
	if args.Kinds != nil {
		q.Kinds = *args.Kinds
	}
	l := fetch(e.r, args.PageArgs, func(p graph.Page) (graph.List[graph.CoParticipant], error) {
		q := q
		q.Page = p
		return e.r.read().CoParticipants(e.e.ID, q)
	})
	return connectEdges[graph.CoParticipant, *coParticipant, *entity](e.r, l, func(cursor string, v graph.CoParticipant) *coParticipant {
		return &coParticipant{edge[*entity]{cursor, e.r.entity(v.Entity)}, e, v, q.Filter}
	}, func() (int, error) { return e.r.read().CountCoParticipants(e.e.ID, q) })
}

// A coParticipant is the edge to an entity that shares events.
type coParticipant struct {
	edge[*entity]
	of     *entity
	c      graph.CoParticipant
	filter graph.EventFilter
}

func (c *coParticipant) EventCount() int32   { return int32(c.c.Events) }
func (c *coParticipant) SourceCount() int32  { return int32(c.c.Outlets) }
func (c *coParticipant) FirstDate() *text    { return optional(text(c.c.FirstDate)) }
func (c *coParticipant) LastDate() *text     { return optional(text(c.c.LastDate)) }
func (c *coParticipant) Types() []*typeCount { return typeCounts(c.c.Types) }

// Events returns the shared events.
func (c *coParticipant) Events(args struct {
	OrderBy EventOrder
	PageArgs
}) *plain[*event] {
	f := c.filter
	f.All = append(slices.Clone(f.All), c.of.e.ID, c.c.Entity)
	return c.of.r.listEvents(f, args.OrderBy.graph(), args.PageArgs)
}

// Mentions returns where the entity is named.
func (e *entity) Mentions(args MentionsArgs) *plain[*mention] {
	f := e.r.mentionFilter(args.Filter)
	l := fetch(e.r, args.PageArgs, func(p graph.Page) (graph.List[graph.MentionRef], error) {
		return e.r.read().MentionsOf(e.e.ID, f, p)
	})
	return connect(e.r, l, e.r.mention, func() (int, error) { return e.r.read().CountMentions(e.e.ID, f) })
}

// EventsHere returns the events in the place and in places within it.
func (e *entity) EventsHere(args EventsArgs) *plain[*event] {
	f := e.r.filter(args.Filter)
	read := func(p graph.Page) (graph.List[graph.Event], error) {
		return e.r.read().EventsHere(e.e.ID, f, args.OrderBy.graph(), p)
	}
	return connect(e.r, fetch(e.r, args.PageArgs, read), e.r.keepEvent, func() (int, error) {
		if f.Place != "" {
			return len(whole(e.r, read)), nil
		}
		g := f
		g.Place = e.e.ID
		return e.r.read().CountEvents(g)
	})
}
