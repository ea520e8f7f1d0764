package extract

import (
	"cmp"
	"slices"
	"strconv"

	"parley/extract/nlp"
	"parley/graph"
)

// An act is a happening that is no encounter: an attack, an agreement, a
// statement, with who does it to whom.
type act struct {
	typ        graph.EventType
	token      int32 // the word that tells of it
	verb       int32 // the verb of its clause: token, or what carries the noun
	actors     []actPart
	targets    []actPart
	fact       graph.Factuality
	cue        int32 // the word that made it other than held, or -1
	date       int32 // index into document.times, or -1
	place      int32 // entity, or -1
	source     sourcing
	quantities []graph.Quantity
	content    *graph.Content
	sentence   int32
	more       []*act // further sentences that tell of the same
}

// An actPart is who takes part in an act, and by which words.
type actPart struct {
	entity int32
	tokens nlp.Range
}

// findActs appends the reports of acts to the extraction.
func (x *Extractor) findActs(d *document, out *graph.Extraction) {
	var found []*act
	for i := int32(0); i < int32(d.nlp.Len()); i++ {
		if a := x.actAt(d, i); a != nil {
			found = append(found, a)
		}
	}
	for _, a := range joinActs(d, found) {
		out.Reports = append(out.Reports, x.writeAct(d, a))
	}
}

// actAt reads the act that token i tells of, or nil.
func (x *Extractor) actAt(d *document, i int32) *act {
	typ := x.actType(d, i)
	if typ == "" {
		return nil
	}
	a := &act{typ: typ, token: i, verb: i, cue: -1, date: -1, place: -1, sentence: d.sentenceOf[i], source: sourcing{cue: -1, entity: -1}}
	if d.nlp.UPOS[i] != nlp.PosVerb {
		a.verb = x.supportOf(d, i)
	}
	x.actParts(d, a)
	if !a.plausible(d) {
		return nil
	}
	if !x.actFactuality(d, a) {
		return nil
	}
	x.actDate(d, a)
	x.actPlace(d, a)
	if a.typ == graph.Statement {
		a.content = x.contentOf(d, a)
		if a.content == nil {
			return nil
		}
		if a.fact == graph.Hypothetical {
			return nil // "she should have said"
		}
	} else {
		x.actSource(d, a)
	}
	a.quantities = d.quantitiesOf(a)
	return a
}

// actType returns the type of act that token i tells of, "" when none.
func (x *Extractor) actType(d *document, i int32) graph.EventType {
	u := d.nlp.UPOS[i]
	if u != nlp.PosVerb && u != nlp.PosNoun {
		return ""
	}
	if o := d.mentionAt[i]; o >= 0 && d.mentions[o].form == graph.NamedMention {
		return ""
	}
	if i > 0 && d.nlp.Word(i-1) == "-" && d.nlp.Spans[i-1].End == d.nlp.Spans[i].Start {
		return "" // "president-elect"
	}
	lemma := d.nlp.Lemma[i]
	first := func(ts []graph.Trigger) graph.EventType {
		for _, t := range ts {
			if !t.Type.Consult() && !t.Weak {
				return t.Type
			}
		}
		return ""
	}
	if u == nlp.PosNoun {
		if d.rel(i) == nlp.Compound {
			return ""
		}
		return first(x.ontology.NounTriggers(lemma))
	}
	for _, p := range x.ontology.Phrases(lemma) {
		if phraseAt(d, i, p.With) || d.sumOf(i, p.With) {
			if p.Type.Consult() {
				return ""
			}
			return p.Type
		}
	}
	typ := first(x.ontology.VerbTriggers(lemma))
	switch {
	case lemma == "call" && !d.hasOblique(i, "on", "for", "upon"):
		return ""
	case typ == graph.Vote && lemma != "vote" && !x.decidesOn(d, i):
		return ""
	case lemma == "agree" || lemma == "refuse" || lemma == "decline" || lemma == "ask" || lemma == "call":
		// "Agreed to meet" is the encounter's factuality, not an act.
		for c := range d.children.of(i) {
			if (d.rel(c) == nlp.Xcomp || d.rel(c) == nlp.Ccomp) && len(x.consult.verbs[d.nlp.Lemma[c]]) > 0 {
				return ""
			}
		}
	}
	return typ
}

