// Package progress reads what was logged and says what follows from it: trends, records, adherence, and
// proposals to adapt a plan, or none. It looks at the past and changes the future only.
//
// Nothing here raises a load: readiness holds or lowers, a deload and a re-entry lower, logged sets alone
// raise. Sentences state what is and what could follow; they judge nobody.
package progress
