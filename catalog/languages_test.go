package catalog

import "testing"

func TestTranslationsLoad(t *testing.T) {
	t.Parallel()
	if _, err := LoadTranslations(); err != nil {
		t.Fatal(err)
	}
}
