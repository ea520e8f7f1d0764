package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/graph"
)

// maxNamings is from how many articles at most, the newest ones, the claims
// about one entity are derived. Reading so many takes about 0.2 s.
const maxNamings = 2_000

// stated is what a claim about an entity has that one about an event has not.
type stated struct {
	e      *entity
	post   string // POSITION and MEMBERSHIP: title and body, for comparison
	title  string // of the post, folded
	body   string // name of the body
	status graph.PositionStatus
	titles map[string]int // as written
	said   []*statement   // newest first
	rank   string
	support
}

// A statement is one place in an article that makes a claim about an entity:
// where it names it so, or gives it a post.
type statement struct {
	n          *graph.Naming
	local      int
	index      int             // of the mention, or of the post
	post       *graph.Evidence // of a post, else nil
	confidence float64
}

// Claims returns the claims about the entity.
func (e *entity) Claims(args ClaimsArgs) *plain[*claim] { return e.r.listClaims(e.claims(), args) }

// Claims returns the claims about the holder that state the post.
func (p *position) Claims(args ClaimsArgs) *plain[*claim] {
	var list []*claim
	for _, c := range p.person.claims() {
		if c.states(&p.p) {
			list = append(list, c)
		}
	}
	return p.r.listClaims(list, args)
}

// states reports whether the claim went into a resolved post, which has one
// entry a title, body and standing.
func (c *claim) states(p *graph.Position) bool {
	return c.s.post != "" && c.s.status == p.Status && c.s.title == foldPost(p.Title) && c.entity == p.Organization &&
		(p.Organization != "" || foldPost(c.s.body) == foldPost(p.OrgName))
}

// claims derives the claims about the entity from the articles that name it,
// once a request; nothing of them is stored.
func (e *entity) claims() []*claim {
	if all, ok := e.r.claims[e.e.ID]; ok {
		return all
	}
	d := &deriver{e: e, byKey: map[string]*claim{}}
	d.namings = must(e.r.read().NamedIn(e.e.ID, maxNamings))
	for i := range d.namings {
		check(e.r.ctx.Err())
		d.read(&d.namings[i])
	}
	d.weigh()
	if e.r.claims == nil {
		e.r.claims = map[string][]*claim{}
	}
	e.r.claims[e.e.ID] = d.all
	return d.all
}

// A deriver collects the claims about one entity.
type deriver struct {
	e       *entity
	namings []graph.Naming
	all     []*claim
	byKey   map[string]*claim
}

// read adds what an article claims.
func (d *deriver) read(n *graph.Naming) {
	x := d.e.r.extraction(n.Article)
	for _, i := range n.Locals {
		if i < 0 || i >= len(x.Entities) {
			throw(graph.ErrNotFound)
		}
		l := &x.Entities[i]
		d.names(n, i, l)
		for j := range l.Positions {
			d.position(n, i, j, &l.Positions[j])
		}
		d.within(n, i, l)
	}
}

func (d *deriver) add(c claim, s statement) *claim {
	k := c.Predicate + "\x00" + c.key
	old := d.byKey[k]
	if old == nil {
		if c.s == nil {
			c.s = &stated{}
		}
		c.s.e = d.e
		old = &c
		d.byKey[k] = old
		d.all = append(d.all, old)
	}
	old.Confidence = max(old.Confidence, s.confidence)
	old.s.said = append(old.s.said, &s)
	return old
}

// names adds each spelling, and the name that the article gives the entity
// where it is only a part of what is written.
func (d *deriver) names(n *graph.Naming, i int, l *graph.LocalEntity) {
	written := false
	name := func(j int, text string) {
		d.add(claim{Predicate: "NAME", key: text, text: text}, statement{n: n, local: i, index: j, confidence: l.Mentions[j].Score})
	}
	for j, m := range l.Mentions {
		if m.Form == graph.NamedMention && m.Text != "" {
			name(j, m.Text)
			written = written || m.Text == l.Name
		}
	}
	for j, m := range l.Mentions {
		if !written && m.Form == graph.NamedMention && hasWords(m.Text, l.Name) {
			name(j, l.Name)
		}
	}
}

// hasWords reports whether text has the words one after another, as written.
func hasWords(text, words string) bool {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	for from := 0; words != ""; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:from+i])
		after, _ := utf8.DecodeRuneInString(text[from+i+len(words):])
		if !inWord(before) && !inWord(after) {
			return true
		}
		from += i + len(words)
	}
	return false
}

// position adds a post or membership.
func (d *deriver) position(n *graph.Naming, i, j int, p *graph.LocalPosition) {
	org, body := d.e.r.local(n.Article, p.Organization), p.OrganizationName
	where := "~" + foldPost(body)
	if org != "" {
		body, where = d.e.r.entity(org).e.Name, org
	}
	if p.Title == "" && body == "" {
		return
	}
	predicate := "POSITION"
	if p.Membership {
		predicate = "MEMBERSHIP"
	}
	title := foldPost(p.Title)
	post := strings.Join([]string{title, where}, "\x00")
	key := post + "\x00" + string(p.Status)
	if p.Period != nil {
		key += "\x00" + p.Period.EDTF
	}
	c := d.add(claim{Predicate: predicate, key: key, about: post, entity: org, date: p.Period,
		s: &stated{post: post, title: title, body: body, status: p.Status, titles: map[string]int{}}},
		statement{n: n, local: i, index: j, post: &p.Evidence, confidence: p.Evidence.Confidence})
	c.s.titles[p.Title]++
}

