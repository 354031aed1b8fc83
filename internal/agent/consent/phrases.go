package consent

import "strings"

// role is what a phrase does in an answer.
type role int

const (
	filler  role = iota // changes nothing
	yes                 //
	no                  //
	after               // agrees only behind a yes: alone it means something else
	only                // narrows to what is named
	pick                // an item's name
	first               // the first of the items
	second              // the second
	all                 // both
	neither             // none of them
	undo                //
	unclear             // never part of a plain answer
)

type meaning struct {
	role role
	item int // for pick, first and second
}

// New makes the tables. Phrases are known in all languages at once: people mix them, above all with English. They are
// written as [words.Read] gives them: lower case, no accents, umlauts as two letters, no apostrophes. A phrase that
// stands in two lists has the role of the later one.
func New() *Reader {
	en, de, es, hi := english(), german(), spanish(), hindi()
	lists := []list{
		{filler, en.filler + de.filler + es.filler + hi.filler + `coach, spotter`},
		{only, `only, just, only the, just the, nur, nur das, nur die, nur den, bloss, solo, solamente, solo el, solo la, sirf, bas, केवल, सिर्फ, बस`},
		{all, `both, both of them, all, all of them, the two, beide, beides, alle, alles, alle beide, ambos, ambas, los dos, las dos, todos, todas, dono, donon, sab, दोनों, सब`},
		{first, `first, the first, first one, the first one, number one, option one, one, 1, option 1, number 1, erste, erstes, ersten, das erste, die erste, den ersten,
			das erstere, nummer eins, eins, primero, primera, el primero, la primera, uno, el uno, pehla, pahla, pehli, pehla wala, pehli wali, पहला, पहली, पहला वाला, पहली वाली`},
		{second, `second, the second, second one, the second one, number two, option two, two, 2, option 2, number 2, the other, the other one, zweite, zweites, zweiten,
			das zweite, die zweite, den zweiten, nummer zwei, zwei, segundo, segunda, el segundo, la segunda, dos, el dos, doosra, dusra, doosri, dusri,
			doosra wala, dusra wala, doosri wali, दूसरा, दूसरी, दूसरा वाला, दूसरी वाली`},
		{after, en.after + de.after + es.after + hi.after},
		{yes, en.yes + de.yes + es.yes + hi.yes + `👍`},
		{no, en.no + de.no + es.no + hi.no + `👎`},
		{neither, `neither, none, none of them, neither of them, keins, keines, keins von beiden, keine von beiden, ninguno, ninguna, ninguno de los dos, koi nahi, koi bhi nahi, dono nahi, कोई नहीं, कोई भी नहीं, दोनों नहीं`},
		{undo, en.undo + de.undo + es.undo + hi.undo},
		{unclear, en.unclear + de.unclear + es.unclear + hi.unclear},
	}
	return &Reader{
		phrases: table(lists),
		// The first begin a question that may follow a yes; by the second it may be about the item itself.
		asking: set(`what, whats, when, whens, where, how, wie, was, wann, wo, que, cuando, cuanto, donde, como, kya, kab, kahan, kitna, क्या, कब, कहां, कितना`),
		about: set(`it, that, this, these, those, if, about, else, instead, change, changes, changed, es, das, dies, wenn, stattdessen, aendert, eso, esto, lo, si, cambia,
		yeh, ye, woh, agar, badlega, यह, वह, अगर, बदलेगा, proposal, vorschlag, propuesta, undo, cost, risk, risiko, riesgo, but, aber, pero, lekin, लेकिन`),
	}
}

// lexicon is the answers of one language.
type lexicon struct{ yes, no, filler, after, undo, unclear string }

