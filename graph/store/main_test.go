package store

import (
	"context"
	"flag"
	"os"
	"testing"
)

var background = context.Background()

// TestMain is also the program of the child that TestCrash kills.
func TestMain(m *testing.M) {
	if dir := os.Getenv(crashDir); dir != "" {
		crashChild(dir)
		return
	}
	flag.Parse()
	if os.Getenv("PARLEY_LONG") == "" && !flagSet("rapid.checks") {
		flag.Set("rapid.checks", "25") // about two seconds
	}
	code := m.Run()
	for _, d := range benchDirs {
		os.RemoveAll(d)
	}
	os.Exit(code)
}

func flagSet(name string) bool {
	set := false
	flag.Visit(func(f *flag.Flag) { set = set || f.Name == name })
	return set
}
