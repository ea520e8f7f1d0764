package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// A mention resolves Mention: one place in one article, which names an entity,
// gives it a post or reports an event.
type mention struct {
	r    *request
	ref  graph.MentionRef
	x    *graph.Extraction
	post *graph.Evidence // of a post, else nil
}

func (r *request) mention(ref graph.MentionRef) *mention {
	m := &mention{r: r, ref: ref, x: r.extraction(ref.Article)}
	if m.reports() {
		if ref.Report >= len(m.x.Reports) || ref.Entry < 0 || ref.Entry >= len(m.x.Reports[ref.Report].Evidence) {
			throw(graph.ErrNotFound)
		}
	} else if ref.Local < 0 || ref.Local >= len(m.x.Entities) || ref.Mention < 0 || ref.Mention >= len(m.x.Entities[ref.Local].Mentions) {
		throw(graph.ErrNotFound)
	}
	return m
}

// reports reports whether the mention is of an event.
func (m *mention) reports() bool { return m.ref.Report >= 0 }

// evidence returns that of a post or of an event, nil of a mention that only
// names.
func (m *mention) evidence() *graph.Evidence {
	if !m.reports() {
		return m.post
	}
	return &m.x.Reports[m.ref.Report].Evidence[m.ref.Entry]
}

func (m *mention) named() *graph.Mention { return &m.x.Entities[m.ref.Local].Mentions[m.ref.Mention] }

func (m *mention) ID() graphql.ID    { return graphql.ID(m.ref.ID) }
func (m *mention) Article() *article { return m.r.article(m.ref.Article) }
func (m *mention) Extractor() *extractor {
	return &extractor{m.x.Extractor.Name, m.x.Extractor.Version}
}
func (m *mention) ReportedAt() *text { return published(m.Article().a.Published) }
func (m *mention) Span() *textSpan   { return m.r.span(m.ref.Article, m.at()) }

type extractor struct{ Name, Version string }

func (m *mention) at() graph.Span {
	if e := m.evidence(); e != nil {
		return e.Span
	}
	return m.named().Span
}

// Sentence returns the sentence that the mention is in.
func (m *mention) Sentence() *sentence {
	i := 0
	if e := m.evidence(); e != nil {
		i = e.Sentence
	} else {
		i = m.named().Sentence
	}
	if i < 0 || i >= len(m.x.Sentences) {
		return &sentence{int32(i), m.Span()}
	}
	return &sentence{int32(i), m.r.span(m.ref.Article, m.x.Sentences[i])}
}

type sentence struct {
	Index int32
	Span  *textSpan
}

// Text returns the sentence as published.
func (s *sentence) Text() string { return s.Span.Exact() }

// Highlights returns the further spans of the sentence.
func (m *mention) Highlights() []*highlight {
	out := []*highlight{}
	if e := m.evidence(); e != nil {
		for _, h := range e.Highlights {
			out = append(out, &highlight{m, h})
		}
	}
	return out
}

type highlight struct {
	m *mention
	h graph.Highlight
}

func (h *highlight) Span() *textSpan { return h.m.r.span(h.m.ref.Article, h.h.Span) }
func (h *highlight) Kind() string    { return string(h.h.Kind) }
func (h *highlight) Entity() *entity {
	return h.m.r.entityOrNil(h.m.r.local(h.m.ref.Article, h.h.Entity))
}

// Attribution returns who says so, the outlet first.
func (m *mention) Attribution() []*attributionStep {
	e := m.evidence()
	if e == nil {
		return m.r.attribution(m.ref.Article, nil)
	}
	steps := e.Attribution
	if len(steps) == 0 && m.reports() {
		steps = m.x.Reports[m.ref.Report].Attribution
	}
	return m.r.attribution(m.ref.Article, steps)
}

// attribution puts the outlet before the sources that the article names.
func (r *request) attribution(key string, steps []graph.AttributionStep) []*attributionStep {
	out := []*attributionStep{}
	if o := r.article(key).Outlet(); o != nil {
		out = append(out, r.step(key, graph.AttributionStep{Kind: graph.ByOutlet, Text: o.o.Name, Entity: -1}, o))
	}
	for _, s := range steps {
		out = append(out, r.step(key, s, nil))
	}
	return out
}

