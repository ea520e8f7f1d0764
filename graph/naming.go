package graph

// A Naming is an article that names an entity. A snapshot lists them with
//
//	NamedIn(entity string, limit int) ([]Naming, error)   newest first
type Naming struct {
	Article   string // key
	Outlet    string // id, empty when unknown
	Language  string // BCP 47, empty when unknown
	Published string // as in [Article]
	CopyOf    string // key of the article whose text it repeats, or empty
	Locals    []int  // indexes into Extraction.Entities
}
