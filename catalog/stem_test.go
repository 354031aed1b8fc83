package catalog_test

import (
	"testing"

	"spotter/catalog"
)

// Names are found as people say them: short, in the plural, in a case.
func TestNamesInOtherForms(t *testing.T) {
	t.Parallel()
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Kniebeugen": "barbell_back_squat", "Kniebeuge": "barbell_back_squat", "Klimmzüge": "pull_up", "den Klimmzügen": "pull_up", "Liegestütze": "push_up", "Liegestützen": "push_up",
		"Ausfallschritte": "walking_lunge", "Kniebeugen mit der Langhantel": "barbell_back_squat", "Bizepscurls": "barbell_curl", "Frontkniebeugen": "front_squat", "Seitstütze": "side_plank",
		"sentadillas": "barbell_back_squat", "las sentadillas": "barbell_back_squat", "dominadas": "pull_up", "flexiones": "push_up", "flexión": "push_up", "zancadas": "walking_lunge",
		"pesos muertos": "barbell_deadlift", "planchas": "plank", "sentadillas frontales con barra": "front_squat", "jalones": "lat_pulldown",
		"स्क्वाट": "barbell_back_squat", "स्क्वाट्स": "barbell_back_squat", "स्क्वाटों": "barbell_back_squat", "डेडलिफ्ट को": "barbell_deadlift", "पुश-अप्स": "push_up", "प्लैंकों": "plank", "लंजों": "walking_lunge",
	} {
		if got := c.Translations.Exercise(name); got != want {
			t.Errorf("%s is %q, want %s", name, got, want)
		}
	}
	for name, want := range map[string]string{"Bananen": "banana", "plátanos": "banana", "संतरे": "orange", "e": "", "": ""} {
		if got := c.Translations.Food(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}
