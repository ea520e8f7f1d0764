package main

import (
	"fmt"
	"strings"

	"parley/graph/identity/crossdoc"
)

// A conllScore collects documents for the three measures that the CoNLL F1
// averages (see [crossdoc.Score]): for each mention the name of its chain on
// either side, empty where that side does not have it.
type conllScore struct {
	docs         int
	gold, system []string
}

// add counts a document: chains of mentions, each mention a number that both
// sides share.
func (s *conllScore) add(gold, system [][]int) {
	s.docs++
	at := map[int]int{} // in the lists, of a mention
	for side, chains := range [][][]int{gold, system} {
		for k, c := range chains {
			for _, m := range c {
				i, ok := at[m]
				if !ok {
					i = len(s.gold)
					at[m] = i
					s.gold, s.system = append(s.gold, ""), append(s.system, "")
				}
				name := fmt.Sprintf("%d/%d", s.docs, k)
				if side == 0 {
					s.gold[i] = name
				} else {
					s.system[i] = name
				}
			}
		}
	}
}

// String returns a line a measure.
func (s *conllScore) String() string {
	score := crossdoc.Score(s.gold, s.system)
	var b strings.Builder
	for _, m := range []struct {
		name string
		prf  crossdoc.PRF
	}{{"MUC", score.MUC}, {"B3", score.B3}, {"CEAFe", score.CEAFe}} {
		fmt.Fprintf(&b, "%-8s  P %.3f  R %.3f  F1 %.3f\n", m.name, m.prf.P, m.prf.R, m.prf.F)
	}
	fmt.Fprintf(&b, "CoNLL     F1 %.3f\n", score.CoNLL())
	return b.String()
}
