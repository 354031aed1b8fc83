package training

import (
	"fmt"
	"slices"

	"spotter"
	"spotter/lang"
)

// growth is what the sets of a week become over the weeks of a block. Heuristic: a muscle gains a set a week,
// two at the most with what it gets as a helper, while minutes, the exercise's most sets and every upper bound
// leave room. It is for muscle alone: strength takes load, and the other goals have enough with their start.
type growth struct {
	r     *request
	days  []spotter.TrainingDay
	sets  [][]int // by day and exercise, of the week at hand
	bands [17]band
	byID  map[string]*item
}

// weekMost is the sets that a muscle gains in a week at most.
const weekMost = 2

// grow puts the sets of each week before the easy one into a plan, where they rise, and answers why.
func (d *draft) grow(plan *spotter.TrainingPlan) []spotter.Reason {
	weeks := plan.Weeks
	if plan.DeloadWeek == weeks {
		weeks--
	}
	if _, reduced := d.r.reduced(); reduced || d.r.Goals.Primary != spotter.MuscleGain || d.r.gentle() || weeks < 2 {
		return nil
	}
	g := &growth{r: d.r, days: plan.Days, bands: d.r.bandsFor(), byID: map[string]*item{}}
	for _, m := range d.pool {
		g.byID[m.ID] = &item{movement: m}
	}
	for _, day := range plan.Days {
		var sets []int
		for _, e := range day.Exercises {
			sets = append(sets, e.Sets)
		}
		g.sets = append(g.sets, sets)
	}
	start := g.volume(-1)
	for range weeks - 1 {
		g.keep()
		before := g.volume(-1)
		for m := range g.bands {
			if after := g.volume(-1); g.bands[m].weight > 0 && after[m] < before[m]+1 {
				g.add(m, before)
			}
		}
	}
	g.keep()
	g.tidy()
	return g.why(start, weeks)
}

// why names what rises most, and by which rule.
func (g *growth) why(start [17]float64, weeks int) []spotter.Reason {
	end, most := g.volume(-1), 0
	for m := range end {
		if end[m]-start[m] > end[most]-start[most] {
			most = m
		}
	}
	if end[most] == start[most] {
		return nil
	}
	return []spotter.Reason{lang.Reason("weeks", &spotter.Quantity{Value: end[most], Unit: "hard sets a week", Method: "a set a muscle and week, two at the most with what it gets as a helper; none beyond the minutes, an exercise's most sets or an upper bound",
		Inputs: map[string]float64{"first_week": start[most], "weeks": float64(weeks), "sets_of_an_exercise_at_most": float64(g.r.mostSets())}, Source: "coaching practice", Confidence: "heuristic"},
		lang.Say(lang.TrainingWeeks, lang.Term(spotter.Muscles[most]), lang.Number(start[most]), lang.Number(end[most]), lang.Number(weeks)))}
}

// keep writes the week at hand down.
func (g *growth) keep() {
	for i, day := range g.days {
		for j := range day.Exercises {
			e := &day.Exercises[j]
			e.Weekly = append(e.Weekly, g.sets[i][j])
		}
	}
}

// tidy leaves out what does not rise.
func (g *growth) tidy() {
	for _, day := range g.days {
		for j := range day.Exercises {
			e := &day.Exercises[j]
			if e.Weekly[len(e.Weekly)-1] == e.Sets {
				e.Weekly = nil
			}
		}
	}
}

// volume are the sets by muscle of a day, of the whole week with -1.
func (g *growth) volume(day int) (out [17]float64) {
	for i, d := range g.days {
		if day >= 0 && day != i {
			continue
		}
		for j, e := range d.Exercises {
			if it := g.byID[e.Exercise]; it != nil {
				it.credit(&out, float64(g.sets[i][j]))
			}
		}
	}
	return out
}

// add gives a muscle one set more, where it has fewest, if there is a place for it.
func (g *growth) add(muscle int, before [17]float64) {
	type place struct{ day, exercise int }
	var places []place
	for i, d := range g.days {
		for j, e := range d.Exercises {
			if it := g.byID[e.Exercise]; it != nil && it.hard() && slices.Contains(it.primary, muscle) && e.Superset == "" && g.sets[i][j] < g.r.mostSets() {
				places = append(places, place{i, j})
			}
		}
	}
	slices.SortStableFunc(places, func(a, b place) int { return g.sets[a.day][a.exercise] - g.sets[b.day][b.exercise] })
	for _, p := range places {
		g.sets[p.day][p.exercise]++
		if g.fits(p.day, before) {
			return
		}
		g.sets[p.day][p.exercise]--
	}
}

// fits reports whether the week keeps every bound, and a day its minutes.
func (g *growth) fits(day int, before [17]float64) bool {
	week, session := g.volume(-1), g.volume(day)
	for m, b := range g.bands {
		if week[m] > float64(b.high) || session[m] > sessionMost || week[m] > before[m]+weekMost {
			return false
		}
	}
	exercises := slices.Clone(g.days[day].Exercises)
	for j := range exercises {
		exercises[j].Sets = g.sets[day][j]
	}
	return SessionMinutes(DaySeconds(exercises, func(id string) bool { return g.byID[id].Unilateral })) <= g.r.minutes
}

// InWeek is a day of a plan with the sets that its date asks for: those of the block's week, where they rise. In an
// easy week, and in a stretch in which less is asked for, they are those of the plan.
func InWeek(plan spotter.TrainingPlan, since, on spotter.Date, d spotter.TrainingDay, find Find) spotter.TrainingDay {
	week := WeekOf(plan, since, on)
	if week == nil || week.Deload || EasedOn(plan, on) != nil {
		return d
	}
	out := d
	out.Exercises = slices.Clone(d.Exercises)
	more := 0
	for i, e := range out.Exercises {
		if week.Week <= len(e.Weekly) && e.Weekly[week.Week-1] > e.Sets {
			out.Exercises[i].Sets = e.Weekly[week.Week-1]
			more += e.Weekly[week.Week-1] - e.Sets
		}
	}
	if more > 0 {
		out.Minutes = SessionMinutes(DaySeconds(out.Exercises, func(id string) bool { e, _ := find(id); return e.Unilateral }))
		out.Reason = fmt.Sprintf("Week %d has %s more than the first, in about %d minutes. In the first: %s", week.Week, count(more, "set"), out.Minutes, d.Reason)
	}
	return out
}
