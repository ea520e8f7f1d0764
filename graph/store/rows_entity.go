package store

import (
	"bytes"
	"encoding/binary"
	"maps"
	"math/bits"
	"slices"
	"strings"

	"parley/graph"
)

// entityRows are the rows of an entity in the indexes of entities, those of its
// names on demand. events is the number of events that count.
func entityRows(e *graph.Entity, events int, names bool) []row {
	rows := []row{{newKey(kindRank).byte(kindIndex(e.Kind)).desc(int64(events)).id(e.ID), nil}}
	if names {
		rows = append(rows, nameRows(e, events)...)
	}
	if e.WikidataID != "" {
		rows = append(rows, row{newKey(kindWikidata).str(e.WikidataID).id(e.ID), nil})
	}
	if e.Within != "" {
		rows = append(rows, row{newKey(kindWithin).id(e.Within).id(e.ID), nil})
	}
	for i, p := range e.Positions {
		if p.Organization != "" {
			rows = append(rows, row{newKey(kindHolder).id(p.Organization).byte(standing(p.Status)).desc(int64(p.Articles)).id(e.ID).num(int64(i)), nil})
		}
	}
	return rows
}

func standing(s graph.PositionStatus) byte {
	return byte(slices.Index([]graph.PositionStatus{graph.Current, graph.Future, graph.Former}, s) + 1)
}

// sameNames reports whether two states of an entity have the same name rows
// and tokens.
func sameNames(a, b *graph.Entity) bool {
	return a.Kind == b.Kind && a.Name == b.Name && slices.EqualFunc(a.Aliases[:min(len(a.Aliases), maxNames)], b.Aliases[:min(len(b.Aliases), maxNames)],
		func(x, y graph.NameCount) bool { return x.Text == y.Text })
}

// maxNames bounds how many spellings of an entity are indexed; the rest are
// rare ones.
const maxNames = 24

// namesOf returns the folded spellings of an entity, its name first; a
// hyphenated one also as several words.
func namesOf(e *graph.Entity) []string {
	var names []string
	add := func(s string) {
		for _, f := range []string{fold(s), fold(hyphens.Replace(s))} {
			if f != "" && !slices.Contains(names, f) {
				names = append(names, f)
			}
		}
	}
	add(e.Name)
	for _, a := range e.Aliases[:min(len(e.Aliases), maxNames)] {
		add(a.Text)
	}
	return names
}

var hyphens = strings.NewReplacer("-", " ", "‐", " ", "‑", " ")

// tokensOf returns the distinct tokens of an entity's names.
func tokensOf(e *graph.Entity) []string {
	names := []string{e.Name}
	for _, a := range e.Aliases[:min(len(e.Aliases), maxNames)] {
		names = append(names, a.Text)
	}
	return foldedWords(names...)
}

// activity is the width of a number of events: names sort by it, and it
// changes seldom.
func activity(events int) byte { return byte(bits.Len(uint(events))) }

// prefixRunes are the lengths of the beginnings by which a name is found
// without reading all that begin alike.
const prefixRunes = 3

// nameRows index an entity's names by the first one, two and three letters of
// each token, the most active entities first.
func nameRows(e *graph.Entity, events int) []row {
	payload := []byte(strings.Join(namesOf(e), "\n"))
	payload = append(payload, '\n', '0'+kindIndex(e.Kind))
	var rows []row
	for _, token := range tokensOf(e) {
		n := 0
		for i := range token + "$" {
			if n > 0 {
				rows = append(rows, row{newKey(kindName).str(token[:i]).byte(^activity(events)).str(token).id(e.ID), payload})
			}
			if n++; n > prefixRunes {
				break
			}
		}
	}
	return rows
}

// tokenRows index a token that some entity's name has.
func tokenRows(token string) []row {
	rows := []row{{newKey(kindSkeleton).str(skeleton(token)).str(token), nil}}
	for _, g := range grams(token) {
		rows = append(rows, row{newKey(kindGram).str(g).str(token), nil})
	}
	return rows
}

