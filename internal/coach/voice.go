package coach

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// Rooms are where voice sessions happen. Errors are *spotter.Error.
type Rooms interface {
	// Open makes a room with an agent asked for, who is given errand; one that is there stays as it is.
	Open(ctx context.Context, room, errand string) error
	// Pass lets a person into a room, under their id and a name without an e-mail address.
	Pass(room string, user spotter.UserID, name string) (spotter.RoomPass, error)
	// Dispatch asks for another agent in a room, which is made when it is not there; ghost, unless it is empty, is
	// put out of it first.
	Dispatch(ctx context.Context, room, errand, ghost string) error
	// Close ends a room for everybody, if it is there.
	Close(ctx context.Context, room string) error
	// News reads a webhook that was proven to be the server's.
	News(authorization string, body []byte) (spotter.RoomNews, error)
}

// noRooms is where there is no server for voice.
type noRooms struct{}

func (noRooms) Open(context.Context, string, string) error             { return voiceOff() }
func (noRooms) Dispatch(context.Context, string, string, string) error { return voiceOff() }
func (noRooms) Close(context.Context, string) error                    { return nil }
func (noRooms) News(string, []byte) (spotter.RoomNews, error)          { return spotter.RoomNews{}, voiceOff() }
func (noRooms) Pass(string, spotter.UserID, string) (spotter.RoomPass, error) {
	return spotter.RoomPass{}, voiceOff()
}

func voiceOff() error {
	return &spotter.Error{Code: spotter.CodeUnavailable, Detail: "voice_off",
		Message: "Voice is off on this server: write to the coach instead. Whoever runs it can turn voice on by `make livekit`, or by setting LIVEKIT_URL."}
}

// roomPrefix is what the names of our rooms begin with; the session's id follows.
const roomPrefix = "spotter-"

func roomOf(id spotter.VoiceSessionID) string { return roomPrefix + id.String() }

// errandOf is what an agent is told.
func errandOf(user spotter.UserID, id spotter.VoiceSessionID) string {
	return string(mustJSON(spotter.VoiceErrand{Session: id, User: user}))
}

// begunVoice is what is kept of a beginning for repeats: the token is made afresh each time.
type begunVoice struct {
	ID       spotter.VoiceSessionID `json:"id"`
	Replaced spotter.VoiceSessionID `json:"replaced"`
	Name     string                 `json:"name"`
}

// BeginVoice opens a room with the agent on its way, and lets the person in for ten minutes. A person has one session:
// an open one ends as replaced. CodeLimited voice_limited after thirty in an hour, CodeUnavailable voice_off without a
// server for voice and voice_unreachable when it does not answer, CodeConflict voice_over when a repeat comes too late.
func (c *Coach) BeginVoice(ctx context.Context, caller spotter.Caller, in spotter.VoiceInput) (spotter.VoiceGrant, error) {
	if _, off := c.rooms.(noRooms); off {
		return spotter.VoiceGrant{}, voiceOff()
	}
	if problems := spotter.CheckInput(&in); len(problems) > 0 {
		return spotter.VoiceGrant{}, spotter.Invalid(below("body.", problems))
	}
	begun, err := once(ctx, c, caller, func(tx *postgres.Tx) (begunVoice, error) { return c.beginVoice(ctx, tx, in) })
	if err != nil {
		return spotter.VoiceGrant{}, err
	}
	if !begun.Replaced.IsZero() {
		c.closeRoom(ctx, begun.Replaced)
	}
	if err := c.openRoom(ctx, caller, begun.ID); err != nil {
		return spotter.VoiceGrant{}, err
	}
	pass, err := c.rooms.Pass(roomOf(begun.ID), caller.User, begun.Name)
	return spotter.VoiceGrant{ID: begun.ID, Room: roomOf(begun.ID), URL: pass.URL, Token: pass.Token, ExpiresAt: pass.ExpiresAt}, err
}

