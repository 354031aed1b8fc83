package rules

import (
	"encoding/json"
	"io"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"spotter"
	"spotter/internal/agent/tools"
	"spotter/internal/llm"
)

// utterances are what people type, the call that is expected, and its arguments as JSON. A call that begins with
// a question mark is the key of the sentence that asks back.
const utterances = `
today | today | {}
what's my workout today? | today | {}
What is on today | today | {}
my workout | today | {}
what do I have tomorrow | today | {"date":"2026-11-26"}
what's planned for friday | today | {"date":"2026-11-27"}
is today a rest day? | today | {}
what's for dinner? | today | {}
what's for lunch tomorrow | today | {"date":"2026-11-26"}
how much water have I had so far | today | {}
Was steht heute an? | today | {}
mein Training | today | {}
was gibt es zum Abendessen | today | {}
qué toca hoy | today | {}
¿qué hay de cena? | today | {}
mi entreno | today | {}
आज क्या है | today | {}
आज का वर्कआउट | today | {}
रात के खाने में क्या है | today | {}
this week | week | {}
when do I train this week? | week | {}
next week | week | {"date":"2026-12-02"}
diese Woche | week | {}
wann trainiere ich | week | {}
esta semana | week | {}
la semana que viene | week | {"date":"2026-12-02"}
इस हफ़्ते | week | {}
start workout | start_session | {}
let's go | start_session | {}
start | start_session | {}
I'm ready to train | start_session | {}
Training starten | start_session | {}
los geht's | start_session | {}
empezar | start_session | {}
empieza el entreno | start_session | {}
वर्कआउट शुरू करो | start_session | {}
शुरू करें | start_session | {}
100x8@9 | log_set | {"text":"100x8@9"}
100 x 8 | log_set | {"text":"100 x 8"}
185 lb x 8 | log_set | {"text":"185 lb x 8"}
done, 8 with 185 pounds, two in reserve | log_set | {"text":"done, 8 with 185 pounds, two in reserve"}
8 reps at 60 kg | log_set | {"text":"8 reps at 60 kg"}
bench press 80x5 | log_set | {"text":"bench press 80x5"}
did 10 | log_set | {"text":"did 10"}
fertig, 8 mit 80 kg, zwei übrig | log_set | {"text":"fertig, 8 mit 80 kg, zwei übrig"}
8 Wdh mit 60 kg | log_set | {"text":"8 Wdh mit 60 kg"}
hecho, 8 con 60 kg | log_set | {"text":"hecho, 8 con 60 kg"}
10 repeticiones con 40 kg | log_set | {"text":"10 repeticiones con 40 kg"}
60x10 हो गया | log_set | {"text":"60x10 हो गया"}
हो गया, 8 रेप | log_set | {"text":"हो गया, 8 रेप"}
no, nine | correct_set | {"text":"no, nine"}
actually 8 reps | correct_set | {"text":"actually 8 reps"}
I meant 9 | correct_set | {"text":"I meant 9"}
nein, neun | correct_set | {"text":"nein, neun"}
perdón, nueve | correct_set | {"text":"perdón, nueve"}
नहीं, नौ | correct_set | {"text":"नहीं, नौ"}
undo the last set | correct_set | {"remove":true}
delete last set | correct_set | {"remove":true}
lösch den letzten Satz | correct_set | {"remove":true}
borra la última serie | correct_set | {"remove":true}
next | next_set | {}
what's next? | next_set | {}
next set | next_set | {}
how much weight | next_set | {}
was kommt jetzt | next_set | {}
nächster Satz | next_set | {}
qué sigue | next_set | {}
siguiente | next_set | {}
अगला सेट | next_set | {}
too heavy | say | {"text":"too heavy"}
this is too easy | say | {"text":"this is too easy"}
my shoulder hurts | say | {"text":"my shoulder hurts"}
zu schwer | say | {"text":"zu schwer"}
mein Knie tut weh | say | {"text":"mein Knie tut weh"}
muy pesado | say | {"text":"muy pesado"}
me duele el hombro | say | {"text":"me duele el hombro"}
बहुत भारी | say | {"text":"बहुत भारी"}
finish workout | finish_session | {}
I'm done for today | finish_session | {}
that's it for today | finish_session | {}
fertig für heute | finish_session | {}
Training beenden | finish_session | {}
terminar el entreno | finish_session | {}
आज के लिए बस | finish_session | {}
swap salmon for chicken tonight | swap_meal | {"instead":"chicken","replace":"salmon","scope":"once","slot":"dinner"}
can I have chicken instead of salmon tonight? | swap_meal | {"instead":"chicken","replace":"salmon","scope":"once","slot":"dinner"}
swap salmon for chicken at dinner from now on | swap_meal | {"instead":"chicken","replace":"salmon","scope":"always","slot":"dinner"}
replace the oatmeal with yogurt for breakfast tomorrow | swap_meal | {"date":"2026-11-26","instead":"yogurt","replace":"oatmeal","scope":"once","slot":"breakfast"}
swap salmon for chicken | ?scope |
can I have tofu instead of beef? | ?scope |
swap salmon for chicken today | today | {}
tausche Lachs gegen Huhn heute Abend | swap_meal | {"instead":"Huhn","replace":"Lachs","scope":"once","slot":"dinner"}
Huhn statt Lachs | ?scope |
cambia salmón por pollo en la cena desde ahora | swap_meal | {"instead":"pollo","replace":"salmón","scope":"always","slot":"dinner"}
pollo en lugar de salmón | ?scope |
something else for dinner | swap_meal | {"scope":"once","slot":"dinner"}
etwas anderes zum Abendessen | swap_meal | {"scope":"once","slot":"dinner"}
otra cosa para la cena | swap_meal | {"scope":"once","slot":"dinner"}
swap squats for lunges | propose_training | {"swap":[{"from":"squats","to":"lunges"}]}
replace bench press with push-ups from now on | propose_training | {"swap":[{"from":"bench press","to":"push-ups"}]}
tausche Kniebeugen gegen Ausfallschritte | propose_training | {"swap":[{"from":"Kniebeugen","to":"Ausfallschritte"}]}
another exercise please | substitute | {}
the barbell is taken | substitute | {"why":"equipment","without":["barbell"]}
andere Übung | substitute | {}
otro ejercicio | substitute | {}
next meal | next_meal | {}
what do I eat next? | next_meal | {}
nächste Mahlzeit | next_meal | {}
próxima comida | next_meal | {}
अगला भोजन | next_meal | {}
what can I cook now? | meal_ideas | {}
what can I cook in 20 minutes | meal_ideas | {"minutes":20}
three new dinners | meal_ideas | {"count":3,"slot":"dinner"}
I'm bored of the menu | meal_ideas | {}
new lunch ideas | meal_ideas | {"slot":"lunch"}
was kann ich kochen | meal_ideas | {}
neue Abendessen | meal_ideas | {"slot":"dinner"}
qué puedo cocinar | meal_ideas | {}
3 nuevas cenas | meal_ideas | {"count":3,"slot":"dinner"}
क्या पका सकता हूँ | meal_ideas | {}
shopping list | shopping_list | {}
what should I buy? | shopping_list | {}
shopping list for 2 weeks | shopping_list | {"weeks":2}
Einkaufsliste für zwei Wochen | shopping_list | {"weeks":2}
was muss ich einkaufen | shopping_list | {}
lista de la compra | shopping_list | {}
खरीदारी की सूची | shopping_list | {}
I bought eggs, rice and milk | tick_shopping | {"foods":["eggs","rice","milk"]}
ich habe Eier und Reis gekauft | tick_shopping | {"foods":["Eier","Reis"]}
he comprado huevos y arroz | tick_shopping | {"foods":["huevos","arroz"]}
recipe for oatmeal | recipe | {"dish":"oatmeal"}
how do I cook the salmon bowl? | recipe | {"dish":"salmon bowl"}
Rezept für Haferbrei | recipe | {"dish":"Haferbrei"}
wie koche ich Linsensuppe | recipe | {"dish":"Linsensuppe"}
receta de lentejas | recipe | {"dish":"lentejas"}
दाल की रेसिपी | recipe | {"dish":"दाल"}
log 500 ml of water | log_water | {"ml":500}
I drank half a litre of water | log_water | {"ml":500}
I had two glasses of water | log_water | {"ml":500}
a glass of water | log_water | {"ml":250}
water 300ml | log_water | {"ml":300}
drank 1.5 l water | log_water | {"ml":1500}
log water | ?water |
500 ml Wasser getrunken | log_water | {"ml":500}
ein Glas Wasser | log_water | {"ml":250}
300 ml de agua | log_water | {"ml":300}
bebí dos vasos de agua | log_water | {"ml":500}
500 मिली पानी पिया | log_water | {"ml":500}
I weigh 80.2 kg | log_weight | {"weight_kg":80.2}
my weight is 176 lb | log_weight | {"weight_lb":176}
weight 80 | log_weight | {"weight_kg":80}
log my weight | ?weight |
ich wiege 80,2 kg | log_weight | {"weight_kg":80.2}
Gewicht 80,2 | log_weight | {"weight_kg":80.2}
peso 80,2 kg | log_weight | {"weight_kg":80.2}
मेरा वज़न 80.2 किलो है | log_weight | {"weight_kg":80.2}
I ate two eggs | log_meal | {"name":"two eggs"}
log breakfast | log_meal | {"slot":"breakfast"}
I had my dinner | log_meal | {"slot":"dinner"}
I had a cheese sandwich | log_meal | {"name":"cheese sandwich"}
log a meal | ?meal |
ich habe zwei Eier gegessen | log_meal | {"name":"zwei Eier"}
Frühstück eintragen | log_meal | {"slot":"breakfast"}
comí dos huevos | log_meal | {"name":"dos huevos"}
registra el desayuno | log_meal | {"slot":"breakfast"}
energy 3, sleep 4, soreness 2 | check_in | {"energy":3,"sleep_quality":4,"soreness":2}
I slept 6 hours | check_in | {"sleep_hours":6}
check in | ?feeling |
I feel tired, should I train? | ?feeling |
should I train today? | ?feeling |
I'm so tired, energy 2 | check_in | {"energy":2}
Energie 2, Schlaf 3 | check_in | {"energy":2,"sleep_quality":3}
ich bin müde | ?feeling |
soll ich heute trainieren? | ?feeling |
energía 2, sueño 3 | check_in | {"energy":2,"sleep_quality":3}
estoy cansado | ?feeling |
ऊर्जा 2 | check_in | {"energy":2}
मैं थका हूँ | ?feeling |
how am I doing? | progress | {}
my progress | progress | {}
wie läuft es | progress | {}
cómo voy | progress | {}
मेरी प्रगति | progress | {}
weekly review | weekly_review | {}
how was my week? | weekly_review | {}
Wochenrückblick | weekly_review | {}
resumen semanal | weekly_review | {}
साप्ताहिक समीक्षा | weekly_review | {}
how consistent am I | adherence | {}
how many sessions have I done in 8 weeks | adherence | {"weeks":8}
wie regelmäßig trainiere ich | adherence | {}
I missed two sessions | evaluate | {}
I'm back after three weeks | evaluate | {}
ich habe zwei Einheiten verpasst | evaluate | {}
ich bin wieder da | evaluate | {}
falté a dos sesiones | evaluate | {}
he vuelto de vacaciones | evaluate | {}
दो सेशन छूट गए | evaluate | {}
do I need a deload | evaluate | {}
show me the overhead press | demonstrate | {"exercise":"overhead press"}
how do I do a deadlift? | demonstrate | {"exercise":"deadlift"}
zeig mir Kniebeugen | demonstrate | {"exercise":"Kniebeugen"}
muéstrame la sentadilla | demonstrate | {"exercise":"sentadilla"}
स्क्वाट दिखाओ | demonstrate | {"exercise":"स्क्वाट"}
why four sets | why | {"item":"four sets","plan":"training"}
why so much protein? | why | {"item":"protein","plan":"meals"}
why squats on monday | why | {"item":"monday","plan":"training"}
warum Kniebeugen | why | {"item":"Kniebeugen","plan":"training"}
por qué sentadillas | why | {"item":"sentadillas","plan":"training"}
why | why | {"plan":"training"}
tell me about creatine | supplement_facts | {"supplement":"creatine"}
should I take vitamin D? | supplement_facts | {"supplement":"vitamin D"}
is magnesium safe | supplement_facts | {"supplement":"magnesium"}
was ist mit Kreatin | supplement_facts | {"supplement":"Kreatin"}
háblame de la creatina | supplement_facts | {"supplement":"creatina"}
क्रिएटिन के बारे में बताओ | supplement_facts | {"supplement":"क्रिएटिन"}
check my supplements | supplement_check | {}
prüf meine Supplemente | supplement_check | {}
revisa mis suplementos | supplement_check | {}
move Thursday to Friday | reschedule | {"session_date":"2026-11-26","to":"2026-11-27"}
can I train Friday instead of Thursday? | reschedule | {"session_date":"2026-11-26","to":"2026-11-27"}
move today's session to Saturday | reschedule | {"session_date":"2026-11-25","to":"2026-11-28"}
I can't on Thursday | ?move |
move my workout | ?move |
verschiebe Donnerstag auf Freitag | reschedule | {"session_date":"2026-11-26","to":"2026-11-27"}
mueve el jueves al viernes | reschedule | {"session_date":"2026-11-26","to":"2026-11-27"}
गुरुवार को शुक्रवार पर ले जाओ | reschedule | {"session_date":"2026-11-26","to":"2026-11-27"}
train Monday and Thursday at 18:00 from now on | propose_schedule | {"workouts":[{"time":"18:00","weekday":"monday"},{"time":"18:00","weekday":"thursday"}]}
quiet hours from 22:00 to 07:00 | propose_schedule | {"quiet_hours":{"from":"22:00","to":"07:00"}}
change my training days | ?times |
my schedule | schedule | {}
turn off water reminders | set_reminders | {"water":false}
turn on all reminders | set_reminders | {"meal":true,"water":true,"weekly_review":true,"workout":true}
turn off reminders | ?which |
Wassererinnerungen aus | set_reminders | {"water":false}
apaga los recordatorios de agua | set_reminders | {"water":false}
पानी के रिमाइंडर बंद करो | set_reminders | {"water":false}
which reminders are there | reminders | {}
remember that I like rice | remember | {"kind":"preference","quote":"I like rice","text":"I like rice"}
remember I own a barbell | remember | {"kind":"equipment","quote":"I own a barbell","text":"I own a barbell"}
merk dir, dass ich Reis mag | remember | {"kind":"preference","quote":"ich Reis mag","text":"ich Reis mag"}
recuerda que me encanta el arroz | remember | {"kind":"preference","quote":"me encanta el arroz","text":"me encanta el arroz"}
forget that I like rice | forget | {"text":"I like rice"}
vergiss, dass ich Reis mag | forget | {"text":"ich Reis mag"}
what do you know about me? | memories | {}
was weißt du über mich | memories | {}
qué sabes de mí | memories | {}
change my plan to 3 days | propose_training | {"days":3}
only 3 days a week | propose_training | {"days":3}
make my workouts 45 minutes | propose_training | {"minutes":45}
change my plan to 4 days and 45 minutes | propose_training | {"days":4,"minutes":45}
my plan without deadlifts | propose_training | {"exclude":["deadlifts"]}
change my plan | ?plan |
ändere meinen Plan auf 3 Tage | propose_training | {"days":3}
cambia mi plan a 3 días | propose_training | {"days":3}
मेरी योजना 3 दिन की करो | propose_training | {"days":3}
no more fish in my meals | propose_meals | {"exclude":["fish"]}
meal plan without mushrooms | propose_meals | {"exclude":["mushrooms"]}
show my plan | show_plan | {"plan":"training"}
meal plan | show_plan | {"plan":"meals"}
my plan for monday | show_plan | {"plan":"training","weekday":"monday"}
what did I do last time? | show_session | {}
last workout | show_session | {}
letztes Training | show_session | {}
what is pending | show_proposal | {}
undo | ?undo |
undo my last change | ?undo |
help | ?examples |
Hilfe | ?examples |
ayuda | ?examples |
मदद | ?examples |
the weather is nice | ?unknown |
xyzzy | ?unknown |
`

