package lexicon

import (
	"iter"
	"strings"
)

// An Office is what a person was at a time.
type Office struct {
	// Country is the ISO alpha-3 code, or a CAMEO code such as IGO for an
	// international organization.
	Country string
	// Role is the rest of the CAMEO actor code: GOV government, MIL
	// military, OPP opposition, LEG legislature, JUD courts, ELI former or
	// other elite ...
	Role string
	// Title is the office when the source says it: "Senator".
	Title string
	// From and To are days, YYYY-MM-DD; empty when open or not known.
	From, To string
}

// An Organization is what the lists say of a body's name.
type Organization struct {
	Code string // CAMEO actor code: IGOUNO, IRNMIL ...
}

var (
	leadersTable = open("leaders")
	orgsTable    = open("orgs")
)

// Leader returns the offices of the holder of office with that full name, in
// the order of the source. Namesakes are not told apart.
func Leader(name string) []Office {
	var all []Office
	for rest := range leadersTable().find(Fold(name)) {
		f := strings.Split(rest, "\t")
		all = append(all, Office{Country: f[0], Role: f[1], From: f[2], To: f[3], Title: f[4]})
	}
	return all
}

// Org returns what the lists of international organizations, companies,
// national institutions and armed groups say of name.
func Org(name string) []Organization {
	var all []Organization
	for code := range orgsTable().find(strings.TrimPrefix(Fold(name), "the ")) {
		all = append(all, Organization{Code: code})
	}
	return all
}

// Leaders yields the folded names of all holders of office.
func Leaders() iter.Seq2[string, string] { return leadersTable().all() }

// Orgs yields the folded names of all organizations with their codes.
func Orgs() iter.Seq2[string, string] { return orgsTable().all() }
