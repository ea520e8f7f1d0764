package main

import (
	"regexp"
	"strings"

	"parley/extract/nlp"
)

var plainToken = regexp.MustCompile(`(?:[A-Za-z]\.){2,}|[Nn]['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]{2,})?|\.\.+|[^\s]`)

// plainDocument cuts text by a simple rule.
func plainDocument(text string) *nlp.Document {
	d := &nlp.Document{Text: text}
	first := 0
	for _, m := range plainToken.FindAllStringIndex(text, -1) {
		w := text[m[0]:m[1]]
		if n := len(d.Spans); n > first {
			prev := d.Spans[n-1]
			gap := text[prev.End:m[0]]
			p := text[prev.Start:prev.End]
			if strings.Contains(gap, "\n") || gap != "" && (p == "." || p == "?" || p == "!" || p == "”" && text[d.Spans[max(0, n-2)].Start] == '.') && w[0] < 'a' {
				short := n-2 >= first && p == "." && d.Spans[n-2].End-d.Spans[n-2].Start <= 3 && text[d.Spans[n-2].Start] < 'a' && !strings.Contains(gap, "\n")
				if !short {
					d.Sentences = append(d.Sentences, nlp.Range{First: int32(first), End: int32(n)})
					first = n
				}
			}
		}
		d.Spans = append(d.Spans, nlp.Span{Start: int32(m[0]), End: int32(m[1])})
	}
	if len(d.Spans) > first {
		d.Sentences = append(d.Sentences, nlp.Range{First: int32(first), End: int32(len(d.Spans))})
	}
	return d
}
