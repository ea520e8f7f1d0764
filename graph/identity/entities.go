package identity

import (
	"slices"
)

// crowded is how many full names one short form may have before only those
// that agree with it in context are looked at.
const crowded = 64

// resolveEntities decides again which signatures are one entity, for all that
// the touched ones can have changed.
func (t *tx) resolveEntities() {
	if len(t.touched) == 0 {
		return
	}
	full, short := t.affected()
	core := map[string]string{} // of signatures decided again
	for _, component := range full {
		for id, c := range t.clusterFull(component) {
			core[id] = c
		}
	}
	t.storeCores(core)
	shortCore := map[string]string{}
	for _, token := range sorted(short) {
		for id, c := range t.attachShorts(token) {
			shortCore[id] = c
		}
	}
	t.storeCores(shortCore)
	for id, c := range shortCore {
		core[id] = c
	}
	t.group(core)
}

// affected returns the connected components of full signatures that are to
// be clustered again, and the tokens of the short ones.
func (t *tx) affected() (components [][]*signature, tokens map[string]bool) {
	tokens = map[string]bool{}
	seen := map[string]bool{}
	var seeds []*signature
	for _, id := range sorted(t.touched) {
		s := t.known(id)
		if s == nil {
			continue // decided upon, but not in the graph
		}
		for _, k := range s.tokens() {
			tokens[k] = true
		}
		for _, p := range t.limits.linked(id) {
			if o := t.load(p); o != nil {
				seeds = append(seeds, o)
			}
		}
		for _, p := range t.former.linked(id) {
			if o := t.load(p); o != nil {
				seeds = append(seeds, o)
			}
		}
		if c := t.get("c", id); c != "" {
			mates, keys := t.list("k", c, 0)
			for i, m := range mates {
				if t.gone[m] == nil {
					seeds = append(seeds, t.signature(m, keys[i]))
				}
			}
		}
		if t.gone[id] == nil {
			seeds = append(seeds, s)
		} else if !s.short {
			seeds = append(seeds, t.neighbors(s, map[string]bool{})...)
		}
	}
	for _, s := range seeds {
		if s.short {
			for _, k := range s.tokens() {
				tokens[k] = true
			}
			continue
		}
		if seen[s.id] {
			continue
		}
		seen[s.id] = true
		component := []*signature{s}
		for i := 0; i < len(component); i++ {
			for _, k := range component[i].tokens() {
				tokens[k] = true
			}
			for _, n := range t.neighbors(component[i], seen) {
				seen[n.id] = true
				component = append(component, n)
			}
		}
		slices.SortFunc(component, byID)
		components = append(components, component)
	}
	return components, tokens
}

func byID(a, b *signature) int {
	if a.id < b.id {
		return -1
	}
	if a.id > b.id {
		return 1
	}
	return 0
}

// neighbors returns the full signatures that link to s, without those seen.
func (t *tx) neighbors(s *signature, seen map[string]bool) []*signature {
	if t.limits.Isolated[s.id] {
		return nil
	}
	var out []*signature
	looked := map[string]bool{s.id: true}
	for _, b := range s.blocks() {
		for _, o := range t.block(b) {
			if seen[o.id] || looked[o.id] {
				continue
			}
			looked[o.id] = true
			if !t.limits.Isolated[o.id] && link(s, o) > linkAt {
				out = append(out, o)
			}
		}
	}
	return out
}

// block returns the full signatures of a block. Blocks do not change while
// entities are resolved, so each is read once.
func (t *tx) block(b string) []*signature {
	if list, ok := t.blocks[b]; ok {
		return list
	}
	ids, keys := t.list("b", b, 0)
	list := make([]*signature, 0, len(ids))
	for i, id := range ids {
		if t.gone[id] == nil {
			list = append(list, t.signature(id, keys[i]))
		}
	}
	t.blocks[b] = list
	return list
}