func english() lexicon {
	return lexicon{
		yes: `yes, yeah, yep, yup, yea, yess, yes yes, aye, ok, okay, okey, okie, oke, sure, sure thing, for sure, alright, all right, of course, absolutely, definitely, certainly,
		go ahead, go for it, go on then, do it, do that, do so, do this, please do, yes please, yes do, lets do it, lets do that, lets do this, lets go, lets go with it,
		accept, accept it, accept that, accept this, i accept, i accept it, approve, approve it, approved, i approve, agree, agreed, i agree, confirm, confirmed, i confirm, confirm it,
		sounds good, sounds great, that sounds good, sounds good to me, looks good, looks good to me, looks great, that works, that works for me, works for me, thats fine,
		that is fine, fine by me, fine with me, thats fine with me, thats good, thats right, that is right, thats correct, correct, make it so, make the change, make that change,
		i want that, i want it, id like that, i would like that, i do, swap it, save it, use it, use that, take it, log it, add it, move it, put it in, why yes, yes i do, yes it is, deal, `,
		no: `no, nope, nah, no no, no thanks, no thank you, no thank you very much, dont, do not, dont do it, do not do it, dont do that, please dont, please dont do it, please dont do that, please do not, please do not do it, of course not, absolutely not,
		definitely not, certainly not, not really, id rather not, i would rather not, rather not, better not, never, no way, decline, decline it, i decline, reject, reject it, i reject it,
		cancel, cancel it, cancel that, discard it, leave it, leave it as it is, leave it be, keep the plan, keep my plan, keep the old plan, keep it as it is, keep everything as it is,
		no dont, no need, not interested, i dont want it, i dont want that, i do not want that, skip it, `,
		filler: `please, pls, plz, thanks, thank you, thank you very much, thanks a lot, thx, great, good, nice, perfect, cool, awesome, fine, then, now, right now, well, uh, um, uhm, er, oh, hey,
		hi, so, and, to, that one, the one, one please, the, for me, with that, with it, to that, to it, man, mate, dude, wonderful, lovely, excellent, it is, plan, the plan, `,
		after: `forget it, forget that, delete it, delete that, remove it, remove that, drop it, change it, change that, switch it, replace it, update it, update the plan, please change it, `,
		undo: `undo, undo it, undo that, undo this, undo the last one, undo the last change, undo the change, undo my last change, take it back, take that back, revert, revert it, revert that, roll it back,
		roll that back, can you undo that, please undo that, i want to undo that, go back to the old plan, change it back, put it back, `,
		unclear: `no problem, no worries, no idea, no doubt, why not, ok no, yeah no, yeah right, yes no, no yes, yes but, sure sure, `,
	}
}

