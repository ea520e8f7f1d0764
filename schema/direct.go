package schema

import "reflect"

// A directKey names a resolver method by the resolver's type and the field.
type directKey struct {
	by   reflect.Type
	name string
}

type directCall func(resolver reflect.Value) reflect.Value

// direct calls a method without reflection, which costs 0.4 microseconds a
// call, as much as most of these methods themselves. Fields of which an
// answer may have thousands stand here; the others are called by reflection.
var direct = func() map[directKey]directCall {
	table := map[directKey]directCall{}
	for _, add := range []func(map[directKey]directCall){
		call("place", (*event).Place),
		call("corroboration", (*event).Corroboration),
		call("revision", (*event).Revision),
		call("factuality", (*eventOutlet).Factuality),
		call("firstReportedAt", (*eventOutlet).FirstReportedAt),
		call("attribution", (*eventOutlet).Attribution),
		call("repeats", (*eventOutlet).Repeats),
		call("id", (*claim).ID),
		call("value", (*claim).Value),
		call("rank", (*claim).Rank),
		call("factuality", (*claim).Factuality),
		call("sourceCount", (*claim).SourceCount),
		call("entity", (*claimValue).Entity),
		call("date", (*claimValue).Date),
		call("min", (*claimValue).Min),
		call("max", (*claimValue).Max),
		call("unit", (*claimValue).Unit),
		call("predicate", (*attribute).Predicate),
		call("agreement", (*attribute).Agreement),
		call("variants", (*attribute).Variants),
		call("claim", (*variant).Claim),
		call("reportedAs", (*variant).ReportedAs),
		call("outlets", (*variant).Outlets),
		call("articleCount", (*variant).ArticleCount),
		call("firstReportedAt", (*variant).FirstReportedAt),
		call("id", (*mention).ID),
		call("article", (*mention).Article),
		call("span", (*mention).Span),
		call("sentence", (*mention).Sentence),
		call("highlights", (*mention).Highlights),
		call("attribution", (*mention).Attribution),
		call("factuality", (*mention).Factuality),
		call("confidence", (*mention).Confidence),
		call("reportedAt", (*mention).ReportedAt),
		call("entity", (*mention).Entity),
		call("text", (*sentence).Text),
		call("exact", (*textSpan).Exact),
		call("span", (*highlight).Span),
		call("kind", (*highlight).Kind),
		call("entity", (*highlight).Entity),
		call("entity", (*attributionStep).Entity),
		call("outlet", (*attributionStep).Outlet),
		call("outlet", (*article).Outlet),
		call("status", (*article).Status),
		call("id", (*participation).ID),
		call("participation", (*participantEdge).Participation),
		call("participation", (*participationEdge).Participation),
		call("eventCount", (*coParticipant).EventCount),
		call("sourceCount", (*coParticipant).SourceCount),
		call("firstDate", (*coParticipant).FirstDate),
		call("lastDate", (*coParticipant).LastDate),
		call("types", (*coParticipant).Types),
		call("types", (*graphEdge).Types),
		call("types", (*bucket).Types),
		listOf[*participantEdge, *entity](),
		listOf[*participationEdge, *event](),
		listOf[*coParticipant, *entity](),
		listOf[*eventOutlet, *outlet](),
		listOf[*edge[*event], *event](),
		listOf[*edge[*entity], *entity](),
		listOf[*edge[*claim], *claim](),
		listOf[*edge[*mention], *mention](),
		listOf[*edge[*article], *article](),
		listOf[*edge[*outlet], *outlet](),
	} {
		add(table)
	}
	return table
}()

// call is an entry of direct.
func call[R, V any](name string, method func(R) V) func(map[directKey]directCall) {
	return func(table map[directKey]directCall) {
		table[directKey{reflect.TypeFor[R](), name}] = func(resolver reflect.Value) reflect.Value {
			return reflect.ValueOf(method(resolver.Interface().(R)))
		}
	}
}

// listOf has the entries of a connection and its edges.
func listOf[E interface {
	Cursor() string
	Node() N
}, N any]() func(map[directKey]directCall) {
	return func(table map[directKey]directCall) {
		call("nodes", (*connection[E, N]).Nodes)(table)
		call("edges", (*connection[E, N]).Edges)(table)
		call("pageInfo", (*connection[E, N]).PageInfo)(table)
		call("node", E.Node)(table)
		call("cursor", E.Cursor)(table)
	}
}
