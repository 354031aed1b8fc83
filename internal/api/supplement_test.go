package api_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestSupplements(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.person(t)
	play(t, p, []scenario{
		{name: "nothing is known", method: "GET", path: "/supplements/creatine", status: 200, contains: []string{`"verdict":"withheld"`, "Answer the steps", "no medical advice"}, mustNotContain: []string{`"dose":{`}},
		{name: "nothing is taken", method: "GET", path: "/supplements/mine", status: 200, contains: []string{`"items":[]`, `"food_from":"none"`}},
	})
	all := answers()
	all["supplements"] = object{"interested": true, "current": []string{"Vitamin D3 2000 IU twice a day", "creatine 5 g", "iron 14 mg", "calcium 500 mg", "moon dust"}, "medicines": []string{"thyroid"}}
	p.onboard(t, all)
	play(t, p, []scenario{
		{name: "caffeine, 70 kg, asleep at 22", method: "GET", path: "/supplements/caffeine", status: 200, contains: []string{`"low":210`, `"high":400`, `"latest":"14:00"`, `"too_late":["monday"`, `"amount":400`, `"verified":true`, "tests lot by lot"}},
		{name: "by an alias", method: "GET", path: "/supplements/Vitamin%20D3", status: 200, contains: []string{`"id":"vitamin_d"`, `"grade":"A"`, `"unverified":`}},
		{name: "an interaction", method: "GET", path: "/supplements/iodine", status: 200, contains: []string{`"verdict":"avoid"`, `"dose":null`, `"verified":false`}},
		{name: "none such", method: "GET", path: "/supplements/moon_dust", status: 404, code: "not_found"},
		{name: "the list", method: "GET", path: "/supplements?search=vitamin&limit=100", status: 200, contains: []string{"vitamin_d", "vitamin_k"}, mustNotContain: []string{"creatine"}},
		{name: "an amount without a unit", method: "POST", path: "/supplements/check", body: object{"items": []object{{"name": "zinc", "amount": 3}}}, status: 422, code: "invalid", location: "body.items[0].unit"},
		{name: "units of iron that nobody has", method: "POST", path: "/supplements/check", body: object{"items": []object{{"name": "iron 200 IU"}}}, status: 422, code: "invalid", location: "body.items[0].unit"},
		{name: "a Greek letter", method: "POST", path: "/supplements/check", body: object{"items": []object{{"name": "vitamin d", "amount": 150, "unit": "\u03bcg"}}}, status: 200, contains: []string{`"nutrient":"vitamin_d"`, `"supplements":150`}},
		{name: "a micro sign", method: "POST", path: "/supplements/check", body: object{"items": []object{{"name": "vitamin d", "amount": 150, "unit": "\u00b5g"}}}, status: 200, contains: []string{`"supplements":150`}},
		{name: "no such food", method: "POST", path: "/supplements/check", body: object{"items": []object{{"name": "iron"}}, "foods": []object{{"food": "moon dust", "grams": 3}}}, status: 422, code: "invalid", location: "body.foods[0].food"},
		{name: "nothing to check", method: "POST", path: "/supplements/check", body: object{"items": []object{}}, status: 422, code: "invalid", location: "body.items"},
	})
	mine := p.get(t, "/supplements/mine").want(t, 200)
	for path, want := range map[string]any{"food_from": "plan", "items.0.supplement": "vitamin_d", "items.0.per_day": 4000.0, "items.2.verdict": "caution", "items.4.verdict": "unknown", "totals.0.nutrient": "vitamin_d", "totals.0.supplements": 100.0} {
		if got := mine.at(t, path); got != want {
			t.Errorf("%s is %v, want %v: %.600s", path, got, want, mine.body)
		}
	}
	if food, ok := mine.at(t, "totals.0.food").(float64); !ok || food <= 0 || mine.at(t, "totals.0.over") != true {
		t.Errorf("a plan with fish in it and 100 µg of vitamin D: %v", mine.at(t, "totals.0"))
	}
	if !strings.Contains(fmt.Sprint(mine.at(t, "warnings")), "iron+calcium") {
		t.Errorf("iron and calcium are taken together: %v", mine.at(t, "warnings"))
	}
	given := p.send(t, "POST", "/supplements/check", object{"items": []object{{"name": "magnesium", "amount": 0.2, "unit": "g", "times_per_day": 2}}, "foods": []object{{"food": "courgette", "grams": 100}}}).want(t, 200)
	if given.at(t, "totals.0.counted") != 400.0 || given.at(t, "totals.0.over") != true || given.at(t, "food_from") != "given" {
		t.Errorf("400 mg of magnesium: %s", given.body)
	}
}

// TestSupplementsFollowTheProfileAtOnce changes what is known of a person, and asks again.
func TestSupplementsFollowTheProfileAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, test := range map[string]struct {
		patch    object
		withheld []string
	}{
		"heart":             {object{"screening": object{"chest_pain": true}}, []string{"caffeine", "yohimbine", "synephrine", "green_tea_extract"}},
		"eating":            {object{"screening": object{"eating_disorder_history": true}}, []string{"caffeine", "yohimbine", "synephrine", "green_tea_extract"}},
		"milk allergy":      {object{"diet": object{"allergies": []string{"milk"}}}, []string{"whey_protein", "probiotics"}},
		"vegan":             {object{"diet": object{"pattern": "vegan"}}, []string{"whey_protein", "omega_3", "collagen", "glucosamine", "probiotics"}},
		"caffeine is hard":  {object{"diet": object{"intolerances": []string{"caffeine"}}}, []string{"caffeine", "green_tea_extract"}},
		"pregnancy":         {object{"screening": object{"pregnancy_or_recent_birth": true}}, nil},
		"said to be 17 now": {object{"about": object{"birth_date": "2009-06-01"}}, nil},
	} {
		p := w.onboarded(t)
		before := p.verdicts(t)
		p.send(t, "PATCH", "/profile", test.patch).want(t, 200)
		after := p.verdicts(t)
		want := map[string]bool{}
		for _, id := range test.withheld {
			want[id] = true
		}
		for id, verdict := range after {
			if before[id] == "withheld" {
				t.Errorf("%s: %s was withheld before", name, id)
			}
			if (verdict == "withheld") != (test.withheld == nil || want[id]) {
				t.Errorf("%s: %s is %s", name, id, verdict)
			}
		}
	}
}

// verdicts are those of all supplements, by id; each one alone must say the same and hold back its dose.
func (p *person) verdicts(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	list := p.get(t, "/supplements?limit=100").want(t, 200)
	for i := range list.at(t, "items").([]any) {
		id := list.text(t, fmt.Sprintf("items.%d.id", i))
		out[id] = list.text(t, fmt.Sprintf("items.%d.verdict", i))
		one := p.get(t, "/supplements/"+id).want(t, 200)
		if hidden := one.at(t, "verdict") == "withheld"; hidden != (out[id] == "withheld") || hidden && (one.at(t, "dose") != nil || len(one.at(t, "claims").([]any)) > 0) {
			t.Errorf("%s is %s in the list, and alone %s", id, out[id], one.body)
		}
	}
	return out
}
