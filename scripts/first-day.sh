#!/bin/sh
# A person's whole first day, with nothing but curl: sign up, answer the eleven steps (leaving in the
# middle and coming back on another device), look at both plans, ask for one change, accept, land on today.
#
#   scripts/first-day.sh [http://127.0.0.1:8000]
#
# EMAIL and PASSWORD choose the account; by default each run makes a new one.
set -eu

server=${1:-http://127.0.0.1:8000}
email=${EMAIL:-first-day-$(date +%s)-$$@example.org}
password=${PASSWORD:-seven calm lifts before breakfast}
token=

title() { printf '\n\033[1m%s\033[0m\n' "$*"; }

# call METHOD PATH [BODY] leaves the answer in $answer, and ends the script when it is a problem.
call() {
	set -- "$1" "$2" "${3:-}"
	answer=$(curl -sS --max-time 60 -w '\n%{http_code}' -X "$1" "$server/api/v1$2" \
		${token:+-H "Authorization: Bearer $token"} \
		${3:+-H 'Content-Type: application/json' --data "$3"})
	status=${answer##*
}
	answer=${answer%?"$status"}
	if [ "$status" -ge 400 ]; then
		printf '%s %s answered %s\n%s\n' "$1" "$2" "$status" "$answer" >&2
		exit 1
	fi
}

# field NAME prints the first text of that name in the answer.
field() { printf '%s' "$answer" | grep -o "\"$1\" *: *\"[^\"]*\"" | head -1 | sed 's/^"[^"]*" *: *"//; s/"$//'; }

# shown is the answer, cut to a readable length.
shown() { printf '%s\n' "$answer" | cut -c 1-600; }

step() {
	call PUT "/onboarding/steps/$1" "$2"
	printf '  %-12s saved, %s %% done\n' "$1" "$(printf '%s' "$answer" | grep -o '"percent" *: *[0-9]*' | grep -o '[0-9]*$')"
}

title "Sign up as $email"
call POST /auth/register "{\"email\":\"$email\",\"password\":\"$password\",\"full_name\":\"Alex Example\",\"time_zone\":\"Europe/Berlin\"}"
token=$(field access_token)

title "Answer the first five steps"
step consent '{"terms_version":"2026-11","accepts_guidance_only":true,"accepts_data_processing":true}'
step about '{"birth_date":"1994-05-17","sex":"male","height_cm":178,"weight_kg":70,"time_zone":"Europe/Berlin",
	"daily_activity":"light","units":"metric","locale":"en"}'
step screening '{"heart_condition":false,"chest_pain":false,"dizziness_or_fainting":false,"bone_or_joint_problem":false,
	"heart_or_pressure_medication":false,"pregnancy_or_recent_birth":false,"eating_disorder_history":false,"other_reason":false}'
step fitness '{"level":"intermediate","experience_months":18,"sessions_per_week_now":3}'
step goals '{"primary":"muscle_gain","target_weight_kg":75,"in_own_words":"Stronger, without living in the gym."}'

title "Come back on another device: nothing is asked twice"
token=
call POST /auth/login "{\"email\":\"$email\",\"password\":\"$password\"}"
token=$(field access_token)
call GET /onboarding
printf '  the next step is %s\n' "$(field next_step)"

title "Answer the rest"
step constraints '{"location":"gym","equipment":["barbell","bench","dumbbell","cable","machine","pull_up_bar"],
	"injuries":[],"session_minutes":60}'
step diet '{"pattern":"omnivore","allergies":["peanuts"],"intolerances":[],"dislikes":["olives"],"cuisines":[],
	"cooking_minutes":30,"meals_per_day":4}'
step schedule '{"workouts":[{"weekday":"monday","time":"17:30"},{"weekday":"tuesday","time":"17:30"},
	{"weekday":"thursday","time":"17:30"},{"weekday":"friday","time":"17:30"}],
	"meals":[{"name":"breakfast","time":"07:30"},{"name":"lunch","time":"12:30"},{"name":"snack","time":"16:00"},
	{"name":"dinner","time":"20:00"}],"quiet_hours":{"from":"22:00","to":"07:00"}}'
step hydration '{"target_ml":2500,"reminder_minutes":120,"enabled":true}'
step lifestyle '{"energy":4,"stress":2,"sleep_quality":4,"sleep_hours":7.5}'
step supplements '{"interested":true,"current":[],"medicines":[]}'

title "The training plan that Spotter proposes"
call POST /plans/training/proposals '{}'
shown

title "Ask for one change: sessions of 50 minutes"
call POST /plans/training/proposals '{"changes":{"minutes":50}}'
training=$(field id)
printf '  %s\n' "$(field summary)"

title "The meal plan that Spotter proposes"
call POST /plans/meals/proposals '{}'
meals=$(field id)
shown

title "Accept both"
call POST "/proposals/$training/accept"
printf '  training: %s\n' "$(field state)"
call POST "/proposals/$meals/accept"
printf '  meals: %s\n' "$(field state)"

title "Complete"
call POST /onboarding/complete
printf '  %s\n' "$(field what_happens_next)"

title "Today"
call GET /today
shown

printf '\nLog in as %s with the password: %s\n' "$email" "$password"
