package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/extract/nlp"
)

// unlabelled returns the sentences, in words, of the training texts: the
// treebanks, the annotated news and the documents of ECB+, without what any
// development part holds.
func unlabelled(s settings, tb *nlp.Treebank, cut func(text string) *nlp.Document) ([][]string, error) {
	var out [][]string
	for _, sent := range tb.Sentences {
		var words []string
		for _, w := range sent.Words {
			words = append(words, w.Form)
		}
		out = append(out, words)
	}
	add := func(text string) {
		d := cut(text)
		for _, r := range d.Sentences {
			var words []string
			for i := r.First; i < r.End; i++ {
				words = append(words, d.Word(i))
			}
			out = append(out, words)
		}
	}
	articles, err := filepath.Glob(filepath.Join(s.corpora, "../bench/wmw/train/articles/*.json"))
	if err != nil {
		return nil, err
	}
	for _, file := range articles {
		b, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var a struct{ Title, Text string }
		if err := json.Unmarshal(b, &a); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		add(a.Title + "\n\n" + a.Text)
	}
	ecb, err := ecbSentences(s)
	out = append(out, ecb...)
	if err != nil {
		return nil, err
	}
	for _, part := range []string{"development", "validation"} {
		b, err := os.ReadFile(filepath.Join(s.corpora, "gap", "gap-"+part+".tsv"))
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(b)) {
			if c := strings.Split(line, "\t"); len(c) > 1 && c[0] != "ID" {
				add(c[1])
			}
		}
	}
	return out, nil
}

// ecbSentences reads the words of ECB+.
func ecbSentences(s settings) ([][]string, error) {
	files, err := filepath.Glob(filepath.Join(s.corpora, "ecbplus", "*", "*.xml"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out [][]string
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		sents, err := ecbDocument(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		out = append(out, sents...)
	}
	return out, nil
}

func ecbDocument(r io.Reader) (out [][]string, err error) {
	d := xml.NewDecoder(r)
	last := ""
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "token" {
			continue
		}
		var word string
		if err := d.DecodeElement(&word, &e); err != nil {
			return nil, err
		}
		for _, a := range e.Attr {
			if a.Name.Local == "sentence" && (a.Value != last || len(out) == 0) {
				last = a.Value
				out = append(out, nil)
			}
		}
		if len(out) > 0 && word != "" {
			out[len(out)-1] = append(out[len(out)-1], word)
		}
	}
}
