package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"spotter"
	"spotter/internal/livekit"
	"spotter/internal/local"
	"spotter/internal/voice"
	"spotter/internal/voice/attend"
)

// tendEvery is how often a voice worker looks for calls without an agent.
const tendEvery = time.Second

// access is the server for voice that the settings name.
func (c config) access() livekit.Access {
	return livekit.Access{URL: c.LiveKitURL, PublicURL: c.LiveKitPublicURL, Key: c.LiveKitAPIKey, Secret: c.LiveKitAPISecret}
}

// openRooms makes what manages rooms; nil without a server.
func (p *program) openRooms(c config) (*livekit.Service, error) {
	if c.LiveKitURL == "" {
		return nil, nil //nolint:nilnil // voice is off
	}
	rooms, err := livekit.NewService(c.access(), c.VoiceAgent, nil, p.now)
	if err != nil {
		return nil, fmt.Errorf("LIVEKIT_URL, LIVEKIT_API_KEY or LIVEKIT_API_SECRET: %w", err)
	}
	return rooms, nil
}

// openVoice makes the worker that serves calls in this process.
func (p *program) openVoice(parts *parts) (*livekit.Worker, error) {
	attendant := attend.New(attend.Config{Sessions: parts.coach, Serve: attend.Written(parts.desk), Now: p.now, Log: parts.log,
		Join: func(ctx context.Context, url, token string, person spotter.UserID) (attend.Room, error) {
			return joinRoom(ctx, url, token, livekit.Options{Person: person.String(), Now: p.now, Log: parts.log})
		}})
	c := parts.config
	return livekit.NewWorker(livekit.WorkerConfig{Access: c.access(), Agent: c.VoiceAgent, Version: buildVersion(), Capacity: c.VoiceCapacity, Drain: c.VoiceDrain,
		Observe: parts.metrics.Voice(), Now: p.now, Log: parts.log, Handle: func(ctx context.Context, job livekit.Job) error {
			return attendant.Attend(ctx, job.URL, job.Token, job.Identity, job.Metadata)
		}})
}

func joinRoom(ctx context.Context, url, token string, o livekit.Options) (attend.Room, error) {
	room, err := livekit.Join(ctx, url, token, o)
	if err != nil {
		return nil, err // not a nil *Room within the interface
	}
	return room, nil
}

var _ voice.Room = (*livekit.Room)(nil)

// runVoice serves calls until ctx ends and those under way have, and looks after the calls of all workers meanwhile.
func (p *parts) runVoice(ctx context.Context, worker *livekit.Worker) error {
	tending, stop := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.tendVoice(tending)
	}()
	err := worker.Run(ctx)
	stop()
	<-done
	return err
}

func (p *parts) tendVoice(ctx context.Context) {
	tick := time.NewTicker(tendEvery)
	defer tick.Stop()
	for {
		if err := p.coach.TendVoice(ctx); err != nil && ctx.Err() == nil {
			p.log.WarnContext(ctx, "look after calls", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// voice runs a voice worker on its own, as many of them as needed.
func (p *program) voice(ctx context.Context, args []string) error {
	parts, err := p.open(ctx, args, func(c config) [][2]string {
		return [][2]string{{"LIVEKIT_URL", c.LiveKitURL}, {"LIVEKIT_API_KEY", c.LiveKitAPIKey}, {"LIVEKIT_API_SECRET", c.LiveKitAPISecret}}
	})
	if err != nil {
		return err
	}
	defer parts.close()
	return p.attendCalls(ctx, parts)
}

// attendCalls serves calls, and answers readiness and metrics, until ctx ends and the calls have.
func (p *program) attendCalls(ctx context.Context, parts *parts) error {
	var err error
	if parts.desk, err = p.openDesk(parts); err != nil {
		return err
	}
	parts.silent = make(chan struct{})
	worker, err := p.openVoice(parts)
	if err != nil {
		return err
	}
	staying, leave := context.WithCancel(context.WithoutCancel(ctx)) // until the last call has ended
	defer leave()
	group, staying := errgroup.WithContext(staying)
	parts.keep(staying, group)
	group.Go(func() error {
		defer leave()
		return parts.runVoice(ctx, worker)
	})
	status := "" // nobody watches
	if address := parts.config.MetricsAddr; address != "" {
		listener, err := net.Listen("tcp", address)
		if err != nil {
			return fmt.Errorf("SPOTTER_METRICS_ADDR: %w", err)
		}
		status = listener.Addr().String()
		group.Go(func() error { return serveHTTP(staying, listener, voiceStatus(parts, worker), parts.log) })
	}
	parts.log.Info("serving calls", "addr", status, "livekit", parts.config.LiveKitURL, "capacity", parts.config.VoiceCapacity, "version", buildVersion())
	return group.Wait()
}

// voiceStatus answers who watches a worker: it is ready while it takes calls.
func voiceStatus(parts *parts, worker *livekit.Worker) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", parts.metrics.Handler())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if err := errors.Join(worker.Ready(ctx), parts.db.Ping(ctx)); err != nil {
			http.Error(w, "unavailable", http.StatusServiceUnavailable)
			parts.log.Debug("not ready", "error", err)
			return
		}
		_, _ = w.Write([]byte("ok\n"))
	})
	return mux
}

