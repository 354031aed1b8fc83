package local

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"

	"spotter"
)

// LiveKitVersion is the server that tools/livekit builds.
const LiveKitVersion = "v1.13.5"

// Limits of the server for voice.
const (
	liveKitStart  = 30 * time.Second // until it answers
	liveKitStop   = time.Second
	liveKitPoll   = 20 * time.Millisecond
	firstRestart  = 250 * time.Millisecond
	lastRestart   = 5 * time.Second
	startAttempts = 3 // another process may take a free port between finding and using it
)

// LiveKitConfig says which server runs, and how.
type LiveKitConfig struct {
	Bin         string // the program; see FindLiveKit
	Key, Secret string // of the only account
	Port        int    // of signalling on 127.0.0.1, media over UDP is two above it; 0: free ones
	TCP         bool   // media over TCP too, one above Port; its listener is on every interface
	Webhook     string // where events go; empty: nowhere
	Log         *slog.Logger
}

// LiveKit is a LiveKit server on loopback that is started again when it ends by itself. On Linux it dies with us,
// however that happens.
type LiveKit struct {
	config LiveKitConfig
	ports  ports
	stop   context.CancelFunc
	ended  chan struct{}

	mu    sync.Mutex
	child *child
}

type ports struct{ signal, udp, tcp int }

// FindLiveKit is where the server's program lies: the given file, beside our own program, on PATH, or in the cache of
// the user. CodeUnavailable livekit_missing says what to do when it is nowhere.
func FindLiveKit(given string) (string, error) {
	if given != "" {
		if err := executable(given); err != nil {
			return "", liveKitMissing(fmt.Errorf("SPOTTER_LIVEKIT_BIN: %w", err))
		}
		return given, nil
	}
	for _, place := range liveKitPlaces() {
		if executable(place) == nil {
			return place, nil
		}
	}
	if found, err := exec.LookPath("livekit-server"); err == nil {
		return found, nil
	}
	if cached := liveKitCached(); executable(cached) == nil {
		return cached, nil
	}
	return "", liveKitMissing(nil)
}

func liveKitPlaces() []string {
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	if resolved, err := filepath.EvalSymlinks(self); err == nil {
		self = resolved
	}
	dir := filepath.Dir(self)
	return []string{filepath.Join(dir, "livekit-server-"+LiveKitVersion), filepath.Join(dir, "livekit-server")}
}

// liveKitCached is where `make livekit` keeps what it has built, for every checkout of the user's.
func liveKitCached() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "spotter", "livekit-server-"+LiveKitVersion)
}

func executable(name string) error {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return err
	case info.IsDir() || info.Mode()&0o111 == 0:
		return &fs.PathError{Op: "run", Path: name, Err: syscall.EACCES}
	}
	return nil
}

func liveKitMissing(cause error) error {
	return &spotter.Error{Code: spotter.CodeUnavailable, Detail: "livekit_missing", Cause: cause,
		Message: "No LiveKit server was found. Run `make livekit` (it builds one, once, in some minutes), name one in SPOTTER_LIVEKIT_BIN, or set LIVEKIT_URL to a server that runs already."}
}

// StartLiveKit starts the server and returns when it answers. ctx bounds the start only; the caller must call Stop.
func StartLiveKit(ctx context.Context, cfg LiveKitConfig) (*LiveKit, error) {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	l := &LiveKit{config: cfg, stop: stop, ended: make(chan struct{})}
	var err error
	for range startAttempts {
		if l.ports, err = choosePorts(cfg.Port, cfg.TCP); err != nil {
			break
		}
		if err = l.launch(ctx); err == nil {
			go l.keep(running)
			return l, nil
		}
		if ctx.Err() != nil || cfg.Port != 0 {
			break
		}
	}
	stop()
	return nil, &spotter.Error{Code: spotter.CodeUnavailable, Detail: "livekit_failed", Message: "The LiveKit server does not start.", Cause: err}
}

// choosePorts takes the stated ports, or free ones.
func choosePorts(stated int, tcp bool) (ports, error) {
	if stated != 0 {
		p := ports{signal: stated, udp: stated + 2}
		if tcp {
			p.tcp = stated + 1
		}
		return p, nil
	}
	var p ports
	signal, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return p, err
	}
	defer signal.Close()
	media, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		return p, err
	}
	defer media.Close()
	p.signal, p.udp = portOf(signal.Addr()), portOf(media.LocalAddr())
	if tcp {
		stream, err := net.Listen("tcp", ":0") // the server takes it on every interface
		if err != nil {
			return p, err
		}
		defer stream.Close()
		p.tcp = portOf(stream.Addr())
	}
	return p, nil
}

func portOf(a net.Addr) int {
	_, text, err := net.SplitHostPort(a.String())
	if err != nil {
		return 0
	}
	port, _ := strconv.Atoi(text) // the address is the system's own
	return port
}

