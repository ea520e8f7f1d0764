package graph

// The types in this file are how readers ask the graph: the schema, the
// program and the dumps use them, and graph/store answers them from one
// snapshot. Ids of any age are accepted wherever an id is asked for.

// A Page asks for a part of a list. At most one of First and Last is set; a
// cursor is opaque and stays valid while its item exists.
type Page struct {
	First, Last   int
	After, Before string
}

// A List is a page of a longer list.
type List[T any] struct {
	Items                []Item[T]
	HasNext, HasPrevious bool
}

// An Item is one entry of a [List].
type Item[T any] struct {
	Cursor string
	Value  T
}

// An EventFilter selects events; all given conditions must hold.
type EventFilter struct {
	Types    []EventType
	From, To string   // days YYYY-MM-DD, both included; an event fits when its date range overlaps
	All      []string // entities that all take part
	Any      []string // entities of which at least one takes part
	Place    string   // entity id: in it or in a place within it
	// Factuality lists the accepted values; nil means [DefaultFactuality].
	Factuality                 []Factuality
	MinOutlets, MinIndependent int
	Outlets                    []string // outlet ids, any
	MinConfidence              float64
	ReportedFrom, ReportedTo   string // days of the first report
	Text                       string // words in title or evidence
	Corroboration              []CorroborationLevel
}

// DefaultFactuality is what an event filter accepts when it says nothing:
// what happened or may yet.
var DefaultFactuality = []Factuality{Held, Ongoing, Scheduled, Proposed, Postponed, Alleged}

// An EventOrderField is a key to order events by.
type EventOrderField string

// Keys to order events by. Ties are broken by id.
const (
	ByDate          EventOrderField = "DATE" // undated events last, in both directions
	ByChanged       EventOrderField = "CHANGED"
	ByFirstReported EventOrderField = "FIRST_REPORTED"
	BySourceCount   EventOrderField = "SOURCE_COUNT"
	ByConfidence    EventOrderField = "CONFIDENCE"
	ByContested     EventOrderField = "CONTESTED" // most contested first; of Contradictions
)

// An EventOrder is an order of events. The zero value is newest first.
type EventOrder struct {
	Field     EventOrderField // empty is ByDate
	Ascending bool
}

// A CoParticipant is an entity that shares events with another.
type CoParticipant struct {
	Entity              string // id
	Events, Outlets     int
	FirstDate, LastDate string // days, empty when no shared event is dated
	Types               []TypeCount
}

// A TypeCount is a number of events of one type.
type TypeCount struct {
	Type  EventType `json:"type"`
	Count int       `json:"count"`
}

// A CoParticipantField is a key to order co-participants by.
type CoParticipantField string

// Keys to order co-participants by.
const (
	ByEventCount  CoParticipantField = "EVENT_COUNT"
	ByLastDate    CoParticipantField = "LAST_DATE"
	ByFirstDate   CoParticipantField = "FIRST_DATE"
	ByOutletCount CoParticipantField = "SOURCE_COUNT"
	ByName        CoParticipantField = "NAME"
)

// A CoParticipantQuery asks who shares events with an entity.
type CoParticipantQuery struct {
	Filter    EventFilter
	Kinds     []EntityKind
	MinEvents int
	Field     CoParticipantField // empty is ByEventCount
	Ascending bool
	Page      Page
}

// A MentionFilter selects mentions.
type MentionFilter struct {
	Outlets                  []string
	Factuality               []Factuality
	MinConfidence            float64
	ReportedFrom, ReportedTo string
}

// A MentionRef is a mention with where it stands: of an entity (Local and
// Mention are set) or of an event (Report and Evidence are set). Unset indexes
// are -1.
type MentionRef struct {
	ID      string // global id
	Article string // key
	Local   int    // index into Extraction.Entities
	Mention int    // index into LocalEntity.Mentions
	Report  int    // index into Extraction.Reports
	Entry   int    // index into Report.Evidence
}

// An ArticleFilter selects articles; retracted ones only when asked for.
type ArticleFilter struct {
	Outlets                      []string
	PublishedFrom, PublishedTo   string
	Active, Corrected, Retracted bool // none set: active and corrected
	Text                         string
	Languages                    []string
}

