package schema

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// A cost is what a request may come to, counted before it runs: a node for
// each object that the answer could have at most, a list counting as often as
// it was asked for. A point is a node; looking far through the graph has a
// price of its own.
type cost struct {
	points, nodes, selections, depth int
}

// Prices in points of fields that look far, whatever they return.
var prices = map[string]int{
	"Query.path": 2_000, "Query.subgraph": 1_000, "Query.search": 200, "Query.contradictions": 200,
	"Query.timeline": 500, "totalCount": 20, "timeline": 200, "stats": 20, "coParticipants": 100,
	"Entity.claims": 100, "Person.claims": 100, "Organization.claims": 100, "Place.claims": 100, "Position.claims": 100, "Name.language": 10,
}

// lengths are typical lengths of lists that take no page size.
var lengths = map[string]int{
	"buckets": 100, "hops": 6, "entities": 7, "types": 8, "attribution": 3, "highlights": 6, "attributes": 6,
	"variants": 5, "outlets": 5, "eventsByType": 28, "reportedAs": 5, "affectedEvents": 100, "userErrors": 10,
}

// introspectionLengths stand for the lists of this schema.
var introspectionLengths = map[string]int{
	"types": 140, "fields": 10, "args": 4, "inputFields": 6, "enumValues": 10, "possibleTypes": 4, "interfaces": 2, "directives": 6,
}

const saturated = 1 << 40

// A counter walks the selections of one operation. What a fragment adds is
// counted once for each page size it is entered with, so that fragments
// which double themselves cost no time.
type counter struct {
	writer
	limits Limits
	doc    *ast.QueryDocument
	memo   map[fragmentUse]cost
	err    *Error
}

type fragmentUse struct {
	name string
	page int
}

// count returns the cost of op, or why it may not run.
func (s *Server) count(doc *ast.QueryDocument, op *ast.OperationDefinition, vars map[string]any) (cost, *Error) {
	c := counter{writer: writer{types: s.types, vars: vars}, limits: s.limits, doc: doc, memo: map[fragmentUse]cost{}}
	total := c.set(op.SelectionSet, 1)
	total.points = max(1, total.points)
	switch {
	case c.err != nil:
		return total, c.err
	case total.depth > s.limits.MaxDepth:
		return total, failf(LimitExceeded, "the document is %d levels deep; at most %d are allowed", total.depth, s.limits.MaxDepth)
	case total.selections > s.limits.MaxSelections:
		return total, failf(LimitExceeded, "the document selects more than %d fields with its fragments expanded", s.limits.MaxSelections)
	case total.points > s.limits.MaxCost:
		return total, &Error{Code: LimitExceeded, Message: "the request is too dear; ask for shorter pages or in parts",
			Details: map[string]any{"cost": min(total.points, 1<<31-1), "limit": s.limits.MaxCost}}
	}
	return total, nil
}

func (c *cost) add(d cost, times int) {
	c.points = min(saturated, c.points+min(saturated, d.points*times))
	c.nodes = min(saturated, c.nodes+min(saturated, d.nodes*times))
	c.selections = min(saturated, c.selections+d.selections)
	c.depth = max(c.depth, d.depth)
}

// set counts a selection set; page is the page size of the connection whose
// selections these are, else 1.
func (c *counter) set(set ast.SelectionSet, page int) cost {
	var sum cost
	for _, sel := range set {
		switch sel := sel.(type) {
		case *ast.Field:
			if c.included(sel.Directives) {
				sum.add(c.field(sel, page), 1)
			}
		case *ast.InlineFragment:
			if c.included(sel.Directives) {
				sum.add(c.set(sel.SelectionSet, page), 1)
			}
		case *ast.FragmentSpread:
			if c.included(sel.Directives) {
				sum.add(c.fragment(sel, page), 1)
			}
		}
	}
	return sum
}

func (c *counter) fragment(sel *ast.FragmentSpread, page int) cost {
	use := fragmentUse{sel.Name, page}
	d, ok := c.memo[use]
	if !ok {
		d = c.set(sel.Definition.SelectionSet, page)
		c.memo[use] = d
	}
	return d
}

