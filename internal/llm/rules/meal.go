package rules

import (
	"encoding/json"
	"math"
	"slices"
)

// mealRules are about food and drink.
func mealRules() []entry {
	return []entry{
		{`?i bought|got {x}, tick ?off {x}, gekauft {x}, ich habe {x} gekauft, ^{x} gekauft$, hake {x} ab, he comprado {x}, compre {x}, ^tacha {x}, {x} kharid li*, {x} kharida, {x} खरीद लि*, {x} खरीदा`, bought},
		{`shopping ?list, what|need|should|must|do|to i buy, ^buy, grocer*, to buy$, einkaufsliste, einkaufszettel, kaufen$, einkaufen$, was soll|muss ich kaufen|einkaufen, lista ?de ?la compra*, que debo|tengo|hay|necesito ?que comprar, ^comprar$, kharid*, खरीद*`, shopping},
		{`recipe|recipes ?for|of ?the {x}, how do|can|to ?i|you cook|make|prepare ?the {x}, {x} recipe$, rezept ?fuer|von|zu|zum {x}, wie koche|mache|kocht|macht ich|man {x}, receta de|para|del {x}, como se|puedo ?se cocina|prepara|hace {x}, como preparo|cocino|hago {x},
			{x} ki recipe|vidhi, {x} kaise bana*, {x} की रेसिपी|विधि, {x} कैसे बना*, रेसिपी {x}, ^recipe$, ^rezept$, ^receta$, ^रेसिपी$`, recipe},
		{`bored|tired|sick of ?with ?the|my ?of menu|food|meals|dinners|lunches|breakfasts|dishes|eating, new|different|other|more|fresh dinners|lunches|breakfasts|meals|snacks|dishes|recipes|menu|ideas, meal|dinner|lunch|breakfast|snack|food ideas|idea, ideas for,
			langweil*, neue|andere|mehr abendessen|mittagessen|fruehstuecke|mahlzeiten|gerichte|rezepte|ideen, ideen fuer, satt ?mit, aburrid*|harto|harta|cansad* de|del ?el|la|mi menu|comida|cenas|plan, nuevas|otras|nuevos|otros|mas cenas|comidas|recetas|ideas|platos|desayunos|almuerzos, ideas para,
			bore|bor ho, naye|naya|naya khana|dinner|khane|nashte|recipe, ऊब, बोर, नए|नया डिनर|खाने|खाना|नाश्ते|लंच`, ideas},
		{`what|something|anything ?else can|could|should|to ?i cook|make, cook now|today|tonight, i have {x} what can|should i cook|make, kochen ?jetzt$, was kann|koennte|soll ich ?jetzt ?heute kochen|machen, was koche ich, que puedo|podria|debo ?yo cocinar|preparar|hacer, que cocino, kya bana*, क्या बना*`, cook},
		{`^?ill ?i ?take|use|like|want|pick|choose ?the ?number 1|2|3|first|second|third|one|two|three, ^option 1|2|3, ^ich ?nehme ?das ?die ?den ?nummer 1|2|3|erste|zweite|dritte*, ^nimm ?das ?die ?den ?nummer 1|2|3|erste|zweite|dritte*, ^el|la primer*|segund*|tercer*, ^quiero ?el ?la 1|2|3|primer*|segund*|tercer*,
			^pehla|dusra|doosra|teesra|pehli|dusri|teesri, ^पहला|दूसरा|तीसरा|पहली|दूसरी|तीसरी, ^das|die|den erste|zweite|dritte*, ^1|2|3|first|second|third$, ^1|2|3 and|und|y|aur 1|2|3$`, pick},
		{`something|anything else|different, another|different, was|etwas anderes, anderes|andere|anderen, otra|otro, otra cosa, algo diferente|distinto, kuch aur, dusra|doosra, कुछ और, दूसरा`, another},
		{`i ate|had|eaten ?for {x}, ^ate {x}, ive eaten|had {x}, log|eat|record ?that ?i ?ate ?my ?the breakfast|lunch|dinner|snack|meal, ich habe {x} gegessen, ^gegessen {x}, {x} gegessen$, ich ass {x}, trag* ?mein ?das fruehstueck|mittagessen|abendessen|snack ein,
			he comido|desayunado|cenado|almorzado|merendado, ^comi|cene|desayune|almorce, registra ?mi ?el ?la desayuno|almuerzo|cena|comida, maine|maine {x} khaya|khaayi|khaye|khayi, {x} kha liya|li, मैंने {x} खाया|खाई|खाए, {x} खा लिया`, eaten},
		{`water, drank, drink, drunk, wasser, getrunken, trinken, agua, bebi, bebido, pani, paani, पानी`, water},
		{`whats|what ?is ?there for breakfast|lunch|dinner|supper|snack, what ?is ?my breakfast|lunch|dinner|snack, what do|should|can|will|am i ?have eat|eating|have, next meal, my meals ?today, meals today, eat next, eat ?now ?today$, whats to eat, hungry, was gibt|gibts, naechste|naechstes mahlzeit|essen, was esse ich, was soll|kann|darf ich ?heute ?jetzt essen, zum abendessen|mittagessen|fruehstueck,
			hunger, hungrig, que hay, que ceno|como|desayuno|almuerzo, que toca ?de ?para cenar|comer|cena|comida|desayunar, proxima|siguiente comida, para cenar|desayunar|almorzar|la, que debo|puedo|tengo ?que comer, tengo hambre, agla khana|bhojan|meal, kya khau*|khaana|khana|khaun, khane|dinner|lunch|nashte me|mein ?kya, bhookh,
			अगला भोजन|खाना, क्या खाऊं*|खाना, खाने|डिनर|लंच|नाश्ते में, भूख, ^dinner$, ^lunch$, ^breakfast$, ^abendessen$, ^mittagessen$, ^fruehstueck$, ^cena$, ^desayuno$, ^almuerzo$, ^डिनर$, ^नाश्ता$`, whatToEat},
		{`meals, essen, mahlzeiten, comidas, khana, खाना`, func(g *grammar, s *scene, c captures) (plan, bool) {
			if len(s.words) > 2 {
				return plan{}, false
			}
			return whatToEat(g, s, c)
		}},
	}
}

