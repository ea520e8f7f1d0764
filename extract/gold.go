package extract

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// A GoldArticle is an annotated article: what training and evaluation read.
type GoldArticle struct {
	Article graph.Article
	Cluster string
	Reports []GoldReport
}

// A GoldReport is an annotated encounter. Its strings are as the annotation
// guide of the bench defines them.
type GoldReport struct {
	Event        string
	Type         string // MEET, VISIT, CALL or TALKS
	Participants []GoldEntity
	Where        []GoldEntity // destinations of a visit
	Hosts        []GoldEntity // of a visit
	Place        []GoldEntity
	Dates        []string // right values; "" is no date
	Factuality   []graph.Factuality
	AttributedTo string
	Evidence     string
	Trigger      string
	Optional     bool
}

// A GoldEntity is an annotated entity.
type GoldEntity struct {
	ID      string   `json:"id"`
	Type    string   `json:"type"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`

	keys []string
}

type goldFile struct {
	Cluster  string       `json:"cluster"`
	Entities []GoldEntity `json:"entities"`
	Events   []struct {
		ID           string     `json:"id"`
		Type         string     `json:"type"`
		Participants []string   `json:"participants"`
		Destination  stringList `json:"destination"`
		Host         stringList `json:"host"`
		Place        stringList `json:"place"`
		Date         *string    `json:"date"`
		Reports      []struct {
			Article      string             `json:"article"`
			Factuality   graph.Factuality   `json:"factuality"`
			AlsoFacts    []graph.Factuality `json:"also_factuality"`
			AttributedTo *string            `json:"attributed_to"`
			Evidence     string             `json:"evidence"`
			Participants []string           `json:"participants_in_this_article"`
			Trigger      string             `json:"trigger"`
			Date         *json.RawMessage   `json:"date"`
			AlsoDates    []*string          `json:"also_dates"`
			Optional     bool               `json:"optional"`
		} `json:"reports"`
	} `json:"events"`
}

// A stringList is null, a string or a list of strings.
type stringList []string

func (l *stringList) UnmarshalJSON(b []byte) error {
	var one *string
	if json.Unmarshal(b, &one) == nil {
		*l = nil
		if one != nil && *one != "" {
			*l = stringList{*one}
		}
		return nil
	}
	var all []string
	if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	*l = all
	return nil
}

// ReadGold reads a folder with "articles" and "gold" as the bench has them,
// in the order of the articles' ids.
func ReadGold(dir string) ([]GoldArticle, error) {
	byID := map[string]*GoldArticle{}
	files, err := filepath.Glob(filepath.Join(dir, "articles", "*.json"))
	if err != nil {
		return nil, fmt.Errorf("read gold %s: %w", dir, err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("read gold %s: no articles", dir)
	}
	for _, f := range files {
		var a struct {
			ID, Cluster, Outlet, URL, Title, Text string
			Published                             *string
		}
		if err := readJSON(f, &a); err != nil {
			return nil, err
		}
		g := &GoldArticle{Cluster: a.Cluster, Article: graph.Article{Key: a.ID, URL: a.URL, Title: a.Title, Text: a.Text, Outlet: a.Outlet, Language: "en"}}
		if a.Published != nil {
			g.Article.Published = *a.Published
		}
		byID[a.ID] = g
	}
	files, err = filepath.Glob(filepath.Join(dir, "gold", "*.json"))
	if err != nil {
		return nil, fmt.Errorf("read gold %s: %w", dir, err)
	}
	for _, f := range files {
		var g goldFile
		if err := readJSON(f, &g); err != nil {
			return nil, err
		}
		g.share(byID)
	}
	var all []GoldArticle
	for _, g := range byID {
		all = append(all, *g)
	}
	slices.SortFunc(all, func(a, b GoldArticle) int { return strings.Compare(a.Article.Key, b.Article.Key) })
	return all, nil
}

func readJSON(file string, v any) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read gold: %w", err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("read gold %s: %w", file, err)
	}
	return nil
}

// share gives every article its reports.
func (g *goldFile) share(articles map[string]*GoldArticle) {
	entities := map[string]GoldEntity{}
	for _, e := range g.Entities {
		e.keys = goldKeys(&e)
		entities[e.ID] = e
	}
	find := func(ids []string) (es []GoldEntity) {
		for _, id := range ids {
			e, ok := entities[id]
			if !ok {
				e = GoldEntity{ID: id, Type: "PLACE", Name: id}
				e.keys = goldKeys(&e)
			}
			if !slices.ContainsFunc(es, func(o GoldEntity) bool { return o.ID == e.ID }) {
				es = append(es, e)
			}
		}
		return es
	}
	for n, ev := range g.Events {
		for _, r := range ev.Reports {
			a := articles[r.Article]
			if a == nil {
				continue
			}
			ids := r.Participants
			if len(ids) == 0 {
				ids = ev.Participants
			}
			out := GoldReport{Event: fmt.Sprintf("%s/%d", g.Cluster, n), Type: ev.Type, Place: find(ev.Place), Evidence: r.Evidence, Trigger: r.Trigger, Optional: r.Optional}
			if ev.Type == "VISIT" {
				out.Where, out.Hosts = find(ev.Destination), find(ev.Host)
				side := append(append(append([]string{}, ev.Destination...), ev.Host...), ev.Place...)
				ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(side, id) })
			}
			ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { _, ok := entities[id]; return !ok })
			out.Participants = find(ids)
			date := ev.Date
			if r.Date != nil {
				date = nil
				_ = json.Unmarshal(*r.Date, &date) // null leaves it nil
			}
			for _, d := range append([]*string{date}, r.AlsoDates...) {
				if d == nil {
					out.Dates = append(out.Dates, "")
				} else {
					out.Dates = append(out.Dates, *d)
				}
			}
			out.Factuality = append([]graph.Factuality{r.Factuality}, r.AlsoFacts...)
			if r.AttributedTo != nil {
				out.AttributedTo = *r.AttributedTo
			}
			a.Reports = append(a.Reports, out)
		}
	}
}

func goldKeys(e *GoldEntity) []string {
	var keys []string
	for _, n := range append([]string{e.Name}, e.Aliases...) {
		if k := nameKey(n); k != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// matches reports whether entity e of d is the annotated one, by the names
// alone, in the way of the bench's scorer.
func (g *GoldEntity) matches(x *Extractor, d *document, e int32) bool {
	s := &d.entities[e]
	if (g.Type == "PERSON") != (s.kind == graph.Person) {
		return false
	}
	for _, i := range s.mentions {
		m := &d.mentions[i]
		if m.form != graph.NamedMention {
			continue
		}
		for _, k := range g.keys {
			if x.withoutTitles(k) == m.key && m.key != "" {
				return true
			}
		}
	}
	if s.kind == graph.Person {
		full := x.withoutTitles(g.keys[0])
		a, b := strings.Fields(full), strings.Fields(s.key)
		switch {
		case len(a) == 0:
			return false
		case len(a) > 1 && len(b) > 1:
			return sameFullName(a, b) || sameFullName(b, a)
		case len(a) == 1:
			return slices.Contains(b, a[0])
		}
		return slices.Contains(a, b[0])
	}
	if s.country != "" {
		for _, k := range g.keys {
			for _, c := range lexicon.FindCountry(k) {
				if c.Code == s.country && c.Sense != lexicon.CountryCapital {
					return true
				}
			}
		}
	}
	return false
}

// withoutTitles cuts leading titles off a folded name.
func (x *Extractor) withoutTitles(key string) string {
	for {
		first, rest, ok := strings.Cut(key, " ")
		if !ok || !x.ontology.Listed("title", first) {
			return key
		}
		key = rest
	}
}
