package spotter

// Job is what a background job is told: ids only, never content, because the row outlives the request.
// Each kind is a struct of its own. A job that acts for a person carries that person in user_id, and
// the database lets nobody enqueue, see or drop the job of another.
type Job interface {
	// Kind names the job in its row: two characters or more, never changed while rows of it may exist.
	Kind() string
}

// SendMail sends one mail to the person's own address. The text is made when the mail is sent.
type SendMail struct {
	UserID   UserID   `json:"user_id"`
	MailKind MailKind `json:"kind"`
	TokenID  UUID     `json:"token_id"` // what the mailed link stands for; also makes the mail recognisable when sent twice
}

// Kind is "send_mail".
func (SendMail) Kind() string { return "send_mail" }

// Housekeeping forgets what has outlived its use, for all people. Only the schedule enqueues it.
type Housekeeping struct{}

// Kind is "housekeeping".
func (Housekeeping) Kind() string { return "housekeeping" }

// DeleteObject deletes the bytes of a photo whose row is gone. The person may be gone too.
type DeleteObject struct {
	UserID  UserID  `json:"user_id"`
	PhotoID PhotoID `json:"photo_id"`
}

// Kind is "delete_object".
func (DeleteObject) Kind() string { return "delete_object" }

// EraseObjects deletes all objects of a person who is gone.
type EraseObjects struct {
	UserID UserID `json:"user_id"`
}

// Kind is "erase_objects".
func (EraseObjects) Kind() string { return "erase_objects" }

// FindDue enqueues the jobs that look at people whose day, or whose week, has come. Only the schedule
// enqueues it.
type FindDue struct{}

// Kind is "find_due".
func (FindDue) Kind() string { return "find_due" }

// AdaptPlans looks at a person's history and proposes what follows from it, once a local day. Day keeps the
// jobs of two days apart.
type AdaptPlans struct {
	UserID UserID `json:"user_id"`
	Day    Date   `json:"day"`
}

// Kind is "adapt_plans".
func (AdaptPlans) Kind() string { return "adapt_plans" }

// ReviewWeek makes the review of a person's week that begins on a Monday.
type ReviewWeek struct {
	UserID UserID `json:"user_id"`
	Monday Date   `json:"monday"`
}

// Kind is "review_week".
func (ReviewWeek) Kind() string { return "review_week" }

// SummariseConversation puts what was said before the last messages in short. Hour keeps the jobs of two hours apart.
type SummariseConversation struct {
	UserID UserID `json:"user_id"`
	Hour   int64  `json:"hour"`
}

// Kind is "summarise_conversation".
func (SummariseConversation) Kind() string { return "summarise_conversation" }
