package jobs

import (
	"context"
	"errors"

	"github.com/riverqueue/river"

	"spotter"
)

// Mailer makes the text of a mail, as the person it goes to. It answers spotter.CodeNotFound for a
// person who is gone and spotter.CodeConflict for a link that no longer matters: then nothing is sent.
type Mailer interface {
	MailContent(ctx context.Context, userID spotter.UserID, kind spotter.MailKind, tokenID spotter.UUID) (spotter.Mail, error)
}

// Sender hands a mail to whoever delivers it. An error of spotter.CodeUnavailable is worth another
// try; spotter.CodeInvalid says that this mail will never be taken.
type Sender interface {
	Send(ctx context.Context, mail spotter.Mail) error
}

type sendMail struct {
	river.WorkerDefaults[spotter.SendMail]
	mailer Mailer
	sender Sender
}

// Work sends the mail. A worker that dies between sending and saying so lets it be sent twice; the
// mail's id is the same then.
func (w *sendMail) Work(ctx context.Context, job *river.Job[spotter.SendMail]) error {
	args := job.Args
	if args.UserID.IsZero() {
		return river.JobCancel(errors.New("no user_id"))
	}
	mail, err := w.mailer.MailContent(ctx, args.UserID, args.MailKind, args.TokenID)
	if err != nil {
		return err
	}
	mail.ID = string(args.MailKind) + "." + args.TokenID.String()
	return w.sender.Send(ctx, mail)
}
