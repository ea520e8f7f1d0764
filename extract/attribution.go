package extract

import (
	"parley/extract/internal/learn"
	"parley/extract/nlp"
)

// sourcing says to whom a sighting is attributed.
type sourcing struct {
	text   string
	tokens nlp.Range // the words that name the source
	cue    int32     // the token that says it is one, or -1
	entity int32     // or -1
	prob   float64
	all    []sourcing // every choice with its probability; the first is none
}

// A sourceCandidate is somebody who may be the source of a sighting; the one
// without a cue says that nobody is.
type sourceCandidate struct {
	head int32 // of the source's noun phrase, or -1
	name int32 // of the noun phrase that names it, here or before
	cue  int32
	far  int32 // sentences before the trigger's
	how  string
	keys []learn.Key
}

// How many sentences before and behind the trigger's are searched for sources.
const (
	sourcesBefore = 3
	sourcesAfter  = 2
)

// sourceCandidates lists who may be the source of a sighting: nobody, and
// whom the cues around it name.
func (x *Extractor) sourceCandidates(d *document, s *sighting) []sourceCandidate {
	cs := []sourceCandidate{{head: -1, name: -1, cue: -1}}
	ruled := x.ruledSource(d, s)
	here, told := 0, false
	for _, c := range x.sourceCues(d) {
		if c.token == s.token || c.sentence < s.sentence-sourcesBefore || c.sentence > s.sentence+sourcesAfter {
			continue
		}
		if c.sentence != s.sentence && d.inTitle(c.token) != d.inTitle(s.token) || d.outside(c.token, s) || d.inSubject(c.head, c.token, s.token) {
			continue
		}
		k := sourceCandidate{head: c.head, name: c.means(), cue: c.token, far: s.sentence - c.sentence, how: c.how}
		if k.far == 0 {
			here++
			told = told || d.tells(c.token, s)
		}
		cs = append(cs, k)
	}
	q := quotation{in: d.inQuotation(s.token), here: here, told: told, first: d.firstPerson(s.sentence)}
	cs[0].keys = x.noSourceFeatures(d, s, &q)
	for i := 1; i < len(cs); i++ {
		cs[i].keys = x.sourceFeatures(d, s, &cs[i], &q, cs[i].cue == ruled)
	}
	return cs
}

// sourceAt is how many times as probable as no source a source must be.
const sourceAt = 0.8

// judgeSource finds to whom the sighting is attributed.
func (x *Extractor) judgeSource(m *models, d *document, s *sighting) {
	s.source = sourcing{cue: -1, entity: -1}
	if by, ok := d.signedBy(s.token); ok {
		s.source = x.sourceOf(d, &sourceCandidate{name: by.head, cue: by.dash})
		s.source.prob = 1
		s.source.all = []sourcing{{cue: -1, entity: -1}, s.source}
		return
	}
	cs := x.sourceCandidates(d, s)
	if len(cs) == 1 {
		return
	}
	keys := make([][]learn.Key, len(cs))
	for i := range cs {
		keys[i] = cs[i].keys
	}
	p := m.sources.Rank(keys)
	top := p[0] * sourceAt
	// What the cues that name one source say together.
	names := make([]sourcing, len(cs))
	for i := 1; i < len(cs); i++ {
		names[i] = x.sourceOf(d, &cs[i])
		names[i].prob = p[i]
	}
	names[0].prob = p[0]
	for i := 1; i < len(cs); i++ {
		sum := 0.0
		for k := 1; k < len(cs); k++ {
			if k == i || names[k].entity >= 0 && names[k].entity == names[i].entity || names[k].text == names[i].text {
				sum += p[k]
			}
		}
		if sum > top || sum == top && s.source.text != "" && p[i] > s.source.prob {
			top = sum
			s.source = names[i]
		}
	}
	s.source.all = names
}

// sourceChoice is what the annotation says of the candidates.
func (x *Extractor) sourceChoice(d *document, s *sighting, g *GoldReport) learn.Choice {
	var c learn.Choice
	for _, k := range x.sourceCandidates(d, s) {
		right := g.AttributedTo == ""
		if k.head >= 0 {
			right = !right && sameSource(x.sourceOf(d, &k).text, g.AttributedTo)
		}
		c.Candidates, c.Right = append(c.Candidates, k.keys), append(c.Right, right)
	}
	return c
}
