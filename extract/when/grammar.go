package when

import (
	"strings"

	"parley/extract/nlp"
)

// A parser reads expressions from the lexemes of one text. Its methods take
// the index of a lexeme and return the index after what they read, or the
// same index when they read nothing.
type parser struct {
	text    string
	lexemes []lexeme
	first   int // lexeme at which the expression starts
}

// at returns lexeme i, or an empty one outside the text or over a paragraph
// break, which no expression crosses.
func (p *parser) at(i int) lexeme {
	if i < 0 || i >= len(p.lexemes) {
		return lexeme{}
	}
	return p.lexemes[i]
}

// next returns lexeme i as a continuation of the one before it.
func (p *parser) next(i int) lexeme {
	if l := p.at(i); !l.far || i == p.first {
		return l
	}
	return lexeme{}
}

func (p *parser) is(i int, c class) bool { return p.next(i).class == c }

func (p *parser) isMark(i int, b byte) bool {
	l := p.next(i)
	return l.class == mark && l.value == int32(b)
}

// glued reports whether no space stands before lexeme i.
func (p *parser) glued(i int) bool {
	return i > 0 && i < len(p.lexemes) && p.lexemes[i-1].end == p.lexemes[i].start
}

// skipMark skips one b if it is there.
func (p *parser) skipMark(i int, b byte) int {
	if p.isMark(i, b) {
		return i + 1
	}
	return i
}

// lower reports whether lexeme i is the lower-case word w.
func (p *parser) lower(i int, w string) bool {
	l := p.next(i)
	return l.class != mark && p.text[l.start:l.end] == w
}

// reading is the meaning of a part of an expression.
type reading struct {
	form   form
	to     form // the end of a range, where one reading has both
	kind   Kind
	anchor AnchorKind
}

// expression reads the expression that starts at lexeme i.
func (p *parser) expression(i int) (Expression, int) {
	first := i
	p.first = i
	ranged := false
	if c := p.at(i).class; c == from || c == between {
		i, ranged = i+1, true
		first = i
	}
	r, next := p.dated(i)
	if next == i {
		return Expression{}, first - 1
	}
	e := Expression{Kind: r.kind, Anchor: r.anchor, form: r.form, to: r.to}
	switch {
	case r.kind == Date && r.to.op == opNone:
		next = p.rangeEnd(&e, next, ranged)
	case r.kind == Time && (p.isMark(next, '-') || p.is(next, to) || p.is(next, until) || ranged && p.is(next, and)):
		if end := p.clockTime(next + 1); end > next+1 { // 9am to 5pm
			next = end
		}
	}
	switch e.form.rel {
	case relPrevious, relFollowing, relSame:
		e.Anchor = AnchorPrevious
	}
	start := p.lexemes[first].start
	e.Span = nlp.Span{Start: start, End: p.lexemes[next-1].end}
	e.Cue = p.cue(first)
	return e, next
}

// rangeEnd reads the rest of a range: "-27", "to Friday", "and 27".
func (p *parser) rangeEnd(e *Expression, i int, ranged bool) int {
	join := p.next(i)
	switch {
	case join.class == mark && join.value == '-', join.class == to, join.class == through:
	case join.class == until && ranged:
	case join.class == and, join.class == or:
		// "Monday and Tuesday" is a range of days; "2018 and 2019" two years.
		if !ranged && e.form.op != opWeekday && !(e.form.op == opCalendar && e.form.month != 0) {
			return i
		}
	default:
		return i
	}
	r, next := p.dated(i + 1)
	if next == i+1 || r.kind != Date || r.form.op != e.form.op && r.form.op != opWeekday && r.form.op != opShift && !ranged {
		return i
	}
	if join.class == and || join.class == or {
		if !ranged && !p.adjacent(e.form, r.form) {
			return i
		}
	}
	switch {
	case e.form.op == opWeekday && r.form.op == opWeekday, e.form.op == opSeason && r.form.op == opSeason:
	case e.form.op == opCalendar && r.form.op == opCalendar:
		if (e.form.day == 0) != (r.form.day == 0) && !ranged {
			return i
		}
	case !ranged:
		return i
	}
	e.to = r.form
	if e.form.op == opCalendar && r.form.op == opCalendar && e.form.year == 0 && r.form.year != 0 {
		e.form.year = r.form.year
		if e.form.month > r.form.month {
			e.form.year--
		}
	}
	return next
}

// adjacent reports whether two dates joined by "and" or "or" are neighbors.
func (p *parser) adjacent(a, b form) bool {
	switch {
	case a.op == opWeekday && b.op == opWeekday:
		return (a.wd-1+1)%7 == b.wd-1
	case a.op == opCalendar && b.op == opCalendar && a.day == 0 && b.day == 0:
		return a.month%12+1 == b.month
	}
	return false
}

