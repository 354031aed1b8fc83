package coach

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// ProposeInput says what to change in a new proposal: the structured form, or words.
type ProposeInput struct {
	Instructions string           `json:"instructions,omitempty" maxLength:"500" doc:"In words, such as: 3 days, 45 minutes, no lunges. What nobody can interpret is refused, never ignored"`
	Changes      *spotter.Changes `json:"changes,omitempty"`
}

// Propose makes a proposal for a plan from the person's answers, or from the profile once there is one,
// and supersedes the pending proposal of the same plan, whose changes it keeps and adds to. While an
// answer that the plan needs is missing it is a conflict (onboarding_incomplete).
func (c *Coach) Propose(ctx context.Context, caller spotter.Caller, kind spotter.PlanKind, in ProposeInput) (spotter.Proposal, error) {
	changes, err := c.interpret(kind, in)
	if err != nil {
		return spotter.Proposal{}, err
	}
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Proposal, error) {
		basis, err := c.basisFor(ctx, tx, kind)
		if err != nil {
			return spotter.Proposal{}, err
		}
		proposal, err := c.propose(ctx, tx, kind, basis, changes)
		return proposal, inBody(err)
	})
}

// inBody locates what is wrong with the changes where the request has them.
func inBody(err error) error {
	var e *spotter.Error
	if errors.As(err, &e) {
		for i, p := range e.Problems {
			if strings.HasPrefix(p.Location, "changes") {
				e.Problems[i].Location = "body." + p.Location
			}
		}
	}
	return err
}

// basis is what a proposal is made from.
type basis struct {
	name    string // "onboarding" or "plan"
	base    int    // inputs' revision, or the plan's version
	answers spotter.Answers
	before  json.RawMessage // the plan in force, nil for the first
	since   time.Time       // when that came into force
	from    *spotter.ProposalID
	told    time.Time // when the profile was changed last
	log     []spotter.RecentLift

	measured *spotter.Quantity // energy that the log shows to be used
}

// basisFor reads the answers or the profile, and the plan in force, and locks what must not move.
func (c *Coach) basisFor(ctx context.Context, tx *postgres.Tx, kind spotter.PlanKind) (basis, error) {
	user := tx.Caller.User
	row, err := c.onboardingFor(ctx, tx)
	if err != nil {
		return basis{}, orNotFound(err, "onboarding")
	}
	if row.CompletedAt == nil {
		answers, err := answersOf(row.Answers)
		b := basis{name: "onboarding", base: row.TrainingBasis, answers: answers}
		if kind == spotter.PlanMeals {
			b.base = row.MealsBasis
		}
		return b, err
	}
	profile, err := tx.GetProfile(ctx, user)
	if err != nil {
		return basis{}, noProfile(err)
	}
	var document spotter.ProfileDocument
	if err := json.Unmarshal(profile.Document, &document); err != nil {
		return basis{}, err
	}
	plan, err := tx.GetPlan(ctx, db.GetPlanParams{UserID: user, Kind: string(kind)})
	return basis{name: "plan", base: plan.Version, answers: document.Answers(), before: plan.Document, since: plan.Since,
		from: plan.ProposalID, told: profile.UpdatedAt}, err
}

// onboardingFor reads the answers, and holds them for whom may change them. An agent may not, and what it proposes
// is held against them when it is accepted.
func (c *Coach) onboardingFor(ctx context.Context, tx *postgres.Tx) (db.LockOnboardingRow, error) {
	if a := tx.Caller.Actor; a == spotter.ActorPerson || a == spotter.ActorOnboarding {
		return tx.LockOnboarding(ctx, tx.Caller.User)
	}
	row, err := tx.GetOnboarding(ctx, tx.Caller.User)
	return db.LockOnboardingRow{Answers: row.Answers, TrainingBasis: row.TrainingBasis, MealsBasis: row.MealsBasis,
		Revision: row.Revision, CompletedAt: row.CompletedAt}, err
}

