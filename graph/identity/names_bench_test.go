package identity

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// shared is the folder of corpora, which is no part of the project: the
// measurements that need it run only where PARLEY_SHARED names it.
func shared(t testing.TB, elem ...string) string {
	t.Helper()
	dir := os.Getenv("PARLEY_SHARED")
	if dir == "" {
		t.Skip("PARLEY_SHARED does not name the folder of corpora")
	}
	return filepath.Join(append([]string{dir}, elem...)...)
}

func readNames(t *testing.T, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, r := range rows[1:] {
		names = append(names, r[0])
	}
	return names
}

// TestNamePairs scores the comparison of names alone: row i of the two lists
// is one person; every other pair of them, and every pair with a negative,
// is not.
func TestNamePairs(t *testing.T) {
	left := readNames(t, shared(t, "corpora", "name-pairs", "positives_un_treated.csv"))
	right := readNames(t, shared(t, "corpora", "name-pairs", "positives_un_untreated.csv"))
	negatives := readNames(t, shared(t, "corpora", "name-pairs", "negatives_global_20k.csv"))
	parse := func(names []string) []personName {
		var out []personName
		for _, n := range names {
			out = append(out, parsePerson(n))
		}
		return out
	}
	a, b, c := parse(left), parse(right), parse(negatives)
	blocks := func(n personName) []string { return nameBlocks(n) }
	index := map[string][]int{}
	all := append(slices.Clone(b), c...)
	for j, n := range all {
		for _, k := range blocks(n) {
			index[k] = append(index[k], j)
		}
	}
	// The resolver's own rule, without any context.
	signatures := map[string]*signature{}
	for _, n := range slices.Concat(a, b, c) {
		signatures[n.folded] = parseSignature("PERSON|" + n.folded + "|||||")
	}
	same := func(x, y personName) bool {
		if x.single() || y.single() {
			return x.joined() == y.joined()
		}
		return link(signatures[x.folded], signatures[y.folded]) > linkAt
	}
	found, right1, wrongPos, wrongNeg, blocked := 0, 0, 0, 0, 0
	show := os.Getenv("PARLEY_ERRORS") != ""
	for i, x := range a {
		seen := map[int]bool{}
		hit := false
		for _, k := range blocks(x) {
			for _, j := range index[k] {
				if seen[j] {
					continue
				}
				seen[j] = true
				if j == i {
					blocked++
				}
				if !same(x, all[j]) {
					continue
				}
				found++
				switch {
				case j == i:
					right1++
					hit = true
				case j < len(b):
					// The list holds a person twice under one name.
					wrongPos++
					if show {
						fmt.Printf("WRONG %q %q\n", left[i], right[j])
					}
				default:
					wrongNeg++
					if show {
						fmt.Printf("WRONGNEG %q %q\n", left[i], negatives[j-len(b)])
					}
				}
			}
		}
		if !hit && show {
			fmt.Printf("MISSED %q %q\n", left[i], right[i])
		}
	}
	// Among the negatives: the list repeats some names, which nothing but a
	// context could tell apart; what counts is how many others are taken for one.
	twins, alike := 0, 0
	for j, x := range all[len(b):] {
		seen := map[int]bool{}
		for _, k := range blocks(x) {
			for _, o := range index[k] {
				if o -= len(b); o <= j || seen[o] {
					continue
				}
				seen[o] = true
				switch {
				case negatives[o] == negatives[j]:
					twins++
				case same(x, c[o]):
					alike++
					if show && alike%40 == 1 {
						fmt.Printf("ALIKE %q %q\n", negatives[j], negatives[o])
					}
				}
			}
		}
	}
	t.Logf("among the negatives: %d pairs are taken for one, and %d pairs are written alike", alike, twins)
	recall := float64(right1) / float64(len(a))
	precision := float64(right1) / float64(found)
	t.Logf("pairs %d, in a block %d: recall %.4f precision %.4f (wrong: %d among the list, %d with the negatives)", len(a), blocked, recall, precision, wrongPos, wrongNeg)
	if recall < 0.90 || precision < 0.99 {
		t.Errorf("recall %.4f precision %.4f, want 0.90 and 0.99", recall, precision)
	}
}
