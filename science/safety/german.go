package safety

import (
	"slices"

	"spotter"
)

// german is the tables of German; umlauts may be written out or left away.
func german() language {
	return language{
		code: "de",
		words: map[string]string{
			"brust":     "brust brustkorb brustbein brustkorp",
			"weh":       "weh schmerzt schmerzen schmerz sticht stechen druck drueckt druecken brennt brennen eng enge engegefuehl zieht krampft klemmt",
			"schwanger": "schwanger schwangerschaft ssw schwangere wochenbett",
			"baby":      "baby kind ungeborenes",
			"training":  "training trainieren workout kniebeugen kniebeuge kreuzheben beine beintag burpees satz saetze sprint sprints einheit gym laufen intervalle liegestuetze ausfallschritte",
			"essen":     "essen mahlzeit mahlzeiten gegessen esse abendessen fressanfall essanfall fressattacke",
			"krank":     "magen darm grippe virus norovirus vergiftung lebensmittelvergiftung kater betrunken alkohol migraene",
			"schlaf":    "sofa couch bett eingeschlafen schlafen schlaf",
		},
		rules:    slices.Concat(germanBody(), germanHarm(), germanEating(), germanPregnancy()),
		negators: "kein keine keinen keinerlei keiner nicht nie niemals ohne weder nix",
		trailing: "nicht keine keinen nie niemals", closing: "nein keine nie weg vorbei",
		neutral:  "sicher weiss wissen warum nur bloss schlafen geschlafen atmen gut mehr_ wieso verstehe",
		persists: "weg auf besser nach_ aufhoeren verschwinden",
		barriers: "aber weil denn gut okay ok bein beine ruecken knie schulter schultern arme trizeps bizeps kopf bauch",
		scopes:   "aber weil denn jedoch mein meine meiner meinem und_ sondern",
		past:     []string{"vor ~2 jahr|jahren|monaten|jahrzehnten", "frueher", "damals", "als kind|jugendliche|jugendlicher|teenager", "letztes|voriges jahr", "im jahr|sommer|winter #year", "in|seit|anno #year", "in der|meiner vergangenheit|jugend|kindheit", "ehemals", "hatte ~6 vergangenheit"},
		present:  "wieder jetzt gerade immer heute aktuell erneut neuerdings noch",
		general:  []string{"wenn|falls du|sie|jemand", "kann|koennen|koennte ~6 verursachen|ausloesen|fuehren|vorbeugen|helfen", "symptome|anzeichen|ursachen|risiko|gefahr ~2 von|fuer|eines|einen", "vorbeugen|vermeiden", "vater|mutter|papa|mama|bruder|schwester|onkel|tante|opa|oma|familie|nachbar ~3 hatte|starb|hat|gestorben", "artikel|podcast|film|buch|lied|doku|serie|video ~4 ueber|heisst"},
		ordinary: "brot brust_ durst frust wurst lust schmutz schwarz schwanger_ atmen sterne stehen stecken stelle gestern lernen leben lieben geben beben heben kinder baden boden blumen blut bluse blute fallen gefallen kotelett ritze umgekehrt stirbt sport essen messen fressen",
	}
}

