package extract

import (
	"cmp"
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// A position is a post that the article gives to a person.
type position struct {
	entity int32 // of the person
	title  string
	// org is the entity of the body, or -1; country the ISO alpha-3 code of
	// the country that stands for it where the article does not name one.
	org        int32
	country    string
	orgName    string // of a body that the article does not name so
	status     graph.PositionStatus
	membership bool
	first, end int32 // tokens that say it
	// period is when it was, is or will be held, as far as the words at said
	// say; nil when they do not.
	period *graph.Date
	said   nlp.Range
}

// findPositions reads who holds which post: titles beside names, appositions,
// "X is president of Y", "X was named chairman", "Rep. X, R-Ohio".
func (x *Extractor) findPositions(d *document) []position {
	p := positions{x: x, d: d, verb: -1}
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.entity < 0 || d.entities[m.entity].kind != graph.Person {
			continue
		}
		switch m.form {
		case graph.NamedMention:
			p.beside(m)
			p.party(m)
		case graph.NominalMention:
			p.nominal(m)
		}
		p.predicate(m)
	}
	all := p.settled()
	p.terms(all)
	return all
}

type positions struct {
	x   *Extractor
	d   *document
	all []position
	// named counts the mentions of countries, when asked for.
	named map[string]int
	// verb is the predicate of the clause that is read, or -1.
	verb int32
	// dates are those of the sentence numbered datedSentence from 1.
	dates         []termDate
	datedSentence int32
}

// beside reads the role phrases around the name of m.
func (p *positions) beside(m *mention) {
	if r := p.before(m.tokens.First); r.Len() > 0 {
		p.phrase(m.entity, r, m.tokens)
	}
	end := m.tokens.End
	if r := p.x.titleAfter(p.d, end); r.Len() > 0 && !p.nextPerson(r.End) && !p.ofAnother(r) {
		p.phrase(m.entity, r, m.tokens)
		return
	}
	if p.parenthesis(m) {
		return
	}
	// An apposition whose head is no listed role but names an occupation.
	for c := range p.d.children.of(m.head) {
		if p.d.rel(c) == nlp.Appos && c >= end && p.d.nlp.UPOS[c] == nlp.PosNoun && p.isPost(c) && p.d.mentionAt[c] < 0 && p.d.child(c, nlp.Cop) < 0 {
			first, last := p.d.subtree(c)
			p.role(m.entity, nlp.Range{First: max(first, end), End: last + 1}, c, m.tokens)
		}
	}
}

// nextPerson reports whether a person is named at token t: the title before
// it is that person's.
func (p *positions) nextPerson(t int32) bool {
	if t >= int32(p.d.nlp.Len()) {
		return false
	}
	o := p.d.mentionAt[t]
	return o >= 0 && p.d.mentions[o].typ == nlp.Person && p.d.mentions[o].form == graph.NamedMention
}

// ofAnother reports whether the role in r stands before the name of another
// person: "X, France's President Y".
func (p *positions) ofAnother(r nlp.Range) bool {
	for k := r.First; k < r.End; k++ {
		switch {
		case p.nextPerson(k):
			return k > r.First && (p.isPost(k-1) || courtesy[p.d.lower(k-1)])
		case p.d.nlp.UPOS[k] == nlp.PosAdp:
			return false
		}
	}
	return false
}

// isPost reports whether token t is a noun for a post or an occupation.
func (p *positions) isPost(t int32) bool {
	if p.x.isRole(p.d, t) {
		return true
	}
	u := p.d.nlp.UPOS[t]
	if noOffice[p.d.lower(t)] {
		return false
	}
	if w := p.d.lower(t); w == "member" && t+1 < int32(p.d.nlp.Len()) && p.d.lower(t+1) == "of" && p.d.mentionAt[t] < 0 {
		return true
	}
	return (u == nlp.PosNoun || u == nlp.PosPropn) && p.d.mentionAt[t] < 0 && occupation(p.d.lower(t))
}

