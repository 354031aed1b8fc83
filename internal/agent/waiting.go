package agent

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"spotter"
	"spotter/internal/agent/consent"
	"spotter/internal/agent/guard"
	"spotter/internal/coach"
)

// The kinds of offers that are ours; any other is the name of a tool.
const (
	acceptProposal = "accept_proposal"
	undoProposal   = "undo_proposal"
)

// proposalOffer is kept with an offer of a proposal.
type proposalOffer struct {
	Kind spotter.PlanKind `json:"kind"`
}

func kindOf(o spotter.Offer) spotter.PlanKind {
	var p proposalOffer
	if o.Proposal == nil || json.Unmarshal(o.Arguments, &p) != nil {
		return ""
	}
	return p.Kind
}

// wait stores something that waits for the person's plain yes from now on.
func (t *turn) wait(ctx context.Context, o spotter.Offer) error {
	o.Turn, o.ID = t.number, t.nextOffer()
	stored, err := t.c.Coach.Offer(ctx, t.acting(), o)
	if err != nil {
		return err
	}
	t.offered = withOffer(t.offered, stored)
	return nil
}

// nextOffer is an id behind those of the turn's earlier offers: the next turn reads them in the order of their ids, and
// "the first" has to be what was read back first.
func (t *turn) nextOffer() spotter.OfferID {
	for {
		if id := spotter.NewID[spotter.Offer](t.c.Now()); id.String() > t.offerID.String() {
			t.offerID = id
			return id
		}
	}
}

// withOffer adds an offer to those of its turn. It takes the place of one that asks about the same: the same proposal,
// an older one of the same plan, or the same call of a tool. The oldest gives way when there are too many.
func withOffer(list []spotter.Offer, o spotter.Offer) []spotter.Offer {
	list = append(slices.DeleteFunc(list, asksTheSame(o)), o)
	return list[max(0, len(list)-mostOffers):]
}

// asksTheSame reports of an older offer whether o takes its place.
func asksTheSame(o spotter.Offer) func(old spotter.Offer) bool {
	return func(old spotter.Offer) bool {
		switch {
		case o.Proposal != nil && old.Proposal != nil:
			return *o.Proposal == *old.Proposal || o.Kind == old.Kind && kindOf(old) == kindOf(o) && kindOf(o) != spotter.PlanMeal
		case o.Proposal == nil && old.Proposal == nil:
			return sameCall(o, old)
		}
		return false
	}
}

// sameCall reports whether two offers ask for the same call of a tool.
func sameCall(a, b spotter.Offer) bool {
	return a.Proposal == nil && b.Proposal == nil && a.Kind == b.Kind && bytes.Equal(compact(a.Arguments), compact(b.Arguments))
}

// mostOffers is how many things can wait at once: more could not be told apart by number.
const mostOffers = 2

// readBack is what code itself asks at the end of a turn in which something was offered: the words that a yes
// counts for are ours and not a model's. said is the answer that it ends.
func (t *turn) readBack(ctx context.Context, said string) string {
	switch len(t.offered) {
	case 0:
		return ""
	case 1:
		return t.readBackOne(ctx, said, t.offered[0])
	}
	lines := make([]string, len(t.offered))
	for i, o := range t.offered {
		lines[i] = strconv.Itoa(i+1) + ". " + t.shown(ctx, stopped(o.Text))
	}
	return sayWhich.in(t.language, strings.Join(lines, "\n"))
}

func (t *turn) readBackOne(ctx context.Context, said string, o spotter.Offer) string {
	text := t.shown(ctx, stopped(o.Text))
	switch {
	case o.Kind == undoProposal:
		return sayReadBackUndo.in(t.language, text)
	case !strings.HasSuffix(text, "?"):
		return sayReadBack.in(t.language, text)
	case strings.HasSuffix(strings.TrimSpace(said), text):
		return "" // it is the last thing that was said
	}
	return text + " " + sayYesOrNo.in(t.language)
}

// stopped ends a sentence.
func stopped(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") || strings.HasSuffix(text, "।") {
		return text
	}
	return text + "."
}

// waiting is what the last turn read back and what still stands of it, and what waits beside.
type waiting struct {
	fresh []spotter.Offer // read back in the turn before this one
	void  bool            // something was read back that no longer stands
	older []spotter.Offer // waits, and was not just read back
}

func (t *turn) waiting(ctx context.Context) waiting {
	var w waiting
	known := map[spotter.ProposalID]bool{}
	for _, o := range t.know.Offers {
		stands := o.Proposal == nil || o.Kind == undoProposal || t.isPending(*o.Proposal)
		switch {
		case !stands:
			w.void = w.void || t.wasReadBack(ctx, o)
		case t.wasReadBack(ctx, o):
			w.fresh = withOffer(w.fresh, o)
		case o.Kind != undoProposal: // which counts only while it was just asked for
			w.older = append(w.older, o)
		}
		if o.Proposal != nil && stands {
			known[*o.Proposal] = true
		}
	}
	for _, o := range w.fresh {
		w.older = slices.DeleteFunc(w.older, asksTheSame(o))
	}
	for _, p := range t.know.Pending {
		if !known[p.ID] {
			w.older = append(w.older, spotter.Offer{Kind: acceptProposal, Text: p.Summary, Proposal: &p.ID, Arguments: mustJSON(proposalOffer{p.Kind})})
		}
	}
	return w
}

// wasReadBack reports whether the last turn has said the very words of an offer to the end: what a person has not been
// told, as after a crash, they have not agreed to. By voice they were told what they heard: what was spoken counts only when its
// whole turn was.
func (t *turn) wasReadBack(ctx context.Context, o spotter.Offer) bool {
	return o.Turn == t.number-1 && slices.ContainsFunc(t.know.Messages, func(m coach.StoredMessage) bool {
		return m.Turn == o.Turn && m.Role == coach.RoleAssistant && m.State == spotter.MessageComplete && t.wasHeard(m) && strings.Contains(m.Text, t.shown(ctx, stopped(o.Text)))
	})
}

// wasHeard reports whether the person can know a message: what was spoken they have heard, or, when they write now, seen.
func (t *turn) wasHeard(m coach.StoredMessage) bool {
	return m.Channel != spotter.ChannelVoice || t.channel != spotter.ChannelVoice || m.Turn == t.heard
}

// shown is a text of code's own as the person may see it: what they were spared stays spared.
func (t *turn) shown(ctx context.Context, text string) string {
	t.facts.AddText(text)
	config := t.guardConfig()
	config.Own = true
	out, notes := guard.Check(config, text)
	t.note(ctx, notes)
	return out
}

func (t *turn) isPending(id spotter.ProposalID) bool {
	return slices.ContainsFunc(t.know.Pending, func(p spotter.ContextProposal) bool { return p.ID == id })
}

func items(offers []spotter.Offer) []consent.Item {
	out := make([]consent.Item, len(offers))
	for i, o := range offers {
		out[i] = consent.Item{Names: namesOf(o, kindOf(o))}
	}
	return out
}
