package telemetry

import (
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
)

// Pool reports a pool of database connections under name, at each scrape. It panics when the name is
// taken: names are the program's own.
func (m *Metrics) Pool(name string, stat func() *pgxpool.Stat) {
	m.registry.MustRegister(newPool(name, stat))
}

// pool reads one consistent Stat a scrape.
type pool struct {
	stat   func() *pgxpool.Stat
	values []poolValue
}

type poolValue struct {
	desc *prometheus.Desc
	kind prometheus.ValueType
	of   func(*pgxpool.Stat) float64
}

func newPool(name string, stat func() *pgxpool.Stat) *pool {
	p := &pool{stat: stat}
	add := func(metric, help string, kind prometheus.ValueType, of func(*pgxpool.Stat) float64) {
		desc := prometheus.NewDesc("postgres_pool_"+metric, help, nil, prometheus.Labels{"pool": name})
		p.values = append(p.values, poolValue{desc, kind, of})
	}
	const gauge, counter = prometheus.GaugeValue, prometheus.CounterValue
	add("max_connections", "The most connections there may be.", gauge, func(s *pgxpool.Stat) float64 { return float64(s.MaxConns()) })
	add("connections", "Connections open or being opened.", gauge, func(s *pgxpool.Stat) float64 { return float64(s.TotalConns()) })
	add("acquired_connections", "Connections in use.", gauge, func(s *pgxpool.Stat) float64 { return float64(s.AcquiredConns()) })
	add("idle_connections", "Connections not in use.", gauge, func(s *pgxpool.Stat) float64 { return float64(s.IdleConns()) })
	add("acquires_total", "Connections lent.", counter, func(s *pgxpool.Stat) float64 { return float64(s.AcquireCount()) })
	add("empty_acquires_total", "Connections that had to be waited for.", counter, func(s *pgxpool.Stat) float64 { return float64(s.EmptyAcquireCount()) })
	add("canceled_acquires_total", "Waits that were given up.", counter, func(s *pgxpool.Stat) float64 { return float64(s.CanceledAcquireCount()) })
	add("acquire_seconds_total", "Time until connections were lent.", counter, func(s *pgxpool.Stat) float64 { return s.AcquireDuration().Seconds() })
	add("new_connections_total", "Connections opened.", counter, func(s *pgxpool.Stat) float64 { return float64(s.NewConnsCount()) })
	return p
}

// Describe implements prometheus.Collector.
func (p *pool) Describe(out chan<- *prometheus.Desc) {
	for _, v := range p.values {
		out <- v.desc
	}
}

// Collect implements prometheus.Collector.
func (p *pool) Collect(out chan<- prometheus.Metric) {
	s := p.stat()
	for _, v := range p.values {
		out <- prometheus.MustNewConstMetric(v.desc, v.kind, v.of(s))
	}
}
