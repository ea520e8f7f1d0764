package when

// thirdOf reads "early November", "mid-2024", "late last year", "early on
// Tuesday", "mid-week".
func (p *parser) thirdOf(i int) (reading, int) {
	third := part(p.at(i).value)
	j := p.skipMark(i+1, '-')
	if p.is(j, in) || p.is(j, on) {
		j++
	}
	if p.is(j, unitWord) && p.at(j).value == int32(week) && third == mid {
		return reading{form: form{op: opShift, unit: week, part: mid}}, j + 1
	}
	if y, next := p.yearAt(j); next > j {
		return reading{form: form{op: opCalendar, year: y, part: third}}, next
	}
	return p.narrow(third, i, j)
}

// narrow reads the expression at j and takes a third of it.
func (p *parser) narrow(third part, i, j int) (reading, int) {
	switch p.next(j).class {
	case month, monthShort:
		// early May: the third shows that it is a month.
		m, next := p.monthAt(j)
		if next == j {
			return reading{}, i
		}
		r := reading{form: form{op: opCalendar, month: m, part: third}}
		if d, after := p.dayNumber(next); after > next && !p.clockStarts(next) {
			r.form.day, next = d, after // early March 26
		}
		return r, p.yearAfter(&r.form, next)
	case weekday, weekdayShort, shift, the, nearDay, digits, ordinal, season, decadeWord, half, quarterWord:
		r, next := p.dated(j)
		if next == j || r.kind != Date || r.to.op != opNone {
			return reading{}, i
		}
		r.form.part = third
		return r, next
	case mark:
		if p.at(j).value == '\'' {
			if r, next := p.shortDecade(j); next > j {
				r.form.part = third
				return r, next
			}
		}
	case dayPart: // early morning
		return reading{}, i
	}
	return reading{}, i
}

// edgeOf reads "end of March", "beginning of the year", "middle of last week",
// "year-end".
func (p *parser) edgeOf(i int) (reading, int) {
	third := part(p.at(i).value)
	if !p.is(i+1, of) {
		return reading{}, i
	}
	j := i + 2
	if p.is(j, the) {
		switch l := p.next(j + 1); {
		case l.class == unitWord && l.value&plural == 0 && unit(l.value) >= day && unit(l.value) != weekend:
			if unit(l.value) == day || unit(l.value) == century {
				return reading{}, i
			}
			return reading{form: form{op: opShift, unit: unit(l.value), part: third}}, j + 2
		case l.class == quarterWord:
			return reading{form: form{op: opShift, unit: quarter, part: third}}, j + 2
		}
	}
	if y, next := p.yearAt(j); next > j {
		return reading{form: form{op: opCalendar, year: y, part: third}}, next
	}
	return p.narrow(third, i, j)
}

// soFar reads "earlier this week", "later in the month", "earlier Tuesday",
// "later that day".
func (p *parser) soFar(i int) (reading, int) {
	op := opSoFar
	if p.at(i).class == later {
		op = opRest
	}
	j := i + 1
	if p.is(j, in) || p.is(j, on) {
		j++
	}
	l := p.next(j)
	u := p.next(j + 1)
	switch {
	case l.class == shift && rel(l.value) == relThis && u.class == unitWord && u.value&plural == 0 && unit(u.value) > day,
		l.class == the && u.class == unitWord && u.value&plural == 0 && unit(u.value) > day && j == i+2:
		return reading{form: form{op: op, unit: unit(u.value)}}, j + 2
	case l.class == the && u.class == unitWord && u.value == int32(day):
		// Without anything dated before it, the day is that of the article.
		return reading{form: form{op: opAnchored, unit: day, part: early}, anchor: AnchorPrevious}, j + 2
	case l.class == shift && rel(l.value) == relThis && u.class == quarterWord:
		return reading{form: form{op: op, unit: quarter}}, j + 2
	case l.class == shift || l.class == weekday || l.class == nearDay || l.class == month && j == i+2 || l.class == digits && j == i+2:
		if r, next := p.dated(j); next > j && r.kind == Date {
			return r, next
		}
	}
	return reading{}, i
}

