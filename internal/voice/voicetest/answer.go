package voicetest

import (
	"context"
	"encoding/base64"

	"spotter/internal/voice/audio"
)

// answer speaks a reply, a word after the other, until it has ended or is cancelled.
func (c *conversation) answer(ctx context.Context, r Reply) {
	response, item := c.id("resp"), c.id("item")
	status, output := "completed", []any{}
	c.send(map[string]any{"type": "response.created", "response": map[string]any{"id": response, "status": "in_progress"}})
	switch {
	case r.Fail:
		status = "failed"
	case r.Tool != "":
		output = append(output, c.call(response, item, r))
	default:
		if !c.say(ctx, response, item, r.Text) {
			status = "cancelled"
			c.server.update(func() { c.server.canceled++ })
		}
		output = append(output, map[string]any{"id": item, "type": "message", "role": "assistant"})
	}
	usage := map[string]any{"total_tokens": 300, "input_tokens": 200, "output_tokens": 100,
		"input_token_details":  map[string]any{"text_tokens": 120, "audio_tokens": 80, "cached_tokens": 70, "cached_tokens_details": map[string]any{"text_tokens": 50, "audio_tokens": 20}},
		"output_token_details": map[string]any{"text_tokens": 30, "audio_tokens": 70}}
	message := map[string]any{"id": response, "status": status, "output": output, "usage": usage}
	if status == "failed" {
		message["status_details"] = map[string]any{"type": "failed", "error": map[string]any{"type": "server_error", "code": "overloaded"}}
	}
	c.mu.Lock()
	c.stop = nil
	c.mu.Unlock()
	c.send(map[string]any{"type": "response.done", "response": message})
}

func (c *conversation) call(response, item string, r Reply) any {
	if !c.tools[r.Tool] {
		c.server.fault("the tool %s was not offered", r.Tool)
	}
	call := c.id("call")
	c.mu.Lock()
	c.calls[call] = true
	c.mu.Unlock()
	of := func(kind string, more map[string]any) {
		more["type"], more["response_id"], more["item_id"], more["output_index"], more["call_id"] = kind, response, item, 0, call
		c.send(more)
	}
	c.send(map[string]any{"type": "response.output_item.added", "response_id": response, "output_index": 0, "item": map[string]any{"id": item, "type": "function_call", "name": r.Tool, "call_id": call}})
	half := len(r.Arguments) / 2
	of("response.function_call_arguments.delta", map[string]any{"delta": r.Arguments[:half]})
	of("response.function_call_arguments.delta", map[string]any{"delta": r.Arguments[half:]})
	of("response.function_call_arguments.done", map[string]any{"arguments": r.Arguments, "name": r.Tool})
	return map[string]any{"id": item, "type": "function_call", "name": r.Tool, "call_id": call, "arguments": r.Arguments}
}

func (c *conversation) say(ctx context.Context, response, item, text string) (whole bool) {
	of := func(kind string, more map[string]any) {
		more["type"], more["response_id"], more["item_id"], more["output_index"], more["content_index"] = kind, response, item, 0, 0
		c.send(more)
	}
	c.send(map[string]any{"type": "response.output_item.added", "response_id": response, "output_index": 0, "item": map[string]any{"id": item, "type": "message", "role": "assistant"}})
	for i, w := range Say(text).Words {
		if ctx.Err() != nil {
			return false
		}
		word := w.Text
		if i > 0 {
			word = " " + word
		}
		sound := append(Tone(w.Text, wordTime, 24000), Silence(gapTime, 24000)...)
		c.mu.Lock()
		c.spoken[item] += wordTime + gapTime
		c.mu.Unlock()
		of("response.output_audio_transcript.delta", map[string]any{"delta": word})
		of("response.output_audio.delta", map[string]any{"delta": base64.StdEncoding.EncodeToString(audio.Bytes(sound))})
	}
	if ctx.Err() != nil {
		return false
	}
	of("response.output_audio.done", map[string]any{})
	of("response.output_audio_transcript.done", map[string]any{"transcript": text})
	return true
}
