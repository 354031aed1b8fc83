package spotter

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Code names a kind of failure. Codes are stable: clients switch on them.
type Code string

// The general codes. A more telling code stands beside one of them in [Error.Detail].
const (
	CodeInvalid      Code = "invalid"      // the input breaks a rule; Problems says where
	CodeMalformed    Code = "malformed"    // the input could not be read at all
	CodeUnauthorized Code = "unauthorized" // no identity, or one that no longer holds
	CodeForbidden    Code = "forbidden"    // known, and not allowed
	CodeNotFound     Code = "not_found"    // does not exist, or is another person's
	CodeConflict     Code = "conflict"     // the state of things does not allow it now
	CodePrecondition Code = "precondition" // If-Match named another version
	CodeLimited      Code = "limited"      // too many requests; RetryAfter says when
	CodeTooLarge     Code = "too_large"    // the body is over its limit
	CodeUnavailable  Code = "unavailable"  // a part that is needed is away
	CodeInternal     Code = "internal"     // our fault
)

// Error is the one error type that crosses layers: made where the fact is known, mapped once at each
// edge (problem document, tool result, job outcome). Message is public and set deliberately; the cause
// never leaves the process.
type Error struct {
	Code       Code          // the general kind
	Detail     string        // a telling code such as "consent_required"; empty means Code itself
	Message    string        // one sentence for a person: what is wrong and what to do
	Problems   []Problem     // for CodeInvalid: each fault with its place
	RetryAfter time.Duration // for CodeLimited and CodeUnavailable; 0 means unknown
	Cause      error         // for the log only
}

// Problem is one fault in an input.
type Problem struct {
	Location string `json:"location" doc:"Where the fault is, such as body.workouts[1].time" example:"body.height_cm"`
	Message  string `json:"message" doc:"What is wrong and what would be right" example:"must be between 100 and 250"`
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Name())
	b.WriteString(": ")
	b.WriteString(e.Message)
	for _, p := range e.Problems {
		fmt.Fprintf(&b, "; %s %s", p.Location, p.Message)
	}
	if e.Cause != nil {
		b.WriteString(": ")
		b.WriteString(e.Cause.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Name is the code that clients see: Detail when there is one, else Code.
func (e *Error) Name() string {
	if e.Detail != "" {
		return e.Detail
	}
	return string(e.Code)
}

// NotFound says that a thing does not exist, or is another person's: both answer alike.
func NotFound(noun string) *Error {
	return &Error{Code: CodeNotFound, Message: "There is no such " + noun + "."}
}

// Conflict says that the state of things does not allow the request now.
func Conflict(detail, message string) *Error {
	return &Error{Code: CodeConflict, Detail: detail, Message: message}
}

// MostProblems is how many faults are told at once: a small input with many must not become a large answer.
const MostProblems = 100

// Invalid gathers problems, [MostProblems] of them at the most; nil when there are none.
func Invalid(problems []Problem) error {
	if len(problems) == 0 {
		return nil
	}
	problems = problems[:min(len(problems), MostProblems)]
	return &Error{Code: CodeInvalid, Message: "Some values are not right; see errors.", Problems: problems}
}

// InvalidField is [Invalid] for a single place.
func InvalidField(location, message string) error {
	return Invalid([]Problem{{Location: location, Message: message}})
}

// CodeOf is the code of err, CodeInternal when err is not an *Error, empty when err is nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// HasDetail reports whether err is an *Error that clients see as name.
func HasDetail(err error, name string) bool {
	var e *Error
	return errors.As(err, &e) && e.Name() == name
}
