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
}

// findPositions reads who holds which post: titles beside names, appositions,
// "X is president of Y", "X was named chairman", "Rep. X, R-Ohio".
func (x *Extractor) findPositions(d *document) []position {
	p := positions{x: x, d: d}
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
	return p.settled()
}

type positions struct {
	x   *Extractor
	d   *document
	all []position
	// named counts the mentions of countries, when asked for.
	named map[string]int
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
	if m.gender == 'p' || len(m.titles) == 0 || m.country == "" || roleHead(m.titles[0]) == "counterpart" {
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

// phrase reads every role in r, such as both of "president and chief
// executive of X". name is where the person is named.
func (p *positions) phrase(entity int32, r nlp.Range, name nlp.Range) {
	from := len(p.all)
	for t := r.First; t < r.End; t++ {
		if !p.isPost(t) && !abbreviated(p.d.lower(t)) && !p.endsHyphenated(t) || p.continues(t, r.End) {
			continue
		}
		n := len(p.all)
		last := p.role(entity, r, t, name)
		if len(p.all) > n && p.d.nlp.XPOS[t] == nlp.TagNNS && t < name.First {
			p.share(p.all[n], name)
		}
		if last > t {
			t = last // what the role is of names no post of this person
		}
	}
	// "President and CEO of X": the first role has the body of the second.
	for i := from; i+1 < len(p.all); i++ {
		if p.all[i].org < 0 && p.all[i].country == "" {
			p.all[i].org = p.all[i+1].org
		} else if p.all[i+1].org < 0 && p.all[i+1].country == "" {
			p.all[i+1].org = p.all[i].org
		}
	}
}

// continues reports whether the role at t is only the first part of a longer
// one: "prime" of "prime minister", "minister" of "minister spokesman".
func (p *positions) continues(t, end int32) bool {
	if t+1 < end && p.d.mentionAt[t+1] >= 0 {
		return false
	}
	w := p.d.lower(t)
	if t+2 < end && p.hyphenAt(t+1) && !p.isPost(t+2) {
		return p.endsHyphenated(t + 2)
	}
	if t+1 < end && !p.hyphenAt(t+1) && p.isPost(t) {
		next := p.d.lower(t + 1)
		if courtesy[next] || rank[next] && !rank[w] && !(next == "general" && generals[w]) {
			return false // "Minister Sheikh X", "Commander Lieutenant General X"
		}
	}
	return t+1 < end && (p.isPost(t+1) || p.hyphenAt(t+1) && t+2 < end && p.isPost(t+2) || w == "vice" || w == "deputy" || w == "crown" || w == "prime")
}

// hyphenAt reports whether token t ties the words beside it: "secretary-general".
func (p *positions) hyphenAt(t int32) bool {
	s := p.d.nlp.Spans
	return t > 0 && t+1 < int32(len(s)) && p.d.nlp.Word(t) == "-" && s[t-1].End == s[t].Start && s[t].End == s[t+1].Start
}

// endsHyphenated reports whether token t ends a title of several words tied
// by hyphens whose head is before: "president-elect".
func (p *positions) endsHyphenated(t int32) bool {
	switch p.d.lower(t) {
	case "elect", "designate", "general", "chief", "minister":
		return p.hyphenAt(t - 1)
	}
	return false
}

// role reads the post whose head noun is t, within the phrase r.
func (p *positions) role(entity int32, r nlp.Range, t int32, name nlp.Range) (last int32) {
	return p.read(entity, r, t, "", nlp.Range{First: min(r.First, name.First), End: max(r.End, name.End)})
}

// stated is role for a post that a clause asserts with a status of its own.
func (p *positions) stated(entity int32, r nlp.Range, t int32, status graph.PositionStatus) {
	p.read(entity, r, t, status, r)
}

func (p *positions) read(entity int32, r nlp.Range, t int32, status graph.PositionStatus, said nlp.Range) (last int32) {
	d := p.d
	out := position{entity: entity, org: -1, status: graph.Current, first: said.First, end: said.End}
	for t+2 < int32(d.nlp.Len()) && p.hyphenAt(t+1) && p.endsHyphenated(t+2) {
		t += 2
		r.End = max(r.End, t+1)
	}
	words := []string{expandTitle(p.singular(t))}
	if courtesy[words[0]] || noPost[words[0]] {
		return t
	}
	// To the left: what kind of role, then the body.
	i := t - 1
	for ; i-1 >= r.First && p.hyphenAt(i); i -= 2 {
		words[0] = expandTitle(d.lower(i-1)) + "-" + words[0]
	}
	if rest, ok := strings.CutPrefix(words[0], "then-"); ok {
		words[0], out.status = rest, graph.Former
	} else if rest, ok := strings.CutPrefix(words[0], "ex-"); ok {
		words[0], out.status = rest, graph.Former
	}
	for ; i >= r.First; i-- {
		w := d.lower(i)
		if s, ok := statusWords[w]; ok {
			out.status = s
			continue
		}
		if d.mentionAt[i] >= 0 && d.mentions[d.mentionAt[i]].typ != nlp.Person {
			if p.portfolio(words, i) {
				first := max(d.mentions[d.mentionAt[i]].tokens.First, r.First)
				for ; i >= first; i-- {
					words = append(words, d.lower(i))
				}
				i++
				continue
			}
			break
		}
		u := d.nlp.UPOS[i]
		if w == "." && i > r.First && abbreviated(d.lower(i-1)) {
			continue
		}
		if w == "vice" {
			words = append(words, w)
			continue
		}
		if rank[w] && !rank[words[0]] && !p.isPost(i+1) || !(words[0] == "general" && generals[w]) && !rank[w] && rank[words[0]] && p.isPost(i) {
			break
		}
		if u != nlp.PosNoun && u != nlp.PosAdj && u != nlp.PosPropn || dropped[w] {
			if w == "the" || w == "a" || w == "an" || w == "-" || dropped[w] {
				continue
			}
			break
		}
		if i+1 < t && p.x.isRole(d, i) && !p.continues(i, t) {
			break
		}
		if s, rest, ok := prefixed(w); ok {
			out.status = s
			w = rest
		}
		words = append(words, expandTitle(w))
	}
	slices.Reverse(words)
	poss, owner := int32(-1), int32(-1)
	for ; i >= r.First; i-- {
		w := d.lower(i)
		if s, ok := statusWords[w]; ok {
			out.status = s
			continue
		}
		if w == "his" || w == "her" || w == "their" {
			poss = i
			break
		}
		if o := d.mentionAt[i]; o >= 0 {
			m := &d.mentions[o]
			if m.typ == nlp.Person {
				if i+1 < t && m.entity >= 0 && (d.lower(i+1) == "'s" || d.lower(i+1) == "’s") {
					owner = m.entity
				}
				break
			}
			if out.org < 0 && m.entity >= 0 && !courtesy[w] {
				out.org = m.entity
			}
			i = m.tokens.First
			continue
		}
		if w == "," || w == "and" || w == "&" {
			break
		}
		if out.org < 0 && i+1 < t && (d.lower(i+1) == "'s" || d.lower(i+1) == "’s") {
			out.org = d.groupAt(i) // "the foundation's director"
		}
	}
	// Status words may stand before the body too: "former Iranian president".
	for k := i; k >= max(r.First-2, 0) && k >= t-8; k-- {
		if s, ok := statusWords[d.lower(k)]; ok && d.sentenceOf[k] == d.sentenceOf[t] {
			out.status = s
		}
	}
	last = p.right(&out, &words, r, t)
	if status != "" {
		out.status = status
	}
	title := strings.Join(words, " ")
	if head := roleHead(title); head == "counterpart" || head == "opponent" || head == "predecessor" || head == "successor" {
		if head != "counterpart" || poss < 0 || !p.counterpart(&out, &title, poss) {
			return last
		}
	}
	if h := headWord(title); strings.HasSuffix(h, "-elect") || strings.HasSuffix(h, "-designate") {
		out.status = graph.Future
	}
	out.title = title
	out.membership = title == "member"
	if out.org < 0 && out.orgName == "" && national(title) {
		out.country = p.countryOf(entity, title)
	}
	if out.org < 0 && out.country == "" && owner >= 0 {
		out.country = p.ownCountry(owner) // "X's national security adviser"
	}
	p.all = append(p.all, out)
	return last
}

// singular returns the word of token t in the singular, in lower case.
func (p *positions) singular(t int32) string {
	if x := p.d.nlp.XPOS[t]; x == nlp.TagNNS || x == nlp.TagNNPS {
		return strings.TrimSuffix(p.d.lower(t), "s")
	}
	return p.d.lower(t)
}

// right reads what follows the head of a role: "minister of foreign affairs of
// Y", "ambassador to Z", "fellow at the W Institute".
func (p *positions) right(out *position, words *[]string, r nlp.Range, t int32) (last int32) {
	last = t
	d := p.d
	end := min(r.End, t+10)
	if r.End <= t+1 || r.End == t+2 && d.nlp.Word(t+1) == "." {
		// The phrase ends with the role; "President X of Y" has the body after
		// the name.
		p.afterName(out)
		return t
	}
	for i := t + 1; i < end; {
		w := d.lower(i)
		if w != "of" && w != "for" && w != "at" && w != "in" && w != "to" && w != "on" && w != "with" {
			return last
		}
		// The noun phrase after the preposition.
		k := i + 1
		var np []string
		org := int32(-1)
		for ; k < end; k++ {
			if o := d.mentionAt[k]; o >= 0 && d.mentions[o].typ != nlp.Person {
				if d.mentions[o].entity >= 0 && org < 0 {
					org = d.mentions[o].entity
				}
				np = append(np, d.lower(k))
				continue
			}
			u := d.nlp.UPOS[k]
			if u == nlp.PosNoun || u == nlp.PosPropn || u == nlp.PosAdj || u == nlp.PosNum && len(np) > 0 && d.nlp.UPOS[k-1] == nlp.PosPropn {
				np = append(np, d.lower(k))
				continue
			}
			if u == nlp.PosDet || d.lower(k) == "'s" || d.lower(k) == "’s" || (d.lower(k) == "and" && org < 0 && len(np) > 0 && k+1 < end && d.nlp.UPOS[k+1] != nlp.PosDet && !p.x.isRole(d, k+1)) {
				if u == nlp.PosCconj {
					np = append(np, "and")
				}
				continue
			}
			break
		}
		if len(np) == 0 {
			return last
		}
		last = k - 1
		if org >= 0 && w != "to" && w != "on" {
			// "Minister of Foreign Affairs", "Secretary of Health and Human
			// Services": what a minister is of is no body but a field.
			if w == "of" && portfolioHead((*words)[len(*words)-1]) && d.entities[org].kind == graph.Organization && d.lower(i+1) != "the" {
				*words = append(append(*words, w), np...)
				i = k
				continue
			}
			// "director of the Asia Program at the Center": the last is the body.
			if out.org < 0 || w == "at" {
				out.org = org
			}
			i = k
			continue
		}
		if last := np[len(np)-1]; org >= 0 && w != "to" && d.mentionAt[k-1] < 0 && d.nlp.UPOS[k-1] == nlp.PosNoun && !noOffice[last] && out.org == org && k-1 > i+1 {
			// "editor of a Russian journal": the journal is the body.
			first := i + 1
			for first < k && d.nlp.UPOS[first] == nlp.PosDet {
				first++
			}
			if d.nlp.UPOS[first] == nlp.PosAdj || d.nlp.Deprel[first].Universal() == nlp.Amod {
				out.org, out.orgName = -1, d.nlp.TextOf(nlp.Range{First: first, End: k})
			}
		}
		if org < 0 && (w == "of" || w == "at") && !portfolioHead((*words)[len(*words)-1]) && p.bodyName(out, i+1, k) {
			i = k
			continue
		}
		if w == "in" && org < 0 {
			return last
		}
		if w == "to" || org < 0 {
			*words = append(append(*words, w), np...)
		}
		i = k
	}
	return last
}

// bodyName takes the words [first, end) for the name of a body when they are
// written as one, and reports whether they are.
func (p *positions) bodyName(out *position, first, end int32) bool {
	d := p.d
	for first < end && d.nlp.UPOS[first] == nlp.PosDet {
		first++
	}
	if end-first < 1 || out.org >= 0 || d.inTitle(first) {
		return false
	}
	for k := first; k < end; k++ {
		w := d.nlp.Word(k)
		if (w[0] < 'A' || w[0] > 'Z') && (k == first || w[0] < '0' || w[0] > '9') && w != "of" && w != "and" && w != "the" && w != "for" {
			return false
		}
	}
	out.orgName = d.nlp.TextOf(nlp.Range{First: first, End: end})
	return true
}

// afterName reads the body in "President X of Y", "Senator X of Ohio".
func (p *positions) afterName(out *position) {
	d := p.d
	if out.org >= 0 || out.end+1 >= int32(d.nlp.Len()) || d.lower(out.end) != "of" || d.sentenceOf[out.end] != d.sentenceOf[out.first] {
		return
	}
	k := out.end + 1
	if d.lower(k) == "the" && k+1 < int32(d.nlp.Len()) {
		k++
	}
	if o := d.mentionAt[k]; o >= 0 && d.mentions[o].typ != nlp.Person && d.mentions[o].entity >= 0 {
		out.org = d.mentions[o].entity
		out.end = d.mentions[o].tokens.End
	}
}

// counterpart gives "his Venezuelan counterpart" the title of the one whose
// counterpart it is.
func (p *positions) counterpart(out *position, title *string, poss int32) bool {
	o := p.d.mentionAt[poss]
	if o < 0 || p.d.mentions[o].entity < 0 {
		return false
	}
	for _, t := range p.d.entities[p.d.mentions[o].entity].titles {
		if national(t) {
			*title = t
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
		if b.org < 0 && a.org >= 0 {
			b.org, b.country, b.first, b.end = a.org, "", a.first, a.end
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
		l := graph.LocalPosition{Title: p.title, Organization: int(p.org), Status: p.status, Membership: p.membership}
		if p.org < 0 {
			l.OrganizationName = cmp.Or(p.orgName, lexicon.CountryNamed(p.country))
		}
		s := d.sentenceOf[p.first]
		last := min(p.end, d.nlp.Sentences[s].End)
		l.Evidence = graph.Evidence{Sentence: int(s), Span: d.spanOf(nlp.Range{First: p.first, End: last}), Confidence: 0.85}
		out[p.entity].Positions = append(out[p.entity].Positions, l)
	}
}

// statusWords before a role say how it stands.
var statusWords = map[string]graph.PositionStatus{
	"former": graph.Former, "ex": graph.Former, "then": graph.Former, "late": graph.Former, "onetime": graph.Former, "one-time": graph.Former, "ousted": graph.Former,
	"deposed": graph.Former, "previous": graph.Former, "erstwhile": graph.Former, "sometime": graph.Former, "retired": graph.Former, "toppled": graph.Former,
	"incoming": graph.Future, "future": graph.Future, "designate": graph.Future, "prospective": graph.Future, "would-be": graph.Future,
}

// prefixed splits "ex-president" and "then-director".
func prefixed(w string) (graph.PositionStatus, string, bool) {
	for _, p := range []string{"ex-", "then-", "former-"} {
		if rest, ok := strings.CutPrefix(w, p); ok && rest != "" {
			return graph.Former, rest, true
		}
	}
	return "", w, false
}

// dropped words are no part of a title.
var dropped = map[string]bool{
	"new": true, "newly": true, "current": true, "incumbent": true, "sitting": true, "visiting": true, "outgoing": true, "elected": true, "appointed": true, "veteran": true,
	"longtime": true, "long-time": true, "embattled": true, "influential": true, "powerful": true, "first": true, "his": false, "fellow": false, "mr": true, "mr.": true,
	"minted": true, "young": true, "old": true, "interim": true, "caretaker": true, "reclusive": true, "hardline": true, "conservative": true, "liberal": true,
}

// courtesy titles are no posts.
var courtesy = map[string]bool{
	"sheikh": true, "sheikha": true, "shaikh": true, "hrh": true, "h.e.": true, "hon": true, "rev": true,
	"mr": true, "mr.": true, "mrs": true, "mrs.": true, "ms": true, "ms.": true, "miss": true, "dr": true, "dr.": true, "sir": true, "lord": true, "lady": true, "dame": true,
	"prof": true, "prof.": true, "excellency": true, "majesty": true, "highness": true, "president's": true, "official": false, "man": true, "woman": true, "people": true,
}

// noOffice are nouns that a list of titles has but that name a body.
var noOffice = map[string]bool{"government": true, "administration": true, "office": true, "cabinet": true, "regime": true, "kingdom": true, "party": true, "parliament": true,
	"company": true, "court": true, "army": true, "police": true, "house": true, "council": true, "committee": true, "ministry": true, "state": true, "team": true}

// rank are the words of military ranks, which stand beside a post.
var rank = map[string]bool{"lieutenant": true, "lt": true, "lt.": true, "general": true, "gen": true, "gen.": true, "colonel": true, "col": true, "col.": true, "major": true,
	"maj": true, "maj.": true, "brigadier": true, "admiral": true, "adm": true, "adm.": true, "captain": true, "capt": true, "capt.": true, "sergeant": true, "marshal": true}

// generals are the civil posts that "general" ends.
var generals = map[string]bool{"secretary": true, "attorney": true, "governor": true, "director": true, "consul": true, "inspector": true, "solicitor": true, "surgeon": true, "auditor": true}

// portfolioHead reports whether the holder of a post has a field of
// government: "minister of finance", "secretary of energy".
func portfolioHead(w string) bool {
	return w == "minister" || w == "secretary" || w == "undersecretary"
}

// portfolio reports whether the name at token i is the field of the minister
// or secretary whose title so far is words (from its end): "Health and Human
// Services Secretary".
func (p *positions) portfolio(words []string, i int32) bool {
	m := &p.d.mentions[p.d.mentionAt[i]]
	if m.entity < 0 || p.d.entities[m.entity].kind != graph.Organization || !portfolioHead(words[0]) || len(words) > 1 {
		return false
	}
	switch text := p.d.nlp.TextOf(m.tokens); {
	case text == strings.ToUpper(text), strings.Contains(text, "Ministry"), strings.Contains(text, "Department"), strings.Contains(text, "Party"), strings.Contains(text, "House"),
		strings.Contains(text, "Council"), strings.Contains(text, "Union"), strings.Contains(text, "Nations"):
		return false
	}
	return true
}

// noPost are roles that say who somebody is, not what post they hold.
var noPost = map[string]bool{
	"wife": true, "husband": true, "widow": true, "son": true, "daughter": true, "sister": true, "brother": true, "father": true, "mother": true,
	"host": true, "guest": true, "colleague": true, "veteran": true, "star": true, "dictator": false, "candidate": false, "republican": true, "democrat": true,
	"citizen": true, "national": true, "native": true, "resident": true, "detainee": true, "prisoner": true, "victim": true, "protester": true, "critic": true, "supporter": true,
	"rival": true, "ally": true, "opponent": true, "friend": true,
}

// titleForms writes abbreviated titles out.
var titleForms = map[string]string{
	"rep.": "representative", "rep": "representative", "sen.": "senator", "sen": "senator", "gov.": "governor", "gov": "governor", "gen.": "general", "gen": "general",
	"lt.": "lieutenant", "lt": "lieutenant", "col.": "colonel", "col": "colonel", "maj.": "major", "maj": "major", "adm.": "admiral", "adm": "admiral", "sgt.": "sergeant",
	"capt.": "captain", "amb.": "ambassador", "pm": "prime minister", "fm": "foreign minister", "premier": "premier", "vp": "vice president", "sec.": "secretary", "brig.": "brigadier",
}

func abbreviated(w string) bool { _, ok := titleForms[w]; return ok }

func expandTitle(w string) string {
	if full, ok := titleForms[w]; ok {
		return full
	}
	return w
}

// national reports whether a title without a body is one of a country.
func national(title string) bool {
	full := title
	title = headWord(title)
	switch roleHead(title) {
	case "president", "minister", "premier", "chancellor", "king", "queen", "emperor", "empress", "emir", "sultan", "prince", "princess", "monarch", "ruler", "ayatollah":
		return true
	case "secretary":
		return !strings.Contains(title, "press") && !strings.Contains(title, "private") && !strings.Contains(title, "party") && !strings.Contains(title, "general") && !strings.Contains(full, " to ")
	}
	return false
}

// occupation reports whether a noun names what somebody does, by its form.
func occupation(w string) bool {
	if _, ok := lexicon.Title(w); ok {
		return true
	}
	for _, s := range []string{"ist", "yst", "ologist", "grapher", "eer", "scholar", "professor", "lawyer", "player", "manager", "worker", "author", "writer", "editor", "reporter", "fellow", "founder", "producer", "teacher", "adviser", "advisor", "expert"} {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}