// settings are the server's configuration. The secret goes there by the environment, which only the user can read.
func (l *LiveKit) settings() ([]byte, error) {
	type object = map[string]any
	c := object{
		"port": l.ports.signal, "bind_addresses": []string{"127.0.0.1"}, "keys": map[string]string{l.config.Key: l.config.Secret},
		"rtc": object{"node_ip": "127.0.0.1", "use_external_ip": false, "enable_loopback_candidate": true, "udp_port": l.ports.udp, "tcp_port": l.ports.tcp,
			"interfaces": object{"includes": []string{loopback()}}},
		"logging": object{"level": "warn", "json": false},
	}
	if l.config.Webhook != "" {
		c["webhook"] = object{"api_key": l.config.Key, "urls": []string{l.config.Webhook}}
	}
	return json.Marshal(c) // JSON is YAML
}

// loopback is the name of the interface.
func loopback() string {
	all, err := net.Interfaces()
	if err != nil {
		return "lo"
	}
	for _, i := range all {
		if i.Flags&net.FlagLoopback != 0 {
			return i.Name
		}
	}
	return "lo"
}

// launch starts the program and waits until it answers.
func (l *LiveKit) launch(ctx context.Context) error {
	settings, err := l.settings()
	if err != nil {
		return err
	}
	cmd := exec.Command(l.config.Bin)
	cmd.Env = append(childEnv(), "LIVEKIT_CONFIG="+string(settings))
	cmd.SysProcAttr = toolAttr(syscall.SIGKILL)
	c, err := startNamed("livekit", cmd, l.config.Log)
	if err != nil {
		return err
	}
	if err := l.answers(ctx, c); err != nil {
		killing, cancel := grace(ctx)
		defer cancel()
		return errors.Join(err, c.stop(killing, syscall.SIGKILL))
	}
	l.mu.Lock()
	l.child = c
	l.mu.Unlock()
	return nil
}

// answers waits for the first answer.
func (l *LiveKit) answers(ctx context.Context, c *child) error {
	ctx, cancel := context.WithTimeout(ctx, liveKitStart)
	defer cancel()
	tick := time.NewTicker(liveKitPoll)
	defer tick.Stop()
	for {
		if liveKitAnswers(ctx, l.address("http")) {
			return nil
		}
		select {
		case <-tick.C:
		case <-c.done:
			return c.failure()
		case <-ctx.Done():
			return fmt.Errorf("%w; its last words: %s", context.Cause(ctx), c.out.last())
		}
	}
}

func liveKitAnswers(ctx context.Context, address string) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return false
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: time.Second}
	response, err := client.Do(r)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 1<<10))
	return response.StatusCode == http.StatusOK
}

// keep starts the server again whenever it ends, until ctx ends.
func (l *LiveKit) keep(ctx context.Context) {
	defer close(l.ended)
	wait := firstRestart
	for {
		c := l.current()
		select {
		case <-ctx.Done():
			return
		case <-c.done:
		}
		l.config.Log.WarnContext(ctx, "the LiveKit server ended; starting it again", "error", c.failure())
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		if err := l.launch(ctx); err != nil && ctx.Err() == nil {
			l.config.Log.ErrorContext(ctx, "the LiveKit server does not start", "error", err)
			wait = min(2*wait, lastRestart)
			continue
		}
		wait = firstRestart
	}
}

func (l *LiveKit) current() *child {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.child
}

// URL is where the server answers, for workers and browsers of this machine.
func (l *LiveKit) URL() string { return l.address("ws") }

func (l *LiveKit) address(scheme string) string {
	return scheme + "://127.0.0.1:" + strconv.Itoa(l.ports.signal)
}

// Pid is the process of the server as it runs now.
func (l *LiveKit) Pid() int { return l.current().cmd.Process.Pid }

// Describe says in one line what runs.
func (l *LiveKit) Describe() string {
	tcp := ""
	if l.ports.tcp != 0 {
		tcp = fmt.Sprintf(" and TCP %d", l.ports.tcp)
	}
	return fmt.Sprintf("LiveKit server on %s, media on UDP %d%s (%s)", l.URL(), l.ports.udp, tcp, cmp.Or(l.config.Bin, "?"))
}

// Stop ends the server, without waiting for people in rooms: it holds nothing that lasts.
func (l *LiveKit) Stop(ctx context.Context) error {
	l.stop()
	<-l.ended
	asked, cancel := context.WithTimeout(ctx, liveKitStop)
	defer cancel()
	c := l.current()
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil || c.await(asked) {
		return nil // it has ended
	}
	killing, cancelKill := grace(ctx)
	defer cancelKill()
	return c.stop(killing, syscall.SIGKILL)
}
