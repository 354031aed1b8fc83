package drawing

// prop is a piece of equipment in a picture: standing still, or carried by a part of the body.
type prop struct {
	Kind string      `json:"kind"`
	On   string      `json:"on,omitempty"` // what carries it, or where a line ends: hands, hand, hand2, chest, foot, foot2, ankle, seat, knee
	At   *[2]float64 `json:"at,omitempty"` // where it stands or begins; with On a place in the chest's frame
	To   *[2]float64 `json:"to,omitempty"` // where it ends
	Size float64     `json:"size,omitempty"`
	Turn *float64    `json:"turn,omitempty"`      // angle of its axis; a dumbbell or kettlebell without one is seen from its end, or hangs
	Hand bool        `json:"with_hand,omitempty"` // turns with the hand
}

// props draw themselves behind and before the figure.
type propShape struct{ behind, before func(*sheet, prop) }

var props = map[string]propShape{
	"barbell":    {behind: (*sheet).plates, before: (*sheet).barEnd},
	"dumbbell":   {behind: (*sheet).farHeld, before: (*sheet).nearHeld},
	"kettlebell": {behind: (*sheet).farHeld, before: (*sheet).nearHeld},
	"handle":     {behind: (*sheet).farHeld, before: (*sheet).nearHeld},
	"ball":       {before: (*sheet).nearHeld},
	"bench":      {behind: (*sheet).bench},
	"pad":        {behind: (*sheet).pad},
	"box":        {behind: (*sheet).box},
	"bar":        {behind: (*sheet).fixedBar, before: (*sheet).fixedBarEnd},
	"long_bar":   {before: (*sheet).longBar},
	"wall":       {behind: (*sheet).wall},
	"cable":      {behind: (*sheet).column, before: (*sheet).cable},
	"band":       {behind: (*sheet).farBand, before: (*sheet).band},
	"roller":     {before: (*sheet).roller},
	"sled":       {behind: (*sheet).sled},
	"rail":       {behind: (*sheet).rail},
	"wheel":      {behind: (*sheet).wheel},
	"table":      {behind: (*sheet).table},
	"lever":      {before: (*sheet).lever},
	"slider":     {before: (*sheet).slider},
}

// carrier is where a part of the body that carries something is.
func carrier(on string, at *[2]float64, a angles, v view) point {
	j := a.place(v)
	switch on {
	case "hand2":
		return j.grip[1]
	case "middle":
		return between(j.grip[0], j.grip[1], .5)
	case "chest":
		return j.neck.plus(point{at[0], at[1]}.turned(a.thorax))
	case "hip":
		return j.hip.plus(point{at[0], at[1]}.turned(a.trunk))
	case "foot":
		return between(j.balls[0], j.heels[0], .5)
	case "foot2":
		return between(j.balls[1], j.heels[1], .5)
	case "ankle_front": // the front of the shin, above the ankle
		return between(j.ankles[0], j.knees[0], .12).plus(limb(a.legs[0].shin+90, 8.5))
	case "ankle_back":
		return between(j.ankles[0], j.knees[0], .12).plus(limb(a.legs[0].shin-90, 8.5))
	case "heel":
		return j.heels[0]
	case "knee":
		return j.knees[0]
	default: // hands, hand
		return j.grip[0]
	}
}

func (s *sheet) plates(p prop) {
	if !s.motion.View.flat() {
		return
	}
	s.carried(p, p.On, func() {
		s.circle(point{}, orSize(p.Size, 21), "plate")
		s.circle(point{}, orSize(p.Size, 21)-4, "groove")
	})
}

func (s *sheet) barEnd(p prop) {
	if !s.motion.View.flat() {
		s.longBar(prop{Kind: p.Kind, On: "middle", Size: 92, Turn: new(1.0)})
		return
	}
	s.carried(p, p.On, func() {
		s.circle(point{}, orSize(p.Size, 21), "rim")
		s.circle(point{}, 3.2, "hub")
	})
}

func orSize(size, fallback float64) float64 {
	if size == 0 {
		return fallback
	}
	return size
}

// longBar is a bar seen across, with plates when Turn is set.
func (s *sheet) longBar(p prop) {
	half := orSize(p.Size, 60)
	s.carried(p, "middle", func() {
		s.segment(point{-half, 0}, point{half, 0}, "steel", 2.8)
		if p.Turn == nil {
			return
		}
		for _, side := range []float64{-1, 1} {
			s.rect(point{side*(half-14) - 2.5, -20}, 5, 40, 2, "plate")
			s.rect(point{side*(half-8) - 2, -14}, 4, 28, 2, "plate")
		}
	})
}

func (s *sheet) farHeld(p prop) {
	if p.On == "hands" || p.On == "hand2" {
		s.held(p, "hand2")
	}
}

func (s *sheet) nearHeld(p prop) {
	if p.On != "hand2" {
		s.held(p, p.On)
	}
}

func (s *sheet) held(p prop, on string) {
	s.carried(p, on, func() {
		switch p.Kind {
		case "dumbbell":
			s.dumbbell(p.Turn != nil || p.Hand)
		case "kettlebell":
			s.kettlebell()
		case "handle":
			s.rect(point{-1.6, -7}, 3.2, 14, 1.6, "steelfill")
		case "ball":
			s.circle(point{}, orSize(p.Size, 12), "plate")
			s.circle(point{}, orSize(p.Size, 12)-3.4, "groove")
		}
	})
}

