package route

import "strings"

// sets are words that do more than score.
type sets struct {
	everyday  map[string]bool   // parts of names that people say every day and mean something else by
	loads     map[string]bool   // units of load
	days      map[string]bool   // of the week
	hours     map[string]bool   // words by which a number is a time of day
	numerals  map[string]bool   // numbers in words, but for those that mean something else as well, such as do and das
	units     map[string]string // written on to a number: how the tables have both
	greetings map[string]bool   // begin something new
	spans     map[string]bool   // before a day, which then bounds what is meant and is no day to move to
	goesOn    map[string]bool   // begin what goes on with what was said before
}

func wordSets() sets {
	return sets{
		everyday: set(`good morning, good mornings, buenos dias, dias con, guten morgen, side to, floor with, with back, with hands, while standing, for time,
			bajo, blanca, blanco, blancas, blancos, black, blue, brown, broad, bites, bitter, boats, bulb, cold, clara, dark, date, dates, day, dose, double, drei, drained, dried, frito, frita, fritos, banco, bank, box, boxes, rings, ringe, machine wash, band, entero, entera, extra, fester, fett, fettarm, fettarme, finger, firm, firme, flat, fresh, fresco, frescos, fresca, frio, free, french, frozen, from, full, gelbe, gelbes, grasa, great, greek, green, ground, grosse, grandes, gruene, gruenen,
			half, hearts, heavy, hechos, hojas, horno, jerusalem, kalter, kurz, lady, ladys, lang, leaf, leaves, light, long, lean, mager, madre, magro, magra, montar, nach, nacht, natural, natur, negra, negro, noche, normal, northern, ohne, open, para, part, partidos, pasado, pasas, pass, passion, pierna, pink, plain, plano, plate, preparada, prepared, polvo, powder, powdered, quick, rapido, recien, reduced, regular, rojo, rojos, roja, roten, rote, roter, root, round, rump, saure,
			scharfe, schneller, schnelles, schwarze, schwarzen, schwarzer, seca, secas, seco, secos, semi, skin, small, snow, sobre, soft, sour, split, spring, star, sticks, stir, strained, style, suizo, sueco, spanish, spanisches, ingles, inglesa, mexicana, mexican, swiss, belgian, chinese, china, chino, brasil, brazil, milan, bolognese art, copenhagen,  tapa, templada, thigh, thighs, muslo, muslos, three, tipo, topf, tres, ueber, under, vacio, verde, verdes, vital, warm, warme, warmen, warmer, weich, weichem, weichen, weisse, weissem, weissen, weisser, white, whites, whole, wild, with, without, wuerziger, yellow, trocken, kapseln, hart, teller, picado,
			बहुत, बिना, वाला, वाली, वाले, झटपट, साधारण, सादा, सादी, सादे, छोटा, ठंडा, सख्त, सफेद, सफेदी, सूखा, सूखी, सूखे, ताजा, ताजी, ताजे, हार्ट, गांठ, टुकडे, टांग, निकाला, निकाली, रहित, वर्ग, पाउडर, हर्ब, जंगली, पीली, काली, काले, भूरी, भूरा, गुलाबी, आंशिक, साते, खट्टी, राउंड, लेकर, होकर`),
		loads:     set(`kg, kgs, kilo, kilos, lb, lbs, pound, pounds, pfund, libra, libras, किलो, #kg`),
		days:      set(`monday, mondays, tuesday, tuesdays, wednesday, wednesdays, thursday, thursdays, friday, fridays, saturday, saturdays, sunday, sundays, mon, tue, tues, wed, thu, thurs, fri, sat, sun, montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag, lunes, martes, miercoles, jueves, viernes, sabado, domingo, somvar, mangalvar, budhvar, guruvar, shukravar, shanivar, ravivar, सोमवार, मंगलवार, बुधवार, गुरुवार, शुक्रवार, शनिवार, रविवार`),
		hours:     set(`#pm, oclock, uhr, baje, बजे, a las, training um, workout um, training at, workout at, it at, session at`),
		numerals:  set(`two, three, four, five, six, seven, eight, nine, ten, twelve, fifteen, twenty, thirty, forty, fortyfive, sixty, ninety, zwei, drei, vier, fuenf, sechs, sieben, acht, neun, zehn, zwoelf, zwanzig, dreissig, vierzig, sechzig, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, doce, quince, veinte, treinta, cuarenta, sesenta, teen, char, chaar, paanch, panch, chhe, chhah, saat, aath, nau, dus, bees, tees, chalis, तीन, चार, पांच, छह, सात, आठ, नौ, दस, बीस, तीस, चालीस`),
		units:     map[string]string{"kg": "#kg", "kgs": "#kg", "kilo": "#kg", "kilos": "#kg", "lb": "#kg", "lbs": "#kg", "g": "#g", "gr": "#g", "mg": "#mg", "ml": "#ml", "l": "#ml", "cl": "#ml", "min": "#min", "mins": "#min", "am": "#pm", "pm": "#pm", "k": "#km", "km": "#km"},
		greetings: set(`hello, hi, hey, hallo, hola, namaste, नमस्ते, thanks, danke, gracias, shukriya, धन्यवाद, good, guten, buenos, buenas`),
		spans:     set(`until, till, since, bis, seit, hasta, desde, until next, tak, se, तक, से`),
		goesOn: set(`and, but, or, so, why, how, what, which, then, ok, okay, yes, no, more, another, also, instead, that, it, this, the, only, just, since, where, when, und, aber, oder, warum, wieso, wie, welche, welcher, dann, ja, nein, mehr, noch, auch, das, die, der, es, nur, seit, wann, wo, y, pero, o, por, cual, entonces, si, mas, otro, otra, tambien, eso, la, el, los, las, solo, desde, cuando, cuanto, cuantos, cuantas,
			aur, lekin, ya, kyu, kyun, kaise, kaunsa, phir, haan, nahi, ek, woh, yeh, ye, sirf, kab, kitna, kitne, kitni, और, लेकिन, या, क्यों, कैसे, कौन, फिर, हां, नहीं, एक, वह, यह, सिर्फ, कब, कितना, कितने`),
	}
}

func set(list string) map[string]bool {
	out := map[string]bool{}
	for word := range strings.SplitSeq(list, ",") {
		out[strings.TrimSpace(word)] = true
	}
	return out
}
