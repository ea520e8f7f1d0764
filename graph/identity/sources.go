package identity

import (
	"encoding/binary"
	"slices"
	"strings"

	"parley/graph"
)

// A source is what is kept of an article to tell copies from sources.
type source struct {
	Article   string   `json:"article"`
	Outlet    string   `json:"outlet,omitempty"`
	Published string   `json:"published,omitempty"`
	Sketch    []uint64 `json:"sketch,omitempty"`
	Credit    string   `json:"credit,omitempty"`
	Reports   []string `json:"reports,omitempty"`
	Root      string   `json:"root,omitempty"` // the article of which it is a copy; empty when of none
}

// bandRows is how many MinHash values make a band: texts that share two
// thirds of their shingles share a band of a 64-value sketch nearly always.
const bandRows = 4

// copyAt is the share of equal MinHash values (an estimate of the Jaccard
// similarity of the shingles; Broder 1997) from which a text is a copy.
const copyAt = 0.5

func (s *source) bands() []string {
	var out []string
	for i := 0; i+bandRows <= len(s.Sketch); i += bandRows {
		b := make([]byte, 0, 1+8*bandRows)
		b = append(b, byte(i/bandRows)+1)
		h := uint64(14695981039346656037)
		for _, v := range s.Sketch[i : i+bandRows] {
			h ^= v
			h *= 1099511628211
			h ^= h >> 29
		}
		b = binary.BigEndian.AppendUint64(b, h)
		out = append(out, strings.ReplaceAll(string(b), sep, "\x01"))
	}
	return out
}

func similar(a, b *source) bool {
	n := min(len(a.Sketch), len(b.Sketch))
	if n == 0 {
		return false
	}
	same := 0
	for i := range n {
		if a.Sketch[i] == b.Sketch[i] {
			same++
		}
	}
	return float64(same) >= copyAt*float64(n)
}

// older orders articles as the first to be published is the source.
func older(a, b *source) int {
	pa, pb := a.Published, b.Published
	if pa == "" {
		pa = "~"
	}
	if pb == "" {
		pb = "~"
	}
	if c := strings.Compare(pa, pb); c != 0 {
		return c
	}
	return strings.Compare(a.Article, b.Article)
}

func (t *tx) addSource(a *graph.ArticleExtraction) {
	s := &source{Article: a.Extraction.Article, Outlet: a.Article.Outlet, Published: a.Article.Published, Sketch: a.Extraction.Fingerprint, Credit: foldSource(a.Extraction.Credit)}
	for _, r := range a.Extraction.Reports {
		s.Reports = append(s.Reports, r.ID)
	}
	k := short(s.Article)
	for _, b := range s.bands() {
		t.put("", "y", b, k)
	}
	t.articles[k] = s
	t.sources[k] = true
	delete(t.lostSources, k)
	t.putJSON(s, "a", k)
}

func (t *tx) removeSource(a *graph.ArticleExtraction) {
	s := t.source(a.Extraction.Article)
	if s == nil {
		return
	}
	k := short(s.Article)
	for _, b := range s.bands() {
		t.del("y", b, k)
	}
	t.del("a", k)
	t.articles[k] = nil
	delete(t.sources, k)
	t.lostSources[k] = s
}

// source returns the record of an article, nil when there is none.
func (t *tx) source(article string) *source {
	article = short(article)
	if s, ok := t.articles[article]; ok {
		return s
	}
	s := &source{}
	if !t.getJSON(s, "a", article) {
		s = nil
	}
	t.articles[article] = s
	return s
}

// copiesOf returns the articles whose texts are nearly that of s.
func (t *tx) copiesOf(s *source) []*source {
	var out []*source
	seen := map[string]bool{short(s.Article): true}
	for _, b := range s.bands() {
		articles, _ := t.list("y", b, 0)
		for _, a := range articles {
			if seen[a] {
				continue
			}
			seen[a] = true
			if o := t.source(a); o != nil && similar(s, o) {
				out = append(out, o)
			}
		}
	}
	return out
}

// resolveSources finds the oldest of near-copies for the articles that came,
// and for those that were near one that went.
func (t *tx) resolveSources() {
	var seeds []*source
	for _, a := range sorted(t.lostSources) {
		s := t.lostSources[a]
		if s.Root != "" {
			t.copies[s.Article] = ""
		}
		seeds = append(seeds, t.copiesOf(s)...)
	}
	for _, a := range sorted(t.sources) {
		seeds = append(seeds, t.articles[a])
	}
	seen := map[string]bool{}
	for _, s := range seeds {
		if seen[s.Article] {
			continue
		}
		seen[s.Article] = true
		component := []*source{s}
		for i := 0; i < len(component); i++ {
			for _, o := range t.copiesOf(component[i]) {
				if !seen[o.Article] {
					seen[o.Article] = true
					component = append(component, o)
				}
			}
		}
		root := slices.MinFunc(component, older)
		for _, c := range component {
			to := root.Article
			if c == root {
				to = ""
			}
			if c.Root == to {
				continue
			}
			c.Root = to
			t.putJSON(c, "a", short(c.Article))
			t.copies[c.Article] = to
			for _, r := range c.Reports {
				if e := t.get("v", r); e != "" {
					t.redoEvents[e] = true
				}
			}
		}
	}
}

// foldSources says for each report of an event on which independent source
// it rests: reports of one outlet, of copies of one text, of texts credited
// to one agency and of texts that name one source share it.
func (t *tx) foldSources(ds []*digest) []string {
	parent := map[string]string{}
	var find func(string) string
	find = func(x string) string {
		p, ok := parent[x]
		if !ok {
			parent[x] = x
			return x
		}
		if p == x {
			return x
		}
		r := find(p)
		parent[x] = r
		return r
	}
	join := func(a, b string) {
		a, b = find(a), find(b)
		if a == b {
			return
		}
		// The least label stands for all; named sources sort first.
		if b < a {
			a, b = b, a
		}
		parent[b] = a
	}
	for _, d := range ds {
		own := "~" + d.Article
		find(own)
		if d.Outlet != "" {
			join(own, "o:"+d.Outlet)
		}
		if s := t.source(d.Article); s != nil {
			if s.Root != "" {
				join(own, "~"+s.Root)
			}
			if s.Credit != "" {
				join(own, "a:"+s.Credit)
			}
		}
		switch {
		case d.Source != "":
			join(own, "a:"+d.Source)
		case d.SourceSig != "":
			if e := t.get("m", d.SourceSig); e != "" {
				join(own, "a:"+foldSource(t.nameOf(e)))
			}
		}
	}
	out := make([]string, len(ds))
	for i, d := range ds {
		out[i] = strings.TrimPrefix(strings.TrimPrefix(find("~"+d.Article), "a:"), "~")
	}
	return out
}
