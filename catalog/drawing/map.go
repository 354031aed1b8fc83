package drawing

import (
	"html"
	"strings"

	"spotter"
)

// The muscle map: half a body in cm, x from the middle, y down from the top of the head. The other half
// is its mirror image.

// halfBody is the outline, from the top of the head down the outside and up the inside to the crotch.
var halfBody = []float64{
	0, 0, 5, 1, 8, 5.5, 8.2, 11, 7, 17, 4.7, 21.5, 4.2, 25, 5.4, 28.6, 11, 30.8, 17.6, 31.8, 22.4, 35, 24.2, 42, 25.4, 50, 27, 58, 28.6, 64, 31, 71, 32.8, 80, 34, 88,
	36.2, 93, 36, 99, 33.8, 103.5, 31.4, 101, 30.6, 95, 29.8, 89, 26.6, 81, 23.6, 72, 22.4, 65, 20, 57, 17.4, 49, 16.2, 55, 13.9, 63, 13.3, 69, 15, 77, 17.4, 86, 18.4, 96,
	17.8, 108, 15.6, 121, 13.8, 128, 14.6, 136, 13.9, 145, 11.5, 156, 10.5, 164, 11.4, 169, 14.2, 173, 11.6, 175.4, 6.6, 175, 5.2, 170, 5.4, 163, 4.4, 152, 3.2, 141, 4.2, 131,
	3.8, 122, 2.3, 108, 1.3, 97, 0, 94,
}

// region is where a muscle lies on one half of the body: one or more shapes.
type region struct {
	muscle string
	shapes [][]float64
}

var frontRegions = []region{
	{"traps", [][]float64{{4.2, 25.6, 5.2, 29.2, 11, 31, 14.4, 32.2, 9, 33.2, 4, 32.4}}},
	{"chest", [][]float64{{.7, 37.4, 3, 35.2, 9, 34.6, 14.6, 36.2, 17, 41, 16.2, 46, 12, 49.6, 6, 51, .9, 49.4}}},
	{"shoulders", [][]float64{{15.4, 33.4, 19, 33.6, 22.4, 36.6, 23.6, 43, 22.4, 48.4, 20, 46.4, 18.2, 42, 17.2, 37.4}}},
	{"biceps", [][]float64{{18.6, 46.6, 21.6, 48, 24, 51, 25.6, 57.4, 26, 62.6, 23.6, 64, 21.4, 59.6, 19.4, 54}}},
	{"forearms", [][]float64{{26.6, 64.6, 28.6, 66.4, 30.8, 73.4, 32.2, 82, 32.6, 87, 30.8, 86, 28.2, 77}, {23.6, 66, 25.6, 65.4, 27.4, 74, 29.6, 85, 27, 80, 24.6, 73}}},
	{"abs", [][]float64{
		{.6, 53, 3, 52.4, 6.4, 53.4, 6.6, 57.4, 4, 58.8, .6, 58.6}, {.6, 60, 4, 60, 6.6, 59, 6.6, 64.4, 4, 65.6, .6, 65.4},
		{.6, 66.8, 4, 67, 6.6, 66, 6.4, 72, 4, 73.4, .6, 73.2}, {.6, 74.8, 4, 74.8, 6.2, 74, 6, 80, 4, 87, 1.6, 91, .6, 90},
	}},
	{"obliques", [][]float64{{8, 54, 12.4, 51.6, 14.8, 52.6, 13.6, 59, 12.4, 63.4, 8.4, 63}, {8.2, 64.6, 12.2, 65, 12.4, 70, 14, 76, 13.2, 79.6, 9.6, 78.6, 7.8, 73}}},
	{"hip_flexors", [][]float64{{8, 80.4, 12.4, 81.6, 13.6, 85, 10.6, 90.6, 7, 94.6, 4.6, 93.4, 6, 86.6}}},
	{"quads", [][]float64{
		{14.6, 86.6, 16.8, 92, 17.2, 102, 15.6, 114, 13.6, 122, 11.8, 120, 12.2, 108, 12.8, 96}, {11.8, 91, 13, 95, 11.6, 108, 11, 121, 9, 124.4, 7.8, 116, 8, 104, 9.2, 95.6},
		{5.4, 110, 7, 113, 8.2, 121.6, 7.2, 127, 5.2, 126, 4.4, 119},
	}},
	{"adductors", [][]float64{{2, 96.4, 4.4, 95.4, 7.4, 97.4, 7.4, 104, 5.6, 110, 4, 117, 3.2, 108}}},
	{"calves", [][]float64{{4.6, 133, 5.8, 137, 5.6, 146, 5, 151, 3.9, 144, 3.8, 138}, {12.8, 133, 13.8, 137, 13, 145, 11.2, 152, 11.4, 142}}},
}

