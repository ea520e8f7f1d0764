// Parley-train trains the models that extract/nlp embeds, and measures them.
//
//	parley-train [-corpora DIR] [-models DIR] COMMAND [flags]
//
// Every training command is seeded: the same corpora give the same bytes.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
)

// settings are the flags that all commands share.
type settings struct {
	corpora string // folder of the corpora
	models  string // folder of the model files
	seed    uint64
}

// A command is one subcommand of parley-train.
type command struct {
	name, help string
	run        func(s settings, args []string) error
}

// commands lists the subcommands in the order in which a full retraining runs
// them.
var commands = []command{
	{"tokens", "train the tokenizer and the sentence splitter", trainTokens},
	{"tags", "train the tagger", trainTags},
	{"lemmas", "learn the lemmatizer", trainLemmas},
	{"parser", "train the dependency parser", trainParser},
	{"frames", "train predicates and their arguments", trainFrames},
	{"lexicons", "generate the tables of names from lists", trainLexicons},
	{"names", "train the recognizer of names", trainNames},
	{"eval-names", "measure names on marked news", evalNames},
	{"cross-names", "cross-validate the recognizer of names", crossNames},
	{"eval-plover", "measure types and actors of acts on PLOVER's records", evalPlover},
	{"events", "train the models of encounters", trainEvents},
	{"eval-events", "extract from annotated articles for the bench's scorer", evalEvents},
	{"coref", "train the model of pronouns", trainCoref},
	{"eval-coref", "measure coreference within a text on GAP and GUM", evalCoref},
	{"eval", "score the models on the development treebanks", evaluate},
	{"eval-frames", "score predicates and their arguments", evaluateFrames},
}

func main() {
	log.SetFlags(log.Ltime)
	log.SetPrefix("parley-train: ")
	var s settings
	flag.StringVar(&s.corpora, "corpora", "../shared/corpora", "folder of the corpora")
	flag.StringVar(&s.models, "models", "extract/nlp/models", "folder of the model files")
	flag.Uint64Var(&s.seed, "seed", 1, "seed of the random numbers")
	flag.Usage = usage
	flag.Parse()
	for _, c := range commands {
		if c.name == flag.Arg(0) {
			if err := c.run(s, flag.Args()[1:]); err != nil {
				log.Fatal(err)
			}
			return
		}
	}
	usage()
	os.Exit(2)
}

func usage() {
	out := flag.CommandLine.Output()
	fmt.Fprintln(out, "usage: parley-train [flags] COMMAND")
	for _, c := range commands {
		fmt.Fprintf(out, "  %-10s %s\n", c.name, c.help)
	}
	flag.PrintDefaults()
}
