package progress

import (
	"slices"

	"spotter"
)

// Kept says of each planned day whether its session took place: a workout on the day or before the next
// planned one keeps it, and so does one more workout than planned before it. Each workout keeps one. Days are
// in order, without repeats.
func Kept(planned, done []spotter.Date) []bool {
	out := make([]bool, len(planned))
	ahead, at := 0, 0
	for i, day := range planned {
		for at < len(done) && done[at].Before(day) {
			at++ // before the first planned day
		}
		took := 0
		for ; at < len(done) && (i+1 == len(planned) || done[at].Before(planned[i+1])); at++ {
			took++
		}
		out[i] = took+ahead > 0
		ahead = min(1, max(0, took+ahead-1))
	}
	return out
}

// doneDays are the days with a workout.
func doneDays(sessions []Session) []spotter.Date {
	out := make([]spotter.Date, 0, len(sessions))
	for _, s := range sessions {
		out = append(out, s.Date)
	}
	return slices.Compact(out)
}

// Share is a part of a whole in hundredths, nil of nothing.
func Share(part, whole int) *float64 {
	if whole == 0 {
		return nil
	}
	share := spotter.RoundTo(float64(part)/float64(whole), 0.01)
	return &share
}

// Sessions counts what took place in a range of dates, and its weeks. planned reaches no further than the
// days that are over; what lies before the range says whether an early workout kept a session in it.
func Sessions(from, to spotter.Date, sessions []Session, planned []spotter.Date, find func(string) (spotter.Exercise, bool)) (spotter.SessionsDone, []spotter.WeekDone) {
	var total spotter.SessionsDone
	var weeks []spotter.WeekDone
	for monday := from.Monday(); !to.Before(monday); monday = monday.AddDays(7) {
		w := spotter.WeekDone{Monday: monday}
		within := slices.DeleteFunc(slices.Clone(sessions), func(s Session) bool {
			return s.Date.Monday() != monday || s.Date.Before(from) || to.Before(s.Date)
		})
		w.Done = len(within)
		w.Sets, w.Volume = volume(within, find)
		total.Done += w.Done
		weeks = append(weeks, w)
	}
	for i, kept := range Kept(planned, doneDays(sessions)) {
		if planned[i].Before(from) || to.Before(planned[i]) {
			continue
		}
		total.Planned++
		weeks[planned[i].Monday().DaysSince(from.Monday())/7].Planned++
		if kept {
			total.Kept++
		}
	}
	total.Adherence = Share(total.Kept, total.Planned)
	return total, weeks
}
