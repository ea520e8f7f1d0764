package nlp

import (
	"encoding/gob"
	"os"
)

type tagColumns struct {
	U []UPOS
	X []XPOS
	F []Feats
}

func cachedTags(docs []*Document) bool {
	f, err := os.Open(os.Getenv("PARLEY_TAG_CACHE"))
	if err != nil {
		return false
	}
	defer f.Close()
	var c []tagColumns
	if gob.NewDecoder(f).Decode(&c) != nil || len(c) != len(docs) {
		return false
	}
	for i, d := range docs {
		d.UPOS, d.XPOS, d.Feats = c[i].U, c[i].X, c[i].F
	}
	return true
}

func cacheTags(docs []*Document) {
	f, err := os.Create(os.Getenv("PARLEY_TAG_CACHE"))
	if err != nil {
		return
	}
	defer f.Close()
	var c []tagColumns
	for _, d := range docs {
		c = append(c, tagColumns{d.UPOS, d.XPOS, d.Feats})
	}
	gob.NewEncoder(f).Encode(c)
}

func cachedHeads(heads *[][]int32, rels *[][]Deprel) bool {
	f, err := os.Open(os.Getenv("PARLEY_TAG_CACHE") + ".heads")
	if err != nil {
		return false
	}
	defer f.Close()
	d := gob.NewDecoder(f)
	return d.Decode(heads) == nil && d.Decode(rels) == nil
}

func cacheHeads(heads [][]int32, rels [][]Deprel) {
	f, err := os.Create(os.Getenv("PARLEY_TAG_CACHE") + ".heads")
	if err != nil {
		return
	}
	defer f.Close()
	e := gob.NewEncoder(f)
	e.Encode(heads)
	e.Encode(rels)
}