// before returns the noun phrase with a role that ends right before the name
// at token at: "Iranian Foreign Minister", "the president of the World Bank,",
// "Prime Minister of Mongolia".
func (p *positions) before(at int32) nlp.Range {
	d := p.d
	var none nlp.Range
	sentence := d.nlp.Sentences[d.sentenceOf[at]]
	if at == sentence.First && at >= 2 && d.nlp.Word(at-1) == "." && abbreviated(d.lower(at-2)) {
		sentence = d.nlp.Sentences[d.sentenceOf[at]-1] // "Rep." ended a sentence by mistake
	}
	end := at
	for end > sentence.First && courtesy[d.lower(end-1)] && !p.isRoleBefore(end-1) {
		end--
	}
	if end > sentence.First && d.nlp.Word(end-1) == "," {
		end--
	}
	first := end
scan:
	for i := end - 1; i >= sentence.First && end-i <= 18; i-- {
		if o := d.mentionAt[i]; o >= 0 && d.mentions[o].typ == nlp.Person && d.mentions[o].form == graph.NamedMention {
			break
		}
		w := d.lower(i)
		switch u := d.nlp.UPOS[i]; {
		case w == "." && i > sentence.First && abbreviated(d.lower(i-1)) && d.nlp.Spans[i-1].End == d.nlp.Spans[i].Start:
			first = i // "Rep." read as two tokens
		case p.endsHyphenated(i):
			first = i
		case d.mentionAt[i] >= 0 || u == nlp.PosNoun || u == nlp.PosPropn || u == nlp.PosAdj || abbreviated(w):
			first = i
		case u == nlp.PosDet || w == "'s" || w == "’s" || w == "’" || w == "&" || w == "-" || w == "his" || w == "her" || w == "their":
			first = i
		case w == "and" && i > sentence.First && (p.isPost(i+1) || d.nlp.UPOS[i-1] == nlp.PosNoun || d.nlp.UPOS[i-1] == nlp.PosPropn):
		case (w == "of" || w == "for" || w == "to" || w == "at" || w == "in") && i > sentence.First && (p.isPost(i-1) || w == "of" && i > sentence.First && d.nlp.UPOS[i-1] != nlp.PosVerb):
		default:
			break scan
		}
	}
	// The name must follow the role or what the role is of.
	role, open := int32(-1), false
	for t := first; t < end; t++ {
		if p.isPost(t) || abbreviated(d.lower(t)) || p.endsHyphenated(t) {
			if role < 0 {
				role = t
			}
			open = true
		}
	}
	if role < 0 || !open {
		return none
	}
	if end < at && end-1 > role && d.lower(end) == "," && !p.ofPhrase(role, end) && !p.isPost(end-1) {
		return none
	}
	return nlp.Range{First: first, End: end}
}

func (p *positions) isRoleBefore(t int32) bool { return p.x.isRole(p.d, t) && !courtesy[p.d.lower(t)] }

// ofPhrase reports whether the role at t is followed by what it is of.
func (p *positions) ofPhrase(t, end int32) bool {
	for k := t + 1; k < end; k++ {
		switch p.d.lower(k) {
		case "of", "for", "to", "at", "in":
			return true
		}
	}
	return false
}

// nominal reads the title of a role that stands for a person: "the Lebanese
// minister". Bare roles ("the president") repeat what a name's title says.
func (p *positions) nominal(m *mention) {
	if m.gender == 'p' || m.gender == 'P' || len(m.titles) == 0 || m.country == "" || roleHead(m.titles[0]) == "counterpart" {
		return
	}
	first, last := p.d.subtree(m.head)
	p.role(m.entity, nlp.Range{First: first, End: min(last+1, m.head+6)}, m.head, m.tokens)
}

// officeVerbs say that somebody holds a post, and how it stands.
var officeVerbs = map[string]graph.PositionStatus{
	"become": graph.Current, "name": graph.Current, "appoint": graph.Current, "elect": graph.Current, "re-elect": graph.Current, "reelect": graph.Current,
	"install": graph.Current, "inaugurate": graph.Current, "remain": graph.Current, "choose": graph.Current, "make": graph.Current, "promote": graph.Current,
	"nominate": graph.Future, "designate": graph.Future, "serve": graph.Former, "resign": graph.Former, "retire": graph.Former, "act": graph.Current, "work": graph.Current,
}

// takesObject are the office verbs of which the holder is the object.
var takesObject = map[string]bool{"name": true, "appoint": true, "elect": true, "re-elect": true, "reelect": true, "install": true, "inaugurate": true, "choose": true, "make": true, "promote": true, "nominate": true, "designate": true}