func (c *counter) field(f *ast.Field, page int) cost {
	sum := cost{selections: 1, depth: 1}
	if f.Definition == nil { // __typename
		return sum
	}
	inner := c.pageSize(f)
	children := c.set(f.SelectionSet, max(inner, 1))
	sum.depth += children.depth
	sum.selections += children.selections
	if price, ok := prices[f.ObjectDefinition.Name+"."+f.Name]; ok {
		sum.points += price
	} else {
		sum.points += prices[f.Name]
	}
	if f.Name == "aliases" && f.Arguments.ForName("language") != nil {
		sum.points += prices[f.ObjectDefinition.Name+".claims"] // they tell the language
	}
	if len(f.SelectionSet) == 0 {
		return sum
	}
	children.selections, children.depth = 0, 0
	if f.Definition.Type.Elem != nil || !strings.HasPrefix(f.ObjectDefinition.Name, "__") {
		children.points++
		children.nodes++
	}
	sum.add(children, c.times(f, page))
	return sum
}

// pageSize returns the page size that a connection field asks for, 0 when f
// is none; it also checks it.
func (c *counter) pageSize(f *ast.Field) int {
	switch f.Definition.Type.Name() {
	case "PathResult":
		c.within(f, "maxHops", 1, c.limits.MaxPathHops)
		return c.within(f, "limit", 1, 20)
	case "Subgraph":
		c.within(f, "depth", 0, 3)
		c.bounded(f, "roots", c.length(f, "roots"))
		return c.within(f, "limit", 1, c.limits.MaxSubgraphNodes)
	}
	if !strings.HasSuffix(f.Definition.Type.Name(), "Connection") {
		if n, ok := c.number(f, "first"); ok {
			c.page(f.Name, "first", n)
		}
		return 0
	}
	first, hasFirst := c.number(f, "first")
	last, hasLast := c.number(f, "last")
	switch {
	case hasFirst && hasLast:
		c.fail(failf(BadInput, "%s: give first or last, not both", f.Name))
	case hasFirst:
		return c.page(f.Name, "first", first)
	case hasLast:
		return c.page(f.Name, "last", last)
	}
	return c.limits.DefaultPage
}

func (c *counter) page(field, arg string, n int) int {
	if n < 0 {
		c.fail(failf(BadInput, "%s: %s is negative", field, arg))
	}
	if n > c.limits.MaxPage {
		c.fail(failf(LimitExceeded, "%s: %s is %d; at most %d are allowed", field, arg, n, c.limits.MaxPage))
	}
	return max(n, 0)
}

// within returns the Int argument arg of f, which must be from min to max.
func (c *counter) within(f *ast.Field, arg string, min, max int) int {
	n, _ := c.number(f, arg)
	if n < min {
		c.fail(failf(BadInput, "%s: %s is %d; at least %d is needed", f.Name, arg, n, min))
	}
	if n > max {
		c.fail(failf(LimitExceeded, "%s: %s is %d; at most %d is allowed", f.Name, arg, n, max))
	}
	return n
}

func (c *counter) fail(err *Error) {
	if c.err == nil {
		c.err = err
	}
}

// times returns how many objects f itself may yield.
func (c *counter) times(f *ast.Field, page int) int {
	owner := f.ObjectDefinition.Name
	if strings.HasPrefix(owner, "__") || f.Name == "__schema" {
		if f.Definition.Type.Elem == nil {
			return 1
		}
		return max(1, introspectionLengths[f.Name])
	}
	if f.Definition.Type.Elem == nil {
		return 1
	}
	if strings.HasSuffix(owner, "Connection") {
		return page
	}
	switch owner + "." + f.Name {
	case "Query.nodes":
		return c.bounded(f, "ids", c.length(f, "ids"))
	case "Query.suggest":
		return c.within(f, "limit", 1, 20)
	case "PathResult.paths", "Subgraph.nodes":
		return page
	case "Subgraph.edges":
		return 4 * page
	}
	if n, ok := c.number(f, "first"); ok {
		return n
	}
	if n := lengths[f.Name]; n > 0 {
		return n
	}
	return 10
}

func (c *counter) bounded(f *ast.Field, arg string, n int) int {
	if n > c.limits.MaxPage {
		c.fail(failf(LimitExceeded, "%s: %s has %d items; at most %d are allowed", f.Name, arg, n, c.limits.MaxPage))
	}
	return n
}
