package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"

	"spotter"
	"spotter/internal/livekit"
	"spotter/internal/postgres"
	"spotter/internal/telemetry"
)

// serve runs the API. It starts without waiting for PostgreSQL or Redis and refuses a database role for
// which row-level security would not hold.
func (p *program) serve(ctx context.Context, args []string) error {
	parts, err := p.open(ctx, args, func(config) [][2]string { return nil })
	if err != nil {
		return err
	}
	defer parts.close()
	parts.sayWhereObjectsAre()
	listener, err := net.Listen("tcp", parts.config.Addr)
	if err != nil {
		return fmt.Errorf("SPOTTER_ADDR: %w", err)
	}
	parts.log.Info("serving", "addr", listener.Addr().String(), "version", buildVersion())
	return p.run1(ctx, parts, listener)
}

// open is how every part that runs apart begins: with the settings that it cannot do without, besides those that all
// need, and a database role for which row-level security holds.
func (p *program) open(ctx context.Context, args []string, wanted func(config) [][2]string) (*parts, error) {
	if len(args) > 0 {
		return nil, usageError("takes no arguments; settings are environment variables")
	}
	c, log, err := p.prepare()
	if err != nil {
		return nil, err
	}
	if err := want(append([][2]string{{"DATABASE_URL", c.DatabaseURL}, {"JWT_SECRET", c.JWTSecret}}, wanted(c)...)...); err != nil {
		return nil, err
	}
	if err := checkStrength(c.JWTSecret); err != nil {
		return nil, err
	}
	parts, err := p.openParts(ctx, c, log)
	if err != nil {
		return nil, err
	}
	parts.startModels(ctx)
	if err := parts.checkRole(ctx); err != nil {
		parts.close()
		return nil, err
	}
	return parts, nil
}

// prepare reads the settings and makes the log.
func (p *program) prepare() (config, *slog.Logger, error) {
	c, err := p.loadConfig()
	if err != nil {
		return c, nil, err
	}
	log, err := telemetry.NewLogger(p.err, c.LogLevel, c.LogFormat)
	return c, log, err
}

// checkRole refuses an unsafe role. A database that is away is no reason not to start: /readyz is red
// until it is there, and each connection's role is looked at then.
func (p *parts) checkRole(ctx context.Context) error {
	short, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if err := p.db.Ping(short); err != nil {
		var refused *spotter.Error
		if errors.As(err, &refused) && refused.Detail == postgres.CodeUnsafeRole {
			return refused.Cause
		}
		p.log.Warn("the database is away; starting all the same", "error", err)
		return nil
	}
	err := p.accounts.Load(short)
	if postgres.LacksSchema(err) {
		return fmt.Errorf("the schema of the database is missing or of an older version; run spotter migrate up: %w", err)
	}
	return err
}

// run1 answers requests on listener, and metrics on their own, until ctx ends.
func (p *program) run1(ctx context.Context, parts *parts, listener net.Listener) error {
	var err error
	if parts.desk, err = p.openDesk(parts); err != nil {
		return err
	}
	parts.silent = make(chan struct{})
	handler, err := p.handler(parts)
	if err != nil {
		return err
	}
	var worker *livekit.Worker
	if parts.calls {
		if worker, err = p.openVoice(parts); err != nil {
			return err
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	parts.keep(ctx, group)
	if worker != nil {
		group.Go(func() error { return parts.runVoice(ctx, worker) })
	}
	group.Go(func() error { settle(ctx); return nil })
	group.Go(func() error { return serveHTTP(ctx, listener, handler, parts.log) })
	if parts.config.MetricsAddr != "" {
		metrics, err := net.Listen("tcp", parts.config.MetricsAddr)
		if err != nil {
			return fmt.Errorf("SPOTTER_METRICS_ADDR: %w", err)
		}
		group.Go(func() error { return serveHTTP(ctx, metrics, parts.metrics.Handler(), parts.log) })
	}
	return group.Wait()
}

// settleAfter is when a start is over; the first answers are out by then.
const settleAfter = time.Second

// settle gives the system back what reading catalogues and settings took. The runtime would do so by itself, but
// only minutes later, and only in part; the pages of the program that only the start has touched it keeps.
func settle(ctx context.Context) {
	timer := time.NewTimer(settleAfter)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
		debug.FreeOSMemory()
		returnPages()
	}
}

// work runs the job worker.
func (p *program) work(ctx context.Context, args []string) error {
	parts, err := p.open(ctx, args, func(c config) [][2]string { return [][2]string{{"WORKER_DATABASE_URL", c.WorkerDatabaseURL}} })
	if err != nil {
		return err
	}
	defer parts.close()
	parts.sayWhereObjectsAre()
	sender, err := p.sender(parts.config)
	if err != nil {
		return err
	}
	worker, closeQueue, err := p.worker(ctx, parts.config, parts, sender)
	if err != nil {
		return err
	}
	defer closeQueue()
	if err := worker.Start(ctx); err != nil {
		return err
	}
	parts.log.Info("working", "version", buildVersion())
	<-ctx.Done()
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLimit)
	defer cancel()
	return worker.Stop(limit)
}
