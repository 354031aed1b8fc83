package training

import (
	"slices"

	"spotter"
)

// role is what an exercise is for in its session, in the order in which roles are trained.
type role int

const (
	main   role = iota // the session's priority lifts, while fresh
	assist             // further lifts over several joints
	single             // one muscle over one joint
	trunk              // core and carries
	engine             // cardio
	easy               // mobility
)

// slot is a place in a session that an exercise is to be found for.
type slot struct {
	role    role
	pattern string
	muscle  int // the muscle that it is for, -1: whatever the pattern trains
}

// layout is a session before it has exercises. The first core slots are filled before anything else,
// so that a short session still trains the whole of what it is for.
type layout struct {
	name  string
	why   string
	core  int
	slots []slot
	whole bool // it is for the whole body, so that any exercise may stand in for one
}

const anyMuscle = -1

func lift(role role, pattern string) slot { return slot{role, pattern, anyMuscle} }

func only(muscle string) slot {
	return slot{single, "isolation", slices.Index(spotter.Muscles[:], muscle)}
}

func stretch(muscle string) slot {
	return slot{easy, "mobility", slices.Index(spotter.Muscles[:], muscle)}
}

// splitFor lays out a week of 1 to 7 training days and names the split.
func splitFor(days int) (name string, layouts []layout) {
	upperA, upperB, lowerA, lowerB := upper("Upper A", true), upper("Upper B", false), lower("Lower A", true), lower("Lower B", false)
	six := []layout{push("Push A", true), pull("Pull A", true), legs("Legs A", true), push("Push B", false), pull("Pull B", false), legs("Legs B", false)}
	switch days {
	case 1, 2:
		return "full body", []layout{fullBodyA(), fullBodyB("push_horizontal", "push_vertical")}[:days] // the chest on both days
	case 3:
		return "full body", []layout{fullBodyA(), fullBodyB("push_vertical", "push_horizontal"), fullBodyC()}
	case 4:
		return "upper/lower", []layout{upperA, lowerA, upperB, lowerB}
	case 5:
		return "upper/lower + push/pull/legs", []layout{upperA, lowerA, push("Push", false), pull("Pull", false), legs("Legs", false)}
	case 6:
		return "push/pull/legs twice", six
	default:
		return "push/pull/legs twice + active recovery", append(six, recovery())
	}
}

func fullBodyA() layout {
	return layout{"Full body A", "The whole body, squat and press first.", 4, []slot{
		lift(main, "squat"), lift(main, "push_horizontal"), lift(assist, "pull_horizontal"), lift(assist, "hinge"),
		lift(assist, "push_vertical"), lift(assist, "pull_vertical"), lift(trunk, "core"),
		only("biceps"), only("triceps"), only("calves"), only("rear_delts"), lift(assist, "lunge"),
	}, true}
}

func fullBodyB(press, further string) layout {
	return layout{"Full body B", "The whole body, hinge and pull first.", 4, []slot{
		lift(main, "hinge"), lift(main, "pull_vertical"), lift(assist, press), lift(assist, "lunge"),
		lift(assist, "pull_horizontal"), lift(assist, further), lift(trunk, "carry"),
		only("hamstrings"), only("shoulders"), only("triceps"), only("biceps"), lift(trunk, "core"),
	}, true}
}

func fullBodyC() layout {
	return layout{"Full body C", "The whole body once more, with other lifts.", 4, []slot{
		lift(main, "squat"), lift(main, "push_horizontal"), lift(assist, "pull_horizontal"), lift(assist, "hinge"),
		lift(assist, "pull_vertical"), only("shoulders"), lift(trunk, "core"), only("calves"),
		only("quads"), only("biceps"), only("triceps"), only("rear_delts"),
	}, true}
}

// upper trains the upper body, the horizontal lifts first or the vertical ones.
func upper(name string, horizontal bool) layout {
	first, second := "horizontal", "vertical"
	if !horizontal {
		first, second = second, first
	}
	return layout{name, "Upper body, pushes and pulls in balance, " + first + " lifts first.", 4, []slot{
		lift(main, "push_"+first), lift(main, "pull_"+first), lift(assist, "push_"+second), lift(assist, "pull_"+second),
		only("shoulders"), only("biceps"), only("triceps"), only("rear_delts"), only("chest"), only("back"), lift(assist, "pull_horizontal"),
	}, false}
}

// lower trains legs and trunk, led by the knee or by the hip.
func lower(name string, knee bool) layout {
	first, second, why := "squat", "hinge", "Legs and trunk, led by the knee."
	if !knee {
		first, second, why = second, first, "Legs and trunk, led by the hip."
	}
	return layout{name, why, 3, []slot{
		lift(main, first), lift(assist, second), lift(trunk, "core"), lift(assist, "lunge"), only("hamstrings"), only("quads"),
		only("calves"), only("glutes"), lift(trunk, "carry"), lift(trunk, "core"),
	}, false}
}

func push(name string, horizontal bool) layout {
	first, second := "push_horizontal", "push_vertical"
	if !horizontal {
		first, second = second, first
	}
	return layout{name, "Chest, shoulders and triceps.", 3, []slot{
		lift(main, first), lift(assist, second), lift(assist, "push_horizontal"), only("triceps"),
		only("shoulders"), only("chest"), lift(trunk, "core"), only("triceps"),
	}, false}
}

func pull(name string, vertical bool) layout {
	first, second := "pull_vertical", "pull_horizontal"
	if !vertical {
		first, second = second, first
	}
	return layout{name, "Back, rear shoulders and biceps.", 3, []slot{
		lift(main, first), lift(assist, second), lift(assist, "pull_horizontal"), only("biceps"),
		only("rear_delts"), only("back"), lift(trunk, "carry"), only("biceps"),
	}, false}
}

func legs(name string, knee bool) layout {
	l := lower(name, knee)
	l.slots = []slot{
		l.slots[0], l.slots[1], only("calves"), lift(assist, "lunge"), only("hamstrings"), only("quads"), lift(trunk, "core"), only("glutes"),
	}
	l.why = "Legs, " + map[bool]string{true: "led by the knee.", false: "led by the hip."}[knee]
	return l
}

func recovery() layout {
	return layout{"Active recovery", "Easy movement that helps you recover; it is no hard session.", 5, []slot{
		lift(engine, "cardio"), stretch("hip_flexors"), stretch("back"), stretch("hamstrings"), stretch("shoulders"),
	}, false}
}
