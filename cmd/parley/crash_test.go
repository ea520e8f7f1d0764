package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// TestKillDuringIngest kills the program in the middle of an ingest, starts it
// again, and wants the graph that an ingest without the kill makes: nothing
// lost, nothing doubled, no index astray.
func TestKillDuringIngest(t *testing.T) {
	n := 120
	if os.Getenv("PARLEY_LONG") != "" {
		n = 1000
	}
	dir := t.TempDir()
	news := filepath.Join(dir, "news.jsonl")
	if err := os.WriteFile(news, parley(t, "generate", "--articles", strconv.Itoa(n), "--seed", "7"), 0o644); err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(dir, "whole.db")
	begin := time.Now()
	parley(t, "--db", whole, "ingest", news)
	took := time.Since(begin)
	want := parley(t, "--db", whole, "dump", "--format", "jsonl")

	killed := filepath.Join(dir, "killed.db")
	kills := 0
	for i := 1; i <= 3; i++ {
		cmd := program(t, "--db", killed, "ingest", news)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(took * time.Duration(i) / 4)
		if err := cmd.Process.Kill(); err == nil {
			kills++
		}
		if err := cmd.Wait(); err == nil {
			break // it was done before the kill
		}
	}
	if kills == 0 {
		t.Error("no run was killed; the test shows nothing")
	}
	parley(t, "--db", killed, "ingest", news)
	parley(t, "--db", killed, "check")
	if got := parley(t, "--db", killed, "dump", "--format", "jsonl"); !bytes.Equal(got, want) {
		t.Errorf("after %d kills the dump differs: %d bytes, want %d", kills, len(got), len(want))
	}
}
