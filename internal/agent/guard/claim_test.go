package guard

import (
	"strings"
	"testing"
)

// claims are what a model may not say when no tool has done it.
var claims = map[string]string{
	"en": `Logged.
Saved!
Your plan was saved, moved and changed.
Noted.
Logged your set.
All saved.
Done.
Plan changed.
Session moved to Friday.
Weight logged.
Reminder set.
I have accepted your plan.
I accepted the plan for you.
I've accepted the new meal plan.
I moved your session to Friday.
I've just moved it.
I have already changed your plan.
I've gone ahead and logged it.
I went ahead and swapped the dinner.
I have removed that set.
I deleted it.
I've turned the reminders off.
I have booked it for you.
I sent it to your phone.
I have declined the change.
Your plan has been approved.
Your plan is now activated.
Your plan has been updated.
Your session was moved.
It's logged.
That's saved.
I will remind you.
I've proposed a new plan.`,
	"de": `Eingetragen.
Gespeichert!
Ich habe das eingetragen.
Ich habe deinen Plan angenommen.
Ich hab dein Training verschoben.
Das habe ich notiert.
Dein Plan wurde geändert.
Dein Training ist jetzt verschoben.
Das ist gespeichert.
Ich habe die Erinnerungen ausgeschaltet.
Der Satz wurde gelöscht.
Plan geändert.
Erledigt.
Ich habe den Vorschlag abgelehnt.
Ich erinnere dich.
Wir haben das Abendessen getauscht.`,
	"es": `Registrado.
Guardado.
He cambiado tu plan.
He aceptado tu plan.
Ya he movido la sesión.
Cambié tu plan.
Anoté tu serie.
Tu plan ha sido actualizado.
La sesión queda movida.
Se ha guardado.
Hecho.
He eliminado la serie.
Te recordaré.
Plan cambiado.`,
	"hi": `दर्ज कर दिया।
मैंने आपका प्लान बदल दिया है।
आपका सेट दर्ज हो गया।
मैंने प्लान स्वीकार कर लिया।
सेव कर दिया है।
नोट कर लिया।
सेशन शिफ्ट कर दिया।
रिमाइंडर बंद कर दिया है।
darj kar diya.
maine aapka plan badal diya hai.
note kar liya.
maine plan accept kar liya hai.
save ho gaya.`,
}

// unclaimed is what a coach says naturally without having done a thing.
var unclaimed = map[string]string{
	"en": `You logged all your sets.
You've logged every session this week.
Shall I move it to Friday?
Do you want it saved?
Have you logged your water?
If I moved it to Friday, would that help?
Once it is logged, we look at the next one.
Nothing has been changed.
I have not changed anything.
I haven't logged that.
It wasn't saved.
I can log that for you.
I could have it moved.
Your plan can be changed any time.
When you have logged it, rest a little.
Tell me what you did, and it is logged when the tool says so.
I have a good feeling about this.
I have two ideas for tonight.
I've looked at your week.
Add it when you are ready.
Set your feet wide and brace.
Set by set it adds up.
Never say that something was logged, changed, moved or saved before it is.
You are all set.
Well done!
You're done for today.
Added sugar is best kept low.
Logged sets help me see your progress.
Saved recipes are in your list.
The way you moved was smooth.
Keep your shoulders set.
You moved well.
It has to be accepted by you.
Only you can accept it.
Your yes is needed before anything is changed.
I will keep it short.
I have read what you said.
I just want you to be safe.
Stay focused and move with control.
A recorded session shows more.
As you said, you changed your sleep.`,
	"de": `Du hast alles eingetragen.
Soll ich das Training verschieben?
Hast du das schon eingetragen?
Ich habe noch nichts geändert.
Es wurde nichts gespeichert.
Wenn du es eingetragen hast, ruh dich aus.
Ich habe eine Idee für dich.
Ich habe nachgesehen.
Ich kann das eintragen.
Der Plan kann jederzeit geändert werden.
Das muss von dir angenommen werden.
Gut gemacht!
Du hast dich gut erholt.
Ich erinnere mich gern daran.`,
	"es": `Has registrado todo.
¿Lo has guardado?
¿Quieres que lo cambie?
No he cambiado nada.
No se ha guardado nada.
Si lo has anotado, descansa.
He mirado tu semana.
Puedo registrarlo.
Bien hecho.
El plan puede ser cambiado cuando quieras.
He pensado en algo ligero.`,
	"hi": `आपने सब दर्ज कर दिया है।
क्या मैं इसे दर्ज करूँ?
कुछ नहीं बदला गया है।
मैंने कुछ नहीं बदला है।
अगर आपने दर्ज कर दिया है तो आराम करें।
मैंने आपका सप्ताह देखा है।
बहुत बढ़िया!
aapne sab darj kar diya hai.
kya main ise darj kar doon?
maine kuch nahi badla hai.`,
}

