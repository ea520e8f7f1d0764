package extract

import (
	"slices"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// An antecedent is a person whom a pronoun may mean.
type antecedent struct {
	entity int32
	last   int32   // the mention by which the pronoun may mean the person
	ahead  bool    // that mention follows the pronoun
	gender byte    // as gender says it
	rule   float64 // what the rules say
	rank   int     // how many likelier persons were mentioned later
	often  int     // how many persons were mentioned more often so far
	keys   []learn.Key
	prob   float64
}

// farthest is the greatest number of sentences between a pronoun and the last
// mention of whom it means.
const farthest = 8

// antecedents lists the persons whom the pronoun m may mean, with what the
// model weighs, what it weighs for none of them, and whether a person is left
// out as the subject of the verb whose object the pronoun is.
func (r *resolver) antecedents(m *mention) (as []antecedent, none []learn.Key, apart bool) {
	add := func(e, last int32, ahead bool) {
		a := antecedent{entity: e, last: last, ahead: ahead, gender: r.gender(m, e)}
		if !ahead {
			a.rule = r.scorePronoun(m, e)
		}
		as = append(as, a)
	}
	others := r.spokenOf(m)
	for e := range r.d.entities {
		if r.d.entities[e].kind != graph.Person || slices.Contains(others, int32(e)) {
			continue
		}
		if n, ok := r.distance(m, int32(e)); ok && n <= farthest {
			if n == 0 && r.apart(m, &r.d.mentions[r.last[e]]) {
				apart = true
				continue
			}
			add(int32(e), r.last[e], false)
		}
	}
	// "In his speech, X said": the name may follow in the sentence.
	end := r.d.nlp.Sentences[r.d.sentenceOf[m.head]].End
	for i := r.next; i < r.named && r.d.mentions[i].tokens.First < end; i++ {
		e := r.d.mentions[i].entity
		if e < 0 || r.d.entities[e].kind != graph.Person || slices.Contains(others, e) || slices.ContainsFunc(as, func(a antecedent) bool { return a.entity == e }) {
			continue
		}
		add(e, int32(i), true)
	}
	r.rank(as)
	c := r.pronounContext(m, as)
	c.apart = apart
	for i := range as {
		as[i].keys = r.pronounFeatures(m, &as[i], c)
	}
	return as, r.noneFeatures(m, as, c), apart
}

// apart reports whether the pronoun m is the object of a verb whose subject
// the mention o is: "A met him" is of two, and only "himself" of one.
func (r *resolver) apart(m, o *mention) bool {
	if w := r.d.lower(m.head); w == "himself" || w == "herself" {
		return false
	}
	rel := r.d.rel(m.head)
	return (rel == nlp.Obj || rel == nlp.Iobj) && r.d.rel(o.head) == nlp.Nsubj && r.d.nlp.Head[m.head] >= 0 && r.d.nlp.Head[m.head] == r.d.nlp.Head[o.head]
}

// gender says whether the gender of person e is that of the pronoun m: '='
// when titles or the first name say so, '+' when pronouns before or a less
// certain first name do, '?' when nothing does, '-' and '!' when they say
// otherwise.
func (r *resolver) gender(m *mention, e int32) byte {
	x := &r.d.entities[e]
	if x.gender == m.gender {
		return '='
	} else if x.gender != 0 {
		return '!'
	}
	same, other := r.called[e][0], r.called[e][1]
	if m.gender == 'f' {
		same, other = other, same
	}
	women, ok := lexicon.FirstName(givenName(x.key))
	switch likely := byte(0); {
	case same > other:
		return '+'
	case other > same:
		return '-'
	case !ok || women < 0:
		return '?'
	default:
		if women > 0.6 {
			likely = 'f'
		} else if women < 0.35 {
			likely = 'm'
		}
		switch likely {
		case m.gender:
			return '+'
		case 0:
			return '?'
		}
		return '-'
	}
}

// unfit reports whether a gender is likely another than the pronoun's.
func (a *antecedent) unfit() bool { return a.gender == '!' || a.gender == '-' }

// rank counts for each antecedent those of a fitting gender that were
// mentioned later, and those that were mentioned more often.
func (r *resolver) rank(as []antecedent) {
	for i := range as {
		for k := range as {
			if as[k].unfit() || k == i || as[k].ahead {
				continue
			}
			if r.last[as[k].entity] > r.last[as[i].entity] || as[i].ahead {
				as[i].rank++
			}
			if r.counts[as[k].entity] > r.counts[as[i].entity] {
				as[i].often++
			}
		}
	}
}

// noneFeatures describes the choice that the pronoun means none of its
// antecedents.
func (r *resolver) noneFeatures(m *mention, as []antecedent, c *pronounContext) []learn.Key {
	var f learn.Features
	here, before := 0, 0
	for i := range as {
		if as[i].unfit() || as[i].ahead {
			continue
		}
		switch r.d.sentenceOf[m.head] - r.d.sentenceOf[r.d.mentions[as[i].last].head] {
		case 0:
			here++
		case 1:
			before++
		}
	}
	f.Add("none")
	f.AddInt("none fitting", min(c.fitting, 5))
	f.AddInt("none here", min(here, 3), c.role)
	f.AddInt("none before", min(before, 3)*4+min(here, 3))
	f.AddIf(c.quoted, "none quoted")
	f.Add("none role", c.role)
	f.Add("none word", r.d.lower(m.head))
	f.AddIf(c.apart, "none but one apart", c.role)
	return f.Keys
}

// choicesOf returns the features of the antecedents and, last, of none.
func choicesOf(as []antecedent, none []learn.Key) [][]learn.Key {
	all := make([][]learn.Key, 0, len(as)+1)
	for i := range as {
		all = append(all, as[i].keys)
	}
	return append(all, none)
}

// resolvePronoun returns the person whom pronoun m most likely means, or none.
func (r *resolver) resolvePronoun(m *mention) []int32 {
	as, none, apart := r.antecedents(m)
	if len(as) == 0 {
		return nil
	}
	p := r.model.Rank(choicesOf(as, none))
	for i := range as {
		as[i].prob = p[i]
	}
	best := -1
	for i := range as {
		// What titles and first names say is not overruled.
		if as[i].gender != '!' && (best < 0 || as[i].prob > as[best].prob) {
			best = i
		}
	}
	if best < 0 || as[best].prob < pronounAt && !(apart && alone(as[best].prob, p[len(as)])) {
		return nil
	}
	return []int32{as[best].entity}
}

// pronounAt is the least probability with which a pronoun is resolved.
const pronounAt = 0.3

// alone reports whether an antecedent that is not likely has no rival but
// none, which has probability none: in "A met B; she thanked him" the object
// is B, where A is she.
func alone(prob, none float64) bool { return prob >= 0.15 && prob >= 0.8*(1-none) }
