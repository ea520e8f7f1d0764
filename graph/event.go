package graph

// An EventType is a kind of event.
type EventType string

// Kinds of event. The first eight are the CONSULT family: who met whom.
const (
	Meeting      EventType = "MEETING"
	Visit        EventType = "VISIT"
	Call         EventType = "CALL"
	Conference   EventType = "CONFERENCE"
	Talks        EventType = "TALKS"
	Negotiation  EventType = "NEGOTIATION"
	Mediation    EventType = "MEDIATION"
	Message      EventType = "MESSAGE"
	Agreement    EventType = "AGREEMENT"
	Cooperation  EventType = "COOPERATION"
	Support      EventType = "SUPPORT"
	Aid          EventType = "AID"
	Concession   EventType = "CONCESSION"
	Retreat      EventType = "RETREAT"
	Request      EventType = "REQUEST"
	Statement    EventType = "STATEMENT"
	Accusation   EventType = "ACCUSATION"
	Rejection    EventType = "REJECTION"
	Threat       EventType = "THREAT"
	Protest      EventType = "PROTEST"
	Sanction     EventType = "SANCTION"
	Mobilization EventType = "MOBILIZATION"
	Coercion     EventType = "COERCION"
	Attack       EventType = "ATTACK"
	Appointment  EventType = "APPOINTMENT"
	Vote         EventType = "VOTE"
	Death        EventType = "DEATH"
	OtherEvent   EventType = "OTHER"
)

// EventTypes lists all kinds in the order of the schema.
var EventTypes = []EventType{Meeting, Visit, Call, Conference, Talks, Negotiation, Mediation, Message, Agreement, Cooperation, Support, Aid,
	Concession, Retreat, Request, Statement, Accusation, Rejection, Threat, Protest, Sanction, Mobilization, Coercion, Attack, Appointment, Vote, Death, OtherEvent}

// Consult reports whether t is of the CONSULT family: an encounter.
func (t EventType) Consult() bool {
	switch t {
	case Meeting, Visit, Call, Conference, Talks, Negotiation, Mediation, Message:
		return true
	}
	return false
}

// An EventMode says how an event was conducted.
type EventMode string

// Modes of event.
const (
	InPerson EventMode = "IN_PERSON"
	Phone    EventMode = "PHONE"
	Video    EventMode = "VIDEO"
	Written  EventMode = "WRITTEN"
	Indirect EventMode = "INDIRECT"
)

// A Factuality says whether something happened, as reported.
type Factuality string

// Values of factuality, the strongest assertion first.
const (
	Held         Factuality = "HELD"
	Ongoing      Factuality = "ONGOING"
	Scheduled    Factuality = "SCHEDULED"
	Proposed     Factuality = "PROPOSED"
	Postponed    Factuality = "POSTPONED"
	Cancelled    Factuality = "CANCELLED"
	Refused      Factuality = "REFUSED"
	Denied       Factuality = "DENIED"
	Alleged      Factuality = "ALLEGED"
	Hypothetical Factuality = "HYPOTHETICAL"
)

// Factualities lists all values, strongest first.
var Factualities = []Factuality{Held, Ongoing, Scheduled, Proposed, Postponed, Cancelled, Refused, Denied, Alleged, Hypothetical}

// A ParticipantRole is the part an entity has in an event.
type ParticipantRole string

// Roles of participants.
const (
	Party       ParticipantRole = "PARTY"
	Actor       ParticipantRole = "ACTOR"
	Target      ParticipantRole = "TARGET"
	Host        ParticipantRole = "HOST"
	Guest       ParticipantRole = "GUEST"
	Destination ParticipantRole = "DESTINATION"
	Mediator    ParticipantRole = "MEDIATOR"
	Delegate    ParticipantRole = "DELEGATE"
	Represented ParticipantRole = "REPRESENTED"
	OtherRole   ParticipantRole = "OTHER"
)

// An Event is one happening: a set of reports. It is the result of
// resolution, small enough to read whole; what only grows with the number of
// reports is read through the store.
type Event struct {
	// ID is the least id of its reports; every report's id resolves to it.
	ID         string     `json:"id"`
	Type       EventType  `json:"type"`
	Mode       EventMode  `json:"mode,omitempty"`
	Title      string     `json:"title"`
	Name       string     `json:"name,omitempty"`
	Date       *Date      `json:"date,omitempty"`
	Place      string     `json:"place,omitempty"` // entity id
	Factuality Factuality `json:"factuality"`
	Confidence float64    `json:"confidence"`
	// Participants, the best supported first within their role.
	Participants []Participation `json:"participants"`
	// Reports are the ids of its reports with their articles, sorted by
	// (publication, article key).
	Reports []ReportRef `json:"reports"`
	// Outlets counts distinct outlets; an article without one counts as its
	// own. Independent counts what is left when copies and shared
	// attributions are folded.
	Outlets       int                `json:"outlets"`
	Independent   int                `json:"independent"`
	FirstReported string             `json:"firstReported,omitempty"` // as Article.Published
	LastReported  string             `json:"lastReported,omitempty"`
	Corroboration CorroborationLevel `json:"corroboration"`
	// Contested grows with how much the sources differ; 0 where they agree.
	Contested int    `json:"contested,omitempty"`
	PartOf    string `json:"partOf,omitempty"` // event id
}

// A ReportRef points to one report.
type ReportRef struct {
	ID      string `json:"id"`
	Article string `json:"article"` // key
	Index   int    `json:"index"`   // into Extraction.Reports
	// Source is the folded source: reports with the same one count as one
	// independent source.
	Source string `json:"source,omitempty"`
}

// A Participation is an entity's part in an event.
type Participation struct {
	Entity     string          `json:"entity"` // id
	Role       ParticipantRole `json:"role"`
	Capacity   string          `json:"capacity,omitempty"`
	OnBehalfOf string          `json:"onBehalfOf,omitempty"` // entity id
	ReportedAs []NameCount     `json:"reportedAs,omitempty"`
	Factuality Factuality      `json:"factuality"`
	Confidence float64         `json:"confidence"`
	Outlets    int             `json:"outlets"`
}

// A CorroborationLevel is the verdict on how the sources of an event agree.
type CorroborationLevel string

// Verdicts on corroboration.
const (
	SingleSource CorroborationLevel = "SINGLE_SOURCE"
	Corroborated CorroborationLevel = "CORROBORATED"
	Partial      CorroborationLevel = "PARTIAL"
	Contested    CorroborationLevel = "CONTESTED"
)
