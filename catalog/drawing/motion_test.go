package drawing

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"spotter"
	"spotter/catalog"
)

func load(t *testing.T) (*Motions, map[string]spotter.Exercise) {
	t.Helper()
	exercises, err := catalog.LoadExercises()
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]spotter.Exercise{}
	for _, e := range exercises.All() {
		byID[e.ID] = e
	}
	motions, err := LoadMotions()
	if err != nil {
		t.Fatal(err)
	}
	return motions, byID
}

func TestSixtyExercisesMove(t *testing.T) {
	t.Parallel()
	motions, byID := load(t)
	if n := len(motions.IDs()); n < 60 {
		t.Errorf("%d exercises move, want 60 or more", n)
	}
	for _, id := range motions.IDs() {
		if _, ok := byID[id]; !ok {
			t.Errorf("%s moves and is no exercise", id)
		}
	}
}

// between takes the frames of a cycle and what a browser shows between them: each joint turned half way.
func (m Motion) shown() []angles {
	frames := m.frames()
	var out []angles
	for i, a := range frames[:len(frames)-1] {
		out = append(out, a, halfway(a, frames[i+1]))
	}
	return out
}

func halfway(a, b angles) angles {
	mid := func(x, y float64) float64 { return (x + y) / 2 }
	out := angles{hip: between(a.hip, b.hip, .5), trunk: mid(a.trunk, b.trunk), thorax: mid(a.thorax, b.thorax), head: mid(a.head, b.head)}
	for i := range 2 {
		out.arms[i] = arm{mid(a.arms[i].upper, b.arms[i].upper), mid(a.arms[i].fore, b.arms[i].fore), mid(a.arms[i].hand, b.arms[i].hand)}
		out.legs[i] = leg{mid(a.legs[i].thigh, b.legs[i].thigh), mid(a.legs[i].shin, b.legs[i].shin), mid(a.legs[i].foot, b.legs[i].foot), mid(a.legs[i].toes, b.legs[i].toes)}
	}
	return out
}

// TestLimbsKeepTheirLength measures every limb of every frame.
func TestLimbsKeepTheirLength(t *testing.T) {
	t.Parallel()
	motions, _ := load(t)
	for _, m := range motions.all {
		for f, a := range m.shown() {
			j := a.place(m.View)
			for i := range 2 {
				for name, l := range map[string][3]any{
					"thigh": {j.hips[i], j.knees[i], thighLength}, "shin": {j.knees[i], j.ankles[i], shinLength},
					"upper arm": {j.shoulders[i], j.elbows[i], upperArmLength}, "forearm": {j.elbows[i], j.wrist[i], forearmLength},
					"trunk": {j.hip, j.waist, lumbarLength}, "thorax": {j.waist, j.neck, thoraxLength},
				} {
					if got, want := l[0].(point).distance(l[1].(point)), l[2].(float64); math.Abs(got-want) > 1e-9 {
						t.Errorf("%s, frame %d: the %s is %.2f cm long, not %.2f", m.Exercise, f, name, got, want)
					}
				}
			}
		}
	}
}

// TestTargetsAreInReach wants hands and feet where the pose says, all the way.
func TestTargetsAreInReach(t *testing.T) {
	t.Parallel()
	motions, _ := load(t)
	for _, m := range motions.all {
		for i := range steps + 1 {
			if _, ok := m.at(m.share(float64(i) / steps)); !ok {
				t.Errorf("%s: something is out of reach at %d of %d", m.Exercise, i, steps)
			}
		}
	}
}

// TestJointsBendTheRightWay holds knees, elbows and the spine to what a body can do.
func TestJointsBendTheRightWay(t *testing.T) {
	t.Parallel()
	motions, _ := load(t)
	for _, m := range motions.all {
		for f, a := range m.frames() {
			for i := range 2 {
				knee := a.legs[i].thigh - a.legs[i].shin
				elbow := a.arms[i].fore - a.arms[i].upper
				if turned := m.Poses[0].arm(i).Bend < 0; turned || !m.View.flat() {
					elbow = math.Abs(elbow)
				}
				knee, elbow = math.Remainder(knee, 360), math.Remainder(elbow, 360)
				if m.View.flat() && (knee < -1 || knee > 158) {
					t.Errorf("%s, frame %d: knee %d bends %.0f°", m.Exercise, f, i, knee)
				}
				if elbow < -1 || elbow > 172 {
					t.Errorf("%s, frame %d: elbow %d bends %.0f°", m.Exercise, f, i, elbow)
				}
			}
			if curl, nod := a.thorax-a.trunk, a.head-a.thorax; math.Abs(curl) > 50 || math.Abs(nod) > 60 {
				t.Errorf("%s, frame %d: the spine bends %.0f° and the neck %.0f°", m.Exercise, f, curl, nod)
			}
		}
	}
}

