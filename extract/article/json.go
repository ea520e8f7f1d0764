package article

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// ReadLines yields the articles of r, one JSON object a line; name stands for
// r in places.
func ReadLines(ctx context.Context, r io.Reader, name string, o Options) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		o.readLines(ctx, bufio.NewReaderSize(r, 64<<10), name, yield)
	}
}

// readLines reads JSON lines. A line that is too long or wrong is reported
// and passed over.
func (o Options) readLines(ctx context.Context, r *bufio.Reader, name string, yield yield) bool {
	found := false
	for n := 1; ; n++ {
		if err := ctx.Err(); err != nil {
			yield(Item{}, err)
			return false
		}
		line, err := readLine(r)
		at := place(name, n)
		if err != nil && err != io.EOF {
			found = true
			if !errors.Is(err, ErrTooLong) {
				return yield(Item{}, fileError(name, err))
			}
			if !yield(Item{}, &ItemError{Place: at, Err: err, Advice: "split the line or take it out"}) {
				return false
			}
			continue
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			found = true
			if !yield(o.object(line, at, "")) {
				return false
			}
		}
		if err == io.EOF {
			if !found {
				return yield(Item{}, &ItemError{Place: name, Err: ErrEmpty, Advice: "remove the file or give it an article a line"})
			}
			return true
		}
	}
}

// readLine returns the next line; one that is longer than MaxItem is read to
// its end and refused. The bytes are valid until the next call.
func readLine(r *bufio.Reader) ([]byte, error) {
	line, err := r.ReadSlice('\n')
	if err != bufio.ErrBufferFull {
		return line, err
	}
	long := bytes.Clone(line)
	for err == bufio.ErrBufferFull {
		line, err = r.ReadSlice('\n')
		if len(long) <= MaxItem {
			long = append(long, line...)
		}
	}
	if len(long) > MaxItem && (err == nil || err == io.EOF) {
		return nil, ErrTooLong
	}
	return long, err
}

// readJSON reads a .json file: an object, an array of objects, or objects one
// after the other.
func (o Options) readJSON(ctx context.Context, r *bufio.Reader, name string, yield yield) bool {
	if bom, _ := r.Peek(3); string(bom) == "\ufeff" {
		r.Discard(3)
	}
	src := &itemReader{r: r}
	dec := json.NewDecoder(src)
	inArray := false
	for count := 0; ; count++ {
		if err := ctx.Err(); err != nil {
			yield(Item{}, err)
			return false
		}
		src.left = MaxItem
		if count == 0 {
			first, err := src.first(r)
			switch {
			case err == io.EOF:
				return yield(Item{}, &ItemError{Place: name, Err: ErrEmpty, Advice: "remove the file or put an article in it"})
			case err != nil:
				return yield(Item{}, fileError(name, err))
			case first == '[':
				inArray = true
				if _, err := dec.Token(); err != nil {
					return yield(Item{}, src.failed(name, dec, err))
				}
			}
		}
		if inArray && !dec.More() {
			if _, err := dec.Token(); err != nil {
				return yield(Item{}, src.failed(name, dec, err))
			}
			return true
		}
		var raw json.RawMessage
		err := dec.Decode(&raw)
		if err == io.EOF && !inArray {
			return true
		}
		if err != nil {
			return yield(Item{}, src.failed(name, dec, err))
		}
		file, at := "", place(name, src.lineAt(dec.InputOffset()-int64(len(raw))))
		if !inArray && count == 0 && !dec.More() {
			file, at = name, name // all of the file
		}
		if !yield(o.object(raw, at, file)) {
			return false
		}
	}
}

// An itemReader lets a decoder read no more than left bytes before it is set
// again, and knows where lines start.
type itemReader struct {
	r     io.Reader
	left  int
	read  int64
	lines []int64 // offsets of line ends that lineAt may still be asked for
	past  int     // line ends before these
	over  bool
}

// first returns the first byte that is no space, unread.
func (s *itemReader) first(r *bufio.Reader) (byte, error) {
	for {
		b, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		switch b {
		case '\n':
			s.past++
		case ' ', '\r', '\t':
		default:
			return b, r.UnreadByte()
		}
	}
}

// Read reads from the file and counts lines.
func (s *itemReader) Read(b []byte) (int, error) {
	if s.left <= 0 {
		s.over = true
		return 0, ErrTooLong
	}
	n, err := s.r.Read(b[:min(len(b), s.left)])
	for i, c := range b[:n] {
		if c == '\n' {
			s.lines = append(s.lines, s.read+int64(i))
		}
	}
	s.left -= n
	s.read += int64(n)
	return n, err
}

