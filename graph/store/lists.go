package store

import (
	"cmp"
	"errors"
	"slices"

	"parley/graph"
)

// Entities returns the entities of some kinds, all without, by the number of
// their events that count, the most first, ties by id.
func (sn *Snapshot) Entities(of []graph.EntityKind, p graph.Page) (graph.List[graph.Entity], error) {
	var lists []ordered[string]
	for i, k := range kinds {
		if len(of) > 0 && !slices.Contains(of, k) {
			continue
		}
		prefix := newKey(kindRank).byte(byte(i + 1))
		lists = append(lists, rows(sn, prefix, true, func(k, _ []byte) (string, error) {
			f := fields{b: k[len(prefix):]}
			f.desc()
			return f.id(), f.err
		}))
	}
	return readPage(merged(lists), p, func(id string) (graph.Entity, error) {
		e, err := readEntity(sn, id)
		if err != nil {
			return graph.Entity{}, err
		}
		return *e, nil
	})
}

// readPage pages over ids and reads what they stand for.
func readPage[T any](l ordered[string], p graph.Page, read func(id string) (T, error)) (graph.List[T], error) {
	if l.walk == nil {
		return graph.List[T]{Items: []graph.Item[T]{}}, nil
	}
	page, err := paginate(l, p)
	if err != nil {
		return graph.List[T]{}, err
	}
	out := graph.List[T]{HasNext: page.HasNext, HasPrevious: page.HasPrevious, Items: make([]graph.Item[T], len(page.Items))}
	for i, it := range page.Items {
		v, err := read(it.Value)
		if err != nil {
			return graph.List[T]{}, err
		}
		out.Items[i] = graph.Item[T]{Cursor: it.Cursor, Value: v}
	}
	return out, nil
}

// CountEntities counts the entities of some kinds, all without.
func (sn *Snapshot) CountEntities(of []graph.EntityKind) (int, error) {
	n := 0
	for i, k := range kinds {
		if len(of) == 0 || slices.Contains(of, k) {
			n += sn.sums.Entities[i+1]
		}
	}
	return n, sn.usable()
}

// Outlets returns the outlets, those with the most articles first, ties by id.
func (sn *Snapshot) Outlets(p graph.Page) (graph.List[graph.Outlet], error) {
	prefix := newKey(kindOutletRank)
	l := rows(sn, prefix, true, func(k, _ []byte) (string, error) {
		f := fields{b: k[len(prefix):]}
		f.desc()
		return f.id(), f.err
	})
	return readPage(l, p, sn.Outlet)
}

// Holders returns who holds posts in an organization, then who is to, then who
// held them; among these those that most articles name first.
func (sn *Snapshot) Holders(organization string, p graph.Page) (graph.List[graph.Holder], error) {
	id, err := sn.entityID(organization)
	if err != nil {
		return graph.List[graph.Holder]{}, err
	}
	type post struct {
		person string
		n      int
	}
	prefix := newKey(kindHolder).id(id)
	page, err := paginate(rows(sn, prefix, true, func(k, _ []byte) (post, error) {
		f := fields{b: k[len(prefix):]}
		f.byte()
		f.desc()
		return post{f.id(), int(f.num())}, f.err
	}), p)
	if err != nil {
		return graph.List[graph.Holder]{}, err
	}
	out := graph.List[graph.Holder]{HasNext: page.HasNext, HasPrevious: page.HasPrevious, Items: []graph.Item[graph.Holder]{}}
	for _, it := range page.Items {
		e, err := readEntity(sn, it.Value.person)
		if err != nil {
			return graph.List[graph.Holder]{}, err
		}
		if it.Value.n >= len(e.Positions) {
			return graph.List[graph.Holder]{}, damaged(prefix, errors.New("post that its holder does not have"))
		}
		out.Items = append(out.Items, graph.Item[graph.Holder]{Cursor: it.Cursor, Value: graph.Holder{Person: e.ID, Position: e.Positions[it.Value.n]}})
	}
	return out, nil
}

// Articles returns the articles that fit a filter, the newest first, those
// without a date last.
func (sn *Snapshot) Articles(f graph.ArticleFilter, p graph.Page) (graph.List[graph.Article], error) {
	l, err := sn.articleList(f)
	if err != nil {
		return graph.List[graph.Article]{}, err
	}
	return readPage(l, p, func(id string) (graph.Article, error) { return readArticle(sn, id) })
}

