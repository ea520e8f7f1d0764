package nlp

// A GoldName is a marked span of a text in bytes. Types is the set of types
// it may have: one bit a type, more than one where a corpus has coarser types.
// With NoName in the set it is unknown whether and where in the span there are
// names of these types.
type GoldName struct {
	Span
	Types NameTypeSet
}

// A NameTypeSet is a set of name types, one bit a type.
type NameTypeSet uint32

// NewNameTypeSet returns the set of ts.
func NewNameTypeSet(ts ...NameType) NameTypeSet {
	var s NameTypeSet
	for _, t := range ts {
		s |= 1 << t
	}
	return s
}

// Has reports whether t is in s.
func (s NameTypeSet) Has(t NameType) bool { return s>>t&1 != 0 }

// anywhere returns the labels of words of which it is not known whether they
// are in a name of these types.
func (s NameTypeSet) anywhere() labelSet {
	labels := labelSet(1)
	for t := Person; int(t) <= nameTypesLearned; t++ {
		if s.Has(t) {
			labels |= 15 << labelOf(t, posBegin)
		}
	}
	return labels
}

// A NameText is a document whose names are marked, to train on.
type NameText struct {
	Doc   *Document
	Names []GoldName
	// Unmarked are the types that the corpus does not mark: outside the
	// marked names they are possible everywhere, Norp only for words of the
	// lists of peoples.
	Unmarked NameTypeSet
	// Domain is the corpus. Domain 0 is the kind of text that the model is
	// for; every other domain has weights of its own beside the shared ones
	// in training (Daumé 2007, "Frustratingly Easy Domain Adaptation").
	Domain int
}

// labelSets returns the labels that the gold names leave each token, and how
// many names do not begin and end with a token.
func (x *NameText) labelSets(ts []nameToken) (sets []labelSet, misfits int) {
	n := x.Doc.Len()
	sets = make([]labelSet, n)
	outside := x.Unmarked.anywhere()
	for i := range sets {
		sets[i] = outside
		// A people that no list has is too seldom to be worth a guess.
		if ts[i].gaz[gazDemonym] == 0 && ts[i].gaz[gazGroup] == 0 {
			sets[i] &^= 15 << labelOf(Norp, posBegin)
		}
		if ts[i].idle {
			sets[i] = 1
		}
	}
	at := 0
	for _, g := range x.Names {
		for at < n && x.Doc.Spans[at].End <= g.Start {
			at++
		}
		end := at
		for end < n && x.Doc.Spans[end].Start < g.End {
			end++
		}
		if g.Types.Has(NoName) {
			for i := at; i < end; i++ {
				if !ts[i].idle {
					sets[i] |= g.Types.anywhere()
				}
			}
			continue
		}
		fits := end > at && x.Doc.Spans[at].Start == g.Start && x.Doc.Spans[end-1].End == g.End
		for i := at; i < end; i++ {
			fits = fits && !ts[i].idle
		}
		if !fits {
			misfits++
			for i := at; i < end; i++ {
				if !ts[i].idle {
					sets[i] = allLabels
				}
			}
			continue
		}
		for i := at; i < end; i++ {
			pos := posInside
			switch {
			case end-at == 1:
				pos = posUnit
			case i == at:
				pos = posBegin
			case i == end-1:
				pos = posLast
			}
			sets[i] = 0
			for t := Person; int(t) <= nameTypesLearned; t++ {
				if g.Types.Has(t) {
					sets[i] |= 1 << labelOf(t, pos)
				}
			}
		}
	}
	return sets, misfits
}
