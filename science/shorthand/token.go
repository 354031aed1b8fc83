package shorthand

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"spotter/science/fold"
)

// kind is what a token is. Words become one of the later kinds when the lexicon knows them.
type kind int

const (
	word   kind = iota
	number      // value
	clock       // value in seconds, from 1:30
	odd         // a number that can be read in two ways, or a sign that nobody can read
	pause       // comma, full stop, dash: what stands on both sides is apart
	times       // x
	at          // @
	plus
	minus
	slash
	asked // ?

	load    // value with unit
	reps    // value repetitions
	seconds // value seconds
	reserve // value repetitions in reserve
	effort  // value on the RPE scale

	unitKG
	unitLB
	unitPfund // a German pound, half a kilogram
	unitSecond
	unitMinute
	unitReps
	unitSets
	unitPlates
	markRIR   // "in reserve", after or before its number
	markRPE   // "RPE"
	markLoad  // "with"
	markReps  // "for"
	markAdded // "plus"
	markSide  // "each side"
	toFailure // nothing in reserve
	bodyWeight
	again    // the last set once more
	sameLoad // the load of the last set
	sameReps // the repetitions of the last set
	amend    // the last set was something else
	which    // a new set, or the last one
	missed   // a failed attempt
	warmup
	tooHeavy
	tooEasy
	pain
	region // text is the region
	side   // left or right, before a region
	mood   // how it felt, which is no fact of the set
	doubt  // about, or, will: it is open what was done
	denied // not, never
	sure   // the person has been asked and stands by it
	next   // asks what comes next
	filler // says nothing
	move   // text is the id of an exercise
)

// token is a piece of a text.
type token struct {
	kind  kind
	text  string // as it stands in the text, folded
	value float64
	unit  string // of a load: kg, lb or empty
	plain bool   // written as a whole number
	loose bool   // spoken so that it may be two numbers: "two ten"
}

// beforeTimes are the units that are written without a space before the x.
var beforeTimes = []string{"kg", "kgs", "lb", "lbs", "bw", "kilo", "kilos"}

// most tokens a text may have: nobody says a set in more.
const mostTokens = 80

// split cuts a text into tokens: numbers, words and signs.
func split(text string) []token {
	text = strings.NewReplacer("w/", "with ", " ½", ".5", "½", ".5").Replace(fold.Joined(text)) // else cut in the wrong place
	runes := []rune(text)
	var out []token
	for i := 0; i < len(runes) && len(out) <= mostTokens; {
		t, n := cut(runes[i:])
		if n == 0 {
			i++
			continue
		}
		if unit, found := strings.CutSuffix(t.text, "x"); found && t.kind == word && slices.Contains(beforeTimes, unit) { // 100kgx8
			out = append(out, token{kind: word, text: unit})
			t = token{kind: times, text: "x"}
		}
		if t.kind != pause || len(out) > 0 && out[len(out)-1].kind != pause {
			out = append(out, t)
		}
		i += n
	}
	return out
}

// cut takes the token at the start of a text; n is 0 where there is none.
func cut(r []rune) (t token, n int) {
	switch c := r[0]; {
	case unicode.IsDigit(c) || (c == '.' || c == ',') && len(r) > 1 && unicode.IsDigit(r[1]):
		return cutNumber(r)
	case isLetter(c):
		for n < len(r) && (isLetter(r[n]) || n > 0 && isApostrophe(r[n]) && n+1 < len(r) && isLetter(r[n+1])) {
			n++
		}
		return letters(strings.ReplaceAll(string(r[:n]), "’", "'")), n
	case c == '-' || c == '–' || c == '—' || c == '−':
		return cutDash(r)
	case unicode.IsSpace(c) || isApostrophe(c) || unicode.Is(unicode.So, c) || unicode.Is(unicode.Sk, c) || unicode.Is(unicode.Cf, c) || c == '\ufe0f' || c == '"':
		return t, 0
	default:
		return token{kind: signOf(c), text: string(c)}, 1
	}
}

func signOf(c rune) kind {
	switch c {
	case ',', '.', ';', ':', '!', '(', ')', '।', '¡', '…', '&':
		return pause
	case '×', '*', '✕', '·':
		return times
	case '@':
		return at
	case '+':
		return plus
	case '/':
		return slash
	case '?', '¿':
		return asked
	default:
		return odd
	}
}

// letters is a word; a single x is the sign between load and repetitions.
func letters(text string) token {
	if text == "x" {
		return token{kind: times, text: text}
	}
	return token{kind: word, text: text}
}

// cutDash tells a range or a negative number from a dash and from a hyphen, which both only part words.
func cutDash(r []rune) (token, int) {
	if len(r) > 1 && unicode.IsDigit(r[1]) {
		return token{kind: minus, text: "-"}, 1
	}
	if len(r) > 1 && isLetter(r[1]) {
		return token{}, 0
	}
	return token{kind: pause, text: "-"}, 1
}

// cutNumber reads digits with one decimal sign or one colon.
func cutNumber(r []rune) (token, int) {
	n := 0
	var b strings.Builder
	for n < len(r) && (unicode.IsDigit(r[n]) || n+1 < len(r) && unicode.IsDigit(r[n+1]) && strings.ContainsRune(".,:", r[n])) {
		b.WriteRune(western(r[n]))
		n++
	}
	text := b.String()
	t := token{kind: number, text: text, plain: true}
	switch i := strings.IndexAny(text, ".,:"); {
	case i < 0:
	case strings.ContainsAny(text[i+1:], ".,:"):
		t.kind = odd
	case text[i] == ':':
		return cutClock(t, text[:i], text[i+1:]), n
	default:
		t.plain = false
		if !isDecimal(text, i) {
			t.kind = odd
		}
		text = strings.Replace(text, ",", ".", 1)
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || len(text) > 8 {
		t.kind = odd
	}
	t.value = value
	return t, n
}

// isDecimal reports whether what stands after the sign at i can only be a fraction: three digits may be
// thousands, and after a comma only halves and quarters are no list.
func isDecimal(text string, i int) bool {
	fraction := text[i+1:]
	if text[i] == '.' {
		return len(fraction) <= 2
	}
	switch fraction {
	case "5", "25", "75", "50":
		return true
	}
	return false
}

func cutClock(t token, minutes, rest string) token {
	m, err := strconv.Atoi(minutes)
	s, err2 := strconv.Atoi(rest)
	if err != nil || err2 != nil || len(rest) != 2 || s > 59 || m > 120 {
		t.kind = odd
		return t
	}
	t.kind, t.value = clock, float64(60*m+s)
	return t
}

// western is a digit of any script as one of ours.
func western(r rune) rune {
	if r >= '०' && r <= '९' {
		return r - '०' + '0'
	}
	return r
}

// isLetter counts the signs that some scripts write their vowels with.
func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.M, r) && r != '\ufe0f' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }
