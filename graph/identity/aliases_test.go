package identity

import (
	"slices"
	"testing"

	"parley/graph"
)

// Ids that were given out for an entity lead to it as long as any article
// tells of it, whichever article goes.
func TestOldIDsLead(t *testing.T) {
	forms := []graph.LocalEntity{person("Anna Kovacs", "HU", "minister"), person("Anna Kovács", "HU", ""), person("Anna Kovacs", "", ""), person("Kovacs", "HU", "minister")}
	keys := []string{"a1", "a2", "a3", "a4"}
	for first := range keys {
		w := newWorld(t)
		var given []string
		give := func() {
			for _, id := range sorted(w.entities) {
				if !slices.Contains(given, id) {
					given = append(given, id)
				}
			}
		}
		for i := range forms {
			w.add(draft{key: keys[i], entities: forms[i : i+1]}.build())
			give()
		}
		if len(w.entities) != 1 {
			t.Fatalf("%d entities, want one", len(w.entities))
		}
		for n := range keys {
			w.change(nil, []string{keys[(first+n)%len(keys)]})
			give()
			w.check()
			if n == len(keys)-1 {
				break
			}
			for _, id := range given {
				if e := w.entityOf(id); e == "" {
					t.Errorf("after %d articles from %s on went, %s leads nowhere", n+1, keys[first], id)
				} else if _, err := w.resolver.Why(t.Context(), w.kv, w, id, e); err != nil {
					t.Errorf("why %s: %v", id, err)
				}
			}
		}
		if len(w.aliases) > 0 || len(w.kv.values) > 1 {
			t.Errorf("%d aliases, %d keys of state are left of nothing", len(w.aliases), len(w.kv.values)-1)
		}
	}
}

// An id that comes back is no alias any more.
func TestIDComesBack(t *testing.T) {
	w := newWorld(t)
	a := draft{key: "a1", entities: []graph.LocalEntity{person("Anna Maria Kovacs", "HU", "minister")}}.build()
	b := draft{key: "a2", entities: []graph.LocalEntity{person("Anna Kovács", "HU", "")}}.build()
	w.add(a, b)
	before := w.dump()
	id := sorted(w.entities)[0]
	gone := a
	if w.links[a.Extraction.Entities[0].ID] != id {
		gone = b
	}
	w.change(nil, []string{gone.Extraction.Article})
	if e := w.entityOf(id); e == "" || e == id {
		t.Fatalf("%s leads to %q, want the entity that is left", id, e)
	}
	w.add(gone)
	w.check()
	if w.dump() != before || w.entityOf(id) != id {
		t.Errorf("put back, %s leads to %s", id, w.entityOf(id))
	}
	for k := range w.kv.values {
		if k[0] == 'p' || k[0] == 'P' {
			t.Errorf("an alias is left: %q", k)
		}
	}
}
