package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
	"github.com/joho/godotenv"
)

// config is every setting, read once from .env and the environment.
type config struct {
	Addr           string   `env:"SPOTTER_ADDR" envDefault:"127.0.0.1:8000"`
	DataDir        string   `env:"SPOTTER_DATA_DIR"`
	PublicURL      string   `env:"SPOTTER_PUBLIC_URL"`
	MetricsAddr    string   `env:"SPOTTER_METRICS_ADDR"`
	TrustedProxies []string `env:"SPOTTER_TRUSTED_PROXIES" envSeparator:","`

	PGBin     string `env:"SPOTTER_PG_BIN"`
	PGArchive string `env:"SPOTTER_PG_ARCHIVE"`

	DatabaseURL          string `env:"DATABASE_URL" secret:"url"`
	MigrationDatabaseURL string `env:"MIGRATION_DATABASE_URL" secret:"url"`
	WorkerDatabaseURL    string `env:"WORKER_DATABASE_URL" secret:"url"`
	RedisURL             string `env:"REDIS_URL" secret:"url"`

	JWTSecret          string   `env:"JWT_SECRET" secret:"all"`
	JWTPreviousSecrets []string `env:"JWT_PREVIOUS_SECRETS" envSeparator:"," secret:"all"`

	GoogleClientID string `env:"GOOGLE_CLIENT_ID"`
	OIDCIssuerURL  string `env:"OIDC_ISSUER_URL" envDefault:"https://accounts.google.com"`
	SMTPURL        string `env:"SMTP_URL" secret:"url"`

	S3Endpoint        string `env:"S3_ENDPOINT"`
	S3Bucket          string `env:"S3_BUCKET"`
	S3Region          string `env:"S3_REGION" envDefault:"us-east-1"`
	S3AccessKeyID     string `env:"S3_ACCESS_KEY_ID"`
	S3SecretAccessKey string `env:"S3_SECRET_ACCESS_KEY" secret:"all"`

	AnthropicAPIKey  string `env:"ANTHROPIC_API_KEY" secret:"all"`
	AnthropicBaseURL string `env:"ANTHROPIC_BASE_URL" secret:"url"`
	AnthropicModel   string `env:"ANTHROPIC_MODEL"`
	OpenAIAPIKey     string `env:"OPENAI_API_KEY" secret:"all"`
	OpenAIBaseURL    string `env:"OPENAI_BASE_URL" secret:"url"`
	OpenAIModel      string `env:"OPENAI_MODEL"`
	PricesFile       string `env:"SPOTTER_PRICES_FILE"`

	DeepgramAPIKey  string `env:"DEEPGRAM_API_KEY" secret:"all"`
	DeepgramBaseURL string `env:"DEEPGRAM_BASE_URL" secret:"url"`
	DeepgramModel   string `env:"DEEPGRAM_MODEL"`
	CartesiaAPIKey  string `env:"CARTESIA_API_KEY" secret:"all"`
	CartesiaBaseURL string `env:"CARTESIA_BASE_URL" secret:"url"`
	CartesiaVoice   string `env:"CARTESIA_VOICE"`
	SpeechBaseURL   string `env:"SPEECH_BASE_URL" secret:"url"`
	SpeechAPIKey    string `env:"SPEECH_API_KEY" secret:"all"`
	SpeechHears     string `env:"SPEECH_STT_MODEL"`
	SpeechSpeaks    string `env:"SPEECH_TTS_MODEL"`
	SpeechVoice     string `env:"SPEECH_VOICE"`

	BudgetMonthly float64 `env:"SPOTTER_BUDGET_MONTHLY"`

	LiveKitURL       string `env:"LIVEKIT_URL" secret:"url"`
	LiveKitPublicURL string `env:"LIVEKIT_PUBLIC_URL" secret:"url"`
	LiveKitAPIKey    string `env:"LIVEKIT_API_KEY"`
	LiveKitAPISecret string `env:"LIVEKIT_API_SECRET" secret:"all"`
	LiveKitBin       string `env:"SPOTTER_LIVEKIT_BIN"`
	LiveKitPort      int    `env:"SPOTTER_LIVEKIT_PORT"`
	LiveKitTCP       bool   `env:"SPOTTER_LIVEKIT_TCP"`

	VoiceAgent    string        `env:"SPOTTER_VOICE_AGENT" envDefault:"spotter"`
	VoiceCapacity int           `env:"SPOTTER_VOICE_CAPACITY" envDefault:"20"`
	VoiceLongest  time.Duration `env:"SPOTTER_VOICE_LONGEST" envDefault:"1h"`
	VoiceDrain    time.Duration `env:"SPOTTER_VOICE_DRAIN" envDefault:"10m"`

	LogLevel  string `env:"LOG_LEVEL" envDefault:"info"`
	LogFormat string `env:"LOG_FORMAT" envDefault:"text"`

	LookForModel bool // on this machine; only dev does

	MediaKey []byte // signs URLs of files; no setting: dev's own, else made from JWT_SECRET
}

