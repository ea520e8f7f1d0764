package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/extract"
	"parley/graph"
)

// A gapText is a row of GAP (Webster et al. 2018): a pronoun and two names,
// of which it means one or none.
type gapText struct {
	extract.CorefText
	feminine     bool
	pronoun      int
	names        [2]extract.CorefMention
	coreferent   [2]bool
	pronounWords string
}

// readGAP reads a file of GAP.
func readGAP(file string) ([]gapText, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read GAP: %w", err)
	}
	var out []gapText
	n := 0
	for line := range strings.Lines(string(b)) {
		if n++; n == 1 {
			continue
		}
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 10 {
			return nil, fmt.Errorf("read GAP %s: line %d has %d fields", file, n, len(f))
		}
		var at [3]int
		for k, s := range []string{f[3], f[5], f[8]} {
			if at[k], err = strconv.Atoi(s); err != nil {
				return nil, fmt.Errorf("read GAP %s: line %d: %w", file, n, err)
			}
		}
		g := gapText{pronoun: at[0], pronounWords: f[2]}
		g.Article = graph.Article{Key: f[0], Text: f[1], Language: "en"}
		g.Partial = true
		switch strings.ToLower(f[2]) {
		case "she", "her", "hers", "herself":
			g.feminine = true
		}
		mention := func(word string, start int) extract.CorefMention {
			end := start + utf8.RuneCountInString(word)
			// The last word of a name is its head as far as this goes.
			head := start + utf8.RuneCountInString(word[:strings.LastIndexByte(word, ' ')+1])
			return extract.CorefMention{Start: start, End: end, Head: head, Named: true, Word: word}
		}
		p := mention(f[2], at[0])
		p.Named, p.Pronoun = false, true
		own := extract.CorefChain{Person: true}
		for k, word := range []string{f[4], f[7]} {
			m := mention(word, at[1+k])
			g.names[k], g.coreferent[k] = m, strings.EqualFold(f[6+3*k], "TRUE")
			if g.coreferent[k] {
				own.Mentions = append(own.Mentions, m)
			} else {
				g.Chains = append(g.Chains, extract.CorefChain{Person: true, Mentions: []extract.CorefMention{m}})
			}
		}
		own.Mentions = append(own.Mentions, p)
		g.Chains = append(g.Chains, own)
		out = append(out, g)
	}
	return out, nil
}

// readGUM reads the documents of a CoNLL-U file whose last column holds
// entities in the notation of GUM (Zeldes 2017): "(7-person-giv:act-sssss-cf1-2-coref"
// opens entity 7, the head of whose mention is its second word, and "7)" closes it.
func readGUM(file string) ([]extract.CorefText, error) {
	var out []extract.CorefText
	err := scanGUM(file, func(r *gumReader) { out = append(out, r.finish()) })
	return out, err
}

// scanGUM calls do with each document that was read.
func scanGUM(file string, do func(*gumReader)) error {
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("read GUM: %w", err)
	}
	defer f.Close()
	var r gumReader
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 1<<20), 1<<24)
	for sc.Scan() {
		line := sc.Text()
		switch {
		case strings.HasPrefix(line, "# newdoc id = "):
			if r.key != "" {
				do(&r)
			}
			r = gumReader{key: strings.TrimPrefix(line, "# newdoc id = "), chains: map[string]int{}}
		case strings.HasPrefix(line, "# newpar") && !strings.HasPrefix(line, "# newpar_"):
			r.paragraph = true
		case line != "" && line[0] != '#':
			r.word(strings.Split(line, "\t"))
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("read GUM %s: %w", file, err)
	}
	if r.key != "" {
		do(&r)
	}
	return nil
}

// A gumWord is a word of a document by code points.
type gumWord struct {
	start, end       int
	text, upos, xpos string
}

// An openMention is a mention whose end is not read yet.
type openMention struct {
	kind               string // person, place, organization ...
	chain, first, head int
}

