// Package voiceoracle lets the speech vendors' own clients judge the emulators of internal/voice/voicetest, by which
// our providers are tested. `make voice-oracle` installs the clients and runs it.
package voiceoracle

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"spotter/internal/voice/audio"
	"spotter/internal/voice/voicetest"
)

// seen is what a client prints.
type seen struct {
	Finals   []string
	Partials int
	Words    any
	Types    map[string]int
	Events   []string
	Turns    []string
	Text     string
	PCM      string
	Said     string
	Heard    string
	Calls    [][]string
	Statuses []string
	Errors   []string
}

// drive runs a client, and wants no refusal by the emulator.
func drive(t *testing.T, server *voicetest.Server, client, address string, file []byte) (out seen) {
	t.Helper()
	args := []string{"driver.mjs", client, address}
	if file != nil {
		name := filepath.Join(t.TempDir(), "said.wav")
		if err := os.WriteFile(name, file, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	command := exec.CommandContext(t.Context(), "node", args...)
	command.Env = append(os.Environ(), "VOICE_KEY="+voicetest.Key, "NO_PROXY=127.0.0.1")
	var stderr bytes.Buffer
	command.Stderr = &stderr
	answer, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %s\nthe emulator says %q", err, &stderr, server.Faults())
	}
	if err := json.Unmarshal(answer, &out); err != nil {
		t.Fatalf("%v: %s", err, answer)
	}
	if f := server.Faults(); len(f) > 0 {
		t.Errorf("the emulator refused: %q", f)
	}
	return out
}

func wanted(t *testing.T) {
	t.Helper()
	if os.Getenv("VOICE_ORACLE") == "" {
		t.Skip("run by make voice-oracle")
	}
	t.Parallel()
}

func heard(t *testing.T, pcm, text string) {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(pcm)
	if err != nil {
		t.Fatal(err)
	}
	if got := voicetest.Heard(text, audio.Samples(data), 24000); got != text {
		t.Errorf("the client heard %q, want %q", got, text)
	}
}

// secure puts TLS before an emulator.
func secure(t *testing.T, address string) string {
	t.Helper()
	target, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewTLSServer(httputil.NewSingleHostReverseProxy(target))
	t.Cleanup(server.Close)
	return server.URL
}

func TestDeepgramNova(t *testing.T) {
	wanted(t)
	r := voicetest.Say("log eight reps at sixty kilos")
	server := voicetest.NewDeepgram(t, voicetest.NewScript(r))
	got := drive(t, server, "nova", server.URL, audio.Bytes(append(r.Samples, voicetest.Silence(1500*time.Millisecond, 16000)...)))
	if voicetest.Plain(strings.Join(got.Finals, " ")) != r.Text() || got.Partials < 3 || got.Words != 6.0 || got.Types["SpeechStarted"] != 1 || got.Types["UtteranceEnd"] != 1 || got.Types["Metadata"] != 1 {
		t.Errorf("%+v", got)
	}
}

func TestDeepgramFlux(t *testing.T) {
	wanted(t)
	one, two := voicetest.Say("eight reps ... no nine"), voicetest.Say("and thirty seconds")
	server := voicetest.NewDeepgram(t, voicetest.NewScript(one, two))
	said := append(one.Samples, voicetest.Silence(time.Second, 16000)...)
	got := drive(t, server, "flux", server.URL, audio.Bytes(append(said, two.Samples...)))
	want := []string{"StartOfTurn", "Update", "EagerEndOfTurn", "TurnResumed", "Update", "EagerEndOfTurn", "EndOfTurn", "StartOfTurn", "Update", "EndOfTurn"}
	if !reflect.DeepEqual(got.Turns, []string{one.Text(), two.Text()}) || !reflect.DeepEqual(got.Events, want) || got.Types["Connected"] != 1 || got.Types["ConfigureSuccess"] != 1 {
		t.Errorf("%+v", got)
	}
}

func TestCartesia(t *testing.T) {
	wanted(t)
	server := voicetest.NewCartesia(t)
	got := drive(t, server, "cartesia", secure(t, server.URL), nil)
	heard(t, got.PCM, "Squat is next. Eight reps.")
	if got.Types["flush_done"] != 1 || got.Types["done"] != 1 || !reflect.DeepEqual(got.Words, []any{"Squat", "is", "next.", "Eight", "reps."}) {
		t.Errorf("%+v", got.Types)
	}
}

func TestOpenAISpeech(t *testing.T) {
	wanted(t)
	r := voicetest.Say("three sets done")
	server := voicetest.NewOpenAI(t, voicetest.NewScript(r))
	if got := drive(t, server, "transcriptions", server.URL, audio.WAV(r.Samples, 16000)); got.Text != r.Text() {
		t.Errorf("%+v", got)
	}
	heard(t, drive(t, server, "speech", server.URL, nil).PCM, "Well done, rest now.")
}

func TestOpenAIRealtime(t *testing.T) {
	wanted(t)
	r := voicetest.Say("log that please")
	server := voicetest.NewRealtime(t, voicetest.NewScript(r), []voicetest.Reply{{Tool: "log_set", Arguments: `{"reps":8}`}, {Text: "Eight reps logged."}})
	got := drive(t, server, "realtime", secure(t, strings.TrimSuffix(server.URL, "/v1"))+"/v1", audio.Bytes(r.PCM(24000)))
	heard(t, got.PCM, "Eight reps logged.")
	if got.Heard != r.Text() || got.Said != "Eight reps logged." || len(got.Errors) > 0 || !reflect.DeepEqual(got.Calls, [][]string{{"log_set", `{"reps":8}`}}) || !reflect.DeepEqual(got.Statuses, []string{"completed", "completed"}) {
		t.Errorf("%+v", got)
	}
}
