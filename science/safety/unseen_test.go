package safety_test

import "spotter"

// unseen were written after the tables, to see what the tables had not been made for.
var unseen = map[spotter.RedFlag]string{
	"": `
no pain in my chest at all
I do not have any chest pain today
chest pain? no, never
my chest pump was insane
chest to bar pull ups
chest is lagging, add a set
the bar hit my chest and bruised it
pause the bar on the chest
touch your chest with the bar
my sports bra is tight on my chest
pressure on my shoulders
my lungs were burning on the hill
quads burning
heart pumping
breathing hard after sprints
I hate burpees
I hate leg day, it kills me
killing it
killed that PR
I died on those wall balls
dying to try the new gym
I'm dying laughing
deadline tomorrow
dead tired today
half dead after night shift
over my dead body
suicide squats are great
want to lose weight
I want to lose 10 kg and look good
harm reduction
hurt my back at work
I burned my hand cooking
cut the carbs
cutting phase starts monday
sick of chicken
sick today, cold
food poisoning yesterday, threw up after dinner
I have eaten nothing since breakfast
skipped lunch
not hungry
intermittent fasting 16:8
I don't eat pork
stopped eating at 8 pm
purged my old supplements cupboard
my friend is pregnant
pregnancy yoga
postpartum, cleared by my doctor, no bleeding
birth control pill
dizzy from the heat, drank water
light headed but fine
legs gave out
collapsed my lats
passed the exam
pass out the towels
black out the window
Bankdrücken 80 kg
Brust ist mein Schwachpunkt
Brust brennt nach den Fliegenden
Schulter tut weh
todmüde
Hunger!
ich könnte sterben vor Lachen
zum Sterben schön
Selbstmordkommando war der Kurs, lustig
Kreislauf ok
keine Schmerzen
nicht ohnmächtig geworden
schwanger? nein
me muero de risa
qué dolor de piernas
dolor de espalda
pecho inclinado 4x8
matar la serie
embarazada de 20 semanas, todo bien
mañana pecho
sin desmayos
pair dard ho rahe hain
gym jaana hai
mazaa aa gaya
bhookh se jaan nikal rahi hai
seene ki exercise ke baad soreness hai
kal behosh hoke soya
मज़ा आ गया
आज पैरों का दिन है
my chest gains are finally showing
bench press felt easy, chest fully recovered
incline press hits upper chest hard
chest supported row 3x10
I'd die without coffee
I'm dead tired
that finisher was suicide
I feel like death after that WOD
I could kill for some pancakes
my arms are numb from curls
hurt my wrist yesterday
I want to hit 100 kg so bad it hurts
squats are killing my knees
my appetite is dead
I ate so much I want to throw up
felt like throwing up during burpees
fasting until noon
not eating carbs after six
I skipped dinner
I have not eaten yet today
pushing through pain is dumb, I stopped
no more chest tightness after the doctor changed my meds
doctor ruled out heart problems, no chest pain
my mom fainted once in 1999
pass me the recipe
time passed out quickly
pregnant women should avoid this exercise
we are expecting a baby in May
bleeding gums after brushing
blisters bleeding from the bar
hands bleeding after pull ups
wife is pregnant so I train at home, my knee has a bleeding blister
cut down on sugar
cut 5 kg by June
I am cutting, so no bread
want to cut weight
shredded
my back is killing me
I can't live without squats
no point in doing cardio
I want to stop living unhealthy
end my bulk
take my time
give me a reason to train
ich könnte tot umfallen nach dem Training
Todesangst vor Burpees
kein Bock mehr
Brust und Trizeps heute
ich habe Kopfschmerzen
mein Herz schlägt schnell nach dem Sprint
me duele la espalda
hoy toca pecho
estoy muerto después de piernas
no quiero morir
matar el tiempo
mujhe bhook lagi hai
mera sar dard kar raha hai
pet dard ho raha hai
chest ki exercise batao
मुझे भूख लगी है
chest is my weak point
sore chest and arms
my chest is not hurting anymore
I no longer have chest pain
chest pain free since my bypass
is it normal to feel sore in the chest after dips?
my chest feels great
pressure to perform
I felt tight in the hips
my heart is broken
heart rate zone 2
I'm heartbroken
I love you to death
to die for
dead hang 60 seconds
dead bugs 3x10
suicides x 5
kill the lights
overkill
killer abs
die Brust ist heute dran
die Übung ist gut
Brustschwimmen
ich hatte noch nie Brustschmerzen
keine Ohnmacht, kein Schwindel
ich habe keinen Hunger
hungrig
esse gerade nichts
vomit
the dog threw up after eating
baby shower on Sunday
my baby is moving a lot
pregnant belly getting big, feeling good
pregnancy test negative
blood donation tomorrow
blood sugar 5.4
my blood work is good
want to live to 100
I want to live by the sea
I do not want to live on chicken and rice
no reason to skip
life hack
hurt my ego
don't want to hurt myself, so what form cues?
how not to hurt myself on deadlifts
I do not want to get hurt
I cut my hair
jump rope
me mata este calor
mi corazón late rápido al correr
pecho y tríceps
seene ki kasrat
bahut thak gaya
dil khush ho gaya
marne tak workout
दिल खुश हो गया
सिर दर्द
I'm scared of heights
I'm afraid of eating too late
I ate everything
binged a whole season of a show`,
	spotter.RedFlagChestPain: `
coach, chest hurts bad
my chest hurts, it's probably nothing
weird pressure in my chest and left arm pain
I was benching and suddenly got chest pain
got chest pain on the treadmill and had to stop
My chest started hurting while I was running
pain in the middle of my chest radiating to my back
I cannot breathe and my chest is tight
chest pain when I lift
sharp stabbing chest pains
I'm having chest tightness and shortness of breath
my chest aches and my jaw is sore
I don't feel well, my chest hurts
I woke up with chest pain
ich habe seit heute morgen Schmerzen in der Brust
Brustschmerzen und Atemnot
meine Brust fühlt sich eng an
mein linker Arm ist taub und die Brust schmerzt
siento opresión en el pecho
me duele el pecho y el brazo izquierdo
tengo pinchazos en el pecho
mere seene me dard hai aur saans nahi aa rahi
chhaati mein dard
मेरी छाती में दर्द है
मुझे सीने में भारीपन लग रहा है
my chest is killing me and i can't breathe properly
sharp pain in chest, should i stop?
chest feels weird and painful since the run
heart attack? my chest hurts and I am sweating cold
I get pressure in my chest when climbing stairs
My chest keeps hurting
experiencing chest discomfort
left side chest pain while deadlifting
habe starke Schmerzen im Brustkorb
mir ist schwindelig und meine Brust schmerzt
tengo una presion muy fuerte en el pecho
me siento mal y me duele el pecho
mujhe seene me bahut tez dard hai
सीने में तेज दर्द और पसीना
my heart hurts and my left arm tingles, chest is tight
pressure in chest plus nausea
chest pain again today
Had chest pains last night
i had chest pain this morning while running
had a funny tightness across my chest
I think I might be having a heart attack
there's pain in my chest that goes to my jaw
Schmerz in der linken Brust
beim Treppensteigen Druck in der Brust
siento un dolor fuerte en el pecho y me falta el aire
seene mein jakdan hai
mere chest me pain hai`,
	spotter.RedFlagSelfHarm: `
I want to be dead
i don't want to be alive anymore
Sometimes I wish I wouldn't wake up
I'm going to end it all
thinking about hurting myself again
Life has no meaning, I want to die
I hate my body so much I want to die
i cut myself again last night
i feel like killing myself
suicidal
ich habe keine Lust mehr zu leben
ich will mich umbringen
manchmal denke ich an Suizid
me voy a suicidar
no quiero seguir vivo
estoy pensando en quitarme la vida
main mar jaana chahta hun
ab jeene ka mann nahi karta
मैं खुदकुशी करना चाहती हूँ
I want to end my life
i dont wanna live anymore
i wanna kill myself
life isn't worth living
sometimes I think about killing myself
I cant go on anymore, I want to be dead
I hate myself and want to disappear forever
nothing matters, I should just die
Ich kann nicht mehr, ich will tot sein
ich denke daran mich umzubringen
ya no quiero vivir
me quiero morir
me quiero matar
main jeena nahi chahti
mujhe mar jana hai
मुझे मर जाना है
sucidal thoughts
I'm having suicidal thougths
I'm going to kill myself tonight
I don't see a reason to live
I don't want to be here anymore
I'm thinking about hurting myself
I'm self harming
Ich habe Gedanken mich umzubringen
ich will einfach nicht mehr leben
pienso en matarme
quiero desaparecer, no quiero vivir
main apni jaan de dunga
mujhe suicide karna hai
मैं मर जाना चाहता हूँ`,
	spotter.RedFlagDisordered: `
I've been throwing up after meals to lose weight
I make myself puke
i'm bulimic and relapsed this week, purging daily
I haven't eaten in 3 days
I am starving myself to get lean
taking laxatives after binges
ich hungere seit Tagen
ich muss mich nach dem Essen übergeben, mit Absicht
vomito a propósito
me provoco vómitos
llevo cuatro días sin comer
main khana khane ke baad ulti kar deta hoon
I've been making myself sick after dinner
I throw up everything I eat
I've been abusing laxatives
I only allow myself to eat an apple a day, I am scared of eating
ich hab mich nach dem Essen übergeben, extra
vomito todo lo que como
I purged three times this week
I've relapsed into bulimia
i throw up on purpose
I made myself vomit after lunch
I ate a pizza and then made myself puke
I've eaten nothing for five days
ich stecke mir nach dem Essen den Finger in den Hals
he vuelto a vomitar después de comer
खाना खाने के बाद उल्टी कर देती हूँ`,
	spotter.RedFlagFainting: `
i keep fainting
my friend just fainted in the gym what do i do
i blacked out under the bar
i fainted and hit my head
felt dizzy then passed out
I passed out after my workout
ich bin im Bad umgekippt
mir ist schwarz vor Augen geworden
me he desmayado en la ducha
mujhe chakkar aaya aur main behosh ho gaya
I fainted this morning
got dizzy and passed out in the shower
I passed out
I blacked out during my set
ich bin kurz weggetreten und umgekippt
me desmaye entrenando
चक्कर आकर गिर गया
I get so dizzy I faint
I feel like fainting
I fainted twice this week
ich bin heute ohnmächtig geworden
me desmayo cuando entreno`,
	spotter.RedFlagPregnancy: `
I'm pregnant and I had some blood today
16 weeks pregnant with severe abdominal pain
I'm pregnant and haven't felt the baby move today
my water just broke
ich bin in der 12. Woche schwanger und blute
ich blute stark und bin schwanger
estoy embarazada y sangro
no siento al bebé
मैं गर्भवती हूँ और पेट में तेज दर्द है
im 8 weeks pregnant and i'm spotting
pregnant, my waters broke
I'm pregnant and my baby isn't moving
heavy bleeding, I'm pregnant
estoy embarazada y estoy sangrando
bleeding at 10 weeks pregnant
34 weeks, contractions, pregnant
pregnant and my hands and face are swollen
im pregnant and have a bad headache with blurred vision
In der 20. Woche schwanger, Blutung`,
}
