package when

import "strings"

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
	if m := p.next(j + 1); (l.class == digits || l.class == numeral) && p.is(j, or) && m.class == l.class && m.value == l.value+1 && p.is(j+2, unitWord) { // three or four weeks
		c.n, c.approx = m.value, true
		j += 2
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
	switch c.unit {
	case fortnight:
		c.n, c.unit = 2*c.n, week
	case decade: // of years: "two decades ago" is about twenty years ago
		c.n, c.unit, c.approx = 10*c.n, year, true
	case century:
		c.n, c.unit, c.approx = 100*c.n, year, true
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
		if clockUnit && p.lasting(i) { // they met for an hour before lunch
			return reading{form: f, kind: Duration}, j
		}
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
	case p.is(j, of): // within three days of the death
	case p.ranked(i): // the first visit in 27 years
	case prev.class == in && prev.value == 0 || prev.class == within:
		f.op = opInN
		return reading{form: f, kind: Date}, j
	}
	if p.at(i).class == article && c.unit == weekend {
		return reading{}, i // a weekend retreat
	}
	if p.at(i).class == article && !c.approx && prev.class != forWord && prev.class != in && prev.class != about && !p.word(i-1, "than") {
		return reading{}, i // once a week, $50 a day
	}
	return reading{form: f, kind: Duration}, j
}

// ranked reports whether a rank or a superlative stands a few words before the
// count at i.
func (p *parser) ranked(i int) bool {
	for n := 2; n < 12; n++ {
		l := p.at(i - n)
		switch {
		case l.class == mark && l.value != '-' && l.value != '\'':
			return false
		case l.class == ordinal, l.class == other && l.end-l.start > 4 && strings.HasSuffix(p.text[l.start:l.end], "est"):
			return true
		}
	}
	return false
}

// word reports whether lexeme i is the lower-case word w, wherever it stands.
func (p *parser) word(i int, w string) bool {
	l := p.at(i)
	return p.text[l.start:l.end] == w
}

// lasting reports whether "for" stands before the count at i, if need be with
// "more than" between.
func (p *parser) lasting(i int) bool {
	for n := 0; n < 3; n++ {
		i--
		if p.at(i).class == forWord {
			return true
		}
		if p.at(i).class != other && p.at(i).class != about {
			return false
		}
	}
	return false
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
