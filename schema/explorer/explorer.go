// Package explorer holds the pages that the server shows to people: the
// explorer at / and GraphiQL at /graphiql. They are embedded, and load
// nothing from elsewhere.
package explorer

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// The page is plain HTML, CSS and JavaScript without a build step.
//
//go:embed page
var page embed.FS

// GraphiQL 4.1.2 and React 18.3.1 as their packages ship them, gzipped; see
// graphiql/LICENSES.
//
//go:embed graphiql
var graphiql embed.FS

// What a page may load and run: its own files. GraphiQL's editor sets styles
// in the markup and carries its fonts inside its style sheet.
const (
	pagePolicy     = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
	graphiqlPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)

type file struct {
	gz, raw []byte
	kind    string
	tag     string
	policy  string
}

// Handler serves the pages.
func Handler() http.Handler {
	files := map[string]*file{}
	load(files, page, "page", "/", pagePolicy)
	load(files, graphiql, "graphiql", "/graphiql/", graphiqlPolicy)
	files["/"] = files["/index.html"]
	files["/graphiql"] = files["/graphiql/index.html"]
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f := files[r.URL.Path]
		if f == nil {
			http.NotFound(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		f.serve(w, r)
	})
}

func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Content-Security-Policy", f.policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-cache")
	h.Set("Vary", "Accept-Encoding")
	h.Set("ETag", f.tag)
	if strings.Contains(r.Header.Get("If-None-Match"), f.tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := f.raw
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = f.gz
	}
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// load reads a folder of embedded files, plain or gzipped, and keeps both
// forms. An embedded file that cannot be read is a fault of the build.
func load(files map[string]*file, from fs.FS, dir, at, policy string) {
	entries, err := fs.ReadDir(from, dir)
	if err != nil {
		panic("explorer: " + err.Error())
	}
	for _, e := range entries {
		data, err := fs.ReadFile(from, dir+"/"+e.Name())
		if err != nil {
			panic("explorer: " + err.Error())
		}
		f := &file{policy: policy}
		name, zipped := strings.CutSuffix(e.Name(), ".gz")
		if zipped {
			f.gz, f.raw = data, unzip(data)
		} else {
			f.gz, f.raw = zip(data), data
		}
		f.kind = mediaType(name)
		sum := sha256.Sum256(f.raw)
		f.tag = `W/"` + hex.EncodeToString(sum[:8]) + `"`
		files[at+name] = f
	}
}

func mediaType(name string) string {
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "text/plain; charset=utf-8"
}

func zip(data []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

func unzip(data []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		panic("explorer: " + err.Error())
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		panic("explorer: " + err.Error())
	}
	return raw
}