func german() lexicon {
	return lexicon{
		yes: `ja, jap, jep, jo, joa, jawohl, ja bitte, ja gern, ja gerne, ja klar, klar, na klar, aber klar, aber ja, aber gern, aber gerne, gern, gerne, sehr gern, sehr gerne, sicher, aber sicher,
		einverstanden, mach das, mach es, machs, mach mal, mach so, ja mach das, ja mach, mach das so, mach es so, bitte mach das, bitte machen, mach das bitte, so machen wir das, so machen wir es, machen wir,
		machen wir so, das machen wir, lass uns das machen, in ordnung, ist in ordnung, das ist in ordnung, passt, passt so, das passt, passt fuer mich, geht klar, leg los, los gehts, natuerlich,
		selbstverstaendlich, auf jeden fall, unbedingt, abgemacht, annehmen, nimm an, nimm es an, nimm das an, nimm ihn an, ich nehme an, ich nehme es an, ich nehme ihn an, bestaetigt,
		bestaetigen, ich bestaetige, stimmt, stimme zu, ich stimme zu, na gut, von mir aus, hoert sich gut an, klingt gut, das klingt gut, sieht gut aus, genau, genau so, so ist es, trag es ein,
		speichere es, speichern, das will ich, das moechte ich, richtig, das stimmt, freilich, tausch es, tausch sie, oki, okidoki, `,
		no: `nein, ne, nee, noe, nein danke, nein nein, danke nein, nicht, bitte nicht, lieber nicht, besser nicht, auf keinen fall, keinesfalls, natuerlich nicht, sicher nicht, bestimmt nicht, nein lieber nicht,
		mach das nicht, mach es nicht, tu das nicht, nicht machen, nicht annehmen, ablehnen, lehne ab, lehn ab, ich lehne ab, abbrechen, brich ab, lass es, lass das, lass es so, lass es wie es ist, lass alles wie es ist,
		so lassen, behalte den plan, den plan behalten, niemals, nie, kein interesse, will ich nicht, das will ich nicht, moechte ich nicht, das moechte ich nicht, kein bedarf, verwerfen, stornieren, `,
		filler: `bitte, danke, danke schoen, dankeschoen, vielen dank, dann, jetzt, gut, super, prima, toll, perfekt, schoen, mal, doch, also, aeh, aehm, ach, oh, na, und, das, die, den, der, es, so, zu, zum, dem, plan, den plan,
		alles klar, mit dem, damit, spitze, klasse, wunderbar, bestens, `,
		after: `vergiss es, vergiss das, loesch es, loesche es, loesche das, weg damit, aender es, aendere es, aendere das, aendern, `,
		undo: `rueckgaengig, rueckgaengig machen, mach das rueckgaengig, mach es rueckgaengig, bitte rueckgaengig machen, mach das bitte rueckgaengig, das rueckgaengig machen, mach die aenderung rueckgaengig,
		mach die letzte aenderung rueckgaengig, letzte aenderung rueckgaengig machen, nimm das zurueck, nimm es zurueck, zuruecknehmen, kannst du das rueckgaengig machen, zurueck zum alten plan, `,
		unclear: `jein, ja nein, naja, na ja, ja ja, jaja, kein problem, keine ahnung, ja aber, schon gut, warum nicht, wieso nicht, so la la, passt nicht, stimmt nicht, gut nicht, `,
	}
}

func spanish() lexicon {
	return lexicon{
		yes: `si, sip, sii, si si, si claro, claro, claro que si, si por favor, por supuesto, por supuesto que si, desde luego, dale, adelante, si adelante, vale, si vale, venga, de acuerdo, estoy de acuerdo, hazlo, hazlo asi, si hazlo, esta bien,
		me parece bien, me parece perfecto, acepto, lo acepto, la acepto, si acepto, aceptar, aceptalo, aceptala, aprobado, apruebo, lo apruebo, confirmo, confirmado, lo confirmo, correcto, exacto, asi es, suena bien, trato hecho,
		hagamoslo, vamos, vamos alla, lo quiero, eso quiero, me vale, sale, orale, obvio, cambialo, guardalo, anotalo, asi esta bien, procede, `,
		no: `no gracias, no no, que no, claro que no, por supuesto que no, desde luego que no, no lo hagas, no hagas eso, no quiero, no lo quiero, mejor no, de ninguna manera, ni hablar, para nada, rechazo, lo rechazo, la rechazo, rechazar, rechazalo,
		cancela, cancelalo, cancelar, dejalo, dejalo asi, dejalo como esta, deja el plan como esta, nunca, jamas, no me interesa, descartalo, no hace falta, no por favor, `,
		filler:  `por favor, porfa, porfavor, gracias, muchas gracias, entonces, ahora, ahora mismo, pues, bueno, bien, muy bien, perfecto, genial, estupendo, excelente, eh, este, y, el, la, los, las, lo, a, al, con el, con eso, plan, el plan, de, ese, esa, eso, `,
		after:   `olvidalo, borralo, eliminalo, quitalo, actualizalo, cambia, `,
		undo:    `deshazlo, deshaz eso, deshaz esto, deshacer, deshaz el cambio, deshaz el ultimo cambio, revierte, reviertelo, revierte eso, revierte el cambio, puedes deshacerlo, puedes deshacer eso, vuelve atras, vuelve al plan anterior, quiero deshacerlo, `,
		unclear: `no se, no problema, no hay problema, sin problema, por que no, como no, si no, no si, si pero, no importa, `,
	}
}

