package main

import (
	"parley/graph"
)

// dumpedPositions returns the persons of an article with their posts, as the
// scorer of positions reads them.
func dumpedPositions(a *graph.Article, e *graph.Extraction) []map[string]any {
	var out []map[string]any
	for i := range e.Entities {
		l := &e.Entities[i]
		if len(l.Positions) == 0 {
			continue
		}
		names := func(n int) []string {
			var all []string
			for _, m := range e.Entities[n].Mentions {
				if m.Form == graph.NamedMention {
					all = append(all, m.Text)
				}
			}
			return all
		}
		var posts []map[string]any
		for _, p := range l.Positions {
			var org any
			if p.Organization >= 0 {
				org = map[string]any{"name": e.Entities[p.Organization].Name, "aliases": names(p.Organization)}
			} else if p.OrganizationName != "" {
				org = map[string]any{"name": p.OrganizationName}
			}
			posts = append(posts, map[string]any{"title": p.Title, "organization": org, "status": p.Status, "articles": []string{a.Key}})
		}
		out = append(out, map[string]any{"record": "entity", "id": l.ID, "kind": l.Kind, "name": l.Name, "aliases": names(i), "positions": posts})
	}
	return out
}
