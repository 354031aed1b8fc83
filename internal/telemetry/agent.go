package telemetry

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Talk is what conversations count: agents, providers, tools and outcomes, which are few and known beforehand, and
// never a person's words.
type Talk struct {
	turns  *prometheus.HistogramVec
	steps  *prometheus.HistogramVec
	first  *prometheus.HistogramVec
	tools  *prometheus.HistogramVec
	tokens *prometheus.CounterVec
	guard  *prometheus.CounterVec
	routes *prometheus.CounterVec
}

// Talk registers what conversations count. Call it once.
func (m *Metrics) Talk() *Talk {
	seconds := []float64{.05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120}
	quick := []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 5, 20}
	t := &Talk{
		turns: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "chat_turn_duration_seconds", Help: "Time of one turn, by who answered and how it ended.",
			Buckets: seconds}, []string{"agent", "state", "reason"}),
		steps: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "chat_step_duration_seconds", Help: "Time of one answer of a model, by how it ended.",
			Buckets: seconds}, []string{"provider", "outcome"}),
		first: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "chat_first_text_seconds", Help: "Time from a request to the first text of an answer.",
			Buckets: seconds}, []string{"provider"}),
		tools: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "chat_tool_duration_seconds", Help: "Time of one call of a tool.",
			Buckets: quick}, []string{"tool", "failed"}),
		tokens: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "chat_tokens_total", Help: "Tokens of models, by what they were for."}, []string{"provider", "kind"}),
		guard:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "chat_guard_notes_total", Help: "Clauses that the guard corrected or left out."}, []string{"rule", "corrected"}),
		routes: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "chat_routes_total", Help: "Messages by who was to answer, and by what that was decided."}, []string{"agent", "why"}),
	}
	m.registry.MustRegister(t.turns, t.steps, t.first, t.tools, t.tokens, t.guard, t.routes)
	return t
}

// Turn counts one turn.
func (t *Talk) Turn(agent, state, reason string, took time.Duration) {
	t.turns.WithLabelValues(agent, state, reason).Observe(took.Seconds())
}

// Step counts one answer of a model.
func (t *Talk) Step(provider, outcome string, took time.Duration) {
	t.steps.WithLabelValues(provider, outcome).Observe(took.Seconds())
}

// Tokens counts what an answer used.
func (t *Talk) Tokens(provider string, input, cacheRead, cacheWrite, output int) {
	for kind, n := range map[string]int{"input": input, "cache_read": cacheRead, "cache_write": cacheWrite, "output": output} {
		if n > 0 {
			t.tokens.WithLabelValues(provider, kind).Add(float64(n))
		}
	}
}

// FirstText counts the wait for the first text of an answer.
func (t *Talk) FirstText(provider string, took time.Duration) {
	t.first.WithLabelValues(provider).Observe(took.Seconds())
}

// Tool counts one call of a tool.
func (t *Talk) Tool(name string, failed bool, took time.Duration) {
	t.tools.WithLabelValues(name, strconv.FormatBool(failed)).Observe(took.Seconds())
}

// Guard counts one clause that the guard changed.
func (t *Talk) Guard(rule string, corrected bool) {
	t.guard.WithLabelValues(rule, strconv.FormatBool(corrected)).Inc()
}

// Route counts one message that was routed.
func (t *Talk) Route(agent, why string) { t.routes.WithLabelValues(agent, why).Inc() }
