package schema_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/identity"
	"parley/graph/store"
	"parley/schema"
)

// A piece is an article of one sentence, with what it names in it.
type piece struct {
	key, outlet, published, credit string
	language                       string // en when empty; "unknown" is none
	text                           string
	names                          []graph.LocalEntity // named in the text by Name and by the texts of Mentions
	post                           *graph.LocalPosition
	meeting                        bool // of the first two that it names
}

// input makes the piece an article with its extraction. The post is that of
// the first name.
func (p piece) input() store.Input {
	at := func(s string) graph.Span {
		i := strings.Index(p.text, s)
		if i < 0 {
			panic(s)
		}
		start := len([]rune(p.text[:i]))
		return graph.Span{Field: graph.TextBody, Start: start, End: start + len([]rune(s))}
	}
	a := graph.Article{Key: p.key, Title: "News of " + p.key, Text: p.text, Published: p.published, Language: cmp.Or(p.language, "en")}
	if p.language == "unknown" {
		a.Language = ""
	}
	in := store.Input{Outlet: graph.NewOutlet(p.outlet, p.outlet, p.outlet)}
	a.Outlet = in.Outlet.ID
	x := graph.Extraction{Article: p.key, Extractor: graph.Extractor{Name: "test", Version: "1"}, Credit: p.credit,
		Sentences: []graph.Span{{Field: graph.TextBody, Start: 0, End: len([]rune(p.text))}}}
	for i, l := range p.names {
		l.ID = graph.NewID(graph.EntityID, p.key, fmt.Sprint(i))
		spelled := []string{l.Name}
		for _, m := range l.Mentions {
			spelled = append(spelled, m.Text)
		}
		l.Mentions = nil
		for _, text := range spelled {
			l.Mentions = append(l.Mentions, graph.Mention{Span: at(text), Form: graph.NamedMention, Text: text, Score: 0.9})
		}
		x.Entities = append(x.Entities, l)
	}
	if p.post != nil {
		post := *p.post
		post.Evidence = graph.Evidence{Span: at(post.Title), Confidence: 0.85}
		x.Entities[0].Positions = []graph.LocalPosition{post}
	}
	if p.meeting {
		r := graph.Report{ID: graph.NewID(graph.EventID, p.key), Type: graph.Meeting, Place: -1, PartOf: -1, Factuality: graph.Held, Confidence: 0.8,
			Date: &graph.Date{EDTF: p.published, Basis: graph.Explicit}, Evidence: []graph.Evidence{{Span: x.Sentences[0], Confidence: 0.8}}}
		for i := range 2 {
			m := x.Entities[i].Mentions[0]
			r.Participants = append(r.Participants, graph.LocalParticipant{Entity: i, Role: graph.Party, OnBehalfOf: -1, Span: m.Span, Text: m.Text, Confidence: 0.8})
		}
		x.Reports = []graph.Report{r}
	}
	in.Article, in.Extraction = a, x
	return in
}

func named1(kind graph.EntityKind, name string) graph.LocalEntity {
	return graph.LocalEntity{Kind: kind, Name: name, Within: -1}
}

// posts tell, over a year, that Ada Byron chaired a board and left it, that
// she belongs to a union, and where a town lies.
func posts() []piece {
	ada, board := named1(graph.Person, "Ada Byron"), named1(graph.Organization, "Harbor Board")
	post := func(status graph.PositionStatus) *graph.LocalPosition {
		return &graph.LocalPosition{Title: "chair", Organization: 1, Status: status}
	}
	town := named1(graph.Place, "Norwick")
	town.Within = 1
	return []piece{
		{key: "a1", outlet: "herald.example", published: "2023-01-10", text: "Ada Byron, chair of the Harbor Board, spoke.", names: []graph.LocalEntity{ada, board}, post: post(graph.Current)},
		{key: "a2", outlet: "gazette.example", published: "2023-02-10", text: "The chair of the Harbor Board, Ada Byron, said no to Ada Byrons.", names: []graph.LocalEntity{ada, board}, post: post(graph.Current), credit: "Coast Press"},
		{key: "a3", outlet: "courier.example", published: "2023-02-11", text: "Ada Byron said no as chair of the Harbor Board.", names: []graph.LocalEntity{ada, board}, post: post(graph.Current), credit: "Coast Press agency"},
		{key: "a4", outlet: "herald.example", published: "2024-01-10", text: "Ada Byron, former chair of the Harbor Board, left.", names: []graph.LocalEntity{ada, board}, post: post(graph.Former)},
		{key: "a5", outlet: "herald.example", published: "2024-02-10", text: "Ada Byron, a member of the Dockers Union, came.", names: []graph.LocalEntity{ada, named1(graph.Organization, "Dockers Union")},
			post: &graph.LocalPosition{Title: "member", Organization: 1, Status: graph.Current, Membership: true}},
		{key: "a6", outlet: "gazette.example", published: "2024-03-10", text: "It rained in Norwick in Angland.", names: []graph.LocalEntity{town, named1(graph.Place, "Angland")}},
	}
}

