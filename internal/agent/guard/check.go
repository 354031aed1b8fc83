package guard

import (
	"math"
	"strconv"
	"strings"
)

// checker holds clauses against the limits and the facts.
type checker struct {
	Config
	names     *Names
	reader    reader
	cues      *cues
	forbidden map[int32]bool
	kinds     kind // of the names that are watched for this person
	today     []fact
	said      []fact // the figures that the message has said so far
	told      map[Rule]bool
	off       Rule // a rule that is switched off, so that a test sees what it does
}

func newChecker(c Config, tongue string) checker {
	forbidden := c.Names.forbidden(c.Limits, c.Diet)
	return checker{Config: c, names: c.Names, reader: reader{c.Names, tongue}, cues: c.Names.cues, forbidden: forbidden.ids,
		kinds: forbidden.kinds | kNumber | kUnit | kSupplement | kMedicine | kSecret | kLink | kClaim, today: todayFacts(c.Today), told: map[Rule]bool{}}
}

// watches reports whether a name begins a held clause for this person.
func (c *checker) watches(e entry) bool {
	return e.kind&(kFood|kExercise) == 0 || c.forbidden[e.id]
}

// clause is a held piece of a sentence, with what the sentence said before.
type clause struct {
	text   string // the sentence up to the clause's end
	start  int    // where the clause begins
	tokens []token
}

// check answers what may be said instead of a clause, and whether something was left out.
func (c *checker) check(before, held string, leak bool) (out string, notes []Note, lost bool) {
	c.Facts.read(c.reader.tongue, c.Today)
	said, cut := held, false
	if c.off != RuleLink && !c.Own {
		said, cut = c.unlink(held)
	}
	if cut {
		notes = append(notes, Note{RuleLink, false, len([]rune(held)) - len([]rune(said))})
	}
	cl := clause{text: before + said, start: len(before), tokens: tokens(before + said)}
	rule := c.fault(cl, leak)
	if rule == "" {
		var more []Note
		if said, more, rule = c.figures(cl); rule == "" {
			return said, append(notes, more...), false
		}
	}
	return c.withheld(rule, before, held), append(notes, Note{rule, false, len([]rune(held))}), true
}

// fault is the first rule but that of figures that a clause breaks; empty: none.
func (c *checker) fault(cl clause, leak bool) Rule {
	for _, r := range []struct {
		rule   Rule
		broken func() bool
	}{
		{RulePrompt, func() bool { return leak && !c.Own && !c.Facts.holds(strings.TrimSpace(cl.text)) }},
		{RuleSecret, func() bool { return c.secret(lastWord(cl.text, cl.start)) }},
		{RuleMedicine, func() bool { return !c.Own && c.changesMedicine(cl) }},
		{RuleSupplement, func() bool { return !c.Own && c.breaksSupplement(cl) }},
		{RuleFood, func() bool { return c.offers(cl, kFood) }},
		{RuleExercise, func() bool { return c.offers(cl, kExercise) }},
		{RuleClaim, func() bool { return c.claims(cl) }},
	} {
		if r.rule != c.off && r.broken() {
			return r.rule
		}
	}
	return ""
}

// lastWord is a text from the word on in which a place lies.
func lastWord(text string, at int) string {
	return text[strings.LastIndexAny(text[:at], " \n\t")+1:]
}

// withheld is what stands in the place of a clause: a sentence the first time that a rule leaves something
// out, and dots where a sentence had begun.
func (c *checker) withheld(rule Rule, before, held string) string {
	begun := strings.Trim(before, " \t\n*_#>-0123456789.)(") != ""
	out := ""
	if begun || before != "" && c.told[rule] {
		out = "…"
	}
	if !c.told[rule] {
		c.told[rule] = true
		if begun {
			out += " "
		}
		if rule == RuleClaim {
			return c.ended(out+c.honest(), held)
		}
		out += fixed[c.reader.tongue][rule]
	}
	return c.ended(out, held)
}

func (*checker) ended(out, held string) string {
	if strings.HasSuffix(held, "\n") {
		out += "\n"
	}
	return out
}

