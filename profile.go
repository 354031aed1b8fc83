package spotter

import (
	"reflect"
	"time"
)

// Profile is what every agent knows of a person: the onboarding answers, kept current.
type Profile struct {
	Version   int       `json:"version"`
	UpdatedAt time.Time `json:"updated_at"`
	ProfileDocument
}

// ProfileDocument is the part of a profile that is stored as one document and versioned whole.
type ProfileDocument struct {
	About       About       `json:"about"`
	Screening   Screening   `json:"screening"`
	Fitness     Fitness     `json:"fitness"`
	Goals       Goals       `json:"goals"`
	Constraints Constraints `json:"constraints"`
	Diet        Diet        `json:"diet"`
	Schedule    Schedule    `json:"schedule"`
	Hydration   Hydration   `json:"hydration"`
	Lifestyle   Lifestyle   `json:"lifestyle"`
	Supplements Supplements `json:"supplements"`
}

// Profile gathers complete answers into a document; ok is false while a step is missing.
func (a *Answers) Profile() (doc ProfileDocument, ok bool) {
	for _, s := range Steps {
		if a.Of(s) == nil {
			return ProfileDocument{}, false
		}
	}
	return ProfileDocument{
		About: *a.About, Screening: *a.Screening, Fitness: *a.Fitness, Goals: *a.Goals,
		Constraints: *a.Constraints, Diet: *a.Diet, Schedule: *a.Schedule,
		Hydration: *a.Hydration, Lifestyle: *a.Lifestyle, Supplements: *a.Supplements,
	}, true
}

// Answers is the document seen as answers, so that rules read one shape.
func (d *ProfileDocument) Answers() Answers {
	return Answers{
		About: &d.About, Screening: &d.Screening, Fitness: &d.Fitness, Goals: &d.Goals,
		Constraints: &d.Constraints, Diet: &d.Diet, Schedule: &d.Schedule,
		Hydration: &d.Hydration, Lifestyle: &d.Lifestyle, Supplements: &d.Supplements,
	}
}

// CheckChange holds the parts of a document that differ from those before against their rules, located
// below each part's name. What stays was right when it was saved and need not be right today: a target
// date that has passed keeps nobody from naming an allergy.
func (d *ProfileDocument) CheckChange(before ProfileDocument, today Date) []Problem {
	now, then := d.Answers(), before.Answers()
	var out []Problem
	for _, s := range Steps {
		answer := now.Of(s)
		if answer == nil || reflect.DeepEqual(answer, then.Of(s)) {
			continue
		}
		for _, p := range CheckAnswer(answer, today) {
			out = append(out, Problem{string(s) + "." + p.Location, p.Message})
		}
	}
	if len(out) == 0 && len(d.Schedule.Meals) != d.Diet.MealsPerDay {
		out = append(out, Problem{"schedule.meals", "must be as many as diet.meals_per_day"})
	}
	return out
}

// ProfileVersion is one immutable entry of a profile's history.
type ProfileVersion struct {
	Version   int             `json:"version"`
	CreatedAt time.Time       `json:"created_at"`
	Reason    string          `json:"reason"`
	Actor     Actor           `json:"actor"`
	Document  ProfileDocument `json:"profile"`
}
