package spotter

// Sentence is a sentence as data, before it is put in words: a key of the catalogue of texts and what fills it. Whoever
// shows it puts it in the reader's language.
type Sentence struct {
	Key  string     `json:"key" example:"training.deload"`
	Args []Argument `json:"args,omitempty"`
}

// The kinds of arguments.
const (
	ArgNumber   = "number"   // Number, as it is to be shown
	ArgTerm     = "term"     // an enumeration's value
	ArgExercise = "exercise" // an id, and the name in English
	ArgFood     = "food"     // as exercise
	ArgDish     = "dish"     // as exercise
	ArgDate     = "date"     // YYYY-MM-DD
	ArgText     = "text"     // as it is: a time, a unit, a person's own words
	ArgList     = "list"     // Items, joined as a sentence does
	ArgSentence = "sentence" // a sentence, or a part of one
)

// Argument is one thing that fills a message.
type Argument struct {
	Kind     string     `json:"kind" enum:"number,term,exercise,food,dish,date,text,list,sentence"`
	Number   float64    `json:"number,omitempty"`
	Places   *int       `json:"places,omitempty" doc:"How many decimals a number is shown with; as many as it has when left out"`
	Signed   bool       `json:"signed,omitempty" doc:"Whether a plus is shown"`
	Value    string     `json:"value,omitempty" doc:"An id, an enumeration's value, a date or a text"`
	Name     string     `json:"name,omitempty" doc:"What an entry of the catalogue is called in English"`
	Items    []Argument `json:"items,omitempty"`
	Sentence *Sentence  `json:"sentence,omitempty"`
}
