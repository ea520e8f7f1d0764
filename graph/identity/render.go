package identity

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// maxAliases and maxPositions bound what an entity's record holds.
const (
	maxAliases   = 60
	maxPositions = 40
)

// renderEntities describes anew the entities that changed, and those and the
// events whose descriptions name them.
func (t *tx) renderEntities() {
	for again := t.redo; len(again) > 0; {
		next := map[string]bool{}
		for _, e := range sorted(again) {
			ids, _ := t.list("e", e, 0)
			old := t.get("o", e)
			name := ""
			if len(ids) > 0 {
				name = t.computeName(ids)
			}
			t.names[e] = name
			if name == old {
				continue
			}
			if name == "" {
				t.del("o", e)
			} else {
				t.put(name, "o", e)
			}
			for _, id := range ids {
				dependents, _ := t.list("u", id, 0)
				for _, d := range dependents {
					if o := t.get("m", d); o != "" && !t.redo[o] {
						next[o] = true
					}
				}
				reports, _ := t.list("q", id, 0)
				for _, r := range reports {
					if v := t.get("v", r); v != "" {
						t.redoEvents[v] = true
					}
				}
			}
		}
		for e := range next {
			t.redo[e] = true
		}
		again = next
	}
	for _, e := range sorted(t.redo) {
		if ids, _ := t.list("e", e, 0); len(ids) > 0 {
			t.out.Entities = append(t.out.Entities, t.renderEntity(e, ids))
		}
	}
}

// nameOf returns the name of an entity.
func (t *tx) nameOf(entity string) string {
	if n, ok := t.names[entity]; ok {
		return n
	}
	n := t.get("o", entity)
	t.names[entity] = n
	return n
}

// computeName chooses what an entity of the signatures is called: what a
// decision says, else the full form that most articles use.
func (t *tx) computeName(ids []string) string {
	var decided []string
	for _, id := range ids {
		if n, ok := t.limits.Names[id]; ok {
			if n != "" {
				return n
			}
			decided = append(decided, id)
		}
	}
	if len(decided) > 0 {
		return bestName(t.sum(decided), t.kindOf(decided))
	}
	if s := t.load(ids[0]); s != nil && s.kind == graph.Place && s.name[0] == '=' {
		return nameOfCountry(s.name[1:])
	}
	return bestName(t.sum(ids), t.kindOf(ids))
}

func (t *tx) kindOf(ids []string) graph.EntityKind {
	kinds := map[string]int{}
	for _, id := range ids {
		if ta := t.tally(id); ta != nil {
			k, _, _ := strings.Cut(ta.Key, keySep)
			kinds[k] += ta.N
		}
	}
	return graph.EntityKind(most(kinds))
}

// sum adds the tallies of signatures.
func (t *tx) sum(ids []string) *tally {
	total := &tally{}
	for _, id := range ids {
		ta := t.tally(id)
		if ta == nil {
			continue
		}
		total.N += ta.N
		for _, p := range []struct{ to, from *map[string]int }{
			{&total.Names, &ta.Names}, {&total.Spellings, &ta.Spellings}, {&total.Classes, &ta.Classes},
			{&total.Countries, &ta.Countries}, {&total.Within, &ta.Within}, {&total.Positions, &ta.Positions},
		} {
			for k, n := range *p.from {
				count(p.to, k, n)
			}
		}
	}
	return total
}

// bestName returns the fullest form that is frequent.
func bestName(ta *tally, kind graph.EntityKind) string {
	best, score := "", -1.0
	for _, n := range sorted(ta.Names) {
		s := float64(ta.Names[n])
		words := len(strings.Fields(n))
		switch kind {
		case graph.Person:
			if words == 1 {
				s *= 0.01 // a surname names a person only when nothing better is known
			}
			if words > 3 {
				s *= 0.7
			}
		case graph.Organization:
			if likeAcronym(n) {
				s *= 0.4
			}
			if o := orgCore(n, ""); o.state && o.country != "" && o.core != "government" {
				s *= 4 // "Iranian Foreign Ministry" rather than "Foreign Ministry"
			}
		}
		if n == strings.ToUpper(n) && !likeAcronym(n) {
			s *= 0.5 // a headline in capitals
		}
		if s > score {
			best, score = n, s
		}
	}
	return best
}

