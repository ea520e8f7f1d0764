package nlp

import "testing"

func TestShareScores(t *testing.T) {
	// Two places of "Acme", one of "Acme Inc", one of a word in lower case.
	acme, inc := hashString("Acme"), hashString("Inc")
	ts := []nameToken{
		{form: acme, runFirst: 10, runEnd: 11}, {form: 1, runFirst: 11, runEnd: 11},
		{form: acme, runFirst: 12, runEnd: 14}, {form: inc, runFirst: 12, runEnd: 14},
		{form: 1, runFirst: 14, runEnd: 14}, {form: acme, runFirst: 15, runEnd: 16},
	}
	scores := make([]chainRow, len(ts))
	for i := range scores {
		scores[i][3] = float32(4 * i)
	}
	var s sharedScores
	s.share(ts, 10, scores)
	for i, want := range []float32{5, 4, 8, 12, 16, 15} {
		if got := scores[i][3]; got != want {
			t.Errorf("token %d: score %v, want %v", i, got, want)
		}
	}
}
