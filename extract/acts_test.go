package extract

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

// describeReport writes a report on one line for comparison.
func describeReport(x *graph.Extraction, r *graph.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", r.Type, r.Factuality)
	for _, p := range r.Participants {
		fmt.Fprintf(&b, " %s=%s", p.Role, x.Entities[p.Entity].Name)
	}
	if r.Date != nil {
		fmt.Fprintf(&b, " on %s", r.Date.EDTF)
	}
	for _, q := range r.Quantities {
		fmt.Fprintf(&b, " %s=%g-%g", q.Unit, q.Min, q.Max)
	}
	if r.AttributedTo != "" {
		fmt.Fprintf(&b, " by %s", r.AttributedTo)
	}
	if r.Content != nil {
		fmt.Fprintf(&b, " says %q", r.Content.Text)
		for _, q := range r.Content.Quotes {
			fmt.Fprintf(&b, " quoted %q", q)
		}
	}
	return b.String()
}

// describeActs writes the acts and the posts of an extraction, one a line.
func describeActs(x *graph.Extraction) string {
	var b strings.Builder
	for i := range x.Reports {
		if r := &x.Reports[i]; !r.Type.Consult() {
			b.WriteString(describeReport(x, r) + "\n")
		}
	}
	for i := range x.Entities {
		for _, p := range x.Entities[i].Positions {
			body := p.OrganizationName
			if p.Organization >= 0 {
				body = x.Entities[p.Organization].Name
			}
			fmt.Fprintf(&b, "POSITION %s %s: %s", p.Status, x.Entities[i].Name, p.Title)
			if body != "" {
				fmt.Fprintf(&b, ", %s", body)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// TestActs compares what comes out of each text in testdata/acts, one for each
// construction of events that are no encounters and of posts, with what is
// wanted. The names of persons are invented.
func TestActs(t *testing.T) {
	golden(t, "acts", "want", "2022-05-04", func(x *Extractor, a *graph.Article) (string, error) {
		e, err := x.Extract(t.Context(), *a)
		return describeActs(&e), err
	})
}
