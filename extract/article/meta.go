package article

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a web page says of itself.
type meta struct {
	title, outlet, published, canonical, language, body string
	authors                                             []string
}

// readMeta reads JSON-LD, OpenGraph and other meta elements, in this order of
// trust.
func readMeta(doc *html.Node, address string) meta {
	var m meta
	properties := map[string]string{}
	var timeElement, heading, title string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.language = languageTag(attr(n, "lang"))
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				m.readLinkedData(n.FirstChild.Data)
			}
		case atom.Meta:
			name := strings.ToLower(attr(n, "property"))
			if name == "" {
				name = strings.ToLower(attr(n, "name"))
			}
			if name == "" {
				name = strings.ToLower(attr(n, "itemprop"))
			}
			if _, seen := properties[name]; !seen && name != "" {
				properties[name] = attr(n, "content")
			}
		case atom.Link:
			if slices.Contains(strings.Fields(strings.ToLower(attr(n, "rel"))), "canonical") && m.canonical == "" {
				m.canonical = attr(n, "href")
			}
		case atom.Time:
			if t := attr(n, "datetime"); t != "" && timeElement == "" && publishedOf(t) != "" {
				timeElement = t
			}
		case atom.H1:
			if heading == "" {
				heading = strings.Join(strings.Fields(inlineText(n)), " ")
			}
		case atom.Title:
			if title == "" {
				title = strings.Join(strings.Fields(inlineText(n)), " ")
			}
		}
	}
	first := func(have string, names ...string) string {
		if have != "" {
			return have
		}
		for _, n := range names {
			if v := properties[n]; v != "" {
				return v
			}
		}
		return ""
	}
	m.title = first(m.title, "og:title", "twitter:title", "dc.title", "headline")
	if m.title == "" {
		m.title = heading
	}
	m.outlet = first(m.outlet, "og:site_name", "application-name", "publisher", "dc.publisher")
	if m.title == "" {
		m.title = withoutSite(title, m.outlet)
	}
	m.published = first(m.published, "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate", "publish-date",
		"date", "dc.date", "dc.date.issued", "sailthru.date", "article.published", "cxenseparse:recs:publishtime")
	if m.published == "" {
		m.published = timeElement
	}
	m.canonical = first(m.canonical, "og:url")
	if CanonicalURL(absolute(m.canonical, address)) == "" || rootOf(absolute(m.canonical, address)) {
		m.canonical = "" // a canonical that is the home page says nothing
	}
	if len(m.authors) == 0 {
		if a := first("", "author", "article:author", "parsely-author", "dc.creator", "byl"); a != "" {
			m.authors = []string{a}
		}
	}
	return m
}

func rootOf(address string) bool {
	c := CanonicalURL(address)
	return strings.Count(c, "/") <= 2 && !strings.Contains(c, "?")
}

// withoutSite takes the outlet's name off the end of a page's title.
func withoutSite(title, outlet string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: "} {
		if i := strings.LastIndex(title, sep); i > 0 {
			tail := title[i+len(sep):]
			if outlet != "" && foldName(tail) == foldName(outlet) || len(strings.Fields(tail)) <= 3 && (knownOutlet(tail) || domainOf(tail) != "") {
				return title[:i]
			}
		}
	}
	return title
}

// articleTypes are the types of schema.org that are articles.
var articleTypes = []string{"newsarticle", "article", "reportagenewsarticle", "blogposting", "analysisnewsarticle", "liveblogposting", "opinionnewsarticle", "backgroundnewsarticle"}

// readLinkedData reads one JSON-LD block: an object, a list, or a @graph.
func (m *meta) readLinkedData(data string) {
	var v any
	if json.Unmarshal([]byte(data), &v) != nil {
		return
	}
	m.linked(v, 0)
}

func (m *meta) linked(v any, depth int) {
	if depth > 4 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.linked(e, depth+1)
		}
	case map[string]any:
		m.linked(v["@graph"], depth+1)
		m.linked(v["mainEntity"], depth+1)
		if !isArticleType(v["@type"]) {
			return
		}
		set := func(to *string, s string) {
			if *to == "" {
				*to = html.UnescapeString(strings.TrimSpace(s))
			}
		}
		set(&m.title, scalar(v["headline"]))
		set(&m.published, scalar(v["datePublished"]))
		set(&m.body, scalar(v["articleBody"]))
		if p := names(v["publisher"]); len(p) > 0 {
			set(&m.outlet, p[0])
		}
		if m.language == "" {
			m.language = languageTag(scalar(v["inLanguage"]))
		}
		if len(m.authors) == 0 {
			m.authors = names(v["author"])
		}
	}
}

func isArticleType(v any) bool {
	switch v := v.(type) {
	case string:
		return slices.Contains(articleTypes, strings.ToLower(v))
	case []any:
		return slices.ContainsFunc(v, isArticleType)
	}
	return false
}
