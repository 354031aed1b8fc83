package spotter

import "strconv"

// Nutrient is a substance that is counted over products and food.
type Nutrient string

// Grade says how good the evidence for a claim is: A strong, B moderate, C weak or mixed, D none or against it.
type Grade string

// Urgency says how an interaction or a flag is to be taken.
type Urgency string

// The urgencies, the gravest first.
const (
	Avoid   Urgency = "avoid"   // not together, unless a doctor who knows of both says so
	Ask     Urgency = "ask"     // ask a doctor or pharmacist before
	Caution Urgency = "caution" // possible, with what the text says
)

// Cited says where a statement comes from. What was not read at its source is not verified.
type Cited struct {
	Source     string `json:"source"`
	SourceDate string `json:"source_date" doc:"When the source was published or read, as year or year-month" example:"2015"`
	Verified   bool   `json:"verified" doc:"False: written from general knowledge and not checked against the source"`
}

// Supplement is an entry of the supplement catalogue.
type Supplement struct {
	ID           string        `json:"id" example:"creatine"`
	Name         string        `json:"name"`
	Aliases      []string      `json:"aliases"`
	Purpose      string        `json:"purpose" doc:"What it is taken for"`
	Dose         *DoseWindow   `json:"dose" doc:"The usual amount; null when none is advised"`
	Nutrient     Nutrient      `json:"nutrient,omitempty" doc:"What it counts as in a day's total"`
	Stimulant    bool          `json:"stimulant"`
	WeightLoss   bool          `json:"weight_loss" doc:"Sold to lose weight"`
	Claims       []Claim       `json:"claims"`
	Interactions []Interaction `json:"interactions" doc:"With classes of medicines"`
	Flags        []FlagRule    `json:"flags" doc:"With answers of the screening"`
	Together     []FoodRule    `json:"together" doc:"With food, drinks and other supplements"`
	Allergens    []Allergen    `json:"allergens" doc:"What it is made of, or may be"`
	Triggers     []Intolerance `json:"triggers"`
	Excluded     []DietPattern `json:"excluded" doc:"Ways of eating that it does not fit"`
	Instead      string        `json:"instead,omitempty" doc:"What fits those whom it does not"`
}

// DoseWindow is the usual amount a day.
type DoseWindow struct {
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Unit   string  `json:"unit" enum:"g,mg,µg,IU"`
	PerKG  bool    `json:"per_kg" doc:"Per kg of body mass"`
	Timing string  `json:"timing"`
	Cited
}

// Claim is something that a supplement is said to do.
type Claim struct {
	Text       string `json:"text"`
	Grade      Grade  `json:"grade" enum:"A,B,C,D"`
	WeightLoss bool   `json:"weight_loss,omitempty"`
	Cited
}

// Interaction is how a supplement goes with a class of medicines.
type Interaction struct {
	Medicine Medicine `json:"medicine" enum:"anticoagulant,antidepressant,thyroid,diabetes,blood_pressure,statin,immunosuppressant,contraceptive,stimulant,other"`
	Urgency  Urgency  `json:"urgency" enum:"avoid,ask,caution"`
	Text     string   `json:"text"`
	Cited
}

// FlagRule is how a supplement goes with an answer of the screening.
type FlagRule struct {
	Flag    string  `json:"flag" enum:"heart,bone_or_joint,other_reason"`
	Urgency Urgency `json:"urgency" enum:"avoid,ask,caution"`
	Text    string  `json:"text"`
	Cited
}

// FoodRule is how a supplement goes with something eaten or taken beside it.
type FoodRule struct {
	With string `json:"with"`
	Text string `json:"text"`
	Cited
}

// UpperLimit is the most of a nutrient that is thought safe a day, by stage of life.
type UpperLimit struct {
	Nutrient Nutrient     `json:"nutrient"`
	Name     string       `json:"name"`
	Unit     string       `json:"unit" enum:"g,mg,µg"`
	Food     bool         `json:"food" doc:"Whether food counts too; else only supplements and fortified food do"`
	Retinol  bool         `json:"retinol,omitempty" doc:"Only food of animals counts: plants hold precursors that the limit does not mean"`
	Stages   []StageLimit `json:"stages" doc:"The strictest that fits a person holds"`
}

// StageLimit is an upper limit for a stage of life.
type StageLimit struct {
	Stage  string  `json:"stage" enum:"teen,adult,over_50,pregnancy_teen,pregnancy"`
	Amount float64 `json:"amount"`
	Cited
}

// Verdict says whether a supplement fits a person.
type Verdict string

// The verdicts, from fitting to not.
const (
	Possible  Verdict = "possible"
	WithCare  Verdict = "caution"
	AskFirst  Verdict = "ask"
	NotWith   Verdict = "avoid"
	Withheld  Verdict = "withheld" // a limit, an allergy or a way of eating rules it out; only why is said
	Uncertain Verdict = "unknown"  // the catalogue does not have it
)

// SupplementNote is one reason to take care.
type SupplementNote struct {
	About   string  `json:"about" doc:"What it rests on: a limit, a class of medicines, an allergen, a food, a dose ..."`
	Urgency Urgency `json:"urgency" enum:"avoid,ask,caution"`
	Text    string  `json:"text"`
	Cited
}

// PersonalDose is a dose window for one person.
type PersonalDose struct {
	Low     float64   `json:"low"`
	High    float64   `json:"high"`
	Unit    string    `json:"unit" enum:"g,mg,µg,IU"`
	Method  string    `json:"method" doc:"How it was computed"`
	Timing  string    `json:"timing"`
	Latest  *Clock    `json:"latest,omitempty" doc:"Not after this time of day"`
	TooLate []Weekday `json:"too_late,omitempty" doc:"Weekdays on which the usual time before training lies too near to sleep"`
	Cited
}

