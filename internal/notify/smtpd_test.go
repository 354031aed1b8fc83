package notify

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// smtpd is a small mail server after RFC 5321 (EHLO, MAIL, RCPT, DATA with dot-stuffing, RSET, QUIT),
// RFC 4954 (AUTH PLAIN) and RFC 3207 (STARTTLS). It listens on loopback and keeps what it is given.
type smtpd struct {
	t        *testing.T
	listener net.Listener
	setup    smtpdSetup
	wg       sync.WaitGroup

	mu      sync.Mutex
	taken   []envelope
	offered int // connections
	open    map[net.Conn]bool
}

type smtpdSetup struct {
	replies  map[string]string // by verb, instead of the usual one; "." after the data, "greeting" first
	stall    string            // the verb that is never answered
	hangUp   string            // the verb at which the connection is closed
	password string            // of the user "ann"; required when set
	cert     *tls.Certificate  // offers STARTTLS
	implicit bool              // speaks TLS from the first byte
}

type envelope struct {
	from, to, data string
	secure, authed bool
}

func newSMTPD(t *testing.T, setup smtpdSetup) *smtpd {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d := &smtpd{t: t, listener: listener, setup: setup, open: map[net.Conn]bool{}}
	d.wg.Go(d.accept)
	t.Cleanup(d.close)
	return d
}

func (d *smtpd) addr() string { return d.listener.Addr().String() }

func (d *smtpd) close() {
	_ = d.listener.Close()
	d.mu.Lock()
	for conn := range d.open {
		_ = conn.Close()
	}
	d.mu.Unlock()
	d.wg.Wait()
}

func (d *smtpd) mails() []envelope {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.taken
}

func (d *smtpd) accept() {
	for {
		conn, err := d.listener.Accept()
		if err != nil {
			return
		}
		d.mu.Lock()
		d.offered++
		d.open[conn] = true
		d.mu.Unlock()
		d.wg.Go(func() { d.serve(conn) })
	}
}

func (d *smtpd) serve(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	s := &smtpSession{smtpd: d}
	if d.setup.implicit {
		s.use(tls.Server(conn, d.tls()), true)
	} else {
		s.use(conn, false)
	}
	if !s.answer("greeting", "220 mail.example.org ESMTP") {
		return
	}
	for s.command() {
	}
}

func (d *smtpd) tls() *tls.Config { return &tls.Config{Certificates: []tls.Certificate{*d.setup.cert}} }

// smtpSession is one client's conversation.
type smtpSession struct {
	*smtpd
	conn net.Conn
	in   *bufio.Reader
	mail envelope
}

func (s *smtpSession) use(conn net.Conn, secure bool) {
	s.conn, s.in, s.mail.secure = conn, bufio.NewReader(conn), secure
}

// answer says text, or what the setup wants instead; false ends the conversation.
func (s *smtpSession) answer(verb, text string) bool {
	if s.setup.stall == verb {
		_, _ = s.in.ReadByte() // until the client gives up
		return false
	}
	if s.setup.hangUp == verb {
		return false
	}
	if other, ok := s.setup.replies[verb]; ok {
		text = other
	}
	_, err := fmt.Fprintf(s.conn, "%s\r\n", text)
	return err == nil
}

func (s *smtpSession) refuses(verb string) bool {
	reply := s.setup.replies[verb]
	return reply != "" && reply[0] >= '4'
}

func (s *smtpSession) command() bool {
	text, err := s.in.ReadString('\n')
	if err != nil {
		return false
	}
	text = strings.TrimSuffix(text, "\r\n")
	verb, rest, _ := strings.Cut(text, " ")
	switch verb = strings.ToUpper(verb); verb {
	case "EHLO":
		return s.answer(verb, s.extensions())
	case "STARTTLS":
		ok := s.answer(verb, "220 go ahead")
		s.use(tls.Server(s.conn, s.tls()), true)
		return ok
	case "AUTH":
		return s.auth(rest)
	case "MAIL":
		return s.from(rest)
	case "RCPT":
		s.mail.to = between(rest)
		return s.answer(verb, "250 2.1.5 ok")
	case "DATA":
		return s.data()
	case "RSET", "NOOP":
		return s.answer(verb, "250 ok")
	case "QUIT":
		_ = s.answer(verb, "221 bye")
		return false
	}
	return s.answer(verb, "502 5.5.1 what?")
}

func (s *smtpSession) extensions() string {
	lines := "250-mail.example.org\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n"
	if s.setup.cert != nil && !s.mail.secure {
		lines += "250-STARTTLS\r\n"
	}
	if s.setup.password != "" {
		lines += "250-AUTH PLAIN\r\n"
	}
	return lines + "250 SIZE 1000000"
}

func (s *smtpSession) auth(rest string) bool {
	given, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(rest, "PLAIN "))
	if string(given) != "\x00ann\x00"+s.setup.password {
		return s.answer("AUTH", "535 5.7.8 ann@example.org is not welcome")
	}
	s.mail.authed = true
	return s.answer("AUTH", "235 2.7.0 welcome")
}

func (s *smtpSession) from(rest string) bool {
	if s.setup.password != "" && !s.mail.authed {
		return s.answer("MAIL", "530 5.7.0 who are you?")
	}
	s.mail.from = between(rest)
	return s.answer("MAIL", "250 2.1.0 ok")
}

func (s *smtpSession) data() bool {
	if !s.answer("DATA", "354 end with a dot") || s.refuses("DATA") {
		return s.setup.stall != "DATA" && s.setup.hangUp != "DATA"
	}
	var body strings.Builder
	for {
		text, err := s.in.ReadString('\n')
		if err != nil {
			return false
		}
		if text == ".\r\n" {
			break
		}
		body.WriteString(strings.TrimPrefix(text, "."))
	}
	if !s.refuses(".") {
		s.mail.data = body.String()
		s.mu.Lock()
		s.taken = append(s.taken, s.mail)
		s.mu.Unlock()
	}
	return s.answer(".", "250 2.0.0 taken")
}

func between(path string) string {
	_, path, _ = strings.Cut(path, "<")
	path, _, _ = strings.Cut(path, ">")
	return path
}

// certificate is one for 127.0.0.1 and the pool that trusts it.
func certificate(t *testing.T) (*tls.Certificate, *x509.CertPool) {
	t.Helper()
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	return &s.TLS.Certificates[0], pool
}
