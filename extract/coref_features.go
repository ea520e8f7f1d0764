package extract

import (
	"slices"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// A pronounContext is what the features of all antecedents of a pronoun share.
type pronounContext struct {
	role     string // what the pronoun is in its clause
	fitting  int    // antecedents of a fitting gender
	top      float64
	quoted   bool
	subject  int32 // entity that was last a subject
	topic    int32 // first person of the sentence before
	speaker  int32 // entity of the subject of the verb of saying over it
	over     int32 // entity of the nearest subject over it in the tree
	main     int32 // entity of the subject of its sentence
	previous int32 // entity of the subject of the sentence before
	reflects bool
	apart    bool // a person is left out as the subject of its own verb
	says     bool // it is the subject of a verb of saying
}

func (r *resolver) pronounContext(m *mention, as []antecedent) *pronounContext {
	d := r.d
	c := &pronounContext{quoted: d.quoted(m.head), subject: -1, topic: -1, speaker: -1, over: -1, main: -1, previous: -1}
	r.subjectsOver(m, as, c)
	switch w := d.lower(m.head); w {
	case "himself", "herself":
		c.role, c.reflects = "self", true
	default:
		c.role = d.nlp.Deprel[m.head].String()
	}
	if h := d.nlp.Head[m.head]; h >= 0 && d.rel(m.head) == nlp.Nsubj {
		c.says = r.x.ontology.Listed("say", d.nlp.Lemma[h])
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

// subjectsOver fills in which antecedents are the subjects over the pronoun
// and of the sentence before.
func (r *resolver) subjectsOver(m *mention, as []antecedent, c *pronounContext) {
	d := r.d
	of := func(v int32) int32 {
		if v < 0 {
			return -1
		}
		s := d.subject(v)
		if s < 0 {
			s = d.child(v, nlp.Nsubj)
		}
		if s < 0 || s == m.head || d.mentionAt[s] < 0 {
			return -1
		}
		e := d.mentions[d.mentionAt[s]].entity
		if !slices.ContainsFunc(as, func(a antecedent) bool { return a.entity == e && !a.unfit() }) {
			return -1
		}
		return e
	}
	for h, n := d.nlp.Head[m.head], 0; h >= 0 && n < 12 && c.over < 0; h, n = d.nlp.Head[h], n+1 {
		c.over = of(h)
	}
	s := d.sentenceOf[m.head]
	c.main = of(d.rootOf(s))
	if s > 0 {
		c.previous = of(d.rootOf(s - 1))
	}
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
	f.AddIf(e == c.over, "over", near, c.role)
	f.AddIf(e == c.over, "over gender", gender)
	f.AddIf(e != c.over && c.over >= 0, "not over", near, c.role)
	f.AddIf(e == c.main, "main", near, c.role)
	f.AddIf(e != c.main && c.main >= 0, "not main", near, gender)
	f.AddIf(e == c.previous, "previous", near, c.role)
	f.AddIf(e == c.previous && c.over < 0, "previous and none over", near)
	f.AddIf(e != c.previous && c.previous >= 0, "not previous", near, c.role)
	f.AddIf(c.says && n == 0 && !a.ahead && !c.quoted && d.quoted(last.head), "in the pronoun's own words")
	f.AddIf(c.says, "says", near, form)
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
	first := givenName(r.d.entities[a.entity].key)
	if first == "" || a.gender == '=' || a.gender == '!' || same+other > 0 {
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
	depth := 0
	for t := last.head; t >= 0 && t != side && t != up[level] && depth < 4; t = d.nlp.Head[t] {
		depth++
	}
	f.AddInt("depth", depth, other, c.role)
	f.AddInt("depth rel", depth, d.nlp.Deprel[last.head].String())
	f.AddIf(direct, "direct gender", gender, other)
	f.AddIf(direct && verbs == 0, "one clause", other, c.role)
	f.AddIf(direct && level == 1, "arguments of one word", other, own)
	f.AddIf(up[level] == last.head, "over", own, c.role)
}
