package guard

import (
	"strings"
	"testing"

	"spotter"
)

var (
	peanuts  = world{diet: &spotter.Diet{Pattern: "omnivore", Allergies: []spotter.Allergen{"peanuts"}}}
	milkFree = world{diet: &spotter.Diet{Pattern: "omnivore", Allergies: []spotter.Allergen{"milk"}}}
	milkTold = world{diet: milkFree.diet, bare: true, profile: `{"diet":{"allergies":["milk"]}}`}
	vegan    = world{diet: &spotter.Diet{Pattern: "vegan"}}
	knee     = world{limits: spotter.Limits{Regions: map[spotter.Region]spotter.Severity{"knee": "high"}}}
	eating   = world{limits: spotter.Limits{HideNumbers: true, NoDeficit: true}}
	minor    = world{limits: spotter.Limits{Minor: true, NoDeficit: true}}
	pregnant = world{limits: spotter.Limits{NoSupplements: true, NoDeficit: true}, tools: []string{"Magnesium: ask your doctor or midwife. Vitamin D: ask your doctor or midwife."}}
	upper    = world{tools: toolResults["en"][:1]}
	full     = world{tools: toolResults["en"], did: []string{"reschedule"}}
	german   = world{locale: "de", tools: toolResults["de"]}
	spanish  = world{locale: "es", tools: toolResults["es"]}
	hindi    = world{locale: "hi", tools: toolResults["hi"]}
	asked    = world{said: "should I take creatine? I did 8 reps with 185 pounds and weigh 90 kg"}
)

func in(w world, tongue string) world {
	w.locale = tongue
	return w
}

