package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// write turns what was found into the exchange form.
func (x *Extractor) write(d *document, fs []finding) graph.Extraction {
	out := graph.Extraction{Article: d.article.Key, Extractor: graph.Extractor{Name: "parley", Version: Version}}
	for s := range d.nlp.Sentences {
		out.Sentences = append(out.Sentences, d.sentenceSpan(int32(s)))
	}
	for e := range d.entities {
		out.Entities = append(out.Entities, d.writeEntity(int32(e)))
	}
	d.writeWithin(out.Entities)
	x.writePositions(d, out.Entities)
	for i := range fs {
		out.Reports = append(out.Reports, x.writeReport(d, &fs[i]))
	}
	return out
}

func (d *document) writeEntity(e int32) graph.LocalEntity {
	x := &d.entities[e]
	l := graph.LocalEntity{Kind: x.kind, Class: x.typ.String(), Name: x.name, Titles: x.titles, Country: alpha2(x.country), Acronym: x.acronym, Within: -1}
	if x.gender != 0 {
		l.Gender = string(rune(x.gender))
	}
	first := ""
	for _, i := range x.mentions {
		m := &d.mentions[i]
		span := d.spanOf(m.tokens)
		if first == "" && m.form == graph.NamedMention {
			first = string(span.Field) + " " + strconv.Itoa(span.Start) + " " + strconv.Itoa(span.End)
		}
		l.Mentions = append(l.Mentions, graph.Mention{Span: span, Sentence: int(d.sentenceOf[m.head]), Form: m.form, Text: d.nlp.TextOf(m.tokens), Score: float64(m.score)})
	}
	l.ID = graph.NewID(graph.EntityID, d.article.Key, string(x.kind), first)
	return l
}

// typeOf returns the type of the finding in the schema's terms.
func (f *finding) typeOf() graph.EventType {
	best := meetKind
	for k := meetKind; k < numEncounterKinds; k++ {
		if f.kinds[k] > f.kinds[best] {
			best = k
		}
	}
	// Among the types that the words may tell of, the one of that kind.
	for _, t := range f.best.types {
		if t.Type.Consult() && kindOfType(t.Type) == best {
			return t.Type
		}
	}
	return [...]graph.EventType{"", graph.Meeting, graph.Visit, graph.Call, graph.Talks}[best]
}

func kindOfType(t graph.EventType) encounterKind {
	switch t {
	case graph.Meeting, graph.Conference:
		return meetKind
	case graph.Visit:
		return visitKind
	case graph.Call:
		return callKind
	}
	return talksKind
}

func (x *Extractor) writeReport(d *document, f *finding) graph.Report {
	s := f.best
	r := graph.Report{Type: f.typeOf(), Factuality: f.fact, Place: -1, PartOf: -1, Confidence: x.models.calibrate(f.prob), AttributedTo: f.source.text}
	span := d.spanOf(nlp.Range{First: s.token, End: s.token + 1})
	key := []string{d.article.Key, "report", string(r.Type), string(span.Field), strconv.Itoa(span.Start)}
	if s.number > 0 {
		key = append(key, strconv.Itoa(s.number))
	}
	r.ID = graph.NewID(graph.EventID, key...)
	r.Mode = x.modeOf(d, r.Type, s)
	party, host := graph.Party, graph.Host
	if f.family == visit {
		party = graph.Guest
	}
	add := func(cs []chosen, role graph.ParticipantRole) {
		for _, c := range cs {
			if slices.ContainsFunc(r.Participants, func(p graph.LocalParticipant) bool { return p.Entity == int(c.entity) }) {
				continue
			}
			m := &d.mentions[c.mention]
			r.Participants = append(r.Participants, graph.LocalParticipant{Entity: int(c.entity), Role: role, OnBehalfOf: -1, Span: d.spanOf(m.tokens), Text: d.nlp.TextOf(m.tokens), Confidence: c.prob})
		}
	}
	add(f.party, party)
	if f.family == visit {
		add(f.hosts, host)
		add(f.places, graph.Destination)
	}
	slices.SortStableFunc(r.Participants, func(a, b graph.LocalParticipant) int {
		return cmp.Compare(d.entities[a.Entity].mentions[0], d.entities[b.Entity].mentions[0])
	})
	for _, c := range f.places {
		if d.entities[c.entity].kind == graph.Place {
			r.Place = int(c.entity)
			break
		}
	}
	if f.date.timex >= 0 {
		date := d.times[f.date.timex].date
		r.Date = &date
	}
	r.Attribution = x.chain(d, &f.source)
	r.Evidence = x.evidence(d, f)
	return r
}

func (x *Extractor) modeOf(d *document, t graph.EventType, s *sighting) graph.EventMode {
	if m := x.ontology.Mode(t, s.lemma); m != "" {
		return m
	}
	sentence := d.nlp.Sentences[s.sentence]
	for i := max(sentence.First, s.token-4); i < min(sentence.End, s.token+5); i++ {
		if m := x.ontology.Mode(t, d.lower(i)); m != "" && m != graph.InPerson {
			return m
		}
	}
	if t == graph.Call {
		return graph.Phone
	}
	return ""
}

