package graph

import (
	"cmp"
	"errors"
	"fmt"
)

// ErrDate means that a text is not an EDTF date as [ParseDate] reads them.
var ErrDate = errors.New("not an EDTF date")

// A DateBasis says how a date was obtained.
type DateBasis string

// Bases of a date.
const (
	Explicit    DateBasis = "EXPLICIT"
	Relative    DateBasis = "RELATIVE"
	Publication DateBasis = "PUBLICATION"
)

// A DatePrecision is the finest unit of a date that is known.
type DatePrecision string

// Precisions of a date.
const (
	InstantPrecision DatePrecision = "INSTANT"
	DayPrecision     DatePrecision = "DAY"
	RangePrecision   DatePrecision = "RANGE" // of days; seasons too
	MonthPrecision   DatePrecision = "MONTH"
	YearPrecision    DatePrecision = "YEAR"
	UnknownPrecision DatePrecision = "UNKNOWN" // open intervals, decades: start and end are bounds
)

// A Date is an EDTF level 1 date with its basis (Extended Date/Time Format,
// Library of Congress, 2019; ISO 8601-2). The zero Date is no date. A Date
// with an EDTF text that [ParseDate] refuses behaves like the zero Date.
//
// Seasons 21 to 24 are spring (March to May), summer, autumn and winter
// (December to February of the next year) of the north.
type Date struct {
	EDTF  string    `json:"edtf"`
	Basis DateBasis `json:"basis,omitempty"`
}

// ParseDate reads an EDTF level 1 date with a year from 0000 to 9999, without
// a basis. Errors wrap [ErrDate].
func ParseDate(s string) (Date, error) {
	if _, ok := parseEDTF(s); !ok {
		return Date{}, fmt.Errorf("date %.40q: %w", s, ErrDate)
	}
	return Date{EDTF: s}, nil
}

// DayDate returns the date of one day.
func DayDate(d Day, basis DateBasis) Date { return Date{EDTF: d.String(), Basis: basis} }

// MonthDate returns the date of the month that d is in.
func MonthDate(d Day, basis DateBasis) Date { return Date{EDTF: d.String()[:7], Basis: basis} }

// YearDate returns the date of the year that d is in.
func YearDate(d Day, basis DateBasis) Date { return Date{EDTF: d.String()[:4], Basis: basis} }

// RangeDate returns the date of the days from the first to the last, written
// in the shortest way: a whole year as YYYY, a whole month as YYYY-MM.
func RangeDate(from, to Day, basis DateBasis) Date {
	fy, fm, fd := from.YMD()
	ty, tm, td := to.YMD()
	switch {
	case from == to:
		return DayDate(from, basis)
	case fy == ty && fm == 1 && fd == 1 && tm == 12 && td == 31:
		return YearDate(from, basis)
	case fy == ty && fm == tm && fd == 1 && td == daysIn(ty, tm):
		return MonthDate(from, basis)
	}
	b := append(from.append(make([]byte, 0, 21)), '/')
	return Date{EDTF: string(to.append(b)), Basis: basis}
}

// Valid reports whether d is a date.
func (d Date) Valid() bool {
	_, ok := parseEDTF(d.EDTF)
	return ok
}

// Bounds returns the first and the last possible day; an open start is
// [FirstDay] and an open end [LastDay]. It returns false for no date.
func (d Date) Bounds() (from, to Day, ok bool) {
	p, ok := parseEDTF(d.EDTF)
	return p.from, p.to, ok
}

// Start returns the first possible day as YYYY-MM-DD, "" for an open start or
// no date.
func (d Date) Start() string {
	p, ok := parseEDTF(d.EDTF)
	if !ok || p.openStart {
		return ""
	}
	return p.from.String()
}

// End returns the last possible day as YYYY-MM-DD, "" for an open end or no
// date.
func (d Date) End() string {
	p, ok := parseEDTF(d.EDTF)
	if !ok || p.openEnd {
		return ""
	}
	return p.to.String()
}

// Precision returns the finest unit of d that is known, "" for no date.
func (d Date) Precision() DatePrecision {
	p, _ := parseEDTF(d.EDTF)
	return p.precision
}

// Approximate reports whether d says "about" (~ or %).
func (d Date) Approximate() bool {
	p, _ := parseEDTF(d.EDTF)
	return p.approximate
}

// Uncertain reports whether d says "perhaps" (? or %).
func (d Date) Uncertain() bool {
	p, _ := parseEDTF(d.EDTF)
	return p.uncertain
}

// SortKey returns a text that sorts as dates do by their first day: the first
// day, 0000-01-01 for an open start, "" for no date.
func (d Date) SortKey() string {
	p, ok := parseEDTF(d.EDTF)
	if !ok {
		return ""
	}
	return p.from.String()
}

// Compare orders dates by first day, then by last day, then by text; no date
// is last.
func (d Date) Compare(o Date) int {
	p, ok := parseEDTF(d.EDTF)
	q, also := parseEDTF(o.EDTF)
	switch {
	case ok && also:
		return cmp.Or(cmp.Compare(p.from, q.from), cmp.Compare(p.to, q.to), cmp.Compare(d.EDTF, o.EDTF))
	case ok:
		return -1
	case also:
		return 1
	}
	return cmp.Compare(d.EDTF, o.EDTF)
}
