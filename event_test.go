package spotter_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"spotter"
)

// aTurn draws the events of a turn: messages in pieces of whole runes, with other events between them.
func aTurn(t *rapid.T) []spotter.ChatEvent {
	piece := rapid.StringOfN(rapid.RuneFrom([]rune("ab \"\\\n<é€💪🏽नम")), 1, 6, -1)
	var out []spotter.ChatEvent
	at, id := 0, spotter.MessageID{1}
	for range rapid.IntRange(1, 14).Draw(t, "events") {
		var e spotter.ChatEvent
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			e = spotter.NewEvent(3, at, spotter.EventTool, spotter.ToolEvent{CallID: "c", Name: "today", State: "done"})
		case 1:
			e = spotter.NewEvent(3, at, spotter.EventMessage, spotter.Message{ID: id, Role: "assistant"})
			id[1]++
		default:
			e = spotter.NewEvent(3, at, spotter.EventDelta, spotter.Delta{MessageID: id, Agent: "diet", Text: piece.Draw(t, "text")})
		}
		out, at = append(out, e), e.To
	}
	return out
}

// heard is what a client has after some events: the text of each message, and the others in order.
func heard(t *rapid.T, events []spotter.ChatEvent) (texts map[spotter.MessageID]string, others []string) {
	texts = map[spotter.MessageID]string{}
	for _, e := range events {
		if d, ok := e.Delta(); ok {
			if !utf8.ValidString(d.Text) || len(d.Text) != e.To-e.From {
				t.Fatalf("a delta from %d to %d says %q", e.From, e.To, d.Text)
			}
			texts[d.MessageID] += d.Text
			continue
		}
		others = append(others, string(e.Type)+string(e.Data))
	}
	return texts, others
}

// TestResumingLosesAndDoublesNothing stores a turn in any coalescing, goes away after any event of another one, and comes
// back with its id.
func TestResumingLosesAndDoublesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		sent := aTurn(t)
		var stored []spotter.ChatEvent // in batches, as they were recorded
		for rest := sent; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "batch")
			stored, rest = append(stored, spotter.Coalesce(rest[:n])...), rest[n:]
		}
		seen := sent[:rapid.IntRange(0, len(sent)).Draw(t, "seen")]
		after := 0
		if len(seen) > 0 {
			after = seen[len(seen)-1].To
		}
		got := append([]spotter.ChatEvent{}, seen...)
		for _, e := range stored {
			if rest, ok := e.After(after); ok {
				got = append(got, rest)
			}
		}
		wantTexts, wantOthers := heard(t, sent)
		gotTexts, gotOthers := heard(t, got)
		if diff := cmp.Diff(wantTexts, gotTexts); diff != "" {
			t.Fatalf("the text: %s", diff)
		}
		if diff := cmp.Diff(wantOthers, gotOthers); diff != "" {
			t.Fatalf("the rest: %s", diff)
		}
	})
}

// TestAfterAtEveryByte cuts a delta wherever an offset can point: valid text, nothing lost, and nothing doubled but the rune
// that the offset lies in.
func TestAfterAtEveryByte(t *testing.T) {
	t.Parallel()
	const text = "Grüße 💪🏽 नमस्ते."
	e := spotter.NewEvent(2, 7, spotter.EventDelta, spotter.Delta{Agent: "diet", Text: text})
	for offset := range 7 + len(text) + 3 {
		rest, ok := e.After(offset)
		d, _ := rest.Delta()
		n := min(max(offset-7, 0), len(text))
		for n > 0 && n < len(text) && !utf8.RuneStart(text[n]) {
			n--
		}
		if want := text[n:]; d.Text != want || ok != (want != "") || ok && (rest.To != e.To || rest.From != 7+n || !strings.HasSuffix(text, d.Text)) {
			t.Errorf("after %d: %q from %d to %d, %v; want %q", offset, d.Text, rest.From, rest.To, ok, want)
		}
	}
}

func TestPositions(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]spotter.Position{"12-340": {Turn: 12, Offset: 340}, "0-0": {}, "1-1048580": {Turn: 1, Offset: 1048580}} {
		got, err := spotter.ParsePosition(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "1", "-", "1-", "-1", "a-b", "1-2-3", "1--2", "+1-2", "99999999999-1", "1-99999999999", " 1-2"} {
		if p, err := spotter.ParsePosition(text); err == nil {
			t.Errorf("%q is %v", text, p)
		}
	}
	if (spotter.Position{Turn: 2}).Compare(spotter.Position{Turn: 1, Offset: 9}) <= 0 || (spotter.Position{Turn: 1, Offset: 3}).Compare(spotter.Position{Turn: 1, Offset: 9}) >= 0 {
		t.Error("positions are out of order")
	}
}

// TestEventsAsStored reads payloads whose members stand in another order, with space.
func TestEventsAsStored(t *testing.T) {
	t.Parallel()
	e := spotter.ChatEvent{Turn: 1, From: 1, To: 4, Type: spotter.EventDelta, Data: json.RawMessage(`{ "text": "abc", "agent":"diet","message_id":"01890a5d-ac96-774b-bcce-b302099a8057"}`)}
	if rest, ok := e.After(2); !ok || rest.From != 2 {
		t.Errorf("%+v", rest)
	}
}

func TestMemoryKey(t *testing.T) {
	t.Parallel()
	for a, b := range map[string]string{"No coriander!": " no   CORIANDER", "Öl, nein": "öl nein", "मुझे दूध पसंद नहीं।": "मुझे दूध पसंद नहीं"} {
		if spotter.MemoryKey(a) != spotter.MemoryKey(b) || spotter.MemoryKey(a) == "" {
			t.Errorf("%q and %q differ", a, b)
		}
	}
	if spotter.MemoryKey("no milk") == spotter.MemoryKey("milk") || spotter.MemoryKey(" …! ") != "" {
		t.Error("keys that tell nothing apart")
	}
}

func TestBudget(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		limit, spent int64
		want         spotter.BudgetState
	}{{0, 9e12, spotter.BudgetFine}, {1e6, 0, spotter.BudgetFine}, {1e6, 799_999, spotter.BudgetFine}, {1e6, 800_000, spotter.BudgetShort}, {1e6, 999_999, spotter.BudgetShort}, {1e6, 1e6, spotter.BudgetSpent}} {
		if got := spotter.NewBudget(tt.limit, tt.spent); got.State != tt.want || (got.LimitUSD == nil) != (tt.limit == 0) {
			t.Errorf("%d of %d: %+v", tt.spent, tt.limit, got)
		}
	}
}