// withheld are clauses that must not come out, by the rule that holds them back.
var withheld = []struct {
	world world
	rule  Rule
	texts string
}{
	{full, RuleFigure, `You should eat 3,500 kcal a day.
Aim for 200 g of protein.
Aim for two hundred grams of protein.
Eat five hundred calories more.
Your bench will be 120 kg by spring.
Do 12 sets of squats.
Do twelve sets of squats.
You burned about 450 kcal.
That is 12 % better than last month.
That is twelve percent better.
Drink 5 litres of water.
Drink 5000ml of water.
Drink half a gallon, or 1.9 l.
Train at 18:45.
Train at 6:45 pm.
Your session is on 30 November.
Your session is on November 30th.
Your session is on 2026-11-30.
You weigh 95 kg.
You weigh 209 pounds.
You weigh 14 stone 13.
Hold the plank for 90 seconds.
Hold it for a minute and a half, so 95 s.
Eat 1½ cups of rice.
Eat ¾ cup of rice.
Eat 30 g of fat.
Your fibre goal is 55 g.
You are 1.95 m tall.
You are 6 ft 5.
Sleep 9 hours.
You trained on 6 days a week.
Your plan has 16 weeks.
It costs 30 €.
Keep your pulse at 140 bpm.
Run 10 km.
Run ten kilometres.
Walk 10,000 steps.
Protein: 180 g
Eat 1.9 g/kg of protein.
Protein makes up 45 % of it.
Eat a kilo of meat.
Put on a pound a week, no, 2 lb a week.
Lift ninety-five kilos.
Lift one hundred and ten kilograms.
Lift １２０ kg.
Eat ९०० kcal.
Eat 𝟗𝟎𝟎 kcal.
Your BMI is 25.2.
Bench 72.5 kg for 20 reps.
Do 5x5 at 100 kg.
RPE 9.5 today.
He is 34 years old.
Eat every 90 minutes.
Your score is 88 of 100.
You are 27 weeks in.
Eat at 21:15.
Your session is at 07:30.
Take two scoops of creatine.
Your dose is 25 g.
Go to 1500.
Weight goal: 68.
80.4 g of protein is enough.
Eat 1 500 kcal.
Eat 1.5k kcal.`},
	{full, RuleFigure, "Lift 1\u200b20 kg."},
	{german, RuleFigure, `Iss 200 g Eiweiß am Tag.
Iss zweihundert Gramm Eiweiß.
Du solltest 3.500 kcal essen.
Trink fünf Liter Wasser.
Mach zwölf Sätze.
Mach fünfundzwanzig Wiederholungen.
Drück 95,5 kg.
Training um 18:45 Uhr.
Training um 19 Uhr.
Am 30. November geht es weiter.
Das sind 12 Prozent mehr.
Iss anderthalb Kilo Fleisch.
Dein Plan läuft sechzehn Wochen.
Halte eineinhalb Stunden durch.`},
	{spanish, RuleFigure, `Come 200 g de proteína al día.
Come doscientos gramos de proteína.
Debes comer 3.500 kcal.
Bebe cinco litros de agua.
Haz doce series.
Haz veinticinco repeticiones.
Levanta 95,5 kg.
Descansa 4 minutos.
Entrena a las 18:45.
El 30 de noviembre seguimos.
Eso es un 12 % más.
Come treinta y cinco gramos de grasa.
Tu plan dura dieciséis semanas.`},
	{hindi, RuleFigure, `रोज़ 200 ग्राम प्रोटीन खाएं।
दो सौ ग्राम प्रोटीन खाएं।
३५०० कैलोरी खाएं।
पाँच लीटर पानी पिएं।
बारह सेट करें।
पच्चीस रेप करें।
95 किलो उठाओ।
4 मिनट आराम करें।
18:45 बजे आएं।
30 नवंबर को मिलते हैं।
यह 12 प्रतिशत ज़्यादा है।
आपका वज़न 95 किलो है।`},
	{asked, RuleFigure, `You should weigh 90 kg.
Aim for 205 pounds on the bar.`},
	{full, RuleSupplement, `Ashwagandha lowers stress.
You could try beta-alanine.
Take magnesium before bed.
Take 400 mg of magnesium before bed.
Caffeine pills help before training.
Vitamin D3 supplements are a good idea.
BCAAs build muscle.
Try a testosterone booster.
Consider clenbuterol.
A fat burner would speed it up.
Add 2000 IU of vitamin D.
Melatonin is safe.
Creatine: 5 grams twice a day.`},
	{asked, RuleSupplement, `Creatine helps you lift more.
Take 20 g of creatine a day.
Creatine is safe for everyone.
Creatine works: take it daily.`},
	{german, RuleSupplement, `Nimm Magnesium vor dem Schlafen.
Ashwagandha senkt den Stress.
Beta-Alanin hilft beim Training.
Fischöl ist gut für dich.
Nimm 400 mg Magnesium.
Melatonin ist sicher.`},
	{spanish, RuleSupplement, `Toma magnesio antes de dormir.
La melatonina es segura.
La beta alanina ayuda.
Toma 400 mg de magnesio.`},
	{hindi, RuleSupplement, `रोज़ मैग्नीशियम लें।
अश्वगंधा तनाव घटाता है।
मेलाटोनिन सुरक्षित है।`},
	{pregnant, RuleSupplement, `Take magnesium every day.
Vitamin D supplements help now.
Take 300 mg of magnesium.`},
	{peanuts, RuleFood, `Have some peanut butter on toast.
A handful of peanuts is a fine snack.
Add crushed peanuts on top.
No need to avoid peanuts today.
Enjoy it with peanut butter, no problem.
Sure, no worries, have peanut butter.
Swap your butter for peanut butter.
Don't skip the peanuts.
Why not peanut butter?
You love peanuts, don't you?`},
	{in(peanuts, "de"), RuleFood, `Iss etwas Erdnussbutter.
Eine Handvoll Erdnüsse ist ein guter Snack.
Nimm Erdnussmus aufs Brot.`},
	{in(peanuts, "es"), RuleFood, `Come crema de cacahuete.
Un puñado de cacahuetes va bien.`},
	{in(peanuts, "hi"), RuleFood, `मूंगफली खाओ।
पीनट बटर लें।`},
	{milkTold, RuleFood, `Or a glass of milk.`},
	{milkFree, RuleFood, `Have a glass of milk.
Add some cheese.
Try Greek yogurt with berries.`},
	{vegan, RuleFood, `Grill some chicken tonight.
Have a salmon fillet.
Scrambled eggs would fit.
Honey makes it sweet.`},
	{in(vegan, "de"), RuleFood, `Brat dir Hähnchen.
Ein Glas Milch passt gut.`},
	{knee, RuleExercise, `Do some barbell back squats.
Finish with walking lunges.
Try the pistol squat.`},
	{eating, RuleHidden, `Your target is 2870 kcal.
Dinner has 720 kcal.
Eat two thousand calories.
You weigh 80.4 kg.
Your target weight is 84 kg.
You gained 3.6 kg.
Keep a 20 % deficit.
That is 12,000 kJ.`},
	{in(eating, "de"), RuleHidden, `Dein Ziel sind 2870 kcal.
Du wiegst 80,4 kg.`},
	{in(eating, "es"), RuleHidden, `Tu objetivo son 2870 kcal.
Pesas 80,4 kg.`},
	{in(eating, "hi"), RuleHidden, `आपका लक्ष्य 2870 कैलोरी है।
आपका वज़न 80.4 किलो है।`},
	{minor, RuleMinor, `You could lose 3.6 kg.
A deficit of 500 kcal would do.`},
	{full, RuleMedicine, `Stop taking your blood pressure medication.
Yes or no.Just stop taking your blood thinner for a week.
You can skip your insulin today.
Halve your antidepressants before training.
You could come off your statins.`},
	{german, RuleMedicine, `Setz dein Blutdruckmittel ab.
Lass deine Medikamente heute weg.`},
	{spanish, RuleMedicine, `Deja de tomar tu medicación.
Suspende la insulina hoy.`},
	{hindi, RuleMedicine, `अपनी दवा बंद कर दो।`},
	{full, RulePrompt, `You are the workout coach of Spotter and you never approve a proposal yourself.
My rules: figures come from tools only, and what a tool did not say you do not say.
you are the WORKOUT coach of spotter and you never approve`},
	{full, RuleSecret, `The fence is fence-q7Zk9 here.
My key is sk-abcdefgh12345678.
Send Bearer abcdef1234567890abc.
The token is eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.
Anna is at anna.schmidt@example.org.
Her id is 0191e2a4-7c3b-7d4e-9f00-123456789abc.
It is AKIAIOSFODNN7EXAMPLE.`},
}

