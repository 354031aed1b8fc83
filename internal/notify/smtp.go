// Package notify delivers what the coach has to say outside the app: today mail, over SMTP or onto a
// terminal.
package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/mail"
	"net/textproto"
	"time"

	gomail "github.com/wneessen/go-mail"

	"spotter"
)

const sendTimeout = 30 * time.Second // for a whole mail, from dialling to the server's last word

// SMTP sends mail through one server, a connection a mail. Passwords go over TLS only, but for a server
// on this machine.
type SMTP struct {
	server  server
	now     func() time.Time
	timeout time.Duration
	trust   *tls.Config // nil: the system's certificates
}

// NewSMTP reads smtp://user:password@host:port?from=address (port 587 when left out; STARTTLS where the
// server offers it, required as soon as there is a password) or smtps://… (TLS from the first byte, port
// 465). from may carry a name, percent-encoded, and is required. Nothing is dialled yet.
func NewSMTP(rawURL string, now func() time.Time) (*SMTP, error) {
	s, err := parseServer(rawURL)
	if err != nil {
		return nil, err
	}
	return &SMTP{server: s, now: now, timeout: sendTimeout}, nil
}

// String names the server without the password.
func (s *SMTP) String() string { return s.server.String() }

// Send returns when the server has taken the mail. spotter.CodeUnavailable: try again later;
// spotter.CodeInvalid: the server refuses this mail for good. A mail of the same ID may arrive twice when
// the server's last word was lost. Errors hold the server's codes and never its words, which tend to
// repeat addresses.
func (s *SMTP) Send(ctx context.Context, m spotter.Mail) error {
	message, err := s.compose(m)
	if err != nil {
		return &spotter.Error{Code: spotter.CodeInvalid, Message: "The mail could not be written: " + err.Error() + "."}
	}
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	err = s.deliver(ctx, message)
	if message.IsDelivered() {
		return nil // what goes wrong after the server has taken the mail must not send it twice
	}
	return explain(ctx, err)
}

func (s *SMTP) deliver(ctx context.Context, message *gomail.Msg) error {
	line := &line{config: s.tlsConfig(), implicit: s.server.implicit}
	defer line.hangUp()
	stop := context.AfterFunc(ctx, line.hangUp)
	defer stop()
	client, err := gomail.NewClient(s.server.host, s.options(line)...)
	if err != nil {
		return err
	}
	return client.DialAndSendWithContext(ctx, message)
}

func (s *SMTP) compose(m spotter.Mail) (*gomail.Msg, error) {
	if _, err := mail.ParseAddress(m.To); err != nil {
		return nil, errors.New("the recipient is not an address")
	}
	message := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	message.FromMailAddress(&s.server.from)
	if err := message.To(m.To); err != nil {
		return nil, errors.New("the recipient is not an address")
	}
	if m.ID != "" {
		message.SetMessageIDWithValue(m.ID + "@" + s.server.domain())
	}
	message.SetDateWithValue(s.now())
	message.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no out-of-office replies
	message.Subject(m.Subject)
	message.SetBodyString(gomail.TypeTextPlain, m.Text)
	return message, nil
}

func (s *SMTP) options(l *line) []gomail.Option {
	options := []gomail.Option{
		gomail.WithPort(s.server.port), gomail.WithTimeout(s.timeout), gomail.WithoutNoop(),
		gomail.WithTLSConfig(l.config), gomail.WithTLSPolicy(s.server.policy()),
		gomail.WithDialContextFunc(l.dial),
	}
	if s.server.implicit {
		options = append(options, gomail.WithSSL())
	}
	if s.server.user != "" {
		options = append(options, gomail.WithUsername(s.server.user), gomail.WithPassword(s.server.password),
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	return options
}

func (s *SMTP) tlsConfig() *tls.Config {
	config := &tls.Config{}
	if s.trust != nil {
		config = s.trust.Clone()
	}
	config.ServerName, config.MinVersion = s.server.host, tls.VersionTLS12
	return config
}

// explain turns what went wrong into a verdict. Only the server's refusal of this very mail is final: a
// server that is away, busy or does not like our password may be put right.
func explain(ctx context.Context, err error) error {
	var refused *gomail.SendError
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return unavailable("The mail server did not answer in time.", ctx.Err())
	case errors.As(err, &refused) && refused.ErrorCode() >= 400:
		return verdict(refused)
	}
	return unavailable("The mail server cannot be used at the moment.", clean(err))
}

// clean leaves the server's words out of err.
func clean(err error) error {
	var said *textproto.Error
	if errors.As(err, &said) {
		return fmt.Errorf("the server says %d", said.Code)
	}
	var broken *gomail.SendError
	if errors.As(err, &broken) {
		return errors.New(broken.Reason.String())
	}
	return err
}

func verdict(refused *gomail.SendError) error {
	said := fmt.Errorf("%s: %d %s", refused.Reason, refused.ErrorCode(), refused.EnhancedStatusCode())
	switch code := refused.ErrorCode(); {
	case code < 500:
		return unavailable("The mail server asks to try again later.", said)
	case code == 530 || code == 534 || code == 535 || code == 538: // authentication: ours to put right
		return unavailable("The mail server does not accept our account.", said)
	}
	return &spotter.Error{Code: spotter.CodeInvalid, Message: "The mail server refuses the mail.", Cause: said}
}

func unavailable(message string, cause error) error {
	return &spotter.Error{Code: spotter.CodeUnavailable, Message: message, Cause: cause}
}
