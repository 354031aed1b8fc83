package guard

// dim is what a figure measures. Figures of different dims are never the same.
type dim uint8

// The dims. Mass is in g, energy in kcal, volume in ml, length in cm, time in s, calendar in days.
const (
	dimCount dim = iota
	dimMass
	dimEnergy
	dimVolume
	dimLength
	dimTime
	dimCalendar
	dimPercent
	dimIU
	dimPerKG // an amount per kg of body mass, in g
	dimSets
	dimReps
	dimReserve
	dimEffort
	dimSessions
	dimMeals
	dimSteps
	dimPieces // scoops, pills, capsules
	dimPulse
	dimSpeed
	dimMoney
	dimClock // minutes of a day
	dimDate  // month × 100 + day
)

// unit is a word behind a figure.
type unit struct {
	dim    dim
	factor float64 // to the dim's base
	sign   bool    // a figure may stand before it in words that are no number words
}

// units by folded word.
var units = map[string]unit{
	"kg": {dimMass, 1000, true}, "kgs": {dimMass, 1000, true}, "kilo": {dimMass, 1000, true}, "kilos": {dimMass, 1000, true}, "kilogram": {dimMass, 1000, true}, "kilograms": {dimMass, 1000, true},
	"kilogramm": {dimMass, 1000, true}, "kilogramo": {dimMass, 1000, true}, "kilogramos": {dimMass, 1000, true}, "किलो": {dimMass, 1000, true}, "किग्रा": {dimMass, 1000, true}, "किलोग्राम": {dimMass, 1000, true},
	"g": {dimMass, 1, false}, "gr": {dimMass, 1, false}, "gram": {dimMass, 1, true}, "grams": {dimMass, 1, true}, "gramm": {dimMass, 1, true}, "gramo": {dimMass, 1, true}, "gramos": {dimMass, 1, true}, "ग्राम": {dimMass, 1, true},
	"mg": {dimMass, 1e-3, true}, "milligram": {dimMass, 1e-3, true}, "milligrams": {dimMass, 1e-3, true}, "milligramm": {dimMass, 1e-3, true}, "miligramos": {dimMass, 1e-3, true}, "मिलीग्राम": {dimMass, 1e-3, true},
	"mcg": {dimMass, 1e-6, true}, "µg": {dimMass, 1e-6, true}, "μg": {dimMass, 1e-6, true}, "ug": {dimMass, 1e-6, true}, "microgram": {dimMass, 1e-6, true}, "micrograms": {dimMass, 1e-6, true}, "mikrogramm": {dimMass, 1e-6, true}, "microgramos": {dimMass, 1e-6, true}, "माइक्रोग्राम": {dimMass, 1e-6, true},
	"lb": {dimMass, 453.59237, true}, "lbs": {dimMass, 453.59237, true}, "pound": {dimMass, 453.59237, true}, "pounds": {dimMass, 453.59237, true}, "libra": {dimMass, 453.59237, true}, "libras": {dimMass, 453.59237, true}, "पाउंड": {dimMass, 453.59237, true}, "पौंड": {dimMass, 453.59237, true},
	"pfund": {dimMass, 500, true}, "oz": {dimMass, 28.349523, true}, "ounce": {dimMass, 28.349523, true}, "ounces": {dimMass, 28.349523, true}, "unze": {dimMass, 28.349523, true}, "unzen": {dimMass, 28.349523, true}, "onza": {dimMass, 28.349523, true}, "onzas": {dimMass, 28.349523, true}, "औंस": {dimMass, 28.349523, true},
	"stone": {dimMass, 6350.29318, false}, "tonne": {dimMass, 1e6, false}, "tonnes": {dimMass, 1e6, false}, "t": {dimMass, 1e6, false},
	"kcal": {dimEnergy, 1, true}, "kcals": {dimEnergy, 1, true}, "cal": {dimEnergy, 1, true}, "cals": {dimEnergy, 1, true}, "calorie": {dimEnergy, 1, true}, "calories": {dimEnergy, 1, true}, "kilocalories": {dimEnergy, 1, true},
	"kalorie": {dimEnergy, 1, true}, "kalorien": {dimEnergy, 1, true}, "kilokalorien": {dimEnergy, 1, true}, "caloria": {dimEnergy, 1, true}, "calorias": {dimEnergy, 1, true}, "kilocalorias": {dimEnergy, 1, true}, "कैलोरी": {dimEnergy, 1, true}, "किलोकैलोरी": {dimEnergy, 1, true},
	"kj": {dimEnergy, 1 / 4.184, true}, "kilojoule": {dimEnergy, 1 / 4.184, true}, "kilojoules": {dimEnergy, 1 / 4.184, true}, "kilojulios": {dimEnergy, 1 / 4.184, true},
	"ml": {dimVolume, 1, false}, "millilitre": {dimVolume, 1, false}, "millilitres": {dimVolume, 1, false}, "milliliter": {dimVolume, 1, false}, "milliliters": {dimVolume, 1, false}, "mililitros": {dimVolume, 1, false}, "मिलीलीटर": {dimVolume, 1, false}, "मिली": {dimVolume, 1, false},
	"cl": {dimVolume, 10, false}, "dl": {dimVolume, 100, false}, "l": {dimVolume, 1000, false}, "litre": {dimVolume, 1000, true}, "litres": {dimVolume, 1000, true}, "liter": {dimVolume, 1000, true}, "liters": {dimVolume, 1000, true}, "litern": {dimVolume, 1000, true}, "litro": {dimVolume, 1000, true}, "litros": {dimVolume, 1000, true}, "लीटर": {dimVolume, 1000, true},
	"cup": {dimVolume, 240, false}, "cups": {dimVolume, 240, false}, "tasse": {dimVolume, 240, false}, "tassen": {dimVolume, 240, false}, "taza": {dimVolume, 240, false}, "tazas": {dimVolume, 240, false}, "कप": {dimVolume, 240, false},
	"tbsp": {dimVolume, 15, false}, "tablespoon": {dimVolume, 15, false}, "tablespoons": {dimVolume, 15, false}, "el": {dimVolume, 15, false}, "essloffel": {dimVolume, 15, false}, "cucharada": {dimVolume, 15, false}, "cucharadas": {dimVolume, 15, false},
	"tsp": {dimVolume, 5, false}, "teaspoon": {dimVolume, 5, false}, "teaspoons": {dimVolume, 5, false}, "tl": {dimVolume, 5, false}, "teeloffel": {dimVolume, 5, false}, "cucharadita": {dimVolume, 5, false}, "cucharaditas": {dimVolume, 5, false}, "चम्मच": {dimVolume, 5, false},
	"floz": {dimVolume, 29.5735, false}, "pint": {dimVolume, 473.176, false}, "pints": {dimVolume, 473.176, false},
	"mm": {dimLength, 0.1, false}, "cm": {dimLength, 1, false}, "centimetres": {dimLength, 1, false}, "centimeters": {dimLength, 1, false}, "zentimeter": {dimLength, 1, false}, "centimetros": {dimLength, 1, false}, "सेंटीमीटर": {dimLength, 1, false}, "सेमी": {dimLength, 1, false},
	"m": {dimLength, 100, false}, "metre": {dimLength, 100, false}, "metres": {dimLength, 100, false}, "meter": {dimLength, 100, false}, "meters": {dimLength, 100, false}, "metern": {dimLength, 100, false}, "metro": {dimLength, 100, false}, "metros": {dimLength, 100, false}, "मीटर": {dimLength, 100, false},
	"km": {dimLength, 1e5, false}, "kilometre": {dimLength, 1e5, false}, "kilometres": {dimLength, 1e5, false}, "kilometers": {dimLength, 1e5, false}, "kilometer": {dimLength, 1e5, false}, "kilometros": {dimLength, 1e5, false}, "किलोमीटर": {dimLength, 1e5, false},
	"inch": {dimLength, 2.54, false}, "inches": {dimLength, 2.54, false}, "ft": {dimLength, 30.48, false}, "foot": {dimLength, 30.48, false}, "feet": {dimLength, 30.48, false}, "mile": {dimLength, 160934.4, false}, "miles": {dimLength, 160934.4, false}, "pulgadas": {dimLength, 2.54, false}, "zoll": {dimLength, 2.54, false}, "इंच": {dimLength, 2.54, false}, "फुट": {dimLength, 30.48, false},
	"s": {dimTime, 1, false}, "sec": {dimTime, 1, false}, "secs": {dimTime, 1, false}, "second": {dimTime, 1, false}, "seconds": {dimTime, 1, false}, "sek": {dimTime, 1, false}, "sekunde": {dimTime, 1, false}, "sekunden": {dimTime, 1, false}, "segundo": {dimTime, 1, false}, "segundos": {dimTime, 1, false}, "सेकंड": {dimTime, 1, false}, "सेकेंड": {dimTime, 1, false},
	"min": {dimTime, 60, false}, "mins": {dimTime, 60, false}, "minute": {dimTime, 60, false}, "minutes": {dimTime, 60, false}, "minuten": {dimTime, 60, false}, "minuto": {dimTime, 60, false}, "minutos": {dimTime, 60, false}, "मिनट": {dimTime, 60, false}, "minutige": {dimTime, 60, false}, "minutigen": {dimTime, 60, false},
	"h": {dimTime, 3600, false}, "hr": {dimTime, 3600, false}, "hrs": {dimTime, 3600, false}, "hour": {dimTime, 3600, false}, "hours": {dimTime, 3600, false}, "std": {dimTime, 3600, false}, "stunde": {dimTime, 3600, false}, "stunden": {dimTime, 3600, false}, "hora": {dimTime, 3600, false}, "horas": {dimTime, 3600, false}, "घंटा": {dimTime, 3600, false}, "घंटे": {dimTime, 3600, false}, "घंटों": {dimTime, 3600, false},
	"day": {dimCalendar, 1, false}, "days": {dimCalendar, 1, false}, "tag": {dimCalendar, 1, false}, "tage": {dimCalendar, 1, false}, "tagen": {dimCalendar, 1, false}, "dia": {dimCalendar, 1, false}, "dias": {dimCalendar, 1, false}, "दिन": {dimCalendar, 1, false}, "दिनों": {dimCalendar, 1, false}, "nights": {dimCalendar, 1, false}, "night": {dimCalendar, 1, false},
	"week": {dimCalendar, 7, false}, "weeks": {dimCalendar, 7, false}, "woche": {dimCalendar, 7, false}, "wochen": {dimCalendar, 7, false}, "semana": {dimCalendar, 7, false}, "semanas": {dimCalendar, 7, false}, "हफ्ता": {dimCalendar, 7, false}, "हफ्ते": {dimCalendar, 7, false}, "हफ्तों": {dimCalendar, 7, false}, "सप्ताह": {dimCalendar, 7, false},
	"month": {dimCalendar, 30.4375, false}, "months": {dimCalendar, 30.4375, false}, "monat": {dimCalendar, 30.4375, false}, "monate": {dimCalendar, 30.4375, false}, "monaten": {dimCalendar, 30.4375, false}, "mes": {dimCalendar, 30.4375, false}, "meses": {dimCalendar, 30.4375, false}, "महीना": {dimCalendar, 30.4375, false}, "महीने": {dimCalendar, 30.4375, false}, "महीनों": {dimCalendar, 30.4375, false},
	"year": {dimCalendar, 365.25, false}, "years": {dimCalendar, 365.25, false}, "jahr": {dimCalendar, 365.25, false}, "jahre": {dimCalendar, 365.25, false}, "jahren": {dimCalendar, 365.25, false}, "ano": {dimCalendar, 365.25, false}, "anos": {dimCalendar, 365.25, false}, "साल": {dimCalendar, 365.25, false},
	"percent": {dimPercent, 1, false}, "prozent": {dimPercent, 1, false}, "प्रतिशत": {dimPercent, 1, false}, "फीसदी": {dimPercent, 1, false}, "%": {dimPercent, 1, false},
	"iu": {dimIU, 1, true}, "ie": {dimIU, 1, false}, "ui": {dimIU, 1, false}, "आईयू": {dimIU, 1, false},
	"set": {dimSets, 1, false}, "sets": {dimSets, 1, false}, "satz": {dimSets, 1, false}, "satze": {dimSets, 1, false}, "satzen": {dimSets, 1, false}, "serie": {dimSets, 1, false}, "series": {dimSets, 1, false}, "सेट": {dimSets, 1, false}, "सेट्स": {dimSets, 1, false},
	"rep": {dimReps, 1, false}, "reps": {dimReps, 1, false}, "repetition": {dimReps, 1, false}, "repetitions": {dimReps, 1, false}, "wiederholung": {dimReps, 1, false}, "wiederholungen": {dimReps, 1, false}, "wdh": {dimReps, 1, false}, "repeticion": {dimReps, 1, false}, "repeticiones": {dimReps, 1, false}, "रेप": {dimReps, 1, false}, "रेप्स": {dimReps, 1, false},
	"rir": {dimReserve, 1, false}, "rpe": {dimEffort, 1, false},
	"session": {dimSessions, 1, false}, "sessions": {dimSessions, 1, false}, "workout": {dimSessions, 1, false}, "workouts": {dimSessions, 1, false}, "einheit": {dimSessions, 1, false}, "einheiten": {dimSessions, 1, false}, "trainings": {dimSessions, 1, false}, "sesion": {dimSessions, 1, false}, "sesiones": {dimSessions, 1, false}, "entrenamientos": {dimSessions, 1, false}, "सेशन": {dimSessions, 1, false}, "वर्कआउट": {dimSessions, 1, false},
	"meal": {dimMeals, 1, false}, "meals": {dimMeals, 1, false}, "mahlzeit": {dimMeals, 1, false}, "mahlzeiten": {dimMeals, 1, false}, "comida": {dimMeals, 1, false}, "comidas": {dimMeals, 1, false}, "भोजन": {dimMeals, 1, false},
	"steps": {dimSteps, 1, false}, "schritte": {dimSteps, 1, false}, "pasos": {dimSteps, 1, false}, "कदम": {dimSteps, 1, false},
	"scoop": {dimPieces, 1, false}, "scoops": {dimPieces, 1, false}, "pill": {dimPieces, 1, false}, "pills": {dimPieces, 1, false}, "tablet": {dimPieces, 1, false}, "tablets": {dimPieces, 1, false}, "capsule": {dimPieces, 1, false}, "capsules": {dimPieces, 1, false}, "drops": {dimPieces, 1, false},
	"messloffel": {dimPieces, 1, false}, "pille": {dimPieces, 1, false}, "pillen": {dimPieces, 1, false}, "tablette": {dimPieces, 1, false}, "tabletten": {dimPieces, 1, false}, "kapsel": {dimPieces, 1, false}, "kapseln": {dimPieces, 1, false}, "tropfen": {dimPieces, 1, false},
	"pastilla": {dimPieces, 1, false}, "pastillas": {dimPieces, 1, false}, "capsula": {dimPieces, 1, false}, "capsulas": {dimPieces, 1, false}, "gotas": {dimPieces, 1, false}, "गोली": {dimPieces, 1, false}, "गोलियां": {dimPieces, 1, false}, "कैप्सूल": {dimPieces, 1, false}, "स्कूप": {dimPieces, 1, false},
	"bpm": {dimPulse, 1, false}, "kmh": {dimSpeed, 1, false}, "mph": {dimSpeed, 1.609344, false}, "€": {dimMoney, 1, false}, "$": {dimMoney, 1, false}, "£": {dimMoney, 1, false}, "₹": {dimMoney, 1, false}, "euro": {dimMoney, 1, false}, "euros": {dimMoney, 1, false}, "dollars": {dimMoney, 1, false}, "dolares": {dimMoney, 1, false},
	"uhr": {dimClock, 60, false}, "बजे": {dimClock, 60, false}, "am": {dimClock, 60, false}, "pm": {dimClock, 60, false}, "o'clock": {dimClock, 60, false}, "oclock": {dimClock, 60, false},
}

