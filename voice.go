package spotter

import "time"

// VoicePurpose is what a call is for.
type VoicePurpose string

// The purposes. A workout is begun by the call itself; onboarding asks for what is missing.
const (
	VoiceTalk       VoicePurpose = "talk"
	VoiceWorkout    VoicePurpose = "workout"
	VoiceOnboarding VoicePurpose = "onboarding"
)

// VoiceState is where a session stands. Waiting ends in active, when the person has entered, and both end in ended.
type VoiceState string

// The states.
const (
	VoiceWaiting VoiceState = "waiting"
	VoiceActive  VoiceState = "active"
	VoiceEnded   VoiceState = "ended"
)

// VoiceReason says why a session ended.
type VoiceReason string

// The reasons.
const (
	VoiceByPerson VoiceReason = "person"   // they asked for it
	VoiceLeft     VoiceReason = "left"     // they left and did not come back
	VoiceNobody   VoiceReason = "nobody"   // they never came
	VoiceReplaced VoiceReason = "replaced" // they began another
	VoiceTooLong  VoiceReason = "too_long"
	VoiceFailed   VoiceReason = "failed" // no agent could be had
)

// The limits of sessions.
const (
	VoiceLease     = 6 * time.Second  // how long an agent counts as there after its last sign of life
	VoiceBeat      = 2 * time.Second  // between two of them
	VoiceSummons   = 8 * time.Second  // how long one that was asked for may take to come
	VoiceComeBack  = 30 * time.Second // how long the agent waits for a person who has left
	VoiceEntry     = 10 * time.Minute // how long the token lets the person enter
	VoiceAgents    = 10               // agents that are asked for in one session, one after the other
	VoicePerHour   = 30               // sessions that a person may begin in an hour
	VoiceLongest   = time.Hour        // unless it is configured
	VoiceAfterward = time.Minute      // after its end what is still stored counts as said in it
)

// VoiceInput asks for a session.
type VoiceInput struct {
	Agent   Actor        `json:"agent,omitempty" enum:"workout,diet,supplement,tracker,scheduler,general" doc:"Who is to answer; chosen from the words when left out"`
	Purpose VoicePurpose `json:"purpose,omitempty" enum:"talk,workout,onboarding" doc:"What the call is for; talk when left out"`
	Bound   bool         `json:"-"` // who calls may not approve: a yes of theirs counts for nothing
}

// VoiceSession is a call with the coach. What is said in it is part of the person's one conversation.
type VoiceSession struct {
	ID        VoiceSessionID `json:"id"`
	Purpose   VoicePurpose   `json:"purpose" enum:"talk,workout,onboarding"`
	Agent     Actor          `json:"agent,omitempty" doc:"Who was asked for; left out when it is chosen from the words"`
	State     VoiceState     `json:"state" enum:"waiting,active,ended"`
	Reason    VoiceReason    `json:"reason,omitempty" enum:"person,left,nobody,replaced,too_long,failed" doc:"Why it ended"`
	Present   bool           `json:"agent_present" doc:"Whether the coach is in the room"`
	CreatedAt time.Time      `json:"created_at"`
	JoinedAt  *time.Time     `json:"joined_at" doc:"When the person first entered"`
	EndedAt   *time.Time     `json:"ended_at"`
	Seconds   int            `json:"seconds" doc:"From the person's first entry to the end, or to now"`
}

// VoiceGrant is a session with what lets the person in.
type VoiceGrant struct {
	ID        VoiceSessionID `json:"id"`
	Room      string         `json:"room"`
	URL       string         `json:"url" doc:"Of the LiveKit server, for its client"`
	Token     string         `json:"token" doc:"Lets this person into this room until expires_at; do not keep it"`
	ExpiresAt time.Time      `json:"expires_at"`
}

// VoiceDetail is a session with what was said in it and how quick the answers were.
type VoiceDetail struct {
	VoiceSession

	Transcript []Message      `json:"transcript" doc:"What was said, oldest first"`
	Latency    []VoiceLatency `json:"latency" doc:"By stage, over the turns that came to it"`
}

// VoiceLatency is how long a stage of the turns took, counted from the end of the person's speech.
type VoiceLatency struct {
	Stage string  `json:"stage" enum:"decided,first_token,first_sentence,first_audio,first_frame,ducked"`
	Turns int     `json:"turns"`
	P50MS float64 `json:"p50_ms"`
	P95MS float64 `json:"p95_ms"`
}

// Latency is how long the stages of one spoken turn took, each from the end of the person's speech; 0: it did not come to that.
type Latency struct {
	Turn          int           `json:"turn"`
	Decided       time.Duration `json:"decided"`        // the turn was taken to be over
	FirstToken    time.Duration `json:"first_token"`    // the first of the answer's text
	FirstSentence time.Duration `json:"first_sentence"` // the first sentence went to the voice
	FirstAudio    time.Duration `json:"first_audio"`    // its first audio came
	FirstFrame    time.Duration `json:"first_frame"`    // and was sent
	Ducked        time.Duration `json:"ducked"`         // from the onset of speech over the coach until it was quieter
}

// Stages names the stages of a turn, in order.
func (l Latency) Stages() []struct {
	Name string
	Took time.Duration
} {
	return []struct {
		Name string
		Took time.Duration
	}{{"decided", l.Decided}, {"first_token", l.FirstToken}, {"first_sentence", l.FirstSentence},
		{"first_audio", l.FirstAudio}, {"first_frame", l.FirstFrame}, {"ducked", l.Ducked}}
}

// VoiceCall is what an agent has to know of the session that it serves.
type VoiceCall struct {
	Session VoiceSessionID
	User    UserID
	Purpose VoicePurpose
	Agent   Actor // empty: chosen from the words
	Bound   bool  // a yes counts for nothing: see [TurnInput]
	Locale  string
	Name    string
	EndsAt  time.Time // the longest that it may go on
}

// VoiceErrand is what an agent is given when it is asked for: whose session it is. It says nothing else of the person,
// since the server for voice may be somebody else's.
type VoiceErrand struct {
	Session VoiceSessionID `json:"session"`
	User    UserID         `json:"user"`
}
