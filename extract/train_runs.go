package extract

import (
	"math/rand/v2"
	"slices"

	"parley/extract/internal/learn"
)

// runs is how many times the models are fitted, each time with the articles in
// other inner folds: what one fit makes of a case in doubt is chance.
const runs = 8

// fit trains the models several times and returns their mean (bagging, Breiman
// 1996): a linear model of the mean weights, a forest of all trees. The articles
// keep what the first run says of them.
func (x *Extractor) fit(set []trainingArticle) *models {
	all := []*models{x.fitOnce(set)}
	for k := 1; k < runs; k++ {
		other := make([]trainingArticle, len(set))
		for i, j := range rand.New(rand.NewPCG(uint64(k), 1)).Perm(len(set)) {
			other[i] = set[j].unjudged()
		}
		all = append(all, x.fitOnce(other))
	}
	return meanOf(all)
}

// unjudged returns a copy of the article of which models have said nothing.
func (a *trainingArticle) unjudged() trainingArticle {
	c := *a
	c.found = nil
	c.sightings = slices.Clone(a.sightings)
	for k := range c.sightings {
		s := &c.sightings[k]
		s.cands = slices.Clone(s.cands)
		s.party, s.hosts, s.places = nil, nil, nil
	}
	return c
}

// meanOf averages models.
func meanOf(all []*models) *models {
	m := new(models)
	for i, p := range m.linear() {
		var ms []*learn.Model
		for _, o := range all {
			ms = append(ms, *o.linear()[i])
		}
		*p = learn.MeanOf(ms)
	}
	for i, p := range m.forests() {
		var fs []*learn.Forest
		for _, o := range all {
			fs = append(fs, *o.forests()[i])
		}
		*p = learn.MeanForest(fs)
	}
	return m
}
