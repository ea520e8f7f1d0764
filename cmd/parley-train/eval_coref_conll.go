package main

import "fmt"

// A conllScore sums the three measures that the CoNLL F1 averages: MUC
// (Vilain et al. 1995), B³ (Bagga and Baldwin 1998) and CEAF of entities (Luo
// 2005), over documents.
type conllScore struct {
	muc, b3, ceaf struct{ p, pn, r, rn float64 }
}

// add counts a document: chains of mentions, each mention a number that both
// sides share.
func (s *conllScore) add(gold, system [][]int) {
	links := func(of, by [][]int) (n, total float64) {
		in := chainOf(by)
		for _, c := range of {
			parts := map[int]bool{}
			alone := 0
			for _, m := range c {
				if k, ok := in[m]; ok {
					parts[k] = true
				} else {
					alone++
				}
			}
			n += float64(len(c) - len(parts) - alone)
			total += float64(len(c) - 1)
		}
		return n, total
	}
	mentions := func(of, by [][]int) (n, total float64) {
		in := chainOf(by)
		for _, c := range of {
			shared := map[int]int{}
			for _, m := range c {
				if k, ok := in[m]; ok {
					shared[k]++
				}
			}
			sum := 0
			for _, v := range shared {
				sum += v * v
			}
			n += float64(sum) / float64(len(c))
			total += float64(len(c))
		}
		return n, total
	}
	a, b := links(gold, system)
	s.muc.r, s.muc.rn = s.muc.r+a, s.muc.rn+b
	a, b = links(system, gold)
	s.muc.p, s.muc.pn = s.muc.p+a, s.muc.pn+b
	a, b = mentions(gold, system)
	s.b3.r, s.b3.rn = s.b3.r+a, s.b3.rn+b
	a, b = mentions(system, gold)
	s.b3.p, s.b3.pn = s.b3.p+a, s.b3.pn+b
	v := aligned(gold, system)
	s.ceaf.p, s.ceaf.pn = s.ceaf.p+v, s.ceaf.pn+float64(len(system))
	s.ceaf.r, s.ceaf.rn = s.ceaf.r+v, s.ceaf.rn+float64(len(gold))
}

func chainOf(chains [][]int) map[int]int {
	in := map[int]int{}
	for k, c := range chains {
		for _, m := range c {
			in[m] = k
		}
	}
	return in
}

// aligned returns the greatest similarity (Luo's phi 4) of a one-to-one
// alignment of chains, by the Hungarian method.
func aligned(a, b [][]int) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	n, m := len(a), len(b)
	in := chainOf(b)
	cost := make([][]float64, n+1)
	for i := range cost {
		cost[i] = make([]float64, m+1)
	}
	for i, c := range a {
		shared := map[int]int{}
		for _, x := range c {
			if k, ok := in[x]; ok {
				shared[k]++
			}
		}
		for k, v := range shared {
			cost[i+1][k+1] = -2 * float64(v) / float64(len(c)+len(b[k]))
		}
	}
	const inf = 1e18
	u, v := make([]float64, n+1), make([]float64, m+1)
	match, way := make([]int, m+1), make([]int, m+1)
	for i := 1; i <= n; i++ {
		match[0] = i
		j := 0
		least, used := make([]float64, m+1), make([]bool, m+1)
		for k := range least {
			least[k] = inf
		}
		for match[j] != 0 {
			used[j] = true
			row, next, delta := match[j], 0, inf
			for k := 1; k <= m; k++ {
				if used[k] {
					continue
				}
				if c := cost[row][k] - u[row] - v[k]; c < least[k] {
					least[k], way[k] = c, j
				}
				if least[k] < delta {
					delta, next = least[k], k
				}
			}
			for k := 0; k <= m; k++ {
				if used[k] {
					u[match[k]] += delta
					v[k] -= delta
				} else {
					least[k] -= delta
				}
			}
			j = next
		}
		for j != 0 {
			match[j] = match[way[j]]
			j = way[j]
		}
	}
	sum := 0.0
	for k := 1; k <= m; k++ {
		if match[k] > 0 {
			sum -= cost[match[k]][k]
		}
	}
	return sum
}

// String returns a line a measure.
func (s *conllScore) String() string {
	mean := 0.0
	line := func(name string, p, pn, r, rn float64) string {
		p, r = p/max(pn, 1), r/max(rn, 1)
		f := 0.0
		if p+r > 0 {
			f = 2 * p * r / (p + r)
		}
		mean += f / 3
		return fmt.Sprintf("%-8s  P %.3f  R %.3f  F1 %.3f\n", name, p, r, f)
	}
	out := line("MUC", s.muc.p, s.muc.pn, s.muc.r, s.muc.rn)
	out += line("B3", s.b3.p, s.b3.pn, s.b3.r, s.b3.rn)
	out += line("CEAFe", s.ceaf.p, s.ceaf.pn, s.ceaf.r, s.ceaf.rn)
	return out + fmt.Sprintf("CoNLL     F1 %.3f\n", mean)
}
