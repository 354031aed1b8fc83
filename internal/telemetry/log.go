// Package telemetry makes what the process says about itself: the log and the metrics. Neither holds
// what people say, eat or weigh, and the log masks what looks like a secret.
package telemetry

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
)

// Masked stands in the log where a secret would.
const Masked = "[masked]"

// NewLogger writes to w what is at or above level (debug, info, warn, error; empty is info) as format
// (text or json; empty is text). Each record of a context with a request id carries it, and values
// under keys such as password, token or authorization are masked.
func NewLogger(w io.Writer, level, format string) (*slog.Logger, error) {
	options := &slog.HandlerOptions{}
	if level != "" {
		var l slog.Level
		if err := l.UnmarshalText([]byte(level)); err != nil {
			return nil, fmt.Errorf("LOG_LEVEL is debug, info, warn or error, not %q", level)
		}
		options.Level = l
	}
	switch format {
	case "", "text":
		return slog.New(&masked{Handler: slog.NewTextHandler(w, options)}), nil
	case "json":
		return slog.New(&masked{Handler: slog.NewJSONHandler(w, options)}), nil
	}
	return nil, fmt.Errorf("LOG_FORMAT is text or json, not %q", format)
}

type requestKey struct{}

// WithRequestID gives what is logged under ctx the id of its request.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

// RequestID is the id that [WithRequestID] set, empty when none was.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// masked adds the request id to each record and hides secrets. It looks at the attributes itself, since a
// handler with a ReplaceAttr takes twice as long.
type masked struct {
	slog.Handler
	groups []string // around everything that is logged
}

func (h *masked) Handle(ctx context.Context, r slog.Record) error {
	out := slog.NewRecord(r.Time, r.Level, r.Message, r.PC)
	r.Attrs(func(a slog.Attr) bool {
		out.AddAttrs(mask(h.groups, a))
		return true
	})
	if id := RequestID(ctx); id != "" {
		out.AddAttrs(slog.String("request_id", id))
	}
	return h.Handler.Handle(ctx, out)
}

func (h *masked) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &masked{h.Handler.WithAttrs(maskAll(h.groups, attrs)), h.groups}
}

func (h *masked) WithGroup(name string) slog.Handler {
	return &masked{h.Handler.WithGroup(name), append(slices.Clip(h.groups), name)}
}