// propose plans, explains and stores.
func (c *Coach) propose(ctx context.Context, tx *postgres.Tx, kind spotter.PlanKind, b basis, changes spotter.Changes) (spotter.Proposal, error) {
	last, err := tx.LastProposal(ctx, db.LastProposalParams{UserID: tx.Caller.User, Kind: string(kind)})
	if err != nil && !postgres.IsNoRows(err) {
		return spotter.Proposal{}, err
	}
	asked := changes
	if pending := last.State == string(spotter.ProposalPending) && last.ExpiresAt.After(c.now()); pending && !changes.IsZero() {
		if changes, err = c.addTo(last.Changes, changes); err != nil {
			return spotter.Proposal{}, err
		}
	}
	compareWith := b.before
	if compareWith == nil && last.After != nil {
		compareWith = last.After
	}
	// Without a wish the plan is made from the profile alone.
	draft, changes, err := c.draftOn(ctx, tx, kind, b, changes, !changes.IsZero(), compareWith)
	if err != nil {
		return spotter.Proposal{}, asAsked(err, len(changes.Exclude)-len(asked.Exclude), len(changes.Swap)-len(asked.Swap))
	}
	return c.store(ctx, tx, kind, b, changes, draft)
}

// asAsked locates faults where the request has them, which stands behind so many exclusions and swaps of the
// proposal that it was asked about.
func asAsked(err error, exclusions, swaps int) error {
	var e *spotter.Error
	if !errors.As(err, &e) {
		return err
	}
	for i, p := range e.Problems {
		for name, kept := range map[string]int{"exclude": exclusions, "swap": swaps} {
			rest, ok := strings.CutPrefix(p.Location, "changes."+name+"[")
			index, behind, closed := strings.Cut(rest, "]")
			if n, err := strconv.Atoi(index); ok && closed && err == nil && n >= kept {
				e.Problems[i].Location = "changes." + name + "[" + strconv.Itoa(n-kept) + "]" + behind
			}
		}
	}
	return err
}

func (c *Coach) store(ctx context.Context, tx *postgres.Tx, kind spotter.PlanKind, b basis, changes spotter.Changes, d draft) (spotter.Proposal, error) {
	user, now := tx.Caller.User, c.now()
	if err := tx.LockProposals(ctx, spotter.UUID(user)); err != nil {
		return spotter.Proposal{}, err
	}
	if err := tx.SupersedePending(ctx, db.SupersedePendingParams{UserID: user, Kind: string(kind), Now: &now}); err != nil {
		return spotter.Proposal{}, err
	}
	id := spotter.NewID[spotter.Proposal](now)
	expires := now.Add(spotter.ProposalLife)
	if !d.expires.IsZero() && d.expires.Before(expires) {
		expires = d.expires
	}
	err := tx.InsertProposal(ctx, db.InsertProposalParams{
		UserID: user, ID: id, Kind: string(kind), Basis: b.name, Base: b.base, Changes: mustJSON(changes),
		Summary: d.summary, Reason: d.reason, Evidence: mustJSON(d.evidence), Diff: mustJSON(d.diff),
		Before: b.before, After: d.after, Actor: string(tx.Caller.Actor),
		Trigger: string(d.trigger), Now: now, ExpiresAt: expires,
	})
	if err != nil {
		return spotter.Proposal{}, err
	}
	return c.readProposal(ctx, tx.Queries, user, id)
}

// readProposal reads one proposal as the person may see it now.
func (c *Coach) readProposal(ctx context.Context, q *db.Queries, user spotter.UserID, id spotter.ProposalID) (spotter.Proposal, error) {
	row, err := q.GetProposal(ctx, db.GetProposalParams{UserID: user, ID: id})
	if err != nil {
		return spotter.Proposal{}, orNotFound(err, "proposal")
	}
	return c.proposalOf(row)
}

// proposalOf is a row as the person may see it now.
func (c *Coach) proposalOf(r db.GetProposalRow) (spotter.Proposal, error) {
	row := r.Proposal
	p := spotter.Proposal{
		ID: row.ID, Kind: spotter.PlanKind(row.Kind), State: c.stateOf(row), Trigger: spotter.Trigger(row.Trigger), Summary: row.Summary, Reason: row.Reason,
		Before: row.Before, After: row.After, CreatedAt: row.CreatedAt, ExpiresAt: row.ExpiresAt, DecidedAt: row.DecidedAt,
		Actor: spotter.Actor(row.Actor), Base: row.Base, Revision: row.Revision,
	}
	if p.Before == nil {
		p.Before = json.RawMessage("null")
	}
	if p.State == spotter.ProposalExpired {
		p.DecidedAt = nil
	}
	if err := json.Unmarshal(row.Evidence, &p.Evidence); err != nil {
		return p, err
	}
	if err := json.Unmarshal(row.Diff, &p.Diff); err != nil {
		return p, err
	}
	answers, err := answersOf(r.Answers)
	if err != nil {
		return p, err
	}
	return p, c.withhold(&p, answers)
}

