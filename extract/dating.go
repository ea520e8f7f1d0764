package extract

import (
	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/extract/when"
	"parley/graph"
)

// A timex is a temporal expression with the date that it means here.
type timex struct {
	tokens   nlp.Range
	head     int32
	sentence int32
	date     graph.Date // zero when it is not resolved
	kind     string     // of the expression
	cue      string     // the preposition before it
}

// dating says which expression dates a sighting.
type dating struct {
	timex int32 // index into document.times, or -1
	edtf  string
	prob  float64
	// inferred is true of the time of publication, which nobody says.
	inferred bool
	all      []datedBy // every choice with its probability
}

// said reports whether the text gives the date.
func (t *dating) said() bool { return t.timex >= 0 && !t.inferred }

type datedBy struct {
	timex int32
	prob  float64
}

// published returns the day of publication.
func (d *document) published() (graph.Day, bool) {
	if len(d.article.Published) < 10 {
		return 0, false
	}
	return graph.ParseDay(d.article.Published[:10])
}

// relation says how a date lies to the day of publication.
func (d *document) relation(edtf string) string {
	day, ok := d.published()
	from, to, ok2 := graph.Date{EDTF: edtf}.Bounds()
	switch {
	case !ok || !ok2:
		return "unknown"
	case to < day:
		return "past"
	case from > day:
		return "future"
	case from == to:
		return "today"
	}
	return "around"
}

// A dateCandidate is an expression that may date a sighting; the one without
// an expression says that nothing does.
type dateCandidate struct {
	timex int32 // index into document.times, or -1
	keys  []learn.Key
}

// How many sentences before and behind the trigger's are searched for dates.
const (
	datesBefore = 8
	datesAfter  = 4
)

// dateCandidates lists what may date a sighting: nothing, the day, month and
// year of publication, and the resolved expressions around the trigger.
func (x *Extractor) dateCandidates(d *document, s *sighting) []dateCandidate {
	c := x.dateContext(d, s)
	cs := []dateCandidate{{timex: -1, keys: c.none(d)}}
	for i := range d.times {
		t := &d.times[i]
		switch {
		case t.date.EDTF == "":
		case t.sentence < 0:
			cs = append(cs, dateCandidate{timex: int32(i), keys: c.published(d, t)})
		case t.sentence == s.sentence && x.sinceClause(d, s, t):
		case t.sentence >= s.sentence-datesBefore && t.sentence <= s.sentence+datesAfter:
			cs = append(cs, dateCandidate{timex: int32(i), keys: x.dateFeatures(d, &c, int32(i))})
		}
	}
	return cs
}

// sinceClause reports whether the expression says since when something is so,
// apart from the trigger: "his second visit since the attack on May 7".
func (x *Extractor) sinceClause(d *document, s *sighting, t *timex) bool {
	for h, n := t.head, 0; h >= 0 && n < 4 && h != s.token; h, n = d.nlp.Head[h], n+1 {
		for c := range d.children.of(h) {
			if r := d.rel(c); c < s.token || r != nlp.Mark && r != nlp.Case {
				continue
			}
			if d.lower(c) == "since" {
				return true
			}
		}
	}
	return false
}

// A dateContext is what is known of a sighting whatever dates it.
type dateContext struct {
	s     *sighting
	pos   string
	tense string // of the verb that tells of it
	aux   string
	here  int // expressions in its sentence
	// before and after are the sentences nearest to it that have a date, or
	// -1.
	before, after int32
	keys          []string
}

