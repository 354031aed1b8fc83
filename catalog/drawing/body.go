package drawing

import "math"

// Lengths of the body's segments in cm: a person of 1.75 m.
const (
	thighLength    = 43.0
	shinLength     = 42.0
	lumbarLength   = 22.0 // hip to waist
	thoraxLength   = 28.0 // waist to shoulder
	neckLength     = 21.0 // shoulder to the middle of the head
	upperArmLength = 30.0
	forearmLength  = 26.0
	handLength     = 6.0 // wrist to the middle of the grip
	ankleHeight    = 8.0
	ballForward    = 11.0 // ankle to the ball of the foot
	shoulderHalf   = 17.0 // half the distance between the shoulders, seen from the front
	hipHalf        = 8.5  // half the distance between the hips, seen from the front
	handThickness  = 2.5  // half the thickness of a flat hand
)

// point is a place in cm.
type point struct{ x, y float64 }

func (p point) plus(q point) point            { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point           { return point{p.x - q.x, p.y - q.y} }
func (p point) times(k float64) point         { return point{p.x * k, p.y * k} }
func (p point) distance(q point) float64      { return math.Hypot(p.x-q.x, p.y-q.y) }
func between(p, q point, share float64) point { return p.plus(q.minus(p).times(share)) }
func sin(degrees float64) float64             { return math.Sin(degrees * math.Pi / 180) }
func cos(degrees float64) float64             { return math.Cos(degrees * math.Pi / 180) }
func lerp(a, b, share float64) float64        { return a + (b-a)*share }
func limb(angle, length float64) point        { return point{sin(angle) * length, -cos(angle) * length} }
func trunkward(angle, length float64) point   { return point{sin(angle) * length, cos(angle) * length} }
func direction(from, to point) (angle float64) {
	return math.Atan2(to.x-from.x, from.y-to.y) * 180 / math.Pi
}

// turned is a point of a frame whose upward axis leans by an angle.
func (p point) turned(angle float64) point {
	return point{p.x*cos(angle) + p.y*sin(angle), -p.x*sin(angle) + p.y*cos(angle)}
}

// arm and leg hold the world angles of their segments.
type arm struct{ upper, fore, hand float64 }
type leg struct{ thigh, shin, foot, toes float64 }

// angles is a posed body. Index 0 is the near side, or the figure's side at the right of the picture in
// a front view; 1 is the other one.
type angles struct {
	hip    point
	trunk  float64 // lumbar spine
	thorax float64
	head   float64
	arms   [2]arm
	legs   [2]leg
}

// joints is where the joints of a posed body are.
type joints struct {
	hip, waist, neck, head         point
	hips, knees, ankles            [2]point
	balls, heels, toes             [2]point // on the sole
	shoulders, elbows, wrist, grip [2]point
}

// place is the forward kinematics: angles to joints.
func (a angles) place(v view) joints {
	j := joints{hip: a.hip}
	j.waist = j.hip.plus(trunkward(a.trunk, lumbarLength))
	j.neck = j.waist.plus(trunkward(a.thorax, thoraxLength))
	j.head = j.neck.plus(trunkward(a.head, neckLength))
	for i := range 2 {
		hip, shoulder := v.offsets(i)
		j.hips[i] = j.hip.plus(hip.turned(a.trunk))
		j.shoulders[i] = j.neck.plus(shoulder.turned(a.thorax))
		side := v.side(i)
		l, h := a.legs[i], a.arms[i]
		j.knees[i] = j.hips[i].plus(limb(side*l.thigh, thighLength))
		j.ankles[i] = j.knees[i].plus(limb(side*l.shin, shinLength))
		j.balls[i], j.heels[i], j.toes[i] = v.sole(j.ankles[i], side, l)
		j.elbows[i] = j.shoulders[i].plus(limb(side*h.upper, upperArmLength))
		j.wrist[i] = j.elbows[i].plus(limb(side*h.fore, forearmLength))
		j.grip[i] = j.wrist[i].plus(limb(side*h.hand, handLength))
	}
	return j
}

// view is where the figure is seen from.
type view string

const (
	sideView  view = "side"
	frontView view = "front"
	backView  view = "back"
)

func (v view) flat() bool { return v == sideView }

// side is the direction in which a limb's angle opens: outwards in a front view.
func (v view) side(i int) float64 {
	if !v.flat() && i == 1 {
		return -1
	}
	return 1
}

// offsets are hip and shoulder beside the spine.
func (v view) offsets(i int) (hip, shoulder point) {
	if v.flat() {
		return point{}, point{}
	}
	return point{v.side(i) * hipHalf, 0}, point{v.side(i) * shoulderHalf, -3}
}

// sole is the underside of a foot: ball, heel and the tip of the toes. From the front they lie behind each other.
func (v view) sole(ankle point, side float64, l leg) (ball, heel, toe point) {
	if !v.flat() {
		under := ankle.plus(point{side * 2, -ankleHeight})
		return under, under, under
	}
	at := func(x float64) point { return ankle.plus(point{x, -ankleHeight}.turned(-l.foot)) }
	ball = at(ballForward)
	return ball, at(-6), ball.plus(point{7, 0}.turned(-l.toes))
}

// reach solves two segments to a target: the angles of both. bend is +1 when the second segment opens
// to the larger angle, as an elbow does, and -1 for a knee. ok is false when the target is out of reach;
// the limb then points at it.
func reach(from, to point, first, second, bend float64) (a, b float64, ok bool) {
	d := from.distance(to)
	ok = d <= first+second+0.01 && d >= math.Abs(first-second)-0.01
	d = min(max(d, math.Abs(first-second)+1e-6), first+second-1e-6)
	straight := direction(from, to)
	inner := math.Acos((first*first+d*d-second*second)/(2*first*d)) * 180 / math.Pi
	outer := math.Acos((first*first+second*second-d*d)/(2*first*second)) * 180 / math.Pi
	a = straight - bend*inner
	return a, a + bend*(180-outer), ok
}
