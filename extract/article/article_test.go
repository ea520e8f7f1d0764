package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// write puts files into a new folder and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// read returns what is read of path: items, and errors by their text with the
// folder taken off.
func read(t *testing.T, path string, o Options) (items []Item, errs []string) {
	t.Helper()
	for it, err := range Read(t.Context(), path, o) {
		if err != nil {
			errs = append(errs, strings.ReplaceAll(err.Error(), path+string(filepath.Separator), ""))
			continue
		}
		items = append(items, it)
	}
	return items, errs
}

func keys(items []Item) (out []string) {
	for _, it := range items {
		out = append(out, it.Article.Key)
	}
	return out
}

func TestKeys(t *testing.T) {
	dir := write(t, map[string]string{
		"plain.txt":      "The envoys of the two islands met in the harbor town on Monday.",
		"one.json":       `{"text": "One stands alone in its file."}`,
		"url.json":       `{"url": "http://WWW.Example.org/a/?utm_source=x#top", "text": "One with an address."}`,
		"id.json":        `{"id": "my-7", "url": "https://example.org/b", "text": "One with a key."}`,
		"number.json":    `{"id": 12, "text": "One with a number for a key."}`,
		"list.json":      `[{"text": "First of a list."}, {"id": "second", "text": "Second of a list."}]`,
		"lines.jsonl":    "{\"text\": \"A line.\"}\n\n{\"id\":\"l2\",\"text\": \"Another line.\"}\n",
		".hidden.txt":    "Not read.",
		"picture.png":    "\x89PNG",
		"sub/nested.txt": "The nested envoy met the king.",
	})
	items, errs := read(t, dir, Options{})
	if errs != nil {
		t.Fatalf("errors: %q", errs)
	}
	want := []string{"my-7", textKey("A line."), "l2", textKey("First of a list."), "second", "12", "one", "plain", "nested", "https://www.example.org/a"}
	if d := cmp.Diff(want, keys(items)); d != "" {
		t.Errorf("keys (-want +got):\n%s", d)
	}
	places := map[string]string{}
	for _, it := range items {
		places[it.Article.Key] = strings.TrimPrefix(it.Place, dir+"/")
	}
	if places["l2"] != "lines.jsonl:3" || places["plain"] != "plain.txt" || places["second"] != "list.json:1" {
		t.Errorf("places: %v", places)
	}
}

func TestSpellingsOfJSON(t *testing.T) {
	for _, c := range []struct{ in, title, published, outlet, text string }{
		{`{"headline":"A","date":"2024-03-26","source":"Reuters","content":"T."}`, "A", "2024-03-26", "Reuters", "T."},
		{`{"title":"A","date_publish":"2024-03-26 10:11:12","source_domain":"bbc.co.uk","maintext":"T."}`, "A", "2024-03-26", "BBC", "T."},
		{`{"title":"A","publishedAt":"2024-03-26T10:11:12Z","source":{"id":"x","name":"Dawn"},"content":"T."}`, "A", "2024-03-26T10:11:12Z", "Dawn", "T."},
		{`{"title":"A","publish_date":"2024-03-26T23:11:12.5+03:30","outlet":"example.org","body":"T."}`, "A", "2024-03-26T23:11:12+03:30", "example.org", "T."},
		{`{"title":"A","published":"Tue, 26 Mar 2024 10:11:12 GMT","text":"T."}`, "A", "2024-03-26T10:11:12Z", "", "T."},
		{`{"title":"A","published":"Tue, 26 Mar 2024 10:11:12 EST","text":"T."}`, "A", "2024-03-26", "", "T."},
		{`{"title":"A","published":1711447872,"text":"T."}`, "A", "2024-03-26T10:11:12Z", "", "T."},
		{`{"title":"A","published":null,"outlet":null,"url":"https://edition.cnn.com/x","text":"T."}`, "A", "", "CNN", "T."},
		{`{"title":"A","date":"March 26, 2024","text":"<p>One &amp; two.</p><p>Three.</p>"}`, "A", "2024-03-26", "", "One & two.\n\nThree."},
		{`{"title":"A","date":"soon","text":"T."}`, "A", "", "", "T."},
	} {
		it, err := Options{}.object([]byte(c.in), "x", "")
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		a := it.Article
		if a.Title != c.title || a.Published != c.published || it.Outlet.Name != c.outlet || a.Text != c.text || a.Outlet != it.Outlet.ID {
			t.Errorf("%s: title %q, published %q, outlet %q, text %q", c.in, a.Title, a.Published, it.Outlet.Name, a.Text)
		}
	}
}

