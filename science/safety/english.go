package safety

import (
	"slices"

	"spotter"
)

// english is the tables of English. A pattern that gyms use for something harmless has an unless.
func english() language {
	return language{
		code: "en",
		words: map[string]string{
			"chest": "chest breastbone sternum chst ches", "heart": "heart",
			"pain": "pain pains painful hurts hurt hurting aches ache aching tight tightness tightening pressure squeezing squeezed crushing crushed stabbing burning burns heavy heaviness constricted",
			"noun": "pain pains pressure tightness heaviness burning squeezing ache aching stabbing",
			"me":   "i im ive id my me myself", "own": "my the",
			"want":     "want wants wanna wanted wish feel feeling going gonna plan planning thinking thought thoughts urge urges about tempted might could would will ill should",
			"pregnant": "pregnant pregnancy trimester postpartum", "baby": "baby fetus foetus bub",
			"trained": "squat squats deadlift deadlifts deadlifting burpees burpee legday workout workouts wod gym session set sets reps interval intervals sprint sprints run running cardio training lunges leg legs bench lifting hiit crossfit hill treadmill",
			"ate":     "eat eating ate meal meals dinner lunch breakfast food binge binging bingeing binged snack snacks bingeing",
			"ill":     "dog cat toddler son daughter flu bug virus norovirus poisoning poisoned hangover hungover drunk alcohol pub motion seasick migraine chemo anaesthetic surgery",
			"slept":   "sofa couch bed asleep sleep sleeping nap napped tired exhausted drunk wasted hammock",
		},
		rules:    slices.Concat(englishChest(), englishFaint(), englishHarm(), englishEating(), englishPregnancy()),
		negators: "no not never without dont doesnt didnt isnt wasnt arent werent havent hasnt hadnt nor neither denies deny wont zero",
		trailing: "none nope absent free", closing: "no none never negative nope gone",
		neutral:  "sure know knew understand only just stop stopped stopping sleep slept sleeping idea clue doubt joke matter ok okay well good great fine wonder longer_ why help",
		persists: "going go away stop better improve",
		barriers: "but because fine okay ok leg legs back knee knees shoulder shoulders arms triceps biceps abs glutes head belly stomach hip hips wrist neck feet foot whereas",
		scopes:   "but because since however although though my so",
		past: []string{"year|years|month|months|decade|decades ago", "used to", "last|previous year|winter|summer|spring|autumn", "as a|an ~1 child|kid|teenager|teen|student", "in|back|during|since #year",
			"in the past", "previously", "history of", "childhood", "when i was ~3 young|younger|child|kid|teenager|teen|school|fifteen|sixteen|14|15|16|17|18|19", "in my teens|twenties|20s", "recovered from", "formerly"},
		present: "again now still currently today tonight returned recently lately relapsed relapsing back_ nowadays",
		general: []string{"if you|someone|anyone", "can|could|does|do|will|would|may ~6 cause|causes|causing|trigger|lead|prevent|help", "symptom|symptoms|sign|signs|risk|risks|cause|causes|prevention of", "what|whats is|are|causes ~3 {pain}|attack|fainting",
			"prevent|preventing|avoid|avoiding", "father|mother|dad|mum|mom|brother|sister|uncle|aunt|grandfather|grandmother|grandpa|grandma|family|neighbour|neighbor|cousin ~2 had|died|has|suffered", "article|podcast|movie|film|book|song|documentary|video|episode|show|novel ~8 about|called|on", "family history"},
		ordinary: "cheat cheats chess crest cheap cheese feint paint painted saint taint hunts hurls puree surge blend blends blond breed breeds bread breath breaths suicides presses pressed dress pause pounds heart hearty heats hears harms arms farm mealy means meat melts heave heaves leaves heavens tighten tights thigh thighs right night light sight might fight pains_ spain plain grain train trains trained steal scene scenes serene seen sense dried fried tried dies diet diets dieting lives living leaving dead deed want wants wand fasting lasting passes passing pasta paste stars stares starting started stating finger singer ginger throw thrown growth cutting putting butting squeeze bloody weeks week weak swelled water wafer",
	}
}

