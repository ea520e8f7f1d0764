package main

import (
	"strings"

	"parley/extract/nlp"
)

// smallWords stay in lower case in headlines.
var smallWords = " a an and as at but by for from in of on or over the to with "

// headlines makes headlines of the first sentences of a marked text, for few
// are marked: every word with a capital, and some in capitals altogether. A
// headline is a text by itself.
func headlines(d *nlp.Document, x markedText, number int, cut func(string) *nlp.Document) []nlp.NameText {
	var all []nlp.NameText
	for i, sent := range d.Sentences[:min(3, len(d.Sentences))] {
		start, end := d.Spans[sent.First].Start, d.Spans[sent.End-1].End
		if sent.Len() < 6 || sent.Len() > 40 {
			continue
		}
		text := strings.TrimRight(d.Text[start:end], ".")
		if (number+i)%4 == 0 {
			text = upperASCII(text)
		} else {
			text = titleASCII(text)
		}
		h := nlp.NameText{Doc: cut(text)}
		for _, n := range x.names {
			if n.Start >= start && n.End <= start+int32(len(text)) {
				n.Start, n.End = n.Start-start, n.End-start
				h.Names = append(h.Names, n)
			}
		}
		all = append(all, h)
	}
	return all
}

func upperASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}

// titleASCII gives each word but the small ones a capital.
func titleASCII(s string) string {
	b := []byte(s)
	for i := 0; i < len(b); {
		if b[i] == ' ' || b[i] == '\n' {
			i++
			continue
		}
		j := i
		for j < len(b) && b[j] != ' ' && b[j] != '\n' {
			j++
		}
		if c := b[i]; c >= 'a' && c <= 'z' && (i == 0 || !strings.Contains(smallWords, " "+string(b[i:j])+" ")) {
			b[i] = c - 'a' + 'A'
		}
		i = j
	}
	return string(b)
}
