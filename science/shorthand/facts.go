package shorthand

import (
	"slices"

	"spotter"
)

// facts are what stands in a text, before it is held against what is known.
type facts struct {
	loads   []token     // stated as loads, with or without a unit
	pair    *[2]float64 // 100x8, both without a unit
	small   []float64   // after @, ten or less: a load or an effort
	bare    []token     // numbers that nothing says what they are
	reps    []float64
	seconds []float64
	minutes bool // whether a duration was given in minutes
	reserve []float64
	effort  []float64
	moves   []string
	region  spotter.Region
	moods   []string
	said    map[kind]bool // what was said at all
	fault   *Question     // the first thing that makes a question whatever else is there
}

func (f *facts) ask(text string) {
	if f.fault == nil {
		f.fault = &Question{Text: text}
	}
}

// gather finds which number is what.
func gather(tokens []token) *facts {
	f := &facts{said: map[kind]bool{}}
	tokens = f.flags(tokens)
	tokens = pairUnits(tokens)
	tokens = pairMarks(tokens)
	for i := 0; i < len(tokens); {
		i += f.take(tokens[i:])
	}
	return f
}

// flags takes out what stands for itself.
func (f *facts) flags(tokens []token) []token {
	out := tokens[:0:0]
	for i, t := range tokens {
		switch t.kind {
		case filler, side, unitSets:
			if t.kind == unitSets && i > 0 && tokens[i-1].kind == number {
				out = append(out, t)
			}
		case markRIR:
			if i+1 >= len(tokens) || tokens[i+1].kind != region { // a left knee
				out = append(out, t)
			}
		case mood:
			f.moods = append(f.moods, t.text)
		case move:
			if !slices.Contains(f.moves, t.text) {
				f.moves = append(f.moves, t.text)
			}
		case region:
			f.region = spotter.Region(t.text)
			f.said[region] = true
		case again, sameLoad, sameReps, amend, which, missed, warmup, tooHeavy, tooEasy, pain, sure, next, toFailure, markSide:
			f.said[t.kind] = true
			out = append(out, token{kind: pause})
		case doubt, denied:
			f.said[t.kind] = true
			if isHelp(t.text) {
				f.ask(assisted)
			}
			f.ask("I only log what was done, and " + quoted([]string{t.text}) + ` leaves that open. Say the set as it was, such as "8 with 100 kg, 2 left".`)
		case asked:
			f.said[asked] = true
		default:
			out = append(out, t)
		}
	}
	return out
}

// assisted asks how a set with help is to be logged: help takes load away, and no load is below nothing.
const assisted = `A set with help has no load of its own, so it is logged as body weight. Say the reps alone, such as "8 reps", and name an assisted exercise if it was one.`

// isHelp reports whether a word says that something took weight off the person.
func isHelp(word string) bool {
	return word == "assisted" || word == "assistance"
}

// pairUnits makes "100 kg" a load, "45 s" a duration and "8 reps" repetitions.
func pairUnits(tokens []token) []token {
	out := tokens[:0:0]
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.kind == clock {
			t.kind = seconds
		}
		if t.kind == number && i+1 < len(tokens) {
			if typed, ok := withUnit(t, tokens[i+1]); ok {
				out = append(out, typed)
				i++
				continue
			}
		}
		out = append(out, t)
	}
	return joinDurations(out)
}

func withUnit(n, unit token) (token, bool) {
	switch unit.kind {
	case unitKG:
		n.kind, n.unit = load, "kg"
	case unitLB:
		n.kind, n.unit = load, "lb"
	case unitSecond:
		n.kind = seconds
	case unitMinute:
		n.kind, n.value, n.unit = seconds, n.value*60, "min"
	case unitReps:
		n.kind = reps
	default:
		return n, false
	}
	if unit.kind == unitKG || unit.kind == unitLB {
		n.loose = false
	}
	return n, true
}