// A gumMention is a mention by the numbers of its words.
type gumMention struct {
	kind              string
	first, last, head int
}

type gumReader struct {
	key       string
	b         strings.Builder
	runes     int
	paragraph bool
	space     bool
	glued     int  // last word number of the multi-word token that is read
	after     bool // white space follows that token
	words     []gumWord
	open      map[string][]openMention
	chains    map[string]int
	list      []extract.CorefChain
	mentions  []gumMention
}

func (r *gumReader) write(s string) {
	r.b.WriteString(s)
	r.runes += utf8.RuneCountInString(s)
}

func (r *gumReader) word(c []string) {
	if len(c) < 10 || strings.Contains(c[0], ".") {
		return
	}
	if r.paragraph && r.runes > 0 {
		r.write("\n\n")
	} else if r.space && r.runes > 0 {
		r.write(" ")
	}
	r.paragraph, r.space = false, false
	after := !strings.Contains(c[9], "SpaceAfter=No")
	if _, last, ok := strings.Cut(c[0], "-"); ok {
		// The words of a multi-word token follow, and spell it.
		r.glued, _ = strconv.Atoi(last)
		r.after = after
		return
	}
	n, _ := strconv.Atoi(c[0])
	start := r.runes
	r.write(c[1])
	r.words = append(r.words, gumWord{start, r.runes, c[1], c[3], c[4]})
	switch {
	case n < r.glued:
		after = false
	case n == r.glued:
		after, r.glued = r.after, 0
	}
	r.space = after
	r.entities(c[9])
}

// entities opens and closes the mentions at the last word.
func (r *gumReader) entities(misc string) {
	var value string
	for kv := range strings.SplitSeq(misc, "|") {
		if v, ok := strings.CutPrefix(kv, "Entity="); ok {
			value = v
		}
	}
	at := len(r.words) - 1
	for value != "" {
		end := strings.IndexAny(value[1:], "()")
		opening := value[0] == '('
		item := value
		if end >= 0 {
			item = value[:end+1]
		}
		value = value[len(item):]
		if opening {
			f := strings.Split(item[1:], "-")
			closed := strings.HasPrefix(value, ")")
			r.opened(f, at, closed)
			value = strings.TrimPrefix(value, ")")
			continue
		}
		value = strings.TrimPrefix(value, ")")
		r.closed(item, at)
	}
}

func (r *gumReader) opened(f []string, at int, closed bool) {
	if len(f) < 6 {
		return
	}
	id, typ := f[0], f[1]
	n, ok := r.chains[id]
	if !ok {
		n = len(r.list)
		r.chains[id] = n
		r.list = append(r.list, extract.CorefChain{Person: typ == "person"})
	}
	head := 1
	first, _, _ := strings.Cut(f[5], ",")
	if v, err := strconv.Atoi(first); err == nil {
		head = v
	}
	o := openMention{typ, n, at, at + head - 1}
	if closed {
		r.add(o, at)
		return
	}
	if r.open == nil {
		r.open = map[string][]openMention{}
	}
	r.open[id] = append(r.open[id], o)
}

func (r *gumReader) closed(id string, at int) {
	stack := r.open[id]
	if len(stack) == 0 {
		return
	}
	r.open[id] = stack[:len(stack)-1]
	r.add(stack[len(stack)-1], at)
}

func (r *gumReader) add(o openMention, last int) {
	r.mentions = append(r.mentions, gumMention{o.kind, o.first, last, min(o.head, last)})
	h := r.words[min(o.head, last)]
	c := &r.list[o.chain]
	c.Mentions = append(c.Mentions, extract.CorefMention{
		Start: r.words[o.first].start, End: r.words[last].end, Head: h.start,
		Named: h.upos == "PROPN", Pronoun: h.upos == "PRON", Word: h.text,
	})
}

func (r *gumReader) finish() extract.CorefText {
	return extract.CorefText{Article: graph.Article{Key: r.key, Text: r.b.String(), Language: "en"}, Chains: r.list}
}
