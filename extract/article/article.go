// Package article reads news articles from files, folders, feeds and web
// archives into [graph.Article] values.
//
// [Read] takes a path and yields items one by one; memory is bounded by the
// largest article. A bad item is yielded as an error that names the file and
// the line and says what to do, and reading goes on behind it. [ReadLines]
// reads JSON lines from a reader and [Fetch] one address of the web.
//
// An article's text is kept as read. What is page furniture (comment rules,
// related headlines, bylines, captions) is found by general rules and listed
// in [graph.Article.Skip]; later stages do not read it. What metadata does not
// say about title, outlet, date and authors is read off the furniture.
//
// Read in this order: article.go, files.go, json.go, plain.go, furniture.go,
// html.go, feed.go, warc.go, fetch.go.
package article

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"parley/graph"
)

// An Item is one article that was read.
type Item struct {
	Article graph.Article
	// Outlet is its outlet; the zero Outlet when unknown.
	Outlet graph.Outlet
	// Place says where it stands: "file.txt", "file.jsonl:17".
	Place string
}

// Options say what the files do not say, and how to read them.
type Options struct {
	// Outlet is the name or domain of the outlet of articles that name none.
	Outlet string
	// Published is the EDTF day or RFC 3339 instant of articles without one.
	Published string
	// Language is the BCP 47 tag of articles without one; empty is detected.
	Language string
	// MainText finds the text of web pages that do not mark it. Nil is
	// go-domdistiller.
	MainText MainText
}

// draft is an article on its way from a reader to an Item.
type draft struct {
	id, url, title, text string
	outlet               string // name
	domain               string
	published            string // as written
	authors              []string
	language             string
	file                 string // path, when the article is all of the file
	place                string
	markup               bool // text is HTML
}

// item makes an article of what a reader found.
func (o Options) item(d draft) (Item, error) {
	if d.markup || looksLikeHTML(d.text) {
		d.text = textOfHTML(d.text)
	}
	if strings.TrimSpace(d.text) == "" {
		return Item{}, &ItemError{Place: d.place, Err: ErrEmpty, Advice: "give it a text"}
	}
	if strings.IndexByte(d.text, 0) >= 0 {
		return Item{}, &ItemError{Place: d.place, Err: ErrBinary, Advice: "remove it or convert it to text"}
	}
	a := graph.Article{URL: CanonicalURL(d.url), Title: cleanTitle(d.title), Text: d.text, Authors: cleanAuthors(d.authors), Language: d.language}
	p := readPage(a.Title, a.Text)
	a.Title = cmp.Or(a.Title, p.title)
	if len(a.Authors) == 0 {
		a.Authors = p.authors
	}
	a.Skip = codePoints(a.Text, p.skip)
	a.Published = cmp.Or(publishedOf(d.published), p.published, publishedOf(o.Published))
	a.Language = cmp.Or(a.Language, o.Language)
	if a.Language == "" {
		a.Language = Language(a.Title + "\n" + a.Text)
	}
	a.Key = cmp.Or(d.id, a.URL, fileKey(d.file), textKey(a.Text))
	it := Item{Article: a, Place: d.place}
	name := d.outlet
	// An address says more than a short line of the head, unless the line is
	// a name that is known.
	if name == "" && (a.URL == "" && d.domain == "" || knownOutlet(p.outlet)) {
		name = p.outlet
	}
	if name != "" || a.URL != "" || d.domain != "" {
		it.Outlet = Outlet(name, cmp.Or(d.domain, a.URL))
	} else if o.Outlet != "" {
		it.Outlet = Outlet(o.Outlet, "")
	}
	it.Article.Outlet = it.Outlet.ID
	return it, nil
}

// fileKey is the file's name without folder and extension.
func fileKey(path string) string {
	if path == "" {
		return ""
	}
	name := filepath.Base(path)
	if base := strings.TrimSuffix(name, filepath.Ext(name)); base != "" {
		return base
	}
	return name
}

func textKey(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + hex.EncodeToString(sum[:16])
}

// cleanTitle puts a title on one line.
func cleanTitle(s string) string { return strings.Join(strings.Fields(s), " ") }

// codePoints converts byte ranges of text, sorted and apart, to spans.
func codePoints(text string, ranges []byteRange) []graph.Span {
	var spans []graph.Span
	at, n := 0, 0 // bytes and code points counted so far
	for _, r := range ranges {
		start := n + utf8.RuneCountInString(text[at:r.start])
		n = start + utf8.RuneCountInString(text[r.start:r.end])
		at = r.end
		spans = append(spans, graph.Span{Field: graph.TextBody, Start: start, End: n})
	}
	return spans
}

// Body returns the text of a without its furniture: what is read of it.
func Body(a *graph.Article) string {
	if len(a.Skip) == 0 {
		return a.Text
	}
	var b strings.Builder
	n, k := 0, 0
	for _, r := range a.Text {
		for k < len(a.Skip) && n >= a.Skip[k].End {
			k++
		}
		if k == len(a.Skip) || n < a.Skip[k].Start {
			b.WriteRune(r)
		}
		n++
	}
	return b.String()
}

// place names a line of a file.
func place(file string, line int) string { return fmt.Sprintf("%s:%d", file, line) }
