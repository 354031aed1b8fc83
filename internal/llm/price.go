package llm

import (
	_ "embed" // the table
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

//go:embed prices.json
var priceTable []byte

// Rates are US dollars per million tokens.
type Rates struct {
	Input      float64 `json:"input"`
	CacheRead  float64 `json:"cache_read"`
	CacheWrite float64 `json:"cache_write"`
	Output     float64 `json:"output"`
}

// Price is what a vendor asks for a model.
type Price struct {
	// Model is the name without the date of a release: it stands for "name" and for "name-20260101",
	// "name-2026-01-01" and "name-latest". With a star at its end it stands for every name that begins so.
	Model string `json:"model"`
	Rates `json:",inline"`
	Above int    `json:"above,omitempty"` // a prompt with more tokens costs Long, in all of its parts; 0: none
	Long  *Rates `json:"long,omitempty"`
	Audio *Rates `json:"audio,omitempty"` // of tokens of audio, for a model that hears and speaks

	// What a speech service asks for: dollars for an hour of audio that is heard, and for a million characters that are
	// spoken.
	Hour       float64 `json:"hour,omitempty"`
	Characters float64 `json:"characters,omitempty"`

	Source   string `json:"source,omitempty"`
	Date     string `json:"date,omitempty"`
	Verified bool   `json:"verified,omitempty"` // read in the vendor's own words
}

// Prices is a table of prices.
type Prices struct{ list []Price }

// DefaultPrices is the table that comes with Spotter.
func DefaultPrices() (Prices, error) { return Prices{}.With(priceTable, "prices.json") }

// With puts the prices of a file in front of the table's. The file is {"prices": [...]}, as prices.json of this
// package; an error names the file, the line and the field.
func (p Prices) With(file []byte, name string) (Prices, error) {
	var table struct {
		Currency string  `json:"currency"`
		Per      string  `json:"per"`
		Prices   []Price `json:"prices"`
	}
	if err := json.Unmarshal(file, &table, json.RejectUnknownMembers(true)); err != nil {
		return p, fmt.Errorf("%s: %w", name, located(file, err))
	}
	if table.Currency != "" && table.Currency != "USD" || table.Per != "" && table.Per != "million tokens" {
		return p, fmt.Errorf("%s: prices are in USD per million tokens", name)
	}
	if len(table.Prices) == 0 {
		return p, fmt.Errorf("%s: there is no list of prices", name)
	}
	for i, price := range table.Prices {
		if err := price.check(); err != nil {
			return p, fmt.Errorf("%s: prices[%d]: %w", name, i, err)
		}
	}
	return Prices{append(slices.Clone(table.Prices), p.list...)}, nil
}

// mostDollars is above every price: who writes cents or dollars per token is told.
const mostDollars = 1000

func (p Price) check() error {
	if strings.TrimSuffix(p.Model, "*") == "" {
		return errors.New("model is empty")
	}
	rates := []Rates{p.Rates}
	for _, more := range []*Rates{p.Long, p.Audio} {
		if more != nil {
			rates = append(rates, *more)
		}
	}
	if p.Hour < 0 || p.Hour > mostDollars || p.Characters < 0 || p.Characters > mostDollars {
		return fmt.Errorf("hour and characters must be 0 to %d dollars", mostDollars)
	}
	if (p.Above > 0) != (p.Long != nil) || p.Above < 0 {
		return errors.New("above and long belong together")
	}
	for _, r := range rates {
		for field, v := range map[string]float64{"input": r.Input, "cache_read": r.CacheRead, "cache_write": r.CacheWrite, "output": r.Output} {
			if v < 0 || v > mostDollars {
				return fmt.Errorf("%s must be 0 to %d dollars per million tokens", field, mostDollars)
			}
		}
	}
	return nil
}

// located says where in a file an error lies.
func located(file []byte, err error) error {
	var offset int64
	var field jsontext.Pointer
	var semantic *json.SemanticError
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.As(err, &semantic):
		offset, field = semantic.ByteOffset, semantic.JSONPointer
	case errors.As(err, &syntactic):
		offset, field = syntactic.ByteOffset, syntactic.JSONPointer
	default:
		return err
	}
	line := 1 + strings.Count(string(file[:min(int(offset), len(file))]), "\n")
	return fmt.Errorf("line %d, %s: %w", line, field, err)
}

var release = regexp.MustCompile(`^(-\d{8}|-\d{4}-\d{2}-\d{2}|-latest|@\d{8})?$`)

// Of is the price of a model. The first of the table counts that names it wholly, else the longest with a star.
func (p Prices) Of(model string) (out Price, known bool) {
	longest := -1
	for _, price := range p.list {
		prefix, star := strings.CutSuffix(price.Model, "*")
		rest, begins := strings.CutPrefix(model, prefix)
		switch {
		case begins && !star && release.MatchString(rest):
			return price, true
		case begins && star && len(prefix) > longest:
			out, known, longest = price, true, len(prefix)
		}
	}
	return out, known
}

// Cost is what an answer cost, in millionths of a dollar. It is not known for a model without a price, which
// is not the same as nothing.
func (p Prices) Cost(model string, u Usage) (microdollars int64, known bool) {
	price, known := p.Of(model)
	if !known {
		return 0, false
	}
	r := price.Rates
	if price.Long != nil && u.Input+u.CacheRead+u.CacheWrite > price.Above {
		r = *price.Long
	}
	return int64(math.Round(r.of(u))), true
}

// of is in millionths of a dollar: a dollar per million tokens is a microdollar per token.
func (r Rates) of(u Usage) float64 {
	return float64(u.Input)*r.Input + float64(u.CacheRead)*r.CacheRead + float64(u.CacheWrite)*r.CacheWrite + float64(u.Output)*r.Output
}

// CostOfTalk is what an answer of a model that hears and speaks cost: its tokens of text and those of audio, in
// millionths of a dollar.
func (p Prices) CostOfTalk(model string, text, audio Usage) (microdollars int64, known bool) {
	price, known := p.Of(model)
	if !known || price.Audio == nil {
		return 0, false
	}
	return int64(math.Round(price.Rates.of(text) + price.Audio.of(audio))), true
}

const secondsPerHour = 3600

// CostOfHearing is what so many seconds of recognition cost, in millionths of a dollar.
func (p Prices) CostOfHearing(model string, seconds float64) (microdollars int64, known bool) {
	price, known := p.Of(model)
	if !known || price.Hour == 0 && price.Rates != (Rates{}) {
		return 0, false
	}
	return int64(math.Round(seconds / secondsPerHour * price.Hour * 1e6)), true
}

// CostOfSpeaking is what so many characters of synthesis cost, in millionths of a dollar.
func (p Prices) CostOfSpeaking(model string, characters int) (microdollars int64, known bool) {
	price, known := p.Of(model)
	if !known || price.Characters == 0 && price.Rates != (Rates{}) {
		return 0, false
	}
	return int64(math.Round(float64(characters) * price.Characters)), true
}