type attributionStep struct {
	r   *request
	key string
	s   graph.AttributionStep
	out *outlet

	Depth      int32
	Kind, Text string
	Cue        *string
}

func (r *request) step(key string, s graph.AttributionStep, o *outlet) *attributionStep {
	return &attributionStep{r, key, s, o, int32(s.Depth), string(s.Kind), s.Text, optional(s.Cue)}
}

func (a *attributionStep) Entity() *entity { return a.r.entityOrNil(a.r.local(a.key, a.s.Entity)) }

// Outlet returns the outlet that the source is, when one has its name.
func (a *attributionStep) Outlet() *outlet {
	if a.out != nil {
		return a.out
	}
	switch a.s.Kind {
	case graph.ByOutlet, graph.ByAgency, graph.ByStateMedia:
		o, err := a.r.read().OutletBy("", a.s.Text)
		if missing(err) {
			return nil
		}
		check(err)
		return a.r.keepOutlet(o)
	}
	return nil
}

// Factuality returns that of the event in this sentence.
func (m *mention) Factuality() *string {
	if !m.reports() {
		return nil
	}
	return optional(string(cmp.Or(m.evidence().Factuality, m.x.Reports[m.ref.Report].Factuality)))
}

// Confidence returns the extraction's confidence.
func (m *mention) Confidence() float64 {
	if e := m.evidence(); e != nil {
		return e.Confidence
	}
	return m.named().Score
}

// EventDate returns what the sentence says about the date of the event.
func (m *mention) EventDate() *fuzzyDate {
	if !m.reports() {
		return nil
	}
	return newDate(m.evidence().Date)
}

// Event returns the event that the mention supports.
func (m *mention) Event() *event {
	if !m.reports() {
		return nil
	}
	return orNull(m.r.eventByID(m.x.Reports[m.ref.Report].ID))
}

// Entity returns the entity that the mention names.
func (m *mention) Entity() *entity {
	if m.reports() {
		return nil
	}
	return m.r.entityOrNil(m.r.local(m.ref.Article, m.ref.Local))
}

// evidence lists the sentences of reports of an event, the best first; keep
// may leave some out.
func (r *request) evidence(v *event, refs []graph.ReportRef, keep func(graph.ReportRef, *graph.Evidence) bool, args MentionsArgs) *plain[*mention] {
	f := r.mentionFilter(args.Filter)
	type entry struct {
		ref graph.MentionRef
		e   *graph.Evidence
	}
	var all []entry
	for _, ref := range refs {
		check(r.ctx.Err())
		if !r.articleFits(f, ref.Article) {
			continue
		}
		rep := r.report(ref)
		for i := range rep.Evidence {
			e := &rep.Evidence[i]
			if e.Confidence < f.MinConfidence || f.Factuality != nil && !slices.Contains(f.Factuality, cmp.Or(e.Factuality, rep.Factuality)) || keep != nil && !keep(ref, e) {
				continue
			}
			id := mentionID(ref.Article, "r", ref.Index, i)
			all = append(all, entry{graph.MentionRef{ID: id, Article: ref.Article, Local: -1, Mention: -1, Report: ref.Index, Entry: i}, e})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(b.e.Confidence, a.e.Confidence) })
	l := paginate(all, func(e entry) string { return e.ref.ID }, r.page(args.PageArgs))
	return connect(r, l, func(e entry) *mention { return r.mention(e.ref) }, func() (int, error) { return len(all), nil })
}

// articleFits applies the conditions on the article.
func (r *request) articleFits(f graph.MentionFilter, key string) bool {
	if f.Outlets == nil && f.ReportedFrom == "" && f.ReportedTo == "" {
		return true
	}
	a := r.article(key)
	d := day(a.a.Published)
	return (f.Outlets == nil || slices.Contains(f.Outlets, a.a.Outlet)) &&
		(f.ReportedFrom == "" || d != "" && d >= f.ReportedFrom) && (f.ReportedTo == "" || d != "" && d <= f.ReportedTo)
}

// mentionID spells the id of a mention: m_, the hash part of the article's
// id, _, e or r, and two indexes (graph/query.go).
func mentionID(article, kind string, i, j int) string {
	id := graph.NewID(graph.ArticleID, article)
	return fmt.Sprintf("m_%s_%s%d.%d", strings.TrimPrefix(id, "a_"), kind, i, j)
}
