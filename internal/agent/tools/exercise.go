package tools

import (
	"context"
	"strings"

	"spotter"
)

func exerciseTools() []definition {
	return []definition{define("demonstrate", demonstrate), defineWrite("substitute", substitute)}
}

type exerciseName struct {
	Exercise string `json:"exercise" minLength:"1" maxLength:"80" doc:"Id or name, in any language"`
}

// demonstrate tells how an exercise is done, unless the person should not do it.
func demonstrate(ctx context.Context, env Env, in exerciseName) (Result, error) {
	e, err := env.Coach.Exercise(ctx, env.Caller, env.Locale, in.Exercise)
	v := env.voice()
	if spotter.CodeOf(err) == spotter.CodeNotFound {
		return failed(quoted(in.Exercise) + " is not an exercise in the catalogue." + nearest(in.Exercise, v.ExerciseNames())), nil
	}
	if err != nil {
		return Result{}, err
	}
	if !env.Limits.Allows(e.Exercise) {
		return Result{Text: v.say(sayWithheld, e.Name) + v.others(env, e.SwapsWith)}, nil
	}
	text := lines(e.Name+".", v.list(sayCues, e.Cues), v.list(sayFaults, e.Faults), v.say(sayMuscles, v.terms(e.Primary), v.terms(e.Secondary)))
	if e.Pictures.Motion != "" {
		text = lines(text, v.say(sayPictures, e.Pictures.Muscles+", "+e.Pictures.Motion))
	} else {
		text = lines(text, v.say(sayPictures, e.Pictures.Muscles))
	}
	data := map[string]string{"exercise": e.ID, "muscles_picture": e.Pictures.Muscles}
	if e.Pictures.Motion != "" {
		data["moving_picture"] = e.Pictures.Motion
	}
	return Result{Text: text, Data: data}, nil
}

func (v voice) list(head phrase, items []string) string {
	if len(items) == 0 {
		return ""
	}
	return v.say(head) + "\n- " + strings.Join(items, "\n- ")
}

func (v voice) terms(values []string) string {
	out := make([]string, len(values))
	for i, value := range values {
		out[i] = v.Term(value)
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, ", ")
}

// others names the exercises among these that the person may do.
func (v voice) others(env Env, ids []string) string {
	var out []string
	for _, id := range ids {
		if e, ok := v.FindExercise(id); ok && env.Limits.Allows(e) {
			out = append(out, v.Exercise(id, id))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return " " + v.say(sayInstead, strings.Join(out, ", "))
}

// swap asks for another exercise in the workout under way.
type swapArguments struct {
	Exercise string              `json:"exercise,omitempty" minLength:"1" maxLength:"80" doc:"What to replace; the one that is on when left out"`
	To       string              `json:"to,omitempty" minLength:"1" maxLength:"80" doc:"What to do instead, if the person named it; the best candidate when left out"`
	Why      string              `json:"why,omitempty" enum:"pain,equipment,preference"`
	Region   spotter.Region      `json:"region,omitempty" enum:"neck,shoulder,elbow,wrist,upper_back,lower_back,hip,knee,ankle" doc:"What to spare"`
	Without  []spotter.Equipment `json:"without,omitempty" enum:"bench,barbell,dumbbell,kettlebell,cable,machine,pull_up_bar,bands,rings,box,medicine_ball,cardio_machine" doc:"What is taken or missing now"`
	Scope    string              `json:"scope,omitempty" enum:"session,always" doc:"session when left out; always also proposes it for the plan"`
}

func substitute(ctx context.Context, env Env, in swapArguments) (Result, error) {
	v := env.voice()
	for _, name := range []string{in.Exercise, in.To} {
		if name != "" && !v.KnowsExercise(name) {
			return failed(quoted(name) + " is not an exercise in the catalogue." + nearest(name, v.ExerciseNames())), nil
		}
	}
	id, err := env.underWay(ctx)
	if err != nil {
		return Result{}, err
	}
	done, err := env.Coach.Substitute(ctx, env.Caller, id, spotter.SubstitutionInput{Exercise: in.Exercise, To: in.To, Why: in.Why, Region: in.Region, Without: in.Without, Scope: in.Scope})
	if err != nil {
		return Result{}, err
	}
	text := v.say(sayReplaced, v.Exercise(done.To, done.Name), v.Exercise(done.From, done.From))
	if v.english() {
		text = sentences(text, done.Reason)
	}
	out := Result{Text: lines(text, v.next(done.Next)), Data: struct {
		Session      spotter.SessionID    `json:"session_id"`
		Reason       string               `json:"reason"`
		Alternatives []spotter.Substitute `json:"alternatives"`
	}{id, done.Reason, done.Alternatives}}
	if done.ProposalID == nil {
		return out, nil
	}
	proposal, err := env.Coach.Proposal(ctx, env.Caller, *done.ProposalID)
	if err != nil {
		return Result{}, err
	}
	read := v.proposal(proposal)
	out.Text, out.Proposals = lines(out.Text, read.Text), read.Proposals
	return out, nil
}
