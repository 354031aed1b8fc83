package drawing

import (
	"strconv"
	"strings"
)

// number writes a length or an angle as short as a tenth allows.
func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

func pair(p point) string { return number(p.x) + " " + number(p.y) }

// closed is a smooth closed curve through points (a Catmull-Rom spline, written as Bézier curves).
func closed(points ...point) string {
	var d strings.Builder
	n := len(points)
	d.WriteString("M" + pair(points[0]))
	for i := range n {
		spline(&d, points[(i+n-1)%n], points[i], points[(i+1)%n], points[(i+2)%n])
	}
	d.WriteString("Z")
	return d.String()
}

func spline(d *strings.Builder, before, from, to, after point) {
	a := from.plus(to.minus(before).times(1.0 / 6))
	b := to.minus(after.minus(from).times(1.0 / 6))
	d.WriteString("C" + pair(a) + " " + pair(b) + " " + pair(to))
}

// curve is closed over coordinates in pairs.
func curve(xy ...float64) string { return closed(points(xy)...) }

func points(xy []float64) []point {
	out := make([]point, 0, len(xy)/2)
	for i := 0; i+1 < len(xy); i += 2 {
		out = append(out, point{xy[i], xy[i+1]})
	}
	return out
}
