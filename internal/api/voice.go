package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

// mostWebhook is how many bytes an event of the server for voice may have.
const mostWebhook = 1 << 20

func voiceRoutes(rt *router, c *coach.Coach) {
	const tag = "voice"
	begin := create("/voice/sessions", "begin-voice", tag, "Call the coach: open a room, with the coach on its way, and get in").optionalBody()
	begin.detail = "Connect a LiveKit client to url with token, within ten minutes. One call at a time: an open one ends as replaced. " +
		"At most 30 begin in an hour (429 voice_limited). 503 voice_off where there is no server for voice, voice_unreachable while it does not answer."
	register(rt, begin, func(ctx context.Context, q *call, _ *none, in *spotter.VoiceInput) (spotter.VoiceGrant, error) {
		in.Bound = q.mayApprove() != nil
		return c.BeginVoice(ctx, q.Caller, *in)
	})
	register(rt, get("/voice/sessions", "list-voice", tag, "Calls, newest first"),
		func(ctx context.Context, q *call, p *idPaging[spotter.VoiceSession], _ *none) (coach.Page[spotter.VoiceSession], error) {
			return c.VoiceSessions(ctx, q.Caller, p.Cursor, p.Limit)
		})
	register(rt, one("/voice/sessions/{id}", "get-voice", tag, "A call, with what was said in it and how quick the answers were"),
		func(ctx context.Context, q *call, p *idPath[spotter.VoiceSession], _ *none) (spotter.VoiceDetail, error) {
			return c.VoiceSession(ctx, q.Caller, p.ID)
		})
	end := remove("/voice/sessions/{id}", "end-voice", "End a call")
	end.tag = tag
	register(rt, end, func(ctx context.Context, q *call, p *idPath[spotter.VoiceSession], _ *none) (none, error) {
		return none{}, c.EndVoice(ctx, q.Caller, p.ID)
	})
	hook := post("/webhooks/livekit", "livekit-webhook", tag, "Take an event of the LiveKit server").anyone()
	hook.detail = "For the LiveKit server only: its token in Authorization signs the body, and each event takes effect once. 401 webhook_forged for anything else."
	hook.file = file{"application/webhook+json", mostWebhook, "An event, as the server signed it"}
	register(rt, hook, func(ctx context.Context, q *call, _ *none, body *[]byte) (none, error) {
		return none{}, c.VoiceWebhook(ctx, q.proof, *body)
	})
}
