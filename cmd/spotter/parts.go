package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"spotter/internal/agent"
	"spotter/internal/agent/tools"
	"spotter/internal/api"
	"spotter/internal/coach"
	"spotter/internal/jobs"
	"spotter/internal/livekit"
	"spotter/internal/mcp"
	"spotter/internal/notify"
	"spotter/internal/postgres"
	"spotter/internal/redis"
	"spotter/internal/telemetry"
	"spotter/web"
	"spotter/web/docs"
	"spotter/web/landing"
	"spotter/web/mailed"
)

// parts are what serve and work are made of, over one database and one Redis.
type parts struct {
	config   config
	log      *slog.Logger
	metrics  *telemetry.Metrics
	db       *postgres.DB
	redis    *redis.Client
	closers  []func()    // in order
	cache    coach.Cache // nil: nothing is cached
	objects  objects
	models   *models
	speech   *speech
	tools    *tools.Set      // of agents and of MCP clients
	talk     *telemetry.Talk // what is counted of them
	limiter  limiter
	desk     *agent.Desk   // nil: nobody is answered here, as in a worker
	silent   chan struct{} // closed when the desk is: no turn runs any more
	calls    bool          // this process serves calls too
	coach    *coach.Coach
	accounts *coach.Accounts
}

// stopLimit is how long requests and jobs that are under way may take to end.
const stopLimit = 10 * time.Second

// openParts prepares everything and waits for nothing: neither PostgreSQL nor Redis prevents a start.
func (p *program) openParts(ctx context.Context, c config, log *slog.Logger) (*parts, error) {
	if c.PublicURL == "" {
		c.PublicURL = "http://" + c.Addr
		log.Warn("SPOTTER_PUBLIC_URL is not set: mailed links and passkeys are for this address", "url", c.PublicURL)
	}
	db, err := postgres.Open(ctx, c.DatabaseURL, postgres.Options{Log: log, Isolated: true})
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	out := &parts{config: c, log: log, metrics: telemetry.NewMetrics(buildVersion()), db: db}
	out.metrics.Pool("app", db.Pool().Stat)
	out.limiter = redis.NewAlone(p.now)
	if c.RedisURL != "" {
		if err := p.openRedis(ctx, out); err != nil {
			return nil, err
		}
	}
	if out.objects, err = p.openObjects(c); err != nil {
		return nil, err
	}
	rooms, err := p.openRooms(c)
	if err != nil {
		return nil, err
	}
	if out.models, err = p.openModels(c, log, c.LookForModel); err != nil {
		return nil, err
	}
	if out.speech, err = p.openSpeech(c, out.models.prices, log); err != nil {
		return nil, err
	}
	if out.coach, err = coach.New(coachConfig(c, out, rooms, p.now)); err != nil {
		return nil, err
	}
	out.accounts, err = coach.NewAccounts(p.accountsConfig(c, db, log))
	return out, err
}

func coachConfig(c config, parts *parts, rooms *livekit.Service, now func() time.Time) coach.Config {
	out := coach.Config{DB: parts.db, Cache: parts.cache, Objects: parts.objects, Budget: c.budget(), LongestCall: c.VoiceLongest, Now: now, Log: parts.log}
	if rooms != nil { // a nil one within the interface would count as a server
		out.Rooms = rooms
	}
	return out
}

func (p *program) accountsConfig(c config, db *postgres.DB, log *slog.Logger) coach.AccountsConfig {
	return coach.AccountsConfig{
		DB: db, Now: p.now, Log: log, Secret: []byte(c.JWTSecret), PreviousSecrets: secretsOf(c.JWTPreviousSecrets),
		PublicURL: c.PublicURL, GoogleClientID: c.GoogleClientID, IssuerURL: c.OIDCIssuerURL,
	}
}

func secretsOf(texts []string) [][]byte {
	var out [][]byte
	for _, t := range texts {
		out = append(out, []byte(t))
	}
	return out
}

// startSpeech keeps connections to speech services warm, until close.
func (p *parts) startSpeech(ctx context.Context) {
	p.closers = append(p.closers, p.speech.run(ctx))
}

// startModels keeps what answers ready, until close.
func (p *parts) startModels(ctx context.Context) {
	p.closers = append(p.closers, p.models.run(ctx))
}

// close gives everything back.
func (p *parts) close() {
	for _, end := range p.closers {
		end()
	}
	p.db.Close()
}

// keep runs what must go on beside requests, until ctx ends: revocations and the mending of the cache.
func (p *parts) keep(ctx context.Context, group *errgroup.Group) {
	group.Go(func() error { return ignoreCanceled(p.accounts.Run(ctx)) })
	if p.desk != nil {
		group.Go(func() error {
			<-ctx.Done()
			p.closeDesk(ctx)
			return nil
		})
	}
}

