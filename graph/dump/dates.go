package dump

import (
	"strconv"
	"strings"
	"time"

	"parley/graph"
)

const dayForm = "2006-01-02"

// parseDay reads a day YYYY-MM-DD.
func parseDay(s string) (time.Time, bool) {
	t, err := time.Parse(dayForm, s)
	return t, err == nil
}

// days returns the first and last day of an EDTF level 1 date, or two empty
// strings when there is none or an end is open on both sides.
func days(d *graph.Date) (first, last string) {
	if d == nil || d.EDTF == "" {
		return "", ""
	}
	from, to, interval := strings.Cut(d.EDTF, "/")
	if !interval {
		return edtfRange(from)
	}
	first, _ = edtfRange(from)
	_, last = edtfRange(to)
	return first, last
}

// edtfRange returns the first and last day of an EDTF date that is no
// interval.
func edtfRange(s string) (first, last string) {
	s = strings.TrimRight(s, "?~%")
	if i := strings.IndexByte(s, 'T'); i >= 0 {
		s = s[:i]
	}
	parts := strings.Split(s, "-")
	if len(s) == 0 || s == ".." || len(parts) > 3 || len(parts[0]) != 4 {
		return "", ""
	}
	year, lastYear, ok := digits(parts[0])
	if !ok {
		return "", ""
	}
	if len(parts) == 1 || lastYear > year {
		return span(date(year, 1, 1), date(lastYear, 12, 31))
	}
	month, err := strconv.Atoi(strings.ReplaceAll(parts[1], "XX", "0"))
	switch {
	case err != nil:
		return "", ""
	case month == 0:
		return span(date(year, 1, 1), date(year, 12, 31))
	case month >= 21 && month <= 24: // seasons of the northern half, from March
		start := date(year, time.Month(3*(month-20)), 1)
		return span(start, start.AddDate(0, 3, -1))
	case month > 12:
		return "", ""
	}
	start := date(year, time.Month(month), 1)
	if len(parts) == 2 || parts[2] == "XX" {
		return span(start, start.AddDate(0, 1, -1))
	}
	if t, ok := parseDay(s); ok {
		return span(t, t)
	}
	return "", ""
}

// digits returns the least and greatest number that digits with X for an
// unknown one can mean.
func digits(s string) (low, high int, ok bool) {
	low, err := strconv.Atoi(strings.ReplaceAll(s, "X", "0"))
	if err != nil {
		return 0, 0, false
	}
	high, err = strconv.Atoi(strings.ReplaceAll(s, "X", "9"))
	return low, high, err == nil
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func span(a, b time.Time) (string, string) { return a.Format(dayForm), b.Format(dayForm) }

// publishedDay returns the day of an article's publication, or "".
func publishedDay(published string) string {
	if len(published) >= len(dayForm) {
		if _, ok := parseDay(published[:len(dayForm)]); ok {
			return published[:len(dayForm)]
		}
	}
	return ""
}
