package graph

// An Extractor is a program that reads articles, in one version.
type Extractor struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// An Extraction is all that one article says, as one extractor read it. Its
// parts refer to each other by index, so that an extraction stands alone.
type Extraction struct {
	Article   string        `json:"article"` // key
	Extractor Extractor     `json:"extractor"`
	Sentences []Span        `json:"sentences"`
	Entities  []LocalEntity `json:"entities"`
	Reports   []Report      `json:"reports"`
	// Fingerprint is a sketch of the text (64-bit MinHash values of word
	// shingles) by which near-copies are found; Credit names the agency whose text it
	// says it carries ("Reuters" in "(Reuters)").
	Fingerprint []uint64 `json:"fingerprint,omitempty"`
	Credit      string   `json:"credit,omitempty"`
}

// A MentionForm says how a mention names its entity.
type MentionForm string

// Forms of mention.
const (
	NamedMention   MentionForm = "NAME"    // Anna Kovacs
	NominalMention MentionForm = "NOMINAL" // the minister
	PronounMention MentionForm = "PRONOUN" // he
)

// A Mention is a span that refers to an entity.
type Mention struct {
	Span     Span        `json:"span"`
	Sentence int         `json:"sentence"` // index into Extraction.Sentences
	Form     MentionForm `json:"form"`
	Text     string      `json:"text"`
	Score    float64     `json:"score"`
}

// A LocalEntity is an entity as one article knows it: a coreference chain
// with at least one name.
type LocalEntity struct {
	// ID is a hash of (article key, kind, first named span).
	ID   string     `json:"id"`
	Kind EntityKind `json:"kind"`
	// Class refines Kind: PERSON, ORG, GPE, LOC, FAC, NORP.
	Class string `json:"class,omitempty"`
	// Name is the fullest form that the article uses, without titles.
	Name     string    `json:"name"`
	Mentions []Mention `json:"mentions"` // in text order
	// Titles are the titles and roles written before or beside the name, as
	// written and lower-cased ("foreign minister"), for resolution.
	Titles []string `json:"titles,omitempty"`
	// Country is the ISO 3166-1 alpha-2 code of the country that the article
	// ties it to ("Iranian foreign minister": IR), empty when none.
	Country string `json:"country,omitempty"`
	// Acronym is the short form that the article defines for it, or for which
	// it is the expansion.
	Acronym string `json:"acronym,omitempty"`
	Gender  string `json:"gender,omitempty"` // m, f, or empty
	// Positions are the posts and memberships that the article gives it.
	Positions []LocalPosition `json:"positions,omitempty"`
	// Within is the index of the place or body that the article says contains
	// this one, or -1.
	Within int `json:"within"`
}

// A PositionStatus says whether a post is held.
type PositionStatus string

// Standings of a post.
const (
	Current PositionStatus = "CURRENT"
	Former  PositionStatus = "FORMER"
	Future  PositionStatus = "FUTURE"
)

// A LocalPosition is a post or membership, as one article gives it.
type LocalPosition struct {
	Title string `json:"title"` // as normalized, such as "foreign minister"
	// Organization is the index of the local entity that is the body, or -1;
	// OrganizationName is its name when it is not an entity of the article
	// (the country behind a nationality: "Iranian foreign minister": Iran).
	Organization     int            `json:"organization"`
	OrganizationName string         `json:"organizationName,omitempty"`
	Status           PositionStatus `json:"status"`
	Period           *Date          `json:"period,omitempty"`
	Membership       bool           `json:"membership,omitempty"`
	Evidence         Evidence       `json:"evidence"`
}

