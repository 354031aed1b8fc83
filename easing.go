package spotter

// Trigger says what an adaptation of a plan answers to.
type Trigger string

// The triggers.
const (
	TriggerDeload      Trigger = "deload"          // stalled lifts, or low readiness for a while
	TriggerMissed      Trigger = "missed_sessions" // sessions that did not happen while energy was low
	TriggerReEntry     Trigger = "re_entry"        // two weeks or more without training
	TriggerNextBlock   Trigger = "next_block"      // a block that ends
	TriggerPlateau     Trigger = "plateau"         // weight that stays while the goal wants it to move
	TriggerExpenditure Trigger = "expenditure"     // measured expenditure that differs from the estimate
)

// Easing is a stretch of dates on which a training plan asks for less. It ends by itself: after it the plan
// goes on as it is. A plan that comes into force later has its own easings or none.
type Easing struct {
	From  Date          `json:"from" doc:"The first day"`
	Until Date          `json:"until" doc:"The last day"`
	Sets  float64       `json:"sets" doc:"The share of the sets that stays, rounded up to whole sets"`
	Load  float64       `json:"load" doc:"The share of the load that stays, rounded down to the equipment's step"`
	Days  []TrainingDay `json:"days,omitempty" doc:"What is trained on these dates instead of the plan's own days; left out: the plan's own"`
	Why   Trigger       `json:"why" enum:"deload,missed_sessions,re_entry"`
	Text  string        `json:"text"`
}

// Holds reports whether a date lies in the stretch.
func (e *Easing) Holds(d Date) bool { return !d.Before(e.From) && !e.Until.Before(d) }