// joinDurations adds "1 min 30 s" up.
func joinDurations(tokens []token) []token {
	out := tokens[:0:0]
	for _, t := range tokens {
		if n := len(out) - 1; n >= 0 && t.kind == seconds && out[n].kind == seconds && out[n].unit == "min" && t.value < 60 {
			out[n].value, out[n].unit = out[n].value+t.value, ""
			continue
		}
		out = append(out, t)
	}
	return out
}

// pairMarks finds the numbers of "two in reserve" and "RPE 9". The abbreviations stand before their
// number when one follows, words after theirs.
func pairMarks(tokens []token) []token {
	out := tokens[:0:0]
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		into := map[kind]kind{markRIR: reserve, markRPE: effort}[t.kind]
		if into == word {
			out = append(out, t)
			continue
		}
		after := i + 1
		if after < len(tokens) && tokens[after].kind == pause {
			after++
		}
		follows := after < len(tokens) && tokens[after].kind == number
		n := len(out) - 1
		precedes := n >= 0 && (out[n].kind == number || out[n].kind == reps)
		switch abbreviated := t.text == "rir" || t.text == "rpe"; {
		case follows && (abbreviated || !precedes):
			t = tokens[after]
			i = after
		case precedes:
			t = out[n]
			out = out[:n]
			if k := len(out) - 1; k >= 0 && out[k].kind == at { // 100x8 @ 9 RPE
				out = out[:k]
			}
		default:
			out = append(out, t)
			continue
		}
		t.kind = into
		if k := len(out) - 1; k >= 0 && (out[k].kind == at || out[k].kind == markLoad) { // at RPE 9, with 2 left
			out = out[:k]
		}
		out = append(out, t)
	}
	return out
}

// take reads what tokens begin with and answers how many of them it read.
func (f *facts) take(tokens []token) int {
	t := tokens[0]
	if n := f.takeChain(tokens); n > 0 {
		return n
	}
	if n := f.takeMarked(t.kind, tokens[1:]); n > 0 {
		return 1 + n
	}
	switch t.kind {
	case number:
		return f.takeNumber(tokens)
	case load:
		f.loads = append(f.loads, t)
	case reps:
		f.reps = append(f.reps, t.value)
	case seconds:
		f.seconds = append(f.seconds, t.value)
		f.minutes = f.minutes || t.unit == "min"
	case reserve:
		f.reserve = append(f.reserve, t.value)
	case effort:
		f.effort = append(f.effort, t.value)
	case bodyWeight:
		f.said[bodyWeight] = true
	default:
		f.refuse(t)
	}
	return 1
}

// takeNumber tells a range, a count of sets or of plates from a number that nothing explains.
func (f *facts) takeNumber(tokens []token) int {
	t := tokens[0]
	if len(tokens) > 1 {
		switch tokens[1].kind {
		case minus, slash:
			f.ask(quoted([]string{t.text + tokens[1].text}) + " reads as a range or a fraction. Which number was it?")
			return 2
		case unitSets:
			if t.value != 1 {
				f.several()
			}
			return 2
		case unitPlates:
			f.refuse(tokens[1])
			return 2
		case unitPfund:
			f.refuse(tokens[1])
			return 2
		}
	}
	f.bare = append(f.bare, t)
	return 1
}

// takeMarked reads the number after a mark: "for 8", "with 100", "@ 9", "+ 10".
func (f *facts) takeMarked(mark kind, rest []token) int {
	if len(rest) == 0 {
		return 0
	}
	t := rest[0]
	switch {
	case (mark == markReps || mark == times) && t.kind == number:
		f.reps = append(f.reps, t.value)
		f.loosely(t)
	case mark == at && t.kind == number && t.value <= 10:
		f.small = append(f.small, t.value)
	case (mark == at || mark == markLoad) && t.kind == number:
		t.kind = load
		f.loads = append(f.loads, t)
	case (mark == plus || mark == markAdded) && f.said[bodyWeight] && (t.kind == number || t.kind == load):
		t.kind = load
		f.loads = append(f.loads, t)
	case mark == minus && f.said[bodyWeight]:
		f.ask(assisted)
	case (mark == at || mark == markLoad || mark == markReps) && slices.Contains([]kind{load, reps, seconds, bodyWeight, effort, reserve, pause}, t.kind):
		return f.take(rest)
	default:
		return 0
	}
	return 1
}

