package agent

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"spotter"
	"spotter/internal/agent/consent"
)

// consent reads whether the message is the person's plain answer to what was just read back, and does what follows from
// it as the person. done: the message is answered. No model sees the message before, and none can answer it.
func (t *turn) consent(ctx context.Context) (done bool, err error) {
	if t.caller.Actor != spotter.ActorPerson {
		return false, nil
	}
	w := t.waiting(ctx)
	r := t.guards.answer(t.text, items(w.fresh))
	switch {
	case r.Kind == consent.None, r.Kind == consent.Pick && len(w.fresh) < 2:
		return false, nil
	case t.bound && len(w.fresh) > 0:
		return true, t.say(ctx, sayNotForYou.in(t.language))
	case t.bound:
		return false, nil
	case r.Kind == consent.Undo:
		return true, t.offerUndo(ctx)
	case len(w.fresh) == 0:
		return t.answerToOlder(ctx, w)
	case len(w.fresh) > 1 && len(r.Named) == 0:
		return true, t.askAgain(ctx, w.fresh)
	case r.Kind == consent.Yes && len(r.Named) == 0 && len(w.older) > 0 && w.fresh[0].Kind != undoProposal: // with two pending a bare yes is asked which
		return true, t.askAgain(ctx, append(w.older[len(w.older)-1:len(w.older):len(w.older)], w.fresh...))
	}
	chosen := w.fresh
	if len(w.fresh) > 1 {
		chosen = nil
		for _, i := range r.Named {
			if !slices.ContainsFunc(chosen, func(o spotter.Offer) bool { return o.ID == w.fresh[i].ID }) {
				chosen = append(chosen, w.fresh[i])
			}
		}
	}
	t.agent = chosen[0].Agent
	text, err := t.settle(ctx, chosen, r.Kind != consent.No)
	if err != nil {
		return true, err
	}
	if r.More != "" {
		t.settled, t.text = text, r.More
		return false, t.say(ctx, text)
	}
	return true, t.say(ctx, joined(text, t.readBack(ctx, text)))
}

// answerToOlder is a yes or no to nothing that was just read back. When the coach's last words were a question it
// belongs to that; else what waits is read back first.
func (t *turn) answerToOlder(ctx context.Context, w waiting) (bool, error) {
	if w.void {
		return true, t.say(ctx, sayChangedSince.in(t.language))
	}
	last, question := t.lastSaid()
	if len(w.older) == 0 || question {
		return false, nil
	}
	if last != "" {
		t.agent = last
	}
	return true, t.askAgain(ctx, w.older[max(0, len(w.older)-mostOffers):])
}

// askAgain reads back what waits, as new.
func (t *turn) askAgain(ctx context.Context, offers []spotter.Offer) error {
	if err := t.c.Coach.ReplaceOffers(ctx, t.caller, t.number); err != nil {
		return err
	}
	for _, o := range offers {
		if err := t.wait(ctx, spotter.Offer{Kind: o.Kind, Text: o.Text, Arguments: o.Arguments, Proposal: o.Proposal}); err != nil {
			return err
		}
	}
	return t.say(ctx, t.readBack(ctx, ""))
}

// offerUndo reads back what would be undone. Only the yes to that undoes it.
func (t *turn) offerUndo(ctx context.Context) error {
	page, err := t.c.Coach.Proposals(ctx, t.caller, spotter.ProposalAccepted, nil, lookBack)
	if err != nil {
		return err
	}
	var last *spotter.Proposal
	for i, p := range page.Items {
		if p.DecidedAt != nil && (last == nil || p.DecidedAt.After(*last.DecidedAt)) {
			last = &page.Items[i]
		}
	}
	if last == nil {
		return t.say(ctx, sayNothingToUndo.in(t.language))
	}
	if err := t.c.Coach.ReplaceOffers(ctx, t.caller, t.number); err != nil {
		return err
	}
	if err := t.wait(ctx, spotter.Offer{Kind: undoProposal, Text: last.Summary, Proposal: &last.ID, Arguments: mustJSON(proposalOffer{last.Kind})}); err != nil {
		return err
	}
	return t.say(ctx, t.readBack(ctx, ""))
}

// lookBack is how many accepted proposals are looked at for the one that was decided last.
const lookBack = 20

// settle does or turns down what the person answered, and says what came of it.
func (t *turn) settle(ctx context.Context, offers []spotter.Offer, yes bool) (string, error) {
	var said []string
	for i, o := range offers {
		text, err := t.settleOne(ctx, o, yes, i)
		if err != nil {
			return "", err
		}
		said = append(said, text)
	}
	if yes && t.know.Onboarding != nil && offers[len(offers)-1].Proposal != nil {
		text, err := t.nextInOnboarding(ctx)
		if err != nil {
			return "", err
		}
		said = append(said, text)
	}
	return t.shown(ctx, strings.TrimSpace(strings.Join(said, "\n"))), nil
}

