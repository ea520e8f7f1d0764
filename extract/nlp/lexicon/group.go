package lexicon

import "iter"

var (
	featureTable = open("features")
	groupTable   = open("groups")
)

// Feature reports whether name is a continent, region, sea, river, mountain
// or other place without a government.
func Feature(name string) bool { return featureTable().has(Fold(name)) }

// Group reports whether name is that of a people, religion or political camp,
// or its adjective.
func Group(name string) bool { return groupTable().has(Fold(name)) }

// Features yields all folded names that [Feature] knows.
func Features() iter.Seq2[string, string] { return featureTable().all() }

// Groups yields all folded names that [Group] knows.
func Groups() iter.Seq2[string, string] { return groupTable().all() }
