package coach

import (
	"context"

	"spotter/internal/postgres"
)

// summariseLater enqueues a summary when enough has been said since the last one.
func (c *Coach) summariseLater(ctx context.Context, tx *postgres.Tx) error {
	return nil
}
