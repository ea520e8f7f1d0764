package when

import "parley/graph"

// inYear returns the days of f in year y, or false when y has no such day.
func (f form) inYear(y int) (days, bool) {
	switch f.op {
	case opSeason:
		first := graph.NewDay(y, 3*(int(f.month)-20), 1)
		return days{from: first, to: first.AddMonths(3) - 1}, true
	case opQuarter:
		first := graph.NewDay(y, 3*int(f.day)-2, 1)
		return days{from: first, to: first.AddMonths(3) - 1}, true
	case opHalf:
		first := graph.NewDay(y, 6*int(f.day)-5, 1)
		return days{from: first, to: first.AddMonths(6) - 1}, true
	case opNth:
		return f.nthInYear(y), true
	case opHoliday:
		d := holidayOf(holidayIndex(f.n), y)
		if f.unit == weekend {
			return days{from: d - 1, to: d}, true
		}
		return one(d), true
	}
	switch {
	case f.month == 0:
		return days{from: graph.NewDay(y, 1, 1), to: graph.NewDay(y, 12, 31)}, true
	case f.day == 0:
		first := graph.NewDay(y, int(f.month), 1)
		return days{from: first, to: first.MonthEnd()}, true
	}
	d := graph.NewDay(y, int(f.month), int(f.day))
	if _, m, _ := d.YMD(); m != int(f.month) || f.day < 1 {
		return days{}, false
	}
	switch f.unit {
	case week:
		return days{from: d.Monday(), to: d.Monday() + 6}, true
	case weekend:
		return days{from: d.Monday() + 5, to: d.Monday() + 6}, true
	}
	return one(d), true
}

// nthInYear returns the days of an opNth in year y.
func (f form) nthInYear(y int) days {
	from, to := graph.NewDay(y, 1, 1), graph.NewDay(y, 12, 31)
	if f.month != 0 {
		from = graph.NewDay(y, int(f.month), 1)
		to = from.MonthEnd()
	}
	n := int(f.n)
	if f.day < 0 {
		return days{from: addUnits(to+1, f.unit, -n), to: to}
	}
	first := addUnits(from, f.unit, int(f.day)-1)
	return days{from: first, to: min(to, addUnits(first, f.unit, n)-1)}
}

// yearOf returns the year that the words give: 2024, or "of last year".
func (r *resolver) yearOf(f form) (int, bool) {
	if f.year != 0 {
		return int(f.year), true
	}
	if f.unit != year && f.op != opQuarter && f.op != opHalf && f.op != opNth {
		return 0, false
	}
	var base graph.Day
	switch f.rel {
	case relLast, relThis, relNext:
		if !r.dated {
			return 0, false
		}
		base = r.published
	case relPrevious, relFollowing, relSame:
		if !r.anchored {
			return 0, false
		}
		base = r.anchorFrom
	default:
		return 0, false
	}
	y, _, _ := base.YMD()
	switch f.rel {
	case relLast, relPrevious:
		return y - 1, true
	case relNext, relFollowing:
		return y + 1, true
	}
	return y, true
}

// calendar resolves a date by year, month and day as far as they are given.
func (r *resolver) calendar(f form) (days, bool) {
	if f.month == 0 && f.day != 0 {
		return r.dayOfMonth(f)
	}
	return r.namedPart(f)
}

// namedPart resolves what has one place in each year.
func (r *resolver) namedPart(f form) (days, bool) {
	if y, ok := r.yearOf(f); ok {
		return f.inYear(y)
	}
	if f.rel == relPrevious || f.rel == relFollowing || f.rel == relSame {
		if !r.anchored {
			return days{}, false
		}
		return r.choose(f, r.anchorFrom, r.anchorTo)
	}
	if !r.dated {
		// Without a publication the year is that of the story, if it has one.
		if r.anchored && f.rel == relNone && f.month != 0 && f.wd == 0 && r.anchorTo-r.anchorFrom <= 31 {
			return r.choose(f, r.anchorFrom, r.anchorTo)
		}
		return days{}, false
	}
	return r.choose(f, r.published, r.published)
}

