package spotter

import "time"

// SetEntry is what a person sends of a set: its fields, or words that say it.
type SetEntry struct {
	ID       *SetID     `json:"id,omitempty" doc:"The client's own permanent UUID: the same set sent twice is stored once"`
	Text     string     `json:"text,omitempty" minLength:"1" maxLength:"500" doc:"In words, such as: 100x8@9; 8 with 185 pounds, two in reserve; same again; no, nine. What is not clear is asked about (unclear_set), never guessed"`
	Exercise string     `json:"exercise,omitempty" minLength:"1" maxLength:"80" doc:"Left out beside text: the one that the words name, else the current one of the session"`
	WeightKG *float64   `json:"weight_kg,omitempty" minimum:"0" maximum:"600"`
	WeightLB *float64   `json:"weight_lb,omitempty" minimum:"0" maximum:"1323"`
	Reps     *int       `json:"reps,omitempty" minimum:"0" maximum:"1000" doc:"Required without text; 0 is a failed attempt"`
	RIR      *int       `json:"rir,omitempty" minimum:"0" maximum:"10"`
	Warmup   bool       `json:"warmup,omitempty" doc:"A warm-up set: it counts for nothing"`
	Note     string     `json:"note,omitempty" maxLength:"500"`
	LoggedAt *time.Time `json:"logged_at,omitempty" doc:"When it was done, for sets logged offline; not in the future"`
}

// Check wants either words or fields, and with fields the exercise and the repetitions.
func (in *SetEntry) Check() []Problem {
	switch {
	case in.Text != "" && (in.WeightKG != nil || in.WeightLB != nil || in.Reps != nil || in.RIR != nil || in.Note != "" || in.Warmup):
		return []Problem{{"text", "must not be given together with the fields that it says"}}
	case in.Text != "":
		return nil
	case in.Exercise == "":
		return []Problem{{"exercise", "is required, unless the set is given as text"}}
	case in.Reps == nil:
		return []Problem{{"reps", "is required, unless the set is given as text"}}
	}
	set := in.Set()
	return set.Check()
}

// Set is the set that the fields say.
func (in *SetEntry) Set() SetInput {
	out := SetInput{ID: in.ID, Exercise: in.Exercise, WeightKG: in.WeightKG, WeightLB: in.WeightLB, RIR: in.RIR,
		Warmup: in.Warmup, Note: in.Note, LoggedAt: in.LoggedAt}
	if in.Reps != nil {
		out.Reps = *in.Reps
	}
	return out
}

// LoggedSet is a set as it was stored, and what that did.
type LoggedSet struct {
	Set
	Outcome      string `json:"outcome" enum:"logged,corrected" doc:"corrected: the words changed the last set"`
	ReadBack     string `json:"read_back" doc:"What was understood, in a sentence to show or to speak"`
	SessionState string `json:"session_state" enum:"active,completed" doc:"completed once the last planned set is in; reopening undoes it"`
}

// RemarkKind is what a person says about an exercise while doing it.
type RemarkKind string

// The remarks.
const (
	TooHeavy RemarkKind = "too_heavy"
	TooEasy  RemarkKind = "too_easy"
	Pain     RemarkKind = "pain"
)

// Remark is what a person said about an exercise in a session. It holds for that session.
type Remark struct {
	ID       RemarkID   `json:"id"`
	Exercise string     `json:"exercise" doc:"Catalogue id, or the person's own name for it"`
	Kind     RemarkKind `json:"kind" enum:"too_heavy,too_easy,pain"`
	Region   Region     `json:"region,omitempty" doc:"Where it hurts, when that was said"`
	Urgent   bool       `json:"urgent,omitempty" doc:"Whether the words can mean an emergency: the session stops until the remark is taken back"`
	At       time.Time  `json:"at"`
}

