package coach

import (
	"context"
	"slices"
	"strconv"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/science/session"
	"spotter/science/shorthand"
)

func plainNumber(n int) string { return strconv.Itoa(n) }

// Figures are the numbers that stand in a person's words.
func (c *Coach) Figures(text string) shorthand.Figures { return c.reader().Figures(text) }

// heard is what words in a workout turned out to be.
type heard struct {
	id      *spotter.SetID
	reading *shorthand.Reading
	view    *coaching          // before anything is done
	logged  *spotter.LoggedSet // what was done under the same id before; nothing is to be done again
	last    *spotter.Set       // the last set when it was said
}

// hear reads what was said in a session, in every door for words of a workout, at a time, about the named exercise or the one that is on.
func (c *Coach) hear(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, in spotter.SayInput, exercise string, at time.Time) (*heard, error) {
	if _, err := idOr(in.ID, c.now()); err != nil {
		return nil, err
	}
	v, err := c.coaching(ctx, tx.Queries, tx.Caller.User, id)
	if err != nil {
		return nil, err
	}
	h := &heard{id: in.ID, view: v}
	if done, err := v.already(in.ID); done != nil || err != nil {
		h.logged = done
		return h, err
	}
	then := *v // as it was when it was said
	then.Sets = slices.DeleteFunc(slices.Clone(v.Sets), func(s spotter.Set) bool { return s.LoggedAt.After(at) })
	if n := len(then.Sets); n > 0 {
		h.last = &then.Sets[n-1]
	}
	var question *shorthand.Question
	if h.reading, question = c.reader().Read(in.Text, c.listening(&then, exercise)); question != nil {
		return nil, unclear(question)
	}
	return h, nil
}

// already answers what was done under an id before, nil when nothing was.
func (v *coaching) already(id *spotter.SetID) (*spotter.LoggedSet, error) {
	if id == nil {
		return nil, nil //nolint:nilnil // neither done nor wrong
	}
	outcome, set := "logged", *id
	for _, c := range v.Guide.Corrections {
		if c.ID == *id {
			outcome, set = "corrected", c.Set
		}
	}
	if !slices.ContainsFunc(v.Sets, func(s spotter.Set) bool { return s.ID == set }) {
		return nil, nil //nolint:nilnil // as above
	}
	logged, err := v.logged(set, outcome)
	return &logged, err
}

// unclear asks back. Nothing was stored.
func unclear(q *shorthand.Question) error {
	understood := "nothing could be read with certainty"
	if q.Understood != "" {
		understood = "understood so far: " + q.Understood
	}
	return &spotter.Error{Code: spotter.CodeInvalid, Detail: "unclear_set", Message: q.Text,
		Problems: []spotter.Problem{{Location: "body.text", Message: understood}}}
}

// listening is what words are read against.
func (c *Coach) listening(v *coaching, exercise string) shorthand.Context {
	on := c.exerciseID(exercise)
	if exercise == "" {
		on = v.on()
	}
	out := shorthand.Context{Imperial: v.Person.Unit == session.Pound, Current: v.known(on), Find: func(name string) (shorthand.Known, bool) {
		e, ok := c.findExercise(name)
		if !ok {
			return shorthand.Known{}, false
		}
		return v.known(e.ID), true
	}}
	if v.answers.About != nil {
		out.Locale = v.answers.About.Locale
	}
	if n := len(v.Sets); n > 0 {
		out.Last, out.LastOf = &v.Sets[n-1], v.known(v.Sets[n-1].Exercise)
	}
	return out
}

// known is what is known of an exercise: its last load, and the one that goes without saying because the
// last set and the advice agree on it.
func (v *coaching) known(id string) shorthand.Known {
	if id == "" {
		return shorthand.Known{}
	}
	k := shorthand.Known{Exercise: spotter.Exercise{ID: id, Name: id, Unit: "reps", Loadable: true}}
	if e, found := v.named(id); found {
		k.Exercise = e
	}
	for _, p := range v.Guide.Planned {
		if p.Exercise == id && p.LoadKG != nil {
			k.ReferenceKG = *p.LoadKG
		}
	}
	if bouts := v.History[id]; len(bouts) > 0 {
		k.ReferenceKG = bouts[0].Sets[0].WeightKG
	}
	var last *spotter.Set
	for i, s := range v.Sets {
		if s.Exercise == id && !s.Warmup {
			last, k.ReferenceKG = &v.Sets[i], s.WeightKG
		}
	}
	if last == nil {
		return k
	}
	if next := session.Next(v.Input); next.Exercise != id || next.Load == nil || next.Load.Value == last.WeightKG {
		k.Now = &last.Entered
	}
	return k
}

// carryOut logs or corrects what was heard, with the remark that was made beside it.
func (c *Coach) carryOut(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, h *heard, at time.Time) (spotter.LoggedSet, error) {
	var out spotter.LoggedSet
	var err error
	if h.reading.Kind == shorthand.Correct {
		out, err = c.correct(ctx, tx, id, h)
	} else {
		out, err = c.logSet(ctx, tx, id, setOf(h.reading, h.id), at)
	}
	if err != nil || h.reading.Remark == "" {
		return out, err
	}
	_, err = c.remark(ctx, tx, id, h.view, spotter.RemarkInput{Kind: h.reading.Remark, Exercise: out.Exercise, Region: h.reading.Region}, at)
	out.ReadBack += " " + noted(h.reading.Remark, h.reading.Region)
	return out, err
}

