package extract

import "parley/graph"

// reportFields describes finding k of an article to the forest that decides
// whether it is a report.
func reportFields(d *document, fs []finding, k int) fields {
	fd := &fs[k]
	b := fd.best
	var f fields
	f.flag(fd.family == visit)
	f.logit(b.score())
	f.logit(b.gate)
	for kind := range numEncounterKinds {
		f.num(b.kinds[kind])
	}
	top, sum, gate, verbs, title := 0.0, 0.0, 0.0, 0, false
	for _, s := range fd.sightings {
		top, sum, gate = max(top, s.score()), sum+s.score(), max(gate, s.gate)
		if s.verb {
			verbs++
		}
		title = title || d.inTitle(s.token)
	}
	f.logit(top)
	f.num(sum)
	f.logit(gate)
	f.count(len(fd.sightings))
	f.count(verbs)
	f.flag(title)
	f.parties(d, b)
	f.flag(fd.date.said())
	f.num(fd.date.prob)
	f.flag(fd.source.text != "")
	for _, p := range fd.facts {
		f.num(p)
	}
	f.rivals(d, fs, k)
	f.trigger(d, b)
	f.surroundings(d, fs, k)
	f.count(int(b.sentence))
	f.count(len(d.nlp.Sentences))
	f.count(len(fs))
	return f
}

// surroundings adds where finding k stands: in what kind of sentence, beside
// which other findings, and whether the title names its participants.
func (f *fields) surroundings(d *document, fs []finding, k int) {
	b := fs[k].best
	sentence := d.nlp.Sentences[b.sentence]
	f.flag(d.quoted(b.token))
	f.count(sentence.Len())
	f.num(float64(b.token-sentence.First) / float64(sentence.Len()))
	beside, top := 0, 0.0
	for i := range fs {
		if o := fs[i].best; i != k && o.sentence == b.sentence {
			beside++
			top = max(top, o.score())
		}
	}
	f.count(beside)
	f.num(top)
	titled := 0
	for _, c := range fs[k].party {
		if d.inTitle(d.mentions[d.entities[c.entity].mentions[0]].head) {
			titled++
		}
	}
	f.count(titled)
	n := 0
	for i := range d.entities {
		if d.entities[i].kind == graph.Person {
			n++
		}
	}
	f.count(n)
}

// rivals adds how the other findings of the article stand to finding k.
func (f *fields) rivals(d *document, fs []finding, k int) {
	fd := &fs[k]
	same, sub, stronger, near, lemma := 0, 0, 0.0, 0.0, 0
	family, other, any := 0, 0, 0.0
	for i := range fs {
		o := &fs[i]
		if i == k {
			continue
		}
		n := overlap(o.party, fd.party)
		if o.family != fd.family {
			if n > 0 && o.best.sentence == fd.best.sentence {
				other++
			}
			continue
		}
		family++
		any = max(any, o.best.score())
		if n == 0 {
			continue
		}
		w := o.best.score() * float64(n) / float64(len(fd.party))
		stronger = max(stronger, w)
		if n == len(fd.party) {
			sub++
		}
		if n == min(len(o.party), len(fd.party)) {
			same++
		}
		if o.best.lemma == fd.best.lemma {
			lemma++
		}
		if gap := o.best.sentence - fd.best.sentence; gap <= 1 && gap >= -1 {
			near = max(near, w)
		}
	}
	f.num(fd.repeats)
	f.flag(definite(d, fd.best))
	f.flag(d.distinct(fd.best.token))
	f.count(fd.rivals)
	f.count(same)
	f.count(sub)
	f.count(lemma)
	f.count(family)
	f.count(other)
	f.num(stronger)
	f.num(stronger - fd.best.score())
	f.num(near)
	f.num(any)
}
