package identity

import (
	"math"

	"parley/graph"
)

// NameMatch returns how likely two names of entities of one kind, as written
// and without any context, name one entity: 0 to 1, above 0.5 when the
// resolver would take them for one.
func NameMatch(kind graph.EntityKind, a, b string) float64 {
	x := parseSignature(signatureKey(&graph.LocalEntity{Kind: kind, Name: a, Within: -1}, nil, ""))
	y := parseSignature(signatureKey(&graph.LocalEntity{Kind: kind, Name: b, Within: -1}, nil, ""))
	var r reasons
	switch {
	case x.name == y.name:
		r.add(4, "the same")
	case x.short && !y.short:
		attach(x, y, &r)
	case y.short && !x.short:
		attach(y, x, &r)
	default:
		weigh(x, y, &r)
	}
	return 1 / (1 + math.Exp(linkAt-r.sum))
}