// chain returns the sources inside the article.
func (x *Extractor) chain(d *document, s *sourcing) []graph.AttributionStep {
	if s.text == "" {
		return nil
	}
	step := graph.AttributionStep{Depth: 1, Kind: graph.ByOfficial, Text: s.text, Entity: int(s.entity)}
	if s.cue >= 0 {
		step.Cue = d.nlp.Word(s.cue)
	}
	low := strings.ToLower(s.text)
	last := low[strings.LastIndexByte(low, ' ')+1:]
	switch {
	case strings.Contains(low, "state media") || strings.Contains(low, "state tv") || strings.Contains(low, "state television") || strings.Contains(low, "state-run"):
		step.Kind = graph.ByStateMedia
	case strings.Contains(low, "agency") || strings.Contains(low, "news"):
		step.Kind = graph.ByAgency
	case s.entity >= 0 && d.entities[s.entity].kind == graph.Person:
		step.Kind = graph.ByPerson
	case last == "tweet" || strings.Contains(low, "twitter") || strings.Contains(low, "facebook") || strings.Contains(low, "telegram"):
		step.Kind = graph.BySocialMedia
	case last == "statement" || last == "report" || last == "document" || last == "documents" || last == "records" || last == "memo" || last == "transcript":
		step.Kind = graph.ByDocument
	case s.entity < 0 && (x.ontology.Listed("anonymous", last) || x.ontology.Listed("anonymous", strings.TrimSuffix(last, "s"))):
		step.Kind = graph.ByAnonymous
	}
	steps := []graph.AttributionStep{step}
	// "the Herald reported, citing the ministry"
	if s.cue >= 0 && d.nlp.Lemma[s.cue] != "cite" {
		for c := range d.children.of(s.cue) {
			if h := d.child(c, nlp.Obj); d.nlp.Lemma[c] == "cite" && h >= 0 && d.nameable(h) {
				cited := x.sourceOf(d, &sourceCandidate{name: h, cue: c})
				inner := x.chain(d, &cited)[0]
				inner.Depth = 2
				steps = append(steps, inner)
			}
		}
	}
	return steps
}

// evidence returns the sentences that report f, the best first.
func (x *Extractor) evidence(d *document, f *finding) []graph.Evidence {
	order := slices.Clone(f.sightings)
	slices.SortStableFunc(order, func(a, b *sighting) int {
		if (a == f.best) != (b == f.best) {
			if a == f.best {
				return -1
			}
			return 1
		}
		return cmp.Compare(weight(d, b), weight(d, a))
	})
	var out []graph.Evidence
	for _, s := range order {
		if slices.ContainsFunc(out, func(e graph.Evidence) bool { return e.Sentence == int(s.sentence) }) || len(out) == 5 {
			continue
		}
		e := graph.Evidence{Sentence: int(s.sentence), Span: d.sentenceSpan(s.sentence), Factuality: bestFact(&s.fact), Confidence: s.score(), Attribution: x.chain(d, &s.source)}
		if s.date.timex >= 0 {
			date := d.times[s.date.timex].date
			e.Date = &date
			if t := &d.times[s.date.timex]; t.sentence == s.sentence {
				e.Highlights = append(e.Highlights, graph.Highlight{Kind: graph.HighlightDate, Span: d.spanOf(t.tokens), Entity: -1})
			}
		}
		e.Highlights = append(e.Highlights, graph.Highlight{Kind: graph.HighlightTrigger, Span: d.spanOf(s.phrase), Entity: -1})
		mark := func(kind graph.HighlightKind, cs []chosen) {
			for _, c := range cs {
				if m := &d.mentions[c.mention]; d.sentenceOf[m.head] == s.sentence {
					e.Highlights = append(e.Highlights, graph.Highlight{Kind: kind, Span: d.spanOf(m.tokens), Entity: int(c.entity)})
				}
			}
		}
		mark(graph.HighlightParticipant, s.party)
		mark(graph.HighlightParticipant, s.hosts)
		mark(graph.HighlightPlace, s.places)
		if s.source.text != "" && d.sentenceOf[s.source.tokens.First] == s.sentence {
			e.Highlights = append(e.Highlights, graph.Highlight{Kind: graph.HighlightAttribution, Span: d.spanOf(s.source.tokens), Entity: int(s.source.entity)})
		}
		for _, k := range x.factCues(d, s) {
			e.Highlights = append(e.Highlights, graph.Highlight{Kind: graph.HighlightFactuality, Span: d.spanOf(nlp.Range{First: k, End: k + 1}), Entity: -1})
		}
		slices.SortStableFunc(e.Highlights, func(a, b graph.Highlight) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
		out = append(out, e)
	}
	return out
}

// factCues returns the words over or beside a trigger that made it other than
// held.
func (x *Extractor) factCues(d *document, s *sighting) []int32 {
	if bestFact(&s.fact) == graph.Held {
		return nil
	}
	var out []int32
	look := func(t int32) {
		for _, l := range cueLists {
			if x.ontology.Listed(l, d.nlp.Lemma[t]) {
				out = append(out, t)
				return
			}
		}
	}
	for c := range d.children.of(s.token) {
		look(c)
	}
	for h, n := d.nlp.Head[s.token], 0; h >= 0 && n < 3; h, n = d.nlp.Head[h], n+1 {
		look(h)
	}
	return out
}

// alpha2 returns the ISO 3166-1 alpha-2 code of an alpha-3 one.
func alpha2(alpha3 string) string { return countryCodes[alpha3] }