func (x *Extractor) dateContext(d *document, s *sighting) dateContext {
	c := dateContext{s: s, pos: "N", before: -1, after: -1}
	if s.verb {
		c.pos = "V"
	}
	for i := range d.times {
		t := &d.times[i]
		switch {
		case t.date.EDTF == "" || t.sentence < 0:
		case t.sentence == s.sentence:
			c.here++
		case t.sentence < s.sentence:
			c.before = t.sentence
		case c.after < 0:
			c.after = t.sentence
		}
	}
	// The verb that tells of it: itself, the one that carries it, or the next
	// one above.
	v := s.token
	if !s.verb {
		if v = s.support; v < 0 {
			v = s.token
			for n := 0; n < 4 && v >= 0 && d.nlp.UPOS[v] != nlp.PosVerb && d.nlp.UPOS[v] != nlp.PosAux; n++ {
				v = d.nlp.Head[v]
			}
		}
	}
	c.tense = "none"
	for n := 0; n < 4 && v >= 0; n++ {
		if u := d.nlp.UPOS[v]; u == nlp.PosVerb || u == nlp.PosAux {
			if t := x.verbTense(d, v); t != when.NoTense {
				c.tense = tenseNames[t]
				for k := range d.children.of(v) {
					if d.rel(k) == nlp.Aux {
						c.aux += d.lower(k) + " "
					}
				}
				c.aux += d.nlp.XPOS[v].String()
				break
			}
		}
		v = d.nlp.Head[v]
	}
	say := func(name, value string) { c.keys = append(c.keys, name, value) }
	say("tag", d.nlp.XPOS[s.token].String())
	say("lemma", s.lemma)
	say("tense", c.tense+" "+c.pos)
	say("aux", c.aux+" "+c.pos)
	say("rel", d.nlp.Deprel[s.token].String())
	for k := range d.children.of(s.token) {
		switch d.rel(k) {
		case nlp.Det, nlp.Amod, nlp.Advmod, nlp.Nummod:
			say("child", d.lower(k))
		}
		if d.nlp.Deprel[k] == nlp.NmodPoss {
			say("child", "poss")
		}
	}
	if h := d.nlp.Head[s.token]; h >= 0 {
		say("over", d.nlp.Lemma[h])
	}
	where := "body"
	switch n := s.sentence; {
	case d.inTitle(s.token):
		where = "title"
	case n <= 2:
		where = "lead"
	case n <= 6:
		where = "early"
	}
	say("where", where)
	say("where tense", where+" "+c.tense)
	say("where tag", where+" "+d.nlp.XPOS[s.token].String())
	if s.support >= 0 {
		say("support", d.nlp.Lemma[s.support]+" "+d.nlp.XPOS[s.support].String())
	}
	if d.quoted(s.token) {
		say("quoted", "yes")
	}
	sentence := d.nlp.Sentences[s.sentence]
	for k := max(sentence.First, s.token-5); k < min(sentence.End, s.token+6); k++ {
		if k != s.token && d.mentionAt[k] < 0 && d.nlp.UPOS[k] != nlp.PosPunct && d.nlp.UPOS[k] != nlp.PosNoun {
			say("near", d.nlp.Lemma[k])
		}
	}
	return c
}

var tenseNames = [...]string{when.NoTense: "none", when.Past: "past", when.Present: "present", when.Future: "future"}

// none describes the choice of no date at all.
func (c *dateContext) none(d *document) []learn.Key {
	var f learn.Features
	_, dated := d.published()
	pub := map[bool]string{true: "published", false: "unpublished"}[dated]
	f.Add("none", pub)
	for i := 0; i < len(c.keys); i += 2 {
		f.Add("none "+c.keys[i], c.keys[i+1])
	}
	f.AddInt("none here", min(c.here, 3), c.pos)
	f.AddInt("none here tense", min(c.here, 2), c.tense)
	far := func(n int32) int { return bucket(int(max(n, -n))) }
	f.AddIf(c.before < 0, "none before")
	if c.before >= 0 {
		f.AddInt("none before", far(c.s.sentence-c.before), pub)
	}
	f.AddIf(c.after < 0, "none after")
	return f.Keys
}

// published describes the choice of the time of publication.
func (c *dateContext) published(d *document, t *timex) []learn.Key {
	var f learn.Features
	p := precision(t.date)
	f.Add("pub", p)
	for i := 0; i < len(c.keys); i += 2 {
		f.Add("pub "+c.keys[i], c.keys[i+1], p)
	}
	f.AddInt("pub here", min(c.here, 3), c.pos, p)
	f.AddInt("pub here tense", min(c.here, 2), c.tense, p)
	return f.Keys
}

