// Package local provides the defaults of `spotter dev`: a private PostgreSQL cluster as a child process,
// an in-process Redis and generated secrets, all below one data directory.
//
// [StartPostgres] owns its child completely. The cluster listens on a unix socket in a directory that only
// its owner can enter, so that it needs neither a port nor passwords; one process at a time holds the
// data directory; and on Linux the kernel stops the child when its parent dies, however that happens.
// What survives elsewhere is stopped by the next start.
//
// Below the data directory:
//
//	postgres/       the cluster
//	postgres.lock   held while a process runs the cluster; contains its pid
//	run/            the socket, unless its path would be too long for one
//	cache/          unpacked PostgreSQL programs, when none are installed
//	secrets.json    generated secrets, 0600
package local
