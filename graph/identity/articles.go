package identity

import (
	"strings"

	"parley/graph"
)

// addArticle takes in what an article says.
func (t *tx) addArticle(a *graph.ArticleExtraction) {
	x := &a.Extraction
	v := &articleView{x: x, sigs: make([]string, len(x.Entities))}
	keys := make([]string, len(x.Entities))
	for i := range x.Entities {
		keys[i] = signatureKey(&x.Entities[i], x.Entities, t.limits.Moved[x.Entities[i].ID])
		v.sigs[i] = graph.NewID(graph.EntityID, keys[i])
	}
	for i := range x.Entities {
		l := &x.Entities[i]
		t.tallyLocal(v, i, 1, keys[i])
		t.put(v.sigs[i]+sep+x.Article, "l", l.ID)
		t.links[l.ID] = v.sigs[i]
	}
	t.addSource(a)
	for i := range x.Reports {
		t.addReport(a, v, i)
	}
}

// removeArticle forgets what an article says.
func (t *tx) removeArticle(a *graph.ArticleExtraction) {
	x := &a.Extraction
	v := t.view(x)
	for i := range x.Entities {
		l := &x.Entities[i]
		if v.sigs[i] == "" {
			continue
		}
		t.tallyLocal(v, i, -1, "")
		t.del("l", l.ID)
		t.links[l.ID] = ""
	}
	t.removeSource(a)
	for i := range x.Reports {
		t.removeReport(&x.Reports[i])
	}
}

// view returns an extraction with the signatures that its entities have now.
func (t *tx) view(x *graph.Extraction) *articleView {
	v := &articleView{x: x, sigs: make([]string, len(x.Entities))}
	for i := range x.Entities {
		if s := t.get("l", x.Entities[i].ID); s != "" {
			v.sigs[i], _, _ = strings.Cut(s, sep)
		}
	}
	return v
}

// retally gives the local entities of an article the signatures that the
// decisions now demand.
func (t *tx) retally(x *graph.Extraction) {
	old := t.view(x)
	now := &articleView{x: x, sigs: make([]string, len(x.Entities))}
	keys := make([]string, len(x.Entities))
	for i := range x.Entities {
		keys[i] = signatureKey(&x.Entities[i], x.Entities, t.limits.Moved[x.Entities[i].ID])
		now.sigs[i] = graph.NewID(graph.EntityID, keys[i])
	}
	for i := range x.Entities {
		t.tallyLocal(old, i, -1, "")
	}
	for i := range x.Entities {
		t.tallyLocal(now, i, 1, keys[i])
		if now.sigs[i] != old.sigs[i] {
			t.put(now.sigs[i]+sep+x.Article, "l", x.Entities[i].ID)
			t.links[x.Entities[i].ID] = now.sigs[i]
		}
	}
	a, err := t.read.Article(x.Article)
	check(err)
	ax := &graph.ArticleExtraction{Article: a, Extraction: *x}
	for i := range x.Reports {
		t.removeReport(&x.Reports[i])
		t.addReport(ax, now, i)
	}
}
