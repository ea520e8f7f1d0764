package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"parley/extract"
)

// trainEvents fits the models of encounters to the bench's training part.
func trainEvents(s settings, args []string) error {
	fs := flag.NewFlagSet("events", flag.ContinueOnError)
	bench := fs.String("bench", filepath.Join(s.corpora, "..", "bench", "wmw", "train"), "folder of annotated articles")
	out := fs.String("out", "extract/models", "where the model file goes")
	if err := fs.Parse(args); err != nil {
		return err
	}
	gold, err := extract.ReadGold(*bench)
	if err != nil {
		return err
	}
	b, err := extract.Train(context.Background(), extract.Options{}, gold)
	if err != nil {
		return fmt.Errorf("train events: %w", err)
	}
	file := filepath.Join(*out, "consult.gz")
	if err := os.WriteFile(file, b, 0o666); err != nil {
		return fmt.Errorf("train events: %w", err)
	}
	log.Printf("%s: %d bytes from %d articles", file, len(b), len(gold))
	return nil
}
