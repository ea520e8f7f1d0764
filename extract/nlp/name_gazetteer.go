package nlp

import (
	"iter"
	"strings"
	"sync"

	"parley/extract/nlp/lexicon"
)

// A gazClass is a list that a sequence of words is looked up in.
type gazClass uint8

const (
	gazCountry gazClass = iota
	gazDemonym
	gazCapital
	gazCity
	gazRegion
	gazPlace
	gazOrg
	gazLeader
	gazFirst
	gazSurname
	gazTitle
	gazFeature
	gazGroup
	numGazClasses

	gazPrefix = 1 << 15 // longer names begin with these words
	gazMax    = 8       // words of a name
)

// A gazetteer is a hash table from the folded words of a name to the lists
// that have it. Two names share an entry once in some 20,000 probes at worst.
type gazetteer struct {
	keys []uint32
	bits []uint16
}

// sharedGazetteer is built on first use from package lexicon.
var sharedGazetteer = sync.OnceValue(newGazetteer)

func newGazetteer() *gazetteer {
	const size = 1 << 19
	g := &gazetteer{keys: make([]uint32, size), bits: make([]uint16, size)}
	for name, c := range lexicon.Countries() {
		switch c.Sense {
		case lexicon.CountryDemonym:
			g.addName(name, gazDemonym)
		case lexicon.CountryCapital:
			g.addName(name, gazCapital)
		default:
			g.addName(name, gazCountry)
		}
	}
	g.addAll(lexicon.Cities(), gazCity)
	g.addAll(lexicon.Regions(), gazRegion)
	g.addAll(lexicon.OtherPlaces(), gazPlace)
	g.addAll(lexicon.Orgs(), gazOrg)
	g.addAll(lexicon.Leaders(), gazLeader)
	g.addAll(lexicon.FirstNames(), gazFirst)
	g.addAll(lexicon.Surnames(), gazSurname)
	g.addAll(lexicon.Titles(), gazTitle)
	g.addAll(lexicon.Features(), gazFeature)
	g.addAll(lexicon.Groups(), gazGroup)
	return g
}

func (g *gazetteer) addAll(names iter.Seq2[string, string], c gazClass) {
	last := ""
	for name := range names {
		if name != last {
			g.addName(name, c)
		}
		last = name
	}
}

func (g *gazetteer) addName(name string, c gazClass) {
	if strings.Count(name, " ") >= gazMax {
		return
	}
	h := uint64(0)
	for {
		word, rest, more := strings.Cut(name, " ")
		h = mix(h, hashString(word))
		if !more {
			*g.slot(fold(h)) |= 1 << c
			return
		}
		*g.slot(fold(h)) |= gazPrefix
		name = rest
	}
}

func (g *gazetteer) slot(key uint32) *uint16 {
	mask := uint32(len(g.keys) - 1)
	i := key & mask
	for g.keys[i] != key {
		if g.keys[i] == 0 {
			g.keys[i] = key
			break
		}
		i = (i + 1) & mask
	}
	return &g.bits[i]
}

// find returns the bits of the words whose hash is h; 0 when there are none.
func (g *gazetteer) find(h uint64) uint16 {
	key := fold(h)
	mask := uint32(len(g.keys) - 1)
	for i := key & mask; g.keys[i] != 0; i = (i + 1) & mask {
		if g.keys[i] == key {
			return g.bits[i]
		}
	}
	return 0
}

// gazTags holds two bits and a half a list: 0 outside, then the place in the
// name: 1 begin, 2 inside, 3 last, 4 the only word.
type gazTags [numGazClasses]uint8

// match writes the place of every token of ts in the longest names of each
// list.
func (g *gazetteer) match(ts []nameToken) {
	var until [numGazClasses]int
	for i := range ts {
		if ts[i].folded == 0 {
			continue
		}
		h, last, words := uint64(0), [numGazClasses]int{}, 0
		for j := i; j < len(ts) && words < gazMax; j++ {
			if ts[j].folded == 0 {
				if !ts[j].hyphen {
					break
				}
				continue
			}
			words++
			h = mix(h, ts[j].folded)
			bits := g.find(h)
			for c := range int(numGazClasses) {
				if bits&(1<<c) != 0 && g.allowed(c, ts[i], ts[j]) {
					last[c] = j + 1
				}
			}
			if bits&gazPrefix == 0 {
				break
			}
		}
		for c, end := range last {
			if end > until[c] && i >= until[c] {
				until[c] = end
				markGaz(ts[i:end], c)
			}
		}
	}
}

// allowed reports whether a name of the list may begin and end with these
// tokens: lower-case words are titles, or places in text without capitals.
func (g *gazetteer) allowed(c int, first, last nameToken) bool {
	if c == int(gazTitle) || (first.upper || first.named) && (last.upper || last.named) {
		return true
	}
	place := c <= int(gazCapital) || c == int(gazFeature) || c == int(gazGroup) || first.plain && (c == int(gazCity) || c == int(gazRegion))
	return place && first.long && last.long
}

func markGaz(ts []nameToken, c int) {
	if len(ts) == 1 {
		ts[0].gaz[c] = 4
		return
	}
	for i := range ts {
		ts[i].gaz[c] = 2
	}
	ts[0].gaz[c], ts[len(ts)-1].gaz[c] = 1, 3
}

// matchAll matches every sentence of d.
func (g *gazetteer) matchAll(d *Document, ts []nameToken) {
	for _, s := range d.Sentences {
		g.match(ts[s.First:s.End])
	}
}
