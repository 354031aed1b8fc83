package spotter

// MailKind says what a mail is for.
type MailKind string

// The mails there are.
const (
	MailVerify MailKind = "verify" // prove that the address is the person's
	MailReset  MailKind = "reset"  // choose a new password
)

// Mail is a plain-text mail that is ready to be sent.
type Mail struct {
	ID      string // the same whenever the same mail is sent again; letters, digits, dots and dashes
	To      string // one address without a display name
	Subject string
	Text    string // UTF-8, lines end with \n
}
