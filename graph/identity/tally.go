package identity

import (
	"math/bits"
	"strconv"
	"strings"

	"parley/graph"
)

// A tally counts what the local entities of a signature say, so that an
// entity can be described without reading them. Counts come and go with
// articles; a count of zero is no entry.
type tally struct {
	Key       string         `json:"key"`
	N         int            `json:"n"` // local entities
	Names     map[string]int `json:"names,omitempty"`
	Spellings map[string]int `json:"spellings,omitempty"` // of named mentions
	Classes   map[string]int `json:"classes,omitempty"`
	Countries map[string]int `json:"countries,omitempty"`
	Within    map[string]int `json:"within,omitempty"`    // signatures of containing places
	Positions map[string]int `json:"positions,omitempty"` // see positionKey
}

// weight is the number of local entities on a doubling scale: attachments
// look at it, so they are decided again only when it doubles.
func (ta *tally) weight() int { return bits.Len(uint(ta.N)) }

func count(m *map[string]int, k string, d int) {
	if k == "" {
		return
	}
	if *m == nil {
		*m = map[string]int{}
	}
	if (*m)[k] += d; (*m)[k] <= 0 {
		delete(*m, k)
	}
}

// positionKey spells a post out for counting.
func positionKey(p *graph.LocalPosition, orgSignature string) string {
	period, basis := "", ""
	if p.Period != nil {
		period, basis = p.Period.EDTF, string(p.Period.Basis)
	}
	return strings.Join([]string{p.Title, string(p.Status), orgSignature, p.OrganizationName, period, basis, strconv.FormatBool(p.Membership)}, sep)
}

func splitPosition(k string) (p graph.Position, orgSignature string) {
	f := strings.Split(k, sep)
	p = graph.Position{Title: f[0], Status: graph.PositionStatus(f[1]), OrgName: f[3]}
	if f[4] != "" {
		p.Period = &graph.Date{EDTF: f[4], Basis: graph.DateBasis(f[5])}
	}
	return p, f[2]
}

// needs returns the signatures that the tally names.
func (ta *tally) needs() map[string]bool {
	m := map[string]bool{}
	for w := range ta.Within {
		m[w] = true
	}
	for p := range ta.Positions {
		if _, org := splitPosition(p); org != "" {
			m[org] = true
		}
	}
	return m
}

// tally returns the tally of a signature, nil when there is none.
func (t *tx) tally(id string) *tally {
	if ta, ok := t.tallies[id]; ok {
		return ta
	}
	ta := &tally{}
	if !t.getJSON(ta, "s", id) {
		ta = nil
	}
	t.tallies[id] = ta
	return ta
}

// An articleView is an extraction with the signatures of its entities.
type articleView struct {
	x    *graph.Extraction
	sigs []string // signature ids by index
}

// tallyLocal adds (d is 1) or takes away (-1) what one local entity says.
func (t *tx) tallyLocal(v *articleView, i, d int, key string) {
	l := &v.x.Entities[i]
	id := v.sigs[i]
	ta := t.tally(id)
	if ta == nil {
		ta = &tally{Key: key}
		t.tallies[id] = ta
	}
	if !t.dirty[id] {
		t.dirty[id] = true
	}
	ta.N += d
	count(&ta.Names, l.Name, d)
	for j := range l.Mentions {
		if l.Mentions[j].Form == graph.NamedMention {
			count(&ta.Spellings, l.Mentions[j].Text, d)
		}
	}
	count(&ta.Classes, l.Class, d)
	count(&ta.Countries, l.Country, d)
	if l.Within >= 0 && l.Within < len(v.sigs) && l.Within != i {
		count(&ta.Within, v.sigs[l.Within], d)
	}
	seen := map[string]bool{}
	for j := range l.Positions {
		p := &l.Positions[j]
		org := ""
		if p.Organization >= 0 && p.Organization < len(v.sigs) {
			org = v.sigs[p.Organization]
		}
		k := positionKey(p, org)
		if !seen[k] {
			seen[k] = true
			count(&ta.Positions, k, d)
		}
	}
}

// flushTallies writes the changed tallies with their indexes and notes which
// signatures came, went or changed weight.
func (t *tx) flushTallies() {
	for _, id := range sorted(t.dirty) {
		ta := t.tallies[id]
		old := &tally{}
		was := t.getJSON(old, "s", id)
		if ta.N <= 0 {
			t.tallies[id] = nil
			if !was {
				continue
			}
			s := parseSignature(ta.Key)
			t.gone[id] = s
			t.parsed[id] = s
			t.touched[id] = true
			t.del("s", id)
			t.index(s, false)
			for n := range old.needs() {
				t.del("u", n, id)
			}
			continue
		}
		s := t.signature(id, ta.Key)
		if !was {
			t.index(s, true)
			t.touched[id] = true
		} else if old.weight() != ta.weight() {
			t.touched[id] = true
		}
		needs, had := ta.needs(), old.needs()
		for _, n := range sorted(had) {
			if !needs[n] {
				t.del("u", n, id)
			}
		}
		for _, n := range sorted(needs) {
			if !had[n] {
				t.put("", "u", n, id)
			}
		}
		t.putJSON(ta, "s", id)
		if e := t.get("m", id); e != "" {
			t.redo[e] = true
		}
	}
}

// index puts a signature under its blocks and tokens, or takes it away.
func (t *tx) index(s *signature, in bool) {
	kind := "f"
	if s.short {
		kind = "h"
	}
	set := func(kind, k string) {
		if in {
			t.put(s.key, kind, k, s.id)
		} else {
			t.del(kind, k, s.id)
		}
	}
	for _, b := range s.blocks() {
		set("b", b)
	}
	for _, k := range s.tokens() {
		set(kind, k)
	}
}
