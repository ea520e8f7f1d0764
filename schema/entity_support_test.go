package schema

import (
	"fmt"
	"testing"

	"parley/graph"
)

// TestSupport counts independent sources of what articles say: an outlet
// counts with a text of its own, an agency once for all who only carry it.
func TestSupport(t *testing.T) {
	type said struct{ outlet, credit, copyOf, according string }
	for _, test := range []struct {
		name string
		said []said
		want support
	}{
		{"two outlets", []said{{outlet: "a"}, {outlet: "b"}}, support{2, 2, 2}},
		{"one outlet twice", []said{{outlet: "a"}, {outlet: "a"}}, support{2, 1, 1}},
		{"articles without an outlet", []said{{}, {}}, support{2, 2, 2}},
		{"one agency, two spellings", []said{{outlet: "a", credit: "Coast Press"}, {outlet: "b", credit: "the Coast Press agency"}}, support{2, 2, 1}},
		{"an agency's text and one's own", []said{{outlet: "a"}, {outlet: "a", credit: "Coast Press"}, {outlet: "b", credit: "Coast Press"}}, support{3, 2, 2}},
		{"a copy", []said{{outlet: "a"}, {outlet: "b", copyOf: "0"}}, support{2, 2, 1}},
		{"a copy of an agency's text", []said{{outlet: "a", credit: "Coast Press"}, {outlet: "b", copyOf: "0"}, {outlet: "c", credit: "Coast Press"}}, support{3, 3, 1}},
		{"copies of a text that does not name it", []said{{outlet: "a", copyOf: "x"}, {outlet: "b", copyOf: "x"}}, support{2, 2, 1}},
		{"two who name one source", []said{{outlet: "a", according: "the Harbor Board"}, {outlet: "b", according: "Harbor Board"}}, support{2, 2, 1}},
		{"an outlet with two sources", []said{{outlet: "a", credit: "Coast Press"}, {outlet: "a", credit: "Hill Press"}}, support{2, 1, 1}},
	} {
		r := (&Server{limits: DefaultLimits}).newRequest(t.Context(), cost{}, false)
		namings := make([]graph.Naming, len(test.said))
		var statements []*statement
		for i, s := range test.said {
			key := fmt.Sprint(i)
			namings[i] = graph.Naming{Article: key, Outlet: s.outlet, CopyOf: s.copyOf}
			r.extractions[key] = &graph.Extraction{Credit: s.credit}
			st := &statement{n: &namings[i]}
			if s.according != "" {
				st.post = &graph.Evidence{Attribution: []graph.AttributionStep{{Text: s.according}}}
			}
			statements = append(statements, st)
		}
		if got := newFolder(r, namings).support(statements); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

// TestOvertaken ranks a post by when it was given in which standing.
func TestOvertaken(t *testing.T) {
	type said struct {
		status graph.PositionStatus
		day    string
	}
	for _, test := range []struct {
		name  string
		claim graph.PositionStatus
		said  []said
		want  bool
	}{
		{"held, then left", graph.Current, []said{{graph.Current, "2023-01-01"}, {graph.Former, "2024-01-01"}}, true},
		{"left, then held again", graph.Current, []said{{graph.Current, "2025-01-01"}, {graph.Former, "2024-01-01"}}, false},
		{"on one day", graph.Current, []said{{graph.Current, "2024-01-01"}, {graph.Former, "2024-01-01"}}, false},
		{"held on a day unknown", graph.Current, []said{{graph.Current, "2023-01-01"}, {graph.Current, ""}, {graph.Former, "2024-01-01"}}, false},
		{"left on a day unknown", graph.Current, []said{{graph.Current, "2023-01-01"}, {graph.Former, ""}}, false},
		{"what was held stays so", graph.Former, []said{{graph.Former, "2023-01-01"}, {graph.Current, "2024-01-01"}}, false},
		{"to come, then held", graph.Future, []said{{graph.Future, "2023-01-01"}, {graph.Current, "2024-01-01"}}, true},
		{"reelected", graph.Future, []said{{graph.Current, "2022-01-01"}, {graph.Future, "2023-01-01"}, {graph.Current, "2023-02-01"}}, false},
		{"to come, held on a day unknown", graph.Future, []said{{graph.Future, "2023-01-01"}, {graph.Current, ""}, {graph.Current, "2024-01-01"}}, false},
		{"held, then to come", graph.Current, []said{{graph.Current, "2023-01-01"}, {graph.Future, "2024-01-01"}}, false},
	} {
		var all []*claim
		var about *claim
		for _, s := range test.said {
			c := &claim{Predicate: "POSITION", about: "chair", s: &stated{post: "chair", status: s.status, said: []*statement{{n: &graph.Naming{Published: s.day}}}}}
			all = append(all, c)
			if s.status == test.claim {
				about = c
			}
		}
		if got := overtaken(about, all); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestHasWords(t *testing.T) {
	for _, test := range []struct {
		text, words string
		want        bool
	}{
		{"Mr. Ada Byron", "Ada Byron", true}, {"Ada Byrons", "Ada Byron", false}, {"Ada Byrons, Ada Byron", "Ada Byron", true},
		{"Adaé", "Ada", false}, {"Ada", "", false}, {"Byron", "Ada", false},
	} {
		if got := hasWords(test.text, test.words); got != test.want {
			t.Errorf("%q in %q: %v", test.words, test.text, got)
		}
	}
}