func TestOptionsFillGaps(t *testing.T) {
	dir := write(t, map[string]string{"a.jsonl": `{"text":"T.","outlet":"Dawn","published":"2024-01-01","language":"de"}` + "\n" + `{"text":"U."}`})
	items, _ := read(t, dir, Options{Outlet: "reuters.com", Published: "2024-02-02", Language: "en-GB"})
	var got []string
	for _, it := range items {
		got = append(got, it.Outlet.Name+" "+it.Article.Published+" "+it.Article.Language)
	}
	if d := cmp.Diff([]string{"Dawn 2024-01-01 de", "Reuters 2024-02-02 en-GB"}, got); d != "" {
		t.Error(d)
	}
}

// Bad input is said with its place, and what stands beside it is read.
func TestBadInput(t *testing.T) {
	dir := write(t, map[string]string{
		"a-good.txt":       "The two ministers met in the capital on Monday, officials said.",
		"b-empty.txt":      "",
		"c-space.txt":      " \n\t\n",
		"d-binary.txt":     "ab\x00\x01\x02cd",
		"e-latin.txt":      "Caf\xe9 talks",
		"f-utf16.txt":      "\xff\xfea\x00b\x00",
		"g-broken.json":    "[{\"text\": \"Read before.\"},\n {\"text\": oops}]",
		"h-lines.jsonl":    "{\"text\": \"One.\"}\n{\"text\": \"cut\n[1]\n{\"title\": \"No text\"}\n{\"text\": \"caf\xe9\"}\n{\"text\": \"Two.\"} {}\n{\"text\": \"Last.\"}",
		"i-feed.xml":       "<note>no feed</note>",
		"j-archive.warc":   "WARC/9.9\r\n\r\n",
		"k-zip.warc.gz":    "\x1f\x8bnot gzip",
		"l-truncated.json": `{"text": "cut`,
		"m-empty.jsonl":    "\n",
		"n-page.html":      "<html><body></body></html>",
	})
	items, errs := read(t, dir, Options{})
	want := []string{
		"b-empty.txt: no text; remove the file or give it a text",
		"c-space.txt: no text; remove the file or give it a text",
		"d-binary.txt: not a text file; remove it or convert it to text",
		"e-latin.txt: not valid UTF-8: first wrong byte at 3; convert it to UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)",
		"f-utf16.txt: not valid UTF-8: it is UTF-16; convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)",
		"g-broken.json:2: cannot be read: broken JSON: invalid character 'o' looking for beginning of value; mend it there; articles before it are read, what follows in this file is not",
		`h-lines.jsonl:2: cannot be read: unexpected EOF; an article is an object such as {"title": "...", "text": "..."}`,
		`h-lines.jsonl:3: cannot be read: array where an article should be; an article is an object such as {"title": "...", "text": "..."}`,
		`h-lines.jsonl:4: no text; give the article a "text"`,
		"h-lines.jsonl:5: not valid UTF-8: first wrong byte at 13; convert it to UTF-8",
		"h-lines.jsonl:6: cannot be read: more than one value on the line; put each article on a line of its own",
		"i-feed.xml: cannot be read: failed to detect feed type; an .xml file must be an RSS or Atom feed",
		`j-archive.warc: record 1: cannot be read: a record starts with "WARC/9.9", not with WARC/1.0 or WARC/1.1; the archive is damaged from here on; fetch it again`,
		"k-zip.warc.gz: cannot be read: gzip: invalid header; fetch the archive again",
		"l-truncated.json:1: cannot be read: broken JSON: the file ends inside an article; mend it there; articles before it are read, what follows in this file is not",
		"m-empty.jsonl: no text; remove the file or give it an article a line",
		"n-page.html: no text; the page has no article",
	}
	if d := cmp.Diff(want, errs); d != "" {
		t.Errorf("errors (-want +got):\n%s", d)
	}
	var texts []string
	for _, it := range items {
		texts = append(texts, it.Article.Text)
	}
	if d := cmp.Diff([]string{"The two ministers met in the capital on Monday, officials said.", "Read before.", "One.", "Last."}, texts); d != "" {
		t.Errorf("texts (-want +got):\n%s", d)
	}
}

