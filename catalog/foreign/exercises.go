package foreign

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"spotter"
)

// unknownOfExercises is what no foreign table says: what an exercise loads is a matter of safety, and
// its energy cost and pattern are estimates of ours.
var unknownOfExercises = []string{"loads", "met", "pattern", "easier", "harder", "swaps_with"}

// foreignMET stands for the energy cost that the sources do not give: general resistance training.
const foreignMET = 3.5

type freeExercise struct {
	ID               string   `json:"id"`
	Name             string   `json:"name"`
	Force            string   `json:"force"`
	Level            string   `json:"level"`
	Mechanic         string   `json:"mechanic"`
	Equipment        string   `json:"equipment"`
	PrimaryMuscles   []string `json:"primaryMuscles"`
	SecondaryMuscles []string `json:"secondaryMuscles"`
	Instructions     []string `json:"instructions"`
	Category         string   `json:"category"`
}

// readFreeExerciseDB reads free-exercise-db's one JSON file: a list of exercises.
func readFreeExerciseDB(data []byte, o Options) ([]Entry, []Fault, error) {
	var rows []json.RawMessage
	if err := json.Unmarshal(data, &rows); err != nil {
		return nil, nil, fmt.Errorf("the file is no list of exercises: %w", err)
	}
	var c collector
	for i, raw := range rows {
		place := "entry " + strconv.Itoa(i+1)
		var row freeExercise
		if err := json.Unmarshal(raw, &row); err != nil {
			c.add(place, Entry{}, err)
			continue
		}
		e, err := row.entry(o)
		c.add(place, e, err)
	}
	return c.entries, c.faults, nil
}

func (f freeExercise) entry(o Options) (Entry, error) {
	id, err := sourceID("free-exercise-db", f.ID)
	if err != nil {
		return Entry{}, err
	}
	e := blank(id, f.Name)
	e.Level = map[string]spotter.Level{"beginner": spotter.Beginner, "intermediate": spotter.Intermediate, "expert": spotter.Advanced}[f.Level]
	e.Compound = f.Mechanic == "compound"
	if err := errors.Join(fillMuscles(e, f.PrimaryMuscles, f.SecondaryMuscles), fillEquipment(e, f.Equipment), checkLevel(e.Level, f.Level), checkName(e.Name)); err != nil {
		return Entry{}, err
	}
	e.Pattern = guessPattern(e, f.Category, f.Force)
	if f.Category == "cardio" {
		e.Unit = "minutes"
	} else if f.Category == "stretching" || f.Force == "static" {
		e.Unit = "seconds"
	}
	e.Loadable = len(e.Equipment) > 0 && e.Unit == "reps"
	if o.Texts {
		e.Cues = sentences(f.Instructions)
	}
	return Entry{ID: id, Licence: "Unlicense, as its maintainers say; where the texts come from is not known",
		Attribution: "free-exercise-db", Exercise: e, Unknown: unknownOfExercises}, nil
}

func checkLevel(level spotter.Level, text string) error {
	if level == "" {
		return fmt.Errorf("the level %q is not known", text)
	}
	return nil
}

func checkName(name string) error {
	if n := len(name); n == 0 || n > 120 {
		return errors.New("the name is empty or longer than 120 bytes")
	}
	return nil
}

// blank is an exercise with nothing but a name.
func blank(id, name string) *spotter.Exercise {
	return &spotter.Exercise{ID: id, Name: strings.TrimSpace(name), Aliases: []string{}, Pattern: "isolation", Primary: []string{}, Secondary: []string{},
		Equipment: []spotter.Equipment{}, Level: spotter.Beginner, Unit: "reps", MET: foreignMET, Cues: []string{}, Faults: []string{}, Loads: []spotter.Region{}}
}

