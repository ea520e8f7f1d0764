package nlp

import (
	"bytes"
	"compress/gzip"
	"context"
	"embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

//go:embed models/*.gz
var models embed.FS

// A Pipeline reads text. It may be used by several goroutines at once.
type Pipeline struct {
	tokens    *tokenizer
	sentences *splitter
	tagger    *tagger
	words     *wordTable
	lemmas    *lemmatizer
	parser    *parser
	framer    *framer
	later     []stage // after the parse, in order
}

// A stage adds what it finds to a document that has been parsed.
type stage interface{ annotate(d *Document) }

// New returns a pipeline with the embedded models. It takes about half a
// second of a processor: make one and keep it.
func New() (*Pipeline, error) {
	return newPipeline(func(name string) ([]byte, error) { return models.ReadFile("models/" + name + ".gz") })
}

// newPipeline reads the compressed models that load returns.
func newPipeline(load func(name string) ([]byte, error)) (*Pipeline, error) {
	p := new(Pipeline)
	read := map[string]func(*modelReader){
		"tokens": func(r *modelReader) { p.tokens, p.sentences = readTokens(r) },
		"tags":   func(r *modelReader) { p.tagger, p.words = readTags(r) },
		"lemmas": func(r *modelReader) { p.lemmas = readLemmas(r) },
		"parser": func(r *modelReader) { p.parser = readParser(r) },
		"frames": func(r *modelReader) { p.framer = readFrames(r) },
		"names":  func(r *modelReader) { p.later = append(p.later, &nameStage{recognizer: readNameRecognizer(r)}) },
	}
	names := []string{"tokens", "tags", "lemmas", "parser", "frames", "names"}
	errs := make([]error, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Go(func() {
			b, err := load(name)
			if err == nil {
				err = readModel(b, read[name])
			}
			if err != nil {
				errs[i] = fmt.Errorf("load model %s: %w", name, err)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return p, nil
}

// readModel unpacks a compressed model file and reads it to its end.
func readModel(b []byte, read func(*modelReader)) error {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return err
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return err
	}
	r := &modelReader{b: data}
	read(r)
	if r.err == nil && len(r.b) > 0 {
		r.fail("length, %d bytes left", len(r.b))
	}
	return r.err
}

// Parse reads text: words, sentences, tags, lemmas, trees, names. The only
// error is that of ctx, which is asked between the stages. Spans of the
// document are bytes of text as it stands.
func (p *Pipeline) Parse(ctx context.Context, text string) (*Document, error) {
	d := &Document{Text: text}
	p.tokens.tokenize(d)
	p.sentences.split(d)
	if err := p.analyze(ctx, d); err != nil {
		return nil, fmt.Errorf("parse text: %w", err)
	}
	return d, nil
}

// analyze runs the stages that follow on words and sentences.
func (p *Pipeline) analyze(ctx context.Context, d *Document) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	a := newAtoms(d, p.words)
	p.tagger.tag(d, a)
	p.lemmas.lemmatize(d)
	if err := ctx.Err(); err != nil {
		return err
	}
	p.parser.parse(d, a)
	if err := ctx.Err(); err != nil {
		return err
	}
	p.framer.annotate(d, a)
	for _, s := range p.later {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.annotate(d)
	}
	return nil
}

// Load returns a pipeline with the model files of a folder instead of the
// embedded ones.
func Load(dir string) (*Pipeline, error) {
	return newPipeline(func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, name+".gz")) })
}
