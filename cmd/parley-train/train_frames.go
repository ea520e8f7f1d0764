package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/extract/nlp"
)

func trainFrames(s settings, args []string) error {
	in, err := readAnalyzed(s, "frames", args, 6)
	if err != nil {
		return err
	}
	gold, err := propbank(s, "train")
	if err != nil {
		return err
	}
	aliases, err := rolesetAliases(s)
	if err != nil {
		return err
	}
	b, err := nlp.TrainFrames(in.treebank, gold, aliases, in.tags, in.lemmas, in.options)
	if err != nil {
		return err
	}
	return save(s, "frames", b)
}

func propbank(s settings, part string) (map[string][]nlp.GoldFrame, error) {
	f, err := os.Open(filepath.Join(s.corpora, "propbank-ewt", part+".conll"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return nlp.ReadPropBank(f)
}

// rolesetAliases reads the inventory of rolesets: the words, verbs, nouns and
// adjectives, that may have each.
func rolesetAliases(s settings) ([]nlp.RolesetAlias, error) {
	b, err := os.ReadFile(filepath.Join(s.corpora, "lexicons", "propbank-rolesets.json"))
	if err != nil {
		return nil, err
	}
	var rolesets map[string]struct{ Aliases [][2]string }
	if err := json.Unmarshal(b, &rolesets); err != nil {
		return nil, fmt.Errorf("rolesets: %w", err)
	}
	var out []nlp.RolesetAlias
	for _, id := range slices.Sorted(maps.Keys(rolesets)) {
		for _, a := range rolesets[id].Aliases {
			if word, kind := a[0], a[1]; !strings.Contains(word, "_") && (kind == "v" || kind == "n" || kind == "j") {
				out = append(out, nlp.RolesetAlias{Lemma: word, Kind: kind[0], Roleset: id})
			}
		}
	}
	return out, nil
}

// evaluateFrames scores predicates and arguments on the development part, on
// our own tags and trees over the words given.
func evaluateFrames(s settings, _ []string) error {
	p, err := nlp.Load(s.models)
	if err != nil {
		return err
	}
	tb, err := treebank(s, "ud-ewt/dev")
	if err != nil {
		return err
	}
	gold, err := propbank(s, "dev")
	if err != nil {
		return err
	}
	scores, err := p.ScoreFrames(context.Background(), tb, gold)
	if err != nil {
		return err
	}
	show := func(name string, x nlp.Score) {
		fmt.Printf("%-22s %6.2f   (%d of %d, %d found)\n", name, x.F1(), x.Right, x.Gold, x.System)
	}
	show("predicates", scores.Predicates)
	show("rolesets", scores.Rolesets)
	show("roles, by head", scores.Heads)
	show("core roles, by head", scores.Core)
	show("roles, by span", scores.Spans)
	for _, r := range slices.Sorted(maps.Keys(scores.Roles)) {
		if x := scores.Roles[r]; x.Gold >= 30 {
			show("  "+r, *x)
		}
	}
	return nil
}
