package drawing

import (
	"html"
	"strings"

	"spotter"
)

// Words are the texts of a drawing, in the reader's language.
type Words struct {
	Language    string
	Name        string            // of the exercise
	Primary     string            // heading of the muscles that do the work
	Secondary   string            // heading of those that help
	Front, Back string            // of the muscle map
	Start, End  string            // of a movement
	Muscle      map[string]string // by id
}

func (w Words) muscles(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = w.Muscle[id]
		if out[i] == "" {
			out[i] = spotter.Words(id)
		}
	}
	return strings.Join(out, ", ")
}

// describe says in words what the colours say.
func (w Words) describe(e spotter.Exercise) string {
	text := w.Primary + ": " + w.muscles(e.Primary) + "."
	if len(e.Secondary) > 0 {
		text += " " + w.Secondary + ": " + w.muscles(e.Secondary) + "."
	}
	return text
}

const picturePalette = `svg{--skin:#d5dae3;--mid:#cbd1dc;--far:#aeb6c5;--edge:#6d7688;--wear:#3d4a63;--shoe:#2b3447;--hair:#4a4350;--p:#e2502f;--q:#f0a63c;--steel:#7b8494;--plate:#39414f;--groove:#5b6475;--pad:#57617a;--wood:#b98d5f;--line:#b9c0cc;--text:#39414f;--dim:#8a93a3;--band:#2d9a8a}
@media(prefers-color-scheme:dark){svg{--skin:#9aa4b6;--mid:#8f99ac;--far:#6c7689;--edge:#2b313d;--wear:#33405a;--shoe:#dfe4ec;--hair:#5a5066;--p:#ff6b47;--q:#ffc15e;--steel:#aab3c2;--plate:#c3cad6;--groove:#8f98a8;--pad:#77829b;--wood:#a67d52;--line:#4c5565;--text:#e6eaf1;--dim:#98a2b3;--band:#4cc4b2}}
`

const motionStyle = picturePalette + `.near{fill:var(--skin)}.mid{fill:var(--mid)}.far{fill:var(--far)}.edge{stroke:var(--edge);stroke-width:1.7;stroke-linejoin:round}
.wear{fill:var(--wear)}.shoe{fill:var(--shoe)}.hair{fill:var(--hair)}.far .p,.far .q{opacity:.55}.p{fill:var(--p)}.q{fill:url(#hatch)}.edge .p,.edge .q{display:none}
.steel,.cable,.frame,.woodline,.cushion,.band{fill:none;stroke:var(--steel);stroke-linecap:round}.cable{stroke-width:1.4}.lever{stroke:var(--steel);stroke-width:3.4;stroke-linecap:round}.face{fill:none;stroke:var(--edge);stroke-width:1;stroke-linecap:round}.edge .face{display:none}.band{stroke:var(--band);stroke-width:3}.band.far{opacity:.5}.woodline{stroke:var(--wood)}.cushion{stroke:var(--pad)}
.steelfill{fill:var(--steel)}.plate{fill:var(--plate)}.groove{fill:none;stroke:var(--groove);stroke-width:1.4}.rim{fill:none;stroke:var(--plate);stroke-width:1.6;opacity:.75}.hub{fill:var(--steel);stroke:var(--plate);stroke-width:1}.shine,.handle{fill:none;stroke:var(--groove);stroke-width:1.6}.handle{stroke:var(--plate);stroke-width:3.4}
.wood{fill:var(--wood)}.wall{fill:var(--line)}.wheel{fill:none;stroke:var(--steel);stroke-width:4}.cushionfill{fill:var(--pad)}.floor{stroke:var(--line);stroke-width:2;stroke-linecap:round}.track{stroke:var(--line);stroke-width:2.4;stroke-linecap:round}.knob{fill:var(--p)}
text{font:600 8.4px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Devanagari",sans-serif;fill:var(--text)}.end{text-anchor:end}.centre{text-anchor:middle}
.still{display:none}@media(prefers-reduced-motion:reduce){.moving{display:none}.still{display:inline}}
`

// head writes the head of a picture: size, title, description and style.
func head(b *strings.Builder, w Words, title, description, style string, width, height float64) {
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + number(width) + " " + number(height) + `" role="img" aria-labelledby="t d" lang="` + html.EscapeString(w.Language) + `"><title id="t">` +
		html.EscapeString(title) + `</title><desc id="d">` + html.EscapeString(description) + `</desc><style>` + style + `</style>`)
}

// shapes defines the segments that a view needs, with the muscles that work in them.
func (m Motion) shapes(b *strings.Builder, e spotter.Exercise) {
	b.WriteString(`<defs><pattern id="hatch" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="3" height="3" fill="var(--q)"/><rect width="1" height="3" fill="var(--skin)"/></pattern>`)
	parts := sideParts
	if !m.View.flat() {
		parts = frontParts
	}
	for _, name := range []string{"thigh", "shin", "foot", "toes", "upper_arm", "forearm", "fist", "palm", "lumbar", "thorax", "head"} {
		p, ok := parts[name]
		if !ok {
			continue
		}
		if name == "head" && m.View == backView {
			p.wear, p.detail = backHair, ""
		}
		b.WriteString(`<g id="` + name + `"><path d="` + p.skin + `"/>`)
		m.musclePaths(b, p, e.Secondary, "q")
		m.musclePaths(b, p, e.Primary, "p")
		if p.wear != "" {
			class := p.wearT
			b.WriteString(`<path class="` + class + `" d="` + p.wear + `"/>`)
		}
		if p.wearT == "wear" {
			m.musclePaths(b, p, e.Secondary, "q")
			m.musclePaths(b, p, e.Primary, "p")
		}
		if p.detail != "" {
			b.WriteString(`<path class="face" d="` + p.detail + `"/>`)
		}
		b.WriteString(`</g>`)
	}
	b.WriteString(`</defs>`)
}

// seenFrom are the muscles that only one side of a body shows.
var seenFrom = map[view][]string{
	frontView: {"chest", "abs", "obliques", "quads", "biceps", "shoulders", "hip_flexors", "adductors", "forearms", "calves"},
	backView:  {"back", "traps", "rear_delts", "triceps", "hamstrings", "glutes", "calves", "lower_back", "forearms", "shoulders", "obliques"},
}

func (m Motion) musclePaths(b *strings.Builder, p part, muscles []string, class string) {
	for _, muscle := range muscles {
		if d := p.works[muscle]; d != "" && m.shows(muscle) {
			b.WriteString(`<path class="` + class + `" d="` + d + `"/>`)
		}
	}
}

func (m Motion) shows(muscle string) bool {
	if m.View.flat() {
		return true
	}
	for _, seen := range seenFrom[m.View] {
		if seen == muscle {
			return true
		}
	}
	return false
}

// English are the words of a drawing in the catalogue's own language.
func English(e spotter.Exercise) Words {
	return Words{Language: "en", Name: e.Name, Primary: "Works", Secondary: "Helps", Front: "Front", Back: "Back", Start: "Start", End: "End"}
}

// Styles are the style sheets inside the drawings, for a policy that allows them by their hashes.
func Styles() []string { return []string{motionStyle, mapStyle} }
