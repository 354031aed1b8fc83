// Command spotter is the whole product in one binary: `spotter dev` runs every part in one process
// tree; serve and work run the same parts apart. This package wires and holds no rules.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

func main() {
	if os.Getenv("GOGC") == "" {
		// Little lives longer than a request, so the heap is small: to let it grow further before it is
		// collected costs a few megabytes and gives back a tenth of the time.
		debug.SetGCPercent(300)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	program := &program{out: os.Stdout, err: os.Stderr, now: time.Now, environ: os.Environ}
	os.Exit(program.run(ctx, os.Args[1:]))
}

// program is one run of the binary, so that tests can make their own.
type program struct {
	out, err io.Writer
	now      func() time.Time
	environ  func() []string
}

// command is one word of the command line.
type command struct {
	name, usage, does string
	run               func(*program, context.Context, []string) error
}

func commands() []command {
	return []command{
		{"dev", "[--data DIR] [--addr HOST:PORT] [--demo]", "run everything in one process tree, with nothing to configure", (*program).dev},
		{"serve", "", "run the API on a real PostgreSQL and Redis", (*program).serve},
		{"work", "", "run the job worker", (*program).work},
		{"voice", "", "run the voice worker: it serves calls of a LiveKit server", (*program).voice},
		{"migrate", "up | down | status | create NAME", "move the database schema", (*program).migrate},
		{"bootstrap", "[--database NAME] ADMIN_URL", "make the roles and the database, once, as an administrator", (*program).bootstrap},
		{"openapi", "", "print the OpenAPI 3.1 document", (*program).openapi},
		{"doctor", "", "check database, roles, row-level security, Redis, objects, keys, voice, models and clock", (*program).doctor},
		{"seed", "--people N --weeks W [--tokens FILE] [--open K] [--open-tokens FILE] [--seed S]", "add synthetic people with plans, logs and messages", (*program).seed},
		{"import", "foods|exercises --format FORMAT [--dry-run] [--texts] FILE | workouts [--unit kg|lb] [--dry-run] EMAIL FILE", "add another table's entries, with their licences, for people to look up and log; or bring in a person's training history from Strong or Hevy", (*program).importData},
		{"user", "create EMAIL NAME | token EMAIL | delete EMAIL", "operate on an account", (*program).user},
		{"version", "", "print the version", (*program).version},
	}
}

// usageError is a fault in the command line: exit code 2.
type usageError string

func (e usageError) Error() string { return string(e) }

// run answers the exit code: 0, 1 for a failure, 2 for a wrong command line.
func (p *program) run(ctx context.Context, args []string) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		p.help()
		return 0
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		err := c.run(p, ctx, args[1:])
		var usage usageError
		switch {
		case errors.As(err, &usage):
			fmt.Fprintf(p.err, "spotter %s: %s\nusage: spotter %s %s\n", c.name, usage, c.name, c.usage)
			return 2
		case err != nil && !errors.Is(err, context.Canceled):
			fmt.Fprintf(p.err, "spotter %s: %v\n", c.name, err)
			return 1
		}
		return 0
	}
	fmt.Fprintf(p.err, "spotter: there is no command %q; spotter help lists them\n", args[0])
	return 2
}

func (p *program) help() {
	fmt.Fprint(p.out, "Spotter, a personal coach that you host yourself.\n\n")
	for _, c := range commands() {
		fmt.Fprintf(p.out, "  spotter %-10s %-46s %s\n", c.name, c.usage, c.does)
	}
	fmt.Fprint(p.out, "\nEvery setting is an environment variable; docs/operations.md lists them.\n")
}

func (p *program) version(context.Context, []string) error {
	_, err := fmt.Fprintln(p.out, "spotter", buildVersion())
	return err
}

// buildVersion is the module's version, or the commit that was built.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "0.1.0+" + s.Value[:12]
		}
	}
	return "0.1.0"
}
