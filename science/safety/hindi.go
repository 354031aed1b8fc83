package safety

import (
	"slices"

	"spotter"
)

// hindi is the tables of Hindi, in Devanagari and as it is commonly written in Latin letters.
func hindi() language {
	return language{
		code: "hi",
		words: map[string]string{
			"seena":    "सीने सीना छाती सीनें seene seena sine chhati chati chaati chhaati chest",
			"dard":     "दर्द जकड़न जकडन भारीपन दबाव जलन दुख दुखता दुखती टीस dard dardh jakdan bhaari bhari bharipan dabav dabaav jalan",
			"garbh":    "गर्भवती गर्भ गर्भावस्था प्रेग्नेंट प्रेगनेंट प्रेग्नेंसी pregnant pregnancy garbhvati garbhavati",
			"baby":     "बच्चा बच्चे शिशु बेबी baby bachcha bachche bacha",
			"training": "वर्कआउट जिम कसरत व्यायाम एक्सरसाइज एक्सरसाइज़ workout gym kasrat exercise leg squat squats legday sets training",
			"khana":    "खाना खाने खाकर khana khane khaana khaane khake",
			"ulti":     "उल्टी उल्टियाँ उल्टियां ulti ultiyan vomit",
			"self":     "खुद अपने ख़ुद khud apne aap apni",
			"want":     "चाहता चाहती चाहते चाहूँ मन इच्छा chahta chahti chahata chahati mann man ichha chahu",
			"sick":     "बुखार वायरस फ्लू फूड bukhar virus flu food poisoning hangover daru daaru",
			"sleep":    "सो सोया सोई सोफे बिस्तर नींद sofa bistar neend sota soya soyi so",
		},
		rules:    slices.Concat(hindiBody(), hindiHarm(), hindiEating(), hindiPregnancy()),
		negators: "बिना bina", // whatever else denies follows
		trailing: "नहीं नही nahi nahin nahee nhi nai", closing: "नहीं नही nahi nahin nhi",
		neutral:  "पता pata samajh समझ",
		persists: "जा रुक कम बंद ठीक ja jaa ruk kam band theek thik jata jaata जाता रुकता",
		barriers: "लेकिन मगर पर lekin magar kyunki क्योंकि पैर पैरों कमर घुटने कंधे pair kamar ghutne kandhe theek ठीक",
		scopes:   "aur और लेकिन मगर lekin magar kyunki क्योंकि मेरे मेरी मेरा mere meri mera",
		past:     []string{"साल|सालों|महीने|महीनों पहले", "saal|salon|sal|mahine|mahino pehle|pahle", "बचपन", "bachpan", "पहले कभी", "pichle|पिछले saal|साल", "#year में|mein|me|main"},
		present:  "फिर अभी आज अब phir fir abhi aaj ab dobara दोबारा",
		general:  []string{"के|ke लक्षण|lakshan|symptoms", "kya|क्या ~6 सकता|सकती|sakta|sakti", "पिता|पापा|माँ|मां|papa|pita|maa|dada|दादा|bhai|भाई ~5 hua|हुआ|tha|था|gaya|गया", "बचने|bachne ~2 लिए|liye"},
		ordinary: "scene serene chart chalk chain chair bhai bhari_ dards gash behosh_ marna_ karna bharna jeans jenna",
	}
}

func hindiBody() []rule {
	chest, faint := spotter.RedFlagChestPain, spotter.RedFlagFainting
	worked := []string{"muscle|muscles|मांसपेशी|मांसपेशियों|sore|doms", "bench|push|pushup|बेंच|पुशअप|dips|press ~6 baad|बाद|wajah|vajah|वजह|se|से", "chest day|workout|exercise"}
	return []rule{
		{kind: chest, pattern: "{seena} ~3 {dard}", unless: worked}, {kind: chest, pattern: "{dard} ~3 {seena}", unless: worked},
		{kind: chest, pattern: "{seena} ~1 me|mein|mai|में ~2 pain|tight|tightness", unless: worked},
		{kind: chest, pattern: "दिल|dil ~2 दौरा|daura|dora|dard|दर्द"}, {kind: chest, pattern: "heart|हार्ट attack|अटैक aa|आ|ho|हो|raha|रहा|aaya|आया"},
		{kind: faint, pattern: "बेहोश|बेहोशी|मूर्छित|behosh|behoshi|behos|behosi", unless: []string{"{sleep}"}},
		{kind: faint, pattern: "चक्कर|chakkar ~4 गिर|gir|गिरा|गिरी|gira|giri|गई_"}, {kind: faint, pattern: "गश|gash|gush ~2 खा|kha|आ|aa|aaya|आया"},
		{kind: faint, pattern: "आँखों|आंखों|aankhon|ankho|aankho ~3 अंधेरा|andhera"},
	}
}

