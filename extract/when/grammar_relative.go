package when

// definite reads what starts with "the": "the following day", "the day
// before", "the weekend", "the end of March", "the 1990s".
func (p *parser) definite(i int) (reading, int) {
	l := p.next(i + 1)
	switch l.class {
	case shift:
		if r, next := p.shifted(i+1, true); next > i+1 {
			return r, next
		}
	case unitWord:
		return p.definiteUnit(i, unit(l.value&^plural), l.value&plural != 0)
	case dayPart:
		if p.is(i+2, before) && !p.named(i+3) {
			return reading{form: form{op: opAnchored, unit: day, n: -1}, anchor: AnchorPrevious}, i + 3
		}
		if p.is(i+2, of) { // the night of March 26
			if r, next := p.dated(i + 3); next > i+3 && r.kind == Date {
				return r, next
			}
		}
	case ordinal, digits, edge, third, decadeWord, holiday, weekday:
		if l.class == weekday && (p.is(i+2, before) || p.is(i+2, after)) && p.named(i+3) {
			f := form{op: opAnchored, unit: week, wd: int8(l.value) + 1, n: 1}
			if p.is(i+2, before) {
				f.n = -1
			}
			return reading{form: f, anchor: AnchorNext}, i + 3
		}
		if l.class == digits && !p.lower(i+2, "s") {
			return reading{}, i // the 2019 summit: read from the year on
		}
		if r, next := p.dated(i + 1); next > i+1 && r.kind == Date {
			return r, next
		}
	case season:
		if r, next := p.seasonName(i + 1); next > i+1 {
			return r, next
		}
	case mark:
		if l.value == '\'' {
			if r, next := p.shortDecade(i + 1); next > i+1 {
				return r, next
			}
		}
	}
	return reading{}, i
}

// definiteUnit reads "the day before", "the weekend", "the week after X",
// "the year 2019", "the week of March 4".
func (p *parser) definiteUnit(i int, u unit, plural bool) (reading, int) {
	if u < day {
		return reading{}, i
	}
	f := form{op: opAnchored, unit: u, n: 1}
	switch l := p.next(i + 2); l.class {
	case before, earlier:
		f.n = -1
		if plural {
			return reading{}, i
		}
		return p.anchored(f, i+3, l.class == before)
	case after:
		if plural {
			return reading{}, i
		}
		return p.anchored(f, i+3, true)
	case of:
		if u == week || u == weekend {
			if r, next := p.dated(i + 3); next > i+3 && r.form.op == opCalendar && r.form.day != 0 && r.to.op == opNone {
				r.form.unit = u
				return r, next
			}
		}
	case digits:
		if y, next := p.yearAt(i + 2); u == year && next > i+2 {
			return reading{form: form{op: opCalendar, year: y}}, next
		}
	}
	if u == weekend && !plural {
		return reading{form: form{op: opWeekend}}, i + 2
	}
	return reading{}, i
}

// shifted reads "last week", "this morning", "next Tuesday", "the past three
// months", "the same day". afterThe is true behind "the".
func (p *parser) shifted(i int, afterThe bool) (reading, int) {
	which := rel(p.at(i).value)
	j := i + 1
	if which == relLast {
		if r, next := p.nthUnit(i, -1); next > i {
			return r, next
		}
	}
	if which == relLast || which == relNext || which == relPast || which == relComing || which == relPrevious || which == relFollowing {
		if r, next := p.span(which, j); next > j {
			return r, next
		}
	}
	l := p.next(j)
	switch l.class {
	case unitWord, quarterWord:
		u := unit(l.value &^ plural)
		if l.class == quarterWord {
			u = quarter
		}
		return p.shiftedUnit(which, u, l.value&plural != 0, i, afterThe)
	case weekday, weekdayShort:
		if l.class == weekdayShort && !p.isMark(j+1, '.') {
			return reading{}, i
		}
		if r, next := p.weekdayRest(which, j); next > j {
			return r, next
		}
	case month, monthShort:
		m, next := p.monthAt(j)
		if next == j {
			return reading{}, i
		}
		f := form{op: opCalendar, month: m, rel: which}
		if d, after := p.dayNumber(next); after > next {
			f.day = d
			next = after
		}
		if which == relPast {
			f.rel = relLast
		}
		return reading{form: f}, next
	case season:
		return reading{form: form{op: opSeason, month: int8(l.value), rel: which}}, j + 1
	case dayPart:
		switch which {
		case relThis:
			return reading{form: form{op: opShift, unit: day}}, j + 1
		case relLast:
			return reading{form: form{op: opShift, unit: day, n: -1}}, j + 1
		case relSame:
			return reading{form: form{op: opAnchored, unit: day}, anchor: AnchorPrevious}, j + 1
		case relNext, relFollowing:
			return reading{form: form{op: opAnchored, unit: day, n: 1}, anchor: AnchorPrevious}, j + 1
		}
	case holiday, newWord:
		if r, next := p.holidayName(j); next > j {
			r.form.rel = which
			return r, next
		}
	case fiscal:
		if r, next := p.fiscalYear(j); next > j {
			r.form.rel = which
			return r, next
		}
	}
	return reading{}, i
}

