package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// A containment is one place of the text that says in which place another
// place or body lies.
type containment struct{ part, whole int32 } // entities

// writeWithin sets what each entity lies within as the article says it: by a
// comma ("Pavia, Lombardy, Italy"), a preposition ("the town of X in Y"), an
// apposition ("X, a city in Y") or what stands before a name ("Y's capital X").
// The lists of places only tell apart what is written alike, such as a list of
// countries; they never add a place.
func (d *document) writeWithin(out []graph.LocalEntity) {
	var found []containment
	add := func(part, whole int32) {
		p, w := &d.mentions[part], &d.mentions[whole]
		if p.entity >= 0 && w.entity >= 0 && p.entity != w.entity && d.entities[w.entity].kind == graph.Place && !p.adjectival {
			found = append(found, containment{p.entity, w.entity})
		}
	}
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.form != graph.NamedMention || m.entity < 0 || m.adjectival {
			continue
		}
		switch d.entities[m.entity].kind {
		case graph.Place:
			for _, whole := range []int32{d.afterComma(int32(i)), d.afterPreposition(int32(i)), d.afterKind(int32(i)), d.beforeKind(int32(i))} {
				if whole >= 0 {
					add(int32(i), whole)
				}
			}
		case graph.Organization:
			if isSite(m.key) {
				if whole := d.afterPreposition(int32(i)); whole >= 0 {
					add(int32(i), whole)
				}
				if whole := d.afterComma(int32(i)); whole >= 0 {
					add(int32(i), whole)
				}
				if whole := d.beforeKind(int32(i)); whole >= 0 {
					add(int32(i), whole)
				}
			}
		}
	}
	nest(found, out)
}

// nest gives each entity the nearest of the places that it is said to lie in:
// one that lies in another of them, else the one said most often, else first.
// What would make a circle is left out.
func nest(found []containment, out []graph.LocalEntity) {
	wholes := make([][]int32, len(out)) // with repetitions, in text order
	for _, c := range found {
		wholes[c.part] = append(wholes[c.part], c.whole)
	}
	var inside func(part, whole int32, depth int) bool
	inside = func(part, whole int32, depth int) bool {
		return depth < 8 && slices.ContainsFunc(wholes[part], func(w int32) bool { return w == whole || inside(w, whole, depth+1) })
	}
	for _, c := range found {
		l := &out[c.part]
		if l.Within >= 0 || inside(c.part, c.part, 0) && inside(c.whole, c.part, 0) {
			continue
		}
		best, most := int32(-1), 0
		for _, w := range wholes[c.part] {
			n := 0
			for _, o := range wholes[c.part] {
				switch {
				case o == w:
					n++
				case inside(w, o, 0):
					n += len(wholes[c.part])
				}
			}
			if n > most && !contains(out, w, c.part) {
				best, most = w, n
			}
		}
		l.Within = int(best)
	}
}

// contains reports whether part is already said to lie somewhere within whole.
func contains(out []graph.LocalEntity, part, whole int32) bool {
	for n := 0; part >= 0 && n < len(out); n++ {
		if part == whole {
			return true
		}
		part = int32(out[part].Within)
	}
	return part >= 0
}

// placeNameAt returns the mention of a place by name that starts at token t,
// or -1.
func (d *document) placeNameAt(t int32) int32 {
	if t < 0 || t >= int32(d.nlp.Len()) {
		return -1
	}
	i := d.mentionAt[t]
	if i < 0 {
		return -1
	}
	if m := &d.mentions[i]; m.tokens.First != t || m.form != graph.NamedMention || m.adjectival || m.entity < 0 || d.entities[m.entity].kind != graph.Place {
		return -1
	}
	return i
}