// most returns the key with the highest count, the least of equals.
func most(m map[string]int) string {
	best, n := "", 0
	for _, k := range sorted(m) {
		if m[k] > n {
			best, n = k, m[k]
		}
	}
	return best
}

func (t *tx) renderEntity(e string, ids []string) graph.Entity {
	ta := t.sum(ids)
	out := graph.Entity{ID: e, Kind: t.kindOf(ids), Name: t.nameOf(e), Signatures: ids, Class: most(ta.Classes), Country: most(ta.Countries)}
	if s := t.load(e); s != nil && s.country != "" && out.Country == "" {
		out.Country = s.country
	}
	forms := map[string]int{}
	for n, c := range ta.Spellings {
		forms[n] += c
	}
	for n := range ta.Names {
		if forms[n] == 0 {
			forms[n] = ta.Names[n]
		}
	}
	delete(forms, out.Name)
	out.Aliases = counts(forms, maxAliases)
	if w := most(ta.Within); w != "" {
		if c := t.get("m", w); c != e {
			out.Within = c
		}
	}
	out.Positions = t.positions(ta)
	out.Description = describe(out.Positions)
	return out
}

// counts returns a tally as a list, the most frequent first.
func counts(m map[string]int, limit int) []graph.NameCount {
	var out []graph.NameCount
	for k, n := range m {
		out = append(out, graph.NameCount{Text: k, Count: n})
	}
	slices.SortFunc(out, func(a, b graph.NameCount) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Text, b.Text)) })
	if len(out) > limit {
		out = out[:limit]
	}
	return out
}

// positions resolves the posts that articles give a person: one entry a
// title, body and standing, with how many articles say so.
func (t *tx) positions(ta *tally) []graph.Position {
	type entry struct {
		graph.Position
		periods map[string]int
		titles  map[string]int
	}
	found := map[string]*entry{}
	for _, k := range sorted(ta.Positions) {
		n := ta.Positions[k]
		p, sig := splitPosition(k)
		if sig != "" {
			if p.Organization = t.get("m", sig); p.Organization != "" {
				p.OrgName = t.nameOf(p.Organization)
			}
		}
		org := p.Organization
		if org == "" {
			org = "~" + fold(p.OrgName, false)
			if code, _, ok := countryOf(fold(p.OrgName, false)); ok {
				org = "~=" + code
			}
		}
		id := strings.Join([]string{fold(p.Title, false), org, string(p.Status)}, sep)
		e := found[id]
		if e == nil {
			e = &entry{Position: p, periods: map[string]int{}, titles: map[string]int{}}
			e.Period = nil
			e.Articles = 0
			found[id] = e
		}
		e.Articles += n
		e.titles[p.Title] += n
		if p.Period != nil {
			e.periods[p.Period.EDTF+sep+string(p.Period.Basis)] += n
		}
	}
	var out []graph.Position
	for _, id := range sorted(found) {
		e := found[id]
		e.Title = most(e.titles)
		if p := most(e.periods); p != "" {
			edtf, basis := cutLast(p)
			e.Period = &graph.Date{EDTF: edtf, Basis: graph.DateBasis(basis)}
		}
		out = append(out, e.Position)
	}
	slices.SortStableFunc(out, func(a, b graph.Position) int { return b.Articles - a.Articles })
	if len(out) > maxPositions {
		out = out[:maxPositions]
	}
	return out
}

// describe returns the best supported current post as a gloss.
func describe(positions []graph.Position) string {
	for _, p := range positions {
		if p.Status != graph.Current || p.Title == "" {
			continue
		}
		if p.OrgName == "" {
			return p.Title
		}
		return p.Title + ", " + p.OrgName
	}
	return ""
}
