package schema

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// A claim resolves Claim: one value of one attribute of an event, with the
// reports that give it, or of an entity (entity_claims.go). Claims are derived
// from what is stored when they are asked for; nothing of them is stored.
type claim struct {
	v         *event  // of an event, else nil
	s         *stated // of an entity, else nil
	Predicate string
	key       string // the value among those of the predicate
	about     string // what values are compared with each other: a unit, a participant
	text      string
	entity    string
	date      *graph.Date
	quantity  *graph.Quantity
	role      graph.ParticipantRole
	preferred bool
	refs      []graph.ReportRef
	outlets   int        // distinct ones of refs
	id        graphql.ID // once it was asked for

	// Confidence is that of the best report: that a careful reader would have
	// read the same there.
	Confidence float64
	spellings  []spelling // PARTICIPANT and PLACE: as written, with who writes so
}

// A spelling is one way in which reports write a value.
type spelling struct {
	text string
	refs []graph.ReportRef
}

// claims derives the claims of the event, the resolved values first within
// each predicate.
func (v *event) claims() []*claim {
	if v.claimed {
		return v.all
	}
	key := derivedKey{v.v.ID, v.r.read().Revision()}
	kept, ok := v.r.srv.derived.get(key)
	if !ok {
		for _, c := range v.derive() {
			c.ID() // known from now on
			c.outlets = v.r.countOutlets(c.refs)
			c.v = nil // of the next request it is another
			kept = append(kept, *c)
		}
		if len(kept) <= maxDerived {
			v.r.srv.derived.put(key, kept)
		}
	}
	own := slices.Clone(kept)
	all := make([]*claim, len(own))
	for i := range own {
		own[i].v = v
		all[i] = &own[i]
	}
	v.all, v.claimed = all, true // not before: a report that cannot be read fails each field
	return v.all
}

// A derivedKey names the claims of an event at a revision of the graph, where
// they are kept: most events of which claims are asked are asked again.
type derivedKey struct {
	event    string
	revision uint64
}

// maxDerived is the most claims of an event that are kept.
const maxDerived = 200

// derive derives the claims.
func (v *event) derive() []*claim {
	var all []*claim
	byKey := map[string]*claim{}
	add := func(ref graph.ReportRef, c claim, written string) {
		k := c.Predicate + "\x00" + c.key
		old := byKey[k]
		if old == nil {
			c.v = v
			old = &c
			byKey[k] = old
			all = append(all, old)
		}
		old.Confidence = max(old.Confidence, c.Confidence)
		if n := len(old.refs); n == 0 || old.refs[n-1].ID != ref.ID {
			old.refs = append(old.refs, ref)
		}
		if written != "" {
			old.spell(written, ref)
		}
	}
	for _, ref := range v.v.Reports {
		check(v.r.ctx.Err())
		v.claimsOf(ref, add)
	}
	order := func(c *claim) int { return slices.Index(predicates, c.Predicate) }
	slices.SortStableFunc(all, func(a, b *claim) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), -compareBools(a.preferred, b.preferred), cmp.Compare(len(b.refs), len(a.refs)), cmp.Compare(a.key, b.key))
	})
	return all
}

// predicates are the attributes of events, then those of entities, in the
// order of the schema.
var predicates = []string{"EVENT_TYPE", "DATE", "PLACE", "PARTICIPANT", "ROLE", "FACTUALITY", "QUANTITY", "OUTCOME", "CONTENT",
	"NAME", "POSITION", "MEMBERSHIP", "LOCATION"}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// claimsOf derives what one report claims.