// allTools is a set with every tool of every agent, as one that may do everything would be offered.
func allTools(t *testing.T) ([]llm.Tool, *tools.Set) {
	t.Helper()
	set, err := tools.New(slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	var out []llm.Tool
	for _, tool := range set.All() {
		if !strings.HasPrefix(tool.Name, "onboarding") {
			out = append(out, llm.Tool{Name: tool.Name, Description: tool.Description, Schema: tool.Schema})
		}
	}
	return out, set
}

func toolsOf(set *tools.Set, agent spotter.Actor) []llm.Tool {
	var out []llm.Tool
	for _, tool := range set.For(agent) {
		out = append(out, llm.Tool{Name: tool.Name, Schema: tool.Schema})
	}
	return out
}

const now = "How things stand now.\nIt is Wednesday 2026-11-25 12:00 for the person (Europe/Berlin).\nUnits: metric."

func request(offered []llm.Tool, messages ...llm.Message) llm.Request {
	return llm.Request{System: []llm.Block{{Text: "You coach."}, {Text: now}}, Tools: offered, Messages: messages}
}

func person(text string) llm.Message {
	return llm.Message{Role: llm.RoleUser, Parts: []llm.Part{{Text: text}}}
}

// ask runs a provider on a request, and holds the stream to its promises.
func ask(t *testing.T, r llm.Request) llm.End {
	t.Helper()
	var end llm.End
	text, ended := "", false
	for event, err := range New().Stream(t.Context(), r) {
		if err != nil || ended {
			t.Fatalf("%v after the end: %v", err, ended)
		}
		switch e := event.(type) {
		case llm.TextDelta:
			text += e.Text
		case llm.End:
			end, ended = e, true
		}
	}
	if !ended || end.Usage != (llm.Usage{}) || text != textOf(end.Message) {
		t.Fatalf("%+v, with %q in deltas", end, text)
	}
	return end
}

func TestUtterances(t *testing.T) {
	t.Parallel()
	offered, set := allTools(t)
	n := 0
	for row := range strings.SplitSeq(strings.TrimSpace(utterances), "\n") {
		n++
		parts := strings.Split(row, " | ")
		end := ask(t, request(offered, person(parts[0])))
		want := strings.TrimSuffix(parts[1], " |")
		if key, asks := strings.CutPrefix(want, "?"); asks {
			if got := textOf(end.Message); !isSentence(key, got) {
				t.Errorf("%q: %s, want the sentence %s", parts[0], shown(end), key)
			}
			continue
		}
		call := end.Message.Parts[0].Call
		if call == nil || call.Name != want || !sameJSON(t, call.Arguments, parts[2]) {
			t.Errorf("%q: %s, want %s %s", parts[0], shown(end), want, parts[2])
			continue
		}
		tool, _ := set.Find(call.Name)
		if fault := fits(tool.Schema, call.Arguments); fault != "" {
			t.Errorf("%q: %s does not fit the schema of %s: %s", parts[0], call.Arguments, call.Name, fault)
		}
	}
	t.Logf("%d utterances", n)
}

func isSentence(key, got string) bool {
	for _, s := range lines[key] {
		if strings.HasPrefix(got, s) {
			return true
		}
	}
	return false
}

func shown(end llm.End) string {
	if call := end.Message.Parts[0].Call; call != nil {
		return call.Name + " " + string(call.Arguments)
	}
	return textOf(end.Message)
}

func sameJSON(t *testing.T, a json.RawMessage, b string) bool {
	t.Helper()
	var x, y any
	if json.Unmarshal(a, &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		t.Fatalf("%s and %s", a, b)
	}
	return reflect.DeepEqual(x, y)
}

// fits holds arguments against the part of JSON Schema that the tools use.
func fits(schema, value json.RawMessage) string {
	var s map[string]any
	var v any
	if err := json.Unmarshal(schema, &s); err != nil {
		return err.Error()
	}
	if err := json.Unmarshal(value, &v); err != nil {
		return err.Error()
	}
	return fitsSchema(s, v, "")
}

func fitsSchema(s map[string]any, v any, at string) string {
	if choices, ok := s["anyOf"].([]any); ok {
		why := ""
		for _, one := range choices {
			if why = fitsSchema(one.(map[string]any), v, at); why == "" {
				return ""
			}
		}
		return why
	}
	switch x := v.(type) {
	case map[string]any:
		properties, _ := s["properties"].(map[string]any)
		required, _ := s["required"].([]any)
		for _, name := range required {
			if _, ok := x[name.(string)]; !ok {
				return at + "." + name.(string) + " is missing"
			}
		}
		for name, value := range x {
			of, ok := properties[name].(map[string]any)
			if !ok {
				return at + "." + name + " is unknown"
			}
			if fault := fitsSchema(of, value, at+"."+name); fault != "" {
				return fault
			}
		}
	case []any:
		items, _ := s["items"].(map[string]any)
		for _, item := range x {
			if fault := fitsSchema(items, item, at+"[]"); fault != "" {
				return fault
			}
		}
	case string:
		if s["type"] != "string" {
			return at + " is a string"
		}
		if enum, ok := s["enum"].([]any); ok && !contains(enum, x) {
			return at + " is not " + x
		}
	case float64:
		low, hasLow := s["minimum"].(float64)
		high, hasHigh := s["maximum"].(float64)
		if s["type"] == "integer" && x != float64(int(x)) || s["type"] == "string" || hasLow && x < low || hasHigh && x > high {
			return at + " is a number that does not fit"
		}
	}
	return ""
}

func contains(list []any, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}
