package article

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// A MainText finds the main text of a web page that does not mark it.
type MainText interface {
	// MainText returns the title and the text, paragraphs on lines of their
	// own; doc is not changed.
	MainText(doc *html.Node, page *url.URL) (title, text string, err error)
}

// A page says where a web page comes from.
type page struct {
	place, file, url string
	contentType      string // of the answer, for its charset
}

// minText is how many bytes of text a marked part of a page must have to be
// taken for the article.
const minText = 250

// readHTML makes an article of a web page.
func (o Options) readHTML(data []byte, p page) (Item, error) {
	if bytes.IndexByte(data[:min(len(data), 1024)], 0) >= 0 {
		return Item{}, &ItemError{Place: p.place, Err: ErrBinary, Advice: "remove it or convert it to text"}
	}
	decoded, err := charset.NewReader(bytes.NewReader(data), p.contentType)
	if err != nil {
		return Item{}, &ItemError{Place: p.place, Err: fmt.Errorf("%w: %w", ErrEncoding, err), Advice: "convert it to UTF-8"}
	}
	utf8Data, err := io.ReadAll(io.LimitReader(decoded, 2*MaxItem))
	if err != nil {
		return Item{}, &ItemError{Place: p.place, Err: fmt.Errorf("%w: %w", ErrEncoding, err), Advice: "convert it to UTF-8"}
	}
	doc, err := html.Parse(bytes.NewReader(utf8Data))
	if err != nil {
		return Item{}, &ItemError{Place: p.place, Err: fmt.Errorf("%w: %w", ErrFormat, err), Advice: "is it a web page?"}
	}
	m := readMeta(doc, p.url)
	d := draft{url: cmp.Or(absolute(m.canonical, p.url), p.url), title: m.title, outlet: m.outlet, published: m.published, authors: m.authors, language: m.language,
		file: p.file, place: p.place}
	d.text = m.body
	if len(d.text) < minText {
		d.text = articleText(doc)
	}
	if len(d.text) < minText {
		main := o.MainText
		if main == nil {
			main = distilledText{}
		}
		address, _ := url.Parse(cmp.Or(d.url, "https://localhost/"))
		title, text, err := main.MainText(doc, address)
		if err == nil && len(text) > len(d.text) {
			d.text = text
			d.title = cmp.Or(d.title, title)
		}
	}
	if d.text == "" {
		return Item{}, &ItemError{Place: p.place, Err: ErrEmpty, Advice: "the page has no article"}
	}
	return o.item(d)
}

func absolute(ref, base string) string {
	r, err := url.Parse(ref)
	if err != nil || ref == "" {
		return ""
	}
	b, err := url.Parse(base)
	if err != nil {
		return ref
	}
	return b.ResolveReference(r).String()
}

// articleText returns the paragraphs of the longest article element.
func articleText(doc *html.Node) string {
	best := ""
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && (n.DataAtom == atom.Article || attr(n, "itemprop") == "articleBody") {
			if text := paragraphs(n); len(text) > len(best) {
				best = text
			}
		}
	}
	return best
}

// paragraphs returns the text of the p, h2, h3, li and blockquote elements
// below n, one a paragraph, without asides, figures, forms and navigation.
func paragraphs(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			if c.Type != html.ElementNode {
				continue
			}
			switch c.DataAtom {
			case atom.Aside, atom.Nav, atom.Figure, atom.Footer, atom.Form, atom.Script, atom.Style, atom.Noscript, atom.Button, atom.Iframe, atom.Header, atom.Template:
				continue
			case atom.P, atom.H2, atom.H3, atom.Li, atom.Blockquote:
				if c.DataAtom == atom.Blockquote && hasElement(c, atom.P) || c.DataAtom == atom.Li && hasElement(c, atom.P) {
					walk(c)
					continue
				}
				if t := strings.Join(strings.Fields(inlineText(c)), " "); t != "" {
					if b.Len() > 0 {
						b.WriteString("\n\n")
					}
					b.WriteString(t)
				}
			default:
				walk(c)
			}
		}
	}
	walk(n)
	return b.String()
}

func hasElement(n *html.Node, a atom.Atom) bool {
	for c := range n.Descendants() {
		if c.DataAtom == a {
			return true
		}
	}
	return false
}

// inlineText returns the text below n; a line break is a space.
func inlineText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type != html.ElementNode:
			case c.DataAtom == atom.Br:
				b.WriteByte(' ')
			case c.DataAtom == atom.Script || c.DataAtom == atom.Style || c.DataAtom == atom.Noscript || c.DataAtom == atom.Template:
			default:
				walk(c)
			}
		}
	}
	walk(n)
	return b.String()
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// looksLikeHTML reports whether a text of a feed or of JSON is markup.
func looksLikeHTML(s string) bool {
	low := strings.ToLower(s[:min(len(s), 4000)])
	for _, tag := range []string{"<p>", "<p ", "</p>", "<br", "<div", "<html", "<a href"} {
		if strings.Contains(low, tag) {
			return true
		}
	}
	return false
}

// textOfHTML returns the text of a piece of markup, paragraphs apart.
func textOfHTML(s string) string {
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return ""
	}
	if text := paragraphs(doc); len(text)*2 > len(strings.TrimSpace(inlineText(doc))) {
		return text
	}
	// Text without paragraph elements: breaks and blocks end the lines.
	var b strings.Builder
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style && n.Parent.DataAtom != atom.Noscript:
			b.WriteString(strings.ReplaceAll(n.Data, "\n", " "))
		case n.DataAtom == atom.Br:
			b.WriteByte('\n')
		case n.DataAtom == atom.Div || n.DataAtom == atom.P || n.DataAtom == atom.Li || n.DataAtom == atom.H1 || n.DataAtom == atom.H2:
			b.WriteString("\n\n")
		}
	}
	return strings.TrimSpace(b.String())
}
