package coach

import (
	"context"
	"time"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

// underWayFor is how long after its start an active session is the one under way: one that somebody forgot
// to end yesterday is not what they mean today.
const underWayFor = 12 * time.Hour

// UnderWay is the session that the person is in the middle of: the active one that was started last, within
// the last twelve hours. Without one it is a conflict (no_session).
func (c *Coach) UnderWay(ctx context.Context, caller spotter.Caller) (spotter.SessionID, error) {
	id, err := c.db.As(caller).FindUnderWay(ctx, db.FindUnderWayParams{UserID: caller.User, Since: c.now().Add(-underWayFor)})
	if postgres.IsNoRows(err) {
		return id, spotter.Conflict("no_session", "No session is under way; start one first.")
	}
	return id, err
}
