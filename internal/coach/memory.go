package coach

import (
	"context"
	"strings"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/safety"
)

// Remember stores a fact about the person, or finds it where it is known already. What the person says overrides
// what was inferred. With [spotter.MostMemories] the oldest that was inferred makes room; when all were told it is
// CodeConflict memories_full.
func (c *Coach) Remember(ctx context.Context, caller spotter.Caller, in spotter.MemoryInput) (spotter.Remembered, error) {
	in.Text = strings.TrimSpace(in.Text)
	if problems := spotter.CheckInput(&in); len(problems) > 0 {
		return spotter.Remembered{}, spotter.Invalid(below("body.", problems))
	}
	if in.Source == "" {
		in.Source = spotter.MemoryInferred
		if caller.Actor == spotter.ActorPerson {
			in.Source = spotter.MemoryTold
		}
	}
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Remembered, error) { return c.storeMemory(ctx, tx, in) })
}

func (c *Coach) storeMemory(ctx context.Context, tx *postgres.Tx, in spotter.MemoryInput) (spotter.Remembered, error) {
	user, key := tx.Caller.User, spotter.MemoryKey(in.Text)
	known, err := tx.FindMemory(ctx, db.FindMemoryParams{UserID: user, TextKey: key})
	switch {
	case err == nil && (known.Source == string(spotter.MemoryTold) || in.Source == spotter.MemoryInferred):
		return remembered(known, true), nil
	case err == nil: // what was inferred has now been said
		if _, err := tx.DeleteMemory(ctx, db.DeleteMemoryParams{UserID: user, ID: known.ID}); err != nil {
			return spotter.Remembered{}, err
		}
	case !postgres.IsNoRows(err):
		return spotter.Remembered{}, err
	default:
		if err := makeRoom(ctx, tx); err != nil {
			return spotter.Remembered{}, err
		}
	}
	return c.insertMemory(ctx, tx, in, key, known)
}

// makeRoom keeps the number of memories below its limit.
func makeRoom(ctx context.Context, tx *postgres.Tx) error {
	n, err := tx.CountMemories(ctx, tx.Caller.User)
	if err != nil || n < spotter.MostMemories {
		return err
	}
	dropped, err := tx.ForgetOldestInferred(ctx, db.ForgetOldestInferredParams{UserID: tx.Caller.User, Most: int32(n - spotter.MostMemories + 1)})
	if err == nil && dropped == 0 {
		err = spotter.Conflict("memories_full", "There is room for 200 remembered facts, and you told all of them: forget one first.")
	}
	return err
}

// insertMemory stores a fact, under the id of the one that it stands for when there is one.
func (c *Coach) insertMemory(ctx context.Context, tx *postgres.Tx, in spotter.MemoryInput, key string, before db.Memory) (spotter.Remembered, error) {
	where, err := c.placeOf(ctx, tx)
	if err != nil {
		return spotter.Remembered{}, err
	}
	now, id := c.now(), before.ID
	if id.IsZero() {
		id = spotter.NewID[spotter.Memory](now)
	}
	n, err := tx.InsertMemory(ctx, db.InsertMemoryParams{UserID: tx.Caller.User, ID: id, Kind: string(in.Kind), Text: in.Text, TextKey: key,
		Source: string(in.Source), MessageID: in.MessageID, Agent: string(tx.Caller.Actor), LocalDate: pgDate(spotter.DateOf(now, where.zone)), Now: now})
	if err != nil {
		return spotter.Remembered{}, err
	}
	row, err := tx.FindMemory(ctx, db.FindMemoryParams{UserID: tx.Caller.User, TextKey: key})
	return remembered(row, n == 0 || !before.ID.IsZero()), err
}

func remembered(row db.Memory, merged bool) spotter.Remembered {
	return spotter.Remembered{Memory: memoryOf(row), Merged: merged, Notice: safety.MemoryNotice(spotter.MemoryKind(row.Kind), row.Text)}
}

// Memories pages through what is remembered of the person, newest first.
func (c *Coach) Memories(ctx context.Context, caller spotter.Caller, before *spotter.MemoryID, limit int) (Page[spotter.Memory], error) {
	params := db.ListMemoriesParams{UserID: caller.User, Most: int32(limit + 1)}
	if before != nil {
		id := spotter.UUID(*before)
		params.Before = &id
	}
	rows, err := c.db.As(caller).ListMemories(ctx, params)
	if err != nil {
		return Page[spotter.Memory]{}, err
	}
	if len(rows) == 0 && before != nil {
		_, err := c.db.As(caller).GetMemory(ctx, db.GetMemoryParams{UserID: caller.User, ID: *before})
		return nothingBehind[spotter.Memory](err)
	}
	return page(rows, limit, func(r db.Memory) string { return r.ID.String() },
		func(r db.Memory) (spotter.Memory, error) { return memoryOf(r), nil })
}

// ChangeMemory changes a fact, which makes it the person's own words. Words that another fact has already are
// CodeConflict memory_known. ifRevision is the revision that the caller has read, 0 for any.
func (c *Coach) ChangeMemory(ctx context.Context, caller spotter.Caller, id spotter.MemoryID, change spotter.MemoryChange, ifRevision int) (spotter.Remembered, error) {
	if problems := spotter.CheckInput(&change); len(problems) > 0 {
		return spotter.Remembered{}, spotter.Invalid(below("body.", problems))
	}
	out, err := once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Remembered, error) {
		row, err := tx.GetMemory(ctx, db.GetMemoryParams{UserID: caller.User, ID: id})
		if err != nil {
			return spotter.Remembered{}, orNotFound(err, "memory")
		}
		if change.Kind != nil {
			row.Kind = string(*change.Kind)
		}
		if change.Text != nil {
			row.Text = strings.TrimSpace(*change.Text)
		}
		row, err = tx.ChangeMemory(ctx, db.ChangeMemoryParams{UserID: caller.User, ID: id, Kind: row.Kind, Text: row.Text,
			TextKey: spotter.MemoryKey(row.Text), Now: c.now(), IfRevision: ifRevision})
		if postgres.IsNoRows(err) {
			return spotter.Remembered{}, &spotter.Error{Code: spotter.CodePrecondition, Message: "This memory has changed since you read it; read it again."}
		}
		return remembered(row, false), err
	})
	if postgres.Violated(err) == "memories_user_id_text_key_key" {
		return out, spotter.Conflict("memory_known", "The same is remembered already; forget one of the two.")
	}
	return out, err
}

// Forget forgets a fact.
func (c *Coach) Forget(ctx context.Context, caller spotter.Caller, id spotter.MemoryID) error {
	_, err := once(ctx, c, caller, func(tx *postgres.Tx) (struct{}, error) {
		n, err := tx.DeleteMemory(ctx, db.DeleteMemoryParams{UserID: caller.User, ID: id})
		if err == nil && n == 0 {
			err = spotter.NotFound("memory")
		}
		return struct{}{}, err
	})
	return err
}

// ForgetAll forgets everything that is remembered of the person.
func (c *Coach) ForgetAll(ctx context.Context, caller spotter.Caller) error {
	_, err := once(ctx, c, caller, func(tx *postgres.Tx) (struct{}, error) {
		return struct{}{}, tx.DeleteMemories(ctx, caller.User)
	})
	return err
}

func memoryOf(r db.Memory) spotter.Memory {
	return spotter.Memory{ID: r.ID, Kind: spotter.MemoryKind(r.Kind), Text: r.Text, Source: spotter.MemorySource(r.Source), MessageID: r.MessageID,
		Agent: spotter.Actor(r.Agent), Date: fromPG(r.LocalDate), CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt, Revision: r.Revision}
}
