package nlp

// A NameType is the kind of thing that a [Name] names. The first ten follow
// the OntoNotes guidelines in outline; the others are expressions that rules
// find.
type NameType uint8

// The types of names. GPE is a place with a government (a country, a state, a
// city), Loc any other place (a sea, a region, a continent), Fac a building
// or road, Norp a nationality, religious or political group ("Iranian",
// "Democrats"), Work a title of a book, film or song.
const (
	NoName NameType = iota
	Person
	Org
	GPE
	Loc
	Fac
	Norp
	EventName
	Product
	Work
	Law
	DateName
	TimeName
	Money
	Quantity
	Cardinal
	numNameTypes
)

var nameTypeNames = [numNameTypes]string{
	"O", "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK", "LAW",
	"DATE", "TIME", "MONEY", "QUANTITY", "CARDINAL",
}

// String returns the label of t, such as PERSON or GPE; "O" for NoName.
func (t NameType) String() string {
	if t >= numNameTypes {
		return "?"
	}
	return nameTypeNames[t]
}

// ParseNameType returns the type that s labels (as String writes it), and
// whether there is one.
func ParseNameType(s string) (NameType, bool) {
	for t := Person; t < numNameTypes; t++ {
		if nameTypeNames[t] == s {
			return t, true
		}
	}
	return NoName, false
}

// Place reports whether t names a place: a GPE, Loc or Fac.
func (t NameType) Place() bool { return t == GPE || t == Loc || t == Fac }

// Expression reports whether t is an expression of time, money or amount
// rather than a name.
func (t NameType) Expression() bool { return t >= DateName }
