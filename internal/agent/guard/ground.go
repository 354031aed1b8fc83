package guard

import (
	"maps"
	"math"
	"slices"
)

// question is a figure with what its clause says around it.
type question struct {
	figure
	subjects []int32
	advice   bool // the clause tells what to do
	about    bool // the figure is said to be near
	sums     bool // the clause speaks of a sum, a difference or an average
	scale    bool
	dose     bool // of a supplement
	loosely  bool // the subjects stand elsewhere in the sentence
}

// grounded reports whether the facts hold a figure, or it needs none.
func (f *Facts) grounded(q question, today []fact, said []fact) bool {
	if len(q.raw) == 0 {
		return false
	}
	if trivial(q) {
		return true
	}
	if q.clock && f.isHour(q.raw[0]) {
		return true
	}
	if q.dim == dimPercent && f.isShare(q) {
		return true
	}
	own, known := f.ofSubject(q)
	if q.dose && !known {
		return false
	}
	for _, raw := range q.raw {
		if matchAny(q, raw, own, today) {
			return true
		}
		if q.sums && arithmetic(q, raw, f.pool(q, said)) {
			return true
		}
	}
	return false
}

// isHour reports whether a fact is at an hour of the day, on either half of it.
func (f *Facts) isHour(hour float64) bool {
	for _, k := range f.list {
		if k.dim == dimClock && (k.value == hour*60 || k.value == hour*60+720) {
			return true
		}
	}
	return false
}

// isShare reports whether a percentage is what one fact is of another of the same thing.
func (f *Facts) isShare(q question) bool {
	of := map[dim][]float64{}
	for _, k := range f.list {
		if k.source == fromTool && k.topic == q.topic && (k.topic != topicNone || k.dim == dimEnergy) && k.dim != dimPercent {
			of[k.dim] = append(of[k.dim], k.value)
		}
	}
	for _, values := range of {
		if len(values) > 12 {
			continue
		}
		for _, a := range values {
			for _, b := range values {
				if a < b && math.Abs(100*a/b-q.raw[0]) <= 0.5 {
					return true
				}
			}
		}
	}
	return false
}

// ofSubject are the facts that may ground a question: those of the thing that it names where there are any.
func (f *Facts) ofSubject(q question) (facts []fact, known bool) {
	if len(q.subjects) == 0 || q.dim == dimClock || q.dim == dimDate || (q.sums || q.loosely) && !q.dose {
		return f.list, false
	}
	var own []fact
	for _, k := range f.list {
		if compatible(q, k) && share(q.subjects, k.subjects) {
			own = append(own, k)
		}
	}
	if own == nil {
		return f.list, false
	}
	return own, true
}

func share(a, b []int32) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

func matchAny(q question, raw float64, facts, today []fact) bool {
	for _, list := range [][]fact{facts, today} {
		for _, k := range list {
			if (k.source != fromPerson || !q.advice) && compatible(q, k) && same(q, raw, k) {
				return true
			}
		}
	}
	return false
}

// compatible reports whether a fact measures what a figure does.
func compatible(q question, k fact) bool {
	if q.topic != topicNone && k.topic != topicNone && q.topic != k.topic {
		return false
	}
	switch {
	case q.dim == dimMass && k.heavy && k.topic == topicNone && q.topic >= topicProtein && q.topic <= topicFibre:
		return false
	case q.dim == k.dim:
		return true
	case q.dim == dimCount:
		return k.dim.countlike()
	case q.dim == dimSets && k.dim == dimCount:
		return k.source == fromTool && k.value <= 6 // set 2 of 4
	case k.dim == dimCount:
		return q.dim == dimSessions || q.dim == dimMeals || q.dim == dimCalendar || q.dim == dimSteps
	}
	return q.dim == dimTime && k.dim == dimCalendar || q.dim == dimCalendar && k.dim == dimTime || q.dim == dimEffort && k.dim == dimReserve
}

// same reports whether a figure is a fact's, within the rounding that the way of saying it allows.
func same(q question, raw float64, k fact) bool {
	said, value := math.Abs(raw)*q.factor, math.Abs(k.value)
	switch {
	case q.dim == dimTime && k.dim == dimCalendar:
		value *= 86400
	case q.dim == dimCalendar && k.dim == dimTime:
		value /= 86400
	case q.dim == dimEffort && k.dim == dimReserve:
		value = 10 - value
	case q.dim == dimCalendar && k.dim == dimCount:
		said = math.Abs(raw)
	}
	return near(q, said, value)
}

