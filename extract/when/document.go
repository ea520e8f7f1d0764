package when

import "parley/graph"

// maxCarried is how many sentences back the text may have dated what "the
// following day" counts from.
const maxCarried = 3

// Resolve returns the dates of the expressions of one document, as [Find]
// returned them: the zero Date where there is none. tense returns the tense
// that governs expression i; nil means that it is not known.
//
// Without a publication, a day without a year is the one nearest to the last
// date before it.
//
// A day that the text gives with a year elsewhere is of that year here too.
//
// An expression that counts from something else takes the date that the words
// give its anchor, or else the last date before it, if that is near. One whose
// anchor is a happening ([AnchorNext]) without a date of its own is left to
// the caller, who may know the happening.
func Resolve(found []Expression, published graph.Date, tense func(i int) Tense) []graph.Date {
	dates := make([]graph.Date, len(found))
	context := func(i int) Context {
		c := Context{Published: published}
		if tense != nil {
			c.Tense = tense(i)
		}
		return c
	}
	years := toldYears(found)
	last, at := graph.Date{}, 0
	for i := range found {
		e := &found[i]
		c := context(i)
		switch {
		case e.Anchor == AnchorPrevious && e.Sentence-at <= maxCarried:
			c.Anchor = last
		case e.Anchor == AnchorNext && e.AnchorAt >= 0:
			c.Anchor, _ = found[e.AnchorAt].Resolve(context(e.AnchorAt))
		case e.Anchor == NoAnchor && !published.Valid():
			// A day without a year takes it from the story.
			c.Anchor, c.Tense = last, NoTense
		}
		d, ok := years.settle(e).Resolve(c)
		if e.beside && i+1 < len(found) {
			d, ok = years.settle(&found[i+1]).Resolve(context(i + 1))
		}
		if !ok {
			continue
		}
		dates[i] = d
		if narrowEnough(d) {
			last, at = d, e.Sentence
		}
	}
	return dates
}

// A monthDay is a day of any year.
type monthDay struct{ month, day int8 }

// tellsYears holds the year that a text gives for a day, 0 where it gives
// several.
type tellsYears map[monthDay]int16

func toldYears(found []Expression) tellsYears {
	var years tellsYears
	for i := range found {
		f := &found[i].form
		if f.op != opCalendar || f.year == 0 || f.month == 0 || f.day == 0 {
			continue
		}
		if years == nil {
			years = tellsYears{}
		}
		k := monthDay{f.month, f.day}
		if y, ok := years[k]; ok && y != f.year {
			years[k] = 0
		} else {
			years[k] = f.year
		}
	}
	return years
}

// settle returns the expression with what the text says elsewhere of its day:
// the year, or which of two numbers is the month.
func (t tellsYears) settle(e *Expression) *Expression {
	f := e.form
	switch y, swapped := t[monthDay{f.month, f.day}], t[monthDay{f.day, f.month}]; {
	case f.op == opCalendar && f.year == 0 && f.rel == relNone && f.day != 0 && e.to.op == opNone && y != 0:
		f.year = y
	case f.op == opNumeric && y == f.year && swapped != f.year:
		f.op = opCalendar
	case f.op == opNumeric && swapped == f.year && y != f.year:
		f.op, f.month, f.day = opCalendar, f.day, f.month
	default:
		return e
	}
	out := *e
	out.form = f
	return &out
}

// narrowEnough reports whether a story can go on from d: from a day, a few
// days or a month, not from a decade.
func narrowEnough(d graph.Date) bool {
	from, to, ok := d.Bounds()
	return ok && to-from <= 366
}
