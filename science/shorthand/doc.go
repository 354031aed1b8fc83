// Package shorthand reads what a person types or says of a set during a workout ("100x8@9", "done, 8
// with 185 pounds, two in reserve", "same but 9", "no, nine") into a set, a correction or a remark, or
// into a question. It never guesses: what can be read in two ways, what is not known and what cannot be
// true is asked about.
//
// A text goes through four steps, one file each: it is cut into tokens (token.go), spelled-out numbers
// become numbers (numeral.go), words become what they mean (lexicon.go and one file a language), and what
// stands beside what says which number is the load, the repetitions or the reserve (facts.go). What comes
// out is then held against what is known of the exercise (resolve.go, plausible.go).
//
// English is always understood, German, Spanish and Hindi where the person's language says so. Questions
// are in English.
package shorthand
