package drawing

import (
	"math"
	"slices"
	"strings"
)

// sheet is a picture of a figure with its equipment, at one moment or, with more frames, in motion.
type sheet struct {
	strings.Builder
	motion   Motion
	frames   []angles
	duration string
}

func (s *sheet) write(parts ...string) {
	for _, part := range parts {
		s.WriteString(part)
	}
}

// figure draws everything, from the back to the front.
func (s *sheet) figure() {
	for _, p := range s.motion.Kit {
		if draw := props[p.Kind].behind; draw != nil {
			draw(s, p)
		}
	}
	if s.motion.View.flat() {
		s.double("far", func() { s.arm(1) })
		s.double("far", func() { s.leg(1) })
		s.double("mid", s.trunk)
		s.double("near", func() { s.leg(0) })
		s.double("near", func() { s.arm(0) })
	} else {
		s.double("near", func() { s.leg(1) })
		s.double("near", func() { s.leg(0) })
		s.double("near", s.trunk)
		s.double("near", func() { s.arm(1) })
		s.double("near", func() { s.arm(0) })
	}
	for _, p := range s.motion.Kit {
		if draw := props[p.Kind].before; draw != nil {
			draw(s, p)
		}
	}
}

// double draws a chain of segments twice, first as an outline and then filled, so that the outline goes
// round the chain and not round each segment.
func (s *sheet) double(class string, chain func()) {
	s.write(`<g class="`, class, ` edge">`)
	chain()
	s.write(`</g><g class="`, class, `">`)
	chain()
	s.write(`</g>`)
}

func (s *sheet) leg(i int) {
	side := s.motion.View.side(i)
	s.moved(func(a angles) point { return a.place(s.motion.View).hips[i] }, func() {
		s.rotated(func(a angles) float64 { return -side * a.legs[i].thigh }, func() {
			s.at(point{0, -thighLength}, func() {
				s.rotated(func(a angles) float64 { return -side * (a.legs[i].shin - a.legs[i].thigh) }, func() {
					s.at(point{0, -shinLength}, func() { s.foot(i) })
					s.part("shin", i)
				})
			})
			s.part("thigh", i)
		})
	})
}

// foot turns with its leg from the side and stays upright from the front.
func (s *sheet) foot(i int) {
	if !s.motion.View.flat() {
		side := s.motion.View.side(i)
		s.rotated(func(a angles) float64 { return side * a.legs[i].shin }, func() { s.part("foot", i) })
		return
	}
	s.rotated(func(a angles) float64 { return a.legs[i].shin - a.legs[i].foot }, func() {
		s.at(point{ballForward, 3 - ankleHeight}, func() {
			s.rotated(func(a angles) float64 { return a.legs[i].foot - a.legs[i].toes }, func() { s.part("toes", i) })
		})
		s.part("foot", i)
	})
}

func (s *sheet) arm(i int) {
	side := s.motion.View.side(i)
	s.moved(func(a angles) point { return a.place(s.motion.View).shoulders[i] }, func() {
		s.rotated(func(a angles) float64 { return -side * a.arms[i].upper }, func() {
			s.part("upper_arm", i)
			s.at(point{0, -upperArmLength}, func() {
				s.rotated(func(a angles) float64 { return -side * (a.arms[i].fore - a.arms[i].upper) }, func() {
					s.at(point{0, -forearmLength}, func() {
						s.rotated(func(a angles) float64 { return -side * (a.arms[i].hand - a.arms[i].fore) }, func() { s.part(s.hand(i), i) })
					})
					s.part("forearm", i)
				})
			})
		})
	})
}

// hand is flat when its angle is given, else a fist.
func (s *sheet) hand(i int) string {
	holds := func(p prop) bool { return p.On == "hands" || p.On == []string{"hand", "hand2"}[i] }
	if s.motion.Poses[0].arm(i).Turn != nil && !slices.ContainsFunc(s.motion.Kit, holds) {
		return "palm"
	}
	return "fist"
}

