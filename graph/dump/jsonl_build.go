package dump

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

func newReportLine(v *articleView, f *folded) reportLine {
	l := reportLine{
		Article: v.Key, Outlet: v.Outlet, Published: v.Published, Factuality: f.Factuality, Date: edtf(f.Date),
		Place: v.entity(f.Place), Participants: []string{}, Attribution: v.attribution(f.Attribution),
		Evidence: []evidenceLine{}, Confidence: f.Confidence,
	}
	if f.AttributedTo != "" {
		l.AttributedTo = &f.AttributedTo
	}
	for _, p := range f.Participants {
		if id := v.entity(p.Entity); id != "" && !slices.Contains(l.Participants, id) {
			l.Participants = append(l.Participants, id)
		}
	}
	for _, e := range f.Evidence {
		l.Evidence = append(l.Evidence, v.evidence(e))
	}
	for _, q := range f.Quantities {
		l.Quantities = append(l.Quantities, quantityLine{q.Unit, q.Min, q.Max, q.Text, q.Span.Field, q.Span.Start, q.Span.End})
	}
	if c := f.Content; c != nil {
		l.Content = &contentLine{c.Text, c.Span.Field, c.Span.Start, c.Span.End, c.Outcome, c.Quotes}
	}
	return l
}

func (v *articleView) evidence(e graph.Evidence) evidenceLine {
	sp := v.sentence(e.Sentence)
	l := evidenceLine{
		Sentence: v.exact(sp), Field: sp.Field, Start: sp.Start, End: sp.End, Span: [2]int{e.Span.Start, e.Span.End},
		Factuality: e.Factuality, Attribution: v.attribution(e.Attribution), Confidence: e.Confidence,
	}
	if e.Date != nil {
		l.Date = e.Date.EDTF
	}
	for _, h := range e.Highlights {
		l.Highlights = append(l.Highlights, highlightLine{h.Kind, h.Span.Start, h.Span.End, v.entity(h.Entity)})
	}
	return l
}

func (v *articleView) attribution(steps []graph.AttributionStep) []attributionLine {
	var list []attributionLine
	for _, a := range steps {
		list = append(list, attributionLine{a.Depth, a.Kind, a.Text, a.Cue, v.entity(a.Entity)})
	}
	return list
}

func (d *jsonl) newEventLine(e *graph.Event) (*eventLine, error) {
	l := &eventLine{
		Record: "event", ID: e.ID, Type: e.Type, Mode: e.Mode, Title: e.Title, Name: e.Name, Factuality: e.Factuality,
		Date: edtf(e.Date), Confidence: e.Confidence, Participants: make([]participantLine, 0, len(e.Participants)), Outlets: e.Outlets, Independent: e.Independent,
		FirstReported: e.FirstReported, LastReported: e.LastReported, Corroboration: e.Corroboration, Contested: e.Contested, PartOf: e.PartOf,
	}
	if e.Date != nil {
		l.DateBasis = e.Date.Basis
	}
	var err error
	if l.Place, err = d.named(e.Place); err != nil {
		return nil, err
	}
	for _, p := range e.Participants {
		b, err := d.briefs.get(p.Entity)
		if err != nil {
			return nil, err
		}
		behalf, err := d.named(p.OnBehalfOf)
		if err != nil {
			return nil, err
		}
		l.Participants = append(l.Participants, participantLine{p.Role, *b, p.Capacity, behalf, p.ReportedAs, p.Factuality, p.Confidence, p.Outlets})
	}
	return l, nil
}

// named returns an entity by id and name, nil for none. An id without a
// record keeps its id as name: the dump goes on, parley check finds it.
func (s *source) named(id string) (*named, error) {
	if id == "" {
		return nil, nil
	}
	b, err := s.briefs.get(id)
	if errors.Is(err, graph.ErrNotFound) {
		return &named{ID: id, Name: id}, nil
	}
	if err != nil {
		return nil, err
	}
	return &named{b.ID, b.Name}, nil
}

