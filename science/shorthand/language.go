package shorthand

import "strings"

// language is what the reader knows of one language.
type language struct {
	numerals numerals
	phrases  map[string]token // by their words with a space between
}

// Reader reads sets in the languages that it knows. It is immutable and safe for concurrent use.
type Reader struct {
	english *language
	others  map[string]*language // by primary language subtag
}

// New makes a reader.
func New() *Reader {
	return &Reader{english(), map[string]*language{"de": german(), "es": spanish(), "hi": hindi()}}
}

// languages are English and the one of a BCP 47 tag, when it is known.
func (r *Reader) languages(tag string) []*language {
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if other, ok := r.others[primary]; ok {
		return []*language{other, r.english}
	}
	return []*language{r.english}
}

// phraseTable collects phrases by what they mean.
type phraseTable map[string]token

func (p phraseTable) mean(k kind, phrases ...string) {
	for _, phrase := range phrases {
		p[phrase] = token{kind: k, text: phrase}
	}
}

// region names a region of the body; the token's text is the region.
func (p phraseTable) region(name string, phrases ...string) {
	for _, phrase := range phrases {
		p[phrase] = token{kind: region, text: name}
	}
}

// longestPhrase is how many words a phrase may have.
const longestPhrase = 5

// understand replaces phrases of at least so many words by what they mean, the longest first. What no
// language knows stays a word.
func understand(tokens []token, languages []*language, words int) []token {
	out := make([]token, 0, len(tokens))
	for i := 0; i < len(tokens); {
		t, n := meaning(tokens[i:], languages, words)
		out = append(out, t)
		i += n
	}
	return out
}

func meaning(tokens []token, languages []*language, least int) (token, int) {
	words := 0
	for words < min(longestPhrase, len(tokens)) && tokens[words].kind == word {
		words++
	}
	for n := words; n >= least; n-- {
		phrase := joinText(tokens[:n])
		for _, l := range languages {
			if t, ok := l.phrases[phrase]; ok {
				return t, n
			}
		}
	}
	return tokens[0], 1
}
