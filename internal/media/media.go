// Package media keeps objects: photos by key, below a directory or in S3. Bytes do not pass through the
// API: whoever may send or see an object is given a URL that is signed for one method, one object, one
// size, one type and a short while.
//
// [Files] and [S3] answer alike; one suite of tests holds both. A key is made of segments of a-z, 0-9
// and dash, divided by slashes. An object that is not there is spotter.CodeNotFound; a store that
// cannot do what it should is spotter.CodeUnavailable, which is worth another try.
package media

import (
	"fmt"
	"path"
	"strings"
	"time"

	"spotter"
)

// longestKey bounds a key; ours have 79 characters.
const longestKey = 200

// validKey tells keys from everything that a file system or a URL might read in another way.
func validKey(key string) bool {
	if key == "" || len(key) > longestKey {
		return false
	}
	for segment := range strings.SplitSeq(key, "/") {
		if segment == "" || strings.IndexFunc(segment, notKeyRune) >= 0 {
			return false
		}
	}
	return true
}

func notKeyRune(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' }

func checkKey(key string) error {
	if !validKey(key) {
		return fmt.Errorf("media: %q is not a key", key)
	}
	return nil
}

// checkPrefix wants whole segments, so that no prefix reaches beyond what it names.
func checkPrefix(prefix string) error {
	if key, ok := strings.CutSuffix(prefix, "/"); !ok || !validKey(key) {
		return fmt.Errorf("media: %q is not a prefix of keys", prefix)
	}
	return nil
}

func checkPut(key, contentType string, size int, life time.Duration) error {
	if size < 1 || life < time.Second || extensions[contentType] == "" {
		return fmt.Errorf("media: %d bytes of %q for %s cannot be signed", size, contentType, life)
	}
	return checkKey(key)
}

func checkGet(key, contentType string, life time.Duration) error {
	return checkPut(key, contentType, 1, life)
}

// extensions lists the types that objects may have.
var extensions = map[string]string{"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/heic": ".heic"}

// disposition names an object for whoever saves it.
func disposition(key, contentType string) string {
	return `inline; filename="` + path.Base(key) + extensions[contentType] + `"`
}

func missing() error { return spotter.NotFound("object") }

func unavailable(cause error) error {
	return &spotter.Error{Code: spotter.CodeUnavailable, Detail: "objects_unavailable",
		Message: "The store of photos is away for the moment; try again shortly.", RetryAfter: 5 * time.Second, Cause: cause}
}
