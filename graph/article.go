package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
)

// ErrNotFound means that the graph holds no such record.
var ErrNotFound = errors.New("not found")

// An Article is a published text, as read.
type Article struct {
	// Key names the article for its provider: the caller's id, else the
	// canonical URL, else the file's name, else the text's hash.
	Key string `json:"key"`
	URL string `json:"url,omitempty"`
	// Title and Text are what spans count in. Text is free of page furniture
	// only as far as the furniture is listed in Skip: it is never cut.
	Title string `json:"title,omitempty"`
	Text  string `json:"text"`
	// Skip lists spans of Text that are page furniture (comment rules,
	// related headlines, about-boxes): kept, never read.
	Skip []Span `json:"skip,omitempty"`
	// Outlet is the id of the outlet, empty when neither the metadata nor
	// the text says who published it.
	Outlet   string   `json:"outlet,omitempty"`
	Authors  []string `json:"authors,omitempty"`
	Language string   `json:"language,omitempty"` // BCP 47
	// Published is when it was published: an EDTF day, or an instant as
	// RFC 3339 in the publication's own offset. Empty when unknown.
	Published string `json:"published,omitempty"`
	// Retracted is true while a decision withdraws the article.
	Retracted bool   `json:"retracted,omitempty"`
	Reason    string `json:"reason,omitempty"`
	Corrected bool   `json:"corrected,omitempty"` // an earlier text was replaced
}

// ID returns the article's global id.
func (a *Article) ID() string { return NewID(ArticleID, a.Key) }

// Hash identifies what extraction reads of the article: the same hash means
// that reading it again would say the same.
func (a *Article) Hash() string {
	h := sha256.New()
	for _, f := range append([]string{a.URL, a.Title, a.Text, a.Outlet, a.Language, a.Published}, a.Authors...) {
		h.Write([]byte(f))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// OutletKind says what an outlet is.
type OutletKind string

// Kinds of outlet.
const (
	Press        OutletKind = "PRESS"
	Agency       OutletKind = "AGENCY"
	Broadcaster  OutletKind = "BROADCASTER"
	StateMedia   OutletKind = "STATE_MEDIA"
	OfficialSite OutletKind = "OFFICIAL"
	OtherOutlet  OutletKind = "OTHER"
)

// An Outlet is who publishes articles.
type Outlet struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Domain    string     `json:"domain,omitempty"`
	Kind      OutletKind `json:"kind"`
	Country   string     `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Languages []string   `json:"languages,omitempty"`
}

// NewOutlet returns the outlet known by key, its domain or else its folded
// name; an article names its outlet by the id.
func NewOutlet(key, name, domain string) Outlet {
	return Outlet{ID: NewID(OutletID, key), Name: name, Domain: domain, Kind: OtherOutlet}
}

// A TextField says which text of an article a span is in.
type TextField string

// The texts of an article.
const (
	TitleField TextField = "TITLE"
	TextBody   TextField = "TEXT"
)

// A Span is a range of code points [Start, End) in one text of an article.
type Span struct {
	Field TextField `json:"field"`
	Start int       `json:"start"`
	End   int       `json:"end"`
}

// Exact returns the text of s in a, or "" when a does not have the span.
func (a *Article) Exact(s Span) string {
	text := a.Text
	if s.Field == TitleField {
		text = a.Title
	}
	if s.Start < 0 || s.End < s.Start {
		return ""
	}
	n, from := 0, -1
	for i := range text {
		if n == s.Start {
			from = i
		}
		if n == s.End {
			return text[from:i]
		}
		n++
	}
	switch {
	case s.End != n:
		return ""
	case from < 0:
		return "" // an empty span at the end of the text
	}
	return text[from:]
}