// cue returns the preposition before lexeme i.
func (p *parser) cue(i int) Cue {
	l := p.at(i - 1)
	if l.class == the || l.class == shift {
		l = p.at(i - 2)
	}
	switch l.class {
	case on, in, at, from:
		return On
	case since:
		return Since
	case until:
		return Until
	case by:
		return By
	case before:
		return Before
	case to:
		if p.at(i-2).class == before { // prior to
			return Before
		}
	case after:
		return After
	case forWord:
		return For
	case within:
		return Within
	}
	return NoCue
}

// dated reads one expression that is no range.
func (p *parser) dated(i int) (reading, int) {
	l := p.at(i)
	var r reading
	next := i
	switch l.class {
	case digits:
		r, next = p.startsWithDigits(i)
	case numeral, article, quantifier, about:
		r, next = p.counted(i)
	case ordinal:
		r, next = p.startsWithOrdinal(i)
	case month, monthShort:
		r, next = p.startsWithMonth(i)
	case weekday, weekdayShort:
		r, next = p.startsWithWeekday(i)
	case season:
		r, next = p.seasonName(i)
	case third:
		r, next = p.thirdOf(i)
	case edge:
		r, next = p.edgeOf(i)
	case shift:
		r, next = p.shifted(i, false)
	case nearDay:
		if !p.shouted(i - 1) { // not the newspaper: USA TODAY
			r, next = reading{form: form{op: opShift, unit: day, n: l.value}}, i+1
		}
	case earlier, later:
		r, next = p.soFar(i)
	case the:
		r, next = p.definite(i)
	case every:
		r, next = p.recurring(i)
	case clock:
		r, next = reading{form: form{op: opClock}, kind: Time}, i+1
	case half, quarterWord:
		r, next = p.counted(i)
	case fiscal:
		r, next = p.fiscalYear(i)
	case holiday, newWord:
		r, next = p.holidayName(i)
	case vague:
		r, next = reading{form: form{op: opVague}, kind: Vague}, i+1
		if l.value == 1 { // overnight
			r.form = form{op: opShift, unit: day}
			r.kind = Date
		}
	case letter: // Q2 2022, H1
		if n := p.next(i + 1); l.capital && n.class == digits && n.digits == 1 && p.glued(i+1) && !(p.glued(i+2) && p.is(i+2, other)) {
			f := form{op: opQuarter, day: int8(n.value)}
			if l.value == 2 {
				f.op = opHalf
			}
			if r, next = p.quarterOf(f, i, i+2); next == i && f.op == opHalf && n.value <= 2 && n.value > 0 {
				r, next = reading{form: f}, i+2
			}
		}
	case decadeWord:
		if p.at(i-1).class == the || p.at(i-1).class == third || p.isMark(i-1, '-') {
			r, next = reading{form: form{op: opEra, year: int16(l.value), n: 10}}, i+1
		}
	case mark:
		if l.value == '\'' { // '90s
			r, next = p.shortDecade(i)
		}
	}
	if next == i {
		return r, i
	}
	// July 25 (Monday)
	if r.form.op == opCalendar && r.form.day != 0 && r.to.op == opNone && p.isMark(next, '(') && p.is(next+1, weekday) && p.isMark(next+2, ')') {
		r.form.wd = int8(p.at(next+1).value) + 1
		next += 3
	}
	return p.clockAround(r, next)
}

// shouted reports whether lexeme i and the one behind it are words in capital
// letters.
func (p *parser) shouted(i int) bool {
	for _, l := range []lexeme{p.at(i), p.at(i + 1)} {
		w := p.text[l.start:l.end]
		if l.class == mark || len(w) < 2 || w != strings.ToUpper(w) {
			return false
		}
	}
	return p.at(i).class == other
}

// clockAround reads a part of the day or a time of day after a date, which
// belong to the expression and change nothing in the date.
func (p *parser) clockAround(r reading, i int) (reading, int) {
	if r.kind == Time {
		return p.dateAfterClock(r, i)
	}
	if r.kind != Date {
		return r, i
	}
	if p.is(i, third) && p.is(i+1, dayPart) { // Tuesday late afternoon
		i++
	}
	if p.is(i, dayPart) {
		i++
	}
	j := i
	if p.isMark(j, ',') || p.isMark(j, '|') {
		j++
	}
	if p.is(j, at) {
		j++
	}
	if p.is(j, about) {
		j++
	}
	if next := p.clockTime(j); next > j {
		return r, next
	}
	return r, i
}

// dateAfterClock reads the date behind a time of day: "3 p.m. on Tuesday".
func (p *parser) dateAfterClock(r reading, i int) (reading, int) {
	j := i
	if p.isMark(j, ',') {
		j++
	}
	if p.is(j, on) {
		j++
	}
	switch p.next(j).class {
	case weekday, month, nearDay:
	case digits:
		if !p.is(j+1, month) {
			return r, i
		}
	default:
		return r, i
	}
	if date, next := p.dated(j); next > j && date.kind == Date {
		return date, next
	}
	return r, i
}
