package graph

// A DateBasis says how a date was obtained.
type DateBasis string

// Bases of a date.
const (
	Explicit    DateBasis = "EXPLICIT"
	Relative    DateBasis = "RELATIVE"
	Publication DateBasis = "PUBLICATION"
)

// A Date is an EDTF level 1 date with its basis. The zero Date is no date.
type Date struct {
	EDTF  string    `json:"edtf"`
	Basis DateBasis `json:"basis,omitempty"`
}
