package turn

import "time"

// never is behind every call.
const never = time.Duration(1<<63 - 1)

// timer is something that becomes due.
type timer struct {
	at time.Duration
	do func(*step)
}

// Next is when a Tick is wanted at the latest.
func (m Machine) Next(s State) time.Duration {
	if s.Left {
		return never
	}
	return (&step{Machine: m, s: s}).first().at
}

// due does what is due. Each that happens changes the state so that it is not due again.
func (d *step) due() {
	for range 8 {
		t := d.first()
		if t.at > d.s.At || d.s.Left {
			return
		}
		t.do(d)
	}
}

// first is what becomes due first.
func (d *step) first() timer {
	best := timer{at: never}
	for _, t := range [...]timer{d.overlap(), d.floorBack(), d.turnOver(), d.deadAir(), d.rest(), d.away(), d.length()} {
		if t.at < best.at {
			best = t
		}
	}
	return best
}

// overlap is speech over the coach: it pauses, and when there is no word in it, it was noise.
func (d *step) overlap() timer {
	s := &d.s
	switch {
	case s.Ear != Talking || !s.Sounding || s.Noise:
	case s.Floor == Ducked:
		return timer{s.EarAt + d.p.PauseAfter, func(d *step) { d.floor(Paused) }}
	case s.Floor == Paused && d.p.Read(s.Text()) != Words:
		return timer{s.EarAt + d.p.NoiseAfter, func(d *step) {
			d.s.Noise = true
			d.floor(Full)
		}}
	}
	return timer{at: never}
}

// floorBack is quiet after something over the coach that was no interruption: it goes on where it was.
func (d *step) floorBack() timer {
	s := &d.s
	if s.Ear != Ended || !s.busy() {
		return timer{at: never}
	}
	return timer{s.EarAt + d.p.ResumeAfter, func(d *step) {
		if text := d.s.Text(); text != "" {
			d.do(Command{Act: Ignore, Text: text})
		}
		d.forget()
		d.floor(Full)
	}}
}

// turnOver is the end of the person's turn.
func (d *step) turnOver() timer {
	s := &d.s
	if s.Ear != Ended || s.busy() {
		return timer{at: never}
	}
	text := s.Text()
	if text == "" {
		return timer{s.EarAt + d.p.FinalWait, func(d *step) { d.forget() }}
	}
	at := s.EarAt + d.p.Quiet(text, s.Told, s.Activity)
	if !s.Settled {
		at = max(at, s.EarAt+d.p.FinalWait)
	}
	return timer{at, (*step).commit}
}

// deadAir is nothing to hear while an answer is due.
func (d *step) deadAir() timer {
	s := &d.s
	if s.Mouth == Idle || s.Sounding || s.Ear == Talking || !s.Present {
		return timer{at: never}
	}
	wait := d.p.FillAfter
	if s.Fillers > 0 {
		wait = d.p.FillAgain
	}
	return timer{s.SoundAt + wait, func(d *step) {
		d.s.Fillers++
		d.s.SoundAt = d.s.At
		d.say(Filler)
	}}
}

// rest is the end of a rest that has to be told, unless the person talks for too long.
func (d *step) rest() timer {
	s := &d.s
	switch {
	case s.Rest == 0:
		return timer{at: never}
	case s.canBegin() && s.At <= s.Rest+d.p.RestLate:
		return timer{s.At, func(d *step) {
			d.s.Rest = 0
			d.say(RestIsOver)
		}}
	}
	return timer{s.Rest + d.p.RestLate, func(d *step) { d.s.Rest = 0 }}
}

// away is a room without the person.
func (d *step) away() timer {
	s := &d.s
	switch {
	case s.Present:
		return timer{at: never}
	case !s.Came:
		return timer{d.p.ArriveIn, (*step).leave}
	}
	return timer{s.GoneAt + d.p.LeaveAfter, (*step).leave}
}

func (d *step) leave() {
	d.cancel()
	d.do(Command{Act: End})
	d.s.Left = true
}

// length is the longest a call may take.
func (d *step) length() timer {
	if !d.s.Warned && d.p.Longest > 2*time.Minute {
		return timer{d.p.Longest - time.Minute, func(d *step) {
			d.s.Warned = true
			d.say(AlmostOver)
		}}
	}
	return timer{d.p.Longest, (*step).leave}
}
