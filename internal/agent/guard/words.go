package guard

import "strings"

// wordSet is words and beginnings of words, which end with a star, folded.
type wordSet struct {
	whole map[string]bool
	start []string
}

func newWordSet(text string) wordSet {
	s := wordSet{whole: map[string]bool{}}
	for w := range strings.FieldsSeq(text) {
		if stem, ok := strings.CutSuffix(w, "*"); ok {
			s.start = append(s.start, folded(stem))
			continue
		}
		s.whole[folded(w)] = true
	}
	return s
}

func (s *wordSet) has(word string) bool {
	if s.whole[word] {
		return true
	}
	for _, stem := range s.start {
		if strings.HasPrefix(word, stem) {
			return true
		}
	}
	return false
}

// in counts the words of a set among tokens.
func (s *wordSet) in(t []token) int {
	n := 0
	for _, w := range t {
		if w.kind == 'w' && s.has(w.text) {
			n++
		}
	}
	return n
}

// cues are the words that tell what a clause does with what it names.
type cues struct {
	advice, offer, perform, denial, denialNear, denialAfter, sum, about, scale, loss, weight, load, claim, taking, stop, medicine, doctor, allergy, avoid, plainNo, strictLoss, body, often, asks wordSet
}

func newCues() *cues {
	return &cues{
		advice: newWordSet(`should must need needs aim target goal take try eat drink recommend* suggest* ideal ideally limit ought
			sollst solltest musst brauchst nimm iss trink ziel* empfehl* empfohlen versuch*
			deberias debes necesitas toma tomar come bebe objetivo recomiend* intenta apunta
			चाहिए लो लें लीजिए खाओ खाएं पियो पिएं लक्ष्य कोशिश`),
		offer: newWordSet(`have eat try add use enjoy grab make cook serve snack spread mix order buy choose top
			iss nimm probier* gib gonn* mach koch* bestell* kauf* streich*
			come prueba anade agrega usa disfruta prepara cocina compra unta toma
			खाओ खाएं खा लो लें लीजिए बनाओ डालो मिलाओ`),
		perform: newWordSet(`do perform finish start begin superset hit train practise practice
			mach macht machen fuhre trainiere ube beginne
			haz haga hacer realiza entrena empieza termina
			करो करें कीजिए कर`),
		denial: newWordSet(`no not never without avoid avoids avoiding skip cannot cant dont doesnt isnt arent wont shouldnt mustnt nor neither exclud* exclude forbidden leave leaving
			kein* nicht nie niemals ohne vermeid* meid* verzicht* lass
			sin evita* nunca ni tampoco excluy* excluid* quita quitar
			नहीं मत बिना बजाय परहेज बचें बचो न`),
		denialNear:  newWordSet(`instead than free swap swapped replace replaced replacing allergic allergy statt anstatt tausche ersetze allergisch gegen cambia sustituye alergico alergica alergia`),
		denialAfter: newWordSet(`free allerg* intoleran* excluded forbidden not off frei tabu nicht alergi* libre नहीं मत बिना बजाय परहेज एलर्जी न बचें बचो`),
		sum: newWordSet(`total together sum add adds less more fewer difference left remaining remain remains average plus minus short over under between up down another combined overall extra further away off still until go step jump increase
			zusammen insgesamt summe weniger mehr unterschied differenz ubrig noch weg entfernt bis schritt sprung durchschnitt* schnitt gesamt
			juntos suma menos mas diferencia quedan queda promedio media sobra resta falta faltan
			कुल मिलाकर कम ज्यादा अधिक अंतर बचे बचा बाकी औसत और दूर`),
		about:      newWordSet(`about around roughly approximately nearly almost circa ca etwa ungefahr rund knapp fast unos unas aproximadamente casi alrededor लगभग करीब तकरीबन`),
		scale:      newWordSet(`scale skala escala पैमाने स्केल`),
		loss:       newWordSet(`lose losing loss deficit cut cutting slim* abnehm* defizit verlier* perder pierde* adelgaz* deficit bajar घटा* कम`),
		weight:     newWordSet(`weigh* weight bodyweight gewicht* wieg* korpergewicht peso pesa* pesar वजन bmi kilos`),
		load:       newWordSet(`bar barbell dumbbell* kettlebell* load loads plate plates set sets rep reps lift* hantel* langhantel kurzhantel* last satz satze wiederholung* barra mancuerna* carga serie series repeticion* बार सेट रेप रेप्स डंबल बारबेल उठाओ`),
		claim:      newWordSet(`help helps improve* boost* increase* reduce* support* build builds burn* effective proven safe good great benefit* works recover* hilft helfen verbesser* steiger* erhoh* wirkt sicher gut fordert ayuda* mejora* aumenta* reduce sirve seguro eficaz bueno मदद बढ़ा* सुधार* फायदे* फायदा असर* सुरक्षित अच्छा`),
		taking:     newWordSet(`take takes taking try use using start dose doses dosage daily supplement* pill* tablet* capsule* powder scoop* loading recommend* should nimm nehmen einnehm* dosis supplement* tablette* kapsel* pulver toma* dosis suplement* pastilla* capsula* polvo लें लो लीजिए लेना खुराक सप्लीमेंट* गोली कैप्सूल`),
		stop:       newWordSet(`stop quit skip halve double drop reduce change come off absetz* setz* hor hore lass halbier* verdoppl* deja* suspende* salta* duplica* बंद छोड़* मत कम`),
		medicine:   newWordSet(`medicine* medication* meds prescription* pill* tablet* insulin statin* antidepress* thinner* warfarin metformin blocker* thyroxine levothyroxine ibuprofen medikament* arznei* tablette* pille* blutverdunner* blutdruckmittel medicamento* medicacion* pastilla* insulina anticoagulante* दवा* इंसुलिन गोली* गोलियां`),
		allergy:    newWordSet(`allerg* alergi* एलर्जी intoleran*`),
		avoid:      newWordSet(`avoid avoiding avoids skip without exclude leave leaving vermeid* meid* verzicht* evita* quitar quita बचें बचो परहेज`),
		plainNo:    newWordSet(`no not never dont doesnt neednt wont cannot cant shouldnt mustnt nicht kein keine keinen nie nunca ni tampoco नहीं मत`),
		strictLoss: newWordSet(`lose losing loss deficit slim* abnehm* defizit verlier* perder pierde* adelgaz* deficit bajar घटा*`),
		body:       newWordSet(`target goal away weigh* weight bodyweight ziel zielgewicht gewicht* wieg* peso objetivo pesas लक्ष्य वजन`),
		often:      newWordSet(`twice thrice times zweimal dreimal viermal mal veces बार`),
		asks:       newWordSet(`why warum wieso que क्यों`),
		doctor:     newWordSet(`doctor pharmacist physician midwife arzt arztin apotheke* hebamme medico medica farmaceutic* डॉक्टर फार्मासिस्ट`),
	}
}
