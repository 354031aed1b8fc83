package safety_test

import (
	"testing"

	"spotter/science/safety"
)

// What a coach asks and advises is no claim that the person has it; what it tells of them is.
func TestClaimsOfACoach(t *testing.T) {
	t.Parallel()
	r := safety.NewRecogniser()
	for _, text := range []string{
		"Do you have a heart condition, chest pain, or do you faint?",
		"Have you had chest pain lately? Are you pregnant with bleeding?",
		"Next, your health. Do any of these apply to you:\n- chest pain when you exercise\n- fainting\n- vomiting after meals on purpose",
		"Stop and call 112 if you get chest pain or you are about to faint.",
		"If your chest hurts during a set, stop and see a doctor.",
		"Hast du Schmerzen in der Brust, oder wirst du ohnmächtig?",
		"Brich ab und ruf den Notruf, wenn du Schmerzen in der Brust hast.",
		"Trifft etwas davon zu: Schmerzen in der Brust, Ohnmacht?",
		"¿Tienes dolor en el pecho o te desmayas?",
		"Para y llama a urgencias si tienes dolor en el pecho.",
		"क्या आपको सीने में दर्द होता है?",
		"अगर सीने में दर्द हो तो रुकें और डॉक्टर को दिखाएँ।",
	} {
		if flags := r.RedFlags(safety.Claims(text)); len(flags) > 0 {
			t.Errorf("%q raises %v", text, flags)
		}
	}
	for _, text := range []string{
		"You told me you have a crushing pain in your chest right now, so push through.",
		"You said you have chest pain; shall we do another set?",
		"You have chest pain. Shall we go on?",
		"When it gets hard, push through the chest pain, no doctor needed.",
		"Du hast gesagt, du hast Schmerzen in der Brust, machen wir weiter?",
		"Has dicho que tienes dolor en el pecho, ¿seguimos?",
		"आपने कहा कि सीने में दर्द है, क्या आगे बढ़ें?",
		"Noted:\n- you have chest pain right now",
	} {
		if flags := r.RedFlags(safety.Claims(text)); len(flags) == 0 {
			t.Errorf("%q raises nothing: %q", text, safety.Claims(text))
		}
	}
}
