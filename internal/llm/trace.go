package llm

import "context"

// Trace is told of what goes on below a stream while it yields nothing, such as while a model thinks or
// writes arguments. Its functions are called by whoever ranges over the stream, and return at once.
type Trace struct {
	Bytes func() // something came over the wire, be it only a sign of life
	Event func() // the vendor has made progress
}

type traceKey struct{}

// WithTrace makes a context whose streams tell trace.
func WithTrace(ctx context.Context, trace Trace) context.Context {
	return context.WithValue(ctx, traceKey{}, trace)
}

// TraceOf is the trace of a context. Both of its functions can be called.
func TraceOf(ctx context.Context) Trace {
	trace, _ := ctx.Value(traceKey{}).(Trace)
	if trace.Bytes == nil {
		trace.Bytes = func() {}
	}
	if trace.Event == nil {
		trace.Event = func() {}
	}
	return trace
}
