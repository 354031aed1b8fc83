package main

import (
	"context"
	"fmt"
	"iter"
	"time"

	"spotter/internal/agent"
	"spotter/internal/agent/tools"
	"spotter/internal/llm"
	"spotter/internal/llm/rules"
	"spotter/internal/redis"
)

// openDesk makes the conversation: agents with their tools over the models, and the desk that their turns are sent to.
func (p *program) openDesk(parts *parts) (*agent.Desk, error) {
	var err error
	if parts.tools, err = tools.New(parts.log); err != nil {
		return nil, err
	}
	parts.talk = parts.metrics.Talk()
	grammar := rules.New()
	config := agent.Config{
		Coach: parts.coach, Tools: parts.tools, Models: answerer{parts.models, grammar}, Rules: grammar, Secret: []byte(parts.config.JWTSecret),
		Price: func(_, model string, used llm.Usage) (int64, bool) { return parts.models.prices.Cost(model, used) },
		Now:   p.now, Log: parts.log, Observe: parts.talk,
	}
	if len(parts.models.named) > 0 {
		config.Router = parts.models.chain
	}
	agents, err := agent.New(config)
	if err != nil {
		return nil, fmt.Errorf("prepare the conversation: %w", err)
	}
	var port agent.Port
	if parts.redis != nil {
		port = fanOut{parts.redis}
	}
	return agent.NewDesk(agents, agent.DeskConfig{Port: port}), nil
}

// summarizer puts long conversations in short while there are models; a job does it by rules without.
func (p *program) summarizer(parts *parts) (*agent.Summarizer, error) {
	return agent.NewSummarizer(agent.SummarizerConfig{
		Coach: parts.coach, Model: parts.models.now, Secret: []byte(parts.config.JWTSecret), Log: parts.log,
		Price: func(_, model string, used llm.Usage) (int64, bool) { return parts.models.prices.Cost(model, used) },
	})
}

// now is who can be asked, nil while there is nobody: a server on this machine may come and go.
func (m *models) now() llm.Provider {
	if m.chain == nil || m.local != nil && !m.local.Available() {
		return nil
	}
	return m.chain
}

// answerer is the models while there are any, else the grammar: a server on this machine may come and go.
type answerer struct {
	models  *models
	grammar *rules.Provider
}

func (a answerer) now() llm.Provider {
	if a.models.now() == nil {
		return a.grammar
	}
	return a.models.chain.Restarting(true)
}

func (a answerer) Name() string  { return a.now().Name() }
func (a answerer) Model() string { return a.now().Model() }

func (a answerer) Stream(ctx context.Context, request llm.Request) iter.Seq2[llm.Event, error] {
	return a.now().Stream(ctx, request)
}

// fanOut carries a conversation's news between processes over Redis.
type fanOut struct{ client *redis.Client }

func (f fanOut) Publish(ctx context.Context, channel string, payload []byte) error {
	return f.client.Publish(ctx, channel, payload)
}

func (f fanOut) Subscribe(ctx context.Context, channel string, message func([]byte), live func(bool)) error {
	return f.client.Subscribe(ctx, channel, redis.Listener{Message: message, Live: live})
}

// closeDesk lets turns that run end, within what a stop may take.
func (p *parts) closeDesk(ctx context.Context) {
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLimit-4*time.Second)
	defer cancel()
	p.desk.Close(limit)
	close(p.silent)
}
