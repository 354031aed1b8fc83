package turn

import (
	"strings"
	"time"
)

// Machine maps states and inputs to states and commands. It is a value without state of its own.
type Machine struct{ p Policy }

// New makes a machine of a policy.
func New(p Policy) Machine { return Machine{p.orDefaults()} }

// step is one step under way.
type step struct {
	Machine
	s   State
	out []Command
}

// Step is what follows from an input. Whatever was due by then happens too, as with a Tick.
func (m Machine) Step(s State, in Input) (State, []Command) {
	if s.Left {
		return s, nil
	}
	d := &step{Machine: m, s: s}
	d.s.At = max(in.At, s.At)
	d.take(in)
	d.due()
	return d.s, d.out
}

func (d *step) do(c Command) { d.out = append(d.out, c) }

func (d *step) say(p Phrase) { d.do(Command{Act: Say, Phrase: p}) }

func (d *step) take(in Input) {
	switch in.Kind {
	case Onset, Dismissed, SpeechStart, SpeechEnd:
		d.voiced(in.Kind)
	case Partial, Final, Finalized, EagerEnd, Resumed, TurnEnd:
		d.understood(in)
	case Typed:
		if d.s.Mouth == Idle { // else something is due already, and the air is dead since then
			d.s.SoundAt = d.s.At
		}
		d.cancel()
		d.send(in.Text, true)
	case Sounding, Answering, Played, ReplyEnded, ReplyFailed, VoiceFailed:
		d.mouth(in.Kind)
	case HearingLost, HearingBack:
		d.hearing(in.Kind == HearingLost)
	case RestOver:
		d.s.Rest = d.s.At
	case Active:
		d.s.Activity = in.Activity
	case Here, Gone:
		d.presence(in.Kind == Here)
	case Tick:
	}
}

// voiced takes what the detector of speech tells.
func (d *step) voiced(kind Kind) {
	s := &d.s
	switch kind {
	case Onset:
		d.open(Opening)
	case Dismissed:
		if s.Ear == Opening {
			d.ear(Quiet)
			if s.Text() != "" {
				d.ear(Ended)
			}
			d.floor(Full)
		}
	case SpeechStart:
		d.open(Talking)
	case SpeechEnd:
		if s.Ear == Talking || s.Ear == Opening {
			s.Noise, s.Settled = false, s.Settled && s.Told
			s.SoundAt = s.At
			d.ear(Ended)
			d.do(Command{Act: Finalize})
		}
	}
}

// open is speech that begins, or seems to.
func (d *step) open(e Ear) {
	s := &d.s
	if s.Ear == Talking {
		return
	}
	if s.Ear == Quiet {
		s.Over = s.Sounding
	}
	since := s.EarAt
	opening := s.Ear == Opening
	d.ear(e)
	if opening {
		s.EarAt = since // it is the same speech
	}
	if e == Talking {
		s.Told = false
		d.drop()
	}
	if s.Sounding && s.Floor == Full && !s.Noise {
		d.floor(Ducked)
	}
}

func (d *step) ear(e Ear) { d.s.Ear, d.s.EarAt = e, d.s.At }

// floor changes how the coach is heard.
func (d *step) floor(f Floor) {
	if d.s.Floor == f {
		return
	}
	d.s.Floor = f
	if !d.s.Sounding {
		return
	}
	d.do(Command{Act: [...]Act{Full: Resume, Ducked: Duck, Paused: Pause}[f]})
}

// understood takes what the recogniser tells.
func (d *step) understood(in Input) {
	s := &d.s
	switch in.Kind {
	case Partial:
		s.Partial, s.Settled = in.Text, false
	case Final, Finalized:
		s.Finals, s.Partial = joined(s.Finals, in.Text), ""
		s.Settled = in.Kind == Finalized
	case EagerEnd:
		s.Finals, s.Partial = in.Text, ""
		d.draft()
	case Resumed:
		s.Told = false
		d.drop()
		if s.Ear == Ended {
			d.ear(Talking)
		}
	case TurnEnd:
		s.Finals, s.Partial, s.Told, s.Settled = in.Text, "", true, true
		if s.Ear != Ended && s.Text() != "" {
			d.ear(Ended)
		}
	}
	d.heard(in.Kind)
}

// heard acts on the words so far.
func (d *step) heard(kind Kind) {
	s := &d.s
	text := s.Text()
	if text == "" {
		return
	}
	if s.busy() && d.interrupts(text, kind != Partial && kind != EagerEnd) {
		s.Broke = true
		d.cancel()
	}
	if s.Ear == Quiet { // the detector has missed it
		s.Over = s.Over || s.busy()
		d.ear(Ended)
	}
	if s.Ear == Ended && s.Settled && !s.busy() && d.p.Quiet(text, s.Told, s.Activity) > 0 {
		d.draft()
	}
}