// A Match is a hit of a search by name or words.
type Match struct {
	ID      string // of an entity, event, article or outlet
	Kind    string // PERSON ORGANIZATION PLACE EVENT ARTICLE OUTLET
	Label   string
	Matched string  // the name or phrase that matched
	Score   float64 // 0 to 1, comparable within one query
	Events  int
}

// A Granularity is the width of timeline buckets.
type Granularity string

// Widths of timeline buckets.
const (
	PerDay   Granularity = "DAY"
	PerWeek  Granularity = "WEEK"
	PerMonth Granularity = "MONTH"
	PerYear  Granularity = "YEAR"
)

// A Bucket is one interval of a timeline: an event counts in the bucket of
// the first day of its date.
type Bucket struct {
	Start, End      string // first and last day
	Events, Outlets int
	Types           []TypeCount
}

// EntityStats are totals of one entity.
type EntityStats struct {
	Events, Mentions, Articles, Outlets, CoParticipants int
	FirstEventDate, LastEventDate                       string
}

// GraphStats are totals of the graph.
type GraphStats struct {
	Persons, Organizations, Places, Events, Claims, Mentions, Articles, Outlets int
	EventsByType                                                                []TypeCount
	CorroboratedEvents                                                          int
	FirstEventDate, LastEventDate                                               string
}

// A PathQuery asks how two entities are connected through shared events.
type PathQuery struct {
	From, To string
	MaxHops  int
	Filter   EventFilter
	Kinds    []EntityKind // kinds that may stand between; nil is any
	Limit    int
	// Ordered asks that each hop be no earlier than the last.
	Ordered bool
}

// A PathResult is what a path search found.
type PathResult struct {
	Paths     []Path
	Truncated bool
	Visited   int
}

// A Path is a chain of entities joined by shared events.
type Path struct {
	Entities   []string // one more than Hops
	Hops       []GraphEdge
	Confidence float64
}

// A GraphEdgeKind says what joins two nodes of a drawn graph.
type GraphEdgeKind string

// Kinds of edge of a drawn graph.
const (
	CoParticipationEdge GraphEdgeKind = "CO_PARTICIPATION"
	ParticipationEdge   GraphEdgeKind = "PARTICIPATION"
	PositionEdge        GraphEdgeKind = "POSITION"
	LocationEdge        GraphEdgeKind = "LOCATION"
)

// A GraphEdge is an edge of a drawn graph or a hop of a path.
type GraphEdge struct {
	ID, Source, Target  string
	Kind                GraphEdgeKind
	Directed            bool
	EventIDs            []string // newest first, at most 100
	Events, Outlets     int
	FirstDate, LastDate string
	Confidence          float64
	Types               []TypeCount
}

// A GraphNode is a node of a drawn graph.
type GraphNode struct {
	ID                          string
	Kind                        string // PERSON ORGANIZATION PLACE EVENT
	Label                       string
	Depth, Degree, HiddenDegree int
}

// A SubgraphQuery asks for what lies around some entities.
type SubgraphQuery struct {
	Roots         []string
	Depth         int
	Filter        EventFilter
	Kinds         []EntityKind
	EventsAsNodes bool
	MinEvents     int
	Limit         int // nodes
}

// A Subgraph is a flat part of the graph, ready to draw.
type Subgraph struct {
	Nodes     []GraphNode // nearest to the roots first
	Edges     []GraphEdge
	Truncated bool
	Matched   int // nodes without limits, a lower bound when truncated
}