// takeChain reads 100x8, 100 kg x 8, bw x 12 and what is longer.
func (f *facts) takeChain(tokens []token) int {
	if !isOperand(tokens[0]) || len(tokens) < 2 || tokens[1].kind != times {
		return 0
	}
	chain := []token{tokens[0]}
	n := 1
	for n+1 < len(tokens) && tokens[n].kind == times && isOperand(tokens[n+1]) {
		chain = append(chain, tokens[n+1])
		n += 2
	}
	switch {
	case len(chain) == 1 && chain[0].kind == number: // "8 times"
		f.reps = append(f.reps, chain[0].value)
		return 2
	case len(chain) == 1:
		return 0
	case len(chain) > 2:
		f.several()
		return n
	}
	f.takePair(chain[0], chain[1])
	return n
}

func isOperand(t token) bool {
	return slices.Contains([]kind{number, load, reps, seconds, bodyWeight}, t.kind)
}

func (f *facts) takePair(a, b token) {
	f.loosely(a)
	f.loosely(b)
	switch {
	case a.kind == number && b.kind == number:
		if f.pair != nil {
			f.several()
		}
		f.pair = &[2]float64{a.value, b.value}
	case a.kind == number && b.kind == seconds: // 3 x 45 s
		f.several()
	default:
		for _, t := range []token{a, b} {
			if t.kind == number {
				t.kind = reps
			}
			f.take([]token{t})
		}
	}
}

// loosely asks about a number that may be two.
func (f *facts) loosely(t token) {
	if t.loose {
		f.ask(quoted([]string{t.text}) + " could be one number or two. Say it in digits, or name the unit.")
	}
}

// refuse asks about what cannot be read.
func (f *facts) refuse(t token) {
	switch t.kind {
	case pause, at, markLoad, markReps, unitSets: // they say nothing without a number
	case markAdded:
		f.ask("More than what? Say the whole load, or what was added to your body weight as \"bodyweight plus 10 kg\".")
	case plus:
		f.several()
	case odd:
		f.ask("I cannot read " + quoted([]string{t.text}) + " with certainty. Say the set as \"8 with 100 kg, 2 left\".")
	case unitPlates:
		f.ask("How much is on the bar in all? Two 20 kg plates a side on a 20 kg bar are 100 kg, but bars and plates differ, so say the load in kg or lb.")
	case unitPfund:
		f.ask("A pound here is half a kilogram, on American plates 0.454 kg. Say the load in kg or lb.")
	case markRIR, markRPE:
		f.ask("How many repetitions were left in reserve?")
	default:
		f.ask("I do not know what " + quoted([]string{t.text}) + " means here. Say the set as \"8 with 100 kg, 2 left\".")
	}
}

func (f *facts) several() {
	f.ask(`That reads as more than one set. Log each as you finish it: "8 with 100 kg", then "same again".`)
}

// saysSet reports whether there is anything of a set in the text.
func (f *facts) saysSet() bool {
	return f.pair != nil || len(f.loads)+len(f.small)+len(f.bare)+len(f.reps)+len(f.seconds)+len(f.reserve)+len(f.effort) > 0 ||
		f.said[bodyWeight] || f.said[missed] || f.said[again] || f.said[sameLoad] || f.said[sameReps] || f.said[toFailure] || f.said[warmup]
}

// hurts reports whether pain was named and not denied.
func (f *facts) hurts() bool { return f.said[pain] && !f.said[denied] }
