package tools

import (
	"context"
	"slices"
	"strings"

	"spotter"
	"spotter/internal/coach"
)

func scheduleTools() []definition {
	return []definition{
		define("schedule", schedule),
		defineWrite("reschedule", reschedule),
		carriedBy(defineWrite("propose_schedule", proposeSchedule), putSchedule),
		define("reminders", reminders),
		carriedBy(defineWrite("set_reminders", setReminders), putReminders),
	}
}

func schedule(ctx context.Context, env Env, _ nothing) (Result, error) {
	s, _, err := env.Coach.Schedule(ctx, env.Caller)
	if err != nil {
		return Result{}, err
	}
	return Result{Text: env.voice().schedule(s)}, nil
}

// schedule is a weekly schedule in lines.
func (v voice) schedule(s spotter.Schedule) string {
	workouts := make([]string, len(s.Workouts))
	for i, w := range s.Workouts {
		workouts[i] = v.weekday(w.Weekday) + " " + w.Time.String()
	}
	meals := make([]string, len(s.Meals))
	for i, m := range s.Meals {
		meals[i] = m.Name + " " + m.Time.String()
	}
	quiet := ""
	if s.QuietHours.From != s.QuietHours.To {
		quiet = v.say(sayQuiet, s.QuietHours.From, s.QuietHours.To)
	}
	return lines(v.say(sayWorkouts, strings.Join(workouts, ", ")), v.say(sayMeals)+" "+strings.Join(meals, ", ")+".", quiet)
}

// move puts one session on another day.
type move struct {
	SessionDate spotter.Date `json:"session_date" doc:"The day that the session was planned for"`
	To          spotter.Date `json:"to" doc:"The new day: today or later, without a session of its own"`
}

func reschedule(ctx context.Context, env Env, in move) (Result, error) {
	day, err := env.Coach.MoveSession(ctx, env.Caller, spotter.SessionMove{SessionDate: in.SessionDate, To: in.To})
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	return Result{Text: sentences(v.say(sayMoved, v.date(in.SessionDate), v.date(in.To)), v.session(day.Session))}, nil
}

// pattern is what of the weekly schedule is to change.
type pattern struct {
	Workouts   []spotter.WorkoutSlot `json:"workouts,omitempty" maxItems:"7" doc:"All workouts of the week, if they change"`
	Meals      []spotter.MealSlot    `json:"meals,omitempty" maxItems:"6" doc:"All meals of the day, if they change; as many as now"`
	QuietHours *spotter.QuietHours   `json:"quiet_hours,omitempty" doc:"Hours without reminders"`
}

// Check wants something to change.
func (in *pattern) Check() []spotter.Problem {
	if len(in.Workouts) == 0 && len(in.Meals) == 0 && in.QuietHours == nil {
		return []spotter.Problem{{Location: "workouts", Message: "What is to change: the workouts, the meals or the quiet hours"}}
	}
	return nil
}

// proposeSchedule reads the whole new schedule back; nothing is stored before the person's yes.
func proposeSchedule(ctx context.Context, env Env, in pattern) (Result, error) {
	next, _, err := env.Coach.Schedule(ctx, env.Caller)
	if err != nil {
		return Result{}, err
	}
	if len(in.Workouts) > 0 {
		next.Workouts = slices.Clone(in.Workouts)
		slices.SortStableFunc(next.Workouts, func(a, b spotter.WorkoutSlot) int { return a.Weekday.Index() - b.Weekday.Index() })
	}
	for _, m := range in.Meals {
		if env.said().unsaidFigure(m.Name) {
			return failed("A meal's name has no figures in it: use a name such as lunch."), nil
		}
	}
	if len(in.Meals) > 0 {
		next.Meals = in.Meals
	}
	if in.QuietHours != nil {
		next.QuietHours = *in.QuietHours
	}
	if err := env.Coach.CheckSchedule(ctx, env.Caller, next); err != nil {
		return Result{}, err
	}
	v := env.voice()
	return v.offer("propose_schedule", next, lines(v.say(sayNewSchedule), v.schedule(next))), nil
}

