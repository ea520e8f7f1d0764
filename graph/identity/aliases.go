package identity

import (
	"cmp"

	"parley/graph"
)

// Ids given out for an entity resolve as long as the entity is there, also
// when the signature of that id went with the last article that wrote so.
// Which ids were given out is history, not a part of the graph: it depends on
// the order of the changes, and no dump holds it. So aliases stand beside the
// rest of the state, and go with their entity.

// resolveAliases says what ids stand for that are no signature any more.
func (t *tx) resolveAliases() []graph.Link {
	moved := map[string]string{}
	for _, id := range sorted(t.members) {
		if t.members[id] != "" {
			t.dropAlias(id) // a signature, this time or again
		}
	}
	for _, e := range sorted(t.oldEntities) {
		if ids, _ := t.list("e", e, 1); len(ids) > 0 {
			continue
		}
		to := cmp.Or(t.get("m", e), t.heir(e))
		aliases, _ := t.list("p", e, 0)
		for _, a := range aliases {
			moved[a] = to
		}
		moved[e] = to
	}
	for _, id := range sorted(t.gone) {
		if e := t.wasMember[id]; e != "" && moved[id] == "" {
			if ids, _ := t.list("e", e, 1); len(ids) > 0 {
				moved[id] = e
			} else {
				moved[id] = t.heir(e)
			}
		}
	}
	var out []graph.Link
	for _, id := range sorted(moved) {
		to := moved[id]
		if t.get("m", id) == "" {
			t.dropAlias(id)
			if to != "" {
				t.put(to, "P", id)
				t.put("", "p", to, id)
			}
		}
		out = append(out, graph.Link{From: id, To: to})
	}
	return out
}

func (t *tx) dropAlias(id string) {
	if e := t.get("P", id); e != "" {
		t.del("P", id)
		t.del("p", e, id)
	}
}

// heir returns the entity to which most of what a former entity was belongs
// now, "" when nothing is left of it.
func (t *tx) heir(former string) string {
	weight := map[string]int{}
	for id, e := range t.wasMember {
		if now := t.get("m", id); e == former && now != "" {
			weight[now] += t.tally(id).N
		}
	}
	return most(weight)
}

// entityOf returns the entity that an id stands for: of a local entity, of a
// signature, or of one that is no more; "" when it stands for nothing.
func (t *tx) entityOf(id string) string {
	s := t.signatureOf(id)
	return cmp.Or(t.get("m", s), t.get("P", s))
}
