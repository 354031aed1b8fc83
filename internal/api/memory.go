package api

import (
	"context"

	"spotter"
	"spotter/internal/coach"
)

func memoryRoutes(rt *router, c *coach.Coach) {
	const tag = "memory"
	register(rt, get("/memory", "list-memories", tag, "What is remembered of the person, newest first"),
		func(ctx context.Context, q *call, p *idPaging[spotter.Memory], _ *none) (coach.Page[spotter.Memory], error) {
			return c.Memories(ctx, q.Caller, p.Cursor, p.Limit)
		})
	add := create("/memory", "add-memory", tag, "Have a fact remembered")
	add.detail = "The same in other words is remembered twice, the same words are not. There is room for 200; the oldest that was inferred makes room (409 memories_full when all were told). " +
		"An allergy or an injury takes effect in the profile only: notice says so."
	register(rt, add, func(ctx context.Context, q *call, _ *none, in *spotter.MemoryInput) (spotter.Remembered, error) {
		return c.Remember(ctx, q.Caller, *in)
	})
	change := write("PATCH", "/memory/{id}", "change-memory", tag, "Change what is remembered")
	change.detail = "It is then what the person told."
	register(rt, change, func(ctx context.Context, q *call, p *idPath[spotter.Memory], in *spotter.MemoryChange) (spotter.Remembered, error) {
		m, err := c.ChangeMemory(ctx, q.Caller, p.ID, *in, q.IfRevision)
		q.revision(m.Revision)
		return m, err
	})
	forget := remove("/memory/{id}", "forget-memory", "Forget a fact")
	forget.tag = tag
	register(rt, forget, func(ctx context.Context, q *call, p *idPath[spotter.Memory], _ *none) (none, error) {
		return none{}, c.Forget(ctx, q.Caller, p.ID)
	})
	all := remove("/memory", "forget-memories", "Forget everything that is remembered").personal()
	all.tag = tag
	register(rt, all, func(ctx context.Context, q *call, _ *none, _ *none) (none, error) {
		return none{}, c.ForgetAll(ctx, q.Caller)
	})
}
