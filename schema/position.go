package schema

import (
	"parley/graph"
)

// A position resolves Position: a post of a person.
type position struct {
	r      *request
	person *entity
	p      graph.Position
}

func (p *position) Title() string             { return p.p.Title }
func (p *position) Person() *entity           { return p.person }
func (p *position) Status() string            { return string(p.p.Status) }
func (p *position) Period() *fuzzyDate        { return newDate(p.p.Period) }
func (p *position) ArticleCount() int32       { return int32(p.p.Articles) }
func (p *position) OrganizationName() *string { return optional(p.p.OrgName) }

// Organization returns the body; a country that stands for its government is
// no Organization and has only its name.
func (p *position) Organization() *entity {
	e := p.r.entityOrNil(p.p.Organization)
	if e == nil || e.e.Kind != graph.Organization {
		return nil
	}
	return e
}

func (p *position) key() string {
	k := p.person.e.ID + " " + p.p.Title + " " + p.p.Organization + " " + p.p.OrgName + " " + string(p.p.Status)
	if p.p.Period != nil {
		k += " " + p.p.Period.EDTF
	}
	return k
}

// PositionsArgs are the arguments of a list of posts.
type PositionsArgs struct {
	ActiveOn *text
	PageArgs
}

// held reports whether the period of a post covers the day. Of a post
// without a period nobody knows.
func (a PositionsArgs) held(p graph.Position) bool {
	return a.ActiveOn == nil || p.Period != nil && p.Period.Overlaps(string(*a.ActiveOn), string(*a.ActiveOn))
}

// Positions returns the posts of the person.
func (e *entity) Positions(args PositionsArgs) *plain[*position] {
	var list []*position
	for _, p := range e.e.Positions {
		if args.held(p) {
			list = append(list, &position{e.r, e, p})
		}
	}
	return e.r.positions(list, args.PageArgs)
}

// OfficeHolders returns the people who hold or held posts in the body.
func (e *entity) OfficeHolders(args PositionsArgs) *plain[*position] {
	var list []*position
	for _, h := range whole(e.r, func(p graph.Page) (graph.List[graph.Holder], error) { return e.r.read().Holders(e.e.ID, p) }) {
		if args.held(h.Position) {
			list = append(list, &position{e.r, e.r.entity(h.Person), h.Position})
		}
	}
	return e.r.positions(list, args.PageArgs)
}

func (r *request) positions(list []*position, a PageArgs) *plain[*position] {
	l := paginate(list, (*position).key, r.page(a))
	return connect(r, l, func(p *position) *position { return p }, func() (int, error) { return len(list), nil })
}
