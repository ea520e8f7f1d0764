package schema

import (
	"net/http"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what /metrics shows, in a registry of the server's own.
type metrics struct {
	registry      *prometheus.Registry
	requests      *prometheus.CounterVec   // by handler and status
	seconds       *prometheus.HistogramVec // by kind of operation
	nodes         prometheus.Histogram
	refusals      *prometheus.CounterVec // by code
	panics        prometheus.Counter
	dropped       prometheus.Counter
	subscriptions prometheus.Gauge
	openSockets   atomic.Int64
}

func newMetrics(s *Server) *metrics {
	m := &metrics{
		registry:      prometheus.NewRegistry(),
		requests:      prometheus.NewCounterVec(prometheus.CounterOpts{Name: "parley_http_requests_total", Help: "HTTP requests by address and status."}, []string{"path", "status"}),
		seconds:       prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "parley_graphql_seconds", Help: "Time to execute an operation.", Buckets: []float64{.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10}}, []string{"operation"}),
		nodes:         prometheus.NewHistogram(prometheus.HistogramOpts{Name: "parley_graphql_nodes", Help: "Nodes in an answer.", Buckets: prometheus.ExponentialBuckets(1, 4, 8)}),
		refusals:      prometheus.NewCounterVec(prometheus.CounterOpts{Name: "parley_graphql_errors_total", Help: "Answers with errors, by the code of the first."}, []string{"code"}),
		panics:        prometheus.NewCounter(prometheus.CounterOpts{Name: "parley_panics_total", Help: "Panics in resolvers: bugs."}),
		dropped:       prometheus.NewCounter(prometheus.CounterOpts{Name: "parley_slow_clients_dropped_total", Help: "WebSocket clients dropped because they took no frames."}),
		subscriptions: prometheus.NewGauge(prometheus.GaugeOpts{Name: "parley_subscriptions", Help: "Subscriptions that run."}),
	}
	m.registry.MustRegister(m.requests, m.seconds, m.nodes, m.refusals, m.panics, m.dropped, m.subscriptions,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "parley_websockets", Help: "Open WebSocket connections."}, func() float64 { return float64(m.openSockets.Load()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "parley_jobs_waiting", Help: "Ingest jobs that are not finished."}, func() float64 { return float64(s.jobs.unfinished()) }))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

func (m *metrics) executed(operation string, d time.Duration, nodes int) {
	m.seconds.WithLabelValues(operation).Observe(d.Seconds())
	m.nodes.Observe(float64(nodes))
}

func (m *metrics) refused(c Code) { m.refusals.WithLabelValues(string(c)).Inc() }