// muscleNames are the names that the sources use, in lower case, as ours.
var muscleNames = map[string]string{
	"abdominals": "abs", "abductors": "glutes", "adductors": "adductors", "biceps": "biceps", "calves": "calves", "chest": "chest", "forearms": "forearms",
	"glutes": "glutes", "hamstrings": "hamstrings", "lats": "back", "lower back": "lower_back", "middle back": "back", "neck": "traps",
	"quadriceps": "quads", "shoulders": "shoulders", "traps": "traps", "triceps": "triceps",
	"biceps brachii": "biceps", "anterior deltoid": "shoulders", "serratus anterior": "chest", "pectoralis major": "chest", "triceps brachii": "triceps",
	"rectus abdominis": "abs", "gastrocnemius": "calves", "gluteus maximus": "glutes", "trapezius": "traps", "quadriceps femoris": "quads",
	"biceps femoris": "hamstrings", "latissimus dorsi": "back", "brachialis": "biceps", "obliquus externus abdominis": "obliques", "soleus": "calves",
	"erector spinae": "lower_back",
}

// fillMuscles translates muscles; a primary muscle is not repeated among the secondary ones.
func fillMuscles(e *spotter.Exercise, primary, secondary []string) error {
	seen := map[string]bool{}
	for i, list := range [][]string{primary, secondary} {
		for _, name := range list {
			muscle := muscleNames[strings.ToLower(strings.TrimSpace(name))]
			if muscle == "" {
				return fmt.Errorf("the muscle %q is not known", name)
			}
			if seen[muscle] {
				continue
			}
			seen[muscle] = true
			if i == 0 {
				e.Primary = append(e.Primary, muscle)
			} else {
				e.Secondary = append(e.Secondary, muscle)
			}
		}
	}
	if len(e.Primary) == 0 {
		return errors.New("no muscle is named that does the work")
	}
	return nil
}

// equipmentNames are the names that the sources use, in lower case, as ours; empty needs nothing.
var equipmentNames = map[string]spotter.Equipment{
	"": "", "body only": "", "none (bodyweight exercise)": "", "gym mat": "", "barbell": "barbell", "dumbbell": "dumbbell", "kettlebells": "kettlebell", "kettlebell": "kettlebell",
	"cable": "cable", "machine": "machine", "bands": "bands", "resistance band": "bands", "medicine ball": "medicine_ball", "e-z curl bar": "barbell",
	"sz-bar": "barbell", "pull-up bar": "pull_up_bar", "bench": "bench", "incline bench": "bench",
}

func fillEquipment(e *spotter.Exercise, names ...string) error {
	for _, name := range names {
		thing, known := equipmentNames[strings.ToLower(strings.TrimSpace(name))]
		if !known {
			return fmt.Errorf("the equipment %q is not one that the catalogue knows", name)
		}
		if thing != "" {
			e.Equipment = append(e.Equipment, thing)
		}
	}
	return nil
}

// guessPattern sorts an exercise by what the source says of it. It serves lists only: no plan is made of
// foreign entries.
func guessPattern(e *spotter.Exercise, category, force string) string {
	lead := e.Primary[0]
	switch {
	case category == "cardio":
		return "cardio"
	case category == "stretching":
		return "mobility"
	case lead == "abs" || lead == "obliques":
		return "core"
	case !e.Compound:
		return "isolation"
	case lead == "chest":
		return "push_horizontal"
	case lead == "shoulders" && force == "push":
		return "push_vertical"
	case lead == "back" && regexp.MustCompile(`(?i)pull-?\s?(up|down)|chin`).MatchString(e.Name):
		return "pull_vertical"
	case lead == "back":
		return "pull_horizontal"
	case lead == "quads":
		return "squat"
	case lead == "hamstrings" || lead == "glutes" || lead == "lower_back":
		return "hinge"
	}
	return "isolation"
}

// sentences keeps texts that say something, at most eight.
func sentences(texts []string) []string {
	out := []string{}
	for _, text := range texts {
		if text = strings.Join(strings.Fields(text), " "); text != "" && len(out) < 8 {
			out = append(out, text)
		}
	}
	return out
}

