package identity

import (
	"errors"
	"strings"
	"testing"

	"parley/graph"
)

// A state of another version is refused with what to do, and not touched.
func TestStateVersion(t *testing.T) {
	w := newWorld(t)
	w.add(draft{key: "a1", entities: []graph.LocalEntity{person("Anna Kovacs", "HU", "minister")}}.build())
	w.add(draft{key: "a2", entities: []graph.LocalEntity{person("Anna Kovacs", "HU", "minister")}}.build())
	for _, have := range []string{"", "1", "99"} {
		if have == "" {
			if err := w.kv.Delete(keyOf("V")); err != nil {
				t.Fatal(err)
			}
		} else if err := w.kv.Put(keyOf("V"), []byte(have)); err != nil {
			t.Fatal(err)
		}
		before := w.state()
		a := draft{key: "a3", entities: []graph.LocalEntity{person("Anna Kovacs", "HU", "minister")}}.build()
		_, err := w.resolver.Resolve(t.Context(), w.kv, w, graph.Change{Add: []graph.ArticleExtraction{a}})
		var v *VersionError
		if !errors.As(err, &v) || v.Want != stateVersion || have != "" && v.Have != have {
			t.Fatalf("version %q: %v, want a refusal", have, err)
		}
		if !strings.Contains(err.Error(), "parley --db DIR load") {
			t.Errorf("%v: does not say what to do", err)
		}
		if w.state() != before {
			t.Errorf("version %q: the state was touched", have)
		}
		id := sorted(w.entities)[0]
		if _, err := w.resolver.Why(t.Context(), w.kv, w, id, id); !errors.As(err, &v) {
			t.Errorf("why, version %q: %v, want a refusal", have, err)
		}
	}
}
