package rules

import (
	"slices"

	"spotter"
)

func (r *reading) diet() {
	r.choose("pattern", [][2]string{{"vegan", "vegan*, वीगन"}, {"eggetarian", "eggetarian*, egg vegetarian, andahari, अंडाहारी"}, {"vegetarian", "vegetari*, veg, veggie, shakahari, शाकाहारी"}, {"pescatarian", "pesc*, pescetar*"}, {"jain", "jain, जैन"}, {"halal", "halal, हलाल"},
		{"kosher", "kosher, koscher, कोषेर"}, {"keto", "keto*, cetogenic*, कीटो"}, {"paleo", "paleo*, पैलियो"}, {"mediterranean", "mediterran*"}, {"omnivore", "omni*, everything, anything, all foods, normal, alles, allesesser, de todo, todo, sab kuch, सब कुछ, mixed, meat, non veg, nonveg"}})
	r.allergies()
	r.choosy()
	if n, ok := first(r.figures, "min"); ok {
		r.out["cooking_minutes"] = int(n)
	} else if n, ok := first(r.figures, "h"); ok {
		r.out["cooking_minutes"] = int(n * 60)
	}
	if n, ok := first(r.figures, "meal"); ok {
		r.out["meals_per_day"] = int(n)
	} else if n, ok := first(r.figures, "day"); ok && whole(n, 2, 6) && r.wants("meals_per_day") {
		r.out["meals_per_day"] = int(n)
	}
	r.inOrder("cooking_minutes", "meals_per_day")
}

// allergies and intolerances are told apart: those of the second list are no allergens.
func (r *reading) allergies() {
	found := [][2]string{{"gluten", "gluten, wheat, weizen, trigo, ग्लूटेन, गेहूं"}, {"crustaceans", "crustacean*, shrimp*, prawn*, shellfish, krebstier*, garnelen, crustaceo*, gamba*, marisco*"}, {"eggs", "egg|eggs, ei, eier, huevo*, anda, ande, अंडा, अंडे"},
		{"fish", "fish, fisch, pescado, machli, मछली"}, {"peanuts", "peanut*, erdnuss*, erdnuesse, cacahuete*, mani, moongfali, मूंगफली"}, {"soy", "soy, soya, soja, सोया"}, {"milk", "milk, dairy, milch, leche, lacteos, doodh, दूध"},
		{"tree_nuts", "nuts|nut, tree nuts, nuesse, nuss, schalenfruechte, haselnuss*, walnuss*, frutos secos, nueces, almond*, mandeln, meve, मेवे"}, {"celery", "celery, sellerie, apio"}, {"mustard", "mustard, senf, mostaza, sarson, सरसों"},
		{"sesame", "sesame, sesam, sesamo, til, तिल"}, {"sulphites", "sulphit*, sulfit*, sulfito*"}, {"lupin", "lupin*, altramu*"}, {"molluscs", "mollus*, mussel*, weichtier*, muscheln, molusco*, mejillones"}}
	intolerances := r.all([][2]string{{"lactose", "lactose, laktose, lactosa, लैक्टोज"}, {"fructose", "fructose, fruktose, fructosa"}, {"histamine", "histamin*"}, {"fodmap", "fodmap*"}, {"caffeine", "caffeine, koffein, cafeina, कैफीन"}})
	if len(intolerances) > 0 {
		r.out["intolerances"] = intolerances
	}
	about := r.sentenceWith(`allerg*, ऐलर्जी, एलर्जी`)
	denied := hasAny(patternsOf("no|without ?known|food allerg*, not allergic, none$, keine allergie*, nicht allergisch, ninguna alergia, sin alergias, no tengo alergias, koi allergy nahi, allergy nahi, कोई एलर्जी, एलर्जी नहीं, nothing, nichts, nada"), r.list)
	switch {
	case about != nil && !denied, r.only("allergies") && !hasWord(r.g.bad, r.list):
		sub := *r
		if about != nil {
			sub.list = about
		}
		if list := sub.all(found); len(list) > 0 {
			r.out["allergies"] = list
		}
	case denied, r.wants("allergies") && hasWord(r.g.bad, r.list) && len(r.list) <= 3:
		r.out["allergies"] = []string{}
	}
}

// sentenceWith is the clauses around a word: what an allergy is to stands in its sentence.
func (r *reading) sentenceWith(patterns string) []word {
	list := patternsOf(patterns)
	for i := range r.list {
		if hasAny(list, r.list[i:i+1]) {
			sentence := r.list[i].sentence
			var out []word
			for _, w := range r.list {
				if w.sentence == sentence {
					out = append(out, w)
				}
			}
			return out
		}
	}
	return nil
}

