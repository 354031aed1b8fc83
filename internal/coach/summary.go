package coach

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"spotter"
	"spotter/catalog"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/recall"
	"spotter/science/safety"
)

// How a long conversation is put in short: the last messages stay as they are, and a job looks at those before once
// there are enough of them.
const (
	keepRecent      = 40
	summariseBehind = 20  // messages beyond those
	summarisedAtOne = 400 // messages at a time
)

// SummaryTask is what is to be put in short: the summary so far, and what was said since, the oldest first.
type SummaryTask struct {
	Before   string
	Messages []spotter.Message
	Locale   string // the person's, empty when it is not known
	revision int
	said     []recall.Said
}

// summariseLater enqueues a summary when enough has been said since the last one.
func (c *Coach) summariseLater(ctx context.Context, tx *postgres.Tx) error {
	most := keepRecent + summariseBehind
	n, err := tx.CountUnsummarised(ctx, db.CountUnsummarisedParams{UserID: tx.Caller.User, Most: int32(most)})
	if err != nil || n < most {
		return err
	}
	return tx.Enqueue(ctx, spotter.SummariseConversation{UserID: tx.Caller.User, Hour: c.now().Unix() / 3600}, postgres.Unique)
}

// ToSummarise is what of a person's conversation is to be put in short now; without messages, nothing is.
func (c *Coach) ToSummarise(ctx context.Context, user spotter.UserID) (SummaryTask, error) {
	caller := spotter.Caller{User: user, Actor: spotter.ActorJob}
	var task SummaryTask
	err := c.db.Write(ctx, caller, func(tx *postgres.Tx) error {
		task = SummaryTask{}
		switch before, err := tx.GetSummary(ctx, user); {
		case err == nil:
			task.Before, task.revision = before.Text, before.Revision
		case !postgres.IsNoRows(err):
			return err
		}
		rows, err := tx.ListUnsummarised(ctx, db.ListUnsummarisedParams{UserID: user, Most: summarisedAtOne + keepRecent})
		if err != nil {
			return err
		}
		where, err := c.placeOf(ctx, tx)
		if err != nil {
			return err
		}
		task.Locale = where.profile.About.Locale
		task.take(rows[:cutBefore(rows)], where.zone)
		return nil
	})
	return task, err
}

// cutBefore is how many of the rows are put in short: all but the last, and never some of those of one instant.
func cutBefore(rows []db.ListUnsummarisedRow) int {
	n := max(len(rows)-keepRecent, 0)
	for n > 0 && n < len(rows) && !rows[n].CreatedAt.After(rows[n-1].CreatedAt) {
		n--
	}
	return n
}

func (t *SummaryTask) take(rows []db.ListUnsummarisedRow, zone *time.Location) {
	for _, r := range rows {
		t.Messages = append(t.Messages, spotter.Message{ID: r.ID, Role: r.Role, Agent: spotter.Actor(r.Agent), Content: r.Content, CreatedAt: r.CreatedAt})
		if r.Role == RoleUser {
			t.said = append(t.said, recall.Said{Date: spotter.DateOf(r.CreatedAt, zone), Text: r.Content})
		}
	}
}

// SaveSummary stores a summary of a task, which may be empty, by a model of that name, or by rules: every fact that the
// person stated is in what is stored. When the conversation was deleted meanwhile, or another summary was faster, nothing
// is stored. What the model used is stored in any case.
func (c *Coach) SaveSummary(ctx context.Context, user spotter.UserID, task SummaryTask, text, by string, used []spotter.Usage) error {
	if len(task.Messages) == 0 {
		return nil
	}
	text = recall.Keep(text, task.Before, task.said, c.mentioned, func(s string) bool { return safety.MemoryNotice("", s) != "" })
	return c.db.Write(ctx, spotter.Caller{User: user, Actor: spotter.ActorJob}, func(tx *postgres.Tx) error {
		_, err := tx.PutSummary(ctx, db.PutSummaryParams{UserID: user, Text: text, By: by, Now: c.now(),
			UntilID: task.Messages[len(task.Messages)-1].ID, Revision: task.revision})
		if err != nil {
			return err
		}
		return c.insertUsage(ctx, tx, nil, used)
	})
}

// mentioned are the exercises, foods, allergens and regions of the body that a text names, in any of the product's
// languages, and of a text that tells of an allergy or an injury all longer words.
func (c *Coach) mentioned(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	known := c.nouns()
	var out []string
	if safety.MemoryNotice("", text) != "" { // an allergy or an injury stays in the person's own words
		return slices.DeleteFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < 4 })
	}
	for from := range words {
		for n := min(longestNoun, len(words)-from); n > 0; n-- {
			if name := strings.Join(words[from:from+n], " "); known[name] {
				out = append(out, name)
				break
			}
		}
	}
	return out
}

// longestNoun is how many words a name may have to be found.
const longestNoun = 4

// nounsOf gathers the names that must not get lost, in lower case.
func nounsOf(exercises *catalog.Exercises, foods *catalog.Foods, others map[string][]string) map[string]bool {
	out := map[string]bool{}
	add := func(name string) {
		words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
		out[strings.Join(words, " ")] = true
	}
	for _, e := range exercises.All() {
		add(e.Name)
	}
	for _, names := range others {
		for _, name := range names {
			add(name)
		}
	}
	for _, f := range foods.All() {
		add(f.Name)
		add(strings.TrimSuffix(f.Name, "s"))
		add(f.Name + "s")
	}
	for name := range strings.FieldsSeq("gluten crustaceans eggs fish peanuts soy milk nuts celery mustard sesame sulphites lupin molluscs lactose fructose histamine") {
		add(name)
	}
	for _, r := range spotter.Regions {
		add(string(r))
	}
	delete(out, "")
	return out
}
