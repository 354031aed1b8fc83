// Package nutritiontest writes meal plans out as a reader wants them: for golden files and for the pages
// of examples in docs.
package nutritiontest
