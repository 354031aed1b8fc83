package local

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"spotter"
)

func needRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root becomes somebody else")
	}
}

// openDir is a directory that every user can reach.
func openDir(t *testing.T) string {
	t.Helper()
	dir := dataDir(t)
	for d := dir; d != "/tmp" && d != "/"; d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Skipf("no directory for everybody: %v", err)
		}
	}
	return dir
}

func TestRootBelowAPrivateHome(t *testing.T) {
	t.Parallel()
	needRoot(t)
	home := dataDir(t)
	if err := os.Chmod(home, 0o700); err != nil {
		t.Fatal(err)
	}
	p := startPostgres(t, filepath.Join(home, "data"))
	query(t, p, "select 'works'")
	if !strings.Contains(p.Describe(), "user namespace") {
		t.Skipf("this system has no user namespaces: %s", p.Describe())
	}
	if uid, _ := ownerOf(filepath.Join(home, "data", "postgres")); uid != 0 {
		t.Errorf("the cluster belongs to %d", uid)
	}
}

func as(dir string, ids ...identity) *launcher {
	l := newLauncher(PostgresConfig{DataDir: dir})
	l.identities = ids
	return l
}

// A cluster may meet both ways, when its machine or container changes.
func TestRootAsNobodyAndBack(t *testing.T) {
	t.Parallel()
	needRoot(t)
	dir := filepath.Join(openDir(t), "data")
	for _, id := range []identity{nobody(), identities()[0], nobody()} {
		p := launch(t, as(dir, id))
		query(t, p, "select 'works'")
		if uid, _ := ownerOf(filepath.Join(dir, "postgres", "PG_VERSION")); uid != id.uid {
			t.Errorf("%s: the cluster belongs to %d, want %d", id.how, uid, id.uid)
		}
		stopPostgres(t, p)
	}
}

func TestNobodyCannotEnterAPrivateHome(t *testing.T) {
	t.Parallel()
	needRoot(t)
	home := dataDir(t)
	if err := os.Chmod(home, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := as(filepath.Join(home, "data"), nobody()).start(t.Context())
	if !spotter.HasDetail(err, "postgres_failed") || !strings.Contains(err.Error(), "cannot enter "+home) {
		t.Errorf("got %v", err)
	}
}

func TestNoIdentityWorks(t *testing.T) {
	t.Parallel()
	impossible := identity{how: "impossible", attr: func(syscall.Signal) *syscall.SysProcAttr {
		return &syscall.SysProcAttr{Chroot: "/no/such/directory"}
	}}
	_, err := as(dataDir(t), impossible).start(t.Context())
	if !spotter.HasDetail(err, "postgres_failed") || !strings.Contains(err.Error(), "impossible") {
		t.Errorf("got %v", err)
	}
}

// Everybody else than root runs PostgreSQL directly: the test binary itself becomes nobody.
func TestNormalUser(t *testing.T) {
	t.Parallel()
	needRoot(t)
	dir := openDir(t)
	cmd := helper(t, filepath.Join(dir, "data"))
	cmd.Path = copyProgram(t, cmd.Path, dir)
	cmd.SysProcAttr = nobody().attr(syscall.SIGKILL)
	cmd.Dir = dir
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := nobody().own(filepath.Join(dir, "data")); err != nil {
		t.Fatal(err)
	}
	startHelper(t, cmd)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the helper: %v", err)
	}
}

func copyProgram(t *testing.T, from, dir string) string {
	t.Helper()
	src, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	to := filepath.Join(dir, filepath.Base(from))
	dst, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(dst, src); err != nil {
		t.Fatal(err)
	}
	if err := dst.Close(); err != nil {
		t.Fatal(err)
	}
	return to
}