// countToken adds n to the number of entities with the token.
func (t *tx) countToken(token string, n int) error {
	k := newKey(kindToken).str(token)
	p, _, err := t.payload(k)
	if err != nil {
		return err
	}
	was := 0
	if p != nil {
		v, _ := binary.Uvarint(p)
		was = int(v)
	}
	now := was + n
	switch {
	case was == 0 && now > 0:
		t.set(k, binary.AppendUvarint(nil, uint64(now)))
		t.replace(nil, tokenRows(token))
	case was > 0 && now == 0:
		t.del(k)
		t.replace(tokenRows(token), nil)
	case now != was:
		t.put(k, binary.AppendUvarint(nil, uint64(now)))
	}
	return nil
}

// applyEntities turns the entities into their new state.
func (t *tx) applyEntities(d *graph.Delta) error {
	for _, l := range d.RemovedEntities {
		if err := t.changeEntity(l.From, nil, l.To); err != nil {
			return err
		}
		if err := t.setLink(l.From, link{to: l.To}); err != nil {
			return err
		}
	}
	for i := range d.Entities {
		if err := t.changeEntity(d.Entities[i].ID, &d.Entities[i], ""); err != nil {
			return err
		}
	}
	return nil
}

// changeEntity makes now the state of the entity id, nil to remove it. Its
// indexes follow in finish, when its events are counted.
func (t *tx) changeEntity(id string, now *graph.Entity, into string) error {
	if err := t.hold(id); err != nil {
		return err
	}
	k := recordKey(kindEntity, id)
	old, _, err := t.payload(k)
	if err != nil {
		return err
	}
	if old != nil {
		e, err := readEntity(t, id)
		if err != nil {
			return err
		}
		t.sums.Entities[kindIndex(e.Kind)]--
		if now != nil && now.Kind != e.Kind {
			t.rekinded = append(t.rekinded, id)
		}
	}
	if now == nil {
		if old == nil {
			return nil
		}
		delete(t.kinds, id)
		t.del(k)
		if into != "" {
			return t.log(graph.Merged, id, into)
		}
		return t.log(graph.Removed, id, "")
	}
	t.sums.Entities[kindIndex(now.Kind)]++
	t.kinds[id] = kindIndex(now.Kind)
	payload := encode(nil, now)
	switch {
	case old == nil:
		t.set(k, payload)
		return t.log(graph.Created, id, "")
	case string(old) != string(payload):
		t.put(k, payload)
		return t.log(graph.Updated, id, "")
	}
	return nil
}

