package schema

import (
	"fmt"
	"slices"
	"time"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// An event resolves Event. What only grows with its reports is computed when
// asked for.
type event struct {
	r *request
	v graph.Event

	ID                                  graphql.ID
	Type, Title, Factuality             string
	Mode, PLOVER                        *string
	Date                                *fuzzyDate
	Confidence                          float64
	SourceCount, IndependentSourceCount int32
	FirstReportedAt, LastReportedAt     *text

	stamped  bool
	revision uint64
	updated  time.Time
	all      []*claim
	claimed  bool
}

func (r *request) eventByID(id string) (*event, error) {
	if v, ok := r.events[id]; ok {
		return v, nil
	}
	if graph.IDKind(id) != graph.EventID {
		return nil, graph.ErrNotFound
	}
	v, err := r.read().Event(id)
	if err != nil {
		return nil, err
	}
	kept := r.keepEvent(v)
	r.events[id] = kept
	return kept, nil
}

func (r *request) keepEvent(v graph.Event) *event {
	if kept, ok := r.events[v.ID]; ok {
		return kept
	}
	kept := &event{r: r, v: v, ID: graphql.ID(v.ID), Type: string(v.Type), Title: v.Title, Factuality: string(v.Factuality),
		Mode: optional(string(v.Mode)), PLOVER: optional(ploverRoots[v.Type]), Date: newDate(v.Date), Confidence: v.Confidence,
		SourceCount: int32(v.Outlets), IndependentSourceCount: int32(v.Independent),
		FirstReportedAt: published(v.FirstReported), LastReportedAt: published(v.LastReported)}
	r.events[v.ID] = kept
	return kept
}

// listEvents answers a list of events.
func (r *request) listEvents(f graph.EventFilter, o graph.EventOrder, a PageArgs) *plain[*event] {
	// A list below each of a hundred articles is often the same one.
	key := fmt.Sprintf("%v %v %v", f, o, r.page(a))
	if c, ok := r.lists[key]; ok {
		r.charge(1 + len(c.edges))
		return c
	}
	l := fetch(r, a, func(p graph.Page) (graph.List[graph.Event], error) { return r.read().Events(f, o, p) })
	c := connect(r, l, r.keepEvent, func() (int, error) { return r.read().CountEvents(f) })
	r.lists[key] = c
	return c
}

func (v *event) Referents() []graphql.ID       { return ids(must(v.r.read().EventReferents(v.v.ID))) }
func (v *event) Place() *entity                { return v.r.entityOrNil(v.v.Place) }
func (v *event) Corroboration() *corroboration { return &corroboration{v} }

// ploverRoots are the root categories of PLOVER (Halterman et al., 2023) that
// the types fall under; the others have none.
var ploverRoots = map[graph.EventType]string{
	graph.Meeting: "CONSULT", graph.Visit: "CONSULT", graph.Call: "CONSULT", graph.Conference: "CONSULT", graph.Talks: "CONSULT",
	graph.Negotiation: "CONSULT", graph.Mediation: "CONSULT", graph.Message: "CONSULT", graph.Agreement: "AGREE",
	graph.Cooperation: "COOPERATE", graph.Support: "SUPPORT", graph.Aid: "AID", graph.Concession: "CONCEDE", graph.Retreat: "RETREAT",
	graph.Request: "REQUEST", graph.Accusation: "ACCUSE", graph.Rejection: "REJECT", graph.Threat: "THREATEN", graph.Protest: "PROTEST",
	graph.Sanction: "SANCTION", graph.Mobilization: "MOBILIZE", graph.Coercion: "COERCE", graph.Attack: "ASSAULT",
}

func (v *event) stamp() {
	if !v.stamped {
		rev, at, err := v.r.read().EventRevision(v.v.ID)
		check(err)
		v.stamped, v.revision, v.updated = true, rev, at
	}
}

// Revision returns the revision of the store that last changed the record.
func (v *event) Revision() int32 {
	v.stamp()
	return int32(v.revision)
}

// UpdatedAt returns when the record last changed.
func (v *event) UpdatedAt() text {
	v.stamp()
	return text(v.updated.UTC().Format(time.RFC3339))
}

// PartOf returns the event that contains this one.
func (v *event) PartOf() *event {
	if v.v.PartOf == "" {
		return nil
	}
	return orNull(v.r.eventByID(v.v.PartOf))
}

// Parts returns the events that this one contains.
func (v *event) Parts(args PageArgs) *plain[*event] {
	read := func(p graph.Page) (graph.List[graph.Event], error) { return v.r.read().Parts(v.v.ID, p) }
	return connect(v.r, fetch(v.r, args, read), v.r.keepEvent, func() (int, error) { return len(whole(v.r, read)), nil })
}

// Participants returns who took part.
func (v *event) Participants(args struct {
	Roles *[]graph.ParticipantRole
	PageArgs
}) *connection[*participantEdge, *entity] {
	list := v.v.Participants
	if args.Roles != nil {
		list = slices.DeleteFunc(slices.Clone(list), func(p graph.Participation) bool { return !slices.Contains(*args.Roles, p.Role) })
	}
	l := paginate(list, func(p graph.Participation) string { return p.Entity }, v.r.page(args.PageArgs))
	return connectEdges[graph.Participation, *participantEdge, *entity](v.r, l, func(cursor string, p graph.Participation) *participantEdge {
		e := v.r.entity(p.Entity)
		return &participantEdge{edge[*entity]{cursor, e}, newParticipation(v, p, e)}
	}, func() (int, error) { return len(list), nil })
}

// MentionsArgs are the arguments of a list of mentions.
type MentionsArgs struct {
	Filter *MentionFilter
	PageArgs
}

// Mentions returns the sentences that report the event, the best first.
func (v *event) Mentions(args MentionsArgs) *plain[*mention] {
	return v.r.evidence(v, v.v.Reports, nil, args)
}

// Articles returns the articles that report the event, the earliest first.
func (v *event) Articles(args PageArgs) *plain[*article] {
	var keys []string
	for _, ref := range v.v.Reports {
		if !slices.Contains(keys, ref.Article) {
			keys = append(keys, ref.Article)
		}
	}
	l := paginate(keys, func(k string) string { return k }, v.r.page(args))
	return connect(v.r, l, v.r.article, func() (int, error) { return len(keys), nil })
}

// Outlets returns the outlets that report the event, the earliest first.
func (v *event) Outlets(args PageArgs) *connection[*eventOutlet, *outlet] {
	all := v.outlets()
	l := paginate(all, func(o *eventOutlet) string { return o.node.o.ID }, v.r.page(args))
	return connectEdges[*eventOutlet, *eventOutlet, *outlet](v.r, l, func(cursor string, o *eventOutlet) *eventOutlet {
		o.cursor = cursor
		return o
	}, func() (int, error) { return len(all), nil })
}

// outlets groups the reports by outlet; reports of articles without one have
// no outlet to show. Reports are sorted by publication.
func (v *event) outlets() []*eventOutlet {
	var all []*eventOutlet
	byID := map[string]*eventOutlet{}
	first := map[string]string{} // the first outlet of each folded source
	for _, ref := range v.v.Reports {
		a := v.r.article(ref.Article)
		id := a.a.Outlet
		if id == "" {
			continue
		}
		o := byID[id]
		if o == nil {
			out := v.r.outlet(id)
			if out == nil {
				continue
			}
			o = &eventOutlet{edge: edge[*outlet]{node: out}, v: v}
			byID[id] = o
			all = append(all, o)
			if f := first[ref.Source]; ref.Source != "" && f != "" && f != id {
				o.repeats = f
			}
		}
		if ref.Source != "" && first[ref.Source] == "" {
			first[ref.Source] = id
		}
		o.refs = append(o.refs, ref)
	}
	return all
}

// An eventOutlet is the edge from an event to an outlet that reports it.
type eventOutlet struct {
	edge[*outlet]
	v       *event
	refs    []graph.ReportRef
	repeats string // outlet id
}

// ArticleCount counts the outlet's articles.
func (o *eventOutlet) ArticleCount() int32 {
	articles := map[string]bool{}
	for _, ref := range o.refs {
		articles[ref.Article] = true
	}
	return int32(len(articles))
}

// FirstReportedAt returns the instant of the first report that has one.
func (o *eventOutlet) FirstReportedAt() *text {
	for _, ref := range o.refs {
		if t := published(o.v.r.article(ref.Article).a.Published); t != nil {
			return t
		}
	}
	return nil
}

// Factuality returns the strongest that the outlet asserts.
func (o *eventOutlet) Factuality() string {
	best := len(graph.Factualities)
	for _, ref := range o.refs {
		if i := slices.Index(graph.Factualities, o.v.r.report(ref).Factuality); i >= 0 && i < best {
			best = i
		}
	}
	if best == len(graph.Factualities) {
		return string(o.v.v.Factuality)
	}
	return string(graph.Factualities[best])
}

// Attribution returns the chain that most of the outlet's reports have, the
// first of them among equals.
func (o *eventOutlet) Attribution() []*attributionStep {
	if len(o.refs) == 1 {
		ref := o.refs[0]
		return o.v.r.attribution(ref.Article, o.v.r.report(ref).Attribution)
	}
	count := map[string]int{}
	best := -1
	keys := make([]string, len(o.refs))
	for i, ref := range o.refs {
		for _, s := range o.v.r.report(ref).Attribution {
			keys[i] += s.Text + "\x00"
		}
		count[keys[i]]++
	}
	for i := range o.refs {
		if best < 0 || count[keys[i]] > count[keys[best]] {
			best = i
		}
	}
	ref := o.refs[best]
	return o.v.r.attribution(ref.Article, o.v.r.report(ref).Attribution)
}

// Repeats returns the outlet whose report this one repeats.
func (o *eventOutlet) Repeats() *outlet {
	if o.repeats == "" {
		return nil
	}
	return o.v.r.outlet(o.repeats)
}
