package when

// shortDecade reads '90s and 90s.
func (p *parser) shortDecade(i int) (reading, int) {
	l := p.next(i + 1)
	if l.class != digits || l.digits != 2 || l.value%10 != 0 || !p.glued(i+1) || !p.glued(i+2) || !p.lower(i+2, "s") {
		return reading{}, i
	}
	y := 1900 + int16(l.value)
	if l.value < 30 {
		y += 100
	}
	return reading{form: form{op: opEra, year: y, n: 10}}, i + 3
}

// numericDate reads 2024-03-26 (with a time, too), 26/03/2024, 26.03.2024,
// 3/26/24.
func (p *parser) numericDate(i int) (reading, int) {
	a, sep, b, sep2, c := p.at(i), p.next(i+1), p.next(i+2), p.next(i+3), p.next(i+4)
	if a.value == 9 && sep.value == '/' && sep.class == mark && b.class == digits && b.value == 11 && b.digits == 2 && p.glued(i+1) && p.glued(i+2) && !(sep2.class == mark && sep2.value == '/') {
		return reading{form: form{op: opHoliday, n: int32(nineEleven), year: 2001}}, i + 3
	}
	if sep.class != mark || sep2.class != mark || b.class != digits || c.class != digits || sep.value != sep2.value ||
		!p.glued(i+1) || !p.glued(i+2) || !p.glued(i+3) || !p.glued(i+4) {
		return reading{}, i
	}
	if sep.value != '-' && sep.value != '/' && sep.value != '.' {
		return reading{}, i
	}
	next := p.isoTime(i + 5)
	if a.digits == 4 && b.digits <= 2 && c.digits <= 2 {
		f := form{op: opCalendar, year: int16(a.value), month: int8(b.value), day: int8(c.value)}
		if !f.possible() {
			return reading{}, i
		}
		return reading{form: f}, next
	}
	if a.digits > 2 || b.digits > 2 || c.digits != 4 && !(c.digits == 2 && sep.value == '/') {
		return reading{}, i
	}
	y := c.value
	if c.digits == 2 {
		if y += 2000; y > 2060 {
			y -= 100
		}
	}
	f := form{op: opNumeric, year: int16(y), day: int8(a.value), month: int8(b.value)}
	switch {
	case f.month > 12 || f.month == f.day:
		if f.month > 12 {
			f.day, f.month = f.month, f.day
		}
		f.op = opCalendar
	case f.day > 12 || sep.value == '.':
		f.op = opCalendar
	}
	if !f.possible() {
		return reading{}, i
	}
	return reading{form: f}, next
}

// possible reports whether month and day are in range.
func (f form) possible() bool {
	return f.month >= 1 && f.month <= 12 && f.day >= 1 && f.day <= 31 && f.year >= 1000
}

// isoTime reads the T13:25:00Z behind a date.
func (p *parser) isoTime(i int) int {
	if l := p.at(i); !p.glued(i) || l.class != other || p.text[l.start:l.end] != "T" {
		return i
	}
	j := i + 1
	for p.glued(j) && (p.at(j).class == digits || p.isMark(j, ':') || p.isMark(j, '.') || p.isMark(j, '+') || p.isMark(j, '-') || p.lower(j, "Z")) {
		j++
	}
	return j
}