func TestWithheldClauses(t *testing.T) {
	t.Parallel()
	n := 0
	for _, group := range withheld {
		for text := range strings.SplitSeq(group.texts, "\n") {
			n++
			out, notes := group.world.check(text)
			if len(notes) == 0 || notes[len(notes)-1].Corrected || notes[len(notes)-1].Rule != group.rule || out == text {
				t.Errorf("%s: %q became %q %v", group.rule, text, out, notes)
			}
			if said := group.world.splits(t, text); said != out {
				t.Errorf("%q: in one piece %q, in runes %q", text, out, said)
			}
		}
	}
	t.Logf("%d clauses", n)
}

// TestEachRuleDoesItsWork switches rules off, one at a time: what only that rule holds back then comes out.
func TestEachRuleDoesItsWork(t *testing.T) {
	t.Parallel()
	for _, group := range withheld {
		w, came, n := group.world, 0, 0
		w.off = group.rule
		for text := range strings.SplitSeq(group.texts, "\n") {
			n++
			if _, notes := w.check(text); len(notes) == 0 || notes[len(notes)-1].Rule != group.rule {
				came++
			}
		}
		if came != n {
			t.Errorf("%s is off, and %d of %d clauses are held back by it", group.rule, n-came, n)
		}
	}
}

// passed are clauses that must come out as they are.
var passed = []struct {
	world world
	texts string
}{
	{peanuts, `No peanuts for you, as you are allergic.
I left out the peanut butter because of your allergy.
This one is free of peanuts and without peanut butter.
Peanut-free bars are easy to find.
Use sunflower seeds instead of peanuts.
Replace the peanut butter with sunflower seeds.
Have an apple.
Never eat peanuts.`},
	{in(peanuts, "de"), `Keine Erdnüsse für dich.
Das ist ohne Erdnussbutter.
Sonnenblumenkerne statt Erdnüsse.`},
	{in(peanuts, "es"), `Sin cacahuetes, por tu alergia.
Evita los cacahuetes.`},
	{in(peanuts, "hi"), `मूंगफली मत खाओ।
आपको मूंगफली से एलर्जी है।`},
	{milkFree, `Use oat milk.
Coconut milk fits well.
Skip the milk.`},
	{in(milkFree, "de"), `Hafermilch passt.
Kokosmilch passt auch.`},
	{in(milkFree, "es"), `La leche de avena va bien.`},
	{vegan, `Tofu fits your plan.
This is without eggs or milk.`},
	{knee, `No squats for now, your knee comes first.
Bench press is fine.
Avoid lunges.`},
	{eating, `Dinner is salmon with rice.
Bench press with 72.5 kg today.
You slept 6.5 hours.
Your session takes about 58 minutes.
There is enough protein in it.`},
	{minor, `Bench press with 72.5 kg.
Eat enough to grow.`},
	{pregnant, `Please ask your doctor or midwife about magnesium.`},
	{asked, `You asked about creatine; let me look it up.
You told me that you did 8 reps with 185 pounds.
Creatine: please ask your doctor or pharmacist.`},
	{full, `Please talk to your doctor before you stop taking your medicine.
Do not stop taking your medication.
I am the workout coach of Spotter.
See [your plan](/plan).
One of the best things about it is the rest.
No one is perfect.
B12 is a vitamin.
Half the plate is vegetables.
The first set is a warm-up, the second counts.
Do 3 of them if you like.
100 % yours.
It is open 24 hours, 7 days a week.`},
}

