// Package trainingtest renders training plans as text and holds the people that they are shown for. Only
// tests import it.
package trainingtest
