package schema

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"parley/graph"
)

// exportTypes are the media types of the formats.
var exportTypes = map[string]string{
	"jsonl": "application/jsonl", "nquads": "application/n-quads", "trig": "application/trig", "jsonld": "application/ld+json",
	"graphml": "application/graphml+xml", "gexf": "application/gexf+xml", "csv": "application/zip", "neo4j": "application/zip",
	"ftm": "application/jsonl", "plover": "application/jsonl", "cameo": "text/tab-separated-values", "dot": "text/vnd.graphviz",
	"cytoscape": "application/json",
}

// exportURL returns the address that streams what a subgraph shows, without
// its limits; nil when the query has conditions that exports do not take. The
// parameters are those of the dump command.
func exportURL(format string, q graph.SubgraphQuery) *string {
	f := q.Filter
	if f.All != nil || f.Any != nil || f.Place != "" || f.MinOutlets > 0 || f.MinConfidence > 0 || f.ReportedFrom != "" || f.ReportedTo != "" ||
		f.Text != "" || f.Corroboration != nil || q.MinEvents > 1 || q.Depth == 0 {
		return nil
	}
	v := url.Values{"format": {strings.ToLower(format)}, "root": q.Roots, "depth": {strconv.Itoa(q.Depth)}}
	if !q.EventsAsNodes {
		v.Set("view", "coparticipation")
	}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("from", f.From)
	set("to", f.To)
	set("types", join(f.Types))
	accepted := f.Factuality
	if accepted == nil {
		accepted = graph.DefaultFactuality // exports default to all
	}
	set("factuality", join(accepted))
	set("kinds", join(q.Kinds))
	if len(f.Outlets) > 0 {
		v["outlets"] = f.Outlets
	}
	if f.MinIndependent > 0 {
		v.Set("min-sources", strconv.Itoa(f.MinIndependent))
	}
	u := "/export?" + v.Encode()
	return &u
}

func join[T ~string](list []T) string {
	var b strings.Builder
	for i, v := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(string(v))
	}
	return b.String()
}

// exportTimeout bounds one export; a whole graph takes minutes.
const exportTimeout = 30 * time.Minute

// export streams a part of the graph.
func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	if !s.readable(w, r) {
		return
	}
	q := r.URL.Query()
	format := strings.ToLower(q.Get("format"))
	if format == "" {
		format = "jsonl"
	}
	kind, ok := exportTypes[format]
	if !ok {
		s.respond(w, r, mediaJSON, http.StatusBadRequest, refused(failf(BadInput, "there is no format %.20q", format)))
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), exportTimeout)
	defer cancel()
	defer context.AfterFunc(s.ctx, cancel)()
	out := &lazyWriter{w: w, rc: http.NewResponseController(w), start: func(h http.Header) {
		h.Set("Content-Type", kind)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Vary", "Accept-Encoding")
		h.Set("Content-Disposition", `attachment; filename="parley.`+extension(format)+`"`)
	}}
	var body io.Writer = out
	var closer io.Closer
	if enc := encoding(r); enc != "" && kind != "application/zip" {
		w.Header().Set("Content-Encoding", enc)
		if enc == "zstd" {
			z, _ := zstd.NewWriter(out, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
			body, closer = z, z
		} else {
			z, _ := gzip.NewWriterLevel(out, gzip.BestSpeed)
			body, closer = z, z
		}
	}
	err := s.options.Exporter.Export(ctx, body, format, q)
	if err == nil && closer != nil {
		err = closer.Close()
	}
	if err == nil {
		out.begin()
		return
	}
	if !out.begun {
		w.Header().Del("Content-Encoding")
		pub := s.public(err)
		if pub.Code == Internal {
			s.log.ErrorContext(ctx, "export", "err", err, "trace", traceOf(ctx))
		}
		s.respond(w, r, mediaJSON, statusOf(refused(pub), mediaGraphQL), refused(pub))
		return
	}
	s.log.ErrorContext(ctx, "export broke off", "err", err, "trace", traceOf(ctx))
	panic(http.ErrAbortHandler) // a cut stream must not look whole
}

func extension(format string) string {
	switch format {
	case "nquads":
		return "nq"
	case "csv", "neo4j":
		return "zip"
	case "cytoscape":
		return "json"
	case "cameo":
		return "tsv"
	case "ftm", "plover":
		return "jsonl"
	}
	return format
}

// A lazyWriter sends the headers with the first byte, so that an export that
// fails at once is an error and no empty file. Each write may take a while
// for itself, not the stream as a whole.
type lazyWriter struct {
	w     http.ResponseWriter
	rc    *http.ResponseController
	start func(http.Header)
	begun bool
}

func (l *lazyWriter) begin() {
	if !l.begun {
		l.begun = true
		l.start(l.w.Header())
	}
}

// Write sends bytes.
func (l *lazyWriter) Write(b []byte) (int, error) {
	l.begin()
	l.rc.SetWriteDeadline(time.Now().Add(30 * time.Second))
	return l.w.Write(b)
}
