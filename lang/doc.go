// Package lang puts sentences into words. A calculation says what it means as a [Key] and what fills it; the words
// stand in text/LANGUAGE/AREA.txt, a file for each language and area, and are made where somebody reads them, in
// that person's language. The English words are made at once as well, for readers of whom nothing is known.
//
// A line of a file is "key: words". In the words {1} is the first argument, {1^} the same with a capital letter, and
// {1|day|days} the form that goes with its number. What no language has may not be said: a test holds the
// files against the keys and against each other.
package lang

// Languages are those that there are words in, the first for readers of whom nothing is known.
var Languages = [4]string{"en", "de", "es", "hi"} //nolint:gochecknoglobals // a list that never changes

// Key names a sentence, or a part of one.
type Key string
