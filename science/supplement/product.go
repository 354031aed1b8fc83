package supplement

import (
	"regexp"
	"strconv"
	"strings"

	"spotter"
)

// Product is what a person takes of one thing: amounts are at a time.
type Product struct {
	Given       string
	Supplement  *spotter.Supplement // nil when the catalogue does not have it
	Amount      *float64
	Unit        string
	TimesPerDay float64
	Form        string
}

var (
	amountWords = regexp.MustCompile(`(?i)(\d+(?:[.,]\d+)*)\s*(iu|i\.e\.|ie|mcg|ug|µg|μg|mg|g)(?:[^\pL]|$)`)
	timesWords  = regexp.MustCompile(`(?i)(?:(\d{1,2})\s*(?:x|×|times)\b|\b(once|twice|thrice)\b)(?:\s*(?:a|per|/)?\s*(?:day|daily|d)\b)?`)
	thousands   = regexp.MustCompile(`^\d{1,3}(?:[.,]\d{3})+$`)
	eitherWay   = regexp.MustCompile(`^[1-9]\d{0,2}\.\d{3}$`) // one thousand in one country, one in another
	several     = regexp.MustCompile(`(?i)\s*[+&;]\s*|,\s+|\s+(?:and|und|y)\s+`)
)

// Read reads a product as people name one, such as "Vitamin D3 2,000 IU twice a day": its amount when one is
// there, and the supplement that match knows by the longest run of its words. What it does not find it
// leaves out; it never guesses an amount.
func Read(item spotter.SupplementItem, match func(string) (spotter.Supplement, bool)) Product {
	p := Product{Given: item.Name, Amount: item.Amount, Unit: unitOf(item.Unit), TimesPerDay: 1, Form: item.Form}
	rest := item.Name
	if m := amountWords.FindAllStringSubmatchIndex(rest, -1); len(m) == 1 {
		at := m[0]
		if n, ok := numberOf(rest[at[2]:at[3]]); ok && p.Amount == nil {
			p.Amount, p.Unit = &n, unitOf(rest[at[4]:at[5]])
		}
		rest = rest[:at[2]] + " " + rest[at[5]:]
	}
	if at := timesWords.FindStringSubmatchIndex(rest); at != nil {
		p.TimesPerDay = timesOf(rest, at)
		rest = rest[:at[0]] + " " + rest[at[1]:]
	}
	if item.TimesPerDay != nil {
		p.TimesPerDay = *item.TimesPerDay
	}
	for _, name := range []string{item.Name, rest} {
		if s, ok := longest(name, match); ok {
			p.Supplement = &s
			return p
		}
	}
	return p
}

// ReadAll is Read for a name that may hold several products, as in "iron 14 mg + vitamin C 80 mg": they are
// taken apart only when each of them is known.
func ReadAll(item spotter.SupplementItem, match func(string) (spotter.Supplement, bool)) []Product {
	parts := several.Split(item.Name, 12)
	if len(parts) < 2 || item.Amount != nil {
		return []Product{Read(item, match)}
	}
	if _, whole := match(item.Name); whole {
		return []Product{Read(item, match)}
	}
	out := make([]Product, 0, len(parts))
	for _, name := range parts {
		part := item
		part.Name = name
		p := Read(part, match)
		if p.Supplement == nil {
			return []Product{Read(item, match)}
		}
		out = append(out, p)
	}
	return out
}

// longest finds the longest run of words that names a supplement.
func longest(name string, match func(string) (spotter.Supplement, bool)) (spotter.Supplement, bool) {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == ',' || r == '(' || r == ')' || r == '+' || r == '/' })
	words = words[:min(len(words), 12)]
	for n := len(words); n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			if s, ok := match(strings.Join(words[i:i+n], " ")); ok {
				return s, true
			}
		}
	}
	return spotter.Supplement{}, false
}

func timesOf(text string, at []int) float64 {
	if at[2] >= 0 {
		n, err := strconv.Atoi(text[at[2]:at[3]])
		if err != nil || n < 1 || n > 24 {
			return 1
		}
		return float64(n)
	}
	return map[string]float64{"once": 1, "twice": 2, "thrice": 3}[strings.ToLower(text[at[4]:at[5]])]
}

// numberOf reads a figure; a comma or point before three digits parts thousands.
func numberOf(text string) (float64, bool) {
	if eitherWay.MatchString(text) {
		return 0, false
	}
	if thousands.MatchString(text) && (strings.Contains(text, ",") || strings.Count(text, ".") > 1) {
		text = strings.NewReplacer(",", "", ".", "").Replace(text)
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64)
	return n, err == nil && n >= 0 && n <= 1e6
}

// unitOf is a unit as the catalogue writes it.
func unitOf(unit string) string {
	switch strings.ToLower(unit) {
	case "iu", "ie", "i.e.":
		return "IU"
	case "mcg", "ug", "µg", "μg":
		return "µg"
	}
	return strings.ToLower(unit)
}

// PerDay is the amount of a day in a unit; ok is false when there is none or it cannot be converted.
func (p Product) PerDay(unit string) (float64, bool) {
	if p.Amount == nil || p.Supplement == nil {
		return 0, false
	}
	return Convert(*p.Amount*p.TimesPerDay, p.Unit, p.Supplement.Nutrient, p.Form, unit)
}