// CountArticles counts the articles that fit a filter.
func (sn *Snapshot) CountArticles(f graph.ArticleFilter) (int, error) {
	if f.PublishedFrom == "" && f.PublishedTo == "" && f.Text == "" && len(f.Languages) == 0 && !f.Retracted && f.Active == f.Corrected {
		switch len(f.Outlets) {
		case 0:
			return sn.sums.Articles, sn.usable()
		case 1:
			n, err := sn.OutletArticles(f.Outlets[0])
			if errors.Is(err, graph.ErrNotFound) {
				return 0, nil
			}
			return n, err
		}
	}
	l, err := sn.articleList(f)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, err := range l.walk(false, nil) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// articleRow is what the list of articles knows of one.
type articleRow struct {
	id, outlet, language string
	corrected            bool
	seconds              int64
}

func (sn *Snapshot) articleList(f graph.ArticleFilter) (ordered[string], error) {
	from, to, dated, err := dayRange(f.PublishedFrom, f.PublishedTo)
	if err != nil {
		return ordered[string]{}, err
	}
	var texts map[string]bool
	if f.Text != "" {
		if texts, err = sn.articlesWithText(f.Text); err != nil {
			return ordered[string]{}, err
		}
	}
	if !f.Active && !f.Corrected && !f.Retracted {
		f.Active, f.Corrected = true, true
	}
	fits := func(a *articleRow) (string, bool, error) {
		if len(f.Outlets) > 0 && !slices.Contains(f.Outlets, a.outlet) || len(f.Languages) > 0 && !slices.Contains(f.Languages, a.language) ||
			texts != nil && !texts[a.id] {
			return a.id, false, nil
		}
		if !dated {
			return a.id, true, nil
		}
		h, err := readHead(sn, a.id)
		if err != nil {
			return "", false, err
		}
		day := parsePublished(h.Article.Published).day
		return a.id, day != noDay && day >= from && day <= to, nil
	}
	var lists []ordered[articleRow]
	if f.Active || f.Corrected {
		owner := ""
		if len(f.Outlets) == 1 {
			owner = f.Outlets[0]
		}
		lists = append(lists, filterMap(sn.byPublication(owner, from, to, dated), func(a *articleRow) (articleRow, bool, error) {
			return *a, a.corrected && f.Corrected || !a.corrected && f.Active, nil
		}))
	}
	if f.Retracted {
		l, err := sn.retracted()
		if err != nil {
			return ordered[string]{}, err
		}
		lists = append(lists, l)
	}
	return filterMap(merged(lists), fits), nil
}

// byPublication is the list of articles in use, all or an outlet's. A range of
// days is widened by a day on each side, since days are in local time.
func (sn *Snapshot) byPublication(outlet string, from, to graph.Day, dated bool) ordered[articleRow] {
	g := segment{prefix: newKey(kindByDate).id(outlet)}
	if dated {
		g.lo = key{}.desc((int64(to) + 2) * 86400)
		g.hi = key{}.desc((int64(from) - 1) * 86400)
	}
	return segments(sn, []segment{g}, false, func(k, payload []byte) (articleRow, error) {
		kf, v := fields{b: k[len(g.prefix):]}, fields{b: payload}
		a := articleRow{seconds: kf.desc(), id: kf.id(), outlet: v.id(), language: v.text(), corrected: v.byte() == 1}
		return a, cmp.Or(kf.err, v.err)
	})
}

// retracted is the list of retracted articles, in the same order. They stand
// in no index; the decisions tell of them.
func (sn *Snapshot) retracted() (ordered[articleRow], error) {
	ds, err := readDecisions(sn)
	if err != nil {
		return ordered[articleRow]{}, err
	}
	var all []item[articleRow]
	seen := map[string]bool{}
	for _, d := range ds {
		id := graph.NewID(graph.ArticleID, d.Article)
		if d.Article == "" || seen[id] {
			continue
		}
		seen[id] = true
		h, err := readHead(sn, id)
		if err != nil {
			return ordered[articleRow]{}, err
		}
		if a := &h.Article; a.Retracted {
			p := parsePublished(a.Published)
			all = append(all, item[articleRow]{key{}.desc(p.seconds).id(id), articleRow{id, a.Outlet, a.Language, a.Corrected, p.seconds}})
		}
	}
	slices.SortFunc(all, func(a, b item[articleRow]) int { return slices.Compare(a.place, b.place) })
	return placed(all), nil
}
