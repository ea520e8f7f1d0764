package extract

import (
	"parley/extract/internal/learn"
	"parley/graph"
)

// reportFeatures describes a finding to the model that decides whether it is
// a report.
func (f *finding) reportFeatures(d *document) []learn.Key {
	var k learn.Features
	fam := "encounter"
	if f.family == visit {
		fam = "visit"
	}
	k.Add("bias")
	k.Add("family", fam)
	top, sum := 0.0, 0.0
	for _, s := range f.sightings {
		top = max(top, s.score())
		sum += s.score()
	}
	steps(&k, "top", top, fam)
	steps(&k, "best", f.best.score(), fam)
	k.AddInt("sightings", min(len(f.sightings), 4), fam)
	steps(&k, "sum", min(sum/3, 1), fam)
	persons, worst := 0, 1.0
	shape := ""
	for i, c := range f.party {
		e := &d.entities[c.entity]
		if e.kind == graph.Person {
			persons++
		}
		worst = min(worst, c.prob)
		if i < 2 {
			shape += e.typ.String() + " "
		}
	}
	k.AddInt("parties", min(len(f.party), 4), fam)
	k.AddInt("persons", min(persons, 3), fam)
	k.Add("shape", shape, fam)
	steps(&k, "worst", worst, fam)
	if len(f.party) > 1 {
		steps(&k, "second", f.party[1].prob, fam)
	}
	steps(&k, "first", f.party[0].prob, fam)
	k.AddInt("places", min(len(f.places), 2), fam)
	if len(f.places) > 0 {
		k.Add("place", d.entities[f.places[0].entity].typ.String(), fam)
		steps(&k, "place prob", f.places[0].prob, fam)
	}
	steps(&k, "pair", f.best.pair, fam)
	k.Add("slots", f.best.slots(), fam)
	k.AddIf(d.quoted(f.best.token), "quoted", fam)
	k.AddInt("rivals", min(f.rivals, 4), fam)
	k.AddInt("rivals parties", min(f.rivals, 2)*10+min(len(f.party), 3), fam)
	dated := "undated"
	if f.date.said() {
		dated = "dated"
	}
	k.AddInt("rivals dated", min(f.rivals, 2), fam, dated)
	k.AddIf(definite(d, f.best), "definite", fam)
	k.AddInt("rivals definite", min(f.rivals, 2), fam, map[bool]string{true: "the", false: "a"}[definite(d, f.best)])
	k.Add("lemma", f.best.lemma)
	k.Add("fact", string(f.fact), fam)
	k.AddIf(f.date.said(), "dated", fam)
	k.AddIf(f.source.text != "", "sourced", fam)
	k.AddIf(d.inTitle(f.best.token), "title", fam)
	k.Add("tag", d.nlp.XPOS[f.best.token].String())
	k.AddInt("position", bucket(int(f.best.sentence)), fam)
	return k.Keys
}

// steps adds a feature for every eighth that v exceeds, so that weights add up
// to a monotone curve.
func steps(k *learn.Features, name string, v float64, part string) {
	for i := range 10 {
		if v > float64(i)/10 {
			k.AddInt(name, i, part)
		}
	}
}
