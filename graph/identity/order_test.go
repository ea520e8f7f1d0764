package identity

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/graph"
)

// draft is an article in short hand.
type draft struct {
	key, outlet, published string
	entities               []graph.LocalEntity
	reports                []graph.Report
	credit                 string
	sketch                 []uint64
}

func (d draft) build() graph.ArticleExtraction {
	a := graph.ArticleExtraction{Article: graph.Article{Key: d.key, Outlet: d.outlet, Published: d.published}}
	x := &a.Extraction
	x.Article, x.Credit, x.Fingerprint = d.key, d.credit, d.sketch
	for i, l := range d.entities {
		l.ID = graph.NewID(graph.EntityID, d.key, string(l.Kind), fmt.Sprint(i))
		if l.Mentions == nil {
			l.Mentions = []graph.Mention{{Form: graph.NamedMention, Text: l.Name}}
		}
		x.Entities = append(x.Entities, l)
	}
	for i, r := range d.reports {
		r.ID = graph.NewID(graph.EventID, d.key, "report", fmt.Sprint(i))
		if r.Confidence == 0 {
			r.Confidence = 0.9
		}
		x.Reports = append(x.Reports, r)
	}
	return a
}

func person(name, country, title string) graph.LocalEntity {
	l := graph.LocalEntity{Kind: graph.Person, Class: "PERSON", Name: name, Country: country, Within: -1}
	if title != "" {
		l.Titles = []string{title}
	}
	return l
}

func place(name, country string) graph.LocalEntity {
	return graph.LocalEntity{Kind: graph.Place, Class: "GPE", Name: name, Country: country, Within: -1}
}

func organization(name, country string) graph.LocalEntity {
	return graph.LocalEntity{Kind: graph.Organization, Class: "ORG", Name: name, Country: country, Within: -1}
}

func report(typ graph.EventType, date string, f graph.Factuality, place int, parties ...int) graph.Report {
	r := graph.Report{Type: typ, Factuality: f, Place: place, PartOf: -1}
	if date != "" {
		r.Date = &graph.Date{EDTF: date, Basis: graph.Explicit}
	}
	for _, p := range parties {
		r.Participants = append(r.Participants, graph.LocalParticipant{Entity: p, Role: graph.Party, OnBehalfOf: -1, Confidence: 0.9})
	}
	return r
}

