package identity

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"parley/graph"
)

// The who-met-whom bench, read as far as this measurement needs it.
type goldCluster struct {
	Cluster  string
	Entities []struct {
		ID, Type, Name, Country string
		Aliases                 []string
	}
	Events []struct {
		Type         string
		Participants []string
		Place        string
		Destination  any
		Host         any
		Date         *string
		Reports      []struct {
			Article      string
			Factuality   string
			AttributedTo *string  `json:"attributed_to"`
			Participants []string `json:"participants_in_this_article"`
			Date         *string
			HasDate      bool `json:"-"`
			Optional     bool
			Evidence     string
		}
	}
}

type goldArticle struct {
	ID, Outlet, Title, Text string
	Published               *string
}

func readJSON(t testing.TB, file string, v any) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

type goldReport struct{ article, event, report, show string }

// goldArticles makes of gold annotation what a faultless extractor would.
func goldArticles(t testing.TB, gold, articles string) (drafts []graph.ArticleExtraction, rows map[string][]goldReport) {
	files, err := filepath.Glob(filepath.Join(gold, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no clusters (%v)", gold, err)
	}
	rows = map[string][]goldReport{}
	texts := map[string]goldArticle{}
	found, _ := filepath.Glob(filepath.Join(articles, "*"))
	for _, f := range found {
		if strings.HasSuffix(f, ".txt") {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			id := strings.TrimSuffix(filepath.Base(f), ".txt")
			texts[id] = goldArticle{ID: id, Text: string(b)}
			continue
		}
		var a goldArticle
		readJSON(t, f, &a)
		texts[a.ID] = a
	}
	for _, f := range files {
		var c goldCluster
		readJSON(t, f, &c)
		var raw struct {
			Events []struct{ Reports []map[string]any }
		}
		readJSON(t, f, &raw)
		byArticle := map[string]*draft{}
		local := map[string]map[string]int{}
		add := func(article, id string) int {
			d := byArticle[article]
			if i, ok := local[article][id]; ok {
				return i
			}
			for _, e := range c.Entities {
				if e.ID != id {
					continue
				}
				text := texts[article].Title + "\n" + texts[article].Text
				name := ""
				for _, n := range append([]string{e.Name}, e.Aliases...) {
					if strings.Contains(text, n) && len(n) > len(name) && !(name != "" && e.Type == "PERSON" && titled(n)) {
						name = n
					}
				}
				if name == "" {
					name = e.Name
				}
				country := ""
				if e.Country != "" {
					country, _, _ = countryOf(fold(e.Country, false))
				}
				l := graph.LocalEntity{Kind: graph.EntityKind(e.Type), Name: name, Country: country, Within: -1}
				d.entities = append(d.entities, l)
				local[article][id] = len(d.entities) - 1
				return len(d.entities) - 1
			}
			return -1
		}
		for n, ev := range c.Events {
			for m, r := range ev.Reports {
				d := byArticle[r.Article]
				if d == nil {
					a := texts[r.Article]
					d = &draft{key: r.Article, outlet: a.Outlet}
					if a.Published != nil {
						d.published = *a.Published
					}
					byArticle[r.Article] = d
					local[r.Article] = map[string]int{}
				}
				typ := map[string]graph.EventType{"MEET": graph.Meeting, "VISIT": graph.Visit, "CALL": graph.Call, "TALKS": graph.Talks}[ev.Type]
				rep := graph.Report{Type: typ, Factuality: graph.Factuality(r.Factuality), Place: -1, PartOf: -1}
				ids := r.Participants
				if len(ids) == 0 {
					ids = ev.Participants
				}
				role := graph.Party
				if typ == graph.Visit {
					role = graph.Guest
				}
				put := func(id string, role graph.ParticipantRole) {
					i := add(r.Article, id)
					if i < 0 || slices.ContainsFunc(rep.Participants, func(p graph.LocalParticipant) bool { return p.Entity == i }) {
						return
					}
					rep.Participants = append(rep.Participants, graph.LocalParticipant{Entity: i, Role: role, OnBehalfOf: -1, Confidence: 0.9})
				}
				each := func(v any, role graph.ParticipantRole) {
					switch v := v.(type) {
					case string:
						put(v, role)
					case []any:
						for _, x := range v {
							if s, ok := x.(string); ok {
								put(s, role)
							}
						}
					}
				}
				if typ == graph.Visit {
					each(ev.Destination, graph.Destination)
					each(ev.Host, graph.Host)
				}
				for _, id := range ids {
					put(id, role)
				}
				if ev.Place != "" {
					rep.Place = add(r.Article, ev.Place)
				}
				date := ev.Date
				if _, has := raw.Events[n].Reports[m]["date"]; has {
					date = r.Date
				}
				if date != nil {
					rep.Date = &graph.Date{EDTF: *date, Basis: graph.Explicit}
				}
				if r.AttributedTo != nil {
					rep.AttributedTo = *r.AttributedTo
				}
				d.reports = append(d.reports, rep)
				if !r.Optional {
					rows[c.Cluster] = append(rows[c.Cluster], goldReport{r.Article, fmt.Sprint(n), graph.NewID(graph.EventID, r.Article, "report", fmt.Sprint(len(d.reports)-1)),
						fmt.Sprint(ev.Type, ids, ev.Destination, ev.Place, deref(date), r.Factuality, d.published)})
				}
			}
		}
		keys := sorted(byArticle)
		sort.Strings(keys)
		for _, k := range keys {
			drafts = append(drafts, byArticle[k].build())
		}
	}
	return drafts, rows
}

// titled reports whether an alias has a word of no name in it, as in "Hamas
// leader Ismail Haniyeh": an extractor leaves titles out of names.
func titled(n string) bool {
	return slices.ContainsFunc(strings.Fields(n), func(w string) bool { return len(w) > 3 && w[0] >= 'a' && w[0] <= 'z' })
}

func deref(s *string) string {
	if s == nil {
		return " - "
	}
	return " " + *s + " "
}

// mergingF1 is score.py's: pairs of reports in different articles of a
// cluster, of one gold event against of one event.
func mergingF1(t testing.TB, w *world, rows map[string][]goldReport) (p, r, f float64) {
	show := os.Getenv("PARLEY_ERRORS") != ""
	tp, g, s := 0, 0, 0
	for _, c := range sorted(rows) {
		rs := rows[c]
		for i, a := range rs {
			for _, b := range rs[:i] {
				if a.article == b.article {
					continue
				}
				same := a.event == b.event
				linked := w.reports[a.report] == w.reports[b.report]
				if same {
					g++
				}
				if linked {
					s++
				}
				if same && linked {
					tp++
				}
				if show && same != linked {
					fmt.Printf("%s gold %v: %s %s\n        %s %s\n", c, same, a.article, a.show, b.article, b.show)
				}
			}
		}
	}
	p, r = float64(tp)/float64(max(1, s)), float64(tp)/float64(max(1, g))
	return p, r, 2 * p * r / max(p+r, 1e-9)
}

// TestMergingGivenReports measures merging where the reports are the gold's.
func TestMergingGivenReports(t *testing.T) {
	for _, set := range []struct {
		gold, articles string
		want           float64
	}{
		{"bench/wmw/dev/gold", "bench/wmw/dev/articles", 0.85},
		{"seeds", "seeds/articles", 0.95},
	} {
		if only := os.Getenv("PARLEY_SET"); only != "" && !strings.Contains(set.gold, only) {
			continue
		}
		drafts, rows := goldArticles(t, shared(t, set.gold), shared(t, set.articles))
		w := newWorld(t)
		w.add(drafts...)
		w.check()
		p, r, f := mergingF1(t, w, rows)
		t.Logf("%-22s articles %4d: precision %.3f recall %.3f F1 %.3f", set.gold, len(drafts), p, r, f)
		if f < set.want {
			t.Errorf("%s: merging F1 %.3f, want %.2f", set.gold, f, set.want)
		}
	}
}