func (s *sheet) trunk() {
	s.moved(func(a angles) point { return a.hip }, func() {
		s.rotated(func(a angles) float64 { return a.trunk }, func() {
			s.at(point{0, lumbarLength}, func() {
				s.rotated(func(a angles) float64 { return a.thorax - a.trunk }, func() {
					s.at(point{0, thoraxLength}, func() {
						s.rotated(func(a angles) float64 { return a.head - a.thorax }, func() {
							s.at(point{0, neckLength}, func() { s.part("head", 0) })
						})
					})
					s.part("thorax", 0)
				})
			})
			s.part("lumbar", 0)
		})
	})
}

// part places a segment's shape; the one of the left of a front view is mirrored.
func (s *sheet) part(name string, i int) {
	if s.motion.View.side(i) < 0 {
		s.write(`<use href="#`, name, `" transform="scale(-1 1)"/>`)
		return
	}
	s.write(`<use href="#`, name, `"/>`)
}

// at moves what inner draws to a place that is the same in every frame.
func (s *sheet) at(p point, inner func()) {
	s.write(`<g transform="translate(`, pair(point{p.x, -p.y}), `)">`)
	inner()
	s.write(`</g>`)
}

// moved draws inner at a place that may differ from frame to frame.
func (s *sheet) moved(of func(angles) point, inner func()) {
	s.transformed("translate", func(a angles) string { p := of(a); return pair(point{p.x, -p.y}) }, inner)
}

// rotated turns inner clockwise by an angle that may differ from frame to frame.
func (s *sheet) rotated(of func(angles) float64, inner func()) {
	s.transformed("rotate", func(a angles) string { return number(of(a)) }, inner)
}

func (s *sheet) transformed(kind string, of func(angles) string, inner func()) {
	s.write(`<g transform="`, kind, `(`, of(s.frames[0]), `)">`)
	if values, moves := s.values(of); moves {
		s.write(`<animateTransform attributeName="transform" type="`, kind, `" dur="`, s.duration, `" repeatCount="indefinite" values="`, values, `"/>`)
	}
	inner()
	s.write(`</g>`)
}

// values joins what a property is in each frame, and tells whether it changes at all.
func (s *sheet) values(of func(angles) string) (string, bool) {
	all := make([]string, len(s.frames))
	moves := false
	for i, a := range s.frames {
		all[i] = of(a)
		moves = moves || all[i] != all[0]
	}
	return strings.Join(all, ";"), moves
}

// carried draws inner where a part of the body is, turned as the thing says.
func (s *sheet) carried(p prop, on string, inner func()) {
	s.moved(func(a angles) point { return carrier(on, p.At, a, s.motion.View) }, func() {
		s.rotated(func(a angles) float64 { return p.axis(a, on) }, inner)
	})
}

// axis is how far a carried thing is turned clockwise.
func (p prop) axis(a angles, on string) float64 {
	i := 0
	if on == "hand2" {
		i = 1
	}
	switch {
	case p.Kind == "sled":
		return -a.legs[0].foot
	case p.Hand:
		return -a.arms[i].hand + orElse(p.Turn, 0)
	case p.Kind == "barbell" || p.Kind == "long_bar":
		return 0
	}
	return orElse(p.Turn, 0)
}

// strung draws a line from a fixed place, or from under a foot, to what carries its other end.
func (s *sheet) strung(p prop, on, class string) {
	from := func(angles) point { return point{p.At[0], p.At[1]} }
	to := func(a angles) point { return carrier(on, nil, a, s.motion.View) }
	ends := []struct {
		name string
		of   func(angles) float64
	}{
		{"x1", func(a angles) float64 { return from(a).x }}, {"y1", func(a angles) float64 { return -from(a).y }},
		{"x2", func(a angles) float64 { return to(a).x }}, {"y2", func(a angles) float64 { return -to(a).y }},
	}
	s.write(`<line class="`, class, `"`)
	for _, end := range ends {
		s.write(" ", end.name, `="`, number(end.of(s.frames[0])), `"`)
	}
	s.write(`>`)
	for _, end := range ends {
		if values, moves := s.values(func(a angles) string { return number(end.of(a)) }); moves {
			s.write(`<animate attributeName="`, end.name, `" dur="`, s.duration, `" repeatCount="indefinite" values="`, values, `"/>`)
		}
	}
	s.write(`</line>`)
}

