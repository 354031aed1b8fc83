package guard

import (
	"regexp"
	"strings"
)

var (
	key = regexp.MustCompile(`\b(?:sk|pk|rk)-[A-Za-z0-9_-]{8,}|(?i:\bbearer\s+)[A-Za-z0-9._~+/-]{12,}|\beyJ[A-Za-z0-9_-]{8,}|\bAKIA[0-9A-Z]{10,}|\bgh[a-z]_[A-Za-z0-9]{10,}|\bglpat-\S{8,}|\bxox[a-z]-\S{8,}|-----BEGIN|(?i:\bpassword\b\s*[:=]\s*\S+)`)
	id  = regexp.MustCompile(`(?i)[a-z0-9._%+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`)
	jot = regexp.MustCompile(`[A-Za-z0-9_+/=-]{32,}`)
)

// secret reports whether a clause holds a key, or an address or id that no fact holds.
func (c *checker) secret(s string) bool {
	if key.MatchString(s) {
		return true
	}
	for _, m := range id.FindAllString(s, -1) {
		if !c.Facts.holds(m) {
			return true
		}
	}
	for _, m := range jot.FindAllString(s, -1) {
		if strings.ContainsAny(m, "0123456789") && strings.ContainsAny(m, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") && !c.Facts.holds(m) {
			return true
		}
	}
	if c.Prompts != nil {
		for _, token := range c.Prompts.raw {
			if strings.Contains(strings.ToLower(s), strings.ToLower(token)) {
				return true
			}
		}
	}
	return false
}
