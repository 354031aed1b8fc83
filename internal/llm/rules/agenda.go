package rules

import "spotter"

// agendaRules are about days, times and reminders.
func agendaRules() []entry {
	return []entry{
		{`remind*, notification*, ^notify, erinner*, benachrichtig*, recordatorio*, recuerdame, avisame, aviso*, notificacion*, yaad dila*, याद दिला*, रिमाइंडर*`, remind},
		{`move|shift|push|reschedule|postpone, can i train, train on|at, verschieb*, verleg*, mueve*|mover|cambia|pasa|pasar|aplaza, entrenar el|los, shift|move kar*, shift, din badal*, शिफ्ट*, दिन बदल*, trainiere|trainieren am, instead of, statt, ki jagah, की जगह, en lugar|vez del|de`, move},
		{`quiet hours|time, ruhezeit*, horas de silencio|tranquilas, shant, शांत`, quiet},
		{`my schedule, ^schedule$, when do|am i train|training|eat, what time, zeitplan, wann trainiere|esse ich, horario*, cuando entreno|como, kab train|khana, samay sarani, समय सारणी, कब ट्रेनिंग`, calls("schedule")},
		{`next week, naechste woche, proxima semana, la semana que viene, agle hafte, अगले हफ्ते`, func(_ *grammar, s *scene, _ captures) (plan, bool) {
			return do("week", arguments{"date": s.today.AddDays(7).String()})
		}},
		{`this week, my week, ^week$, ^the week, whole week, diese woche, dieser woche, meine woche, ^woche$, wochenplan, esta semana, mi semana, ^semana$, is hafte, is week, ^hafta$, mera hafta, इस हफ्ते, ^हफ्ता$, मेरा हफ्ता, इस सप्ताह`, calls("week")},
		{`today, todays, tonight, tomorrow, ^what ?is ?s my|the workout|training|session, workout|training|session ?plan$, whats|what ?is ?on ?my day|plan, ^my day$, monday, tuesday, wednesday, thursday, friday, saturday, sunday, heute, morgen, uebermorgen, was steht an, mein training, ^training$, ^plan$, montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag,
			hoy, manana, mi entreno|entrenamiento|rutina, ^entreno$, ^entrenamiento$, lunes, martes, miercoles, jueves, viernes, sabado, domingo, aaj, kal, mera workout, ^workout$, आज, कल, वर्कआउट, सोमवार, मंगलवार, बुधवार, गुरुवार, शुक्रवार, शनिवार, रविवार`, day},
	}
}

// day is what is planned on a day.
func day(g *grammar, s *scene, _ captures) (plan, bool) {
	if len(s.words) > 12 || g.isSet(s.words) {
		return plan{}, false
	}
	args := arguments{}
	for _, d := range s.days(g.lexis, s.words) {
		if d != s.today {
			args["date"] = d.String()
			break
		}
	}
	return do("today", args)
}

// remind switches kinds of reminders, or tells how they are.
func remind(g *grammar, s *scene, _ captures) (plan, bool) {
	off, on := hasWord(g.off, s.words), hasWord(g.on, s.words)
	if !off && !on {
		return do("reminders", nil)
	}
	args := arguments{}
	for _, w := range s.words {
		if kind := g.kinds[w.text]; kind != "" {
			args[kind] = !off
		}
	}
	if len(args) == 0 {
		for _, kind := range []string{"workout", "meal", "water", "weekly_review"} {
			args[kind] = !off
		}
	}
	return do("set_reminders", args)
}

// move puts a session on another day, or changes the training days of every week.
func move(g *grammar, s *scene, c captures) (plan, bool) {
	if p, ok := g.pattern(s); ok {
		return p, true
	}
	list := s.days(g.lexis, s.words)
	moving := hasWord(set("move shift push reschedule postpone verschiebe verschieben verschieb verlege verlegen mueve mueveme mover muevelo cambia pasa pasar aplaza badal badlo शिफ्ट बदलो बदल"), s.words)
	switch {
	case len(list) == 0 && moving && !hasWord(g.eating, s.words):
		return plan{text: sayMoveWhere.in(s.tongue)}, true
	case len(list) == 0:
		return plan{}, false
	}
	from, to := s.nextSession(), list[len(list)-1]
	if len(list) > 1 {
		from = list[0]
		if hasAny(patternsOf("instead of, statt, anstatt, en lugar, en vez"), s.words) {
			from, to = list[1], list[0]
		}
	}
	if from == to {
		return plan{text: sayMoveWhere.in(s.tongue)}, true
	}
	return do("reschedule", arguments{"session_date": from.String(), "to": to.String()})
}

// pattern reads the training days of every week: two days or more and one time.
func (g *grammar) pattern(s *scene) (plan, bool) {
	slots := g.workouts(s.words)
	if len(slots) < 2 {
		return plan{}, false
	}
	return do("propose_schedule", arguments{"workouts": slots})
}

// workouts are weekdays with the time that follows them.
func (g *grammar) workouts(list []word) []spotter.WorkoutSlot {
	var out []spotter.WorkoutSlot
	var open []int
	for i := 0; i < len(list); i++ {
		if d, ok := g.weekdays[list[i].text]; ok {
			if n := len(open); n > 0 && i > 0 && set("to bis through a se से")[list[i-1].text] {
				for k := open[n-1] + 1; k < d; k++ {
					open = append(open, k)
				}
			}
			open = append(open, d)
			continue
		}
		if c, n, sure, ok := clock(list, i); ok && (sure || len(open) > 0 && g.units[nextWord(list, i)] == "" && c >= 4*60) {
			for _, d := range open {
				out = append(out, spotter.WorkoutSlot{Weekday: spotter.Weekdays[d], Time: c})
			}
			open = nil
			i += n - 1
		}
	}
	return out
}

func nextWord(list []word, i int) string {
	if i+1 < len(list) {
		return list[i+1].text
	}
	return ""
}

// quiet changes the hours without reminders.
func quiet(g *grammar, s *scene, _ captures) (plan, bool) {
	times := clocks(s.words)
	if len(times) != 2 {
		return plan{text: sayQuietHours.in(s.tongue)}, true
	}
	return do("propose_schedule", arguments{"quiet_hours": arguments{"from": times[0].String(), "to": times[1].String()}})
}

// clocks are the times of day in a message, bare hours among them.
func clocks(list []word) []spotter.Clock {
	var out []spotter.Clock
	for i := 0; i < len(list); i++ {
		if c, n, _, ok := clock(list, i); ok {
			out = append(out, c)
			i += n - 1
		}
	}
	return out
}
