package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// damaged makes a store on disk with its data in tables.
func filledDir(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "db")
	s := openDir(t, dir)
	var batch []Input
	for i := range n {
		batch = append(batch, crashInput(i))
	}
	put(t, s, batch...)
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestDamage flips bytes in a table, where Badger itself gives wrong values or
// short scans without an error: Check must find each, whatever Badger does.
func TestDamage(t *testing.T) {
	dir := filledDir(t, 150)
	tables, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil || len(tables) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	whole, err := os.ReadFile(tables[0])
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	rounds := 6
	if os.Getenv("PARLEY_LONG") != "" {
		rounds = 60
	}
	for round := range rounds {
		bad := bytes.Clone(whole)
		at := rng.IntN(len(bad) * 3 / 4) // blocks come first, the index last
		bad[at] ^= byte(1 + rng.IntN(255))
		if err := os.WriteFile(tables[0], bad, 0o644); err != nil {
			t.Fatal(err)
		}
		found := ""
		err := guarded(func() error {
			s, err := Open(dir, Options{ReadOnly: true})
			if err != nil {
				return err
			}
			for p, err := range s.Check(t.Context()) {
				if err != nil {
					found = err.Error()
				} else if found == "" {
					found = p.String()
				}
			}
			return s.Close()
		})
		if err != nil {
			found += err.Error()
		}
		if found == "" {
			t.Errorf("round %d: byte %d of %d is wrong and Check found nothing", round, at, len(whole))
		}
	}
	if err := os.WriteFile(tables[0], whole, 0o644); err != nil {
		t.Fatal(err)
	}
	s := openDir(t, dir)
	defer s.Close()
	checkClean(t, s)
}

// TestWrongRows changes stored keys behind the writer's back: each must show.
func TestWrongRows(t *testing.T) {
	k := newKey(kindRank).byte(1).desc(5).id(idOf("Nobody"))
	for _, c := range []struct {
		name string
		do   func(s *Store, e entry) []change
		want string
	}{
		{"value of another key", func(s *Store, e entry) []change { return []change{{bytes.Clone(e.key), seal(k, []byte("x"))}} }, "checksum"},
		{"missing row", func(s *Store, e entry) []change { return []change{{key: bytes.Clone(e.key)}} }, ""},
		{"row too many", func(s *Store, e entry) []change { return []change{{k, seal(k, []byte{})}} }, "rank"},
		{"other payload", func(s *Store, e entry) []change {
			return []change{{bytes.Clone(e.key), seal(e.key, []byte("nonsense"))}}
		}, ""},
	} {
		for _, kd := range []kind{kindList, kindTotal, kindMet, kindNamed, kindWord, kindName, kindByDate, kindOrder} {
			s, err := Open("", Options{Memory: true, Resolver: fakeResolver{}, Now: clock})
			if err != nil {
				t.Fatal(err)
			}
			put(t, s, crashInput(0), crashInput(1), crashInput(2))
			var row entry
			v := s.engine.view()
			for e, err := range v.scan(newKey(kd), after(newKey(kd)), false, false) {
				if err != nil {
					t.Fatal(err)
				}
				row = entry{bytes.Clone(e.key), bytes.Clone(e.value)}
				break
			}
			v.close()
			if err := s.engine.write(c.do(s, row)); err != nil {
				t.Fatal(err)
			}
			found := ""
			for p, err := range s.Check(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
				found += p.String() + "\n"
			}
			if found == "" || !strings.Contains(found, c.want) {
				t.Errorf("%s in %s: check says %q", c.name, kd, found)
			}
			s.Close()
		}
	}
}

func TestBackup(t *testing.T) {
	dir := filledDir(t, 40)
	s := openDir(t, dir)
	want := dumpGraph(t, s)
	var b bytes.Buffer
	if err := s.Backup(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	s.Close()
	to := filepath.Join(t.TempDir(), "restored")
	if err := Restore(t.Context(), bytes.NewReader(b.Bytes()), to); err != nil {
		t.Fatal(err)
	}
	r := openDir(t, to)
	if got := dumpGraph(t, r); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Error("the restored graph is another")
	}
	checkClean(t, r)
	put(t, r, crashInput(100)) // and it can be written
	checkClean(t, r)
	r.Close()

	flipped := bytes.Clone(b.Bytes())
	flipped[len(flipped)/2] ^= 4
	for name, bad := range map[string][]byte{"cut short": b.Bytes()[:b.Len()/2], "without its end": b.Bytes()[:b.Len()-32], "with a wrong byte": flipped, "empty": nil} {
		to := filepath.Join(t.TempDir(), "bad")
		if err := Restore(t.Context(), bytes.NewReader(bad), to); err == nil {
			t.Errorf("Restore takes a backup %s", name)
		}
		if _, err := os.Stat(to); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("Restore of a backup %s leaves a directory", name)
		}
	}
	if err := Restore(t.Context(), bytes.NewReader(b.Bytes()), dir); err == nil {
		t.Error("Restore overwrites a store")
	}
}

// TestLargeValues stores a text in chunks and replaces it with a short one.
func TestLargeValues(t *testing.T) {
	s := openMemory(t)
	in := crashInput(0)
	rng := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	b.WriteString(in.Article.Text)
	for b.Len() < 3*chunkSize+100 {
		fmt.Fprintf(&b, "%x ", rng.Uint64())
	}
	long := in
	long.Article.Text = b.String()
	for _, want := range []Input{in, long, in, long} {
		put(t, s, want)
		sn := s.Snapshot()
		a, err := sn.Article(in.Article.Key)
		sn.Close()
		if err != nil || a.Text != want.Article.Text {
			t.Fatalf("text of %d bytes comes back with %d: %v", len(want.Article.Text), len(a.Text), err)
		}
		checkClean(t, s)
	}
	if _, err := s.Retract(t.Context(), in.Article.Key, ""); err != nil {
		t.Fatal(err)
	}
	checkClean(t, s)
}
