package when

// clockStarts reports whether the number at i is a time of day, as in "March
// at 3 p.m." or "Tuesday 13:25".
func (p *parser) clockStarts(i int) bool { return p.clockTime(i) > i }

// clockTime reads 13:25, 3 p.m., 3:30pm, 1500 GMT, noon; with a zone.
func (p *parser) clockTime(i int) int {
	l := p.next(i)
	if l.class == clock {
		return i + 1
	}
	if l.class == numeral && l.value <= 12 && p.lower(i+1, "o") { // three o'clock
		return p.oclock(i, i+1)
	}
	if l.class != digits || l.digits > 4 {
		return i
	}
	j := i + 1
	sure := false
	if (p.isMark(j, ':') || p.isMark(j, '.') && p.meridiem(j+2) > j+2) && p.glued(j) && p.glued(j+1) && p.at(j+1).class == digits &&
		p.at(j+1).digits == 2 && p.at(j+1).value < 60 && l.value < 25 {
		sure = p.isMark(j, ':')
		j += 2
		if p.isMark(j, ':') && p.glued(j) && p.glued(j+1) && p.at(j+1).class == digits && p.at(j+1).digits == 2 {
			j += 2
		}
	}
	if next := p.meridiem(j); next > j && l.value < 25 {
		j, sure = next, true
	} else if next := p.oclock(i, j); next > i {
		j, sure = next, true
	}
	if next := p.zone(j); next > j && (sure || l.digits == 4 && l.value < 2400) {
		return next
	}
	if !sure {
		return i
	}
	return j
}

// oclock reads o'clock at j, or stays at i.
func (p *parser) oclock(i, j int) int {
	if p.lower(j, "o") && p.isMark(j+1, '\'') && p.lower(j+2, "clock") {
		return j + 3
	}
	return i
}

// meridiem reads am, pm, a.m., p.m.
func (p *parser) meridiem(i int) int {
	for _, w := range [...]string{"am", "pm", "AM", "PM"} {
		if p.lower(i, w) {
			return i + 1
		}
	}
	for _, w := range [...]string{"a", "p", "A", "P"} {
		if p.lower(i, w) && p.isMark(i+1, '.') && (p.lower(i+2, "m") || p.lower(i+2, "M")) {
			// The last point may end the sentence; it is part of the time.
			return p.skipMark(i+3, '.')
		}
	}
	return i
}

// zone reads a time zone, also in parentheses or as "local time".
func (p *parser) zone(i int) int {
	l := p.next(i)
	if l.class != other {
		return i
	}
	switch p.text[l.start:l.end] {
	case "GMT", "UTC", "EST", "EDT", "ET", "CET", "CEST", "BST", "IST", "PST", "PDT", "CST", "MSK", "JST", "KST":
		return i + 1
	case "local":
		if p.lower(i+1, "time") {
			return i + 2
		}
	}
	return i
}
