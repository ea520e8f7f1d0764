package identity

import (
	"slices"

	"parley/graph"
)

// eventLinkAt is the weight above which two reports are of one event.
const eventLinkAt = linkAt

// impossible is a weight that nothing outweighs.
const impossible = -9

func eventLink(a, b *node) float64 {
	// Most pairs of a busy block are of other weeks, which nothing outweighs.
	if a.known >= longSpan && b.known >= longSpan && (a.to+7 < b.from || b.to+7 < a.from) {
		return impossible
	}
	var r reasons
	weighEvents(a, b, &r)
	return r.sum
}

// weighEvents adds up the evidence about two reports being of one event.
func weighEvents(a, b *node, r *reasons) {
	if family(a.typ) != family(b.typ) {
		r.add(impossible, "a %s and a %s", word(a.typ), word(b.typ))
		return
	}
	weighTypes(a, b, r)
	weighActors(a, b, r)
	if r.sum <= -4 {
		return
	}
	weighDates(a, b, r)
	weighPlaces(a, b, r)
	if a.name != "" && b.name != "" {
		if sameEventName(a.name, b.name) {
			r.add(1.5, "both are called %s", a.name)
		} else {
			r.add(-1, "called %s and %s", a.name, b.name)
		}
	}
	if a.content != nil || b.content != nil {
		weighContent(a, b, r)
	}
}

func word(t graph.EventType) string { return lower(graph.EntityKind(t)) }

func sameEventName(a, b string) bool { return a == b || wordsLevel(a, b) >= wordTypo }

// weighTypes tells a call from a meeting: whoever writes "talks" may mean
// either.
func weighTypes(a, b *node, r *reasons) {
	x, y := a.typ, b.typ
	if x == y {
		return
	}
	if x > y {
		x, y = y, x
	}
	loose := func(t graph.EventType) bool {
		return t == graph.Talks || t == graph.Negotiation || t == graph.Mediation
	}
	switch {
	case x == graph.Call && (y == graph.Meeting) || x == graph.Call && y == graph.Conference, x == graph.Meeting && y == graph.Message, x == graph.Conference && y == graph.Message:
		r.add(-3, "a %s and a %s", word(x), word(y))
	case (x == graph.Call || y == graph.Message) && (loose(x) || loose(y)), x == graph.Call && y == graph.Message:
		r.add(-0.7, "a %s and a %s", word(x), word(y))
	case x == graph.Conference || y == graph.Conference:
		if min(len(a.actors()), len(b.actors())) <= 2 && max(len(a.actors()), len(b.actors())) >= 4 {
			r.add(-3, "a %s and a %s of few", word(x), word(y))
		}
	}
}

// weighContent compares what was said.
func weighContent(a, b *node, r *reasons) {
	if len(a.content) == 0 || len(b.content) == 0 {
		r.add(-0.5, "what was said is not given")
		return
	}
	shared := 0
	for _, w := range a.content {
		if _, ok := slices.BinarySearch(b.content, w); ok {
			shared++
		}
	}
	union := len(a.content) + len(b.content) - shared
	jaccard := float64(shared) / float64(union)
	smaller := float64(shared) / float64(min(len(a.content), len(b.content)))
	switch {
	case jaccard >= 0.5 || smaller >= 0.8 && shared >= 4:
		r.add(1.5, "the same words")
	case jaccard >= 0.25 || smaller >= 0.5 && shared >= 3:
		r.add(-0.5, "words in common")
	default:
		r.add(-4, "other words")
	}
}

// eventsContradict reports whether two nodes cannot be of one event.
func eventsContradict(a, b *node) bool {
	if family(a.typ) == "meet" || family(a.typ) == "visit" {
		var r reasons
		weighDates(a, b, &r)
		if r.sum <= -2.4 {
			return true
		}
		r = reasons{}
		weighTypes(a, b, &r)
		if r.sum <= -2 {
			return true
		}
		if family(a.typ) == "visit" {
			r = reasons{}
			weighDestinations(a, b, &r)
			if r.sum <= -3 {
				return true
			}
		}
		r = reasons{}
		weighActors(a, b, &r)
		return r.sum <= -3
	}
	return eventLink(a, b) < -2
}

// contains reports whether the event of few in b is a part of the gathering
// of many in a.
func contains(a, b *node) bool {
	if family(a.typ) != "meet" || family(b.typ) != "meet" || b.known != fewDays || a.known != fewDays {
		return false
	}
	x, y := a.actors(), b.actors()
	if len(x) < 4 || len(y) > 3 || len(y) < 2 || len(unshared(y, x)) > 0 || b.from > a.to || b.to < a.from {
		return false
	}
	if a.place != "" && b.place != "" && a.place != b.place && (a.country == "" || a.country != b.country) {
		return false
	}
	return true
}