func (v *event) claimsOf(ref graph.ReportRef, add func(graph.ReportRef, claim, string)) {
	rep := v.r.report(ref)
	sure := rep.Confidence
	add(ref, claim{Confidence: sure, Predicate: "EVENT_TYPE", key: string(rep.Type), text: string(rep.Type), preferred: rep.Type == v.v.Type}, "")
	add(ref, claim{Confidence: sure, Predicate: "FACTUALITY", key: string(rep.Factuality), text: string(rep.Factuality), preferred: rep.Factuality == v.v.Factuality}, "")
	if rep.Date != nil && rep.Date.Valid() {
		add(ref, claim{Confidence: sure, Predicate: "DATE", key: rep.Date.EDTF, text: rep.Date.EDTF, date: rep.Date, preferred: v.v.Date != nil && v.v.Date.EDTF == rep.Date.EDTF}, "")
	}
	if id := v.r.local(ref.Article, rep.Place); id != "" {
		e := v.r.entity(id)
		written := v.r.extraction(ref.Article).Entities[rep.Place].Name
		add(ref, claim{Confidence: sure, Predicate: "PLACE", key: id, text: e.e.Name, entity: id, preferred: id == v.v.Place}, written)
	}
	for _, p := range rep.Participants {
		id := v.r.local(ref.Article, p.Entity)
		if id == "" {
			continue
		}
		e := v.r.entity(id)
		var resolved graph.Participation
		for _, q := range v.v.Participants {
			if q.Entity == id {
				resolved = q
			}
		}
		written := v.r.extraction(ref.Article).Entities[p.Entity].Name
		add(ref, claim{Confidence: cmp.Or(p.Confidence, sure), Predicate: "PARTICIPANT", key: id, about: id, text: e.e.Name, entity: id, preferred: resolved.Entity != ""}, written)
		add(ref, claim{Confidence: cmp.Or(p.Confidence, sure), Predicate: "ROLE", key: id + " " + string(p.Role), about: id, text: e.e.Name + ": " + string(p.Role), entity: id, role: p.Role, preferred: resolved.Role == p.Role}, "")
	}
	for i := range rep.Quantities {
		q := &rep.Quantities[i]
		key := fmt.Sprintf("%s %g %g", q.Unit, q.Min, q.Max)
		add(ref, claim{Confidence: sure, Predicate: "QUANTITY", key: key, about: q.Unit, text: quantityText(q), quantity: q}, q.Text)
	}
	if c := rep.Content; c != nil && c.Text != "" {
		predicate := "CONTENT"
		if c.Outcome {
			predicate = "OUTCOME"
		}
		add(ref, claim{Confidence: sure, Predicate: predicate, key: strings.ToLower(strings.Join(strings.Fields(c.Text), " ")), text: c.Text}, "")
	}
}

func quantityText(q *graph.Quantity) string {
	n := strconv.FormatFloat(q.Min, 'f', -1, 64)
	switch {
	case math.IsInf(q.Max, 1):
		n = "at least " + n
	case q.Max != q.Min:
		n += "-" + strconv.FormatFloat(q.Max, 'f', -1, 64)
	}
	return strings.TrimSpace(n + " " + q.Unit)
}

func (c *claim) spell(written string, ref graph.ReportRef) {
	for i := range c.spellings {
		if c.spellings[i].text == written {
			c.spellings[i].refs = append(c.spellings[i].refs, ref)
			return
		}
	}
	c.spellings = append(c.spellings, spelling{written, []graph.ReportRef{ref}})
}

// ID returns c_, the hash part of the event's id or e and that of the
// entity's, and a hash of the value.
func (c *claim) ID() graphql.ID {
	if c.id == "" {
		value := graph.NewID(graph.ClaimID, c.Predicate, c.key)
		subject := ""
		if c.s != nil {
			subject = "e" + c.s.e.e.ID[2:]
		} else {
			subject = c.v.v.ID[2:]
		}
		c.id = graphql.ID("c_" + subject + "_" + value[2:])
	}
	return c.id
}

// request returns the request in which the claim was derived.
func (c *claim) request() *request {
	if c.s != nil {
		return c.s.e.r
	}
	return c.v.r
}

