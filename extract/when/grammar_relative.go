package when

// A count is a number of units as the words give it.
type count struct {
	n      int32
	unit   unit
	approx bool
	hyphen bool // a two-day visit
	plural bool
}

// countAt reads "two weeks", "a couple of days", "three-day", "half a year".
func (p *parser) countAt(i int) (count, int) {
	var c count
	j := i
	for p.is(j, about) {
		c.approx = true
		j++
	}
	l := p.next(j)
	switch l.class {
	case half:
		j++
		if p.is(j, article) {
			j++
		}
		if u := p.next(j); u.class == unitWord && u.value == int32(year) {
			return count{n: 6, unit: monthUnit, approx: c.approx}, j + 1
		}
		return count{}, i
	case article:
		c.n = 1
		j++
		if p.is(j, half) {
			return count{}, i
		}
		if q := p.next(j); q.class == quantifier || q.class == numeral && q.value >= 12 {
			c.n, c.approx = q.value, c.approx || q.class == quantifier
			j++
		}
	case quantifier:
		c.n, c.approx = l.value, true
		j++
	case digits:
		if l.digits > 3 || p.isMark(j+1, '.') && p.glued(j+1) && p.is(j+2, digits) {
			return count{}, i
		}
		c.n = l.value
		j++
	case numeral:
		c.n = l.value
		j++
		if l.value >= 20 && l.value < 100 && p.isMark(j, '-') && p.is(j+1, numeral) && p.at(j+1).value < 10 { // twenty-five
			c.n += p.at(j + 1).value
			j += 2
		}
	default:
		return count{}, i
	}
	if c.n == 0 {
		return count{}, i
	}
	if p.is(j, of) {
		j++
	}
	if p.isMark(j, '-') {
		c.hyphen = true
		j++
	}
	u := p.next(j)
	switch u.class {
	case unitWord:
		c.unit, c.plural = unit(u.value&^plural), u.value&plural != 0
	case quarterWord:
		if p.at(i).class == article {
			return count{}, i // a quarter of the voters
		}
		c.unit = quarter
	case dayPart:
		if u.value != 4 || c.n < 2 && p.at(i).class != numeral {
			return count{}, i
		}
		c.unit = day
	default:
		return count{}, i
	}
	if c.unit == fortnight {
		c.n, c.unit = 2*c.n, week
	}
	return c, j + 1
}

// counted reads a count with what stands behind it: "two weeks ago", "a day
// after", "three-day".
func (p *parser) counted(i int) (reading, int) {
	c, next := p.countAt(i)
	if next == i {
		return reading{}, i
	}
	f := form{op: opLength, n: c.n, unit: c.unit, approx: c.approx}
	j := next
	if c.hyphen {
		if p.is(j, old) || p.isMark(j, '-') && p.is(j+1, old) || p.isMark(j, '-') && p.glued(j) {
			return reading{}, i
		}
		return reading{form: f, kind: Duration}, j
	}
	if p.is(j, old) {
		return reading{}, i
	}
	past := f
	past.op, past.n = opShift, -c.n
	back, ahead := f, f
	back.op, back.n = opAnchored, -c.n
	ahead.op = opAnchored
	clockUnit := c.unit < day
	switch l := p.next(j); l.class {
	case ago:
		if clockUnit {
			past.n, past.unit = 0, day
		}
		return reading{form: past}, j + 1
	case earlier:
		if p.lower(j+1, "than") {
			return p.anchored(back, j+2, true)
		}
		return p.anchored(back, j+1, false)
	case later:
		return p.anchored(ahead, j+1, false)
	case before:
		if l.value == 1 && !p.is(j+1, to) {
			return p.anchored(back, j+1, false)
		}
		return p.anchored(back, j+1+int(l.value), true)
	case after, since:
		if l.class == since {
			return reading{form: f, kind: Duration}, j
		}
		return p.anchored(ahead, j+1, true)
	case from:
		if p.lower(j+1, "now") || p.is(j+1, vague) || p.is(j+1, nearDay) && p.at(j+1).value == 0 {
			f.op = opShift
			return reading{form: f}, j + 2
		}
	case possessive:
		if p.lower(j+1, "time") && p.at(i-1).class == in {
			f.op = opShift
			return reading{form: f}, j + 2
		}
	case mark:
		if l.value == '\'' && p.lower(j+1, "time") && p.at(i-1).class == in {
			f.op = opShift
			return reading{form: f}, j + 2
		}
	}
	prev := p.at(i - 1)
	switch {
	case clockUnit:
	case prev.class == in && prev.value == 0 || prev.class == within:
		f.op = opInN
		return reading{form: f, kind: Date}, j
	}
	if p.at(i).class == article && !c.approx && prev.class != forWord && prev.class != in && prev.class != about {
		return reading{}, i // once a week, $50 a day
	}
	return reading{form: f, kind: Duration}, j
}

