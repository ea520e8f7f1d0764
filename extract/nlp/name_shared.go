package nlp

// shareWords is how many words of a document share scores: an article, not
// an archive.
const shareWords = 4096

// sharedScores let the places of a name help each other: of words that stand
// at the same place of the same run of capitalized words, each keeps half of
// its own scores and takes half of the mean of all. So a clear cue ("Acme
// Inc.") tells of the other places too, and no place overrules another.
type sharedScores struct {
	of   map[uint64]int32 // by the hash of run and place
	sums []sharedScore
	at   []int32 // of each token: what it shares, or -1
}

type sharedScore struct {
	row   chainRow
	count float32
}

// share mixes the scores of ts, the tokens of a document from first on.
func (s *sharedScores) share(ts []nameToken, first int, scores []chainRow) {
	if s.of == nil {
		s.of = map[uint64]int32{}
	}
	clear(s.of)
	s.sums, s.at = s.sums[:0], s.at[:0]
	run := uint64(0)
	for i := range ts {
		t := &ts[i]
		a, b := int(t.runFirst)-first, int(t.runEnd)-first
		if i == a && a < b {
			run = uint64(b - a)
			for j := a; j < b; j++ {
				run = mix(run, ts[j].form)
			}
		}
		if t.idle || t.loud || a == b {
			s.at = append(s.at, -1)
			continue
		}
		h := mix(run, uint64(i-a))
		k, ok := s.of[h]
		if !ok {
			k = int32(len(s.sums))
			s.of[h] = k
			s.sums = append(s.sums, sharedScore{})
		}
		s.at = append(s.at, k)
		sum := &s.sums[k]
		sum.count++
		for y, x := range scores[i] {
			sum.row[y] += x
		}
	}
	for i, k := range s.at {
		if k < 0 || s.sums[k].count < 2 {
			continue
		}
		sum := &s.sums[k]
		for y := range scores[i] {
			scores[i][y] += (sum.row[y]/sum.count - scores[i][y]) / 2
		}
	}
}
