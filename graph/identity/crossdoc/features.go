package crossdoc

import (
	"math"
	"slices"
	"strings"
)

// A view is a mention made ready to compare.
type view struct {
	doc      int
	m        *Mention
	index    int // among the document's mentions
	event    bool
	sentence int
	at       int // first token
	text     string
	head     string // stem
	headWord string
	stems    []string // sorted
	caps     bool
	pronoun  string
	rank     float64 // of its sentence in the document, 0 to 1
	first    bool    // among the document's first sentences
	context  vector  // words of the sentence
	near     []string
	others   []string // heads of mentions of the other sort in the sentence
	past     bool
	before   string   // head of the last mention of the other sort before it in the sentence
	after    string   // and of the first after it
	times    []string // days, months, years and other numbers of the sentence
}

func headOf(d *Document, m *Mention) string {
	if m.Event {
		// A verb before its particle, a noun after its adjectives.
		w := d.Tokens[m.Tokens[0]].Text
		if len(m.Tokens) == 1 {
			return w
		}
		last := d.Tokens[m.Tokens[len(m.Tokens)-1]].Text
		lw := strings.ToLower(last)
		if len(lw) <= 4 && (prepositions[lw] || stop[lw] || lw == "away" || lw == "back") {
			return w
		}
		switch strings.ToLower(w) {
		case "is", "was", "were", "are", "be", "been", "has", "have", "had", "took", "take", "made", "make", "to", "will", "would":
			return last
		}
		if strings.HasSuffix(w, "ed") {
			return w
		}
		return last
	}
	head := d.Tokens[m.Tokens[0]].Text
	for _, t := range m.Tokens {
		w := d.Tokens[t].Text
		if prepositions[strings.ToLower(w)] && head != "" && t != m.Tokens[0] {
			break
		}
		if letters(strings.ToLower(w)) && w != "'s" {
			head = w
		}
	}
	return head
}

func makeViews(docs []*Document, members []int, s *space) []*view {
	var out []*view
	for _, di := range members {
		d := docs[di]
		sentences := map[int][2]int{} // token range
		lastSentence := 1
		for i, t := range d.Tokens {
			r, ok := sentences[t.Sentence]
			if !ok {
				r = [2]int{i, i + 1}
			}
			r[1] = i + 1
			sentences[t.Sentence] = r
			lastSentence = max(lastSentence, t.Sentence)
		}
		vectors := map[int]vector{}
		here := map[int][]int{} // mentions by sentence
		for i := range d.Mentions {
			sn := d.Tokens[d.Mentions[i].Tokens[0]].Sentence
			here[sn] = append(here[sn], i)
		}
		for i := range d.Mentions {
			m := &d.Mentions[i]
			at := m.Tokens[0]
			sn := d.Tokens[at].Sentence
			r := sentences[sn]
			if _, ok := vectors[sn]; !ok {
				vectors[sn] = s.vector(contentStems(d, r[0], r[1]))
			}
			v := &view{doc: di, m: m, index: i, event: m.Event, sentence: sn, at: at, context: vectors[sn], rank: float64(sn) / float64(lastSentence), first: sn <= 2}
			var text []string
			for _, t := range m.Tokens {
				w := strings.ToLower(d.Tokens[t].Text)
				text = append(text, w)
				if !stop[w] && letters(w) {
					v.stems = append(v.stems, stem(w))
				}
			}
			v.text = strings.TrimPrefix(strings.TrimPrefix(strings.Join(text, " "), "the "), "a ")
			v.headWord = headOf(d, m)
			v.head = stem(v.headWord)
			first := v.headWord
			v.caps = first != "" && first[0] >= 'A' && first[0] <= 'Z'
			v.past = strings.HasSuffix(strings.ToLower(v.headWord), "ed")
			if len(m.Tokens) == 1 {
				v.pronoun = pronouns[text[0]]
			}
			for t := max(r[0], at-4); t < min(r[1], at+5); t++ {
				if w := strings.ToLower(d.Tokens[t].Text); !stop[w] && letters(w) && !slices.Contains(m.Tokens, t) {
					v.near = append(v.near, stem(w))
				}
			}
			beforeAt, afterAt := -1, len(d.Tokens)
			for _, o := range here[sn] {
				om := &d.Mentions[o]
				if om.Event != m.Event {
					if p := om.Tokens[0]; p < at && p > beforeAt {
						beforeAt, v.before = p, stem(headOf(d, om))
					} else if p > at && p < afterAt {
						afterAt, v.after = p, stem(headOf(d, om))
					}
					v.others = append(v.others, stem(headOf(d, om)))
				}
			}
			for t := r[0]; t < r[1]; t++ {
				if w := strings.ToLower(d.Tokens[t].Text); calendar[w] || w != "" && w[0] >= '0' && w[0] <= '9' {
					v.times = append(v.times, w)
				}
			}
			for _, l := range []*[]string{&v.times, &v.stems, &v.near, &v.others} {
				slices.Sort(*l)
				*l = slices.Compact(*l)
			}
			out = append(out, v)
		}
	}
	return out
}

