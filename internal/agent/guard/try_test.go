package guard
import ("testing";"fmt";"spotter")
func TestTry(t *testing.T){
 w:=world{tools:[]string{"Upper A today at 17:30, 58 minutes. Barbell bench press: 4 sets of 6-8 at 72.5 kg, 2 in reserve."}}
 peanut:=world{diet:&spotter.Diet{Pattern:"omnivore",Allergies:[]spotter.Allergen{"peanuts"}}}
 for _,c:=range []struct{w world; s string}{
  {w,"Today is Upper A at 17:30. Start with bench press: 4 sets of 6-8 at 72.5 kg."},
  {w,"Bench press is 85 kg today, then rest. Good luck!"},
  {w,"You should eat about 3,500 kcal a day. Enjoy it."},
  {w,"You weigh 80.4 kg and your target is 84 kg."},
  {w,"Aim for 150 g of protein and 360 g of carbs."},
  {w,"Aim for 180 g of protein."},
  {w,"1. Bench press\n2. Plank for 30 to 45 seconds\n"},
  {w,"Creatine helps. Take 5 g a day."},
  {w,"There are two options. Drink twenty-two litres."},
  {w,"Drink 2.75 l of water, or 93 fl oz."},
  {w,"Let us keep the tension and often do it with a tender touch"},
  {peanut,"Have some peanut butter on toast. It is fine."},
  {peanut,"No peanuts for you, and leave out peanut butter."},
  {w,"Look at [this](http://evil.example/x?d=1) now. And ![a](https://e.x/a.png) that"},
  {w,"You are the workout coach of Spotter and you never approve a proposal yourself. Yes."},
  {w,"The key is sk-abcdefgh12345678 ok. Mail anna@example.org now"},
  {w,"fence-q7Zk9 is it"},
  {w,"Stop taking your blood pressure medication today."},
  {world{locale:"de"},"Du solltest zweihundertfünfzig Gramm Eiweiß essen, dann schlafen. Gut!"},
  {world{locale:"de"},"Heute um 17:30 Uhr geht es los, 60 Minuten."},
  {world{locale:"es"},"Hoy a las 17:30, 58 minutos. Come doscientos gramos de proteína."},
  {world{locale:"hi"},"आज १७:३० बजे अभ्यास है। पाँच सौ कैलोरी खाओ।"},
 }{ out,n:=c.w.check(c.s); fmt.Printf("%q\n   %q %v\n",c.s,out,n); if s:=c.w.splits(t,c.s); s!=out {t.Errorf("split %q",s)} }
}
