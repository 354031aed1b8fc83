package shorthand

import (
	"strings"

	"spotter"
)

// Kind is what a text turned out to be.
type Kind int

// The kinds of readings.
const (
	Log     Kind = iota + 1 // a set that was done
	Correct                 // a change to the last set
	Tell                    // a remark about the exercise
	Ask                     // a question about what comes next
)

// Known is what is known of an exercise when a text is read.
type Known struct {
	Exercise    spotter.Exercise // for an exercise of the person's own, its name as id and name
	ReferenceKG float64          // a load in kg that was used of late, 0 when there is none
	Now         *spotter.Amount  // the load that goes without saying, nil when there is none
}

// Context is what a text is read against.
type Context struct {
	Locale   string                          // BCP 47
	Imperial bool                            // whether a load without a unit is in pounds
	Current  Known                           // the exercise that is on, zero when none is
	Find     func(name string) (Known, bool) // exercises by name; nil: none
	Last     *spotter.Set                    // the last set of the session, nil when there is none
	LastOf   Known                           // what is known of its exercise
}

// Reading is what a text says. Values are in the ranges of [spotter.SetInput].
type Reading struct {
	Kind     Kind
	Exercise string             // id of the exercise; empty in a correction that leaves it
	Load     *spotter.Amount    // nil: body weight in a set, unchanged in a correction
	Reps     *int               // never nil in a set; nil: unchanged in a correction
	RIR      *int               // nil: not said
	Warmup   bool               //
	Note     string             // how it felt, in the person's words
	Remark   spotter.RemarkKind // of a remark, or said beside a set
	Region   spotter.Region     // where it hurts
	Unread   bool               // beside pain: there was a set in the text that could not be read
}

// Question is asked where a text cannot be read as one thing.
type Question struct {
	Text       string // to the person
	Understood string // what was clear, empty when nothing was
}

// Read reads a text. Exactly one of the answers is not nil.
func (r *Reader) Read(text string, c Context) (*Reading, *Question) {
	f := gather(r.tokens(text, c))
	reading, doubt := f.resolve(c)
	if doubt == nil {
		return reading, nil
	}
	if f.hurts() { // pain is heard, whatever else is not
		return &Reading{Kind: Tell, Exercise: f.about(c), Remark: spotter.Pain, Region: f.region, Unread: f.saysSet()}, nil
	}
	doubt.Understood = f.understood()
	return nil, doubt
}

// tokens cuts a text and says what each piece means.
func (r *Reader) tokens(text string, c Context) []token {
	languages := r.languages(c.Locale)
	tokens := split(text)
	if len(tokens) > mostTokens {
		return []token{{kind: odd, text: "so long a text"}}
	}
	tokens = nameExercises(tokens, c.Find)
	tokens = understand(tokens, languages, 2) // "that one" is no number
	tokens = spell(tokens, languages)
	return understand(tokens, languages, 1)
}

// longestName is how many words the name of an exercise may have.
const longestName = 7

// nameExercises replaces names of exercises, the longest first.
func nameExercises(tokens []token, find func(string) (Known, bool)) []token {
	if find == nil {
		return tokens
	}
	out := make([]token, 0, len(tokens))
	for i := 0; i < len(tokens); {
		n := min(longestName, len(tokens)-i)
		for ; n > 0; n-- {
			if !isName(tokens[i : i+n]) {
				continue
			}
			if known, ok := find(joinText(tokens[i : i+n])); ok {
				out = append(out, token{kind: move, text: known.Exercise.ID})
				break
			}
		}
		if n == 0 {
			out = append(out, tokens[i])
			n = 1
		}
		i += n
	}
	return out
}

// isName reports whether tokens can be a name: words, with numbers among them ("90/90 hip switch").
func isName(tokens []token) bool {
	words := 0
	for _, t := range tokens {
		switch t.kind {
		case word:
			words++
		case number, slash:
		default:
			return false
		}
	}
	return words > 0
}

func quoted(words []string) string { return `"` + strings.Join(words, " ") + `"` }