// RemarkInput reports how an exercise is going.
type RemarkInput struct {
	ID       *RemarkID  `json:"id,omitempty" doc:"The client's own permanent UUID"`
	Kind     RemarkKind `json:"kind" enum:"too_heavy,too_easy,pain"`
	Exercise string     `json:"exercise,omitempty" minLength:"1" maxLength:"80" doc:"The current one of the session when left out"`
	Region   Region     `json:"region,omitempty" enum:"neck,shoulder,elbow,wrist,upper_back,lower_back,hip,knee,ankle" doc:"Where it hurts; with pain only"`
}

// Check wants a region with pain only.
func (in *RemarkInput) Check() []Problem {
	if in.Region != "" && in.Kind != Pain {
		return []Problem{{"region", "says where it hurts: give it with the kind pain only"}}
	}
	return nil
}

// Substitution replaces an exercise in one session. The plan stays as it is.
type Substitution struct {
	ID     SubstitutionID `json:"id"`
	From   string         `json:"from" doc:"Catalogue id"`
	To     string         `json:"to" doc:"Catalogue id"`
	Name   string         `json:"name" doc:"What it is called"`
	Why    string         `json:"why" enum:"pain,equipment,preference"`
	Reason string         `json:"reason" doc:"Why this one"`
	At     time.Time      `json:"at"`
}

// SubstitutionInput asks for another exercise in this session.
type SubstitutionInput struct {
	ID       *SubstitutionID `json:"id,omitempty" doc:"The client's own permanent UUID"`
	Exercise string          `json:"exercise,omitempty" minLength:"1" maxLength:"80" doc:"What to replace; the current one when left out"`
	To       string          `json:"to,omitempty" minLength:"1" maxLength:"80" doc:"What to do instead; the best candidate when left out"`
	Why      string          `json:"why,omitempty" enum:"pain,equipment,preference" doc:"preference when left out"`
	Region   Region          `json:"region,omitempty" enum:"neck,shoulder,elbow,wrist,upper_back,lower_back,hip,knee,ankle" doc:"What to spare: no candidate loads it"`
	Without  []Equipment     `json:"without,omitempty" enum:"bench,barbell,dumbbell,kettlebell,cable,machine,pull_up_bar,bands,rings,box,medicine_ball,cardio_machine" doc:"What is not to be had now"`
	Scope    string          `json:"scope,omitempty" enum:"session,always" doc:"always also proposes the change for the plan, which stays as it is until the person accepts; session when left out"`
}

// Substitute is an exercise that can stand in for another.
type Substitute struct {
	Exercise string   `json:"exercise" doc:"Catalogue id"`
	Name     string   `json:"name"`
	Reasons  []string `json:"reasons"`
}

// Substitutes are what is replaced in a session, and what could replace an exercise.
type Substitutes struct {
	Exercise   string         `json:"exercise" doc:"What the candidates could replace; empty when nothing is on"`
	Candidates []Substitute   `json:"candidates" doc:"Best first"`
	Applied    []Substitution `json:"applied" doc:"What is replaced in this session"`
}

// Guide is what a session is to be: its part of the plan as it stood at the start, and what the person
// has said and swapped since.
type Guide struct {
	Planned       []PlannedExercise `json:"planned"`
	Deload        bool              `json:"deload,omitempty"`
	SetsShare     float64           `json:"sets_share,omitempty"` // of the planned sets on the way back from a break; 0: all
	Hold          bool              `json:"hold,omitempty"`       // loads do not rise: the first week back
	Remarks       []Remark          `json:"remarks,omitempty"`
	Substitutions []Substitution    `json:"substitutions,omitempty"`
	Corrections   []Correction      `json:"corrections,omitempty"`
}

// Eased reports whether a session asks for less than the plan does in other weeks.
func (g *Guide) Eased() bool { return g.Deload || g.Hold || g.SetsShare > 0 && g.SetsShare < 1 }

// Correction is a change to a set that came in words under the client's own id, so that it is made once.
type Correction struct {
	ID  SetID `json:"id"`
	Set SetID `json:"set"`
}

