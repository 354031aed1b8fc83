package training

import (
	"math/bits"

	"spotter"
)

// weekdays is a set of weekdays, bit 0 for Monday to bit 6 for Sunday.
type weekdays uint8

func (w weekdays) has(day int) bool { return w>>day&1 == 1 }

// unevenness is the sum of the squared gaps between neighbouring days around the week: the lower, the
// better spaced.
func (w weekdays) unevenness() int {
	sum := 0
	for day := range 7 {
		if !w.has(day) {
			continue
		}
		gap := 1
		for !w.has((day + gap) % 7) {
			gap++
		}
		sum += gap * gap
	}
	return sum
}

// earlier orders equally spaced weeks by their first differing day, so that of the person's own days
// the last ones go first.
func (w weekdays) earlier(other weekdays) bool {
	return w != other && bits.TrailingZeros8(uint8(w^other)) == bits.TrailingZeros8(uint8(w&^other))
}

// fitWeekdays gives n of the person's slots with the best spacing, or all of them and the best spaced
// further days at the time that most of them have. Monday first.
func fitWeekdays(slots []spotter.WorkoutSlot, n int) []spotter.WorkoutSlot {
	var own weekdays
	times := map[int]spotter.Clock{}
	for _, s := range slots {
		own |= 1 << s.Weekday.Index()
		times[s.Weekday.Index()] = s.Time
	}
	chosen, usual := bestWeek(own, n), usualTime(slots)
	out := make([]spotter.WorkoutSlot, 0, n)
	for day := range 7 {
		if !chosen.has(day) {
			continue
		}
		at, ok := times[day]
		if !ok {
			at = usual
		}
		out = append(out, spotter.WorkoutSlot{Weekday: spotter.Weekdays[day], Time: at})
	}
	return out
}

func bestWeek(own weekdays, n int) weekdays {
	var best weekdays
	for w := weekdays(1); w < 1<<7; w++ {
		if bits.OnesCount8(uint8(w)) != n || w&own != w && w&own != own {
			continue
		}
		if best == 0 || w.unevenness() < best.unevenness() ||
			w.unevenness() == best.unevenness() && w.earlier(best) {
			best = w
		}
	}
	return best
}

// usualTime is the time that most slots have, the earlier slot's on a tie.
func usualTime(slots []spotter.WorkoutSlot) spotter.Clock {
	count := map[spotter.Clock]int{}
	for _, s := range slots {
		count[s.Time]++
	}
	best := slots[0].Time
	for _, s := range slots {
		if count[s.Time] > count[best] {
			best = s.Time
		}
	}
	return best
}
