package spotter

import "time"

// KilogramsPerPound is exact by definition (international avoirdupois pound, 1959).
const KilogramsPerPound = 0.45359237

// Session is one workout as it was carried out.
type Session struct {
	ID          SessionID  `json:"id"`
	Date        Date       `json:"date" doc:"Local date"`
	TimeZone    string     `json:"time_zone" doc:"The zone that the date is local to"`
	Name        string     `json:"name"`
	State       string     `json:"state" enum:"active,completed"`
	StartedAt   time.Time  `json:"started_at"`
	CompletedAt *time.Time `json:"completed_at"`
	Note        string     `json:"note,omitempty"`
	ImportID    *ImportID  `json:"import_id,omitempty" doc:"The import that brought it"`
	Sets        []Set      `json:"sets"`
	Revision    int        `json:"-"`
}

// Set is one logged set. The load is in kg; what the person entered is kept beside it.
type Set struct {
	ID       SetID   `json:"id"`
	Exercise string  `json:"exercise" doc:"Catalogue id, or the person's own name for it"`
	Number   int     `json:"number" doc:"1 for the first set of this exercise in the session"`
	WeightKG float64 `json:"weight_kg"`
	Entered  Amount  `json:"entered" doc:"The load as the person gave it"`
	Reps     int     `json:"reps"`
	RIR      *int    `json:"rir"`
	Warmup   bool    `json:"warmup,omitempty" doc:"It counts for nothing"`
	Note     string  `json:"note,omitempty"`
	SetExtras
	LoggedAt time.Time `json:"logged_at"`
	Revision int       `json:"-"`
}

// SetExtras is what only sets from other apps have.
type SetExtras struct {
	Effort    string    `json:"effort,omitempty" enum:"drop,failure"`
	Seconds   *int      `json:"seconds,omitempty"`
	DistanceM *float64  `json:"distance_m,omitempty" doc:"In metres"`
	RPE       *float64  `json:"rpe,omitempty" doc:"The rating of perceived exertion as it was given; rir follows from it"`
	Superset  *int      `json:"superset,omitempty" doc:"Sets with the same number in a session were done in turn"`
	ImportID  *ImportID `json:"import_id,omitempty" doc:"The import that brought it"`
	Line      *int      `json:"import_line,omitempty" doc:"Its line in the file"`
}

// Amount is a value in the unit in which it was entered.
type Amount struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit" enum:"kg,lb,g,ml"`
}

// SetInput logs a set. Exactly one of WeightKG and WeightLB is given; neither means body weight.
type SetInput struct {
	ID       *SetID     `json:"id,omitempty" doc:"The client's own permanent UUID: the same set sent twice is stored once"`
	Exercise string     `json:"exercise" minLength:"1" maxLength:"80"`
	WeightKG *float64   `json:"weight_kg,omitempty" minimum:"0" maximum:"600"`
	WeightLB *float64   `json:"weight_lb,omitempty" minimum:"0" maximum:"1323"`
	Reps     int        `json:"reps" minimum:"0" maximum:"1000" doc:"0 is a failed attempt"`
	RIR      *int       `json:"rir,omitempty" minimum:"0" maximum:"10"`
	Warmup   bool       `json:"warmup,omitempty"`
	Note     string     `json:"note,omitempty" maxLength:"500"`
	LoggedAt *time.Time `json:"logged_at,omitempty" doc:"When it was done, for sets logged offline; not in the future"`
}

// Check wants one load at most.
func (in *SetInput) Check() []Problem {
	if in.WeightKG != nil && in.WeightLB != nil {
		return []Problem{{"weight_lb", "must not be given together with weight_kg"}}
	}
	return nil
}

// Load is the load in kg, exact, and what was entered.
func (in *SetInput) Load() (kg float64, entered Amount) { return load(in.WeightKG, in.WeightLB) }

func load(kg, lb *float64) (float64, Amount) {
	switch {
	case lb != nil: // the product of two decimals is one; its last digits are no noise of multiplying
		return RoundTo(*lb*KilogramsPerPound, 1e-10), Amount{*lb, "lb"}
	case kg != nil:
		return *kg, Amount{*kg, "kg"}
	default:
		return 0, Amount{0, "kg"}
	}
}

// SetPatch corrects a set; nil fields stay.
type SetPatch struct {
	Exercise *string  `json:"exercise,omitempty" minLength:"1" maxLength:"80"`
	WeightKG *float64 `json:"weight_kg,omitempty" minimum:"0" maximum:"600"`
	WeightLB *float64 `json:"weight_lb,omitempty" minimum:"0" maximum:"1323"`
	Reps     *int     `json:"reps,omitempty" minimum:"0" maximum:"1000"`
	RIR      *int     `json:"rir,omitempty" minimum:"0" maximum:"10"`
	Warmup   *bool    `json:"warmup,omitempty"`
	Note     *string  `json:"note,omitempty" maxLength:"500"`
}

