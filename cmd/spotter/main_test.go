package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spotter/internal/postgres"
	"spotter/internal/testdb"
)

// TestMain lets the test binary be the program itself, so that a test can kill a process of its own.
func TestMain(m *testing.M) {
	if os.Getenv("SPOTTER_TEST_AS_PROGRAM") == "1" {
		main()
		return
	}
	os.Exit(testdb.Main(m))
}

// goodSecret is as random as serve wants it.
const goodSecret = "hN4qv7Zx0Lr2Tb9Kd5Wm8Cy1Pf3Gs6Ja"

// invoke runs the program in this process with nothing but the given environment.
func invoke(ctx context.Context, environ []string, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	p := &program{out: &o, err: &e, now: time.Now, environ: func() []string { return environ }}
	code = p.run(ctx, args)
	return code, o.String(), e.String()
}

func TestCommandLine(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		args    []string
		environ []string
		code    int
		says    string // in either output
	}{
		"nothing":              {code: 0, says: "spotter dev"},
		"help":                 {args: []string{"help"}, says: "spotter doctor"},
		"unknown command":      {args: []string{"fly"}, code: 2, says: `no command "fly"`},
		"unknown flag":         {args: []string{"dev", "--fast"}, code: 2, says: "usage: spotter dev"},
		"version":              {args: []string{"version"}, says: "spotter 0.1.0"},
		"openapi":              {args: []string{"openapi"}, says: "openapi: 3.1.0"},
		"serve without":        {args: []string{"serve"}, code: 1, says: "DATABASE_URL is not set"},
		"serve without secret": {args: []string{"serve"}, environ: []string{"DATABASE_URL=postgres://x"}, code: 1, says: "JWT_SECRET is not set"},
		"weak secret":          {args: []string{"serve"}, environ: []string{"JWT_SECRET=short"}, code: 1, says: "JWT_SECRET must have 32 bytes"},
		"a repeated secret":    {args: []string{"serve"}, environ: []string{"DATABASE_URL=postgres://x", "JWT_SECRET=" + strings.Repeat("k", 40)}, code: 1, says: "JWT_SECRET can be guessed"},
		"an example's secret":  {args: []string{"work"}, environ: []string{"DATABASE_URL=postgres://x", "WORKER_DATABASE_URL=postgres://x", "JWT_SECRET=please-Change-Me-in-production-0123456789"}, code: 1, says: "JWT_SECRET can be guessed"},
		"bad address":          {args: []string{"serve"}, environ: []string{"SPOTTER_ADDR=nope"}, code: 1, says: "SPOTTER_ADDR must be HOST:PORT"},
		"bad port":             {args: []string{"serve"}, environ: []string{"SPOTTER_METRICS_ADDR=:99999"}, code: 1, says: "SPOTTER_METRICS_ADDR must be HOST:PORT"},
		"no mail host":         {args: []string{"serve"}, environ: []string{"SMTP_URL=smtp://"}, code: 1, says: "SMTP_URL must name a host"},
		"no public host":       {args: []string{"serve"}, environ: []string{"SPOTTER_PUBLIC_URL=https://"}, code: 1, says: "SPOTTER_PUBLIC_URL must name a host"},
		"bad database URL":     {args: []string{"serve"}, environ: []string{"DATABASE_URL=mysql://x"}, code: 1, says: "DATABASE_URL must be a URL that starts with postgres://"},
		"bad Redis URL":        {args: []string{"serve"}, environ: []string{"REDIS_URL=http://x"}, code: 1, says: "REDIS_URL must"},
		"bad level":            {args: []string{"serve"}, environ: []string{"LOG_LEVEL=loud"}, code: 1, says: "LOG_LEVEL must be"},
		"bad format":           {args: []string{"serve"}, environ: []string{"LOG_FORMAT=xml"}, code: 1, says: "LOG_FORMAT must be"},
		"half of S3":           {args: []string{"serve"}, environ: []string{"S3_BUCKET=photos", "S3_ACCESS_KEY_ID=x"}, code: 1, says: "S3_SECRET_ACCESS_KEY is not set"},
		"bad S3 endpoint":      {args: []string{"serve"}, environ: []string{"S3_ENDPOINT=s3.example.org"}, code: 1, says: "S3_ENDPOINT must be a URL"},
		"bad proxies":          {args: []string{"serve"}, environ: []string{"SPOTTER_TRUSTED_PROXIES=10.0.0.0/40"}, code: 1, says: "SPOTTER_TRUSTED_PROXIES must list"},
		"migrate without":      {args: []string{"migrate", "up"}, code: 1, says: "MIGRATION_DATABASE_URL is not set"},
		"migrate what":         {args: []string{"migrate"}, code: 2, says: "usage: spotter migrate"},
		"work without":         {args: []string{"work"}, code: 1, says: "WORKER_DATABASE_URL is not set"},
		"user without":         {args: []string{"user", "token", "a@b.c"}, environ: []string{"SPOTTER_DATA_DIR=/nowhere"}, code: 1, says: "DATABASE_URL is not set"},
		"import what":          {args: []string{"import", "plans"}, code: 2, says: "say foods, exercises or workouts"},
		"import how":           {args: []string{"import", "foods", "--format", "wger", "x"}, code: 2, says: "--format usda-csv"},
		"import nothing":       {args: []string{"import", "exercises", "--format", "wger", "/nowhere"}, code: 1, says: "/nowhere"},
		"import whose":         {args: []string{"import", "workouts", "a@b.c"}, code: 2, says: "EMAIL FILE"},
		"import no file":       {args: []string{"import", "workouts", "a@b.c", "/nowhere"}, code: 1, says: "/nowhere"},
		"import where": {args: []string{"import", "exercises", "--format", "wger", "../../catalog/foreign/testdata/wger.json"}, environ: []string{"SPOTTER_DATA_DIR=/nowhere"},
			code: 1, says: "MIGRATION_DATABASE_URL is not set"},
		"two faults, two names": {args: []string{"serve"}, environ: []string{"JWT_SECRET=short", "LOG_LEVEL=loud"}, code: 1, says: "LOG_LEVEL"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, out, errs := invoke(t.Context(), test.environ, test.args...)
			if code != test.code || !strings.Contains(out+errs, test.says) {
				t.Errorf("exit code %d, want %d, and %q in:\n%s%s", code, test.code, test.says, out, errs)
			}
		})
	}
}

