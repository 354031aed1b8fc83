// Package web is the client that people open in a browser. Its source is in src; what is served is dist, which
// npm run build makes of it and which is embedded. With the build tag noweb the binary has no client, and a
// page that says where the API is.
package web

import (
	"net/url"
	"strings"
)

// policy lets the client run its own scripts and styles, and speak with its own server and with rooms.
// It has no inline script and no inline style, and nothing is loaded from elsewhere.
func policy(rooms string) string {
	connect := "'self'"
	for _, origin := range origins(rooms) {
		connect += " " + origin
	}
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "media-src 'self' blob:",
		"connect-src " + connect, "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
	}, "; ")
}

// origins are those of a LiveKit server: its WebSocket, and the address that clients ask before it.
func origins(address string) []string {
	at, err := url.Parse(address)
	if err != nil || at.Host == "" {
		return nil
	}
	switch at.Scheme {
	case "wss", "https":
		return []string{"wss://" + at.Host, "https://" + at.Host}
	case "ws", "http":
		return []string{"ws://" + at.Host, "http://" + at.Host}
	}
	return nil
}
