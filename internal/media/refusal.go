package media

import (
	"encoding/json"
	"net/http"

	"spotter/internal/telemetry"
)

// refusal is the code of an answer that is no object: a problem document (RFC 9457), as everywhere in
// the API.
type refusal string

const (
	granted   refusal = "" // nothing is refused
	forged    refusal = "signature_invalid"
	expired   refusal = "signature_expired"
	notHere   refusal = "not_found"
	noLength  refusal = "length_required"
	wrongSize refusal = "size_differs"
	wrongType refusal = "type_differs"
	cutOff    refusal = "malformed"
	diskFull  refusal = "storage_full"
	broken    refusal = "internal"
)

func (e refusal) says() (status int, detail string) {
	switch e {
	case forged:
		return http.StatusForbidden, "This address was not given out for this request; ask for a new one."
	case expired:
		return http.StatusForbidden, "This address has expired; ask for a new one."
	case notHere:
		return http.StatusNotFound, "There is no such object."
	case noLength:
		return http.StatusLengthRequired, "Send the Content-Length."
	case wrongSize:
		return http.StatusBadRequest, "The body must have exactly the size that was announced."
	case wrongType:
		return http.StatusUnsupportedMediaType, "The Content-Type must be the one that was announced."
	case cutOff:
		return http.StatusBadRequest, "The body did not arrive whole."
	case diskFull:
		return http.StatusInsufficientStorage, "There is no room for it; tell whoever runs this server."
	case granted, broken:
	}
	return http.StatusInternalServerError, "Something went wrong on our side; nothing was saved. Try again."
}

func (e refusal) write(w http.ResponseWriter, r *http.Request) {
	status, detail := e.says()
	body, err := json.Marshal(map[string]any{"type": "about:blank", "title": http.StatusText(status), "status": status,
		"code": e, "detail": detail, "request_id": telemetry.RequestID(r.Context())})
	if err != nil { // strings and a number only
		body = []byte(`{"type":"about:blank","status":500,"code":"internal"}`)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}