func hindi() lexicon {
	return lexicon{
		yes: `haan, haa, han, haan ji, ji haan, han ji, ji han, haan haan, ji, theek hai, thik hai, theek h, thik h, haan theek hai, haan thik hai, kar do, kardo, kar dijiye, kar de, karo, kijiye, kar lo, haan kar do, haan karo, ye kar do,
		yeh kar do, aisa hi karo, aisa hi kar do, chalo, chalega, bilkul, zaroor, zarur, jaroor, jarur, manzoor, manzoor hai, manjoor hai, sahi hai, sahi, accept karo, accept kar do, accept kar lo, confirm karo, haan bilkul, pakka, ho jaye, badal do, lagao, laga do, likh do, likh lo,
		हां, हा, जी हां, हां जी, हां हां, जी, ठीक है, ठीक, हां ठीक है, कर दो, करो, कीजिए, कर दीजिए, कर लो, हां कर दो, यह कर दो, ये कर दो, ऐसा ही करो, ऐसा ही कर दो, चलो, चलेगा, बिल्कुल, बिलकुल, जरूर, मंजूर, मंजूर है, सही है, सही, स्वीकार, स्वीकार है, स्वीकार करो, पक्का, बदल दो, लिख दो, ओके, यस, `,
		no: `nahi, nahin, nai, nhi, na, naa, ji nahi, ji nahin, nahi nahi, nahi chahiye, mat karo, mat kijiye, mat karna, nahi karna, abhi nahi karna, bilkul nahi, rehne do, rahne do, rehne dijiye, chhodo, chodo, chhod do, cancel karo, cancel kar do, radd karo, nahi ji, plan waisa hi rakho,
		नहीं, नही, ना, न, जी नहीं, नहीं नहीं, नहीं चाहिए, मत करो, मत कीजिए, मत करना, नहीं करना, बिल्कुल नहीं, रहने दो, रहने दीजिए, छोड़ो, छोड़ दो, रद्द करो, रद्द कर दो, नो, `,
		filler: `kripya, dhanyavaad, dhanyawad, shukriya, yaar, bhai, toh, to, abhi, accha, acha, achha, badhiya, wala, wali, ka, ki, ke, hai, ye, yeh, plan wala, isko, ise, isse, iske liye, ok ji,
		कृपया, प्लीज, धन्यवाद, शुक्रिया, तो, अभी, अच्छा, बढिया, वाला, वाली, को, का, की, है, यह, ये, इसे, इसको, योजना, प्लान, `,
		after:   `bhool jao, hata do, mita do, delete karo, delete kar do, भूल जाओ, हटा दो, मिटा दो, `,
		undo:    `wapas karo, wapas kar do, wapas le lo, undo karo, undo kar do, isko undo karo, ise wapas karo, vapas karo, vapas kar do, pehle jaisa kar do, वापस करो, वापस कर दो, वापस ले लो, इसे वापस करो, अनडू करो, पहले जैसा कर दो, पूर्ववत करो, `,
		unclear: `haan nahi, haan na, pata nahi, koi baat nahi, theek nahi hai, sahi nahi hai, हां नहीं, पता नहीं, कोई बात नहीं, ठीक नहीं है, सही नहीं है, kyu nahi, kyun nahi, क्यों नहीं, haan lekin, हां लेकिन, `,
	}
}

// list is the phrases of a role, separated by commas.
type list struct {
	role    role
	phrases string
}

func table(lists []list) map[string]meaning {
	out := map[string]meaning{}
	for _, l := range lists {
		m := meaning{role: l.role}
		if l.role == second {
			m.item = 1
		}
		for phrase := range set(l.phrases) {
			out[phrase] = m
		}
	}
	return out
}

func set(list string) map[string]bool {
	out := map[string]bool{}
	for phrase := range strings.SplitSeq(list, ",") {
		if phrase = strings.Join(strings.Fields(phrase), " "); phrase != "" {
			out[phrase] = true
		}
	}
	return out
}
