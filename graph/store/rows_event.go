package store

import (
	"errors"
	"slices"
	"strings"
	"time"

	"parley/graph"
)

// Orders of events that have an index, as they are on disk.
const (
	orderReported byte = iota + 1
	orderOutlets
	orderConfidence
	orderContested
)

// published is when an article was published, to order by: Unix seconds, and
// the day in its own offset. Unknown is the least of all.
type published struct {
	seconds int64
	day     graph.Day
}

var unpublished = published{seconds: -1 << 62, day: noDay}

func parsePublished(s string) published {
	if s == "" {
		return unpublished
	}
	if len(s) > 10 {
		if t, err := time.Parse(time.RFC3339, s); err == nil {
			return published{t.Unix(), graph.DayOf(t)}
		}
	}
	if d, ok := graph.ParseDay(s[:min(len(s), 10)]); ok {
		return published{int64(d) * 86400, d}
	}
	if from, _, ok := (graph.Date{EDTF: s}).Bounds(); ok {
		return published{int64(from) * 86400, from}
	}
	return unpublished
}

// newBrief makes the brief of an event. The outlets of its reports and the
// kinds of its participants are looked up.
func (t *tx) newBrief(e *graph.Event) (*brief, error) {
	outletOf := func(article string) (string, error) { return t.outletOf(graph.NewID(graph.ArticleID, article)) }
	return makeBrief(e, t.kindOf, outletOf)
}

// makeBrief is the brief as a function of the records.
func makeBrief(e *graph.Event, kindOf func(entity string) (byte, error), outletOf func(article string) (string, error)) (*brief, error) {
	b := &brief{id: e.ID, kind: e.Type, factuality: e.Factuality, corroboration: e.Corroboration, reported: parsePublished(e.FirstReported).day,
		outletCount: max(e.Outlets, 0), independent: max(e.Independent, 0), contested: max(e.Contested, 0), confidence: e.Confidence, place: e.Place}
	if e.Date != nil {
		b.first, b.last, b.dated = e.Date.Bounds()
		if b.first > b.last {
			b.last = b.first
		}
	}
	for _, p := range e.Participants {
		if b.has(p.Entity) {
			continue
		}
		k, err := kindOf(p.Entity)
		if err != nil {
			return nil, err
		}
		b.participants = append(b.participants, member{p.Entity, k})
	}
	for _, r := range e.Reports {
		o, err := outletOf(r.Article)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(b.outlets, o) {
			b.outlets = append(b.outlets, o)
		}
	}
	slices.Sort(b.outlets)
	return b, nil
}

// outletOf returns the outlet of an article, or the article's id when it is
// unknown: an article without an outlet counts as one of its own.
func (t *tx) outletOf(article string) (string, error) {
	if o, ok := t.s.outletOf[article]; ok {
		return o, nil
	}
	h, err := readHead(t, article)
	if errors.Is(err, graph.ErrNotFound) {
		return "", errors.New("resolver: a report of an article that is not stored")
	}
	if err != nil {
		return "", err
	}
	o := h.Article.Outlet
	if o == "" {
		o = article
	}
	if len(t.s.outletOf) > 1<<17 {
		clear(t.s.outletOf)
	}
	t.s.outletOf[article] = o
	return o, nil
}

// listsOf returns the lists that an event stands in.
func listsOf(b *brief) []listName {
	ls := []listName{allList()}
	for i, m := range b.participants {
		ls = append(ls, entityList(m.id))
		if b.wide() {
			continue
		}
		for _, o := range b.participants[:i] {
			ls = append(ls, pairList(m.id, o.id))
		}
	}
	if b.place != "" {
		ls = append(ls, placeList(b.place))
	}
	for _, o := range b.outlets {
		if graph.IDKind(o) == graph.OutletID {
			ls = append(ls, outletList(o))
		}
	}
	return ls
}

