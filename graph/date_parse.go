package graph

import "strings"

// An edtf is a parsed date. Bounds of a refused text are zero.
type edtf struct {
	from, to               Day
	openStart, openEnd     bool
	approximate, uncertain bool
	precision              DatePrecision
}

// parseEDTF reads what [ParseDate] accepts. It does not allocate, as stores
// call it for every event they look at.
func parseEDTF(s string) (edtf, bool) {
	if first, last, interval := strings.Cut(s, "/"); interval {
		return parseInterval(first, last)
	}
	if len(s) > 10 && s[10] == 'T' {
		return parseInstant(s)
	}
	return parseSingle(s)
}

// parseInterval reads a/b, where either end may be open ("..") or unknown
// (empty); both are taken for open.
func parseInterval(first, last string) (edtf, bool) {
	p := edtf{from: FirstDay, to: LastDay, openStart: true, openEnd: true, precision: UnknownPrecision}
	if unbounded(first) && unbounded(last) {
		return edtf{}, false
	}
	if !unbounded(first) {
		a, ok := parseSingle(first)
		if !ok {
			return edtf{}, false
		}
		p.from, p.openStart = a.from, a.openStart
		p.approximate, p.uncertain = a.approximate, a.uncertain
	}
	if !unbounded(last) {
		b, ok := parseSingle(last)
		if !ok || b.to < p.from {
			return edtf{}, false
		}
		p.to, p.openEnd = b.to, b.openEnd
		p.approximate, p.uncertain = p.approximate || b.approximate, p.uncertain || b.uncertain
	}
	switch {
	case p.openStart || p.openEnd:
	case p.from == p.to:
		p.precision = DayPrecision
	default:
		p.precision = RangePrecision
	}
	return p, true
}

func unbounded(s string) bool { return s == "" || s == ".." }

// parseInstant reads a day, T, a time with seconds and, if any, fractions,
// and an offset or none. Its day is the day in its own offset.
func parseInstant(s string) (edtf, bool) {
	d, ok := ParseDay(s[:10])
	if !ok || !validTime(s[11:]) {
		return edtf{}, false
	}
	return edtf{from: d, to: d, precision: InstantPrecision}, true
}

func validTime(s string) bool {
	if len(s) < 8 || s[2] != ':' || s[5] != ':' {
		return false
	}
	h, m, sec := digits(s[:2]), digits(s[3:5]), digits(s[6:8])
	if h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 60 {
		return false
	}
	s = s[8:]
	if strings.HasPrefix(s, ".") {
		n := 1
		for n < len(s) && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		if n == 1 {
			return false
		}
		s = s[n:]
	}
	if s == "" || s == "Z" {
		return true
	}
	if s[0] != '+' && s[0] != '-' {
		return false
	}
	hours, minutes, _ := strings.Cut(s[1:], ":")
	h, m = digits(hours), digits(minutes)
	return len(hours) == 2 && h >= 0 && h <= 18 && (len(s) == 3 || len(minutes) == 2 && m >= 0 && m <= 59)
}

// parseSingle reads one date without a time: YYYY, YYYY-MM, YYYY-MM-DD, a
// season, or one of these with X digits from the right; and a qualifier.
func parseSingle(s string) (edtf, bool) {
	var p edtf
	if n := len(s); n > 0 {
		switch s[n-1] {
		case '~':
			p.approximate = true
		case '?':
			p.uncertain = true
		case '%':
			p.approximate, p.uncertain = true, true
		}
		if p.approximate || p.uncertain {
			s = s[:n-1]
		}
	}
	// Unspecified units are dropped: what is known is the unit before them.
	for strings.HasSuffix(s, "-XX") {
		if len(s) != 7 && len(s) != 10 {
			return edtf{}, false
		}
		s = s[:len(s)-3]
	}
	ok := false
	switch {
	case len(s) == 10:
		p.from, ok = ParseDay(s)
		p.to, p.precision = p.from, DayPrecision
	case len(s) == 7 && s[4] == '-':
		ok = p.setMonth(digits(s[:4]), digits(s[5:]))
	case len(s) == 4:
		ok = p.setYear(s)
	}
	if !ok {
		return edtf{}, false
	}
	return p, true
}

func (p *edtf) setMonth(year, month int) bool {
	switch {
	case year < 0:
		return false
	case month >= 1 && month <= 12:
		p.from = NewDay(year, month, 1)
		p.to, p.precision = p.from.MonthEnd(), MonthPrecision
		return true
	case month >= 21 && month <= 24:
		p.from = NewDay(year, 3*(month-20), 1)
		p.to, p.precision = min(NewDay(year, 3*(month-20)+3, 1)-1, LastDay), RangePrecision
		return true
	}
	return false
}

// setYear takes a year, or a decade, a century, a millennium or any time by X
// digits.
func (p *edtf) setYear(s string) bool {
	known := strings.TrimRight(s, "X")
	year, years := digits(known), 1
	if year < 0 {
		return false
	}
	for range 4 - len(known) {
		year, years = year*10, years*10
	}
	p.from, p.to = NewDay(year, 1, 1), NewDay(year+years, 1, 1)-1
	p.openStart, p.openEnd = known == "", known == ""
	p.precision = YearPrecision
	if years > 1 {
		p.precision = UnknownPrecision
	}
	return true
}