func hindiHarm() []rule {
	flag := spotter.RedFlagSelfHarm
	idiom := []string{"{training}", "bhook|bhukh|भूख|hansi|हँसी|हंसी|pizza"}
	return []rule{
		{kind: flag, pattern: "आत्महत्या|खुदकुशी|ख़ुदकुशी|सुसाइड|aatmahatya|atmahatya|aatmhatya|atmhatya|khudkushi|khudkhushi"},
		{kind: flag, pattern: "मरना|मर|marna|mar ~2 {want}", unless: idiom}, {kind: flag, pattern: "मरने|marne ~2 {want}", unless: idiom}, {kind: flag, pattern: "mar|मर jana|jaana|जाना hai|है", unless: idiom}, {kind: flag, pattern: "marna|मरना hai|है", unless: idiom},
		{kind: flag, pattern: "जीना|जीने|jeena|jina|jeene|jine ~3 नहीं|नही|nahi|nahin|nhi ~3 {want}|रहा|raha|है", denied: true, unless: []string{"bina|बिना|saath|साथ"}},
		{kind: flag, pattern: "जीने|jeene|jine ~3 {want} ~2 नहीं|नही|nahi|nahin|nhi", denied: true},
		{kind: flag, pattern: "जान ~2 दे|देना|देने|दूं|दूंगा|दूंगी"}, {kind: flag, pattern: "jaan ~2 de|dena|dene|dunga|dungi|du", unless: idiom},
		{kind: flag, pattern: "{self} ~2 को|ko ~3 मार|मारना|खत्म|नुकसान|काट|काटना|चोट|maar|marna|khatam|nuksan|nuksaan|kaat|kaatna|katna|chot|hurt|harm|kill", unless: []string{"{training}", "chot lag|lagi", "चोट लग|लगी"}},
		{kind: flag, pattern: "नस|नसें|nas|nase|kalai|कलाई ~2 काट|kaat|kat|katna"},
		{kind: flag, pattern: "अपनी|apni ~1 जिंदगी|ज़िंदगी|ज़िन्दगी|zindagi|jindagi|life ~2 खत्म|ख़त्म|khatam|end"},
		{kind: flag, pattern: "suicide ~3 {want}|karna|kar|karne|करना|करने"},
	}
}

func hindiEating() []rule {
	flag := spotter.RedFlagDisordered
	ill := []string{"{sick}"}
	return []rule{
		{kind: flag, pattern: "{khana} ~3 बाद|baad|ke|के ~3 {ulti}", unless: ill}, {kind: flag, pattern: "जानबूझकर|jaanbujhkar|janbujhkar|jaanbujh|zabardasti|जबरदस्ती ~3 {ulti}"},
		{kind: flag, pattern: "{ulti} ~3 जानबूझकर|jaanbujhkar|janbujhkar"}, {kind: flag, pattern: "गले|gale ~3 उंगली|ungli"}, {kind: flag, pattern: "उंगली|ungli ~4 {ulti}"},
		{kind: flag, pattern: "{khana} ~1 बंद|छोड़|band|chhod|chod ~2 दिया|diya|रखा|rakha", unless: []string{"bahar|बाहर|meat|sugar|मीठा|meetha|chini|चीनी|junk"}},
		{kind: flag, pattern: "दिन|दिनों|din|dino ~3 कुछ|kuch|kuchh|khana|खाना ~3 नहीं|nahi|nahin ~1 खाया|khaya|खा|kha", denied: true, unless: append([]string{"vrat|व्रत|upvas|उपवास|roza|रोज़ा|ramzan"}, ill...)},
		{kind: flag, pattern: "{self} ~2 भूखा|bhookha|bhukha ~2 रख|rakh|मार|maar"}, {kind: flag, pattern: "laxative|laxatives|जुलाब|julab ~4 wazan|vajan|वजन|weight|patla|पतला"},
	}
}

func hindiPregnancy() []rule {
	flag := spotter.RedFlagPregnancy
	sign := "खून|ख़ून|रक्तस्राव|ब्लीडिंग|khoon|khun|bleeding|spotting|दर्द|dard|ऐंठन|बुखार|bukhar|बेहोश|behosh"
	harmless := []string{"jaanch|जाँच|जांच|test|टेस्ट", "kamar|कमर|pair|पैर"}
	return []rule{
		{kind: flag, pattern: "{garbh} ~10 " + sign, across: true, unless: harmless}, {kind: flag, pattern: sign + " ~10 {garbh}", across: true, unless: harmless},
		{kind: flag, pattern: "पेट|pet ~1 {baby} ~3 नहीं|nahi|nahin|kam|कम ~1 hil|हिल|हिला|hila|movement", denied: true}, {kind: flag, pattern: "{baby} ~3 hil|हिल|हलचल|movement ~3 नहीं|nahi|nahin|kam|कम", denied: true},
		{kind: flag, pattern: "पानी|pani ~3 थैली|thaili ~3 फट|phat|fat"}, {kind: flag, pattern: "गर्भपात|garbhpat|miscarriage ~3 हो|ho"},
		{kind: flag, pattern: "डिलीवरी|delivery ~5 खून|khoon|bleeding|bukhar|बुखार"},
	}
}
