package when

import (
	"parley/graph"
)

// A Context is what the meaning of an expression depends on.
type Context struct {
	// Published is the day or instant of publication; its day is in its own
	// offset. The zero Date, or one wider than a day, resolves nothing.
	Published graph.Date
	// Tense is that of the verb that governs the expression.
	Tense Tense
	// Anchor is the date of what the expression counts from, for expressions
	// with an [AnchorKind]; zero when unknown.
	Anchor graph.Date
}

// days is a range of days with its precision's notation left to RangeDate.
type days struct {
	from, to graph.Day
	approx   bool
}

// Resolve returns the date of e, or false when the context does not allow
// one. The basis is Explicit when the words alone give the date and Relative
// otherwise.
func (e *Expression) Resolve(c Context) (graph.Date, bool) {
	if e.Kind != Date {
		return graph.Date{}, false
	}
	r := resolver{tense: c.Tense}
	if from, to, ok := c.Published.Bounds(); ok && from == to {
		r.published, r.dated = from, true
	}
	r.anchorFrom, r.anchorTo, r.anchored = c.Anchor.Bounds()
	if r.anchored && r.anchorTo-r.anchorFrom > 3700 {
		r.anchored = false // an open interval: nothing to count from
	}
	d, ok := r.days(e.form)
	if ok && e.to.op != opNone {
		d, ok = r.interval(e.form, e.to, d)
	}
	if !ok || d.from < graph.FirstDay || d.to > graph.LastDay {
		return graph.Date{}, false
	}
	basis := graph.Relative
	if e.Explicit() {
		basis = graph.Explicit
	}
	date := e.notation(d, basis)
	if d.approx {
		date.EDTF = approximate(date.EDTF)
	}
	return date, true
}

// notation writes d; seasons, decades and centuries have notations of their
// own.
func (e *Expression) notation(d days, basis graph.DateBasis) graph.Date {
	if e.to.op == opNone && e.form.part == whole {
		from := d.from.String()
		switch {
		case e.form.op == opSeason:
			return graph.Date{EDTF: from[:5] + string([]byte{'2', '0' + byte(e.form.month-20)}), Basis: basis}
		case e.form.op == opEra && e.form.n == 10:
			return graph.Date{EDTF: from[:3] + "X", Basis: basis}
		case e.form.op == opEra && e.form.n == 100:
			return graph.Date{EDTF: from[:2] + "XX", Basis: basis}
		}
	}
	if e.to.op == opNone && e.form.op == opShift && e.form.unit == decade && e.form.part == whole {
		return graph.Date{EDTF: d.from.String()[:3] + "X", Basis: basis}
	}
	if years := yearsOnly(d); years != "" {
		return graph.Date{EDTF: years, Basis: basis}
	}
	return graph.RangeDate(d.from, d.to, basis)
}

// yearsOnly writes a range of whole years, or of whole months, in these
// units.
func yearsOnly(d days) string {
	_, fm, fd := d.from.YMD()
	_, tm, _ := d.to.YMD()
	if fd != 1 || d.to != d.to.MonthEnd() || d.from.MonthStart() == d.to.MonthStart() {
		return ""
	}
	if fm == 1 && tm == 12 {
		if d.to-d.from < 366 {
			return ""
		}
		return d.from.String()[:4] + "/" + d.to.String()[:4]
	}
	return d.from.String()[:7] + "/" + d.to.String()[:7]
}

// approximate marks a date, or both ends of a range, with ~.
func approximate(edtf string) string {
	for i := range len(edtf) {
		if edtf[i] == '/' {
			return edtf[:i] + "~" + edtf[i:] + "~"
		}
	}
	return edtf + "~"
}

// A resolver computes days in one context.
type resolver struct {
	published            graph.Day
	dated                bool
	tense                Tense
	anchorFrom, anchorTo graph.Day
	anchored             bool
}

// interval joins the two ends of a range.
func (r *resolver) interval(a, b form, from days) (days, bool) {
	if b.year == 0 && a.year != 0 && a.op == opCalendar && b.op == opCalendar {
		b.year = a.year
		if b.month < a.month {
			b.year++
		}
	}
	to, ok := r.days(b)
	if !ok {
		return days{}, false
	}
	if a.op == opCalendar && b.op == opCalendar && a.year == 0 && b.year == 0 && b.month != 0 && a.rel == relNone && b.rel == relNone {
		// The end is the next one from the start on, whatever the tense.
		y, _, _ := from.from.YMD()
		for i := range 2 {
			if d, ok := b.inYear(y + i); ok && d.to >= from.from {
				if b.part != whole {
					d = narrow(d, b.part)
				}
				return days{from: from.from, to: d.to, approx: from.approx || b.approx}, true
			}
		}
	}
	for tries := 0; to.to < from.from && tries < 2; tries++ {
		switch {
		case a.op == opWeekday && r.tense == Past:
			from.from -= 7
		case a.op == opWeekday || b.op == opWeekday:
			to.to += 7
		case a.op == opCalendar && a.year == 0 && r.tense == Past:
			from.from = from.from.AddMonths(-12)
		case b.op == opCalendar && b.year == 0:
			to.to = to.to.AddMonths(12)
		}
	}
	if to.to < from.from {
		return days{}, false
	}
	// Ends chosen one by one can come to lie a year apart.
	if a.op == opCalendar && a.year == 0 && a.month != 0 && to.to-from.from > 366 {
		from.from = from.from.AddMonths(12)
	}
	return days{from: from.from, to: to.to, approx: from.approx || to.approx}, true
}

// days returns the days of one form.
func (r *resolver) days(f form) (days, bool) {
	d, ok := r.whole(f)
	if !ok {
		return days{}, false
	}
	if f.part != whole {
		d = narrow(d, f.part)
	}
	d.approx = d.approx || f.approx
	return d, true
}

func (r *resolver) whole(f form) (days, bool) {
	switch f.op {
	case opCalendar:
		return r.calendar(f)
	case opNumeric:
		return r.numeric(f)
	case opEra:
		return days{from: graph.NewDay(int(f.year), 1, 1), to: graph.NewDay(int(f.year)+int(f.n), 1, 1) - 1}, true
	case opAnchored:
		if r.anchored {
			return r.fromAnchor(f), true
		}
		// "later in the day" is marked by its part: it is the article's day.
		return one(r.published), r.dated && f.part != whole
	case opSeason, opQuarter, opHalf, opNth, opHoliday:
		return r.namedPart(f)
	}
	if !r.dated {
		return days{}, false
	}
	p := r.published
	n := int(f.n)
	switch f.op {
	case opWeekday:
		return one(r.weekday(f)), true
	case opWeekdayIn:
		return one(p.Monday() + graph.Day(7*n) + graph.Day((int(f.wd)+5)%7)), true
	case opWeekend:
		return r.weekend(f.rel), true
	case opShift:
		return unitAround(p, f.unit, n), true
	case opLastN:
		return days{from: addUnits(p, f.unit, -n), to: p}, true
	case opNextN:
		return days{from: p, to: addUnits(p, f.unit, n)}, true
	case opInN:
		if r.tense != Future {
			return days{}, false
		}
		return unitAround(p, f.unit, n), true
	case opSoFar:
		d := unitAround(p, f.unit, 0)
		if f.unit == week {
			d.to = p
		}
		return d, true
	case opRest:
		d := unitAround(p, f.unit, 0)
		if r.tense == Past && f.unit != week {
			return d, true
		}
		d.from = p
		return d, true
	}
	return days{}, false
}

func one(d graph.Day) days { return days{from: d, to: d} }