// loadConfig reads .env of the working directory, then the environment, which wins.
func (p *program) loadConfig() (config, error) {
	values := map[string]string{}
	file, err := godotenv.Read(".env")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return config{}, fmt.Errorf(".env: %w", err)
	}
	for k, v := range file {
		values[k] = v
	}
	for _, pair := range p.environ() {
		k, v, _ := strings.Cut(pair, "=")
		values[k] = v
	}
	var c config
	if err := env.ParseWithOptions(&c, env.Options{Environment: values}); err != nil {
		return c, err
	}
	if c.DataDir == "" {
		c.DataDir = defaultDataDir(values)
	}
	return c, c.check()
}

func defaultDataDir(values map[string]string) string {
	if dir := values["XDG_DATA_HOME"]; dir != "" {
		return filepath.Join(dir, "spotter")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return filepath.Join(os.TempDir(), "spotter")
	}
	return filepath.Join(home, ".local", "share", "spotter")
}

// check names the variable of every setting that cannot be right.
func (c *config) check() error {
	var faults []error
	fault := func(name, problem string) { faults = append(faults, fmt.Errorf("%s %s", name, problem)) }
	for _, u := range []struct{ name, value, schemes string }{
		{"DATABASE_URL", c.DatabaseURL, "postgres postgresql"}, {"MIGRATION_DATABASE_URL", c.MigrationDatabaseURL, "postgres postgresql"},
		{"WORKER_DATABASE_URL", c.WorkerDatabaseURL, "postgres postgresql"}, {"REDIS_URL", c.RedisURL, "redis rediss unix"},
		{"SMTP_URL", c.SMTPURL, "smtp smtps"}, {"SPOTTER_PUBLIC_URL", c.PublicURL, "http https"}, {"OIDC_ISSUER_URL", c.OIDCIssuerURL, "http https"},
		{"LIVEKIT_URL", c.LiveKitURL, "ws wss http https"}, {"LIVEKIT_PUBLIC_URL", c.LiveKitPublicURL, "ws wss http https"},
		{"S3_ENDPOINT", c.S3Endpoint, "http https"}, {"ANTHROPIC_BASE_URL", c.AnthropicBaseURL, "http https"}, {"OPENAI_BASE_URL", c.OpenAIBaseURL, "http https"},
		{"DEEPGRAM_BASE_URL", c.DeepgramBaseURL, "http https"}, {"CARTESIA_BASE_URL", c.CartesiaBaseURL, "http https"}, {"SPEECH_BASE_URL", c.SpeechBaseURL, "http https"},
	} {
		if u.value == "" {
			continue
		}
		switch parsed, err := url.Parse(u.value); {
		case err != nil || !strings.Contains(" "+u.schemes+" ", " "+parsed.Scheme+" "):
			fault(u.name, "must be a URL that starts with "+strings.ReplaceAll(u.schemes, " ", ":// or ")+"://")
		case parsed.Hostname() == "" && slices.Contains([]string{"http", "https", "ws", "wss", "smtp", "smtps", "redis", "rediss"}, parsed.Scheme):
			fault(u.name, "must name a host behind "+parsed.Scheme+"://")
		}
	}
	for _, a := range [][2]string{{"SPOTTER_ADDR", c.Addr}, {"SPOTTER_METRICS_ADDR", c.MetricsAddr}} {
		if problem := checkAddress(a[1]); problem != "" {
			fault(a[0], problem)
		}
	}
	if c.JWTSecret != "" && len(c.JWTSecret) < 32 {
		fault("JWT_SECRET", "must have 32 bytes or more")
	}
	if c.S3Bucket+c.S3Endpoint+c.S3AccessKeyID+c.S3SecretAccessKey != "" {
		for _, s := range [][2]string{{"S3_BUCKET", c.S3Bucket}, {"S3_ACCESS_KEY_ID", c.S3AccessKeyID}, {"S3_SECRET_ACCESS_KEY", c.S3SecretAccessKey}} {
			if s[1] == "" {
				fault(s[0], "is not set, and another setting of S3 is")
			}
		}
	}
	if _, err := c.proxies(); err != nil {
		fault("SPOTTER_TRUSTED_PROXIES", err.Error())
	}
	if !(c.BudgetMonthly >= 0 && c.BudgetMonthly <= mostBudget) {
		fault("SPOTTER_BUDGET_MONTHLY", "must be US dollars for a person in a month, 0 for no limit")
	}
	for _, problem := range c.checkVoice() {
		fault(problem[0], problem[1])
	}
	switch c.LogFormat {
	case "text", "json":
	default:
		fault("LOG_FORMAT", "must be text or json")
	}
	switch strings.ToLower(c.LogLevel) {
	case "debug", "info", "warn", "error":
	default:
		fault("LOG_LEVEL", "must be debug, info, warn or error")
	}
	return errors.Join(faults...)
}

