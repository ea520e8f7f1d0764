package generate

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"parley/graph"
)

// A builder writes an article sentence by sentence and notes what it says.
type builder struct {
	article    graph.Article
	extraction graph.Extraction
	text       strings.Builder
	at         int // code points written
	events     []int
	local      map[string]int // index of the local entity with a name
}

func newBuilder(a graph.Article) *builder {
	return &builder{article: a, local: map[string]int{},
		extraction: graph.Extraction{Article: a.Key, Extractor: Extractor}}
}

// write adds s to the text and returns its span.
func (b *builder) write(s string) graph.Span {
	start := b.at
	b.text.WriteString(s)
	b.at += utf8.RuneCountInString(s)
	return graph.Span{Field: graph.TextBody, Start: start, End: b.at}
}

// name writes s as a mention of e, which is new unless the article has an
// entity of its name, and returns its index.
func (b *builder) name(s string, e graph.LocalEntity) (int, graph.Span) {
	span := b.write(s)
	form := graph.NamedMention
	i, ok := b.local[e.Name]
	if !ok {
		i = len(b.extraction.Entities)
		b.local[e.Name] = i
		e.ID = graph.NewID(graph.EntityID, b.article.Key, string(e.Kind), fmt.Sprintf("%s:%d-%d", span.Field, span.Start, span.End))
		e.Within = -1
		b.extraction.Entities = append(b.extraction.Entities, e)
	}
	l := &b.extraction.Entities[i]
	l.Mentions = append(l.Mentions, graph.Mention{Span: span, Sentence: len(b.extraction.Sentences), Form: form, Text: s, Score: 0.95})
	return i, span
}

func (b *builder) person(w world, i int) (int, graph.Span) {
	p := w.person(i)
	e := graph.LocalEntity{Kind: graph.Person, Class: "PERSON", Name: p.name(), Titles: []string{p.Title}, Country: p.Country.Code}
	written := p.name()
	if _, known := b.local[written]; known {
		written = p.Family
	}
	first := len(b.extraction.Entities)
	n, span := b.name(written, e)
	if n == first && i%4 == 0 {
		position := graph.LocalPosition{Title: p.Title, Organization: -1, OrganizationName: p.Country.Name, Status: graph.Current,
			Evidence: graph.Evidence{Sentence: len(b.extraction.Sentences), Span: span, Confidence: 0.9}}
		if p.Body >= 0 {
			position.OrganizationName, _ = w.body(p.Body)
		}
		b.extraction.Entities[n].Positions = []graph.LocalPosition{position}
	}
	return n, span
}

func (b *builder) body(w world, i int) (int, graph.Span) {
	name, acronym := w.body(i)
	return b.name(name, graph.LocalEntity{Kind: graph.Organization, Class: "ORG", Name: name, Acronym: acronym})
}

func (b *builder) city(i int) (int, graph.Span) {
	name, c := city(i)
	return b.name(name, graph.LocalEntity{Kind: graph.Place, Class: "GPE", Name: name, Country: c.Code})
}

