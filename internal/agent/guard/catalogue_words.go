package guard

// moreSupplements are names of supplements that the catalogue does not have: its own in other languages, and
// substances that it does not know, under an id that no tool returns.
var moreSupplements = map[string]string{
	"creatine":      "creatina,monohidrato de creatina,Kreatinmonohydrat,क्रिएटिन,क्रिएटीन",
	"caffeine":      "cafeína,Koffeintabletten,कैफीन,कैफ़ीन",
	"whey_protein":  "suero de leche,proteína de suero,Wheyprotein,Eiweißpulver,Proteinpulver,proteína en polvo,व्हे प्रोटीन,व्हे",
	"plant_protein": "Pflanzenprotein,Erbsenprotein,proteína vegetal en polvo,proteína de guisante,प्लांट प्रोटीन",
	"vitamin_d":     "vitamina d,विटामिन डी",
	"vitamin_b12":   "vitamina b12,विटामिन बी12,विटामिन बी 12",
	"iron":          "hierro,आयरन,लौह",
	"zinc":          "cinc,जिंक,ज़िंक",
	"magnesium":     "magnesio,मैग्नीशियम",
	"calcium":       "calcio,कैल्शियम",
	"omega_3":       "omega3,aceite de pescado,Fischöl,ओमेगा 3,ओमेगा थ्री,मछली का तेल,Lebertran",
	"algae_oil":     "aceite de algas,Algenöl",
	"ashwagandha":   "Schlafbeere,Ashvagandha",
	"st_johns_wort": "Hierba de San Juan,St John's wort",
	"melatonin":     "melatonina,मेलाटोनिन",
	"beta_alanine":  "beta alanina,Beta-Alanin,बीटा एलानिन",
	"citrulline":    "citrulina,Citrullin,arginina,Arginin,सिट्रुलिन",
	"yohimbine":     "yohimbina,Yohimbin,योहिम्बीन",
	"synephrine":    "sinefrina,Synephrin",
	"iodine":        "yodo,आयोडीन",
	"vitamin_a":     "vitamina a,विटामिन ए",
	"vitamin_c":     "vitamina c,ácido ascórbico,Ascorbinsäure,विटामिन सी",
	"vitamin_e":     "vitamina e,विटामिन ई",
	"vitamin_k":     "vitamina k,विटामिन के",
	"vitamin_b6":    "vitamina b6,विटामिन बी6",
	"niacin":        "niacina,नियासिन",
	"selenium":      "selenio,सेलेनियम",
	"folic_acid":    "ácido fólico,Folsäure,फोलिक एसिड",
	"multivitamin":  "multivitamínico,मल्टीविटामिन",
	"probiotics":    "probióticos,Probiotika,प्रोबायोटिक",
	"electrolytes":  "electrolitos,Elektrolyte,इलेक्ट्रोलाइट",
	"collagen":      "colágeno,कोलेजन",
	"glucosamine":   "glucosamina,Glucosamin,ग्लूकोसामाइन",
	"?stimulant":    "ephedrine,ephedra,Ephedrin,efedrina,clenbuterol,Clen,DMAA,DMHA,DNP,dinitrophenol,इफेड्रिन",
	"?hormone": "testosterone booster,testosterone,Testosteron,testosterona,trenbolone,Trenbolon,trembolona,steroids,anabolic steroids,Steroide,esteroides," +
		"SARMs,ostarine,ligandrol,growth hormone,DHEA,prohormone,insulin growth factor,IGF 1,टेस्टोस्टेरोन,स्टेरॉयड",
	"?other": "BCAA,BCAAs,glutamine,Glutamin,glutamina,HMB,carnitine,L-carnitine,Carnitin,carnitina,ginseng,maca,tribulus,spirulina,CLA,raspberry ketones,garcinia,semaglutide,Ozempic",
}

// nutrients are supplements that food holds too: a word on them is one on food, unless it speaks of taking
// them or of a dose.
var nutrients = map[string]bool{
	"iron": true, "zinc": true, "magnesium": true, "calcium": true, "vitamin_d": true, "vitamin_b12": true, "iodine": true, "vitamin_a": true,
	"vitamin_c": true, "vitamin_e": true, "vitamin_k": true, "vitamin_b6": true, "niacin": true, "selenium": true, "folic_acid": true,
	"electrolytes": true, "omega_3": true, "caffeine": true, "whey_protein": true, "plant_protein": true,
}

// foodToo are names in the catalogue of supplements that mean food, or nothing, in most sentences.
var foodToo = map[string]bool{
	"coffee": true, "turmeric": true, "haldi": true, "kurkuma": true, "हल्दी": true, "beetroot": true, "beetroot juice": true, "beet juice": true,
	"sodium": true, "potassium": true, "gelatin": true, "gelatine": true, "protein shake": true, "milk protein": true, "multi": true, "selen": true,
	"nitrate": true, "bitter orange": true, "kelp": true, "d3": true, "k2": true, "b6": true, "b3": true, "b9": true, "epa": true,
}

