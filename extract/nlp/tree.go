package nlp

// A tree gives the children of each word of a document, in text order.
type tree struct {
	d     *Document
	first []int32 // the children of i are kids[first[i]:first[i+1]]
	kids  []int32
}

func newTree(d *Document) *tree {
	n := len(d.Spans)
	t := &tree{d: d, first: make([]int32, n+2), kids: make([]int32, n)}
	for _, h := range d.Head {
		if h >= 0 {
			t.first[h+2]++
		}
	}
	for i := 2; i < len(t.first); i++ {
		t.first[i] += t.first[i-1]
	}
	for i, h := range d.Head {
		if h >= 0 {
			t.kids[t.first[h+1]] = int32(i)
			t.first[h+1]++
		}
	}
	return t
}

// children returns the words that i governs.
func (t *tree) children(i int32) []int32 { return t.kids[t.first[i]:t.first[i+1]] }

// child returns the first child of i with the relation, or -1.
func (t *tree) child(i int32, rel Deprel) int32 {
	for _, c := range t.children(i) {
		if t.d.Deprel[c] == rel {
			return c
		}
	}
	return -1
}

// Subtree returns the range from the first to the last word that i governs,
// over any distance, with i itself. With a token of without inside it, the
// branch that holds the token, and what follows, is left out; -1 is none.
func (d *Document) Subtree(i, without int32) Range {
	return newTree(d).subtree(i, without)
}

func (t *tree) subtree(i, without int32) Range {
	r := Range{i, i + 1}
	stack := []int32{i}
	cut := int32(-1)
	for len(stack) > 0 {
		x := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, c := range t.children(x) {
			if without >= 0 && t.governs(c, without) {
				if c > i {
					cut = t.subtree(c, -1).First
				}
				continue
			}
			r.First, r.End = min(r.First, c), max(r.End, c+1)
			stack = append(stack, c)
		}
	}
	if cut > i {
		r.End = min(r.End, cut)
	}
	for r.First < i && t.d.UPOS[r.First] == PosPunct {
		r.First++
	}
	for r.End > i+1 && t.d.UPOS[r.End-1] == PosPunct {
		r.End--
	}
	return r
}

// governs reports whether x is i or stands under it.
func (t *tree) governs(i, x int32) bool {
	for ; x >= 0; x = t.d.Head[x] {
		if x == i {
			return true
		}
	}
	return false
}
