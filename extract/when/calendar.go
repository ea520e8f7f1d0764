package when

import (
	"time"

	"parley/graph"
)

// unitAround returns the unit that is n units from the one that holds d.
func unitAround(d graph.Day, u unit, n int) days {
	switch u {
	case day:
		return one(d + graph.Day(n))
	case week:
		monday := d.Monday() + graph.Day(7*n)
		return days{from: monday, to: monday + 6}
	case weekend:
		saturday := d.Monday() + 5 + graph.Day(7*n)
		return days{from: saturday, to: saturday + 1}
	case monthUnit:
		first := d.MonthStart().AddMonths(n)
		return days{from: first, to: first.MonthEnd()}
	case quarter:
		return monthsAround(d, 3, n)
	case halfYear:
		return monthsAround(d, 6, n)
	case year:
		return monthsAround(d, 12, n)
	case decade:
		return monthsAround(d, 120, n)
	case century:
		return monthsAround(d, 1200, n)
	}
	return one(d) // hours and minutes stay within the day, as far as is known
}

// monthsAround is unitAround for units of whole months that divide the years
// from 0 on.
func monthsAround(d graph.Day, months, n int) days {
	y, m, _ := d.YMD()
	index := (y*12+m-1)/months + n
	first := graph.NewDay(0, index*months+1, 1)
	return days{from: first, to: graph.NewDay(0, (index+1)*months+1, 1) - 1}
}

// addUnits returns the day n units from d.
func addUnits(d graph.Day, u unit, n int) graph.Day {
	switch u {
	case day:
		return d + graph.Day(n)
	case week, weekend:
		return d + graph.Day(7*n)
	case monthUnit:
		return d.AddMonths(n)
	case quarter:
		return d.AddMonths(3 * n)
	case halfYear:
		return d.AddMonths(6 * n)
	case year:
		return d.AddMonths(12 * n)
	case decade:
		return d.AddMonths(120 * n)
	case century:
		return d.AddMonths(1200 * n)
	}
	return d
}

// narrow returns a third of d: ten days of a month, four months of a year,
// the ends and the middle of a week. A day or a weekend has no thirds.
func narrow(d days, third part) days {
	n := int(d.to-d.from) + 1
	_, fm, fd := d.from.YMD()
	fy, _, _ := d.from.YMD()
	ty, tm, _ := d.to.YMD()
	months := (ty-fy)*12 + tm - fm + 1
	var first, last int // of the middle part, in n units
	switch {
	case n < 7:
		return d
	case fd != 1 || d.to != d.to.MonthEnd(): // a week, or any range
		first, last = n/3, n-1-n/3
		if n == 7 {
			first, last = 2, 3
		}
		return pick(d, third, d.from+graph.Day(first), d.from+graph.Day(last)+1)
	case months == 1 && third >= firstHalf:
		return pick(d, third, d.from+15, d.from+15)
	case months == 1:
		return pick(d, third, d.from+10, d.from+20)
	case months == 120:
		return pick(d, third, d.from.AddMonths(48), d.from.AddMonths(84))
	case months == 1200:
		return pick(d, third, d.from.AddMonths(12*33), d.from.AddMonths(12*67))
	}
	step := max(months/3, 1)
	return pick(d, third, d.from.AddMonths(step), d.from.AddMonths(months-step))
}

// pick returns the part of d before second, between second and third, or from
// third on.
func pick(d days, which part, second, third graph.Day) days {
	switch which {
	case early, firstHalf:
		d.to = second - 1
	case mid:
		d.from, d.to = second, third-1
	case late, secondHalf:
		d.from = third
	}
	return d
}

// weekday returns the weekday of f by the words before it and the tense.
func (r *resolver) weekday(f form) graph.Day {
	p := r.published
	back := graph.Day((int(p.Weekday()) - int(f.wd-1) + 7) % 7) // days since the latest
	ahead := (7 - back) % 7
	switch f.rel {
	case relLast, relPast, relRecent:
		return p - back - weekIfZero(back)
	case relNext, relComing:
		return p + ahead + weekIfZero(ahead)
	case relThis:
		switch r.tense {
		case Past:
			return p - back
		case Future:
			return p + ahead
		}
		return p.Monday() + graph.Day((int(f.wd)+5)%7)
	}
	switch {
	case r.tense == Future, r.tense == Present && ahead <= 3:
		return p + ahead
	}
	return p - back
}

func weekIfZero(d graph.Day) graph.Day {
	if d == 0 {
		return 7
	}
	return 0
}

// weekend returns the weekend meant.
func (r *resolver) weekend(which rel) days {
	p := r.published
	saturday := p.Monday() + 5
	switch {
	case which == relLast, which == relThis && p < saturday && (r.tense == Past || r.tense != Future && p < saturday-3), which == relNone && p < saturday && r.tense != Future:
		saturday -= 7
	case which == relNext, which == relComing && p >= saturday:
		saturday += 7
	}
	return days{from: saturday, to: saturday + 1}
}

// thanksgivingOf returns the fourth Thursday of November.
func thanksgivingOf(y int) graph.Day {
	first := graph.NewDay(y, 11, 1)
	return first + graph.Day((int(time.Thursday)-int(first.Weekday())+7)%7) + 21
}

// holidayOf returns a holiday in a year.
func holidayOf(which holidayIndex, y int) graph.Day {
	switch which {
	case easter:
		return easterOf(y)
	case goodFriday:
		return easterOf(y) - 2
	case easterMonday:
		return easterOf(y) + 1
	case thanksgiving:
		return thanksgivingOf(y)
	}
	return graph.NewDay(y, fixedHolidays[which].month, fixedHolidays[which].day)
}

// easterOf returns western Easter Sunday (Meeus, Jones and
// Butcher's algorithm for the Gregorian calendar).
func easterOf(year int) graph.Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return graph.NewDay(year, n/31, n%31+1)
}
