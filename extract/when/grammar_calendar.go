package when

import "strings"

// yearAt reads a year: a bare number of four digits in the range of years.
func (p *parser) yearAt(i int) (int16, int) {
	l := p.next(i)
	if l.class != digits || l.digits != 4 || l.value < 1000 || l.value > 2199 {
		return 0, i
	}
	if p.clockColon(i+1) || p.isMark(i+1, '%') || p.isMark(i+1, '.') && p.is(i+2, digits) && p.glued(i+2) || p.is(i+1, other) && p.glued(i+1) {
		return 0, i
	}
	return int16(l.value), i + 1
}

// clockColon reports whether a colon and the minutes of a time stand at i.
func (p *parser) clockColon(i int) bool {
	return p.isMark(i, ':') && p.glued(i) && p.is(i+1, digits) && p.glued(i+1)
}

// yearAfter reads the year behind a month or a day: ", 2024", "of 2024", "of
// last year", "this year".
func (p *parser) yearAfter(f *form, i int) int {
	j := p.skipMark(i, ',')
	if j == i && p.is(j, of) {
		j++
	}
	if y, next := p.yearAt(j); next > j {
		f.year = y
		return next
	}
	if p.is(j, the) {
		j++
	}
	if l := p.next(j); l.class == shift && p.next(j+1).class == unitWord && p.next(j+1).value == int32(year) {
		switch rel(l.value) {
		case relLast, relThis, relNext:
			f.rel, f.unit = rel(l.value), year
			return j + 2
		case relPrevious, relFollowing, relSame:
			f.rel, f.unit = rel(l.value), year
			return j + 2
		}
	}
	return i
}

// monthAt reads the name of a month with the point of an abbreviation.
func (p *parser) monthAt(i int) (int8, int) {
	l := p.next(i)
	if l.class != month && l.class != monthShort || !l.capital {
		return 0, i
	}
	if l.class == monthShort && p.isMark(i+1, '.') && p.glued(i+1) {
		return int8(l.value), i + 2
	}
	return int8(l.value), i + 1
}

// dayNumber reads a day of the month, 26 or 26th.
func (p *parser) dayNumber(i int) (int8, int) {
	l := p.next(i)
	if (l.class == digits && l.digits <= 2 || l.class == ordinal) && l.value >= 1 && l.value <= 31 {
		if p.clockColon(i+1) || p.isMark(i+1, '%') || p.is(i+1, digits) {
			return 0, i
		}
		if p.isMark(i+1, '.') && p.glued(i+1) && p.is(i+2, digits) && p.glued(i+2) {
			return 0, i
		}
		return int8(l.value), i + 1
	}
	return 0, i
}

// startsWithMonth reads "March 26, 2024", "March 2024", "March 26" and, where
// the context shows that it is no name or verb, "March".
func (p *parser) startsWithMonth(i int) (reading, int) {
	m, next := p.monthAt(i)
	if next == i {
		return reading{}, i
	}
	r := reading{form: form{op: opCalendar, month: m}}
	j := next
	if p.is(j, the) && p.is(j+1, ordinal) { // March the 26th
		j++
	}
	if d, after := p.dayNumber(j); after > j && !p.clockStarts(j) {
		r.form.day = d
		if d, next := p.secondDay(after, d); next > after {
			r.to = r.form
			r.to.day = d
			after = next
		} else if wd, next := p.weekdayAside(after); next > after {
			r.form.wd, after = wd, next
		}
		next := p.yearAfter(&r.form, after)
		if r.to.op != opNone {
			r.to.year, r.to.rel, r.to.unit = r.form.year, r.form.rel, r.form.unit
		}
		return r, next
	}
	if after := p.yearAfter(&r.form, next); after > next {
		return r, after
	}
	if !p.monthAlone(i, next) {
		return reading{}, i
	}
	return r, next
}

// weekdayAside reads the weekday in brackets behind a day: "March 26 (Tuesday)".
func (p *parser) weekdayAside(i int) (int8, int) {
	l := p.next(i + 1)
	if !p.isMark(i, '(') || l.class != weekday && l.class != weekdayShort {
		return 0, i
	}
	j := i + 2
	if l.class == weekdayShort {
		j = p.skipMark(j, '.')
	}
	if !p.isMark(j, ')') {
		return 0, i
	}
	return int8(l.value) + 1, j + 1
}

