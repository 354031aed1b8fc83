package vad

// lanes is how many rows lie beside each other in the weights. Eight sums that do not wait for each other keep both
// floating-point ports busy, and fit the registers.
const lanes = 8

// layer is a matrix with a bias for each row. A convolution is one too: its inputs follow each other in memory, so a
// window is a slice.
type layer struct {
	columns int
	bias    []float32
	weights []float32 // in groups of eight rows, column by column
}

// into sets out to bias + weights·x, where x meets the columns that begin at from.
func (l *layer) into(out, x []float32, from int) {
	for g := 0; g+lanes <= len(out) && g+lanes <= len(l.bias); g += lanes {
		start := g*l.columns + from*lanes
		eight((*[lanes]float32)(out[g:]), (*[lanes]float32)(l.bias[g:]), l.weights[start:start+lanes*len(x)], x)
	}
}

// eight sets out to bias plus the dot products of x with eight rows.
func eight(out, bias *[lanes]float32, w, x []float32) {
	a, b, c, d, e, f, g, h := bias[0], bias[1], bias[2], bias[3], bias[4], bias[5], bias[6], bias[7]
	for _, v := range x {
		if len(w) < lanes { // never: it spares the checks of the bounds below
			break
		}
		a += w[0] * v
		b += w[1] * v
		c += w[2] * v
		d += w[3] * v
		e += w[4] * v
		f += w[5] * v
		g += w[6] * v
		h += w[7] * v
		w = w[lanes:]
	}
	*out = [lanes]float32{a, b, c, d, e, f, g, h}
}

// rectify sets what is negative to 0.
func rectify(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}