// wgerExercise is an item of wger's /api/v2/exerciseinfo/.
type wgerExercise struct {
	ID               int         `json:"id"`
	Category         wgerNamed   `json:"category"`
	Muscles          []wgerNamed `json:"muscles"`
	MusclesSecondary []wgerNamed `json:"muscles_secondary"`
	Equipment        []wgerNamed `json:"equipment"`
	License          *wgerRight  `json:"license"`
	LicenseAuthor    string      `json:"license_author"`
	Translations     []struct {
		Name          string `json:"name"`
		Language      int    `json:"language"`
		Description   string `json:"description"`
		LicenseAuthor string `json:"license_author"`
		Aliases       []struct {
			Alias string `json:"alias"`
		} `json:"aliases"`
	} `json:"translations"`
}

type wgerNamed struct {
	Name string `json:"name"`
}

type wgerRight struct {
	ShortName string `json:"short_name"`
	FullName  string `json:"full_name"`
	URL       string `json:"url"`
}

// wgerEnglish is the number of English in wger's table of languages.
const wgerEnglish = 2

// readWger reads a page of wger's exerciseinfo, or a list of its items.
func readWger(data []byte, o Options) ([]Entry, []Fault, error) {
	var rows []json.RawMessage
	page := struct {
		Results *[]json.RawMessage `json:"results"`
	}{&rows}
	into := any(&page)
	if trimmed := bytes.TrimSpace(data); len(trimmed) > 0 && trimmed[0] == '[' {
		into = &rows
	}
	if err := json.Unmarshal(data, into); err != nil {
		return nil, nil, fmt.Errorf("the file is neither a page of exerciseinfo nor a list of its items: %w", err)
	}
	if page.Results == nil || rows == nil {
		return nil, nil, errors.New("the file has no results")
	}
	var c collector
	for i, raw := range rows {
		place := "entry " + strconv.Itoa(i+1)
		var row wgerExercise
		if err := json.Unmarshal(raw, &row); err != nil {
			c.add(place, Entry{}, err)
			continue
		}
		e, err := row.entry(o)
		c.add(place, e, err)
	}
	return c.entries, c.faults, nil
}

func (w wgerExercise) entry(o Options) (Entry, error) {
	id, err := sourceID("wger", strconv.Itoa(w.ID))
	if err != nil || w.ID <= 0 {
		return Entry{}, errors.Join(err, errors.New("the id must be a number above 0"))
	}
	if w.License == nil || w.License.ShortName == "" {
		return Entry{}, errors.New("has no licence, and without one nothing may be taken over")
	}
	e, author := blank(id, ""), w.LicenseAuthor
	for _, t := range w.Translations {
		if t.Language != wgerEnglish {
			continue
		}
		e.Name = strings.TrimSpace(t.Name)
		for _, a := range t.Aliases {
			e.Aliases = append(e.Aliases, a.Alias)
		}
		if o.Texts {
			e.Cues = sentences(strings.SplitAfter(plain(t.Description), ". "))
		}
		author = strings.Join(strings.Fields(author+" "+t.LicenseAuthor), " ")
		break
	}
	equipment := named(w.Equipment)
	if err := errors.Join(checkName(e.Name), fillMuscles(e, named(w.Muscles), named(w.MusclesSecondary)), fillEquipment(e, equipment...)); err != nil {
		return Entry{}, err
	}
	e.Compound = len(e.Primary)+len(e.Secondary) > 2
	e.Pattern = guessPattern(e, strings.ToLower(w.Category.Name), "")
	if e.Pattern == "cardio" {
		e.Unit = "minutes"
	}
	e.Loadable = len(e.Equipment) > 0 && e.Unit == "reps"
	attribution := "wger.de"
	if author != "" {
		attribution = author + ", wger.de"
	}
	return Entry{ID: id, Licence: strings.TrimSpace(w.License.ShortName + " " + w.License.URL), Attribution: attribution, Exercise: e,
		Unknown: append([]string{"level", "compound"}, unknownOfExercises...)}, nil
}

func named(list []wgerNamed) []string {
	out := make([]string, len(list))
	for i, item := range list {
		out[i] = item.Name
	}
	return out
}

// plain takes the markup out of a description.
func plain(text string) string {
	return html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(text, " "))
}
