package when

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
	open := k == j && p.isMark(k, '(') // Wednesday (July 27)
	if open {
		k++
	}
	dash := !open && k == j && p.isMark(k, '-') && !p.glued(k) // Wednesday - July 27
	if dash {
		k++
	}
	if p.is(k, the) {
		k++
	}
	if c := p.next(k).class; c == month || c == monthShort || c == digits || c == ordinal {
		if r, next := p.dated(k); next > k && r.kind == Date && (r.form.op == opCalendar && r.form.day != 0 || r.form.op == opNumeric) && (!dash || r.form.month != 0) {
			r.form.wd = f.wd
			if r.form.op == opNumeric {
				r.form.wd = 0
			}
			if open {
				next = p.skipMark(next, ')')
			}
			return r, next
		}
	}
	if o := p.next(k); k > j && !dash && p.at(k-1).class == the && o.class == ordinal && o.value <= 31 && p.text[o.start] <= '9' {
		return reading{form: form{op: opCalendar, day: int8(o.value), wd: f.wd}}, k + 1 // Sunday the 23rd
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
