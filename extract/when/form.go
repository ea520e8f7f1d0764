package when

import "strconv"

// An op is the kind of meaning that a form has.
type op uint8

const (
	opNone      op = iota
	opCalendar     // year, month, day as far as written; wd checks the year
	opNumeric      // day and month as numbers, in an order not known
	opWeekday      // wd, rel
	opWeekdayIn    // wd of the week n weeks from the publication
	opWeekend      // rel
	opShift        // n units from the publication, part of that unit
	opLastN        // the last n units up to the publication
	opNextN        // the next n units from the publication on
	opInN          // in n units: a date in the future tense, else how long
	opSoFar        // earlier this unit
	opRest         // later this unit
	opAnchored     // n units from the anchor
	opEra          // n years from year on
	opSeason       // month (21 to 24) of year, or rel
	opQuarter      // quarter day of year, or rel
	opHalf         // half day of year, or rel
	opNth          // n units from the day-th on (-1: the last n) of the month, or of the year
	opHoliday      // n, year or rel
	opLength       // a duration: n units
	opClock        // a time of day
	opVague
)

// A form is what the words of an expression say. Fields that the words do not
// give are zero; which fields count depends on the op.
type form struct {
	op     op
	unit   unit
	rel    rel
	part   part
	wd     int8 // 1 + weekday
	month  int8
	day    int8
	approx bool
	year   int16
	n      int32
}

// explicit reports whether f says which days it means on its own.
func (f form) explicit() bool {
	switch f.op {
	case opCalendar, opSeason, opQuarter, opHalf, opNth, opHoliday:
		return f.year != 0
	case opNumeric:
		return false // the order is chosen by the publication
	case opEra:
		return true
	}
	return false
}

// A holidayIndex names a day of the year that has a name.
type holidayIndex int32

const (
	christmas holidayIndex = iota
	christmasEve
	boxing
	newYear
	newYearEve
	easter
	goodFriday
	easterMonday
	thanksgiving
	halloween
	epiphany
	juneteenth
	nowruz
	valentine
	mayDay
	womensDay
	nineEleven
	holidays
)

// A fixedDay is a month and a day.
type fixedDay struct{ month, day int }

// fixedHolidays are the holidays that have the same date each year; the
// others are computed.
var fixedHolidays = [holidays]fixedDay{
	christmas: {12, 25}, christmasEve: {12, 24}, boxing: {12, 26}, newYear: {1, 1}, newYearEve: {12, 31}, halloween: {10, 31},
	epiphany: {1, 6}, juneteenth: {6, 19}, nowruz: {3, 20}, valentine: {2, 14}, mayDay: {5, 1}, womensDay: {3, 8}, nineEleven: {9, 11},
}

var unitLetters = [...]string{second: "TS", minute: "TM", hour: "TH", day: "D", weekend: "W", week: "W", fortnight: "W", monthUnit: "M", quarter: "M",
	halfYear: "M", seasonUnit: "M", year: "Y", decade: "Y", century: "Y"}

// unitFactors are how many of its letter a unit is.
var unitFactors = [...]int32{second: 1, minute: 1, hour: 1, day: 1, weekend: 1, week: 1, fortnight: 2, monthUnit: 1, quarter: 3, halfYear: 6, seasonUnit: 3,
	year: 1, decade: 10, century: 100}

// Length returns how long a [Duration] is, as ISO 8601 writes it (P3M, PT2H).
// It does so too for "in two months", which is a date in the future tense and
// else a duration; "" for all others.
func (e *Expression) Length() string {
	if e.form.op != opLength && e.form.op != opInN {
		return ""
	}
	letter := unitLetters[e.form.unit]
	n := strconv.Itoa(int(e.form.n * unitFactors[e.form.unit]))
	if letter[0] == 'T' {
		return "PT" + n + letter[1:]
	}
	return "P" + n + letter
}
