package drawing

import (
	"html"
	"strings"

	"spotter"
)

// margin is the room round a figure, and captions what the line below it takes.
const (
	margin   = 6.0
	captions = 26.0
)

// Motion draws an exercise in motion. Where the reader asked for less motion it shows start and end side
// by side. ok is false when there are no poses for the exercise.
func (m *Motions) Motion(e spotter.Exercise, w Words) (svg []byte, ok bool) {
	i, ok := m.byID[e.ID]
	if !ok {
		return nil, false
	}
	one := m.all[i]
	frames := one.frames()
	size := one.extent(frames)
	width, height := size.right-size.left+2*margin, size.top-size.bottom+2*margin
	full := max(2*width, 150)
	var b strings.Builder
	head(&b, w, w.Name, w.describe(e), motionStyle, full, height+captions)
	one.shapes(&b, e)
	b.WriteString(`<g class="moving">`)
	one.scene(&b, frames, size, (full-width)/2)
	one.timeline(&b, w, full, height)
	b.WriteString(`</g><g class="still">`)
	one.still(&b, w, frames, size, full, height)
	b.WriteString(`</g></svg>`)
	return []byte(b.String()), true
}

// Still draws start and end side by side, without any motion.
func (m *Motions) Still(e spotter.Exercise, w Words) (svg []byte, ok bool) {
	i, ok := m.byID[e.ID]
	if !ok {
		return nil, false
	}
	one := m.all[i]
	frames := one.frames()
	size := one.extent(frames)
	width, height := size.right-size.left+2*margin, size.top-size.bottom+2*margin
	var b strings.Builder
	head(&b, w, w.Name, w.describe(e), motionStyle, 2*width, height+captions)
	one.shapes(&b, e)
	one.still(&b, w, frames, size, 2*width, height)
	b.WriteString(`</svg>`)
	return []byte(b.String()), true
}

// scene draws frames with their left edge at x.
func (m Motion) scene(b *strings.Builder, frames []angles, size bounds, x float64) {
	s := &sheet{motion: m, frames: frames, duration: number(m.period()) + "s"}
	s.write(`<g transform="translate(`, number(x+margin-size.left), ` `, number(margin+size.top), `)">`)
	s.write(`<line class="floor" x1="`, number(size.left+2), `" y1="1" x2="`, number(size.right-2), `" y2="1"/>`)
	s.figure()
	s.write(`</g>`)
	b.WriteString(s.String())
}

// period is how long a cycle takes, in seconds.
func (m Motion) period() float64 { return orSize(m.Seconds, 3.2) }

// timeline is a knob that runs from start to end and back.
func (m Motion) timeline(b *strings.Builder, w Words, width, height float64) {
	y := height + captions - 13
	left, right := width/2-48, width/2+48
	s := &sheet{motion: m}
	s.segment(point{left, -y}, point{right, -y}, "track", 2.4)
	moments := make([]string, steps+1)
	for i := range moments {
		moments[i] = number(lerp(left, right, m.share(float64(i)/steps)))
	}
	s.write(`<circle class="knob" cx="`, number(left), `" cy="`, number(y), `" r="3.6"><animate attributeName="cx" dur="`, number(m.period()), `s" repeatCount="indefinite" values="`, strings.Join(moments, ";"), `"/></circle>`)
	s.text(point{left - 8, -y - 3}, "end", w.Start)
	s.text(point{right + 8, -y - 3}, "", w.End)
	b.WriteString(s.String())
}

func (m Motion) still(b *strings.Builder, w Words, frames []angles, size bounds, full, height float64) {
	half := full / 2
	last := steps / 2
	if m.Cycle && len(m.Poses) <= 4 {
		last = steps / len(m.Poses)
	}
	s := &sheet{motion: m}
	for i, frame := range []int{0, last} {
		m.scene(b, frames[frame:frame+1], size, half*float64(i)+(half-(size.right-size.left+2*margin))/2)
		s.text(point{half*float64(i) + half/2, -height - captions + 12}, "centre", []string{w.Start, w.End}[i])
	}
	b.WriteString(s.String())
}

func (s *sheet) text(at point, class, words string) {
	s.write(`<text class="`, class, `" x="`, number(at.x), `" y="`, number(-at.y), `">`, html.EscapeString(words), `</text>`)
}
