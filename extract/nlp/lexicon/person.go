package lexicon

import (
	"iter"
	"strconv"
)

var (
	firstTable   = open("first")
	surnameTable = open("surnames")
	titleTable   = open("titles")
)

// FirstName reports whether name is a first name in one of the lists, and the
// share of women among those who bear it: 0 to 1, or -1 when the sources do
// not say.
func FirstName(name string) (women float64, ok bool) {
	for rest := range firstTable().find(Fold(name)) {
		if rest == "" {
			return -1, true
		}
		percent, err := strconv.Atoi(rest)
		if err != nil {
			return -1, true
		}
		return float64(percent) / 100, true
	}
	return -1, false
}

// Surname reports whether name is a surname in one of the lists.
func Surname(name string) bool { return surnameTable().has(Fold(name)) }

// Title returns the CAMEO role code of a noun that says what somebody is or
// does, such as GOV for "foreign minister", MIL for "general", and whether it
// is in the list.
func Title(noun string) (code string, ok bool) {
	for code := range titleTable().find(Fold(noun)) {
		return code, true
	}
	return "", false
}

// FirstNames yields all folded first names.
func FirstNames() iter.Seq2[string, string] { return firstTable().all() }

// Surnames yields all folded surnames.
func Surnames() iter.Seq2[string, string] { return surnameTable().all() }

// Titles yields all folded titles with their codes.
func Titles() iter.Seq2[string, string] { return titleTable().all() }