// correct changes the last set as it was said.
func (c *Coach) correct(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, h *heard) (spotter.LoggedSet, error) {
	patch := spotter.SetPatch{Reps: h.reading.Reps, RIR: h.reading.RIR}
	if h.reading.Exercise != "" {
		patch.Exercise = &h.reading.Exercise
	}
	if h.reading.Warmup {
		patch.Warmup = &h.reading.Warmup
	}
	patch.WeightKG, patch.WeightLB = loadFields(h.reading.Load)
	if err := c.patchSet(ctx, tx, id, h.last.ID, patch, 0); err != nil {
		return spotter.LoggedSet{}, err
	}
	if h.id != nil {
		h.view.Guide.Corrections = append(h.view.Guide.Corrections, spotter.Correction{ID: *h.id, Set: h.last.ID})
		if err := putGuide(ctx, tx, id, h.view.Guide); err != nil {
			return spotter.LoggedSet{}, err
		}
	}
	v, err := c.coaching(ctx, tx.Queries, tx.Caller.User, id)
	if err != nil {
		return spotter.LoggedSet{}, err
	}
	return v.logged(h.last.ID, "corrected")
}

// loadFields are a load as inputs take it.
func loadFields(load *spotter.Amount) (kg, lb *float64) {
	switch {
	case load == nil:
		return nil, nil
	case load.Unit == session.Pound:
		return nil, &load.Value
	default:
		return &load.Value, nil
	}
}

func setOf(r *shorthand.Reading, id *spotter.SetID) spotter.SetInput {
	in := spotter.SetInput{ID: id, Exercise: r.Exercise, Reps: *r.Reps, RIR: r.RIR, Warmup: r.Warmup, Note: r.Note}
	in.WeightKG, in.WeightLB = loadFields(r.Load)
	return in
}

// Say does what a person says in a workout: it logs a set, corrects the last one, notes a remark or
// answers what comes next. What can be read in two ways is asked about (unclear_set). Words that can mean an
// emergency stop the session.
func (c *Coach) Say(ctx context.Context, caller spotter.Caller, id spotter.SessionID, in spotter.SayInput) (spotter.Said, error) {
	if _, err := c.freshImports(ctx); err != nil {
		return spotter.Said{}, err
	}
	return once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Said, error) {
		at, err := c.lockAt(ctx, tx, id, in.LoggedAt)
		if err != nil {
			return spotter.Said{}, err
		}
		var out spotter.Said
		h, err := c.hear(ctx, tx, id, in, "", at)
		alarm := c.alarms(in.Text) && (err == nil && h.logged == nil || spotter.HasDetail(err, "unclear_set"))
		if err == nil {
			out, err = c.answer(ctx, tx, id, h, at)
		}
		if alarm {
			out, err = c.alarmed(ctx, tx, id, in, out, at)
		}
		if err != nil {
			return spotter.Said{}, err
		}
		v, err := c.coaching(ctx, tx.Queries, caller.User, id)
		if err != nil {
			return spotter.Said{}, err
		}
		out.SessionID, out.Next, out.SessionState = id, session.Next(v.Input), v.session.State
		return out, nil
	})
}

func (c *Coach) answer(ctx context.Context, tx *postgres.Tx, id spotter.SessionID, h *heard, at time.Time) (spotter.Said, error) {
	switch {
	case h.logged != nil:
		return spotter.Said{Outcome: h.logged.Outcome, ReadBack: h.logged.ReadBack, Set: &h.logged.Set}, nil
	case h.reading.Kind == shorthand.Ask:
		return spotter.Said{Outcome: "next", ReadBack: nextSentence(session.Next(h.view.Input))}, nil
	case h.reading.Kind == shorthand.Tell:
		in := spotter.RemarkInput{Kind: h.reading.Remark, Exercise: h.reading.Exercise, Region: h.reading.Region}
		if h.id != nil {
			remark := spotter.RemarkID(*h.id)
			in.ID = &remark
		}
		r, err := c.remark(ctx, tx, id, h.view, in, at)
		text := noted(r.Kind, r.Region)
		if h.reading.Unread {
			text += " The set was not clear and is not logged: say it once more."
		}
		return spotter.Said{Outcome: "noted", ReadBack: text, Remark: &r}, err
	default:
		logged, err := c.carryOut(ctx, tx, id, h, at)
		return spotter.Said{Outcome: logged.Outcome, ReadBack: logged.ReadBack, Set: &logged.Set}, err
	}
}

// nextSentence says what comes next.
func nextSentence(n spotter.NextSet) string {
	if n.State != "set" {
		return n.Reason
	}
	text := "Next: " + n.Name + ", set " + plainNumber(n.Number) + " of " + plainNumber(n.Of)
	if n.Shown != nil {
		text += ", " + strconv.FormatFloat(n.Shown.Value, 'f', -1, 64) + " " + n.Shown.Unit
	}
	text += ", " + plainNumber(n.RepsMin)
	if n.RepsMax > n.RepsMin {
		text += " to " + plainNumber(n.RepsMax)
	}
	return text + " " + n.Unit + ". " + n.Reason
}
