package safety

import (
	"slices"

	"spotter"
)

// Recogniser finds red flags in what a person writes or says, in English, German, Spanish and Hindi. It is
// immutable and safe for concurrent use. It knows words, their slips, and what turns their sense: "no
// chest pain", "chest pain ten years ago" and "chest is sore from the bench press" are no red flags. When
// a sentence can be read both ways the flag is raised: the answer to it costs nothing.
type Recogniser struct {
	words    map[string]int   // folded word to id
	near     map[string][]int // a word with one letter left out, to the ids that it may be
	spelling []string         // by id-1
	ordinary map[string]bool  // words that are no slips of others
	rules    []flagRule
	starts   map[int][]int // word id to the rules that it can begin
	barriers set
	turning
}

// language is one language's tables.
type language struct {
	code     string
	words    map[string]string // named sets, for patterns
	rules    []rule
	negators string   // what comes before the thing denied
	trailing string   // what comes after it
	closing  string   // what ends a clause after it, as in "chest pain: no"
	neutral  string   // after a negator: something else is denied ("not sure why")
	persists string   // beside a trailing negator: the thing goes on ("geht nicht weg")
	barriers string   // what no gap passes
	scopes   string   // where a negation ends
	past     []string // what places a sentence long ago
	present  string   // what brings it back to now
	general  []string // questions and talk about the thing, not about oneself
	ordinary string   // words that must not be taken for slips
}

// rule raises a flag where its pattern is found.
type rule struct {
	kind    spotter.RedFlag
	pattern string
	unless  []string // patterns that take it back, in the same sentence
	denied  bool     // it holds its own negation: "don't want to live"
	across  bool     // it may pass commas
}

// flagRule is a rule that has been read.
type flagRule struct {
	rule
	language string
	seq      sequence
	unless   []sequence
}

// NewRecogniser reads the tables.
func NewRecogniser() *Recogniser {
	r := &Recogniser{words: map[string]int{}, near: map[string][]int{}, ordinary: map[string]bool{}, starts: map[int][]int{}}
	for _, l := range []language{english(), german(), spanish(), hindi()} {
		for _, rule := range l.rules {
			r.addRule(l, rule)
		}
		r.addAll(&r.barriers, l.barriers)
		r.addTurning(l)
		for word := range fields(l.ordinary) {
			r.ordinary[folded(word)] = true
		}
	}
	return r
}

func (r *Recogniser) addRule(l language, in rule) {
	out := flagRule{rule: in, language: l.code, seq: r.compile(in.pattern, l.words)}
	for i := range out.seq {
		out.seq[i].across = in.across
	}
	for _, pattern := range in.unless {
		out.unless = append(out.unless, r.compile(pattern, l.words))
	}
	r.rules = append(r.rules, out)
	for id := 1; id <= len(r.words); id++ {
		if out.seq[0].words.has(id) {
			r.starts[id] = append(r.starts[id], len(r.rules)-1)
		}
	}
}

// RedFlags lists the red flags of a text, each once, the most urgent first; none is nil.
func (r *Recogniser) RedFlags(text string) []spotter.RedFlag {
	found, _ := r.Recognise(text)
	return found
}

// Recognise is RedFlags with the language that the first of them was said in.
func (r *Recogniser) Recognise(text string) (flags []spotter.RedFlag, language string) {
	tokens := r.read(text)
	for i := range tokens {
		for _, n := range r.starts[tokens[i].id] {
			rule := &r.rules[n]
			if slices.Contains(flags, rule.kind) {
				continue
			}
			if end, ok := r.at(tokens, i, rule.seq); ok && r.means(tokens, span{i, end}, rule) {
				flags = append(flags, rule.kind)
				if language == "" {
					language = rule.language
				}
			}
		}
	}
	slices.SortFunc(flags, func(a, b spotter.RedFlag) int {
		return slices.Index(spotter.RedFlags[:], a) - slices.Index(spotter.RedFlags[:], b)
	})
	return flags, language
}

// means reports whether what was found is said of the person, and now.
func (r *Recogniser) means(tokens []token, at span, rule *flagRule) bool {
	if !rule.denied && r.isDenied(tokens, at) {
		return false
	}
	if r.isPast(tokens, at.from) || rule.kind != spotter.RedFlagSelfHarm && r.isGeneral(tokens, at.from) {
		return false
	}
	for _, seq := range rule.unless {
		if r.within(tokens, at.from, seq) {
			return false
		}
	}
	return true
}