// clusterFull clusters one component and returns the core of each signature.
func (t *tx) clusterFull(component []*signature) map[string]string {
	return t.clusterSignatures(component, link, contradicts)
}

func (t *tx) clusterSignatures(nodes []*signature, link func(a, b *signature) float64, contradicts func(a, b *signature) bool) map[string]string {
	c := clusterer{
		n: len(nodes),
		link: func(i, j int) float64 {
			if t.limits.Isolated[nodes[i].id] || t.limits.Isolated[nodes[j].id] {
				return 0
			}
			return link(nodes[i], nodes[j])
		},
		contradict: func(i, j int) bool {
			return t.limits.demand(nodes[i].id, nodes[j].id) < 0 || contradicts(nodes[i], nodes[j])
		},
		bare:   func(i int) bool { return nodes[i].bare() },
		weight: func(i int) int { return t.tally(nodes[i].id).weight() },
	}
	out := map[string]string{}
	for i, g := range c.cluster() {
		out[nodes[i].id] = nodes[g].id
	}
	return out
}

// attachShorts decides again what the short forms of a token name: the one
// full form that fits clearly best, or each other.
func (t *tx) attachShorts(token string) map[string]string {
	ids, keys := t.list("h", token, 0)
	var shorts []*signature
	for i, id := range ids {
		if t.gone[id] == nil {
			shorts = append(shorts, t.signature(id, keys[i]))
		}
	}
	out := map[string]string{}
	if len(shorts) == 0 {
		return out
	}
	fullIDs, fullKeys := t.list("f", token, 0)
	var fulls []*signature
	for i, id := range fullIDs {
		if t.gone[id] == nil {
			fulls = append(fulls, t.signature(id, fullKeys[i]))
		}
	}
	var alone []*signature
	for _, s := range shorts {
		if c := t.attachOne(s, fulls); c != "" {
			out[s.id] = c
		} else {
			alone = append(alone, s)
		}
	}
	for id, c := range t.clusterSignatures(alone, linkShort, contradictsShort) {
		out[id] = c
	}
	return out
}

// attachOne returns the core that a short form names, or "".
func (t *tx) attachOne(s *signature, fulls []*signature) string {
	if t.limits.Isolated[s.id] {
		return ""
	}
	numbers := map[string]int{}
	var cores []string
	fit := map[int]float64{}
	weight := map[int]int{}
	barred := map[int]bool{}
	for _, f := range fulls {
		if t.limits.Isolated[f.id] {
			continue
		}
		if len(fulls) > crowded && (s.bare() || s.country != f.country && s.office != f.office) {
			continue
		}
		var r reasons
		attach(s, f, &r)
		if r.sum <= linkAt {
			continue
		}
		c := t.get("c", f.id)
		n, ok := numbers[c]
		if !ok {
			n = len(cores)
			numbers[c] = n
			cores = append(cores, c)
		}
		if t.limits.demand(s.id, f.id) < 0 {
			barred[n] = true
		}
		fit[n] = max(fit[n], r.sum)
		weight[n] += 1 << t.tally(f.id).weight()
	}
	for n := range barred {
		delete(fit, n)
	}
	for n, w := range weight {
		b := 0
		for w > 1 {
			w >>= 1
			b++
		}
		weight[n] = b
	}
	// Numbers follow the order of the fulls, which is that of their ids.
	n := choose(fit, weight, 0.4)
	if n < 0 {
		return ""
	}
	return cores[n]
}

// linkShort returns the weight of two short forms of one token being one.
func linkShort(a, b *signature) float64 {
	var r reasons
	r.add(2, "the same short name")
	weighContext(a, b, &r)
	return r.sum
}

func contradictsShort(a, b *signature) bool { return linkShort(a, b) <= linkAt }

// storeCores writes the cores that changed.
func (t *tx) storeCores(core map[string]string) {
	for _, id := range sorted(core) {
		old := t.get("c", id)
		if old == core[id] {
			continue
		}
		if old != "" {
			t.del("k", old, id)
		}
		t.put(core[id], "c", id)
		t.put(t.parsed[id].key, "k", core[id], id)
	}
}