func (c *Coach) beginVoice(ctx context.Context, tx *postgres.Tx, in spotter.VoiceInput) (begunVoice, error) {
	user, now := tx.Caller.User, c.now()
	if _, err := tx.LockUser(ctx, user); err != nil {
		return begunVoice{}, gone(err)
	}
	account, err := tx.GetUser(ctx, user)
	if err != nil {
		return begunVoice{}, gone(err)
	}
	count, err := tx.CountVoice(ctx, db.CountVoiceParams{UserID: user, Since: now.Add(-time.Hour)})
	if err != nil {
		return begunVoice{}, err
	}
	if count.Begun >= spotter.VoicePerHour {
		return begunVoice{}, &spotter.Error{Code: spotter.CodeLimited, Detail: "voice_limited", RetryAfter: count.First.Add(time.Hour).Sub(now),
			Message: "That were many calls within an hour; write to the coach, or call again a little later."}
	}
	begun := begunVoice{ID: spotter.NewID[spotter.VoiceSession](now), Replaced: spotter.VoiceSessionID(count.Open), Name: account.FullName}
	if !begun.Replaced.IsZero() {
		if _, err := tx.EndVoice(ctx, db.EndVoiceParams{UserID: user, ID: begun.Replaced, Reason: string(spotter.VoiceReplaced), Now: now}); err != nil {
			return begunVoice{}, err
		}
	}
	return begun, tx.InsertVoice(ctx, db.InsertVoiceParams{UserID: user, ID: begun.ID, Purpose: string(cmp.Or(in.Purpose, spotter.VoiceTalk)),
		Wanted: string(in.Agent), Bound: in.Bound, Now: now, EnterUntil: now.Add(spotter.VoiceEntry), EndsAt: now.Add(c.longestCall), LeaseUntil: now.Add(spotter.VoiceSummons)})
}

// openRoom opens the room of a session that has not ended; when that fails the session has.
func (c *Coach) openRoom(ctx context.Context, caller spotter.Caller, id spotter.VoiceSessionID) error {
	row, err := c.db.As(caller).GetVoice(ctx, db.GetVoiceParams{UserID: caller.User, ID: id})
	if err != nil {
		return orNotFound(err, "voice session")
	}
	if row.State == string(spotter.VoiceEnded) {
		return voiceOver()
	}
	if err := c.rooms.Open(ctx, roomOf(id), errandOf(caller.User, id)); err != nil {
		_, ending := c.db.As(caller).EndVoice(context.WithoutCancel(ctx), db.EndVoiceParams{UserID: caller.User, ID: id, Reason: string(spotter.VoiceFailed), Now: c.now()})
		if ending != nil {
			c.log.WarnContext(ctx, "end a voice session that could not begin", "error", ending)
		}
		return err
	}
	return nil
}

func voiceOver() error {
	return spotter.Conflict("voice_over", "This call is over; begin another.")
}

// closeRoom closes a session's room as well as it can: agents leave a session that is over by themselves.
func (c *Coach) closeRoom(ctx context.Context, id spotter.VoiceSessionID) {
	if err := c.rooms.Close(context.WithoutCancel(ctx), roomOf(id)); err != nil {
		c.log.WarnContext(ctx, "close a room", "session", id.String(), "error", err)
	}
}

// EndVoice ends a session and closes its room; one that has ended stays as it is.
func (c *Coach) EndVoice(ctx context.Context, caller spotter.Caller, id spotter.VoiceSessionID) error {
	_, err := once(ctx, c, caller, func(tx *postgres.Tx) (struct{}, error) {
		if _, err := tx.LockVoice(ctx, db.LockVoiceParams{UserID: caller.User, ID: id}); err != nil {
			return struct{}{}, orNotFound(err, "voice session")
		}
		_, err := tx.EndVoice(ctx, db.EndVoiceParams{UserID: caller.User, ID: id, Reason: string(spotter.VoiceByPerson), Now: c.now()})
		return struct{}{}, err
	})
	if err == nil {
		c.closeRoom(ctx, id)
	}
	return err
}