// sumOf reports whether verb v governs a sum of what the word says: "provide
// $30 million in aid".
func (d *document) sumOf(v int32, word string) bool {
	for c := range d.children.of(v) {
		if d.rel(c) != nlp.Obj || d.nlp.UPOS[c] != nlp.PosNum && d.nlp.UPOS[c] != nlp.PosSym && currency[d.lower(c)] == "" {
			continue
		}
		if phraseAt(d, c, word) {
			return true
		}
	}
	return false
}

// hasOblique reports whether verb v has an argument with one of the
// prepositions.
func (d *document) hasOblique(v int32, prepositions ...string) bool {
	for c := range d.children.of(v) {
		if d.rel(c) == nlp.Obl && slices.Contains(prepositions, d.preposition(c)) {
			return true
		}
	}
	return false
}

// decidesOn reports whether the object of verb v is what a body decides on:
// "adopted a resolution", not "adopted a child".
func (x *Extractor) decidesOn(d *document, v int32) bool {
	for c := range d.children.of(v) {
		if (d.rel(c) == nlp.Obj || d.nlp.Deprel[c] == nlp.NsubjPass) && decidedOn[d.nlp.Lemma[c]] {
			return true
		}
	}
	return d.rel(v) == nlp.Acl && d.nlp.Head[v] >= 0 && decidedOn[d.nlp.Lemma[d.nlp.Head[v]]]
}

var decidedOn = map[string]bool{"resolution": true, "law": true, "bill": true, "motion": true, "budget": true, "measure": true, "amendment": true, "legislation": true, "constitution": true,
	"declaration": true, "treaty": true, "reform": true, "act": true, "decree": true, "proposal": true, "plan": true, "package": true, "statement": true, "document": true, "text": true}

// plausible reports whether enough is known of the act for a report of it.
func (a *act) plausible(d *document) bool {
	switch a.typ {
	case graph.Statement:
		return len(a.actors) > 0 && d.entities[a.actors[0].entity].kind != graph.Place || len(a.actors) > 0 && d.nlp.UPOS[a.token] == nlp.PosVerb
	case graph.Vote:
		return len(a.actors) > 0 && d.entities[a.actors[0].entity].kind != graph.Person
	case graph.Death, graph.Appointment:
		if a.typ == graph.Appointment && !takesPlace(d, a) {
			return false
		}
		for _, p := range append(slices.Clone(a.targets), a.actors...) {
			if d.entities[p.entity].kind == graph.Person {
				return true
			}
		}
		return false
	case graph.Attack, graph.Protest, graph.Coercion, graph.Retreat, graph.Mobilization:
		return len(a.actors)+len(a.targets) > 0
	case graph.Agreement:
		if !takesPlace(d, a) {
			return false
		}
		return len(a.actors) > 0 && (len(a.actors)+len(a.targets) > 1 || d.nlp.UPOS[a.token] == nlp.PosVerb)
	}
	if len(a.targets) > 0 && (a.typ == graph.Accusation || a.typ == graph.Sanction) && d.child(a.token, nlp.Aux) >= 0 && d.passive(a.token) {
		return true // "has been indicted", by whom the reader knows
	}
	// An act that somebody does to somebody: both sides, or the doer of a verb.
	return len(a.actors) > 0 && (len(a.targets) > 0 || d.nlp.UPOS[a.token] == nlp.PosVerb && hasComplement(d, a.token))
}

// takesPlace reports whether an agreement or an appointment is told of, not
// only named or meant otherwise: "agreed with the opinion", "dismissed the
// reports", "under the treaty", "her nomination faces critics".
func takesPlace(d *document, a *act) bool {
	switch d.nlp.Lemma[a.token] {
	case "dismiss", "succeed", "sack", "oust":
		for c := range d.children.of(a.token) {
			if d.rel(c) == nlp.Obj {
				o := d.mentionAt[c]
				return o >= 0 && d.mentions[o].entity >= 0 && d.entities[d.mentions[o].entity].kind == graph.Person
			}
		}
		return d.passive(a.token)
	case "agree", "accept":
		return hasComplement(d, a.token) || d.hasOblique(a.token, "to", "on", "upon")
	case "sign", "ink", "ratify":
		if len(a.actors)+len(a.targets) > 1 {
			return true
		}
		for c := range d.children.of(a.token) {
			if d.rel(c) == nlp.Obj || d.nlp.Deprel[c] == nlp.NsubjPass {
				return agreed[d.nlp.Lemma[c]]
			}
		}
		return false
	}
	if d.nlp.UPOS[a.token] != nlp.PosNoun {
		return true
	}
	switch d.rel(a.token) {
	case nlp.Obj:
		return true
	case nlp.Nsubj, nlp.Root:
		return a.typ == graph.Agreement || d.nlp.Deprel[a.token] == nlp.NsubjPass
	}
	return false
}