// dumbbell lies along x, or is seen from its end.
func (s *sheet) dumbbell(along bool) {
	if !along {
		s.circle(point{}, 7.4, "plate")
		s.circle(point{}, 5.2, "groove")
		s.circle(point{}, 2, "hub")
		return
	}
	s.segment(point{-8, 0}, point{8, 0}, "steel", 3)
	s.rect(point{-14, -6.6}, 7.4, 13.2, 2.2, "plate")
	s.rect(point{6.6, -6.6}, 7.4, 13.2, 2.2, "plate")
}

func (s *sheet) kettlebell() {
	s.path("M-5.6 9C-8.4 0-6.4-2.6 0-2.6C6.4-2.6 8.4 0 5.6 9", "handle")
	s.circle(point{0, -14.5}, 9.6, "plate")
	s.path("M-6 11C-4 8.4 0 7.6 3 8.6", "shine")
}

func (s *sheet) bench(p prop) {
	from, to := point{p.At[0], p.At[1]}, point{p.To[0], p.To[1]}
	drop := point{0, -3.5}
	for _, foot := range []float64{.16, .84} {
		top := between(from, to, foot).plus(drop)
		s.segment(top, point{top.x, 2}, "frame", 3.4)
		s.segment(point{top.x - 8, 1.6}, point{top.x + 8, 1.6}, "frame", 3)
	}
	s.pad(p)
}

func (s *sheet) pad(p prop) {
	from, to := point{p.At[0], p.At[1]}, point{p.To[0], p.To[1]}
	along := to.minus(from).times(1 / from.distance(to))
	down := point{along.y, -along.x}.times(3.2)
	s.segment(from.plus(down).plus(along.times(3)), to.plus(down).minus(along.times(3)), "cushion", 6.4)
}

func (s *sheet) box(p prop) {
	s.rect(point{p.At[0], 0}, orSize(p.Size, 50), p.At[1], 2, "wood")
}

func (s *sheet) fixedBar(p prop) {
	if s.motion.View.flat() {
		s.segment(point{p.At[0], p.At[1]}, point{p.At[0] - 34, p.At[1] + 12}, "frame", 3.4)
		s.segment(point{p.At[0] - 34, p.At[1] + 16}, point{p.At[0] - 34, 0}, "frame", 4.4)
		return
	}
	for _, side := range []float64{-1, 1} {
		s.segment(point{side * 62, p.At[1] + 4}, point{side * 62, 0}, "frame", 4.4)
	}
	s.segment(point{-62, p.At[1]}, point{62, p.At[1]}, "steel", 3.4)
}

func (s *sheet) fixedBarEnd(p prop) {
	if s.motion.View.flat() {
		s.circle(point{p.At[0], p.At[1]}, 2.6, "hub")
	}
}

func (s *sheet) wall(p prop) {
	s.rect(point{p.At[0], 0}, 8, orSize(p.Size, 190), 0, "wall")
}

func (s *sheet) column(p prop) {
	x := p.At[0] + orSize(p.Size, 6)
	s.segment(point{x, max(p.At[1]+14, 60)}, point{x, 0}, "frame", 5)
	s.segment(point{x - 14, 1.8}, point{x + 14, 1.8}, "frame", 3.6)
	s.segment(point{x, p.At[1]}, point{p.At[0], p.At[1]}, "frame", 3)
}

func (s *sheet) cable(p prop) {
	s.strung(p, p.On, "cable")
	s.circle(point{p.At[0], p.At[1]}, 4, "plate")
	s.circle(point{p.At[0], p.At[1]}, 1.4, "hub")
}

func (s *sheet) farBand(p prop) {
	if p.On == "hands" {
		s.strung(p, "hand2", "band far")
	}
}

func (s *sheet) band(p prop) { s.strung(p, p.On, "band") }

func (s *sheet) lever(p prop) { s.strung(p, p.On, "lever") }

func (s *sheet) roller(p prop) {
	s.carried(p, p.On, func() {
		s.circle(point{}, orSize(p.Size, 5), "cushionfill")
		s.circle(point{}, 1.6, "hub")
	})
}

// sled is the plate that the feet press.
func (s *sheet) sled(p prop) {
	s.carried(p, "foot", func() {
		s.segment(point{-22, 0}, point{22, 0}, "frame", 5)
	})
}

func (s *sheet) rail(p prop) {
	s.segment(point{p.At[0], p.At[1]}, point{p.To[0], p.To[1]}, "frame", orSize(p.Size, 4))
}

func (s *sheet) wheel(p prop) {
	c := point{p.At[0], p.At[1]}
	s.circle(c, orSize(p.Size, 20), "wheel")
	s.circle(c, 4, "hub")
}

func (s *sheet) table(p prop) {
	from, to := point{p.At[0], p.At[1]}, point{p.To[0], p.To[1]}
	s.segment(from, to, "woodline", 5)
	for _, x := range []float64{from.x + 5, to.x - 5} {
		s.segment(point{x, from.y}, point{x, 0}, "woodline", 4)
	}
}

func (s *sheet) slider(p prop) {
	s.carried(p, p.On, func() { s.segment(point{-7, 0}, point{7, 0}, "cushion", 2.4) })
}