// changeKinds writes the events anew of entities that changed their kind,
// which stands in every row of theirs.
func (t *tx) changeKinds() error {
	for _, id := range t.rekinded {
		var events []string
		prefix := newKey(kindList).of(entityList(id))
		for e, err := range scanPrefix(t, prefix, true) {
			if err != nil {
				return err
			}
			f := fields{b: e.key[len(prefix):]}
			if f.byte() == 0 {
				f.day()
			}
			events = append(events, f.id())
		}
		for _, ev := range events {
			e, _, err := readEvent(t, ev)
			if err != nil {
				return err
			}
			if err := t.changeEvent(ev, e, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

// finish brings the indexes that depend on totals up to date, and writes the
// totals.
func (t *tx) finish() error {
	if err := t.finishPairs(); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(t.entities)) {
		if err := t.finishEntity(id); err != nil {
			return err
		}
	}
	for _, l := range slices.Sorted(maps.Keys(t.totals)) {
		h, k := t.totals[l], newKey(kindTotal).of(l)
		switch empty := h.now.empty(); {
		case h.raw == nil && !empty:
			t.set(k, h.now.payload())
		case h.raw != nil && empty:
			t.del(k)
		case h.raw != nil:
			if p := h.now.payload(); !bytes.Equal(p, h.raw) {
				t.put(k, p)
			}
		}
	}
	return nil
}

func (t *tx) finishEntity(id string) error {
	h := t.entities[id]
	now, err := readEntity(t, id)
	if err != nil && h.before == nil {
		return nil // neither before nor now
	}
	sums, err := t.totalsOf(entityList(id))
	if err != nil {
		return err
	}
	if h.before != nil && now != nil && sameNames(h.before, now) && activity(h.events) == activity(sums.events()) {
		// Most often only the number of events changed, and names cost the most.
		t.replace(entityRows(h.before, h.events, false), entityRows(now, sums.events(), false))
		return nil
	}
	var old, new []row
	tokens := map[string]int{}
	if h.before != nil {
		old = entityRows(h.before, h.events, true)
		for _, w := range tokensOf(h.before) {
			tokens[w]--
		}
	}
	if now != nil {
		new = entityRows(now, sums.events(), true)
		for _, w := range tokensOf(now) {
			tokens[w]++
		}
	}
	t.replace(old, new)
	for _, w := range slices.Sorted(maps.Keys(tokens)) {
		if tokens[w] != 0 {
			if err := t.countToken(w, tokens[w]); err != nil {
				return err
			}
		}
	}
	return nil
}

// metRows say in both directions that two entities share events.
func metRows(a, b string, kindA, kindB byte, sums *totals) []row {
	events := sums.events()
	if events == 0 {
		return nil
	}
	return []row{
		{newKey(kindMet).id(a).desc(int64(events)).id(b), metPayload(kindB, sums)},
		{newKey(kindMet).id(b).desc(int64(events)).id(a), metPayload(kindA, sums)},
	}
}

func metPayload(kind byte, sums *totals) []byte {
	first, last := sums.span()
	b := binary.AppendUvarint([]byte{kind}, uint64(len(sums.outlets)))
	b = appendText(appendText(b, first), last)
	types := sums.types()
	b = binary.AppendUvarint(b, uint64(len(types)))
	for _, tc := range types {
		b = binary.AppendUvarint(appendEnum(b, graph.EventTypes, tc.Type), uint64(tc.Count))
	}
	return b
}

// readMet reads a met row.
func readMet(k, payload []byte) (owner string, kind byte, c graph.CoParticipant, err error) {
	_, f := parseKey(k)
	owner = f.id()
	c.Events = int(f.desc())
	c.Entity = f.id()
	if f.err != nil {
		return owner, 0, c, f.err
	}
	f = &fields{b: payload}
	kind = f.byte()
	c.Outlets = int(f.uvarint())
	c.FirstDate, c.LastDate = f.text(), f.text()
	for n := f.uvarint(); n > 0 && f.err == nil; n-- {
		t := readEnum(f, graph.EventTypes)
		c.Types = append(c.Types, graph.TypeCount{Type: t, Count: int(f.uvarint())})
	}
	return owner, kind, c, f.err
}

// finishPairs brings the met rows up to date, and the numbers of entities met.
func (t *tx) finishPairs() error {
	for _, p := range slices.SortedFunc(maps.Keys(t.pairs), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		h := t.totals[pairList(p[0], p[1])]
		var old, new []row
		if h.before.events() > 0 {
			a, b := t.kindBefore(p[0]), t.kindBefore(p[1])
			old = metRows(p[0], p[1], a, b, h.before)
			if err := t.countMet(p, a, b, -1); err != nil {
				return err
			}
		}
		if h.now.events() > 0 {
			a, err := t.kindOf(p[0])
			if err != nil {
				return err
			}
			b, err := t.kindOf(p[1])
			if err != nil {
				return err
			}
			new = metRows(p[0], p[1], a, b, h.now)
			if err := t.countMet(p, a, b, 1); err != nil {
				return err
			}
		}
		t.replace(old, new)
	}
	return nil
}

// countMet counts two entities as having met, or no longer.
func (t *tx) countMet(p [2]string, kindA, kindB byte, sign int) error {
	for i, other := range []byte{kindB, kindA} {
		sums, err := t.totalsOf(entityList(p[i]))
		if err != nil {
			return err
		}
		sums.met[other] += sign
	}
	return nil
}

// kindBefore is the kind that an entity had before the transaction.
func (t *tx) kindBefore(id string) byte {
	if h := t.entities[id]; h != nil && h.before != nil {
		return kindIndex(h.before.Kind)
	}
	return 0
}