func (x *Extractor) dateFeatures(d *document, c *dateContext, timex int32) []learn.Key {
	var f learn.Features
	s, t := c.s, &d.times[timex]
	pos, here := c.pos, c.here
	rel := d.relation(t.date.EDTF)
	length := precision(t.date)
	f.Add("bias")
	f.Add("kind", t.kind, t.cue)
	f.Add("length", length)
	f.Add("relation", rel, d.nlp.XPOS[s.token].String())
	f.Add("relation tense", rel, c.tense)
	f.Add("relation aux", rel, c.aux)
	f.Add("cue", t.cue, pos)
	f.AddInt("here", min(here, 3))
	n := t.sentence - s.sentence
	if n != 0 {
		far := bucket(int(max(n, -n)))
		if n < 0 {
			far = -far
		}
		none := map[bool]string{true: "none", false: "some"}[here == 0]
		f.AddInt("sentences", far)
		f.AddInt("sentences here", far, none)
		f.AddInt("sentences pos", far, pos, d.nlp.XPOS[s.token].String())
		f.AddInt("sentences length", far, length, rel)
		f.AddInt("sentences tense", far, c.tense, rel)
		f.AddInt("sentences relation", far, rel)
		f.AddIf(t.sentence == c.before, "nearest before", none, rel)
		f.AddIf(t.sentence == c.after, "nearest after", none, rel)
		f.Add("other rel", d.nlp.Deprel[s.token].String())
		for k := range d.children.of(s.token) {
			f.AddIf(d.rel(k) == nlp.Det, "other det", d.lower(k))
		}
		f.Add("other lemma", s.lemma)
		if h := d.nlp.Head[t.head]; h >= 0 {
			f.AddIf(x.ontology.Listed("say", d.nlp.Lemma[h]), "other says")
			f.AddIf(d.nlp.Lemma[h] == s.lemma, "other same lemma")
			v := h
			for k := 0; k < 3 && v >= 0 && d.nlp.UPOS[v] != nlp.PosVerb; k++ {
				v = d.nlp.Head[v]
			}
			if v >= 0 {
				f.Add("other tense", tenseNames[x.verbTense(d, v)], c.tense)
			}
		}
		f.AddIf(d.inTitle(s.token), "other from title", rel)
		return f.Keys
	}
	f.AddInt("same here", min(here, 3), length)
	p := x.pathTo(d, s.token, t.head)
	if p.ok && p.up+p.down <= maxPath {
		f.Add("path", p.full)
		f.Add("short", p.short)
		f.Add("short pos", p.short, pos)
		f.Add("short cue", p.short, t.cue)
	} else {
		f.Add("no path")
	}
	f.AddInt("up", min(p.up, 5), pos)
	f.AddInt("down", min(p.down, 5), pos)
	f.AddInt("clauses", min(p.clauses, 4))
	f.AddIf(s.support >= 0 && d.nlp.Head[t.head] == s.support, "of support")
	k := t.head - s.token
	f.AddInt("distance", bucket(int(max(k, -k))), side(t.head, s.token), pos)
	// Is another expression, or another verb, nearer?
	nearer := 0
	for i := range d.times {
		o := &d.times[i]
		if o != t && o.sentence == s.sentence && o.date.EDTF != "" && max(o.head-s.token, s.token-o.head) < max(k, -k) {
			nearer++
		}
	}
	f.AddInt("nearer", min(nearer, 2))
	verbs := 0
	for i := min(t.head, s.token) + 1; i < max(t.head, s.token); i++ {
		if d.nlp.UPOS[i] == nlp.PosVerb {
			verbs++
		}
	}
	f.AddInt("verbs", min(verbs, 3), side(t.head, s.token))
	if h := d.nlp.Head[t.head]; h >= 0 {
		f.AddIf(x.ontology.Listed("say", d.nlp.Lemma[h]), "says")
		f.Add("of", d.nlp.Lemma[h], d.nlp.Deprel[t.head].String())
	}
	f.Add("lemma", s.lemma, t.cue)
	return f.Keys
}

// precision names the width of a date.
func precision(t graph.Date) string {
	from, to, ok := t.Bounds()
	switch n := int(to-from) + 1; {
	case !ok:
		return "none"
	case n <= 1:
		return "day"
	case n <= 11:
		return "days"
	case n <= 31:
		return "month"
	case n <= 92:
		return "season"
	case n <= 366:
		return "year"
	}
	return "long"
}

// judgeDate finds the expression that dates the sighting: that of the date
// for which the candidates together make the best case.
func (x *Extractor) judgeDate(m *models, d *document, s *sighting) {
	s.date = dating{timex: -1}
	cs := x.dateCandidates(d, s)
	keys := make([][]learn.Key, len(cs))
	for i := range cs {
		keys[i] = cs[i].keys
	}
	p := m.dates.Rank(keys)
	s.date.prob = p[0]
	all := make([]datedBy, len(cs))
	for i := range cs {
		all[i] = datedBy{cs[i].timex, p[i]}
	}
	top := p[0]
	for i := 1; i < len(cs); i++ {
		date := &d.times[cs[i].timex].date
		sum := 0.0
		for k := 1; k < len(cs); k++ {
			if d.times[cs[k].timex].date.EDTF == date.EDTF {
				sum += p[k]
			}
		}
		if sum > top {
			top = sum
			s.date = dating{timex: cs[i].timex, edtf: date.EDTF, prob: sum, inferred: d.times[cs[i].timex].sentence < 0}
		}
	}
	s.date.all = all
}

// sameDays reports whether two ranges of days are the same date, told more or
// less precisely: equal, or one inside the other and one step apart.
func sameDays(af, at, bf, bt graph.Day) bool {
	if af == bf && at == bt {
		return true
	}
	if !(af <= bf && bt <= at || bf <= af && at <= bt) {
		return false
	}
	d := dateStep(at-af) - dateStep(bt-bf)
	return d <= 1 && d >= -1
}

// dateStep returns the step of precision of a range by its length.
func dateStep(length graph.Day) int {
	switch n := int(length) + 1; {
	case n <= 1:
		return 0
	case n <= 11:
		return 1
	case n <= 31:
		return 2
	case n <= 92:
		return 3
	}
	return 4
}

// dateChoice is what the annotation says of the candidates.
func (x *Extractor) dateChoice(d *document, s *sighting, g *GoldReport) learn.Choice {
	var c learn.Choice
	for _, k := range x.dateCandidates(d, s) {
		right := false
		for _, want := range g.Dates {
			right = right || (want == "") == (k.timex < 0) && (want == "" || sameDate(want, d.times[k.timex].date.EDTF))
		}
		c.Candidates, c.Right = append(c.Candidates, k.keys), append(c.Right, right)
	}
	return c
}