// SayInput is what a person says in a workout.
type SayInput struct {
	ID       *SetID     `json:"id,omitempty" doc:"The client's own permanent UUID: what is said twice under it is done once"`
	Text     string     `json:"text" minLength:"1" maxLength:"500" doc:"A set, a correction, too heavy, too easy, where it hurts, or what comes next"`
	LoggedAt *time.Time `json:"logged_at,omitempty" doc:"When it was said, by phones that were offline; not in the future"`
}

// Said is what came of it.
type Said struct {
	SessionID    SessionID `json:"session_id"`
	Outcome      string    `json:"outcome" enum:"logged,corrected,noted,next"`
	ReadBack     string    `json:"read_back" doc:"What was understood, in a sentence to show or to speak"`
	Set          *Set      `json:"set" doc:"The set that was logged or corrected"`
	Remark       *Remark   `json:"remark" doc:"What was said about the exercise"`
	Next         NextSet   `json:"next"`
	SessionState string    `json:"session_state" enum:"active,completed"`
}

// Noted is a remark as it was stored, and what it changes.
type Noted struct {
	Remark
	SessionID SessionID `json:"session_id"`
	Next      NextSet   `json:"next"`
}

// Substituted is a substitution as it was stored, and what it changes.
type Substituted struct {
	Substitution
	SessionID    SessionID    `json:"session_id"`
	Alternatives []Substitute `json:"alternatives" doc:"What else could be done, best first"`
	ProposalID   *ProposalID  `json:"proposal_id" doc:"The proposal that makes it so from now on, where that was asked for"`
	Next         NextSet      `json:"next"`
}

// NextSet is what to do next in a session, and why.
type NextSet struct {
	State       string    `json:"state" enum:"set,complete,free,stopped" doc:"complete: nothing planned is left; free: nothing is planned; stopped: what was said can mean an emergency, and nothing is advised"`
	Exercise    string    `json:"exercise,omitempty" doc:"Catalogue id, or the person's own name for it"`
	Name        string    `json:"name,omitempty"`
	Number      int       `json:"number,omitempty" doc:"1 for the first set of this exercise; warm-up sets do not count"`
	Of          int       `json:"of,omitempty" doc:"How many sets of it the session has"`
	RepsMin     int       `json:"reps_min,omitempty"`
	RepsMax     int       `json:"reps_max,omitempty"`
	Unit        string    `json:"unit,omitempty" enum:"reps,seconds,minutes"`
	RIR         int       `json:"rir" doc:"Reps to leave in reserve"`
	Load        *Quantity `json:"load" doc:"In kg, exact; null: body weight, or to be found by reps in reserve"`
	Shown       *Amount   `json:"load_shown" doc:"The same load in the unit that the person lifts in; the equipment has it"`
	Change      string    `json:"change" enum:"up,hold,down,start,find,none" doc:"Against the last set of the exercise; none: no load"`
	Reason      string    `json:"reason"`
	Evidence    []Reason  `json:"evidence" doc:"What the load rests on besides the last set: readiness, the estimated maximum"`
	RestSeconds int       `json:"rest_seconds" doc:"Between the last set and this one"`
	Warmups     []RampSet `json:"warmups" doc:"Ramp sets that come first"`
	Superset    []string  `json:"superset,omitempty" doc:"The exercises that it alternates with"`
	Caution     string    `json:"caution,omitempty"`
	Stopped     *Stopped  `json:"stopped" doc:"An exercise that pain has just stopped"`
	StoppedBy   *RemarkID `json:"stopped_by,omitempty" doc:"The remark that stopped the session; taking it back goes on"`
}

// RampSet is one ramp set before the first heavy lift.
type RampSet struct {
	LoadKG *float64 `json:"load_kg" doc:"Exact; null where the working load is not known"`
	Shown  *Amount  `json:"load_shown" doc:"Null like load_kg"`
	Reps   int      `json:"reps"`
}

// Stopped is an exercise that pain has stopped for this session.
type Stopped struct {
	Exercise string       `json:"exercise"`
	Name     string       `json:"name"`
	Region   Region       `json:"region,omitempty"`
	Notice   string       `json:"notice" doc:"What to do about it, always to be said"`
	Instead  []Substitute `json:"instead" doc:"What could be done instead, best first"`
}