// PersonalLimit is the upper limit that holds for one person.
type PersonalLimit struct {
	Nutrient Nutrient `json:"nutrient"`
	Amount   float64  `json:"amount" doc:"A day"`
	Unit     string   `json:"unit" enum:"g,mg,µg"`
	Counts   string   `json:"counts" enum:"everything,supplements" doc:"What it is for: products and food, or products alone"`
	Stage    string   `json:"stage" enum:"teen,adult,over_50,pregnancy_teen,pregnancy,limits"`
	Cited
}

// SupplementAdvice is what may be told of a supplement to one person.
type SupplementAdvice struct {
	ID            string           `json:"id"`
	Name          string           `json:"name"`
	Aliases       []string         `json:"aliases"`
	Purpose       string           `json:"purpose"`
	Verdict       Verdict          `json:"verdict" enum:"possible,caution,ask,avoid,withheld,unknown"`
	Why           []SupplementNote `json:"why" doc:"The gravest first"`
	Dose          *PersonalDose    `json:"dose" doc:"Null when none is advised to this person"`
	Limit         *PersonalLimit   `json:"limit" doc:"Null when there is none"`
	Claims        []Claim          `json:"claims"`
	Together      []FoodRule       `json:"together"`
	Instead       string           `json:"instead,omitempty"`
	Unverified    int              `json:"unverified" doc:"How many statements in this answer were not checked against their source"`
	Certification string           `json:"certification"`
	Notice        string           `json:"notice"`
}

// SupplementEntry is a supplement in a list.
type SupplementEntry struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
	Purpose string   `json:"purpose"`
	Verdict Verdict  `json:"verdict" enum:"possible,caution,ask,avoid,withheld"`
	Why     string   `json:"why,omitempty" doc:"The gravest reason to take care"`
}

// SupplementItem is a product that is taken, by name, with or without its amount.
type SupplementItem struct {
	Name        string   `json:"name" minLength:"1" maxLength:"120" doc:"Such as: vitamin D3, or vitamin D3 2000 IU twice a day" example:"vitamin d3 2000 IU"`
	Amount      *float64 `json:"amount,omitempty" minimum:"0" maximum:"1000000" doc:"At a time"`
	Unit        string   `json:"unit,omitempty" enum:"g,mg,µg,μg,ug,mcg,IU" doc:"A microgram may be written with the micro sign, the Greek letter, or as ug or mcg"`
	TimesPerDay *float64 `json:"times_per_day,omitempty" minimum:"0.01" maximum:"24" doc:"1 when left out"`
	Form        string   `json:"form,omitempty" enum:"natural,synthetic" doc:"Of vitamin E in IU; when left out the form that counts more"`
}

// SupplementCheck asks what products come to in a day.
type SupplementCheck struct {
	Items []SupplementItem `json:"items" minItems:"1" maxItems:"40"`
	Foods []FoodPortion    `json:"foods,omitempty" maxItems:"200" doc:"A day's food; when left out, the average day of the meal plan in force"`
}

// FoodPortion is an amount of a food of the catalogue.
type FoodPortion struct {
	Food  string  `json:"food" minLength:"1" maxLength:"120" doc:"Id or name"`
	Grams float64 `json:"grams" minimum:"0" maximum:"10000"`
}

// Check wants amounts with their units.
func (c *SupplementCheck) Check() []Problem {
	var out []Problem
	for i, item := range c.Items {
		if (item.Amount == nil) != (item.Unit == "") {
			out = append(out, Problem{"items[" + strconv.Itoa(i) + "].unit", "and amount belong together: give both or neither"})
		}
	}
	return out
}

// SupplementReport is what products, and food where it counts, come to in a day.
type SupplementReport struct {
	Items         []ReportedItem   `json:"items"`
	Totals        []NutrientTotal  `json:"totals"`
	Warnings      []SupplementNote `json:"warnings" doc:"Of totals over a limit, and of products with each other; the gravest first"`
	FoodFrom      string           `json:"food_from" enum:"plan,given,none" doc:"Where the food in the totals comes from"`
	Unverified    int              `json:"unverified" doc:"How many statements in this answer were not checked against their source"`
	Certification string           `json:"certification"`
	Notice        string           `json:"notice"`
}

// ReportedItem is one product of a report.
type ReportedItem struct {
	Given      string           `json:"given" doc:"As the person named it"`
	Supplement string           `json:"supplement,omitempty" doc:"Id in the catalogue; absent when it is not known"`
	PerDay     *float64         `json:"per_day,omitempty" doc:"In unit; absent when no amount was given"`
	Unit       string           `json:"unit,omitempty"`
	Verdict    Verdict          `json:"verdict" enum:"possible,caution,ask,avoid,withheld,unknown"`
	Why        []SupplementNote `json:"why"`
}

// NutrientTotal is a day's sum of one nutrient.
type NutrientTotal struct {
	Nutrient    Nutrient       `json:"nutrient"`
	Name        string         `json:"name"`
	Unit        string         `json:"unit"`
	Supplements float64        `json:"supplements"`
	Food        *float64       `json:"food" doc:"Null when no food is known, or no food has figures for it"`
	Counted     float64        `json:"counted" doc:"What the limit is held against"`
	Limit       *PersonalLimit `json:"limit"`
	Over        bool           `json:"over"`
	FoodsAbsent int            `json:"foods_absent" doc:"Foods without a figure for it: the sum from food is at least what is said"`
}
