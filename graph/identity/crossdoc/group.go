package crossdoc

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A vector is a sparse vector of unit length, sorted by term.
type vector struct {
	terms   []int
	weights []float64
}

func (v vector) dot(w vector) float64 {
	s := 0.0
	for i, j := 0, 0; i < len(v.terms) && j < len(w.terms); {
		switch {
		case v.terms[i] < w.terms[j]:
			i++
		case v.terms[i] > w.terms[j]:
			j++
		default:
			s += v.weights[i] * w.weights[j]
			i++
			j++
		}
	}
	return s
}

// A space weighs words by how rare they are among documents.
type space struct {
	ids map[string]int
	idf []float64
}

func contentStems(d *Document, from, to int) []string {
	var out []string
	for _, t := range d.Tokens[from:to] {
		w := strings.ToLower(t.Text)
		if len(w) < 2 || stop[w] || !letters(w) {
			continue
		}
		out = append(out, stem(w))
	}
	return out
}

func letters(w string) bool {
	for i := range len(w) {
		if c := w[i]; c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80 {
			return true
		}
	}
	return false
}

func newSpace(docs []*Document) *space {
	s := &space{ids: map[string]int{}}
	var in []int
	for _, d := range docs {
		seen := map[int]bool{}
		for _, w := range contentStems(d, 0, len(d.Tokens)) {
			id, ok := s.ids[w]
			if !ok {
				id = len(s.ids)
				s.ids[w] = id
				in = append(in, 0)
			}
			if !seen[id] {
				seen[id] = true
				in[id]++
			}
		}
	}
	s.idf = make([]float64, len(in))
	for i, n := range in {
		s.idf[i] = math.Log(float64(len(docs)+1) / float64(n))
	}
	return s
}

// weight returns how rare a stem is, 0 to about 1.
func (s *space) weight(w string) float64 {
	if id, ok := s.ids[w]; ok && len(s.idf) > 1 {
		return s.idf[id] / math.Log(float64(len(s.idf)))
	}
	return 1
}

func (s *space) vector(stems []string) vector {
	n := map[int]float64{}
	for _, w := range stems {
		if id, ok := s.ids[w]; ok {
			n[id]++
		}
	}
	v := vector{}
	for id := range n {
		v.terms = append(v.terms, id)
	}
	slices.Sort(v.terms)
	sum := 0.0
	for _, id := range v.terms {
		w := (1 + math.Log(n[id])) * s.idf[id]
		v.weights = append(v.weights, w)
		sum += w * w
	}
	if sum > 0 {
		for i := range v.weights {
			v.weights[i] /= math.Sqrt(sum)
		}
	}
	return v
}

// Group returns groups of documents (by index) that tell of the same things:
// average-link clusters of their tf-idf vectors, down to the cosine at.
func Group(docs []*Document, at float64) [][]int {
	s := newSpace(docs)
	vs := make([]vector, len(docs))
	for i, d := range docs {
		vs[i] = s.vector(contentStems(d, 0, len(d.Tokens)))
	}
	sim := make([][]float64, len(docs))
	for i := range sim {
		sim[i] = make([]float64, len(docs))
		for j := range i {
			sim[i][j] = vs[i].dot(vs[j])
			sim[j][i] = sim[i][j]
		}
	}
	return agglomerate(sim, at)
}

// agglomerate joins, from single items, the two groups with the highest mean
// similarity until it is no more than at. It uses nearest neighbors kept per
// group, so n items cost about n squared. A similarity that is not a number is
// no opinion: it does not count in the mean.
func agglomerate(sim [][]float64, at float64) [][]int {
	n := len(sim)
	groups := make([][]int, n)
	total := make([][]float64, n) // summed similarity of groups
	pairs := make([][]float64, n) // how many opinions that sums
	alive := make([]bool, n)
	nearest := make([]int, n)
	for i := range n {
		groups[i] = []int{i}
		total[i], pairs[i] = make([]float64, n), make([]float64, n)
		for j, x := range sim[i] {
			if !math.IsNaN(x) {
				total[i][j], pairs[i][j] = x, 1
			}
		}
		alive[i] = true
	}
	mean := func(i, j int) float64 { return total[i][j] / max(pairs[i][j], 1) }
	find := func(i int) {
		nearest[i] = -1
		for j := range n {
			if j != i && alive[j] && (nearest[i] < 0 || mean(i, j) > mean(i, nearest[i])) {
				nearest[i] = j
			}
		}
	}
	for i := range n {
		find(i)
	}
	for {
		best := -1
		for i := range n {
			if alive[i] && nearest[i] >= 0 && (best < 0 || mean(i, nearest[i]) > mean(best, nearest[best])) {
				best = i
			}
		}
		if best < 0 || mean(best, nearest[best]) <= at {
			break
		}
		i, j := min(best, nearest[best]), max(best, nearest[best])
		for k := range n {
			total[i][k] += total[j][k]
			total[k][i] = total[i][k]
			pairs[i][k] += pairs[j][k]
			pairs[k][i] = pairs[i][k]
		}
		groups[i] = append(groups[i], groups[j]...)
		alive[j], groups[j] = false, nil
		for k := range n {
			if alive[k] && (k == i || nearest[k] == i || nearest[k] == j) {
				find(k)
			}
		}
		for k := range n {
			if alive[k] && k != i && nearest[k] >= 0 && mean(k, i) > mean(k, nearest[k]) {
				nearest[k] = i
			}
		}
	}
	var out [][]int
	for _, g := range groups {
		if g != nil {
			slices.Sort(g)
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return out
}
