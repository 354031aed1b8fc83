package catalog

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"spotter"
)

//go:embed data/lang
var translationFiles embed.FS

// Tongues are the languages of the catalogue, its own first.
var Tongues = [4]string{"en", "de", "es", "hi"}

// Translation is the catalogue's texts in one language, by id. What it lacks is English.
type Translation struct {
	Language string
	Machine  bool // made by a machine and not reviewed by a person
	exercise map[string]exerciseText
	short    map[string][]string // what people call an exercise for short, by id
	dish     map[string]dishText
	food     map[string]string
	measure  map[string]string
	term     map[string]string
}

type exerciseText struct {
	Name   string   `json:"name"`
	Cues   []string `json:"cues,omitempty"`
	Faults []string `json:"faults,omitempty"`
}

type dishText struct {
	Name  string   `json:"name"`
	Steps []string `json:"steps,omitempty"`
}

// Translations holds every language and finds entries by their names in any of them. It is immutable
// and safe for concurrent use.
type Translations struct {
	byTongue                 map[string]*Translation
	exercises, foods, dishes map[string]string // folded name -> id
	forms                    struct{ exercises, foods, dishes stems }
}

// LoadTranslations reads the embedded files. An error means a broken build: a file that cannot be read,
// or a name that would mean two entries.
func LoadTranslations() (*Translations, error) {
	t := &Translations{byTongue: map[string]*Translation{}, exercises: map[string]string{}, foods: map[string]string{}, dishes: map[string]string{}}
	t.forms.exercises, t.forms.foods, t.forms.dishes = stems{}, stems{}, stems{}
	var faults []error
	for _, tongue := range Tongues {
		one, err := readTranslation(tongue)
		if err != nil {
			faults = append(faults, fmt.Errorf("catalog: language %s: %w", tongue, err))
			continue
		}
		t.byTongue[tongue] = one
		for id, text := range one.exercise {
			faults = append(faults, enter(t.exercises, text.Name, id))
			t.forms.exercises.enter(text.Name, id)
		}
		for id, names := range one.short {
			for _, name := range names {
				faults = append(faults, enter(t.exercises, name, id))
				t.forms.exercises.enter(name, id)
			}
		}
		for id, name := range one.food {
			faults = append(faults, enter(t.foods, name, id))
			t.forms.foods.enter(name, id)
		}
		for id, text := range one.dish {
			faults = append(faults, enter(t.dishes, text.Name, id))
			t.forms.dishes.enter(text.Name, id)
		}
	}
	return t, errors.Join(faults...)
}

// readTranslation reads the files of a language; one that is not there leaves its entries English.
func readTranslation(tongue string) (*Translation, error) {
	t := &Translation{Language: tongue}
	about := struct {
		Machine bool `json:"machine"`
	}{}
	err := errors.Join(
		readTexts(tongue, "about", &about), readTexts(tongue, "terms", &t.term), readTexts(tongue, "measures", &t.measure),
		readTexts(tongue, "exercises", &t.exercise), readTexts(tongue, "names", &t.short), readTexts(tongue, "foods", &t.food), readTexts(tongue, "dishes", &t.dish),
	)
	t.Machine = about.Machine
	return t, err
}