func englishChest() []rule {
	muscular := []string{"sore|soreness|doms|muscle|muscles|muscular|pec|pecs|pump|pumped|stretch|stretching|stretched|shirt|tshirt|bra|strap|straps|belt|monitor|jacket|vest"}
	work := "bench|benching|benched|press|pressing|presses|fly|flys|flyes|flies|pushup|pushups|push|dips|dip|pullover|crossover"
	worked := append([]string{"from|after|since|following|of|post|yesterdays|heavy ~3 " + work, "chest day|workout|session|training|press|presses|fly|flyes|flys|machine|supported|dip|dips"}, muscular...)
	flag := spotter.RedFlagChestPain
	return []rule{
		{kind: flag, pattern: "{chest} pain|pains|tightness|pressure|discomfort|heaviness", unless: muscular},
		{kind: flag, pattern: "{noun} ~2 in|on|across|around|behind|inside ~5 {chest}", unless: muscular},
		{kind: flag, pattern: "tight|heavy|burning ~1 {chest}", unless: worked},
		{kind: flag, pattern: "{chest} ~4 {pain}", unless: worked},
		{kind: flag, pattern: "sitting|weight|elephant|brick ~2 on ~1 {chest}", unless: []string{work, "dumbbell|bar|barbell|plate|kg|lb"}},
		{kind: flag, pattern: "{chest} ~8 numb|tingling|jaw"},
		{kind: flag, pattern: "{chest} ~6 cant|cannot|hardly|barely ~1 breathe|breath", denied: true},
		{kind: flag, pattern: "numb|numbness|tingling ~6 jaw"},
		{kind: flag, pattern: "left arm ~3 numb|tingling|pain|hurts|aches ~6 {chest}|jaw|breath|breathe|sweating|sweat"},
		{kind: flag, pattern: "heart pain|pains"},
		{kind: flag, pattern: "pain|stabbing|pressure ~2 in|near|around ~1 heart"},
		{kind: flag, pattern: "having|getting ~3 heart attack|heartattack", unless: []string{"price|bill|nearly|almost ~6 attack"}},
		{kind: flag, pattern: "think|feel|feels|maybe|like ~5 heart attack|heartattack", unless: []string{"price|bill"}},
		{kind: flag, pattern: "short|shortness of breath ~3 rest|resting|lying|sitting"},
		{kind: flag, pattern: "struggling|cant|cannot ~2 breathe ~6 {chest}|arm", denied: true},
	}
}

func englishFaint() []rule {
	flag := spotter.RedFlagFainting
	asleep := []string{"{slept}", "fell asleep"}
	return []rule{
		{kind: flag, pattern: "fainted|fainting", unless: []string{"goat|goats"}},
		{kind: flag, pattern: "dizzy ~3 faint"},
		{kind: flag, pattern: "feel|feeling|felt|going|gonna|about|almost|nearly|might|will ~2 faint", unless: []string{"faint smell|line|hope|scent|idea|praise|heart"}},
		{kind: flag, pattern: "pass|passed|passing out", unless: append([]string{"time passed", "passing|passed|pass out ~2 flyers|flyer|towels|mats|papers|cookies|recipes|water|leaflets"}, asleep...)},
		{kind: flag, pattern: "black|blacked|blacking out", unless: append([]string{"curtain|curtains|drunk|window|beer|drinking|vodka"}, asleep...)},
		{kind: flag, pattern: "lost|losing|lose ~1 consciousness"},
		{kind: flag, pattern: "unconscious", unless: []string{"bias|mind|habit|habits"}},
		{kind: flag, pattern: "i|just|suddenly collapsed|collapse", unless: append([]string{"into ~2 chair", "{trained} ~3 collapsed ~2 on"}, asleep...)},
		{kind: flag, pattern: "everything|vision|world ~2 went|turned|going black", unless: asleep},
	}
}

