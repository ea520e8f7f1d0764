package dump

import "parley/graph"

// The lines of the jsonl format. Fields stand in the order in which they are
// written.

type headerLine struct {
	Record    string `json:"record"`
	Version   int    `json:"version"`
	Selection string `json:"selection,omitempty"` // as ParseQuery reads it
	Revision  uint64 `json:"revision,omitempty"`  // of an increment: what to ask for next
}

type outletLine struct {
	Record string `json:"record"`
	graph.Outlet
}

type articleLine struct {
	Record string `json:"record"`
	ID     string `json:"id"`
	graph.Article
	// Publisher is the outlet as the article gives it, where that is not the
	// outlet's line.
	Publisher  *graph.Outlet     `json:"publisher,omitempty"`
	Extraction *graph.Extraction `json:"extraction,omitempty"`
}

type decisionLine struct {
	Record string `json:"record"`
	graph.Decision
}

type removedLine struct {
	Record string `json:"record"`
	ID     string `json:"id"`
	Into   string `json:"into,omitempty"`
}

// A named is an entity by id and name.
type named struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
}

type entityLine struct {
	Record      string            `json:"record"`
	ID          string            `json:"id"`
	Kind        graph.EntityKind  `json:"kind"`
	Name        string            `json:"name"`
	Aliases     []string          `json:"aliases"`
	Spellings   []graph.NameCount `json:"spellings,omitempty"` // aliases with how often each is used
	Class       string            `json:"class,omitempty"`
	Description string            `json:"description,omitempty"`
	WikidataID  string            `json:"wikidataId,omitempty"`
	Country     string            `json:"country,omitempty"`
	Latitude    *float64          `json:"latitude,omitempty"`
	Longitude   *float64          `json:"longitude,omitempty"`
	Within      *named            `json:"within,omitempty"`
	Signatures  []string          `json:"signatures"`
	Positions   []positionLine    `json:"positions"`
}

type positionLine struct {
	Title        string               `json:"title"`
	Organization *named               `json:"organization"`
	Status       graph.PositionStatus `json:"status"`
	Period       *string              `json:"period"`
	Articles     []string             `json:"articles"`
}

type eventLine struct {
	Record        string                   `json:"record"`
	ID            string                   `json:"id"`
	Type          graph.EventType          `json:"type"`
	Mode          graph.EventMode          `json:"mode,omitempty"`
	Title         string                   `json:"title"`
	Name          string                   `json:"name,omitempty"`
	Factuality    graph.Factuality         `json:"factuality"`
	Date          *string                  `json:"date"`
	DateBasis     graph.DateBasis          `json:"dateBasis,omitempty"`
	Place         *named                   `json:"place"`
	Confidence    float64                  `json:"confidence"`
	Participants  []participantLine        `json:"participants"`
	Outlets       int                      `json:"outlets"`
	Independent   int                      `json:"independentSources"`
	FirstReported string                   `json:"firstReported,omitempty"`
	LastReported  string                   `json:"lastReported,omitempty"`
	Corroboration graph.CorroborationLevel `json:"corroboration,omitempty"`
	Contested     int                      `json:"contested,omitempty"`
	PartOf        string                   `json:"partOf,omitempty"`
	// Then "reports", a list of reportLine.
}

type participantLine struct {
	Role       graph.ParticipantRole `json:"role"`
	Entity     brief                 `json:"entity"`
	Capacity   string                `json:"capacity,omitempty"`
	OnBehalfOf *named                `json:"onBehalfOf,omitempty"`
	ReportedAs []graph.NameCount     `json:"reportedAs,omitempty"`
	Factuality graph.Factuality      `json:"factuality,omitempty"`
	Confidence float64               `json:"confidence"`
	Outlets    int                   `json:"outlets"`
}

// A reportLine is what one article says of one event.
type reportLine struct {
	Article      string            `json:"article"` // key
	Outlet       string            `json:"outlet,omitempty"`
	Published    string            `json:"published,omitempty"`
	Factuality   graph.Factuality  `json:"factuality"`
	AttributedTo *string           `json:"attributedTo"`
	Date         *string           `json:"date"`
	Place        string            `json:"place,omitempty"` // entity id
	Participants []string          `json:"participants"`    // entity ids
	Attribution  []attributionLine `json:"attribution,omitempty"`
	Evidence     []evidenceLine    `json:"evidence"`
	Quantities   []quantityLine    `json:"quantities,omitempty"`
	Content      *contentLine      `json:"content,omitempty"`
	Confidence   float64           `json:"confidence"`
}

type attributionLine struct {
	Depth  int                   `json:"depth"`
	Kind   graph.AttributionKind `json:"kind"`
	Text   string                `json:"text"`
	Cue    string                `json:"cue,omitempty"`
	Entity string                `json:"entity,omitempty"` // id
}

// An evidenceLine is a sentence; Start and End are the sentence's, Span is
// the part of it that says so.
type evidenceLine struct {
	Sentence    string            `json:"sentence"`
	Field       graph.TextField   `json:"field"`
	Start       int               `json:"start"`
	End         int               `json:"end"`
	Span        [2]int            `json:"span"`
	Highlights  []highlightLine   `json:"highlights,omitempty"`
	Factuality  graph.Factuality  `json:"factuality,omitempty"`
	Attribution []attributionLine `json:"attribution,omitempty"`
	Date        string            `json:"date,omitempty"`
	Confidence  float64           `json:"confidence"`
}

type highlightLine struct {
	Kind   graph.HighlightKind `json:"kind"`
	Start  int                 `json:"start"`
	End    int                 `json:"end"`
	Entity string              `json:"entity,omitempty"` // id
}

type quantityLine struct {
	Unit  string          `json:"unit"`
	Min   float64         `json:"min"`
	Max   float64         `json:"max"`
	Text  string          `json:"text"`
	Field graph.TextField `json:"field"`
	Start int             `json:"start"`
	End   int             `json:"end"`
}

type contentLine struct {
	Text    string          `json:"text"`
	Field   graph.TextField `json:"field"`
	Start   int             `json:"start"`
	End     int             `json:"end"`
	Outcome bool            `json:"outcome,omitempty"`
	Quotes  []string        `json:"quotes,omitempty"`
}

// edtf returns a date as JSON has it: null when there is none.
func edtf(d *graph.Date) *string {
	if d == nil || d.EDTF == "" {
		return nil
	}
	return &d.EDTF
}
