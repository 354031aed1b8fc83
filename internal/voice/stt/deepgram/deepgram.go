// Package deepgram recognises speech at Deepgram: by Nova, which transcribes what is heard, and by Flux, which also
// tells when a turn ends. Both are WebSockets that take raw audio and answer with JSON.
package deepgram

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"spotter/internal/voice/stt"
	"spotter/internal/voice/vendor"
)

// DefaultBaseURL is where Deepgram is.
const DefaultBaseURL = "https://api.deepgram.com"

// The models that are asked for unless the settings name others.
const (
	DefaultNova = "nova-3"
	DefaultFlux = "flux-general-en"
	fluxMulti   = "flux-general-multi"
)

// Config says how Deepgram is asked. Key, HTTP and Now must be set.
type Config struct {
	Key     string
	BaseURL string // "" is DefaultBaseURL
	Model   string // one that begins with flux is Flux, any other Nova; "" is DefaultNova
	HTTP    *http.Client
	Now     func() time.Time

	// Endpointing is the silence after which Nova closes a segment; 0: 300 ms.
	Endpointing time.Duration
	// UtteranceEnd is the gap between words after which Nova tells of a pause; 0: 1 s, which is the least it takes.
	UtteranceEnd time.Duration
	// EndOfTurn is Flux's confidence for the end of a turn, 0.5 to 1; 0: its own, 0.7.
	EndOfTurn float64
	// EagerEndOfTurn is Flux's confidence for a probable end, 0.3 to 0.9; 0: none are told.
	EagerEndOfTurn float64
	// TurnTimeout is the silence after which Flux ends a turn whatever it hears; 0: its own, 5 s.
	TurnTimeout time.Duration
}

// What Deepgram takes, by its documents.
const (
	mostTerms       = 100
	mostTermTokens  = 500 // of all key terms together; a token is about four bytes
	leastUtterance  = time.Second
	keepAlive       = 4 * time.Second // it closes after ten seconds without anything
	finalizeTimeout = 1500 * time.Millisecond
)

// Provider recognises by one model.
type Provider struct {
	config Config
	flux   bool
}

// New makes a provider. Nothing is asked yet.
func New(c Config) (*Provider, error) {
	if c.Key == "" || c.HTTP == nil || c.Now == nil {
		return nil, errors.New("deepgram: Key, HTTP and Now must be set")
	}
	if c.BaseURL == "" {
		c.BaseURL = DefaultBaseURL
	}
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	if c.Model == "" {
		c.Model = DefaultNova
	}
	if c.Endpointing == 0 {
		c.Endpointing = 300 * time.Millisecond
	}
	c.UtteranceEnd = max(c.UtteranceEnd, leastUtterance)
	if c.EndOfTurn != 0 && (c.EndOfTurn < 0.5 || c.EndOfTurn > 1) {
		return nil, errors.New("deepgram: EndOfTurn must be 0.5 to 1")
	}
	if c.EagerEndOfTurn != 0 && (c.EagerEndOfTurn < 0.3 || c.EagerEndOfTurn > 0.9) {
		return nil, errors.New("deepgram: EagerEndOfTurn must be 0.3 to 0.9")
	}
	return &Provider{config: c, flux: strings.HasPrefix(c.Model, "flux")}, nil
}

// Name is deepgram.
func (p *Provider) Name() string { return "deepgram" }

// Model is the one that was configured.
func (p *Provider) Model() string { return p.config.Model }

// EndsTurns reports whether the model is Flux.
func (p *Provider) EndsTurns() bool { return p.flux }

// Warm leaves an idle connection behind.
func (p *Provider) Warm(ctx context.Context) error {
	return vendor.Touch(ctx, p.config.HTTP, p.Name(), p.config.BaseURL+"/v1/models")
}

// Check asks, cheaply, whether the key is accepted.
func (p *Provider) Check(ctx context.Context) error {
	return vendor.Ask(ctx, p.config.HTTP, p.Name(), p.config.BaseURL+"/v1/auth/token", p.header(), p.config.Now)
}

func (p *Provider) header() http.Header {
	return http.Header{"Authorization": {"Token " + p.config.Key}}
}

// Open begins a recognition.
func (p *Provider) Open(ctx context.Context, o stt.Options) (stt.Stream, error) {
	s := &stream{provider: p, rate: o.Rate, out: stt.NewOutbox(), asked: make(chan struct{}, 1)}
	path, query, beat := "/v1/listen?", p.nova(o), s.keepAlive
	s.parse = s.nova
	if p.flux {
		path, query, beat = "/v2/listen?", p.fluxQuery(o), s.silence
		s.parse = s.flux
	}
	conn, err := vendor.Dial(ctx, vendor.DialConfig{Provider: p.Name(), HTTP: p.config.HTTP, URL: vendor.WS(p.config.BaseURL) + path + query.Encode(),
		Header: p.header(), Idle: keepAlive, Beat: beat, Now: p.config.Now})
	if err != nil {
		return nil, err
	}
	s.conn = conn
	go s.run()
	return s, nil
}

// nova are the parameters of /v1/listen. Numbers become digits by smart_format in English and by numerals elsewhere.
func (p *Provider) nova(o stt.Options) url.Values {
	language := stt.Base(o.Language)
	q := url.Values{
		"model": {p.config.Model}, "encoding": {"linear16"}, "sample_rate": {strconv.Itoa(o.Rate)}, "channels": {"1"},
		"interim_results": {"true"}, "punctuate": {"true"}, "vad_events": {"true"},
		"endpointing":      {milliseconds(p.config.Endpointing)},
		"utterance_end_ms": {milliseconds(p.config.UtteranceEnd)},
	}
	if language != "" {
		q.Set("language", o.Language)
	}
	if language == "en" || language == "" {
		q.Set("smart_format", "true")
	} else {
		q.Set("numerals", "true")
	}
	if strings.HasPrefix(p.config.Model, "nova-3") {
		q["keyterm"] = fit(o.Terms)
	}
	return q
}

// fluxQuery are the parameters of /v2/listen, which knows neither channels nor interim_results.
func (p *Provider) fluxQuery(o stt.Options) url.Values {
	q := url.Values{"model": {p.config.Model}, "encoding": {"linear16"}, "sample_rate": {strconv.Itoa(o.Rate)}, "keyterm": fit(o.Terms)}
	if p.config.EndOfTurn != 0 {
		q.Set("eot_threshold", strconv.FormatFloat(p.config.EndOfTurn, 'f', -1, 64))
	}
	if p.config.EagerEndOfTurn != 0 {
		q.Set("eager_eot_threshold", strconv.FormatFloat(p.config.EagerEndOfTurn, 'f', -1, 64))
	}
	if p.config.TurnTimeout != 0 {
		q.Set("eot_timeout_ms", milliseconds(p.config.TurnTimeout))
	}
	if language := stt.Base(o.Language); p.config.Model == fluxMulti && language != "" {
		q.Set("language_hint", language)
	}
	return q
}

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// fit keeps as many terms, from the first on, as are taken.
func fit(terms []string) []string {
	tokens := 0
	var out []string
	for _, term := range terms {
		term = strings.TrimSpace(term)
		tokens += 1 + len(term)/4
		if len(out) == mostTerms || tokens > mostTermTokens {
			break
		}
		if term != "" {
			out = append(out, term)
		}
	}
	return out
}
