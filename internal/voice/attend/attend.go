// Package attend is what an agent does around a call: it takes the session over, gives signs of life while it serves,
// and leaves it so that either the session is over or another agent is asked for.
package attend

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"spotter"
	"spotter/internal/voice"
)

// Sessions are where sessions are kept: a *coach.Coach.
type Sessions interface {
	JoinVoice(ctx context.Context, errand spotter.VoiceErrand, agent string) (spotter.VoiceCall, error)
	BeatVoice(ctx context.Context, errand spotter.VoiceErrand, agent string) error
	SeeVoice(ctx context.Context, errand spotter.VoiceErrand, here bool) error
	QuitVoice(ctx context.Context, errand spotter.VoiceErrand, agent string, reason spotter.VoiceReason) error
	ShutVoice(ctx context.Context, errand spotter.VoiceErrand)
}

// Room is a room that can be left.
type Room interface {
	voice.Room
	Leave()
}

// Config is what an Attendant is made of.
type Config struct {
	Sessions Sessions
	// Join enters a room by a token, to speak with a person.
	Join func(ctx context.Context, url, token string, person spotter.UserID) (Room, error)
	// Serve holds the conversation until the person has left for long, or ctx ends; an error means that the person may
	// still be there.
	Serve func(ctx context.Context, room voice.Room, call spotter.VoiceCall) error
	Now   func() time.Time
	Log   *slog.Logger
}

// Attendant serves sessions, each by a call of Attend.
type Attendant struct{ Config }

// New makes an attendant.
func New(c Config) *Attendant { return &Attendant{c} }

// quitLimit bounds the last word to the database.
const quitLimit = 5 * time.Second

// errOver ends a session that is not this agent's any more.
var errOver = errors.New("the session is over, or another agent's")

// Attend serves the session of an errand in a room, as the agent of an identity. It returns nil when the session was
// over before it began.
func (a *Attendant) Attend(ctx context.Context, url, token, agent, errand string) error {
	var e spotter.VoiceErrand
	if err := json.Unmarshal([]byte(errand), &e); err != nil || e.Session.IsZero() || e.User.IsZero() {
		return fmt.Errorf("an errand that is none of ours: %w", errors.Join(err, errors.New("it names no session")))
	}
	call, err := a.Sessions.JoinVoice(ctx, e, agent)
	if spotter.HasDetail(err, "voice_over") {
		a.Sessions.ShutVoice(ctx, e)
		return nil
	}
	if err != nil {
		return err
	}
	reason, err := a.serve(ctx, url, token, agent, e, call)
	if errors.Is(err, errOver) {
		return nil
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), quitLimit)
	defer cancel()
	return errors.Join(err, a.Sessions.QuitVoice(last, e, agent, reason))
}

// serve holds the conversation. The reason is empty when the session is to go on with another agent.
func (a *Attendant) serve(ctx context.Context, url, token, agent string, e spotter.VoiceErrand, call spotter.VoiceCall) (spotter.VoiceReason, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var beside sync.WaitGroup
	defer beside.Wait()
	defer stop(nil)
	beside.Go(func() { a.beat(ctx, stop, agent, e) })
	room, err := a.Join(ctx, url, token, e.User)
	if err != nil {
		return "", fmt.Errorf("join the room: %w", err)
	}
	defer room.Leave()
	seen := newSeen(room)
	beside.Go(func() { seen.watch(ctx, func(here bool) { a.see(ctx, e, here) }) })
	limit, cancel := context.WithDeadline(ctx, call.EndsAt)
	defer cancel()
	err = a.Serve(limit, seen, call)
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errOver):
		return "", errOver
	case cause != nil: // the worker stops, or the server ended the job
		return "", nil
	case limit.Err() != nil:
		return spotter.VoiceTooLong, nil
	case err != nil:
		return "", err
	}
	return spotter.VoiceLeft, nil
}

// beat gives signs of life until the session is over or taken, which ends the call.
func (a *Attendant) beat(ctx context.Context, stop context.CancelCauseFunc, agent string, e spotter.VoiceErrand) {
	tick := time.NewTicker(spotter.VoiceBeat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := a.Sessions.BeatVoice(ctx, e, agent)
		switch {
		case spotter.HasDetail(err, "voice_over"):
			stop(errOver)
			a.Sessions.ShutVoice(ctx, e)
			return
		case spotter.HasDetail(err, "voice_taken"):
			stop(errOver)
			return
		case err != nil && ctx.Err() == nil:
			a.Log.WarnContext(ctx, "a sign of life was not kept", "session", e.Session.String(), "error", err)
		}
	}
}

func (a *Attendant) see(ctx context.Context, e spotter.VoiceErrand, here bool) {
	if err := a.Sessions.SeeVoice(ctx, e, here); err != nil && ctx.Err() == nil {
		a.Log.WarnContext(ctx, "note who is in the room", "session", e.Session.String(), "error", err)
	}
}
