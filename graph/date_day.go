package graph

import (
	"time"
)

// A Day is a calendar day, counted from 1970-01-01 in the proleptic Gregorian
// calendar. Days from [FirstDay] to [LastDay] can be written.
type Day int32

// The days that a four-digit year can write.
const (
	FirstDay Day = -719528 // 0000-01-01
	LastDay  Day = 2932896 // 9999-12-31
)

// NewDay returns the day of a year, a month (1 to 12) and a day of the month.
// Months and days out of range carry over, as with [time.Date].
func NewDay(year, month, day int) Day {
	year += (month - 1) / 12
	month = (month-1)%12 + 1
	if month < 1 {
		month += 12
		year--
	}
	// Civil days by counting years from March, so that the leap day is last
	// (Howard Hinnant, chrono-compatible low-level date algorithms, 2013).
	if month <= 2 {
		year--
	}
	era := floorDiv(year, 400)
	yearOfEra := year - era*400
	dayOfYear := (153*((month+9)%12)+2)/5 + day - 1
	dayOfEra := yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear
	return Day(era*146097 + dayOfEra - 719468)
}

func floorDiv(a, b int) int {
	if a < 0 {
		return (a - b + 1) / b
	}
	return a / b
}

// DayOf returns the day of t in t's own offset.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return NewDay(y, int(m), d)
}

// ParseDay reads a day written YYYY-MM-DD.
func ParseDay(s string) (Day, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	y, m, d := digits(s[:4]), digits(s[5:7]), digits(s[8:])
	if y < 0 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return 0, false
	}
	return NewDay(y, m, d), true
}

// digits returns the value of s, or -1 when s is not all digits.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// YMD returns the year, the month (1 to 12) and the day of the month.
func (d Day) YMD() (year, month, day int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	dayOfEra := z - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	shifted := (5*dayOfYear + 2) / 153
	day = dayOfYear - (153*shifted+2)/5 + 1
	month = shifted + 3
	year = yearOfEra + era*400
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday {
	return time.Weekday(((int(d)+4)%7 + 7) % 7) // 1970-01-01 was a Thursday
}

// Monday returns the first day of d's week, which goes from Monday to Sunday.
func (d Day) Monday() Day { return d - Day((int(d.Weekday())+6)%7) }

// AddMonths returns the same day n months later (earlier for negative n), or
// the last day of that month when it is shorter.
func (d Day) AddMonths(n int) Day {
	y, m, day := d.YMD()
	first := NewDay(y, m+n, 1)
	y, m, _ = first.YMD()
	return first + Day(min(day, daysIn(y, m))-1)
}

// MonthStart returns the first day of d's month.
func (d Day) MonthStart() Day {
	_, _, day := d.YMD()
	return d - Day(day-1)
}

// MonthEnd returns the last day of d's month.
func (d Day) MonthEnd() Day {
	y, m, day := d.YMD()
	return d + Day(daysIn(y, m)-day)
}

// String returns d as YYYY-MM-DD.
func (d Day) String() string { return string(d.append(make([]byte, 0, 10))) }

func (d Day) append(b []byte) []byte {
	y, m, day := min(max(d, FirstDay), LastDay).YMD()
	return append(b, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-',
		byte('0'+m/10), byte('0'+m%10), '-', byte('0'+day/10), byte('0'+day%10))
}
