package extract

import (
	"cmp"
	"slices"
	"strings"

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
// model weighs.
func (r *resolver) antecedents(m *mention) []antecedent {
	var as []antecedent
	add := func(e, last int32, ahead bool) {
		a := antecedent{entity: e, last: last, ahead: ahead, gender: r.gender(m, e)}
		if !ahead {
			a.rule = r.scorePronoun(m, e)
		}
		as = append(as, a)
	}
	for e := range r.d.entities {
		if r.d.entities[e].kind != graph.Person {
			continue
		}
		if n, ok := r.distance(m, int32(e)); ok && n <= farthest && !r.apart(m, &r.d.mentions[r.last[e]]) {
			add(int32(e), r.last[e], false)
		}
	}
	// "In his speech, X said": the name may follow in the sentence.
	end := r.d.nlp.Sentences[r.d.sentenceOf[m.head]].End
	for i := r.next; i < r.named && r.d.mentions[i].tokens.First < end; i++ {
		e := r.d.mentions[i].entity
		if e < 0 || r.d.entities[e].kind != graph.Person || slices.ContainsFunc(as, func(a antecedent) bool { return a.entity == e }) {
			continue
		}
		add(e, int32(i), true)
	}
	r.rank(as)
	c := r.pronounContext(m, as)
	for i := range as {
		as[i].keys = r.pronounFeatures(m, &as[i], c)
	}
	return as
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
	first, _, full := strings.Cut(x.key, " ")
	women, ok := lexicon.FirstName(first)
	switch likely := byte(0); {
	case same > other:
		return '+'
	case other > same:
		return '-'
	case !full || !ok || women < 0:
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

// A pronounContext is what the features of all antecedents of a pronoun share.
type pronounContext struct {
	role     string // what the pronoun is in its clause
	fitting  int    // antecedents of a fitting gender
	top      float64
	quoted   bool
	subject  int32 // entity that was last a subject
	topic    int32 // first person of the sentence before
	speaker  int32 // entity of the subject of the verb of saying over it
	reflects bool
}

func (r *resolver) pronounContext(m *mention, as []antecedent) *pronounContext {
	d := r.d
	c := &pronounContext{quoted: d.quoted(m.head), subject: -1, topic: -1, speaker: -1}
	switch w := d.lower(m.head); w {
	case "himself", "herself":
		c.role, c.reflects = "self", true
	default:
		c.role = d.nlp.Deprel[m.head].String()
	}
	for i := range as {
		if !as[i].unfit() {
			c.fitting++
		}
		c.top = max(c.top, as[i].rule)
	}
	latest := int32(-1)
	for i := range as {
		if e := as[i].entity; r.subjects[e] >= 0 && (r.subjects[e] > latest || r.subjects[e] == latest && c.subject >= 0 && r.last[e] > r.last[c.subject]) {
			latest, c.subject = r.subjects[e], e
		}
	}
	if s := d.sentenceOf[m.head]; s > 0 {
		before := d.nlp.Sentences[s-1]
		for t := before.First; t < before.End && c.topic < 0; t++ {
			if k := d.mentionAt[t]; k >= 0 && d.mentions[k].entity >= 0 && d.entities[d.mentions[k].entity].kind == graph.Person {
				c.topic = d.mentions[k].entity
			}
		}
	}
	for h, n := d.nlp.Head[m.head], 0; h >= 0 && n < 12; h, n = d.nlp.Head[h], n+1 {
		if !r.x.ontology.Listed("say", d.nlp.Lemma[h]) {
			continue
		}
		if s := d.subject(h); s >= 0 && s != m.head && d.mentionAt[s] >= 0 {
			c.speaker = d.mentions[d.mentionAt[s]].entity
		}
	}
	return c
}

// pronounFeatures describes antecedent a to the pronoun m.
func (r *resolver) pronounFeatures(m *mention, a *antecedent, c *pronounContext) []learn.Key {
	var f learn.Features
	d, e := r.d, a.entity
	x, last := &d.entities[e], &d.mentions[a.last]
	gender, form := string(a.gender), string(last.form)
	rel := d.nlp.Deprel[last.head].String()
	n := int(d.sentenceOf[m.head] - d.sentenceOf[last.head])
	if a.ahead {
		n = -1
	}
	near := "far"
	switch {
	case a.ahead:
		near = "ahead"
	case n == 0:
		near = "here"
	case n == 1:
		near = "before"
	}
	f.Add("bias")
	f.Add("gender", gender)
	f.Add("gender role", gender, c.role)
	r.genderFeatures(&f, m, a)
	f.AddInt("sentences", min(n, 6), gender)
	f.AddInt("sentences form", min(n, 6), form)
	f.AddInt("sentences rel", min(n, 3), rel)
	f.AddInt("rank", min(a.rank, 4), gender)
	f.AddInt("rank near", min(a.rank, 4), near)
	f.AddInt("rank fitting", min(a.rank, 3)*8+min(c.fitting, 5), gender)
	f.AddInt("fitting", min(c.fitting, 5), gender, near)
	f.AddInt("often", min(a.often, 3), gender)
	f.AddInt("often rank", min(a.often, 3)*8+min(a.rank, 3), gender)
	f.AddInt("count", min(r.counts[e], 6), near)
	f.AddInt("names", min(x.names, 6), gender)
	f.AddInt("words", min(words(x.key), 3), gender, form)
	f.Add("rels", rel, c.role, near)
	f.Add("rel", rel, near, gender)
	f.Add("role near", c.role, near)
	f.AddIf(len(x.titles) > 0, "titled", near)
	f.AddIf(last.within >= 0, "within", near)
	f.AddIf(e == c.subject, "last subject", near, gender)
	f.AddIf(e == c.subject, "last subject role", c.role)
	f.AddIf(e != c.subject, "not last subject", near, gender)
	f.AddIf(e == c.topic, "topic", near, gender)
	f.AddIf(e == c.topic && e == c.subject, "topic and subject", near)
	f.AddIf(e == c.speaker && c.quoted, "speaker of the quotation", c.role)
	f.AddIf(e == c.speaker && !c.quoted, "speaker", c.role)
	f.AddIf(c.quoted, "quoted", near, form)
	f.AddIf(c.quoted != d.quoted(last.head), "across quotation marks", near)
	f.AddInt("rule", int(a.rule), gender)
	f.AddIf(a.rule > 0 && a.rule == c.top, "best by rule", near)
	f.AddIf(a.rule <= 0, "none by rule", near, gender)
	f.AddIf(d.inTitle(last.head) && !d.inTitle(m.head), "title")
	if n >= 1 && n <= 3 {
		for s := d.sentenceOf[last.head] + 1; s <= d.sentenceOf[m.head]; s++ {
			if d.nlp.Paragraph[s] {
				f.AddInt("paragraph", n)
				break
			}
		}
	}
	if n == 0 {
		r.sameSentence(&f, m, last, c, gender)
	}
	return f.Keys
}

// genderFeatures adds what tells the gender of an antecedent for which neither
// a title nor a common first name does: pronouns so far, and the first name.
func (r *resolver) genderFeatures(f *learn.Features, m *mention, a *antecedent) {
	same, other := r.called[a.entity][0], r.called[a.entity][1]
	if m.gender == 'f' {
		same, other = other, same
	}
	gender, pronoun := string(a.gender), string(m.gender)
	f.AddInt("called", min(same, 2)*3+min(other, 2), gender)
	f.AddIf(same > other, "called so", gender)
	f.AddIf(other > same, "called otherwise", gender)
	first, _, full := strings.Cut(r.d.entities[a.entity].key, " ")
	if !full || a.gender == '=' || a.gender == '!' || same+other > 0 {
		return
	}
	f.Add("first name", first, pronoun)
	for n := 1; n <= 3 && n < len(first); n++ {
		f.Add("ending", first[len(first)-n:], pronoun)
	}
	if women, ok := lexicon.FirstName(first); ok && women >= 0 {
		f.AddInt("women", int(women*6), pronoun)
	}
}

// sameSentence adds how a pronoun and a mention of one sentence stand in the
// tree: what binds them, and what keeps them apart.
func (r *resolver) sameSentence(f *learn.Features, m, last *mention, c *pronounContext, gender string) {
	d := r.d
	f.AddInt("tokens", bucket(int(m.head-last.head)), c.role)
	// The lowest word over both, and the way down to each.
	var up [16]int32
	k := 0
	for t := m.head; t >= 0 && k < len(up); t = d.nlp.Head[t] {
		up[k] = t
		k++
	}
	side, level := last.head, -1
	for t, n := last.head, 0; t >= 0 && n < 16 && level < 0; t, n = d.nlp.Head[t], n+1 {
		if at := slices.Index(up[:k], t); at >= 0 {
			level = at
			break
		}
		side = t
	}
	if level < 0 {
		return
	}
	own := "self"
	if level > 0 {
		own = d.nlp.Deprel[up[level-1]].String()
	}
	verbs := 0
	for _, t := range up[:level] {
		if d.nlp.UPOS[t] == nlp.PosVerb {
			verbs++
		}
	}
	other := "top"
	if up[level] != last.head {
		other = d.nlp.Deprel[side].String()
	}
	f.Add("meet", other, own)
	f.Add("meet role", other, own, c.role)
	f.Add("meet other", other, c.role, gender)
	f.AddInt("verbs", min(verbs, 3), other, c.role)
	direct := side == last.head
	f.AddIf(direct, "direct", other, c.role)
	f.AddIf(direct && verbs == 0, "one clause", other, c.role)
	f.AddIf(direct && level == 1, "arguments of one word", other, own)
	f.AddIf(up[level] == last.head, "over", own, c.role)
}

// resolvePronoun returns the person whom pronoun m most likely means, or none.
func (r *resolver) resolvePronoun(m *mention) []int32 {
	as := r.antecedents(m)
	if len(as) == 0 {
		return nil
	}
	var p []float64
	sum := 0.0
	for i := range as {
		p = r.model.Predict(as[i].keys, p)
		as[i].prob = p[1]
		sum += p[1]
	}
	best := slices.MaxFunc(as, func(a, b antecedent) int { return cmp.Compare(a.prob, b.prob) })
	if best.prob < pronounAt && !sureAmong(best.prob, sum) {
		return nil
	}
	return []int32{best.entity}
}

// pronounAt is the least probability with which a pronoun is resolved.
const pronounAt = 0.3

// sureAmong reports whether an antecedent whose probability is small is still
// likelier than all others together.
func sureAmong(prob, sum float64) bool { return prob >= 0.05 && prob >= sum/2 }
