package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/extract/nlp/lexicon"
)

// A nameToken holds what the features of names read of one token, computed
// once a document.
type nameToken struct {
	form, lower, folded uint64 // hashes; folded is 0 without letters and digits
	shape               uint64 // Xxxx, XX, dd ... with runs shortened
	pre, suf            [4]uint64
	initials            uint64 // of a word in capitals: its letters as an acronym
	upper               bool   // begins with a capital
	allCaps             bool
	long                bool // four letters or more
	hyphen              bool
	digit               bool
	linker              bool // of, the, and, de, al: inside names
	address             bool // has a stop, slash, colon or at inside: "www.example.org"
	named               bool // in lower case, and a proper noun to the tagger
	period              bool // ends with a stop
	first               bool // first word of its sentence
	idle                bool // cannot be in a name
	plain               bool // in a sentence without capitals but the first and "I"
	loud                bool // in a sentence nearly all in capitals
	kind                uint8
	tag                 uint8 // the tagger's part of speech, 0 unknown
	cluster             uint32
	gaz                 gazTags
	runFirst, runEnd    int32 // the run of capitalized words around it
}

var linkers = func() map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields("of the and for de del la las los le al el bin ibn da do dos di du van von der den on to in & - – ' 's y e") {
		m[hashString(w)] = true
	}
	return m
}()

// nameTokens fills buf with the tokens of d.
func nameTokens(d *Document, buf []nameToken, clusters *clusterTable) []nameToken {
	n := d.Len()
	if cap(buf) < n {
		buf = make([]nameToken, n)
	}
	buf = buf[:n]
	for i := range buf {
		buf[i] = newNameToken(d.Word(int32(i)))
		if d.UPOS != nil {
			buf[i].tag = uint8(d.UPOS[i]) + 1
			buf[i].named = buf[i].kind == 8 && d.UPOS[i] == PosPropn && !buf[i].address
		}
		if buf[i].cluster = clusters.of(buf[i].form); buf[i].cluster == 0 && buf[i].upper {
			buf[i].cluster = clusters.of(buf[i].lower)
		}
	}
	for _, s := range d.Sentences {
		markSentence(buf[s.First:s.End])
	}
	markRuns(d, buf)
	return buf
}

func newNameToken(w string) nameToken {
	t := nameToken{form: hashString(w)}
	t.lower = t.form
	low := w
	ascii := true
	for i := range len(w) {
		ascii = ascii && w[i] < utf8.RuneSelf
	}
	var lowered [32]byte
	if ascii && len(w) <= len(lowered) {
		for i := range len(w) {
			lowered[i] = w[i]
			if c := w[i]; c >= 'A' && c <= 'Z' {
				lowered[i] = c + 'a' - 'A'
			}
		}
		t.fill(w, lowered[:len(w)])
		return t
	}
	low = strings.ToLower(w)
	t.fill(w, []byte(low))
	t.folded = foldedHash([]byte(lexicon.Fold(w)))
	return t
}

// fill sets what is read of a word and its lower-case letters.
func (t *nameToken) fill(w string, low []byte) {
	t.lower = hashBytes(low)
	t.folded = foldedHash(low)
	t.hyphen = w == "-" || w == "–"
	t.linker = linkers[t.lower]
	t.period = len(w) > 1 && w[len(w)-1] == '.'
	letters, capitals := 0, 0
	h, last := uint64(7), byte(0)
	run := 0
	for i, r := range w {
		c := byte('.')
		switch {
		case r >= 'a' && r <= 'z' || r >= utf8.RuneSelf && unicode.IsLower(r):
			c = 'x'
			letters++
		case r >= 'A' && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r):
			c = 'X'
			letters++
			capitals++
			t.upper = t.upper || i == 0
		case r >= '0' && r <= '9':
			c = 'd'
			t.digit = true
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			c = 'l'
			letters++
		case r == '-' || r == '\'' || r == '’':
			c = byte('-')
		case r == '.' || r == '/' || r == '@' || r == ':' || r == '_':
			t.address = true
		}
		if c == last {
			run++
		} else {
			run = 1
		}
		if run <= 2 {
			h = mix(h, uint64(c))
		}
		last = c
	}
	t.shape = h
	t.allCaps = letters > 0 && capitals == letters
	t.long = letters >= 4
	p, s := uint64(3), uint64(5)
	for k := range min(4, len(low)) {
		p = mix(p, uint64(low[k]))
		s = mix(s, uint64(low[len(low)-1-k]))
		t.pre[k], t.suf[k] = p, s
	}
	if t.allCaps && letters > 1 {
		t.initials = uint64(14695981039346656037)
		for _, c := range low {
			if c != '.' {
				t.initials = mix(t.initials, mix(3, uint64(c)))
			}
		}
	}
	switch {
	case letters == 0 && t.digit:
		t.kind = 1
	case letters == 0:
		t.kind = 2
	case t.allCaps && letters == 1:
		t.kind = 3
	case t.allCaps:
		t.kind = 4
	case t.upper && capitals == 1:
		t.kind = 5
	case t.upper:
		t.kind = 6
	case capitals > 0:
		t.kind = 7
	default:
		t.kind = 8
	}
}

