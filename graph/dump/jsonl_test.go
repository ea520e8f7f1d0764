package dump

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// written returns the dump of m as o asks for it.
func written(t testing.TB, m Reader, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(t.Context(), &b, m, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// linesOf returns the lines of a record, decoded.
func linesOf(t testing.TB, data []byte, record string) []map[string]any {
	t.Helper()
	var list []map[string]any
	for line := range bytes.Lines(data) {
		var l map[string]any
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if l["record"] == record {
			list = append(list, l)
		}
	}
	return list
}

// retract withdraws article i of m.
func retract(m *memory, i int) {
	m.decisions = append(m.decisions, graph.Decision{ID: fmt.Sprintf("d_%d", i), Seq: len(m.decisions) + 1, Kind: graph.RetractDecision,
		Article: m.articles[i].Key, Reason: "withdrawn by the outlet"})
	m.resolve()
}

func TestLosslessRoundTrip(t *testing.T) {
	m := made(1, 300)
	retract(m, 7)
	first := written(t, m, Options{Format: JSONL})
	other := newMemory()
	n, err := Load(t.Context(), bytes.NewReader(first), other, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n != (Loaded{300, 1}) {
		t.Errorf("loaded %+v, want 300 articles and 1 decision", n)
	}
	other.resolve()
	if second := written(t, other, Options{Format: JSONL}); !bytes.Equal(first, second) {
		t.Errorf("the dump of the loaded dump differs: %s", firstDifference(first, second))
	}
}

func firstDifference(a, b []byte) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("at byte %d:\n%s\n%s", i, a[max(0, i-100):min(len(a), i+100)], b[max(0, i-100):min(len(b), i+100)])
		}
	}
	return fmt.Sprintf("%d and %d bytes", len(a), len(b))
}

// TestSpilling gives the same bytes when the spools go to disk.
func TestSpilling(t *testing.T) {
	m := made(2, 200)
	want := written(t, m, Options{Format: JSONL})
	if got := written(t, m, Options{Format: JSONL, memory: 4 << 10}); !bytes.Equal(got, want) {
		t.Errorf("the dump through temporary files differs: %s", firstDifference(got, want))
	}
}

func TestJSONLOrder(t *testing.T) {
	m := made(3, 100)
	retract(m, 3)
	order := []string{"parley", "outlet", "article", "mention", "entity", "event", "claim", "decision"}
	at, last := 0, ""
	seen := map[string]int{}
	for line := range bytes.Lines(written(t, m, Options{Format: JSONL})) {
		var l struct{ Record, ID string }
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatal(err)
		}
		k := slices.Index(order, l.Record)
		if k < at {
			t.Fatalf("a %s line after %s lines", l.Record, order[at])
		}
		if k > at {
			at, last = k, ""
		}
		if id := l.ID; l.Record != "mention" && id < last {
			t.Errorf("%s lines are not sorted: %s after %s", l.Record, id, last)
		}
		last = l.ID
		seen[l.Record]++
	}
	for _, kind := range order {
		if seen[kind] == 0 {
			t.Errorf("no %s lines", kind)
		}
	}
}

// TestEventLines checks what bench/wmw reads: every report's sentence stands
// in its article at the offsets given, and participants lead to entities.
func TestEventLines(t *testing.T) {
	m := made(4, 200)
	data := written(t, m, Options{Format: JSONL})
	text := map[string][]rune{}
	for _, a := range linesOf(t, data, "article") {
		text[a["key"].(string)] = []rune(a["text"].(string))
	}
	entities := map[string]bool{}
	for _, e := range linesOf(t, data, "entity") {
		entities[e["id"].(string)] = true
	}
	reports := 0
	for _, e := range linesOf(t, data, "event") {
		if _, ok := e["date"]; !ok {
			t.Fatalf("event %v has no date field", e["id"])
		}
		for _, p := range e["participants"].([]any) {
			id := p.(map[string]any)["entity"].(map[string]any)["id"].(string)
			if !entities[id] {
				t.Errorf("event %v: participant %s is no entity", e["id"], id)
			}
		}
		articles := map[string]bool{}
		for _, r := range e["reports"].([]any) {
			r := r.(map[string]any)
			key := r["article"].(string)
			if articles[key] {
				t.Errorf("event %v: two reports of %s", e["id"], key)
			}
			articles[key] = true
			reports++
			for _, ev := range r["evidence"].([]any) {
				ev := ev.(map[string]any)
				start, end := int(ev["start"].(float64)), int(ev["end"].(float64))
				if got := string(text[key][start:end]); got != ev["sentence"] {
					t.Fatalf("sentence %q is not at %d-%d: %q", ev["sentence"], start, end, got)
				}
			}
		}
	}
	if reports < 400 {
		t.Errorf("%d reports, want about 600", reports)
	}
}

