package postgres_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"spotter/internal/postgres"
	"spotter/internal/testdb"
)

// Containers that start together all make the roles and the database.
func TestBootstrapFromSeveralProcessesAtOnce(t *testing.T) {
	t.Parallel()
	admin := testdb.Cluster(t).Empty(t)("")
	u, err := url.Parse(admin)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimPrefix(u.Path, "/") + "_made"
	var group errgroup.Group
	for range 8 {
		group.Go(func() error { return postgres.Bootstrap(context.Background(), admin, name) })
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
	texts(t.Context(), t, admin, "drop database "+name+" with (force)")
}
