package notify

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"strconv"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// server is what an SMTP_URL says.
type server struct {
	host     string
	port     int
	implicit bool // TLS from the first byte
	user     string
	password string
	from     mail.Address
}

// parseServer never repeats the URL in an error: it holds a password.
func parseServer(rawURL string) (server, error) {
	u, err := url.Parse(rawURL)
	if err != nil {
		return server{}, errors.New("SMTP_URL is not a URL; percent-encode the password")
	}
	s := server{host: u.Hostname(), implicit: u.Scheme == "smtps", user: u.User.Username()}
	s.password, _ = u.User.Password()
	if err := s.setPort(u); err != nil {
		return server{}, err
	}
	from, err := mail.ParseAddress(u.Query().Get("from"))
	if err != nil {
		return server{}, errors.New("SMTP_URL needs ?from= with the sender's address")
	}
	s.from = *from
	return s, s.check(u)
}

func (s *server) setPort(u *url.URL) error {
	s.port = 587
	if s.implicit {
		s.port = 465
	}
	if u.Port() == "" {
		return nil
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil || port < 1 || port > 65535 {
		return errors.New("SMTP_URL has a port that is none")
	}
	s.port = port
	return nil
}

func (s *server) check(u *url.URL) error {
	switch {
	case u.Scheme != "smtp" && u.Scheme != "smtps":
		return errors.New("SMTP_URL starts with smtp:// or smtps://")
	case s.host == "":
		return errors.New("SMTP_URL names no host")
	case (s.user == "") != (s.password == ""):
		return errors.New("SMTP_URL names a user without a password, or the other way round")
	}
	for key := range u.Query() {
		if key != "from" {
			return fmt.Errorf("SMTP_URL knows ?from= only, not %q", key)
		}
	}
	return nil
}

// policy takes STARTTLS where it is offered; with a password to protect it takes nothing less, so that
// nobody in between can talk it out of it.
func (s *server) policy() gomail.TLSPolicy {
	if s.user != "" && !s.local() {
		return gomail.TLSMandatory
	}
	return gomail.TLSOpportunistic
}

func (s *server) local() bool {
	ip := net.ParseIP(s.host)
	return s.host == "localhost" || ip != nil && ip.IsLoopback()
}

// domain is the sender's, for the ids of mails.
func (s *server) domain() string {
	_, domain, _ := strings.Cut(s.from.Address, "@")
	return domain
}

func (s *server) String() string {
	scheme := "smtp"
	if s.implicit {
		scheme = "smtps"
	}
	return scheme + "://" + net.JoinHostPort(s.host, strconv.Itoa(s.port))
}
