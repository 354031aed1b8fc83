package safety

import (
	"slices"

	"spotter"
)

// spanish is the tables of Spanish; accents may be left away.
func spanish() language {
	return language{
		code: "es",
		words: map[string]string{
			"pecho":     "pecho esternon torax",
			"duele":     "duele duelen dolia doliendo aprieta oprime arde quema punzada punzadas apretado opresion presion pesado",
			"dolor":     "dolor dolores presion opresion punzada punzadas pinchazo pinchazos ardor pesadez tirantez molestia",
			"embarazo":  "embarazada embarazo embarazadas encinta gestacion posparto",
			"bebe":      "bebe feto",
			"entreno":   "entreno entrenamiento entrenar entrene sentadillas sentadilla burpees gimnasio serie series pierna piernas rutina peso_ sprints correr cardio",
			"comer":     "comer comida comidas cenar cena desayuno comido atracon atracones",
			"enfermo":   "gripe virus gastroenteritis intoxicacion resaca borracho alcohol migrana",
			"dormir":    "sofa cama dormido dormida dormir siesta",
			"vomito":    "vomito vomitar vomite vomitaba vomitando",
			"harm_unit": "pastillas",
		},
		rules:    slices.Concat(spanishBody(), spanishHarm(), spanishEating(), spanishPregnancy()),
		negators: "no sin nunca jamas tampoco ningun ninguna ni",
		trailing: "ninguno ninguna", closing: "no nunca ninguno ninguna",
		neutral:  "se quita va pasa para puedo deja cede dormi duermo solo dormir respirar entiendo",
		persists: "quita",
		barriers: "pero porque bien pierna piernas espalda rodilla hombro hombros brazos triceps biceps cabeza barriga",
		scopes:   "pero porque aunque mi mis sino",
		past:     []string{"hace ~2 ano|anos|mes|meses|decada", "antes", "de nino|nina|adolescente|joven|pequeno|pequena", "el ano pasado", "en|desde #year", "en el pasado", "antecedentes de", "solia", "cuando era|tenia ~2 nino|nina|joven|adolescente|anos"},
		present:  "ahora hoy todavia aun actualmente otra nuevo vuelto volvi ultimamente sigo",
		general:  []string{"si tienes|sientes|alguien", "puede|puedes|podria ~6 causar|provocar|prevenir|producir", "sintomas|signos|riesgo|causas ~2 de|del", "prevenir|evitar", "padre|madre|papa|mama|hermano|hermana|tio|tia|abuelo|abuela|familia|vecino ~3 tuvo|murio|tiene|sufrio", "articulo|podcast|pelicula|libro|cancion|serie|documental|video ~4 sobre|de"},
		ordinary: "pecho_ hecho techo lecho pechuga color calor valor doler duelo dulce dulces bueno vomito_ comer correr coser cosas vida viva vivir venas velas penas cenar cerrar morir mover matar mirar sangre sangria laxante mareo mares desmonte",
	}
}

func spanishBody() []rule {
	chest, faint := spotter.RedFlagChestPain, spotter.RedFlagFainting
	muscular := []string{"agujetas|muscular|musculo|musculos|pectoral|pectorales|estirar|estiramiento|bombeo|sujetador|camiseta|banda"}
	press := "press|banca|flexiones|aperturas|fondos|lagartijas"
	worked := append([]string{"del|de|por|tras|despues|desde ~3 " + press, "dia|entreno|entrenamiento|ejercicio|ejercicios|rutina de pecho"}, muscular...)
	return []rule{
		{kind: chest, pattern: "{dolor} ~4 {pecho}", unless: muscular},
		{kind: chest, pattern: "duele|duelen|aprieta|oprime|arde|doliendo ~3 {pecho}", unless: worked},
		{kind: chest, pattern: "{pecho} ~4 {duele}", unless: worked},
		{kind: chest, pattern: "estoy|creo|dando|esta ~5 infarto", unless: []string{"precio|factura|casi|susto"}},
		{kind: chest, pattern: "estoy|creo|dando|esta ~5 ataque ~1 corazon", unless: []string{"precio|factura|casi|susto"}},
		{kind: chest, pattern: "dolor|punzada|pinchazo|punzadas ~3 corazon"},
		{kind: chest, pattern: "{pecho} ~8 dormido|adormecido|hormigueo"},
		{kind: faint, pattern: "desmaye|desmayo|desmayado|desmayada|desmayarme|desmayar|desmayando|desmayos|desvaneci|desvanecido", unless: []string{"{dormir}"}},
		{kind: faint, pattern: "perdi|perdido|pierdo|perder ~1 conocimiento|conciencia|consciencia|sentido"},
		{kind: faint, pattern: "vi|veo|puso|nublo ~2 todo ~1 negro"}, {kind: faint, pattern: "me desplome", unless: []string{"{dormir}"}},
		{kind: faint, pattern: "quede|estuve ~1 inconsciente"},
	}
}