// touching is where a part of the body meets what it rests on.
func (j joints) touching(part string, a angles) point {
	below := func(p point, by float64) point { return p.minus(point{0, by}) }
	switch part {
	case "foot", "foot2":
		i := len(part) - 4
		return lower(lower(j.heels[i], j.balls[i]), j.toes[i])
	case "toes", "toes2":
		i := len(part) - 4
		return lower(j.balls[i], j.toes[i])
	case "heel":
		return j.heels[0]
	case "hand":
		return below(j.grip[0], handThickness)
	case "hand2":
		return below(j.grip[1], handThickness)
	case "knee":
		return below(j.knees[0], 6)
	case "knee2":
		return below(j.knees[1], 6)
	case "belly":
		return below(j.hip, 10)
	case "forearm":
		return below(j.elbows[0], 4.4)
	case "seat":
		return below(j.hip, 11)
	case "back":
		return lower(below(j.neck, 10.6), below(j.hip, 11.4))
	case "shoulder":
		return below(j.neck, 10.6)
	}
	return point{math.NaN(), math.NaN()}
}

func lower(p, q point) point {
	if p.y < q.y {
		return p
	}
	return q
}

// TestContactsHold wants feet that neither float nor sink nor slide, and hands that stay where they hold on.
func TestContactsHold(t *testing.T) {
	t.Parallel()
	motions, _ := load(t)
	for _, m := range motions.all {
		if len(m.Contacts) == 0 && !m.Cycle && m.Exercise != "jumping_jack" {
			t.Errorf("%s rests on nothing", m.Exercise)
		}
		for _, c := range m.Contacts {
			for f, a := range m.shown() {
				j := a.place(m.View)
				at := j.touching(c.Part, a)
				if c.At != nil {
					if d := j.grip[0].distance(point{c.At[0], c.At[1]}); !(d < 1) {
						t.Errorf("%s, frame %d: the hand is %.1f cm off", m.Exercise, f, d)
					}
					continue
				}
				if !(math.Abs(at.y-c.Y) <= 1.6) {
					t.Errorf("%s, frame %d: %s at %.1f, and what it rests on at %.1f", m.Exercise, f, c.Part, at.y, c.Y)
				}
			}
		}
	}
}

// TestNothingSinksIntoTheFloor looks at every joint with the flesh round it.
func TestNothingSinksIntoTheFloor(t *testing.T) {
	t.Parallel()
	motions, _ := load(t)
	for _, m := range motions.all {
		for f, a := range m.shown() {
			j := a.place(m.View)
			low := func(name string, p point, flesh float64) {
				if p.y-flesh < -1.6 {
					t.Errorf("%s, frame %d: %s is %.1f below the floor", m.Exercise, f, name, flesh-p.y)
				}
			}
			low("head", j.head, 9)
			low("hip", j.hip, 10)
			for i := range 2 {
				low("knee", j.knees[i], 5)
				low("elbow", j.elbows[i], 4)
				low("hand", j.grip[i], 2.5)
				low("heel", j.heels[i], 0)
				low("toe", j.toes[i], 0)
			}
		}
	}
}

// TestFeetThatStandDoNotSlide follows the planted foot.
func TestFeetThatStandDoNotSlide(t *testing.T) {
	t.Parallel()
	motions, _ := load(t)
	for _, m := range motions.all {
		for _, c := range m.Contacts {
			if !strings.HasPrefix(c.Part, "foot") && c.Part != "toes" {
				continue
			}
			i := min(len(c.Part)-4, 1)
			if !strings.HasSuffix(c.Part, "2") {
				i = 0
			}
			first := m.frames()[0].place(m.View).balls[i]
			for f, a := range m.shown() {
				if d := a.place(m.View).balls[i].distance(first); d > 9 {
					t.Errorf("%s, frame %d: the foot has moved %.1f cm", m.Exercise, f, d)
				}
			}
		}
	}
}

