package spotter

// RedFlag is something in a person's words that a coach must not coach: it gets a fixed answer, before
// any model is asked and after one has answered.
type RedFlag string

// The red flags.
const (
	RedFlagChestPain  RedFlag = "chest_pain"
	RedFlagFainting   RedFlag = "fainting"
	RedFlagSelfHarm   RedFlag = "self_harm"
	RedFlagDisordered RedFlag = "disordered_eating"
	RedFlagPregnancy  RedFlag = "pregnancy_complication"
)

// RedFlags lists them, the most urgent first.
var RedFlags = [5]RedFlag{RedFlagChestPain, RedFlagSelfHarm, RedFlagPregnancy, RedFlagFainting, RedFlagDisordered}

// SafeAnswer is the fixed text that answers a red flag. What the person sent is saved all the same.
type SafeAnswer struct {
	Kind      RedFlag `json:"kind" enum:"chest_pain,self_harm,pregnancy_complication,fainting,disordered_eating"`
	Text      string  `json:"text" doc:"What to do now, to be shown or spoken as it is"`
	Emergency string  `json:"emergency,omitempty" doc:"The emergency number of the person's region, as their locale names it; absent when it names none that is known"`
	Language  string  `json:"language" enum:"en,de,es,hi" doc:"Of the text"`
}
