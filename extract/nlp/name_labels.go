package nlp

// A nameLabel says where a token stands in a name of which type: 0 outside,
// else four to a type: begin, inside, last, the only word (BILOU).
type nameLabel uint8

const (
	nameTypesLearned = int(Law)
	numNameLabels    = 1 + 4*nameTypesLearned
	numFreeLabels    = 1 + 2*nameTypesLearned
)

const (
	posBegin = iota
	posInside
	posLast
	posUnit
)

func labelOf(t NameType, pos int) nameLabel { return nameLabel(1 + 4*(int(t)-1) + pos) }

func (l nameLabel) typ() NameType {
	if l == 0 {
		return NoName
	}
	return NameType((l-1)/4 + 1)
}

func (l nameLabel) pos() int {
	if l == 0 {
		return -1
	}
	return int(l-1) % 4
}

// closing are the labels after which a token is free: outside, last, unit;
// opening those that may follow them: outside, begin, unit.
var closing, opening = func() (c, o [numFreeLabels]nameLabel) {
	n := 1
	for t := Person; int(t) <= nameTypesLearned; t++ {
		c[n], o[n] = labelOf(t, posLast), labelOf(t, posBegin)
		c[n+1], o[n+1] = labelOf(t, posUnit), labelOf(t, posUnit)
		n += 2
	}
	return c, o
}()

// A labelSet is a set of labels as bits.
type labelSet uint64

const allLabels = labelSet(1)<<numNameLabels - 1

func (s labelSet) has(l nameLabel) bool { return s>>l&1 != 0 }
