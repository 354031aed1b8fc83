package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/telemetry"
)

// ServeHTTP lets in who has a token that holds now; every request is asked anew.
func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id, err := d.admit(r)
	if err != nil {
		d.refuse(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	d.stream.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), identityKey{}, id)))
}

// admit refuses pages of other origins, who has no token, and who calls too often.
func (d *door) admit(r *http.Request) (id coach.Identity, err error) {
	if origin := r.Header.Get("Origin"); origin != "" && !strings.EqualFold(origin, d.public.Scheme+"://"+d.public.Host) {
		return id, &spotter.Error{Code: spotter.CodeForbidden, Detail: "origin", Message: "Pages of this origin may not call here."}
	}
	if !d.isOurs(r) {
		return id, &spotter.Error{Code: spotter.CodeForbidden, Detail: "host", Message: "This server does not go by that name."}
	}
	id, err = d.Identify(r.Context(), bearer(r))
	if err != nil {
		return id, err
	}
	if d.Limiter != nil {
		if ok, wait := d.Limiter.Allow(r.Context(), "mcp:"+id.User.String(), callsAMinute, time.Minute); !ok {
			return id, &spotter.Error{Code: spotter.CodeLimited, Message: "That was many calls in a minute: wait a little and go on.", RetryAfter: wait}
		}
	}
	return id, nil
}

// isOurs reports whether a request that came in on this machine itself calls it by its own name or by the public one: a
// page that rebinds its name to 127.0.0.1 does not.
func (d *door) isOurs(r *http.Request) bool {
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok || local == nil || !isLoopback(local.String()) {
		return true
	}
	return isLoopback(r.Host) || strings.EqualFold(r.Host, d.public.Host)
}

func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = strings.Trim(address, "[]")
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return token
}

// problem is an RFC 9457 problem document, as the API's.
type problem struct {
	Type      string `json:"type"`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Code      string `json:"code"`
	Detail    string `json:"detail"`
	RequestID string `json:"request_id"`
}

// refuse answers a request that does not get as far as the protocol.
func (d *door) refuse(w http.ResponseWriter, r *http.Request, err error) {
	var e *spotter.Error
	if !errors.As(err, &e) {
		d.Log.LogAttrs(r.Context(), slog.LevelError, "mcp: a request failed", slog.Any("error", err))
		e = &spotter.Error{Code: spotter.CodeInternal, Message: "Something went wrong on our side. Try again."}
	}
	status := http.StatusInternalServerError
	h := w.Header()
	switch e.Code {
	case spotter.CodeUnauthorized:
		status = http.StatusUnauthorized
		h.Set("WWW-Authenticate", challenge(r))
	case spotter.CodeForbidden:
		status = http.StatusForbidden
	case spotter.CodeLimited:
		status = http.StatusTooManyRequests
		h.Set("Retry-After", strconv.Itoa(int((e.RetryAfter+time.Second-1)/time.Second)))
	case spotter.CodeUnavailable:
		status = http.StatusServiceUnavailable
	}
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	body, err := json.Marshal(problem{"about:blank", http.StatusText(status), status, e.Name(), e.Message, telemetry.RequestID(r.Context())})
	if err != nil { // it is made of strings
		return
	}
	_, _ = w.Write(body)
}

// challenge says how to come in: RFC 6750 names an error only to who has sent a token.
func challenge(r *http.Request) string {
	if bearer(r) == "" {
		return `Bearer realm="spotter"`
	}
	return `Bearer realm="spotter", error="invalid_token"`
}
