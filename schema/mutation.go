package schema

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// A userError resolves UserError: what the caller can fix.
type userError struct {
	Code, Message string
	Field         *[]string
}

func inputError(code, message string, field ...string) *userError {
	f := append([]string{"input"}, field...)
	return &userError{code, message, &f}
}

// writer returns the request of a mutation, checked once more.
func writable(ctx context.Context) *request {
	r := requestOf(ctx)
	if !r.writes {
		throw(failf(Forbidden, "a write must be a mutation"))
	}
	if r.srv.options.Decider == nil {
		throw(failf(Unavailable, "decisions are not taken here"))
	}
	return r
}

// conflict turns a refused decision into a user error and throws the rest.
func conflict(err error) []*userError {
	if err == nil {
		return []*userError{}
	}
	if errors.Is(err, ErrConflict) {
		return []*userError{inputError("CONFLICT", err.Error())}
	}
	if missing(err) {
		return []*userError{inputError("NOT_FOUND", "no such record")}
	}
	throw(err)
	return nil
}

// ArticleDecision is the input of retractArticle and restoreArticle.
type ArticleDecision struct {
	ArticleID graphql.ID
	Reason    *string
}

type retractPayload struct {
	Article         *article
	AffectedEvents  []*event
	RemovedEventIds []graphql.ID
	UserErrors      []*userError
}

// RetractArticle withdraws an article.
func (*root) RetractArticle(ctx context.Context, args struct{ Input ArticleDecision }) *retractPayload {
	r := writable(ctx)
	p := &retractPayload{AffectedEvents: []*event{}, RemovedEventIds: []graphql.ID{}, UserErrors: []*userError{}}
	a, bad := r.decided(args.Input)
	if bad != nil {
		p.UserErrors = bad
		return p
	}
	before := must(r.read().EventsOfArticle(a.a.Key))
	p.UserErrors = conflict(r.srv.options.Decider.Retract(ctx, a.a.Key, deref(args.Input.Reason)))
	r.refresh()
	p.Article = orNull(r.articleByID(a.a.Key))
	if len(p.UserErrors) > 0 {
		return p
	}
	for _, id := range before {
		switch v, err := r.eventByID(id); {
		case missing(err):
			p.RemovedEventIds = append(p.RemovedEventIds, graphql.ID(id))
		case err != nil:
			throw(err)
		default:
			p.AffectedEvents = append(p.AffectedEvents, v)
		}
	}
	r.charge(len(p.AffectedEvents))
	return p
}

type restorePayload struct {
	Article    *article
	UserErrors []*userError
}

// RestoreArticle puts a retracted article back.
func (*root) RestoreArticle(ctx context.Context, args struct{ Input ArticleDecision }) *restorePayload {
	r := writable(ctx)
	a, bad := r.decided(args.Input)
	if bad != nil {
		return &restorePayload{UserErrors: bad}
	}
	p := &restorePayload{UserErrors: conflict(r.srv.options.Decider.Restore(ctx, a.a.Key, deref(args.Input.Reason)))}
	r.refresh()
	p.Article = orNull(r.articleByID(a.a.Key))
	return p
}

// decided finds the article of a decision.
func (r *request) decided(in ArticleDecision) (*article, []*userError) {
	a, err := r.articleByID(string(in.ArticleID))
	if graph.IDKind(string(in.ArticleID)) != graph.ArticleID || missing(err) {
		return nil, []*userError{inputError("NOT_FOUND", "no such article", "articleId")}
	}
	check(err)
	if len(deref(in.Reason)) > 2_000 {
		return nil, []*userError{inputError("TOO_LARGE", "the reason is longer than 2,000 bytes", "reason")}
	}
	return a, nil
}

// MergeEntitiesInput is the input of mergeEntities.
type MergeEntitiesInput struct {
	IntoID  graphql.ID
	FromIDs []graphql.ID
	Reason  *string
}

type mergePayload struct {
	Entity     *entity
	UserErrors []*userError
}

