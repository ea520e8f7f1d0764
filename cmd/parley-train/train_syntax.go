package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"parley/extract/nlp"
)

// options parses the flags of a training command.
func options(s settings, name string, args []string, epochs int) (nlp.TrainOptions, error) {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	n := f.Int("epochs", epochs, "passes over the corpus")
	beam := f.Int("beam", 6, "parses that the parser keeps at each step")
	err := f.Parse(args)
	return nlp.TrainOptions{Seed: s.seed, Epochs: *n, Beam: *beam, Log: log.Printf}, err
}

// treebank reads the named parts of the treebanks, such as ud-ewt/train.
func treebank(s settings, parts ...string) (*nlp.Treebank, error) {
	all := new(nlp.Treebank)
	doc := 0
	for _, p := range parts {
		f, err := os.Open(filepath.Join(s.corpora, p+".conllu"))
		if err != nil {
			return nil, err
		}
		tb, err := nlp.ReadCoNLLU(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		last := 0
		for _, sent := range tb.Sentences {
			last = sent.Doc
			sent.Doc += doc
			all.Sentences = append(all.Sentences, sent)
		}
		doc += last + 1
	}
	return all, nil
}

func trainingTreebank(s settings) (*nlp.Treebank, error) {
	return treebank(s, "ud-ewt/train", "ud-gum/train")
}

// save compresses a model and writes it to the folder of the models.
func save(s settings, name string, b []byte) error {
	var z bytes.Buffer
	w, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(b); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	log.Printf("%s: %d bytes, %d compressed", name, len(b), z.Len())
	if err := os.MkdirAll(s.models, 0o777); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.models, name+".gz"), z.Bytes(), 0o666)
}

// load reads a model file that an earlier command wrote.
func load(s settings, name string) ([]byte, error) {
	b, err := os.ReadFile(filepath.Join(s.models, name+".gz"))
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return io.ReadAll(z)
}

func trainTokens(s settings, args []string) error {
	o, err := options(s, "tokens", args, 25)
	if err != nil {
		return err
	}
	tb, err := trainingTreebank(s)
	if err != nil {
		return err
	}
	return save(s, "tokens", nlp.TrainTokens(tb.Texts(), o))
}

func trainTags(s settings, args []string) error {
	o, err := options(s, "tags", args, 10)
	if err != nil {
		return err
	}
	tb, err := trainingTreebank(s)
	if err != nil {
		return err
	}
	tokens, err := load(s, "tokens")
	if err != nil {
		return err
	}
	cut, err := nlp.NewCutter(tokens)
	if err != nil {
		return err
	}
	text, err := unlabelled(s, tb, cut)
	if err != nil {
		return err
	}
	return save(s, "tags", nlp.TrainTags(tb, text, o))
}

func trainLemmas(s settings, args []string) error {
	o, err := options(s, "lemmas", args, 1)
	if err != nil {
		return err
	}
	tb, err := trainingTreebank(s)
	if err != nil {
		return err
	}
	return save(s, "lemmas", nlp.TrainLemmas(tb, o))
}

// analyzedInput is what the models that build on tags and lemmas are trained
// from.
type analyzedInput struct {
	options      nlp.TrainOptions
	treebank     *nlp.Treebank
	tags, lemmas []byte
}

func readAnalyzed(s settings, name string, args []string, epochs int) (in analyzedInput, err error) {
	if in.options, err = options(s, name, args, epochs); err != nil {
		return in, err
	}
	if in.treebank, err = trainingTreebank(s); err != nil {
		return in, err
	}
	if in.tags, err = load(s, "tags"); err != nil {
		return in, err
	}
	in.lemmas, err = load(s, "lemmas")
	return in, err
}

func trainParser(s settings, args []string) error {
	in, err := readAnalyzed(s, "parser", args, 10)
	if err != nil {
		return err
	}
	b, err := nlp.TrainParser(in.treebank, in.tags, in.lemmas, in.options)
	if err != nil {
		return err
	}
	return save(s, "parser", b)
}
