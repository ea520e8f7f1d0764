package store

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/graph"
)

// A nameQuery is a name as asked for.
type nameQuery struct {
	whole  string
	tokens []string
	// open is true when the last token may be the beginning of one.
	open bool
}

func newNameQuery(s string, open bool) nameQuery {
	q := nameQuery{whole: fold(s), open: open && !strings.HasSuffix(s, " ")}
	q.tokens = strings.Fields(q.whole)
	q.tokens = q.tokens[:min(len(q.tokens), maxWords)]
	return q
}

// tokenScore says how alike a token of a query and one of a name are, 0 to 1.
func tokenScore(q, t string, open bool) float64 {
	switch {
	case q == t:
		return 1
	case open && strings.HasPrefix(t, q):
		return 0.9 + 0.1*float64(len(q))/float64(len(t))
	case len(q) < 4 || len(t) < 4:
		return 0
	}
	limit := 1
	if len(q) >= 7 {
		limit = 2
	}
	d := editDistance(q, t, limit+1)
	if d <= limit {
		return 0.92 - 0.1*float64(d)
	}
	if skeleton(q) == skeleton(t) && d <= limit+1 {
		return 0.75
	}
	if open && len(t) > len(q) {
		// A typo in what is typed so far.
		if r := []rune(t); len(r) > utf8.RuneCountInString(q) && editDistance(q, string(r[:utf8.RuneCountInString(q)]), 1) <= 1 {
			return 0.7
		}
	}
	return 0
}

// score says how well a folded name answers the query, 0 when it does not:
// every token of the query must be in the name.
func (q *nameQuery) score(name string) float64 {
	if name == q.whole {
		return 1
	}
	tokens := strings.Fields(name)
	sum := 0.0
	for i, t := range q.tokens {
		best := 0.0
		for _, n := range tokens {
			best = max(best, tokenScore(t, n, q.open && i == len(q.tokens)-1))
		}
		if best == 0 {
			if strings.ReplaceAll(name, " ", "") == strings.ReplaceAll(q.whole, " ", "") {
				return 0.96
			}
			return 0
		}
		sum += best
	}
	if len(q.tokens) == 0 {
		return 0
	}
	asked := sum / float64(len(q.tokens))
	covered := min(sum/float64(len(tokens)), 1)
	return 0.98 * asked * (0.75 + 0.25*covered)
}

// scanned bounds the rows of names that one look-up reads.
const scanned = 8000

// A named candidate is an entity with the folded name that matched best.
type nameMatch struct {
	name  string
	score float64
	kind  graph.EntityKind
}

// A nameRow is a row of the index of names, without its names.
type nameRow struct {
	key       key
	token, id string
}

// nameRows yields the rows of the tokens that begin with short, the most
// active entities first, at most scanned of them. A list that is read to its
// end is kept for the revision: reading a long one costs milliseconds, and the
// same beginnings are asked for all the time.
func (sn *Snapshot) nameRows(short string) iter.Seq2[nameRow, error] {
	return func(yield func(nameRow, error) bool) {
		name := "names:" + short
		if v, ok := sn.cache().get(name, sn.Revision()); ok {
			for _, r := range v.([]nameRow) {
				if !yield(r, nil) {
					return
				}
			}
			return
		}
		prefix := newKey(kindName).str(short)
		var all []nameRow
		size := 0
		for e, err := range scanPrefix(sn, prefix, true) {
			if err != nil {
				yield(nameRow{}, err)
				return
			}
			if len(all) == scanned {
				break
			}
			f := fields{b: e.key[len(prefix):]}
			f.byte()
			r := nameRow{key: slices.Clone(e.key), token: f.str(), id: f.id()}
			if f.err != nil {
				yield(nameRow{}, damaged(e.key, f.err))
				return
			}
			size += 100 + len(r.key) + len(r.token) + len(r.id)
			if all = append(all, r); !yield(r, nil) {
				return
			}
		}
		sn.cache().put(name, sn.Revision(), all, size+64)
	}
}

// byToken adds the entities that have a name with the token, or one that
// begins with it when open, to found.
func (sn *Snapshot) byToken(q *nameQuery, token string, open bool, of []graph.EntityKind, enough int, found map[string]nameMatch) error {
	n := min(utf8.RuneCountInString(token), prefixRunes)
	short := string([]rune(token)[:n])
	for r, err := range sn.nameRows(short) {
		if err != nil {
			return err
		}
		if r.token != token && !(open && strings.HasPrefix(r.token, token)) {
			continue
		}
		id := r.id
		if _, ok := found[id]; ok {
			continue
		}
		p, _, err := sn.payload(r.key)
		if err != nil {
			return err
		}
		m := q.best(p)
		if m.score == 0 || len(of) > 0 && !slices.Contains(of, m.kind) {
			continue
		}
		// The most active come first, so what is missed is less so.
		if found[id] = m; len(found) >= enough {
			return nil
		}
	}
	return nil
}

// best returns the best of the names in a row of names.
func (q *nameQuery) best(payload []byte) nameMatch {
	names := strings.Split(string(payload), "\n")
	var m nameMatch
	for _, n := range names[:len(names)-1] {
		if s := q.score(n); s > m.score {
			m.name, m.score = n, s
		}
	}
	if k := names[len(names)-1]; k != "" {
		m.kind = kindAt(k[0] - '0')
	}
	return m
}