func near(q question, said, value float64) bool {
	off := math.Abs(said - value)
	if other := q.within * q.factor; other > 0 && q.dim == dimTime && off <= 0.35*value && math.Abs(other-value) <= 0.35*value && (said <= value) == (value <= other) {
		return true // a span around it
	}
	if off <= 1e-9*max(1, value) {
		return true
	}
	if q.dim == dimClock || q.dim == dimDate {
		return false
	}
	slack := 0.5 * math.Pow(10, -float64(q.decimals)) * q.factor
	if q.factor > 1 {
		slack = min(slack, share3(q)*value)
	}
	if (q.dim == dimEnergy || q.dim == dimVolume && q.factor == 1) && said >= 200 && math.Mod(said, 10) == 0 {
		slack = max(slack, 5)
	}
	if q.about {
		slack = max(slack, 0.03*value)
	}
	return off <= slack+1e-6*value
}

// share3 is how much of an amount rounding to a large unit may change: household measures are coarse.
func share3(q question) float64 {
	if q.dim == dimVolume && q.factor < 1000 || q.dim == dimMass && q.factor < 100 || q.dim == dimCalendar {
		return 0.08
	}
	if q.dim == dimLength {
		return 0.015
	}
	return 0.03
}

// trivial reports whether a figure says nothing that needs a fact: the number of a list item, a few of
// something without a unit, the ends of a scale, a whole day or week.
func trivial(q question) bool {
	if q.label {
		return true
	}
	v := q.raw[0]
	switch q.dim {
	case dimCount:
		return (q.topic == topicNone || q.topic == topicSleep || q.topic == topicRest) && (v == 0 || v == 1 || v == 2 || v == 3) || q.scale && (v == 5 || v == 10)
	case dimReps:
		return v == 1 && q.spelled // a one-rep maximum
	case dimCalendar:
		return v == 1 && q.spelled || v*q.factor == 7
	case dimTime:
		return v*q.factor == 86400
	case dimPercent:
		return v == 100
	}
	return false
}

// pool are the figures that a sum may be of: those that the message has said already, and those of tools
// when they are few enough for a coincidence to be unlikely.
func (f *Facts) pool(q question, said []fact) []float64 {
	var out []float64
	for _, k := range said {
		if compatible(q, k) {
			out = append(out, k.value)
		}
	}
	topic := q.topic
	if topic == topicNone && q.dim == dimMass && q.factor > 400 {
		topic = topicBody
	}
	seen := map[float64]bool{}
	for _, k := range f.list {
		if (k.source == fromTool || k.source == fromStore && k.topic == topicBody) && compatible(q, k) && k.dim == q.dim && k.topic == topic {
			seen[k.value] = true
		}
	}
	if len(seen) > 6 {
		return out
	}
	return append(out, slices.Sorted(maps.Keys(seen))...)
}

// arithmetic reports whether a figure is the sum, the difference or the mean of two or three of a pool.
func arithmetic(q question, raw float64, pool []float64) bool {
	if len(pool) > 24 {
		pool = pool[:24]
	}
	said := raw * q.factor
	for i, a := range pool {
		for j := i + 1; j < len(pool); j++ {
			b := pool[j]
			if near(q, said, a+b) || near(q, said, math.Abs(a-b)) || near(q, said, (a+b)/2) {
				return true
			}
			for _, c := range pool[j+1:] {
				if near(q, said, a+b+c) || near(q, said, (a+b+c)/3) || near(q, said, math.Abs(a-b-c)) {
					return true
				}
			}
		}
	}
	return false
}

// instead is the one figure of this turn's tools that stands for the same thing, when there is exactly one.
func (f *Facts) instead(q question) (float64, bool) {
	found, n := 0.0, 0
	for _, k := range f.list {
		if k.source != fromTool || k.dim != q.dim || !f.sameThing(q, k) {
			continue
		}
		if n == 0 || math.Abs(k.value-found) > 1e-9*max(1, found) {
			found = k.value
			n++
		}
	}
	return found / q.factor, n == 1
}

// sameThing reports whether a fact is of the very thing that a figure is said of.
func (f *Facts) sameThing(q question, k fact) bool {
	switch {
	case q.dim == dimClock || q.dim == dimDate || q.dim == dimCount:
		return false
	case len(q.subjects) > 0:
		return share(q.subjects, k.subjects) && (q.topic == k.topic || q.topic == topicNone)
	}
	return q.topic != topicNone && q.topic == k.topic && len(k.subjects) == 0
}