// A Report is what one article says of one happening.
type Report struct {
	// ID is a hash of (article key, "report", first trigger span, ordinal).
	ID   string    `json:"id"`
	Type EventType `json:"type"`
	Mode EventMode `json:"mode,omitempty"`
	// Participants are ordered by their first mention; an entity stands once.
	Participants []LocalParticipant `json:"participants"`
	Date         *Date              `json:"date,omitempty"`
	Place        int                `json:"place"` // index of the local entity, or -1
	// Factuality is the strongest that the article asserts.
	Factuality Factuality `json:"factuality"`
	// AttributedTo is the nearest source that the article gives for it, as
	// written, a pronoun by the name it stands for and a role with that name
	// behind it ("the foreign minister (Anna Berg)"); empty where the article
	// states it on its own account.
	AttributedTo string `json:"attributedTo,omitempty"`
	// Attribution is the chain of sources inside the article, nearest to the
	// outlet first, depth from 1 (depth 0 is the outlet itself).
	Attribution []AttributionStep `json:"attribution,omitempty"`
	// Evidence is every sentence that reports it, the best first.
	Evidence   []Evidence `json:"evidence"`
	Quantities []Quantity `json:"quantities,omitempty"`
	// Content is what a statement says or what was discussed or agreed, as
	// written.
	Content *Content `json:"content,omitempty"`
	// Name is the event's own name ("G20 summit") when it has one.
	Name string `json:"name,omitempty"`
	// PartOf is the index of the report of the event that contains it, or -1.
	PartOf int `json:"partOf"`
	// Confidence is the probability that a careful reader would annotate the
	// same from this article.
	Confidence float64 `json:"confidence"`
}

// A LocalParticipant is who takes part in a report's happening.
type LocalParticipant struct {
	Entity     int             `json:"entity"` // index into Extraction.Entities
	Role       ParticipantRole `json:"role"`
	Capacity   string          `json:"capacity,omitempty"` // post as written
	OnBehalfOf int             `json:"onBehalfOf"`         // index, or -1
	Span       Span            `json:"span"`               // where the sentence names it
	Text       string          `json:"text"`               // as written there
	Confidence float64         `json:"confidence"`
}

// Evidence is one sentence that supports something.
type Evidence struct {
	Sentence int  `json:"sentence"` // index into Extraction.Sentences
	Span     Span `json:"span"`     // the exact span: the clause or the trigger's phrase
	// Highlights are further spans of the sentence.
	Highlights  []Highlight       `json:"highlights,omitempty"`
	Factuality  Factuality        `json:"factuality,omitempty"`
	Attribution []AttributionStep `json:"attribution,omitempty"`
	Date        *Date             `json:"date,omitempty"`
	Confidence  float64           `json:"confidence"`
}

// A HighlightKind says what a highlighted span is.
type HighlightKind string

// Kinds of highlight.
const (
	HighlightParticipant HighlightKind = "PARTICIPANT"
	HighlightTrigger     HighlightKind = "TRIGGER"
	HighlightDate        HighlightKind = "DATE"
	HighlightPlace       HighlightKind = "PLACE"
	HighlightAttribution HighlightKind = "ATTRIBUTION"
	HighlightFactuality  HighlightKind = "FACTUALITY_CUE"
)

// A Highlight is a span worth marking in a sentence.
type Highlight struct {
	Kind   HighlightKind `json:"kind"`
	Span   Span          `json:"span"`
	Entity int           `json:"entity"` // index of the local entity it names, or -1
}

// An AttributionKind says what a source is.
type AttributionKind string

// Kinds of source.
const (
	ByOutlet      AttributionKind = "OUTLET"
	ByAgency      AttributionKind = "AGENCY"
	ByStateMedia  AttributionKind = "STATE_MEDIA"
	ByPerson      AttributionKind = "PERSON"
	ByOfficial    AttributionKind = "OFFICIAL"
	ByAnonymous   AttributionKind = "ANONYMOUS"
	BySocialMedia AttributionKind = "SOCIAL_MEDIA"
	ByDocument    AttributionKind = "DOCUMENT"
)

// An AttributionStep is one source in a chain.
type AttributionStep struct {
	Depth  int             `json:"depth"`
	Kind   AttributionKind `json:"kind"`
	Text   string          `json:"text"`
	Cue    string          `json:"cue,omitempty"`
	Entity int             `json:"entity"` // index of the local entity, or -1
}

// A Quantity is a number that a report gives.
type Quantity struct {
	Unit string  `json:"unit"` // killed, wounded, arrested, attendance, votes for, USD, ...
	Min  float64 `json:"min"`
	Max  float64 `json:"max"` // equal to Min when exact
	Text string  `json:"text"`
	Span Span    `json:"span"`
	// Attribution is who gives the number, when it is not the report's source.
	Attribution []AttributionStep `json:"attribution,omitempty"`
}

// Content is what was said, discussed or agreed.
type Content struct {
	Text    string `json:"text"`
	Span    Span   `json:"span"`
	Outcome bool   `json:"outcome,omitempty"` // what came of it rather than what was said
	// Quotes are the words in quotation marks.
	Quotes []string `json:"quotes,omitempty"`
}
