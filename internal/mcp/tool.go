package mcp

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"spotter"
	"spotter/internal/agent/tools"
	"spotter/internal/strict"
)

// withheld are the tools of a conversation that have no place here: there is nobody to hand over to, and what
// only ever waits for the person's yes could never be done.
func withheld() []string { return []string{"hand_over", "forget", "propose_schedule"} }

// ownerOf is the agent in whose database scope a tool runs, by the table of the agents' own: general where it may,
// since that has the least, else the first who may. Guided onboarding is no tool of clients.
func ownerOf(t tools.Tool) (owner spotter.Actor, offered bool) {
	switch {
	case slices.Contains(withheld(), t.Name), len(t.Agents) == 0, slices.Contains(t.Agents, spotter.ActorOnboarding):
		return "", false
	case slices.Contains(t.Agents, spotter.ActorGeneral):
		return spotter.ActorGeneral, true
	}
	return t.Agents[0], true
}

// overwrites are the tools that change what is stored; every other one that writes adds to it.
func overwrites() []string {
	return []string{"correct_set", "say", "reschedule", "set_reminders", "tick_shopping"}
}

// repeats are the tools whose second call with the same arguments changes nothing more.
func repeats() []string {
	return []string{"start_session", "set_reminders", "tick_shopping", "remember"}
}

// manual is a tool as clients see it.
func manual(t tools.Tool) *sdk.Tool {
	closed, destroys := false, t.Write && slices.Contains(overwrites(), t.Name)
	return &sdk.Tool{Name: t.Name, Description: t.Description, InputSchema: t.Schema, OutputSchema: json.RawMessage(answerSchema),
		Annotations: &sdk.ToolAnnotations{Title: title(t.Name), ReadOnlyHint: !t.Write, DestructiveHint: &destroys, OpenWorldHint: &closed,
			IdempotentHint: !t.Write || slices.Contains(repeats(), t.Name)}}
}

func title(name string) string {
	words := strings.ReplaceAll(name, "_", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

// answer is a result in structure.
type answer struct {
	Safety    []spotter.SafeAnswer      `json:"safety,omitempty"`
	Text      string                    `json:"text"`
	Data      any                       `json:"data,omitempty"`
	Proposals []spotter.ContextProposal `json:"proposals,omitempty"`
	Asks      string                    `json:"asks,omitempty"`
}

const answerSchema = `{"type":"object","required":["text"],"properties":{
"safety":{"type":"array","description":"Fixed answers to red flags in the arguments, to be shown to the person before anything else","items":{"type":"object"}},
"text":{"type":"string","description":"The answer in sentences, with every figure that may be said"},
"data":{"description":"A few facts, such as ids for further calls"},
"proposals":{"type":"array","description":"Wait for the person, who answers them in the app or in the chat","items":{"type":"object"}},
"asks":{"type":"string","description":"What only the person can say yes to; nothing has been done"}}}`

// call runs a tool under the agent that owns it, for the person whose token it is.
func (d *door) call(t tools.Tool, owner spotter.Actor) sdk.ToolHandler {
	return func(ctx context.Context, request *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		ctx, cancel := context.WithTimeout(ctx, callTime)
		defer cancel()
		began, person := d.Now(), identityOf(ctx).Caller()
		safe := d.Coach.SafeAnswers(ctx, person, strict.Texts(request.Params.Arguments)...)
		result := d.run(ctx, t, owner, person, request)
		if d.Observe != nil {
			d.Observe.Tool(t.Name, result.Failed, d.Now().Sub(began))
		}
		return answerOf(result, safe), nil
	}
}

func (d *door) run(ctx context.Context, t tools.Tool, owner spotter.Actor, person spotter.Caller, request *sdk.CallToolRequest) tools.Result {
	once, fault := onceOf(request)
	if fault != "" {
		return tools.Result{Failed: true, Text: fault}
	}
	place, err := d.Coach.PlaceOf(ctx, person)
	if err != nil {
		return d.failed(ctx, t, err)
	}
	env := tools.Env{Coach: d.Coach, Caller: spotter.Caller{User: person.User, Actor: owner, Once: once}, Agent: owner, Direct: true,
		Locale: place.Locale, Units: place.Units, Zone: place.Zone, Today: place.Today, Limits: place.Limits}
	return t.Run(ctx, env, request.Params.Arguments)
}