// within adds what contains the entity. The extraction does not say which
// sentence tells, so the first mention stands for it.
func (d *deriver) within(n *graph.Naming, i int, l *graph.LocalEntity) {
	id := ""
	if l.Within != i {
		id = d.e.r.local(n.Article, l.Within)
	}
	if id == "" || id == d.e.e.ID || len(l.Mentions) == 0 {
		return
	}
	j := max(0, slices.IndexFunc(l.Mentions, func(m graph.Mention) bool { return m.Form == graph.NamedMention }))
	d.add(claim{Predicate: "LOCATION", key: id, text: d.e.r.entity(id).e.Name, entity: id},
		statement{n: n, local: i, index: j, confidence: l.Mentions[j].Score})
}

// weigh counts the support of each claim, ranks them and puts them in order.
func (d *deriver) weigh() {
	f := newFolder(d.e.r, d.namings)
	for _, c := range d.all {
		c.s.support = f.support(c.s.said)
		if c.s.post != "" {
			c.text = c.s.text()
		}
	}
	rank(d.all, &d.e.e)
	place := func(c *claim) int { return slices.Index(predicates, c.Predicate) }
	slices.SortFunc(d.all, func(a, b *claim) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(slices.Index(ranks, a.s.rank), slices.Index(ranks, b.s.rank)), bySupport(a, b))
	})
}

// text spells a post as an entity's description does, with its standing.
func (s *stated) text() string {
	title, n := "", 0
	for t, k := range s.titles {
		if k > n || k == n && t < title {
			title, n = t, k
		}
	}
	text := title
	switch {
	case text == "":
		text = s.body
	case s.body != "":
		text += ", " + s.body
	}
	switch {
	case s.status == graph.Former && !strings.HasPrefix(s.title, "former ") && !strings.HasPrefix(s.title, "ex "):
		return "former " + text
	case s.status == graph.Future && !strings.HasSuffix(s.title, " elect") && !strings.HasSuffix(s.title, " designate"):
		return "future " + text
	}
	return text
}

// foldPost spells a title or a body for comparison: letters and digits in
// lower case, one space for what is between words.
func foldPost(s string) string {
	s = strings.NewReplacer(".", "", "'", "", "’", "").Replace(strings.ToLower(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }), " ")
}

// factuality returns the strongest that the statements give; who states a
// name or a post without more takes it for a fact.
func (s *stated) factuality() string {
	best := len(graph.Factualities) - 1
	for _, st := range s.said {
		f := graph.Held
		if st.post != nil {
			f = cmp.Or(st.post.Factuality, f)
		}
		if i := slices.Index(graph.Factualities, f); i >= 0 && i < best {
			best = i
		}
	}
	return string(graph.Factualities[best])
}

// mentions lists the statements, the best first.
func (s *stated) mentions(args MentionsArgs) *plain[*mention] {
	r := s.e.r
	f := r.mentionFilter(args.Filter)
	var list []*statement
	for _, st := range s.said {
		if st.fits(f) {
			list = append(list, st)
		}
	}
	slices.SortStableFunc(list, func(a, b *statement) int { return cmp.Compare(b.confidence, a.confidence) })
	l := paginate(list, (*statement).id, r.page(args.PageArgs))
	return connect(r, l, r.statement, func() (int, error) { return len(list), nil })
}

func (s *statement) fits(f graph.MentionFilter) bool {
	d := day(s.n.Published)
	// The factuality of a mention is that of an event.
	return s.confidence >= f.MinConfidence && f.Factuality == nil &&
		(f.Outlets == nil || slices.Contains(f.Outlets, s.n.Outlet)) &&
		(f.ReportedFrom == "" || d != "" && d >= f.ReportedFrom) && (f.ReportedTo == "" || d != "" && d <= f.ReportedTo)
}

// id spells the id of the mention that the statement is: that of a mention of
// the entity, or p and the indexes of the local entity and its post.
func (s *statement) id() string {
	kind := "e"
	if s.post != nil {
		kind = "p"
	}
	return mentionID(s.n.Article, kind, s.local, s.index)
}

func (r *request) statement(s *statement) *mention {
	ref := graph.MentionRef{ID: s.id(), Article: s.n.Article, Local: s.local, Mention: s.index, Report: -1, Entry: -1}
	if s.post == nil {
		return r.mention(ref)
	}
	ref.Mention = -1
	return &mention{r: r, ref: ref, x: r.extraction(ref.Article), post: s.post}
}

// postByID finds the mention of a post.
func (r *request) postByID(id string) (*mention, error) {
	none := fmt.Errorf("mention %.80q: %w", id, graph.ErrNotFound)
	hash, at, _ := strings.Cut(strings.TrimPrefix(id, "m_"), "_")
	first, second, _ := strings.Cut(strings.TrimPrefix(at, "p"), ".")
	i, err1 := strconv.Atoi(first)
	j, err2 := strconv.Atoi(second)
	if err1 != nil || err2 != nil || i < 0 || j < 0 {
		return nil, none
	}
	a, err := r.articleByID("a_" + hash)
	if err != nil {
		return nil, err
	}
	x, err := r.read().Extraction(a.a.Key)
	if err != nil {
		return nil, err
	}
	if i >= len(x.Entities) || j >= len(x.Entities[i].Positions) || mentionID(a.a.Key, "p", i, j) != id {
		return nil, none
	}
	n := &graph.Naming{Article: a.a.Key}
	return r.statement(&statement{n: n, local: i, index: j, post: &x.Entities[i].Positions[j].Evidence}), nil
}