// addPositions adds by person which posts an article gives to whom.
func addPositions(to *pairs, v *articleView) {
	for i := range v.Extraction.Entities {
		owner := v.entity(i)
		for _, p := range v.Extraction.Entities[i].Positions {
			value := strings.Join([]string{p.Title, v.entity(p.Organization), v.organization(p), string(p.Status), v.Key}, "\x00")
			to.add([]byte(owner+"\x00"+v.Key), []byte(value))
		}
	}
}

// organization names the body of a position.
func (v *articleView) organization(p graph.LocalPosition) string {
	if p.Organization >= 0 && p.Organization < len(v.Extraction.Entities) {
		return v.Extraction.Entities[p.Organization].Name
	}
	return p.OrganizationName
}

// entities writes the entity lines, with the articles that give each post.
func (d *jsonl) entities() error {
	posts := newJoin(d.byOwner.all())
	defer posts.stop()
	for e, err := range d.source.entities() {
		if err != nil {
			return err
		}
		l := entityLine{
			Record: "entity", ID: e.ID, Kind: e.Kind, Name: e.Name, Aliases: append([]string{}, aliasTexts(&e, len(e.Aliases))...), Spellings: e.Aliases,
			Class: e.Class, Description: e.Description, WikidataID: e.WikidataID, Country: e.Country, Latitude: e.Latitude, Longitude: e.Longitude,
			Signatures: e.Signatures, Positions: []positionLine{},
		}
		d.briefs.put(e.ID, newBrief(&e)) // the events come next
		if l.Within, err = d.named(e.Within); err != nil {
			return err
		}
		for _, p := range e.Positions {
			line := positionLine{Title: p.Title, Status: p.Status, Period: edtf(p.Period), Articles: []string{}}
			if line.Organization, err = d.named(p.Organization); err != nil {
				return err
			}
			if line.Organization == nil && p.OrgName != "" {
				line.Organization = &named{Name: p.OrgName}
			}
			l.Positions = append(l.Positions, line)
		}
		err = posts.each(e.ID+"\x00", func(_, value []byte) error {
			f := bytes.Split(value, []byte{0})
			if i := matchPosition(e.Positions, string(f[0]), string(f[1]), string(f[2]), graph.PositionStatus(f[3])); i >= 0 {
				key := string(f[4])
				if list := l.Positions[i].Articles; !slices.Contains(list, key) {
					l.Positions[i].Articles = append(list, key)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := errors.Join(d.w.line(&l), d.tick()); err != nil {
			return err
		}
	}
	return nil
}

// matchPosition returns the resolved position that a local one went into:
// the one that shares the most of title, body and status with it. A position
// of another title is none.
func matchPosition(list []graph.Position, title, org, orgName string, status graph.PositionStatus) int {
	best, score := -1, 0
	for i, p := range list {
		if !strings.EqualFold(p.Title, title) {
			continue
		}
		n := 1
		switch {
		case org != "" && p.Organization == org, orgName != "" && strings.EqualFold(p.OrgName, orgName), org == "" && orgName == "" && p.Organization == "" && p.OrgName == "":
			n += 4
		case p.Organization == "" && p.OrgName == "", org == "" && orgName == "":
			n += 2
		}
		if p.Status == status {
			n++
		}
		if n > score {
			best, score = i, n
		}
	}
	return best
}

// appendMentions appends the mention lines of an article.
func appendMentions(b []byte, v *articleView) []byte {
	prefix := "m_" + strings.TrimPrefix(v.ID(), "a_") + "_e"
	for i := range v.Extraction.Entities {
		for k, m := range v.Extraction.Entities[i].Mentions {
			b = append(b, `{"record":"mention","id":"`...)
			b = append(b, prefix...)
			b = strconv.AppendInt(b, int64(i), 10)
			b = append(b, '.')
			b = strconv.AppendInt(b, int64(k), 10)
			b = appendField(b, `","article":`, v.Key)
			b = appendField(b, `,"entity":`, v.IDs[i])
			b = appendField(b, `,"form":`, string(m.Form))
			b = appendField(b, `,"text":`, m.Text)
			b = appendSpan(b, m.Span)
			b = append(b, `,"score":`...)
			b = appendFloat(b, m.Score)
			b = append(b, "}\n"...)
		}
	}
	return b
}
