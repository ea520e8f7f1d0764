package store

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

// crashDir tells the test binary that it is the child of TestCrash.
const crashDir = "PARLEY_STORE_CRASH_DIR"

// crashInput is article n of the child, also as the parent expects it.
func crashInput(n int) Input {
	d := (graph.NewDay(2024, 1, 1) + graph.Day(n%60)).String()
	return article(fmt.Sprintf("c%d", n), []string{"Alpha", "Beta", ""}[n%3], d,
		met(d, "Doha", "Ann Lee", fmt.Sprintf("Person Number%d", n%40)), met(d, "", "Bo Chen", fmt.Sprintf("Person Number%d", n%7)))
}

// crashChild stores articles until it is killed, and says each that it was
// told is stored. Every tenth it retracts, some it writes in parts.
func crashChild(dir string) {
	s, err := Open(dir, Options{Resolver: fakeResolver{}})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	sn := s.Snapshot()
	st, err := sn.Stats()
	sn.Close()
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	for n := st.Articles; ; n++ {
		in := crashInput(n)
		if n%5 == 4 {
			forceParts = true
		}
		if _, err := s.PutBatch(background, []Input{in}); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		forceParts = false
		fmt.Println("stored", n)
	}
}

// TestCrash kills a writer at odd moments. What it was told is stored must be
// there, nothing may be half there, and it goes on from where it was.
func TestCrash(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "db")
	stored := -1
	rounds := 3
	if os.Getenv("PARLEY_LONG") != "" {
		rounds = 30
	}
	for round := range rounds {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), crashDir+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		stop := stored + 12 + 7*round
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "error") {
				t.Fatal(lines.Text())
			}
			fmt.Sscanf(lines.Text(), "stored %d", &stored)
			if stored == stop {
				time.AfterFunc(time.Duration(round*1700)*time.Microsecond, func() { cmd.Process.Kill() })
			}
		}
		cmd.Wait()
		if stored < stop {
			t.Fatalf("round %d: the child ended by itself after %d", round, stored)
		}
		s := openDir(t, dir)
		checkClean(t, s)
		sn := s.Snapshot()
		for n := range stored + 1 {
			if _, err := sn.Extraction(crashInput(n).Article.Key); err != nil {
				t.Errorf("round %d: acknowledged article %d: %v", round, n, err)
			}
		}
		st, err := sn.Stats()
		if err != nil || st.Articles < stored+1 || st.Articles > stored+2 {
			t.Errorf("round %d: %d articles after %d were acknowledged, %v", round, st.Articles, stored+1, err)
		}
		stored = st.Articles - 1
		sn.Close()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestIntent stops a transaction in parts after each of its writes and opens
// the store again: all of it is there, or nothing.
func TestIntent(t *testing.T) {
	in := crashInput(1)
	for stop := 1; ; stop++ {
		dir := filepath.Join(t.TempDir(), "db")
		s := openDir(t, dir)
		put(t, s, crashInput(0))
		before := dumpGraph(t, s)
		real := s.engine
		s.engine = &failingEngine{engine: real, left: stop}
		forceParts = true
		_, err := s.PutBatch(background, []Input{in})
		forceParts = false
		s.engine = real
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = openDir(t, dir)
		checkClean(t, s)
		got := dumpGraph(t, s)
		s.Close()
		if whole := len(got) > len(before); err == nil && !whole {
			t.Fatalf("stopped after %d writes: acknowledged and lost", stop)
		} else if !whole && strings.Join(got, "\n") != strings.Join(before, "\n") {
			t.Fatalf("stopped after %d writes: half there", stop)
		}
		if err == nil {
			if stop < 4 {
				t.Fatalf("the transaction took %d writes; parts were not tried", stop)
			}
			return
		}
	}
}

// A failingEngine makes so many writes and no more.
type failingEngine struct {
	engine
	left int
}

func (f *failingEngine) write(batch []change) error {
	if f.left--; f.left < 0 {
		return os.ErrDeadlineExceeded
	}
	return f.engine.write(batch)
}