// alike returns tokens of names that a token may be a misspelling or another
// transliteration of, the most alike first. They are kept for the revision.
func (sn *Snapshot) alike(token string) ([]string, error) {
	if utf8.RuneCountInString(token) < 4 {
		return nil, nil
	}
	name := "alike:" + token
	if v, ok := sn.cache().get(name, sn.Revision()); ok {
		return v.([]string), nil
	}
	scores := map[string]float64{}
	sounding, err := sn.tokensUnder(kindSkeleton, skeleton(token), 1000)
	if err != nil {
		return nil, err
	}
	for _, t := range sounding {
		if s := tokenScore(token, t, false); s > 0 && t != token {
			scores[t] = s
		}
	}
	shared := map[string]int{}
	gs := grams(token)
	for _, g := range gs {
		list, err := sn.tokensUnder(kindGram, g, 0)
		if err != nil {
			return nil, err
		}
		for _, t := range list {
			shared[t]++
		}
	}
	for t, n := range shared {
		if n*5 >= 2*len(gs) && t != token {
			if s := tokenScore(token, t, false); s > 0 {
				scores[t] = max(scores[t], s)
			}
		}
	}
	tokens := slices.SortedFunc(maps.Keys(scores), func(a, b string) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b))
	})
	tokens = slices.Clone(tokens[:min(len(tokens), 12)])
	sn.cache().put(name, sn.Revision(), tokens, 64+32*len(tokens))
	return tokens, nil
}

// tokensUnder returns the tokens of names that have a trigram or a skeleton,
// at most limit unless that is 0. They are kept for the revision: the lists
// are few, and a scan costs more than all that is done with what it finds.
func (sn *Snapshot) tokensUnder(k kind, part string, limit int) ([]string, error) {
	prefix := newKey(k).str(part)
	name := "tokens:" + string(prefix)
	if v, ok := sn.cache().get(name, sn.Revision()); ok {
		return v.([]string), nil
	}
	var all []string
	size := 64
	for e, err := range scanPrefix(sn, prefix, true) {
		if err != nil {
			return nil, err
		}
		f := fields{b: e.key[len(prefix):]}
		t := f.str()
		if f.err != nil {
			return nil, damaged(e.key, f.err)
		}
		size += 16 + len(t)
		if all = append(all, t); len(all) == limit {
			break
		}
	}
	sn.cache().put(name, sn.Revision(), all, size)
	return all, nil
}

// entitiesNamed returns the entities that answer a name, best first.
func (sn *Snapshot) entitiesNamed(q nameQuery, of []graph.EntityKind, limit int) ([]graph.Match, error) {
	if len(q.tokens) == 0 || limit <= 0 {
		return []graph.Match{}, nil
	}
	// The longest token has the shortest list.
	at := 0
	for i, t := range q.tokens {
		if len(t) > len(q.tokens[at]) {
			at = i
		}
	}
	enough := max(4*limit, 40)
	found := map[string]nameMatch{}
	open := q.open && at == len(q.tokens)-1
	if err := sn.byToken(&q, q.tokens[at], open, of, enough, found); err != nil {
		return nil, err
	}
	good := 0
	for _, m := range found {
		if m.score >= 0.8 {
			good++
		}
	}
	if good == 0 || open && good < limit && len(q.whole) >= 5 {
		others, err := sn.alike(q.tokens[at])
		if err != nil {
			return nil, err
		}
		for _, t := range others {
			if err := sn.byToken(&q, t, false, of, enough, found); err != nil {
				return nil, err
			}
		}
	}
	return sn.rank(found, limit)
}

// rank makes matches of what was found: by score, then activity, then id.
func (sn *Snapshot) rank(found map[string]nameMatch, limit int) ([]graph.Match, error) {
	ms := make([]graph.Match, 0, len(found))
	for id, m := range found {
		t, err := readTotals(sn, entityList(id))
		if err != nil {
			return nil, err
		}
		ms = append(ms, graph.Match{ID: id, Kind: string(m.kind), Matched: m.name, Score: m.score, Events: t.events()})
	}
	slices.SortFunc(ms, func(a, b graph.Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Events, a.Events), cmp.Compare(a.ID, b.ID))
	})
	ms = ms[:min(len(ms), limit)]
	for i := range ms {
		e, err := readEntity(sn, ms[i].ID)
		if err != nil {
			return nil, err
		}
		ms[i].Label = e.Name
		ms[i].Matched = spelling(e, ms[i].Matched)
	}
	return ms, nil
}

// spelling returns the spelling of an entity that folds to name.
func spelling(e *graph.Entity, name string) string {
	is := func(s string) bool { return fold(s) == name || fold(hyphens.Replace(s)) == name }
	if !is(e.Name) {
		for _, a := range e.Aliases {
			if is(a.Text) {
				return a.Text
			}
		}
	}
	return e.Name
}

// MatchEntities returns the entities that a name may mean, best first: the
// name itself, in another order or part of a longer name, misspelled or
// transliterated otherwise.
func (sn *Snapshot) MatchEntities(name string, of []graph.EntityKind, limit int) ([]graph.Match, error) {
	return sn.entitiesNamed(newNameQuery(name, false), of, limit)
}
