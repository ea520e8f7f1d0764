package main

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/extract"
	"parley/graph"
)

// readECB reads the news documents of ECB+ (Cybulska and Vossen 2014): the
// persons that are annotated in some of their sentences.
func readECB(dir string) ([]extract.CorefText, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.xml"))
	if err != nil {
		return nil, fmt.Errorf("read ECB+: %w", err)
	}
	slices.Sort(files)
	var out []extract.CorefText
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, fmt.Errorf("read ECB+: %w", err)
		}
		var d ecbCoref
		if err := xml.Unmarshal(b, &d); err != nil {
			return nil, fmt.Errorf("read ECB+ %s: %w", f, err)
		}
		if t := d.text(filepath.Base(f)); len(t.Chains) > 0 {
			out = append(out, t)
		}
	}
	return out, nil
}

type ecbCoref struct {
	Tokens []struct {
		ID       string `xml:"t_id,attr"`
		Sentence string `xml:"sentence,attr"`
		Text     string `xml:",chardata"`
	} `xml:"token"`
	Markables struct {
		All []struct {
			XMLName xml.Name
			ID      string `xml:"m_id,attr"`
			Anchors []struct {
				Token string `xml:"t_id,attr"`
			} `xml:"token_anchor"`
		} `xml:",any"`
	} `xml:"Markables"`
	Relations struct {
		All []struct {
			Sources []ecbMarkable `xml:"source"`
			Target  ecbMarkable   `xml:"target"`
		} `xml:",any"`
	} `xml:"Relations"`
}

type ecbMarkable struct {
	ID string `xml:"m_id,attr"`
}

func (d *ecbCoref) text(key string) extract.CorefText {
	t := extract.CorefText{Article: graph.Article{Key: key, Language: "en"}, Partial: true}
	var b strings.Builder
	at := 0
	tokens := map[string]extract.CorefMention{}
	for i, w := range d.Tokens {
		if i > 0 {
			sep := " "
			if w.Sentence != d.Tokens[i-1].Sentence {
				sep = "\n"
			}
			b.WriteString(sep)
			at++
		}
		b.WriteString(w.Text)
		n := utf8.RuneCountInString(w.Text)
		tokens[w.ID] = extract.CorefMention{Start: at, End: at + n, Head: at, Word: w.Text}
		at += n
	}
	t.Article.Text = b.String()
	mentions := map[string]extract.CorefMention{}
	for _, m := range d.Markables.All {
		if !strings.HasPrefix(m.XMLName.Local, "HUMAN_PART") || len(m.Anchors) == 0 {
			continue
		}
		first, last := tokens[m.Anchors[0].Token], tokens[m.Anchors[len(m.Anchors)-1].Token]
		s := extract.CorefMention{Start: first.Start, End: last.End, Head: last.Head, Word: last.Word}
		s.Pronoun = pronounKind(last.Word) != ""
		r, _ := utf8.DecodeRuneInString(last.Word)
		s.Named = !s.Pronoun && r >= 'A' && r <= 'Z'
		mentions[m.ID] = s
	}
	for _, r := range d.Relations.All {
		c := extract.CorefChain{Person: true}
		for _, s := range r.Sources {
			if m, ok := mentions[s.ID]; ok {
				c.Mentions = append(c.Mentions, m)
			}
		}
		if len(c.Mentions) > 0 {
			t.Chains = append(t.Chains, c)
		}
	}
	return t
}
