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
		d, ok := e.Resolve(c)
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

// narrowEnough reports whether a story can go on from d: from a day, a few
// days or a month, not from a decade.
func narrowEnough(d graph.Date) bool {
	from, to, ok := d.Bounds()
	return ok && to-from <= 366
}
