package nutrition_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"spotter/science/nutrition"
)

func TestTally(t *testing.T) {
	if os.Getenv("TALLY") == "" {
		t.Skip()
	}
	dishes, foods := load(t)
	count := map[string]int{}
	var worst time.Duration
	g := rapid.Custom(people)
	for seed := range 300 {
		in := g.Example(seed)
		at := time.Now()
		plan, err := nutrition.Propose(in, dishes, foods)
		took := time.Since(at)
		worst = max(worst, took)
		kind := "ok"
		if err != nil {
			kind = "refused"
			fmt.Println(in.Diet.Pattern, in.Diet.Allergies, in.Diet.Intolerances, in.Diet.Dislikes, "minutes", in.Diet.CookingMinutes, "meals", len(in.Schedule.Meals), fmt.Sprintf("kcal %.0f", nutrition.Energy(in).Value), took.Round(time.Millisecond), err)
		}
		for _, r := range plan.Reasons {
			if r.About == "variety" && !strings.HasPrefix(r.Text, "No dish") {
				kind += " slack"
			}
			if strings.HasPrefix(r.Text, "Your restrictions") {
				kind += " protein"
			}
		}
		count[kind]++
	}
	fmt.Println(count, worst)
}
