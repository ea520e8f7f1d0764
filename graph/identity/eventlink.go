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

// weighActors compares who took part.
func weighActors(a, b *node, r *reasons) {
	x, y := a.actors(), b.actors()
	shared := 0
	for _, p := range x {
		if slices.ContainsFunc(y, func(q nodePart) bool { return p.entity == q.entity }) {
			shared++
		}
	}
	onlyX, onlyY := unshared(x, y), unshared(y, x)
	sides := 0 // a state on one side, its man on the other
	for _, p := range onlyX {
		for j, q := range onlyY {
			if p.country != "" && p.country == q.country && (stateFor(p, q) || stateFor(q, p)) {
				sides++
				onlyY = slices.Delete(slices.Clone(onlyY), j, j+1)
				break
			}
		}
	}
	onlyXn := len(onlyX) - sides
	switch {
	case family(a.typ) == "visit":
		if shared+sides == 0 {
			r.add(impossible, "other visitors")
			return
		}
		r.add(1, "the same visitor")
		weighDestinations(a, b, r)
		return
	case family(a.typ) != "meet":
		switch {
		case shared == 0 && len(x)+len(y) > 0:
			r.add(impossible, "nobody in common")
		case shared == len(x) && shared == len(y):
			r.add(1.5, "the same participants")
		case shared == len(x) || shared == len(y):
			r.add(1, "participants in common")
		default:
			r.add(0.2, "some participants in common")
		}
		return
	}
	n, m := len(x), len(y)
	both := shared + sides
	switch {
	case both == 0:
		if a.name != "" && sameEventName(a.name, b.name) {
			r.add(0.5, "others of one event by name")
			return
		}
		r.add(impossible, "nobody in common")
	case both == n && both == m && n >= 2:
		w := 2.5
		if sides > 0 {
			w = 0.2 + 0.9*float64(shared)
		}
		r.add(w, "the same participants, persons or their states")
	case both >= 2 && (onlyXn == 0 || len(onlyY) == 0):
		if min(n, m) == 2 && max(n, m) >= 5 {
			r.add(0, "two of many")
			return
		}
		w := 2.0
		if sides > 0 {
			w = 0.9 * float64(min(shared, 1))
		}
		r.add(w, "the participants of one are among the other's")
	case both >= 2 && 2*both >= n+m-both:
		r.add(1.3, "most participants in common")
	case both >= 2:
		r.add(0.3, "some participants in common")
	case n == 1 && m == 1:
		r.add(1, "the same participant")
	case (n == 1 || m == 1) && shared == 1 && max(n, m) <= 3:
		r.add(0.6, "a participant in common, others not named")
	case (n == 1 || m == 1) && shared == 1:
		r.add(0.2, "a participant in common, others not named")
	default:
		r.add(-3, "other participants")
	}
}

// stateFor reports whether p is the state that q acts for.
func stateFor(p, q nodePart) bool {
	return p.kind != 'P' && q.kind == 'P' || p.kind != 'P' && q.kind != 'P' && (p.kind == 'L' || q.kind == 'L')
}

func unshared(x, y []nodePart) []nodePart {
	var out []nodePart
	for _, p := range x {
		if !slices.ContainsFunc(y, func(q nodePart) bool { return p.entity == q.entity }) {
			out = append(out, p)
		}
	}
	return out
}

func weighDestinations(a, b *node, r *reasons) {
	ea, ca := a.destination()
	eb, cb := b.destination()
	switch {
	case len(ea) == 0 || len(eb) == 0:
		r.add(0.5, "a destination not given")
	case slices.ContainsFunc(ea, func(e string) bool { return slices.Contains(eb, e) }):
		r.add(1.5, "the same destination")
	case slices.ContainsFunc(ca, func(c string) bool { return slices.Contains(cb, c) }):
		r.add(1, "destinations in one country")
	case len(ca) == 0 || len(cb) == 0:
		r.add(-2, "other destinations")
	default:
		r.add(-4, "destinations in other countries")
	}
}

