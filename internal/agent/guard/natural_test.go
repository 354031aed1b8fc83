package guard

import (
	"strings"
	"testing"
)

// toolResults are texts as the tools write them, by language.
var toolResults = map[string][]string{
	"en": {`Today, Wednesday, 25 November: Upper A at 17:30, about 58 minutes.
- Barbell bench press: 4 × 6-8 with 72.5 kg, 2 in reserve
- One-arm dumbbell row: 3 × 8-12 with 26 kg, 2 in reserve
- Dumbbell shoulder press: 3 × 8-10 with 18 kg
Meals:
- breakfast at 07:00: Porridge with berries, 620 kcal, 32 g protein
- dinner at 19:30: Salmon with rice, 720 kcal, 42 g protein, 25 minutes
Eaten so far: 620 kcal, 32 g protein, 80 g carbs, 15 g fat, 9 g fibre. Left: 2250 kcal, 118 g protein, 280 g carbs, 65 g fat, 29 g fibre.
Water: 750 of 2750 ml.`,
		`Last 4 weeks: 11 of 14 sessions done, 79 %. Body weight: 80.4 kg, +0.2 kg a week. Barbell bench press: e1RM 92.5 kg, +3 %.`,
		`Creatine monohydrate: 3-5 g a day, with a meal, at any time. Grade A: more strength in short efforts. Ask a doctor first with kidney disease.`,
		`On Wednesday, 25 November Chicken with rice instead of Salmon with rice: 210 g chicken breast. 705 kcal, 45 g protein. Nothing has changed yet: it waits for your yes.`,
		`Rest 150 s. Next: Barbell bench press, set 2 of 4: 6-8 reps with 72.5 kg, 2 in reserve.`,
		`Moved: the session of 26 November is now on 28 November.`},
	"de": {`Heute, Mittwoch, 25. November: Upper A um 17:30, etwa 58 Minuten.
- Bankdrücken mit Langhantel: 4 × 6-8 mit 72,5 kg, 2 in Reserve
Mahlzeiten:
- Abendessen um 19:30: Lachs mit Reis, 720 kcal, 42 g Eiweiß, 25 Minuten
Bisher gegessen: 620 kcal, 32 g Eiweiß, 80 g Kohlenhydrate, 15 g Fett. Übrig: 2250 kcal, 118 g Eiweiß, 280 g Kohlenhydrate, 65 g Fett.
Wasser: 750 von 2750 ml.`, `Letzte 4 Wochen: 11 von 14 Einheiten, 79 %. Körpergewicht: 80,4 kg, +0,2 kg pro Woche.`,
		`Kreatin: 3-5 g am Tag, zu einer Mahlzeit. Evidenz A.`, `Pause 150 s. Als Nächstes: Bankdrücken mit Langhantel, Satz 2 von 4: 6-8 Wdh. mit 72,5 kg, 2 in Reserve.`},
	"es": {`Hoy, miércoles, 25 de noviembre: Upper A a las 17:30, unos 58 minutos.
- Press de banca con barra: 4 × 6-8 con 72,5 kg, 2 en reserva
Comidas:
- cena a las 19:30: Salmón con arroz, 720 kcal, 42 g de proteína, 25 minutos
Comido hasta ahora: 620 kcal, 32 g de proteína. Queda: 2250 kcal, 118 g de proteína.
Agua: 750 de 2750 ml.`, `Últimas 4 semanas: 11 de 14 sesiones, 79 %. Peso corporal: 80,4 kg.`, `Creatina: 3-5 g al día, con una comida. Evidencia A.`},
	"hi": {`आज, बुधवार, 25 नवंबर: Upper A, 17:30 बजे, लगभग 58 मिनट।
- बारबेल बेंच प्रेस: 4 × 6-8, 72.5 किलो, 2 रिज़र्व में
भोजन:
- रात का खाना 19:30: सैल्मन और चावल, 720 kcal, 42 ग्राम प्रोटीन, 25 मिनट
अब तक खाया: 620 kcal, 32 ग्राम प्रोटीन. बाकी: 2250 kcal, 118 ग्राम प्रोटीन.
पानी: 750 / 2750 ml।`, `पिछले 4 हफ्ते: 14 में से 11 सेशन, 79 %। वज़न: 80.4 किलो।`, `क्रिएटिन: रोज़ 3-5 ग्राम, भोजन के साथ।`},
}