// monthAlone reports whether the month at i, which ends before next, is a
// date though neither day nor year stands beside it.
func (p *parser) monthAlone(i, next int) bool {
	l := p.at(i)
	prev, foll := p.at(i-1), p.next(next)
	if l.class == monthShort {
		return next == i+2 && (prev.class == in || prev.class == since || prev.class == third || prev.class == shift)
	}
	switch l.value {
	case 3, 4, 5, 6, 8: // March, April, May, June, August are names or verbs too
	default:
		return !(foll.class == other && foll.capital && prev.class == other && prev.capital)
	}
	if foll.capital && foll.class == other {
		return false
	}
	switch prev.class {
	case in, of, since, until, third, shift, through, before, after, edge, or:
		return true
	case other: // her April speech
		switch strings.ToLower(p.text[prev.start:prev.end]) {
		case "his", "her", "their", "its", "our", "my":
			return foll.class == other
		}
	case the, article, possessive: // the March talks, not the March on Rome
		return foll.class == other || foll.class == possessive || foll.class == mark && foll.value == '-'
	case by, from, between, to, and, forWord:
		return l.value != 5
	case mark:
		return prev.value == '-' && p.at(i-2).class == third
	}
	return false
}

// startsWithOrdinal reads "26th of March 2024", "first quarter of 2024",
// "19th century", "second half of the year", "first week of March".
func (p *parser) startsWithOrdinal(i int) (reading, int) {
	l := p.at(i)
	switch u := p.next(i + 1); {
	case u.class == quarterWord:
		return p.quarterOf(form{op: opQuarter, day: int8(l.value)}, i, i+2)
	case u.class == half:
		return p.quarterOf(form{op: opHalf, day: int8(l.value)}, i, i+2)
	case u.class == unitWord && unit(u.value) == century:
		return reading{form: form{op: opEra, year: int16(l.value-1) * 100, n: 100}}, i + 2
	}
	if r, next := p.nthUnit(i, int(l.value)); next > i {
		return r, next
	}
	if r, next := p.dayMonth(i); next > i {
		return r, next
	}
	// the 26th
	if l.end-l.start >= 3 && p.text[l.start] <= '9' && p.at(i-1).class == the && p.at(i-2).class == on && l.value >= 1 && l.value <= 31 && !p.is(i+1, other) {
		return reading{form: form{op: opCalendar, day: int8(l.value)}}, i + 1
	}
	return reading{}, i
}

// nthUnit reads "first week of September", "first three months of 2023",
// "last days of March"; n is -1 for the last.
func (p *parser) nthUnit(i, n int) (reading, int) {
	f := form{op: opNth, day: int8(n), n: 1}
	j := i + 1
	if c, next := p.countAt(j); next > j && !c.hyphen {
		f.n, f.unit, j = c.n, c.unit, next
	} else if u := p.next(j); u.class == unitWord {
		f.unit, j = unit(u.value&^plural), j+1
		if u.value&plural != 0 {
			f.n, f.approx = 3, true // the first days, weeks
		}
	}
	if f.unit < day || f.unit > monthUnit || f.unit == weekend || !p.is(j, of) {
		return reading{}, i
	}
	j++
	if p.is(j, the) && p.is(j+1, unitWord) && p.at(j+1).value == int32(year) {
		f.rel = relThis
		return reading{form: f}, j + 2
	}
	if l := p.next(j); l.class == shift && p.is(j+1, unitWord) && p.at(j+1).value == int32(year) && rel(l.value) <= relNext {
		f.rel = rel(l.value)
		return reading{form: f}, j + 2
	}
	if y, next := p.yearAt(j); next > j {
		f.year = y
		return reading{form: f}, next
	}
	m, next := p.monthAt(j)
	if next == j || f.unit == monthUnit {
		return reading{}, i
	}
	dated := form{month: m}
	next = p.yearAfter(&dated, next)
	f.month, f.year, f.rel = m, dated.year, dated.rel
	return reading{form: f}, next
}

// quarterOf reads the year of a quarter or a half.
func (p *parser) quarterOf(f form, start, i int) (reading, int) {
	limit := int8(4)
	if f.op == opHalf {
		limit = 2
	}
	if f.day < 1 || f.day > limit {
		return reading{}, start
	}
	if next := p.yearAfter(&f, i); next > i {
		return reading{form: f}, next
	}
	if p.is(i, of) && p.is(i+1, the) && p.is(i+2, unitWord) && unit(p.next(i+2).value) == year {
		f.rel = relThis
		return reading{form: f}, i + 3
	}
	if f.op == opQuarter {
		return reading{form: f}, i
	}
	if p.is(i, of) && (p.is(i+1, month) || p.is(i+1, monthShort)) { // the second half of October
		return p.narrow(firstHalf+part(f.day-1), start, i+1)
	}
	return reading{}, start
}

