package session

import (
	"cmp"
	"slices"
	"strings"

	"spotter"
)

// Request asks what can stand in for an exercise.
type Request struct {
	Of      spotter.Exercise
	Person  Person
	Limits  spotter.Limits
	Spare   []spotter.Region    // what must not be loaded, besides what the limits say
	Without []spotter.Equipment // what is not to be had now
	Taken   []string            // exercises that the session has already, by id
}

// request asks for a substitute within a session.
func (in *Input) request(of spotter.Exercise, tasks []*task) Request {
	r := Request{Of: of, Person: in.Person, Limits: in.Limits}
	for _, t := range tasks {
		r.Taken = append(r.Taken, t.Exercise)
	}
	for _, remark := range in.Guide.Remarks {
		if remark.Kind == spotter.Pain && remark.Region != "" {
			r.Spare = append(r.Spare, remark.Region)
		}
	}
	return r
}

// RequestFor asks for a substitute for an exercise of a session, sparing what has hurt in it.
func RequestFor(in Input, of spotter.Exercise) Request { return in.request(of, in.tasks()) }

// Forbids says why an exercise may not stand in, empty when it may.
func (r Request) Forbids(e spotter.Exercise) string {
	switch thing := r.missing(e); {
	case thing != "":
		return "it needs " + spotter.Words(string(thing)) + ", which is not there"
	case e.ID == r.Of.ID || slices.Contains(r.Taken, e.ID):
		return "the session has it already"
	case !r.Limits.Allows(e):
		return "your answers about your health rule it out"
	case e.Level.Rank() > r.Person.Level.Rank():
		return "it is for people with more experience"
	}
	for _, region := range r.Spare {
		if loads(e, region) {
			return "it loads the " + spotter.Words(string(region))
		}
	}
	return ""
}

// missing is a piece of equipment that is not there, empty when all is.
func (r Request) missing(e spotter.Exercise) spotter.Equipment {
	for _, thing := range e.Equipment {
		if slices.Contains(r.Without, thing) || !r.Person.Constraints.Has(thing) {
			return thing
		}
	}
	return ""
}

// Substitutes are the exercises that may stand in for another, best first, at most so many. Only what
// trains the same movement, or the same muscles where a single one is trained, is offered.
func Substitutes(r Request, all []spotter.Exercise, most int) []spotter.Substitute {
	type scored struct {
		spotter.Exercise
		points int
	}
	var found []scored
	for _, e := range all {
		if points := r.points(e); points > 0 && r.Forbids(e) == "" {
			found = append(found, scored{e, points})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(b.points, a.points) })
	out := []spotter.Substitute{}
	for _, e := range found[:min(len(found), most)] {
		out = append(out, spotter.Substitute{Exercise: e.ID, Name: e.Name, Reasons: r.Reasons(e.Exercise)})
	}
	return out
}

// points say how well an exercise stands in: 0 not at all. A heuristic; only their order matters.
func (r Request) points(e spotter.Exercise) int {
	primary := shared(e.Primary, r.Of.Primary)
	kin := e.Pattern == r.Of.Pattern && (e.Pattern != "isolation" || primary > 0)
	linked := slices.Contains(r.Of.SwapsWith, e.ID)
	if !kin && !linked && (primary == 0 || sort(e) != sort(r.Of)) {
		return 0
	}
	points := 1 + 4*primary + shared(e.Secondary, r.Of.Secondary)
	if kin {
		points += 8
	}
	if linked {
		points += 5
	}
	if e.Unit == r.Of.Unit {
		points += 3
	}
	if e.Loadable == r.Of.Loadable {
		points += 3
	}
	if e.Compound == r.Of.Compound {
		points += 2
	}
	if len(e.Equipment) > 0 && len(r.Of.Equipment) > 0 && e.Equipment[0] == r.Of.Equipment[0] {
		points++
	}
	return max(1, points-3*len(r.Limits.Minded(e)))
}

// sort keeps strength work, conditioning and mobility apart.
func sort(e spotter.Exercise) string {
	switch e.Pattern {
	case "cardio", "mobility":
		return e.Pattern
	default:
		return "strength"
	}
}

func shared(a, b []string) int {
	n := 0
	for _, m := range a {
		if slices.Contains(b, m) {
			n++
		}
	}
	return n
}

// Reasons say why an exercise can stand in, in sentences.
func (r Request) Reasons(e spotter.Exercise) []string {
	var out []string
	if e.Pattern == r.Of.Pattern && e.Pattern != "isolation" {
		out = append(out, "The same movement: "+spotter.Words(e.Pattern)+".")
	}
	if names := common(e.Primary, r.Of.Primary); len(names) > 0 {
		out = append(out, "Works the "+list(names)+", as "+r.Of.Name+" does.")
	}
	if len(e.Equipment) == 0 {
		out = append(out, "Needs no equipment.")
	} else {
		things := make([]string, len(e.Equipment))
		for i, thing := range e.Equipment {
			things[i] = spotter.Words(string(thing))
		}
		out = append(out, "Needs: "+strings.Join(things, ", ")+".")
	}
	for _, region := range r.Spare {
		if !loads(e, region) && loads(r.Of, region) {
			out = append(out, "Spares the "+spotter.Words(string(region))+".")
		}
	}
	for _, region := range r.Limits.Minded(e) {
		out = append(out, "Loads the "+spotter.Words(string(region))+": start lighter and stop when it hurts.")
	}
	return out
}

func common(a, b []string) []string {
	var out []string
	for _, m := range a {
		if slices.Contains(b, m) {
			out = append(out, spotter.Words(m))
		}
	}
	return out
}
