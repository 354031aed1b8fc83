package coach

import (
	"regexp"
	"strconv"
	"strings"

	"spotter"
)

// interpret joins the structured changes with those that the words say. Without a model the words are a
// small grammar; a clause that does not fit it is refused, never ignored.
func (c *Coach) interpret(kind spotter.PlanKind, in ProposeInput) (spotter.Changes, error) {
	var changes spotter.Changes
	if in.Changes != nil {
		changes = *in.Changes
	}
	said := clauses(in.Instructions)
	if len(said) == 0 && in.Instructions != "" {
		said = []string{strings.TrimSpace(in.Instructions)} // nothing but separators is not understood either
	}
	for _, clause := range said {
		before := changes
		if !readClause(clause, &changes) {
			return changes, spotter.InvalidField("body.instructions", "could not be interpreted at «"+clause+
				"»; say it as: 3 days, 45 minutes, without NAME, swap NAME for NAME, or next block, or use changes")
		}
		if contradicts(before.Days, changes.Days) || contradicts(before.Minutes, changes.Minutes) {
			return changes, spotter.InvalidField("body.instructions", "asks for another number at «"+clause+"» than before; give each once")
		}
	}
	if kind == spotter.PlanMeals && changes.Days != nil {
		return changes, spotter.InvalidField("body.changes.days", "is for training plans; a meal plan covers all seven days")
	}
	if kind == spotter.PlanMeals && changes.Minutes != nil {
		return changes, spotter.InvalidField("body.changes.minutes", "is for training plans; change the diet's cooking_minutes instead")
	}
	if kind == spotter.PlanMeals && changes.NextBlock {
		return changes, spotter.InvalidField("body.changes.next_block", "is for training plans; a meal plan has no blocks")
	}
	if problems := spotter.CheckInput(&changes); len(problems) > 0 {
		problems[0].Location = "body.changes." + problems[0].Location
		return changes, spotter.Invalid(problems[:1])
	}
	return changes, nil
}

var (
	separators    = regexp.MustCompile(`[,;.\n]+|\band\b|\bthen\b|\bplease\b`)
	daysClause    = regexp.MustCompile(`^(?:train |only |make it )*(\d+|one|two|three|four|five|six|seven) (?:training |workout )?(?:days|day|sessions|session|times|workouts)(?: a week| per week)?$`)
	minutesClause = regexp.MustCompile(`^(?:only |at most |make it |up to |sessions of )*(\d+) ?(?:minutes|minute|min|mins)(?: a session| per session| each)?$`)
	excludeClause = regexp.MustCompile(`^(?:no|without|exclude|avoid|leave out|remove|drop) (?:more |any |the )?(.+)$`)
	blockClause   = regexp.MustCompile(`^(?:start |make |plan |give me |renew )*(?:the |a |my )*(?:next|new|another) block$|^renew(?: the| my)?(?: training)?(?: plan| block)?$`)
	swapClause    = regexp.MustCompile(`^(?:swap|replace|change|exchange) (?:the )?(.+?) (?:for|with|by|to) (?:the )?(.+)$`)
)

var numerals = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}

func clauses(text string) []string {
	var out []string
	for _, part := range separators.Split(strings.ToLower(text), -1) {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func readClause(clause string, changes *spotter.Changes) bool {
	if m := daysClause.FindStringSubmatch(clause); m != nil {
		changes.Days = number(m[1])
		return true
	}
	if m := minutesClause.FindStringSubmatch(clause); m != nil {
		changes.Minutes = number(m[1])
		return true
	}
	if blockClause.MatchString(clause) {
		changes.NextBlock = true
		return true
	}
	if m := swapClause.FindStringSubmatch(clause); m != nil {
		changes.Swap = append(changes.Swap, spotter.Swap{From: m[1], To: m[2]})
		return true
	}
	if m := excludeClause.FindStringSubmatch(clause); m != nil {
		changes.Exclude = append(changes.Exclude, m[1])
		return true
	}
	return false
}

// contradicts reports whether a number that was asked for already became another one.
func contradicts(before, now *int) bool { return before != nil && *before != *now }

func number(text string) *int {
	n, known := numerals[text]
	if !known {
		n, _ = strconv.Atoi(text) // the pattern lets digits through only; too many fail the limits
	}
	return &n
}
