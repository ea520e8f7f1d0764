package identity

import (
	"parley/graph"
)

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