// seasonName reads "spring 2024", "the summer of 2023", "this fall".
func (p *parser) seasonName(i int) (reading, int) {
	l := p.at(i)
	r := reading{form: form{op: opSeason, month: int8(l.value)}}
	if next := p.yearAfter(&r.form, i+1); next > i+1 {
		return r, next
	}
	prev := p.at(i - 1)
	switch {
	case l.value == 23 && p.text[l.start]|0x20 == 'f': // the fall of a government
		if prev.class != in && !(prev.class == the && p.at(i-2).class == in && !p.is(i+1, of)) {
			return reading{}, i
		}
	case l.value == 21: // spring water, a spring
		if !(prev.class == in || prev.class == the && (p.at(i-2).class == in || p.at(i-2).class == since || p.at(i-2).class == by)) {
			return reading{}, i
		}
	case prev.class == third || prev.class == since || prev.class == in || prev.class == the:
	default:
		return reading{}, i
	}
	if l.capital && p.is(i+1, other) && p.at(i+1).capital {
		return reading{}, i // Winter Olympics
	}
	return r, i + 1
}

// recurring reads "every Tuesday", "each year", "every two weeks".
func (p *parser) recurring(i int) (reading, int) {
	r := reading{form: form{op: opVague}, kind: Set}
	switch l := p.next(i + 1); l.class {
	case unitWord:
		if l.value&plural == 0 && unit(l.value) >= hour {
			return r, i + 2
		}
	case weekday, dayPart, season, quarterWord:
		return r, i + 2
	case month:
		if l.capital {
			return r, i + 2
		}
	case numeral, digits, quantifier:
		if _, next := p.countAt(i + 1); next > i+1 {
			return r, next
		}
	}
	return reading{}, i
}

// fiscalYear reads "fiscal 2024", "fiscal year 2024", "financial year
// 2023-24", "the current fiscal year". A fiscal year is taken for the
// calendar year of its number, about; whose it is, the words do not say.
func (p *parser) fiscalYear(i int) (reading, int) {
	j := i + 1
	unitSeen := p.is(j, unitWord) && p.at(j).value == int32(year)
	if unitSeen {
		j++
	}
	f := form{op: opCalendar, approx: true}
	if y, next := p.yearAt(j); next > j {
		f.year = y
		if (p.isMark(next, '-') || p.isMark(next, '/')) && p.glued(next) && p.glued(next+1) && p.is(next+1, digits) && p.at(next+1).value%100 == int32(y+1)%100 {
			return reading{form: form{op: opEra, year: y, n: 2, approx: true}}, next + 2
		}
		return reading{form: f}, next
	}
	if unitSeen && (p.at(i-1).class == shift || p.at(i-1).class == the) {
		if p.at(i-1).class == the {
			return reading{}, i
		}
		return reading{form: form{op: opShift, unit: year, approx: true}}, j
	}
	return reading{}, i
}

// holidayName reads "Christmas Day", "New Year's Eve", "Easter Monday 2024".
func (p *parser) holidayName(i int) (reading, int) {
	l := p.at(i)
	if !l.capital {
		return reading{}, i
	}
	which, next := holidayIndex(l.value), i+1
	switch {
	case l.class == newWord:
		if !p.lower(i+1, "Year") || !p.is(i+2, possessive) {
			return reading{}, i
		}
		which, next = newYear, i+3
		switch {
		case p.lower(next, "Eve"):
			which, next = newYearEve, next+1
		case p.lower(next, "Day"):
			next++
		default:
			return reading{}, i
		}
	case which == christmas:
		switch {
		case p.lower(next, "Eve"):
			which, next = christmasEve, next+1
		case p.lower(next, "Day"):
			next++
		case p.is(next, other) && p.at(next).capital, p.isMark(next, '-'), p.is(next, possessive):
			return reading{}, i // Christmas Island
		}
	case which == boxing:
		if !p.lower(next, "Day") {
			return reading{}, i
		}
		next++
	case which == valentine:
		if !p.is(next, possessive) || !p.lower(next+1, "Day") {
			return reading{}, i
		}
		next += 2
	case which == easter:
		switch {
		case p.is(next, weekday) && p.at(next).value == 1:
			which, next = easterMonday, next+1
		case p.is(next, weekday):
			next++
		case p.is(next, unitWord) && p.at(next).value == int32(weekend):
			next++
			f := form{op: opHoliday, n: int32(easter), unit: weekend}
			r := reading{form: f}
			return r, p.yearAfter(&r.form, next)
		case p.is(next, other) && p.at(next).capital:
			return reading{}, i
		}
	case which == thanksgiving:
		if p.lower(next, "Day") {
			next++
		}
	}
	r := reading{form: form{op: opHoliday, n: int32(which)}}
	return r, p.yearAfter(&r.form, next)
}
