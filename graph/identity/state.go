package identity

import (
	"encoding/json"
	"slices"
	"strings"

	"parley/graph"
)

// Keys of the resolver's state. Fields are parted by a zero byte, which no
// id and no folded name holds.
//
//	l local            => signature, article, index     a local entity's signature
//	s signature        => tally                         what its local entities say, counted
//	b block signature  => key                           full signatures by block
//	f token signature  => key                           full signatures by the short forms they may have
//	h token signature  => key                           short signatures by token
//	c signature        => core                          cluster of a full signature
//	m signature        => entity                        entity of a signature
//	e entity signature =>                               members of an entity
//	u needed signature =>                               signatures whose entity names the needed one (posts, places)
//	q signature report =>                               reports that name a signature
//	r report           => digest                        what a report says
//	n node report      => article                       reports of a node
//	x block time node  => key                           nodes by participants and time
//	i node             => core                          cluster of a node
//	j core node        => key                           nodes of a cluster
//	z node             => core, fit                     the event that a node without a day chooses
//	v report           => event                         event of a report
//	w event report     =>                               reports of an event
//	a article          => source record                 outlet, publication, sketch
//	y band article     =>                               articles by a band of their sketch
//	o entity           => name                          what an entity is called
//	g entity           => country                       of which country most articles say a person is
//	d                  => constraints                   the decisions in force, as applied
//	P alias            => entity                        what an id stands for that is no signature any more
//	p entity alias     =>                               the aliases of an entity
//	V                  => version                       of all these, see [stateVersion]
type keyKind = string

const sep = "\x00"

// A stateError carries an error of the store out of the resolver.
type stateError struct{ err error }

// A tx is one resolution: the state with what it touched.
type tx struct {
	kv   KV
	read Reader

	parsed  map[string]*signature   // by id
	tallies map[string]*tally       // loaded, changed ones are written by flushTallies
	dirty   map[string]bool         // signatures whose tally changed
	touched map[string]bool         // full or short signatures that came, went, changed weight or constraints
	gone    map[string]*signature   // signatures that went
	blocks  map[string][]*signature // read while entities are resolved
	limits  *constraints
	former  *constraints
	redo    map[string]bool // entities to render anew

	links       map[string]string // local entity to signature
	members     map[string]string // signature to entity, where changed
	wasMember   map[string]string // signature to its entity before
	oldEntities map[string]bool   // entities that were before, of those touched

	digests       map[string]*digest
	reports       map[string]bool // reports to place anew
	lostReports   map[string]*digest
	eventOf       map[string]string // report to event, where changed
	wasEvent      map[string]string
	redoEvents    map[string]bool
	nodes         map[string]*node
	goneNodes     map[string]*node
	near          map[string][]*node // what [tx.nearby] found
	touchedEvents map[string]bool    // events that lost reports
	copies        map[string]string
	articles      map[string]*source
	sources       map[string]bool // articles whose copies are to be found anew
	lostSources   map[string]*source

	names     map[string]string // of entities
	countries map[string]string // of persons
	out       graph.Delta
}

func newTx(kv KV, read Reader) *tx {
	return &tx{
		kv: kv, read: read,
		parsed: map[string]*signature{}, tallies: map[string]*tally{}, dirty: map[string]bool{}, touched: map[string]bool{}, gone: map[string]*signature{},
		redo: map[string]bool{}, names: map[string]string{}, countries: map[string]string{}, blocks: map[string][]*signature{}, links: map[string]string{}, members: map[string]string{}, wasMember: map[string]string{}, oldEntities: map[string]bool{},
		digests: map[string]*digest{}, reports: map[string]bool{}, lostReports: map[string]*digest{}, eventOf: map[string]string{}, wasEvent: map[string]string{},
		nodes: map[string]*node{}, goneNodes: map[string]*node{}, near: map[string][]*node{}, touchedEvents: map[string]bool{},
		redoEvents: map[string]bool{}, copies: map[string]string{}, articles: map[string]*source{}, sources: map[string]bool{}, lostSources: map[string]*source{},
	}
}

// check panics with an error of the store, which [Resolver.Resolve] returns:
// every access can fail, and nothing can be done about it here.
func check(err error) {
	if err != nil {
		panic(stateError{err})
	}
}

// maxField bounds a field of a key, so that a key stays within what stores
// take whatever articles call themselves or their names.
const maxField = 200

// short returns a field as it is, or its hash when it is long.
func short(field string) string {
	if len(field) <= maxField {
		return field
	}
	return graph.NewID(graph.ArticleID, field)
}

func keyOf(kind keyKind, fields ...string) []byte {
	n := len(kind)
	for _, f := range fields {
		n += len(f) + 1
	}
	k := append(make([]byte, 0, n), kind...)
	for i, f := range fields {
		if i > 0 {
			k = append(k, 0)
		}
		k = append(k, short(f)...)
	}
	return k
}

func (t *tx) get(kind keyKind, fields ...string) string {
	v, err := t.kv.Get(keyOf(kind, fields...))
	check(err)
	return string(v)
}

func (t *tx) put(value string, kind keyKind, fields ...string) {
	check(t.kv.Put(keyOf(kind, fields...), []byte(value)))
}

func (t *tx) del(kind keyKind, fields ...string) { check(t.kv.Delete(keyOf(kind, fields...))) }

// list returns the last fields of the keys under a first field, with their
// values.
func (t *tx) list(kind keyKind, first string, limit int) (lasts, values []string) {
	prefix := append(keyOf(kind, first), 0)
	for kv, err := range t.kv.Scan(prefix) {
		check(err)
		lasts = append(lasts, string(kv[0][len(prefix):]))
		values = append(values, string(kv[1]))
		if limit > 0 && len(lasts) >= limit {
			break
		}
	}
	return lasts, values
}

func (t *tx) getJSON(v any, kind keyKind, fields ...string) bool {
	b, err := t.kv.Get(keyOf(kind, fields...))
	check(err)
	if b == nil {
		return false
	}
	check(json.Unmarshal(b, v))
	return true
}

func (t *tx) putJSON(v any, kind keyKind, fields ...string) {
	b, err := json.Marshal(v)
	check(err)
	check(t.kv.Put(keyOf(kind, fields...), b))
}

// signature returns a signature of which the key is known.
func (t *tx) signature(id, key string) *signature {
	if s := t.parsed[id]; s != nil {
		return s
	}
	s := parseSignature(key)
	t.parsed[id] = s
	return s
}

// load returns a signature by id, or nil when there is none now.
func (t *tx) load(id string) *signature {
	if s := t.parsed[id]; s != nil {
		if t.gone[id] != nil {
			return nil
		}
		return s
	}
	ta := t.tally(id)
	if ta == nil {
		return nil
	}
	return t.signature(id, ta.Key)
}

// known returns a signature by id, one that went included.
func (t *tx) known(id string) *signature {
	if s := t.gone[id]; s != nil {
		return s
	}
	return t.load(id)
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func cutLast(s string) (string, string) {
	i := strings.LastIndex(s, sep)
	return s[:i], s[i+1:]
}
