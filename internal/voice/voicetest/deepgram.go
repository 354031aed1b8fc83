package voicetest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"spotter/internal/voice/audio"
)

// NewDeepgram starts Deepgram: /v1/listen for Nova and /v2/listen for Flux.
func NewDeepgram(t testing.TB, script *Script, plans ...Plan) *Server {
	t.Helper()
	return newServer(t, script, plans, func(s *Server, mux *http.ServeMux) {
		mux.HandleFunc("GET /v1/listen", func(w http.ResponseWriter, r *http.Request) { s.listen(w, r, novaRules(), (*dgLine).nova) })
		mux.HandleFunc("GET /v2/listen", func(w http.ResponseWriter, r *http.Request) { s.listen(w, r, fluxRules(), (*dgLine).flux) })
		mux.HandleFunc("GET /v1/auth/token", func(w http.ResponseWriter, r *http.Request) {
			if !dgKey(r) {
				s.refuse(w, Plan{}, http.StatusUnauthorized, dgError("INVALID_AUTH", "Invalid credentials."))
				return
			}
			_, _ = w.Write([]byte(`{"api_key_id":"1"}`))
		})
	})
}

func dgKey(r *http.Request) bool { return r.Header.Get("Authorization") == "Token "+Key }

func dgError(code, message string) map[string]string {
	return map[string]string{"err_code": code, "err_msg": message, "request_id": "req-1"}
}

// rule says whether a parameter's values are accepted.
type rule func(values []string) bool

func oneOf(words ...string) rule {
	return func(v []string) bool { return len(v) == 1 && slices.Contains(words, v[0]) }
}

func number(least, most float64) rule {
	return func(v []string) bool {
		if len(v) != 1 {
			return false
		}
		n, err := strconv.ParseFloat(v[0], 64)
		return err == nil && n >= least && n <= most
	}
}

func any1(v []string) bool { return len(v) == 1 && v[0] != "" }

// terms are at most 500 tokens; a token is at least three letters here.
func terms(v []string) bool { return len(strings.Join(v, " "))/3 <= 800 && !slices.Contains(v, "") }

func novaRules() map[string]rule {
	flag := oneOf("true", "false")
	return map[string]rule{
		"model": func(v []string) bool { return any1(v) && strings.HasPrefix(v[0], "nova-") }, "encoding": oneOf("linear16"),
		"sample_rate": number(8000, 48000), "channels": number(1, 1), "interim_results": flag, "punctuate": flag, "vad_events": flag,
		"smart_format": flag, "numerals": flag, "language": any1, "keyterm": terms, "tag": any1, "mip_opt_out": flag, "no_delay": flag, "profanity_filter": flag, "diarize": flag, "filler_words": flag, "dictation": flag,
		"endpointing": func(v []string) bool { return oneOf("true", "false")(v) || number(0, 10000)(v) }, "utterance_end_ms": number(1000, 5000),
	}
}

func fluxRules() map[string]rule {
	return map[string]rule{
		"model": oneOf("flux-general-en", "flux-general-multi"), "encoding": oneOf("linear16"), "sample_rate": number(8000, 48000), "keyterm": terms,
		"eot_threshold": number(0.5, 1), "eager_eot_threshold": number(0.3, 0.9), "eot_timeout_ms": number(500, 60000), "language_hint": func([]string) bool { return true },
		"tag": any1, "mip_opt_out": oneOf("true", "false"),
	}
}

// listen holds the handshake to the rules.
func (s *Server) listen(w http.ResponseWriter, r *http.Request, rules map[string]rule, talk func(*dgLine)) {
	request, plan := s.begin(r)
	if plan.Status != 0 {
		s.refuse(w, plan, plan.Status, dgError("REFUSED", "Not now."))
		return
	}
	if !dgKey(r) {
		s.fault("the key is not in the header")
		s.refuse(w, plan, http.StatusUnauthorized, dgError("INVALID_AUTH", "Invalid credentials."))
		return
	}
	q := r.URL.Query()
	for name, values := range q {
		if check, known := rules[name]; !known || !check(values) {
			s.refuse(w, plan, http.StatusBadRequest, dgError("INVALID_QUERY_PARAMETER", s.fault("the parameter %s=%v is refused", name, values)))
			return
		}
	}
	for _, name := range []string{"model", "encoding", "sample_rate"} {
		if q.Get(name) == "" {
			s.refuse(w, plan, http.StatusBadRequest, dgError("INVALID_QUERY_PARAMETER", s.fault("%s is missing", name)))
			return
		}
	}
	rate, _ := strconv.Atoi(q.Get("sample_rate"))
	says := func(code string) any {
		return map[string]any{"type": "Error", "code": code, "description": "it went wrong", "message": "", "sequence_id": 9}
	}
	w.Header().Set("dg-request-id", "req-1")
	s.accept(w, r, request, plan, says, func(l *line) {
		talk(&dgLine{line: l, query: q, ear: newEar(s.Script, rate), said: -1})
	})
}

// dgLine is a connection to Deepgram.
type dgLine struct {
	*line
	query map[string][]string
	ear   *ear
	cut   audio.Cutter

	from     int // the first word of the segment, or of the turn
	said     int // how many words the newest message told; -1: none in this segment
	starts   int // SpeechStarted that were told
	ended    bool
	eager    bool
	turn     bool
	index    int
	sequence int
	updated  time.Duration
	settings map[string]float64
}