// devDrain is how long calls may go on when a developer stops everything.
const devDrain = time.Second

// startLiveKit starts a server for voice unless LIVEKIT_URL names one. Without a program for it voice is off.
func (p *program) startLiveKit(ctx context.Context, c *config, house *household, log *slog.Logger, listener net.Listener) error {
	c.VoiceDrain = devDrain
	if c.LiveKitURL != "" {
		house.tell("Voice", "LIVEKIT_URL, "+c.LiveKitURL)
		return nil
	}
	bin, err := local.FindLiveKit(c.LiveKitBin)
	if spotter.HasDetail(err, "livekit_missing") && c.LiveKitBin == "" {
		house.tell("Voice", "off: run `make livekit` once (some minutes), or set LIVEKIT_URL")
		return nil
	}
	if err != nil {
		return err
	}
	secrets, err := local.LoadSecrets(c.DataDir)
	if err != nil {
		return err
	}
	server, err := local.StartLiveKit(ctx, local.LiveKitConfig{Bin: bin, Key: secrets.LiveKitKey, Secret: secrets.LiveKitSecret, Port: c.LiveKitPort, TCP: c.LiveKitTCP,
		Webhook: "http://" + reachable(listener.Addr()) + "/api/v1/webhooks/livekit", Log: log})
	if err != nil {
		log.Error("start the LiveKit server", "error", err)
		house.tell("Voice", "off: the LiveKit server does not start ("+bin+")")
		return nil
	}
	house.stops = append(house.stops, func() {
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLimit)
		defer cancel()
		if err := server.Stop(limit); err != nil {
			log.Error("stop the LiveKit server", "error", err)
		}
	})
	c.LiveKitURL, c.LiveKitAPIKey, c.LiveKitAPISecret = server.URL(), secrets.LiveKitKey, secrets.LiveKitSecret
	house.tell("Voice", server.Describe())
	return nil
}

// reachable is an address of this machine at which a listener can be reached.
func reachable(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		return net.JoinHostPort("127.0.0.1", port)
	}
	return a.String()
}

// voiceChecks are the doctor's lines for voice: the server, and how media reaches it.
func (p *program) voiceChecks(c config) []check {
	rooms, err := p.openRooms(c)
	switch {
	case err != nil:
		return []check{{"LiveKit", func(context.Context) (string, error) { return "", err }}}
	case rooms == nil:
		return []check{{"LiveKit", func(context.Context) (string, error) { return describeOwnLiveKit(c) }}}
	}
	return []check{
		{"LiveKit", func(ctx context.Context) (string, error) {
			open, err := rooms.Rooms(ctx)
			var fault *spotter.Error
			if errors.As(err, &fault) {
				err = fmt.Errorf("LIVEKIT_URL %s: %w", c.LiveKitURL, fault.Cause)
			}
			return fmt.Sprintf("%s answers, %d rooms", c.LiveKitURL, len(open)), err
		}},
		{"voice media", func(ctx context.Context) (string, error) {
			path, err := rooms.Probe(ctx)
			return "flows over " + path, err
		}},
	}
}

func describeOwnLiveKit(c config) (string, error) {
	bin, err := local.FindLiveKit(c.LiveKitBin)
	var missing *spotter.Error
	if errors.As(err, &missing) && c.LiveKitBin == "" {
		return "LIVEKIT_URL is not set, and there is no server for `spotter dev`: make livekit", errSkipped
	}
	return "LIVEKIT_URL is not set; `spotter dev` starts " + bin, errors.Join(err, errSkipped)
}