// afterComma reads "X, Y": a name and, right after a comma, the place around
// it. The second must be set off on its other side too, and not be what a
// clause is about.
func (d *document) afterComma(i int32) int32 {
	m := &d.mentions[i]
	sentence := d.nlp.Sentences[d.sentenceOf[m.head]]
	if m.tokens.End >= sentence.End || d.nlp.Word(m.tokens.End) != "," {
		return -1
	}
	at := m.tokens.End + 1
	for at < sentence.End && sides[d.lower(at)] && d.placeNameAt(at) < 0 { // "X, eastern Y"
		at++
	}
	side := at > m.tokens.End+1
	j := d.placeNameAt(at)
	if j < 0 || at >= sentence.End || d.mentions[j].typ == nlp.Fac {
		return -1
	}
	if t := d.mentions[j].tokens.End; t+1 < sentence.End && (d.lower(t) == "'s" || d.lower(t) == "’s") {
		if k := d.placeNameAt(t + 1); k >= 0 { // "X, Y's Z Province"
			j = k
		} else if side {
			return -1
		}
	}
	o := &d.mentions[j]
	likely := lies(m, o)
	below := side || d.nlp.Head[o.head] == m.head && (d.rel(o.head) == nlp.Appos || d.rel(o.head) == nlp.Nmod || d.rel(o.head) == nlp.Flat || d.rel(o.head) == nlp.List)
	if likely == unlike || likely == doubtful && (!below || len(lexicon.Region(m.key)) > 0 || len(lexicon.City(o.key)) > 0 && len(regionsNamed(o.key)) == 0) {
		return -1 // "X, Idaho" may be another X than the lists', "London, Paris" not
	}
	if d.rel(o.head) == nlp.Nsubj && d.nlp.Head[o.head] != m.head && d.nlp.Head[m.head] != d.nlp.Head[o.head] {
		return -1 // "When he left X, Y was ..."
	}
	if likely == known {
		return j
	}
	// What the lists do not know must not look like one of a list of names.
	if d.listed(m, o, sentence) {
		return -1
	}
	next := ""
	if o.tokens.End < sentence.End {
		next = d.lower(o.tokens.End)
	}
	switch next {
	case "", ",", ".", ")", ";", ":", "-", "–", "—", "\"", "”", "?", "!":
	default:
		return -1
	}
	if below {
		return j
	}
	// Read otherwise: the last of the names must be a country or a part of one.
	if _, country := lexicon.FindCountryCode(o.key); country || len(regionsNamed(o.key)) > 0 {
		return j
	}
	return -1
}

// listed reports whether the names m and o, side by side, are items of a list:
// one of more than a pair of names, or one that ends with "and".
func (d *document) listed(m, o *mention, sentence nlp.Range) bool {
	if before := m.tokens.First - 1; before > sentence.First && d.nlp.Word(before) == "," && d.mentionAt[before-1] >= 0 && d.rel(m.head) == nlp.Conj {
		return true
	}
	t := o.tokens.End
	if t < sentence.End && d.nlp.Word(t) == "," {
		t++
	}
	if t < sentence.End && (d.lower(t) == "and" || d.lower(t) == "or") {
		k := t + 1
		if k < sentence.End && d.lower(k) == "the" {
			k++
		}
		// "X, Y, and Z" lists; "in X, Y, and in Z" and "X, Y, and Z, W" do not.
		if n := d.placeNameAt(k); n >= 0 {
			e := d.mentions[n].tokens.End
			return e+1 >= sentence.End || d.nlp.Word(e) != "," || d.placeNameAt(e+1) < 0
		}
		return t == o.tokens.End
	}
	return false
}

// afterPreposition reads "the town of X in Y", "X in northern Y".
func (d *document) afterPreposition(i int32) int32 {
	m := &d.mentions[i]
	t := m.tokens.End
	sentence := d.nlp.Sentences[d.sentenceOf[m.head]]
	kind := t < sentence.End && placeKinds[d.lower(t)] // "the Y region in Z"
	if kind {
		t++
	}
	if t < sentence.End && d.nlp.Word(t) == "," {
		t++
	}
	if t+1 >= sentence.End || d.lower(t) != "in" {
		return -1
	}
	comma := d.nlp.Word(t-1) == ","
	j, side := d.placeAhead(t+1, sentence.End)
	if j < 0 {
		return -1
	}
	o := &d.mentions[j]
	likely := lies(m, o)
	switch h := d.nlp.Head[o.head]; {
	case likely == unlike || d.mentions[j].typ == nlp.Fac:
		return -1
	case likely == known || side && (!comma || likely == unknown):
		return j
	case comma:
		return -1
	case m.tokens.First >= 2 && d.lower(m.tokens.First-1) == "of" && placeKinds[d.lower(m.tokens.First-2)], kind:
		return j
	case likely == doubtful:
		return -1
	case d.rel(o.head) == nlp.Nmod && (h == m.head || h == d.nlp.Head[m.head] && placeKinds[d.lower(h)]):
		return j
	}
	return -1
}