// TestPositionArticles checks what bench/positions reads.
func TestPositionArticles(t *testing.T) {
	m := made(5, 200)
	want := 0
	for _, r := range m.records {
		for _, e := range r.Extraction.Entities {
			want += len(e.Positions)
		}
	}
	got := 0
	for _, e := range linesOf(t, written(t, m, Options{Format: JSONL}), "entity") {
		for _, p := range e["positions"].([]any) {
			got += len(p.(map[string]any)["articles"].([]any))
		}
	}
	if got != want || want == 0 {
		t.Errorf("%d articles in positions, want %d", got, want)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct {
		in   string
		want error
	}{
		{"", ErrNotADump},
		{"hello\n", ErrNotADump},
		{`{"record":"article","key":"a"}` + "\n", ErrNotADump},
		{`{"record":"parley","version":99}` + "\n", ErrVersion},
	} {
		_, err := Load(t.Context(), strings.NewReader(c.in), newMemory(), nil)
		if !errors.Is(err, c.want) || err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("Load(%q): %v, want %v with the line", c.in, err, c.want)
		}
	}
	cut := `{"record":"parley","version":1}` + "\n" + `{"record":"article","key":"a","te`
	if _, err := Load(t.Context(), strings.NewReader(cut), newMemory(), nil); err == nil || !strings.Contains(err.Error(), "line 2: the dump is cut off") {
		t.Errorf("a dump that is cut off: %v", err)
	}
}

// TestLoadNamesTheLine: a mistake anywhere in a dump is told with its line,
// and what came before it is loaded up to the last whole batch.
func TestLoadNamesTheLine(t *testing.T) {
	good := slices.Collect(bytes.Lines(written(t, made(11, 400), Options{Format: JSONL})))
	first := slices.IndexFunc(good, func(l []byte) bool { return bytes.HasPrefix(l, []byte(`{"record":"article"`)) })
	at := first + 300
	for _, c := range []struct{ line, want string }{
		{`{"record":"article","key":"a","text":5}`, "article: json"},
		{`{"record":"article","id":"a_aaaaaaaaaaaaaaaa"}`, "article: it has no key"},
		{`{"record":"article","key":"a"`, "article: unexpected end"},
		{`{"record":"decision","seq":"x"}`, "decision: json"},
		{`{"record":"surprise"}`, `unknown record "surprise"`},
		{`nonsense`, "not a jsonl dump"},
	} {
		m := newMemory()
		n, err := Load(t.Context(), bytes.NewReader(bytes.Join(slices.Replace(slices.Clone(good), at, at+1, []byte(c.line+"\n")), nil)), m, nil)
		if want := fmt.Sprintf("line %d: ", at+1) + c.want; err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", c.line, err, want)
		}
		if n.Articles != loadBatch || len(m.records) != loadBatch {
			t.Errorf("%s: %d articles loaded, %d told; want %d", c.line, len(m.records), n.Articles, loadBatch)
		}
	}
	_, err := Load(t.Context(), bytes.NewReader(bytes.Join(good, nil)), refusing{newMemory()}, nil)
	if want := fmt.Sprintf("articles from line %d: %v", first+1, errDisk); err == nil || err.Error() != want {
		t.Errorf("a loader that fails: %v, want %s", err, want)
	}
}

// refusing takes no articles.
type refusing struct{ Loader }

func (refusing) Put(context.Context, []Record) error { return errDisk }

func TestWriteStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	m := made(6, 400)
	if err := Write(ctx, &bytes.Buffer{}, m, Options{Format: JSONL}); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
	m.failAt = errDisk
	if err := Write(t.Context(), &bytes.Buffer{}, m, Options{Format: JSONL}); !errors.Is(err, errDisk) {
		t.Errorf("reader failed: %v", err)
	}
}