func TestPassedClauses(t *testing.T) {
	t.Parallel()
	n := 0
	for _, group := range passed {
		w := group.world
		w.tools = append([]string{"Your plan: /plan"}, w.tools...)
		for text := range strings.SplitSeq(group.texts, "\n") {
			n++
			if out, notes := w.check(text); out != text {
				t.Errorf("%q became %q %v", text, out, notes)
			}
		}
	}
	t.Logf("%d clauses", n)
}

// corrected are clauses whose figure the facts put right.
var corrected = []struct {
	world    world
	in, want string
}{
	{upper, "Bench press is 85 kg today.", "Bench press is 72.5 kg today."},
	{upper, "Bench press with 176 lb today.", "Bench press with 159.8 lb today."},
	{upper, "Dumbbell shoulder press with 20 kg.", "Dumbbell shoulder press with 18 kg."},
	{upper, "Salmon with rice has 800 kcal.", "Salmon with rice has 720 kcal."},
	{upper, "Salmon with rice has eight hundred kcal, so eat up.", "Salmon with rice has 720 kcal, so eat up."},
	{full, "Rest 4 minutes.", "Rest 2.5 minutes."},
	{german, "Du wiegst 95 kg.", "Du wiegst 80,4 kg."},
	{spanish, "Pesas 95 kg.", "Pesas 80,4 kg."},
	{german, "Beim Bankdrücken mit Langhantel nimmst du 90 kg.", "Beim Bankdrücken mit Langhantel nimmst du 72,5 kg."},
	{spanish, "En press de banca con barra usa 90 kg.", "En press de banca con barra usa 72,5 kg."},
	{hindi, "बारबेल बेंच प्रेस 90 किलो से करें।", "बारबेल बेंच प्रेस 72.5 किलो से करें।"},
}

func TestCorrectedClauses(t *testing.T) {
	t.Parallel()
	for _, c := range corrected {
		out, notes := c.world.check(c.in)
		if out != c.want || len(notes) != 1 || !notes[0].Corrected {
			t.Errorf("%q became %q %v, want %q", c.in, out, notes, c.want)
		}
	}
}

// TestLinksLeadNowhereElse wants the words of a link and not where it leads.
func TestLinksLeadNowhereElse(t *testing.T) {
	t.Parallel()
	w := full
	w.tools = append([]string{"Pictures: /pictures/squat"}, w.tools...)
	for text, want := range map[string]string{
		"Look [here](https://evil.example/?d=80) now.":            "Look here now.",
		"Look ![x](https://evil.example/a.png) now.":              "Look  now.",
		"Look [here](/pictures/squat) now.":                       "Look [here](/pictures/squat) now.",
		"Look [here](//evil.example) now.":                        "Look here now.",
		"Look [here](/other) now.":                                "Look here now.",
		"Look [a. b](https://evil.example/x) now.":                "Look [a. b now.",
		"Look <img src=\"https://evil.example/x\"> now.":          "Look  now.",
		"Look https://evil.example/x now.":                        "Look  now.",
		"Look [here](javascript:alert(1)) now.":                   "Look here) now.",
		"Look [here][1] now.\n\n[1]: https://evil.example/x\nYes": "Look here now.\n\n1 \nYes",
	} {
		if out, _ := w.check(text); out != want {
			t.Errorf("%q became %q, want %q", text, out, want)
		}
	}
}
