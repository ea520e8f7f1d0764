package schema

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

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

// exportURL returns the address that streams a subgraph; [ExportQuery] reads
// it back.
func exportURL(format string, q graph.SubgraphQuery) string {
	v := url.Values{"format": {strings.ToLower(format)}}
	add := func(name string, values ...string) {
		for _, s := range values {
			if s != "" {
				v.Add(name, s)
			}
		}
	}
	number := func(name string, n int) {
		if n != 0 {
			add(name, strconv.Itoa(n))
		}
	}
	f := q.Filter
	add("root", q.Roots...)
	number("depth", q.Depth)
	add("from", f.From)
	add("to", f.To)
	add("types", words(f.Types)...)
	add("factuality", words(f.Factuality)...)
	add("corroboration", words(f.Corroboration)...)
	add("kinds", words(q.Kinds)...)
	add("all", f.All...)
	add("any", f.Any...)
	add("outlets", f.Outlets...)
	add("place", f.Place)
	add("reported-from", f.ReportedFrom)
	add("reported-to", f.ReportedTo)
	add("text", f.Text)
	number("min-sources", f.MinOutlets)
	number("min-independent", f.MinIndependent)
	number("min-events", q.MinEvents)
	number("limit", q.Limit)
	if f.MinConfidence > 0 {
		add("min-confidence", strconv.FormatFloat(f.MinConfidence, 'g', -1, 64))
	}
	if q.EventsAsNodes {
		add("events-as-nodes", "true")
	}
	return "/export?" + v.Encode()
}

// ExportQuery reads the parameters of /export as the subgraph that they ask
// for. Roots and outlets may be ids or names. A list may be repeated or have
// commas. Without a root it is the whole graph.
func ExportQuery(v url.Values) (graph.SubgraphQuery, error) {
	var bad error
	number := func(name string) int {
		n, err := strconv.Atoi(v.Get(name))
		if v.Get(name) != "" && (err != nil || n < 0) {
			bad = failf(BadInput, "%s is not a number", name)
		}
		return n
	}
	q := graph.SubgraphQuery{Roots: v["root"], Depth: number("depth"), MinEvents: number("min-events"), Limit: number("limit"),
		EventsAsNodes: v.Get("events-as-nodes") == "true", Kinds: values[graph.EntityKind](v, "kinds")}
	q.Filter = graph.EventFilter{From: v.Get("from"), To: v.Get("to"), Types: values[graph.EventType](v, "types"),
		Factuality: values[graph.Factuality](v, "factuality"), Corroboration: values[graph.CorroborationLevel](v, "corroboration"),
		All: v["all"], Any: v["any"], Outlets: v["outlets"], Place: v.Get("place"), ReportedFrom: v.Get("reported-from"),
		ReportedTo: v.Get("reported-to"), Text: v.Get("text"), MinOutlets: number("min-sources"), MinIndependent: number("min-independent")}
	if s := v.Get("min-confidence"); s != "" {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			bad = failf(BadInput, "min-confidence is not a number")
		}
		q.Filter.MinConfidence = f
	}
	for _, d := range []string{q.Filter.From, q.Filter.To, q.Filter.ReportedFrom, q.Filter.ReportedTo} {
		if _, ok := graph.ParseDay(d); d != "" && !ok {
			bad = failf(BadInput, "%.20q is not a day", d)
		}
	}
	return q, bad
}

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

func values[T ~string](v url.Values, name string) []T {
	var out []T
	for _, s := range v[name] {
		for p := range strings.SplitSeq(s, ",") {
			if p != "" {
				out = append(out, T(strings.ToUpper(p)))
			}
		}
	}
	return out
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
	if _, err := ExportQuery(q); err != nil {
		s.respond(w, r, mediaJSON, http.StatusBadRequest, refused(public(err)))
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
		pub := public(err)
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
