package rules

import "spotter"

// fieldsOf are the fields of a step in the order in which its question asks for them.
func fieldsOf(step spotter.Step) []string {
	switch step {
	case spotter.StepAbout:
		return []string{"birth_date", "sex", "height_cm", "weight_kg", "time_zone", "daily_activity"}
	case spotter.StepScreening:
		return []string{"flags"}
	case spotter.StepFitness:
		return []string{"level", "experience_months", "sessions_per_week_now"}
	case spotter.StepGoals:
		return []string{"primary", "target_weight_kg"}
	case spotter.StepConstraints:
		return []string{"location", "equipment", "session_minutes", "injuries"}
	case spotter.StepDiet:
		return []string{"pattern", "allergies", "cooking_minutes", "meals_per_day"}
	case spotter.StepSchedule:
		return []string{"workouts", "meals", "quiet_hours"}
	case spotter.StepHydration:
		return []string{"target_ml", "reminder_minutes"}
	case spotter.StepLifestyle:
		return []string{"energy", "stress", "sleep_quality", "sleep_hours"}
	case spotter.StepSupplements:
		return []string{"interested"}
	}
	return nil
}

// optional reports whether a step is whole without a field.
func optional(name string) bool { return name == "target_weight_kg" || name == "flags" }

// wanted says what a field is and what it may be.
func wanted(name string, tongue int) string {
	text, ok := map[string][4]string{
		"birth_date":            {"your date of birth (such as 17 May 1990)", "dein Geburtsdatum (etwa 17. Mai 1990)", "tu fecha de nacimiento (como 17 de mayo de 1990)", "जन्म तिथि (जैसे 17 मई 1990)"},
		"sex":                   {"male, female or unspecified", "männlich, weiblich oder keine Angabe", "hombre, mujer o sin especificar", "पुरुष, महिला या अन्य"},
		"height_cm":             {"your height (178 cm, or 5'10)", "deine Größe (178 cm)", "tu altura (178 cm)", "लंबाई (178 cm)"},
		"weight_kg":             {"your weight (70 kg, or 154 lb)", "dein Gewicht (70 kg)", "tu peso (70 kg)", "वज़न (70 kg)"},
		"time_zone":             {"your city or time zone (Berlin, or Europe/Berlin)", "deine Stadt oder Zeitzone (Berlin oder Europe/Berlin)", "tu ciudad o zona horaria (Madrid o Europe/Madrid)", "शहर या समय क्षेत्र (दिल्ली या Asia/Kolkata)"},
		"daily_activity":        {"how active your day is: sedentary, light, moderate, high or very high", "wie aktiv dein Alltag ist: sitzend, leicht, mittel, hoch oder sehr hoch", "lo activo que es tu día: sedentario, ligero, moderado, alto o muy alto", "दिन कितना सक्रिय है: बैठा हुआ, हल्का, मध्यम, ज़्यादा या बहुत ज़्यादा"},
		"level":                 {"beginner, intermediate or advanced", "Anfänger, mittel oder fortgeschritten", "principiante, intermedio o avanzado", "शुरुआती, मध्यम या उन्नत"},
		"experience_months":     {"for how long you have trained (such as 24 months, 2 years, or new)", "seit wann du trainierst (etwa 24 Monate, 2 Jahre oder neu)", "cuánto tiempo llevas (como 24 meses, 2 años o nada)", "कब से ट्रेनिंग करते हैं (जैसे 24 महीने, 2 साल, या नया)"},
		"sessions_per_week_now": {"how often a week now (such as 3 times, or 0)", "wie oft pro Woche jetzt (etwa 3 mal oder 0)", "cuántas veces por semana ahora (como 3 veces o 0)", "अभी हफ़्ते में कितनी बार (जैसे 3 बार, या 0)"},
		"primary":               {"one of: lose fat, gain muscle, strength, general fitness", "eines davon: Fett verlieren, Muskeln aufbauen, Kraft, allgemeine Fitness", "uno de estos: perder grasa, ganar músculo, fuerza, forma física general", "इनमें से एक: चर्बी घटाना, मांसपेशी बढ़ाना, ताक़त, सामान्य फ़िटनेस"},
		"location":              {"home, gym or both", "zu Hause, Studio oder beides", "casa, gimnasio o ambos", "घर, जिम या दोनों"},
		"equipment":             {"what you have at home: bench, barbell, dumbbells, kettlebell, cable, machine, pull-up bar, bands, rings, box, or none", "was du zu Hause hast: Bank, Langhantel, Kurzhanteln, Kettlebell, Kabelzug, Maschine, Klimmzugstange, Bänder, Ringe, Box oder nichts", "lo que tienes en casa: banco, barra, mancuernas, kettlebell, polea, máquina, barra de dominadas, bandas, anillas, cajón o nada", "घर पर क्या है: बेंच, बारबेल, डंबल, केटलबेल, बैंड, या कुछ नहीं"},
		"session_minutes":       {"minutes a session (20 to 180, such as 60 minutes)", "Minuten pro Einheit (20 bis 180, etwa 60 Minuten)", "minutos por sesión (20 a 180, como 60 minutos)", "एक सत्र के मिनट (20 से 180, जैसे 60 मिनट)"},
		"injuries":              {"what is to be spared, with low, medium or high (such as knee medium), or no injuries", "was zu schonen ist, mit leicht, mittel oder stark (etwa Knie mittel), oder keine Verletzungen", "qué hay que cuidar, con leve, media o alta (como rodilla media), o ninguna lesión", "क्या बचाना है, हल्का, मध्यम या ज़्यादा (जैसे घुटना मध्यम), या कोई चोट नहीं"},
		"pattern":               {"how you eat: omnivore, pescatarian, vegetarian, eggetarian, vegan, jain, halal, kosher, keto, paleo or mediterranean", "wie du isst: alles, pescetarisch, vegetarisch, eggetarian, vegan, jain, halal, koscher, keto, paleo oder mediterran", "cómo comes: de todo, pescetariano, vegetariano, eggetarian, vegano, jain, halal, kosher, keto, paleo o mediterráneo", "कैसे खाते हैं: सब कुछ, शाकाहारी, अंडाहारी, वीगन, जैन, हलाल, कोषेर, कीटो, पैलियो"},
		"allergies":             {"your allergies (gluten, crustaceans, eggs, fish, peanuts, soy, milk, tree nuts, celery, mustard, sesame, sulphites, lupin, molluscs), or no allergies", "deine Allergien (Gluten, Krebstiere, Eier, Fisch, Erdnüsse, Soja, Milch, Schalenfrüchte, Sellerie, Senf, Sesam, Sulfite, Lupinen, Weichtiere) oder keine Allergien", "tus alergias (gluten, crustáceos, huevos, pescado, cacahuetes, soja, leche, frutos secos, apio, mostaza, sésamo, sulfitos, altramuces, moluscos) o ninguna alergia", "एलर्जी (ग्लूटेन, अंडा, मछली, मूंगफली, सोया, दूध, मेवे ...), या कोई एलर्जी नहीं"},
		"cooking_minutes":       {"how long cooking may take (such as 40 minutes)", "wie lange Kochen dauern darf (etwa 40 Minuten)", "cuánto puede durar cocinar (como 40 minutos)", "पकाने में कितना समय (जैसे 40 मिनट)"},
		"meals_per_day":         {"meals a day (2 to 6, such as 4 meals)", "Mahlzeiten am Tag (2 bis 6, etwa 4 Mahlzeiten)", "comidas al día (2 a 6, como 4 comidas)", "दिन में कितने भोजन (2 से 6, जैसे 4 भोजन)"},
		"workouts":              {"training days with a time (such as Mon Tue Thu Fri 17:30)", "Trainingstage mit Uhrzeit (etwa Mo Di Do Fr 17:30)", "días de entreno con hora (como lunes martes jueves viernes 17:30)", "ट्रेनिंग के दिन और समय (जैसे सोमवार गुरुवार 17:30)"},
		"meals":                 {"meals with their times, two hours apart (such as breakfast 7:00, lunch 12:00, snack 16:00, dinner 20:00)", "Mahlzeiten mit Uhrzeit, zwei Stunden auseinander (etwa Frühstück 7:00, Mittagessen 12:00, Snack 16:00, Abendessen 20:00)", "comidas con su hora, separadas dos horas (como desayuno 7:00, almuerzo 12:00, merienda 16:00, cena 20:00)", "भोजन और उनका समय, दो घंटे के अंतर से (जैसे नाश्ता 7:00, लंच 12:00, डिनर 20:00)"},
		"quiet_hours":           {"when it shall be quiet (such as quiet 22:00 to 7:00, or no quiet hours)", "wann Ruhe sein soll (etwa Ruhe 22:00 bis 7:00, oder keine Ruhezeit)", "cuándo debe haber silencio (como silencio de 22:00 a 7:00, o sin silencio)", "कब शांति रहे (जैसे शांत 22:00 से 7:00)"},
		"target_ml":             {"water a day (0.5 to 10 l, such as 2.5 l)", "Wasser am Tag (0,5 bis 10 l, etwa 2,5 l)", "agua al día (0,5 a 10 l, como 2,5 l)", "दिन में पानी (0.5 से 10 l, जैसे 2.5 l)"},
		"reminder_minutes":      {"how often to remind (15 minutes to 8 hours, such as every 2 hours), or no reminders", "wie oft erinnern (15 Minuten bis 8 Stunden, etwa alle 2 Stunden), oder keine Erinnerungen", "cada cuánto recordar (15 minutos a 8 horas, como cada 2 horas), o sin recordatorios", "कितनी बार याद दिलाऊँ (जैसे हर 2 घंटे), या रिमाइंडर नहीं"},
		"energy":                {"energy 1 to 5", "Energie 1 bis 5", "energía de 1 a 5", "ऊर्जा 1 से 5"},
		"stress":                {"stress 1 to 5", "Stress 1 bis 5", "estrés de 1 a 5", "तनाव 1 से 5"},
		"sleep_quality":         {"sleep quality 1 to 5", "Schlafqualität 1 bis 5", "calidad del sueño de 1 a 5", "नींद की गुणवत्ता 1 से 5"},
		"sleep_hours":           {"hours of sleep (3 to 14, such as 7.5 hours)", "Stunden Schlaf (3 bis 14, etwa 7,5 Stunden)", "horas de sueño (3 a 14, como 7,5 horas)", "नींद के घंटे (3 से 14, जैसे 7.5 घंटे)"},
		"interested":            {"yes or no, what you take (such as creatine), and medicines by kind: anticoagulant, antidepressant, thyroid, diabetes, blood pressure, statin, immunosuppressant, contraceptive, stimulant, other", "ja oder nein, was du nimmst (etwa Kreatin), und Medikamente nach Art: Gerinnungshemmer, Antidepressivum, Schilddrüse, Diabetes, Blutdruck, Statin, Immunsuppressivum, Verhütung, Stimulans, andere", "sí o no, qué tomas (como creatina) y medicinas por tipo: anticoagulante, antidepresivo, tiroides, diabetes, tensión, estatina, inmunosupresor, anticonceptivo, estimulante, otra", "हाँ या नहीं, क्या लेते हैं (जैसे क्रिएटिन), और दवाएँ: खून पतला करने की, थायरॉइड, डायबिटीज़, रक्तचाप, अन्य"},
	}[name]
	if !ok {
		return ""
	}
	return text[tongue]
}