func TestMissingAndForbidden(t *testing.T) {
	dir := write(t, map[string]string{"locked/a.txt": "Hidden.", "open.txt": "The envoy met the king."})
	if _, errs := read(t, filepath.Join(dir, "none.txt"), Options{}); len(errs) != 1 || !strings.Contains(errs[0], "none.txt") || !strings.Contains(errs[0], "check the path") {
		t.Errorf("missing file: %q", errs)
	}
	locked := filepath.Join(dir, "locked")
	if err := os.Chmod(locked, 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(locked, 0o755)
	if _, err := os.ReadDir(locked); err == nil {
		t.Skip("this user may read any folder")
	}
	items, errs := read(t, dir, Options{})
	if len(errs) != 1 || !strings.Contains(errs[0], "locked: permission denied; give yourself the right") || len(items) != 1 {
		t.Errorf("%d items, errors %q", len(items), errs)
	}
}

// fileError names the file and says what to do, whoever runs the test.
func TestFileError(t *testing.T) {
	err := fileError("dir", &fs.PathError{Op: "open", Path: "dir", Err: fs.ErrPermission})
	if err.Error() != "dir: permission denied; give yourself the right to read it" || !errors.Is(err, fs.ErrPermission) {
		t.Error(err)
	}
}

// A line of 50 MB is refused by its number, the lines around it are read and
// memory stays within a few times the limit of an item.
func TestLongLine(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(`{"text":"Before."}` + "\n")
	b.WriteString(`{"text":"` + strings.Repeat("very long ", 5<<20) + `"}` + "\n")
	b.WriteString(`{"text":"After."}` + "\n")
	var got []string
	for it, err := range ReadLines(t.Context(), &b, "stdin", Options{}) {
		if err != nil {
			if !errors.Is(err, ErrTooLong) {
				t.Error(err)
			}
			got = append(got, err.Error())
			continue
		}
		got = append(got, it.Article.Text)
	}
	if d := cmp.Diff([]string{"Before.", "stdin:2: longer than 16 MB; split the line or take it out", "After."}, got); d != "" {
		t.Error(d)
	}
}

// So is a value of 50 MB in a .json file, and a .txt file of 50 MB.
func TestLongItems(t *testing.T) {
	long := strings.Repeat("very long ", 5<<20)
	dir := write(t, map[string]string{"a.json": `[{"text":"Before."},{"text":"` + long + `"}]`, "b.txt": long, "c.txt": "After the long ones, the envoy met the king."})
	items, errs := read(t, dir, Options{})
	want := []string{"a.json: longer than 16 MB; split the file into articles", "b.txt: longer than 16 MB; split it into articles"}
	if d := cmp.Diff(want, errs); d != "" || len(items) != 2 {
		t.Errorf("%d items, %s", len(items), d)
	}
}

func TestStopEarly(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "One met two.", "b.txt": "Two met three.", "c/d.txt": "Three met four."})
	n := 0
	for range Read(t.Context(), dir, Options{}) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d items after a break", n)
	}
}

// Skip counts code points, and Body leaves out exactly what Skip lists.
func TestSkipSpans(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "Zoë’s headline of four words\n\nÉcole minister Ana Núñez met the envoy of Norland in Málaga on Monday.\n\nShare\n\nShe will travel on to the coast, where talks resume on Friday.\n"})
	items, errs := read(t, dir, Options{})
	if len(items) != 1 || errs != nil {
		t.Fatal(errs)
	}
	a := items[0].Article
	var skipped []string
	for _, s := range a.Skip {
		skipped = append(skipped, a.Exact(s))
	}
	if d := cmp.Diff([]string{"Zoë’s headline of four words", "Share"}, skipped); d != "" {
		t.Error(d)
	}
	if want := "\n\nÉcole minister Ana Núñez met the envoy of Norland in Málaga on Monday.\n\n\n\nShe will travel on to the coast, where talks resume on Friday.\n"; Body(&a) != want {
		t.Errorf("body %q", Body(&a))
	}
}

func BenchmarkReadLines(b *testing.B) {
	para := "The foreign minister of Norland met her counterpart in the harbor town on Tuesday, a day after the parliament adopted a resolution. "
	line, err := json.Marshal(map[string]string{"title": "Ministers meet", "text": strings.Repeat(strings.Repeat(para, 4)+"\n\n", 6)})
	if err != nil {
		b.Fatal(err)
	}
	data := bytes.Repeat(append(line, '\n'), 100)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		n := 0
		for _, err := range ReadLines(b.Context(), bytes.NewReader(data), "x", Options{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 100 {
			b.Fatal(n)
		}
	}
	b.ReportMetric(100*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

func ExampleItemError() {
	fmt.Println(&ItemError{Place: "news.jsonl:17", Err: ErrEmpty, Advice: `give the article a "text"`})
	// Output: news.jsonl:17: no text; give the article a "text"
}