// choosy reads dislikes and cuisines.
func (r *reading) choosy() {
	if c, ok := anyOf(patternsOf("dont|not like {x}, dislike|dislikes {x}, hate {x}, no {x} please, mag ?keine|keinen|kein {x}, no me gusta|gustan {x}, pasand nahi {x}, {x} pasand nahi, {x} पसंद नहीं"), r.list); ok {
		if items := r.g.items(c["x"]); len(items) > 0 {
			r.out["dislikes"] = items
		}
	}
	cuisines := r.all([][2]string{{"indian", "indian*, indisch*, indi*, भारतीय"}, {"italian", "italian*, italienisch*"}, {"mexican", "mexican*, mexikanisch*"}, {"asian", "asian*, asiatisch*, asiatica"}, {"thai", "thai, thailaendisch*"}, {"chinese", "chines*, chino, china"}, {"japanese", "japan*"},
		{"mediterranean", "mediterranean, mediterran*"}, {"greek", "greek, griechisch*, grieg*"}, {"spanish", "spanish, spanisch*, espanol*"}, {"german", "german, deutsch*, aleman*"}, {"french", "french, franzoesisch*, frances*"}, {"american", "american*, amerikanisch*"}})
	if len(cuisines) > 0 {
		r.out["cuisines"] = cuisines
	}
}

// schedule reads training days with a time, meals with theirs, and quiet hours.
func (r *reading) schedule() {
	r.list = wholeDays(r.list)
	training, rest := r.parts()
	if slots := r.g.workouts(training); len(slots) > 0 {
		slices.SortStableFunc(slots, func(a, b spotter.WorkoutSlot) int { return a.Weekday.Index() - b.Weekday.Index() })
		r.out["workouts"] = slots
	}
	var meals []word
	for i, w := range rest {
		if set("quiet ruhe ruhezeit ruhig silencio shant शांत still stumm")[w.text] {
			if times := clocks(rest[i:]); len(times) >= 2 {
				r.out["quiet_hours"] = arguments{"from": times[0].String(), "to": times[1].String()}
			}
			meals = rest[:i]
			break
		}
		meals = rest[:i+1]
	}
	if hasAny(patternsOf("no|without quiet, keine ruhe*, sin silencio, always ok, any time, nie ruhe, shant nahi"), rest) {
		r.out["quiet_hours"] = arguments{"from": "00:00", "to": "00:00"}
	}
	times := clocks(meals)
	if list := r.meals(meals); len(list) >= 2 {
		r.out["meals"] = list
	} else if r.only("quiet_hours") && len(times) == 2 {
		r.out["quiet_hours"] = arguments{"from": times[0].String(), "to": times[1].String()}
	}
}

// wholeDays writes short weekdays of one language out where there are two of them or more before the first time: alone
// "do" and "so" are other words.
func wholeDays(list []word) []word {
	for _, days := range []map[string]string{
		pairs("monday: mo; tuesday: di; wednesday: mi; thursday: do; friday: fr; saturday: sa; sunday: so"),
		pairs("monday: lun; tuesday: mar; wednesday: mie; thursday: jue; friday: vie; saturday: sab; sunday: dom"),
	} {
		out, n := slices.Clone(list), 0
		for i, w := range out {
			if _, _, _, isClock := clock(out, i); isClock {
				break
			}
			if day, short := days[w.text]; short {
				out[i].text = day
				n++
			}
		}
		if n >= 2 {
			return out
		}
	}
	return list
}

// parts cuts an answer into the training days, up to the last weekday with its time, and the rest.
func (r *reading) parts() (training, rest []word) {
	last := -1
	for i, w := range r.list {
		if _, ok := r.g.weekdays[w.text]; ok {
			last = i
		}
	}
	if last < 0 {
		return nil, r.list
	}
	for i := last; i < len(r.list); i++ {
		if _, n, _, ok := clock(r.list, i); ok {
			return r.list[:i+n], r.list[i+n:]
		}
	}
	// the time came first: "at 17:30 on Monday and Thursday"
	for i := range last {
		if _, n, _, ok := clock(r.list, i); ok {
			turned := slices.Concat(r.list[i+n:last+1], r.list[i:i+n])
			return turned, r.list[last+1:]
		}
	}
	return nil, r.list
}

// meals are names with a time behind each; times alone get the usual names.
func (r *reading) meals(list []word) []spotter.MealSlot {
	var out []spotter.MealSlot
	name, named := "", false
	for i := 0; i < len(list); i++ {
		if c, n, _, ok := clock(list, i); ok {
			out = append(out, spotter.MealSlot{Name: name, Time: c})
			name = ""
			i += n - 1
			continue
		}
		if r.g.slots[list[i].text] != "" {
			name, named = list[i].raw, true
		}
	}
	if !named {
		if len(out) < 2 || len(out) > 6 || r.only("quiet_hours") {
			return nil
		}
		usual := usualMeals(r.s.tongue, len(out))
		for i := range out {
			out[i].Name = usual[i]
		}
		return out
	}
	return slices.DeleteFunc(out, func(m spotter.MealSlot) bool { return m.Name == "" })
}

// usualMeals are names for so many meals a day, two to six.
func usualMeals(tongue, n int) []string {
	all := [4][4]string{{"breakfast", "lunch", "snack", "dinner"}, {"Frühstück", "Mittagessen", "Snack", "Abendessen"}, {"desayuno", "almuerzo", "merienda", "cena"}, {"नाश्ता", "लंच", "स्नैक", "डिनर"}}[tongue]
	breakfast, lunch, snack, dinner := all[0], all[1], all[2], all[3]
	return [][]string{{lunch, dinner}, {breakfast, lunch, dinner}, {breakfast, lunch, snack, dinner}, {breakfast, snack + " 1", lunch, snack + " 2", dinner}, {breakfast, snack + " 1", lunch, snack + " 2", dinner, snack + " 3"}}[n-2]
}
