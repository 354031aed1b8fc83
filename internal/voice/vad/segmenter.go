package vad

import "time"

// frameTime is how long a frame lasts.
const frameTime = 32 * time.Millisecond

// Options say when speech is taken to begin and to end. [DefaultOptions] suit a conversation.
type Options struct {
	Start      float32       // a frame as probable as this begins speech
	Stop       float32       // a frame less probable than this may end it; below Start, so that it does not flicker
	MinSpeech  time.Duration // so much in a row is speech; less was a cough or a clank
	MinSilence time.Duration // so much in a row ends it
	PreRoll    time.Duration // how much is kept of what came before
}

// DefaultOptions are Silero's own thresholds. 160 ms is shorter than a spoken "no" as the network hears it, and longer
// than a clank; 192 ms is longer than the stop within a word such as "backpack". Whether a turn has ended is decided later and elsewhere.
func DefaultOptions() Options {
	return Options{Start: 0.5, Stop: 0.35, MinSpeech: 160 * time.Millisecond, MinSilence: 192 * time.Millisecond, PreRoll: 480 * time.Millisecond}
}

// Kind is what an event tells.
type Kind int

// The kinds of events. After Onset comes Started or Dismissed; after Started comes Ended.
const (
	Onset     Kind = iota + 1 // it sounds like speech: time to duck
	Started                   // it is speech
	Dismissed                 // it was too short for speech
	Ended                     // speech is over
)

// Event tells of speech. At is the position in what was written where that happened; it is told a little later.
type Event struct {
	Kind Kind
	At   time.Duration
}

// Segmenter finds speech in a stream. One goroutine uses it. It takes about 30 kB, and allocates nothing once made.
type Segmenter struct {
	options  Options
	detector *Detector
	gate     gate
	frame    [FrameSize]int16
	filled   int
	kept     ring
	frames   int  // heard so far
	open     int  // frames that the network still hears though the gate is shut
	behind   int  // frames kept from the network since it last heard one
	state    Kind // Onset, Started, or Ended when there is no speech
	began    int  // the frame in which speech began
	run      int  // speech frames in a row in Onset, silent ones in Started
	asked    int  // frames that went through the network
	likely   float32
}

// hangover is how many frames the network hears after the gate has shut, and how many it is given of those before the
// gate opened, so that it knows what speech came out of.
const hangover = 8

// NewSegmenter begins with silence.
func NewSegmenter(m *Model, o Options) *Segmenter {
	keep := max(int(o.PreRoll*HearRate/time.Second), hangover*FrameSize)
	return &Segmenter{options: o, detector: NewDetector(m), kept: ring{samples: make([]int16, keep)}, state: Ended}
}

// Write takes 16 kHz samples, as many as there are, and appends what they tell to events.
func (s *Segmenter) Write(pcm []int16, events []Event) []Event {
	for len(pcm) > 0 {
		n := copy(s.frame[s.filled:], pcm)
		pcm = pcm[n:]
		if s.filled += n; s.filled < FrameSize {
			break
		}
		s.filled = 0
		events = s.hear(events)
		s.kept.add(s.frame[:])
	}
	return events
}

// Heard is how much has been written.
func (s *Segmenter) Heard() time.Duration {
	return time.Duration(s.frames)*frameTime + time.Duration(s.filled)*time.Second/HearRate
}

// Speaking tells whether speech is under way.
func (s *Segmenter) Speaking() bool { return s.state == Started }

// Probability is what the network said of the last frame; 0 where the gate spared it.
func (s *Segmenter) Probability() float32 { return s.likely }

// Asked is how many frames of all went through the network.
func (s *Segmenter) Asked() (asked, frames int) { return s.asked, s.frames }

// Recent appends what was written last to dst, at most d of it and no more than PreRoll and the frame under way: what
// a recogniser has to hear that is opened once speech has started.
func (s *Segmenter) Recent(dst []int16, d time.Duration) []int16 {
	n := int(d * HearRate / time.Second)
	dst = s.kept.last(dst, n-min(n, s.filled))
	return append(dst, s.frame[s.filled-min(n, s.filled):s.filled]...)
}

// hear is the next whole frame.
func (s *Segmenter) hear(events []Event) []Event {
	s.likely = s.ask()
	s.frames++
	switch {
	case s.state == Ended && s.likely >= s.options.Start:
		s.state, s.began, s.run = Onset, s.frames-1, 0
		events = append(events, Event{Onset, s.at(s.began)})
		fallthrough
	case s.state == Onset:
		events = s.onset(events)
	case s.state == Started:
		events = s.speech(events)
	}
	return events
}

// onset waits until there is enough speech, or none any more.
func (s *Segmenter) onset(events []Event) []Event {
	if s.likely < s.options.Stop {
		s.state = Ended
		return append(events, Event{Dismissed, s.at(s.frames - 1)})
	}
	if s.run++; time.Duration(s.run)*frameTime < s.options.MinSpeech {
		return events
	}
	s.state, s.run = Started, 0
	return append(events, Event{Started, s.at(s.began)})
}

// speech waits until there is enough silence.
func (s *Segmenter) speech(events []Event) []Event {
	switch {
	case s.likely >= s.options.Start:
		s.run = 0
	case s.likely < s.options.Stop || s.run > 0:
		s.run++
	}
	if s.run == 0 || time.Duration(s.run)*frameTime < s.options.MinSilence {
		return events
	}
	s.state = Ended
	return append(events, Event{Ended, s.at(s.frames - s.run)})
}

// ask lets the network judge the frame, unless it is as quiet as the room. While something may be speech, and a while
// after, it hears every frame.
func (s *Segmenter) ask() float32 {
	if s.gate.passes(&s.frame) || s.state != Ended {
		s.open = hangover
	}
	if s.open == 0 {
		s.behind++
		return 0
	}
	s.open--
	s.catchUp()
	s.asked++
	return s.detector.Hear(&s.frame)
}

// catchUp gives the network what it missed; after a long while only the end of it, and as a new stream.
func (s *Segmenter) catchUp() {
	if s.behind > hangover {
		s.detector.Reset()
	}
	for n := min(s.behind, hangover); n > 0; n-- {
		var frame [FrameSize]int16
		s.kept.frame(&frame, n)
		s.asked++
		s.detector.Hear(&frame)
	}
	s.behind = 0
}

func (s *Segmenter) at(frame int) time.Duration { return time.Duration(frame) * frameTime }