// good are replies as a coach would write them from these results and the briefing.
var good = map[string]string{
	"en": `Here's your plan for today: Upper A at 17:30.
You'll be done in just under an hour.
First up: barbell bench press, 4 sets of 6-8 reps with 72.5 kg.
Next: one-arm dumbbell row, 3 x 8-12 with 26 kg.
Leave about two reps in the tank on every set.
Rest two to three minutes between sets.
Rest 150 s between sets, that is two and a half minutes.
If you can do 8 reps on all four sets, go up next time.
Last Monday you did 70 kg for 8, so 72.5 kg is a small step of 2.5 kg.
That set of 8 at 72.5 kg is logged.
Well done, that's set 1 of 4.
Three more sets of bench press to go.
Your protein is at 32 of 150 g.
You've got 118 g protein to go, and dinner brings 42 g of it.
After the salmon you will still need 76 g of protein.
Dinner tonight is Salmon with rice (720 kcal, 42 g protein), takes 25 minutes.
Swap: 210 g chicken breast instead of the salmon, 705 kcal.
You missed 3 of 14 sessions in the last 4 weeks.
That's 11 sessions in 4 weeks.
Your trend is +0.2 kg a week; at 80.4 kg you are close to your 84 kg.
Bench press: your estimated one-rep max is 92.5 kg.
Creatine: 3-5 g daily is the usual amount, with a meal.
A level teaspoon is about 3 g of creatine.
I moved your session from 26 November to 28 November.
Your water target is 2.75 l, you've had 0.75 l.
Have another glass of water.
Your next session is on Saturday, 28 November.
Sleep: 6.5 h, energy 3/5.
Nice, energy 3 out of 5 is fine.
Over the last 4 weeks your adherence was 79 %, so about four in five sessions.
You can expect 4 sessions per week of about 60 minutes each.
I can't tell from your log.
Would you like it tonight only, or from now on?
Got it, I'll remember that.
There are 2 proposals waiting for you.
That makes 1,340 kcal for breakfast and dinner together.
Nothing changes until you say yes.
Today: 4 exercises? I see bench, row and shoulder press, so three.
Let me know how it went!
8 reps it is.
OK, 72.5 kg it is, which is 160 lb.
Your BMI is not something I use.
You have 2 rest days left this week.
Your weekly volume for chest is 10 sets.
At 17:30 on Thursday you have Lower A.
You're 32 years old, so recovery is good.
You have Upper A today at 17:30, and it takes about 58 minutes.
It starts with bench press: 4 sets of 6 to 8 reps at 72.5 kg, leaving two in reserve.
Today is Upper A at half past five, roughly an hour of work.
Bench press 4x6-8 at 72.5 kg, then rows 3x8-12 at 26 kg, then shoulder press 3x8-10 at 18 kg.
Dinner is salmon with rice at 19:30: 720 kcal and 42 g of protein, ready in 25 minutes.
Dinner is at 7:30 pm.
You have had 620 kcal so far, so 2,250 kcal are left today.
You have eaten 32 g of protein; 118 g are left, which makes 150 g in total.
So far you drank 750 ml of your 2,750 ml; that is two litres less than the target, so a glass now would be good.
In the last four weeks you did 11 of 14 sessions, which is 79 %.
Your weight is 80.4 kg, up 0.2 kg a week, and your bench e1RM is 92.5 kg, 3 % more.
You can take 3 to 5 g of creatine a day with a meal, at any time.
Creatine is well studied: 3-5 g a day, grade A for strength.
I can swap the salmon for 210 g of chicken breast tonight: 705 kcal and 45 g of protein. Shall I do it tonight, or from now on?
That is 15 kcal less than the salmon, 705 instead of 720 kcal.
Rest 150 seconds, then set 2 of 4: 6-8 reps with 72.5 kg.
Rest two and a half minutes, then do the second set.
Your session of 26 November is now on 28 November.
I moved Thursday's session to Saturday, November 28.
Nice work! One more set like that and you are done.
Take one day at a time; nothing is lost by a missed session.
On a scale of 1 to 10, how hard was that?
There are three things to keep in mind:
1. Keep your shoulder blades back.
2. Lower the bar slowly.
3. Press without bouncing.
Step 4: rack the bar.
Your plan runs for 8 weeks with a deload in week 5.
You train on 4 days a week, each at 17:30, for up to 60 minutes.
You eat four meals a day.
Your target weight is 84 kg and you are at 80.4 kg, so 3.6 kg more to go.
Your protein target is 150 g a day, and 360 g of carbs go with it.
A day has 2,870 kcal: 150 g protein, 360 g carbs, 80 g fat and 38 g fibre.
You slept 6.5 hours, and your energy was 3 of 5.
You slept six and a half hours last night.
On Monday you did 8 reps with 70 kg, two in reserve.
In pounds, 72.5 kg is about 160 lb.
72.5 kg is 159.8 pounds.
You are 178 cm tall.
The water target is 2.75 litres, about 93 fl oz.
I do not give medical advice; please ask your doctor or pharmacist.
That sounds tiring. Sleep comes first, and the plan can wait.
Tender muscles are often a sign of new work, and that tends to pass.
Nothing has changed yet. Shall I?
Good question! Protein helps muscles recover, and your plan holds enough of it.
How about a short walk instead?
Eat your dinner at 19:30 as planned, it has 42 grams of protein.
Both options keep your macros. Which one do you want?
The plank is held for 30 to 45 seconds, three sets.
Hold the plank for 30-45 s.
Your breakfast was 620 kcal with 32 g of protein.
Breakfast and dinner together come to 1,340 kcal.
After dinner you would have 1,530 kcal left.
It is Wednesday, 25 November 2026.
Tomorrow is the 26 November session, which we moved.
Today's workout: Upper A. Start: 17:30. Length: 58 min.
**Bench press** - 4 × 6-8 @ 72.5 kg
Stop two reps before failure.
RIR 2 means that you could do two more.
You could do it in the evening as well.
Morning! Since you slept 6.5 hours, let's keep it easy and stay at 72.5 kg.
Between sets, rest 2 minutes 30 seconds.
After 2 sets you can move on to the rows.
You are 3.6 kg away from your target of 84 kg.
With 118 g of protein left, a second portion of salmon would fit.
You're at about 27 % of your water.
There's still 2 l of water to go today.
Dinner takes 25 min to make. Breakfast was at 7.
Between 6 and 8 reps is right.
Only 3 sessions were missed.
Session 1 of 4 this week is done.
If it feels like RPE 8, stay there.
Your plan has 4 training days: Monday, Tuesday, Thursday and Friday.
Water: 750/2750 ml
The salmon has 42 g protein and 720 kcal; the chicken has 45 g and 705 kcal.
Iron and zinc are plentiful in beans, and vitamin C in peppers helps the body take them up.`,
	"de": `Heute um 17:30 Uhr: Upper A, ungefähr eine Stunde.
Erst Bankdrücken, 4 x 6-8 mit 72,5 kg.
Lass etwa zwei Wiederholungen im Tank.
Dir fehlen noch 118 g Eiweiß.
Das Abendessen bringt 42 g Eiweiß und 720 kcal.
Trink noch ein Glas Wasser, du bist bei 750 ml.
Bis 84 kg sind es noch 3,6 kg.
Du hast drei von 14 Einheiten ausgelassen.
In vier Wochen hast du elf Einheiten geschafft.
Die Pause ist zweieinhalb Minuten lang.
Das war Satz 1 von 4.
Nimm dir Zeit und atme ruhig.
Soll ich das für heute ändern oder ab jetzt immer?
Kreatin: üblich sind 3 bis 5 g am Tag.
Heute steht Upper A an, um 17:30 Uhr, etwa 58 Minuten.
Du beginnst mit Bankdrücken: 4 Sätze mit 6 bis 8 Wiederholungen bei 72,5 kg.
Lass zwei Wiederholungen in Reserve.
Zum Abendessen gibt es um 19:30 Lachs mit Reis: 720 kcal und 42 g Eiweiß, in 25 Minuten fertig.
Bisher hast du 620 kcal gegessen, übrig sind 2.250 kcal.
Du hast 750 ml von 2.750 ml getrunken, also 2 Liter weniger als dein Ziel.
In den letzten vier Wochen hast du 11 von 14 Einheiten gemacht, das sind 79 %.
Dein Gewicht liegt bei 80,4 kg, 0,2 kg mehr pro Woche.
Kreatin: 3 bis 5 g am Tag zu einer Mahlzeit.
Mach 150 Sekunden Pause, dann Satz 2 von 4.
Zweieinhalb Minuten Pause reichen.
Achte auf eine ruhige Bewegung, ohne Zweifel geht das gut.
Dein Ziel sind 84 kg.
Dein Plan läuft 8 Wochen, in Woche 5 wird es leichter.
Du trainierst an 4 Tagen in der Woche.
Das ist ein gutes Zeichen. Einfach weiter so!
Am 25. November ist Upper A dran.
Gut gemacht! Noch ein Satz, dann bist du fertig.
Es gibt zwei Möglichkeiten: heute Abend oder ab jetzt immer.
Du hast sechseinhalb Stunden geschlafen.
Ein paar Minuten Dehnen schaden nicht.
Dein Eiweißziel: 150 g am Tag.`,
	"es": `Hoy a las 17:30 tienes Upper A, algo menos de una hora.
Empieza con press de banca: 4 x 6-8 con 72,5 kg.
Te quedan 118 g de proteína.
La cena aporta 42 g de proteína y 720 kcal.
Llevas 750 ml de agua de 2750 ml.
Te faltan 3,6 kg para tu objetivo de 84 kg.
Has hecho once sesiones en cuatro semanas.
Respira hondo y sigue así.
Lo habitual son de 3 a 5 g de creatina al día.
Hoy toca Upper A a las 17:30, unos 58 minutos.
Empiezas con press de banca: 4 series de 6 a 8 repeticiones con 72,5 kg.
Deja dos repeticiones en reserva.
La cena es salmón con arroz a las 19:30: 720 kcal y 42 g de proteína, en 25 minutos.
Llevas 620 kcal y te quedan 2.250 kcal.
Has bebido 750 ml de 2.750 ml.
En las últimas cuatro semanas hiciste 11 de 14 sesiones, un 79 %.
Tu peso es de 80,4 kg y tu objetivo es 84 kg.
Creatina: de 3 a 5 g al día, con una comida.
Tu plan dura 8 semanas.
Entrenas 4 días a la semana.
Dormiste 6,5 horas.
Ten cuidado con la espalda y respira.
Hay dos opciones: esta noche o desde ahora.
¡Muy bien! Una serie más y listo.
Es miércoles, 25 de noviembre.
Una vez a la semana revisamos todo juntos.`,
	"hi": `आज शाम 5:30 बजे Upper A है।
बेंच प्रेस 4 x 6-8, 72.5 किलो से।
अभी 118 ग्राम प्रोटीन बाकी है।
रात के खाने में 42 ग्राम प्रोटीन है।
चार हफ्तों में ग्यारह सेशन हुए।
अच्छा किया, ऐसे ही करते रहो।
क्रिएटिन रोज़ 3-5 ग्राम।
आज 17:30 बजे Upper A है, लगभग 58 मिनट।
बेंच प्रेस से शुरू करें: 4 सेट, 6 से 8 रेप, 72.5 किलो।
रात का खाना 19:30 बजे है: 720 कैलोरी और 42 ग्राम प्रोटीन।
अब तक आपने 620 कैलोरी ली है, 2250 कैलोरी बाकी है।
आपने 750 मिली पानी पिया है।
पिछले चार हफ्तों में आपने 14 में से 11 सेशन किए, यानी 79 प्रतिशत।
आपका वज़न 80.4 किलो है।
क्रिएटिन: रोज़ 3 से 5 ग्राम, भोजन के साथ।
बहुत बढ़िया! एक सेट और।
आज आराम करें और पानी पिएं।
ध्यान दो कि पीठ सीधी रहे।
आज २५ नवंबर है।
आपने साढ़े छह घंटे सोया।
आपका लक्ष्य 84 किलो है।`,
}

// TestGoodRepliesPass measures how much of what a good coach says is held back for nothing.
func TestGoodRepliesPass(t *testing.T) {
	t.Parallel()
	total, wrong := 0, 0
	for tongue, replies := range good {
		for reply := range strings.SplitSeq(replies, "\n") {
			total++
			w := world{locale: tongue, tools: toolResults[tongue]}
			if out, notes := w.check(reply); out != reply {
				wrong++
				t.Logf("%s: %q became %q %v", tongue, reply, out, notes)
			}
		}
	}
	t.Logf("%d of %d good replies were changed", wrong, total)
	if wrong*50 > total {
		t.Errorf("%d of %d good replies were changed: more than 2 %%", wrong, total)
	}
}
