package schema

import (
	"slices"
	"time"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// An article resolves Article.
type article struct {
	r     *request
	a     graph.Article // without its text unless whole
	whole bool

	ID                                    graphql.ID
	Key, Title                            string
	URL, Language, PublishedAt, Published *text
	RetractionReason                      *string
}

// articleByID returns the article of an id or a key, read once a request.
func (r *request) articleByID(idOrKey string) (*article, error) {
	if a, ok := r.articles[idOrKey]; ok {
		return a, nil
	}
	v, err := r.read().ArticleHead(idOrKey)
	if err != nil {
		return nil, err
	}
	a := r.keepHead(v)
	r.articles[idOrKey] = a
	return a, nil
}

// keepArticle keeps an article with its text.
func (r *request) keepArticle(v graph.Article) *article {
	a := r.keepHead(v)
	a.a, a.whole = v, true
	return a
}

func (r *request) keepHead(v graph.Article) *article {
	if a, ok := r.articles[v.Key]; ok {
		return a
	}
	a := &article{r, v, false, graphql.ID(v.ID()), v.Key, v.Title, optional(text(v.URL)), optional(text(v.Language)),
		published(v.Published), optional(text(v.Published)), optional(v.Reason)}
	r.articles[v.Key] = a
	return a
}

// article returns the article of a key that a record names.
func (r *request) article(key string) *article { return must(r.articleByID(key)) }

func (a *article) Outlet() *outlet   { return a.r.outlet(a.a.Outlet) }
func (a *article) Authors() []string { return append([]string{}, a.a.Authors...) }

// RetrievedAt returns when the article was stored.
func (a *article) RetrievedAt() text {
	t := must(a.r.read().Retrieved(a.a.Key))
	return text(t.UTC().Format(time.RFC3339))
}

// Text returns the full text.
func (a *article) Text() *string {
	a.read()
	a.r.chargeText(a.a.Text)
	return &a.a.Text
}

// read reads the text.
func (a *article) read() {
	if !a.whole {
		a.a, a.whole = must(a.r.read().Article(a.a.Key)), true
	}
}

// Status returns the standing.
func (a *article) Status() string {
	switch {
	case a.a.Retracted:
		return "RETRACTED"
	case a.a.Corrected:
		return "CORRECTED"
	}
	return "ACTIVE"
}

// CopyOf returns the article of which this is a copy.
func (a *article) CopyOf() *article {
	key, err := a.r.read().CopyOf(a.a.Key)
	if missing(err) || err == nil && key == "" {
		return nil
	}
	check(err)
	return orNull(a.r.articleByID(key))
}

// Events returns what the article reports, in text order.
func (a *article) Events(args struct {
	Filter EventFilter
	PageArgs
}) *plain[*event] {
	f := a.r.filter(args.Filter)
	var list []*event
	for _, id := range must(a.r.read().EventsOfArticle(a.a.Key)) {
		check(a.r.ctx.Err())
		if v, err := a.r.eventByID(id); err == nil && a.r.fits(v, f) {
			list = append(list, v)
		} else if err != nil && !missing(err) {
			throw(err)
		}
	}
	l := paginate(list, func(v *event) string { return v.v.ID }, a.r.page(args.PageArgs))
	return connect(a.r, l, func(v *event) *event { return v }, func() (int, error) { return len(list), nil })
}

// Entities returns whom the article names, the most named first.
func (a *article) Entities(args struct {
	Kinds *[]graph.EntityKind
	PageArgs
}) *plain[*entity] {
	var list []*entity
	for _, id := range must(a.r.read().EntitiesOfArticle(a.a.Key)) {
		e := a.r.entityOrNil(id)
		if e != nil && (args.Kinds == nil || slices.Contains(*args.Kinds, e.e.Kind)) {
			list = append(list, e)
		}
	}
	l := paginate(list, func(e *entity) string { return e.e.ID }, a.r.page(args.PageArgs))
	return connect(a.r, l, func(e *entity) *entity { return e }, func() (int, error) { return len(list), nil })
}

// Mentions returns everything extracted from the article, in text order. A
// withdrawn article has none.
func (a *article) Mentions(args MentionsArgs) *plain[*mention] {
	list := a.mentions(a.r.mentionFilter(args.Filter))
	l := paginate(list, func(m *mention) string { return m.ref.ID }, a.r.page(args.PageArgs))
	return connect(a.r, l, func(m *mention) *mention { return m }, func() (int, error) { return len(list), nil })
}

func (a *article) mentions(f graph.MentionFilter) []*mention {
	if a.a.Retracted || !a.r.articleFits(f, a.a.Key) {
		return nil
	}
	x := a.r.extraction(a.a.Key)
	var list []*mention
	if f.Factuality == nil {
		for i, e := range x.Entities {
			for j := range e.Mentions {
				list = append(list, &mention{r: a.r, ref: graph.MentionRef{ID: mentionID(a.a.Key, "e", i, j), Article: a.a.Key, Local: i, Mention: j, Report: -1, Entry: -1}, x: x})
			}
		}
	}
	for i, rep := range x.Reports {
		for j := range rep.Evidence {
			list = append(list, &mention{r: a.r, ref: graph.MentionRef{ID: mentionID(a.a.Key, "r", i, j), Article: a.a.Key, Local: -1, Mention: -1, Report: i, Entry: j}, x: x})
		}
	}
	list = slices.DeleteFunc(list, func(m *mention) bool {
		fact := m.Factuality()
		return m.Confidence() < f.MinConfidence || f.Factuality != nil && (fact == nil || !slices.Contains(f.Factuality, graph.Factuality(*fact)))
	})
	slices.SortStableFunc(list, func(m, n *mention) int { return compareSpans(m.at(), n.at()) })
	return list
}

// compareSpans orders spans as a reader meets them, the title first.
func compareSpans(a, b graph.Span) int {
	if a.Field != b.Field {
		if a.Field == graph.TitleField {
			return -1
		}
		return 1
	}
	if a.Start != b.Start {
		return a.Start - b.Start
	}
	return a.End - b.End
}
