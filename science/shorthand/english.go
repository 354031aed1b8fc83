package shorthand

func english() *language {
	return &language{numerals: englishNumerals(), phrases: englishPhrases()}
}

func englishNumerals() numerals {
	return numerals{
		below: map[string]int{
			"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
			"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
			"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
			"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
		},
		hundred: map[string]int{"hundred": 100},
		joined:  "and", point: []string{"point"}, half: [][]string{{"and", "a", "half"}, {"and", "half"}},
		english: true,
	}
}

func englishPhrases() phraseTable {
	p := phraseTable{}
	p.mean(unitKG, "kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes")
	p.mean(unitLB, "lb", "lbs", "pound", "pounds")
	p.mean(unitSecond, "s", "sec", "secs", "second", "seconds")
	p.mean(unitMinute, "min", "mins", "minute", "minutes")
	p.mean(unitReps, "rep", "reps", "repetition", "repetitions")
	p.mean(unitSets, "set", "sets", "rounds", "round")
	p.mean(unitPlates, "plate", "plates")
	p.mean(markRIR, "rir", "left", "in reserve", "in the tank", "reps in reserve", "rep in reserve", "reps left", "rep left", "left in the tank", "reps left in the tank", "rep left in the tank", "more left in the tank", "more reps in the tank",
		"more in the tank", "to spare", "reps to spare", "reps in the tank", "rep in the tank", "left in me", "reserve", "remaining")
	p.mean(markRPE, "rpe")
	p.mean(toFailure, "to failure", "none left", "nothing left", "no reps left", "nothing in reserve", "nothing in the tank", "none in reserve", "none in the tank", "no reserve", "till failure")
	p.mean(markLoad, "with", "using")
	p.mean(at, "at")
	p.mean(markReps, "for")
	p.mean(times, "times", "by")
	p.mean(markAdded, "plus", "added", "extra")
	p.mean(markSide, "each side", "per side", "a side", "each arm", "per arm", "each leg", "per leg", "each", "apiece", "per hand", "both sides", "each hand")
	p.mean(bodyWeight, "bodyweight", "body weight", "bw", "own weight", "my own weight", "no weight", "without weight", "unweighted")
	p.mean(again, "same again", "again", "same", "same thing", "same thing again", "the same", "the same again", "same as before", "same as last time",
		"same set", "same set again", "ditto", "repeat", "repeated", "once more", "as before")
	p.mean(sameLoad, "same weight", "same load", "the same weight", "the same load")
	p.mean(sameReps, "same reps", "the same reps", "same number of reps")
	p.mean(amend, "no", "nope", "actually", "sorry", "correction", "i meant", "i mean", "make it", "make that", "should be", "should have been", "change it to", "change that to", "no it was", "no that was", "wait", "oops", "nah", "was actually", "rather")
	p.mean(which, "it was", "that was", "last set was", "the last set was", "last one was", "the last one was")
	p.mean(missed, "failed", "fail", "failed it", "failed attempt", "missed", "missed it", "missed the lift", "could not", "couldn't", "couldn't do it", "could not do it", "no rep", "failed the lift", "failed rep", "no lift", "failed set")
	p.mean(warmup, "warmup", "warm up", "warming up", "warm up set", "warmup set", "ramp up", "ramp")
	p.mean(tooHeavy, "too heavy", "too much", "too hard", "too much weight", "way too heavy", "too difficult", "too heavy today")
	p.mean(tooEasy, "too easy", "too light", "way too easy", "way too light", "too little")
	p.mean(pain, "pain", "pains", "painful", "hurts", "hurt", "hurting", "aches", "aching", "sharp pain", "twinge", "pinches", "pinching", "ouch", "tweaked", "strained", "injured")
	englishRegions(p)
	p.mean(mood, "felt good", "felt great", "felt ok", "felt okay", "felt fine", "felt solid", "felt hard", "felt tough", "felt heavy", "felt light", "felt easy", "felt strong", "felt weak", "felt bad",
		"easy", "hard", "tough", "good", "great", "fine", "solid", "heavy", "light", "smooth", "clean", "tired", "brutal", "strong", "slow", "grindy", "feels good", "feeling good", "felt smooth", "no pain", "without pain", "pain free", "no problem", "no problems")
	p.mean(denied, "not", "didn't", "did not", "don't", "do not", "doesn't", "does not", "never", "wasn't", "isn't", "won't", "haven't", "no more", "no longer", "without")
	p.mean(doubt, "instead", "almost", "nearly", "about", "around", "roughly", "maybe", "perhaps", "probably", "or", "between", "to", "think", "i think", "guess", "i guess",
		"approximately", "ish", "at least", "at most", "up to", "more than", "less than", "over", "under", "wanted", "want", "will", "going", "planned", "plan", "tomorrow", "yesterday", "should i", "can i", "if", "minus", "assisted", "assistance", "few", "couple", "some", "half", "drop", "dropset", "then", "skipped", "skip", "one more", "another one", "another", "one more of those", "except", "both")
	p.mean(sure, "sure", "really", "i'm sure", "confirmed", "i am sure", "yes really")
	p.mean(next, "what's next", "whats next", "what is next", "next", "next set", "what now", "what next", "what's my next set", "what is my next set", "and now", "what do i do next", "what's the next set", "what should i do next")
	p.mean(filler, "a", "an", "the", "i", "i've", "did", "done", "do", "got", "get", "made", "hit", "was", "were", "it", "so", "ok", "okay", "yes", "yeah", "yep", "um", "uh", "er", "well", "just", "that", "this", "of", "and", "but", "on",
		"in", "my", "me", "there", "that's", "it's", "set done", "finished", "completed", "complete", "logged", "log", "record", "please", "hey", "coach", "managed", "lifted", "had", "have", "has", "last set", "last one", "that set", "this one", "that one", "this set", "the last one", "now", "today", "still", "only", "also", "pulled", "squatted", "benched", "curled", "rowed", "held", "weight", "load", "all", "total", "straight", "hello", "hi", "thanks", "thank you", "moved", "pressed", "pulled out", "did it", "i did", "my last set", "working set", "still have", "change", "is", "are", "feels", "felt", "feeling", "really hurts")
	return p
}

func englishRegions(p phraseTable) {
	p.region("neck", "neck")
	p.region("shoulder", "shoulder", "shoulders", "rotator cuff")
	p.region("elbow", "elbow", "elbows")
	p.region("wrist", "wrist", "wrists")
	p.region("upper_back", "upper back")
	p.region("lower_back", "lower back", "low back", "lumbar")
	p.region("hip", "hip", "hips", "groin")
	p.region("knee", "knee", "knees")
	p.region("ankle", "ankle", "ankles")
	p.mean(side, "right", "left side", "right side")
}