func readTexts(tongue, file string, into any) error {
	raw, err := translationFiles.ReadFile("data/lang/" + tongue + "/" + file + ".json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

func enter(index map[string]string, name, id string) error {
	key := tongueKey(name)
	if other, taken := index[key]; key == "" || taken && other != id {
		return fmt.Errorf("catalog: the translated name %q of %s is empty or belongs to %s", name, id, other)
	}
	index[key] = id
	return nil
}

// tongueKey folds case, spaces and punctuation, and keeps the signs that Devanagari sets on its letters.
func tongueKey(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// Exercise is the id of the exercise that has a name in some language, also in the plural or in a case, empty when none has.
func (t *Translations) Exercise(name string) string {
	if id, ok := t.exercises[tongueKey(name)]; ok {
		return id
	}
	return t.forms.exercises.find(name)
}

// Food is the id of the food that has a name in some language, also in the plural or in a case, empty when none has.
func (t *Translations) Food(name string) string {
	if id, ok := t.foods[tongueKey(name)]; ok {
		return id
	}
	return t.forms.foods.find(name)
}

// Dish is the id of the dish that has a name in some language, also in the plural or in a case, empty when none has.
func (t *Translations) Dish(name string) string {
	if id, ok := t.dishes[tongueKey(name)]; ok {
		return id
	}
	return t.forms.dishes.find(name)
}

// Foods are the same foods with their names in every other language.
func (t *Translations) Foods(foods *Foods) *Foods {
	out := *foods
	out.all = slices.Clone(foods.all)
	for i := range out.all {
		out.all[i].Spoken = t.names(func(one *Translation) string { return one.food[out.all[i].ID] })
	}
	return &out
}

// Dishes are the same dishes with their names in every other language.
func (t *Translations) Dishes(dishes *Dishes) *Dishes {
	out := *dishes
	out.all = slices.Clone(dishes.all)
	for i := range out.all {
		out.all[i].Spoken = t.names(func(one *Translation) string { return one.dish[out.all[i].ID].Name })
	}
	return &out
}

// names are an entry's names in every language but the catalogue's own.
func (t *Translations) names(in func(*Translation) string) map[string]string {
	out := map[string]string{}
	for _, tongue := range Tongues[1:] {
		if name := in(t.In(tongue)); name != "" {
			out[tongue] = name
		}
	}
	return out
}

// In is a language's texts; English for one that there is none of.
func (t *Translations) In(tongue string) *Translation {
	if one, ok := t.byTongue[tongue]; ok {
		return one
	}
	return t.byTongue[Tongues[0]]
}

// Choose is the language to answer in: the first that an Accept-Language header prefers and the catalogue
// has, else that of the person's locale, else English.
func Choose(accept, locale string) string {
	if tongue := preferred(accept); tongue != "" {
		return tongue
	}
	if tongue := primary(locale); slices.Contains(Tongues[:], tongue) {
		return tongue
	}
	return Tongues[0]
}

// Prefers reports whether an Accept-Language header names a language of the catalogue.
func Prefers(accept string) bool { return preferred(accept) != "" }

// preferred reads an Accept-Language header, empty when it names no language of ours. What cannot be
// read is passed over: a header that browsers fill in is no reason to refuse.
func preferred(accept string) (best string) {
	most := 0.0
	for part := range strings.SplitSeq(accept, ",") {
		tag, weight, weighted := strings.Cut(part, ";")
		q := 1.0
		if weighted {
			var err error
			if q, err = strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(weight), "q="), 64); err != nil || q > 1 {
				continue
			}
		}
		if tongue := primary(tag); q > most && slices.Contains(Tongues[:], tongue) {
			best, most = tongue, q
		}
	}
	return best
}

// primary is the first part of a language tag, in lower case.
func primary(tag string) string {
	first, _, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"), "-")
	return strings.ToLower(first)
}

// Speak writes an exercise in the language, and lists which of its texts are still English.
func (t *Translation) Speak(e spotter.Exercise) (out spotter.Exercise, untranslated []string) {
	if t.Language == Tongues[0] {
		return e, nil
	}
	text := t.exercise[e.ID]
	say(&e.Name, text.Name, "name", &untranslated)
	sayAll(&e.Cues, text.Cues, "cues", &untranslated)
	sayAll(&e.Faults, text.Faults, "faults", &untranslated)
	return e, untranslated
}

// SpeakFood writes a food in the language, and lists which of its texts are still English.
func (t *Translation) SpeakFood(f spotter.Food) (out spotter.Food, untranslated []string) {
	if t.Language == Tongues[0] {
		return f, nil
	}
	say(&f.Name, t.food[f.ID], "name", &untranslated)
	if f.Measure != "" {
		say(&f.Measure, t.measure[f.Measure], "measure", &untranslated)
	}
	return f, untranslated
}

// SpeakDish writes a dish in the language, and lists which of its texts are still English.
func (t *Translation) SpeakDish(d spotter.Dish) (out spotter.Dish, untranslated []string) {
	if t.Language == Tongues[0] {
		return d, nil
	}
	text := t.dish[d.ID]
	say(&d.Name, text.Name, "name", &untranslated)
	sayAll(&d.Steps, text.Steps, "steps", &untranslated)
	return d, untranslated
}

func say(text *string, translated, field string, untranslated *[]string) {
	if translated == "" {
		*untranslated = append(*untranslated, field)
		return
	}
	*text = translated
}

// sayAll takes a list only whole: cues that no longer match the English ones are no translation of them.
func sayAll(texts *[]string, translated []string, field string, untranslated *[]string) {
	if len(translated) != len(*texts) || len(translated) == 0 {
		*untranslated = append(*untranslated, field)
		return
	}
	*texts = slices.Clone(translated)
}

// Orphans lists the ids that the language has texts for and the catalogue no entries.
func (t *Translation) Orphans(exercises *Exercises, foods *Foods, dishes *Dishes) []string {
	var out []string
	for id := range t.exercise {
		if _, ok := exercises.Find(id); !ok {
			out = append(out, id)
		}
	}
	for id := range t.short {
		if _, ok := exercises.Find(id); !ok {
			out = append(out, id)
		}
	}
	for id := range t.food {
		if _, ok := foods.Find(id); !ok {
			out = append(out, id)
		}
	}
	for id := range t.dish {
		if _, ok := dishes.Find(id); !ok {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// HasTerm reports whether an enumeration's value has a name in the language.
func (t *Translation) HasTerm(value string) bool { return t.term[value] != "" }

// Term is an enumeration's value as a person reads it in the language.
func (t *Translation) Term(value string) string {
	if term := t.term[value]; term != "" {
		return term
	}
	return spotter.Words(value)
}

// Terms are several values, by value.
func (t *Translation) Terms(values ...string) map[string]string {
	out := make(map[string]string, len(values))
	for _, v := range values {
		out[v] = t.Term(v)
	}
	return out
}
