package extract

import (
	"parley/extract/nlp"
	"parley/graph"
)

// attendanceWithin is how many sentences behind an encounter those are told of who
// were present at it.
const attendanceWithin = 3

// presentProb is the probability of a participant of whom the text says that he
// was present.
const presentProb = 0.7

// attend adds to the encounters that are told those of whom a later sentence says
// that they were present: "Also present were A and B", "Some ministers were
// present at the event: A, B and C".
func attend(d *document, fs []finding) {
	for t := range int32(d.nlp.Len()) {
		if !d.presence(t) {
			continue
		}
		if f := lastTold(fs, d.sentenceOf[t]); f != nil {
			f.party = union(f.party, d.presentAt(t))
		}
	}
}

// presence reports whether token t says that somebody was there: "were present",
// "was in attendance".
func (d *document) presence(t int32) bool {
	was := func(i int32) bool { return d.lower(i) == "was" || d.lower(i) == "were" }
	switch d.lower(t) {
	case "present":
		if d.nlp.UPOS[t] != nlp.PosAdj {
			return false
		}
	case "attendance":
		if d.preposition(t) != "in" {
			return false
		}
	default:
		return false
	}
	for c := range d.children.of(t) {
		if d.rel(c) == nlp.Cop && was(c) {
			return true
		}
	}
	return t+1 < d.nlp.Sentences[d.sentenceOf[t]].End && was(t+1) // "Also present were A and B"
}

// lastTold returns the encounter told last before sentence s, if not too long
// before, or nil.
func lastTold(fs []finding, s int32) *finding {
	var last *finding
	at := s - attendanceWithin
	for i := range fs {
		f := &fs[i]
		if f.family != encounter || !f.told() || f.fact != graph.Held && f.fact != graph.Ongoing {
			continue
		}
		for _, o := range f.sightings {
			if o.sentence <= s && (o.sentence > at || o.sentence == at && (last == nil || f.prob > last.prob)) {
				last, at = f, o.sentence
			}
		}
	}
	return last
}

// presentAt returns the persons of whom token t says that they were there: those
// who are its subjects, and those who are listed behind it.
func (d *document) presentAt(t int32) []chosen {
	var cs []chosen
	subject := d.subject(t)
	r := d.nlp.Sentences[d.sentenceOf[t]]
	for i := d.firstMention(r.First); i < int32(len(d.mentions)) && d.mentions[i].tokens.First < r.End; i++ {
		m := &d.mentions[i]
		if m.entity < 0 || m.form != graph.NamedMention || m.within >= 0 || d.bracketed(m, r) || d.entities[m.entity].kind != graph.Person {
			continue
		}
		before := subject >= 0 && m.head < t && (d.enumerated(m.head, subject) || d.nameOf(subject) == i)
		if before || m.head > t && !d.subordinate(t, m.head) {
			cs = append(cs, chosen{m.entity, i, presentProb})
		}
	}
	return cs
}

// bracketed reports whether a mention stands in brackets in sentence r: "A (the
// owner of B's bank)".
func (d *document) bracketed(m *mention, r nlp.Range) bool {
	for t := m.tokens.First - 1; t >= r.First; t-- {
		switch d.nlp.Word(t) {
		case "(":
			return true
		case ")":
			return false
		}
	}
	return false
}