// The limits of the settings of voice.
const (
	mostCalls   = 10_000
	longestCall = 24 * time.Hour
)

// checkVoice answers the settings of voice that cannot be right, each with what would be.
func (c *config) checkVoice() [][2]string {
	var out [][2]string
	if c.VoiceCapacity < 1 || c.VoiceCapacity > mostCalls {
		out = append(out, [2]string{"SPOTTER_VOICE_CAPACITY", "must be how many calls a worker takes at once, from 1 to 10000"})
	}
	if c.VoiceLongest < time.Minute || c.VoiceLongest > longestCall {
		out = append(out, [2]string{"SPOTTER_VOICE_LONGEST", "must be a time from 1m to 24h"})
	}
	if c.VoiceDrain < 0 || c.VoiceDrain > longestCall {
		out = append(out, [2]string{"SPOTTER_VOICE_DRAIN", "must be a time from 0s to 24h"})
	}
	if c.LiveKitPort < 0 || c.LiveKitPort > 65533 {
		out = append(out, [2]string{"SPOTTER_LIVEKIT_PORT", "must be a port from 1 to 65533, or 0 for a free one"})
	}
	if c.VoiceAgent == "" {
		out = append(out, [2]string{"SPOTTER_VOICE_AGENT", "must be a name, the same for all who share the LiveKit server"})
	}
	if c.LiveKitURL != "" {
		for _, s := range [][2]string{{"LIVEKIT_API_KEY", c.LiveKitAPIKey}, {"LIVEKIT_API_SECRET", c.LiveKitAPISecret}} {
			if s[1] == "" {
				out = append(out, [2]string{s[0], "is not set, and LIVEKIT_URL is"})
			}
		}
	}
	return out
}

// mostBudget is more than anybody means, in US dollars.
const mostBudget = 1e6

// budget is what a person may use of paid models in a month, in millionths of a dollar; 0: no limit.
func (c *config) budget() int64 { return int64(math.Round(c.BudgetMonthly * 1e6)) }

// checkAddress wants HOST:PORT; the host may be empty, for all of them.
func checkAddress(address string) string {
	if address == "" {
		return ""
	}
	_, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return "must be HOST:PORT such as 127.0.0.1:8000, not " + strconv.Quote(address)
	}
	return ""
}

// leastDistinct is how many different characters a secret must have: 32 random hexadecimal digits have more.
const leastDistinct = 10

// checkStrength refuses a secret that somebody typed or copied from an example. dev takes any, for who tries
// things out.
func checkStrength(secret string) error {
	distinct := map[rune]bool{}
	for _, r := range secret {
		distinct[r] = true
	}
	weak := len(distinct) < leastDistinct
	for _, word := range []string{"secret", "password", "changeme", "change-me", "change_me", "example"} {
		weak = weak || strings.Contains(strings.ToLower(secret), word)
	}
	if weak {
		return errors.New("JWT_SECRET can be guessed; make a random one: openssl rand -base64 48")
	}
	return nil
}

// proxies reads addresses and networks.
func (c *config) proxies() ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, text := range c.TrustedProxies {
		text = strings.TrimSpace(text)
		if address, err := netip.ParseAddr(text); err == nil {
			out = append(out, netip.PrefixFrom(address, address.BitLen()))
			continue
		}
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("must list addresses or networks such as 10.0.0.0/8, not %q", text)
		}
		out = append(out, prefix)
	}
	return out, nil
}

// want refuses a setting that a command cannot do without.
func want(settings ...[2]string) error {
	var faults []error
	for _, s := range settings {
		if s[1] == "" {
			faults = append(faults, fmt.Errorf("%s is not set", s[0]))
		}
	}
	return errors.Join(faults...)
}

// lines prints every setting that is set, secrets masked.
func (c config) lines() []string {
	var out []string
	v, t := reflect.ValueOf(c), reflect.TypeOf(c)
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("env"), ",")
		value := fmt.Sprint(v.Field(i).Interface())
		if name == "" || v.Field(i).IsZero() {
			continue
		}
		out = append(out, name+"="+mask(t.Field(i).Tag.Get("secret"), value))
	}
	return out
}

func mask(kind, value string) string {
	switch kind {
	case "all":
		return "***"
	case "url":
		u, err := url.Parse(value)
		if err != nil {
			return "***"
		}
		return u.Redacted()
	default:
		return value
	}
}
