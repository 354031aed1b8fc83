package supplement

import (
	"fmt"
	"math"

	"spotter"
)

// Times of caffeine.
const (
	beforeTraining = 60     // minutes
	beforeSleep    = 8 * 60 // minutes
	day            = 24 * 60
)

// dose is the usual window for a person, never above the limit; nil when none is advised or the body mass
// that it depends on is not known. A limit of nought leaves none.
func dose(p Person, s spotter.Supplement, limit *spotter.PersonalLimit) *spotter.PersonalDose {
	if s.Dose == nil || s.Dose.PerKG && p.About == nil {
		return nil
	}
	d := &spotter.PersonalDose{Low: s.Dose.Low, High: s.Dose.High, Unit: s.Dose.Unit, Timing: s.Dose.Timing, Cited: s.Dose.Cited,
		Method: fmt.Sprintf("%s-%s %s a day", trim(s.Dose.Low), trim(s.Dose.High), s.Dose.Unit)}
	if s.Dose.PerKG {
		kg := p.About.WeightKG
		d.Low, d.High = math.Floor(s.Dose.Low*kg), math.Floor(s.Dose.High*kg)
		d.Method = fmt.Sprintf("%s-%s %s a kg × %s kg", trim(s.Dose.Low), trim(s.Dose.High), s.Dose.Unit, trim(kg))
	}
	if limit != nil {
		if most, ok := Convert(limit.Amount, limit.Unit, s.Nutrient, "", d.Unit); ok && d.High > most {
			d.Low, d.High = min(d.Low, most), most
			d.Method += fmt.Sprintf(", at most %s %s a day", trim(limit.Amount), limit.Unit)
		}
	}
	if d.High <= 0 {
		return nil
	}
	if s.Nutrient == "caffeine" {
		timeCaffeine(p, d)
	}
	return d
}

// timeCaffeine says until when caffeine is taken, and before which sessions that leaves no time for it.
func timeCaffeine(p Person, d *spotter.PersonalDose) {
	rest, known := p.rests()
	if !known {
		return
	}
	latest := clock(int(rest.From) - beforeSleep)
	d.Latest = &latest
	for _, w := range p.Schedule.Workouts {
		if !awakeFor(rest, clock(int(w.Time)-beforeTraining)) {
			d.TooLate = append(d.TooLate, w.Weekday)
		}
	}
}

// awakeFor reports whether sleep is eight hours away or more.
func awakeFor(rest spotter.QuietHours, at spotter.Clock) bool {
	return !rest.Contains(at) && clock(int(rest.From)-int(at)) >= beforeSleep
}

func clock(minutes int) spotter.Clock { return spotter.Clock((minutes%day + day) % day) }
