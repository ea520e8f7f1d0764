package store

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parley/graph"
)

// TestMirrorIsAMap compares a mirror with a map: sets, deletions, look-ups
// and scans at random, with values large enough for many blocks.
func TestMirrorIsAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &mirror{blocks: []*mirrorBlock{{}}, limit: 1 << 30}
		model := map[string]string{}
		draw := func() string {
			return string(byte(kindState)) + fmt.Sprint(rapid.IntRange(0, 300).Draw(t, "key"))
		}
		for range rapid.IntRange(0, 500).Draw(t, "steps") {
			k := draw()
			switch rapid.IntRange(0, 9).Draw(t, "op") {
			case 0:
				m.del([]byte(k))
				delete(model, k)
			case 1:
				if got, want := m.get([]byte(k)), model[k]; string(got) != want {
					t.Fatalf("get %q: %d bytes, want %d", k, len(got), len(want))
				}
			default:
				v := bytes.Repeat([]byte(k), rapid.IntRange(1, 400).Draw(t, "size"))
				if err := m.set([]byte(k), v); err != nil {
					t.Fatal(err)
				}
				model[k] = string(v)
			}
		}
		from, to := draw(), draw()
		var got, want []string
		m.scan([]byte(from), []byte(to), func(e entry, _ error) bool {
			got = append(got, string(e.key)+"="+string(e.value))
			return true
		})
		size := 0
		for _, k := range slices.Sorted(maps.Keys(model)) {
			size += mirrorRowSize + 4 + len(k) + len(model[k])
			if k >= from && k < to {
				want = append(want, k+"="+model[k])
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("scan from %q to %q: %d rows, want %d", from, to, len(got), len(want))
		}
		if m.bytes != size {
			t.Errorf("%d bytes counted, want %d", m.bytes, size)
		}
	})
}

// TestMirroredRowsAreTheEngines: after loads, replacements and decisions the
// rows on disk are the ones that a store without a mirror has, and the mirror's
// are those on disk. It holds also for a store that is opened again.
func TestMirroredRowsAreTheEngines(t *testing.T) {
	rows := func(s *Store) map[string]string {
		v := s.engine.view()
		defer v.close()
		all := map[string]string{}
		for e, err := range v.scan([]byte{0}, []byte{byte(kindEnd)}, false, false) {
			if err != nil {
				t.Fatal(err)
			}
			all[string(e.key)] = string(e.value)
		}
		return all
	}
	build := func(limit int) map[string]string {
		dir := t.TempDir()
		o := Options{Resolver: fakeResolver{}, Now: clock, NoSync: true, MirrorBytes: limit}
		for part := range 3 {
			s, err := Open(dir, o)
			if err != nil {
				t.Fatal(err)
			}
			for i := range 40 {
				in := article(fmt.Sprint("a", (part*31+i)%90), "Alpha", "2024-03-02",
					met(fmt.Sprintf("2024-03-%02d", 1+i%9), "Lodra", fmt.Sprint("Anna ", i%5), fmt.Sprint("Bela ", part)))
				if _, err := s.PutBatch(t.Context(), []Input{in}); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := s.Decide(t.Context(), graph.Decision{Kind: graph.RetractDecision, Article: fmt.Sprint("a", part)}); err != nil {
				t.Fatal(err)
			}
			if s.mirror != nil {
				n := 0
				all := rows(s)
				s.mirror.scan([]byte{0}, nil, func(e entry, _ error) bool {
					n++
					if all[string(e.key)] != string(e.value) {
						t.Fatalf("row %x differs in the mirror", e.key)
					}
					return true
				})
				for k := range all {
					if mirroredKinds[k[0]] {
						n--
					}
				}
				if n != 0 {
					t.Errorf("the mirror has %d rows too many", n)
				}
			} else if limit > 1<<20 {
				t.Error("no mirror")
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		s := openDir(t, dir)
		defer s.Close()
		return rows(s)
	}
	want := build(0)
	for _, limit := range []int{1 << 30, 64 << 10} {
		if got := build(limit); !maps.Equal(got, want) {
			t.Errorf("with a mirror of %d bytes the store differs: %d rows, want %d", limit, len(got), len(want))
		}
	}
}