// claimByID finds what ID names, also under ids of any age of its subject.
func (r *request) claimByID(id string) (*claim, error) {
	ev, value, ok := strings.Cut(strings.TrimPrefix(id, "c_"), "_")
	if !ok {
		return nil, graph.ErrNotFound
	}
	if e, ok := strings.CutPrefix(ev, "e"); ok && len(ev) == hashLength+1 {
		subject, err := r.entityByID("e_" + e)
		if err != nil {
			return nil, err
		}
		return r.findClaim(subject.claims(), value)
	}
	v, err := r.eventByID("v_" + ev)
	if err != nil {
		return nil, err
	}
	return r.findClaim(v.claims(), value)
}

// findClaim finds the claim whose value has the hash. The value may name an
// entity by an id that was since merged into another.
func (r *request) findClaim(list []*claim, value string) (*claim, error) {
	is := func(c *claim, key string) bool { return graph.NewID(graph.ClaimID, c.Predicate, key)[2:] == value }
	for _, c := range list {
		if is(c, c.key) {
			return c, nil
		}
	}
	for _, c := range list {
		if c.entity == "" {
			continue
		}
		for _, old := range r.entity(c.entity).e.Signatures {
			if is(c, strings.Replace(c.key, c.entity, old, 1)) {
				return c, nil
			}
		}
	}
	return nil, graph.ErrNotFound
}

// hashLength is the length of an id without its kind.
const hashLength = 16

// Subject returns what the claim is about.
func (c *claim) Subject() *node {
	if c.s != nil {
		return &node{c.s.e.e.ID, c.s.e}
	}
	return &node{c.v.v.ID, c.v}
}

func (c *claim) Value() *claimValue { return &claimValue{c, c.request().chargeText(c.text)} }

// SourceCount counts the outlets that make the claim.
func (c *claim) SourceCount() int32 {
	if c.s != nil {
		return int32(c.s.outlets)
	}
	return int32(c.outlets)
}

// IndependentSourceCount counts them with copies folded.
func (c *claim) IndependentSourceCount() int32 {
	if c.s != nil {
		return int32(c.s.independent)
	}
	sources := map[string]bool{}
	for _, ref := range c.refs {
		sources[cmp.Or(ref.Source, "article "+ref.Article)] = true
	}
	return int32(len(sources))
}

// countOutlets counts distinct outlets; an article without one is its own.
func (r *request) countOutlets(refs []graph.ReportRef) int {
	seen := make([]string, 0, 8)
	for _, ref := range refs {
		outlet := r.article(ref.Article).a.Outlet
		if outlet == "" {
			outlet = "article " + ref.Article
		}
		if !slices.Contains(seen, outlet) {
			seen = append(seen, outlet)
		}
	}
	return len(seen)
}

// Rank says whether the value is the resolved one.
func (c *claim) Rank() string {
	switch {
	case c.s != nil:
		return c.s.rank
	case c.preferred:
		return "PREFERRED"
	}
	return "NORMAL"
}

// Factuality returns the strongest of the reports.
func (c *claim) Factuality() string {
	if c.s != nil {
		return c.s.factuality()
	}
	best := len(graph.Factualities) - 1
	for _, ref := range c.refs {
		if i := slices.Index(graph.Factualities, c.v.r.report(ref).Factuality); i >= 0 && i < best {
			best = i
		}
	}
	return string(graph.Factualities[best])
}

// Mentions returns the sentences that make the claim.
func (c *claim) Mentions(args MentionsArgs) *plain[*mention] {
	if c.s != nil {
		return c.s.mentions(args)
	}
	return c.v.r.evidence(c.v, c.refs, nil, args)
}

// ContradictedBy returns the claims that cannot hold together with this one.
func (c *claim) ContradictedBy() []*claim {
	out := []*claim{}
	for _, d := range c.siblings() {
		if c.contradicts(d) {
			out = append(out, d)
		}
	}
	c.request().charge(len(out))
	return out
}

