package spotter

// Limits are the hard limits that follow from screening, age and injuries. They are computed in one
// place (science/safety) and every generator and door takes them; no agent can lift one.
type Limits struct {
	NoDeficit       bool                `json:"no_deficit" doc:"Energy never below expenditure"`
	HideNumbers     bool                `json:"hide_numbers" doc:"No energy or weight target in any answer"`
	NoWeighIns      bool                `json:"no_weigh_ins" doc:"No weigh-in is asked for or reminded of"`
	NoMaximal       bool                `json:"no_maximal" doc:"No maximal work, nothing at RPE 9 or above: at least 2 reps in reserve"`
	LightStart      bool                `json:"light_start" doc:"The first weeks are light"`
	NoSupine        bool                `json:"no_supine" doc:"Nothing lying on the back or the belly"`
	NoBreathHolding bool                `json:"no_breath_holding" doc:"No heavy, breath-held lifts"`
	NoStimulants    bool                `json:"no_stimulants"`
	CaffeineMaxMG   int                 `json:"caffeine_max_mg" doc:"A day, all sources"`
	NoSupplements   bool                `json:"no_supplements" doc:"Nothing beyond: ask your doctor or midwife"`
	Minor           bool                `json:"minor" doc:"16 or 17 years old"`
	Regions         map[Region]Severity `json:"regions" doc:"Regions to spare: high excludes, medium replaces, low marks"`
	Reasons         []Reason            `json:"reasons"`
}

// LeastRIR is how many reps stay in reserve where maximal work is ruled out: RPE 8 at the most.
const LeastRIR = 2

// Allows reports whether an exercise may be shown to a person with these limits: nothing that loads a
// region of high or medium severity, nothing lying down and no heavy, breath-held barbell lift where those
// are ruled out. Every door asks it, also for plans that were made before a limit.
func (l Limits) Allows(e Exercise) bool {
	if l.NoSupine && (e.Supine || e.Prone) || l.NoBreathHolding && e.BreathHeld() {
		return false
	}
	for _, region := range e.Loads {
		if s := l.Regions[region]; s == SeverityHigh || s == SeverityMedium {
			return false
		}
	}
	return true
}

// Minded are the regions of low severity that an exercise loads: it stays, with a note.
func (l Limits) Minded(e Exercise) []Region {
	var out []Region
	for _, region := range e.Loads {
		if l.Regions[region] == SeverityLow {
			out = append(out, region)
		}
	}
	return out
}