// choose picks the year of f by its words, its weekday or the tense; from and
// to are the days that it is told from.
func (r *resolver) choose(f form, from, to graph.Day) (days, bool) {
	y, _, _ := from.YMD()
	var last, next, nearest days
	var hasLast, hasNext, found bool
	single := f.day != 0 || f.op == opHoliday
	span := 2
	if f.month == 2 && f.day == 29 {
		span = 8
	}
	if f.wd != 0 {
		span = 6
	}
	for i := -span; i <= span; i++ {
		d, ok := f.inYear(y + i)
		if !ok || f.wd != 0 && int(d.from.Weekday()) != int(f.wd-1) {
			continue
		}
		// A date of tomorrow in the past tense: news from beyond the date line.
		slack := graph.Day(0)
		if single && f.rel == relNone {
			slack = 1
		}
		switch f.rel {
		case relLast, relPrevious, relPast:
			if d.to < from {
				last, hasLast = d, true
			}
			continue
		case relNext, relFollowing, relComing:
			if d.from > to && !hasNext {
				next, hasNext = d, true
			}
			continue
		}
		if d.from <= to+slack {
			last, hasLast = d, true
		}
		if d.to >= from && !hasNext {
			next, hasNext = d, true
		}
		if !found || distance(d, from) < distance(nearest, from) {
			nearest, found = d, true
		}
	}
	switch {
	case f.rel == relLast || f.rel == relPrevious || f.rel == relPast:
		return last, hasLast
	case f.rel == relNext || f.rel == relFollowing || f.rel == relComing:
		return next, hasNext
	case f.wd != 0:
		return nearest, found
	case f.rel == relSame:
		return f.inYear(y)
	case r.tense == Past && hasLast:
		return last, true
	case r.tense == Future && hasNext && !f.justOver(last, next, from):
		return next, true
	case f.rel == relThis && distance(nearest, from) > 0:
		return f.inYear(y)
	}
	return nearest, found
}

// justOver reports whether a bare month that is to come is rather the one that
// has passed: in late May nobody calls the April of next year "April", but
// what was said in March can stand in the future tense ("announced that he
// will visit in April").
func (f form) justOver(last, next days, from graph.Day) bool {
	return f.op == opCalendar && f.day == 0 && f.rel == relNone && distance(last, from) < 60 && distance(next, from) > 270
}

// distance returns how many days d is from p, 0 when p is in it.
func distance(d days, p graph.Day) graph.Day {
	switch {
	case p < d.from:
		return d.from - p
	case p > d.to:
		return p - d.to
	}
	return 0
}

// dayOfMonth resolves "the 26th".
func (r *resolver) dayOfMonth(f form) (days, bool) {
	if !r.dated {
		return days{}, false
	}
	var last, next, nearest days
	var hasNext, found bool
	for i := -3; i <= 3; i++ {
		first := r.published.MonthStart().AddMonths(i)
		d := one(first + graph.Day(f.day-1))
		if d.from > first.MonthEnd() || f.wd != 0 && int(d.from.Weekday()) != int(f.wd-1) {
			continue
		}
		if d.from <= r.published {
			last = d
		}
		if d.from >= r.published && !hasNext {
			next, hasNext = d, true
		}
		if !found || distance(d, r.published) < distance(nearest, r.published) {
			nearest, found = d, true
		}
	}
	switch {
	case f.wd != 0: // Sunday the 23rd
	case r.tense == Past:
		return last, true
	case r.tense == Future:
		return next, hasNext
	}
	return nearest, found
}

// numeric resolves 03/04/2024, which is April in most of the world and March
// in the United States: the reading nearer to the publication, or only the
// year when nothing tells.
func (r *resolver) numeric(f form) (days, bool) {
	dayFirst, ok := form{op: opCalendar, month: f.month, day: f.day}.inYear(int(f.year))
	monthFirst, also := form{op: opCalendar, month: f.day, day: f.month}.inYear(int(f.year))
	switch {
	case !ok || !also:
		return dayFirst, ok
	case !r.dated:
		return form{op: opCalendar}.inYear(int(f.year))
	case distance(monthFirst, r.published) < distance(dayFirst, r.published):
		return monthFirst, true
	}
	return dayFirst, true
}

// fromAnchor resolves what counts from the anchor.
func (r *resolver) fromAnchor(f form) days {
	n := int(f.n)
	base := r.anchorFrom
	if n > 0 {
		base = r.anchorTo
	}
	if f.wd != 0 {
		back := graph.Day((int(base.Weekday()) - int(f.wd-1) + 7) % 7)
		ahead := (7 - back) % 7
		switch {
		case n < 0:
			return one(base - back - weekIfZero(back))
		case n > 0:
			return one(base + ahead + weekIfZero(ahead))
		}
		return one(base.Monday() + graph.Day((int(f.wd)+5)%7))
	}
	width := r.anchorTo - r.anchorFrom
	if f.unit <= day {
		if n == 0 || width > 14 { // a month is not known to its end: all of it moves
			return days{from: r.anchorFrom + graph.Day(n), to: r.anchorTo + graph.Day(n)}
		}
		return one(base + graph.Day(n))
	}
	return unitAround(base, f.unit, n)
}
