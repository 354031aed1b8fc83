package local

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"spotter"
)

func TestTheServersVersionIsTheModules(t *testing.T) {
	t.Parallel()
	mod, err := os.ReadFile("../../tools/livekit/go.mod")
	if err != nil || !strings.Contains(string(mod), "github.com/livekit/livekit-server "+LiveKitVersion+" ") {
		t.Errorf("%v: tools/livekit/go.mod does not ask for %s", err, LiveKitVersion)
	}
}

func TestFindLiveKit(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, mode os.FileMode) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	t.Setenv("PATH", filepath.Join(dir, "bin"))
	t.Setenv("HOME", dir)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	want := func(given, path string) {
		t.Helper()
		if got, err := FindLiveKit(given); got != path || err != nil {
			t.Errorf("%q, %v, want %q", got, err, path)
		}
	}
	_, err := FindLiveKit("")
	if !spotter.HasDetail(err, "livekit_missing") || !strings.Contains(err.Error(), "make livekit") {
		t.Error(err)
	}
	cached := liveKitCached()
	if cached = file(strings.TrimPrefix(cached, dir+"/"), 0o755); cached != liveKitCached() {
		t.Fatal(cached)
	}
	want("", cached)
	onPath := file("bin/livekit-server", 0o755)
	want("", onPath)
	given := file("mine", 0o755)
	want(given, given)
	for _, bad := range []string{filepath.Join(dir, "nowhere"), dir, file("data", 0o644)} {
		if _, err := FindLiveKit(bad); !spotter.HasDetail(err, "livekit_missing") || !strings.Contains(err.Error(), "SPOTTER_LIVEKIT_BIN") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// realLiveKit is the server that `make livekit` has built.
func realLiveKit(t *testing.T) string {
	t.Helper()
	bin, err := FindLiveKit(os.Getenv("SPOTTER_LIVEKIT_BIN"))
	if built := "../../.cache/bin/livekit-server-" + LiveKitVersion; err != nil && executable(built) == nil {
		bin, err = built, nil
	}
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	return bin
}

// TestTheServerIsOnLoopbackOnly looks at every port that the server listens on.
func TestTheServerIsOnLoopbackOnly(t *testing.T) {
	t.Parallel()
	l, err := StartLiveKit(t.Context(), LiveKitConfig{Bin: realLiveKit(t), Key: "k", Secret: strings.Repeat("s", 40)})
	if err != nil {
		t.Fatal(err)
	}
	pid := l.Pid()
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6"} {
		for _, open := range listeners(t, pid, table) {
			if !open.IsLoopback() {
				t.Errorf("%s: it listens on %s", table, open)
			}
		}
	}
	if len(listeners(t, pid, "tcp")) == 0 {
		t.Error("no listener was seen: does the test see anything?")
	}
	if err := l.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	if err := syscall.Kill(pid, 0); err == nil {
		t.Error("the stopped server runs")
	}
}

// listeners are the addresses of a process's sockets that nobody is connected to.
func listeners(t *testing.T, pid int, table string) []net.IP {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "net", table))
	if err != nil {
		t.Skip("this system does not tell of sockets")
	}
	links, err := filepath.Glob(filepath.Join("/proc", strconv.Itoa(pid), "fd", "*"))
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]bool{}
	for _, link := range links {
		if to, err := os.Readlink(link); err == nil {
			own[strings.TrimSuffix(strings.TrimPrefix(to, "socket:["), "]")] = true
		}
	}
	var out []net.IP
	for _, line := range strings.Split(string(text), "\n")[1:] {
		f := strings.Fields(line)
		if len(f) < 10 || !own[f[9]] || f[3] != "0A" && f[3] != "07" { // LISTEN of TCP, unconnected of UDP
			continue
		}
		out = append(out, kernelIP(t, f[1]))
	}
	return out
}

// kernelIP reads an address as /proc writes it: hexadecimal words in the byte order of the machine, here little.
func kernelIP(t *testing.T, text string) net.IP {
	t.Helper()
	host, _, _ := strings.Cut(text, ":")
	ip := make(net.IP, 0, 16)
	for ; len(host) >= 8; host = host[8:] {
		for i := 6; i >= 0; i -= 2 {
			b, err := strconv.ParseUint(host[i:i+2], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			ip = append(ip, byte(b))
		}
	}
	return ip
}
