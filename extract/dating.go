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
	from, to graph.Day  // bounds of the date
	// near is true of the days around publication: no expression says them,
	// they are what remains when it is not known which day of them is meant.
	near bool
	// earlier is true in a sentence that tells of something that came before
	// another of its kind, as earlierIn has it.
	earlier bool
}

// dating says which expression dates a sighting.
type dating struct {
	timex int32 // index into document.times, or -1
	edtf  string
	prob  float64
	// inferred is true of the time of publication, which nobody says.
	inferred bool
	all      []datedBy // every choice with its probability
	own      []int32   // sentences whose expressions are its own
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
func (x *Extractor) dateCandidates(d *document, c *dateContext) []dateCandidate {
	s := c.s
	cs := []dateCandidate{{timex: -1, keys: c.none(d)}}
	vague := d.vaguelyTimed(s)
	for i := range d.times {
		t := &d.times[i]
		switch {
		case t.date.EDTF == "":
		case t.near:
		case vague && t.sentence != s.sentence:
		case t.sentence < 0:
			cs = append(cs, dateCandidate{timex: int32(i), keys: c.published(d, t)})
		case t.sentence == s.sentence && (x.sinceClause(d, s, t) || d.ofOther(s.token, t.head) || x.ofSaying(d, s, t)):
		case t.sentence != s.sentence && t.earlier && !d.earlier(s.token):
		case t.sentence >= s.sentence-datesBefore && t.sentence <= s.sentence+datesAfter:
			cs = append(cs, dateCandidate{timex: int32(i), keys: x.dateFeatures(d, c, int32(i))})
		}
	}
	return cs
}

// ofOther reports whether the time at token at is that of something else than the
// trigger: it stands in a clause about another noun, or in one that is only said,
// thought or planned beside it. "Berg, who took office on May 1, met Lund."
func (d *document) ofOther(trigger, at int32) bool {
	for t := range d.apart(trigger, at) {
		switch d.nlp.Deprel[t] {
		case nlp.AclRelcl:
			h := d.nlp.Head[t]
			if h != trigger && (d.opener(t, "which", "that") < 0 || !d.holds(trigger, h)) {
				return true // trees often hang "which" from a wrong noun
			}
		case nlp.Ccomp:
			return true
		}
	}
	return false
}

// ofSaying reports whether the expression only says when somebody said so: it hangs from
// a verb of saying at the end, and what is said has a time of its own. "Berg met Lund
// on Sunday, the ministry said on Monday."
func (x *Extractor) ofSaying(d *document, s *sighting, t *timex) bool {
	v := d.nlp.Head[t.head]
	if v <= s.token || v == s.support || d.nlp.UPOS[v] != nlp.PosVerb || !x.ontology.Listed("say", d.nlp.Lemma[v]) {
		return false
	}
	for i := range d.times {
		u := &d.times[i]
		if u != t && u.sentence == s.sentence && u.date.EDTF != "" && u.head < v && d.nlp.Head[u.head] != v && !d.ofOther(s.token, u.head) {
			return true
		}
	}
	return false
}

// vagueTimes are words that say of an event when it was, or how often, and leave open
// which day: what another sentence dates is another event.
var vagueTimes = map[string]bool{"recently": true, "recent": true, "lately": true, "once": true, "often": true, "frequently": true, "repeatedly": true, "regularly": true, "occasionally": true, "sometimes": true}

// vaguelyTimed reports whether a word beside the trigger, or beside the verb that
// carries it, tells its time only vaguely: "recently met", "on a recent visit".
func (d *document) vaguelyTimed(s *sighting) bool {
	for _, t := range []int32{s.token, s.support} {
		if t < 0 {
			continue
		}
		for c := range d.children.of(t) {
			if r := d.rel(c); (r == nlp.Advmod || r == nlp.Amod) && vagueTimes[d.lower(c)] {
				return true
			}
		}
	}
	return false
}

// sinceClause reports whether the expression says since when something is so,
// apart from the trigger: "his second visit since the attack on May 7".
func (x *Extractor) sinceClause(d *document, s *sighting, t *timex) bool {
	for h, n := t.head, 0; h >= 0 && n < 4 && h != s.token; h, n = d.nlp.Head[h], n+1 {
		for c := range d.children.of(h) {
			if r := d.rel(c); d.lower(c) == "since" && (r == nlp.Mark || r == nlp.Case && c > s.token) {
				return true
			}
		}
	}
	return false
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

// judgeDate finds what dates the sighting, by what the ranker says of its
// candidates.
func (x *Extractor) judgeDate(m *models, d *document, s *sighting) {
	c := x.dateContext(d, s)
	cs := x.dateCandidates(d, &c)
	keys := make([][]learn.Key, len(cs))
	for i := range cs {
		keys[i] = cs[i].keys
	}
	all := make([]datedBy, len(cs))
	w := newDateWeights(d)
	w.own = x.ownSentences(d, s)
	for i, p := range m.dates.Rank(keys) {
		all[i] = datedBy{cs[i].timex, p}
		w.add(all[i], 1)
	}
	s.date = w.choose(d, c.ahead)
	s.date.all, s.date.own = all, w.own
}

// dateChoice is what the annotation says of the candidates.
func (x *Extractor) dateChoice(d *document, s *sighting, g *GoldReport) learn.Choice {
	var c learn.Choice
	ctx := x.dateContext(d, s)
	for _, k := range x.dateCandidates(d, &ctx) {
		right := false
		for _, want := range g.Dates {
			right = right || (want == "") == (k.timex < 0) && (want == "" || sameDate(want, d.times[k.timex].date.EDTF))
		}
		c.Candidates, c.Right = append(c.Candidates, k.keys), append(c.Right, right)
	}
	return c
}
