package identity

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"parley/graph"
)

// A identityCase is a made-up case: a few articles, and what must be one.
type identityCase struct {
	world   *world
	drafts  []*draft
	locals  map[string]map[string]int // article, key: index
	reports map[string]map[string]int
}

func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases (%v)", err)
	}
	n := 0
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range txtar.Parse(b).Files {
			n++
			t.Run(strings.TrimSuffix(filepath.Base(f), ".txtar")+"/"+c.Name, func(t *testing.T) { runCase(t, string(c.Data)) })
		}
	}
	if n < 30 {
		t.Errorf("%d cases, want 30 or more", n)
	}
}

func runCase(t *testing.T, text string) {
	c := &identityCase{world: newWorld(t), locals: map[string]map[string]int{}, reports: map[string]map[string]int{}}
	var checks []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.TrimSpace(line) == "":
		case strings.HasPrefix(line, "article "):
			f := strings.Fields(line)
			if len(f) != 4 {
				t.Fatalf("%q: want article KEY OUTLET PUBLISHED", line)
			}
			c.drafts = append(c.drafts, &draft{key: f[1], outlet: f[2], published: strings.Trim(f[3], "-")})
			if f[3] != "-" {
				c.drafts[len(c.drafts)-1].published = f[3]
			}
			c.locals[f[1]], c.reports[f[1]] = map[string]int{}, map[string]int{}
		case strings.HasPrefix(line, "  "):
			c.line(t, strings.TrimSpace(line))
		default:
			checks = append(checks, line)
		}
	}
	var all []graph.ArticleExtraction
	for _, d := range c.drafts {
		all = append(all, d.build())
	}
	c.world.add(all...)
	c.world.check()
	if len(checks) == 0 {
		t.Fatal("a case without a check")
	}
	for _, k := range checks {
		c.check(t, k)
	}
}

// line reads an entity or a report of the last article.
func (c *identityCase) line(t *testing.T, line string) {
	d := c.drafts[len(c.drafts)-1]
	if rest, ok := strings.CutPrefix(line, "report "); ok {
		key, rest, _ := strings.Cut(rest, ": ")
		head, parts, ok := strings.Cut(rest, ": ")
		f := strings.Fields(head)
		if !ok || len(f) != 4 {
			t.Fatalf("%q: want report KEY: TYPE DATE FACTUALITY PLACE: PARTICIPANTS", line)
		}
		at := -1
		if f[3] != "-" {
			at = c.local(t, d.key, f[3])
		}
		date := f[1]
		if date == "-" {
			date = ""
		}
		r := report(graph.EventType(f[0]), date, graph.Factuality(f[2]), at)
		for p := range strings.FieldsSeq(parts) {
			role := graph.Party
			if r.Type == graph.Visit {
				role = graph.Guest
			}
			r.Participants = append(r.Participants, graph.LocalParticipant{Entity: c.local(t, d.key, p), Role: role, OnBehalfOf: -1, Confidence: 0.9})
		}
		c.reports[d.key][key] = len(d.reports)
		d.reports = append(d.reports, r)
		return
	}
	key, rest, _ := strings.Cut(line, ": ")
	fields := strings.Split(rest, "|")
	kind, name, _ := strings.Cut(strings.TrimSpace(fields[0]), " ")
	l := graph.LocalEntity{Kind: graph.EntityKind(strings.ToUpper(kind)), Name: name, Within: -1}
	for _, f := range fields[1:] {
		k, v, _ := strings.Cut(strings.TrimSpace(f), "=")
		switch k {
		case "country":
			l.Country = v
		case "title":
			l.Titles = append(l.Titles, v)
		case "acronym":
			l.Acronym = v
		case "post":
			post, body, _ := strings.Cut(v, " @")
			l.Positions = append(l.Positions, graph.LocalPosition{Title: post, Organization: c.local(t, d.key, body), Status: graph.Current})
		default:
			t.Fatalf("%q: what is %q?", line, k)
		}
	}
	c.locals[d.key][key] = len(d.entities)
	d.entities = append(d.entities, l)
}

func (c *identityCase) local(t *testing.T, article, key string) int {
	i, ok := c.locals[article][key]
	if !ok {
		t.Fatalf("article %s has no %q", article, key)
	}
	return i
}

func (c *identityCase) entity(t *testing.T, ref string) string {
	article, key, _ := strings.Cut(ref, ".")
	return c.world.members[c.world.links[c.world.articles[article].Extraction.Entities[c.local(t, article, key)].ID]]
}

func (c *identityCase) event(t *testing.T, ref string) string {
	article, key, _ := strings.Cut(ref, ".")
	i, ok := c.reports[article][key]
	if !ok {
		t.Fatalf("no report %s", ref)
	}
	return c.world.reports[c.world.articles[article].Extraction.Reports[i].ID]
}

func (c *identityCase) check(t *testing.T, line string) {
	t.Helper()
	f := strings.Fields(line)
	id := c.entity
	if len(f) > 1 && f[1] == "event" {
		id = c.event
		f = append(f[:1], f[2:]...)
	}
	switch f[0] {
	case "one":
		for _, r := range f[2:] {
			if id(t, r) != id(t, f[1]) {
				t.Errorf("%s: %s is another\n%s", line, r, c.why(t, f[1], r, id))
			}
		}
	case "two":
		if id(t, f[1]) == id(t, f[2]) {
			t.Errorf("%s: they are one\n%s", line, c.why(t, f[1], f[2], id))
		}
	case "part":
		if got, want := c.world.events[c.event(t, f[1])].PartOf, c.event(t, f[2]); got != want {
			t.Errorf("%s: part of %q, want %q", line, got, want)
		}
	case "factuality":
		if got := c.world.events[c.event(t, f[1])].Factuality; string(got) != f[2] {
			t.Errorf("%s: got %s", line, got)
		}
	default:
		t.Fatalf("%q: what is %q?", line, f[0])
	}
}

func (c *identityCase) why(t *testing.T, a, b string, id func(*testing.T, string) string) string {
	ex, err := c.world.resolver.Why(t.Context(), c.world.kv, c.world, id(t, a), id(t, b))
	if err != nil {
		return fmt.Sprint(err)
	}
	return ex.Text()
}
