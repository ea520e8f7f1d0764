package schema

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// Bounds of one ingestArticles.
const (
	maxBatch       = 100
	maxArticleText = 500_000 // bytes
)

// IngestArticlesInput is the input of ingestArticles.
type IngestArticlesInput struct {
	Articles       []ArticleInput
	IdempotencyKey *string
}

// ArticleInput is one article to ingest.
type ArticleInput struct {
	Key, Title, Outlet, Published *string
	URL, Language                 *text
	Text                          string
	Authors                       *[]string
}

type ingestPayload struct {
	Job        *job
	UserErrors []*userError
}

// IngestArticles queues articles for extraction.
func (*root) IngestArticles(ctx context.Context, args struct{ Input IngestArticlesInput }) *ingestPayload {
	r := requestOf(ctx)
	if !r.writes {
		throw(failf(Forbidden, "a write must be a mutation"))
	}
	if r.srv.options.Ingester == nil {
		throw(failf(Unavailable, "articles are not taken here"))
	}
	in := args.Input
	if bad := checkBatch(in); len(bad) > 0 {
		return &ingestPayload{UserErrors: bad}
	}
	batch := make([]Incoming, len(in.Articles))
	for i, a := range in.Articles {
		batch[i] = a.incoming()
	}
	j, err := r.srv.jobs.add(deref(in.IdempotencyKey), batch)
	if err != nil {
		return &ingestPayload{Job: j, UserErrors: []*userError{err}}
	}
	return &ingestPayload{Job: j, UserErrors: []*userError{}}
}

func (a ArticleInput) incoming() Incoming {
	in := Incoming{Key: deref(a.Key), Title: deref(a.Title), Text: a.Text, Outlet: deref(a.Outlet), Published: deref(a.Published)}
	if a.URL != nil {
		in.URL = string(*a.URL)
	}
	if a.Language != nil {
		in.Language = string(*a.Language)
	}
	if a.Authors != nil {
		in.Authors = *a.Authors
	}
	return in
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// checkBatch finds what the caller can fix before anything is queued.
func checkBatch(in IngestArticlesInput) []*userError {
	var bad []*userError
	add := func(code, message string, i int, field string) {
		bad = append(bad, inputError(code, message, "articles", fmt.Sprint(i), field))
	}
	switch n := len(in.Articles); {
	case n == 0:
		return []*userError{inputError("INVALID", "there is no article", "articles")}
	case n > maxBatch:
		return []*userError{inputError("TOO_LARGE", fmt.Sprintf("%d articles; at most %d are taken at once", n, maxBatch), "articles")}
	}
	if len(deref(in.IdempotencyKey)) > 200 {
		bad = append(bad, inputError("TOO_LARGE", "the key is longer than 200 bytes", "idempotencyKey"))
	}
	seen := map[string]int{}
	for i, a := range in.Articles {
		if strings.TrimSpace(a.Text) == "" {
			add("INVALID", "the text is empty", i, "text")
		}
		if len(a.Text) > maxArticleText {
			add("TOO_LARGE", fmt.Sprintf("the text is longer than %d bytes", maxArticleText), i, "text")
		}
		for field, v := range map[string]*string{"key": a.Key, "title": a.Title, "outlet": a.Outlet} {
			if v != nil && len(*v) > 2_000 {
				add("TOO_LARGE", "the value is longer than 2,000 bytes", i, field)
			}
		}
		if p := deref(a.Published); p != "" && !validPublished(p) {
			add("INVALID", "neither an RFC 3339 full-date nor a date-time", i, "published")
		}
		if a.URL != nil {
			if u, err := url.Parse(string(*a.URL)); err != nil || u.Scheme != "http" && u.Scheme != "https" {
				add("INVALID", "not the address of a web page", i, "url")
			}
		}
		if k := deref(a.Key); k != "" {
			if j, ok := seen[k]; ok {
				add("DUPLICATE", fmt.Sprintf("article %d has the same key", j), i, "key")
			}
			seen[k] = i
		}
	}
	return bad
}

func validPublished(s string) bool {
	if _, ok := graph.ParseDay(s); ok {
		return true
	}
	_, err := time.Parse(time.RFC3339, s)
	return err == nil
}

// job getters resolve IngestJob from one consistent copy.

func (j *job) ID() graphql.ID       { return graphql.ID(j.id) }
func (j *job) State() string        { return j.state }
func (j *job) Total() int32         { return int32(j.total) }
func (j *job) Done() int32          { return int32(j.done) }
func (j *job) Failed() int32        { return int32(j.failed) }
func (j *job) EventsCreated() int32 { return int32(j.created) }
func (j *job) EventsUpdated() int32 { return int32(j.updated) }
func (j *job) CreatedAt() text      { return *instant(j.createdAt) }
func (j *job) FinishedAt() *text    { return instant(j.finishedAt) }