// The methods of a snapshot, by which readers agree with graph/store. Each
// reader declares an interface with the ones it needs.
//
//	Revision() uint64
//	Entity(id string) (Entity, error)                     any id of an entity; ErrNotFound
//	EntityStats(id string) (EntityStats, error)
//	EntityByWikidata(id string) (Entity, error)
//	Entities(kinds []EntityKind, p Page) (List[Entity], error)      most events first
//	CountEntities(kinds []EntityKind) (int, error)
//	MatchEntities(name string, kinds []EntityKind, limit int) ([]Match, error)  by name, best first
//	Suggest(query string, kinds []string, limit int) ([]Match, error)
//	Search(query string, kinds []string, p Page) (List[Match], error)
//	CountSearch(query string, kinds []string) (int, error)
//	Event(id string) (Event, error)
//	EventRevision(id string) (revision uint64, updated time.Time, err error)
//	EventReferents(id string) ([]string, error)           ids folded into the event
//	Events(f EventFilter, o EventOrder, p Page) (List[Event], error)   an entity's events by f.All
//	CountEvents(f EventFilter) (int, error)
//	Parts(event string, p Page) (List[Event], error)
//	EventsHere(place string, f EventFilter, o EventOrder, p Page) (List[Event], error)
//	CoParticipants(entity string, q CoParticipantQuery) (List[CoParticipant], error)
//	CountCoParticipants(entity string, q CoParticipantQuery) (int, error)
//	Timeline(f EventFilter, g Granularity) ([]Bucket, error)
//	Report(ref ReportRef) (Report, error)
//	Extraction(article string) (Extraction, error)        by article key
//	LocalEntity(article string, index int) (entity string, err error)  the entity of a local one
//	Article(idOrKey string) (Article, error)
//	ArticleByURL(url string) (Article, error)
//	Articles(f ArticleFilter, p Page) (List[Article], error)   newest first
//	CountArticles(f ArticleFilter) (int, error)
//	CopyOf(article string) (string, error)                key of the article it copies, or ""
//	Retrieved(article string) (time.Time, error)
//	EventsOfArticle(key string) ([]string, error)         event ids in text order
//	EntitiesOfArticle(key string) ([]string, error)       entity ids, most named first
//	MentionsOf(entity string, f MentionFilter, p Page) (List[MentionRef], error)  newest article first
//	CountMentions(entity string, f MentionFilter) (int, error)
//	Mention(id string) (MentionRef, error)
//	Outlet(id string) (Outlet, error)
//	OutletBy(domain, name string) (Outlet, error)
//	Outlets(p Page) (List[Outlet], error)                 most articles first
//	OutletArticles(id string) (int, error)
//	Holders(organization string, p Page) (List[Holder], error)   who holds or held posts in it
//	Paths(ctx, q PathQuery) (PathResult, error)
//	Subgraph(ctx, q SubgraphQuery) (Subgraph, error)
//	Stats() (GraphStats, error)
//	Updated() (time.Time, error)
//	Decisions() ([]Decision, error)
//	Changes(since uint64) iter.Seq2[ChangeRecord, error]  what changed after a revision
//	AllEntities, AllEvents, AllArticles, AllOutlets       iter.Seq2 in id order
//	StoredEntities, StoredEvents, StoredArticles          the same as Stored, for dumps
//	AllLocals() iter.Seq2[LocalRef, error]                entities of the local entities
//
// Mention ids: NewID(MentionID, ...) is not searchable, so a mention's id is
// "m_" + the article id's hash part + "_" + "e"|"r" + indexes joined by "." .

// A Holder is a person with the post held in an organization.
type Holder struct {
	Person   string // entity id
	Position Position
}

// A ChangeKind says what happened to a record.
type ChangeKind string

// Kinds of change.
const (
	Created ChangeKind = "CREATED"
	Updated ChangeKind = "UPDATED"
	Merged  ChangeKind = "MERGED"
	Removed ChangeKind = "REMOVED"
)

// A ChangeRecord is one change of a record in one revision of the store.
type ChangeRecord struct {
	Revision uint64
	Kind     ChangeKind
	ID       string // event, entity or article id
	Into     string // for Merged
}

// A Stored is a record that a scan has found and nobody has read yet.
type Stored[T any] struct {
	ID string
	// Read may be called on any goroutine while the snapshot is open.
	Read func() (T, error)
}

// A Filing is an article with its outlet, as the article gives it, and what
// it says.
type Filing struct {
	Article    Article
	Outlet     Outlet // zero when Article.Outlet is empty
	Extraction Extraction
}

// A LocalRef says to which entity a local entity belongs.
type LocalRef struct {
	Entity  string // id
	Article string // id
	Index   int    // into Extraction.Entities
}
