package coach

import (
	"context"
	"errors"
	"slices"
	"strings"

	"spotter"
	"spotter/internal/postgres"
	"spotter/science/session"
)

// mostCandidates is how many stand-ins are told at once.
const mostCandidates = 5

// Substitutes are the exercises that could stand in for one of a session, best first, and what is
// replaced already. Nothing is stored.
func (c *Coach) Substitutes(ctx context.Context, caller spotter.Caller, id spotter.SessionID, in spotter.SubstitutionInput) (spotter.Substitutes, error) {
	v, err := c.coaching(ctx, c.db.As(caller), caller.User, id)
	if err != nil {
		return spotter.Substitutes{}, err
	}
	out := spotter.Substitutes{Candidates: []spotter.Substitute{}, Applied: append([]spotter.Substitution{}, v.Guide.Substitutions...)}
	r, err := c.request(v, in, "query.exercise")
	if err != nil {
		if in.Exercise == "" {
			return out, nil // nothing is on that could be replaced
		}
		return spotter.Substitutes{}, err
	}
	out.Exercise, out.Candidates = r.Of.ID, session.Substitutes(r, v.All, mostCandidates)
	return out, nil
}

// request reads what is to be replaced: the exercise named, one that pain has just stopped, or the one
// that is on.
func (c *Coach) request(v *coaching, in spotter.SubstitutionInput, location string) (session.Request, error) {
	of := c.exerciseID(in.Exercise)
	if in.Exercise == "" {
		next := session.Next(v.Input)
		if of = next.Exercise; next.Stopped != nil && session.Open(v.Input, next.Stopped.Exercise) {
			of = next.Stopped.Exercise
		}
	}
	e, known := v.Find(of)
	if !known || !session.Open(v.Input, of) {
		return session.Request{}, spotter.InvalidField(location, "must be an exercise of this session that has sets left")
	}
	r := session.RequestFor(v.Input, e)
	r.Without = in.Without
	if in.Region != "" {
		r.Spare = append(r.Spare, in.Region)
	}
	return r, nil
}

// Substitute replaces an exercise in this session, by the one named or by the best candidate; sets that
// were done of it stay. The plan stays as it is; with the scope always the change is proposed for it too.
func (c *Coach) Substitute(ctx context.Context, caller spotter.Caller, id spotter.SessionID, in spotter.SubstitutionInput) (spotter.Substituted, error) {
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Substituted, error) {
		v, err := c.lockCoaching(ctx, tx, id)
		if err != nil {
			return spotter.Substituted{}, err
		}
		own, err := idOr(in.ID, c.now())
		if err != nil {
			return spotter.Substituted{}, err
		}
		if i := slices.IndexFunc(v.Guide.Substitutions, func(s spotter.Substitution) bool { return s.ID == own }); i >= 0 {
			return spotter.Substituted{Substitution: v.Guide.Substitutions[i], SessionID: id, Alternatives: []spotter.Substitute{}, Next: session.Next(v.Input)}, nil
		}
		r, err := c.request(v, in, "body.exercise")
		if err != nil {
			return spotter.Substituted{}, err
		}
		s, others, err := c.choose(v, r, in.To)
		if err != nil {
			return spotter.Substituted{}, err
		}
		s.ID, s.Why, s.At = own, why(in), c.now()
		v.Guide.Substitutions = append(v.Guide.Substitutions, s)
		if err := c.touchGuide(ctx, tx, id, v); err != nil {
			return spotter.Substituted{}, err
		}
		out := spotter.Substituted{Substitution: s, SessionID: id, Alternatives: others, Next: session.Next(v.Input)}
		if in.Scope == "always" {
			out.ProposalID, err = c.proposeSwap(ctx, tx, s)
		}
		return out, err
	})
}

// choose takes the exercise that was asked for when it may stand in, else the best candidate.
func (c *Coach) choose(v *coaching, r session.Request, to string) (spotter.Substitution, []spotter.Substitute, error) {
	candidates := session.Substitutes(r, v.All, mostCandidates)
	s := spotter.Substitution{From: r.Of.ID}
	switch {
	case len(v.Guide.Substitutions) >= mostRemarks:
		return s, nil, spotter.Conflict("too_many_substitutions", "This session has "+plainNumber(mostRemarks)+" substitutions; take some back first.")
	case to == "" && len(candidates) == 0:
		return s, nil, spotter.Conflict("no_substitute", "Nothing with your equipment and limits can stand in for "+r.Of.Name+" today. Leave it out; nothing is lost.")
	case to == "":
		s.To, s.Name, s.Reason = candidates[0].Exercise, candidates[0].Name, strings.Join(candidates[0].Reasons, " ")
		return s, candidates[1:], nil
	}
	e, known := c.findExercise(to)
	if _, own := c.exercises.Find(e.ID); !known || !own { // nothing is known of what an imported one loads
		return s, nil, spotter.InvalidField("body.to", "is not an exercise in the catalogue; use its id or its name")
	}
	if no := r.Forbids(e); no != "" {
		return s, nil, spotter.InvalidField("body.to", e.Name+" cannot stand in: "+no)
	}
	s.To, s.Name, s.Reason = e.ID, e.Name, "You asked for it. "+strings.Join(r.Reasons(e), " ")
	others := slices.DeleteFunc(candidates, func(o spotter.Substitute) bool { return o.Exercise == e.ID })
	return s, others, nil
}

func why(in spotter.SubstitutionInput) string {
	switch {
	case in.Why != "":
		return in.Why
	case in.Region != "":
		return "pain"
	case len(in.Without) > 0:
		return "equipment"
	default:
		return "preference"
	}
}

// proposeSwap proposes the swap for the plan.
func (c *Coach) proposeSwap(ctx context.Context, tx *postgres.Tx, s spotter.Substitution) (*spotter.ProposalID, error) {
	b, err := c.basisFor(ctx, tx, spotter.PlanTraining)
	if err != nil {
		return nil, orNotFound(err, "plan")
	}
	p, err := c.propose(ctx, tx, spotter.PlanTraining, b, spotter.Changes{Swap: []spotter.Swap{{From: s.From, To: s.To}}})
	var e *spotter.Error
	if errors.As(err, &e) && e.Code == spotter.CodeInvalid {
		return nil, spotter.InvalidField("body.scope", "cannot be always: the plan does not take "+s.Name+" for this exercise; for this session it can be done")
	}
	return &p.ID, err
}

// DropSubstitution takes a substitution back: what was replaced is on again.
func (c *Coach) DropSubstitution(ctx context.Context, caller spotter.Caller, id spotter.SessionID, substitution spotter.SubstitutionID) error {
	_, err := once(ctx, c, caller, func(tx *postgres.Tx) (struct{}, error) {
		v, err := c.lockCoaching(ctx, tx, id)
		if err != nil {
			return struct{}{}, err
		}
		before := len(v.Guide.Substitutions)
		v.Guide.Substitutions = slices.DeleteFunc(v.Guide.Substitutions, func(s spotter.Substitution) bool { return s.ID == substitution })
		if len(v.Guide.Substitutions) == before {
			return struct{}{}, spotter.NotFound("substitution")
		}
		return struct{}{}, c.touchGuide(ctx, tx, id, v)
	})
	return err
}
