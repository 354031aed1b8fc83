// Package safety turns what a person has said about health and age into the hard limits that every
// generator, agent and door obeys. It is pure: today's date is an argument.
package safety
