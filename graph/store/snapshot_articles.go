package store

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/graph"
)

// articleID takes an article's id or key.
func articleID(idOrKey string) string {
	if graph.IDKind(idOrKey) == graph.ArticleID {
		return idOrKey
	}
	return graph.NewID(graph.ArticleID, idOrKey)
}

// Article returns an article by its id or its key, a retracted one too.
func (sn *Snapshot) Article(idOrKey string) (graph.Article, error) {
	a, err := readArticle(sn, articleID(idOrKey))
	if errors.Is(err, graph.ErrNotFound) && graph.IDKind(idOrKey) == graph.ArticleID {
		return readArticle(sn, graph.NewID(graph.ArticleID, idOrKey)) // a key that looks like an id
	}
	return a, err
}

// ArticleHead is Article without the text, at half the price.
func (sn *Snapshot) ArticleHead(idOrKey string) (graph.Article, error) {
	h, err := readHead(sn, articleID(idOrKey))
	if errors.Is(err, graph.ErrNotFound) && graph.IDKind(idOrKey) == graph.ArticleID {
		h, err = readHead(sn, graph.NewID(graph.ArticleID, idOrKey))
	}
	if err != nil {
		return graph.Article{}, err
	}
	return h.Article, nil
}

// ArticleByURL returns the article in use with a URL; of several the one of
// the least id.
func (sn *Snapshot) ArticleByURL(url string) (graph.Article, error) {
	for e, err := range scanPrefix(sn, newKey(kindByURL).id(urlID(url)), true) {
		if err != nil {
			return graph.Article{}, err
		}
		_, f := parseKey(e.key)
		f.id()
		a, err := readArticle(sn, f.id())
		if err != nil || a.URL == url {
			return a, err
		}
	}
	return graph.Article{}, graph.ErrNotFound
}

// extraction is shared, see Extraction.
func (sn *Snapshot) extraction(article string) (*graph.Extraction, error) {
	id := articleID(article)
	h, err := readHead(sn, id)
	if err != nil {
		return nil, err
	}
	if h.Article.Retracted {
		return nil, fmt.Errorf("extraction of article %q, which is retracted: %w", article, graph.ErrNotFound)
	}
	return readExtraction(sn, id)
}

// Extraction returns what an article in use says, by its key or id.
func (sn *Snapshot) Extraction(article string) (graph.Extraction, error) {
	x, err := sn.extraction(article)
	if err != nil {
		return graph.Extraction{}, err
	}
	return *x, nil
}

// Withdrawn returns what a retracted article said and who published it, as
// restoring it would bring back; for dumps.
func (sn *Snapshot) Withdrawn(article string) (graph.Extraction, graph.Outlet, error) {
	id := articleID(article)
	h, err := readHead(sn, id)
	if err != nil {
		return graph.Extraction{}, graph.Outlet{}, err
	}
	if !h.Article.Retracted {
		return graph.Extraction{}, graph.Outlet{}, fmt.Errorf("article %q is in use: %w", article, graph.ErrNotFound)
	}
	x, err := readExtraction(sn, id)
	if err != nil {
		return graph.Extraction{}, graph.Outlet{}, err
	}
	return *x, h.Outlet, nil
}

// ArticleOutlet returns the outlet of an article as that article gives it;
// [Snapshot.Outlet] is what most articles give.
func (sn *Snapshot) ArticleOutlet(article string) (graph.Outlet, error) {
	h, err := readHead(sn, articleID(article))
	if err != nil {
		return graph.Outlet{}, err
	}
	return h.Outlet, nil
}

// LocalEntity returns the id of the entity that a local entity is.
func (sn *Snapshot) LocalEntity(article string, index int) (string, error) {
	x, err := sn.extraction(article)
	if err != nil {
		return "", err
	}
	if index < 0 || index >= len(x.Entities) {
		return "", fmt.Errorf("local entity %d of article %q: %w", index, article, graph.ErrNotFound)
	}
	return resolve(sn, kindEntity, x.Entities[index].ID)
}

// CopyOf returns the key of the article that an article is a copy of, "" when
// it is none.
func (sn *Snapshot) CopyOf(article string) (string, error) {
	p, _, err := sn.payload(recordKey(kindCopy, articleID(article)))
	if err != nil || p == nil {
		return "", err
	}
	f := fields{b: p}
	h, err := readHead(sn, f.id())
	if err != nil {
		return "", err
	}
	return h.Article.Key, nil
}

// Retrieved returns when this store got the article.
func (sn *Snapshot) Retrieved(article string) (time.Time, error) {
	f, err := readLocalFacts(sn, articleID(article))
	return time.UnixMilli(f.Retrieved).UTC(), err
}

// EventsOfArticle returns the ids of the events that an article reports, in
// the order of its text, each once; none for a retracted one.
func (sn *Snapshot) EventsOfArticle(key string) ([]string, error) {
	x, err := sn.inUse(key)
	if x == nil {
		return []string{}, err
	}
	order := make([]int, len(x.Reports))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(reportStart(x, a), reportStart(x, b)) })
	ids := []string{}
	for _, i := range order {
		id, err := resolve(sn, kindEvent, x.Reports[i].ID)
		if errors.Is(err, graph.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// reportStart orders reports by their first evidence, the title first.
func reportStart(x *graph.Extraction, i int) int {
	best := 1 << 40
	for _, e := range x.Reports[i].Evidence {
		at := e.Span.Start
		if e.Span.Field != graph.TitleField {
			at += 1 << 20
		}
		best = min(best, at)
	}
	return best
}

// inUse returns the extraction of an article, nil for a retracted one.
func (sn *Snapshot) inUse(key string) (*graph.Extraction, error) {
	id := articleID(key)
	h, err := readHead(sn, id)
	if err != nil || h.Article.Retracted {
		return nil, err
	}
	return readExtraction(sn, id)
}

// EntitiesOfArticle returns the ids of the entities that an article names, the
// most named first, ties by id.
func (sn *Snapshot) EntitiesOfArticle(key string) ([]string, error) {
	x, err := sn.inUse(key)
	if x == nil {
		return []string{}, err
	}
	counts := map[string]int{}
	ids := []string{}
	for i := range x.Entities {
		id, err := resolve(sn, kindEntity, x.Entities[i].ID)
		if errors.Is(err, graph.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if counts[id] == 0 {
			ids = append(ids, id)
		}
		counts[id] += max(len(x.Entities[i].Mentions), 1)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	return ids, nil
}

// Outlet returns an outlet that articles in use name.
func (sn *Snapshot) Outlet(id string) (graph.Outlet, error) {
	r, err := record[outletRecord](sn, recordKey(kindOutlet, id))
	if err != nil {
		return graph.Outlet{}, err
	}
	return r.outlet(), nil
}

// OutletArticles returns how many articles in use an outlet has.
func (sn *Snapshot) OutletArticles(id string) (int, error) {
	r, err := record[outletRecord](sn, recordKey(kindOutlet, id))
	if err != nil {
		return 0, err
	}
	return r.articles(), nil
}

// OutletBy returns the outlet with a domain, else the one with a name, as
// folded; of several the one of the least id.
func (sn *Snapshot) OutletBy(domain, name string) (graph.Outlet, error) {
	for _, n := range []string{strings.ToLower(domain), fold(name)} {
		if n == "" {
			continue
		}
		for e, err := range scanPrefix(sn, newKey(kindOutletName).str(n), true) {
			if err != nil {
				return graph.Outlet{}, err
			}
			_, f := parseKey(e.key)
			f.str()
			return sn.Outlet(f.id())
		}
	}
	return graph.Outlet{}, graph.ErrNotFound
}