// anchored makes a reading that counts from an anchor. Behind "before" and
// "after" the anchor is named by what follows, unless nothing does.
func (p *parser) anchored(f form, i int, named bool) (reading, int) {
	r := reading{form: f, anchor: AnchorPrevious}
	if f.unit < day {
		r.form.n, r.form.unit = 0, day
	}
	if named && p.named(i) {
		r.anchor = AnchorNext
	}
	return r, i
}

// named reports whether words go on at i.
func (p *parser) named(i int) bool {
	l := p.next(i)
	switch l.class {
	case mark:
		return l.value == '"' || l.value == '@'
	case other, the, article, month, numeral, digits, of, shift, weekday, possessive, holiday, newWord, season, ordinal, monthShort, every:
		return l.end > 0
	}
	return false
}

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
		if l.class == digits && l.digits == 4 && !p.lower(i+2, "s") {
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
		if u == week {
			if r, next := p.dated(i + 3); next > i+3 && r.form.op == opCalendar && r.form.day != 0 {
				r.form.unit = week
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
	if c.unit < day {
		return reading{form: form{op: opShift, unit: day}}, next
	}
	return reading{form: f}, next
}

// startsWithWeekday reads "Tuesday", "Tuesday, March 26, 2024", "Tuesday of
// last week".
func (p *parser) startsWithWeekday(i int) (reading, int) {
	l := p.at(i)
	if !l.capital {
		return reading{}, i
	}
	if l.class == weekdayShort {
		j := p.skipMark(i+1, '.')
		j = p.skipMark(j, ',')
		if j == i+1 && !p.is(j, digits) && !p.is(j, month) && !p.is(j, monthShort) {
			return reading{}, i
		}
		if !p.is(j, digits) && !p.is(j, month) && !p.is(j, monthShort) && !p.isMark(i+1, '.') {
			return reading{}, i
		}
	}
	return p.weekdayRest(relNone, i)
}

// weekdayRest reads a weekday at i and what can stand behind it.
func (p *parser) weekdayRest(which rel, i int) (reading, int) {
	f := form{op: opWeekday, wd: int8(p.at(i).value) + 1, rel: which}
	j := i + 1
	if p.at(i).class == weekdayShort {
		j = p.skipMark(j, '.')
	}
	if p.is(j, dayPart) || p.is(j, third) && p.is(j+1, dayPart) {
		j++
		if p.is(j, dayPart) {
			j++
		}
	}
	k := p.skipMark(j, ',')
	if p.is(k, the) {
		k++
	}
	if c := p.next(k).class; c == month || c == monthShort || c == digits || c == ordinal {
		if r, next := p.dated(k); next > k && r.kind == Date && (r.form.op == opCalendar && r.form.day != 0 || r.form.op == opNumeric) {
			r.form.wd = f.wd
			if r.form.op == opNumeric {
				r.form.wd = 0
			}
			return r, next
		}
	}
	k = j
	if p.is(k, of) {
		k++
	}
	if l := p.next(k); l.class == shift && p.is(k+1, unitWord) && unit(p.at(k+1).value) == week {
		switch rel(l.value) {
		case relLast:
			return reading{form: form{op: opWeekdayIn, wd: f.wd, n: -1}}, k + 2
		case relThis:
			return reading{form: form{op: opWeekdayIn, wd: f.wd}}, k + 2
		case relNext:
			return reading{form: form{op: opWeekdayIn, wd: f.wd, n: 1}}, k + 2
		}
	}
	r := reading{form: f}
	if which == relPrevious || which == relFollowing || which == relSame {
		r.form = form{op: opAnchored, unit: week, wd: f.wd}
		r.form.n = step(which)
		r.anchor = AnchorPrevious
	}
	return r, j
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