// stateOf is the state of a proposal now: one past its time is expired, also when a newer one has come
// since.
func (c *Coach) stateOf(row db.Proposal) spotter.ProposalState {
	state := spotter.ProposalState(row.State)
	late := state == spotter.ProposalPending && !row.ExpiresAt.After(c.now()) ||
		state == spotter.ProposalSuperseded && row.DecidedAt != nil && !row.DecidedAt.Before(row.ExpiresAt)
	if late {
		return spotter.ProposalExpired
	}
	return state
}

// Proposal is one proposal.
func (c *Coach) Proposal(ctx context.Context, caller spotter.Caller, id spotter.ProposalID) (spotter.Proposal, error) {
	return c.readProposal(ctx, c.db.As(caller), caller.User, id)
}

// Proposals pages through proposals, newest first; an empty state means all.
func (c *Coach) Proposals(ctx context.Context, caller spotter.Caller, state spotter.ProposalState, before *spotter.ProposalID, limit int) (Page[spotter.Proposal], error) {
	params := db.ListProposalsParams{UserID: caller.User, State: string(state), Now: c.now(), Most: int32(limit + 1)}
	if before != nil {
		id := spotter.UUID(*before)
		params.Before = &id
	}
	rows, err := c.db.As(caller).ListProposals(ctx, params)
	if err != nil {
		return Page[spotter.Proposal]{}, err
	}
	return page(rows, limit,
		func(r db.ListProposalsRow) string { return r.Proposal.ID.String() },
		func(r db.ListProposalsRow) (spotter.Proposal, error) { return c.proposalOf(db.GetProposalRow(r)) })
}

// Accept puts a pending proposal in force; before completion it counts as one of the two that completion
// needs. Only the person can. Accepting twice has one effect; an expired or otherwise decided proposal,
// or one whose base has changed, is a conflict.
func (c *Coach) Accept(ctx context.Context, caller spotter.Caller, id spotter.ProposalID, ifRevision int) (spotter.Proposal, error) {
	return c.decide(ctx, caller, id, ifRevision, spotter.ProposalAccepted, c.accept)
}

// Decline turns a pending proposal down; nothing else changes.
func (c *Coach) Decline(ctx context.Context, caller spotter.Caller, id spotter.ProposalID, ifRevision int) (spotter.Proposal, error) {
	return c.decide(ctx, caller, id, ifRevision, spotter.ProposalDeclined, func(ctx context.Context, tx *postgres.Tx, row db.Proposal) (*int, error) {
		return nil, c.stillPending(row)
	})
}

// Undo takes an accepted proposal back: the plan before it becomes the newest version. After a later
// change of the plan it is a conflict.
func (c *Coach) Undo(ctx context.Context, caller spotter.Caller, id spotter.ProposalID, ifRevision int) (spotter.Proposal, error) {
	return c.decide(ctx, caller, id, ifRevision, spotter.ProposalUndone, c.undo)
}

// decide locks a proposal and moves it to state when apply allows; apply answers the plan version that
// the proposal has made. A proposal that is there already stays as it is.
func (c *Coach) decide(ctx context.Context, caller spotter.Caller, id spotter.ProposalID, ifRevision int, state spotter.ProposalState,
	apply func(context.Context, *postgres.Tx, db.Proposal) (*int, error)) (spotter.Proposal, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Proposal, error) {
		row, err := tx.LockProposal(ctx, db.LockProposalParams{UserID: caller.User, ID: id})
		if err != nil {
			return spotter.Proposal{}, orNotFound(err, "proposal")
		}
		if row.State == string(state) {
			return c.readProposal(ctx, tx.Queries, caller.User, id)
		}
		if ifRevision != 0 && ifRevision != row.Revision {
			return spotter.Proposal{}, changedSince()
		}
		applied, err := apply(ctx, tx, row)
		if err != nil {
			return spotter.Proposal{}, err
		}
		now := c.now()
		err = tx.DecideProposal(ctx, db.DecideProposalParams{UserID: caller.User, ID: id, State: string(state), Now: &now, Applied: applied})
		if err != nil {
			return spotter.Proposal{}, err
		}
		return c.readProposal(ctx, tx.Queries, caller.User, id)
	})
}