// putSchedule stores a schedule that the person has said yes to, and proposes the plans that follow from it:
// those keep their days until they are accepted, too.
func putSchedule(ctx context.Context, env Env, in spotter.Schedule) (Result, error) {
	before, _, err := env.Coach.Schedule(ctx, env.Caller)
	if err != nil {
		return Result{}, err
	}
	after, _, err := env.Coach.PutSchedule(ctx, env.Caller, in, 0)
	if err != nil {
		return Result{}, err
	}
	v := env.voice()
	out := Result{Text: lines(v.say(sayScheduled), v.schedule(after))}
	changed := map[spotter.PlanKind]bool{spotter.PlanTraining: !slices.Equal(before.Workouts, after.Workouts), spotter.PlanMeals: !slices.Equal(before.Meals, after.Meals)}
	for _, kind := range []spotter.PlanKind{spotter.PlanTraining, spotter.PlanMeals} {
		if !changed[kind] {
			continue
		}
		p, err := env.Coach.Propose(ctx, env.part(string(kind)), kind, coach.ProposeInput{})
		if spotter.CodeOf(err) == spotter.CodeInvalid {
			out.Text = lines(out.Text, faultText(err, nil))
			continue
		}
		if err != nil {
			return Result{}, err
		}
		read := v.proposal(p)
		out.Text, out.Proposals = lines(out.Text, read.Text), append(out.Proposals, read.Proposals...)
	}
	return out, nil
}

// part is the caller for a further write of the same call: a key answers one.
func (env Env) part(name string) spotter.Caller {
	caller := env.Caller
	if caller.Once.Key != "" {
		caller.Once.Key += "/" + name
	}
	return caller
}

func reminders(ctx context.Context, env Env, _ nothing) (Result, error) {
	s, err := env.Coach.Reminders(ctx, env.Caller)
	if err != nil {
		return Result{}, err
	}
	return Result{Text: env.voice().reminders(s)}, nil
}

func (v voice) reminders(s spotter.ReminderSettings) string {
	state := func(on bool) string {
		if on {
			return v.say(sayOn)
		}
		return v.say(sayOff)
	}
	return v.say(sayReminders, state(s.Workout), state(s.Meal), state(s.Water), state(s.WeeklyReview))
}

// switches are kinds of reminders to switch.
type switches struct {
	Workout      *bool `json:"workout,omitempty"`
	Meal         *bool `json:"meal,omitempty"`
	Water        *bool `json:"water,omitempty"`
	WeeklyReview *bool `json:"weekly_review,omitempty"`
}

// Check wants something to switch.
func (in *switches) Check() []spotter.Problem {
	if *in == (switches{}) {
		return []spotter.Problem{{Location: "workout", Message: "Which reminders are meant: workout, meal, water or weekly review"}}
	}
	return nil
}

func setReminders(ctx context.Context, env Env, in switches) (Result, error) {
	now, err := env.Coach.Reminders(ctx, env.Caller)
	if err != nil {
		return Result{}, err
	}
	next := spotter.ReminderSettings{Workout: orElse(in.Workout, now.Workout), Meal: orElse(in.Meal, now.Meal), Water: orElse(in.Water, now.Water), WeeklyReview: orElse(in.WeeklyReview, now.WeeklyReview)}
	v := env.voice()
	if !next.Workout && !next.Meal && !next.Water && !next.WeeklyReview {
		return v.offer("set_reminders", next, v.reminders(next)), nil
	}
	if next, err = env.Coach.PutReminders(ctx, env.Caller, next, now.Revision); err != nil {
		return Result{}, err
	}
	return Result{Text: v.reminders(next)}, nil
}

func putReminders(ctx context.Context, env Env, in spotter.ReminderSettings) (Result, error) {
	next, err := env.Coach.PutReminders(ctx, env.Caller, in, 0)
	return Result{Text: env.voice().reminders(next)}, err
}
