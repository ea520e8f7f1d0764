package extract

import (
	"strings"

	"parley/extract/nlp"
	"parley/extract/when"
	"parley/graph"
)

// findTimes finds the temporal expressions and what dates they mean.
func (x *Extractor) findTimes(d *document) {
	found := when.Find(d.nlp)
	var published graph.Date
	if day, ok := d.published(); ok {
		published = graph.DayDate(day, graph.Explicit)
	}
	dates := when.Resolve(found, published, func(i int) when.Tense { return x.tenseAt(d, found[i].Tokens) })
	for i := range found {
		e := &found[i]
		if e.Tokens.Len() == 0 || e.Kind != when.Date {
			continue
		}
		if precision(dates[i]) == "long" {
			continue // a decade dates no encounter
		}
		n := d.sentenceOf[e.Tokens.First]
		d.times = append(d.times, timex{tokens: e.Tokens, head: d.headOf(e.Tokens), sentence: n, date: dates[i], kind: e.Kind.String(), cue: d.cueBefore(e), earlier: d.earlierIn(n)})
	}
	if day, ok := d.published(); ok {
		// What is told without a date may be as old as the article.
		for _, date := range []graph.Date{graph.DayDate(day, graph.Publication), graph.MonthDate(day, graph.Publication), graph.YearDate(day, graph.Publication)} {
			d.times = append(d.times, timex{head: -1, sentence: -1, date: date, kind: "PUBLICATION"})
		}
		for _, date := range nearPublication(day) {
			d.times = append(d.times, timex{head: -1, sentence: -1, date: date, kind: "PUBLICATION", near: true})
		}
	}
	for i := range d.times {
		t := &d.times[i]
		t.from, t.to, _ = t.date.Bounds()
	}
}

// nearPublication returns the days shortly before a day and shortly after it,
// within its month.
func nearPublication(day graph.Day) []graph.Date {
	const reach = 6
	var dates []graph.Date
	if from := max(day.MonthStart(), day-reach); from < day {
		dates = append(dates, graph.RangeDate(from, day, graph.Publication))
	}
	if to := min(day.MonthEnd(), day+reach); to > day {
		dates = append(dates, graph.RangeDate(day, to, graph.Publication))
	}
	return dates
}

func (d *document) cueBefore(e *when.Expression) string {
	if e.Tokens.First == 0 {
		return ""
	}
	if u := d.nlp.UPOS[e.Tokens.First-1]; u != nlp.PosAdp && u != nlp.PosSconj {
		return ""
	}
	return d.lower(e.Tokens.First - 1)
}

// tenseAt returns the tense of the verb that governs the tokens.
func (x *Extractor) tenseAt(d *document, r nlp.Range) when.Tense {
	if t := x.tenseBefore(d, r); t != when.NoTense {
		return t
	}
	head := d.headOf(r)
	of := false // "the June 12 summit": it dates a noun, not the verb
	for prev, h, n := head, head, 0; h >= 0 && n < 6; prev, h, n = h, d.nlp.Head[h], n+1 {
		switch u := d.nlp.UPOS[h]; {
		case u == nlp.PosNoun && h != head:
			of = true
			for c := range d.children.of(h) {
				switch w := d.lower(c); {
				case d.rel(c) == nlp.Case && (w == "ahead" || w == "of" && c > 0 && d.lower(c-1) == "ahead"), d.rel(c) != nlp.Case && c < h && upcoming[w]:
					return when.Future // "ahead of Tuesday's meeting", "a planned visit on Friday"
				}
			}
		case u == nlp.PosAdj && x.ontology.Listed("planned", d.nlp.Lemma[h]) || u == nlp.PosAdj && (x.ontology.Listed("proposed", d.nlp.Lemma[h]) || d.nlp.Lemma[h] == "possible"):
			// "is due on Friday", "is possible Thursday or Friday"
			return when.Future
		case u == nlp.PosVerb || u == nlp.PosAux:
			if of && d.rel(prev) == nlp.Obj && (x.ontology.Listed("cancelled", d.nlp.Lemma[h]) || x.ontology.Listed("postponed", d.nlp.Lemma[h]) || x.ontology.Listed("planned", d.nlp.Lemma[h])) {
				return when.Future // "cancelled Friday's meeting"
			}
			if of && preparing[d.nlp.Lemma[h]] {
				return when.Future
			}
			t := x.verbTense(d, h)
			if t == when.NoTense {
				continue
			}
			if of && t == when.Past && d.hasDigit(r) && !(d.rel(prev) == nlp.Obj && x.ontology.Listed("light", d.nlp.Lemma[h])) {
				return when.NoTense // "discussed the June 12 summit": the nearest
			}
			return t
		}
	}
	return when.NoTense
}

