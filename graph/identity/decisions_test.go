package identity

import (
	"testing"

	"parley/graph"
)

// twoDaouds is a graph in which two articles name Daoud in unlike ways and a
// third as the first does.
func twoDaouds(t *testing.T) (w *world, id func(article string) string) {
	w = newWorld(t)
	w.add(
		draft{key: "a1", entities: []graph.LocalEntity{person("Karim Daoud", "TN", "foreign minister")}}.build(),
		draft{key: "a2", entities: []graph.LocalEntity{person("Karim Daoud", "LB", "foreign minister")}}.build(),
		draft{key: "a3", entities: []graph.LocalEntity{person("Karim Daoud", "TN", "foreign minister")}}.build(),
	)
	return w, func(article string) string {
		return w.members[w.links[w.articles[article].Extraction.Entities[0].ID]]
	}
}

func TestMergeAndUndo(t *testing.T) {
	w, id := twoDaouds(t)
	before := w.dump()
	first, second := id("a1"), id("a2")
	if first == second {
		t.Fatal("two offices in two countries are one person")
	}
	w.decide(graph.Decision{Kind: graph.MergeDecision, IDs: []string{second, first}, Name: "Karim B. Daoud"})
	w.check()
	if id("a1") != id("a2") {
		t.Error("merged, and still two")
	}
	if got := w.entities[id("a1")].Name; got != "Karim B. Daoud" {
		t.Errorf("the merged person is called %q", got)
	}
	// An article that comes later meets the decision.
	w.add(draft{key: "a4", entities: []graph.LocalEntity{person("Karim Daoud", "LB", "foreign minister")}}.build())
	if id("a4") != id("a1") {
		t.Error("a later article does not meet the decision")
	}
	w.change(nil, []string{"a4"})
	w.decide(graph.Decision{Kind: graph.UndoDecision, IDs: []string{"d_1"}})
	if after := w.dump(); after != before {
		t.Errorf("undone, the graph is not what it was:\n%s\n%s", before, after)
	}
	if id("a1") == id("a2") {
		t.Error("undone, and still one")
	}
}

func TestSplitMovesMentions(t *testing.T) {
	w, id := twoDaouds(t)
	if id("a1") != id("a3") {
		t.Fatal("one office is two persons")
	}
	local := w.articles["a3"].Extraction.Entities[0].ID
	w.decide(graph.Decision{Kind: graph.SplitDecision, IDs: []string{id("a1")}, Mentions: []string{local}, Name: "Another Daoud"})
	w.check()
	if id("a1") == id("a3") {
		t.Error("split, and still one")
	}
	if got := w.entities[id("a3")].Name; got != "Another Daoud" {
		t.Errorf("the one split off is called %q", got)
	}
	// What was split can be joined elsewhere: the later decision holds.
	w.decide(graph.Decision{Kind: graph.MergeDecision, IDs: []string{id("a3"), id("a2")}})
	if id("a3") != id("a2") || id("a1") == id("a2") {
		t.Error("split off and merged with another, it is not with that one alone")
	}
	w.decide(graph.Decision{Kind: graph.MergeDecision, IDs: []string{id("a3"), id("a1")}})
	if id("a3") != id("a1") {
		t.Error("the later merge does not undo the split")
	}
}

func TestDistinct(t *testing.T) {
	w := newWorld(t)
	w.add(
		draft{key: "a1", entities: []graph.LocalEntity{person("Tiberiu Vasalache", "RO", "mayor")}}.build(),
		draft{key: "a2", entities: []graph.LocalEntity{person("Tiberiu Vasalache", "RO", "prime minister")}}.build(),
		draft{key: "a3", entities: []graph.LocalEntity{person("Tiberiu Vasalache", "", "")}}.build(),
	)
	sig := func(a string) string { return w.links[w.articles[a].Extraction.Entities[0].ID] }
	if w.members[sig("a1")] != w.members[sig("a2")] {
		t.Fatal("a rare name is two persons")
	}
	w.decide(graph.Decision{Kind: graph.DistinctDecision, IDs: []string{sig("a1"), sig("a2")}})
	w.check()
	if w.members[sig("a1")] == w.members[sig("a2")] {
		t.Error("distinct, and still one")
	}
	ex, err := w.resolver.Why(t.Context(), w.kv, w, sig("a1"), sig("a2"))
	if err != nil || ex.Same || len(ex.Steps) != 1 || ex.Steps[0].Sum > linkAt {
		t.Errorf("why two: %+v, %v", ex, err)
	}
	w.decide(graph.Decision{Kind: graph.MergeDecision, IDs: []string{sig("a1"), sig("a2")}})
	if w.members[sig("a1")] != w.members[sig("a2")] {
		t.Error("the later merge does not hold")
	}
}

// TestWhyNeedsKnownIDs proves that unknown ids are told.
func TestWhyNeedsKnownIDs(t *testing.T) {
	w, id := twoDaouds(t)
	if _, err := w.resolver.Why(t.Context(), w.kv, w, id("a1"), "e_aaaaaaaaaaaaaaaa"); err == nil {
		t.Error("an unknown id is explained")
	}
	ex, err := w.resolver.Why(t.Context(), w.kv, w, w.articles["a1"].Extraction.Entities[0].ID, id("a3"))
	if err != nil || !ex.Same {
		t.Errorf("why one: %+v, %v", ex, err)
	}
}
