package api_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"spotter/catalog"
)

// TestPicturesOfExercises reads both drawings as an img element does: without a token.
func TestPicturesOfExercises(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, path := range []string{"muscles.svg", "motion.svg"} {
		a := w.do(t, call{method: "GET", path: "/api/v1/exercises/barbell_back_squat/" + path}).want(t, 200)
		wellFormed(t, a)
		if got := a.header.Get("Cache-Control"); !strings.Contains(got, "public") || a.header.Get("Vary") != "Accept-Language" {
			t.Errorf("%s: Cache-Control %q, Vary %q", path, got, a.header.Get("Vary"))
		}
		again := w.do(t, call{method: "GET", path: a.call.path, headers: map[string]string{"If-None-Match": a.header.Get("ETag")}})
		again.want(t, 304)
		german := w.do(t, call{method: "GET", path: a.call.path, headers: map[string]string{"Accept-Language": "de"}}).want(t, 200)
		asked := w.do(t, call{method: "GET", path: a.call.path + "?lang=de", headers: map[string]string{"Accept-Language": "es"}}).want(t, 200)
		if !strings.Contains(string(german.body), "Kniebeuge") || string(german.body) != string(asked.body) || german.header.Get("ETag") == a.header.Get("ETag") {
			t.Errorf("%s: German is not German", path)
		}
	}
	w.do(t, call{method: "GET", path: "/api/v1/exercises/unobtainium/muscles.svg"}).refused(t, 404, "not_found")
	w.do(t, call{method: "GET", path: "/api/v1/exercises/hack_squat/motion.svg"}).refused(t, 404, "not_found")
	w.do(t, call{method: "GET", path: "/api/v1/exercises/hack_squat/muscles.svg?lang=xx"}).refused(t, 422, "invalid", "query.lang")
}

// wellFormed holds a picture against its own policy: XML, no script, and no style that is not named by hash.
func wellFormed(t *testing.T, a answer) {
	t.Helper()
	for dec := xml.NewDecoder(strings.NewReader(string(a.body))); ; {
		_, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", a.call.path, err)
		}
	}
	policy := a.header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'; style-src 'sha256-") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "script-src") {
		t.Errorf("%s: policy %q", a.call.path, policy)
	}
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindSubmatch(a.body)
	if style == nil {
		t.Fatalf("%s has no style", a.call.path)
	}
	sum := sha256.Sum256(style[1])
	if !strings.Contains(policy, base64.StdEncoding.EncodeToString(sum[:])) {
		t.Errorf("%s: its own policy refuses its style", a.call.path)
	}
	if regexp.MustCompile(`(?i)<script|\son[a-z]+=|\sstyle=|<image|https?://(?:[^w]|w[^w])`).Match(a.body) {
		t.Errorf("%s has what its policy refuses", a.call.path)
	}
}

// TestCatalogueSpeaks asks in four languages, by header and by the person's own locale.
func TestCatalogueSpeaks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	in := func(path, accept string) answer {
		t.Helper()
		return p.do(t, call{method: "GET", path: "/api/v1" + path, headers: map[string]string{"Accept-Language": accept}}).want(t, 200)
	}
	for accept, want := range map[string]string{
		"": "Barbell bench press", "en": "Barbell bench press", "fr": "Barbell bench press", "de": "Bankdrücken mit Langhantel",
		"fr;q=0.9, de-AT;q=0.8, en;q=0.1": "Bankdrücken mit Langhantel", "es-MX,es;q=0.9": "Press de banca con barra", "hi-IN": "बारबेल बेंच प्रेस", ";;q=,": "Barbell bench press",
	} {
		if got := in("/exercises/barbell_bench_press", accept).text(t, "name"); got != want {
			t.Errorf("Accept-Language %q: %q, want %q", accept, got, want)
		}
	}
	german := in("/exercises/barbell_bench_press", "de")
	if german.at(t, "machine") != true || german.text(t, "language") != "de" || german.text(t, "words.chest") != "Brust" ||
		german.text(t, "pictures.muscles") != "/api/v1/exercises/barbell_bench_press/muscles.svg?lang=de" {
		t.Errorf("German: %.600s", german.body)
	}
	if english := in("/exercises/hack_squat", "en"); english.at(t, "machine") != false || english.at(t, "pictures.motion") != nil {
		t.Errorf("English: %.600s", english.body)
	}
	for path, name := range map[string]string{"/exercises/Bankdrücken mit Langhantel": "en", "/exercises/बारबेल बेंच प्रेस": "de"} {
		if got := in(strings.ReplaceAll(path, " ", "%20"), name).text(t, "id"); got != "barbell_bench_press" {
			t.Errorf("%s is %s", path, got)
		}
	}
	if got := in("/exercises?search=bankdr", "de").at(t, "items").([]any); len(got) == 0 {
		t.Error("a German word finds nothing")
	}
	p.send(t, "PATCH", "/profile", object{"about": object{"locale": "es-ES"}, "reason": "I read Spanish"}).want(t, 200)
	if got := p.get(t, "/exercises/barbell_bench_press").text(t, "name"); got != "Press de banca con barra" {
		t.Errorf("by the profile's locale: %q", got)
	}
	if got := in("/exercises/barbell_bench_press", "de").text(t, "name"); got != "Bankdrücken mit Langhantel" {
		t.Errorf("a header goes before the profile: %q", got)
	}
	if catalog.Choose("", "pt-BR") != "en" {
		t.Error("a language that nobody wrote is not answered in English")
	}
}
