package coach

import (
	"context"
	"errors"
	"strings"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// The functions of this file are for whoever serves voice sessions: agents, and who looks after them.

func tender(user spotter.UserID) spotter.Caller {
	return spotter.Caller{User: user, Actor: spotter.ActorJob}
}

// JoinVoice makes an agent, by its identity in the room, the one that serves a session, in place of whoever did. It
// counts as there for [spotter.VoiceLease]. CodeConflict voice_over when the session has ended or its person may not
// sign in any more.
func (c *Coach) JoinVoice(ctx context.Context, errand spotter.VoiceErrand, agent string) (spotter.VoiceCall, error) {
	now := c.now()
	row, err := c.db.As(tender(errand.User)).JoinVoice(ctx, db.JoinVoiceParams{UserID: errand.User, ID: errand.Session, Coach: agent,
		Now: now, LeaseUntil: now.Add(spotter.VoiceLease)})
	if postgres.IsNoRows(err) {
		return spotter.VoiceCall{}, voiceOver()
	}
	if err != nil {
		return spotter.VoiceCall{}, err
	}
	place, err := c.PlaceOf(ctx, spotter.Caller{User: errand.User, Actor: spotter.ActorPerson})
	return spotter.VoiceCall{Session: errand.Session, User: errand.User, Purpose: spotter.VoicePurpose(row.Purpose), Agent: spotter.Actor(row.Wanted), Bound: row.Bound,
		Locale: place.Locale, Name: row.FullName, EndsAt: row.EndsAt}, err
}

// BeatVoice is an agent's sign of life. CodeConflict voice_over when the session has ended, voice_taken when another
// agent serves it: either way this one has to leave.
func (c *Coach) BeatVoice(ctx context.Context, errand spotter.VoiceErrand, agent string) error {
	q := c.db.As(tender(errand.User))
	n, err := q.BeatVoice(ctx, db.BeatVoiceParams{UserID: errand.User, ID: errand.Session, Coach: agent, LeaseUntil: c.now().Add(spotter.VoiceLease)})
	if err != nil || n > 0 {
		return err
	}
	row, err := q.GetVoice(ctx, db.GetVoiceParams{UserID: errand.User, ID: errand.Session})
	switch {
	case postgres.IsNoRows(err), err == nil && (row.State == string(spotter.VoiceEnded) || row.Coach == agent):
		return voiceOver()
	case err != nil:
		return err
	}
	return spotter.Conflict("voice_taken", "Another agent serves this call.")
}

// SeeVoice notes that the person has entered the room, or left it.
func (c *Coach) SeeVoice(ctx context.Context, errand spotter.VoiceErrand, here bool) error {
	return seeVoice(ctx, c.db.As(tender(errand.User)), errand, here, c.now())
}

func seeVoice(ctx context.Context, q *db.Queries, errand spotter.VoiceErrand, here bool, at time.Time) error {
	var err error
	if here {
		_, err = q.EnterVoice(ctx, db.EnterVoiceParams{UserID: errand.User, ID: errand.Session, Now: at})
	} else {
		_, err = q.LeaveVoice(ctx, db.LeaveVoiceParams{UserID: errand.User, ID: errand.Session, Now: at})
	}
	return err
}

// QuitVoice ends a session for the agent that served it, and closes the room. With an empty reason the session goes on:
// another agent is asked for at once. One that does not serve it any more changes nothing.
func (c *Coach) QuitVoice(ctx context.Context, errand spotter.VoiceErrand, agent string, reason spotter.VoiceReason) error {
	q := c.db.As(tender(errand.User))
	if reason == "" {
		_, err := q.LapseVoice(ctx, db.LapseVoiceParams{UserID: errand.User, ID: errand.Session, Coach: agent, Now: c.now()})
		return err
	}
	n, err := q.EndVoiceBy(ctx, db.EndVoiceByParams{UserID: errand.User, ID: errand.Session, Coach: agent, Reason: string(reason), Now: c.now()})
	if err == nil && n > 0 {
		c.closeRoom(ctx, errand.Session)
	}
	return err
}

// ShutVoice closes the room of a session that is over, whatever became of its row.
func (c *Coach) ShutVoice(ctx context.Context, errand spotter.VoiceErrand) {
	c.closeRoom(ctx, errand.Session)
}

// VoiceWebhook takes what the server for voice tells of a room, once. CodeUnauthorized webhook_forged for anything that
// it did not send. What is not about a session that goes on is taken and changes nothing.
func (c *Coach) VoiceWebhook(ctx context.Context, authorization string, body []byte) error {
	news, err := c.rooms.News(authorization, body)
	if err != nil {
		return err
	}
	id, err := spotter.ParseID[spotter.VoiceSession](strings.TrimPrefix(news.Room, roomPrefix))
	if err != nil || news.Kind == "" || !strings.HasPrefix(news.Room, roomPrefix) {
		return nil //nolint:nilerr // a room of somebody else's
	}
	user, err := c.db.VoiceOwner(ctx, id)
	if postgres.IsNoRows(err) {
		return nil
	}
	if err != nil {
		return err
	}
	errand, over := spotter.VoiceErrand{Session: id, User: user}, false
	err = c.db.Write(ctx, tender(user), func(tx *postgres.Tx) error {
		fresh, err := tx.TakeWebhook(ctx, db.TakeWebhookParams{ID: news.ID, Now: c.now()})
		if err != nil || !fresh {
			return err
		}
		over, err = c.hearNews(ctx, tx, errand, news)
		return err
	})
	if err == nil && over {
		c.closeRoom(ctx, id)
	}
	return err
}

// hearNews changes a session by news of its room, and reports whether that ended it.
func (c *Coach) hearNews(ctx context.Context, tx *postgres.Tx, errand spotter.VoiceErrand, news spotter.RoomNews) (over bool, err error) {
	row, err := tx.LockVoice(ctx, db.LockVoiceParams{UserID: errand.User, ID: errand.Session})
	if err != nil {
		return false, ignoreNoRows(err)
	}
	lapse := db.LapseVoiceParams{UserID: errand.User, ID: errand.Session, Coach: row.Coach, Now: c.now()}
	mine := news.Identity == errand.User.String() && !news.Agent
	switch {
	case news.Kind == spotter.RoomJoined && mine:
		return false, seeVoice(ctx, tx.Queries, errand, true, news.At)
	case news.Kind == spotter.RoomLeft && mine:
		return false, seeVoice(ctx, tx.Queries, errand, false, news.At)
	case news.Kind == spotter.RoomLeft && news.Agent && news.Identity == row.Coach:
		_, err = tx.LapseVoice(ctx, lapse)
	case news.Kind == spotter.RoomFinished && row.LeftAt != nil:
		_, err = tx.EndVoice(ctx, db.EndVoiceParams{UserID: errand.User, ID: errand.Session, Reason: string(spotter.VoiceLeft), Now: c.now()})
		return true, err
	case news.Kind == spotter.RoomFinished: // the server stopped, or somebody closed it: the person may come back
		_, err = tx.LapseVoice(ctx, lapse)
	}
	return false, err
}

func ignoreNoRows(err error) error {
	if postgres.IsNoRows(err) {
		return nil
	}
	return err
}

// tendedAtATime is how many sessions one call of TendVoice looks after.
const tendedAtATime = 100

// TendVoice looks after the sessions of all people: one whose agent is gone gets another, one that nobody is in any more
// or that has gone on for too long ends. It is to be called every second or so, by as many as there are.
func (c *Coach) TendVoice(ctx context.Context) error {
	due, err := c.db.VoiceToTend(ctx, c.now(), tendedAtATime)
	if err != nil {
		return err
	}
	var faults []error
	for _, v := range due {
		faults = append(faults, c.tendVoice(ctx, spotter.VoiceErrand{Session: v.Session, User: v.User}))
	}
	return errors.Join(faults...)
}

func (c *Coach) tendVoice(ctx context.Context, errand spotter.VoiceErrand) error {
	var reason spotter.VoiceReason
	var gone string
	summon := false
	err := c.db.Write(ctx, tender(errand.User), func(tx *postgres.Tx) error {
		row, err := tx.LockVoice(ctx, db.LockVoiceParams{UserID: errand.User, ID: errand.Session})
		if err != nil {
			return ignoreNoRows(err)
		}
		now := c.now()
		if reason, summon = careFor(row, now); reason != "" {
			_, err := tx.EndVoice(ctx, db.EndVoiceParams{UserID: errand.User, ID: errand.Session, Reason: string(reason), Now: now})
			return err
		}
		if gone = row.Coach; summon {
			return tx.SummonVoice(ctx, db.SummonVoiceParams{UserID: errand.User, ID: errand.Session, LeaseUntil: now.Add(spotter.VoiceSummons)})
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case reason != "":
		c.closeRoom(ctx, errand.Session)
	case summon:
		c.log.InfoContext(ctx, "a call has lost its agent; asking for another", "session", errand.Session.String())
		return c.rooms.Dispatch(ctx, roomOf(errand.Session), errandOf(errand.User, errand.Session), gone)
	}
	return nil
}

// careFor decides what a session needs now: an end for a reason, another agent, or nothing.
func careFor(row db.VoiceSession, now time.Time) (end spotter.VoiceReason, summon bool) {
	switch {
	case row.State == string(spotter.VoiceEnded):
		return "", false
	case row.EndsAt.Before(now):
		return spotter.VoiceTooLong, false
	case !row.LeaseUntil.Before(now):
		return "", false // somebody else was faster
	case row.JoinedAt == nil && row.EnterUntil.Before(now):
		return spotter.VoiceNobody, false
	case row.LeftAt != nil && row.LeftAt.Add(spotter.VoiceComeBack).Before(now):
		return spotter.VoiceLeft, false
	case row.Agents >= spotter.VoiceAgents:
		return spotter.VoiceFailed, false
	}
	return "", true
}