var calendar = words(`monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
	november december`)

// jaccard returns the overlap of two sorted lists, weighed by rarity.
func jaccard(a, b []string, s *space) float64 {
	shared, all := 0.0, 0.0
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			all += s.weight(a[i])
			i++
		case i == len(a) || a[i] > b[j]:
			all += s.weight(b[j])
			j++
		default:
			w := s.weight(a[i])
			shared += w
			all += w
			i++
			j++
		}
	}
	if all == 0 {
		return 0
	}
	return shared / all
}

// subset reports whether b holds all of a, which is not empty.
func subset(a, b []string) bool {
	for _, w := range a {
		if !has(b, w) {
			return false
		}
	}
	return len(a) > 0
}

func has(list []string, w string) bool {
	_, ok := slices.BinarySearch(list, w)
	return ok
}

func bit(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// prefixShare returns how much of the shorter word starts the longer.
func prefixShare(a, b string) float64 {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return float64(n) / float64(max(1, min(len(a), len(b))))
}

// features describes a pair of mentions. Every feature stands also in
// conjunction with whether the heads agree and whether the documents are one.
func features(a, b *view, s *space, docSim float64, buf []float64) []float64 {
	same := a.doc == b.doc
	head := a.head == b.head
	dist := 0.0
	if same {
		dist = math.Abs(float64(a.sentence - b.sentence))
	}
	pron := a.pronoun != "" || b.pronoun != ""
	both := a.pronoun != "" && b.pronoun != ""
	agree := both && a.pronoun == b.pronoun
	rare := 0.0
	if head {
		rare = s.weight(a.head)
	}
	ctx := a.context.dot(b.context)
	oth := jaccard(a.others, b.others, s)
	nr := jaccard(a.near, b.near, s)
	base := []float64{
		1,
		bit(head),
		rare,
		bit(a.text == b.text),
		jaccard(a.stems, b.stems, s),
		bit(subset(a.stems, b.stems) || subset(b.stems, a.stems)),
		bit(!head && prefixShare(a.head, b.head) >= 0.75 && min(len(a.head), len(b.head)) >= 4),
		bit(has(a.stems, b.head) || has(b.stems, a.head)),
		ctx,
		nr,
		oth,
		bit(a.m.Kind == b.m.Kind),
		bit(a.caps && b.caps),
		bit(a.caps != b.caps),
		bit(a.first && b.first),
		bit(a.first != b.first),
		docSim,
		bit(len(a.m.Tokens) == len(b.m.Tokens)),
	}
	n := len(base)
	buf = append(buf[:0], base...)
	// Conjunctions.
	for i := 1; i < n; i++ {
		buf = append(buf, base[i]*bit(head), base[i]*bit(same))
	}
	buf = append(buf,
		bit(same && a.sentence == b.sentence), bit(same && a.sentence == b.sentence && head), bit(same && dist == 1), math.Min(dist, 10)/10,
		bit(same && pron && dist == 0), bit(same && pron && dist == 1), bit(same && pron && dist > 1), bit(!same && pron),
		bit(agree && same), bit(both && !agree), bit(both && same && dist <= 1 && agree),
		bit(pron && same && (a.caps || b.caps)), bit(pron && same && nearest(a, b)),
		rare*rare, rare*oth, rare*ctx, rare*docSim, ctx*oth, bit(head && a.past == b.past),
		bit(a.m.Kind == b.m.Kind && head && a.caps && b.caps),
		bit(len(a.stems) == 1 && len(b.stems) == 1 && head),
		bit(head && a.before != "" && a.before == b.before), bit(head && a.after != "" && a.after == b.after),
		bit(!head && a.before != "" && a.before == b.before), bit(!head && a.after != "" && a.after == b.after),
		bit(a.before != "" && a.before == b.before && a.after != "" && a.after == b.after),
		bit(a.before != "" && a.before == b.after || a.after != "" && a.after == b.before),
		jaccard(a.times, b.times, s), bit(len(a.times) > 0 && len(b.times) > 0)*(1-bit(jaccard(a.times, b.times, s) > 0)),
		bit(head)*jaccard(a.times, b.times, s),
		bit(a.first && b.first && !same), bit(a.first && b.first && !same && head), bit(!same && a.sentence == b.sentence),
		bit(!head && a.caps && b.caps && !has(a.stems, b.head) && !has(b.stems, a.head)),
	)
	return buf
}

// nearest reports whether a pronoun follows the other mention closely.
func nearest(a, b *view) bool {
	p, o := a, b
	if p.pronoun == "" {
		p, o = b, a
	}
	return o.at < p.at && p.at-o.at <= 12
}