// foodWords are words for many foods, by a food that the same rules forbid.
var foodWords = map[string]string{
	"beef_mince":      "meat,red meat,beef,Fleisch,Rindfleisch,Hackfleisch,carne,carne de res,ternera,गोश्त,मांस,बीफ,mutton,मटन,jamón serrano",
	"pork_loin":       "bacon,ham,salami,sausage,sausages,Schweinefleisch,Schinken,Speck,Wurst,cerdo,jamón,tocino,chorizo,सूअर का मांस,पोर्क,बेकन",
	"chicken_breast":  "poultry,hen,Hähnchen,Huhn,Hühnchen,Geflügel,Pute,pollo,pavo,चिकन,मुर्गा,मुर्गी",
	"salmon":          "fish,Fisch,Lachs,Thunfisch,pescado,salmón,atún,मछली,सैल्मन,tuna",
	"prawns":          "shellfish,seafood,crustaceans,prawn,Garnelen,Krabben,Meeresfrüchte,Krebstiere,gambas,camarones,mariscos,langostinos,झींगा,झींगे",
	"mussels":         "molluscs,mussel,oyster,oysters,Muscheln,Austern,mejillones,ostras",
	"egg":             "egg,eggs,omelette,omelet,scrambled eggs,Ei,Eier,Rührei,Spiegelei,Omelett,huevo,huevos,tortilla francesa,अंडा,अंडे,ऑमलेट",
	"milk":            "dairy,cow milk,Milch,Kuhmilch,Milchprodukte,Joghurt,Quark,Skyr,Kefir,leche,lácteos,yogur,दूध,दही,skyr,kefir,custard,ice cream,Eiscreme,helado",
	"gouda":           "Käse,queso,पनीर,Hüttenkäse,requesón",
	"butter":          "mantequilla,मक्खन,घी",
	"cream":           "Sahne,Schlagsahne,nata,crema de leche,मलाई,whipped cream",
	"peanuts":         "peanut,Erdnuss,Erdnüsse,cacahuete,cacahuetes,cacahuate,maní,मूंगफली,मूँगफली",
	"peanut_butter":   "Erdnussbutter,Erdnussmus,crema de cacahuete,mantequilla de maní,पीनट बटर,मूंगफली का मक्खन",
	"almonds":         "nuts,tree nuts,mixed nuts,almond,cashew,hazelnut,pistachio,Nüsse,Mandel,Mandeln,Walnüsse,Haselnüsse,Haselnuss,Cashewkerne,nueces,almendra,almendras,avellanas,anacardos,frutos secos,बादाम,काजू,अखरोट,मेवे,praline,marzipan,nutella",
	"soybeans_cooked": "soy,soya,Soja,Sojabohnen,सोया,सोयाबीन",
	"wholemeal_bread": "wheat,gluten,Brot,Brötchen,Weizen,Nudeln,pan integral,pan blanco,rebanada de pan,trigo,pasta integral,रोटी,गेहूं,ब्रेड,पास्ता,chapati,roti,bagel,cracker,crackers",
	"oats":            "oat,oatmeal,oat milk,oat drink,Hafermilch,Haferdrink,leche de avena,bebida de avena,ओट मिल्क,Haferflocken,Haferbrei,avena,ओट्स,जई,दलिया",
	"celery":          "Sellerie,Staudensellerie,apio,अजमोद",
	"mustard":         "Senf,mostaza,सरसों",
	"sesame_seeds":    "sesame,Sesam,sésamo,तिल",
	"lupins":          "lupin,Lupine,Lupinen,altramuz,altramuces",
	"honey":           "Honig,miel,शहद",
	"white_wine":      "wine,beer,alcohol,Wein,Bier,Alkohol,vino,cerveza,शराब,बीयर",
	"onion":           "Zwiebel,Zwiebeln,cebolla,प्याज,प्याज़",
	"garlic":          "Knoblauch,ajo,लहसुन",
	"coconut_milk":    "Kokosmilch,Kokosdrink,leche de coco,नारियल का दूध,coconut yogurt,coconut yoghurt",
	"almond_milk":     "Mandelmilch,Mandeldrink,leche de almendra,leche de almendras,बादाम दूध,बादाम का दूध",
	"soy_milk":        "Sojamilch,Sojadrink,leche de soja,leche de soya,सोया दूध,सोया मिल्क",
	"rice_drink":      "Reismilch,Reisdrink,leche de arroz",
	"cocoa":           "cocoa butter,Kakaobutter,manteca de cacao,shea butter",
	"aubergine":       "eggplant",
	"pine_nuts":       "Pinienkerne,piñones",
	"chestnuts":       "Maronen,castañas",
	"nutmeg":          "nutmeg,Muskatnuss,nuez moscada",
	"coconut_fresh":   "coconut,Kokosnuss,coco,नारियल",
}

// ambiguous are names that mostly mean something else.
var ambiguous = map[string]bool{
	"date": true, "dates": true, "sole": true, "rocket": true, "til": true, "wrap": true, "laver": true, "rai": true, "cos": true, "curd": true,
	"run": true, "row": true, "walk": true, "plank": true, "dip": true, "press": true, "curl": true, "jump": true, "bike": true, "carry": true, "pepper": true,
	"yam": true, "toast": true, "plain": true, "orange": true, "mint": true, "chard": true, "deer": true, "savoy": true, "drink": true, "laufen": true, "gehen": true,
	"correr": true, "caminar": true, "fig": true, "squash": true, "चीज": true, "dill": true, "swede": true,
}
