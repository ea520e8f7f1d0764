package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// Kinds of match beside those of entities.
const (
	matchEvent   = "EVENT"
	matchArticle = "ARTICLE"
	matchOutlet  = "OUTLET"
)

// wanted splits kinds of match; none is all.
func wanted(asked []string) (entities []graph.EntityKind, events, articles, outlets bool) {
	has := func(k string) bool { return len(asked) == 0 || slices.Contains(asked, k) }
	for _, k := range kinds {
		if has(string(k)) {
			entities = append(entities, k)
		}
	}
	return entities, has(matchEvent), has(matchArticle), has(matchOutlet)
}

// Suggest returns what a query that is still being typed may mean: entities
// and outlets by the beginnings of their names, and when asked for, events and
// articles by their words. Best and most active first.
func (sn *Snapshot) Suggest(query string, of []string, limit int) ([]graph.Match, error) {
	entities, events, articles, outlets := wanted(of)
	if len(of) == 0 {
		events, articles = false, false
	}
	var all []graph.Match
	if len(entities) > 0 {
		ms, err := sn.entitiesNamed(newNameQuery(query, true), entities, limit)
		if err != nil {
			return nil, err
		}
		all = ms
	}
	if outlets {
		ms, err := sn.outletsNamed(query, limit)
		if err != nil {
			return nil, err
		}
		all = append(all, ms...)
	}
	if len(all) < limit && (events || articles) {
		ms, err := sn.withWords(query, events, articles)
		if err != nil {
			return nil, err
		}
		all = append(all, ms...)
	}
	sortMatches(all)
	return all[:min(len(all), max(limit, 0))], nil
}

func sortMatches(all []graph.Match) {
	slices.SortFunc(all, func(a, b graph.Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Events, a.Events), cmp.Compare(a.ID, b.ID))
	})
}

// maxHits bounds the hits of each sort that a search ranks.
const maxHits = 1000

// Search returns a page of what a query finds: entities and outlets by name,
// events and articles by the words of titles and evidence. The best come
// first; of each sort at most 1,000 are ranked.
func (sn *Snapshot) Search(query string, of []string, p graph.Page) (graph.List[graph.Match], error) {
	all, err := sn.hits(query, of)
	if err != nil {
		return graph.List[graph.Match]{}, err
	}
	return paginate(sorted(all, func(m *graph.Match) string { return m.ID }), p)
}

// CountSearch counts what Search pages over.
func (sn *Snapshot) CountSearch(query string, of []string) (int, error) {
	all, err := sn.hits(query, of)
	return len(all), err
}

func (sn *Snapshot) hits(query string, of []string) ([]graph.Match, error) {
	name := "search:" + strings.Join(of, ",") + ":" + query
	if v, ok := sn.cache().get(name, sn.Revision()); ok {
		return v.([]graph.Match), nil
	}
	entities, events, articles, outlets := wanted(of)
	var all []graph.Match
	if len(entities) > 0 {
		ms, err := sn.entitiesNamed(newNameQuery(query, true), entities, maxHits)
		if err != nil {
			return nil, err
		}
		all = ms
	}
	if outlets {
		ms, err := sn.outletsNamed(query, maxHits)
		if err != nil {
			return nil, err
		}
		all = append(all, ms...)
	}
	ms, err := sn.withWords(query, events, articles)
	if err != nil {
		return nil, err
	}
	all = append(all, ms...)
	sortMatches(all)
	sn.cache().put(name, sn.Revision(), all, 128*len(all)+64)
	return all, nil
}

// outletsNamed returns the outlets of which the name or domain begins with the
// query.
func (sn *Snapshot) outletsNamed(query string, limit int) ([]graph.Match, error) {
	all := []graph.Match{}
	seen := map[string]bool{}
	for _, q := range []string{fold(query), strings.ToLower(strings.TrimSpace(query))} {
		if q == "" {
			continue
		}
		for e, err := range scanPrefix(sn, newKey(kindOutletName).prefix(q), true) {
			if err != nil {
				return nil, err
			}
			_, f := parseKey(e.key)
			name, id := f.str(), f.id()
			if f.err != nil || seen[id] || len(all) >= limit {
				continue
			}
			seen[id] = true
			o, err := sn.Outlet(id)
			if err != nil {
				return nil, err
			}
			score := 1.0
			if name != q {
				score = 0.7 + 0.2*float64(len(q))/float64(len(name))
			}
			all = append(all, graph.Match{ID: id, Kind: matchOutlet, Label: o.Name, Matched: o.Name, Score: score})
		}
	}
	return all, nil
}

// withWords returns the events and articles that have all words of a query.
// An event with many outlets counts a little more.
func (sn *Snapshot) withWords(query string, events, articles bool) ([]graph.Match, error) {
	var all []graph.Match
	if events {
		ids, err := sn.eventsWithText(query, maxHits)
		if err != nil {
			return nil, err
		}
		for _, id := range firstKeys(ids) {
			e, _, err := readEvent(sn, id)
			if err != nil {
				return nil, err
			}
			score := 0.5 + 0.1*min(float64(e.Outlets)/10, 1) + 0.2*wordShare(query, e.Title)
			all = append(all, graph.Match{ID: id, Kind: matchEvent, Label: e.Title, Matched: e.Title, Score: score, Events: 1})
		}
	}
	if articles {
		ids, err := sn.articlesWithText(query)
		if err != nil {
			return nil, err
		}
		for _, id := range firstKeys(ids) {
			h, err := readHead(sn, id)
			if err != nil {
				return nil, err
			}
			score := 0.4 + 0.3*wordShare(query, h.Article.Title)
			all = append(all, graph.Match{ID: id, Kind: matchArticle, Label: h.Article.Title, Matched: h.Article.Title, Score: score})
		}
	}
	return all, nil
}

func firstKeys(m map[string]bool) []string {
	ids := slices.Sorted(maps.Keys(m))
	return ids[:min(len(ids), maxHits)]
}

// wordShare is the share of a query's words that a text has.
func wordShare(query, text string) float64 {
	words, have := queryWords(query), indexWords(text)
	n := 0
	for _, w := range words {
		if slices.Contains(have, w) {
			n++
		}
	}
	return float64(n) / float64(max(len(words), 1))
}
