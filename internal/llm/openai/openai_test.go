package openai_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spotter/internal/llm"
	"spotter/internal/llm/llmtest"
	"spotter/internal/llm/openai"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func vendor(t testing.TB, server *llmtest.Server, model string) *openai.Provider {
	t.Helper()
	return made(t, openai.Config{Key: llmtest.Key, BaseURL: server.URL, Model: model, Vendor: true, HTTP: server.Client, Now: time.Now})
}

func compatible(t testing.TB, server *llmtest.Server) *openai.Provider {
	t.Helper()
	return made(t, openai.Config{BaseURL: server.URL, Model: "local-1", HTTP: server.Client, Now: time.Now})
}

func made(t testing.TB, c openai.Config) *openai.Provider {
	t.Helper()
	p, err := openai.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestConformance(t *testing.T) {
	t.Parallel()
	for _, model := range []string{"", "gpt-4.1", "gpt-5-mini"} {
		t.Run("openai "+model, func(t *testing.T) {
			t.Parallel()
			llmtest.Conform(t, llmtest.Subject{Serve: llmtest.NewOpenAI,
				Provider: func(t testing.TB, s *llmtest.Server) llm.Provider { t.Helper(); return vendor(t, s, model) }})
		})
	}
	t.Run("compatible", func(t *testing.T) {
		t.Parallel()
		llmtest.Conform(t, llmtest.Subject{Serve: llmtest.NewCompatible,
			Provider: func(t testing.TB, s *llmtest.Server) llm.Provider { t.Helper(); return compatible(t, s) }})
	})
}

// ask ranges over a stream to its end.
func ask(ctx context.Context, p llm.Provider, request llm.Request) (end llm.End, err error) {
	for event, fault := range p.Stream(ctx, request) {
		if fault != nil {
			return end, fault
		}
		if e, ok := event.(llm.End); ok {
			end = e
		}
	}
	return end, nil
}

func TestServersThatOnlyResembleTheVendor(t *testing.T) {
	t.Parallel()
	two := llmtest.Ends(llm.StopTools, llmtest.Act{Calls: []llmtest.Arguments{{Name: "log_set", Pieces: []string{`{"reps":`, `8}`}}, {Name: "today"}, {Name: "log_set", Pieces: []string{`{"reps":9}`}}}})
	for name, quirks := range map[string]llmtest.Quirks{
		"arguments whole":           {WholeCalls: true},
		"whole, without id":         {WholeCalls: true, NoCallIDs: true},
		"whole, without index":      {WholeCalls: true, NoIndex: true},
		"whole, all the same index": {WholeCalls: true, OneIndex: true},
		"whole, the same, no ids":   {WholeCalls: true, OneIndex: true, NoCallIDs: true},
		"whole, without either":     {WholeCalls: true, NoIndex: true, NoCallIDs: true},
		"in pieces, without ids":    {NoCallIDs: true},
		"no usage and no end mark":  {NoUsage: true, NoDone: true},
		"reasoning beside":          {Reasoning: "Let me think."},
		"stop although it calls":    {StopOnCall: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := llmtest.NewCompatible(t, []llmtest.Answer{{Acts: two, Quirks: quirks}})
			end, err := ask(t.Context(), compatible(t, server), llmtest.Ask())
			if err != nil {
				t.Fatal(err)
			}
			ids := map[string]bool{}
			got := ""
			for _, p := range end.Message.Parts {
				ids[p.Call.ID] = true
				got += p.Call.Name + string(p.Call.Arguments) + " "
			}
			if want := `log_set{"reps":8} today{} log_set{"reps":9} `; got != want || len(ids) != 3 || ids[""] {
				t.Errorf("calls %q with ids %v, want %q", got, ids, want)
			}
			if end.Reason != llm.StopTools || end.Usage.Input == 0 || end.Usage.Output == 0 || end.Usage.Estimated != quirks.NoUsage {
				t.Errorf("%s, %+v", end.Reason, end.Usage)
			}
		})
	}
}