func ignoreCanceled(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// handler is the whole HTTP surface.
func (p *program) handler(parts *parts) (*api.API, error) {
	proxies, err := parts.config.proxies()
	if err != nil {
		return nil, err
	}
	clients, err := mcp.New(mcp.Config{Coach: parts.coach, Tools: parts.tools, Identify: parts.accounts.Identify, Limiter: parts.limiter,
		Observe: parts.talk, PublicURL: parts.config.PublicURL, Version: buildVersion(), Now: p.now, Log: parts.log})
	if err != nil {
		return nil, err
	}
	return api.New(api.Config{
		Coach: parts.coach, Accounts: parts.accounts, TrustedProxies: proxies, PublicURL: parts.config.PublicURL, Ready: parts.db.Ping,
		Metrics: parts.metrics, Pages: pages(cmp.Or(parts.config.LiveKitPublicURL, parts.config.LiveKitURL)), Objects: mediaHandler(parts.objects, parts.log),
		Desk: parts.desk, MCP: clients, Limiter: parts.limiter, Stopping: parts.silent, Version: buildVersion(), Now: p.now, Log: parts.log,
	})
}

// limiter counts what may happen only so often.
type limiter interface {
	Allow(ctx context.Context, key string, rate int, per time.Duration) (ok bool, retryAfter time.Duration)
}

// pages are what people open in a browser. rooms is where its LiveKit is; empty: nowhere.
func pages(rooms string) map[string]http.Handler {
	out := web.Pages(rooms)
	manual, links, style := docs.Handler(), mailed.Handler(), landing.Handler()
	out["/docs/"], out["/docs"], out["/home.css"] = manual, manual, style
	for _, path := range mailed.Paths {
		out[path] = links
	}
	return out
}

// openapiYAML is the document, made without any part running.
func openapiYAML() ([]byte, error) {
	a, err := api.New(api.Config{Version: "0.1.0", Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	return a.YAML()
}

// A stopping server still takes requests for drainTime, closing each connection after its answer, so that
// the end cuts off no client that is about to send on one that was kept. Then it takes no connection
// any more, and gives those that it has just taken settleTime to be known to net/http's Shutdown.
const (
	drainTime  = time.Second
	settleTime = 100 * time.Millisecond
)

// serveHTTP answers on a listener until ctx ends, then lets requests under way finish.
func serveHTTP(ctx context.Context, listener net.Listener, handler http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler: closeWhenDone(ctx, handler), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, WriteTimeout: 60 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		time.Sleep(drainTime)
		_ = listener.Close()
		time.Sleep(settleTime)
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLimit-2*drainTime)
		defer cancel()
		stopped <- server.Shutdown(limit)
	}()
	if err := server.Serve(listener); ctx.Err() == nil {
		return err
	}
	return <-stopped
}

// closeWhenDone tells clients to open another connection, once ctx has ended.
func closeWhenDone(ctx context.Context, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if ctx.Err() != nil {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}

// worker makes the job worker over a pool of its own role.
func (p *program) worker(ctx context.Context, c config, parts *parts, sender jobs.Sender) (worker *jobs.Worker, closeQueue func(), err error) {
	queue, err := postgres.Open(ctx, c.WorkerDatabaseURL, postgres.Options{Log: parts.log, MaxConns: workerConns})
	if err != nil {
		return nil, nil, fmt.Errorf("WORKER_DATABASE_URL: %w", err)
	}
	summarizer, err := p.summarizer(parts)
	if err != nil {
		queue.Close()
		return nil, nil, err
	}
	worker, err = jobs.New(jobs.Config{Queue: queue, Mailer: parts.accounts, Sender: sender, Keeper: parts.db.Lookup(),
		Sweeper: parts.coach, Objects: parts.objects, Adapter: parts.coach, Conversations: parts.coach, Summarizer: summarizer, Now: p.now, Log: parts.log, Observe: parts.metrics.Job, PollOnly: true})
	if err != nil {
		queue.Close()
		return nil, nil, err
	}
	return worker, queue.Close, nil
}

// workerConns is the pool of the queue: claiming, finishing and leading at once.
const workerConns = 4

// sender delivers mail by SMTP when it is set, else prints it.
func (p *program) sender(c config) (jobs.Sender, error) {
	if c.SMTPURL == "" {
		return notify.NewPrinter(p.out), nil
	}
	sender, err := notify.NewSMTP(c.SMTPURL, p.now)
	if err != nil {
		return nil, fmt.Errorf("SMTP_URL: %w", err)
	}
	return sender, nil
}
