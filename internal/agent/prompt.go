package agent

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"spotter"
	"spotter/internal/agent/guard"
	"spotter/internal/agent/tools"
	"spotter/internal/llm"
)

//go:embed prompts/*.md
var promptFiles embed.FS

// manual is what an agent is given that is the same for all people: who it is, and its tools.
type manual struct {
	text    string
	tools   []llm.Tool
	secrets func() *guard.Prompts // made when the agent first speaks
}

// manuals reads the prompts and the allow-lists of all agents and of the guided onboarding.
func manuals(set *tools.Set, f fence) (map[spotter.Actor]manual, error) {
	safety, err := readPrompt("safety")
	if err != nil {
		return nil, err
	}
	out := map[spotter.Actor]manual{}
	for _, agent := range []spotter.Actor{spotter.ActorWorkout, spotter.ActorDiet, spotter.ActorSupplement, spotter.ActorTracker,
		spotter.ActorScheduler, spotter.ActorGeneral, spotter.ActorOnboarding} {
		own, err := readPrompt(string(agent))
		if err != nil {
			return nil, err
		}
		m := manual{text: safety + "\n" + own}
		secrets := []string{safety, own}
		for _, t := range set.For(agent) {
			m.tools = append(m.tools, llm.Tool{Name: t.Name, Description: t.Description, Schema: t.Schema})
			secrets = append(secrets, t.Description)
		}
		m.secrets = sync.OnceValue(func() *guard.Prompts { return guard.NewPrompts(secrets, f.token) })
		out[agent] = m
	}
	return out, nil
}

func readPrompt(name string) (string, error) {
	raw, err := promptFiles.ReadFile("prompts/" + name + ".md")
	if err != nil {
		return "", fmt.Errorf("agent: the prompt of %s: %w", name, err)
	}
	return strings.TrimSpace(string(raw)) + "\n", nil
}
