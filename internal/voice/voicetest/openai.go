package voicetest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"spotter/internal/voice/audio"
)

// NewOpenAI starts OpenAI: /v1/audio/transcriptions, /v1/audio/speech and /v1/realtime.
func NewOpenAI(t testing.TB, script *Script, plans ...Plan) *Server {
	t.Helper()
	return newOpenAI(t, script, true, plans)
}

// NewSpeechServer starts a server that resembles OpenAI, without a key: it answers with WAV files at 22050 Hz.
func NewSpeechServer(t testing.TB, script *Script, plans ...Plan) *Server {
	t.Helper()
	return newOpenAI(t, script, false, plans)
}

func newOpenAI(t testing.TB, script *Script, vendor bool, plans []Plan) *Server {
	t.Helper()
	s := newServer(t, script, plans, func(s *Server, mux *http.ServeMux) {
		mux.HandleFunc("POST /v1/audio/transcriptions", s.guarded(vendor, s.transcribe))
		mux.HandleFunc("POST /v1/audio/speech", s.guarded(vendor, func(w http.ResponseWriter, r *http.Request, request *Request, p Plan) {
			s.speech(w, r, request, p, vendor)
		}))
		mux.HandleFunc("GET /v1/realtime", s.guarded(vendor, s.realtime))
		mux.HandleFunc("GET /v1/models", func(w http.ResponseWriter, r *http.Request) {
			if vendor && r.Header.Get("Authorization") != "Bearer "+Key {
				s.refuse(w, Plan{}, http.StatusUnauthorized, openAIError("invalid_request_error", "invalid_api_key", "Incorrect API key provided: "+strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")))
				return
			}
			_, _ = w.Write([]byte(`{"data":[]}`))
		})
	})
	s.URL += "/v1"
	return s
}

func openAIError(kind, code, message string) map[string]any {
	return map[string]any{"error": map[string]any{"type": kind, "code": code, "message": message, "param": nil}}
}

// guarded notes a request and refuses it where the plan or the key says so.
func (s *Server) guarded(vendor bool, next func(http.ResponseWriter, *http.Request, *Request, Plan)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		request, plan := s.begin(r)
		switch {
		case plan.Status != 0:
			s.refuse(w, plan, plan.Status, openAIError("server_error", "refused", "Not now."))
		case vendor && r.Header.Get("Authorization") != "Bearer "+Key:
			s.fault("the key is not in the header")
			s.refuse(w, plan, http.StatusUnauthorized, openAIError("invalid_request_error", "invalid_api_key", "Incorrect API key provided: "+strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")))
		default:
			next(w, r, request, plan)
		}
	}
}

func (s *Server) bad(w http.ResponseWriter, format string, args ...any) {
	s.refuse(w, Plan{}, http.StatusBadRequest, openAIError("invalid_request_error", "invalid_value", s.fault(format, args...)))
}

// hold counts a request as open until it has ended, and as given up when who asked has left.
func (s *Server) hold(r *http.Request) (release func()) {
	s.update(func() { s.open++ })
	return func() {
		s.update(func() {
			s.open--
			if r.Context().Err() != nil {
				s.canceled++
			}
		})
	}
}

// body writes pieces of an answer as the plan says.
func (s *Server) body(w http.ResponseWriter, r *http.Request, p Plan, kind string, pieces [][]byte) {
	w.Header().Set("Content-Type", kind)
	control := http.NewResponseController(w)
	for i, piece := range pieces {
		pause(r.Context(), p.Delay)
		if p.breaks() && i >= p.After {
			s.breakOff(w, r, p)
			return
		}
		if _, err := w.Write(piece); err != nil {
			return
		}
		_ = control.Flush()
	}
}

func (s *Server) breakOff(w http.ResponseWriter, r *http.Request, p Plan) {
	switch {
	case p.Stall:
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	case p.Garbage != "":
		_, _ = w.Write([]byte(p.Garbage))
	case p.Break != "":
		s.refuse(w, Plan{}, http.StatusInternalServerError, openAIError("server_error", p.Break, "It went wrong."))
	default:
		panic(http.ErrAbortHandler) // which cuts the connection
	}
}

func chop(data []byte, n int) [][]byte {
	if n == 0 {
		n = 4800
	}
	return slices.Collect(slices.Chunk(data, n))
}

// mostFile is what /audio/transcriptions takes.
const mostFile = 25 << 20

func (s *Server) transcribe(w http.ResponseWriter, r *http.Request, request *Request, p Plan) {
	defer s.hold(r)()
	r.Body = http.MaxBytesReader(w, r.Body, mostFile+1<<16)
	if err := r.ParseMultipartForm(mostFile); err != nil {
		s.bad(w, "the form cannot be read: %v", err)
		return
	}
	known := []string{"model", "language", "prompt", "response_format", "temperature"}
	for name := range r.MultipartForm.Value {
		if !slices.Contains(known, name) {
			s.bad(w, "an unknown field: %s", name)
			return
		}
	}
	file, header, err := r.FormFile("file")
	if err != nil || !strings.HasSuffix(header.Filename, ".wav") {
		s.bad(w, "the file is missing or of an unknown kind")
		return
	}
	if m := r.FormValue("model"); !strings.Contains(m, "transcribe") && m != "whisper-1" {
		s.bad(w, "the model %q does not exist", m)
		return
	}
	if l := r.FormValue("language"); l != "" && len(l) != 2 {
		s.bad(w, "the language %q is none of ISO 639-1", l)
		return
	}
	data, _ := io.ReadAll(file)
	text, err := s.understand(data)
	if err != nil {
		s.bad(w, "%v", err)
		return
	}
	s.update(func() { request.Messages, request.Bytes = append(request.Messages, r.FormValue("prompt")), len(data) })
	pause(r.Context(), p.Open)
	answer := must(json.Marshal(map[string]any{"text": text, "usage": map[string]any{"type": "duration", "seconds": len(data) / 32000}}))
	if p.Break != "" || p.Garbage != "" {
		p.After = 0
	}
	s.body(w, r, p, "application/json", chop(answer, p.Chop))
}

// understand hears a file.
func (s *Server) understand(file []byte) (string, error) {
	begin, rate, err := audio.Header(file)
	if err != nil {
		return "", err
	}
	samples := audio.Samples(file[begin:])
	if audio.Duration(len(samples), rate) < 100_000_000 {
		return "", fmt.Errorf("the audio is shorter than 0.1 seconds")
	}
	e := newEar(s.Script, rate)
	e.hear(append(samples, Silence(tail+matchTime, rate)...))
	return textOf(e.words), nil
}

// openAIVoices are those of the documents.
var openAIVoices = []string{"alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse", "marin", "cedar"}

func (s *Server) speech(w http.ResponseWriter, r *http.Request, request *Request, p Plan, vendor bool) {
	defer s.hold(r)()
	var asked struct {
		Model        string  `json:"model"`
		Input        string  `json:"input"`
		Voice        string  `json:"voice"`
		Format       string  `json:"response_format"`
		Instructions string  `json:"instructions"`
		Speed        float64 `json:"speed"`
		StreamFormat string  `json:"stream_format"`
	}
	data, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	s.update(func() { request.Messages = append(request.Messages, string(data)) })
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.DisallowUnknownFields()
	switch err := decoder.Decode(&asked); {
	case err != nil:
		s.bad(w, "the request cannot be read: %v", err)
		return
	case asked.Input == "" || len([]rune(asked.Input)) > 4096:
		s.bad(w, "input must have 1 to 4096 characters")
		return
	case !strings.Contains(asked.Model, "tts"):
		s.bad(w, "the model %q does not exist", asked.Model)
		return
	case !slices.Contains(openAIVoices, asked.Voice):
		s.bad(w, "the voice %q does not exist", asked.Voice)
		return
	case asked.Format != "pcm" && asked.Format != "wav":
		s.bad(w, "the format %q is not played here", asked.Format)
		return
	}
	pause(r.Context(), p.Open)
	sound := Say(asked.Input)
	if vendor && asked.Format == "pcm" {
		s.body(w, r, p, "audio/pcm", chop(audio.Bytes(append(sound.PCM(24000), Silence(gapTime, 24000)...)), p.Chop))
		return
	}
	s.body(w, r, p, "audio/wav", chop(audio.WAV(append(sound.PCM(22050), Silence(gapTime, 22050)...), 22050), p.Chop))
}

// realtime is a WebSocket for a transcription or for a conversation.
func (s *Server) realtime(w http.ResponseWriter, r *http.Request, request *Request, p Plan) {
	q := r.URL.Query()
	transcribes := q.Get("intent") == "transcription"
	for name := range q {
		if name != "intent" && name != "model" {
			s.bad(w, "an unknown parameter: %s", name)
			return
		}
	}
	if transcribes == (q.Get("model") != "") || !transcribes && !strings.HasPrefix(q.Get("model"), "gpt-realtime") {
		s.bad(w, "either intent=transcription or the model of a conversation: %v", q)
		return
	}
	if r.Header.Get("Openai-Beta") != "" {
		s.bad(w, "the beta is over")
		return
	}
	says := func(code string) any { return realtimeError("server_error", code, "") }
	s.accept(w, r, request, p, says, func(l *line) {
		l.ws.SetReadLimit(16 << 20)
		if transcribes {
			(&transcription{line: l, ear: newEar(s.Script, 24000)}).run()
		} else {
			newConversation(l, q.Get("model")).run()
		}
	})
}

func realtimeError(kind, code, event string) map[string]any {
	return map[string]any{"type": "error", "event_id": "event_x", "error": map[string]any{"type": kind, "code": code, "message": "It went wrong.", "param": nil, "event_id": event}}
}

func (l *line) realtimeFault(format string, args ...any) {
	l.server.fault(format, args...)
	l.send(realtimeError("invalid_request_error", "invalid_value", ""))
}