func hashBytes(s []byte) uint64 {
	h := uint64(14695981039346656037)
	for i := range s {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h, uint64(len(s)))
}

// foldedHash is the hash of the letters and digits of low, as lexicon.Fold
// leaves them, or 0.
func foldedHash(low []byte) uint64 {
	h, n := uint64(14695981039346656037), 0
	for _, c := range low {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '&' || c >= utf8.RuneSelf {
			h = (h ^ uint64(c)) * 1099511628211
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return mix(h, uint64(n))
}

// markSentence marks the first word, and sentences in capitals.
func markSentence(ts []nameToken) {
	words, upper, caps, inner := 0, 0, 0, 0
	for i := range ts {
		if ts[i].kind <= 2 {
			continue
		}
		if words == 0 {
			ts[i].first = true
		}
		words++
		if ts[i].upper {
			upper++
			if words > 1 && ts[i].kind != 3 {
				inner++
			}
		}
		if ts[i].allCaps {
			caps++
		}
	}
	for i := range ts {
		ts[i].plain = inner == 0
	}
	if words >= 3 && (5*caps >= 4*words || 10*upper >= 7*words) {
		for i := range ts {
			ts[i].loud = true
		}
	}
}

// markRuns sets for every token the run of capitalized words around it:
// capitalized words, with hyphens, linkers and initials between them.
func markRuns(d *Document, ts []nameToken) {
	for _, s := range d.Sentences {
		for i := s.First; i < s.End; {
			if !ts[i].upper && !ts[i].named {
				ts[i].runFirst, ts[i].runEnd = i, i
				i++
				continue
			}
			end := i + 1
			for end < s.End {
				if ts[end].upper || ts[end].named {
					end++
					continue
				}
				if ts[end].hyphen && end+1 < s.End && ts[end+1].kind > 2 && d.Spans[end-1].End == d.Spans[end].Start && d.Spans[end].End == d.Spans[end+1].Start {
					end += 2
					continue
				}
				break
			}
			for j := i; j < end; j++ {
				ts[j].runFirst, ts[j].runEnd = i, end
			}
			i = end
		}
	}
}

// markIdle marks the words that cannot be in a name: those without a capital
// that no list of places or peoples has and that do not stand between or
// tied to words with a capital. It needs the lists matched.
func markIdle(d *Document, ts []nameToken) {
	for _, s := range d.Sentences {
		before := int32(-10) // the last token that may begin a name
		for i := s.First; i < s.End; i++ {
			t := &ts[i]
			t.idle = false
			if t.proper() {
				before = i
				continue
			}
			if t.runEnd > t.runFirst || leads(ts[i:s.End]) || i > s.First && t.hyphen && leads(ts[i-1:s.End]) {
				continue
			}
			if t.digit && (i > s.First && ts[i-1].proper() || i+1 < s.End && ts[i+1].proper()) {
				continue
			}
			t.idle = true
			for j := i + 1; j < s.End && j <= i+3 && i-before <= 3; j++ {
				if ts[j].proper() {
					t.idle = false
					break
				}
			}
		}
	}
}

// leads reports whether the first of ts is the lower-case beginning of a name:
// "al-Ansari", "de Gaulle".
func leads(ts []nameToken) bool {
	if len(ts) > 2 && ts[0].kind == 8 && ts[1].hyphen && ts[2].upper {
		return true
	}
	return len(ts) > 1 && ts[0].linker && ts[0].kind == 8 && ts[1].upper
}

// proper reports whether t may begin or end a name.
func (t *nameToken) proper() bool {
	return t.upper || t.named || t.kind == 6 || t.kind == 7 || t.gaz[gazCountry] > 0 || t.gaz[gazDemonym] > 0 || t.gaz[gazCapital] > 0 ||
		t.gaz[gazFeature] > 0 || t.gaz[gazGroup] > 0 || t.plain && (t.gaz[gazCity] > 0 || t.gaz[gazRegion] > 0)
}
