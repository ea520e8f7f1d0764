package graph

// A ComparedAttribute is what reports of one event can agree or differ in.
type ComparedAttribute string

// Attributes that are compared. The spellings are those of ClaimPredicate in
// the GraphQL schema.
const (
	CompareType        ComparedAttribute = "EVENT_TYPE"
	CompareDate        ComparedAttribute = "DATE"
	ComparePlace       ComparedAttribute = "PLACE"
	CompareParticipant ComparedAttribute = "PARTICIPANT" // who took part: the values are sides, see Comparison.Subject
	CompareFactuality  ComparedAttribute = "FACTUALITY"
	CompareQuantity    ComparedAttribute = "QUANTITY"
	CompareName        ComparedAttribute = "NAME" // the spelling of a participant's name
	CompareContent     ComparedAttribute = "CONTENT"
	CompareOutcome     ComparedAttribute = "OUTCOME"
)

// A ComparisonResult says how the values that sources give relate.
type ComparisonResult string

// Results of a comparison.
const (
	AllSame         ComparisonResult = "SAME"      // all give the same value
	OneSource       ComparisonResult = "SINGLE"    // only one outlet gives a value
	SpellingDiffers ComparisonResult = "SPELLING"  // the same thing in other letters
	Narrower        ComparisonResult = "PRECISION" // compatible, one says it more precisely
	InConflict      ComparisonResult = "CONFLICT"  // not all can be true
)

// A Comparison is one attribute of an event, compared over its reports.
type Comparison struct {
	Attribute ComparedAttribute `json:"attribute"`
	// Subject says of what, where an event has several: the unit of a
	// quantity, the entity id of a participant or a name.
	Subject  string           `json:"subject,omitempty"`
	Result   ComparisonResult `json:"result"`
	Variants []Variant        `json:"variants"` // the preferred first, then the best supported
	// Reason says in words why the first variant is preferred.
	Reason string `json:"reason"`
}

// A Variant is one value of an attribute with who gives it.
type Variant struct {
	// Value is normalized: an EDTF date, an entity id, a number, a
	// [Factuality], the text of a statement or a spelling.
	Value string `json:"value"`
	// ReportedAs are the ways in which the sources put it, most frequent first.
	ReportedAs []NameCount `json:"reportedAs,omitempty"`
	// Reports are the reports that give it, in the order of Event.Reports.
	Reports []ReportRef `json:"reports"`
	// Outlets are the distinct outlet ids; an article without one counts by
	// its article id.
	Outlets       []string `json:"outlets"`
	Independent   int      `json:"independent"` // sources left when copies are folded
	FirstReported string   `json:"firstReported,omitempty"`
}