func germanBody() []rule {
	chest, faint := spotter.RedFlagChestPain, spotter.RedFlagFainting
	muscular := []string{"muskelkater|muskel|muskeln|brustmuskel|brustmuskeln|gedehnt|dehnen|dehnung|pump|bh|gurt|pulsgurt|tshirt|shirt|hemd|wund"}
	press := "bankdruecken|liegestuetz|liegestuetze|liegestuetzen|butterfly|dips|fliegende|brusttraining|brusttag|schraegbank|brustpresse"
	worked := append([]string{"vom|nach|durch|von|seit|wegen ~3 " + press}, muscular...)
	asleep := []string{"{schlaf}"}
	return []rule{
		{kind: chest, pattern: "brustschmerz|brustschmerzen|brustenge|herzschmerzen|herzstechen|angina", unless: append([]string{"liebeskummer"}, muscular...)},
		{kind: chest, pattern: "{brust} ~4 {weh}", unless: worked},
		{kind: chest, pattern: "schmerz|schmerzen|druck|enge|stechen|engegefuehl|brennen|ziehen|klemmen ~3 {brust}", unless: worked},
		{kind: chest, pattern: "weh|schmerzt|sticht|drueckt ~3 {brust}", unless: worked},
		{kind: chest, pattern: "habe|bekomme|kriege|glaube|vielleicht ~4 herzinfarkt|herzanfall", unless: []string{"fast ~3 herzinfarkt", "preis|rechnung"}},
		{kind: chest, pattern: "{brust} ~8 taub|kribbelt|luft"},
		{kind: chest, pattern: "schmerz|schmerzen|stechen|sticht ~2 herz|herzen|herzgegend"},
		{kind: faint, pattern: "ohnmaechtig|ohnmacht|ohnmachtig|ohnmachtsanfall|bewusstlos|bewusstlosigkeit", unless: asleep},
		{kind: faint, pattern: "bewusstsein ~1 verloren|verlor|verliere"},
		{kind: faint, pattern: "bin|ich|beinahe|fast ~4 umgekippt|zusammengeklappt|zusammengebrochen|zusammengesackt", unless: append([]string{"laden|plan|stuhl"}, asleep...)},
		{kind: faint, pattern: "schwarz ~1 vor ~2 augen"},
		{kind: faint, pattern: "kippe ~3 um", unless: []string{"schalter|hebel|wagen"}},
	}
}

func germanHarm() []rule {
	flag := spotter.RedFlagSelfHarm
	gym := []string{"{training}"}
	return []rule{
		{kind: flag, pattern: "suizid|selbstmord|suizidal|suizidgedanken|selbstmordgedanken|freitod|selbstmoerderisch", unless: []string{"selbstmord ~1 attentat|attentaeter"}},
		{kind: flag, pattern: "bringe|bring mich|mir um", unless: gym}, {kind: flag, pattern: "mich umbringen|umzubringen|toeten|toten|erhaengen|erschiessen|umbring", unless: gym},
		{kind: flag, pattern: "mir ~2 leben nehmen"}, {kind: flag, pattern: "meinem|mein leben ~3 ende|beenden"},
		{kind: flag, pattern: "will|moechte|wuerde|wollte ~4 sterben|tot", unless: append([]string{"nicht ~1 sterben", "hunger|pizza|lachen|scham"}, gym...)},
		{kind: flag, pattern: "nicht|nich|nie mehr|laenger ~1 leben", denied: true, unless: []string{"leben ~2 in|mit|von|ohne|wie", "in|mit|von|ohne|bei ~3 leben"}},
		{kind: flag, pattern: "keine|keinen lust|kraft|sinn mehr ~2 leben", denied: true}, {kind: flag, pattern: "lieber tot|sterben"}, {kind: flag, pattern: "waere ~2 tot|gestorben"},
		{kind: flag, pattern: "will|moechte|drang|wieder|absichtlich|muss ~3 verletzen|ritzen|schneiden|wehtun|verbrennen", unless: []string{"nicht ~2 verletzen", "zwiebel|zwiebeln|gemuese|haare|brot"}},
		{kind: flag, pattern: "ritze ~1 mich"}, {kind: flag, pattern: "mich ~2 geritzt|ritze|ritzen"}, {kind: flag, pattern: "selbst verletzt|verletze|verletzen ~3 absichtlich|wieder"},
		{kind: flag, pattern: "selbstverletzung|selbstverletzend|selbstverletzen"},
		{kind: flag, pattern: "pulsadern|pulsader"}, {kind: flag, pattern: "keinen|kein sinn|grund ~3 leben|weiterleben", denied: true},
		{kind: flag, pattern: "ueberdosis ~3 tabletten|schlaftabletten|nehmen"},
	}
}

