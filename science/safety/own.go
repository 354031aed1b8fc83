package safety

import (
	"strings"
	"unicode"
)

// Claims are the sentences of a coach's own text that may claim something of the person. A question whether something
// is so ("Do you have chest pain?") is no claim, nor is advice for the case that it is ("Stop and see a doctor if you
// faint"), nor an item of a list that such a question or advice begins. A sentence that tells what the person has said
// stays, however it ends.
func Claims(text string) string {
	var out strings.Builder
	listed := false // the lines that follow are what is asked, or what the advice is for
	for line := range strings.Lines(text) {
		item := isItem(line)
		for _, s := range sentencesOf(line) {
			if isSpared(s) || listed && item && !tells(wordsOf(s)) {
				continue
			}
			out.WriteString(s)
		}
		out.WriteByte('\n')
		if blank := strings.TrimSpace(line) == ""; !item && !blank {
			listed = strings.HasSuffix(strings.TrimRight(line, " *_\n"), ":") && opensList(wordsOf(line))
		}
	}
	return out.String()
}

// isSpared reports whether a sentence only asks or only advises.
func isSpared(sentence string) bool {
	list := wordsOf(sentence)
	if tells(list) {
		return false
	}
	asks := strings.ContainsAny(sentence, "?？")
	return asks && hasAny(list, asking) || hasAny(list, conditional) && hasAny(list, stopping)
}

func opensList(list []string) bool {
	return !tells(list) && (hasAny(list, asking) || hasAny(list, conditional) && hasAny(list, stopping))
}

// The words that tell what a sentence of the coach is, in English, German, Spanish and Hindi.
const (
	asking = " do does did have has are is any ever which whether tell about hast haben bist sind gibt hattest leidest spuerst trifft treffen welche ob " +
		"tienes tiene has ha sientes siente eres hay padeces sufres algun alguna cual cuales si kya hai hain क्या है हैं कोई कभी koi kabhi "
	conditional = " if when whenever should unless case any wenn falls sobald bei sollte solltest sollten si cuando caso ante agar yadi jab अगर यदि जब "
	stopping    = " stop doctor doctors physician gp midwife emergency call medical professional seek 112 911 999 arzt aerztin aerztlich hebamme notruf notfall notaufnahme " +
		"abbrechen aufhoeren brich hoer stopp para detente deten medico medica matrona urgencias emergencias llama deja रुक रुकें रोक रोकें डॉक्टर ruko rok roko doctor daaktar "
	telling = "you said|you told|you mentioned|you wrote|you reported|your chest pain|push through|keep going|du hast gesagt|du sagtest|du hast erzaehlt|hast du gesagt|deine brustschmerzen|mach weiter|" +
		"has dicho|dijiste|me contaste|mencionaste|tu dolor|sigue adelante|aapne kaha|aapne bataya|tumne kaha|आपने कहा|आपने बताया|तुमने कहा|तुमने बताया"
)

// tells reports whether a sentence repeats what the person said, or urges them on.
func tells(list []string) bool {
	text := " " + strings.Join(list, " ") + " "
	for phrase := range strings.SplitSeq(telling, "|") {
		if strings.Contains(text, " "+phrase+" ") {
			return true
		}
	}
	return false
}

func hasAny(list []string, words string) bool {
	for _, w := range list {
		if strings.Contains(words, " "+w+" ") {
			return true
		}
	}
	return false
}

func isItem(line string) bool {
	line = strings.TrimSpace(line)
	return strings.HasPrefix(line, "-") || strings.HasPrefix(line, "*") || strings.HasPrefix(line, "•") || line != "" && line[0] >= '0' && line[0] <= '9'
}

// sentencesOf cuts a line behind what ends a sentence.
func sentencesOf(line string) []string {
	var out []string
	from := 0
	for i, c := range line {
		if strings.ContainsRune(".!?？।…;", c) {
			end := i + len(string(c))
			out, from = append(out, line[from:end]), end
		}
	}
	return append(out, line[from:])
}

func wordsOf(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(text, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && c != '\'' && c != '’'
	}) {
		out = append(out, folded(strings.ReplaceAll(w, "’", "'")))
	}
	return out
}
