package telemetry

import (
	"strings"
	"testing"
	"time"
)

func TestConversationsAreCounted(t *testing.T) {
	t.Parallel()
	m := NewMetrics("v1")
	talk := m.Talk()
	talk.Turn("diet", "done", "", time.Second)
	talk.Step("anthropic", "end", time.Second)
	talk.Tokens("anthropic", 10, 20, 0, 5)
	talk.FirstText("anthropic", 300*time.Millisecond)
	talk.Tool("log_water", false, 5*time.Millisecond)
	talk.Guard("figure", true)
	talk.Route("diet", "words")
	text := scrape(t, m)
	for _, want := range []string{
		`chat_turn_duration_seconds_count{agent="diet",reason="",state="done"} 1`,
		`chat_step_duration_seconds_count{outcome="end",provider="anthropic"} 1`,
		`chat_tokens_total{kind="cache_read",provider="anthropic"} 20`,
		`chat_first_text_seconds_count{provider="anthropic"} 1`,
		`chat_tool_duration_seconds_count{failed="false",tool="log_water"} 1`,
		`chat_guard_notes_total{corrected="true",rule="figure"} 1`,
		`chat_routes_total{agent="diet",why="words"} 1`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in the scrape", want)
		}
	}
	if strings.Contains(text, `kind="cache_write"`) {
		t.Error("nothing was written to a cache")
	}
}