// dayMonth reads "26 March 2024", "26th of March", "26-27 March".
func (p *parser) dayMonth(i int) (reading, int) {
	d, next := p.dayNumber(i)
	if next == i {
		return reading{}, i
	}
	second := int8(0)
	if d2, after := p.secondDay(next, d); after > next && (p.is(after, month) || p.is(after, monthShort)) {
		second, next = d2, after
	}
	if p.is(next, of) && p.at(i).class == ordinal {
		next++
	} else if p.isMark(next, '-') && p.glued(next) && p.glued(next+1) {
		if _, after := p.monthAt(next + 1); after > next+1 {
			next++ // 26-Mar-2024
		}
	}
	m, after := p.monthAt(next)
	if after == next {
		return reading{}, i
	}
	r := reading{form: form{op: opCalendar, month: m, day: d}}
	if p.isMark(after, '-') && p.glued(after) && p.glued(after+1) {
		if y, end := p.yearAt(after + 1); end > after+1 {
			r.form.year = y
			return r, end
		}
	}
	if wd, next := p.weekdayAside(after); next > after && second == 0 {
		r.form.wd, after = wd, next
	}
	after = p.yearAfter(&r.form, after)
	if second != 0 {
		r.to = r.form
		r.to.day = second
	}
	return r, after
}

// secondDay reads the end of a range of days in one month: "-27", "to 27",
// "and 27", behind the day first.
func (p *parser) secondDay(i int, first int8) (int8, int) {
	join := p.next(i)
	sure := join.class == mark && join.value == '-' || join.class == to || join.class == through
	if !sure && join.class != and && join.class != or {
		return 0, i
	}
	d, next := p.dayNumber(i + 1)
	if next == i+1 || d <= first || p.is(next, unitWord) || p.clockStarts(i+1) {
		return 0, i
	}
	if !sure && d != first+1 && (p.is(next, other) || p.is(next, numeral)) {
		return 0, i // March 26 and 10 people
	}
	return d, next
}

// startsWithDigits reads numeric dates, "26 March", years, decades, times of
// day and counted units.
func (p *parser) startsWithDigits(i int) (reading, int) {
	if r, next := p.numericDate(i); next > i {
		return r, next
	}
	if r, next := p.dayMonth(i); next > i {
		return r, next
	}
	if next := p.clockTime(i); next > i {
		return reading{form: form{op: opClock}, kind: Time}, next
	}
	l := p.at(i)
	// 1990s
	if p.glued(i+1) && p.lower(i+1, "s") && l.value%10 == 0 {
		if l.digits == 4 && l.value >= 1000 && l.value < 2100 {
			n := int32(10)
			if l.value%100 == 0 && l.value < 2000 {
				n = 100
			}
			return reading{form: form{op: opEra, year: int16(l.value), n: n}}, i + 2
		}
		return reading{}, i
	}
	if r, next := p.counted(i); next > i {
		return r, next
	}
	if y, next := p.yearAt(i); next > i && p.yearAlone(i) {
		f := form{op: opCalendar, year: y}
		// 2018-19
		if p.isMark(next, '-') && p.glued(next) && p.glued(next+1) && p.is(next+1, digits) && p.at(next+1).digits == 2 && p.at(next+1).value == int32(y+1)%100 {
			return reading{form: form{op: opEra, year: y, n: 2}}, next + 2
		}
		if p.next(next).class == season { // 2024 spring
			return reading{form: form{op: opSeason, month: int8(p.at(next).value), year: y}}, next + 1
		}
		return reading{form: f}, next
	}
	return reading{}, i
}

// yearAlone reports whether the four digits at i are a year and not a count.
func (p *parser) yearAlone(i int) bool {
	prev, foll, v := p.at(i-1), p.next(i+1), p.at(i).value
	if prev.class == mark {
		switch prev.value {
		case '$', '#', '*', '/', '.', ':', '+', '=', '&', '@', '_':
			return false
		case '-':
			if p.glued(i) && p.at(i-2).class == other {
				return false // Boeing-2000
			}
		}
	}
	if p.glued(i+1) && (foll.class == other || foll.class == mark && (foll.value == '/' || foll.value == '%' || foll.value == '*')) {
		return false
	}
	switch prev.class {
	case in, since, until, by, from, between, through, before, after, of, third, edge, season:
		return v >= 1400 && !p.countsThings(i+1)
	case mark:
		if prev.value == '(' {
			return v >= 1400
		}
	}
	return v >= 1950 && v <= 2060 && !p.countsThings(i+1)
}

// countsThings reports whether the word at i is one that numbers count.
func (p *parser) countsThings(i int) bool {
	l := p.next(i)
	if l.class != other || l.capital {
		return false
	}
	w := p.text[l.start:l.end]
	switch w {
	case "people", "troops", "soldiers", "dollars", "euros", "pounds", "miles", "meters", "metres", "feet", "tons", "tonnes", "homes", "jobs",
		"votes", "men", "women", "children", "km", "kilometers", "kilometres", "employees", "workers", "members", "residents", "students",
		"percent", "million", "billion", "points", "seats", "square", "cases", "deaths", "fighters", "hectares", "acres", "users", "words":
		return true
	}
	return false
}
