package schema

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A tracer sends spans to an OpenTelemetry collector as OTLP over HTTP in
// JSON (opentelemetry-proto 1.3). Without an endpoint it does nothing. It is
// written by hand because the SDK's exporter brings gRPC, 7.9 MB.
type tracer struct {
	url     string
	version string
	log     *slog.Logger
	client  *http.Client

	mu    sync.Mutex
	spans []otlpSpan
	busy  bool
}

// Spans are sent when so many wait, or when the server closes; more than
// maxWaiting are dropped.
const (
	batchSpans = 64
	maxWaiting = 4096
)

func newTracer(endpoint, version string, log *slog.Logger) *tracer {
	t := &tracer{version: version, log: log, client: &http.Client{Timeout: 5 * time.Second}}
	if endpoint != "" {
		t.url = strings.TrimSuffix(endpoint, "/") + "/v1/traces"
	}
	return t
}

type span struct {
	t     *tracer
	s     otlpSpan
	start time.Time
}

type otlpSpan struct {
	TraceID    string          `json:"traceId"`
	SpanID     string          `json:"spanId"`
	Parent     string          `json:"parentSpanId,omitempty"`
	Name       string          `json:"name"`
	Kind       int             `json:"kind"` // 1 internal, 2 server
	Start      string          `json:"startTimeUnixNano"`
	End        string          `json:"endTimeUnixNano"`
	Attributes []otlpAttribute `json:"attributes,omitempty"`
}

type otlpAttribute struct {
	Key   string         `json:"key"`
	Value map[string]any `json:"value"`
}

// start begins a span of the request's trace; nil when traces are off.
func (t *tracer) start(ctx context.Context, name string) *span {
	n := note(ctx)
	return t.span(name, 1, n.trace, n.parent)
}

func (t *tracer) span(name string, kind int, trace, parent string) *span {
	if t.url == "" || trace == "" {
		return nil
	}
	now := time.Now()
	return &span{t: t, start: now, s: otlpSpan{TraceID: trace, SpanID: randomHex(8), Parent: parent, Name: name, Kind: kind,
		Start: strconv.FormatInt(now.UnixNano(), 10)}}
}

// end finishes the span with attributes and queues it.
func (s *span) end(attributes map[string]any) {
	if s == nil {
		return
	}
	s.s.End = strconv.FormatInt(s.start.Add(time.Since(s.start)).UnixNano(), 10)
	for k, v := range attributes {
		value := map[string]any{"stringValue": fmt.Sprint(v)}
		if n, ok := v.(int); ok {
			value = map[string]any{"intValue": strconv.Itoa(n)}
		}
		s.s.Attributes = append(s.s.Attributes, otlpAttribute{k, value})
	}
	t := s.t
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.spans) < maxWaiting {
		t.spans = append(t.spans, s.s)
	}
	if len(t.spans) >= batchSpans && !t.busy {
		t.busy = true
		go t.flush(context.Background())
	}
}

// flush sends the waiting spans.
func (t *tracer) flush(ctx context.Context) {
	t.mu.Lock()
	spans := t.spans
	t.spans = nil
	t.mu.Unlock()
	defer func() {
		t.mu.Lock()
		t.busy = false
		t.mu.Unlock()
	}()
	if len(spans) == 0 {
		return
	}
	text := func(s string) map[string]any { return map[string]any{"stringValue": s} }
	body, err := json.Marshal(map[string]any{"resourceSpans": []any{map[string]any{
		"resource":   map[string]any{"attributes": []otlpAttribute{{"service.name", text("parley")}, {"service.version", text(t.version)}}},
		"scopeSpans": []any{map[string]any{"scope": map[string]any{"name": "parley/schema"}, "spans": spans}},
	}}})
	if err != nil {
		t.log.Error("encode spans", "err", err)
		return
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, t.url, bytes.NewReader(body))
	if err != nil {
		t.log.Error("send spans", "err", err)
		return
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := t.client.Do(req)
	if err != nil {
		t.log.Warn("send spans", "err", err)
		return
	}
	res.Body.Close()
	if res.StatusCode >= 300 {
		t.log.Warn("send spans", "status", res.Status)
	}
}

// traceParent returns the trace and the span of a W3C traceparent header, or
// a new trace.
func traceParent(header string) (trace, parent string) {
	f := strings.Split(header, "-")
	if len(f) == 4 && len(f[1]) == 32 && len(f[2]) == 16 && isHex(f[1]) && isHex(f[2]) && strings.Trim(f[1], "0") != "" {
		return f[1], f[2]
	}
	return randomHex(16), ""
}

func isHex(s string) bool { return strings.Trim(s, "0123456789abcdef") == "" }

func randomHex(n int) string {
	b := make([]byte, n)
	rand.Read(b)
	return hex.EncodeToString(b)
}
