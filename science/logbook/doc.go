// Package logbook reads the training history that people take along from other apps: the CSV exports of
// Strong and Hevy in all their dialects (either separator, decimal points or commas, units in the header or
// in a column, dates in several languages).
//
// [Read] is strict with rows and lenient with files: a row that cannot be read becomes a [Fault] with its
// line and a sentence, and everything else is kept. Nothing is dropped without being counted: each row is a
// set, a note, a skipped row with its reason, or a fault. [Matcher] finds the catalogue's exercises for the
// names in a file.
//
// The layouts were learnt from what exports in public look like; neither app documents its own.
package logbook