func each(t *testing.T, table map[string]string, least int, check func(tongue, text string)) {
	t.Helper()
	n := 0
	for tongue, texts := range table {
		for text := range strings.SplitSeq(texts, "\n") {
			check(tongue, text)
			n++
		}
	}
	if n < least {
		t.Errorf("%d lines", n)
	}
}

func TestAClaimWithoutItsToolIsHeldBack(t *testing.T) {
	t.Parallel()
	each(t, claims, 60, func(tongue, text string) {
		w := world{locale: tongue}
		out, notes := w.check(text + " ")
		if !strings.HasPrefix(strings.TrimLeft(out, "… "), fixed[tongue][RuleClaim]) && !strings.Contains(out, "… "+fixed[tongue][RuleClaim]) || len(notes) != 1 || notes[0].Rule != RuleClaim {
			t.Errorf("%q came out as %q", text, out)
		}
		w.off = RuleClaim
		if free, _ := w.check(text + " "); free != text+" " {
			t.Errorf("%q is held back by another rule: %q", text, free)
		}
		w.off = ""
		if split := w.splits(t, text+" "); split != out {
			t.Errorf("split: %q, whole: %q", split, out)
		}
	})
}

func TestNaturalTalkClaimsNothing(t *testing.T) {
	t.Parallel()
	each(t, unclaimed, 60, func(tongue, text string) {
		if out, notes := (world{locale: tongue}).check(text); out != text {
			t.Errorf("%q became %q %v", text, out, notes)
		}
	})
}

func TestAClaimFitsTheToolThatDidIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ did, locale, text, want string }{
		{"log_set", "en", "Logged. What next?", ""},
		{"reschedule", "en", "I moved your session.", ""},
		{"log_weight", "de", "Ich habe das eingetragen.", ""},
		{"substitute", "es", "He cambiado el ejercicio.", ""},
		{"log_water", "hi", "दर्ज कर दिया।", ""},
		{"set_reminders", "en", "I will remind you.", ""},
		{"propose_training", "en", "I've proposed a lighter week.", ""},
		{"log_set", "en", "I moved your session.", "Nothing else has been changed yet."},
		{"propose_meals", "en", "I have accepted your plan.", "Nothing else has been changed yet."},
		{"propose_training", "en", "I have changed your plan.", "Nothing else has been changed yet."},
	} {
		want := c.want
		if want == "" {
			want = c.text
		}
		if out, _ := (world{locale: c.locale, did: []string{c.did}}).check(c.text); out != want {
			t.Errorf("after %s %q came out as %q", c.did, c.text, out)
		}
	}
}

func TestARefusalStandsInThePlaceOfAClaim(t *testing.T) {
	t.Parallel()
	w := world{refused: "No session is under way; start one first."}
	if out, _ := w.check("Logged. What next?"); out != "No session is under way; start one first. What next?" {
		t.Error(out)
	}
	w.refused = `load_kg is required`
	if out, _ := w.check("Logged. What next?"); out != "Nothing has been changed yet. What next?" {
		t.Error(out)
	}
	own := (world{}).config()
	own.Own = true
	if out, _ := Check(own, "Done: the plan is accepted."); out != "Done: the plan is accepted." {
		t.Error(out)
	}
	told := world{tools: []string{"Your plan was changed on Monday."}}
	if out, _ := told.check("Your plan was changed on Monday."); out != "Your plan was changed on Monday." {
		t.Error(out)
	}
}
