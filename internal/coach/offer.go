package coach

import (
	"context"
	"encoding/json"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// Offer stores what an agent has offered in a turn and waits for the person's plain yes. The caller is the agent.
func (c *Coach) Offer(ctx context.Context, caller spotter.Caller, o spotter.Offer) (spotter.Offer, error) {
	now := c.now()
	if o.ID.IsZero() {
		o.ID = spotter.NewID[spotter.Offer](now)
	}
	if o.Arguments == nil {
		o.Arguments = json.RawMessage("{}")
	}
	o.Agent, o.State, o.CreatedAt, o.ExpiresAt = caller.Actor, spotter.OfferOpen, now, now.Add(spotter.OfferLife)
	err := c.db.As(caller).InsertOffer(ctx, db.InsertOfferParams{UserID: caller.User, ID: o.ID, Turn: o.Turn, Agent: string(o.Agent), Kind: o.Kind,
		Text: o.Text, Arguments: o.Arguments, ProposalID: o.Proposal, Now: now, ExpiresAt: o.ExpiresAt})
	return o, err
}

// SettleOffer accepts or declines an offer for the person, once. The caller is the person: code has read a plain
// yes or no. CodeConflict offer_settled: it was settled before, or its time is over.
func (c *Coach) SettleOffer(ctx context.Context, caller spotter.Caller, id spotter.OfferID, state spotter.OfferState) (spotter.Offer, error) {
	q := c.db.As(caller)
	row, err := q.SettleOffer(ctx, db.SettleOfferParams{UserID: caller.User, ID: id, State: string(state), Now: c.now()})
	if postgres.IsNoRows(err) {
		if _, err := q.GetOffer(ctx, db.GetOfferParams{UserID: caller.User, ID: id}); err != nil {
			return spotter.Offer{}, orNotFound(err, "offer")
		}
		return spotter.Offer{}, spotter.Conflict("offer_settled", "That was answered before, or waited for too long; ask again.")
	}
	return offerOf(row), err
}

// ReplaceOffers withdraws what was offered before a turn: the person spoke of something else.
func (c *Coach) ReplaceOffers(ctx context.Context, caller spotter.Caller, turn int) error {
	_, err := c.db.As(caller).ReplaceOffers(ctx, db.ReplaceOffersParams{UserID: caller.User, Turn: turn, Now: c.now()})
	return err
}

func offerOf(r db.Offer) spotter.Offer {
	return spotter.Offer{ID: r.ID, Turn: r.Turn, Agent: spotter.Actor(r.Agent), Kind: r.Kind, Text: r.Text, Arguments: r.Arguments,
		Proposal: r.ProposalID, State: spotter.OfferState(r.State), CreatedAt: r.CreatedAt, ExpiresAt: r.ExpiresAt}
}