func TestSettingsArePrintedWithoutSecrets(t *testing.T) {
	t.Parallel()
	p := &program{environ: func() []string {
		return []string{"DATABASE_URL=postgres://app:hunter2@db/spotter", "JWT_SECRET=" + strings.Repeat("s3cret", 8), "SPOTTER_ADDR=127.0.0.1:9", "SPOTTER_DATA_DIR=/d"}
	}}
	c, err := p.loadConfig()
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(c.lines(), "\n")
	if strings.Contains(all, "hunter2") || strings.Contains(all, "s3cret") {
		t.Errorf("a secret is printed:\n%s", all)
	}
	for _, want := range []string{"SPOTTER_ADDR=127.0.0.1:9", "JWT_SECRET=***", "DATABASE_URL=postgres://app:xxxxx@db/spotter"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is not in:\n%s", want, all)
		}
	}
}

func TestServeSaysThatTheSchemaIsMissing(t *testing.T) {
	t.Parallel()
	app := strings.Replace(emptyDatabase(t), postgres.RoleOwner, postgres.RoleApp, 1)
	code, _, errs := invoke(t.Context(), []string{"DATABASE_URL=" + app, "JWT_SECRET=" + goodSecret, "SPOTTER_ADDR=127.0.0.1:0"}, "serve")
	if code != 1 || !strings.Contains(errs, "run spotter migrate up") {
		t.Errorf("%d:\n%s", code, errs)
	}
}

func TestMigrationsByHand(t *testing.T) {
	t.Parallel()
	dsn := emptyDatabase(t)
	environ := []string{"MIGRATION_DATABASE_URL=" + dsn}
	files, err := filepath.Glob("../../internal/postgres/migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	newest := filepath.Base(files[len(files)-1])
	for _, step := range []struct{ verb, says string }{
		{"status", "pending"}, {"down", "nothing to take back"}, {"up", "applied 0001_isolation.sql"}, {"up", "nothing to apply"}, {"down", "took back " + newest}, {"up", "applied " + newest}, {"status", newest},
	} {
		code, out, errs := invoke(t.Context(), environ, "migrate", step.verb)
		if code != 0 || !strings.Contains(out, step.says) {
			t.Fatalf("migrate %s: %d, want %q in:\n%s%s", step.verb, code, step.says, out, errs)
		}
	}
}