func (c *Coach) stillPending(row db.Proposal) error {
	switch state := c.stateOf(row); state {
	case spotter.ProposalPending:
		return nil
	case spotter.ProposalExpired:
		return spotter.Conflict("proposal_expired", "This proposal has expired; ask for a new one.")
	default:
		return spotter.Conflict("proposal_"+string(state), "This proposal is "+string(state)+" already; only a pending one can be decided.")
	}
}

func baseChanged() error {
	return spotter.Conflict("base_changed", "What this proposal was made from has changed since; ask for a new one.")
}

func (c *Coach) accept(ctx context.Context, tx *postgres.Tx, row db.Proposal) (*int, error) {
	if row.Kind == string(spotter.PlanMeal) {
		return c.acceptMeal(ctx, tx, row)
	}
	if err := c.stillPending(row); err != nil {
		return nil, err
	}
	b, err := c.basisFor(ctx, tx, spotter.PlanKind(row.Kind))
	if err != nil {
		return nil, err
	}
	if b.name != row.Basis || b.base != row.Base {
		return nil, baseChanged()
	}
	if b.name == "onboarding" {
		if err := tx.SupersedeAccepted(ctx, db.SupersedeAcceptedParams{UserID: tx.Caller.User, Kind: row.Kind, ID: row.ID}); err != nil {
			return nil, err
		}
		return nil, tx.MarkAccepted(ctx, db.MarkAcceptedParams{UserID: tx.Caller.User, Kind: row.Kind, Base: &row.Base})
	}
	if err := c.dropOvertaken(ctx, tx, row, c.today(b.answers)); err != nil {
		return nil, err
	}
	version, err := c.putPlan(ctx, tx, row.Kind, row.After, row.Summary, &row.ID)
	return &version, err
}

func (c *Coach) undo(ctx context.Context, tx *postgres.Tx, row db.Proposal) (*int, error) {
	if row.Kind == string(spotter.PlanMeal) {
		return c.undoMeal(ctx, tx, row)
	}
	switch {
	case row.State != string(spotter.ProposalAccepted):
		return nil, spotter.Conflict("proposal_"+row.State, "Only an accepted proposal can be undone; this one is "+row.State+".")
	case row.Applied == nil:
		// Accepted during onboarding, not in force yet.
		return nil, tx.MarkAccepted(ctx, db.MarkAcceptedParams{UserID: tx.Caller.User, Kind: row.Kind})
	}
	plan, err := tx.LockPlan(ctx, db.LockPlanParams{UserID: tx.Caller.User, Kind: row.Kind})
	if err != nil {
		return nil, orNotFound(err, "plan")
	}
	if plan.Version != *row.Applied {
		return nil, spotter.Conflict("changed_since", "The plan has changed since; restore a version instead.")
	}
	if row.Before == nil {
		return nil, spotter.Conflict("nothing_before", "This is the first plan; there is nothing to go back to. Ask for a new proposal instead.")
	}
	before, err := inItsBlock(row)
	if err != nil {
		return nil, err
	}
	_, err = c.putPlan(ctx, tx, row.Kind, before, "Undone: "+row.Summary, nil)
	return row.Applied, err
}

// inItsBlock is the plan before a proposal, in the week of its block in which the proposal had left it: what
// only eased a plan, or changed it on the way, does not begin its block again when it is undone.
func inItsBlock(row db.Proposal) (json.RawMessage, error) {
	if row.Kind != string(spotter.PlanTraining) {
		return row.Before, nil
	}
	var before, after spotter.TrainingPlan
	if err := unmarshalBoth(row.Before, &before, row.After, &after); err != nil {
		return nil, err
	}
	if before.Began != nil || after.Began == nil || before.Block != after.Block {
		return row.Before, nil
	}
	before.Began = after.Began
	return mustJSON(before), nil
}

// putPlanOf puts an accepted proposal's plan in force at completion.
func (c *Coach) putPlanOf(ctx context.Context, tx *postgres.Tx, row db.Proposal) error {
	version, err := c.putPlan(ctx, tx, row.Kind, row.After, row.Summary, &row.ID)
	if err != nil {
		return err
	}
	return tx.SetApplied(ctx, db.SetAppliedParams{UserID: row.UserID, ID: row.ID, Applied: &version})
}