// Check wants one load at most.
func (in *SetPatch) Check() []Problem {
	if in.WeightKG != nil && in.WeightLB != nil {
		return []Problem{{"weight_lb", "must not be given together with weight_kg"}}
	}
	return nil
}

// Apply puts the correction on a set.
func (in *SetPatch) Apply(s Set) Set {
	if in.Exercise != nil {
		s.Exercise = *in.Exercise
	}
	if in.WeightKG != nil || in.WeightLB != nil {
		s.WeightKG, s.Entered = load(in.WeightKG, in.WeightLB)
	}
	if in.Reps != nil {
		s.Reps = *in.Reps
	}
	if in.RIR != nil {
		s.RIR = in.RIR
	}
	if in.Warmup != nil {
		s.Warmup = *in.Warmup
	}
	if in.Note != nil {
		s.Note = *in.Note
	}
	return s
}

// CheckIn is how the person feels; what was not asked is null.
type CheckIn struct {
	ID           CheckInID      `json:"id"`
	At           time.Time      `json:"at"`
	Date         Date           `json:"date"`
	TimeZone     string         `json:"time_zone"`
	Energy       *int           `json:"energy"`
	SleepQuality *int           `json:"sleep_quality"`
	SleepHours   *float64       `json:"sleep_hours"`
	Soreness     *int           `json:"soreness" doc:"Overall, the highest of the regions when they are given"`
	ByRegion     map[Region]int `json:"soreness_by_region,omitempty"`
}

// CheckInInput reports how the person feels; at least one field is given.
type CheckInInput struct {
	ID           *CheckInID     `json:"id,omitempty" doc:"The client's own permanent UUID"`
	Energy       *int           `json:"energy,omitempty" minimum:"1" maximum:"5"`
	SleepQuality *int           `json:"sleep_quality,omitempty" minimum:"1" maximum:"5"`
	SleepHours   *float64       `json:"sleep_hours,omitempty" minimum:"0" maximum:"24"`
	Soreness     *int           `json:"soreness,omitempty" minimum:"1" maximum:"5"`
	ByRegion     map[Region]int `json:"soreness_by_region,omitempty" doc:"1-5 by region of the body"`
	At           *time.Time     `json:"at,omitempty" doc:"When, for check-ins made offline; not in the future"`
}

// Regions lists the regions of the body that can be sore or injured.
var Regions = [9]Region{"neck", "shoulder", "elbow", "wrist", "upper_back", "lower_back", "hip", "knee", "ankle"}

// Check wants something reported, and known regions with soreness 1 to 5.
func (in *CheckInInput) Check() []Problem {
	if in.Energy == nil && in.SleepQuality == nil && in.SleepHours == nil && in.Soreness == nil && len(in.ByRegion) == 0 {
		return []Problem{{"energy", "must be given, or another field: an empty check-in says nothing"}}
	}
	known := 0
	for _, r := range Regions {
		if n, ok := in.ByRegion[r]; ok {
			known++
			if n < 1 || n > 5 {
				return []Problem{{"soreness_by_region." + string(r), "must be between 1 and 5"}}
			}
		}
	}
	if known != len(in.ByRegion) {
		return []Problem{{"soreness_by_region", "must name regions among neck, shoulder, elbow, wrist, upper_back, lower_back, hip, knee, ankle"}}
	}
	return nil
}

// Weight is one weighing.
type Weight struct {
	ID       WeightID  `json:"id"`
	At       time.Time `json:"at"`
	Date     Date      `json:"date"`
	TimeZone string    `json:"time_zone"`
	WeightKG float64   `json:"weight_kg"`
	Entered  Amount    `json:"entered"`
}

// WeightInput logs a weighing: exactly one of the two weights.
type WeightInput struct {
	ID       *WeightID  `json:"id,omitempty" doc:"The client's own permanent UUID"`
	WeightKG *float64   `json:"weight_kg,omitempty" minimum:"30" maximum:"300"`
	WeightLB *float64   `json:"weight_lb,omitempty" minimum:"66.2" maximum:"661.4"`
	At       *time.Time `json:"at,omitempty" doc:"When, for weighings made offline; not in the future"`
}

// Check wants exactly one weight.
func (in *WeightInput) Check() []Problem {
	if (in.WeightKG == nil) == (in.WeightLB == nil) {
		return []Problem{{"weight_kg", "or weight_lb must be given, one of the two"}}
	}
	return nil
}

// Load is the weight in kg and what was entered.
func (in *WeightInput) Load() (kg float64, entered Amount) { return load(in.WeightKG, in.WeightLB) }
