package notify

import (
	"context"
	"crypto/tls"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spotter"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const recipient = "bob.secret@example.net"

func letter() spotter.Mail {
	return spotter.Mail{
		ID: "verify.0190", To: recipient, Subject: "Grüße\r\nBcc: eve@example.net",
		Text: "Open this:\nhttps://example.org/verify?token=a.b.c&x=1\n.\n..two dots\nÜber",
	}
}

func clock() time.Time { return time.Date(2026, 11, 23, 20, 0, 0, 0, time.UTC) }

func sender(t *testing.T, url string) *SMTP {
	t.Helper()
	s, err := NewSMTP(url+"?from=Spotter+%3Ccoach@example.org%3E", clock)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestMailArrivesWhole(t *testing.T) {
	t.Parallel()
	d := newSMTPD(t, smtpdSetup{})
	if err := sender(t, "smtp://"+d.addr()).Send(t.Context(), letter()); err != nil {
		t.Fatal(err)
	}
	if len(d.mails()) != 1 {
		t.Fatalf("%d mails arrived", len(d.mails()))
	}
	got := d.mails()[0]
	if got.from != "coach@example.org" || got.to != recipient {
		t.Errorf("from %q to %q", got.from, got.to)
	}
	message, err := mail.ReadMessage(strings.NewReader(got.data))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"From": `"Spotter" <coach@example.org>`, "To": "<" + recipient + ">", "Bcc": "",
		"Message-Id": "<verify.0190@example.org>", "Date": "Mon, 23 Nov 2026 20:00:00 +0000",
		"Auto-Submitted": "auto-generated", "Content-Type": "text/plain; charset=UTF-8",
	} {
		if h := message.Header.Get(key); h != want {
			t.Errorf("%s is %q, want %q", key, h, want)
		}
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	if err != nil || !strings.HasPrefix(subject, "Grüße") {
		t.Errorf("subject %q, %v", subject, err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(message.Body))
	if err != nil || strings.TrimRight(strings.ReplaceAll(string(body), "\r\n", "\n"), "\n") != letter().Text {
		t.Errorf("body %q, %v", body, err)
	}
}

func TestSecretsGoOverTLSOnly(t *testing.T) {
	t.Parallel()
	cert, pool := certificate(t)
	tests := map[string]struct {
		scheme string
		setup  smtpdSetup
		host   string // as which the server is addressed
		secure bool
		fails  bool
	}{
		"STARTTLS where offered":           {scheme: "smtp", setup: smtpdSetup{cert: cert}, secure: true},
		"STARTTLS and a password":          {scheme: "smtp", setup: smtpdSetup{cert: cert, password: "s3cret"}, secure: true},
		"TLS from the first byte":          {scheme: "smtps", setup: smtpdSetup{cert: cert, implicit: true, password: "s3cret"}, secure: true},
		"a password in clear, on loopback": {scheme: "smtp", setup: smtpdSetup{password: "s3cret"}},
		"TLS with a plain server":          {scheme: "smtps", setup: smtpdSetup{hangUp: "greeting"}, fails: true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newSMTPD(t, test.setup)
			account := ""
			if test.setup.password != "" {
				account = "ann:" + test.setup.password + "@"
			}
			s := sender(t, test.scheme+"://"+account+d.addr())
			s.trust = &tls.Config{RootCAs: pool}
			err := s.Send(t.Context(), letter())
			if test.fails {
				if spotter.CodeOf(err) != spotter.CodeUnavailable {
					t.Errorf("error %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got := d.mails()[0]
			if got.secure != test.secure || got.authed != (account != "") {
				t.Errorf("secure %v, authed %v", got.secure, got.authed)
			}
		})
	}
}

func TestUnknownCertificateIsRefused(t *testing.T) {
	t.Parallel()
	cert, _ := certificate(t)
	d := newSMTPD(t, smtpdSetup{cert: cert})
	err := sender(t, "smtp://"+d.addr()).Send(t.Context(), letter())
	if spotter.CodeOf(err) != spotter.CodeUnavailable || len(d.mails()) != 0 {
		t.Errorf("error %v, %d mails", err, len(d.mails()))
	}
}

func TestPasswordNeedsTLSAwayFromLoopback(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]string{
		"smtp://ann:x@mail.example.org": "TLSMandatory", "smtp://mail.example.org": "TLSOpportunistic",
		"smtp://ann:x@127.0.0.1": "TLSOpportunistic", "smtp://ann:x@[::1]": "TLSOpportunistic",
	} {
		if got := sender(t, url).server.policy().String(); got != want {
			t.Errorf("%s: %s, want %s", url, got, want)
		}
	}
}

func TestServerAnswersAreUnderstood(t *testing.T) {
	t.Parallel()
	again, never := spotter.CodeUnavailable, spotter.CodeInvalid
	tests := map[string]struct {
		setup smtpdSetup
		code  spotter.Code
		taken int
	}{
		"busy at the greeting":    {smtpdSetup{replies: map[string]string{"greeting": "421 4.3.2 busy"}}, again, 0},
		"closed to us":            {smtpdSetup{replies: map[string]string{"greeting": "554 5.3.2 no"}}, again, 0},
		"greylisted":              {smtpdSetup{replies: map[string]string{"RCPT": "451 4.7.1 " + recipient + " later"}}, again, 0},
		"full mailbox":            {smtpdSetup{replies: map[string]string{"RCPT": "452 4.2.2 full"}}, again, 0},
		"no such mailbox":         {smtpdSetup{replies: map[string]string{"RCPT": "550 5.1.1 <" + recipient + "> unknown"}}, never, 0},
		"sender refused":          {smtpdSetup{replies: map[string]string{"MAIL": "553 5.1.8 no"}}, never, 0},
		"data refused":            {smtpdSetup{replies: map[string]string{"DATA": "554 5.6.0 no"}}, never, 0},
		"data put off":            {smtpdSetup{replies: map[string]string{"DATA": "451 4.3.0 later"}}, again, 0},
		"content refused":         {smtpdSetup{replies: map[string]string{".": "552 5.3.4 " + recipient + " too big"}}, never, 0},
		"content put off":         {smtpdSetup{replies: map[string]string{".": "450 4.2.0 later"}}, again, 0},
		"wrong password":          {smtpdSetup{password: "other"}, again, 0},
		"gone in the middle":      {smtpdSetup{hangUp: "RCPT"}, again, 0},
		"gone before the verdict": {smtpdSetup{hangUp: "."}, again, 1},
		"gone after the verdict":  {smtpdSetup{hangUp: "RSET"}, "", 1},
		"gone at the end":         {smtpdSetup{hangUp: "QUIT"}, "", 1},
		"rude at the end":         {smtpdSetup{replies: map[string]string{"QUIT": "500 no", "RSET": "421 no"}}, "", 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newSMTPD(t, test.setup)
			account := ""
			if test.setup.password != "" {
				account = "ann:wrong@"
			}
			err := sender(t, "smtp://"+account+d.addr()).Send(t.Context(), letter())
			if spotter.CodeOf(err) != test.code || len(d.mails()) != test.taken {
				t.Errorf("error %v, %d mails taken", err, len(d.mails()))
			}
			if err != nil && strings.ContainsAny(err.Error(), "@") {
				t.Errorf("the error holds an address: %v", err)
			}
		})
	}
}

func TestSilentServerIsGivenUp(t *testing.T) {
	t.Parallel()
	for _, verb := range []string{"greeting", "EHLO", "MAIL", "RCPT", "DATA", "."} {
		t.Run(verb, func(t *testing.T) {
			t.Parallel()
			d := newSMTPD(t, smtpdSetup{stall: verb})
			s := sender(t, "smtp://"+d.addr())
			s.timeout = 50 * time.Millisecond
			if err := s.Send(t.Context(), letter()); spotter.CodeOf(err) != spotter.CodeUnavailable {
				t.Errorf("error %v", err)
			}
		})
	}
}

// A stop must not wait for a silent server.
func TestCancelCutsTheLine(t *testing.T) {
	t.Parallel()
	cert, pool := certificate(t)
	for name, setup := range map[string]smtpdSetup{
		"plain": {stall: "RCPT"}, "secure": {stall: "RCPT", cert: cert}, "implicit": {stall: "RCPT", cert: cert, implicit: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newSMTPD(t, setup)
			scheme := "smtp://"
			if setup.implicit {
				scheme = "smtps://"
			}
			s := sender(t, scheme+d.addr())
			s.trust = &tls.Config{RootCAs: pool}
			ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
			defer cancel()
			late := time.NewTimer(sendTimeout / 2)
			err := s.Send(ctx, letter())
			if spotter.CodeOf(err) != spotter.CodeUnavailable || !late.Stop() {
				t.Errorf("error %v, or later than %s", err, sendTimeout/2)
			}
		})
	}
}

func TestRecipientMustBeAnAddress(t *testing.T) {
	t.Parallel()
	d := newSMTPD(t, smtpdSetup{})
	for _, to := range []string{"", "nobody", "a@b.example\r\nRCPT TO:<eve@example.net>", "a@b.example, eve@example.net"} {
		m := letter()
		m.To = to
		if err := sender(t, "smtp://"+d.addr()).Send(t.Context(), m); spotter.CodeOf(err) != spotter.CodeInvalid {
			t.Errorf("%q: %v", to, err)
		}
	}
	if d.offered != 0 {
		t.Errorf("%d connections", d.offered)
	}
}

func TestURLIsChecked(t *testing.T) {
	t.Parallel()
	for _, url := range []string{
		"", "http://mail.example.org?from=a@b.example", "smtp://?from=a@b.example", "smtp://mail.example.org",
		"smtp://mail.example.org?from=nobody", "smtp://mail.example.org:0?from=a@b.example",
		"smtp://ann:hunter2@mail.example.org:99999?from=a@b.example", "smtp://ann@mail.example.org?from=a@b.example",
		"smtp://ann:hunter2@mail.example.org?from=a@b.example&form=x", "smtp://ann:hun%ter2@mail.example.org?from=a@b.example",
	} {
		_, err := NewSMTP(url, clock)
		if err == nil {
			t.Errorf("%s: accepted", url)
		} else if strings.Contains(err.Error(), "ter2") {
			t.Errorf("%s: the error holds the password: %v", url, err)
		}
	}
	s := sender(t, "smtps://ann:hunter2@mail.example.org")
	if got := s.String(); got != "smtps://mail.example.org:465" {
		t.Errorf("named %s", got)
	}
}

func TestPrinterShowsTheLink(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	m := letter()
	m.Text += "\x1b[31mred"
	if err := NewPrinter(&out).Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	got := out.String()
	for _, want := range []string{"To:      " + recipient + "\n", "\nhttps://example.org/verify?token=a.b.c&x=1\n", "Grüße"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if strings.ContainsAny(got, "\x1b\r") {
		t.Errorf("control characters in %q", got)
	}
}
