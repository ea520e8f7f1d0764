package store

import (
	"encoding/binary"
	"slices"
	"strings"

	"parley/graph"
)

// A filing is an article as it goes into the store or out of it.
type filing struct {
	id         string
	head       *head
	text       string
	extraction *graph.Extraction
}

func newFiling(in *Input) *filing {
	h := head{Article: in.Article, Outlet: in.Outlet}
	h.Article.Text = ""
	return &filing{in.Article.ID(), &h, in.Article.Text, &in.Extraction}
}

// readFiling reads all of a stored article.
func readFiling(s source, id string) (*filing, error) {
	h, err := readHead(s, id)
	if err != nil {
		return nil, err
	}
	a, err := readArticle(s, id)
	if err != nil {
		return nil, err
	}
	x, err := readExtraction(s, id)
	if err != nil {
		return nil, err
	}
	return &filing{id, h, a.Text, x}, nil
}

func (f *filing) article() graph.Article {
	a := f.head.Article
	a.Text = f.text
	return a
}

// articleRows are the rows of an article in use that do not depend on
// resolution.
func articleRows(f *filing) []row {
	a := &f.head.Article
	p := parsePublished(a.Published)
	payload := appendText(appendID(nil, a.Outlet), a.Language)
	if a.Corrected {
		payload = append(payload, 1)
	} else {
		payload = append(payload, 0)
	}
	rows := []row{{newKey(kindByDate).id("").desc(p.seconds).id(f.id), payload}}
	if a.Outlet != "" {
		rows = append(rows, row{newKey(kindByDate).id(a.Outlet).desc(p.seconds).id(f.id), payload})
	}
	if a.URL != "" {
		rows = append(rows, row{newKey(kindByURL).id(urlID(a.URL)).id(f.id), nil})
	}
	return append(rows, wordRows(f)...)
}

// urlID stands for a URL in keys, which must be short.
func urlID(url string) string { return graph.NewID('u', url) }

// wordRows are the postings of an article: for each word, whether the title
// has it and which reports' evidence does.
func wordRows(f *filing) []row {
	at := map[string][]uint64{} // 0 is the title, n+1 the evidence of report n
	var words []string
	add := func(n int, texts ...string) {
		for _, w := range indexWords(texts...) {
			if at[w] == nil {
				words = append(words, w)
			}
			at[w] = append(at[w], uint64(n))
		}
	}
	add(0, f.head.Article.Title)
	text := newSpans(f.head.Article.Title, f.text)
	for n := range f.extraction.Reports {
		var sentences []string
		for _, e := range f.extraction.Reports[n].Evidence {
			if e.Sentence >= 0 && e.Sentence < len(f.extraction.Sentences) {
				if s, ok := text.exact(f.extraction.Sentences[e.Sentence]); ok {
					sentences = append(sentences, s)
				}
			}
		}
		add(n+1, sentences...)
	}
	slices.Sort(words)
	rows := make([]row, 0, len(words))
	for _, w := range words {
		var p []byte
		for _, n := range at[w] {
			p = binary.AppendUvarint(p, n)
		}
		rows = append(rows, row{newKey(kindWord).str(w).id(f.id), p})
	}
	return rows
}

// spans finds spans in the two texts of an article; for many spans this is
// faster than [graph.Article.Exact], which counts from the start each time.
type spans struct{ texts [2]spanText }

type spanText struct {
	s string
	// offsets are byte offsets of every 64th code point; nil for ASCII.
	offsets []int
	runes   int
}

func newSpans(title, text string) *spans {
	return &spans{[2]spanText{newSpanText(title), newSpanText(text)}}
}

func newSpanText(s string) spanText {
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return spanText{s: s, runes: len(s)}
	}
	t := spanText{s: s}
	for i := range s {
		if t.runes%64 == 0 {
			t.offsets = append(t.offsets, i)
		}
		t.runes++
	}
	return t
}

// at returns the byte offset of code point n.
func (t *spanText) at(n int) int {
	if t.offsets == nil {
		return n
	}
	if n == t.runes {
		return len(t.s)
	}
	start := t.offsets[n/64]
	left := n % 64
	for i := range t.s[start:] {
		if left == 0 {
			return start + i
		}
		left--
	}
	return len(t.s)
}

// exact returns the text of a span, and whether the article has it.
func (s *spans) exact(sp graph.Span) (string, bool) {
	t := &s.texts[1]
	if sp.Field == graph.TitleField {
		t = &s.texts[0]
	}
	if sp.Start < 0 || sp.End < sp.Start || sp.End > t.runes {
		return "", false
	}
	return t.s[t.at(sp.Start):t.at(sp.End)], true
}

// file writes an article in use and its own indexes.
func (t *tx) file(f *filing, facts localFacts) error {
	t.fileRecord(f, facts)
	if err := t.outletForm(f, 1); err != nil {
		return err
	}
	t.replace(nil, articleRows(f))
	t.sums.Articles++
	t.sums.Mentions += facts.Mentions
	t.sums.Claims += facts.Claims
	if f.head.Article.Corrected {
		t.sums.Corrected++
	}
	delete(t.s.outletOf, f.id)
	return nil
}

// fileRecord writes the article's own record.
func (t *tx) fileRecord(f *filing, facts localFacts) error {
	for part, payload := range [][]byte{encode(nil, f.head), []byte(f.text), encode(nil, f.extraction), encode(nil, &facts)} {
		if err := t.assign(articleKey(f.id, byte(part)), payload); err != nil {
			return err
		}
	}
	return nil
}

