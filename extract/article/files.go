package article

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// A yield is what a reader calls with each item; it returns false to stop.
type yield = func(Item, error) bool

// Read yields the articles of a file, or of all files of a folder in the
// order of their names. In a folder, hidden files and files of other types
// than .txt, .html, .htm, .json, .jsonl, .ndjson, .xml, .rss, .atom, .warc and
// .warc.gz are passed over; a file named on its own is read by what it holds
// when its name does not say.
func Read(ctx context.Context, path string, o Options) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		info, err := os.Stat(path)
		if err != nil {
			yield(Item{}, fileError(path, err))
			return
		}
		if !info.IsDir() {
			o.readFile(ctx, path, true, yield)
			return
		}
		o.readFolder(ctx, path, yield)
	}
}

func (o Options) readFolder(ctx context.Context, root string, yield yield) {
	stopped := errors.New("stopped")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if !yield(Item{}, fileError(path, err)) {
				return stopped
			}
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if path != root && strings.HasPrefix(d.Name(), ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() || format(path) == unknown {
			return nil
		}
		if d.Type()&fs.ModeSymlink != 0 {
			if info, err := os.Stat(path); err == nil && info.IsDir() {
				return nil // a folder behind a link: not followed, it may lead back
			}
		} else if !d.Type().IsRegular() {
			return nil
		}
		if !o.readFile(ctx, path, false, yield) {
			return stopped
		}
		return nil
	})
	if err != nil && err != stopped {
		yield(Item{}, err)
	}
}

// fileError says what to do about an I/O error.
func fileError(path string, err error) error {
	e := &ItemError{Place: path, Err: err}
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		e.Err = pe.Err
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		e.Advice = "give yourself the right to read it"
	case errors.Is(err, fs.ErrNotExist):
		e.Advice = "check the path"
	}
	return e
}

// A fileFormat is a kind of file.
type fileFormat int

const (
	unknown fileFormat = iota
	plainFile
	htmlFile
	jsonFile
	linesFile
	feedFile
	warcFile
)

func format(path string) fileFormat {
	name := strings.ToLower(filepath.Base(path))
	if strings.HasSuffix(name, ".warc.gz") {
		return warcFile
	}
	switch filepath.Ext(name) {
	case ".txt":
		return plainFile
	case ".html", ".htm", ".xhtml":
		return htmlFile
	case ".json":
		return jsonFile
	case ".jsonl", ".ndjson":
		return linesFile
	case ".xml", ".rss", ".atom":
		return feedFile
	case ".warc":
		return warcFile
	}
	return unknown
}

// sniff tells a format from the first bytes of a file.
func sniff(head []byte) fileFormat {
	if bytes.HasPrefix(head, []byte("\x1f\x8b")) || bytes.HasPrefix(head, []byte("WARC/")) {
		return warcFile
	}
	head = bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))))
	switch {
	case len(head) == 0:
		return plainFile
	case head[0] == '{' || head[0] == '[':
		return jsonFile
	case head[0] != '<':
		return plainFile
	case bytes.Contains(head, []byte("<rss")) || bytes.Contains(head, []byte("<feed")) || bytes.Contains(head, []byte("<rdf:rdf")):
		return feedFile
	}
	return htmlFile
}

// readFile yields the articles of one file and returns false when the caller
// wants no more.
func (o Options) readFile(ctx context.Context, path string, sniffed bool, yield yield) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(Item{}, fileError(path, err))
	}
	defer f.Close()
	kind := format(path)
	r := bufio.NewReaderSize(f, 64<<10)
	if kind == unknown && sniffed {
		head, _ := r.Peek(512)
		kind = sniff(head)
	}
	return o.readStream(ctx, r, path, kind, yield)
}

// readStream reads one file of a known format.
func (o Options) readStream(ctx context.Context, r *bufio.Reader, path string, kind fileFormat, yield yield) bool {
	switch kind {
	case jsonFile:
		return o.readJSON(ctx, r, path, yield)
	case linesFile:
		return o.readLines(ctx, r, path, yield)
	case warcFile:
		return o.readWARC(ctx, r, path, yield)
	}
	data, err := readAll(r, path)
	if err != nil {
		return yield(Item{}, err)
	}
	switch kind {
	case feedFile:
		return o.readFeed(ctx, data, path, yield)
	case htmlFile:
		return yield(o.readHTML(data, page{place: path, file: path}))
	}
	text, err := utf8Text(data, path)
	if err != nil {
		return yield(Item{}, err)
	}
	return yield(o.item(draft{text: text, file: path, place: path}))
}

// readAll reads a file that is one item.
func readAll(r io.Reader, path string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxItem+1))
	switch {
	case err != nil:
		return nil, fileError(path, err)
	case len(data) > MaxItem:
		return nil, &ItemError{Place: path, Err: ErrTooLong, Advice: "split it into articles"}
	case len(bytes.TrimSpace(data)) == 0:
		return nil, &ItemError{Place: path, Err: ErrEmpty, Advice: "remove the file or give it a text"}
	}
	return data, nil
}

// controls are the bytes below space that texts have.
var controls = []byte("\t\n\v\f\r\x1b")

// utf8Text checks that data is text in UTF-8, and drops a byte order mark.
func utf8Text(data []byte, place string) (string, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return "", &ItemError{Place: place, Err: fmt.Errorf("%w: it is UTF-16", ErrEncoding), Advice: "convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)"}
	}
	odd := 0
	for _, b := range data {
		if b == 0 {
			return "", &ItemError{Place: place, Err: ErrBinary, Advice: "remove it or convert it to text"}
		}
		if b < ' ' && !slices.Contains(controls, b) {
			odd++
		}
	}
	if odd*100 > len(data) {
		return "", &ItemError{Place: place, Err: ErrBinary, Advice: "remove it or convert it to text"}
	}
	if !utf8.Valid(data) {
		return "", &ItemError{Place: place, Err: fmt.Errorf("%w: first wrong byte at %d", ErrEncoding, firstInvalid(data)), Advice: "convert it to UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)"}
	}
	return string(data), nil
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}
