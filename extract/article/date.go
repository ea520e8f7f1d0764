package article

import (
	"strings"
	"time"

	"parley/extract/when"
	"parley/graph"
)

// zoned are the layouts that say their offset; what is read by them is an
// instant.
var zoned = []string{time.RFC3339Nano, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700",
	time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700"}

// greenwich are the names of the offset zero; other zone names mean different
// offsets in different places, so what they stand behind is only a day.
var greenwich = []string{" GMT", " UTC", " Z", " UT"}

// publishedOf returns when an article was published, from what its metadata
// say: an RFC 3339 instant in its own offset when there is an offset, else an
// EDTF day, else "".
func publishedOf(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	for _, name := range greenwich {
		if t, ok := strings.CutSuffix(s, name); ok {
			s = t + " +0000"
		}
	}
	for _, layout := range zoned {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	if t, ok := unixTime(s); ok {
		return t.Format(time.RFC3339)
	}
	if len(s) == 8 {
		if t, err := time.Parse("20060102", s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	if len(s) > 10 {
		if _, ok := graph.ParseDay(s[:10]); ok {
			return s[:10] // 2024-03-26 13:25, without an offset
		}
	}
	return writtenDay(s)
}

// writtenDay returns the first whole date that a text writes, or "".
func writtenDay(s string) string {
	found := when.FindText(s)
	for i := range found {
		if d, ok := fullDate(&found[i]); ok {
			return d
		}
	}
	return ""
}

// fullDate returns the day of an expression that gives one on its own.
func fullDate(e *when.Expression) (string, bool) {
	d, ok := e.Resolve(when.Context{})
	if !ok || !e.Explicit() || d.Precision() != graph.DayPrecision {
		return "", false
	}
	return d.EDTF, true
}