// drawArticle draws a made-up article in which names, contexts, dates and
// texts collide often.
func drawArticle(t *rapid.T, key string) graph.ArticleExtraction {
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	d := draft{key: key, outlet: pick("outlet", "", "o_a", "o_b", "o_c"), published: pick("published", "", "2024-03-25", "2024-03-26", "2024-03-27T10:00:00Z", "2024-04-09")}
	n := rapid.IntRange(2, 4).Draw(t, "entities")
	for range n {
		switch pick("kind", "p", "p", "p", "o", "l") {
		case "p":
			l := person(pick("name", "Anton Keller", "Anton Kellner", "Keller", "Anton", "A. Keller", "Farid Hosseini", "Fareed Hoseini", "Hosseini", "Amir-Hosseini", "Farid Amir Hosseini"),
				pick("country", "", "IR", "DE", "US"), pick("title", "", "foreign minister", "footballer", "mayor", "president"))
			d.entities = append(d.entities, l)
		case "o":
			l := organization(pick("org", "Foreign Ministry", "Iranian Foreign Ministry", "Ministry of Foreign Affairs of Iran", "World Grain Council", "WGC", "UN", "United Nations"), pick("country", "", "IR", "DE"))
			if l.Name == "World Grain Council" {
				l.Acronym = pick("acronym", "", "WGC")
			}
			d.entities = append(d.entities, l)
		default:
			d.entities = append(d.entities, place(pick("place", "Tehran", "Berlin", "Iran", "U.S.", "Paris"), pick("country", "", "IR", "DE", "US", "FR")))
		}
	}
	for i := range d.entities {
		l := &d.entities[i]
		if l.Kind == graph.Person && rapid.Bool().Draw(t, "post") {
			l.Positions = []graph.LocalPosition{{Title: pick("post", "foreign minister", "mayor"), Organization: rapid.IntRange(-1, n-1).Draw(t, "body"), OrganizationName: pick("body name", "", "Iran"), Status: graph.Current}}
			if l.Positions[0].Organization == i {
				l.Positions[0].Organization = -1
			}
		}
		if l.Kind == graph.Place {
			l.Within = rapid.IntRange(-1, n-1).Draw(t, "within")
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "reports") {
		r := report(rapid.SampledFrom([]graph.EventType{graph.Meeting, graph.Talks, graph.Visit, graph.Conference, graph.Statement, graph.Attack}).Draw(t, "type"),
			pick("date", "", "2024-03-26", "2024-03-27", "2024-03", "2024-03-25/2024-03-27", "2023-11"),
			rapid.SampledFrom([]graph.Factuality{graph.Held, graph.Scheduled, graph.Cancelled, graph.Denied}).Draw(t, "factuality"), rapid.IntRange(-1, n-1).Draw(t, "place"))
		parties := rapid.Permutation([]int{0, 1, 2, 3}[:n]).Draw(t, "parties")
		for _, p := range parties[:rapid.IntRange(1, n).Draw(t, "count")] {
			r.Participants = append(r.Participants, graph.LocalParticipant{Entity: p, Role: graph.Party, OnBehalfOf: -1, Confidence: 0.9})
		}
		r.PartOf = rapid.IntRange(-1, 2).Draw(t, "part of")
		r.AttributedTo = pick("attributed", "", "IRNA", "officials")
		d.reports = append(d.reports, r)
	}
	if rapid.Bool().Draw(t, "sketched") {
		base := uint64(rapid.IntRange(1, 2).Draw(t, "text")) * 1000
		for i := range 16 {
			v := base + uint64(i)
			if rapid.IntRange(0, 4).Draw(t, "edit") == 0 {
				v += 500
			}
			d.sketch = append(d.sketch, v)
		}
	}
	return d.build()
}

func trials() int {
	if os.Getenv("PARLEY_LONG") != "" {
		return 1000
	}
	return 60
}

// TestOrder adds articles in random orders and batches, takes some away and
// puts some back, decides and undoes; what is left must be what one bulk
// ingest of the same articles and decisions gives, in the graph and in the
// resolver's own state.
func TestOrder(t *testing.T) {
	checkN(t, trials(), func(rt *rapid.T) {
		n := rapid.IntRange(2, 9).Draw(rt, "articles")
		var all []graph.ArticleExtraction
		for i := range n {
			all = append(all, drawArticle(rt, fmt.Sprintf("a%d", i)))
		}
		var locals []string
		for _, a := range all {
			for _, l := range a.Extraction.Entities {
				locals = append(locals, l.ID)
			}
		}
		w := newWorld(t)
		in := map[int]bool{}
		queue := rapid.Permutation(indexes(n)).Draw(rt, "order")
		for len(queue) > 0 {
			k := rapid.IntRange(1, len(queue)).Draw(rt, "batch")
			var batch []graph.ArticleExtraction
			for _, i := range queue[:k] {
				batch = append(batch, all[i])
				in[i] = true
			}
			queue = queue[k:]
			w.add(batch...)
			switch rapid.IntRange(0, 4).Draw(rt, "then") {
			case 0: // take one away, and perhaps put it back
				i := rapid.SampledFrom(sortedInts(in)).Draw(rt, "away")
				w.change(nil, []string{all[i].Extraction.Article})
				if rapid.Bool().Draw(rt, "back") {
					w.add(all[i])
				} else {
					delete(in, i)
				}
			case 1:
				ids := []string{rapid.SampledFrom(locals).Draw(rt, "id"), rapid.SampledFrom(locals).Draw(rt, "id")}
				kind := rapid.SampledFrom([]graph.DecisionKind{graph.MergeDecision, graph.DistinctDecision, graph.SplitDecision}).Draw(rt, "decision")
				d := graph.Decision{Kind: kind, IDs: ids}
				if kind == graph.SplitDecision {
					d = graph.Decision{Kind: kind, IDs: ids[:1], Mentions: ids[1:]}
				}
				w.decide(d)
				if rapid.IntRange(0, 2).Draw(rt, "undo") == 0 {
					w.decide(graph.Decision{Kind: graph.UndoDecision, IDs: []string{w.decisions[len(w.decisions)-1].ID}})
				}
			}
			w.check()
		}
		bulk := newWorld(t)
		bulk.decisions = w.decisions
		if len(w.decisions) > 0 {
			bulk.apply(graph.Change{Decisions: slices.Clone(w.decisions)})
		}
		var rest []graph.ArticleExtraction
		for _, i := range sortedInts(in) {
			rest = append(rest, all[i])
		}
		bulk.add(rest...)
		if d := cmp.Diff(bulk.dump(), w.dump()); d != "" {
			rt.Fatalf("the graph depends on the order (-bulk +steps):\n%s", d)
		}
		if d := cmp.Diff(bulk.state(), w.state()); d != "" {
			rt.Fatalf("the state depends on the order (-bulk +steps):\n%s", d)
		}
		// Nothing stays of articles that are taken away.
		var keys []string
		for _, i := range sortedInts(in) {
			keys = append(keys, all[i].Extraction.Article)
		}
		if len(w.decisions) > 0 {
			w.decisions = w.decisions[:0]
			w.apply(graph.Change{Decisions: []graph.Decision{}})
		}
		w.change(nil, keys)
		if s := w.state(); s != "" || len(w.kv.values) > 1 { // the version
			rt.Fatalf("the state keeps what was retracted:\n%s", s)
		}
		if len(w.entities)+len(w.events)+len(w.links)+len(w.members)+len(w.reports)+len(w.copies) > 0 {
			rt.Fatalf("the graph keeps what was retracted:\n%s", w.dump())
		}
	})
}

// checkN runs a property so many times.
func checkN(t *testing.T, n int, f func(*rapid.T)) {
	t.Helper()
	setChecks(t, n)
	rapid.Check(t, f)
}

func indexes(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func sortedInts(m map[int]bool) []int {
	var out []int
	for i := range m {
		out = append(out, i)
	}
	slices.Sort(out)
	return out
}
