package crossdoc

import (
	"math"
	"slices"
)

// A Model says how likely two mentions are one.
type Model struct {
	GroupAt float64 // cosine down to which documents are grouped
	Events  Part
	Others  Part
}

// A Part is what is learned for one sort of mention.
type Part struct {
	Weights []float64 // of the features of a pair
	Join    float64   // mean probability down to which mentions are joined
}

// Gold holds the true cluster of each mention, by document and mention index.
type Gold [][]string

// Cluster returns for each document the cluster of each mention. Clusters
// are numbered from 0; those of events and of others are apart.
func (m *Model) Cluster(docs []*Document) [][]int {
	out := make([][]int, len(docs))
	for i, d := range docs {
		out[i] = make([]int, len(d.Mentions))
	}
	next := 0
	p := prepare(docs, m.GroupAt)
	for _, g := range p.groups {
		for _, event := range []bool{true, false} {
			part := &m.Others
			if event {
				part = &m.Events
			}
			vs := g.of(event)
			for _, c := range agglomerate(p.probabilities(vs, part), part.Join) {
				for _, i := range c {
					out[vs[i].doc][vs[i].index] = next
				}
				next++
			}
		}
	}
	return out
}

type prepared struct {
	space  *space
	docs   []vector
	groups []*docGroup
}

type docGroup struct{ views []*view }

func (g *docGroup) of(event bool) []*view {
	var out []*view
	for _, v := range g.views {
		if v.event == event {
			out = append(out, v)
		}
	}
	return out
}

func prepare(docs []*Document, at float64) *prepared {
	p := &prepared{space: newSpace(docs)}
	for _, d := range docs {
		p.docs = append(p.docs, p.space.vector(contentStems(d, 0, len(d.Tokens))))
	}
	for _, members := range Group(docs, at) {
		p.groups = append(p.groups, &docGroup{makeViews(docs, members, p.space)})
	}
	return p
}

func (p *prepared) probabilities(vs []*view, part *Part) [][]float64 {
	out := make([][]float64, len(vs))
	for i := range out {
		out[i] = make([]float64, len(vs))
	}
	var buf []float64
	var x sparse
	for i, a := range vs {
		for j, b := range vs[:i] {
			if silent(a, b) {
				out[i][j], out[j][i] = math.NaN(), math.NaN()
				continue
			}
			buf = features(a, b, p.space, p.docs[a.doc].dot(p.docs[b.doc]), buf)
			x = toSparse(buf, x)
			out[i][j] = logistic(x.dot(part.Weights))
			out[j][i] = out[i][j]
		}
	}
	return out
}

// silent reports whether a pair says nothing about being one: a pronoun is
// known by the words of its own document only.
func silent(a, b *view) bool { return a.doc != b.doc && (a.pronoun != "" || b.pronoun != "") }

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// Train learns from documents with known clusters. Documents are grouped as
// [Model.Cluster] will group them, so pairs are as hard as they will be; the
// two thresholds are those with the best CoNLL F1 on the half of the groups
// that the weights of the moment were not learned from.
func Train(docs []*Document, gold Gold, groupAt float64) *Model {
	m := &Model{GroupAt: groupAt}
	p := prepare(docs, groupAt)
	for _, event := range []bool{true, false} {
		part := &m.Others
		if event {
			part = &m.Events
		}
		// The threshold is chosen on groups that the weights have not seen.
		var held []matrix
		for half := range 2 {
			var other Part
			other.learn(p.examples(gold, event, func(g int) bool { return g%2 != half }))
			for g := range p.groups {
				if g%2 == half {
					vs := p.groups[g].of(event)
					held = append(held, matrix{vs, p.probabilities(vs, &other)})
				}
			}
		}
		part.Join = bestJoin(gold, held)
		part.learn(p.examples(gold, event, func(int) bool { return true }))
	}
	return m
}

type example struct {
	x    sparse
	same bool
}

// examples returns the pairs of the groups that use accepts.
func (p *prepared) examples(gold Gold, event bool, use func(group int) bool) []example {
	var examples []example
	var buf []float64
	for n, g := range p.groups {
		if !use(n) {
			continue
		}
		vs := g.of(event)
		labels := make([]string, len(vs))
		for i, v := range vs {
			labels[i] = gold[v.doc][v.index]
		}
		for i, a := range vs {
			for j, b := range vs[:i] {
				same := labels[i] == labels[j]
				if silent(a, b) {
					continue
				}
				// Pairs with nothing in common teach little; one in four is enough.
				if !same && a.head != b.head && (i+j)%4 != 0 {
					continue
				}
				buf = features(a, b, p.space, p.docs[a.doc].dot(p.docs[b.doc]), buf)
				examples = append(examples, example{toSparse(buf, sparse{}), same})
			}
		}
	}
	return examples
}

type matrix struct {
	views []*view
	sim   [][]float64
}

// bestJoin returns the threshold with the best CoNLL F1.
func bestJoin(gold Gold, ms []matrix) float64 {
	best, top := 0.5, -1.0
	for at := 0.2; at <= 0.71; at += 0.025 {
		var keys, responses []string
		next := 0
		for _, m := range ms {
			for _, c := range agglomerate(m.sim, at) {
				for _, i := range c {
					keys = append(keys, gold[m.views[i].doc][m.views[i].index])
					responses = append(responses, "r"+itoa(next))
				}
				next++
			}
		}
		if f := Score(keys, responses).CoNLL(); f > top {
			best, top = at, f
		}
	}
	return best
}

func itoa(n int) string {
	if n == 0 {
		return "0"
	}
	var b []byte
	for ; n > 0; n /= 10 {
		b = append(b, byte('0'+n%10))
	}
	slices.Reverse(b)
	return string(b)
}