// TestNoTwoMoveTheSame compares what is seen: the joints at start and end, and the things used.
func TestNoTwoMoveTheSame(t *testing.T) {
	t.Parallel()
	motions, _ := load(t)
	for i, m := range motions.all {
		for _, n := range motions.all[:i] {
			if m.View == n.View && m.things() == n.things() && m.apart(n) < 9 {
				t.Errorf("%s and %s look the same", m.Exercise, n.Exercise)
			}
		}
		if m.apartFromItself() < 5 {
			t.Errorf("%s does not move", m.Exercise)
		}
	}
}

func (m Motion) things() string {
	var out []string
	for _, p := range m.Kit {
		if p.Kind != "rail" && p.Kind != "pad" {
			out = append(out, fmt.Sprint(p.Kind, p.Hand, p.Turn != nil))
		}
	}
	return strings.Join(out, " ")
}

// apart is the largest distance between the same joints of two motions.
func (m Motion) apart(n Motion) (most float64) {
	for _, share := range []float64{0, .5, .999} {
		a, _ := m.at(share)
		b, _ := n.at(share)
		most = max(most, a.place(m.View).apart(b.place(n.View)))
	}
	return most
}

func (m Motion) apartFromItself() (most float64) {
	frames := m.frames()
	for _, a := range frames {
		most = max(most, a.place(m.View).apart(frames[0].place(m.View)))
	}
	return most
}

func (j joints) apart(k joints) (most float64) {
	most = max(j.head.distance(k.head), j.hip.distance(k.hip))
	for i := range 2 {
		most = max(most, j.knees[i].distance(k.knees[i]), j.ankles[i].distance(k.ankles[i]), j.heels[i].distance(k.heels[i]), j.elbows[i].distance(k.elbows[i]), j.grip[i].distance(k.grip[i]))
	}
	return most
}

// wellFormed reads a picture as XML and looks for what a picture must and must not have.
func wellFormed(t *testing.T, name string, svg []byte) {
	t.Helper()
	text := string(svg)
	for dec := xml.NewDecoder(strings.NewReader(text)); ; {
		_, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
	for _, want := range []string{"<title", "<desc", `role="img"`, "prefers-color-scheme:dark"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s has no %s", name, want)
		}
	}
	for _, never := range []string{"<script", "NaN", "Inf", "javascript:", "http://www.w3.org/1999/xlink", "<foreignObject"} {
		if strings.Contains(text, never) {
			t.Errorf("%s has %s", name, never)
		}
	}
}

func TestPicturesAreSound(t *testing.T) {
	t.Parallel()
	motions, byID := load(t)
	for _, id := range motions.IDs() {
		moving, _ := motions.Motion(byID[id], English(byID[id]))
		still, _ := motions.Still(byID[id], English(byID[id]))
		wellFormed(t, id, moving)
		wellFormed(t, id, still)
		for _, want := range []string{"prefers-reduced-motion:reduce", "<animateTransform", ">Start<", ">End<"} {
			if !strings.Contains(string(moving), want) {
				t.Errorf("%s has no %s", id, want)
			}
		}
		if strings.Contains(string(still), "<animate") {
			t.Errorf("%s moves although it is to be still", id)
		}
		if len(moving) > 64<<10 {
			t.Errorf("%s has %d bytes", id, len(moving))
		}
	}
	if _, ok := motions.Motion(spotter.Exercise{ID: "nothing"}, Words{}); ok {
		t.Error("an exercise without poses is drawn")
	}
}

// TestScienceCountsFigures holds the numbers in docs/science.md to the tables.
func TestScienceCountsFigures(t *testing.T) {
	t.Parallel()
	motions, byID := load(t)
	page, err := os.ReadFile("../../docs/science.md")
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("%d exercises (`catalog/data/exercises.json`), %d of them with a moving figure", len(byID), len(motions.IDs()))
	if !strings.Contains(string(page), want) {
		t.Errorf("docs/science.md does not say %q", want)
	}
}
