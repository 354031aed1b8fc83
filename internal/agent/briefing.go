package agent

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"spotter"
	"spotter/internal/coach"
	"spotter/internal/llm"
)

// brief reads everything that the turn needs, in one round trip.
func (t *turn) brief(ctx context.Context) error {
	b, err := t.c.Coach.Briefing(ctx, t.caller)
	if err != nil {
		return err
	}
	t.guards.know(b)
	t.know = b
	t.language = t.tongues().languageOf(b.Locale, t.text, t.saidBefore())
	for _, raw := range [...]json.RawMessage{b.Profile, b.Training, b.Meals, b.TodayMeals, b.ChangedMeals, b.Sets, b.Weights, b.CheckIn} {
		if raw != nil {
			t.facts.AddJSON(raw)
		}
	}
	t.facts.AddText(t.state())
	t.facts.AddSaid(t.text)
	return nil
}

// saidBefore is the person's last words before this turn.
func (t *turn) saidBefore() string {
	var said []string
	for _, m := range slices.Backward(t.know.Messages) {
		if m.Role == coach.RoleUser && m.Turn != t.number {
			if said = append(said, m.Text); len(said) == 3 {
				break
			}
		}
	}
	return strings.Join(said, "\n")
}

// system is the instructions of a request, what changes least first: who the agent is, who the person is, and
// how things stand now.
func (t *turn) system() []llm.Block {
	return []llm.Block{
		{Text: t.manuals[t.agent].text, Stable: true},
		{Text: t.steady(), Stable: true},
		{Text: t.moving()},
	}
}

// steady is what stays for days: profile, limits and plans.
func (t *turn) steady() string {
	var b strings.Builder
	b.Grow(len(t.know.LimitsJSON) + len(t.know.Profile) + len(t.know.Training) + len(t.know.Meals) + steadyWords)
	b.WriteString("What is known of the person. The limits are the program's own and always hold.\n")
	if t.know.LimitsJSON != nil {
		b.WriteString("Limits: " + string(t.know.LimitsJSON) + "\n")
	}
	for _, part := range []struct {
		name string
		raw  json.RawMessage
	}{{"profile", t.know.Profile}, {"training plan in force", t.know.Training}, {"meal plan in force", t.know.Meals}} {
		if part.raw != nil {
			b.WriteString(t.guards.fence(part.name, string(part.raw)))
		}
	}
	return b.String()
}

// steadyWords is about how many bytes stand around the documents in steady.
const steadyWords = 1 << 10

// moving is what changes from turn to turn.
func (t *turn) moving() string {
	var b strings.Builder
	if memories := chooseMemories(t.know.Memories, t.text, t.c.Bounds.Memory); len(memories) > 0 {
		b.WriteString("Facts that were remembered. \"inferred\" ones were concluded, not told.\n" + t.guards.fence("memories", memoryLines(memories)))
	}
	if t.know.Summary != "" {
		b.WriteString("What was talked about before the messages below.\n" + t.guards.fence("summary", t.know.Summary))
	}
	for _, part := range []struct {
		name string
		raw  json.RawMessage
	}{{"today's meals", t.know.TodayMeals}, {"meals exchanged on single dates", t.know.ChangedMeals}, {"last sets, newest first", firstOf(t.know.Sets, recentSets)}, {"last weighings, newest first", t.know.Weights}, {"last check-in", t.know.CheckIn}} {
		if s := string(part.raw); s != "" && s != "null" && s != "[]" {
			b.WriteString(t.guards.fence(part.name, s))
		}
	}
	b.WriteString("How things stand now.\n" + t.guards.fence("now", t.state()))
	if t.settled != "" {
		b.WriteString("The program has just read the person's answer and done this; do not repeat it, answer the rest of the message.\n" + t.guards.fence("done", t.settled))
	}
	return b.String()
}

// recentSets is how many of the last sets a model is given: it can look for more.
const recentSets = 20

// firstOf is the first items of a JSON array.
func firstOf(raw json.RawMessage, n int) json.RawMessage {
	var items []json.RawMessage
	if json.Unmarshal(raw, &items) != nil || len(items) <= n {
		return raw
	}
	short, err := json.Marshal(items[:n])
	if err != nil {
		return raw
	}
	return short
}

// state is how things stand, in lines.
func (t *turn) state() string {
	k := t.know
	lines := []string{"It is " + k.Now.In(k.Zone).Format("Monday 2006-01-02 15:04") + " for the person (" + k.TimeZone + ").", "Units: " + k.Units + "."}
	if k.Onboarding != nil {
		lines = append(lines, "Setting up is not complete: "+strconv.Itoa(k.Onboarding.Percent)+" percent. Missing: "+strings.Join(k.Onboarding.Missing, ", ")+".")
		if k.ConsentDeclined && !k.Onboarding.Steps[spotter.StepConsent].Complete {
			lines = append(lines, "The person has declined the consent and was told what cannot be done without it. Do not ask for it again. When they ask for it themselves, offer it with onboarding_save.")
		}
	}
	if k.Today != nil {
		lines = append(lines, today(k.Today)...)
	}
	if w := k.Workout; w != nil {
		lines = append(lines, "A workout is under way: "+w.Name+", "+strconv.Itoa(w.Sets)+" sets logged.")
	}
	for _, p := range k.Pending {
		lines = append(lines, "A proposal waits ("+string(p.Kind)+", "+p.ID.String()+"): "+p.Summary)
	}
	if t.channel == spotter.ChannelVoice {
		lines = append(lines, "The person hears you: one to three short sentences, no lists.")
	}
	return strings.Join(lines, "\n")
}

func today(d *coach.BriefingDay) []string {
	session := "No session today: rest."
	if s := d.Session; s != nil {
		session = "Today's session: " + s.Name + " at " + s.Time.String() + ", " + strconv.Itoa(s.Minutes) + " minutes, " + s.State + "."
	}
	lines := []string{session}
	if m := d.NextMeal; m != nil {
		lines = append(lines, "Next meal: "+m.Name+" ("+m.Slot+") at "+m.Time.String()+".")
	}
	if d.Water.TargetML > 0 {
		lines = append(lines, "Water today: "+strconv.Itoa(d.Water.DrunkML)+" of "+strconv.Itoa(d.Water.TargetML)+" ml.")
	}
	return lines
}

// env is what tools act with.
func (t *turn) session() *spotter.SessionID {
	if t.know.Workout == nil {
		return nil
	}
	return &t.know.Workout.ID
}
