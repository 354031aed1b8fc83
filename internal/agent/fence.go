package agent

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// fence marks off what people wrote from what we say. Its token is made from a secret, so that nobody can
// write the end of a block into a note, and it is the same for every turn, so that vendors can cache what
// stands before the first change.
type fence struct {
	token string
	marks *strings.Replacer // of those that open a block
}

func newFence(secret []byte) fence {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("spotter data block"))
	return fence{hex.EncodeToString(mac.Sum(nil)[:8]), strings.NewReplacer("<", "‹", ">", "›")}
}

// data is a block with a text that people wrote or that rests on what they wrote.
func (f fence) data(name, text string) string {
	return "<data-" + f.token + " of=\"" + name + "\">\n" + f.escape(text) + "\n</data-" + f.token + ">\n"
}

// escape takes from a text what could be read as the end of a block: every mark that opens one, and the token.
func (f fence) escape(text string) string {
	text = strings.ReplaceAll(text, f.token, "(mark)")
	return f.marks.Replace(text)
}