// lineAt returns the line of an offset, from 1. Line ends before the offset
// are forgotten: later offsets are larger.
func (s *itemReader) lineAt(offset int64) int {
	n := 0
	for n < len(s.lines) && s.lines[n] < offset {
		n++
	}
	s.past += n
	s.lines = append(s.lines[:0], s.lines[n:]...)
	return s.past + 1
}

// failed says where the JSON is broken. A decoder cannot find the next item
// behind broken syntax, so the rest of the file is lost.
func (s *itemReader) failed(name string, dec *json.Decoder, err error) error {
	if s.over {
		return &ItemError{Place: name, Err: ErrTooLong, Advice: "split the file into articles"}
	}
	offset := dec.InputOffset()
	if se, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = se.Offset
	}
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		offset, err = s.read, errors.New("the file ends inside an article")
	}
	return &ItemError{Place: place(name, s.lineAt(offset)), Err: fmt.Errorf("%w: broken JSON: %w", ErrFormat, err),
		Advice: "mend it there; articles before it are read, what follows in this file is not"}
}

// object reads one article in JSON. file is set when it is all of a file.
func (o Options) object(raw []byte, at, file string) (Item, error) {
	if !utf8.Valid(raw) {
		return Item{}, &ItemError{Place: at, Err: fmt.Errorf("%w: first wrong byte at %d", ErrEncoding, firstInvalid(raw)), Advice: "convert it to UTF-8"}
	}
	var fields map[string]any
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := dec.Decode(&fields); err != nil {
		why := err.Error()
		if t, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			why = t.Value + " where an article should be"
		}
		return Item{}, &ItemError{Place: at, Err: fmt.Errorf("%w: %s", ErrFormat, why), Advice: `an article is an object such as {"title": "...", "text": "..."}`}
	}
	if dec.More() {
		return Item{}, &ItemError{Place: at, Err: fmt.Errorf("%w: more than one value on the line", ErrFormat), Advice: "put each article on a line of its own"}
	}
	get := func(names ...string) string {
		for _, n := range names {
			if s := scalar(fields[n]); s != "" {
				return s
			}
		}
		return ""
	}
	d := draft{file: file, place: at,
		id:       get("id"),
		url:      get("url", "canonical_url", "link", "article_url"),
		title:    get("title", "headline"),
		text:     get("text", "maintext", "content", "articleBody", "body"),
		language: languageTag(get("language", "lang", "inLanguage")),
		published: get("published", "date", "date_publish", "publish_date", "published_at", "publishedAt", "date_published", "datePublished",
			"pub_date", "pubDate", "published_date"),
	}
	d.outlet, d.domain = outletField(fields)
	for _, n := range []string{"authors", "author", "byline", "creator"} {
		if d.authors = names(fields[n]); len(d.authors) > 0 {
			break
		}
	}
	if d.text == "" {
		return Item{}, &ItemError{Place: at, Err: ErrEmpty, Advice: `give the article a "text"`}
	}
	return o.item(d)
}

// outletField reads the outlet's name and domain, as text or as an object.
func outletField(fields map[string]any) (name, domain string) {
	for _, n := range []string{"outlet", "source", "publisher", "site_name", "site"} {
		switch v := fields[n].(type) {
		case string:
			name = cmp.Or(name, strings.TrimSpace(v))
		case map[string]any:
			name = cmp.Or(name, scalar(v["name"]), scalar(v["title"]))
			domain = cmp.Or(domain, scalar(v["domain"]), scalar(v["url"]))
		}
	}
	return name, cmp.Or(domain, scalar(fields["source_domain"]), scalar(fields["domain"]))
}

// scalar returns a text or a number as text.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// names reads one name, or a list of names or of objects with a name.
func names(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case map[string]any:
		if s := scalar(v["name"]); s != "" {
			return []string{s}
		}
	case []any:
		var all []string
		for _, e := range v {
			all = append(all, names(e)...)
		}
		return all
	}
	return nil
}

// unixTime reads seconds or milliseconds since 1970.
func unixTime(s string) (time.Time, bool) {
	n, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || n < 1e8 || n > 1e14:
		return time.Time{}, false
	case n > 1e11:
		return time.UnixMilli(int64(n)).UTC(), true
	}
	return time.Unix(int64(n), 0).UTC(), true
}
