package article

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// FingerprintSize is how many values a fingerprint has.
const FingerprintSize = 64

// shingle is how many words in a row are one feature of a text.
const shingle = 4

// Fingerprint returns a MinHash sketch of a text (Broder 1997): for each of
// FingerprintSize hash functions the least value over all runs of four words,
// in lower case and without punctuation. It returns nil for a text of fewer
// than four words. Give it the text without furniture (see [Body]).
func Fingerprint(text string) []uint64 {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	var window [shingle]uint64
	words := 0
	out := make([]uint64, FingerprintSize)
	for i := range out {
		out[i] = math.MaxUint64
	}
	h, inWord := uint64(offset), false
	end := func() {
		if !inWord {
			return
		}
		window[words%shingle] = h
		words++
		h, inWord = offset, false
		if words < shingle {
			return
		}
		f := uint64(offset)
		for i := range shingle {
			f = mix(f ^ window[(words+i)%shingle])
		}
		for i := range out {
			// Multiply-shift with odd factors stands for independent functions.
			if v := mix(f ^ factors[i]); v < out[i] {
				out[i] = v
			}
		}
	}
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c >= 'A' && c <= 'Z':
				c |= 0x20
			case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			case c == '\'':
				continue
			default:
				end()
				continue
			}
			h, inWord = (h^uint64(c))*prime, true
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch {
		case r == '’' || r == '‘': // curly and straight are one
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			h, inWord = (h^uint64(unicode.ToLower(r)))*prime, true
		default:
			end()
		}
	}
	end()
	if words < shingle {
		return nil
	}
	return out
}

// Similarity estimates from two fingerprints which share of their runs of
// words two texts have in common (Jaccard), 0 to 1.
func Similarity(a, b []uint64) float64 {
	if len(a) == 0 || len(a) != len(b) {
		return 0
	}
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	return float64(same) / float64(len(a))
}

// mix is the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// factors make FingerprintSize functions of one hash. Fingerprints are
// stored: never change them.
var factors = func() (f [FingerprintSize]uint64) {
	x := uint64(0x9e3779b97f4a7c15)
	for i := range f {
		f[i] = mix(x)
		x += 0x9e3779b97f4a7c15
	}
	return f
}()
