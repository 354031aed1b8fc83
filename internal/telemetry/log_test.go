package telemetry

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func logger(t *testing.T, out *strings.Builder, level, format string) *slog.Logger {
	t.Helper()
	log, err := NewLogger(out, level, format)
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func TestSecretsAreMasked(t *testing.T) {
	t.Parallel()
	const s = "hunter2"
	tests := map[string][]any{
		"a password":            {"password", s},
		"another case":          {"Authorization", "Basic " + s},
		"part of a key":         {"refresh_token", s},
		"camel case":            {"apiKey", s},
		"with a dash":           {"X-Api-Key", s},
		"a cookie":              {"Set-Cookie", s},
		"bytes":                 {"jwt_secret", []byte(s)},
		"a slice":               {"tokens", []string{s}},
		"an error":              {"token", errors.New(s)},
		"a group":               {slog.Group("credentials", slog.String("value", s))},
		"deep in a group":       {slog.Group("a", slog.Group("b", slog.String("passwd", s)))},
		"a bearer token":        {"header", "Bearer " + s},
		"a bearer in a text":    {"error", errors.New("sent \"authorization: bearer " + s + " to them")},
		"a URL":                 {"url", "postgres://ann:" + s + "@db.example.org/spotter"},
		"a URL in an error":     {"error", errors.New("parse \"redis://:" + s + "@cache:6379\": bad port")},
		"a value that resolves": {"password", valuer(s)},
	}
	for name, args := range tests {
		for _, format := range []string{"text", "json"} {
			t.Run(name+" as "+format, func(t *testing.T) {
				t.Parallel()
				var out strings.Builder
				logger(t, &out, "", format).Info("hello", args...)
				logger(t, &out, "", format).With(args...).Info("hello")
				if strings.Contains(out.String(), s) || strings.Count(out.String(), Masked) != 2 {
					t.Errorf("logged %s", out.String())
				}
			})
		}
	}
}

type valuer string

func (v valuer) LogValue() slog.Value { return slog.StringValue(string(v)) }

func TestWhatIsNoSecretStays(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	logger(t, &out, "", "text").Info("hello", "token_id", "0190", "tokens", 1200, "password_set", true,
		"token_age", time.Minute, "error", errors.New("no route"), "sender", "a bearer")
	for _, want := range []string{"token_id=0190", "tokens=1200", "password_set=true", "token_age=1m0s", `error="no route"`, `sender="a bearer"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s is missing in %s", want, out.String())
		}
	}
}

func TestRequestIDIsLogged(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	log := logger(t, &out, "debug", "json").With("part", "api")
	ctx := WithRequestID(t.Context(), "r-1")
	log.DebugContext(ctx, "hello", "n", 1, "o", 2, "p", 3, "q", 4, "r", 5, "s", 6)
	var got struct {
		ID   string `json:"request_id"`
		Part string
		S    int
	}
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil || got.ID != "r-1" || got.Part != "api" || got.S != 6 {
		t.Errorf("logged %s, %v", out.String(), err)
	}
	if RequestID(ctx) != "r-1" || RequestID(context.Background()) != "" {
		t.Error("the context does not carry the id")
	}
	out.Reset()
	log.Info("hello")
	if strings.Contains(out.String(), "request_id") {
		t.Errorf("logged %s", out.String())
	}
}

func TestLevelAndFormatAreChecked(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	logger(t, &out, "", "").Debug("hidden")
	logger(t, &out, "WARN", "text").Info("hidden")
	if out.Len() != 0 {
		t.Errorf("logged %s", out.String())
	}
	for _, c := range [][2]string{{"loud", "text"}, {"info", "xml"}} {
		if _, err := NewLogger(&out, c[0], c[1]); err == nil {
			t.Errorf("%v: accepted", c)
		}
	}
}