func germanEating() []rule {
	flag := spotter.RedFlagDisordered
	ill := []string{"{krank}"}
	return []rule{
		{kind: flag, pattern: "erbreche|erbrechen|uebergebe|uebergeben|kotze|kotzen|gekotzt|erbrochen ~3 nach ~3 {essen}", unless: ill},
		{kind: flag, pattern: "nach ~3 {essen} ~4 erbreche|erbrechen|uebergebe|uebergeben|kotze|kotzen|gekotzt|erbrochen", unless: ill},
		{kind: flag, pattern: "absichtlich|zwinge|selbst|extra ~5 erbrechen|erbrochen|uebergeben|kotzen|gekotzt|erbreche|uebergebe"},
		{kind: flag, pattern: "finger ~2 in ~1 hals"}, {kind: flag, pattern: "uebergebe|erbreche|kotze ~2 absichtlich|extra"},
		{kind: flag, pattern: "abfuehrmittel ~6 abnehmen|gewicht|duenn|schlank|{essen}|kalorien", unless: []string{"arzt|verstopfung"}},
		{kind: flag, pattern: "hungere mich"}, {kind: flag, pattern: "hungere ~2 tagen|wochen"}, {kind: flag, pattern: "mich ~2 aushungern|runterhungern|hungern"},
		{kind: flag, pattern: "seit|drei|zwei|mehreren ~3 tagen|tage ~3 nichts ~2 gegessen|essen", denied: true, unless: append([]string{"ramadan|fasten|faste"}, ill...)},
		{kind: flag, pattern: "nichts ~2 gegessen|esse ~4 tagen|tage", denied: true, unless: append([]string{"ramadan|fasten|faste"}, ill...)},
		{kind: flag, pattern: "esse ~3 tagen ~2 nichts", denied: true, unless: []string{"ramadan|fasten|faste"}},
		{kind: flag, pattern: "aufgehoert ~2 essen", unless: []string{"zucker|fleisch|suess|suesses|fast"}},
		{kind: flag, pattern: "bulimie|magersucht|anorexie ~4 zurueck|wieder|rueckfall"}, {kind: flag, pattern: "rueckfall ~4 bulimie|magersucht|anorexie|essstoerung"},
		{kind: flag, pattern: "wieder ~2 bulimie|magersucht|magersuechtig|bulimisch"},
	}
}

func germanPregnancy() []rule {
	flag := spotter.RedFlagPregnancy
	sign := "blute|blutet|blutung|blutungen|blut|schmierblutung|schmierblutungen|wehen|kraempfe|krampf|bauchschmerzen|unterleibsschmerzen|fruchtwasser|kopfschmerzen|flimmern|fieber|ohnmaechtig|schwindelig"
	harmless := []string{"blutdruck|blutwerte|bluttest|blutbild", "wadenkraempfe|wade|waden"}
	return []rule{
		{kind: flag, pattern: "{schwanger} ~10 " + sign, across: true, unless: harmless}, {kind: flag, pattern: sign + " ~10 {schwanger}", across: true, unless: harmless},
		{kind: flag, pattern: "fruchtblase ~3 geplatzt|gesprungen"}, {kind: flag, pattern: "{baby} ~3 bewegt ~3 nicht|kaum|weniger", denied: true, unless: []string{"kind ~3 draussen|gern|gerne"}},
		{kind: flag, pattern: "keine|kaum|weniger kindsbewegungen", denied: true},
		{kind: flag, pattern: "habe|hatte|glaube|vielleicht ~4 fehlgeburt"}, {kind: flag, pattern: "fehlgeburt ~3 gerade|jetzt|habe"},
		{kind: flag, pattern: "geburt ~6 " + sign, unless: harmless}, {kind: flag, pattern: "praeeklampsie|eklampsie|schwangerschaftsvergiftung"},
	}
}