func (s *sheet) circle(c point, r float64, class string) {
	s.write(`<circle class="`, class, `" cx="`, number(c.x), `" cy="`, number(-c.y), `" r="`, number(r), `"/>`)
}

// rect stands on its lower left corner.
func (s *sheet) rect(corner point, width, height, radius float64, class string) {
	s.write(`<rect class="`, class, `" x="`, number(corner.x), `" y="`, number(-corner.y-height), `" width="`, number(width), `" height="`, number(height), `" rx="`, number(radius), `"/>`)
}

func (s *sheet) segment(from, to point, class string, width float64) {
	s.write(`<line class="`, class, `" x1="`, number(from.x), `" y1="`, number(-from.y), `" x2="`, number(to.x), `" y2="`, number(-to.y), `" stroke-width="`, number(width), `"/>`)
}

// path is in the picture's own frame: y grows downwards.
func (s *sheet) path(d, class string) { s.write(`<path class="`, class, `" d="`, d, `"/>`) }

// bounds is a rectangle that holds a picture.
type bounds struct{ left, right, bottom, top float64 }

func (b *bounds) hold(p point, margin float64) {
	b.left, b.right = min(b.left, p.x-margin), max(b.right, p.x+margin)
	b.bottom, b.top = min(b.bottom, p.y-margin), max(b.top, p.y+margin)
}

// extent is what a motion needs over all frames, its floor included.
func (m Motion) extent(frames []angles) bounds {
	b := bounds{math.Inf(1), math.Inf(-1), 0, math.Inf(-1)}
	for _, a := range frames {
		j := a.place(m.View)
		b.hold(j.head, 16)
		b.hold(j.hip, 14)
		for i := range 2 {
			b.hold(j.knees[i], 8)
			b.hold(j.toes[i], 3)
			b.hold(j.heels[i], 3)
			b.hold(j.elbows[i], 6)
			b.hold(j.grip[i], 9)
		}
		for _, p := range m.Kit {
			p.extent(a, m.View, &b)
		}
	}
	return b
}

func (p prop) extent(a angles, v view, b *bounds) {
	switch {
	case p.Kind == "barbell" && v.flat():
		b.hold(carrier(p.On, p.At, a, v), 22)
	case p.Kind == "barbell":
		b.hold(carrier("middle", nil, a, v).plus(point{94, 0}), 20)
		b.hold(carrier("middle", nil, a, v).plus(point{-94, 0}), 20)
	case p.Kind == "dumbbell":
		b.hold(carrier(p.On, p.At, a, v), 14)
	case p.Kind == "kettlebell":
		b.hold(carrier(p.On, p.At, a, v), 26)
	case p.Kind == "bar" && v.flat():
		b.hold(point{p.At[0] - 38, p.At[1] + 16}, 2)
	case p.Kind == "bar":
		b.hold(point{66, p.At[1] + 4}, 2)
		b.hold(point{-66, p.At[1] + 4}, 2)
	case p.Kind == "box":
		b.hold(point{p.At[0] + orSize(p.Size, 50), 10}, 2)
		b.hold(point{p.At[0], 10}, 2)
	case p.Kind == "wall":
		b.hold(point{p.At[0] + 8, 100}, 2)
	case p.At != nil && p.On != "chest" && p.On != "hip":
		b.hold(point{p.At[0], p.At[1]}, math.Abs(orSize(p.Size, 14))+16)
	}
	if p.To != nil {
		b.hold(point{p.To[0], p.To[1]}, 6)
	}
}
