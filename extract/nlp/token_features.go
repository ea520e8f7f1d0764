package nlp

// features appends the features of a cut before character i.
func (s *tokenScratch) features(keys []uint32, i int) []uint32 {
	n := len(s.chars)
	char := func(j int) uint64 {
		if j < 0 || j >= n {
			return 1
		}
		return uint64(s.chars[j].lower)
	}
	class := func(j int) uint64 {
		if j < 0 || j >= n {
			return 15
		}
		return uint64(s.chars[j].class)
	}
	f := func(id uint64, a, b uint64) { keys = append(keys, fold(mix(mix(id, a), b))) }
	left, right := s.word(i-1), s.word(i)
	shape := uint64(0)
	for j := i - 4; j < i+4; j++ {
		shape = shape<<4 | class(j)
	}
	f(1, 0, 0)
	f(2, shape, 0)
	f(3, shape>>4&0xffffff, char(i-1)<<32|char(i))
	f(4, char(i-1), class(i))
	f(5, char(i), class(i-1))
	f(6, char(i-2)<<32|char(i-1), char(i))
	f(7, char(i-1)<<32|char(i), char(i+1))
	f(8, char(i)<<32|char(i+1), char(i+2))
	f(9, left, char(i))
	f(10, right, char(i-1))
	f(11, left, right)
	f(12, char(i-1)<<32|char(i), s.far(i))
	f(13, uint64(min(i, 4)), uint64(min(n-i, 4))<<32|char(i-1)<<40|char(i))
	f(14, s.word(i-2), left^char(i)<<8)
	f(15, s.word(i+1), right^char(i-1)<<8)
	f(16, s.outside(i-2), char(i-1)<<32|char(i))
	f(17, s.whole(), uint64(i))
	f(18, char(0), char(i-1)<<32|char(i))
	f(19, s.has('@')|s.has('/')<<1|s.has(':')<<2|s.has('.')<<3, char(i-1)<<32|char(i))
	f(20, shape>>12&0xff<<8|shape>>8&0xff, uint64(min(i, 9))<<8|uint64(min(n-i, 9)))
	return keys
}

// word hashes the letters and digits around character i, or the character.
func (s *tokenScratch) word(i int) uint64 {
	if i < 0 || i >= len(s.chars) {
		return 3
	}
	h := uint64(7)
	for _, c := range s.chars[s.runStart[i]:s.runEnd[i]] {
		h = mix(h, uint64(c.lower))
	}
	return h
}

// outside hashes the word that ends before character i+1, beyond one character.
func (s *tokenScratch) outside(i int) uint64 { return s.word(i) }

// far hashes the two characters on the far side of the word after i.
func (s *tokenScratch) far(i int) uint64 {
	e := s.runEnd[i]
	h := uint64(e - i)
	for j := e; j < e+2 && j < len(s.chars); j++ {
		h = mix(h, uint64(s.chars[j].lower))
	}
	return h
}

// whole hashes the run.
func (s *tokenScratch) whole() uint64 {
	h := uint64(11)
	for _, c := range s.chars {
		h = mix(h, uint64(c.lower))
	}
	return h
}

// has is 1 when the run has the character.
func (s *tokenScratch) has(r rune) uint64 {
	for _, c := range s.chars {
		if c.r == r {
			return 1
		}
	}
	return 0
}
