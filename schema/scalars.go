package schema

import (
	"cmp"
	"time"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// A text is a value of one of the schema's own scalars, which are strings on
// the wire. What comes in was checked before (see [validScalar]).
type text string

// ImplementsGraphQLType says which scalars a text may be.
func (text) ImplementsGraphQLType(name string) bool {
	switch name {
	case "Date", "DateTime", "EDTF", "URL", "LanguageTag":
		return true
	}
	return false
}

// UnmarshalGraphQL takes a value from a document.
func (t *text) UnmarshalGraphQL(v any) error {
	s, ok := v.(string)
	if !ok {
		return failf(BadInput, "a string is needed")
	}
	*t = text(s)
	return nil
}

// optional returns nil for an empty value.
func optional[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	return &s
}

// instant returns t in UTC, nil for the zero time.
func instant(t time.Time) *text {
	if t.IsZero() {
		return nil
	}
	return optional(text(t.UTC().Format(time.RFC3339)))
}

// published reads the instant of a publication date; nil when it is a day or
// nothing.
func published(s string) *text {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return nil
	}
	return instant(t)
}

// day returns the day of a publication date, in its own offset.
func day(s string) string {
	if len(s) >= 10 {
		return s[:10]
	}
	return ""
}

func ids(list []string) []graphql.ID {
	out := make([]graphql.ID, len(list))
	for i, id := range list {
		out[i] = graphql.ID(id)
	}
	return out
}

func fromIDs(list []graphql.ID) []string {
	out := make([]string, len(list))
	for i, id := range list {
		out[i] = string(id)
	}
	return out
}

// A fuzzyDate resolves FuzzyDate: a date that may be imprecise. Like the other
// types of which an answer may hold thousands, its leaves are fields: the
// executor reads a field at a third of the price of a call.
type fuzzyDate struct {
	EDTF                   text
	Start, End             *text
	Precision, Basis       string
	Approximate, Uncertain bool
}

func newDate(d *graph.Date) *fuzzyDate {
	if d == nil || !d.Valid() {
		return nil
	}
	return &fuzzyDate{text(d.EDTF), optional(text(d.Start())), optional(text(d.End())), string(d.Precision()),
		string(cmp.Or(d.Basis, graph.Explicit)), d.Approximate(), d.Uncertain()}
}

// A typeCount is a number of events of one type.
type typeCount struct {
	Type  string
	Count int32
}

func typeCounts(list []graph.TypeCount) []*typeCount {
	out := make([]*typeCount, len(list))
	for i, t := range list {
		out[i] = &typeCount{string(t.Type), int32(t.Count)}
	}
	return out
}
