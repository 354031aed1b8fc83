package telemetry

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus/testutil"
)

func scrape(t *testing.T, m *Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	body, err := io.ReadAll(w.Body)
	if err != nil || w.Code != http.StatusOK {
		t.Fatalf("status %d, %v", w.Code, err)
	}
	return string(body)
}

func TestScrapeHoldsWhatWasCounted(t *testing.T) {
	t.Parallel()
	m := NewMetrics("v1.2.3")
	route := m.Route(http.MethodGet, "/api/v1/today")
	m.Route(http.MethodPost, "/never")
	var wg sync.WaitGroup
	for _, status := range []int{200, 204, 404, 500, 0, 999} {
		wg.Go(func() { route.Observe(status, 3*time.Millisecond) })
	}
	wg.Wait()
	m.Job("send_mail", "completed", 200*time.Millisecond)
	text := scrape(t, m)
	for _, want := range []string{
		`http_request_duration_seconds_count{method="GET",route="/api/v1/today",status="2xx"} 2`,
		`http_request_duration_seconds_bucket{method="GET",route="/api/v1/today",status="4xx",le="0.0025"} 0`,
		`http_request_duration_seconds_bucket{method="GET",route="/api/v1/today",status="4xx",le="0.005"} 1`,
		`http_request_duration_seconds_count{method="GET",route="/api/v1/today",status="5xx"} 1`,
		`http_request_duration_seconds_count{method="GET",route="/api/v1/today",status="other"} 2`,
		`job_attempt_duration_seconds_count{kind="send_mail",outcome="completed"} 1`,
		`version="v1.2.3"} 1`, "go_goroutines ", "process_open_fds ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if strings.Contains(text, "/never") {
		t.Error("a route without requests has a series")
	}
	scrape(t, m) // a second handler shares the registry
}

func TestPoolIsReported(t *testing.T) {
	t.Parallel()
	config, err := pgxpool.ParseConfig("host=127.0.0.1 port=1 pool_max_conns=7")
	if err != nil {
		t.Fatal(err)
	}
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	m := NewMetrics("")
	m.Pool("app", pool.Stat)
	m.Pool("worker", pool.Stat)
	text := scrape(t, m)
	for _, want := range []string{`postgres_pool_max_connections{pool="app"} 7`, `postgres_pool_acquires_total{pool="worker"} 0`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing in\n%s", want, text)
		}
	}
}

// The names follow Prometheus' own rules: units, suffixes, help.
func TestNamesPassTheLinter(t *testing.T) {
	t.Parallel()
	m := NewMetrics("")
	m.Route(http.MethodGet, "/").Observe(200, time.Millisecond)
	m.Job("send_mail", "completed", time.Millisecond)
	problems, err := testutil.GatherAndLint(m.registry)
	if err != nil || len(problems) != 0 {
		t.Errorf("%v, %v", problems, err)
	}
}

func BenchmarkObserve(b *testing.B) {
	route := NewMetrics("").Route(http.MethodGet, "/api/v1/today")
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			route.Observe(200, 3*time.Millisecond)
		}
	})
}