func (t *turn) settleOne(ctx context.Context, o spotter.Offer, yes bool, i int) (string, error) {
	state := spotter.OfferDeclined
	if yes {
		state = spotter.OfferAccepted
	}
	if _, err := t.c.Coach.SettleOffer(ctx, t.caller, o.ID, state); err != nil {
		return t.public(err)
	}
	for _, old := range t.know.Offers { // one answer is for every time that the same was asked
		if old.ID == o.ID || !sameCall(old, o) {
			continue
		}
		if _, err := t.c.Coach.SettleOffer(ctx, t.caller, old.ID, state); err != nil {
			return t.public(err)
		}
	}
	caller := t.caller
	caller.Once.Key = "turn/" + strconv.Itoa(t.number) + "/answer/" + strconv.Itoa(i)
	switch {
	case !yes && asksConsent(o):
		return sayNoConsent.in(t.language), nil
	case o.Proposal == nil && !yes, o.Kind == undoProposal && !yes:
		return sayKept.in(t.language), nil
	case o.Proposal == nil:
		return t.carry(ctx, caller, o)
	}
	return t.decide(ctx, caller, o, yes)
}

// asksConsent reports whether an offer asks for the consent of the onboarding.
func asksConsent(o spotter.Offer) bool {
	var step struct {
		Step spotter.Step `json:"step"`
	}
	return o.Kind == "onboarding_save" && json.Unmarshal(o.Arguments, &step) == nil && step.Step == spotter.StepConsent
}

// decide accepts, declines or undoes a proposal as the person.
func (t *turn) decide(ctx context.Context, caller spotter.Caller, o spotter.Offer, yes bool) (string, error) {
	do, say := t.c.Coach.Accept, sayAccepted
	switch {
	case o.Kind == undoProposal:
		do, say = t.c.Coach.Undo, sayUndone
	case !yes:
		do, say = t.c.Coach.Decline, sayDeclined
	}
	p, err := do(ctx, caller, *o.Proposal, 0)
	if err != nil {
		return t.public(err)
	}
	t.facts.Did(o.Kind)
	e := t.event(spotter.EventProposal, spotter.ProposalEvent{ID: p.ID, Kind: p.Kind, Summary: p.Summary, State: p.State})
	if err := t.record(ctx, nil, e); err != nil {
		return "", err
	}
	return say.in(t.language, stopped(o.Text)), nil
}

// carry does what a tool has offered, as the person.
func (t *turn) carry(ctx context.Context, caller spotter.Caller, o spotter.Offer) (string, error) {
	env := t.env(0)
	env.Caller, env.Agent = caller, o.Agent
	r := t.c.Tools.Carry(ctx, env, o)
	if r.Failed {
		return sayNotDone.in(t.language, r.Text), nil
	}
	t.facts.Did(o.Kind)
	return r.Text, t.offer(ctx, []result{{Result: r}})
}

// nextInOnboarding is what comes after a plan was accepted: the other plan that waits, or what the guided mode asks next.
func (t *turn) nextInOnboarding(ctx context.Context) (string, error) {
	t.agent = spotter.ActorOnboarding
	page, err := t.c.Coach.Proposals(ctx, t.caller, spotter.ProposalPending, nil, mostOffers)
	if err != nil {
		return "", err
	}
	if len(page.Items) > 0 {
		p := page.Items[0]
		return "", t.wait(ctx, spotter.Offer{Kind: acceptProposal, Text: p.Summary, Proposal: &p.ID, Arguments: mustJSON(proposalOffer{p.Kind})})
	}
	r := t.c.Tools.Call(ctx, t.env(0), "onboarding_missing", nil)
	if r.Offer != nil { // it is read back, and not told before
		return "", t.offer(ctx, []result{{Result: r}})
	}
	return r.Text, nil
}

// askConsent offers the consent at the end of an answer of the guided mode, until it is given or declined: code puts
// that question, whatever the model did.
func (t *turn) askConsent(ctx context.Context) error {
	o := t.know.Onboarding
	if t.agent != spotter.ActorOnboarding || len(t.offered) > 0 || o == nil || t.know.ConsentDeclined || o.Steps[spotter.StepConsent].Complete {
		return nil
	}
	return t.offer(ctx, []result{{Result: t.c.Tools.Call(ctx, t.env(0), "onboarding_missing", nil)}})
}

// public is an error as a sentence, where the person can know it; others end the turn.
func (t *turn) public(err error) (string, error) {
	var known *spotter.Error
	switch {
	case spotter.HasDetail(err, "offer_settled"), spotter.HasDetail(err, "changed_since"), spotter.HasDetail(err, "base_changed"):
		return sayChangedSince.in(t.language), nil
	case errors.As(err, &known) && known.Code != spotter.CodeInternal && known.Code != spotter.CodeUnavailable:
		return sayNotDone.in(t.language, known.Message), nil
	}
	return "", err
}