func spanishHarm() []rule {
	flag := spotter.RedFlagSelfHarm
	gym := []string{"{entreno}", "hambre|risa|pizza|sed|verguenza|ganas de ~2 comer"}
	return []rule{
		{kind: flag, pattern: "suicidio|suicidarme|suicidar|suicida|suicidarse|suicidas"},
		{kind: flag, pattern: "matarme|ahorcarme|envenenarme", unless: []string{"{entreno}", "matarme a|en ~2 {entreno}"}}, {kind: flag, pattern: "me ~1 quiero|voy matar", unless: gym},
		{kind: flag, pattern: "quitarme ~1 vida"}, {kind: flag, pattern: "acabar|terminar con ~1 mi|todo vida|todo"}, {kind: flag, pattern: "acabar|terminar con mi vida"},
		{kind: flag, pattern: "no ~1 quiero ~2 vivir|existir", denied: true, unless: []string{"vivir ~1 en|con|sin|asi_|cerca"}}, {kind: flag, pattern: "no ~1 quiero seguir ~1 viviendo|vivo|viva", denied: true},
		{kind: flag, pattern: "quiero|quisiera|ganas|gustaria|prefiero ~2 morir|morirme", unless: gym},
		{kind: flag, pattern: "ojala ~2 muerto|muerta|muriera"}, {kind: flag, pattern: "mejor muerto|muerta"},
		{kind: flag, pattern: "quiero|ganas|voy|vuelto|vuelvo|necesito|impulso ~3 cortarme|lastimarme|autolesionarme|quemarme", unless: []string{"pelo|cabello|unas"}},
		{kind: flag, pattern: "quiero|ganas|voy|vuelto|necesito ~3 hacerme ~1 dano"}, {kind: flag, pattern: "autolesion|autolesiones|autolesionarme|autolesiono"},
		{kind: flag, pattern: "cortarme|cortado|corte|corto ~1 venas|munecas"}, {kind: flag, pattern: "me corto ~3 adrede|proposito|brazos"},
		{kind: flag, pattern: "no tiene sentido ~1 vivir|vida", denied: true}, {kind: flag, pattern: "sobredosis ~3 pastillas"},
	}
}

func spanishEating() []rule {
	flag := spotter.RedFlagDisordered
	ill := []string{"{enfermo}"}
	return []rule{
		{kind: flag, pattern: "{vomito} ~2 despues ~2 {comer}", unless: ill}, {kind: flag, pattern: "despues|tras ~2 {comer} ~4 {vomito}", unless: ill},
		{kind: flag, pattern: "provoco|provocarme|provocar|provocado|obligo ~3 {vomito}"}, {kind: flag, pattern: "{vomito} ~4 como|comida|proposito|adrede|adelgazar", unless: ill},
		{kind: flag, pattern: "atracon|atracones ~6 {vomito}|laxantes|purgo|purgarme"}, {kind: flag, pattern: "purgo|purgarme|purgas|purgandome"},
		{kind: flag, pattern: "dedos|dedo ~3 garganta"}, {kind: flag, pattern: "laxantes ~6 adelgazar|peso|bajar|comer|delgada|delgado", unless: []string{"medico|estrenimiento"}},
		{kind: flag, pattern: "deje|dejado de comer", unless: []string{"comer ~1 carne|azucar|pan|gluten|dulces|lacteos|tarde|fuera|chocolate|trigo"}},
		{kind: flag, pattern: "dias ~1 sin comer", denied: true, unless: append([]string{"comer ~1 carne|azucar|pan|gluten|dulces|lacteos", "ramadan|ayuno"}, ill...)},
		{kind: flag, pattern: "no ~2 comido|como nada ~3 dias", denied: true, unless: append([]string{"ramadan|ayuno"}, ill...)},
		{kind: flag, pattern: "matando|matarme|mato ~2 hambre_"}, {kind: flag, pattern: "recaida|recaido|recai|vuelto|volvio ~4 bulimia|anorexia"},
		{kind: flag, pattern: "bulimia|anorexia ~3 vuelto|volvio|regreso|otra|nuevo"},
	}
}

func spanishPregnancy() []rule {
	flag := spotter.RedFlagPregnancy
	sign := "sangrado|sangro|sangrando|sangre|manchado|manchando|contracciones|calambres|colicos|fiebre|desmaye|borrosa|borroso|hinchazon"
	harmless := []string{"presion|analisis|prueba|tipo ~1 sangre", "pantorrilla|pantorrillas"}
	return []rule{
		{kind: flag, pattern: "{embarazo} ~10 " + sign, across: true, unless: harmless}, {kind: flag, pattern: sign + " ~10 {embarazo}", across: true, unless: harmless},
		{kind: flag, pattern: "{embarazo} ~8 dolor|duele ~3 vientre|barriga|abdomen|cabeza|abdominal"}, {kind: flag, pattern: "rompi|roto|rompio ~1 aguas|fuente|bolsa"},
		{kind: flag, pattern: "{bebe} ~2 no|apenas|casi ~2 mueve|patea|moverse", denied: true}, {kind: flag, pattern: "no siento ~2 {bebe}", denied: true},
		{kind: flag, pattern: "teniendo|tuve|creo|tenido ~4 aborto"}, {kind: flag, pattern: "preeclampsia"},
		{kind: flag, pattern: "parto ~6 sangrado|sangro|hemorragia|fiebre"},
	}
}
