package graph

// An EntityKind is a kind of entity.
type EntityKind string

// Kinds of entity.
const (
	Person       EntityKind = "PERSON"
	Organization EntityKind = "ORGANIZATION"
	Place        EntityKind = "PLACE"
)

// An Entity is a thing in the world that takes part in events: a set of local
// entities. It is the result of resolution.
type Entity struct {
	// ID is the least id of its signatures (see [Signature]).
	ID   string     `json:"id"`
	Kind EntityKind `json:"kind"`
	Name string     `json:"name"`
	// Aliases are the other spellings, most frequent first.
	Aliases     []NameCount `json:"aliases,omitempty"`
	Class       string      `json:"class,omitempty"`
	Description string      `json:"description,omitempty"`
	WikidataID  string      `json:"wikidataId,omitempty"`
	Country     string      `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Latitude    *float64    `json:"latitude,omitempty"`
	Longitude   *float64    `json:"longitude,omitempty"`
	// Within is the id of the place that contains it.
	Within string `json:"within,omitempty"`
	// Signatures are the ids of its signatures, sorted; the first is ID. All
	// of them, and every local id behind them, resolve to this entity.
	Signatures []string   `json:"signatures"`
	Positions  []Position `json:"positions,omitempty"`
}

// A NameCount is a spelling and how many mentions use it.
type NameCount struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// A Position is a post held by a person, as resolved over articles.
type Position struct {
	Title        string         `json:"title"`
	Organization string         `json:"organization,omitempty"` // entity id
	OrgName      string         `json:"orgName,omitempty"`      // its name, also where it has no entity
	Status       PositionStatus `json:"status"`
	Period       *Date          `json:"period,omitempty"`
	Articles     int            `json:"articles"` // how many say so
}

// A Signature is the unit of entity resolution: all local entities that look
// the same to it (same kind, name and context) share one, so that the cost of
// one more article does not grow with how often a name was seen.
type Signature struct {
	// ID is NewID(EntityID, Key).
	ID string `json:"id"`
	// Key spells out what the signature's local entities have in common. A
	// local entity that a decision moved elsewhere has a key of its own.
	Key     string     `json:"key"`
	Kind    EntityKind `json:"kind"`
	Class   string     `json:"class,omitempty"`
	Name    string     `json:"name"` // as written in the least local entity
	Country string     `json:"country,omitempty"`
	Acronym string     `json:"acronym,omitempty"`
	// Titles and Orgs are the sorted roles and bodies in Key.
	Titles []string `json:"titles,omitempty"`
	Orgs   []string `json:"orgs,omitempty"`
}
