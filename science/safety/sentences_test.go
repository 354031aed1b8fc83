package safety_test

import "spotter"

// sentences are what people write, by what must be recognised in it; "" is nothing at all. Those of one
// list are separated by newlines.
var sentences = map[spotter.RedFlag]string{
	spotter.RedFlagChestPain: `
my chest hurts when I breathe and my arm is numb
I have chest pain right now
chest pain during the last set of bench press
there is a crushing pressure on my chest
Pain in my chest since this morning, also sweating
my chest feels tight and I can't get enough air
tightness in my chest when I run
I'm getting chest pains on the treadmill
my cheest hurts
chst pain and dizzy
my chest hruts a lot
I think I'm having a heart attack
am I having a heart attack?
pain around the heart, should I keep training?
I had no chest pain yesterday but today my chest hurts
I used to be fine but now I have chest pain again
my left arm is numb and my jaw hurts
can't breathe and pressure in the chest
It feels like an elephant is sitting on my chest
chest pain doesn't go away
I don't know why my chest hurts
I'm not sure if it matters but I get chest pain on stairs
my chest is tight, muscles sore, and my left arm is tingling next to my chest
I did not sleep because my chest hurt all night
Chest pain!!!
stabbing pain on the left side of my chest
Meine Brust tut weh beim Atmen
ich habe Brustschmerzen
Brustschmerzen beim Laufen
Druck auf der Brust seit einer Stunde
es sticht in der Brust und der Arm ist taub
Schmerzen in der Brust, was soll ich tun?
die Brustschmerzen gehen nicht weg
Engegefühl in der Brust beim Training
ich glaube ich habe einen Herzinfarkt
Brustschmerzn seit gestern
Stechen im Herz
me duele el pecho
tengo dolor en el pecho al correr
siento una presión en el pecho
dolor de pecho y brazo dormido
me duele mucho el pecho cuando respiro
creo que me está dando un infarto
no se me quita el dolor de pecho
opresión en el pecho desde ayer
el pecho me aprieta
मेरे सीने में दर्द हो रहा है
सीने में बहुत दर्द है और हाथ सुन्न है
छाती में जकड़न है
mere seene mein dard ho raha hai
chhati mein bahut dard hai
sine me dard hai
chest mein dard ho raha hai
seene ka dard kam nahi ho raha
neend nahi aayi seene mein dard tha
dil ka daura pad raha hai`,
	spotter.RedFlagFainting: `
I fainted during squats today
I almost fainted after the second set
just passed out at the gym
I nearly passed out after those squats
I blacked out for a few seconds
I feel like I'm going to pass out
lost consciousness on the treadmill
I'm about to faint
I feel faint
I suddenly collapsed while running
everything went black when I stood up
I faintd at training
keep passing out when I stand up
ich bin ohnmächtig geworden
bin beim Training umgekippt
mir wurde schwarz vor Augen
ich habe das Bewusstsein verloren
ich war kurz bewusstlos
fast umgekippt nach dem Kreuzheben
bin ohnmaechtig geworden
me desmayé en el gimnasio
casi me desmayo después de correr
perdí el conocimiento
perdí la conciencia un momento
me he desmayado hoy
se me puso todo negro
मैं बेहोश हो गया
जिम में बेहोश हो गई
main behosh ho gaya
chakkar aaya aur gir gaya
gym mein behosh ho gayi
aankhon ke saamne andhera chha gaya`,
	spotter.RedFlagSelfHarm: `
I want to kill myself
I want to die
I don't want to live anymore
I've been thinking about suicide
I feel suicidal
thinking of ending my life
there's no point in living
everyone would be better off without me
I wish I was dead
I wish I were never born
I keep cutting myself
I want to hurt myself
I have urges to self-harm
I self harm again
thoughts of killing myself
I can't live like this anymore, no reason to live
going to take my own life
i wanna die
I might overdose on pills
I want to jump off a bridge
suiside is on my mind
I just want to end it all
I do not want to be alive
I want to cut myself
not a joke: I want to kill myself
I cut myself on purpose
ich will nicht mehr leben
ich will sterben
ich möchte mich umbringen
ich denke an Selbstmord
Suizidgedanken
ich habe Suizidgedanken seit Wochen
ich will mir das Leben nehmen
ich ritze mich wieder
ich wäre lieber tot
ich bringe mich um
ich möchte nicht mehr leben
quiero morir
no quiero vivir más
quiero matarme
pienso en el suicidio
quiero suicidarme
quiero quitarme la vida
quiero acabar con mi vida
tengo ganas de morirme
quiero hacerme daño
no quiero seguir viviendo
मैं मरना चाहता हूँ
मैं जीना नहीं चाहती
आत्महत्या के विचार आते हैं
खुदकुशी करना चाहता हूँ
main marna chahta hoon
jeena nahi chahta
main khudkushi kar lunga
mujhe jine ka mann nahi hai
main mar jana chahti hu
atmahatya ke khayal aate hain
khud ko khatam karna chahta hoon`,
	spotter.RedFlagDisordered: `
I make myself throw up after meals
I've been purging again
I threw up after eating on purpose
I purge after dinner
I binged and then threw up
I take laxatives to lose weight
I'm starving myself
I haven't eaten in four days
I stopped eating
fingers down my throat after every meal
I force myself to vomit
my bulimia is back
I vomit after every meal
I haven't eaten anything for three days
pruging again after dinner
ich erbreche nach dem Essen
ich übergebe mich absichtlich
ich stecke mir den Finger in den Hals
ich nehme Abführmittel um abzunehmen, damit ich dünn werde: Abführmittel für mein Gewicht
ich habe seit drei Tagen nichts gegessen
nach jedem Essen muss ich kotzen
meine Bulimie ist zurück
ich zwinge mich zum Erbrechen
vomito después de comer
me provoco el vómito
uso laxantes para adelgazar
he dejado de comer
llevo tres días sin comer
me meto los dedos en la garganta
me he dado un atracón y luego vomité
खाने के बाद उल्टी करती हूँ
मैं जानबूझकर उल्टी करता हूँ
khane ke baad ulti karti hoon
jaanbujhkar ulti karta hu
maine khana band kar diya
teen din se kuch nahi khaya`,
	spotter.RedFlagPregnancy: `
I'm pregnant and bleeding
I am 20 weeks pregnant and have bad cramps
my water broke
I'm pregnant and my vision is blurry
spotting in my second trimester
the baby has stopped moving
I can't feel the baby moving
I am pregnant and have severe pain in my belly
bleeding while pregnant, can I train?
I think I'm having a miscarriage
pregnant with a terrible headache and swollen hands
I gave birth last week and the bleeding is getting worse
ich bin schwanger und blute
Blutungen in der Schwangerschaft
die Fruchtblase ist geplatzt
das Baby bewegt sich nicht mehr
schwanger und starke Kopfschmerzen
schwanger, 30. SSW und habe Wehen
estoy embarazada y tengo sangrado
sangrado en el embarazo
rompí aguas
el bebé no se mueve
embarazada con dolor fuerte en el vientre
मैं गर्भवती हूँ और खून आ रहा है
प्रेग्नेंसी में ब्लीडिंग हो रही है
main pregnant hoon aur bleeding ho rahi hai
pregnancy mein khoon aa raha hai
pet mein baby hil nahi raha`,
	"": `
no chest pain
I have no chest pain
my chest is sore from bench press
chest is sore today
chest day was great
tight chest muscles after yesterday's flyes
chest press hurt my shoulder
I don't have chest pain or fainting
no chest pain, fainting or dizziness
never had chest pain
without any pain in the chest
I had chest pain in 2015, cleared by a doctor
I used to get chest pain ten years ago
my father had a heart attack at 50
can creatine cause chest pain?
what are the symptoms of a heart attack?
my chest doesn't hurt
chest pain: no
chest DOMS is real
my pecs hurt after bench
the heart rate strap is tight around my chest
my chest is not tight
chest and triceps on Monday
big chest, big back
increase my chest volume
my chest hurts from bench pressing yesterday
heavy bench, chest is pumped
trained chest today, legs hurt
my blood pressure is normal
the bill nearly gave me a heart attack
my heart rate was 160
heartburn after spicy food
this workout is killing me
I could die for pizza
dead lift 100 kg for 5
deadlifts 3x5
passed out on the sofa after training
I passed out in bed at nine
I slept like the dead
those squats killed me
I almost died on leg day
leg day makes me want to die
my legs are dead
dying of hunger
that set was murder
suicide runs at football practice
did ten suicide sprints
suicide grip on the bench
I don't want to kill myself, I want to live
I'm not suicidal
I hurt myself deadlifting, lower back
I cut myself while chopping onions
cutting for summer
I am on a cut, 500 below maintenance
bulking is over, time to cut
burn some calories
I want to burn fat
kill it at the gym
killer workout
crushed it today
beast mode
I'm starving
I'm starving, what can I eat?
starved after the workout
I want to stop eating sugar
I stopped eating meat
haven't eaten meat in ten days
cheat day tomorrow
binge watching a show tonight
purge the pantry of sweets
I threw up after dinner, stomach bug
threw up after the sprints
I feel sick from the flu
I had an eating disorder ten years ago
I had bulimia as a teenager
no history of fainting
I have never fainted
I didn't pass out
I have not fainted
fainted once as a child
fell asleep and passed out on the couch
blackout curtains help my sleep
faint smell of chlorine in the pool
collapsed on the couch after leg day
failure on the last rep
train to failure
I want to hang from the bar longer
box jumps off the roof of my ability
shoot for 100 kg
shot myself in the foot with that pacing
how many reps should I do?
my knee hurts when I squat
lower back pain after deadlifts
shoulder pain on overhead press
my elbow aches
headache today, slept badly
I feel dizzy when I stand up too fast
out of breath after the sprint
I can't breathe through my nose
pregnant friend asked for a workout
I'm pregnant, 20 weeks, feeling great
I gave birth eight months ago
my blood test came back fine
my water bottle broke
the baby kept me up all night
no bleeding, pregnancy going well
I'm 12 weeks pregnant without any bleeding
salt in my water
done, 8 with 185 pounds, two in reserve
same again
80 kg for 5, felt heavy
bench felt heavy, bar speed slow
tight hamstrings
my stomach hurts after too much coffee
vomit inducing smell of that protein powder
I want to live healthier
life is good
I'd kill for a burger
kill two birds with one stone
the suicide squad movie was fun
I listened to a podcast about suicide prevention
my grandfather had chest pains and died in 1998
I lost 3 kg
gain 5 kg by March
eat more protein
no pain no gain
gym was dead today
drop dead gorgeous legs
die hard fan of squats
hungry enough to eat a horse
if you get chest pain, stop and get help
not a single chest pain since the clearance
keine Brustschmerzen
ich habe keine Schmerzen in der Brust
Muskelkater in der Brust
meine Brust tut nicht weh
Brustschmerzen habe ich nicht
Brust tut weh vom Bankdrücken
Brusttag war super
ich sterbe vor Hunger
das Training bringt mich um
ich könnte für Pizza sterben
Beintag: ich wollte sterben
ich bin nie ohnmächtig geworden
früher hatte ich Brustschmerzen
mein Vater hatte einen Herzinfarkt
auf dem Sofa eingeschlafen
totales Kraftpaket
tote Beine nach den Kniebeugen
Kreuzheben 3x5 mit 100
ich esse seit drei Wochen keinen Zucker
ich habe nichts Süßes gegessen
ich fühle mich gut
ich bin schwanger und mir geht es gut
keine Blutungen in der Schwangerschaft
mein Blutdruck ist normal, ich bin schwanger
keine Lust auf Training
ich will nicht sterben
Rücken tut weh
no tengo dolor en el pecho
sin dolor de pecho
no me duele el pecho
agujetas en el pecho
día de pecho hoy
press de pecho 60 kg
me muero de hambre
me muero por una pizza
este entrenamiento me mata
nunca me he desmayado
mi padre tuvo un infarto
hace diez años tuve dolor en el pecho
estoy embarazada y me siento bien
no quiero comer azúcar
he dejado de comer azúcar
me duele la rodilla
peso muerto 100 kg
no quiero vivir en Madrid
vivir sano
me corté el pelo
no tengo sangrado en el embarazo
सीने में दर्द नहीं है
मुझे छाती में कोई दर्द नहीं
seene mein dard nahi hai
chest workout kiya aaj
bhook se mar raha hoon
leg day ne maar diya
main kabhi behosh nahi hua
pehle khana phir workout
aaj leg day hai
pair mein dard hai
घुटने में दर्द है
main pregnant hoon aur sab theek hai
मैं ठीक हूँ
zindagi mast hai
kamar dard
so gaya sofa pe
khane ke baad ulti jaisa, food poisoning hai`,
}
