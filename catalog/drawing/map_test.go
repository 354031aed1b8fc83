package drawing

import (
	"bytes"
	"strings"
	"testing"

	"spotter"
)

// TestEveryMuscleHasARegion wants each muscle that the vocabulary knows on the map, and on a segment of
// the moving figure.
func TestEveryMuscleHasARegion(t *testing.T) {
	t.Parallel()
	for _, muscle := range spotter.Muscles {
		found := 0
		for _, r := range append(frontRegions, backRegions...) {
			if r.muscle == muscle {
				found++
			}
		}
		if found == 0 {
			t.Errorf("%s is nowhere on the map", muscle)
		}
		found = 0
		for _, p := range sideParts {
			if p.works[muscle] != "" {
				found++
			}
		}
		if found == 0 {
			t.Errorf("%s is on no segment of the figure", muscle)
		}
	}
}

func TestEveryExerciseHasAMap(t *testing.T) {
	t.Parallel()
	_, byID := load(t)
	for id, e := range byID {
		svg := MuscleMap(e, English(e))
		wellFormed(t, id, svg)
		text := string(svg)
		for class, muscles := range map[string][]string{"p": e.Primary, "q": e.Secondary} {
			if drawn := strings.Contains(text, `<path class="`+class+`"`); drawn != (len(muscles) > 0) {
				t.Errorf("%s: class %s is drawn: %v, and its muscles are %v", id, class, drawn, muscles)
			}
			for _, m := range muscles {
				if !strings.Contains(text, spotter.Words(m)) {
					t.Errorf("%s: the words leave %s out", id, m)
				}
			}
		}
	}
}

// TestRegionsLieInsideTheBody keeps muscles within the outline's width at their height.
func TestRegionsLieInsideTheBody(t *testing.T) {
	t.Parallel()
	for _, r := range append(frontRegions, backRegions...) {
		for _, shape := range r.shapes {
			for _, p := range points(shape) {
				if p.x < 0 || p.x > 35 || p.y < 20 || p.y > 170 || !inside(p, points(halfBody)) {
					t.Errorf("%s leaves the body at %v", r.muscle, p)
				}
			}
		}
	}
}

// inside tells by the even-odd rule; half a body is closed along its middle.
func inside(p point, outline []point) bool {
	in := false
	for i, a := range outline {
		b := outline[(i+1)%len(outline)]
		if (a.y > p.y) != (b.y > p.y) && p.x < a.x+(b.x-a.x)*(p.y-a.y)/(b.y-a.y) {
			in = !in
		}
	}
	return in
}

func TestDrawingsAreTheSameEachTime(t *testing.T) {
	t.Parallel()
	motions, byID := load(t)
	e := byID["barbell_back_squat"]
	a, _ := motions.Motion(e, English(e))
	b, _ := motions.Motion(e, English(e))
	if !bytes.Equal(a, b) || !bytes.Equal(MuscleMap(e, English(e)), MuscleMap(e, English(e))) {
		t.Error("the same entry gives different bytes")
	}
}

func TestWordsAreEscaped(t *testing.T) {
	t.Parallel()
	motions, byID := load(t)
	e := byID["barbell_back_squat"]
	w := English(e)
	w.Name, w.Language, w.Start, w.Primary = `<script>"&`, `"><script>`, "<b>", "<i>"
	moving, _ := motions.Motion(e, w)
	wellFormed(t, "motion", moving)
	wellFormed(t, "map", MuscleMap(e, w))
}
