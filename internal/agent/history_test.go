package agent

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/llm"
)

// Whatever a crash has left of a conversation, what is sent has each call answered once, right behind it.
func TestMendLeavesNoCallOpen(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var messages []llm.Message
		for range rapid.IntRange(0, 12).Draw(t, "messages") {
			m := llm.Message{Role: rapid.SampledFrom([]llm.Role{llm.RoleUser, llm.RoleAssistant}).Draw(t, "role")}
			for range rapid.IntRange(1, 3).Draw(t, "parts") {
				id := fmt.Sprint(rapid.IntRange(1, 5).Draw(t, "id"))
				switch rapid.IntRange(0, 2).Draw(t, "part") {
				case 0:
					m.Parts = append(m.Parts, llm.Part{Text: "text"})
				case 1:
					if m.Role == llm.RoleAssistant {
						m.Parts = append(m.Parts, llm.Part{Call: &llm.ToolCall{ID: id + fmt.Sprint(len(messages), len(m.Parts))}})
					}
				case 2:
					if m.Role == llm.RoleUser {
						m.Parts = append(m.Parts, llm.Part{Result: &llm.ToolResult{CallID: id}})
					}
				}
			}
			messages = append(messages, m)
		}
		got := mend(messages)
		for i, m := range got {
			calls := callsOf(m)
			if len(m.Parts) == 0 {
				t.Fatalf("message %d is empty", i)
			}
			if len(calls) == 0 {
				continue
			}
			if i+1 == len(got) || len(got[i+1].Parts) != len(calls) {
				t.Fatalf("the calls of message %d are not answered", i)
			}
			for k, p := range got[i+1].Parts {
				if p.Result == nil || p.Result.CallID != calls[k].ID {
					t.Fatalf("call %d of message %d is not answered in its place", k, i)
				}
			}
		}
		results := 0
		for i, m := range got {
			for _, p := range m.Parts {
				if p.Result != nil {
					results++
					if i == 0 || len(callsOf(got[i-1])) == 0 {
						t.Fatal("a result that nobody asked for")
					}
				}
			}
		}
	})
}

func TestHistoryFitsItsBudget(t *testing.T) {
	t.Parallel()
	turn := &turn{number: 50, know: &coach.Briefing{}}
	for i := range 40 {
		role, text := coach.RoleUser, fmt.Sprintf("question %d %s", i, strings.Repeat("x", 300))
		if i%2 == 1 {
			role, text = coach.RoleAssistant, fmt.Sprintf("answer %d %s", i, strings.Repeat("y", 300))
		}
		turn.know.Messages = append(turn.know.Messages, coach.StoredMessage{Turn: i/2 + 1, Role: role, Text: text})
	}
	for _, budget := range []int{0, 50, 150, 1000, 100_000} {
		got := turn.history(budget)
		size := 0
		for _, m := range got {
			size += tokens(m.Parts[0].Text)
		}
		if size > budget {
			t.Errorf("%d tokens for a budget of %d", size, budget)
		}
		if len(got) > 0 && (got[0].Role != llm.RoleUser || !strings.HasPrefix(got[len(got)-1].Parts[0].Text, "answer 39")) {
			t.Errorf("budget %d: begins with %s, ends with %.12s", budget, got[0].Role, got[len(got)-1].Parts[0].Text)
		}
	}
	if got := turn.history(100_000); len(got) != 40 {
		t.Errorf("%d messages, want all", len(got))
	}
}

// Thinking belongs to its turn, and an answer that was broken off says so.
func TestMessageOf(t *testing.T) {
	t.Parallel()
	parts, _ := json.Marshal([]llm.Part{{Thinking: &llm.Thinking{Provider: "p", Opaque: json.RawMessage(`1`)}}, {Text: "shown"}})
	if m, ok := messageOf(&coach.StoredMessage{Role: coach.RoleAssistant, Parts: parts}); !ok || len(m.Parts) != 1 || m.Parts[0].Text != "shown" {
		t.Errorf("got %+v", m)
	}
	if m, ok := messageOf(&coach.StoredMessage{Role: coach.RoleAssistant, Text: "Half", State: spotter.MessageInterrupted}); !ok || m.Parts[0].Text != "Half (interrupted)" {
		t.Errorf("got %+v", m)
	}
	if _, ok := messageOf(&coach.StoredMessage{Role: coach.RoleAssistant}); ok {
		t.Error("an empty message is sent")
	}
}

func TestChooseMemories(t *testing.T) {
	t.Parallel()
	all := []spotter.Memory{
		{Text: "Likes to train in the morning", Kind: spotter.MemoryPreference, Source: spotter.MemoryTold},
		{Text: "Left knee hurts on stairs", Kind: spotter.MemoryInjuryNote, Source: spotter.MemoryTold},
		{Text: "Has a dog called Bruno", Kind: spotter.MemoryLife, Source: spotter.MemoryInferred},
		{Text: "Hates broccoli", Kind: spotter.MemoryDislike, Source: spotter.MemoryTold},
		{Text: "Flies to Madrid in March", Kind: spotter.MemoryLife, Source: spotter.MemoryTold},
	}
	has := func(list []spotter.Memory, text string) bool { return strings.Contains(memoryLines(list), text) }
	if got := chooseMemories(all, "anything", 10_000); len(got) != 5 || got[0].Text != all[0].Text {
		t.Errorf("not all, or not in order: %v", got)
	}
	got := chooseMemories(all, "What is there to see in Madrid in March?", 45)
	if len(got) != 2 || !has(got, "Madrid") || !has(got, "knee") {
		t.Errorf("got %s", memoryLines(got))
	}
	if got := chooseMemories(all, "anything", 0); len(got) != 0 {
		t.Errorf("got %v for nothing", got)
	}
}

func TestLanguageOf(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ locale, text, before, want string }{
		{"en", "What is for dinner?", "", "en"}, {"en-GB", "Was esse ich heute Abend?", "", "de"}, {"de-AT", "ok", "", "de"}, {"de", "What is for dinner tonight?", "", "en"},
		{"en", "आज क्या है", "", "hi"}, {"es", "वर्कआउट", "", "hi"}, {"en", "¿Qué ceno hoy?", "", "es"}, {"es_MX", "vale", "", "es"}, {"fr", "bonjour", "", "en"}, {"", "", "", "en"}, {"hi", "ok", "", "hi"},
		{"en", "haan theek hai", "", "hi"}, {"en", "ja, mach das", "", "de"}, {"en", "sí, adelante", "", "es"},
		{"en", "no", "Was esse ich heute?", "de"}, {"es", "no", "", "es"}, {"en", "no", "", "en"}, {"en", "no", "I want to train three days a week", "en"}, {"", "no", "¿qué ceno hoy? sí", "es"},
	} {
		if got := newTongues().languageOf(tt.locale, tt.text, tt.before); got != tt.want {
			t.Errorf("%s %q: got %s, want %s", tt.locale, tt.text, got, tt.want)
		}
	}
}

// Every sentence stands in four languages, and takes what it is given.
func TestSentences(t *testing.T) {
	t.Parallel()
	for s := sayAccepted; s <= sayNothing; s++ {
		seen := map[string]bool{}
		for _, language := range []string{english, german, spanish, hindi} {
			text := s.in(language, "WHAT")
			if text == "" || seen[text] || strings.Contains(text, "{") || strings.Contains(sentences[s][0], "{1}") != strings.Contains(text, "WHAT") {
				t.Errorf("sentence %d in %s: %q", s, language, text)
			}
			seen[text] = true
		}
	}
}