// VoiceSessions pages through sessions, newest first.
func (c *Coach) VoiceSessions(ctx context.Context, caller spotter.Caller, before *spotter.VoiceSessionID, limit int) (Page[spotter.VoiceSession], error) {
	params := db.ListVoiceParams{UserID: caller.User, Most: int32(limit + 1)}
	if before != nil {
		id := spotter.UUID(*before)
		params.Before = &id
	}
	rows, err := c.db.As(caller).ListVoice(ctx, params)
	if err != nil {
		return Page[spotter.VoiceSession]{}, err
	}
	return page(rows, limit, func(r db.VoiceSession) string { return r.ID.String() },
		func(r db.VoiceSession) (spotter.VoiceSession, error) { return c.voiceOf(r), nil })
}

// mostSaid is how many messages of a session are shown.
const mostSaid = 1000

// VoiceSession is a session with what was said in it and how quick the answers were, in one round trip.
func (c *Coach) VoiceSession(ctx context.Context, caller spotter.Caller, id spotter.VoiceSessionID) (spotter.VoiceDetail, error) {
	row, err := c.db.As(caller).GetVoiceDetail(ctx, db.GetVoiceDetailParams{UserID: caller.User, ID: id, Most: mostSaid, Afterward: spotter.VoiceAfterward.Seconds()})
	if err != nil {
		return spotter.VoiceDetail{}, orNotFound(err, "voice session")
	}
	out := spotter.VoiceDetail{VoiceSession: c.voiceOf(row.VoiceSession), Transcript: []spotter.Message{}}
	if err := json.Unmarshal(row.Said, &out.Transcript); err != nil {
		return out, err
	}
	var turns []map[string]float64
	if err := json.Unmarshal(row.Stages, &turns); err != nil {
		return out, err
	}
	out.Latency = latencies(turns)
	return out, nil
}

func (c *Coach) voiceOf(r db.VoiceSession) spotter.VoiceSession {
	open := r.State != string(spotter.VoiceEnded)
	out := spotter.VoiceSession{ID: r.ID, Purpose: spotter.VoicePurpose(r.Purpose), Agent: spotter.Actor(r.Wanted), State: spotter.VoiceState(r.State),
		Reason: spotter.VoiceReason(r.Reason), Present: open && r.Coach != "" && r.LeaseUntil.After(c.now()), CreatedAt: r.CreatedAt, JoinedAt: r.JoinedAt, EndedAt: r.EndedAt}
	if r.JoinedAt != nil {
		until := c.now()
		if r.EndedAt != nil {
			until = *r.EndedAt
		}
		out.Seconds = int(max(until.Sub(*r.JoinedAt), 0).Seconds())
	}
	return out
}

// latencies sums stages up over turns, in their order.
func latencies(turns []map[string]float64) []spotter.VoiceLatency {
	out := []spotter.VoiceLatency{}
	for _, stage := range (spotter.Latency{}).Stages() {
		var took []float64
		for _, t := range turns {
			if ms, ok := t[stage.Name]; ok {
				took = append(took, ms)
			}
		}
		if len(took) == 0 {
			continue
		}
		slices.Sort(took)
		out = append(out, spotter.VoiceLatency{Stage: stage.Name, Turns: len(took), P50MS: quantile(took, 0.5), P95MS: quantile(took, 0.95)})
	}
	return out
}

// quantile is the smallest of sorted values that a share of them does not exceed.
func quantile(sorted []float64, share float64) float64 {
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

// RecordVoice keeps how long the stages of a turn took.
func (c *Coach) RecordVoice(ctx context.Context, caller spotter.Caller, id spotter.VoiceSessionID, l spotter.Latency) error {
	stages := map[string]float64{}
	for _, s := range l.Stages() {
		if s.Took > 0 {
			stages[s.Name] = float64(s.Took.Microseconds()) / 1000
		}
	}
	return c.db.As(caller).InsertVoiceTurn(ctx, db.InsertVoiceTurnParams{UserID: caller.User, VoiceSessionID: id, Turn: l.Turn, Now: c.now(), Stages: mustJSON(stages)})
}
