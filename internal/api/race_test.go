package api_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
)

// TestOnePersonOnManyDevices does everything at once. Each answer is checked as any other: no 500, and
// nothing that the document does not know; afterwards all histories have no holes.
func TestOnePersonOnManyDevices(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	schedules := []map[string]any{edit(answers()["schedule"]), edit(answers()["schedule"], "workouts", []object{{"weekday": "saturday", "time": "09:00"}})}
	var wg sync.WaitGroup
	for device := range 8 {
		random := rand.New(rand.NewPCG(uint64(device), 7))
		wg.Go(func() {
			for range 12 {
				p.anything(t, random, schedules)
			}
		})
	}
	wg.Wait()
	for _, path := range []string{"/profile/versions", "/plans/training/versions", "/plans/meals/versions"} {
		items := p.get(t, path+"?limit=100").want(t, 200).at(t, "items").([]any)
		for i, item := range items {
			if version := item.(object)["version"]; version != float64(len(items)-i) {
				t.Errorf("%s: entry %d is version %v of %d", path, i, version, len(items))
			}
		}
	}
	pending := map[string]int{}
	for _, item := range p.get(t, "/proposals?state=pending&limit=100").want(t, 200).at(t, "items").([]any) {
		pending[fmt.Sprint(item.(object)["kind"])]++
	}
	if pending["training"] > 1 || pending["meals"] > 1 {
		t.Errorf("%v proposals are pending", pending)
	}
}

// anything makes one request of those that get in each other's way.
func (p *person) anything(t *testing.T, random *rand.Rand, schedules []map[string]any) {
	t.Helper()
	switch random.IntN(8) {
	case 0:
		p.send(t, "POST", "/plans/"+oneOf(random, "training", "meals")+"/proposals", nil)
	case 1, 2:
		list := p.get(t, "/proposals?limit=100").want(t, 200).at(t, "items").([]any)
		id := oneOf(random, list...).(object)["id"]
		p.send(t, "POST", fmt.Sprintf("/proposals/%v/%s", id, oneOf(random, "accept", "decline", "undo")), nil)
	case 3:
		p.send(t, "PATCH", "/profile", object{"constraints": object{"injuries": []object{{"region": oneOf(random, regions...), "severity": "high"}}}})
	case 4:
		p.send(t, "PUT", "/schedule", oneOf(random, schedules...))
	case 5:
		day := fmt.Sprintf("2026-11-%02d", 23+random.IntN(7))
		p.send(t, "POST", "/schedule/moves", object{"session_date": day, "to": fmt.Sprintf("2026-11-%02d", 23+random.IntN(7))})
	case 6:
		p.send(t, "POST", "/workouts/sessions", object{"id": uuid(random.IntN(3))})
	default:
		p.send(t, "POST", "/water/logs", object{"id": uuid(random.IntN(20)), "ml": 100})
	}
}

// TestTheSameThingAtOnce sends what a client has given an id from several devices at the same moment.
func TestTheSameThingAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.onboarded(t)
	p.send(t, "POST", "/workouts/sessions", object{"id": uuid(500), "date": "2026-11-20"}).want(t, 201)
	for round := range 5 {
		for path, body := range map[string]object{
			"/workouts/sessions":                        {"id": uuid(round), "date": fmt.Sprintf("2026-11-%02d", 10+round)},
			"/workouts/sessions/" + uuid(500) + "/sets": {"id": uuid(round), "exercise": "squat", "reps": 5},
			"/checkins":   {"id": uuid(round), "energy": 3},
			"/weights":    {"id": uuid(round), "weight_kg": 70},
			"/water/logs": {"id": uuid(round), "ml": 250},
			"/meals/logs": {"id": uuid(round), "name": "soup"},
		} {
			var wg sync.WaitGroup
			for range 6 {
				wg.Go(func() {
					if a := p.send(t, "POST", path, body); a.status != 201 || a.at(t, "id") != uuid(round) {
						t.Errorf("POST %s: %d %.200s", path, a.status, a.body)
					}
				})
			}
			wg.Wait()
		}
	}
}
