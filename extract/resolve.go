package extract

import (
	"slices"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/graph"
)

// A resolver finds whom pronouns and nominals refer to. It walks the article
// once, in text order, and knows the mentions before the place it is at.
type resolver struct {
	x     *Extractor
	d     *document
	named int     // the first mentions of d are names, in text order
	next  int     // the first name that is not behind yet
	last  []int32 // last mention of each entity before this place, or -1
	// subjects is the sentence in which each entity was last a subject.
	subjects []int32
	counts   []int
	recent   []int32   // entities, the latest last
	called   [][2]int  // how often "he" and "she" meant each entity
	offices  []offices // what the persons are, by entity
	// bodies are those that a noun called last: "the company".
	bodies map[string]int32
	// two are the entities that a plural meant last, and pairedAt its sentence.
	two      []int32
	pairedAt int32
	said     bool         // by a noun
	model    *learn.Model // of pronouns; nil leaves them to the rules
	labels   *corefLabels // in training
}

func newResolver(x *Extractor, d *document, named int) *resolver {
	r := &resolver{model: corefModel(), x: x, d: d, named: named, last: make([]int32, len(d.entities)), subjects: make([]int32, len(d.entities)), counts: make([]int, len(d.entities)), called: make([][2]int, len(d.entities)), bodies: map[string]int32{}}
	for i := range r.last {
		r.last[i], r.subjects[i] = -1, -100
	}
	r.findOffices()
	return r
}

// seen notes that mention id is behind.
func (r *resolver) seen(id int32) {
	m := &r.d.mentions[id]
	if m.entity < 0 {
		return
	}
	r.last[m.entity] = id
	r.counts[m.entity]++
	switch {
	case m.form != graph.PronounMention:
	case m.gender == 'm':
		r.called[m.entity][0]++
	case m.gender == 'f':
		r.called[m.entity][1]++
	}
	if d := r.d.rel(m.head); d == nlp.Nsubj {
		r.subjects[m.entity] = r.d.sentenceOf[m.head]
	}
	if n := len(r.recent); n == 0 || r.recent[n-1] != m.entity {
		r.recent = append(r.recent, m.entity)
		if len(r.recent) > 64 {
			r.recent = append(r.recent[:0], r.recent[32:]...)
		}
	}
}

// resolve returns the entities that m refers to, none when it is not clear.
func (r *resolver) resolve(m *mention) []int32 {
	for r.next < r.named && r.d.mentions[r.next].tokens.First < m.tokens.First {
		r.seen(int32(r.next))
		r.next++
	}
	switch {
	case m.typ == nlp.Org:
		return r.resolveBody(m)
	case m.gender == 'r':
		return r.relative(m)
	case m.gender == 'i':
		return r.neuter(m)
	case m.gender == '1':
		return r.speaker(m)
	case m.gender == '4':
		return r.country(m)
	case m.gender == 'p', m.gender == 'P':
		es := r.plural(m)
		if len(es) == 2 {
			r.said = m.form == graph.NominalMention || r.said && slices.Equal(es, r.two)
			r.two, r.pairedAt = es, r.d.sentenceOf[m.head]
		}
		return es
	case m.form == graph.PronounMention && r.labels != nil:
		as, none, _ := r.antecedents(m)
		if e := r.labels.add(r.d, m, as, none); e >= 0 {
			return []int32{e}
		}
		if r.model != nil {
			return r.resolvePronoun(m)
		}
		return r.best(m, r.scorePronoun)
	case m.form == graph.PronounMention && r.model != nil:
		return r.resolvePronoun(m)
	case m.form == graph.PronounMention:
		return r.best(m, r.scorePronoun)
	}
	return r.describedBy(m)
}

// relative resolves "who" to the noun that its clause describes.
func (r *resolver) relative(m *mention) []int32 {
	for h, n := m.head, 0; h >= 0 && n < 6; h, n = r.d.nlp.Head[h], n+1 {
		if r.d.nlp.Deprel[h] == nlp.AclRelcl {
			if a := r.d.nlp.Head[h]; a >= 0 && r.d.mentionAt[a] >= 0 {
				if e := r.d.mentions[r.d.mentionAt[a]].entity; e >= 0 && r.d.entities[e].kind == graph.Person {
					return []int32{e}
				}
			}
			return nil
		}
	}
	return nil
}

// best returns the person with the highest score above zero.
func (r *resolver) best(m *mention, score func(*mention, int32) float64) []int32 {
	var best int32 = -1
	top := 0.0
	for e := range r.d.entities {
		if r.d.entities[e].kind != graph.Person {
			continue
		}
		if s := score(m, int32(e)); s > top {
			best, top = int32(e), s
		}
	}
	if best < 0 {
		return nil
	}
	return []int32{best}
}

// distance returns how many sentences back entity e was last mentioned.
func (r *resolver) distance(m *mention, e int32) (sentences int32, ok bool) {
	if r.last[e] < 0 {
		return 0, false
	}
	return r.d.sentenceOf[m.head] - r.d.sentenceOf[r.d.mentions[r.last[e]].head], true
}

func (r *resolver) scorePronoun(m *mention, e int32) float64 {
	n, ok := r.distance(m, e)
	if !ok || n > 5 {
		return 0
	}
	x := &r.d.entities[e]
	if x.gender != 0 && m.gender != x.gender {
		return 0
	}
	s := 10 - 2*float64(n)
	if x.gender == m.gender {
		s += 1.5
	}
	if at := r.subjects[e]; at >= r.d.sentenceOf[m.head]-n && at >= 0 {
		s += 2
	}
	s += min(2, 0.3*float64(r.counts[e]))
	last := &r.d.mentions[r.last[e]]
	if n == 0 {
		if r.apart(m, last) {
			return 0
		}
		if h := r.d.nlp.Head[m.head]; h >= last.tokens.First && h < last.tokens.End {
			return 0 // "his brother X": he is not X
		}
		if last.within >= 0 {
			s -= 2
		}
	}
	if r.d.nlp.Deprel[last.head] == nlp.NmodPoss {
		s -= 1
	}
	return s
}