// eventRows are the rows of an event in all indexes.
func eventRows(e *graph.Event, b *brief) []row {
	payload := appendBrief(nil, b)
	var rows []row
	for _, l := range listsOf(b) {
		rows = append(rows, row{newKey(kindList).of(l).when(int32(b.first), b.dated).id(b.id), payload})
		if b.long() {
			rows = append(rows, row{newKey(kindLong).of(l).when(int32(b.first), true).id(b.id), payload})
		}
	}
	if b.wide() {
		for _, m := range b.participants {
			rows = append(rows, row{newKey(kindWide).id(m.id).when(int32(b.first), b.dated).id(b.id), payload})
		}
	}
	for _, o := range []byte{orderReported, orderOutlets, orderConfidence, orderContested} {
		if o == orderContested && e.Contested <= 0 {
			continue
		}
		rows = append(rows, row{newKey(kindOrder).byte(o).num(orderValue(o, e)).id(e.ID), nil})
	}
	if e.PartOf != "" {
		rows = append(rows, row{newKey(kindPart).id(e.PartOf).when(int32(b.first), b.dated).id(e.ID), nil})
	}
	for _, w := range indexWords(e.Title, e.Name) {
		rows = append(rows, row{newKey(kindTitle).str(w).id(e.ID), nil})
	}
	return rows
}

// orderValue is the number by which an order sorts an event.
func orderValue(order byte, e *graph.Event) int64 {
	switch order {
	case orderReported:
		return parsePublished(e.FirstReported).seconds
	case orderOutlets:
		return int64(e.Outlets)
	case orderConfidence:
		return int64(e.Confidence * 1e9)
	}
	return int64(e.Contested)
}

// indexWords are the words of texts by which search finds them.
func indexWords(texts ...string) []string {
	words := foldedWords(strings.Join(texts, " "))
	return slices.DeleteFunc(words, func(w string) bool { return stopWords[w] })
}

// applyEvents turns the events into their new state.
func (t *tx) applyEvents(d *graph.Delta) error {
	for _, l := range d.Reports {
		if err := t.setLink(l.From, link{to: l.To}); err != nil {
			return err
		}
	}
	for _, l := range d.RemovedEvents {
		if err := t.changeEvent(l.From, nil, l.To); err != nil {
			return err
		}
		if err := t.setLink(l.From, link{to: l.To}); err != nil {
			return err
		}
	}
	for i := range d.Events {
		if err := t.changeEvent(d.Events[i].ID, &d.Events[i], ""); err != nil {
			return err
		}
	}
	return nil
}

// changeEvent makes now the state of the event id, nil to remove it.
func (t *tx) changeEvent(id string, now *graph.Event, into string) error {
	k := recordKey(kindEvent, id)
	oldPayload, _, err := t.payload(k)
	if err != nil {
		return err
	}
	var old, new []row
	var was, is *brief
	if oldPayload != nil {
		e, b, err := readEvent(t, id)
		if err != nil {
			return err
		}
		was, old = b, eventRows(e, b)
		if e.Independent >= 2 {
			t.sums.Corroborated--
		}
		t.sums.Events--
	}
	if now != nil {
		if is, err = t.newBrief(now); err != nil {
			return err
		}
		new = eventRows(now, is)
		payload := eventPayload(now, is)
		if now.Independent >= 2 {
			t.sums.Corroborated++
		}
		t.sums.Events++
		switch {
		case oldPayload == nil:
			t.set(k, payload)
			err = t.log(graph.Created, id, "")
		case string(oldPayload) == string(payload):
			return nil
		default:
			t.put(k, payload)
			err = t.log(graph.Updated, id, "")
		}
	} else {
		if oldPayload == nil {
			return nil
		}
		t.del(k)
		if into != "" {
			err = t.log(graph.Merged, id, into)
		} else {
			err = t.log(graph.Removed, id, "")
		}
	}
	if err != nil {
		return err
	}
	t.replace(old, new)
	if err := t.count(was, -1); err != nil {
		return err
	}
	return t.count(is, 1)
}

// count adds an event to the totals of its lists, or takes it away.
func (t *tx) count(b *brief, sign int) error {
	if b == nil {
		return nil
	}
	for i, m := range b.participants {
		if err := t.hold(m.id); err != nil {
			return err
		}
		for _, o := range b.participants[:i] {
			// Wide events count in the pair's totals though they are in no
			// pair's list: who met whom must not depend on how many were there.
			if err := t.countIn(pairList(m.id, o.id), b, sign); err != nil {
				return err
			}
			t.pairs[pairOf(m.id, o.id)] = true
		}
	}
	for _, l := range listsOf(b) {
		if l[0] == listPair {
			continue
		}
		if err := t.countIn(l, b, sign); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) countIn(l listName, b *brief, sign int) error {
	sums, err := t.totalsOf(l)
	if err != nil {
		return err
	}
	sums.add(l, b, sign)
	sums.changed = t.rev
	return nil
}

func pairOf(a, b string) [2]string {
	if a > b {
		a, b = b, a
	}
	return [2]string{a, b}
}
