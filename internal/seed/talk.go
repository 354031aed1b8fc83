package seed

import (
	"time"

	"spotter"
)

// exchange is a question and its answer.
type exchange struct {
	agent            spotter.Actor
	question, answer string
}

var exchanges = []exchange{
	{"workout", "How heavy should I go on the first exercise today?", "Take what you had last time. You left two in reserve, so add the smallest plate and stop when the bar slows down."},
	{"diet", "I missed lunch, should I eat more in the evening?", "No need to catch up in one meal. Have the snack as planned and add a portion of yoghurt to dinner, then you are close to your protein."},
	{"workout", "My last set of rows felt easy.", "Good sign. Next session the plan goes up by 2.5 kg there; keep the same pace and the back still."},
	{"tracker", "Why did my weight go up since yesterday?", "A day says little: water and food in the gut move it by a kilogram. The mean of your last seven days is on its line."},
	{"scheduler", "Can I train on Saturday instead of Friday?", "Yes. I can move the session; the rest day between stays. Say yes and I propose it."},
	{"general", "I slept badly and feel flat.", "Then today is a day for the lower end of the range. Do the first two exercises, leave three in reserve, and see how you feel."},
	{"diet", "What is a quick breakfast with enough protein?", "Oats with skyr and berries takes five minutes and fits your plan; it has the same protein as the omelette it replaces."},
	{"workout", "Is it fine to swap the machine when it is taken?", "It is. Pick one of the two that I list as replacements; they train the same muscles, and I carry your load over."},
}

// talk spreads messages evenly from the beginning until now, the last exchange an hour ago.
func (h *history) talk(count int) {
	last := h.now.Add(-time.Hour)
	step := max(last.Sub(h.begin)/time.Duration(count/2), time.Minute)
	first := h.rng.IntN(len(exchanges))
	for i := range count / 2 {
		at := last.Add(-step * time.Duration(count/2-1-i))
		e := exchanges[(first+i)%len(exchanges)]
		h.say(at, "user", "", e.question)
		h.say(at.Add(5*time.Second), "assistant", e.agent, e.answer)
	}
}

func (h *history) say(at time.Time, role string, agent spotter.Actor, content string) {
	h.add("messages", at, row{"role": role, "agent": agent, "content": content, "created_at": at})
}
