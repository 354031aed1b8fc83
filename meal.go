package spotter

import "time"

// WaterLog is one drink.
type WaterLog struct {
	ID       WaterLogID `json:"id"`
	At       time.Time  `json:"at"`
	Date     Date       `json:"date"`
	TimeZone string     `json:"time_zone"`
	ML       int        `json:"ml"`
}

// WaterInput logs a drink.
type WaterInput struct {
	ID *WaterLogID `json:"id,omitempty" doc:"The client's own permanent UUID"`
	ML int         `json:"ml" minimum:"1" maximum:"3000"`
	At *time.Time  `json:"at,omitempty" doc:"When, for drinks logged offline; not in the future"`
}

// MealLog is one meal that was eaten: a planned one, a dish of the catalogue, or the person's words.
type MealLog struct {
	ID        MealLogID  `json:"id"`
	At        time.Time  `json:"at"`
	Date      Date       `json:"date"`
	TimeZone  string     `json:"time_zone"`
	MealID    string     `json:"meal_id,omitempty" doc:"The planned meal it fulfils"`
	Name      string     `json:"name"`
	Servings  float64    `json:"servings"`
	Nutrition *Nutrition `json:"nutrition" doc:"Computed for planned meals; null when unknown or where a limit forbids figures"`
}

// MealInput logs a meal: the id of a planned meal of the day, or a name.
type MealInput struct {
	ID       *MealLogID `json:"id,omitempty" doc:"The client's own permanent UUID"`
	MealID   string     `json:"meal_id,omitempty" maxLength:"60" doc:"A planned meal of the day, as /today names it"`
	Name     string     `json:"name,omitempty" minLength:"1" maxLength:"120" doc:"What was eaten, when it was not the planned meal"`
	Servings *float64   `json:"servings,omitempty" minimum:"0.1" maximum:"10" doc:"1 when left out"`
	At       *time.Time `json:"at,omitempty" doc:"When, for meals logged offline; not in the future"`
}

// Check wants a planned meal or a name.
func (in *MealInput) Check() []Problem {
	switch {
	case in.MealID == "" && in.Name == "":
		return []Problem{{"meal_id", "must be given, or name: what was eaten"}}
	case in.MealID != "" && in.Name != "":
		return []Problem{{"meal_id", "must not be given together with name"}}
	}
	return nil
}
