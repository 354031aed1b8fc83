package rules

import (
	"strings"
)

// talkRules are about the conversation itself.
func talkRules() []entry {
	return []entry{
		{`what do|did you know|remember ?about ?me, what have you remembered, ^memories$, my memories, was weisst|merkst du ?dir ?von ?ueber ?mich, was hast du dir gemerkt, que sabes ?de ?sobre ?mi, que recuerdas ?de ?mi, kya yaad hai, mere baare, mere bare, मेरे बारे, क्या याद`, calls("memories")},
		{`forget ?that ?about {x}, vergiss ?bitte ?dass {x}, olvida ?que {x}, bhool jao ?ki {x}, {x} bhool jao, भूल जाओ ?कि {x}, {x} भूल जाओ`, func(g *grammar, s *scene, c captures) (plan, bool) {
			return do("forget", arguments{"text": clip(said(fact(c["x"])), 300)})
		}},
		{`remember ?that {x}, note ?down ?that {x}, keep in mind ?that {x}, merk* ?dir ?bitte ?dass {x}, notier* ?dir ?bitte ?dass {x}, recuerda ?que {x}, apunta ?que {x}, yaad rakh* ?ki {x}, {x} yaad rakh*, याद रख* ?कि {x}, {x} याद रख*`, remember},
		{`i dont|do ?not|hate like|eat|want {x}, i hate {x}, ich mag ?keine|kein|keinen {x}, no me gusta|gustan {x}, mujhe {x} pasand nahi, मुझे {x} पसंद नहीं`, dislike},
		{`^thanks, ^thank you, ^thx, ^danke, ^vielen dank, ^gracias, ^muchas gracias, ^shukriya, ^dhanyavaad, ^धन्यवाद, ^शुक्रिया`, tells(sayWelcome)},
		{`^hello, ^hi, ^hey, ^good morning|evening|afternoon|day, ^hallo, ^guten morgen|tag|abend, ^servus, ^moin, ^hola, ^buenos dias|tardes, ^buenas, ^namaste, ^namaskar, ^नमस्ते, ^नमस्कार`, hello},
		{`^yes, ^ok$, ^okay$, ^sure, ^ja$, ^si$, ^haan, ^हां, ^no$, ^nope$, ^nein$, ^nahi$, ^नहीं$`, func(_ *grammar, s *scene, _ captures) (plan, bool) {
			return plan{text: sayNothingWaits.in(s.tongue)}, len(s.words) < 4
		}},
		{`undo, rueckgaengig, deshaz*, deshacer, wapas lo`, tells(sayUndo)},
	}
}

// fact is what is to be remembered or forgotten, without the words around it.
func fact(list []word) []word {
	for len(list) > 1 && set("that dass que ki कि please bitte")[list[0].text] {
		list = list[1:]
	}
	return list
}

func remember(g *grammar, s *scene, c captures) (plan, bool) {
	text := clip(said(fact(c["x"])), 300)
	return do("remember", arguments{"kind": kindOf(g, c["x"]), "text": text, "quote": text})
}

// kindOf sorts a fact by its words.
func kindOf(g *grammar, list []word) string {
	switch {
	case hasAny(patternsOf("dont|not|never like|eat|want, hate, mag ?keine|kein|nicht, no me gusta*, pasand nahi, पसंद नहीं"), list):
		return "dislike"
	case hasAny(patternsOf("hurt*, injur*, pain, schmerz*, verletz*, weh, duele*, lesion*, dard, दर्द"), list):
		return "injury_note"
	case hasAny(patternsOf("like, love, prefer, mag, liebe, gern, gusta*, prefiero, pasand, पसंद"), list):
		return "preference"
	case hasAny(patternsOf("goal, want to, ziel, will, meta, objetivo, quiero, lakshya, लक्ष्य"), list):
		return "goal"
	}
	for _, w := range list {
		if g.equipment[w.text] != "" {
			return "equipment"
		}
	}
	return "life"
}

// dislike is remembered. What must not be served is said to the meal plan, which the answer names.
func dislike(g *grammar, s *scene, c captures) (plan, bool) {
	name := g.name(c["x"])
	if len(name) == 0 || len(name) > 4 || hasWord(g.training, name) {
		return plan{}, false
	}
	return plan{calls: []call{{"remember", arguments{"kind": "dislike", "text": clip(s.said, 300), "quote": clip(s.said, 300)}}}, hint: sayLeaveOut.in(s.tongue, said(name))}, true
}

func hello(g *grammar, s *scene, _ captures) (plan, bool) {
	return plan{text: sayHello.in(s.tongue) + "\n" + g.examples(s)}, len(s.words) < 6
}

// help says what this is and everything that it understands.
func (g *grammar) help(s *scene) string {
	if s.limits.HideNumbers || s.limits.NoWeighIns {
		return sayHelp.in(s.tongue, sayHelpPlain.in(s.tongue))
	}
	return sayHelp.in(s.tongue, sayHelpWeight.in(s.tongue))
}

// unknown says what this is, and what would be understood here.
func (g *grammar) unknown(s *scene) string {
	return sayUnknown.in(s.tongue) + "\n" + g.examples(s)
}

// examples fit what is under way, and who was asked.
func (g *grammar) examples(s *scene) string {
	what := sayTryGeneral
	switch {
	case s.training:
		what = sayTrySession
	case s.tools["swap_meal"]:
		what = sayTryDiet
	case s.tools["propose_training"]:
		what = sayTryWorkout
	case s.tools["log_weight"]:
		what = sayTryTracker
	case s.tools["reschedule"]:
		what = sayTryScheduler
	}
	return what.in(s.tongue) + "\n" + sayTryHelp.in(s.tongue)
}

func splitComma(list string) []string { return strings.Split(list, ",") }
