package telemetry

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Voice is what a voice worker counts.
type Voice struct {
	registered, sessions, capacity, load prometheus.Gauge
	jobs                                 *prometheus.HistogramVec
}

// Voice registers what a voice worker counts. Call it once.
func (m *Metrics) Voice() *Voice {
	gauge := func(name, help string) prometheus.Gauge {
		return prometheus.NewGauge(prometheus.GaugeOpts{Name: name, Help: help})
	}
	v := &Voice{
		registered: gauge("voice_worker_registered", "1 while the LiveKit server knows this worker."),
		sessions:   gauge("voice_sessions", "Calls that are served now."),
		capacity:   gauge("voice_capacity", "Calls that may be served at once."),
		load:       gauge("voice_load", "Calls by capacity."),
		jobs: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "voice_job_duration_seconds", Help: "Time of one job of the LiveKit server, by how it ended.",
			Buckets: []float64{1, 10, 30, 60, 300, 900, 1800, 3600}}, []string{"outcome"}),
	}
	m.registry.MustRegister(v.registered, v.sessions, v.capacity, v.load, v.jobs)
	return v
}

// Registered notes whether the server knows the worker.
func (v *Voice) Registered(is bool) {
	v.registered.Set(0)
	if is {
		v.registered.Set(1)
	}
}

// Sessions notes how many calls are served, of how many.
func (v *Voice) Sessions(now, capacity int) {
	v.sessions.Set(float64(now))
	v.capacity.Set(float64(capacity))
	v.load.Set(float64(now) / float64(max(capacity, 1)))
}

// Job counts one job.
func (v *Voice) Job(outcome string, took time.Duration) {
	v.jobs.WithLabelValues(outcome).Observe(took.Seconds())
}
