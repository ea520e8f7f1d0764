package extract

import (
	"parley/extract/internal/learn"
	"parley/extract/nlp"
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

// A dateCandidate is an expression that may date a sighting.
type dateCandidate struct {
	timex int32
	keys  []learn.Key
}

// dateCandidates lists the resolved expressions of the trigger's sentence and
// of its neighbors.
func (x *Extractor) dateCandidates(d *document, s *sighting) []dateCandidate {
	var cs []dateCandidate
	here := 0
	for i := range d.times {
		if t := &d.times[i]; t.sentence == s.sentence && t.date.EDTF != "" {
			here++
		}
	}
	for i := range d.times {
		t := &d.times[i]
		if t.date.EDTF == "" || t.sentence < s.sentence-2 || t.sentence > s.sentence+1 {
			continue
		}
		cs = append(cs, dateCandidate{timex: int32(i), keys: x.dateFeatures(d, s, t, here)})
	}
	return cs
}

func (x *Extractor) dateFeatures(d *document, s *sighting, t *timex, here int) []learn.Key {
	var f learn.Features
	pos := "N"
	if s.verb {
		pos = "V"
	}
	rel := d.relation(t.date.EDTF)
	length := precision(t.date)
	f.Add("bias")
	f.Add("kind", t.kind, t.cue)
	f.Add("length", length)
	f.Add("relation", rel, d.nlp.XPOS[s.token].String())
	f.Add("cue", t.cue, pos)
	f.AddInt("here", min(here, 3))
	n := t.sentence - s.sentence
	if n != 0 {
		f.AddInt("sentences", int(n))
		f.AddInt("sentences here", int(n), map[bool]string{true: "none", false: "some"}[here == 0])
		f.AddInt("sentences pos", int(n), pos, d.nlp.XPOS[s.token].String())
		f.AddInt("sentences length", int(n), length, rel)
		f.Add("other rel", d.nlp.Deprel[s.token].String())
		for c := range d.children.of(s.token) {
			f.AddIf(d.rel(c) == nlp.Det, "other det", d.lower(c))
		}
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

// dateAt is the least probability of an expression that dates a sighting.
const dateAt = 0.38

// otherDateAt is the least probability of one in another sentence.
const otherDateAt = 0.55

// judgeDate finds the expression that dates the sighting.
func (x *Extractor) judgeDate(m *models, d *document, s *sighting) {
	s.date = dating{timex: -1}
	var p []float64
	for _, c := range x.dateCandidates(d, s) {
		p = m.dates.Predict(c.keys, p)
		least := float64(dateAt)
		if d.times[c.timex].sentence != s.sentence {
			least = otherDateAt
		}
		if p[1] >= least && p[1] > s.date.prob {
			s.date = dating{c.timex, d.times[c.timex].date.EDTF, p[1]}
		}
	}
}