// siblings are the claims on the same subject.
func (c *claim) siblings() []*claim {
	if c.s != nil {
		return c.s.e.claims()
	}
	return c.v.claims()
}

// contradicts reports whether two claims cannot both be true. Of a
// participant more or less nothing follows, nor of what was said, nor of
// names and posts, of which anybody may have several.
func (c *claim) contradicts(d *claim) bool {
	if c == d || c.Predicate != d.Predicate || c.about != d.about {
		return false
	}
	switch c.Predicate {
	case "DATE":
		return c.date.Contradicts(*d.date)
	case "PLACE", "LOCATION":
		// Of a venue and a city nobody may have said that one is in the other;
		// only two countries cannot be one place.
		x, y := c.request().entity(c.entity).e.Country, c.request().entity(d.entity).e.Country
		return x != "" && y != "" && x != y
	case "FACTUALITY":
		return happened(c.key)*happened(d.key) < 0
	case "QUANTITY":
		return c.quantity.Max < d.quantity.Min || d.quantity.Max < c.quantity.Min
	case "ROLE":
		return c.role != d.role && opposed[c.role] == d.role
	}
	return false
}

// opposed are roles that one participant cannot have at a time.
var opposed = map[graph.ParticipantRole]graph.ParticipantRole{
	graph.Host: graph.Guest, graph.Guest: graph.Host, graph.Actor: graph.Target, graph.Target: graph.Actor,
}

// happened is 1 for what took place, -1 for what did not, 0 for the rest: a
// plan is not at odds with what became of it.
func happened(factuality string) int {
	switch graph.Factuality(factuality) {
	case graph.Held, graph.Ongoing:
		return 1
	case graph.Cancelled, graph.Refused, graph.Denied, graph.Postponed:
		return -1
	}
	return 0
}

// A claimValue resolves ClaimValue.
type claimValue struct {
	c    *claim
	Text string
}

func (v *claimValue) Entity() *entity  { return v.c.request().entityOrNil(v.c.entity) }
func (v *claimValue) Date() *fuzzyDate { return newDate(v.c.date) }

func (v *claimValue) number(n func(*graph.Quantity) float64) *float64 {
	if v.c.quantity == nil {
		return nil
	}
	x := n(v.c.quantity)
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return nil
	}
	return &x
}

func (v *claimValue) Min() *float64 {
	return v.number(func(q *graph.Quantity) float64 { return q.Min })
}
func (v *claimValue) Max() *float64 {
	return v.number(func(q *graph.Quantity) float64 { return q.Max })
}

// Unit returns what is counted.
func (v *claimValue) Unit() *string {
	if v.c.quantity == nil {
		return nil
	}
	return optional(v.c.quantity.Unit)
}

// Status returns the standing of a post.
func (v *claimValue) Status() *string {
	if v.c.s == nil {
		return nil
	}
	return optional(string(v.c.s.status))
}

// ClaimsArgs are the arguments of a list of claims.
type ClaimsArgs struct {
	Filter *ClaimFilter
	PageArgs
}

// Claims returns the claims of the event.
func (v *event) Claims(args ClaimsArgs) *plain[*claim] { return v.r.listClaims(v.claims(), args) }

// listClaims pages over the claims that fit the filter.
func (r *request) listClaims(list []*claim, args ClaimsArgs) *plain[*claim] {
	if f := args.Filter; f != nil {
		list = slices.DeleteFunc(slices.Clone(list), func(c *claim) bool {
			return f.Predicates != nil && !slices.Contains(*f.Predicates, c.Predicate) ||
				f.Ranks != nil && !slices.Contains(*f.Ranks, c.Rank()) ||
				f.ContradictedOnly && !slices.ContainsFunc(c.siblings(), c.contradicts)
		})
	}
	l := paginate(list, func(c *claim) string { return string(c.ID()) }, r.page(args.PageArgs))
	return connect(r, l, func(c *claim) *claim { return c }, func() (int, error) { return len(list), nil })
}
