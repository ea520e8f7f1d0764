package dump

import (
	"iter"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// A statementWriter spells statements. Statements come grouped: all of a
// subject in a graph follow its subject call.
type statementWriter interface {
	begin() error
	// subject starts the statements about iri in graph, "" for the default.
	subject(graph, iri string)
	// value adds a statement; the property says whether it is an IRI.
	value(p property, value string)
	// iriIn is value of an IRI in two parts.
	iriIn(p property, namespace, name string)
	// end ends the document.
	end() error
}

// statementsTo returns how to write statements in the spelling that make
// gives.
func statementsTo(make func(*output) statementWriter) func(*source, *output) error {
	return func(s *source, w *output) error {
		st := statements{s, make(w), w}
		if err := st.begin(); err != nil {
			return err
		}
		steps := []func() error{st.roles, st.outlets, st.articles, st.entities, st.events, st.end}
		if _, ok := st.statementWriter.(freeLines); ok {
			steps = []func() error{st.roles, st.outlets,
				func() error { return free(&st, make, s.storedArticles(), (*statements).wholeArticle) },
				func() error { return free(&st, make, s.storedEntities(), (*statements).entity) },
				func() error { return free(&st, make, s.storedEvents(), (*statements).event) }, st.end}
		}
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	}
}

// freeLines is a statementWriter whose output does not depend on what was
// written before, so that records can be written on several goroutines.
type freeLines interface{ freeLines() }

// free writes what is stored, each batch by a writer of its own.
func free[T any](st *statements, make func(*output) statementWriter, stored iter.Seq2[graph.Stored[T], error], say func(*statements, *T)) error {
	create := func() *said {
		out := &output{}
		return &said{statements: statements{st.source, make(out), out}}
	}
	for batch, err := range eachOf(st.ctx, stored, create, func(b *said, x *T) error {
		say(&b.statements, x)
		b.records++
		return nil
	}) {
		if err != nil {
			return err
		}
		if _, err := st.w.Write(batch.w.b); err != nil {
			return err
		}
		if err := st.ticks(batch.records); err != nil {
			return err
		}
	}
	return nil
}

// said is a batch of records, written.
type said struct {
	statements
	records int
}

// reset implements [batch].
func (s *said) reset() {
	s.w.reset()
	s.records = 0
}

// writeEach writes each record of all and counts it.
func writeEach[T any](st *statements, all iter.Seq2[T, error], say func(*statements, *T)) error {
	for x, err := range all {
		if err != nil {
			return err
		}
		say(st, &x)
		if err := st.wrote(); err != nil {
			return err
		}
	}
	return nil
}

// statements says what a graph holds, to a writer.
type statements struct {
	*source
	statementWriter
	w *output
}

func (st *statements) iri(p property, iri string) {
	if iri != "" {
		st.value(p, iri)
	}
}

func (st *statements) text(p property, s string) {
	if s != "" {
		st.value(p, s)
	}
}

// thing adds a statement about something that has an id.
func (st *statements) thing(p property, id string) {
	if id != "" {
		st.iriIn(p, things, id)
	}
}

// word adds a statement whose value is a term of ours.
func (st *statements) word(p property, w string) {
	if w != "" {
		st.iriIn(p, ours, w)
	}
}

func (st *statements) number(p property, x float64) {
	st.value(p, strconv.FormatFloat(x, 'f', -1, 64))
}

func (st *statements) date(d *graph.Date) {
	if d == nil || d.EDTF == "" {
		return
	}
	st.value(pDate, d.EDTF)
	first, last := days(d)
	st.text(pBegin, first)
	st.text(pEnd, last)
}

// wrote ends a record.
func (st *statements) wrote() error {
	if err := st.tick(); err != nil {
		return err
	}
	return st.w.wrote()
}

// participantRoles are the roles in which an entity can take part; each is a
// property of ours that is a kind of sem:hasActor.
var participantRoles = []graph.ParticipantRole{graph.Party, graph.Actor, graph.Target, graph.Host, graph.Guest, graph.Destination, graph.Mediator,
	graph.Delegate, graph.Represented, graph.OtherRole}

// roleProperties are the properties of participantRoles.
var roleProperties = func() map[graph.ParticipantRole]property {
	m := map[graph.ParticipantRole]property{}
	for _, r := range participantRoles {
		m[r] = newRoleProperty(r)
	}
	return m
}()

func roleProperty(r graph.ParticipantRole) property {
	if p, ok := roleProperties[r]; ok {
		return p
	}
	return newRoleProperty(r)
}

func newRoleProperty(r graph.ParticipantRole) property {
	name := "has" + strings.ToUpper(string(r[:min(1, len(r))])) + strings.ToLower(string(r[min(1, len(r)):]))
	return property{name, ours + name, iris}
}

func (st *statements) roles() error {
	for _, r := range participantRoles {
		st.subject("", roleProperty(r).iri)
		st.value(pSubProperty, semNS+"hasActor")
	}
	return st.wrote()
}

func (st *statements) outlets() error {
	for o, err := range st.r.AllOutlets() {
		if err != nil {
			return err
		}
		st.subject("", things+o.ID)
		st.value(pType, schemaNS+"NewsMediaOrganization")
		st.value(pType, provNS+"Agent")
		st.text(pName, o.Name)
		st.text(pDomain, o.Domain)
		st.word(pOutletKind, string(o.Kind))
		st.text(pCountry, o.Country)
		if err := st.wrote(); err != nil {
			return err
		}
	}
	return nil
}

var entityTypes = map[graph.EntityKind]string{graph.Person: "Person", graph.Organization: "Organization", graph.Place: "Place"}

func (st *statements) entities() error {
	return writeEach(st, st.source.entities(), (*statements).entity)
}

func (st *statements) entity(e *graph.Entity) {
	st.subject("", things+e.ID)
	st.value(pType, schemaNS+entityTypes[e.Kind])
	if e.Kind == graph.Place {
		st.value(pType, semNS+"Place")
	} else {
		st.value(pType, semNS+"Actor")
	}
	st.text(pName, e.Name)
	for _, a := range unrepeated(aliasTexts(e, maxAliases)) {
		st.text(pAlias, a)
	}
	st.text(pDescription, e.Description)
	if e.WikidataID != "" {
		st.iri(pSameAs, webIRI("http://www.wikidata.org/entity/"+e.WikidataID))
	}
	st.text(pCountry, e.Country)
	st.text(pClass, e.Class)
	if e.Latitude != nil && e.Longitude != nil {
		st.number(pLatitude, *e.Latitude)
		st.number(pLongitude, *e.Longitude)
	}
	st.thing(pWithin, e.Within)
	for i := range e.Positions {
		st.value(pPosition, positionIRI(e.ID, i))
	}
	for i, p := range e.Positions {
		st.subject("", positionIRI(e.ID, i))
		st.value(pType, schemaNS+"Role")
		st.text(pRoleName, p.Title)
		st.thing(pOrganization, p.Organization)
		st.text(pOrgName, p.OrgName)
		st.word(pStatus, string(p.Status))
		if p.Period != nil {
			st.text(pPeriod, p.Period.EDTF)
		}
	}
}

func positionIRI(entity string, i int) string {
	return things + entity + "/position/" + strconv.Itoa(i+1)
}

// eventStatus maps factuality to schema.org's EventStatusType.
var eventStatus = map[graph.Factuality]string{graph.Scheduled: "EventScheduled", graph.Held: "EventScheduled", graph.Ongoing: "EventScheduled",
	graph.Postponed: "EventPostponed", graph.Cancelled: "EventCancelled"}

func (st *statements) events() error {
	return writeEach(st, st.source.events(), (*statements).event)
}

func (st *statements) event(e *graph.Event) {
	st.subject("", things+e.ID)
	st.value(pType, semNS+"Event")
	st.value(pType, schemaNS+"Event")
	st.text(pName, e.Title)
	if e.Name != e.Title {
		st.text(pAlias, e.Name)
	}
	st.word(pEventType, string(e.Type))
	st.word(pMode, string(e.Mode))
	st.word(pFactuality, string(e.Factuality))
	if status := eventStatus[e.Factuality]; status != "" && e.Type.Consult() {
		st.value(pEventStatus, schemaNS+status)
	}
	st.date(e.Date)
	st.thing(pPlace, e.Place)
	st.thing(pPartOf, e.PartOf)
	st.number(pConfidence, e.Confidence)
	st.number(pOutlets, float64(e.Outlets))
	st.number(pIndependent, float64(e.Independent))
	st.word(pCorroboration, string(e.Corroboration))
	parts := uniqueParts(e.Participants)
	for _, p := range parts {
		st.thing(roleProperty(p.Role), p.Entity)
	}
	if e.Type.Consult() {
		st.attendance(parts)
	}
	for i, p := range parts {
		if p.Capacity == "" && p.OnBehalfOf == "" {
			continue
		}
		st.value(pRole, things+e.ID+"/role/"+strconv.Itoa(i+1))
	}
	for i, p := range parts {
		if p.Capacity == "" && p.OnBehalfOf == "" {
			continue
		}
		st.subject("", things+e.ID+"/role/"+strconv.Itoa(i+1))
		st.value(pType, semNS+"Role")
		st.thing(pValue, p.Entity)
		st.word(pRoleType, string(p.Role))
		st.text(pCapacity, p.Capacity)
		st.thing(pOnBehalfOf, p.OnBehalfOf)
	}
}

// attendance says in schema.org's terms who came and who received.
func (st *statements) attendance(parts []graph.Participation) {
	var told []string
	for _, p := range parts {
		switch {
		case p.Role == graph.Host:
			st.thing(pOrganizer, p.Entity)
		case p.Role != graph.Destination && p.Role != graph.Represented && !slices.Contains(told, p.Entity):
			told = append(told, p.Entity)
			st.thing(pAttendee, p.Entity)
		}
	}
}

// uniqueParts drops participations that repeat an entity in a role.
func uniqueParts(list []graph.Participation) []graph.Participation {
	for i := range list {
		if slices.ContainsFunc(list[:i], func(p graph.Participation) bool { return p.Entity == list[i].Entity && p.Role == list[i].Role }) {
			out := slices.Clone(list[:i])
			for _, p := range list[i:] {
				if !slices.ContainsFunc(out, func(q graph.Participation) bool { return p.Entity == q.Entity && p.Role == q.Role }) {
					out = append(out, p)
				}
			}
			return out
		}
	}
	return list
}

// unrepeated returns list with the first of equal ones only.
func unrepeated(list []string) []string {
	out := list[:0:0]
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// webIRI returns an http address as an IRI that RDF allows, or "" for what is
// none.
func webIRI(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	var b strings.Builder
	for _, r := range u.String() {
		if r <= ' ' || r == 0x7f || strings.ContainsRune("<>\"{}|\\^`", r) || r == 0xfffd {
			b.WriteString(url.QueryEscape(string(r)))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
