package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/extract/nlp"
)

// wordClusters induces clusters of words from the running text of all
// corpora, or reads them from the cache file when it is there.
func wordClusters(s settings, articles, cache string, fine int) (map[string]uint32, error) {
	if cache != "" {
		var codes map[string]uint32
		err := readJSON(cache, &codes)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return codes, err
		}
	}
	texts, err := plainTexts(s.corpora, articles)
	if err != nil {
		return nil, err
	}
	p, err := nlp.LoadWords(s.models)
	if err != nil {
		return nil, err
	}
	sentences, words := [][]string{}, 0
	for _, text := range texts {
		d := p.Words(text)
		for _, sent := range d.Sentences {
			var ws []string
			for i := sent.First; i < sent.End; i++ {
				ws = append(ws, d.Word(i))
			}
			words += len(ws)
			sentences = append(sentences, ws)
		}
	}
	log.Printf("clusters: %d texts, %d words", len(texts), words)
	codes := nlp.InduceClusters(iter.Seq[[]string](slices.Values(sentences)), 3, fine, 15, log.Printf)
	if cache != "" {
		data, err := json.Marshal(codes)
		if err != nil {
			return nil, err
		}
		return codes, os.WriteFile(cache, data, 0o644)
	}
	return codes, nil
}

// plainTexts reads the running text of the treebanks, of the articles, and of
// the corpora of coreference, in a fixed order.
func plainTexts(corpora, articles string) ([]string, error) {
	var all []string
	files, err := filepath.Glob(filepath.Join(articles, "*.json"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	for _, file := range files {
		var a struct{ Title, Text string }
		if err := readJSON(file, &a); err != nil {
			return nil, err
		}
		all = append(all, a.Title, a.Text)
	}
	for _, part := range []string{"ud-ewt", "ud-gum"} {
		texts, err := treebankTexts(filepath.Join(corpora, part, "train.conllu"))
		if err != nil {
			return nil, err
		}
		all = append(all, texts...)
	}
	files, err = filepath.Glob(filepath.Join(corpora, "ecbplus", "*", "*.xml"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	for _, file := range files {
		text, err := ecbText(file)
		if err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	files, err = filepath.Glob(filepath.Join(corpora, "gap", "*.tsv"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	for _, file := range files {
		texts, err := gapTexts(file)
		if err != nil {
			return nil, err
		}
		all = append(all, texts...)
	}
	return all, nil
}

// treebankTexts reads the sentences that a treebank quotes in comments.
func treebankTexts(file string) ([]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []string
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		if text, ok := strings.CutPrefix(in.Text(), "# text = "); ok {
			all = append(all, text)
		}
	}
	return all, in.Err()
}

// ecbText joins the tokens of a document of ECB+, a line a sentence.
func ecbText(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	last := ""
	unescape := strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'")
	for line := range strings.Lines(string(data)) {
		attributes, rest, ok := strings.Cut(strings.TrimSpace(line), ">")
		word, _, closed := strings.Cut(rest, "</token>")
		if !ok || !closed || !strings.HasPrefix(attributes, "<token ") {
			continue
		}
		_, after, _ := strings.Cut(attributes, `sentence="`)
		sentence, _, _ := strings.Cut(after, `"`)
		word = unescape.Replace(word)
		switch {
		case b.Len() == 0:
		case sentence != last:
			b.WriteString("\n\n")
		case !gluesLeft(word):
			b.WriteByte(' ')
		}
		b.WriteString(word)
		last = sentence
	}
	return b.String(), nil
}

func gapTexts(file string) ([]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	var all []string
	for _, row := range rows[1:] {
		if len(row) > 1 {
			all = append(all, row[1])
		}
	}
	return all, nil
}
