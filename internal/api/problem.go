package api

import (
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"spotter"
	"spotter/internal/telemetry"
)

// ProblemDocument is an RFC 9457 problem document, the form of every error.
type ProblemDocument struct {
	Type      string            `json:"type" doc:"Always about:blank; code tells problems apart" example:"about:blank"`
	Title     string            `json:"title" doc:"The status in words" example:"Unprocessable Entity"`
	Status    int               `json:"status" example:"422"`
	Code      string            `json:"code" doc:"Stable name of the failure" example:"invalid"`
	Detail    string            `json:"detail" doc:"One sentence: what is wrong and what to do"`
	RequestID string            `json:"request_id" doc:"Stands in the log beside the cause"`
	Errors    []spotter.Problem `json:"errors,omitempty" doc:"For code invalid and malformed: each fault with its place"`

	Safety []spotter.SafeAnswer `json:"safety,omitempty" doc:"Fixed answers to red flags in what was sent, to be shown before anything else"`
}

// statuses maps the general codes; a detail code keeps the status of its general one.
var statuses = map[spotter.Code]int{
	spotter.CodeInvalid:      http.StatusUnprocessableEntity,
	spotter.CodeMalformed:    http.StatusBadRequest,
	spotter.CodeUnauthorized: http.StatusUnauthorized,
	spotter.CodeForbidden:    http.StatusForbidden,
	spotter.CodeNotFound:     http.StatusNotFound,
	spotter.CodeConflict:     http.StatusConflict,
	spotter.CodePrecondition: http.StatusPreconditionFailed,
	spotter.CodeLimited:      http.StatusTooManyRequests,
	spotter.CodeTooLarge:     http.StatusRequestEntityTooLarge,
	spotter.CodeUnavailable:  http.StatusServiceUnavailable,
	spotter.CodeInternal:     http.StatusInternalServerError,
}

// fail answers with err as a problem document. The cause goes to the log only.
func fail(w http.ResponseWriter, r *http.Request, log *slog.Logger, err error) {
	if r.Context().Err() != nil && !errors.Is(err, http.ErrHandlerTimeout) {
		var known *spotter.Error
		if !errors.As(err, &known) {
			err = &spotter.Error{Code: spotter.CodeUnavailable, Message: "The request was ended before its answer.", Cause: err}
		}
	}
	var only *httpError
	if errors.As(err, &only) {
		writeProblem(w, r, only.status, &only.err)
		return
	}
	var e *spotter.Error
	if !errors.As(err, &e) {
		e = &spotter.Error{Code: spotter.CodeInternal, Message: "Something went wrong on our side; nothing was saved. Try again.", Cause: err}
	}
	status := statuses[e.Code]
	if status >= 500 {
		log.ErrorContext(r.Context(), "request failed", "error", err, "code", e.Name())
	}
	writeProblem(w, r, status, e, safetyOf(err)...)
}

func writeProblem(w http.ResponseWriter, r *http.Request, status int, e *spotter.Error, safe ...spotter.SafeAnswer) {
	if e.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int((e.RetryAfter+time.Second-1)/time.Second)))
	}
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	body, err := json.Marshal(ProblemDocument{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Code: e.Name(),
		Detail: e.Message, RequestID: telemetry.RequestID(r.Context()), Errors: e.Problems, Safety: safe,
	}, jsontext.AllowInvalidUTF8(true)) // a location may quote what a client sent
	if err != nil { // problem documents hold strings only
		body = []byte(`{"type":"about:blank","status":500,"code":"internal"}`)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
