package coach

import (
	"context"
	"slices"
	"strings"

	"spotter"
	"spotter/catalog"
	"spotter/catalog/drawing"
	"spotter/science/nutrition"
	"spotter/science/safety"
)

// Spoken says which language an entry's texts are in.
type Spoken struct {
	Language     string            `json:"language" enum:"en,de,es,hi" doc:"Of name and texts"`
	Machine      bool              `json:"machine" doc:"Translated by a machine, and not reviewed by a person"`
	Untranslated []string          `json:"untranslated,omitempty" doc:"The fields that are still English"`
	Words        map[string]string `json:"words,omitempty" doc:"What the entry's enumerated values are called in the language"`
}

func spoken(t *catalog.Translation, untranslated []string, values ...string) Spoken {
	return Spoken{Language: t.Language, Machine: t.Machine, Untranslated: untranslated, Words: t.Terms(values...)}
}

// Exercise is an exercise in the reader's language, with its pictures.
type Exercise struct {
	spotter.Exercise
	Spoken
	Pictures Pictures `json:"pictures"`
	Origin   *Origin  `json:"origin,omitempty" doc:"Only for entries that an operator imported"`
}

// Pictures are the addresses of an exercise's drawings, which need no token.
type Pictures struct {
	Muscles string `json:"muscles" format:"uri-reference" doc:"SVG: the muscles that work, front and back"`
	Motion  string `json:"motion,omitempty" format:"uri-reference" doc:"SVG: a figure that moves; absent where there is none"`
}

// Exercises pages through the exercise catalogue, by id. accept is the Accept-Language that came along.
func (c *Coach) Exercises(ctx context.Context, caller spotter.Caller, accept, search, cursor string, limit int) (Page[Exercise], error) {
	t, err := c.translation(ctx, caller, accept)
	if err != nil {
		return Page[Exercise]{}, err
	}
	extra, err := c.freshImports(ctx)
	if err != nil {
		return Page[Exercise]{}, err
	}
	found := catalogPage(append(c.exercises.All(), extra.exercises...), search, cursor, limit, func(e spotter.Exercise) (string, []string) {
		translated, _ := t.Speak(e)
		return e.ID, append([]string{e.Name, translated.Name}, e.Aliases...)
	})
	return mapPage(found, func(e spotter.Exercise) Exercise { return c.exerciseIn(t, e) }), nil
}

// Exercise is one exercise, by id, name or alias, or its name in any language.
func (c *Coach) Exercise(ctx context.Context, caller spotter.Caller, accept, name string) (Exercise, error) {
	t, err := c.translation(ctx, caller, accept)
	if err != nil {
		return Exercise{}, err
	}
	e, err := c.anyExercise(ctx, name)
	if err != nil {
		return Exercise{}, err
	}
	return c.exerciseIn(t, e), nil
}

// anyExercise finds an exercise, and asks for imported ones only when it is none of ours.
func (c *Coach) anyExercise(ctx context.Context, name string) (spotter.Exercise, error) {
	if e, ok := c.exercises.Match(name); ok {
		return e, nil
	}
	if _, err := c.freshImports(ctx); err != nil {
		return spotter.Exercise{}, err
	}
	if e, ok := c.findExercise(name); ok {
		return e, nil
	}
	return spotter.Exercise{}, spotter.NotFound("exercise in the catalogue")
}

// findExercise looks an exercise up by id, name or alias, or by its name in any language; last among what
// was imported, which so shadows none of ours.
func (c *Coach) findExercise(name string) (spotter.Exercise, bool) {
	if e, ok := c.exercises.Match(name); ok {
		return e, true
	}
	if e, ok := c.exercises.Find(c.translations.Exercise(name)); ok {
		return e, true
	}
	return c.imports.current().exercise(name)
}

