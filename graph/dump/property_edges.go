package dump

import (
	"iter"
	"strconv"

	"parley/graph"
)

// allEdges yields the edges, those of articles first, then those of entities
// and of events.
func (g *propertyGraph) allEdges() iter.Seq2[*edge, error] {
	if g.o.View == CoParticipationView {
		return g.coParticipation()
	}
	return func(yield func(*edge, error) bool) {
		if many(g.articles(), yield, g.articleEdges) && many(g.entities(), yield, g.entityEdges) {
			many(g.events(), yield, g.eventEdges)
		}
	}
}

// many yields all that make gives for each of seq.
func many[T any](seq iter.Seq2[T, error], yield func(*edge, error) bool, make func(T) []*edge) bool {
	for x, err := range seq {
		if err != nil {
			yield(nil, err)
			return false
		}
		for _, e := range make(x) {
			if !yield(e, nil) {
				return false
			}
		}
	}
	return true
}

func (g *propertyGraph) edge(kind, source, target string) *edge {
	g.edges++
	e := &edge{id: "g" + strconv.Itoa(g.edges), source: source, target: target}
	e.values[edgeKind] = kind
	return e
}

// articleEdges: who published the article, and what it reports with which
// sentence.
func (g *propertyGraph) articleEdges(v *articleView) []*edge {
	if v.Retracted {
		return nil
	}
	var list []*edge
	if _, ok := g.outlets[v.Outlet]; ok {
		list = append(list, g.edge("PUBLISHED", v.Outlet, v.ID()))
	}
	for i := range v.Events {
		f := &v.Events[i]
		e := g.edge("REPORT", v.ID(), f.Event)
		x := &e.values
		x[edgeFactuality], x[edgeConfidence], x[edgeAttributed] = string(f.Factuality), decimal(f.Confidence), f.AttributedTo
		if f.Date != nil {
			x[edgeDate] = f.Date.EDTF
		}
		if len(f.Evidence) > 0 {
			sp := v.sentence(f.Evidence[0].Sentence)
			x[edgeSentence], x[edgeField] = v.exact(sp), string(sp.Field)
			x[edgeStart], x[edgeEnd] = strconv.Itoa(sp.Start), strconv.Itoa(sp.End)
		}
		list = append(list, e)
	}
	return list
}

// isNode reports whether an entity is among the nodes.
func (g *propertyGraph) isNode(id string) bool { return id != "" && (g.has == nil || g.has[id]) }

func (g *propertyGraph) entityEdges(x graph.Entity) []*edge {
	var list []*edge
	if g.isNode(x.Within) {
		list = append(list, g.edge("WITHIN", x.ID, x.Within))
	}
	for _, p := range x.Positions {
		if !g.isNode(p.Organization) {
			continue
		}
		e := g.edge("POSITION", x.ID, p.Organization)
		e.values[edgeRole], e.values[edgeStatus] = p.Title, string(p.Status)
		if p.Period != nil {
			e.values[edgeDate] = p.Period.EDTF
			e.values[edgeFirst], e.values[edgeLast] = days(p.Period)
		}
		list = append(list, e)
	}
	return list
}

func (g *propertyGraph) eventEdges(x graph.Event) []*edge {
	var list []*edge
	first, last := days(x.Date)
	for _, p := range uniqueParts(x.Participants) {
		e := g.edge("PARTICIPATION", p.Entity, x.ID)
		v := &e.values
		v[edgeRole], v[edgeCapacity], v[edgeFactuality], v[edgeConfidence] = string(p.Role), p.Capacity, string(p.Factuality), decimal(p.Confidence)
		v[edgeFirst], v[edgeLast] = first, last
		list = append(list, e)
	}
	if x.Place != "" {
		e := g.edge("LOCATION", x.ID, x.Place)
		e.values[edgeFirst], e.values[edgeLast] = first, last
		list = append(list, e)
	}
	return list
}
