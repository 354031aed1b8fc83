//go:build !linux

package testdb

import "os"

// tempDir is where clusters go.
func tempDir() string { return os.TempDir() }
