package article

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"
)

// readFeed reads the items of an RSS or Atom feed.
func (o Options) readFeed(ctx context.Context, data []byte, name string, yield yield) bool {
	if bytes.IndexByte(data[:min(len(data), 1024)], 0) >= 0 {
		return yield(Item{}, &ItemError{Place: name, Err: ErrBinary, Advice: "remove it or convert it to text"})
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		if r, e := charset.NewReader(bytes.NewReader(data), "application/xml"); e == nil {
			feed, err = gofeed.NewParser().Parse(r)
		}
	}
	if err != nil {
		return yield(Item{}, &ItemError{Place: name, Err: fmt.Errorf("%w: %w", ErrFormat, err), Advice: "an .xml file must be an RSS or Atom feed"})
	}
	if len(feed.Items) == 0 {
		return yield(Item{}, &ItemError{Place: name, Err: ErrEmpty, Advice: "the feed has no items"})
	}
	for i, e := range feed.Items {
		if err := ctx.Err(); err != nil {
			yield(Item{}, err)
			return false
		}
		at := fmt.Sprintf("%s: item %d", name, i+1)
		d := draft{url: e.Link, title: textOfMarkup(e.Title), text: cmp.Or(strings.TrimSpace(e.Content), e.Description), markup: true,
			published: cmp.Or(e.Published, e.Updated), language: languageTag(feed.Language), place: at,
			outlet: feedOutlet(feed), domain: cmp.Or(feed.Link, feed.FeedLink)}
		if publishedOf(d.published) == "" && e.PublishedParsed != nil {
			d.published = e.PublishedParsed.Format("2006-01-02T15:04:05Z07:00")
		}
		if CanonicalURL(d.url) == "" {
			d.url = ""
			if CanonicalURL(e.GUID) != "" {
				d.url = e.GUID
			} else {
				d.id = e.GUID
			}
		}
		for _, a := range e.Authors {
			d.authors = append(d.authors, a.Name)
		}
		if !yield(o.item(d)) {
			return false
		}
	}
	return true
}

// feedOutlet returns the outlet's name out of a feed's title: "Example News"
// of "Example News - World" and of "World | Example News".
func feedOutlet(f *gofeed.Feed) string {
	parts := strings.FieldsFunc(strings.NewReplacer(" - ", "|", " – ", "|", " » ", "|", " :: ", "|", " > ", "|").Replace(f.Title), func(r rune) bool { return r == '|' })
	for _, p := range parts {
		if p = strings.TrimSpace(p); knownOutlet(p) {
			return p
		}
	}
	if domainOf(cmp.Or(f.Link, f.FeedLink)) != "" && len(parts) != 1 {
		return "" // which part is the outlet is not known; its domain is
	}
	return strings.TrimSpace(f.Title)
}

func textOfMarkup(s string) string {
	if strings.ContainsAny(s, "<&") {
		return textOfHTML(s)
	}
	return s
}
