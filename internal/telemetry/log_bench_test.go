package telemetry_test

import (
	"io"
	"log/slog"
	"testing"
	"time"

	"spotter/internal/telemetry"
)

// BenchmarkAccessLog is the line that every request writes.
func BenchmarkAccessLog(b *testing.B) {
	log, err := telemetry.NewLogger(io.Discard, "info", "json")
	if err != nil {
		b.Fatal(err)
	}
	ctx := telemetry.WithRequestID(b.Context(), "0123456789abcdef01234567")
	b.ReportAllocs()
	for b.Loop() {
		log.LogAttrs(ctx, slog.LevelInfo, "request", slog.String("method", "GET"), slog.String("path", "/api/v1/onboarding"),
			slog.Int("status", 200), slog.Int("bytes", 1184), slog.Duration("took", 1234*time.Microsecond))
	}
}
