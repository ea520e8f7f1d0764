package crossdoc

import (
	"math"
	"slices"
)

// PRF is precision, recall and their harmonic mean.
type PRF struct{ P, R, F float64 }

func prf(p, r float64) PRF {
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return PRF{p, r, f}
}

// Scores are the three figures of the CoNLL 2012 shared task.
type Scores struct{ MUC, B3, CEAFe PRF }

// CoNLL returns the mean of the three F1.
func (s Scores) CoNLL() float64 { return (s.MUC.F + s.B3.F + s.CEAFe.F) / 3 }

// Score compares two partitions of the same mentions, each given as the name
// of every mention's cluster; an empty name is a mention that the partition
// does not hold. MUC is by Vilain et al. (1995), B³ by Bagga and Baldwin
// (1998), CEAFe by Luo (2005), all as in Pradhan et al. (2014).
func Score(key, response []string) Scores {
	k, r := clusters(key), clusters(response)
	s := Scores{}
	s.MUC = prf(links(r, key), links(k, response))
	s.B3 = prf(bcubed(r, key), bcubed(k, response))
	sum := alignment(k, r, response)
	s.CEAFe = prf(sum/math.Max(1, float64(len(r))), sum/math.Max(1, float64(len(k))))
	return s
}

func clusters(names []string) [][]int {
	index := map[string]int{}
	var out [][]int
	for i, n := range names {
		if n == "" {
			continue
		}
		j, ok := index[n]
		if !ok {
			j = len(out)
			index[n] = j
			out = append(out, nil)
		}
		out[j] = append(out[j], i)
	}
	return out
}

// links is MUC: of the links that hold the clusters together, those that the
// other partition has.
func links(cs [][]int, other []string) float64 {
	num, den := 0, 0
	for _, c := range cs {
		parts := map[string]bool{}
		loose := 0
		for _, m := range c {
			if other[m] == "" {
				loose++
			} else {
				parts[other[m]] = true
			}
		}
		num += len(c) - len(parts) - loose
		den += len(c) - 1
	}
	if den == 0 {
		return 0
	}
	return float64(num) / float64(den)
}

func bcubed(cs [][]int, other []string) float64 {
	num, den := 0.0, 0
	for _, c := range cs {
		n := map[string]int{}
		for _, m := range c {
			if other[m] != "" {
				n[other[m]]++
			}
		}
		for _, m := range c {
			if other[m] != "" {
				num += float64(n[other[m]]) / float64(len(c))
			}
		}
		den += len(c)
	}
	return num / math.Max(1, float64(den))
}

// alignment is the best total similarity (phi 4) of a one-to-one match of the
// clusters. Clusters that share no mention need no match, so each connected
// set is solved by itself.
func alignment(k, r [][]int, response []string) float64 {
	names := map[string]int{}
	for j, c := range r {
		names[response[c[0]]] = j
	}
	shared := make([]map[int]int, len(k)) // response clusters of a key cluster
	back := make([][]int, len(r))
	for i, c := range k {
		shared[i] = map[int]int{}
		for _, m := range c {
			if response[m] != "" {
				shared[i][names[response[m]]]++
			}
		}
		for j := range shared[i] {
			back[j] = append(back[j], i)
		}
	}
	seen := make([]bool, len(k))
	total := 0.0
	for i := range k {
		if seen[i] {
			continue
		}
		seen[i] = true
		left, right := []int{i}, map[int]bool{}
		for n := 0; n < len(left); n++ {
			for j := range shared[left[n]] {
				if right[j] {
					continue
				}
				right[j] = true
				for _, o := range back[j] {
					if !seen[o] {
						seen[o] = true
						left = append(left, o)
					}
				}
			}
		}
		var cols []int
		for j := range right {
			cols = append(cols, j)
		}
		slices.Sort(cols)
		slices.Sort(left)
		cost := make([][]float64, len(left))
		for a, i := range left {
			cost[a] = make([]float64, len(cols))
			for b, j := range cols {
				cost[a][b] = 2 * float64(shared[i][j]) / float64(len(k[i])+len(r[j]))
			}
		}
		total += assign(cost)
	}
	return total
}

// assign returns the greatest total of a one-to-one assignment (Kuhn 1955, in
// the form with potentials that costs the cube of the size).
func assign(gain [][]float64) float64 {
	n := len(gain)
	if n == 0 || len(gain[0]) == 0 {
		return 0
	}
	m := len(gain[0])
	if n > m {
		t := make([][]float64, m)
		for j := range t {
			t[j] = make([]float64, n)
			for i := range n {
				t[j][i] = gain[i][j]
			}
		}
		return assign(t)
	}
	u, v := make([]float64, n+1), make([]float64, m+1)
	match, way := make([]int, m+1), make([]int, m+1)
	for i := 1; i <= n; i++ {
		match[0] = i
		j0 := 0
		minv := make([]float64, m+1)
		used := make([]bool, m+1)
		for j := range minv {
			minv[j] = math.Inf(1)
		}
		for {
			used[j0] = true
			i0, delta, j1 := match[j0], math.Inf(1), 0
			for j := 1; j <= m; j++ {
				if used[j] {
					continue
				}
				if c := -gain[i0-1][j-1] - u[i0] - v[j]; c < minv[j] {
					minv[j], way[j] = c, j0
				}
				if minv[j] < delta {
					delta, j1 = minv[j], j
				}
			}
			for j := range m + 1 {
				if used[j] {
					u[match[j]] += delta
					v[j] -= delta
				} else {
					minv[j] -= delta
				}
			}
			j0 = j1
			if match[j0] == 0 {
				break
			}
		}
		for j0 != 0 {
			match[j0] = match[way[j0]]
			j0 = way[j0]
		}
	}
	total := 0.0
	for j := 1; j <= m; j++ {
		if match[j] > 0 {
			total += gain[match[j]-1][j-1]
		}
	}
	return total
}
