package guard

import (
	"regexp"
	"strings"
)

var (
	picture   = regexp.MustCompile(`!\[([^\]]*)\]\s*(\([^)]*\)?|\[[^\]]*\])`)
	link      = regexp.MustCompile(`\[([^\]]*)\]\(\s*([^)\s]*)[^)]*\)?`)
	reference = regexp.MustCompile(`\[([^\]]+)\](?:\[[^\]]*\]|:)`)
	tail      = regexp.MustCompile(`\]\(\s*([^)\s]*)[^)]*\)?`)
	address   = regexp.MustCompile(`(?i)\b(?:[a-z][a-z0-9+.-]*:)?//\S+|\b(?:javascript|data|mailto|vbscript):\S+|\bwww\.\S+|\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|app|co|info|biz|ru|cn|xyz|me|tk|top|site|online|de|es|in)\b/\S*`)
	markup    = regexp.MustCompile(`<[/!]?[a-zA-Z][^>]*>?`)
)

// unlink takes out of a clause what leads elsewhere. A path of the product's own that a fact holds stays a link.
func (c *checker) unlink(s string) (string, bool) {
	if !strings.ContainsAny(s, "[]<:/.") {
		return s, false
	}
	was := s
	s = picture.ReplaceAllString(s, "")
	s = link.ReplaceAllStringFunc(s, func(m string) string {
		part := link.FindStringSubmatch(m)
		if c.ownPath(part[2]) {
			return "\x00" + part[1] + "\x01" + part[2] + "\x02"
		}
		return part[1]
	})
	s = tail.ReplaceAllStringFunc(s, func(m string) string {
		if path := tail.FindStringSubmatch(m)[1]; c.ownPath(path) {
			return m
		}
		return ""
	})
	s = reference.ReplaceAllString(s, "$1")
	s = markup.ReplaceAllString(s, "")
	s = address.ReplaceAllString(s, "")
	s = strings.NewReplacer("\x00", "[", "\x01", "](", "\x02", ")").Replace(s)
	return s, s != was
}

func (c *checker) ownPath(path string) bool {
	return len(path) > 1 && path[0] == '/' && path[1] != '/' && path[1] != '\\' && c.Facts.holds(path)
}
