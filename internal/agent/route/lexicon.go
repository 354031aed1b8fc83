package route

import "spotter"

// entry is terms in one or more languages that speak for an agent, separated by commas and folded when they
// are read; a star stands for any ending. Points: 4 decides against a noun of another agent, 3 is a noun or verb
// of its own, 2 is enough alone, 1 is a hint.
type entry struct {
	agent  spotter.Actor
	points int8
	terms  string
}

var lexicon = [...]entry{
	{spotter.ActorWorkout, 4, `one rep max, substitute for, instead of squats, too heavy, too light, zu schwer, zu leicht, demasiado pesado, demasiado ligero, bahut bhari, bahut halka, बहुत भारी, बहुत हल्का, should i train, soll ich trainieren, deberia entrenar, debo entrenar,
		train karu, workout karu, वर्कआउट करूं, ट्रेनिंग करूं, next set, naechster satz, naechsten satz, proxima serie, siguiente serie, agla set, अगला सेट, training plan, trainingsplan, workout plan, plan de entrenamiento, reps left, in reserve, in reserva, reps in reserve`},
	{spotter.ActorWorkout, 3, `workout*, exercise*, squat*, deadlift*, bench press, bench, overhead press, push up, push ups, pushup*, pull up, pull ups, pullup*, chin up, chin ups, chinup*, row, rows, curl*, lunge*, plank*, dip, dips, barbell*, dumbbell*, kettlebell*, rep, reps, rir, rpe, warm up, warmup*, cardio,
		gym, superset*, shoulder press, leg day, push day, pull day, hypertrophy, spotter arm, form check,
		uebung*, kniebeug*, kreuzheb*, bankdrueck*, liegestuetz*, klimmzu*, ausfallschritt*, langhantel*, kurzhantel*, hantel*, wiederholung*, aufwaerm*, trainingseinheit*, einheit, satz, saetze, schulterdruecken, rudern, muskelaufbau, krafttraining, trainieren,
		ejercicio*, sentadilla*, peso muerto, press de banca, press militar, flexiones, dominada*, zancada*, mancuerna*, pesa rusa, repeticion*, serie, series, calentamiento, calentar, rutina, entrenar, entreno, entrenamiento*, gimnasio, remo, bisagra,
		kasrat, vyayam, dand, baithak, pushups, gym me, व्यायाम, कसरत, वर्कआउट, एक्सरसाइज, स्क्वाट, डेडलिफ्ट, बेंच प्रेस, पुशअप, पुश अप, पुलअप, सेट, रेप्स, दोहराव, जिम, डंबल, बारबेल, दंड`},
	{spotter.ActorWorkout, 2, `days a week, tage die woche, tage in der woche, tage pro woche, dias a la semana, dias por semana, din hafte me, train, training, session, lift, lifted, lifts, sets, muscle*, chest, biceps, triceps, glutes, hamstring*, quads, sore, stretch*, knee*, shoulder*, lower back, my back, wrist*, elbow*, ankle*,
		trainier*, trainings*, muskel*, brust, bizeps, trizeps, knie, schulter*, ruecken, handgelenk*, ellbogen, muskelkater, dehnen,
		entren*, musculo*, pecho, rodilla*, hombro*, espalda, muneca*, estirar, agujetas,
		train kar*, ट्रेनिंग, मांसपेश*, छाती, घुटन*, कंध*, कमर, ghutn*, kandh*, kamar`},
	{spotter.ActorWorkout, 1, `heavy, light, weight, weights, start, done, rest, demonstrate, technique, form, how do i do, show me the, schwer, gewicht, pause, technik, zeig mir, pesado, pesas, tecnica, muestrame, ensename, bhari, halka, dikhao, भारी, हल्का, दिखाओ, aaj ka, आज का, tired, muede, cansado, cansada, thaka, thaki, थका, थकी, easy, leicht`},

	{spotter.ActorDiet, 4, `shopping list, einkaufsliste, lista de la compra, lista de compras, kharidari ki list, खरीदारी, meal plan, essensplan, ernaehrungsplan, plan de comidas, meal prep, what can i cook, was kann ich kochen, que puedo cocinar, kya banau, kya banaun, क्या बनाऊं, क्या बना सकता,
		glass of water, glas wasser, vaso de agua, ml of water, ml water, ml wasser, ml de agua, pani piya, paani piya, पानी पिया, what should i buy, was soll ich kaufen, was muss ich einkaufen, que debo comprar, kya kharidu, kya khareedu, क्या खरीदूं, before my workout eat, eat before, eat after, essen vor dem, essen nach dem`},
	{spotter.ActorDiet, 3, `meal*, eat, eats, eating, ate, food*, breakfast*, lunch*, dinner*, snack*, recipe*, cook, cooking, cooked, kcal, calorie*, macro*, carb*, protein, fibre, fiber, menu*, dish*, grocer*, ingredient*, vegan, vegetarian, allerg*, hungry, diet, drank, drink, drinking, hydration,
		essen, esse, isst, gegessen, mahlzeit*, fruehstueck*, mittagessen*, abendessen*, abendbrot, zwischenmahlzeit*, rezept*, koche*, kochen, gekocht, kalorie*, eiweiss*, kohlenhydrat*, gericht*, einkauf*, zutat*, vegetarisch, hunger, hungrig, ernaehrung*, getrunken, trinken, wasser, speiseplan,
		comer, como hoy, comi, comida*, comido, desayun*, almuerz*, almorz*, cena, ceno, cenar, cenas, merienda*, receta*, cocin*, caloria*, proteina*, carbohidrato*, hidrato*, plato*, ingrediente*, vegetarian*, hambre, dieta, bebi, bebido, beber, agua, compra, supermercado,
		khana, khane, khaya, khau, khaun, nashta, naashta, dopahar ka khana, raat ka khana, bhojan, pakana, pakau, bhookh, bhuk, shakahari, pani, paani, calori,
		खाना, खाने, खाया, खाऊं, नाश्ता, नाश्ते, भोजन, लंच, डिनर, रेसिपी, पकाना, पकाऊं, भूख, कैलोरी, प्रोटीन, शाकाहारी, पानी, डाइट, आहार`},
	{spotter.ActorDiet, 2, `water, chicken, salmon, rice, egg, eggs, oats, tofu, lentil*, bread, milk, cheese, fish, beef, pork, potato*, vegetable*, fruit*, sugar, alcohol, beer, wine, coffee with, yoghurt, yogurt, paneer, pasta, nuts, broccoli, banana*, swap the,
		haehnchen, huhn, lachs, reis, ei, eier, haferflocken, linsen, brot, milch, kaese, fisch, rindfleisch, kartoffel*, gemuese, obst, zucker, alkohol, bier, wein, joghurt, nudeln, nuesse, brokkoli,
		pollo, salmon, arroz, huevo*, avena, lenteja*, pan, leche, queso, pescado, carne, patata*, papa*, verdura*, fruta*, azucar, cerveza, vino, yogur, frutos secos,
		chawal, anda, ande, dal, daal, roti, doodh, machli, sabzi, chini, murgh, brocoli, चावल, अंडा, अंडे, दाल, रोटी, दूध, मछली, सब्जी, चीनी, चिकन, पनीर, सैल्मन`},
	{spotter.ActorDiet, 1, `swap, bored of, kitchen, hungry, kueche, tausch*, cocina, rasoi, रसोई, tonight, buy, kaufen, comprar, kharid*, खरीद*`},

	{spotter.ActorSupplement, 4, `supplement*, creatine, kreatin, creatina, क्रिएटिन, creatin, whey, casein, omega 3, fish oil, fischoel, aceite de pescado, vitamin*, vitamina*, विटामिन, multivitamin*, magnesium, magnesio, मैग्नीशियम, zinc, zink, ashwagandha, अश्वगंधा, bcaa*, eaa, preworkout*, pre workout,
		beta alanine, beta alanin, melatonin*, electrolyte*, elektrolyt*, electrolito*, collagen, kollagen, colageno, nahrungsergaenzung*, suplement*, सप्लीमेंट, pooraka, protein powder, proteinpulver, eiweisspulver, proteina en polvo, protein shake, iron tablets, eisentabletten, iron supplement, caffeine, koffein, cafeina, कैफीन, testosterone booster, fat burner, steroid*, turkesterone, upper limit, l theanine, citrulline, citrullin`},
	{spotter.ActorSupplement, 2, `pill*, capsule*, tablet*, tablette*, kapsel*, pastilla*, capsula*, pastill*, goli, गोली, dose, dosage, dosis, interact*, wechselwirkung*, interaccion*, medicine*, medication*, medikament*, medicament*, dawai, dawa, दवा, दवाई, blood thinner*, blutverduenner*, third party tested`},

	{spotter.ActorTracker, 4, `how am i doing, how have i been doing, am i making progress, am i on track, my progress, weekly review, week review, in review, look back, i weigh, my weight is, weighed, log my weight, weigh in, weight trend, body weight, strength trend, personal record*, stalled, has stalled, weeks off, weeks away, after three weeks, after two weeks, tres semanas sin, dos semanas sin, semanas sin entrenar, i missed, missed two, missed three, missed my, skipped two,
		wie laeuft es, wie laeufts, wie stehe ich da, wie mache ich mich, mein fortschritt, meine fortschritte, wochenrueckblick, rueckblick, ich wiege, mein gewicht, gewichtsverlauf, gewichtstrend, ich habe verpasst, verpasst, ausgelassen,
		como voy, como me va, mi progreso, mis progresos, resumen semanal, resumen de la semana, peso hoy, peso corporal, mi peso, he faltado, me perdi, me salte #, falte a,
		meri progress, main kaisa kar, mai kaisa kar, kaisa chal raha, mera vajan, mera wajan, mera weight, chhoot gaye, miss ho gaye, miss kar diye, मेरी प्रगति, कैसा चल रहा, मेरा वजन, हफ्ते का सारांश, साप्ताहिक समीक्षा, छूट गए, छूट गया, मिस हो`},
	{spotter.ActorTracker, 3, `progress, adherence, plateau*, stagnat*, stuck at, trend*, statistic*, stats, deload*, check in, checkin, re entry, weeks off, weeks away, after three weeks, after two weeks, after a break, e1rm, energy expenditure, tdee, consistency, slept, sleep quality, soreness,
		fortschritt*, stagnier*, stillstand, statistik*, entlast*, wochen pause, nach drei wochen, geschlafen, schlafqualitaet, energieverbrauch, trainingspause,
		progreso*, estancad*, meseta, tendencia*, estadistica*, descarga, semanas sin, despues de tres semanas, tras tres semanas, dormi, he dormido, constancia, adherencia,
		pragati, ruk gaya, hafte baad, hafton baad, soya, neend, प्रगति, रुक गया, रुका हुआ, हफ्ते बाद, हफ्तों बाद, नींद, सोया, आंकड़े, रुझान`},
	{spotter.ActorTracker, 2, `review, average, history of, compare, record, records, vergleich*, durchschnitt*, promedio, media semanal, tulna, तुलना, vajan, wajan, वजन, weight gone, weight going, losing weight, gaining weight, gained, lost weight, zugenommen, abgenommen, adelgaz*, engord*, energy level, energy is, energia`},
	{spotter.ActorTracker, 1, `weight, this month, this week, last week, so far, diesen monat, letzte woche, este mes, esta semana, is hafte, is mahine, इस हफ्ते, इस महीने, bisher, hasta ahora`},

	{spotter.ActorScheduler, 7, `remind*, erinner*, recordatorio*, recuerdame, recordarme, avisame, yaad dila*, याद दिला*, reschedul*, verschieb*, verleg*, reprogram*, notification*, benachrichtig*, notificacion*, quiet hours, ruhezeit*, horas de silencio, calendar*, kalender*, calendario*, कैलेंडर, रिमाइंडर, reminder*, schedule*, zeitplan*, horario*, समय सारणी, snooze, time zone, zeitzone, zona horaria`},
	{spotter.ActorScheduler, 4, `move my, move the, move it to, move today, move tomorrow, move monday, move tuesday, move wednesday, move thursday, move friday, shift my, shift the, can i train on, instead of friday, instead of monday, to saturday, to sunday, push it to, push my, at a different time, different day, another day,
		statt freitag, statt montag, auf samstag, auf sonntag, auf morgen, anderen tag, andere uhrzeit, termin*,
		mueve, mover, muevelo, cambiar el dia, cambia el dia, pasar al, pasa el, pasalo al, otro dia, otra hora, al sabado, al domingo, en lugar del viernes, en vez del viernes,
		samay badal*, time badal*, din badal*, shift kar*, ki jagah shani*, shukravar ki jagah, समय बदल*, दिन बदल*, शिफ्ट कर*, की जगह शनिवार, की जगह रविवार, travelling, traveling, verreise, verreist, de viaje`},
	{spotter.ActorScheduler, 1, `monday*, tuesday*, wednesday*, thursday*, friday*, saturday*, sunday*, montag*, dienstag*, mittwoch*, donnerstag*, freitag*, samstag*, sonntag*, lunes, martes, miercoles, jueves, viernes, sabado*, domingo*, somvar, mangalvar, budhvar, guruvar, shukravar, shanivar, ravivar,
		सोमवार, मंगलवार, बुधवार, गुरुवार, शुक्रवार, शनिवार, रविवार, oclock, uhr, baje, बजे, am, pm, every day, taeglich, cada dia, roz, रोज, what time, wann, when is`},

	{spotter.ActorGeneral, 3, `hello, hi, hey, good morning, good evening, good night, thanks, thank you, who are you, what can you do, how are you, bye, help, hallo, guten morgen, guten abend, danke, wer bist du, was kannst du, tschuess, hilfe, hola, buenos dias, buenas tardes, buenas noches, gracias, quien eres,
		que puedes hacer, adios, ayuda, namaste, namaskar, shukriya, dhanyavaad, tum kaun ho, aap kaun ho, tum kya kar sakte, alvida, madad, नमस्ते, नमस्कार, धन्यवाद, शुक्रिया, तुम कौन हो, आप कौन हैं, मदद, motivat*, motivier*, motivac*, प्रेरणा, prerna, joke, witz, chiste, chutkula, चुटकुला, remember that, merk dir, recuerda que, yaad rakhna, याद रखना,
		what do you know about me, was weisst du ueber mich, que sabes de mi, mere baare me, मेरे बारे में, forget that i, vergiss dass, olvida que`},
}