type claimed struct {
	ID, Predicate, Rank, Factuality     string
	SourceCount, IndependentSourceCount int
	Confidence                          float64
	Subject                             struct{ ID string }
	Value                               struct {
		Text, Status string
		Entity       struct{ Name string }
	}
	Mentions struct {
		TotalCount int
		Nodes      []struct {
			ID       string
			Span     struct{ Exact string }
			Sentence struct{ Text string }
			Entity   struct{ ID string }
		}
	}
	ContradictedBy []struct{ ID string }
}

type claimList struct {
	TotalCount int
	Nodes      []claimed
}

const claimFields = `id predicate rank factuality sourceCount independentSourceCount confidence subject { id } value { text status entity { name } }
	mentions(first: 10) { totalCount nodes { id span { exact } sentence { text } entity { id } } } contradictedBy { id }`

func stored(t *testing.T, pieces []piece) *store.Store {
	t.Helper()
	s, err := store.Open("", store.Options{Memory: true, Resolver: identity.New(identity.Options{})})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var batch []store.Input
	for _, p := range pieces {
		batch = append(batch, p.input())
	}
	if _, err := s.PutBatch(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestEntityClaims asks what a store with a few articles claims about a
// person and a place.
func TestEntityClaims(t *testing.T) {
	server := over(t, stored(t, posts()), schema.Options{})
	var got struct {
		Person struct {
			ID        string
			Claims    claimList
			Overtaken claimList
			Positions struct {
				Nodes []struct {
					Status       string
					ArticleCount int
					Claims       claimList
				}
			}
		}
		Place struct{ Claims claimList }
	}
	ask(t, server, `{ person(by: { name: "Ada Byron" }) { id claims(first: 20) { totalCount nodes { `+claimFields+` } }
			overtaken: claims(filter: { ranks: [DEPRECATED], predicates: [POSITION] }) { totalCount nodes { id } }
			positions(first: 9) { nodes { status articleCount claims { nodes { `+claimFields+` } } } } }
		place(by: { name: "Norwick" }) { claims(filter: { predicates: [LOCATION] }) { nodes { `+claimFields+` } } } }`, nil, &got)
	all := got.Person.Claims
	var lines []string
	for _, c := range all.Nodes {
		lines = append(lines, fmt.Sprintf("%s %q %s %s of %q: %d outlets, %d independent, %d mentions", c.Rank, c.Value.Text, c.Predicate, c.Value.Status, c.Value.Entity.Name,
			c.SourceCount, c.IndependentSourceCount, c.Mentions.TotalCount))
		if c.Subject.ID != got.Person.ID || c.Factuality != "HELD" || len(c.ContradictedBy) > 0 {
			t.Errorf("claim %+v", c)
		}
		for _, m := range c.Mentions.Nodes {
			if m.Entity.ID != got.Person.ID || !strings.Contains(m.Sentence.Text, m.Span.Exact) || m.Span.Exact == "" {
				t.Errorf("mention %+v", m)
			}
		}
	}
	want := []string{
		`PREFERRED "Ada Byron" NAME  of "": 3 outlets, 2 independent, 5 mentions`,
		`PREFERRED "former chair, Harbor Board" POSITION FORMER of "Harbor Board": 1 outlets, 1 independent, 1 mentions`,
		`DEPRECATED "chair, Harbor Board" POSITION CURRENT of "Harbor Board": 3 outlets, 2 independent, 3 mentions`,
		`PREFERRED "member, Dockers Union" MEMBERSHIP CURRENT of "Dockers Union": 1 outlets, 1 independent, 1 mentions`,
	}
	if !slices.Equal(lines, want) {
		t.Errorf("claims\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	if o := got.Person.Overtaken; o.TotalCount != 1 || o.Nodes[0].ID != all.Nodes[2].ID {
		t.Errorf("overtaken: %+v", o)
	}
	if m := all.Nodes[2].Mentions.Nodes; m[0].Span.Exact != "chair" || all.Nodes[2].Confidence != 0.85 {
		t.Errorf("the post is read off %+v", m)
	}
	for _, p := range got.Person.Positions.Nodes {
		articles := 0
		for _, c := range p.Claims.Nodes {
			articles += c.Mentions.TotalCount
		}
		if len(p.Claims.Nodes) != 1 || articles != p.ArticleCount || p.Claims.Nodes[0].Value.Status != p.Status {
			t.Errorf("a position and its claims: %+v", p)
		}
	}
	if l := got.Place.Claims.Nodes; len(l) != 1 || l[0].Value.Entity.Name != "Angland" || l[0].Rank != "PREFERRED" || l[0].Mentions.Nodes[0].Sentence.Text != "It rained in Norwick in Angland." {
		t.Errorf("location: %+v", l)
	}
	// What was given can be fetched again by its id.
	var again struct{ Claim, Post, Name claimed }
	post := all.Nodes[2].Mentions.Nodes[0].ID
	ask(t, server, `query($c: ID!, $p: ID!) { claim: node(id: $c) { id ... on Claim { value { text } rank } } post: node(id: $p) { id } }`, map[string]any{"c": all.Nodes[2].ID, "p": post}, &again)
	if again.Claim.ID != all.Nodes[2].ID || again.Claim.Rank != "DEPRECATED" || again.Post.ID != post {
		t.Errorf("fetched again: %+v", again)
	}
	for _, id := range []string{post + "1", strings.Replace(post, "_p0.0", "_p7.0", 1), strings.Replace(post, "_p0", "_p-1", 1), all.Nodes[2].ID[:20] + "aaaaaaaaaaaaaaaa"} {
		var none struct{ Node *claimed }
		if ask(t, server, `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": id}, &none); none.Node != nil {
			t.Errorf("there is a node %q", id)
		}
	}
}

// TestEntityClaimsLater shows that nothing is overtaken while the last word
// is that the post is held, and that retracting that word overtakes it.
func TestEntityClaimsLater(t *testing.T) {
	pieces := posts()
	back := pieces[0]
	back.key, back.published = "a7", "2024-06-01"
	s := stored(t, append(pieces, back))
	server := over(t, s, schema.Options{})
	rank := func() (ranks []string) {
		var got struct{ Person struct{ Claims claimList } }
		ask(t, server, `{ person(by: { name: "Ada Byron" }) { claims(filter: { predicates: [POSITION] }) { nodes { rank value { text } } } } }`, nil, &got)
		for _, c := range got.Person.Claims.Nodes {
			ranks = append(ranks, c.Rank+" "+c.Value.Text)
		}
		return ranks
	}
	if got := rank(); !slices.Equal(got, []string{"PREFERRED chair, Harbor Board", "NORMAL former chair, Harbor Board"}) {
		t.Errorf("held again: %q", got)
	}
	if _, err := s.Retract(t.Context(), "a7", ""); err != nil {
		t.Fatal(err)
	}
	if got := rank(); !slices.Equal(got, []string{"PREFERRED former chair, Harbor Board", "DEPRECATED chair, Harbor Board"}) {
		t.Errorf("left: %q", got)
	}
}

// TestClaimsMerged fetches claims about a person and about events by the ids
// that they had before a body in them was merged into another.
func TestClaimsMerged(t *testing.T) {
	pieces := posts()
	for _, i := range []int{0, 4} {
		pieces[i].meeting = true
	}
	s := stored(t, pieces)
	server := over(t, s, schema.Options{Decider: decider{s}, WriteToken: "w"})
	var got struct {
		Person       struct{ Claims claimList }
		Events       struct{ Nodes []struct{ Claims claimList } }
		Board, Union struct{ ID string }
	}
	ask(t, server, `{ person(by: { name: "Ada Byron" }) { claims { nodes { id predicate value { text entity { name } } } } }
		events { nodes { claims { nodes { id predicate value { text entity { name } } } } } }
		board: organization(by: { name: "Harbor Board" }) { id } union: organization(by: { name: "Dockers Union" }) { id } }`, nil, &got)
	askAs(t, server, "w", `mutation($i: MergeEntitiesInput!) { mergeEntities(input: $i) { userErrors { code message } } }`,
		map[string]any{"i": map[string]any{"intoId": got.Board.ID, "fromIds": []string{got.Union.ID}}}, nil)
	all := got.Person.Claims.Nodes
	for _, e := range got.Events.Nodes {
		all = append(all, e.Claims.Nodes...)
	}
	bodies := 0
	for _, c := range all {
		var again struct{ Node claimed }
		ask(t, server, `query($id: ID!) { node(id: $id) { id ... on Claim { predicate value { text entity { name } } } } }`, map[string]any{"id": c.ID}, &again)
		want := c.Value.Entity.Name
		if want == "Dockers Union" || want == "Harbor Board" {
			want = "Harbor Board"
			bodies++
		}
		if again.Node.Predicate != c.Predicate || again.Node.Value.Entity.Name != want {
			t.Errorf("after the merge %s %q of %q is %s of %q", c.Predicate, c.Value.Text, c.Value.Entity.Name, again.Node.Predicate, again.Node.Value.Entity.Name)
		}
	}
	if bodies < 7 || len(got.Events.Nodes) != 2 {
		t.Errorf("%d claims name a body, of %d events", bodies, len(got.Events.Nodes))
	}
}

// TestEntityClaimReads counts keys read for claims: each article once,
// however many claims are asked for and however often.
func TestEntityClaimReads(t *testing.T) {
	s, _ := madeUp(t, 80)
	reads := 0
	server, err := schema.New(schema.Options{NoAnswers: true, Snapshot: func(context.Context) (schema.Reader, error) { return counted{s.Snapshot(), &reads}, nil }})
	if err != nil {
		t.Fatal(err)
	}
	var people struct {
		Entities struct {
			Nodes []struct {
				ID    string
				Stats struct{ ArticleCount int }
			}
		}
	}
	ask(t, server, `{ entities(first: 1, kinds: [PERSON]) { nodes { id stats { articleCount } } } }`, nil, &people)
	who := people.Entities.Nodes[0]
	count := func(fields string) int {
		t.Helper()
		reads = 0
		ask(t, server, `query($id: ID!) { entity(by: { id: $id }) { `+fields+` } }`, map[string]any{"id": who.ID}, nil)
		return reads
	}
	few := count(`claims(first: 1) { nodes { id } }`)
	many := count(`claims(first: 100) { totalCount nodes { id rank sourceCount independentSourceCount factuality value { text } mentions(first: 100) { totalCount nodes { id } } contradictedBy { id } } }`)
	twice := count(`a: claims(first: 1) { nodes { id } } b: claims(last: 1) { nodes { id } } ... on Person { positions { nodes { claims { nodes { id } } } } }`)
	if per := float64(few) / float64(who.Stats.ArticleCount); per > 6 || few == 0 {
		t.Errorf("%d reads for %d articles", few, who.Stats.ArticleCount)
	}
	if many > few+5 || twice > few+5 {
		t.Errorf("one claim takes %d reads, all %d, twice and by posts %d", few, many, twice)
	}
	t.Logf("%d articles: one claim %d reads, all %d, twice %d", who.Stats.ArticleCount, few, many, twice)
}

// TestNameLanguages asks in which language names are written: that of the
// articles, as far as they agree.
func TestNameLanguages(t *testing.T) {
	var pieces []piece
	for i, p := range []struct{ language, also string }{{"en-GB", "Miss Byron"}, {"en-US", "Miss Byron"}, {"de", "Fräulein Byron"}, {"en", "Byron"}, {"de", "Byron"},
		{"unknown", "A. Byron"}, {"en-GB", "Lady Byron"}, {"en", "Lady Byron"}, {"unknown", "Lady Byron"}} {
		ada := named1(graph.Person, "Ada Byron")
		ada.Mentions = []graph.Mention{{Text: p.also}}
		pieces = append(pieces, piece{key: fmt.Sprint("n", i), outlet: fmt.Sprintf("o%d.example", i), published: "2024-01-01", language: p.language,
			text: "Ada Byron: " + p.also + ".", names: []graph.LocalEntity{ada}})
	}
	server := over(t, stored(t, pieces), schema.Options{})
	type names []struct{ Text, Language string }
	var got struct {
		Person struct{ Aliases, German, English, British, One, Finnish names }
	}
	ask(t, server, `{ person(by: { name: "Ada Byron" }) { aliases { text language } german: aliases(language: "de") { text } english: aliases(language: "EN") { text }
		british: aliases(language: "en-GB") { text } one: aliases(language: "en", first: 1) { text } finnish: aliases(language: "fi") { text } } }`, nil, &got)
	text := func(list names) string {
		var out []string
		for _, n := range list {
			out = append(out, strings.TrimSuffix(n.Text+"="+n.Language, "="))
		}
		slices.Sort(out)
		return strings.Join(out, ", ")
	}
	p := got.Person
	for _, test := range []struct{ got, want string }{
		{text(p.Aliases), "A. Byron, Byron, Fräulein Byron=de, Lady Byron=en, Miss Byron=en"}, {text(p.German), "Fräulein Byron"},
		{text(p.English), "Lady Byron, Miss Byron"}, {text(p.British), ""}, {text(p.One), "Lady Byron"}, {text(p.Finnish), ""},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
