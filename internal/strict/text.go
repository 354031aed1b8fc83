package strict

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// maxTexts bounds how many bytes of texts are taken out of JSON.
const maxTexts = 64 << 10

// Texts lists the texts of JSON that may hold a person's words, as far as it can be read: values, not names, of
// more than three bytes.
func Texts(data []byte) []string {
	var out []string
	decoder, size := jsontext.NewDecoder(bytes.NewReader(data)), 0
	for size < maxTexts {
		token, err := decoder.ReadToken()
		if err != nil {
			return out
		}
		if token.Kind() != '"' {
			continue
		}
		kind, n := decoder.StackIndex(decoder.StackDepth())
		if isName := kind == '{' && n%2 == 1; isName {
			continue
		}
		if text := token.String(); len(text) > 3 {
			out, size = append(out, text), size+len(text)
		}
	}
	return out
}