// figures checks the figures of a clause and puts right what it can; rule says what could not be.
func (c *checker) figures(cl clause) (out string, notes []Note, rule Rule) {
	text, shift := cl.text, 0
	for _, f := range c.reader.figures(cl.text) {
		if f.end <= cl.start {
			continue
		}
		q := c.question(cl, f)
		if rule := c.hides(cl, q); rule != "" && rule != c.off {
			return "", nil, rule
		}
		if c.Own || c.off == RuleFigure || c.Facts.grounded(q, c.today, c.said) {
			for _, raw := range q.raw {
				c.said = append(c.said, fact{q.dim, raw * q.factor, q.topic, nil, fromStore, q.factor > 400})
			}
			continue
		}
		value, ok := c.Facts.instead(q)
		if !ok || f.whole || f.within != 0 || f.from < cl.start {
			return "", nil, RuleFigure
		}
		number := c.write(value, f)
		text = text[:f.from+shift] + number + text[f.to+shift:]
		shift += len(number) - (f.to - f.from)
		notes = append(notes, Note{RuleFigure, true, len([]rune(cl.text[f.from:f.to]))})
		c.said = append(c.said, fact{q.dim, value * q.factor, q.topic, nil, fromStore, q.factor > 400})
	}
	return text[cl.start:], notes, ""
}

// question is a figure with what stands around it.
func (c *checker) question(cl clause, f figure) question {
	q := question{figure: f, advice: c.cues.advice.in(cl.tokens) > 0, sums: c.cues.sum.in(cl.tokens) > 0, scale: c.cues.scale.in(cl.tokens) > 0}
	segment := cl.text[strings.LastIndexAny(cl.text[:f.from], ",;(\n")+1:]
	q.subjects = c.names.in(segment, kSupplement|kFood|kExercise)
	if q.subjects == nil {
		q.subjects, q.loosely = c.names.in(cl.text, kSupplement|kFood|kExercise), true
	}
	if q.topic == topicNone && q.dim == dimMass && c.Facts.anyOf(q.subjects, kExercise) {
		q.topic = topicLoad
	}
	if q.topic == topicNone && q.dim == dimMass && q.factor > 400 && !c.Facts.anyOf(q.subjects, kExercise|kFood) && c.cues.body.in(cl.tokens) > 0 {
		q.topic = topicBody
	}
	q.dose = isDose(f) && c.Facts.anyOf(q.subjects, kSupplement)
	for i, t := range cl.tokens {
		if t.from < f.from && i+1 < len(cl.tokens) && cl.tokens[i+1].from >= f.from && (t.kind == '~' || t.text == "≈" || c.cues.about.has(t.text)) {
			q.about = true
		}
	}
	return q
}

func isDose(f figure) bool {
	return f.dim == dimMass && f.factor <= 1 || f.dim == dimIU || f.dim == dimPerKG || f.dim == dimPieces
}

// hides is the rule under which a person's limits hide a figure, whoever says it.
func (c *checker) hides(cl clause, q question) Rule {
	exercise := c.Facts.anyOf(q.subjects, kExercise)
	heavy := q.dim == dimMass && q.factor > 400
	body := heavy && q.topic != topicLoad && !exercise && (q.topic == topicBody || c.cues.load.in(cl.tokens) == 0 || c.cues.weight.in(cl.tokens) > 0)
	loss := c.cues.loss.in(cl.tokens) > 0
	switch {
	case c.Limits.HideNumbers && (q.dim == dimEnergy || body && !c.Facts.anyOf(q.subjects, kFood) || loss && q.dim == dimPercent):
		return RuleHidden
	case (c.Limits.Minor || c.Limits.NoDeficit) && loss && (q.dim == dimEnergy || body || q.dim == dimPercent) && c.cues.weight.in(cl.tokens)+c.cues.strictLoss.in(cl.tokens) > 0:
		return RuleMinor
	}
	return ""
}

// write says a number as the person's language does.
func (c *checker) write(v float64, f figure) string {
	if f.dim.countlike() {
		return strconv.Itoa(int(math.Round(v)))
	}
	places := 1.0
	if v < 1 {
		places = 3
	}
	scale := math.Pow(10, places)
	s := strconv.FormatFloat(math.Round(v*scale)/scale, 'f', -1, 64)
	if c.reader.tongue == "de" || c.reader.tongue == "es" {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}
