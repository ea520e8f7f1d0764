package article

import (
	"bufio"
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// readWARC reads the web pages of a web archive (ISO 28500, WARC 1.0 and 1.1;
// plain or gzip): response records with status 200 and a page or JSON.
func (o Options) readWARC(ctx context.Context, r *bufio.Reader, name string, yield yield) bool {
	if head, _ := r.Peek(2); len(head) == 0 {
		return yield(Item{}, &ItemError{Place: name, Err: ErrEmpty, Advice: "remove the file"})
	} else if bytes.Equal(head, []byte("\x1f\x8b")) {
		z, err := gzip.NewReader(r)
		if err != nil {
			return yield(Item{}, &ItemError{Place: name, Err: fmt.Errorf("%w: %w", ErrFormat, err), Advice: "fetch the archive again"})
		}
		defer z.Close()
		r = bufio.NewReaderSize(z, 64<<10)
	}
	for n := 1; ; n++ {
		if err := ctx.Err(); err != nil {
			yield(Item{}, err)
			return false
		}
		at := fmt.Sprintf("%s: record %d", name, n)
		rec, err := nextRecord(r)
		if err == io.EOF {
			return true
		}
		if err != nil {
			return yield(Item{}, &ItemError{Place: at, Err: fmt.Errorf("%w: %w", ErrFormat, err), Advice: "the archive is damaged from here on; fetch it again"})
		}
		more := true
		if rec.header.Get("Warc-Type") == "response" {
			more = o.readResponse(rec, at, yield)
		}
		if _, err := io.Copy(io.Discard, rec.body); err != nil || rec.body.N > 0 {
			return more && yield(Item{}, &ItemError{Place: at, Err: fmt.Errorf("%w: the archive ends inside a record", ErrFormat), Advice: "fetch it again"})
		}
		if !more {
			return false
		}
	}
}

// A record is one record of a web archive; its body must be read to the end.
type record struct {
	header textproto.MIMEHeader
	body   *io.LimitedReader
}

// nextRecord reads the head of the next record; io.EOF when there is none.
func nextRecord(r *bufio.Reader) (record, error) {
	tp := textproto.NewReader(r)
	version := ""
	for version == "" { // records end in two empty lines
		line, err := r.ReadSlice('\n')
		if err != nil {
			if err == io.EOF && len(bytes.TrimSpace(line)) == 0 {
				return record{}, io.EOF
			}
			return record{}, fmt.Errorf("no record starts here")
		}
		version = string(bytes.TrimSpace(line))
	}
	if version != "WARC/1.0" && version != "WARC/1.1" {
		return record{}, fmt.Errorf("a record starts with %.20q, not with WARC/1.0 or WARC/1.1", version)
	}
	header, err := tp.ReadMIMEHeader()
	if err != nil {
		return record{}, fmt.Errorf("record head: %w", err)
	}
	n, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil || n < 0 {
		return record{}, fmt.Errorf("record without a length")
	}
	return record{header: header, body: &io.LimitedReader{R: r, N: n}}, nil
}

// readResponse yields the article of one response record; what is no page is
// passed over.
func (o Options) readResponse(rec record, at string, yield yield) bool {
	address := strings.Trim(rec.header.Get("Warc-Target-Uri"), "<> ")
	if !strings.HasPrefix(address, "http") {
		return true
	}
	resp, err := http.ReadResponse(bufio.NewReader(rec.body), nil)
	if err != nil {
		return yield(Item{}, &ItemError{Place: at, Err: fmt.Errorf("%w: answer of %s: %w", ErrFormat, address, err)})
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return true
	}
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if kind != "" && kind != "text/html" && kind != "application/xhtml+xml" {
		return true
	}
	data, err := decoded(resp.Body, resp.Header.Get("Content-Encoding"))
	if err != nil {
		return yield(Item{}, &ItemError{Place: at, Err: fmt.Errorf("%w: answer of %s: %w", ErrFormat, address, err)})
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return true
	}
	return yield(o.readHTML(data, page{place: at, url: address, contentType: resp.Header.Get("Content-Type")}))
}

// decoded reads a body of at most MaxItem bytes, whatever its encoding makes
// of it.
func decoded(body io.Reader, encoding string) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(body)
		if err != nil {
			return nil, err
		}
		defer z.Close()
		body = z
	case "deflate":
		body = flate.NewReader(body)
	case "zstd":
		z, err := zstd.NewReader(body, zstd.WithDecoderMaxMemory(MaxItem*4), zstd.WithDecoderConcurrency(1))
		if err != nil {
			return nil, err
		}
		defer z.Close()
		body = z
	default:
		return nil, fmt.Errorf("content encoding %q is not known", encoding)
	}
	data, err := io.ReadAll(io.LimitReader(body, MaxItem+1))
	if err == nil && len(data) > MaxItem {
		err = ErrTooLong
	}
	return data, err
}