func TestErrorsInEveryShape(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answer llmtest.Answer
		kind   llm.Kind
		says   string
	}{
		"no tools, as Ollama says":     {llmtest.Answer{Status: 400, Kind: "no_tools"}, llm.KindBadRequest, "cannot call tools"},
		"no tools, as llama-server":    {llmtest.Answer{Status: 500, Type: "application/json", Raw: `{"error":{"code":500,"message":"tools param requires --jinja flag","type":"server_error"}}`}, llm.KindBadRequest, "cannot call tools"},
		"an error with 200":            {llmtest.Answer{Type: "application/json", Raw: `{"error":{"message":"slow down","type":"rate_limit_error"}}`}, llm.KindRateLimited, "slow down"},
		"a sentence for an error":      {llmtest.Answer{Status: 500, Type: "application/json", Raw: `{"error":"model runner has unexpectedly stopped"}`}, llm.KindUnavailable, "unexpectedly stopped"},
		"a page":                       {llmtest.Answer{Status: 502, Type: "text/html", Raw: "<html>Bad Gateway</html>"}, llm.KindUnavailable, "Bad Gateway"},
		"no money":                     {llmtest.Answer{Status: 429, Type: "application/json", Raw: `{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}`}, llm.KindAuth, "quota"},
		"an error event with a number": {llmtest.Answer{Acts: []llmtest.Act{{Text: "So"}, {Garbage: `{"error":{"code":500,"message":"out of memory","type":"server_error"}}`}}}, llm.KindUnavailable, "out of memory"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := llmtest.NewCompatible(t, []llmtest.Answer{tt.answer})
			_, err := ask(t.Context(), compatible(t, server), llmtest.Ask())
			var fault *llm.Error
			if !errors.As(err, &fault) || fault.Kind != tt.kind || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want %s that says %q", err, tt.kind, tt.says)
			}
		})
	}
}

func TestEachFamilyIsAskedInItsOwnWords(t *testing.T) {
	t.Parallel()
	for model, efforts := range map[string][3]string{ // with tools, without, and without but with a budget
		"gpt-6.1-terra": {"none", "none", "medium"}, "gpt-6-sol": {"none", "none", "medium"}, "gpt-5.6-luna": {"none", "none", "medium"},
		"gpt-5.2": {"none", "none", "medium"}, "gpt-5-mini": {"minimal", "minimal", "medium"}, "o4-mini": {"low", "low", "medium"}, "gpt-4.1": {"", "", ""},
		"gpt-6.1-sol": {"", "low", "medium"},
	} {
		for i, want := range efforts {
			server := llmtest.NewOpenAI(t, []llmtest.Answer{llmtest.Reply("Yes.")})
			request := llmtest.Ask()
			if i > 0 {
				request.Tools = nil
			}
			if i > 1 {
				request.Thinking = 4000
			}
			_, err := ask(t.Context(), vendor(t, server, model), request)
			if model == "gpt-6.1-sol" && i == 0 { // over this API it takes no tools at all
				if err == nil || !strings.Contains(err.Error(), "cannot call tools") {
					t.Errorf("%s: %v", model, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s: %v; the vendor said %q", model, err, server.Faults())
				continue
			}
			var got struct {
				Effort string `json:"reasoning_effort"`
				User   string `json:"safety_identifier"`
				Store  *bool  `json:"store"`
			}
			server.Requests()[0].Into(t, &got)
			if got.Effort != want || got.User != "u-1" || got.Store == nil || *got.Store {
				t.Errorf("%s, %d: %+v, want effort %q", model, i, got, want)
			}
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	server := llmtest.NewOpenAI(t, nil)
	if err := vendor(t, server, "").Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := vendor(t, server, "gone").Check(t.Context()); err == nil || !strings.Contains(err.Error(), "does not know the model gone") {
		t.Errorf("an unknown model: %v", err)
	}
	wrong := made(t, openai.Config{Key: "sk-wrong", BaseURL: server.URL, Vendor: true, HTTP: server.Client, Now: time.Now})
	if err := wrong.Check(t.Context()); err == nil || !strings.Contains(err.Error(), "auth") || strings.Contains(err.Error(), "test****") {
		t.Errorf("a wrong key: %v", err)
	}
}

func TestTheFirstModelOfAServerIsTaken(t *testing.T) {
	t.Parallel()
	server := llmtest.NewCompatible(t, []llmtest.Answer{llmtest.Reply("Yes.")})
	p := made(t, openai.Config{BaseURL: server.URL, HTTP: server.Client, Now: time.Now})
	if p.Model() != "" {
		t.Errorf("known before it was asked: %q", p.Model())
	}
	if _, err := ask(t.Context(), p, llmtest.Ask()); err != nil || p.Model() != "gpt-6.1-terra" {
		t.Errorf("%v, %q", err, p.Model())
	}
	gone := made(t, openai.Config{BaseURL: "http://127.0.0.1:1/v1", HTTP: server.Client, Now: time.Now})
	var fault *llm.Error
	if _, err := ask(t.Context(), gone, llmtest.Ask()); !errors.As(err, &fault) || fault.Kind != llm.KindUnavailable {
		t.Errorf("nobody there: %v", err)
	}
}