// shiftedUnit reads the unit behind "last", "this", "next" and the like.
func (p *parser) shiftedUnit(which rel, u unit, plural bool, i int, afterThe bool) (reading, int) {
	next := i + 2
	if u < day {
		if which == relSame || which == relThis {
			return reading{}, i
		}
		if which == relLast && u < hour {
			return reading{}, i // at the last minute
		}
	}
	if plural {
		switch which {
		case relPast, relLast:
			return reading{form: form{op: opVague}, kind: Vague}, next
		case relRecent, relComing, relNext, relFollowing, relPrevious:
			return reading{form: form{op: opVague}, kind: Vague}, next
		}
		return reading{}, i
	}
	prev := p.at(i - 1)
	if afterThe {
		prev = p.at(i - 2)
	}
	spanning := prev.class == in || prev.class == within || prev.class == forWord || prev.class == about
	f := form{op: opShift, unit: u}
	if u == weekend {
		f = form{op: opWeekend, rel: which}
		switch which {
		case relPast:
			f.rel = relLast
		case relComing:
			f.rel = relNext
		}
	}
	switch which {
	case relLast, relPast:
		if (afterThe && spanning || which == relPast) && u != weekend {
			return reading{form: form{op: opLastN, unit: u, n: 1}}, next
		}
		if u == day {
			return reading{}, i
		}
		f.n = -1
		return reading{form: f}, next
	case relThis:
		if u == day {
			return reading{}, i
		}
		return reading{form: f}, next
	case relNext, relComing:
		f.n = 1
		switch {
		case u == weekend:
			return reading{form: f}, next
		case u == day:
			f.op = opAnchored
			return reading{form: f, anchor: AnchorPrevious}, next
		case which == relComing && !spanning:
			return reading{form: f}, next
		case spanning && (afterThe || which == relComing):
			return reading{form: form{op: opNextN, unit: u, n: 1}}, next
		case afterThe:
			f.op = opAnchored
			return reading{form: f, anchor: AnchorPrevious}, next
		}
		return reading{form: f}, next
	case relPrevious, relFollowing, relSame:
		f.op, f.rel = opAnchored, relNone
		f.n = step(which)
		return reading{form: f, anchor: AnchorPrevious}, next
	}
	return reading{}, i
}

// span reads "three months" behind "the past", "the next".
func (p *parser) span(which rel, i int) (reading, int) {
	c, next := p.countAt(i)
	if next == i || c.hyphen {
		return reading{}, i
	}
	f := form{op: opLastN, unit: c.unit, n: c.n, approx: c.approx}
	switch which {
	case relNext, relComing:
		f.op = opNextN
	case relFollowing:
		return reading{form: form{op: opLength, n: c.n, unit: c.unit}, kind: Duration}, next
	case relPrevious:
		return reading{form: form{op: opLength, n: c.n, unit: c.unit}, kind: Duration}, next
	}
	if c.unit < hour { // of whatever is told: "over the next ten minutes"
		return reading{form: form{op: opLength, n: c.n, unit: c.unit}, kind: Duration}, next
	}
	if c.unit < day {
		return reading{form: form{op: opShift, unit: day}}, next
	}
	return reading{form: f}, next
}

// step is how many units a word such as "following" goes from the anchor.
func step(which rel) int32 {
	switch which {
	case relPrevious:
		return -1
	case relFollowing:
		return 1
	}
	return 0
}
