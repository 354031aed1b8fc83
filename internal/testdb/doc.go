// Package testdb gives each test a PostgreSQL database of its own, made from a migrated template. It is for tests only.
//
// One throw-away cluster serves a test binary: made at the first use, gone with the process. A package uses it so:
//
//	func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }
//
//	func database(t *testing.T) func(role string) string {
//		return testdb.Cluster(t).Template(t, "app", migrate).Database(t)
//	}
//
// where migrate brings the empty database behind a superuser's DSN up to date. The DSN that a test gets names the
// role: database("spotter_app"); the empty role is the superuser.
//
// With SPOTTER_TEST_DATABASE_URL set to a superuser's DSN that server is used instead; SPOTTER_PG_BIN and
// SPOTTER_PG_ARCHIVE choose the private cluster's programs.
package testdb