func englishHarm() []rule {
	flag := spotter.RedFlagSelfHarm
	gym := []string{"{trained}"}
	kitchen := []string{"knife|onion|onions|chopping|cooking|kitchen|shaving|shaved|slack|off|hair|nails|paper"}
	return []rule{
		{kind: flag, pattern: "suicide", unless: []string{"suicide run|runs|sprint|sprints|drill|drills|grip|shuttle|shuttles|pushup|pushups|push|squeeze|squad|squat|squats|ladder|ladders|plank|hotline|prevention", "was|like|pure suicide"}},
		{kind: flag, pattern: "suicidal"},
		{kind: flag, pattern: "kill|end myself|me_", unless: []string{"{trained}"}},
		{kind: flag, pattern: "feel|feeling|want|wanna|wants|going|gonna|plan|planning|thoughts|think|thinking|thought|consider|considering|urge ~3 kill|killing myself", unless: []string{"kill|killing myself ~3 {trained}"}},
		{kind: flag, pattern: "end|ending|take|taking ~1 my ~1 life"},
		{kind: flag, pattern: "end it all"},
		{kind: flag, pattern: "want|wanna|wanted|wish|wants ~2 to ~2 die", unless: gym},
		{kind: flag, pattern: "wanna die", unless: gym},
		{kind: flag, pattern: "want|wanna|wish|rather ~2 be dead", unless: gym},
		{kind: flag, pattern: "want|wanna ~3 disappear forever"},
		{kind: flag, pattern: "wish|hope|want ~4 never|not|wouldnt|didnt|dont wake up", denied: true, unless: []string{"early|alarm|at|before"}},
		{kind: flag, pattern: "should|could just die", unless: append([]string{"die ~1 for|of|laughing"}, gym...)},
		{kind: flag, pattern: "cant|cannot go on anymore|longer|living", denied: true, unless: gym},
		{kind: flag, pattern: "wish ~2 i ~2 was|were ~1 dead|gone|born", denied: true, unless: gym},
		{kind: flag, pattern: "wish ~1 i ~1 could ~2 die|disappear", unless: append([]string{"into ~2 wall|floor"}, gym...)},
		{kind: flag, pattern: "dont|not|no|cant|never ~3 live|living anymore|longer|any", denied: true},
		{kind: flag, pattern: "dont|do|not ~2 want ~1 to live|exist|be alive|here", unless: []string{"live|be ~2 in|with|near|at|without|like|on|off|by", "be here|there ~2 at|for|today|training"}, denied: true},
		{kind: flag, pattern: "dont|not|no ~3 want ~1 to live", unless: []string{"live ~1 in|with|near|at|without|like|on|off|by"}, denied: true},
		{kind: flag, pattern: "want|wanted ~2 be alive", denied: true, unless: []string{"so glad|happy"}},
		{kind: flag, pattern: "no|any|a|see|without ~1 reason|point ~2 to|in|of ~1 live|living|life|alive", denied: true},
		{kind: flag, pattern: "life ~2 not|isnt worth ~2 living|it", denied: true},
		{kind: flag, pattern: "better off dead"}, {kind: flag, pattern: "better off without me", denied: true},
		{kind: flag, pattern: "self harm|harming|harmed|injury_|selfharm"}, {kind: flag, pattern: "selfharm"},
		{kind: flag, pattern: "want|wanna|urge|urges|going|gonna|tempted|thinking|thoughts|keep|started|need ~3 hurt|hurting|harm|harming|cut|cutting|burn|burning myself", unless: kitchen},
		{kind: flag, pattern: "hurt|harm|cut|burn|burned|hurting|cutting myself ~3 purpose|deliberately|intentionally|punish|again", unless: kitchen},
		{kind: flag, pattern: "cutting|harming|harmed myself", unless: kitchen},
		{kind: flag, pattern: "cut my ~1 wrist|wrists|arms|veins", unless: kitchen},
		{kind: flag, pattern: "hang|shoot|drown|poison myself", unless: []string{"from ~2 bar|ring|rings|bars", "foot", "{trained}"}},
		{kind: flag, pattern: "jump|jumping off|from ~2 bridge|roof|building|balcony"},
		{kind: flag, pattern: "overdose|overdosing ~3 pills|tablets|paracetamol|insulin|medication|myself"},
		{kind: flag, pattern: "going|gonna|want ~2 overdose"},
	}
}