// destination returns where a visit goes: entities, and countries.
func (n *node) destination() (entities, countries []string) {
	add := func(e, c string) {
		if e != "" {
			entities = append(entities, e)
		}
		if c != "" {
			countries = append(countries, c)
		}
	}
	for _, p := range n.parts {
		if p.role == 'd' || p.role == 'h' {
			add(p.entity, p.country)
		}
	}
	add(n.place, n.country)
	return entities, countries
}

func weighPlaces(a, b *node, r *reasons) {
	if a.typ == graph.Visit || a.place == "" || b.place == "" {
		return
	}
	switch {
	case a.place == b.place:
		r.add(1, "the same place")
	case a.country != "" && a.country == b.country && (a.nation || b.nation):
		r.add(0.4, "a place and its country")
	case a.country != "" && a.country == b.country:
		r.add(-0.5, "two places of one country")
	case a.country != "" && b.country != "":
		r.add(-2, "places in other countries")
	default:
		r.add(-0.8, "other places")
	}
}

// weighDates compares when it was.
func weighDates(a, b *node, r *reasons) {
	if a.known == anyTime || b.known == anyTime {
		r.add(-0.3, "a date not given")
		return
	}
	gap := graph.Day(0)
	switch {
	case a.to < b.from:
		gap = b.from - a.to
	case b.to < a.from:
		gap = a.from - b.to
	}
	exact := a.known == fewDays && b.known == fewDays
	switch {
	case exact && gap == 0 && a.from == b.from && a.to == b.to:
		r.add(2, "the same day")
	case exact && gap == 0:
		r.add(1.5, "days that overlap")
	case exact && gap == 1:
		r.add(0, "a day apart")
	case exact && gap == 2:
		r.add(-1.2, "two days apart")
	case exact:
		r.add(-0.6*float64(min(gap, 20)), "%d days apart", gap)
	case gap > 0 && (foretold(a, b) || foretold(b, a)):
		r.add(-3, "planned after the other was held")
	case gap > 0 && (a.known == softDays || b.known == softDays) && gap <= 7 && (a.known != longSpan && b.known != longSpan):
		r.add(-0.4*float64(gap), "not of the same days, as far as publication tells")
	case gap > 0 && (recalled(a, b) || recalled(b, a)):
		r.add(-1.2-0.0025*float64(gap), "told long after, or of another time")
	case gap > 0:
		r.add(-4, "not of the same time")
	case a.known == softDays && b.known == softDays:
		d := max(a.pub, b.pub) - min(a.pub, b.pub)
		if a.future != b.future {
			r.add(-0.6, "one planned, the other past, neither dated")
		}
		r.add(0.8-0.1*float64(min(d, 20)), "published %d days apart", d)
	case a.known == softDays || b.known == softDays:
		soft, other := a, b
		if b.known == softDays {
			soft, other = b, a
		}
		if other.known == longSpan {
			r.add(-0.8, "a vague date and none")
			return
		}
		d := min(abs(soft.pub-other.to), abs(soft.pub-other.from))
		r.add(0.8-0.12*float64(min(d, 30)), "published %d days from the date", d)
	default:
		span := max(a.to-a.from, b.to-b.from)
		if a.known == longSpan && b.known == longSpan && a.from == b.from && a.to == b.to {
			if span <= 31 {
				r.add(0.8, "the same month")
			} else {
				r.add(-0.2, "the same year")
			}
			return
		}
		if span <= 31 {
			r.add(0.3, "one date inside the other")
		} else {
			r.add(-0.5, "one date inside a year")
		}
	}
}

// foretold reports whether an undated a was still to come when b was over.
func foretold(a, b *node) bool {
	return a.known == softDays && a.future && b.known == fewDays && a.pub-b.to > 2
}

// recalled reports whether an undated a may tell of b as of something past.
func recalled(a, b *node) bool { return a.anyPast() && b.known >= longSpan && b.to < a.pub }

func abs(d graph.Day) graph.Day {
	if d < 0 {
		return -d
	}
	return d
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
