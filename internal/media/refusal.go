package media

import (
	"encoding/json"
	"net/http"

	"spotter/internal/telemetry"
)

// refusal is an answer that is no object: a problem document (RFC 9457), as everywhere in the API.
type refusal struct {
	status       int
	code, detail string
}

var (
	forged    = &refusal{http.StatusForbidden, "signature_invalid", "This address was not given out for this request; ask for a new one."}
	expired   = &refusal{http.StatusForbidden, "signature_expired", "This address has expired; ask for a new one."}
	notHere   = &refusal{http.StatusNotFound, "not_found", "There is no such object."}
	noLength  = &refusal{http.StatusLengthRequired, "length_required", "Send the Content-Length."}
	wrongSize = &refusal{http.StatusBadRequest, "size_differs", "The body must have exactly the size that was announced."}
	wrongType = &refusal{http.StatusUnsupportedMediaType, "type_differs", "The Content-Type must be the one that was announced."}
	cutOff    = &refusal{http.StatusBadRequest, "malformed", "The body did not arrive whole."}
	diskFull  = &refusal{http.StatusInsufficientStorage, "storage_full", "There is no room for it; tell whoever runs this server."}
	broken    = &refusal{http.StatusInternalServerError, "internal", "Something went wrong on our side; nothing was saved. Try again."}
)

func (e *refusal) write(w http.ResponseWriter, r *http.Request) {
	body, err := json.Marshal(map[string]any{"type": "about:blank", "title": http.StatusText(e.status), "status": e.status,
		"code": e.code, "detail": e.detail, "request_id": telemetry.RequestID(r.Context())})
	if err != nil { // strings and a number only
		body = []byte(`{"type":"about:blank","status":500,"code":"internal"}`)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(e.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}