func bought(g *grammar, s *scene, c captures) (plan, bool) {
	foods := g.items(c["x"])
	if len(foods) == 0 || len(g.figures(c["x"])) > 0 {
		return plan{}, false
	}
	return do("tick_shopping", arguments{"foods": foods})
}

// shopping is for one to four weeks.
func shopping(g *grammar, s *scene, _ captures) (plan, bool) {
	args := arguments{}
	if n, ok := first(g.figures(s.words), "week"); ok {
		if !whole(n, 1, 4) {
			return plan{text: sayWeeks.in(s.tongue)}, true
		}
		args["weeks"] = int(n)
	}
	if n, ok := first(g.figures(s.words), "day"); ok && n > 7 {
		args["weeks"] = min(4, int(math.Ceil(n/7)))
	}
	if hasWord(set("month monat mes mahine महीने"), s.words) {
		args["weeks"] = 4
	}
	return do("shopping_list", args)
}

// recipe of a dish by name, of a meal of the day, or of the meal that was just spoken of.
func recipe(g *grammar, s *scene, c captures) (plan, bool) {
	name := g.name(c["x"])
	if len(name) == 0 {
		name = nil
	}
	if slot := g.slot(s, name); slot != "" && len(name) == 1 || len(name) == 0 {
		if slot == "" {
			slot = g.slot(s, s.words)
		}
		if dish := s.planned[string(s.today.Weekday())+"-"+slot]; dish != "" {
			return do("recipe", arguments{"dish": dish})
		}
		if len(name) == 0 {
			return s.recipeOfLast()
		}
	}
	if s.exercise(folded(name)) != "" || len(name) > 10 {
		return plan{}, false
	}
	return do("recipe", arguments{"dish": clip(said(name), 80)})
}

