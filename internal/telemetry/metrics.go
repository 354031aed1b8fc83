package telemetry

import (
	"cmp"
	"net/http"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics is what the process counts. Labels are route patterns, kinds and outcomes: few, known
// beforehand, and never a person's.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	attempts *prometheus.HistogramVec
}

// NewMetrics makes a registry of its own with the process, the runtime and the build in it. version is
// the release; empty takes the one that the build recorded.
func NewMetrics(version string) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "http_request_duration_seconds", Help: "Time to the end of the answer, by route pattern.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"route", "method", "status"}),
		attempts: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "job_attempt_duration_seconds", Help: "Time of one attempt at a job, by how it ended.",
			Buckets: []float64{.005, .025, .1, .5, 1, 5, 15, 60},
		}, []string{"kind", "outcome"}),
	}
	m.registry.MustRegister(m.requests, m.attempts, build(version), collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Handler answers a scrape. It does not ask who scrapes: keep it on its own listener or behind a token.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Registry: m.registry, MaxRequestsInFlight: 4})
}

// Job counts one attempt at a job.
func (m *Metrics) Job(kind, outcome string, took time.Duration) {
	m.attempts.WithLabelValues(kind, outcome).Observe(took.Seconds())
}

// Route is where the requests of one route are counted.
type Route struct {
	classes [6]func() prometheus.Observer
}

// Route prepares to count the requests of a route; pattern is as the mux knows it, without the method.
// Call it once a route, at the start.
func (m *Metrics) Route(method, pattern string) *Route {
	r := &Route{}
	for i, class := range [6]string{"other", "1xx", "2xx", "3xx", "4xx", "5xx"} {
		// A series appears with its first request, so that a hundred routes do not make thousands.
		r.classes[i] = sync.OnceValue(func() prometheus.Observer {
			return m.requests.WithLabelValues(pattern, method, class)
		})
	}
	return r
}

// Observe counts one request that was answered with status.
func (r *Route) Observe(status int, took time.Duration) {
	class := status / 100
	if class < 1 || class > 5 {
		class = 0
	}
	r.classes[class]().Observe(took.Seconds())
}

func build(version string) prometheus.Collector {
	labels := prometheus.Labels{"version": version, "revision": "unknown", "go_version": runtime.Version()}
	if info, ok := debug.ReadBuildInfo(); ok {
		labels["version"] = cmp.Or(version, info.Main.Version)
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				labels["revision"] = s.Value
			}
		}
	}
	g := prometheus.NewGauge(prometheus.GaugeOpts{Name: "spotter_build_info", Help: "Always 1.", ConstLabels: labels})
	g.Set(1)
	return g
}