var backRegions = []region{
	{"traps", [][]float64{{.5, 23.6, 3.6, 24.4, 5, 29, 10, 31.2, 15.4, 32.6, 11, 36.4, 6.4, 41, 3.4, 48, 1.4, 56, .5, 58}}},
	{"rear_delts", [][]float64{{15.8, 33.6, 19.2, 33.8, 22.4, 36.4, 23.7, 42.4, 22.2, 46, 19, 43, 14.6, 38.2}}},
	{"back", [][]float64{{3, 52, 5.4, 45, 8.4, 40.4, 13, 39.4, 17, 43.4, 16.6, 49, 15.4, 55, 13, 62, 10.4, 67.6, 6.4, 71, 3.8, 66, 2.4, 58.6}}},
	{"triceps", [][]float64{{18.8, 44.6, 20.8, 46, 22.6, 53, 22.6, 61, 21, 58, 19.2, 53, 18, 48.6}, {22, 47.4, 23.8, 46.4, 25, 51.4, 26.4, 58, 26, 63.4, 24, 63, 23.6, 55}}},
	{"forearms", [][]float64{{26.6, 64.6, 28.6, 66.4, 30.8, 73.4, 32.2, 82, 32.6, 87, 30.8, 86, 28.2, 77}, {23.6, 66, 25.6, 65.4, 27.4, 74, 29.6, 85, 27, 80, 24.6, 73}}},
	{"lower_back", [][]float64{{.6, 60, 1.8, 62, 3.6, 68.6, 6.4, 73, 6.8, 78, 4, 82, .6, 83.4}}},
	{"obliques", [][]float64{{10.6, 69, 12.4, 66, 12.8, 71, 14.6, 78, 13.4, 81, 9.4, 80, 8.4, 75}}},
	{"glutes", [][]float64{{.9, 86.4, 4.4, 83.6, 9.4, 82.4, 14, 84, 17, 90, 16.4, 97, 12.4, 101.4, 6.4, 101.8, 1.6, 98.4, .8, 92}}},
	{"adductors", [][]float64{{2, 101.8, 3.4, 102.8, 4, 110, 3.8, 118, 2.8, 110}}},
	{"hamstrings", [][]float64{{5, 104, 8.6, 103.8, 9.2, 112, 8.4, 122, 6.4, 127.6, 5, 122, 4.8, 112}, {10.2, 103.8, 15.6, 101.4, 16.4, 106, 15, 117, 12.8, 126.4, 11, 124, 10.4, 114}}},
	{"calves", [][]float64{{4.6, 131.6, 7, 130.6, 8.4, 136, 8.4, 145, 6.8, 150.6, 4.6, 147, 3.8, 140}, {9.4, 131, 12.2, 131.6, 14, 137, 13.2, 145, 11.4, 149, 9.4, 145, 9.2, 138}, {5.8, 152, 8, 149.4, 10.6, 151, 9.8, 158, 8.2, 163, 6.8, 159}}},
}

// lines of the face, hands and knees, so that the map reads as a person.
const (
	frontLines = "M-4.4 10.4C-3.6 9.6-2.4 9.6-1.6 10.2M4.4 10.4C3.6 9.6 2.4 9.6 1.6 10.2M-3 12.4V12.7M3 12.4V12.7M-.9 15.4C-.4 15.9.4 15.9.9 15.4M-2.2 18.4C-1 19.2 1 19.2 2.2 18.4M-.6 78.4C-.3 79 .3 79 .6 78.4M-11 126.4C-9.6 129.4-7 129.4-5.8 127.6M11 126.4C9.6 129.4 7 129.4 5.8 127.6"
	frontHair  = "M-8.2 12C-9.4 4-7.4-1.6 0-1.8C7.4-1.6 9.4 4 8.2 12C7.6 9.4 6.8 6.8 5 5.2C1.4 6.6-3.4 6.4-5.6 4.8C-7 6.8-7.6 9.4-8.2 12Z"
	backLines  = "M0 60V83M0 84V94M-11.6 128.4C-10 130-7 130-5 128.6M11.6 128.4C10 130 7 130 5 128.6"
	backHead   = "M-8.4 13C-9.4 4-7.4-1.6 0-1.8C7.4-1.6 9.4 4 8.4 13C7.4 18 4 20.6 0 20.6C-4 20.6-7.4 18-8.4 13Z"
)

