package store

import (
	"cmp"
	"errors"
	"fmt"
	"math/bits"
	"slices"

	"parley/graph"
)

// maxWords bounds the words of a query that count.
const maxWords = 16

// queryWords are the words of a query that the postings can have.
func queryWords(query string) []string {
	words := indexWords(query)
	return words[:min(len(words), maxWords)]
}

// A place in the postings: report n of an article, or its title (-1).
type posting struct {
	article string
	report  int
}

// postings returns, for each place that has one of the words, which: a bit a
// word.
func (sn *Snapshot) postings(words []string) (map[posting]uint32, error) {
	at := map[posting]uint32{}
	for i, w := range words {
		prefix := newKey(kindWord).str(w)
		for e, err := range scanPrefix(sn, prefix, false) {
			if err != nil {
				return nil, err
			}
			kf, v := fields{b: e.key[len(prefix):]}, fields{b: e.value}
			id := kf.id()
			for len(v.b) > 0 && v.err == nil {
				at[posting{id, int(v.uvarint()) - 1}] |= 1 << i
			}
			if err := errors.Join(kf.err, v.err); err != nil {
				return nil, damaged(e.key, err)
			}
		}
	}
	return at, nil
}

// eventsWithText returns the events of which the title and the evidence of one
// report together have all words of the query; at most limit of those with
// them in the evidence, if it is positive. Without a word that is indexed
// there are none.
func (sn *Snapshot) eventsWithText(query string, limit int) (map[string]bool, error) {
	name := fmt.Sprintf("text:%d:%s", limit, query)
	if v, ok := sn.cache().get(name, sn.Revision()); ok {
		return v.(map[string]bool), nil
	}
	words := queryWords(query)
	full := uint32(1)<<len(words) - 1
	found := map[string]bool{}
	if full == 0 {
		return found, nil
	}
	at, err := sn.postings(words)
	if err != nil {
		return nil, err
	}
	var whole []posting
	for p, mask := range at {
		if mask == full && p.report >= 0 {
			whole = append(whole, p)
		}
	}
	slices.SortFunc(whole, func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.article, b.article), cmp.Compare(a.report, b.report))
	})
	for _, p := range whole {
		if limit > 0 && len(found) >= limit {
			break
		}
		facts, err := record[localFacts](sn, articleKey(p.article, localPart))
		if err != nil {
			return nil, err
		}
		if p.report >= len(facts.Reports) {
			return nil, damaged(articleKey(p.article, localPart), errKey)
		}
		id, err := resolve(sn, kindEvent, facts.Reports[p.report])
		if errors.Is(err, graph.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		found[id] = true
	}
	titles, err := sn.titles(words)
	if err != nil {
		return nil, err
	}
	for _, id := range sortedKeys(titles) {
		if found[id] || limit > 0 && len(found) >= 2*limit {
			continue
		}
		ok, err := sn.completes(id, titles[id], full, at)
		if err != nil {
			return nil, err
		}
		if ok {
			found[id] = true
		}
	}
	sn.cache().put(name, sn.Revision(), found, 64*len(found)+64)
	return found, nil
}

// titles returns which of the words the titles of events have.
func (sn *Snapshot) titles(words []string) (map[string]uint32, error) {
	at := map[string]uint32{}
	for i, w := range words {
		prefix := newKey(kindTitle).str(w)
		for e, err := range scanPrefix(sn, prefix, true) {
			if err != nil {
				return nil, err
			}
			f := fields{b: e.key[len(prefix):]}
			at[f.id()] |= 1 << i
		}
	}
	return at, nil
}

// completes reports whether some report of an event has the words that its
// title lacks.
func (sn *Snapshot) completes(event string, mask, full uint32, at map[posting]uint32) (bool, error) {
	if mask == full {
		return true, nil
	}
	if bits.OnesCount32(full) == 1 {
		return false, nil
	}
	e, _, err := readEvent(sn, event)
	if err != nil {
		return false, err
	}
	for _, r := range e.Reports {
		if mask|at[posting{graph.NewID(graph.ArticleID, r.Article), r.Index}] == full {
			return true, nil
		}
	}
	return false, nil
}

// articlesWithText returns the articles of which the title and the evidence
// have all words of the query.
func (sn *Snapshot) articlesWithText(query string) (map[string]bool, error) {
	words := queryWords(query)
	full := uint32(1)<<len(words) - 1
	found := map[string]bool{}
	if full == 0 {
		return found, nil
	}
	at, err := sn.postings(words)
	if err != nil {
		return nil, err
	}
	by := map[string]uint32{}
	for p, mask := range at {
		by[p.article] |= mask
	}
	for id, mask := range by {
		if mask == full {
			found[id] = true
		}
	}
	return found, nil
}
