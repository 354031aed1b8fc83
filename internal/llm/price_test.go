package llm_test

import (
	"strings"
	"testing"

	"spotter/internal/llm"
	"spotter/internal/llm/anthropic"
	"spotter/internal/llm/openai"
)

func prices(t *testing.T) llm.Prices {
	t.Helper()
	p, err := llm.DefaultPrices()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCost(t *testing.T) {
	t.Parallel()
	p := prices(t)
	for _, tt := range []struct {
		model string
		usage llm.Usage
		want  int64
		known bool
	}{
		{"claude-sonnet-5-5", llm.Usage{Input: 1000, CacheRead: 10000, CacheWrite: 400, Output: 300}, 2000 + 1000 + 1000 + 3000, true},
		{"claude-sonnet-5", llm.Usage{CacheRead: 10000}, 2000, true},
		{"claude-haiku-4-5-20251001", llm.Usage{Output: 2}, 10, true},
		{"claude-haiku-5-5", llm.Usage{Input: 100000, Output: 100}, 10050, true},
		{"claude-haiku-5-5", llm.Usage{Input: 90000, CacheRead: 10001, Output: 100}, 45000 + 500 + 250, true},
		{"gpt-6-luna", llm.Usage{Input: 4}, 0, true}, // less than half a microdollar
		{"gpt-6-luna", llm.Usage{Input: 5}, 1, true},
		{"claude-sonnet-5-6", llm.Usage{Input: 1}, 0, false}, // another model is not the one before
		{"gpt-6-luna-mini", llm.Usage{Input: 1}, 0, false},
		{"llama3.2:3b", llm.Usage{Input: 1}, 0, false},
		{"", llm.Usage{Input: 1}, 0, false},
	} {
		if got, known := p.Cost(tt.model, tt.usage); got != tt.want || known != tt.known {
			t.Errorf("%s %+v: %d %v, want %d %v", tt.model, tt.usage, got, known, tt.want, tt.known)
		}
	}
	for _, model := range []string{anthropic.DefaultModel, openai.DefaultModel} {
		if price, known := p.Of(model); !known || price.Date == "" || price.Source == "" {
			t.Errorf("%s: %+v", model, price)
		}
	}
}

func TestAFileGoesFirst(t *testing.T) {
	t.Parallel()
	p, err := prices(t).With([]byte(`{"prices": [{"model": "gpt-6-luna", "input": 3, "cache_read": 0, "cache_write": 0, "output": 0}, {"model": "llama*", "input": 0, "output": 0}]}`), "mine.json")
	if err != nil {
		t.Fatal(err)
	}
	for model, want := range map[string]int64{"gpt-6-luna": 30, "llama3.2:3b": 0, "gpt-6-sol": 20} {
		if got, known := p.Cost(model, llm.Usage{Input: 10}); got != want || !known {
			t.Errorf("%s: %d %v, want %d", model, got, known, want)
		}
	}
	for name, tt := range map[string][2]string{
		"a word too many":   {"{\"prices\": [\n  {\"model\": \"a\", \"input\": 1,\n \"price\": 2}]}", "line 3, /prices/0/price"},
		"text for a number": {"{\"prices\": [\n  {\"model\": \"a\",\n \"input\": \"1\"}]}", "line 3, /prices/0/input"},
		"not JSON":          {"{\"prices\": [\n{,", "line 2"},
		"cut off":           {"{\"prices\": [", "line 1"},
		"twice":             {"{\"prices\": [{\"model\": \"a\", \"model\": \"b\"}]}", "line 1, /prices/0/model"},
		"negative":          {"{\"prices\": [{\"model\": \"a\", \"output\": -1}]}", "prices[0]: output"},
		"in cents":          {"{\"prices\": [{\"model\": \"a\", \"input\": 5000}]}", "prices[0]: input"},
		"nameless":          {"{\"prices\": [{\"model\": \"*\", \"input\": 1}]}", "prices[0]: model"},
		"another currency":  {"{\"currency\": \"EUR\", \"prices\": [{\"model\": \"a\"}]}", "USD"},
		"half a tier":       {"{\"prices\": [{\"model\": \"a\", \"above\": 5}]}", "above and long"},
		"empty":             {"{}", "no list"},
	} {
		if _, err := prices(t).With([]byte(tt[0]), "mine.json"); err == nil || !strings.Contains(err.Error(), tt[1]) || !strings.HasPrefix(err.Error(), "mine.json") {
			t.Errorf("%s: %v, want %q", name, err, tt[1])
		}
	}
}

func TestCostOfVoice(t *testing.T) {
	t.Parallel()
	table, err := prices(t).With([]byte(`{"prices":[{"model":"ears","hour":0.36},{"model":"mouth","characters":20},{"model":"both","input":1,"output":2,"audio":{"input":10,"output":20}},{"model":"mine"}]}`), "test")
	if err != nil {
		t.Fatal(err)
	}
	if got, known := table.CostOfHearing("ears", 100); got != 10_000 || !known {
		t.Errorf("hearing: %d %v", got, known)
	}
	if got, known := table.CostOfSpeaking("mouth", 150); got != 3000 || !known {
		t.Errorf("speaking: %d %v", got, known)
	}
	if got, known := table.CostOfTalk("both", llm.Usage{Input: 100, Output: 10}, llm.Usage{Input: 30, Output: 5}); got != 520 || !known {
		t.Errorf("talking: %d %v", got, known)
	}
	if got, known := table.CostOfHearing("mine", 100); got != 0 || !known {
		t.Errorf("one's own: %d %v", got, known)
	}
	for name, unknown := range map[string]func() (int64, bool){
		"hearing by tokens": func() (int64, bool) { return table.CostOfHearing("both", 1) },
		"speech by tokens":  func() (int64, bool) { return table.CostOfSpeaking("both", 1) },
		"talk by the hour":  func() (int64, bool) { return table.CostOfTalk("ears", llm.Usage{}, llm.Usage{}) },
		"nobody":            func() (int64, bool) { return table.CostOfHearing("nobody", 1) },
	} {
		if _, known := unknown(); known {
			t.Errorf("%s has a price", name)
		}
	}
	if _, err := table.With([]byte(`{"prices":[{"model":"x","hour":-1}]}`), "test"); err == nil {
		t.Error("a price below nothing is taken")
	}
}
