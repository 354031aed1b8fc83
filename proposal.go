package spotter

import (
	"encoding/json"
	"time"
)

// ProposalState is where a proposal stands.
type ProposalState string

// The states. Pending ends in one of accepted, declined, expired (after ProposalLife) or superseded
// (by a newer proposal of its kind); accepted may become undone.
const (
	ProposalPending    ProposalState = "pending"
	ProposalAccepted   ProposalState = "accepted"
	ProposalDeclined   ProposalState = "declined"
	ProposalExpired    ProposalState = "expired"
	ProposalSuperseded ProposalState = "superseded"
	ProposalUndone     ProposalState = "undone"
)

// ProposalLife is how long a proposal can be accepted.
const ProposalLife = 7 * 24 * time.Hour

// Proposal is a stored, explained change of a plan that waits for the person. Nothing else changes a
// plan. Base is what it was made from: the onboarding inputs' revision before completion, the plan's
// version after it; when that has moved on, accepting is a conflict.
type Proposal struct {
	ID        ProposalID      `json:"id"`
	Kind      PlanKind        `json:"kind" enum:"training,meals,meal" doc:"meal: one planned meal on one date; before and after are then that meal with its date"`
	State     ProposalState   `json:"state" enum:"pending,accepted,declined,expired,superseded,undone"`
	Trigger   Trigger         `json:"trigger,omitempty" enum:"deload,missed_sessions,re_entry,next_block,plateau,expenditure" doc:"What in the log it answers to; left out where somebody asked for it"`
	Summary   string          `json:"summary" doc:"One sentence"`
	Reason    string          `json:"reason"`
	Evidence  []Reason        `json:"evidence" doc:"The figures it rests on"`
	Diff      []Difference    `json:"diff"`
	Before    json.RawMessage `json:"before" doc:"The plan in force when it was made, null for the first"`
	After     json.RawMessage `json:"after" doc:"The plan that accepting puts in force"`
	CreatedAt time.Time       `json:"created_at"`
	ExpiresAt time.Time       `json:"expires_at"`
	DecidedAt *time.Time      `json:"decided_at"`
	Actor     Actor           `json:"actor" doc:"Who made it"`
	Base      int             `json:"-"`
	Revision  int             `json:"-"`
}

// Difference is one line of what a proposal changes, in words that a person reads.
type Difference struct {
	Path   string `json:"path" example:"monday.exercises.barbell_bench_press"`
	Change string `json:"change" enum:"added,removed,changed"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}