// report writes a sentence about ev and the report that it makes.
func (b *builder) report(r *rand.Rand, w world, ev event, future bool) {
	rep := graph.Report{Type: ev.Type, Place: -1, PartOf: -1, Factuality: ev.Fate, Confidence: 0.6 + float64(r.IntN(40))/100}
	if future {
		rep.Factuality = graph.Scheduled
	}
	if len(b.extraction.Sentences) > 0 {
		b.write(" ")
	}
	start := b.at
	var said []graph.AttributionStep
	if r.IntN(4) == 0 {
		said = []graph.AttributionStep{{Depth: 1, Kind: graph.ByAgency, Text: outlet(7).Name, Cue: "according to", Entity: -1}}
		b.write("According to " + outlet(7).Name + ", ")
		rep.AttributedTo, rep.Attribution = said[0].Text, said
	}
	var marks []graph.Highlight
	for k, p := range ev.Participants {
		switch {
		case k == 1:
			marks = append(marks, graph.Highlight{Kind: graph.HighlightTrigger, Span: b.trigger(ev.Type, rep.Factuality), Entity: -1})
		case k > 1:
			b.write(" and ")
		}
		var n int
		var span graph.Span
		role := roleOf(ev.Type, k)
		if p.Body {
			n, span = b.body(w, p.Index)
		} else {
			n, span = b.person(w, p.Index)
		}
		if repeated(rep.Participants, n) {
			continue
		}
		rep.Participants = append(rep.Participants, graph.LocalParticipant{Entity: n, Role: role, OnBehalfOf: -1, Span: span,
			Text: b.mentionText(n), Confidence: 0.9})
		marks = append(marks, graph.Highlight{Kind: graph.HighlightParticipant, Span: span, Entity: n})
	}
	if r.IntN(10) < 7 {
		b.write(" in ")
		n, span := b.city(ev.City)
		rep.Place = n
		marks = append(marks, graph.Highlight{Kind: graph.HighlightPlace, Span: span, Entity: n})
	}
	if r.IntN(20) > 0 {
		d := ev.Day
		if r.IntN(30) == 0 {
			d++ // sources differ now and then
		}
		b.write(" on ")
		span := b.write(day(d).Format("2 January 2006"))
		rep.Date = &graph.Date{EDTF: day(d).Format(time10), Basis: graph.Explicit}
		marks = append(marks, graph.Highlight{Kind: graph.HighlightDate, Span: span, Entity: -1})
	}
	if ev.Type == graph.Attack {
		killed := 1 + ev.Day%40 + r.IntN(3) // sources differ
		b.write(", leaving ")
		text := fmt.Sprintf("%d killed", killed)
		rep.Quantities = []graph.Quantity{{Unit: "killed", Min: float64(killed), Max: float64(killed), Text: text, Span: b.write(text)}}
	}
	b.write(".")
	span := graph.Span{Field: graph.TextBody, Start: start, End: b.at}
	rep.Evidence = []graph.Evidence{{Sentence: len(b.extraction.Sentences), Span: span, Highlights: marks, Factuality: rep.Factuality,
		Attribution: said, Date: rep.Date, Confidence: rep.Confidence}}
	b.extraction.Sentences = append(b.extraction.Sentences, span)
	rep.ID = graph.NewID(graph.EventID, b.article.Key, "report", fmt.Sprintf("%d-%d", span.Start, span.End), "0")
	b.extraction.Reports = append(b.extraction.Reports, rep)
}

const time10 = "2006-01-02"

func repeated(list []graph.LocalParticipant, n int) bool {
	for _, p := range list {
		if p.Entity == n {
			return true
		}
	}
	return false
}

func (b *builder) mentionText(n int) string {
	m := b.extraction.Entities[n].Mentions
	return m[len(m)-1].Text
}

// trigger writes the verb of an event and returns the span of it.
func (b *builder) trigger(t graph.EventType, f graph.Factuality) graph.Span {
	b.write(" ")
	s := b.write(cmp.Or(auxiliaries[f], "") + cmp.Or(verbs[t], "dealt with"))
	b.write(" ")
	return s
}

var auxiliaries = map[graph.Factuality]string{graph.Scheduled: "expects that he ", graph.Cancelled: "called off that he ",
	graph.Postponed: "put off that he ", graph.Denied: "denied that he ", graph.Alleged: "allegedly "}

var verbs = map[graph.EventType]string{graph.Meeting: "met", graph.Talks: "held talks with", graph.Visit: "visited", graph.Statement: "spoke of",
	graph.Call: "phoned", graph.Conference: "conferred with", graph.Negotiation: "negotiated with", graph.Agreement: "reached an agreement with",
	graph.Cooperation: "cooperated with", graph.Accusation: "accused", graph.Threat: "threatened", graph.Sanction: "imposed sanctions on",
	graph.Attack: "attacked", graph.Appointment: "appointed", graph.Support: "endorsed", graph.Rejection: "rejected an offer of"}

// roleOf returns the role of participant k.
func roleOf(t graph.EventType, k int) graph.ParticipantRole {
	switch {
	case t == graph.Visit && k == 0:
		return graph.Guest
	case t == graph.Visit:
		return graph.Host
	case t.Consult() || t == graph.Agreement || t == graph.Cooperation:
		return graph.Party
	case k == 0:
		return graph.Actor
	}
	return graph.Target
}

// finish closes the article. One more sentence refers back to the first
// person, as articles do.
func (b *builder) finish() graph.ArticleExtraction {
	first := &b.extraction.Entities[0]
	b.write(" ")
	start := b.at
	noun := "The " + cmp.Or(strings.Join(first.Titles, " "), "group")
	span := b.write(noun)
	first.Mentions = append(first.Mentions, graph.Mention{Span: span, Sentence: len(b.extraction.Sentences), Form: graph.NominalMention, Text: noun, Score: 0.8})
	b.write(" gave no further details.")
	b.extraction.Sentences = append(b.extraction.Sentences, graph.Span{Field: graph.TextBody, Start: start, End: b.at})
	b.article.Text = b.text.String()
	b.article.Title = "News of " + first.Name
	return graph.ArticleExtraction{Article: b.article, Extraction: b.extraction}
}
