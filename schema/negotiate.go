package schema

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Media types of answers.
const (
	mediaGraphQL = "application/graphql-response+json"
	mediaJSON    = "application/json"
	mediaEvents  = "text/event-stream"
)

// negotiate picks the media type of the answer: the one with the highest
// quality, the first named among equals; "" when none of ours will do.
func negotiate(accept []string) string {
	best, quality := "", 0.0
	named := false
	for name, q := range qualities(accept) {
		named = true
		var media string
		switch name {
		case mediaGraphQL, mediaJSON, mediaEvents:
			media = name
		case "*/*", "application/*":
			media = mediaJSON
		default:
			continue
		}
		if q > quality {
			best, quality = media, q
		}
	}
	if !named {
		return mediaJSON
	}
	return best
}

// qualities yields the entries of an Accept or Accept-Encoding header.
func qualities(values []string) func(func(string, float64) bool) {
	return func(yield func(string, float64) bool) {
		for part := range strings.SplitSeq(strings.Join(values, ","), ",") {
			name, params, _ := strings.Cut(part, ";")
			if name = strings.ToLower(strings.TrimSpace(name)); name == "" {
				continue
			}
			q := 1.0
			for p := range strings.SplitSeq(params, ";") {
				if k, v, ok := strings.Cut(p, "="); ok && strings.EqualFold(strings.TrimSpace(k), "q") {
					if f, err := strconv.ParseFloat(strings.TrimSpace(v), 64); err == nil {
						q = f
					}
				}
			}
			if !yield(name, q) {
				return
			}
		}
	}
}

// encoding picks zstd or gzip when the client takes it, zstd first.
func encoding(r *http.Request) string {
	got := map[string]float64{}
	for name, q := range qualities(r.Header.Values("Accept-Encoding")) {
		got[name] = q
	}
	for _, name := range []string{"zstd", "gzip"} {
		if q, ok := got[name]; ok && q > 0 {
			return name
		}
	}
	return ""
}

var zstdEncoder, _ = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2))

// write sends a body of known length, compressed when that helps.
func write(w http.ResponseWriter, r *http.Request, status int, contentType string, body []byte) {
	writePacked(w, r, status, contentType, body, gzipped)
}

// writePacked is write with a way of its own to gzip.
func writePacked(w http.ResponseWriter, r *http.Request, status int, contentType string, body []byte, gzipped func([]byte) []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("X-Content-Type-Options", "nosniff")
	if len(body) >= 1024 {
		switch enc := encoding(r); enc {
		case "zstd":
			h.Set("Content-Encoding", enc)
			body = zstdEncoder.EncodeAll(body, nil)
		case "gzip":
			h.Set("Content-Encoding", enc)
			body = gzipped(body)
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// gzipWriters keeps writers: a new one clears some hundred KiB.
var gzipWriters = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	return z
}}

func gzipped(body []byte) []byte {
	z := gzipWriters.Get().(*gzip.Writer)
	defer gzipWriters.Put(z)
	b := bytes.NewBuffer(make([]byte, 0, len(body)/6+512))
	z.Reset(b)
	z.Write(body)
	z.Close()
	return b.Bytes()
}

// etag names the answer to a query: the same query over the same revision of
// the graph has the same answer. It is weak, since encodings differ in bytes.
func (s *Server) etag(revision uint64, text, media string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %d %s %s %s", revision, s.jobs.version(), s.hash, media, text)
	return `W/"` + hex.EncodeToString(h.Sum(nil)[:12]) + `"`
}

// matches reports whether an If-None-Match header names the tag.
func matches(header, tag string) bool {
	for t := range strings.SplitSeq(header, ",") {
		if t = strings.TrimSpace(t); t == "*" || t == tag {
			return true
		}
	}
	return false
}