func hasAux(d *document, v int32, word string) bool {
	for c := range d.children.of(v) {
		if (d.rel(c) == nlp.Aux || d.rel(c) == nlp.Mark) && d.lower(c) == word {
			return true
		}
	}
	return false
}

// negated reports whether token t has a negation below it.
func (x *Extractor) negated(d *document, t int32) bool {
	for c := range d.children.of(t) {
		switch d.lower(c) {
		case "not", "n't", "n’t", "never", "no", "neither":
			return true
		}
	}
	return false
}

// party reads "Rep. X, R-Ohio" and "X (D-Calif.)": a member of a party.
func (p *positions) party(m *mention) {
	d := p.d
	i := m.tokens.End
	if i+1 >= int32(d.nlp.Len()) || d.lower(i) != "," && d.lower(i) != "(" {
		return
	}
	w := d.nlp.Word(i + 1)
	if w == "" || len(w) > 1 && w[1] != '-' || len(w) == 1 && (i+2 >= int32(d.nlp.Len()) || !strings.HasPrefix(d.nlp.Word(i+2), "-")) {
		return
	}
	name := map[byte]string{'R': "Republican Party", 'D': "Democratic Party"}[w[0]]
	if name == "" {
		return
	}
	org := int32(-1)
	for e := range d.entities {
		if k := d.entities[e].key; d.entities[e].kind == graph.Organization && (k == strings.ToLower(name) || strings.HasPrefix(strings.ToLower(name), strings.TrimSuffix(k, "s")+" ")) {
			org = int32(e)
			break
		}
	}
	p.all = append(p.all, position{entity: m.entity, title: "member", org: org, orgName: name, status: graph.Current, membership: true, first: m.tokens.First, end: min(i+3, d.nlp.Sentences[d.sentenceOf[i]].End)})
}

// settled folds repeated posts: one entry for each (person, title, body,
// status), and none without a body where another has it.
func (p *positions) settled() []position {
	var out []position
	same := func(a, b *position) bool {
		return a.entity == b.entity && a.status == b.status && (a.title == b.title || roleHead(headWord(a.title)) == roleHead(headWord(b.title)) &&
			(strings.HasSuffix(headWord(a.title), headWord(b.title)) || strings.HasSuffix(headWord(b.title), headWord(a.title))))
	}
	for i := range p.all {
		a := &p.all[i]
		k := slices.IndexFunc(out, func(b position) bool {
			return same(a, &b) && (a.org == b.org && a.country == b.country || a.org < 0 || b.org < 0)
		})
		if k < 0 {
			out = append(out, *a)
			continue
		}
		b := &out[k]
		if b.period == nil && a.period != nil {
			b.period, b.said = a.period, a.said
			b.first, b.end = a.first, a.end
		}
		if b.org < 0 && a.org >= 0 {
			b.org, b.country = a.org, ""
			if b.period == nil {
				b.first, b.end = a.first, a.end
			}
		}
		if len(a.title) > len(b.title) {
			b.title = a.title
		}
	}
	return out
}

// headWord returns a title up to its first preposition.
func headWord(t string) string {
	for _, p := range []string{" of ", " for ", " to ", " in ", " at ", " on "} {
		t, _, _ = strings.Cut(t, p)
	}
	return t
}

// writePositions adds the posts to the local entities.
func (x *Extractor) writePositions(d *document, out []graph.LocalEntity) {
	for _, p := range x.findPositions(d) {
		l := graph.LocalPosition{Title: p.title, Organization: int(p.org), Status: p.status, Period: p.period, Membership: p.membership}
		if p.org < 0 {
			l.OrganizationName = cmp.Or(p.orgName, lexicon.CountryNamed(p.country))
		}
		s := d.sentenceOf[p.first]
		last := min(p.end, d.nlp.Sentences[s].End)
		l.Evidence = graph.Evidence{Sentence: int(s), Span: d.spanOf(nlp.Range{First: p.first, End: last}), Confidence: 0.85}
		d.dateHighlight(&p, &l.Evidence)
		out[p.entity].Positions = append(out[p.entity].Positions, l)
	}
}