// recipeOfLast is that of the meal which was looked up last.
func (s *scene) recipeOfLast() (plan, bool) {
	var meal struct {
		Dish string `json:"dish"`
	}
	if _, r, ok := s.lastCall("next_meal"); ok && decode(r.data, &meal) == nil && meal.Dish != "" {
		return do("recipe", arguments{"dish": meal.Dish})
	}
	return plan{text: sayWhichDish.in(s.tongue)}, true
}

// ideas are new dishes for a meal of the day, dinners where none is named.
func ideas(g *grammar, s *scene, _ captures) (plan, bool) {
	slot := g.slot(s, s.words)
	if slot == "" {
		slot = g.slot(s, wordsOf("dinner"))
	}
	args := arguments{"slot": slot, "count": 3}
	for _, f := range g.figures(s.words) {
		if whole(f.value, 1, 5) && f.unit != "min" {
			args["count"] = int(f.value)
		}
	}
	if n, ok := first(g.figures(s.words), "min"); ok && whole(n, 1, 240) {
		args["minutes"] = int(n)
	}
	return plan{calls: []call{{"meal_ideas", args}}, hint: sayTakeOne.in(s.tongue)}, true
}

// cook is what can be cooked now.
func cook(g *grammar, s *scene, c captures) (plan, bool) {
	args := arguments{}
	if n, ok := first(g.figures(s.words), "min"); ok && whole(n, 1, 240) {
		args["minutes"] = int(n)
	}
	if slot := g.slot(s, s.words); slot != "" && !hasAny(g.once, s.words) {
		args["slot"] = slot
	}
	with := c["x"]
	for i, w := range s.words {
		if set("with mit con")[w.text] && i+1 < len(s.words) && len(with) == 0 {
			with = s.words[i+1:]
		}
	}
	if foods := g.items(with); len(foods) > 0 && len(g.figures(with)) == 0 {
		args["on_hand"] = foods
	}
	return plan{calls: []call{{"meal_ideas", args}}, hint: sayTakeOne.in(s.tongue)}, true
}

// idea is what a pick needs of an idea.
type idea struct {
	MealID string `json:"meal_id"`
	Dish   string `json:"dish"`
}

// pick takes one of the last ideas, from now on unless it is only for once.
func pick(g *grammar, s *scene, _ captures) (plan, bool) {
	_, r, ok := s.lastCall("meal_ideas")
	var list []idea
	if !ok || decode(r.data, &list) != nil || len(s.words) > 8 {
		return plan{}, false
	}
	scope := "always"
	if hasAny(g.once, s.words) {
		scope = "once"
	}
	for _, w := range s.words {
		if n := ordinals()[w.text]; n > 0 && n <= len(list) {
			return do("swap_meal", arguments{"meal_id": list[n-1].MealID, "instead": list[n-1].Dish, "scope": scope})
		}
	}
	return plan{}, false
}

func ordinals() map[string]int {
	out := map[string]int{}
	for i, list := range []string{"1 one first erste ersten erstes eins primero primera primer uno pehla pehli पहला पहली", "2 two second zweite zweiten zweites zwei segundo segunda dos dusra doosra dusri दूसरा दूसरी",
		"3 three third dritte dritten drittes drei tercero tercera tercer tres teesra teesri तीसरा तीसरी"} {
		for w := range set(list) {
			out[w] = i + 1
		}
	}
	return out
}