func (d *dgLine) get(name string) string {
	if v := d.query[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

func (d *dgLine) ms(name string, otherwise int) time.Duration {
	n, err := strconv.Atoi(d.get(name))
	if err != nil {
		n = otherwise
	}
	return time.Duration(n) * time.Millisecond
}

// audio checks and hears a frame. Deepgram takes an empty one for the end of the stream.
func (d *dgLine) hear(data []byte) {
	for piece := range slices.Chunk(d.cut.Samples(data), d.ear.rate/50) {
		d.ear.hear(piece)
		if d.turn || d.get("vad_events") == "" && strings.HasPrefix(d.get("model"), "flux") {
			d.fluxStep()
		} else {
			d.novaStep()
		}
	}
}

func (d *dgLine) fail(code, description string) {
	d.server.fault("%s", description)
	d.refuseWith(websocket.StatusPolicyViolation, nil, "DATA-0000")
}

// novaIdle is how long Nova waits for audio or a KeepAlive.
const novaIdle = 10 * time.Second

// nova runs /v1/listen.
func (d *dgLine) nova() {
	idle := time.AfterFunc(novaIdle, func() {
		d.server.fault("nothing came for %s", novaIdle)
		d.refuseWith(websocket.StatusInternalError, nil, "NET-0001")
	})
	defer idle.Stop()
	for {
		data, binary, ok := d.receive()
		if !ok {
			return
		}
		idle.Reset(novaIdle)
		if binary {
			d.hear(data)
			continue
		}
		var m struct{ Type string }
		if json.Unmarshal(data, &m) != nil {
			d.fail("DATA-0000", "a text that is no JSON")
			return
		}
		switch m.Type {
		case "KeepAlive":
		case "Finalize":
			d.segment(true, false, true)
		case "CloseStream":
			d.segment(true, false, false)
			d.send(map[string]any{"type": "Metadata", "transaction_key": "deprecated", "request_id": "req-1", "sha256": "0", "created": "2026-11-25T12:00:00Z",
				"duration": d.ear.position().Seconds(), "channels": 1})
			d.refuseWith(websocket.StatusNormalClosure, nil, "")
			return
		default:
			d.fail("DATA-0000", "an unknown message: "+m.Type)
			return
		}
	}
}

// novaStep is what 20 ms of audio bring about.
func (d *dgLine) novaStep() {
	if d.get("vad_events") == "true" && len(d.ear.began) > d.starts {
		d.send(map[string]any{"type": "SpeechStarted", "channel": []int{0, 1}, "timestamp": d.ear.began[d.starts].Seconds()})
		d.starts++
	}
	words := len(d.ear.words) - d.from
	if words > 0 {
		d.ended = false
		if d.get("interim_results") == "true" && words != d.said {
			d.segment(false, false, false)
		}
		if end := d.ms("endpointing", 10); d.get("endpointing") != "false" && d.ear.silence() >= end {
			d.segment(true, true, false)
		}
	}
	if gap := d.ms("utterance_end_ms", 0); gap > 0 && !d.ended && len(d.ear.words) > 0 && d.ear.silence() >= gap {
		d.ended = true
		d.send(map[string]any{"type": "UtteranceEnd", "channel": []int{0, 1}, "last_word_end": d.ear.words[len(d.ear.words)-1].To.Seconds()})
	}
}

// segment tells the words since the last one. Without any, only the end of a stream or Finalize are told of, and that only when
// audio has come since.
func (d *dgLine) segment(final, silence, finalized bool) {
	words := d.ear.words[d.from:]
	if len(words) == 0 && !finalized {
		return
	}
	start := 0.0
	if len(words) > 0 {
		start = words[0].From.Seconds()
	}
	alternative := map[string]any{"transcript": d.spelled(textOf(words)), "confidence": 0.98, "words": dgWords(words, true)}
	message := map[string]any{"type": "Results", "channel_index": []int{0, 1}, "duration": d.ear.position().Seconds() - start, "start": start, "is_final": final, "speech_final": silence,
		"channel": map[string]any{"alternatives": []any{alternative}}, "metadata": map[string]any{"request_id": "req-1", "model_uuid": "m", "model_info": map[string]any{"name": d.get("model"), "version": "1", "arch": "nova-3"}}}
	if finalized {
		message["from_finalize"] = true
	}
	d.send(message)
	if d.said = len(words); final {
		d.from, d.said = len(d.ear.words), -1
	}
}

// spelled punctuates, when that is asked for.
func (d *dgLine) spelled(text string) string {
	if text != "" && (d.get("smart_format") == "true" || d.get("punctuate") == "true") {
		return strings.ToUpper(text[:1]) + text[1:] + "."
	}
	return text
}

func dgWords(words []Word, nova bool) []any {
	out := []any{}
	for _, w := range words {
		m := map[string]any{"word": w.Text, "start": w.From.Seconds(), "end": w.To.Seconds(), "confidence": 0.97}
		if nova {
			m["punctuated_word"] = w.Text
		}
		out = append(out, m)
	}
	return out
}