// interrupts reports whether words end what the coach says: no backchannel, and not one word alone that may change yet.
func (d *step) interrupts(text string, final bool) bool {
	switch d.p.Read(text) {
	case Hush, Hold:
		return true
	case Words:
		return final || len(strings.Fields(text)) > 1
	}
	return false
}

func (d *step) draft() {
	s := &d.s
	if text := s.Text(); text != s.Drafted && text != "" && !s.busy() && d.p.Read(text) != Hold {
		d.drop()
		s.Drafted = text
		d.do(Command{Act: Draft, Text: text})
	}
}

func (d *step) drop() {
	if d.s.Drafted != "" {
		d.s.Drafted = ""
		d.do(Command{Act: Drop})
	}
}

// cancel ends what the coach says or is about to say.
func (d *step) cancel() {
	s := &d.s
	if !s.busy() {
		return
	}
	d.do(Command{Act: Cancel})
	s.silence()
}

func (s *State) silence() {
	if s.Sounding {
		s.SoundAt = s.At
	}
	s.Mouth, s.Sounding, s.Floor, s.Ending, s.Fillers = Idle, false, Full, false, 0
	s.PlayedAt = s.At
}

// mouth takes what happens to what the coach says.
func (d *step) mouth(kind Kind) {
	s := &d.s
	switch kind {
	case Sounding, Answering:
		s.Sounding, s.SoundAt = true, s.At
		if kind == Answering && s.Mouth == Thinking {
			s.Mouth = Speaking
		}
		if s.Ear == Talking && s.Floor == Full && !s.Noise { // both at once: the person first
			s.Over = true
			d.floor(Paused)
		}
	case Played:
		if !s.Sounding && !s.Ending {
			return
		}
		s.Sounding, s.Floor, s.SoundAt, s.PlayedAt = false, Full, s.At, s.At
		if s.Ending {
			s.silence()
		} else if s.Mouth == Speaking { // there is more to come
			s.Mouth = Thinking
		}
	case ReplyEnded:
		s.Ending = s.Mouth != Idle
	case ReplyFailed, VoiceFailed:
		if s.Mouth == Idle {
			return
		}
		s.silence()
		d.say(map[Kind]Phrase{ReplyFailed: NoAnswer, VoiceFailed: NoVoice}[kind])
	}
}

func (d *step) hearing(lost bool) {
	s := &d.s
	if s.Deaf == lost {
		return
	}
	s.Deaf = lost
	if !lost {
		d.say(HearAgain)
		return
	}
	d.say(CannotHear)
}

func (d *step) presence(here bool) {
	s := &d.s
	if s.Present == here {
		return
	}
	s.Present, s.Came, s.GoneAt = here, s.Came || here, s.At
	if !here {
		d.cancel()
		d.drop()
		d.forget()
	}
}

// forget ends what is being said without a turn.
func (d *step) forget() {
	s := &d.s
	s.Finals, s.Partial, s.Told, s.Settled, s.Over, s.Broke, s.Noise = "", "", false, false, false, false, false
	d.ear(Quiet)
}

func (d *step) send(text string, typed bool) {
	d.s.Drafted = ""
	d.do(Command{Act: Send, Text: strings.TrimSpace(text), Typed: typed})
	d.s.Mouth, d.s.Ending, d.s.Fillers, d.s.Held = Thinking, false, 0, 0
}

// commit ends the person's turn.
func (d *step) commit() {
	s := &d.s
	text, broke, meaning := s.Text(), s.Broke, d.p.Read(s.Text())
	late := s.Over && !broke && s.EarAt > 0 && s.PlayedAt > 0 && meaning == Backchannel && s.overBefore()
	switch {
	case meaning == Hold:
		d.drop()
		s.Held = s.At + d.p.HoldFor
		d.do(Command{Act: Ignore, Text: text})
	case broke && meaning == Hush, late:
		d.drop()
		d.do(Command{Act: Ignore, Text: text})
	default:
		d.forget()
		d.send(text, false)
		return
	}
	d.forget()
}

// overBefore reports whether what was said was over well before the coach fell silent, so that it cannot be an answer.
func (s *State) overBefore() bool { return s.EarAt+answerGap < s.PlayedAt }

const answerGap = 200 * time.Millisecond