// putPlan makes a document the plan in force, as the next version.
func (c *Coach) putPlan(ctx context.Context, tx *postgres.Tx, kind string, document json.RawMessage, reason string, proposal *spotter.ProposalID) (int, error) {
	user, now := tx.Caller.User, c.now()
	last, err := tx.LastPlanVersion(ctx, db.LastPlanVersionParams{UserID: user, Kind: kind})
	if err != nil {
		return 0, err
	}
	version := last + 1
	if document, err = compact(document); err != nil {
		return 0, err
	}
	digest, err := digestOf(spotter.PlanKind(kind), document)
	if err != nil {
		return 0, err
	}
	if err := tx.PutPlan(ctx, db.PutPlanParams{UserID: user, Kind: kind, Version: version, Document: document, Digest: digest, ProposalID: proposal, Now: now}); err != nil {
		return 0, err
	}
	return version, tx.InsertPlanVersion(ctx, db.InsertPlanVersionParams{UserID: user, Kind: kind, Version: version, Document: document,
		Reason: reason, Actor: string(tx.Caller.Actor), ProposalID: proposal, Now: now})
}

// compact takes the space out that jsonb puts between the parts of a proposal's plan: a plan in force is
// kept and sent as it was written.
func compact(document json.RawMessage) (json.RawMessage, error) {
	var b bytes.Buffer
	err := json.Compact(&b, document)
	return b.Bytes(), err
}

// digestOf is what conversations are given of a plan.
func digestOf(kind spotter.PlanKind, document json.RawMessage) (json.RawMessage, error) {
	if kind == spotter.PlanTraining {
		var plan spotter.TrainingPlan
		err := json.Unmarshal(document, &plan)
		return mustJSON(plan.Digest()), err
	}
	var plan spotter.MealPlan
	err := json.Unmarshal(document, &plan)
	return mustJSON(plan.Digest()), err
}

// proposeReplacements supersedes what was planned from answers that have changed, and proposes plans in
// their place when safety is at stake: a new allergy, injury, flag or way of eating.
func (c *Coach) proposeReplacements(ctx context.Context, tx *postgres.Tx, before, next spotter.ProfileDocument) error {
	now := c.now()
	for _, kind := range []spotter.PlanKind{spotter.PlanTraining, spotter.PlanMeals} {
		if !feedsChanged(kind, before, next) {
			continue
		}
		if err := tx.SupersedePending(ctx, db.SupersedePendingParams{UserID: tx.Caller.User, Kind: string(kind), Now: &now}); err != nil {
			return err
		}
		if kind == spotter.PlanMeals { // exchanges of single meals were made for the same answers
			if err := tx.SupersedePending(ctx, db.SupersedePendingParams{UserID: tx.Caller.User, Kind: string(spotter.PlanMeal), Now: &now}); err != nil {
				return err
			}
		}
		if safetyChanged(kind, before, next) {
			if err := c.proposeReplacement(ctx, tx, kind); err != nil {
				return err
			}
		}
	}
	return nil
}

// proposeReplacement proposes a plan for the profile as it is now. When no plan can be made the person
// learns it by asking; the change of the profile must not fail for it.
func (c *Coach) proposeReplacement(ctx context.Context, tx *postgres.Tx, kind spotter.PlanKind) error {
	b, err := c.basisFor(ctx, tx, kind)
	if err != nil {
		return err
	}
	d, changes, err := c.draftOn(ctx, tx, kind, b, spotter.Changes{}, true, b.before)
	if spotter.CodeOf(err) == spotter.CodeInvalid {
		return nil
	}
	if err != nil {
		return err
	}
	d.reason = "Your profile has changed in a way that matters for safety. " + d.reason
	_, err = c.store(ctx, tx, kind, b, changes, d)
	return err
}

func feedsChanged(kind spotter.PlanKind, before, next spotter.ProfileDocument) bool {
	a, b := before.Answers(), next.Answers()
	for _, s := range spotter.Steps {
		for _, fed := range s.Feeds() {
			if fed == kind && !bytes.Equal(mustJSON(a.Of(s)), mustJSON(b.Of(s))) {
				return true
			}
		}
	}
	return false
}

func safetyChanged(kind spotter.PlanKind, before, next spotter.ProfileDocument) bool {
	parts := func(d spotter.ProfileDocument) []any {
		if kind == spotter.PlanTraining {
			return []any{d.Screening, d.Constraints.Injuries, d.About.BirthDate}
		}
		return []any{d.Screening, d.Diet.Pattern, d.Diet.Allergies, d.Diet.Intolerances, d.About.BirthDate}
	}
	return !bytes.Equal(mustJSON(parts(before)), mustJSON(parts(next)))
}