// MergeEntities declares entities to be the same.
func (*root) MergeEntities(ctx context.Context, args struct{ Input MergeEntitiesInput }) *mergePayload {
	r := writable(ctx)
	in := args.Input
	into, bad := r.decidable(in.IntoID, "intoId")
	if bad != nil {
		return &mergePayload{UserErrors: bad}
	}
	d := graph.Decision{Kind: graph.MergeDecision, IDs: []string{string(in.IntoID)}, Reason: deref(in.Reason)}
	if len(in.FromIDs) == 0 || len(in.FromIDs) > 100 {
		return &mergePayload{Entity: into, UserErrors: []*userError{inputError("INVALID", "give 1 to 100 entities to fold in", "fromIds")}}
	}
	for i, id := range in.FromIDs {
		e, bad := r.decidable(id, "fromIds", fmt.Sprint(i))
		switch {
		case bad != nil:
			return &mergePayload{Entity: into, UserErrors: bad}
		case e.e.Kind != into.e.Kind:
			return &mergePayload{Entity: into, UserErrors: []*userError{inputError("INVALID", "a "+strings.ToLower(string(e.e.Kind))+" cannot be merged into a "+strings.ToLower(string(into.e.Kind)), "fromIds", fmt.Sprint(i))}}
		case e.e.ID == into.e.ID:
			return &mergePayload{Entity: into, UserErrors: []*userError{inputError("DUPLICATE", "the entities are one already", "fromIds", fmt.Sprint(i))}}
		}
		d.IDs = append(d.IDs, string(id))
	}
	if bad := r.heldApart(d.IDs); bad != nil {
		return &mergePayload{Entity: into, UserErrors: []*userError{bad}}
	}
	_, err := r.srv.options.Decider.Decide(ctx, d)
	p := &mergePayload{UserErrors: conflict(err)}
	r.refresh()
	p.Entity = orNull(r.entityByID(string(in.IntoID)))
	return p
}

// heldApart finds a decision in force by which two of the entities are
// different.
func (r *request) heldApart(ids []string) *userError {
	merging := map[string]bool{}
	for _, id := range ids {
		merging[r.entity(id).e.ID] = true
	}
	all := must(r.read().Decisions())
	undone := map[string]bool{}
	for _, d := range all {
		if d.Kind == graph.UndoDecision && len(d.IDs) > 0 {
			undone[d.IDs[0]] = true
		}
	}
	for _, d := range all {
		if d.Kind != graph.DistinctDecision || undone[d.ID] {
			continue
		}
		apart := map[string]bool{}
		for _, id := range d.IDs {
			if e := r.entityOrNil(id); e != nil && merging[e.e.ID] {
				apart[e.e.ID] = true
			}
		}
		if len(apart) > 1 {
			return inputError("CONFLICT", "decision "+d.ID+" says that two of the entities are different", "fromIds")
		}
	}
	return nil
}

// decidable finds an entity that a decision is about.
func (r *request) decidable(id graphql.ID, field ...string) (*entity, []*userError) {
	e, err := r.entityByID(string(id))
	if missing(err) {
		return nil, []*userError{inputError("NOT_FOUND", "no such entity", field...)}
	}
	check(err)
	return e, nil
}

// SplitEntityInput is the input of splitEntity.
type SplitEntityInput struct {
	EntityID                graphql.ID
	ReferentIDs, MentionIDs *[]graphql.ID
	Name                    *string
}

type splitPayload struct {
	Entity     *entity
	Created    []*entity
	UserErrors []*userError
}

