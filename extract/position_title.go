package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

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
	return p.read(entity, r, t, "", nlp.Range{First: min(r.First, name.First), End: max(r.End, name.End)}, name.First)
}

// stated is role for a post that a clause asserts with a status of its own.
// v is its predicate.
func (p *positions) stated(entity int32, r nlp.Range, t, v int32, status graph.PositionStatus) {
	p.verb = v
	p.read(entity, r, t, status, r, -1)
	p.verb = -1
}

// read reads the post whose head noun is t. The tokens said say it, and name is
// the first of the name that stands beside it, or -1.
func (p *positions) read(entity int32, r nlp.Range, t int32, status graph.PositionStatus, said nlp.Range, name int32) (last int32) {
	d := p.d
	out := position{entity: entity, org: -1, status: graph.Current, first: said.First, end: said.End}
	for t+2 < int32(d.nlp.Len()) && p.hyphenAt(t+1) && p.endsHyphenated(t+2) {
		t += 2
		r.End = max(r.End, t+1)
	}
	words := []string{fullTitle(p.singular(t))}
	if courtesy[words[0]] || noPost[words[0]] {
		return t
	}
	// To the left: what kind of role, then the body.
	i := t - 1
	for ; i-1 >= r.First && p.hyphenAt(i); i -= 2 {
		words[0] = fullTitle(d.lower(i-1)) + "-" + words[0]
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
		words = append(words, fullTitle(w))
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
	p.date(&out, t, last, name)
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
		if d.timeAt(i + 1) {
			return last // "named director on Monday"
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