func (c *Coach) exerciseIn(t *catalog.Translation, e spotter.Exercise) Exercise {
	values := slices.Concat(e.Primary, e.Secondary, []string{e.Unit, e.Pattern, string(e.Level)})
	for _, thing := range e.Equipment {
		values = append(values, string(thing))
	}
	translated, missing := t.Speak(e)
	out := Exercise{Exercise: translated, Spoken: spoken(t, missing, values...), Origin: c.imports.current().origin(e.ID)}
	address := "/api/v1/exercises/" + e.ID + "/"
	out.Pictures.Muscles = address + "muscles.svg?lang=" + t.Language
	if c.motions.Has(e.ID) {
		out.Pictures.Motion = address + "motion.svg?lang=" + t.Language
	}
	return out
}

// MuscleMap draws the muscles of an exercise as SVG, in a language of the catalogue. The catalogue is no
// person's: no caller is needed.
func (c *Coach) MuscleMap(ctx context.Context, name, language string) ([]byte, error) {
	e, err := c.anyExercise(ctx, name)
	if err != nil {
		return nil, err
	}
	return drawing.MuscleMap(e, c.drawn(e, language)), nil
}

// Motion draws an exercise in motion as SVG, in a language of the catalogue.
func (c *Coach) Motion(ctx context.Context, name, language string) ([]byte, error) {
	e, err := c.anyExercise(ctx, name)
	if err != nil {
		return nil, err
	}
	if picture, ok := c.motions.Motion(e, c.drawn(e, language)); ok {
		return picture, nil
	}
	return nil, spotter.NotFound("moving picture of this exercise; there is one of its muscles")
}

// drawn are the words of a drawing in a language.
func (c *Coach) drawn(e spotter.Exercise, language string) drawing.Words {
	t := c.translations.In(language)
	translated, _ := t.Speak(e)
	return drawing.Words{
		Language: t.Language, Name: translated.Name, Muscle: t.Terms(slices.Concat(e.Primary, e.Secondary)...),
		Primary: t.Term("drawing.primary"), Secondary: t.Term("drawing.secondary"), Front: t.Term("drawing.front"),
		Back: t.Term("drawing.back"), Start: t.Term("drawing.start"), End: t.Term("drawing.end"),
	}
}

// translation chooses the language to answer in: the request's, else that of the person's profile.
func (c *Coach) translation(ctx context.Context, caller spotter.Caller, accept string) (*catalog.Translation, error) {
	if catalog.Prefers(accept) {
		return c.translations.In(catalog.Choose(accept, "")), nil
	}
	answers, err := c.answers(ctx, caller)
	return c.translationFor(answers, accept), err
}

func (c *Coach) translationFor(answers spotter.Answers, accept string) *catalog.Translation {
	locale := ""
	if answers.About != nil {
		locale = answers.About.Locale
	}
	return c.translations.In(catalog.Choose(accept, locale))
}

// Food is a food as the person may see it, in the reader's language.
type Food struct {
	spotter.Food
	Spoken
	Nutrition *spotter.Nutrition `json:"nutrition" doc:"Per 100 g; null where a limit forbids figures"`
	Origin    *Origin            `json:"origin,omitempty" doc:"Only for entries that an operator imported"`
}

// Foods pages through the food catalogue, by id.
func (c *Coach) Foods(ctx context.Context, caller spotter.Caller, accept, search, cursor string, limit int) (Page[Food], error) {
	answers, err := c.answers(ctx, caller)
	if err != nil {
		return Page[Food]{}, err
	}
	extra, err := c.freshImports(ctx)
	if err != nil {
		return Page[Food]{}, err
	}
	t := c.translationFor(answers, accept)
	found := catalogPage(append(c.foods.All(), extra.foods...), search, cursor, limit, func(f spotter.Food) (string, []string) {
		translated, _ := t.SpeakFood(f)
		return f.ID, append([]string{f.Name, translated.Name}, f.Aliases...)
	})
	return mapPage(found, func(f spotter.Food) Food { return c.foodFor(answers, t, f) }), nil
}

// Food is one food, by id or name, or its name in any language.
func (c *Coach) Food(ctx context.Context, caller spotter.Caller, accept, name string) (Food, error) {
	answers, err := c.answers(ctx, caller)
	if err != nil {
		return Food{}, err
	}
	f, ok, err := c.anyFood(ctx, name)
	if err != nil {
		return Food{}, err
	}
	if !ok {
		return Food{}, spotter.NotFound("food in the catalogue")
	}
	return c.foodFor(answers, c.translationFor(answers, accept), f), nil
}

