package turn

import "time"

// Meaning is what words mean while the coach has the floor.
type Meaning int

// The meanings.
const (
	Nothing     Meaning = iota // no word
	Backchannel                // "uh-huh": go on
	Hush                       // "stop": be quiet, and that is all
	Hold                       // "wait": be quiet, there is more to come
	Words                      // something else
)

// Policy is how turns are taken. Zero times take their defaults.
type Policy struct {
	// Read says what words mean. It has to be told.
	Read func(text string) Meaning
	// Quiet is how long it has to be quiet after text for the turn to be over; told reports whether the recogniser itself
	// has said so. It has to be told.
	Quiet func(text string, told bool, a Activity) time.Duration

	PauseAfter  time.Duration // of speech over the coach, for it to stop where it is; 400 ms
	ResumeAfter time.Duration // of quiet without words, for it to go on; 600 ms
	NoiseAfter  time.Duration // of speech without a word, for it to be noise; 2.5 s
	FinalWait   time.Duration // how long the recogniser is waited for after the end of speech; 1.2 s
	FillAfter   time.Duration // of dead air while an answer is due, at first; 3 s
	FillAgain   time.Duration // and then; 6 s
	HoldFor     time.Duration // how long "wait" holds what the coach would say by itself; 30 s
	RestLate    time.Duration // how late the end of a rest may be told; 15 s
	LeaveAfter  time.Duration // how long the room is kept for a person who has left; 30 s
	ArriveIn    time.Duration // and for one who has never come; 2 min
	Longest     time.Duration // of a call; 2 h
}

// mostDeadAir is what the watchdog promises.
const mostDeadAir = 8 * time.Second

func (p Policy) orDefaults() Policy {
	for field, value := range map[*time.Duration]time.Duration{
		&p.PauseAfter: 400 * time.Millisecond, &p.ResumeAfter: 600 * time.Millisecond, &p.NoiseAfter: 2500 * time.Millisecond,
		&p.FinalWait: 1200 * time.Millisecond, &p.FillAfter: 3 * time.Second, &p.FillAgain: 6 * time.Second, &p.HoldFor: 30 * time.Second,
		&p.RestLate: 15 * time.Second, &p.LeaveAfter: 30 * time.Second, &p.ArriveIn: 2 * time.Minute, &p.Longest: 2 * time.Hour,
	} {
		if *field == 0 {
			*field = value
		}
	}
	p.FillAfter, p.FillAgain = min(p.FillAfter, mostDeadAir), min(p.FillAgain, mostDeadAir)
	return p
}
