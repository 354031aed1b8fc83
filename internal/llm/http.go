package llm

import (
	"context"
	"io"
	"math"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// connections that are kept idle for each vendor, and for how long: as many as answers are streamed at once,
// and long enough for a person to read one.
const (
	idleConnections = 128
	idleLimit       = 5 * time.Minute
	pingEvery       = 20 * time.Second // HTTP/2, while nothing else comes
)

// NewHTTPClient makes what providers ask their vendors with. To connect may take connect; everything after
// that is bounded by the context of a request. Bodies tell the [Trace] of that context when they are read,
// and no redirect is followed: it could carry a key elsewhere.
func NewHTTPClient(connect time.Duration) *http.Client {
	dialer := &net.Dialer{Timeout: connect, KeepAlive: pingEvery}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: dialer.DialContext, TLSHandshakeTimeout: connect,
		ForceAttemptHTTP2: true, HTTP2: &http.HTTP2Config{SendPingTimeout: pingEvery, PingTimeout: connect},
		MaxIdleConns: 4 * idleConnections, MaxIdleConnsPerHost: idleConnections, IdleConnTimeout: idleLimit,
	}
	return Traced(transport)
}

// Traced makes a client over any transport that does what [NewHTTPClient] says of bodies and redirects.
func Traced(transport http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     traced{transport},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

type traced struct{ http.RoundTripper }

func (t traced) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := t.RoundTripper.RoundTrip(r)
	if err == nil {
		answer.Body = tracedBody{answer.Body, TraceOf(r.Context()).Bytes}
	}
	return answer, err
}

// CloseIdleConnections is what [http.Client.CloseIdleConnections] looks for.
func (t traced) CloseIdleConnections() {
	if c, ok := t.RoundTripper.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

type tracedBody struct {
	io.ReadCloser
	bytes func()
}

func (b tracedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if n > 0 {
		b.bytes()
	}
	return n, err
}

// RetryAfter reads how long a vendor asks to be left alone: milliseconds in a header of its own, seconds, or a
// date. It is 0 when nothing that can be read was said, or a time that has passed.
func RetryAfter(header http.Header, now time.Time) time.Duration {
	if ms, err := strconv.ParseFloat(header.Get("Retry-After-Ms"), 64); err == nil && ms > 0 {
		return bounded(ms * float64(time.Millisecond))
	}
	value := strings.TrimSpace(header.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		return bounded(seconds * float64(time.Second))
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(0, date.Sub(now))
	}
	return 0
}

// bounded keeps a wait between nothing and a day, whatever a server writes.
func bounded(nanoseconds float64) time.Duration {
	if math.IsNaN(nanoseconds) {
		return 0
	}
	return time.Duration(min(max(nanoseconds, 0), float64(24*time.Hour)))
}

// Touch asks for nothing at an address, so that a connection to it stays open for the next request. Any answer
// will do.
func Touch(ctx context.Context, client *http.Client, address string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, address, http.NoBody)
	if err != nil {
		return err
	}
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}
