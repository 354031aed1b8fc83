package guard

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"spotter"
)

// scope is what is known where a number stands in a document.
type scope struct {
	source   source
	tongue   string
	subjects []int32
	topic    topic
	path     string // the keys down to here
}

// member is a number of an object, which is read when the whole object is known.
type member struct {
	key   string
	value float64
}

// readJSON walks a document. What is no JSON is read as a text.
func (f *Facts) readJSON(raw []byte, from source, tongue string) {
	before := len(f.list)
	d := jsontext.NewDecoder(bytes.NewReader(raw), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if f.value(d, "", scope{source: from, tongue: tongue}, nil) != nil {
		f.list = f.list[:before]
		f.readText(string(raw), from, tongue)
	}
}

// value reads one value under a key. Numbers of an object go to its members.
func (f *Facts) value(d *jsontext.Decoder, key string, s scope, members *[]member) error {
	switch d.PeekKind() {
	case '{':
		return f.object(d, key, s)
	case '[':
		return f.array(d, key, s)
	}
	t, err := d.ReadToken()
	if err != nil {
		return err
	}
	switch t.Kind() {
	case '0':
		v, err := t.Float()
		if err != nil {
			return err
		}
		m := member{key, v}
		if members != nil {
			*members = append(*members, m)
		} else {
			f.number(m, "", s)
		}
	case '"':
		f.readText(t.String(), s.source, s.tongue)
	}
	return nil
}

func (f *Facts) object(d *jsontext.Decoder, key string, s scope) error {
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	s.path += "." + key
	if found := keyTopic(key); found != topicNone {
		s.topic = found
	}
	var members []member
	unit := ""
	for d.PeekKind() != '}' {
		name, err := d.ReadToken()
		if err != nil {
			return err
		}
		k := name.String()
		if d.PeekKind() == '"' {
			text, err := d.ReadToken()
			if err != nil {
				return err
			}
			unit = f.member(k, text.String(), unit, &s)
			continue
		}
		if err := f.value(d, k, s, &members); err != nil {
			return err
		}
	}
	_, err := d.ReadToken()
	for _, m := range members {
		f.number(m, unit, s)
	}
	return err
}

// member reads a string of an object: its unit, the name of what it is about, or a text.
func (f *Facts) member(key, text, unit string, s *scope) string {
	switch key {
	case "unit":
		return text
	case "name", "exercise", "dish", "food", "id", "item", "title":
		if named := f.name(strings.ReplaceAll(text, "_", " "), s.source); len(named) > 0 {
			s.subjects = append(s.subjects[:len(s.subjects):len(s.subjects)], named...)
		}
	}
	if born, err := spotter.ParseDate(text); key == "birth_date" && err == nil && !f.today.IsZero() {
		f.list = append(f.list, fact{dim: dimCalendar, value: float64(born.YearsTo(f.today)) * units["years"].factor, source: s.source})
	}
	if key == "nutrient" || key == "label" {
		if found := topics[folded(text)]; found != topicNone {
			s.topic = found
		}
	}
	f.readText(text, s.source, s.tongue)
	return unit
}

func (f *Facts) array(d *jsontext.Decoder, key string, s scope) error {
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	n := 0
	for d.PeekKind() != ']' {
		if err := f.value(d, key, s, nil); err != nil {
			return err
		}
		n++
	}
	f.list = append(f.list, fact{dim: dimCount, value: float64(n), source: s.source}) // how many there are
	_, err := d.ReadToken()
	return err
}

// number enters a number of a document by its key and its object's unit.
func (f *Facts) number(m member, unit string, s scope) {
	what, ok := keyUnit(m.key)
	if named, also := units[folded(unit)]; also && (m.key == "value" || m.key == "amount" || m.key == "low" || m.key == "high" || m.key == "per_day" || what.dim == dimReps || !ok) {
		what = named
	} else if u, also := units[strings.ToLower(unit)]; also && !ok {
		what = u
	}
	topic := keyTopic(m.key)
	if topic == topicNone {
		topic = s.topic
	}
	if what.dim == dimMass && what.factor == 1000 {
		topic = massTopic(m.key, s)
	}
	f.list = append(f.list, fact{what.dim, m.value * what.factor, topic, s.subjects, s.source, what.factor > 400})
	if strings.HasSuffix(m.key, "percent") && m.value <= 1 || strings.HasSuffix(m.key, "share") || m.key == "adherence" {
		f.list = append(f.list, fact{dimPercent, m.value * 100, topic, s.subjects, s.source, what.factor > 400})
	}
}

// massTopic tells a load from a body: both are weight_kg.
func massTopic(key string, s scope) topic {
	switch {
	case strings.Contains(key, "load") || strings.Contains(s.path, "set") || strings.Contains(s.path, "lift") || strings.Contains(s.path, "exercise") || strings.Contains(key, "e1rm"):
		return topicLoad
	case strings.Contains(key, "weight"):
		return topicBody
	}
	return topicNone
}

// keyUnit is what a key says that its number measures.
func keyUnit(key string) (unit, bool) {
	for _, k := range keyUnits {
		if key == strings.TrimPrefix(k.end, "_") || strings.HasSuffix(key, k.end) {
			return k.unit, true
		}
	}
	if strings.HasPrefix(key, "reps") {
		return unit{dimReps, 1, false}, true
	}
	return unit{dimCount, 1, false}, false
}

var keyUnits = []struct {
	end  string
	unit unit
}{
	{"_g_per_kg", unit{dimPerKG, 1, false}}, {"_kg", unit{dimMass, 1000, false}}, {"_mg", unit{dimMass, 1e-3, false}}, {"_ug", unit{dimMass, 1e-6, false}}, {"_lb", unit{dimMass, 453.59237, false}}, {"_g", unit{dimMass, 1, false}}, {"_grams", unit{dimMass, 1, false}},
	{"_kcal", unit{dimEnergy, 1, false}}, {"_kj", unit{dimEnergy, 1 / 4.184, false}}, {"_ml", unit{dimVolume, 1, false}}, {"_cm", unit{dimLength, 1, false}},
	{"_seconds", unit{dimTime, 1, false}}, {"_minutes", unit{dimTime, 60, false}}, {"_hours", unit{dimTime, 3600, false}},
	{"_days", unit{dimCalendar, 1, false}}, {"_weeks", unit{dimCalendar, 7, false}}, {"_months", unit{dimCalendar, 30.4375, false}},
	{"_percent", unit{dimPercent, 1, false}}, {"_pct", unit{dimPercent, 1, false}},
	{"_sets", unit{dimSets, 1, false}}, {"_reps", unit{dimReps, 1, false}}, {"_rir", unit{dimReserve, 1, false}}, {"_rpe", unit{dimEffort, 1, false}},
	{"_meals", unit{dimMeals, 1, false}}, {"meals_per_day", unit{dimMeals, 1, false}}, {"_sessions", unit{dimSessions, 1, false}}, {"sessions_per_week", unit{dimSessions, 1, false}}, {"sessions_per_week_now", unit{dimSessions, 1, false}}, {"_steps", unit{dimSteps, 1, false}},
}

func keyTopic(key string) topic {
	switch {
	case strings.HasPrefix(key, "protein"):
		return topicProtein
	case strings.HasPrefix(key, "carb"):
		return topicCarbs
	case strings.HasPrefix(key, "fat_") || key == "fat":
		return topicFat
	case strings.HasPrefix(key, "fibre"):
		return topicFibre
	case strings.Contains(key, "body_fat"):
		return topicBodyFat
	case strings.HasPrefix(key, "water") || strings.HasPrefix(key, "drunk"):
		return topicWater
	case strings.HasPrefix(key, "height"):
		return topicHeight
	case strings.HasPrefix(key, "sleep"):
		return topicSleep
	case strings.HasPrefix(key, "rest_"):
		return topicRest
	}
	return topicNone
}
