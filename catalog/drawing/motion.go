package drawing

import (
	"bytes"
	_ "embed" // the pose table
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

//go:embed data/poses.json
var poseTable []byte

// target says where a limb goes: to a place, which is solved, or by its segments' angles.
type target struct {
	At     *[2]float64 `json:"at,omitempty"`     // hand: the grip; foot: the sole below its ball
	On     string      `json:"on,omitempty"`     // "chest": At is forward and up from the shoulder, in the trunk's frame
	Angles []float64   `json:"angles,omitempty"` // upper arm, forearm; thigh, shin
	Turn   *float64    `json:"turn,omitempty"`   // hand: its angle, else that of the forearm; foot: how far the heel is up
	Bend   float64     `json:"bend,omitempty"`   // -1 or 1 turns the elbow or knee against what is usual
}

// pose is one key position of a figure.
type pose struct {
	Hip   [2]float64 `json:"hip"`
	Trunk float64    `json:"trunk"`
	Curl  float64    `json:"curl,omitempty"` // how much further the upper back leans than the lower
	Head  float64    `json:"head,omitempty"` // how much further the head leans than the upper back
	Arm   target     `json:"arm"`
	Arm2  *target    `json:"arm2,omitempty"` // the other arm, where it differs
	Leg   target     `json:"leg"`
	Leg2  *target    `json:"leg2,omitempty"`
}

// contact is a part of the body that rests on something, in every frame.
type contact struct {
	Part string      `json:"part"`         // foot, foot2, toes, toes2, hand, hand2, seat, back, knee, knee2, forearm
	Y    float64     `json:"y"`            // height of the surface
	At   *[2]float64 `json:"at,omitempty"` // a fixed thing that is held
}

// Motion is how an exercise moves: key positions, first the start and last the end, and what is used.
type Motion struct {
	Exercise string    `json:"exercise"`
	View     view      `json:"view"`
	Cycle    bool      `json:"cycle,omitempty"` // goes round instead of there and back
	Seconds  float64   `json:"seconds,omitempty"`
	Poses    []pose    `json:"poses"`
	Contacts []contact `json:"contacts"`
	Kit      []prop    `json:"kit,omitempty"`
}

// Motions is the pose table: immutable, safe for concurrent use.
type Motions struct {
	all  []Motion
	byID map[string]int
}

// LoadMotions reads the embedded table and solves every pose once. An error means a broken build.
func LoadMotions() (*Motions, error) {
	decoder := json.NewDecoder(bytes.NewReader(poseTable))
	decoder.DisallowUnknownFields()
	m := &Motions{byID: map[string]int{}}
	if err := decoder.Decode(&m.all); err != nil {
		return nil, fmt.Errorf("drawing: poses: %w", err)
	}
	var faults []error
	for i, one := range m.all {
		if _, taken := m.byID[one.Exercise]; taken || len(one.Poses) < 2 {
			faults = append(faults, fmt.Errorf("drawing: %s stands twice or has no two poses", one.Exercise))
		}
		m.byID[one.Exercise] = i
		faults = append(faults, one.check())
	}
	return m, errors.Join(faults...)
}

// check refuses what cannot be drawn: an unknown view or thing, and limbs that are posed by place in one
// pose and by angles in the next.
func (m Motion) check() error {
	if m.View != sideView && m.View != frontView && m.View != backView {
		return fmt.Errorf("drawing: %s is seen from %q", m.Exercise, m.View)
	}
	for _, p := range m.Kit {
		if _, known := props[p.Kind]; !known {
			return fmt.Errorf("drawing: %s uses the unknown thing %q", m.Exercise, p.Kind)
		}
	}
	for _, p := range m.Poses {
		for i := range 2 {
			if !p.arm(i).like(m.Poses[0].arm(i)) || !p.leg(i).like(m.Poses[0].leg(i)) {
				return fmt.Errorf("drawing: %s poses limb %d in different ways", m.Exercise, i)
			}
		}
	}
	return nil
}

func (t target) like(u target) bool {
	angles := t.At == nil && len(t.Angles) == 2
	return (t.At == nil) == (u.At == nil) && t.On == u.On && (t.Turn == nil) == (u.Turn == nil) && (angles || t.At != nil)
}

// Has reports whether an exercise has a moving picture.
func (m *Motions) Has(exercise string) bool {
	_, ok := m.byID[exercise]
	return ok
}

// IDs lists the exercises that have a moving picture, in the order of the table.
func (m *Motions) IDs() []string {
	out := make([]string, len(m.all))
	for i, one := range m.all {
		out[i] = one.Exercise
	}
	return out
}

// at is the pose at a share of the way from start (0) to end (1), and whether every target was in reach.
func (m Motion) at(share float64) (angles, bool) {
	steps := len(m.Poses) - 1
	if m.Cycle {
		steps++
	}
	i := min(int(share*float64(steps)), steps-1)
	from, to := m.Poses[i], m.Poses[(i+1)%len(m.Poses)]
	way := share*float64(steps) - float64(i)
	if m.Cycle && len(m.Poses) == 2 {
		way = (1 - cos(180*way)) / 2
	}
	return mix(from, to, way).solve(m.View)
}

// mix is a pose between two.
func mix(a, b pose, share float64) pose {
	return pose{
		Hip:   [2]float64{lerp(a.Hip[0], b.Hip[0], share), lerp(a.Hip[1], b.Hip[1], share)},
		Trunk: lerp(a.Trunk, b.Trunk, share), Curl: lerp(a.Curl, b.Curl, share), Head: lerp(a.Head, b.Head, share),
		Arm: mixTarget(a.Arm, b.Arm, share), Leg: mixTarget(a.Leg, b.Leg, share),
		Arm2: new(mixTarget(a.arm(1), b.arm(1), share)), Leg2: new(mixTarget(a.leg(1), b.leg(1), share)),
	}
}

func mixTarget(a, b target, share float64) target {
	out := target{On: a.On, Bend: a.Bend}
	if a.At != nil && b.At != nil {
		out.At = &[2]float64{lerp(a.At[0], b.At[0], share), lerp(a.At[1], b.At[1], share)}
	}
	for i := range min(len(a.Angles), len(b.Angles)) {
		out.Angles = append(out.Angles, lerp(a.Angles[i], b.Angles[i], share))
	}
	if a.Turn != nil && b.Turn != nil {
		out.Turn = new(lerp(*a.Turn, *b.Turn, share))
	}
	return out
}

func (p pose) arm(i int) target {
	if i == 1 && p.Arm2 != nil {
		return *p.Arm2
	}
	return p.Arm
}

func (p pose) leg(i int) target {
	if i == 1 && p.Leg2 != nil {
		return *p.Leg2
	}
	return p.Leg
}

// solve turns targets into angles.
func (p pose) solve(v view) (angles, bool) {
	a := angles{hip: point{p.Hip[0], p.Hip[1]}, trunk: p.Trunk, thorax: p.Trunk + p.Curl, head: p.Trunk + p.Curl + p.Head}
	trunk := a.place(v) // limbs are not placed yet; hips and shoulders are
	ok := true
	for i := range 2 {
		armOK := p.arm(i).solveArm(&a, trunk, v, i)
		legOK := p.leg(i).solveLeg(&a, trunk, v, i)
		ok = ok && armOK && legOK
	}
	return a, ok
}

func (t target) solveArm(a *angles, trunk joints, v view, i int) bool {
	h, side := &a.arms[i], v.side(i)
	if t.At == nil {
		h.upper, h.fore = t.Angles[0], t.Angles[1]
		h.hand = orElse(t.Turn, h.fore)
		return true
	}
	to := point{t.At[0], t.At[1]}
	if !v.flat() {
		to.x *= side
	}
	if t.On == "chest" {
		to = trunk.shoulders[i].plus(to.turned(a.thorax))
	}
	second, bend := forearmLength+handLength, 1.0
	if t.Turn != nil {
		to, second = to.minus(limb(side**t.Turn, handLength)), forearmLength
	}
	if t.Bend != 0 {
		bend = t.Bend
	}
	upper, fore, ok := reach(trunk.shoulders[i], to, upperArmLength, second, bend*side)
	h.upper, h.fore = side*upper, side*fore
	h.hand = orElse(t.Turn, h.fore)
	return ok
}

func (t target) solveLeg(a *angles, trunk joints, v view, i int) bool {
	l, side := &a.legs[i], v.side(i)
	if t.At == nil {
		l.thigh, l.shin = t.Angles[0], t.Angles[1]
		l.foot = -orElse(t.Turn, -l.shin)
		l.toes = l.foot
		return true
	}
	l.foot = orElse(t.Turn, 0)
	ankle := point{t.At[0], t.At[1]}.plus(point{-ballForward, ankleHeight}.turned(l.foot))
	if v.flat() {
		l.toes = -l.foot
		if l.foot > 0 { // the toes stay flat on what they stand on, as far as they bend
			l.toes = min(0, 70-l.foot)
		}
		l.foot = -l.foot
	} else {
		ankle = point{side * (t.At[0] - 2), t.At[1] + ankleHeight}
	}
	bend := -1.0
	if t.Bend != 0 {
		bend = t.Bend
	}
	thigh, shin, ok := reach(trunk.hips[i], ankle, thighLength, shinLength, bend*side)
	l.thigh, l.shin = side*thigh, side*shin
	return ok
}

func orElse(p *float64, fallback float64) float64 {
	if p == nil {
		return fallback
	}
	return *p
}

// steps is how many pictures a cycle is sampled at; the browser turns the joints between them.
const steps = 24

// frames is one whole cycle: there and back, or round. The last frame equals the first.
func (m Motion) frames() []angles {
	out := make([]angles, 0, steps+1)
	for i := range steps + 1 {
		a, _ := m.at(m.share(float64(i) / steps))
		if i > 0 {
			a.follow(out[i-1])
		}
		out = append(out, a)
	}
	return out
}

// share is how far from start to end a moment of the cycle is.
func (m Motion) share(moment float64) float64 {
	if m.Cycle {
		return math.Mod(moment, 1)
	}
	return (1 - cos(360*moment)) / 2
}

// follow takes whole turns out of the angles, so that no joint spins from one frame to the next.
func (a *angles) follow(before angles) {
	near := func(angle *float64, last float64) { *angle -= 360 * math.Round((*angle-last)/360) }
	near(&a.trunk, before.trunk)
	near(&a.thorax, before.thorax)
	near(&a.head, before.head)
	for i := range 2 {
		near(&a.arms[i].upper, before.arms[i].upper)
		near(&a.arms[i].fore, before.arms[i].fore)
		near(&a.arms[i].hand, before.arms[i].hand)
		near(&a.legs[i].thigh, before.legs[i].thigh)
		near(&a.legs[i].shin, before.legs[i].shin)
		near(&a.legs[i].foot, before.legs[i].foot)
		near(&a.legs[i].toes, before.legs[i].toes)
	}
}
