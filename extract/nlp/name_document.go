package nlp

// A nameDocument is what the other places of a word in the same document say
// of it: whether it also stands in lower case, what comes before and after
// it, the longest run of capitalized words it is part of (after Chieu and Ng
// 2003, "Named Entity Recognition with a Maximum Entropy Approach").
type nameDocument struct {
	words    map[uint64]*wordUse
	acronyms map[uint64]int32 // lower-case hash of initials: last token of the run
	ts       []nameToken
}

type wordUse struct {
	lower, upper  int32 // how often in lower case, with a capital inside a sentence
	longest       int32 // length of the longest run of two words or more
	first, last   int32 // its first and last token
	at            int32 // the word in it
	titled        int32 // how often after a title
	before, after [4]uint64
	befores       uint8
	afters        uint8
}

func newNameDocument(d *Document, ts []nameToken) *nameDocument {
	n := &nameDocument{words: make(map[uint64]*wordUse, 256), acronyms: map[uint64]int32{}, ts: ts}
	for _, s := range d.Sentences {
		for i := s.First; i < s.End; i++ {
			if ts[i].kind > 2 {
				n.add(s, i)
			}
		}
	}
	return n
}

func (n *nameDocument) add(s Range, i int32) {
	t := &n.ts[i]
	if t.loud {
		return
	}
	u := n.words[t.lower]
	if u == nil {
		u = &wordUse{}
		n.words[t.lower] = u
	}
	if !t.upper {
		u.lower++
		return
	}
	if !t.first {
		u.upper++
	}
	a, b := t.runFirst, t.runEnd
	if n.ts[a].first && b-a > 1 && n.ts[a].tag == 0 && n.ts[a].linker {
		a++
	}
	if length := b - a; length > 1 && length > u.longest && length < 7 {
		u.longest, u.first, u.last, u.at = length, a, b-1, i
	}
	n.acronym(s, i, b)
	if a > s.First {
		p := &n.ts[a-1]
		if p.gaz[gazTitle] > 0 {
			u.titled++
		}
		if u.befores < 4 {
			u.before[u.befores] = p.lower
			u.befores++
		}
	}
	if b < s.End && u.afters < 4 {
		u.after[u.afters] = n.ts[b].lower
		u.afters++
	}
}

// acronym notes the initials of the capitalized words from a on, past the
// linkers between them: "World Health Organization" as "who", "Bank for
// Reconstruction and Development" as "brd". Their head is the last word before
// a linker.
func (n *nameDocument) acronym(s Range, a, head int32) {
	h, c := uint64(14695981039346656037), 0
	for i, linked := a, 0; i < s.End && c < 6; i++ {
		switch {
		case n.ts[i].upper:
			h = mix(h, n.ts[i].pre[0])
			c, linked = c+1, 0
			if c > 2 {
				n.acronyms[h] = head - 1
			}
		case n.ts[i].linker && linked < 2:
			linked++
		default:
			return
		}
	}
}

// features appends what the document says of a capitalized word.
func (n *nameDocument) features(keys []uint32, t *nameToken) []uint32 {
	add := func(template, x uint64) { keys = append(keys, fold(mix(mix(template, x), template))) }
	if t.initials != 0 {
		if last, ok := n.acronyms[t.initials]; ok {
			add(nfDocAcronym, 0)
			add(nfDocAcronym, n.ts[last].lower)
		}
	}
	u := n.words[t.lower]
	if u == nil {
		return keys
	}
	place := uint64(0)
	if t.first {
		place = 1
	}
	if t.loud {
		place = 2
	}
	if t.named {
		place = 3
	}
	add(nfDocLower, uint64(min(u.lower, 2))<<8|place)
	add(nfDocUpper, uint64(min(u.upper, 3))<<8|place)
	for _, x := range u.before[:u.befores] {
		add(nfDocBefore, x)
	}
	for _, x := range u.after[:u.afters] {
		add(nfDocAfter, x)
	}
	if u.titled > 0 {
		add(nfDocTitle, uint64(min(u.titled, 2)))
	}
	if u.longest > 1 {
		inRun := uint64(0)
		if t.runEnd-t.runFirst > 1 {
			inRun = 1
		}
		add(nfDocRunFirst, n.ts[u.first].lower)
		add(nfDocRunLast, n.ts[u.last].lower)
		add(nfDocRunLast, mix(inRun, uint64(min(u.at-u.first, 2))<<8|uint64(min(u.last-u.at, 2))))
		if u.at > u.first {
			g := &n.ts[u.at-1].gaz
			add(nfDocPrevGaz, uint64(g[gazFirst])<<16|uint64(g[gazSurname])<<8|uint64(g[gazTitle]))
			add(nfDocPrevInRun, n.ts[u.at-1].lower)
		}
		if u.at < u.last {
			g := &n.ts[u.at+1].gaz
			add(nfDocPrevGaz, uint64(g[gazFirst])<<16|uint64(g[gazSurname])<<8|uint64(g[gazCity])|1<<32)
			add(nfDocNextInRun, n.ts[u.at+1].lower)
		}
	}
	return keys
}