// agreed are what is signed between sides.
var agreed = map[string]bool{"agreement": true, "deal": true, "treaty": true, "accord": true, "pact": true, "memorandum": true, "contract": true, "ceasefire": true, "truce": true,
	"protocol": true, "convention": true, "declaration": true, "charter": true, "communique": true, "partnership": true, "mou": true, "document": true}

// hasComplement reports whether verb v says of what it is: has an object or a
// clause.
func hasComplement(d *document, v int32) bool {
	for c := range d.children.of(v) {
		switch d.rel(c) {
		case nlp.Obj, nlp.Xcomp, nlp.Ccomp:
			return true
		}
	}
	return false
}

// joinActs makes one act of all that tell of the same: the same type, the
// same doer, nothing that speaks against it.
func joinActs(d *document, all []*act) []*act {
	var out []*act
	for _, a := range all {
		k := slices.IndexFunc(out, func(b *act) bool { return sameAct(d, b, a) })
		if k < 0 {
			out = append(out, a)
			continue
		}
		b := out[k]
		b.more = append(b.more, a)
		b.actors, b.targets = addParts(b.actors, a.actors), addParts(b.targets, a.targets)
		if b.date < 0 {
			b.date = a.date
		}
		if b.place < 0 {
			b.place = a.place
		}
		if b.source.text == "" && b.typ != graph.Statement {
			b.source = a.source
		}
		if slices.Index(graph.Factualities, a.fact) < slices.Index(graph.Factualities, b.fact) {
			b.fact, b.cue = a.fact, a.cue
		}
		for _, q := range a.quantities {
			if !slices.ContainsFunc(b.quantities, func(o graph.Quantity) bool { return o.Unit == q.Unit && o.Min == q.Min }) {
				b.quantities = append(b.quantities, q)
			}
		}
		if b.content != nil && a.content != nil {
			b.content.Quotes = append(b.content.Quotes, a.content.Quotes...)
		}
	}
	return out
}

func sameAct(d *document, a, b *act) bool {
	if a.typ != b.typ {
		return false
	}
	if a.date >= 0 && b.date >= 0 && !d.times[a.date].date.Compatible(d.times[b.date].date) {
		return false
	}
	shared := func(p, q []actPart) bool {
		return slices.ContainsFunc(p, func(x actPart) bool {
			return slices.ContainsFunc(q, func(y actPart) bool { return x.entity == y.entity })
		})
	}
	if a.typ != graph.Statement && (d.nlp.Head[a.token] == b.token || d.nlp.Head[b.token] == a.token) {
		return true // "airstrikes killed"
	}
	if a.typ == graph.Statement {
		return a.fact == b.fact && a.actors[0].entity == b.actors[0].entity
	}
	if !shared(a.actors, b.actors) && (len(a.actors)+len(b.actors) > 0 || d.nlp.Lemma[a.token] != d.nlp.Lemma[b.token]) {
		return false
	}
	if len(a.targets) > 0 && len(b.targets) > 0 && !shared(a.targets, b.targets) {
		return false
	}
	if !shared(a.actors, b.actors) && !shared(a.targets, b.targets) {
		return false
	}
	// One with another word and no date of its own may be another act.
	return a.date < 0 || b.date < 0 || a.date == b.date || d.times[a.date].date.EDTF == d.times[b.date].date.EDTF
}

func addParts(a, b []actPart) []actPart {
	for _, p := range b {
		if !slices.ContainsFunc(a, func(q actPart) bool { return q.entity == p.entity }) {
			a = append(a, p)
		}
	}
	return a
}