// SplitEntity undoes a merge, or moves mentions out to an entity of their
// own. A mention moves with all that its article says of the entity, since an
// article that names a person twice names one person.
func (*root) SplitEntity(ctx context.Context, args struct{ Input SplitEntityInput }) *splitPayload {
	r := writable(ctx)
	in := args.Input
	fail := func(e *entity, bad ...*userError) *splitPayload {
		return &splitPayload{Entity: e, Created: []*entity{}, UserErrors: bad}
	}
	e, bad := r.decidable(in.EntityID, "entityId")
	if bad != nil {
		return fail(nil, bad...)
	}
	var referents, mentions []graphql.ID
	if in.ReferentIDs != nil {
		referents = *in.ReferentIDs
	}
	if in.MentionIDs != nil {
		mentions = *in.MentionIDs
	}
	if (len(referents) == 0) == (len(mentions) == 0) || len(referents)+len(mentions) > 1_000 {
		return fail(e, inputError("INVALID", "give referentIds or mentionIds, at most 1,000"))
	}
	d := graph.Decision{Kind: graph.SplitDecision, IDs: []string{e.e.ID}, Name: deref(in.Name)}
	for i, id := range referents {
		if !slices.Contains(e.e.Signatures, string(id)) {
			return fail(e, inputError("NOT_FOUND", "the entity has no such referent", "referentIds", fmt.Sprint(i)))
		}
		d.IDs = append(d.IDs, string(id))
	}
	type place struct {
		article string
		local   int
	}
	var places []place
	for i, id := range mentions {
		m, err := r.mentionByID(string(id))
		if err != nil && !missing(err) {
			throw(err)
		}
		if err != nil || m.reports() || r.local(m.ref.Article, m.ref.Local) != e.e.ID {
			return fail(e, inputError("NOT_FOUND", "no such mention of the entity", "mentionIds", fmt.Sprint(i)))
		}
		p := place{m.ref.Article, m.ref.Local}
		if !slices.Contains(places, p) {
			places = append(places, p)
			d.Mentions = append(d.Mentions, m.x.Entities[m.ref.Local].ID)
		}
	}
	// What is left goes by an id that stays: an entity's id is the least of
	// its members', and that one may be what leaves.
	left := e.e.ID
	for _, id := range e.e.Signatures {
		if !slices.Contains(referents, graphql.ID(id)) {
			left = id
			break
		}
	}
	if left == e.e.ID && slices.Contains(referents, graphql.ID(left)) {
		return fail(e, inputError("INVALID", "something of the entity must be left", "referentIds"))
	}
	d.IDs[0] = left
	_, err := r.srv.options.Decider.Decide(ctx, d)
	p := &splitPayload{Created: []*entity{}, UserErrors: conflict(err)}
	r.refresh()
	p.Entity = orNull(r.entityByID(left))
	add := func(id string) {
		if n := r.entityOrNil(id); n != nil && (p.Entity == nil || n.e.ID != p.Entity.e.ID) && !slices.Contains(p.Created, n) {
			p.Created = append(p.Created, n)
		}
	}
	for _, id := range referents {
		add(string(id))
	}
	for _, at := range places {
		add(r.local(at.article, at.local))
	}
	return p
}

// AssertDistinctInput is the input of assertDistinct.
type AssertDistinctInput struct {
	EntityIDs []graphql.ID
	Reason    *string
}

type distinctPayload struct {
	Entities   []*entity
	UserErrors []*userError
}

// AssertDistinct declares entities to be different.
func (*root) AssertDistinct(ctx context.Context, args struct{ Input AssertDistinctInput }) *distinctPayload {
	r := writable(ctx)
	in := args.Input
	p := &distinctPayload{Entities: []*entity{}, UserErrors: []*userError{}}
	if len(in.EntityIDs) < 2 || len(in.EntityIDs) > 20 {
		p.UserErrors = append(p.UserErrors, inputError("INVALID", "give 2 to 20 entities", "entityIds"))
		return p
	}
	seen := map[*entity]bool{}
	for i, id := range in.EntityIDs {
		e, bad := r.decidable(id, "entityIds", fmt.Sprint(i))
		if bad != nil {
			p.UserErrors = bad
			return p
		}
		if slices.Contains(in.EntityIDs[:i], id) {
			p.UserErrors = append(p.UserErrors, inputError("DUPLICATE", "an entity is given twice", "entityIds", fmt.Sprint(i)))
			return p
		}
		if e = r.keep(e.e); seen[e] {
			p.UserErrors = append(p.UserErrors, inputError("CONFLICT", "the entities are one; split them first", "entityIds", fmt.Sprint(i)))
			return p
		}
		seen[e] = true
	}
	_, err := r.srv.options.Decider.Decide(ctx, graph.Decision{Kind: graph.DistinctDecision, IDs: fromIDs(in.EntityIDs), Reason: deref(in.Reason)})
	p.UserErrors = conflict(err)
	r.refresh()
	for _, id := range in.EntityIDs {
		if e := r.entityOrNil(string(id)); e != nil {
			p.Entities = append(p.Entities, e)
		}
	}
	return p
}