// placeAhead returns the name of a place that starts at token t, after
// articles and words for a side of it, and whether there was such a word.
func (d *document) placeAhead(t, end int32) (j int32, side bool) {
	for n := 0; t < end && n < 4; n++ {
		if j := d.placeNameAt(t); j >= 0 {
			return j, side
		}
		w := d.lower(t)
		switch {
		case sides[w] || strings.Contains(w, "-") && sides[w[:strings.IndexByte(w, '-')]]:
			side = true
		case w == "the" || w == "-" || w == "far" || d.nlp.UPOS[t] == nlp.PosAdj:
		default:
			return -1, false
		}
		t++
	}
	return -1, false
}

// afterKind reads "X, a city in Y", "X, the capital of Y", "X, Y's capital".
func (d *document) afterKind(i int32) int32 {
	m := &d.mentions[i]
	for c := range d.children.of(m.head) {
		if d.rel(c) != nlp.Appos || c < m.tokens.End || d.mentionAt[c] >= 0 || !placeKinds[d.lower(c)] || d.nlp.XPOS[c] == nlp.TagNNS {
			continue
		}
		for k := range d.children.of(c) {
			j := d.mentionAt[k]
			if j < 0 || d.placeNameAt(d.mentions[j].tokens.First) < 0 || lies(m, &d.mentions[j]) == unlike {
				continue
			}
			switch p := d.preposition(k); {
			case d.rel(k) == nlp.Nmod && (p == "in" || p == "of" || p == "'s" || p == "’s"), d.nlp.Deprel[k] == nlp.NmodPoss:
				return j
			}
		}
	}
	return -1
}

// beforeKind reads "Y's capital X", "Y's southern port city of X", "the Y town
// of X" and "Y's X province".
func (d *document) beforeKind(i int32) int32 {
	m := &d.mentions[i]
	sentence := d.nlp.Sentences[d.sentenceOf[m.head]]
	t := m.tokens.First - 1
	kind, comma := false, false
	if t > sentence.First && d.nlp.Word(t) == "," {
		comma = true
		t--
	} else if t > sentence.First && d.lower(t) == "of" {
		t--
		if w := d.lower(t); !placeKinds[w] || w == "suburb" || w == "district" || w == "area" || w == "borough" || w == "neighborhood" || w == "neighbourhood" {
			return -1 // "a Maryland suburb of Washington": the suburb is elsewhere
		}
	}
	for ; t >= sentence.First && d.mentionAt[t] < 0 && (d.nlp.UPOS[t] == nlp.PosNoun || d.nlp.UPOS[t] == nlp.PosAdj || d.nlp.Word(t) == "-"); t-- {
		if placeKinds[d.lower(t)] && !kind {
			if comma && d.lower(t) != "capital" {
				return -1
			}
			kind = true
		} else if !kind && !sides[d.lower(t)] && d.nlp.UPOS[t] != nlp.PosAdj {
			return -1
		}
	}
	if comma && !kind || t < sentence.First {
		return -1
	}
	owner := d.lower(t) == "'s" || d.lower(t) == "’s" || d.nlp.Word(t) == "’" || d.nlp.Word(t) == "'"
	if owner {
		t--
	}
	if t < sentence.First {
		return -1
	}
	j := d.mentionAt[t]
	if j < 0 || d.mentions[j].tokens.End != t+1 || d.mentions[j].form != graph.NamedMention || d.mentions[j].entity < 0 || d.entities[d.mentions[j].entity].kind != graph.Place {
		return -1
	}
	o := &d.mentions[j]
	if !kind && owner && m.typ == nlp.Fac && !strings.Contains(m.key, "embassy") {
		kind = true // "Y's X Square"
	}
	if !kind { // "Y's X province", "Y's X Prison"
		last := m.key[strings.LastIndexByte(m.key, ' ')+1:]
		kind = owner && ((placeKinds[last] || sites[last]) && last != m.key || m.tokens.End < sentence.End && placeKinds[d.lower(m.tokens.End)])
	}
	likely := lies(m, o)
	if !kind && !(owner && likely == known) || likely == unlike {
		return -1
	}
	return j
}