// unfile takes an article out of all indexes; its own record stays.
func (t *tx) unfile(f *filing, facts localFacts) error {
	if err := t.outletForm(f, -1); err != nil {
		return err
	}
	t.replace(articleRows(f), nil)
	t.sums.Articles--
	t.sums.Mentions -= facts.Mentions
	t.sums.Claims -= facts.Claims
	if f.head.Article.Corrected {
		t.sums.Corrected--
	}
	delete(t.s.outletOf, f.id)
	for i := range f.extraction.Entities {
		l, err := readLink(t, f.extraction.Entities[i].ID)
		if err != nil {
			return err
		}
		if l.to != "" {
			if err := t.unname(f.extraction.Entities[i].ID, l); err != nil {
				return err
			}
		}
	}
	return t.unset(recordKey(kindCopy, f.id))
}

// ids are the ids of what the article says.
func (f *filing) ids() []string {
	var ids []string
	for i := range f.extraction.Entities {
		ids = append(ids, f.extraction.Entities[i].ID)
	}
	for i := range f.extraction.Reports {
		ids = append(ids, f.extraction.Reports[i].ID)
	}
	return ids
}

func readLocalFacts(s source, id string) (localFacts, error) {
	f, err := record[localFacts](s, articleKey(id, localPart))
	if err != nil {
		return localFacts{}, err
	}
	return *f, nil
}

// count notes what an extraction adds to the totals, and its reports.
func (f *localFacts) count(x *graph.Extraction) {
	f.Mentions, f.Claims = mentionsAndClaims(x)
	f.Reports = make([]string, len(x.Reports))
	for i := range x.Reports {
		f.Reports[i] = x.Reports[i].ID
	}
}

// mentionsAndClaims counts what an extraction adds to the totals: the mentions
// of its entities and the evidence of its reports; and one claim for each
// report's type and factuality, each participant, date, place, quantity and
// content, and each position.
func mentionsAndClaims(x *graph.Extraction) (mentions, claims int) {
	for i := range x.Entities {
		mentions += len(x.Entities[i].Mentions)
		claims += len(x.Entities[i].Positions)
	}
	for i := range x.Reports {
		r := &x.Reports[i]
		mentions += len(r.Evidence)
		claims += 2 + len(r.Participants) + len(r.Quantities)
		if r.Date != nil {
			claims++
		}
		if r.Place >= 0 {
			claims++
		}
		if r.Content != nil {
			claims++
		}
	}
	return mentions, claims
}

// outletRecord is an outlet in each form in which articles give it. The most
// frequent form is shown, so that the order of ingest does not matter.
type outletRecord struct{ Forms []outletForm }

type outletForm struct {
	Outlet   graph.Outlet
	Articles int
}

func (r *outletRecord) outlet() graph.Outlet {
	if len(r.Forms) == 0 {
		return graph.Outlet{}
	}
	return r.Forms[0].Outlet
}

func (r *outletRecord) articles() int {
	n := 0
	for _, f := range r.Forms {
		n += f.Articles
	}
	return n
}

// outletForm counts an article's form of its outlet n times.
func (t *tx) outletForm(f *filing, n int) error {
	id := f.head.Article.Outlet
	if id == "" {
		return nil
	}
	form := f.head.Outlet
	form.ID = id
	k := recordKey(kindOutlet, id)
	p, _, err := t.payload(k)
	if err != nil {
		return err
	}
	var r outletRecord
	var old []row
	if p != nil {
		if r, err = decode[outletRecord](p); err != nil {
			return damaged(k, err)
		}
		old = outletRows(&r)
	}
	r = r.with(form, n)
	if len(r.Forms) == 0 {
		t.del(k)
		t.sums.Outlets--
		t.replace(old, nil)
		return nil
	}
	if p == nil {
		t.sums.Outlets++
		t.set(k, encode(nil, &r))
	} else {
		t.put(k, encode(nil, &r))
	}
	t.replace(old, outletRows(&r))
	return nil
}

// with returns r with n more articles in a form, the most frequent form
// first, ties by what is written.
func (r outletRecord) with(form graph.Outlet, n int) outletRecord {
	same := func(f outletForm) bool { return string(encode(nil, &f.Outlet)) == string(encode(nil, &form)) }
	forms := slices.Clone(r.Forms)
	i := slices.IndexFunc(forms, same)
	if i < 0 {
		i, forms = len(forms), append(forms, outletForm{Outlet: form})
	}
	if forms[i].Articles += n; forms[i].Articles <= 0 {
		forms = slices.Delete(forms, i, i+1)
	}
	slices.SortFunc(forms, func(a, b outletForm) int {
		if a.Articles != b.Articles {
			return b.Articles - a.Articles
		}
		return strings.Compare(string(encode(nil, &a.Outlet)), string(encode(nil, &b.Outlet)))
	})
	return outletRecord{forms}
}

func outletRows(r *outletRecord) []row {
	o := r.outlet()
	rows := []row{{newKey(kindOutletRank).desc(int64(r.articles())).id(o.ID), nil}}
	names := []string{}
	if o.Domain != "" {
		names = append(names, strings.ToLower(o.Domain))
	}
	if n := fold(o.Name); n != "" && !slices.Contains(names, n) {
		names = append(names, n)
	}
	for _, n := range names {
		rows = append(rows, row{newKey(kindOutletName).str(n).id(o.ID), nil})
	}
	return rows
}