// countlike are dims of whole things, which a bare number may mean.
func (d dim) countlike() bool {
	switch d {
	case dimCount, dimSets, dimReps, dimReserve, dimEffort, dimSessions, dimMeals, dimSteps:
		return true
	}
	return false
}

// topic is what an amount is of; topics of one figure that differ make it another figure.
type topic uint8

// The topics.
const (
	topicNone topic = iota
	topicProtein
	topicCarbs
	topicFat
	topicFibre
	topicWater
	topicBody
	topicBodyFat
	topicLoad
	topicHeight
	topicSleep
	topicRest
)

// topics by folded word.
var topics = map[string]topic{
	"protein": topicProtein, "proteins": topicProtein, "eiweiss": topicProtein, "proteine": topicProtein, "proteina": topicProtein, "proteinas": topicProtein, "प्रोटीन": topicProtein,
	"carb": topicCarbs, "carbs": topicCarbs, "carbohydrate": topicCarbs, "carbohydrates": topicCarbs, "kohlenhydrate": topicCarbs, "kohlenhydraten": topicCarbs, "carbohidratos": topicCarbs, "hidratos": topicCarbs, "कार्ब": topicCarbs, "कार्ब्स": topicCarbs, "कार्बोहाइड्रेट": topicCarbs,
	"fat": topicFat, "fats": topicFat, "fett": topicFat, "fette": topicFat, "grasa": topicFat, "grasas": topicFat, "वसा": topicFat, "फैट": topicFat,
	"fibre": topicFibre, "fiber": topicFibre, "ballaststoffe": topicFibre, "ballaststoffen": topicFibre, "fibra": topicFibre, "फाइबर": topicFibre,
	"water": topicWater, "wasser": topicWater, "agua": topicWater, "पानी": topicWater,
	"weigh": topicBody, "weighs": topicBody, "weighed": topicBody, "bodyweight": topicBody, "wiegst": topicBody, "wiegen": topicBody, "gewogen": topicBody, "korpergewicht": topicBody, "pesas": topicBody, "pesar": topicBody, "corporal": topicBody, "शरीर": topicBody,
	"bodyfat": topicBodyFat, "korperfett": topicBodyFat, "height": topicHeight, "tall": topicHeight, "gross": topicHeight, "grosse": topicHeight, "altura": topicHeight, "estatura": topicHeight, "लंबाई": topicHeight, "ऊंचाई": topicHeight,
	"sleep": topicSleep, "slept": topicSleep, "schlaf": topicSleep, "geschlafen": topicSleep, "sueno": topicSleep, "dormir": topicSleep, "dormiste": topicSleep, "नींद": topicSleep, "सोए": topicSleep,
	"rest": topicRest, "pause": topicRest, "descanso": topicRest, "descansa": topicRest, "आराम": topicRest,
}
