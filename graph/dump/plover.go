package dump

import (
	"strings"

	"parley/graph"
)

// codebook is what PLOVER records name as theirs.
const codebook = "plover-0.8+parley-1"

// A ploverLine is a record in PLOVER's JSON, with fields of ours after its own.
type ploverLine struct {
	ID          string            `json:"id"`
	Date        string            `json:"date"` // first day; empty when unknown
	Source      []actor           `json:"source"`
	Target      []actor           `json:"target"`
	Event       string            `json:"event"`
	EventText   string            `json:"eventText"`
	Mode        string            `json:"mode"`
	Context     string            `json:"context"`
	Text        string            `json:"text"`
	TextInfo    map[string]string `json:"textInfo"`
	Language    string            `json:"language"`
	Publication string            `json:"publication"`
	Coder       string            `json:"coder"`
	Version     string            `json:"version"`

	EventID      string           `json:"eventId"`
	EDTF         string           `json:"edtf,omitempty"`
	Place        string           `json:"location,omitempty"`
	Factuality   graph.Factuality `json:"factuality"`
	Negated      bool             `json:"negated,omitempty"`
	Confidence   float64          `json:"confidence"`
	AttributedTo string           `json:"attributedTo,omitempty"`
	Article      string           `json:"article"`
	URL          string           `json:"url,omitempty"`
	Published    string           `json:"published,omitempty"`
	Field        graph.TextField  `json:"field,omitempty"`
	Start        int              `json:"start"`
	End          int              `json:"end"`
}

// writePLOVER writes a record for every report, as event coders do: what one
// article says of one event. What PLOVER has no event for carries one of ours,
// named "parley-..."; what is only imagined is left out.
func writePLOVER(s *source, w *output) error {
	names, err := s.outletNames()
	if err != nil {
		return err
	}
	return s.eachReport(func(v *articleView, f *folded) error {
		c, ok := codeOf(f.Type, f.Factuality, v.trigger(f))
		if !ok {
			return nil
		}
		sp := v.evidenceSpan(f)
		l := ploverLine{
			ID: f.ID, Source: []actor{}, Target: []actor{}, Event: c.plover, EventText: v.trigger(f), Mode: c.mode, Context: c.context,
			Text: v.exact(sp), TextInfo: map[string]string{}, Language: v.Language, Publication: names[v.Outlet], Coder: "parley", Version: codebook,
			EventID: f.Event, Place: v.localName(f.Place), Factuality: f.Factuality, Negated: c.negated, Confidence: f.Confidence,
			AttributedTo: f.AttributedTo, Article: v.Key, URL: v.URL, Published: v.Published, Field: sp.Field, Start: sp.Start, End: sp.End,
		}
		if f.Date != nil {
			l.EDTF = f.Date.EDTF
			l.Date, _ = days(f.Date)
		}
		for _, p := range f.Participants {
			if isSource(p.Role) {
				l.Source = append(l.Source, v.actorOf(p))
				continue
			}
			l.Target = append(l.Target, v.actorOf(p))
		}
		return w.line(l)
	})
}

// isSource reports whether a role acts, in the dyads of event data. Parties
// all do: PLOVER writes a symmetric event with sources only.
func isSource(r graph.ParticipantRole) bool {
	switch r {
	case graph.Party, graph.Actor, graph.Guest, graph.Mediator, graph.Delegate:
		return true
	}
	return false
}

// eachReport calls do with every selected report, by article.
func (s *source) eachReport(do func(*articleView, *folded) error) error {
	for v, err := range s.articles() {
		if err != nil {
			return err
		}
		for i := range v.Events {
			if err := do(v, &v.Events[i]); err != nil {
				return err
			}
		}
		if err := s.tick(); err != nil {
			return err
		}
	}
	return nil
}

func (s *source) outletNames() (map[string]string, error) {
	names := map[string]string{}
	for o, err := range s.r.AllOutlets() {
		if err != nil {
			return nil, err
		}
		names[o.ID] = o.Name
	}
	return names, nil
}

// trigger returns the word that says what happened, in lower case.
func (v *articleView) trigger(f *folded) string {
	for _, e := range f.Evidence {
		for _, h := range e.Highlights {
			if h.Kind == graph.HighlightTrigger {
				return strings.ToLower(v.exact(h.Span))
			}
		}
	}
	return ""
}

// evidenceSpan returns the sentence that says so best.
func (v *articleView) evidenceSpan(f *folded) graph.Span {
	if len(f.Evidence) == 0 {
		return graph.Span{}
	}
	return v.sentence(f.Evidence[0].Sentence)
}