// group makes entities of cores: what decisions join is one.
func (t *tx) group(core map[string]string) {
	for _, id := range sorted(t.gone) {
		if old := t.get("c", id); old != "" {
			t.del("k", old, id)
			t.del("c", id)
		}
		if e := t.get("m", id); e != "" {
			t.wasMember[id] = e
			t.oldEntities[e] = true
			t.redo[e] = true
			t.del("m", id)
			t.del("e", e, id)
			t.members[id] = ""
		}
	}
	// All signatures that share an entity, a core or a decision with one that
	// was decided again, closed.
	all := map[string]string{} // signature to core
	var queue []string
	visit := func(id string) {
		if _, ok := all[id]; ok || t.gone[id] != nil {
			return
		}
		c := t.get("c", id)
		if c == "" {
			return
		}
		all[id] = c
		queue = append(queue, id)
	}
	for _, id := range sorted(core) {
		visit(id)
	}
	for e := range t.oldEntities {
		ids, _ := t.list("e", e, 0)
		for _, id := range ids {
			visit(id)
		}
	}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		mates, _ := t.list("k", all[id], 0)
		for _, m := range mates {
			visit(m)
		}
		if e := t.get("m", id); e != "" && !t.oldEntities[e] {
			t.oldEntities[e] = true
			mates, _ = t.list("e", e, 0)
			for _, m := range mates {
				visit(m)
			}
		}
		for _, p := range t.limits.linked(id) {
			if t.load(p) != nil {
				visit(p)
			}
		}
	}
	for id, e := range t.joinDecided(all) {
		old := t.get("m", id)
		if old == e {
			t.redo[e] = t.redo[e] || t.touched[id]
			continue
		}
		if old != "" {
			t.del("e", old, id)
			t.wasMember[id] = old
			t.redo[old] = true
		}
		t.put(e, "m", id)
		t.put("", "e", e, id)
		t.members[id] = e
		t.redo[e] = true
	}
	for _, id := range sorted(t.members) {
		dependents, _ := t.list("u", id, 0)
		for _, d := range dependents {
			if e := t.get("m", d); e != "" {
				t.redo[e] = true
			}
		}
		reports, _ := t.list("q", id, 0)
		for _, r := range reports {
			t.reports[r] = true
		}
	}
}

// joinDecided returns the entity of each signature: its core, joined with
// others where a decision says so and no later one says the contrary.
func (t *tx) joinDecided(core map[string]string) map[string]string {
	groups := map[string][]string{}
	in := map[string]string{}
	for _, id := range sorted(core) {
		in[id] = core[id]
		groups[core[id]] = append(groups[core[id]], id)
	}
	type tie struct {
		a, b string
		seq  int
	}
	var ties []tie
	for _, p := range sorted(t.limits.Pairs) {
		if seq := t.limits.Pairs[p]; seq > 0 {
			a, b := cutLast(p)
			if in[a] != "" && in[b] != "" {
				ties = append(ties, tie{a, b, seq})
			}
		}
	}
	slices.SortStableFunc(ties, func(x, y tie) int { return y.seq - x.seq })
	for _, x := range ties {
		ga, gb := in[x.a], in[x.b]
		if ga == gb {
			continue
		}
		barred := false
		for _, i := range groups[ga] {
			for _, j := range groups[gb] {
				if t.limits.demand(i, j) < -x.seq {
					barred = true
				}
			}
		}
		if barred {
			continue
		}
		for _, j := range groups[gb] {
			in[j] = ga
		}
		groups[ga] = append(groups[ga], groups[gb]...)
		delete(groups, gb)
	}
	out := map[string]string{}
	for _, ids := range groups {
		least := slices.Min(ids)
		for _, id := range ids {
			out[id] = least
		}
	}
	return out
}
