package coach

import (
	"context"
	"time"

	"spotter"
)

// Place is where a person is, as far as answers depend on it: their language, units, local day and today's limits.
type Place struct {
	Locale string // empty when it is not known
	Units  string // metric or imperial
	Zone   *time.Location
	Today  spotter.Date
	Limits spotter.Limits
}

// PlaceOf reads a person's place, in one round trip. Before they have said where they are it is UTC, in metric units.
func (c *Coach) PlaceOf(ctx context.Context, caller spotter.Caller) (Place, error) {
	answers, err := c.answers(ctx, caller)
	if err != nil {
		return Place{}, err
	}
	p := Place{Units: "metric", Zone: time.UTC, Limits: c.Limits(answers)}
	if about := answers.About; about != nil {
		p.Locale, p.Units, p.Zone = about.Locale, about.Units, about.Zone()
	}
	p.Today = spotter.DateOf(c.now(), p.Zone)
	return p, nil
}
