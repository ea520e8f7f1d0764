package graph

// A DateRelation says how the possible days of two dates lie to each other.
type DateRelation int

// Relations between dates.
const (
	NoRelation  DateRelation = iota // one of them is no date
	SameDays                        // the same possible days
	Within                          // the first lies inside the second
	Covers                          // the second lies inside the first
	Overlapping                     // they share some days, each has others
	Disjoint                        // they share no day
)

// Relate says how d lies to o.
func (d Date) Relate(o Date) DateRelation {
	from, to, ok := d.Bounds()
	oFrom, oTo, also := o.Bounds()
	switch {
	case !ok || !also:
		return NoRelation
	case from == oFrom && to == oTo:
		return SameDays
	case to < oFrom || oTo < from:
		return Disjoint
	case from >= oFrom && to <= oTo:
		return Within
	case from <= oFrom && to >= oTo:
		return Covers
	}
	return Overlapping
}

// Contains reports whether every possible day of o is one of d's.
func (d Date) Contains(o Date) bool {
	r := d.Relate(o)
	return r == SameDays || r == Covers
}

// Compatible reports whether d and o can be the same day: they share one, or
// one of them is no date and so rules nothing out.
func (d Date) Compatible(o Date) bool { return d.Relate(o) != Disjoint }

// Contradicts reports whether d and o cannot both be right: they share no day,
// and both are told. What is inferred from publication alone rules nothing out.
func (d Date) Contradicts(o Date) bool {
	return d.Basis != Publication && o.Basis != Publication && !d.Compatible(o)
}

// Overlaps reports whether d can lie between the days from and to, both
// included; an empty one is open. No date overlaps nothing.
func (d Date) Overlaps(from, to string) bool {
	p, ok := parseEDTF(d.EDTF)
	if !ok {
		return false
	}
	if from != "" {
		if f, ok := ParseDay(from); !ok || p.to < f {
			return false
		}
	}
	if to != "" {
		if t, ok := ParseDay(to); !ok || p.from > t {
			return false
		}
	}
	return true
}

// Intersect returns the days that d and o share, as the narrower of the two
// where one contains the other (the one with a time where the days are the
// same). It returns false when they share none. Where one is no date it
// returns the other.
func (d Date) Intersect(o Date) (Date, bool) {
	switch d.Relate(o) {
	case NoRelation:
		if d.Valid() {
			return d, true
		}
		return o, o.Valid()
	case SameDays:
		if o.Precision() == InstantPrecision && d.Precision() != InstantPrecision {
			return o, true
		}
		return d, true
	case Within:
		return d, true
	case Covers:
		return o, true
	case Disjoint:
		return Date{}, false
	}
	from, to, _ := d.Bounds()
	oFrom, oTo, _ := o.Bounds()
	basis := d.Basis
	if o.Basis != basis {
		basis = Relative
	}
	from, to = max(from, oFrom), min(to, oTo)
	return RangeDate(from, to, basis), true
}
