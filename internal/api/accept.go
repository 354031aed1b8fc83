package api

import (
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"spotter"
)

// form is which of the forms a request accepts most; of equals, and where it does not say, the last of them. 406
// when it accepts none.
func (c *call) form(forms ...string) (string, error) {
	best, most := "", 0.0
	for _, form := range forms {
		if q := accepts(c.forms, form); q > 0 && q >= most {
			best, most = form, q
		}
	}
	if best == "" {
		return "", &httpError{http.StatusNotAcceptable, spotter.Error{Code: "not_acceptable",
			Message: "This answers as " + strings.Join(forms, " or ") + " only."}}
	}
	return best, nil
}

// accepts is how much an Accept header wants a media type, from 0 to 1: what names it most closely counts.
func accepts(header, media string) float64 {
	if strings.TrimSpace(header) == "" {
		return 1
	}
	kind, _, _ := strings.Cut(media, "/")
	names := []string{"*/*", kind + "/*", media}
	closest, weight := -1, 0.0
	for part := range strings.SplitSeq(header, ",") {
		name, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		i := slices.Index(names, name)
		if i < 0 || i < closest {
			continue
		}
		q := 1.0
		if text, given := params["q"]; given {
			if q, err = strconv.ParseFloat(text, 64); err != nil || q < 0 || q > 1 {
				continue
			}
		}
		closest, weight = i, q
	}
	return weight
}
