package schema

import (
	"strings"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// A node resolves Node and SearchResult: any record with an id.
type node struct {
	id string
	v  any
}

// nodeByID finds the record of any id.
func (r *request) nodeByID(id string) (*node, error) {
	var v any
	var err error
	switch graph.IDKind(id) {
	case graph.EntityID:
		v, err = r.entityByID(id)
	case graph.EventID:
		v, err = r.eventByID(id)
	case graph.ArticleID:
		v, err = r.articleByID(id)
	case graph.OutletID:
		v, err = r.outletByID(id)
	case graph.MentionID:
		v, err = r.mentionByID(id)
	case graph.ClaimID:
		v, err = r.claimByID(id)
	case graph.ParticipationID:
		v, err = r.participationByID(id)
	case graph.JobID:
		v, err = r.srv.jobs.get(id)
	default:
		err = graph.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return &node{id, v}, nil
}

func (r *request) mentionByID(id string) (*mention, error) {
	if hash, at, _ := strings.Cut(strings.TrimPrefix(id, "m_"), "_"); strings.HasPrefix(at, "p") && len(hash) == hashLength {
		return r.postByID(id)
	}
	ref, err := r.read().Mention(id)
	if err != nil {
		return nil, err
	}
	return r.mention(ref), nil
}

// ID returns the record's own id, which may be newer than the one asked for.
func (n *node) ID() graphql.ID {
	switch v := n.v.(type) {
	case *entity:
		return v.ID
	case *event:
		return v.ID
	case *article:
		return v.ID
	case *outlet:
		return v.ID
	case interface{ ID() graphql.ID }:
		return v.ID()
	}
	return graphql.ID(n.id)
}

// concrete implements [abstract].
func (n *node) concrete() (string, any) {
	switch v := n.v.(type) {
	case *entity:
		return v.concrete()
	case *event:
		return "Event", v
	case *article:
		return "Article", v
	case *outlet:
		return "Outlet", v
	case *mention:
		return "Mention", v
	case *claim:
		return "Claim", v
	case *participation:
		return "Participation", v
	case *job:
		return "IngestJob", v
	}
	return "", n.v
}

func as[T any](n *node) (T, bool) {
	v, ok := n.v.(T)
	return v, ok
}

func (n *node) kind(k graph.EntityKind) (*entity, bool) {
	e, ok := n.v.(*entity)
	return e, ok && e.e.Kind == k
}

func (n *node) ToPerson() (*entity, bool)               { return n.kind(graph.Person) }
func (n *node) ToOrganization() (*entity, bool)         { return n.kind(graph.Organization) }
func (n *node) ToPlace() (*entity, bool)                { return n.kind(graph.Place) }
func (n *node) ToEvent() (*event, bool)                 { return as[*event](n) }
func (n *node) ToArticle() (*article, bool)             { return as[*article](n) }
func (n *node) ToOutlet() (*outlet, bool)               { return as[*outlet](n) }
func (n *node) ToMention() (*mention, bool)             { return as[*mention](n) }
func (n *node) ToClaim() (*claim, bool)                 { return as[*claim](n) }
func (n *node) ToParticipation() (*participation, bool) { return as[*participation](n) }
func (n *node) ToIngestJob() (*job, bool)               { return as[*job](n) }
