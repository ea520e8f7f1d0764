package nlp

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// LoadWords returns a pipeline of which only [Pipeline.Words] works, with the
// model files of a folder.
func LoadWords(dir string) (*Pipeline, error) {
	p := new(Pipeline)
	for name, read := range map[string]func(*modelReader){
		"tokens": func(r *modelReader) { p.tokens, p.sentences = readTokens(r) },
		"tags":   func(r *modelReader) { p.tagger, p.words = readTags(r) },
	} {
		b, err := os.ReadFile(filepath.Join(dir, name+".gz"))
		if err != nil {
			return nil, fmt.Errorf("load model %s: %w", name, err)
		}
		if err := readModel(b, read); err != nil {
			return nil, fmt.Errorf("load model %s: %w", name, err)
		}
	}
	return p, nil
}

// Words reads text up to the tags: words, sentences and parts of speech. It
// is what the recognizer of names needs.
func (p *Pipeline) Words(text string) *Document {
	d := &Document{Text: text}
	p.tokens.tokenize(d)
	p.sentences.split(d)
	p.tagger.tag(d, newAtoms(d, p.words))
	return d
}

// A nameStage fills Document.Names; each goroutine takes memory from the pool.
type nameStage struct {
	recognizer *nameRecognizer
	pool       sync.Pool
}

func (n *nameStage) annotate(d *Document) {
	s, ok := n.pool.Get().(*nameScratch)
	if !ok {
		s = &nameScratch{}
	}
	n.recognizer.recognize(d, s)
	n.pool.Put(s)
}