// writeAct turns an act into a report.
func (x *Extractor) writeAct(d *document, a *act) graph.Report {
	r := graph.Report{Type: a.typ, Factuality: a.fact, Place: int(a.place), PartOf: -1, Confidence: actConfidence(d, a), AttributedTo: a.source.text,
		Quantities: a.quantities, Content: a.content}
	span := d.spanOf(nlp.Range{First: a.token, End: a.token + 1})
	r.ID = graph.NewID(graph.EventID, d.article.Key, "report", string(a.typ), string(span.Field), strconv.Itoa(span.Start))
	add := func(parts []actPart, role graph.ParticipantRole) {
		for _, p := range parts {
			if slices.ContainsFunc(r.Participants, func(q graph.LocalParticipant) bool { return q.Entity == int(p.entity) }) {
				continue
			}
			r.Participants = append(r.Participants, graph.LocalParticipant{Entity: int(p.entity), Role: role, OnBehalfOf: -1, Span: d.spanOf(p.tokens), Text: d.nlp.TextOf(p.tokens), Confidence: r.Confidence})
		}
	}
	doer, done := graph.Actor, graph.Target
	if a.typ == graph.Agreement || a.typ == graph.Cooperation {
		if len(a.targets) > 0 || len(a.actors) > 1 {
			doer, done = graph.Party, graph.Party
		}
	}
	if a.typ == graph.Death || a.typ == graph.Appointment && len(a.targets) == 0 {
		doer = graph.Target
	}
	add(a.actors, doer)
	add(a.targets, done)
	if a.date >= 0 {
		date := d.times[a.date].date
		r.Date = &date
	}
	r.Attribution = x.chain(d, &a.source)
	for _, b := range append([]*act{a}, a.more...) {
		if len(r.Evidence) < 5 && !slices.ContainsFunc(r.Evidence, func(e graph.Evidence) bool { return e.Sentence == int(b.sentence) }) {
			r.Evidence = append(r.Evidence, x.actEvidence(d, b))
		}
	}
	return r
}

// actEvidence is the sentence that tells of a, with what is worth marking.
func (x *Extractor) actEvidence(d *document, a *act) graph.Evidence {
	e := graph.Evidence{Sentence: int(a.sentence), Span: d.sentenceSpan(a.sentence), Factuality: a.fact, Confidence: actConfidence(d, a), Attribution: x.chain(d, &a.source)}
	mark := func(kind graph.HighlightKind, r nlp.Range, entity int32) {
		if r.Len() > 0 && d.sentenceOf[r.First] == a.sentence {
			e.Highlights = append(e.Highlights, graph.Highlight{Kind: kind, Span: d.spanOf(r), Entity: int(entity)})
		}
	}
	mark(graph.HighlightTrigger, nlp.Range{First: a.token, End: a.token + 1}, -1)
	for _, p := range append(slices.Clone(a.actors), a.targets...) {
		mark(graph.HighlightParticipant, p.tokens, p.entity)
	}
	if a.date >= 0 {
		date := d.times[a.date].date
		e.Date = &date
		mark(graph.HighlightDate, d.times[a.date].tokens, -1)
	}
	if a.source.text != "" {
		mark(graph.HighlightAttribution, a.source.tokens, a.source.entity)
	}
	if a.cue >= 0 {
		mark(graph.HighlightFactuality, nlp.Range{First: a.cue, End: a.cue + 1}, -1)
	}
	slices.SortStableFunc(e.Highlights, func(a, b graph.Highlight) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return e
}

// actConfidence is a rough order of how sure an act is, by what is known of
// it. Unlike that of encounters it is not calibrated: there are no annotated
// articles of acts to calibrate it on.
func actConfidence(d *document, a *act) float64 {
	c := 0.55
	if len(a.actors) > 0 {
		c += 0.1
	}
	if len(a.targets) > 0 {
		c += 0.1
	}
	if d.nlp.UPOS[a.token] == nlp.PosVerb {
		c += 0.1
	}
	return c
}

// actSource finds who says so: the subject of the verb of saying over the
// act, or what follows "according to".
func (x *Extractor) actSource(d *document, a *act) {
	sentence := d.nlp.Sentences[a.sentence]
	for h, n := d.nlp.Head[a.token], 0; h >= 0 && n < 6; h, n = d.nlp.Head[h], n+1 {
		if d.nlp.UPOS[h] != nlp.PosVerb || !x.ontology.Listed("say", d.nlp.Lemma[h]) {
			continue
		}
		s := d.subject(h)
		if s < 0 {
			continue
		}
		if w := d.lower(s); w == "it" || w == "who" || w == "which" || w == "that" {
			continue
		}
		a.source = x.sourceOf(d, &sourceCandidate{name: s, cue: h})
		return
	}
	for t := sentence.First; t < sentence.End; t++ {
		if d.lower(t) == "according" {
			if s := x.accordingTo(d, t); s >= 0 {
				a.source = x.sourceOf(d, &sourceCandidate{name: s, cue: t})
				return
			}
		}
	}
}