// foodFor leaves a food's figures out for those whom they harm.
func (c *Coach) foodFor(answers spotter.Answers, t *catalog.Translation, f spotter.Food) Food {
	translated, missing := t.SpeakFood(f)
	out := Food{Food: translated, Spoken: spoken(t, missing, f.Aisle), Origin: c.imports.current().origin(f.ID)}
	if answers.Screening == nil || !safety.HidesNumbers(*answers.Screening) {
		out.Nutrition = &f.Nutrition
	}
	return out
}

// answers are what is known of the person now: the profile, before completion the answers so far.
func (c *Coach) answers(ctx context.Context, caller spotter.Caller) (spotter.Answers, error) {
	document, err := c.db.As(caller).GetAnswers(ctx, caller.User)
	if err != nil {
		return spotter.Answers{}, orNotFound(err, "account")
	}
	return answersOf(document)
}

// Dish is a dish in the reader's language.
type Dish struct {
	spotter.Dish
	Spoken
}

func dishIn(t *catalog.Translation, d spotter.Dish) Dish {
	translated, missing := t.SpeakDish(d)
	return Dish{Dish: translated, Spoken: spoken(t, missing, append([]string{d.Cuisine}, d.Meals...)...)}
}

// Dishes pages through the dishes that the person may eat, by id; all of them until
// the diet is known.
func (c *Coach) Dishes(ctx context.Context, caller spotter.Caller, accept, search, cursor string, limit int) (Page[Dish], error) {
	answers, err := c.answers(ctx, caller)
	if err != nil {
		return Page[Dish]{}, err
	}
	eats, t := c.eats(answers), c.translationFor(answers, accept)
	allowed := slices.DeleteFunc(c.dishes.All(), func(d spotter.Dish) bool { return !eats(d) })
	found := catalogPage(allowed, search, cursor, limit, func(d spotter.Dish) (string, []string) {
		translated, _ := t.SpeakDish(d)
		return d.ID, append([]string{d.Name, translated.Name}, d.Aliases...)
	})
	return mapPage(found, func(d spotter.Dish) Dish { return dishIn(t, d) }), nil
}

// eats answers whether the person may eat a dish.
func (c *Coach) eats(answers spotter.Answers) func(spotter.Dish) bool {
	if answers.Diet == nil {
		return func(spotter.Dish) bool { return true }
	}
	return func(d spotter.Dish) bool { return nutrition.Allows(*answers.Diet, d, c.foods.Find) }
}

// whyNotEaten says why the person may not eat a dish, without a capital and a full stop; empty when they may.
func (c *Coach) whyNotEaten(answers spotter.Answers, d spotter.Dish) string {
	if answers.Diet == nil {
		return ""
	}
	return nutrition.WhyNot(*answers.Diet, d, c.foods.Find)
}

func mapPage[T, U any](p Page[T], convert func(T) U) Page[U] {
	out := Page[U]{Items: make([]U, len(p.Items)), NextCursor: p.NextCursor}
	for i, item := range p.Items {
		out.Items[i] = convert(item)
	}
	return out
}

func catalogPage[T any](all []T, search, cursor string, limit int, names func(T) (string, []string)) Page[T] {
	matching := slices.DeleteFunc(slices.Clone(all), func(item T) bool {
		id, others := names(item)
		return id <= cursor || !mentions(append(others, id), search)
	})
	slices.SortFunc(matching, func(a, b T) int {
		idA, _ := names(a)
		idB, _ := names(b)
		return strings.Compare(idA, idB)
	})
	out := Page[T]{Items: matching}
	if len(matching) > limit {
		out.Items = matching[:limit]
		out.NextCursor, _ = names(matching[limit-1])
	}
	return out
}

func mentions(names []string, search string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(strings.ToLower(n), strings.ToLower(search)) })
}
