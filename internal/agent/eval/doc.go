// Package eval is the language in which conversations are written down to be held against the product: who the
// person is, what they write, what the model answers, which is fixed before the code runs, and what must and must
// not come of it. docs/evals.md describes it for people who do not program. The scenarios stand in scenarios/, in
// a folder for each group; the tests of package agent play them against a real database.
package eval