func englishEating() []rule {
	flag := spotter.RedFlagDisordered
	ill := []string{"{ill}"}
	return []rule{
		{kind: flag, pattern: "purge|purging|purged", unless: []string{"pantry|fridge|cupboard|closet|wardrobe|files|inbox|data|movie|snacks|kitchen|list|apps|emails|photos"}},
		{kind: flag, pattern: "make|made|making|force|forced|forcing myself ~1 throw|vomit|puke|sick|barf", unless: []string{"{trained}"}},
		{kind: flag, pattern: "throw|threw|throwing|vomit|vomited|vomiting|puke|puked|puking ~2 after ~2 {ate}", unless: ill},
		{kind: flag, pattern: "throw|threw|throwing|vomit|vomited|vomiting|puke|puked|puking ~2 purpose|deliberately|intentionally"},
		{kind: flag, pattern: "binge|binged|bingeing|binging ~6 throw|threw|vomit|vomited|puke|puked|laxatives|laxative", unless: []string{"binge watch|watched|watching"}},
		{kind: flag, pattern: "finger|fingers ~2 down ~1 throat"},
		{kind: flag, pattern: "laxatives|laxative|diuretics ~6 weight|lose|thin|skinny|slim|calories|{ate}|binge", unless: []string{"doctor|prescribed|constipation|constipated"}},
		{kind: flag, pattern: "starve|starving|starved myself"},
		{kind: flag, pattern: "throw|throwing|vomit|vomiting|puke|puking ~1 everything|all|whatever ~2 eat|ate", unless: ill},
		{kind: flag, pattern: "abuse|abusing|abused|misuse|misusing ~1 laxatives|laxative|diuretics"},
		{kind: flag, pattern: "stopped|quit|refuse|refusing ~1 eating|eat", unless: []string{"eating|eat ~2 meat|sugar|gluten|dairy|sweets|chocolate|bread|late|out|junk|after|before|red|wheat|eggs|fish|nuts|crisps|fast|processed|snacks|at|by|around"}},
		{kind: flag, pattern: "havent|not|nothing|hardly|barely ~3 eaten|eat|eating|ate ~4 days", denied: true, unless: append([]string{"ramadan|fast|fasting|rest", "eaten|eat|eating ~2 meat|sugar|gluten|dairy|sweets|chocolate|bread|junk"}, ill...)},
		{kind: flag, pattern: "eaten|ate nothing ~4 days", unless: append([]string{"ramadan|fast|fasting"}, ill...)},
		{kind: flag, pattern: "chew ~3 spit ~2 food|out"},
		{kind: flag, pattern: "relapsed|relapsing|relapse ~3 anorexia|bulimia|purging|binging|bingeing"},
		{kind: flag, pattern: "bulimia|anorexia ~4 back|again|relapse|returned"},
		{kind: flag, pattern: "afraid|scared|terrified of|to eat|eating", unless: []string{"eat|eating ~2 late|out|before|after|too|carbs|sushi|raw|spicy|alone|nuts|fish|meat"}},
	}
}

func englishPregnancy() []rule {
	flag := spotter.RedFlagPregnancy
	sign := "bleeding|bleed|blood|spotting|contractions|cramps|cramping|blurred|blurry|leaking|fever|headache|headaches|swelling|swollen|faint|fainted|dizzy"
	harmless := []string{"blood pressure ~3 normal|fine|good|ok", "blood test|tests|type|sugar|work", "calf|calves cramps", "before ~3 {pregnant}",
		"blister|blisters|gums|nose|knee|shin|finger|toe", "wife|girlfriend|sister|friend|partner ~1 is ~1 {pregnant} so|and i"}
	return []rule{
		{kind: flag, pattern: "{pregnant} ~10 " + sign, across: true, unless: harmless},
		{kind: flag, pattern: sign + " ~10 {pregnant}", across: true, unless: harmless},
		{kind: flag, pattern: "weeks along|pregnant ~8 " + sign},
		{kind: flag, pattern: "{pregnant} ~10 pain|pains|hurts ~4 belly|stomach|abdomen|abdominal|tummy|womb|side"},
		{kind: flag, pattern: "{pregnant} ~8 belly|stomach|abdomen|abdominal|tummy ~3 pain|pains|hurts|cramps"},
		{kind: flag, pattern: "water|waters|membranes ~1 broke|breaking|burst|ruptured", unless: []string{"bottle|cooler|pipe|heater"}},
		{kind: flag, pattern: "{baby} ~3 not|stopped|isnt|hasnt|less|barely|hardly|no ~2 moving|moved|kicking|kicked|movement|movements", denied: true},
		{kind: flag, pattern: "cant|not|havent|no|dont|less|fewer|reduced ~3 feel|felt|feeling|fetal|movement|movements ~3 {baby}|kicks|movement|movements", denied: true, unless: []string{"bowel|range|quality|hip|shoulder"}},
		{kind: flag, pattern: "having|had|think|think ~4 miscarriage|miscarrying|miscarry"},
		{kind: flag, pattern: "preeclampsia|eclampsia", unless: []string{"ruled|tested|screening|screened"}},
		{kind: flag, pattern: "gave|after|since birth ~8 bleeding|hemorrhage|haemorrhage|fever|soaking"},
		{kind: flag, pattern: "heavy|heavily|lots bleeding|bleed ~6 birth|delivery|csection"},
	}
}
