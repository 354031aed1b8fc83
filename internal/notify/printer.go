package notify

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"

	"spotter"
)

// Printer writes mail where a person sees it instead of sending it. It is for `dev`.
type Printer struct {
	mu  sync.Mutex
	out io.Writer
}

// NewPrinter prints to out.
func NewPrinter(out io.Writer) *Printer { return &Printer{out: out} }

// Send prints the mail between two rules, in one write. Its lines stand as they are, so that a link can
// be copied.
func (p *Printer) Send(_ context.Context, m spotter.Mail) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	rule := strings.Repeat("─", 72)
	_, err := fmt.Fprintf(p.out, "\n%s\nMAIL (printed, not sent: SMTP_URL is not set)\nTo:      %s\nSubject: %s\n\n%s\n%s\n\n",
		rule, plain(m.To), plain(m.Subject), plainLines(m.Text), rule)
	return err
}

func plainLines(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, l := range lines {
		lines[i] = plain(l)
	}
	return strings.Join(lines, "\n")
}

// plain drops control characters: a name in a mail must not steer the terminal.
func plain(line string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, line)
}