// upcoming are words before a noun that put it in the future.
var upcoming = map[string]bool{"planned": true, "upcoming": true, "scheduled": true, "expected": true, "forthcoming": true, "coming": true, "future": true, "proposed": true}

// hasDigit reports whether the tokens hold a number in figures.
func (d *document) hasDigit(r nlp.Range) bool {
	return strings.ContainsAny(d.nlp.TextOf(r), "0123456789")
}

// intending are verbs whose participle puts what it governs in the future: "is
// set to", "was due".
var intending = map[string]bool{"schedule": true, "expect": true, "due": true, "set": true, "slate": true, "plan": true, "poise": true, "bill": true}

// awaiting are conjunctions of time behind which the present tense speaks of
// what is to come: "after it leaves the union in March".
var awaiting = map[string]bool{"after": true, "before": true, "until": true, "till": true, "once": true}

func (x *Extractor) verbTense(d *document, v int32) when.Tense {
	for c := range d.children.of(v) {
		if d.rel(c) != nlp.Aux && d.rel(c) != nlp.Cop {
			continue
		}
		switch d.lower(c) {
		case "will", "'ll", "would", "shall", "may", "might", "can", "could", "should", "must":
			return when.Future
		case "was", "were", "had", "has", "have", "did", "'ve", "'d":
			if intending[d.nlp.Lemma[v]] && d.nlp.XPOS[v] == nlp.TagVBN {
				return when.Future
			}
			return when.Past
		case "is", "are", "'s", "'re", "am":
			if d.nlp.XPOS[v] == nlp.TagVBG && departing[d.nlp.Lemma[v]] {
				return when.Future
			}
			if intending[d.nlp.Lemma[v]] && d.nlp.XPOS[v] == nlp.TagVBN {
				return when.Future
			}
		case "to":
			return when.Future
		}
	}
	switch d.nlp.XPOS[v] {
	case nlp.TagVBD:
		return when.Past
	case nlp.TagVBN:
		if d.rel(v) == nlp.Acl {
			if intending[d.nlp.Lemma[v]] {
				return when.Future
			}
			return when.Past
		}
	case nlp.TagVB:
		for c := range d.children.of(v) {
			if d.rel(c) == nlp.Mark && d.lower(c) == "to" {
				if h := d.nlp.Head[v]; h < 0 || d.rel(v) == nlp.Acl && intents[d.nlp.Lemma[h]] {
					return when.Future // "the two are to meet", "plans to visit"
				}
				if d.rel(v) == nlp.Xcomp || d.rel(v) == nlp.Advcl || d.rel(v) == nlp.Ccomp {
					if h := d.nlp.Head[v]; h >= 0 && d.hadDone(h) {
						return when.Past // "had agreed to meet on Friday"
					} else if h >= 0 {
						switch d.nlp.Lemma[h] {
						case "plan", "schedule", "expect", "set", "due", "intend", "agree", "want", "hope", "prepare", "arrange", "invite", "slate", "ready", "decide":
							return when.Future
						}
					}
				}
			}
		}
	case nlp.TagVBZ, nlp.TagVBP:
		switch d.nlp.Lemma[v] {
		case "plan", "expect", "schedule", "intend":
			return when.Future
		}
		if d.inTitle(v) {
			return when.Past
		}
		for c := range d.children.of(v) {
			if r := d.rel(c); c < v && (r == nlp.Mark || r == nlp.Advmod) && awaiting[d.lower(c)] {
				return when.Future
			}
		}
		return when.Present
	case nlp.TagVBG:
		// "will tour the plant before flying home on Friday"
		for c := range d.children.of(v) {
			if h := d.nlp.Head[v]; d.rel(c) == nlp.Mark && d.lower(c) == "before" && h >= 0 && d.nlp.XPOS[h] != nlp.TagVBD && !d.hadDone(h) {
				return when.Future
			}
		}
	}
	return when.NoTense
}

// hadDone reports whether verb v is in the past perfect.
func (d *document) hadDone(v int32) bool {
	for c := range d.children.of(v) {
		if d.rel(c) == nlp.Aux && d.lower(c) == "had" {
			return true
		}
	}
	return false
}
