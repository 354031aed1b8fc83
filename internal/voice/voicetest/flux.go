package voicetest

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/coder/websocket"
)

// The silences after which Flux is as sure as the thresholds ask; a higher threshold takes longer.
const (
	fluxEager = 160 * time.Millisecond
	fluxEnd   = 400 * time.Millisecond
	fluxEvery = 240 * time.Millisecond
)

func (d *dgLine) threshold(name string) float64 {
	if v, ok := d.settings[name]; ok {
		return v
	}
	v, _ := strconv.ParseFloat(d.get(name), 64)
	return v
}

// flux runs /v2/listen.
func (d *dgLine) flux() {
	d.settings = map[string]float64{}
	d.tell(map[string]any{"type": "Connected", "request_id": "req-1"})
	for {
		data, binary, ok := d.receive()
		if !ok {
			return
		}
		if binary {
			d.hear(data)
			continue
		}
		if !d.fluxControl(data) {
			return
		}
	}
}

func (d *dgLine) tell(message map[string]any) {
	message["sequence_id"] = d.sequence
	d.sequence++
	d.send(message)
}

func (d *dgLine) fluxControl(data []byte) (goOn bool) {
	var m struct {
		Type       string             `json:"type"`
		Thresholds map[string]float64 `json:"thresholds"`
		Keyterms   []string           `json:"keyterms"`
	}
	if json.Unmarshal(data, &m) != nil {
		d.fluxFail("a text that is no JSON")
		return false
	}
	switch m.Type {
	case "ForceEndTurn":
		if d.turn {
			d.turnInfo("EndOfTurn", "manual")
			d.over()
		}
	case "Configure":
		for name, value := range m.Thresholds {
			if check, known := fluxRules()[name]; !known || !check([]string{strconv.FormatFloat(value, 'f', -1, 64)}) {
				d.server.fault("Configure: %s=%v", name, value)
				d.tell(map[string]any{"type": "ConfigureFailure", "request_id": "req-1"})
				return true
			}
		}
		for name, value := range m.Thresholds {
			d.settings[name] = value
		}
		d.tell(map[string]any{"type": "ConfigureSuccess", "request_id": "req-1", "thresholds": m.Thresholds, "keyterms": m.Keyterms})
	case "CloseStream":
		if d.turn {
			d.turnInfo("Update", "")
		}
		d.refuseWith(websocket.StatusNormalClosure, nil, "")
		return false
	default:
		d.fluxFail("an unknown message: " + m.Type)
		return false
	}
	return true
}

func (d *dgLine) fluxFail(description string) {
	d.server.fault("%s", description)
	d.refuseWith(websocket.StatusPolicyViolation, map[string]any{"type": "Error", "sequence_id": d.sequence, "code": "UNPARSABLE_CLIENT_MESSAGE", "description": description}, "UNPARSABLE_CLIENT_MESSAGE")
}

// fluxStep is what 20 ms of audio bring about.
func (d *dgLine) fluxStep() {
	words := len(d.ear.words) - d.from
	switch silence := d.ear.silence(); {
	case !d.turn && words > 0:
		d.turn, d.said = true, words
		d.turnInfo("StartOfTurn", "")
	case !d.turn:
	case d.eager && (words != d.said || d.ear.speaking()):
		d.eager, d.said = false, words
		d.turnInfo("TurnResumed", "")
	case d.threshold("eager_eot_threshold") > 0 && !d.eager && silence >= fluxEager:
		d.eager, d.said = true, words
		d.turnInfo("EagerEndOfTurn", "")
	case d.threshold("eot_threshold") < 1 && silence >= d.endAfter(), d.threshold("eot_timeout_ms") > 0 && silence >= time.Duration(d.threshold("eot_timeout_ms"))*time.Millisecond:
		d.turnInfo("EndOfTurn", "model")
		d.over()
	case !d.eager && d.ear.position() >= d.updated+fluxEvery:
		d.said = words
		d.turnInfo("Update", "")
	}
}

// endAfter grows with the threshold: 400 ms at 0.7.
func (d *dgLine) endAfter() time.Duration {
	if t := d.threshold("eot_threshold"); t > 0 {
		return fluxEnd + time.Duration((t-0.7)*float64(time.Second))
	}
	return fluxEnd
}

func (d *dgLine) over() {
	d.turn, d.eager, d.from = false, false, len(d.ear.words)
	d.index++
}

func (d *dgLine) turnInfo(event, trigger string) {
	words := d.ear.words[d.from:]
	message := map[string]any{"type": "TurnInfo", "request_id": "req-1", "event": event, "turn_index": d.index, "audio_window_start": 0.0,
		"audio_window_end": d.ear.position().Seconds(), "transcript": textOf(words), "words": dgWords(words, false), "end_of_turn_confidence": confidence(event)}
	if trigger != "" {
		message["trigger"] = trigger
	}
	d.updated = d.ear.position()
	d.tell(message)
}

func confidence(event string) float64 {
	switch event {
	case "EndOfTurn":
		return 0.9
	case "EagerEndOfTurn":
		return 0.6
	}
	return 0.1
}
