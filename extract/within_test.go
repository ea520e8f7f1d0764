package extract

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

// describeStanding writes what lies within what, and who holds which post
// when.
func describeStanding(x *graph.Extraction) string {
	var b strings.Builder
	for i := range x.Entities {
		e := &x.Entities[i]
		if e.Within >= 0 {
			fmt.Fprintf(&b, "%s within %s\n", e.Name, x.Entities[e.Within].Name)
		}
		for _, p := range e.Positions {
			body, period := p.OrganizationName, "no period"
			if p.Organization >= 0 {
				body = x.Entities[p.Organization].Name
			}
			if p.Period != nil {
				period = p.Period.EDTF
			}
			fmt.Fprintf(&b, "%s | %s | %s | %s | %s\n", e.Name, p.Title, body, p.Status, period)
		}
	}
	return b.String()
}

// TestStanding compares the containing places and the periods of posts of each
// text in testdata/standing with what is wanted. The names of persons are
// invented.
func TestStanding(t *testing.T) {
	golden(t, "standing", "want", "2022-05-04", func(x *Extractor, a *graph.Article) (string, error) {
		e, err := x.Extract(t.Context(), *a)
		return describeStanding(&e), err
	})
}
