package article

import (
	"fmt"
	"net/url"

	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// trafilaturaText is the [MainText] of go-trafilatura.
type trafilaturaText struct{}

// MainText returns the main text that go-trafilatura finds in a copy of doc.
func (trafilaturaText) MainText(doc *html.Node, page *url.URL) (title, text string, err error) {
	// A page can be as broken as it likes; the library's panics are its own.
	defer func() {
		if p := recover(); p != nil {
			title, text, err = "", "", fmt.Errorf("%w: main text: %v", ErrFormat, p)
		}
	}()
	result, err := trafilatura.ExtractDocument(doc, trafilatura.Options{OriginalURL: page, EnableFallback: true, ExcludeComments: true, Focus: trafilatura.FavorPrecision})
	if err != nil {
		return "", "", err
	}
	text = result.ContentText
	if result.ContentNode != nil {
		if p := paragraphs(result.ContentNode); len(p)*2 > len(text) {
			text = p
		}
	}
	return result.Metadata.Title, text, nil
}
