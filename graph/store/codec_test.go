package store

import (
	"flag"
	"fmt"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"parley/graph"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestLayout holds the stored types to what is on disk: fields may be
// appended, which old records survive; anything else needs a new
// formatVersion, and then -update.
func TestLayout(t *testing.T) {
	var lines []string
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(ty reflect.Type) {
		switch ty.Kind() {
		case reflect.Pointer, reflect.Slice:
			walk(ty.Elem())
		case reflect.Struct:
			if seen[ty] {
				return
			}
			seen[ty] = true
			var fields []string
			for i := range ty.NumField() {
				fields = append(fields, ty.Field(i).Name+" "+ty.Field(i).Type.String())
			}
			lines = append(lines, fmt.Sprintf("%s: %s", ty, strings.Join(fields, ", ")))
			for i := range ty.NumField() {
				walk(ty.Field(i).Type)
			}
		}
	}
	for _, v := range []any{head{}, localFacts{}, graph.Extraction{}, graph.Entity{}, graph.Event{}, outletRecord{}, graph.Decision{}, graphTotals{}} {
		walk(reflect.TypeOf(v))
	}
	const golden = "testdata/layout.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	for want := range strings.Lines(string(b)) {
		want = strings.TrimSpace(want)
		name, _, _ := strings.Cut(want, ":")
		i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, name+":") })
		if i < 0 || !strings.HasPrefix(lines[i]+",", want+",") {
			t.Errorf("stored as\n\t%s\nand is now\n\t%s", want, append(lines, "gone")[max(i, 0)])
		}
	}
}

func TestCodec(t *testing.T) {
	in := crashInput(3)
	in.Extraction.Reports[0].Content = &graph.Content{Text: "naïve", Quotes: []string{}}
	in.Extraction.Fingerprint = []uint64{math.MaxUint64, 0, 1}
	in.Extraction.Entities[0].Positions = []graph.LocalPosition{{Title: "x", Organization: -1}}
	b := encode(nil, &in.Extraction)
	got, err := decode[graph.Extraction](b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(in.Extraction, got); diff != "" {
		t.Errorf("decoded (-want +got):\n%s", diff)
	}
	// Every cut is an error, and none a panic or a huge allocation.
	for n := range len(b) {
		if _, err := decode[graph.Extraction](b[:n]); err == nil {
			t.Fatalf("the first %d bytes of %d decode", n, len(b))
		}
	}
	// A record of before fields were appended reads, with these empty.
	type before struct{ Text string }
	type after struct {
		Text  string
		Count int
	}
	old, err := decode[after](encode(nil, &before{"a"}))
	if err != nil || old != (after{Text: "a"}) {
		t.Errorf("older record = %+v, %v", old, err)
	}
	if _, err := decode[before](encode(nil, &after{"a", 1})); err == nil {
		t.Error("a newer record decodes")
	}
}

func FuzzDecode(f *testing.F) {
	in := crashInput(3)
	f.Add(encode(nil, &in.Extraction))
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := decode[graph.Extraction](b)
		if err != nil {
			return
		}
		once := encode(nil, &x)
		again, err := decode[graph.Extraction](once)
		if err != nil || string(encode(nil, &again)) != string(once) {
			t.Errorf("does not decode again to the same: %v", err)
		}
	})
}