const mapStyle = picturePalette + `.body{fill:var(--skin);stroke:var(--edge);stroke-width:.8}.m{fill:var(--far);stroke:var(--skin);stroke-width:.5;opacity:.7}.p{fill:var(--p);stroke:var(--edge);stroke-width:.5}.q{fill:url(#hatch);stroke:var(--edge);stroke-width:.5}
.face{fill:none;stroke:var(--edge);stroke-width:.7;stroke-linecap:round}.hair{fill:var(--hair)}text{font:600 6.6px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Devanagari",sans-serif;fill:var(--text)}.view{text-anchor:middle;fill:var(--dim)}
`

// MuscleMap draws the muscles that an exercise works, front and back. Those that do the work are solid,
// those that help are hatched; the legend says it in words.
func MuscleMap(e spotter.Exercise, w Words) []byte {
	var b strings.Builder
	legend := w.legend(e)
	head(&b, w, w.Name, w.describe(e), mapStyle, 176, 203+float64(len(legend))*10)
	b.WriteString(`<defs><pattern id="hatch" width="2.4" height="2.4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2.4" height="2.4" fill="var(--q)"/><rect width="1" height="2.4" fill="var(--skin)"/></pattern></defs>`)
	body(&b, e, 44, w.Front, frontRegions, frontLines, frontHair)
	body(&b, e, 132, w.Back, backRegions, backLines, backHead)
	for i, row := range legend {
		y := 204 + float64(i)*10
		if row.class != "" {
			b.WriteString(`<rect class="` + row.class + `" x="8" y="` + number(y-5.6) + `" width="9" height="6.4" rx="1.6"/>`)
		}
		b.WriteString(`<text x="21" y="` + number(y) + `">` + html.EscapeString(row.text) + `</text>`)
	}
	b.WriteString(`</svg>`)
	return []byte(b.String())
}

// body draws one of the two figures round x.
func body(b *strings.Builder, e spotter.Exercise, x float64, label string, regions []region, lines, hair string) {
	b.WriteString(`<g transform="translate(` + number(x) + ` 5)"><path class="body" d="` + mirrored(halfBody) + `"/>`)
	for _, r := range regions {
		class := worked(e, r.muscle)
		for _, shape := range r.shapes {
			d := curve(shape...)
			b.WriteString(`<path class="` + class + `" d="` + d + `"/><path class="` + class + `" d="` + d + `" transform="scale(-1 1)"/>`)
		}
	}
	b.WriteString(`<path class="hair" d="` + hair + `"/><path class="face" d="` + lines + `"/><text class="view" y="185">` + html.EscapeString(label) + `</text></g>`)
}

// mirrored is a closed curve through half an outline and its mirror image.
func mirrored(half []float64) string {
	whole := points(half)
	for i := len(whole) - 2; i > 0; i-- {
		whole = append(whole, point{-whole[i].x, whole[i].y})
	}
	return closed(whole...)
}

// worked is the class of a muscle: p for the ones that do the work, q for those that help, m for the rest.
func worked(e spotter.Exercise, muscle string) string {
	for _, m := range e.Primary {
		if m == muscle {
			return "p"
		}
	}
	for _, m := range e.Secondary {
		if m == muscle {
			return "q"
		}
	}
	return "m"
}

type legendRow struct{ class, text string }

// legend says what the two fillings mean, and breaks long lists into rows.
func (w Words) legend(e spotter.Exercise) []legendRow {
	rows := wrapped("p", w.Primary+": "+w.muscles(e.Primary))
	if len(e.Secondary) > 0 {
		rows = append(rows, wrapped("q", w.Secondary+": "+w.muscles(e.Secondary))...)
	}
	return rows
}

// legendWidth is how many letters a row of the legend takes.
const legendWidth = 44

func wrapped(class, text string) []legendRow {
	rows := []legendRow{{class: class}}
	for word := range strings.FieldsSeq(text) {
		last := &rows[len(rows)-1]
		if last.text != "" && len([]rune(last.text+" "+word)) > legendWidth {
			rows = append(rows, legendRow{text: word})
			continue
		}
		last.text = strings.TrimSpace(last.text + " " + word)
	}
	return rows
}
