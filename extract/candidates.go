package extract

import (
	"slices"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
)

// A part is what an entity does in an encounter, as the model tells it.
type part int

const (
	noPart    part = iota
	partyPart      // takes part; in a visit, the visitor
	hostPart       // receives a visitor
	placePart      // where it happens; in a visit, where to
	numParts
)

// A candidate is a mention that may take part in a trigger's event.
type candidate struct {
	mention int32
	keys    []learn.Key
	prob    [numParts]float64
	standing
	gold part // in training
}

// A standing is how a mention stands to a trigger, in numbers.
type standing struct {
	here     bool // in the trigger's sentence
	reporter bool // the subject of a verb of saying
	nearest  bool // of its kind on its side
	steps    int  // through the tree
	clauses  int  // on that way
	distance int  // in tokens; below 0 before the trigger
	between  int  // other entities between them
	subject  int  // of how many words up it is the subject; -1 of none
	place    string
	prep     string
	slot     slot
	inside   bool   // of what fills the slot
	acting   string // of a standIn
	holders  int    // persons of the country or body in the article
	held     bool   // one of them has the office that the acting noun names
}

// candidates lists the mentions of the trigger's sentence, and of the
// sentence before it, that refer to an entity.
func (x *Extractor) candidates(d *document, t *trigger, ctx *triggerContext) []candidate {
	var cs []candidate
	s := d.nlp.Sentences[t.sentence]
	from := s.First
	if t.sentence > 0 {
		from = d.nlp.Sentences[t.sentence-1].First
	}
	here := map[int32]bool{}
	for i := d.firstMention(s.First); i < int32(len(d.mentions)) && d.mentions[i].tokens.First < s.End; i++ {
		here[d.mentions[i].entity] = true
	}
	last := int32(-1)
	for i := d.firstMention(from); i < int32(len(d.mentions)); i++ {
		m := &d.mentions[i]
		if m.tokens.First >= s.End {
			break
		}
		if m.entity < 0 || m.head < from || t.token >= m.tokens.First && t.token < m.tokens.End {
			continue
		}
		if m.head < s.First && (m.typ == nlp.Loc || m.typ == nlp.Fac || here[m.entity]) {
			continue
		}
		c := candidate{mention: i}
		if h := d.nlp.Head[m.head]; h >= 0 && h != t.token && d.rel(m.head) == nlp.Nsubj && x.ontology.Listed("say", d.nlp.Lemma[h]) {
			c.reporter = true
		}
		c.keys = x.partFeatures(d, t, ctx, m, last, &c.standing)
		last = i
		cs = append(cs, c)
	}
	return cs
}

// firstMention returns the first mention that starts at or after the token.
func (d *document) firstMention(at int32) int32 {
	lo, hi := 0, len(d.mentions)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.mentions[mid].tokens.First < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return int32(lo)
}

// A triggerContext is what the features of all candidates of one trigger share.
type triggerContext struct {
	persons int // distinct persons in the sentence
	typ     string
	group   string // how the type is told: V or N and the type
	support string // lemma of the supporting verb
	gov     string // lemma of the head
	passive bool
	// own names the places of the trigger that are filled in the tree itself:
	// S subject, O object, P possessor, W with, B between, T to, F of.
	own string
	// fillers are what its slots are filled by, and filled names these slots.
	fillers []filler
	filled  string
}

func (x *Extractor) triggerContext(d *document, t *trigger) *triggerContext {
	c := &triggerContext{typ: string(t.types[0].Type)}
	c.group = "N" + c.typ
	if t.verb {
		c.group = "V" + c.typ
	}
	if t.support >= 0 {
		c.support = d.nlp.Lemma[t.support]
	}
	if h := d.nlp.Head[t.token]; h >= 0 {
		c.gov = d.nlp.Lemma[h]
	}
	s := d.nlp.Sentences[t.sentence]
	seen := map[int32]bool{}
	for i := d.firstMention(s.First); i < int32(len(d.mentions)) && d.mentions[i].tokens.First < s.End; i++ {
		if m := &d.mentions[i]; m.entity >= 0 && m.typ == nlp.Person && !seen[m.entity] {
			seen[m.entity] = true
			c.persons++
		}
	}
	for k := range d.children.of(t.token) {
		switch r := d.nlp.Deprel[k]; {
		case r == nlp.NsubjPass || r == nlp.AuxPass:
			c.passive = true
		case r == nlp.Nsubj:
			c.own += "S"
		case r == nlp.Obj:
			c.own += "O"
		case r == nlp.NmodPoss:
			c.own += "P"
		case r == nlp.Compound && d.mentionAt[k] >= 0:
			c.own += "C"
		case r == nlp.Obl || r == nlp.Nmod:
			switch d.preposition(k) {
			case "with":
				c.own += "W"
			case "between", "among":
				c.own += "B"
			case "to":
				c.own += "T"
			case "of", "by":
				c.own += "F"
			}
		}
	}
	c.fillers = d.fillers(t)
	for _, s := range []slot{agentSlot, partnerSlot, betweenSlot} {
		if slices.ContainsFunc(c.fillers, func(f filler) bool { return f.slot.class() == s }) {
			c.filled += string(s) + " "
		}
	}
	return c
}
