package spotter

// Exercise is an entry of the exercise catalogue.
type Exercise struct {
	ID         string      `json:"id" example:"barbell_bench_press"`
	Name       string      `json:"name"`
	Aliases    []string    `json:"aliases"`
	Pattern    string      `json:"pattern" enum:"squat,hinge,lunge,push_horizontal,push_vertical,pull_horizontal,pull_vertical,isolation,carry,core,cardio,mobility"`
	Primary    []string    `json:"primary" doc:"Muscles that do the work"`
	Secondary  []string    `json:"secondary" doc:"Muscles that help; they count half a set"`
	Equipment  []Equipment `json:"equipment" doc:"All of these are needed; empty means body weight"`
	Level      Level       `json:"level" doc:"From which level on it is offered"`
	Compound   bool        `json:"compound"`
	Unilateral bool        `json:"unilateral"`
	Unit       string      `json:"unit" enum:"reps,seconds,minutes"`
	Loadable   bool        `json:"loadable" doc:"Whether a load in kg is logged"`
	Supine     bool        `json:"supine,omitempty" doc:"Lying on the back"`
	Prone      bool        `json:"prone,omitempty" doc:"Lying on the belly"`
	MET        float64     `json:"met"`
	Cues       []string    `json:"cues"`
	Faults     []string    `json:"faults"`
	Loads      []Region    `json:"loads" doc:"Regions that it loads: what an injury there excludes, replaces or marks"`
	Easier     []string    `json:"easier,omitempty" doc:"Ids"`
	Harder     []string    `json:"harder,omitempty" doc:"Ids"`
	SwapsWith  []string    `json:"swaps_with,omitempty" doc:"Ids"`
}

// Food is an entry of the food catalogue. Figures are per 100 g and come from USDA SR26.
type Food struct {
	ID        string            `json:"id"`
	Name      string            `json:"name"`
	Aliases   []string          `json:"aliases" doc:"Other names that people use for it"`
	Spoken    map[string]string `json:"-"` // its names in other languages, by language
	NDB       int               `json:"ndb" doc:"Row in USDA SR26 that the figures come from"`
	Nutrition Nutrition         `json:"nutrition" doc:"Per 100 g"`
	Kind      string            `json:"kind" doc:"meat, poultry, fish, shellfish, egg, dairy, plant, honey, fungus, root ..."`
	Allergens []Allergen        `json:"allergens"`
	Triggers  []Intolerance     `json:"triggers" doc:"Intolerances that it sets off"`
	Excluded  []DietPattern     `json:"excluded" doc:"Diet patterns that do not eat it"`
	Aisle     string            `json:"aisle"`
	Measure   string            `json:"measure,omitempty" doc:"Household measure"`
	MeasureG  float64           `json:"measure_g,omitempty" doc:"Grams of one household measure"`
	Cooked    *Cooked           `json:"cooked,omitempty" doc:"For grains and pulses that are bought dry"`
}

// Cooked says what becomes of a dry food in water.
type Cooked struct {
	NDB   int     `json:"ndb" doc:"Row of the cooked food in USDA SR26"`
	Times float64 `json:"times" doc:"Cooked weight of 1 g of the dry food, by the dry matter of both rows"`
	CupG  float64 `json:"cup_g" doc:"Grams of a cup of the cooked food"`
}

// Dish is an entry of the dish catalogue. Nutrition and allergens are computed from its ingredients.
type Dish struct {
	ID          string            `json:"id"`
	Name        string            `json:"name"`
	Aliases     []string          `json:"aliases,omitempty"`
	Spoken      map[string]string `json:"-"` // its names in other languages, by language
	Cuisine     string            `json:"cuisine"`
	Meals       []string          `json:"meals" doc:"breakfast, main, snack"`
	Minutes     int               `json:"minutes"`
	Seldom      bool              `json:"seldom,omitempty" doc:"Plain or uncommon: planned where the usual dishes do not fit"`
	Ingredients []Ingredient      `json:"ingredients" doc:"For one serving"`
	Steps       []string          `json:"steps"`
}

// Ingredient is an amount of one food in a dish.
type Ingredient struct {
	Food  string  `json:"food"`
	Grams float64 `json:"grams"`
	Role  string  `json:"role,omitempty" enum:"protein,carb,fat,veg,fixed" doc:"What scaling may change; fixed stays in proportion"`
}

// RecipeStep is one step of a recipe with what it calls for.
type RecipeStep struct {
	Text    string    `json:"text"`
	Amounts []Portion `json:"amounts" doc:"What the step calls for first; an amount stands with one step at most"`
}

// BreathHeld reports whether an exercise is a heavy barbell lift that makes one hold the breath.
func (e Exercise) BreathHeld() bool {
	if !e.Loadable {
		return false
	}
	for _, thing := range e.Equipment {
		if thing == "barbell" {
			switch e.Pattern {
			case "squat", "hinge", "lunge", "push_horizontal", "push_vertical":
				return true
			}
		}
	}
	return false
}
