package media

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// grant is what a signed URL allows.
type grant struct {
	method      string // GET, which stands for HEAD too, or PUT
	key         string
	contentType string
	size        int64 // of a PUT; 0 for a GET
	expires     int64 // Unix seconds, the last in which it holds
}

// mount is where the handler lies on the server.
const mount = "/media/"

// url is the signed URL of g.
func (f *Files) url(g grant) string {
	q := url.Values{"exp": {strconv.FormatInt(g.expires, 10)}, "type": {g.contentType}, "sig": {f.sign(g)}}
	if g.method == http.MethodPut {
		q.Set("size", strconv.FormatInt(g.size, 10))
	}
	return f.publicURL + mount + g.key + "?" + q.Encode()
}

// sign is unambiguous because no part but the last can hold a line feed.
func (f *Files) sign(g grant) string {
	mac := hmac.New(sha256.New, f.key)
	_, _ = mac.Write([]byte(strings.Join([]string{"spotter media 1", g.method, g.key,
		strconv.FormatInt(g.expires, 10), strconv.FormatInt(g.size, 10), g.contentType}, "\n")))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// read establishes what a request may do, from its URL alone.
func (f *Files) read(r *http.Request) (grant, refusal) {
	key := strings.TrimPrefix(r.URL.Path, mount)
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil || !validKey(key) {
		return grant{}, forged
	}
	g := grant{method: r.Method, key: key, contentType: q.Get("type")}
	if g.method == http.MethodHead {
		g.method = http.MethodGet
	}
	known := 3
	if g.method == http.MethodPut {
		known = 4
		g.size, err = strconv.ParseInt(q.Get("size"), 10, 64)
	}
	expires, timeErr := strconv.ParseInt(q.Get("exp"), 10, 64)
	g.expires = expires
	if err != nil || timeErr != nil || len(q) != known || !hmac.Equal([]byte(f.sign(g)), []byte(q.Get("sig"))) {
		return grant{}, forged
	}
	if f.now().After(time.Unix(g.expires, 0)) {
		return grant{}, expired
	}
	return g, granted
}
