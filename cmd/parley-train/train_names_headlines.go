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
		if sent.Len() < 6 || sent.Len() > 40 {
			continue
		}
		text, names := markedSentence(d, x, sent)
		text = strings.TrimRight(text, ".")
		for len(names) > 0 && int(names[len(names)-1].End) > len(text) {
			names = names[:len(names)-1]
		}
		if (number+i)%4 == 0 {
			text = upperASCII(text)
		} else {
			text = titleASCII(text)
		}
		all = append(all, nlp.NameText{Doc: cut(text), Names: names})
	}
	return all
}

// lowered returns every third sentence that has names, in lower case: people
// write so on the web, and few such names are marked.
func lowered(d *nlp.Document, x markedText, number int, cut func(string) *nlp.Document) []nlp.NameText {
	var all []nlp.NameText
	for i, sent := range d.Sentences {
		if (number+i)%3 != 0 {
			continue
		}
		if text, names := markedSentence(d, x, sent); len(names) > 0 {
			all = append(all, nlp.NameText{Doc: cut(lowerASCII(text)), Names: names})
		}
	}
	return all
}

// markedSentence cuts a sentence out of a marked text.
func markedSentence(d *nlp.Document, x markedText, sent nlp.Range) (text string, names []nlp.GoldName) {
	start, end := d.Spans[sent.First].Start, d.Spans[sent.End-1].End
	for _, n := range x.names {
		if n.Start >= start && n.End <= end {
			n.Start, n.End = n.Start-start, n.End-start
			names = append(names, n)
		}
	}
	return d.Text[start:end], names
}

func upperASCII(s string) string { return recased(s, 'a', 'A') }
func lowerASCII(s string) string { return recased(s, 'A', 'a') }

// recased replaces the letters of ASCII from a on by those from b on, so that
// every byte stays in its place.
func recased(s string, a, b byte) string {
	out := []byte(s)
	for i, c := range out {
		if c >= a && c < a+26 {
			out[i] = c - a + b
		}
	}
	return string(out)
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
