package agent

import "testing"

// A month, a river and a greeting are words of their own language.
func TestTongues(t *testing.T) {
	t.Parallel()
	tongues := newTongues()
	for text, want := range map[string]string{
		"männlich, 17. Mai 1996, 178 cm, 70 kg, Berlin, leicht": english, // nothing but the locale says it
		"Frankfurt am Main":                 english,
		"hallo":                             german,
		"Hola":                              spanish,
		"namaste":                           hindi,
		"hello":                             english,
		"mujhe aaj kya karna hai":           hindi,
		"was mache ich heute":               german,
		"show me my plan":                   english,
		"mera plan kya hai, main thak gaya": hindi,
	} {
		if got := tongues.languageOf("", text, ""); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	if got := tongues.languageOf("", "männlich, 17. Mai 1996", "ja, das ist gut"); got != german {
		t.Errorf("what was said before counts for nothing: %s", got)
	}
}