// another asks for another dish in the place of a planned one.
func another(g *grammar, s *scene, _ captures) (plan, bool) {
	if s.training && !hasWord(g.eating, s.words) {
		return do("substitute", arguments{"why": "preference"})
	}
	slot := g.slot(s, s.words)
	switch {
	case slot != "":
		return swapMeal(g, s, arguments{"slot": slot})
	case hasWord(g.eating, s.words) || hasWord(set("eat essen comer khana dish"), s.words):
		return plan{text: sayWhichMeal.in(s.tongue)}, true
	}
	return plan{}, false
}

// eaten logs a planned meal, foods with their amounts, or a dish.
func eaten(g *grammar, s *scene, c captures) (plan, bool) {
	list := c["x"]
	if len(list) == 0 {
		list = s.words
	}
	foods, drink := g.foods(s.words), hasWord(set("water wasser agua pani paani पानी"), list)
	switch slot := g.slot(s, list); {
	case drink:
		return plan{}, false
	case len(foods) > 0:
		return do("log_meal", arguments{"foods": foods})
	case slot != "":
		return do("log_meal", arguments{"slot": slot})
	}
	if name := g.name(c["x"]); len(name) > 0 {
		return plan{calls: []call{{"log_meal", arguments{"dish": clip(said(name), 80)}}}}, true
	}
	return plan{text: sayWhatEaten.in(s.tongue)}, true
}

// foods are names behind an amount in grams: 200 g chicken and 100 g rice.
func (g *grammar) foods(list []word) []arguments {
	var out []arguments
	figures := g.figures(list)
	for i, f := range figures {
		end := len(list)
		if i+1 < len(figures) {
			end = figures[i+1].at
		}
		from := f.at + 1
		if from < end && g.units[list[from].text] != "" && f.unit == g.units[list[from].text] {
			from++
		}
		names := g.items(list[from:end])
		if len(names) == 0 {
			continue
		}
		food := arguments{"food": names[0]}
		switch f.unit {
		case "g":
			food["grams"] = f.value
		case "":
			food["measures"] = f.value
		default:
			continue
		}
		out = append(out, food)
	}
	return out
}

// water logs what was drunk.
func water(g *grammar, s *scene, _ captures) (plan, bool) {
	if hasAny(g.reminding, s.words) {
		return plan{}, false
	}
	list := g.figures(s.words)
	for _, f := range list {
		if ml := millilitres(f); ml >= 1 && ml <= 3000 {
			return do("log_water", arguments{"ml": ml})
		}
	}
	switch {
	case slices.ContainsFunc(s.words, func(w word) bool { return g.units[w.text] == "glass" }) && len(list) == 0:
		return do("log_water", arguments{"ml": 250})
	case hasWord(set("how cuanta cuanto wieviel wie viel kitna कितना"), s.words):
		return do("today", nil)
	}
	return plan{text: sayHowMuchWater.in(s.tongue)}, true
}

func millilitres(f figure) int {
	factor := map[string]float64{"ml": 1, "l": 1000, "glass": 250, "oz": 29.5735}[f.unit]
	return int(math.Round(f.value * factor))
}

// whatToEat is the meal that was asked for, of today or another day, or the next one.
func whatToEat(g *grammar, s *scene, _ captures) (plan, bool) {
	slot, days := g.slot(s, s.words), s.days(g.lexis, s.words)
	if slot == "" && len(days) == 0 || hasWord(set("next naechste naechstes proxima siguiente agla अगला"), s.words) {
		return plan{calls: []call{{"next_meal", nil}}, hint: sayRecipeHint.in(s.tongue)}, true
	}
	p := plan{calls: []call{{"today", arguments{}}}, only: " " + slot + ":"}
	if slot != "" {
		p.hint = sayRecipeFor.in(s.tongue, slot)
	}
	if len(days) > 0 && days[0] != s.today {
		p.calls[0].args["date"], p.hint = days[0].String(), ""
	}
	if slot == "" {
		p.only = ""
	}
	return p, true
}

// decode reads JSON of which not all need be there.
func decode(raw json.RawMessage, into any) error { return json.Unmarshal(raw, into) }
