package telemetry

import (
	"log/slog"
	"slices"
	"strings"
	"unicode"
)

// mask hides a value whose key, or the key of a group around it, names a secret, and in other texts
// what plainly is one: a bearer token, the user part of a URL. Numbers, times and truth values pass:
// tokens=1200 is a count. It does not look into structs; log their fields.
func mask(groups []string, a slog.Attr) slog.Attr {
	a.Value = a.Value.Resolve()
	kind := a.Value.Kind()
	if kind == slog.KindGroup {
		inside := groups
		if a.Key != "" {
			inside = append(slices.Clip(groups), a.Key)
		}
		a.Value = slog.GroupValue(maskAll(inside, a.Value.Group())...)
		return a
	}
	if kind != slog.KindString && kind != slog.KindAny {
		return a
	}
	if secret(a.Key) || slices.ContainsFunc(groups, secret) {
		return slog.String(a.Key, Masked)
	}
	text := a.Value.String()
	if err, ok := a.Value.Any().(error); ok {
		text = err.Error()
	} else if kind == slog.KindAny {
		return a
	}
	if strings.Contains(text, "://") || strings.Contains(text, "earer ") {
		return slog.String(a.Key, maskText(text))
	}
	return a
}

func maskAll(groups []string, attrs []slog.Attr) []slog.Attr {
	out := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		out[i] = mask(groups, a)
	}
	return out
}

// secret reports whether key names a secret. What only refers to one, as token_id does, is none.
func secret(key string) bool {
	k := strings.Map(letters, key)
	if strings.HasSuffix(k, "id") || strings.HasSuffix(k, "kind") {
		return false
	}
	for _, word := range [...]string{"password", "passwd", "secret", "token", "authorization", "cookie", "credential", "apikey", "privatekey"} {
		if strings.Contains(k, word) {
			return true
		}
	}
	return false
}

func letters(r rune) rune {
	if unicode.IsLetter(r) {
		return unicode.ToLower(r)
	}
	return -1
}

// maskText hides the word after "Bearer" and what stands before the @ of a URL.
func maskText(text string) string {
	words := strings.Split(text, " ")
	for i, w := range words {
		if i > 0 && strings.EqualFold(strings.TrimLeft(words[i-1], `"'(`), "bearer") {
			words[i] = Masked
			continue
		}
		scheme, rest, ok := strings.Cut(w, "://")
		if at := strings.LastIndexByte(rest, '@'); ok && at >= 0 {
			words[i] = scheme + "://" + Masked + rest[at:]
		}
	}
	return strings.Join(words, " ")
}
