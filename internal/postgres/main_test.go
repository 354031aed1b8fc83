package postgres_test

import (
	"os"
	"testing"

	"spotter/internal/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }
