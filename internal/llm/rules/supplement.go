package rules

// supplementRules are about supplements.
func supplementRules() []entry {
	return []entry{
		{`supplement*, interact*, upper limit, too much, nahrungsergaenzung*, wechselwirkung*, suplemento*, interaccion*, सप्लीमेंट*, poorak, dose|dosage|how much {x}, together with, check, pruef*, revisa*, comprueba*, jaanch*, जांच*`, supplements},
		{`tell me about {x}, what ?is|about ?does {x}, should|can|may i take {x}, is {x} safe, soll|kann|darf ich {x} nehmen, was ist|bringt {x}, debo|puedo tomar {x}, que es {x}, {x} lena|le|lun, {x} लेना|लूं, ^{x}$`, func(g *grammar, s *scene, c captures) (plan, bool) {
			if name, ok := g.supplementIn(c["x"]); ok && len(s.words) < 12 {
				return do("supplement_facts", arguments{"supplement": name})
			}
			return plan{}, false
		}},
	}
}

// supplements tells of one, or adds up products with their amounts, or what the profile names.
func supplements(g *grammar, s *scene, _ captures) (plan, bool) {
	items := g.products(s.words)
	name, named := g.supplementIn(s.words)
	about := hasAny(patternsOf("supplement*, nahrungsergaenzung*, suplemento*, सप्लीमेंट*"), s.words)
	switch {
	case len(items) > 0:
		return do("supplement_check", arguments{"items": items})
	case named:
		return do("supplement_facts", arguments{"supplement": name})
	case about && (hasWord(set("check my mine limit interactions interact pruefe meine mis revisa mere जांच"), s.words) || len(s.words) == 1):
		return do("supplement_check", nil)
	case about:
		return plan{text: sayWhichSupplement.in(s.tongue)}, true
	}
	return plan{}, false
}

// supplementIn finds the name of a supplement.
func (g *grammar) supplementIn(list []word) (string, bool) {
	for i, w := range list {
		if i+1 < len(list) {
			if name := g.topics[w.text+" "+list[i+1].text]; name != "" {
				return name, true
			}
		}
		if name := g.topics[w.text]; name != "" {
			return name, true
		}
	}
	return "", false
}

// products are supplements with an amount at a time: 5 g creatine, 2000 IU vitamin D.
func (g *grammar) products(list []word) []arguments {
	var out []arguments
	last := 0
	for i, w := range list {
		n, ok := number(w.text)
		unit := doseUnits()[nextWord(list, i)]
		for _, end := range []string{"mcg", "µg", "mg", "iu", "ie", "ui", "g"} {
			if f, fine := number(trimEnd(w.text, end)); fine && !ok {
				n, ok, unit = f, true, doseUnits()[end]
			}
		}
		if !ok || unit == "" {
			continue
		}
		name, found := g.supplementIn(list[i:min(len(list), i+6)])
		if !found {
			name, found = g.supplementIn(list[last:i])
		}
		if last = i; found {
			out = append(out, arguments{"name": name, "amount": n, "unit": unit})
		}
	}
	return out
}

func trimEnd(text, end string) string {
	if len(text) > len(end) && text[len(text)-len(end):] == end {
		return text[:len(text)-len(end)]
	}
	return "-"
}

func doseUnits() map[string]string {
	return map[string]string{"g": "g", "gram": "g", "grams": "g", "gramm": "g", "gramos": "g", "mg": "mg", "milligram": "mg", "milligrams": "mg", "mcg": "mcg", "µg": "mcg", "iu": "IU", "ie": "IU", "ui": "IU", "ग्राम": "g"}
}

// supplementWords are names by what people call them; the catalogue finds the rest.
func supplementWords() map[string]string {
	out := map[string]string{}
	for _, p := range [][2]string{
		{"creatine", "creatine,kreatin,creatina,creatin,क्रिएटिन"}, {"caffeine", "caffeine,koffein,cafeina,कैफीन"}, {"magnesium", "magnesium,magnesio,मैग्नीशियम"}, {"zinc", "zinc,zink,जिंक"},
		{"vitamin d", "vitamin d,vitamin d3,vitamina d,vitamina d3,विटामिन डी,विटामिन d"}, {"vitamin c", "vitamin c,vitamina c,विटामिन सी"}, {"vitamin b12", "vitamin b12,vitamina b12,b12,विटामिन बी12"}, {"vitamin a", "vitamin a,vitamina a"},
		{"vitamin k", "vitamin k,vitamina k"}, {"vitamin e", "vitamin e,vitamina e"}, {"vitamin b6", "vitamin b6,vitamina b6"}, {"folate", "folate,folsaeure,folic,folato"}, {"iron", "iron,eisen,hierro,आयरन"}, {"calcium", "calcium,kalzium,calcio,कैल्शियम"},
		{"omega 3", "omega 3,omega3,fish oil,fischoel,aceite pescado,ओमेगा 3"}, {"whey protein", "whey,whey protein,protein powder,proteinpulver,eiweisspulver,protein shake,व्हे"}, {"casein", "casein,kasein,caseina"}, {"melatonin", "melatonin,melatonina,मेलाटोनिन"},
		{"ashwagandha", "ashwagandha,अश्वगंधा"}, {"beta-alanine", "beta alanine,beta alanin,beta alanina"}, {"bcaa", "bcaa,bcaas"}, {"collagen", "collagen,kollagen,colageno,कोलेजन"}, {"citrulline", "citrulline,citrullin,citrulina"},
		{"multivitamin", "multivitamin,multivitamins,multivitaminico,मल्टीविटामिन"}, {"electrolytes", "electrolytes,elektrolyte,electrolitos"}, {"curcumin", "curcumin,turmeric,kurkuma,curcuma"}, {"probiotics", "probiotics,probiotika,probioticos"},
		{"iodine", "iodine,jod,yodo"}, {"selenium", "selenium,selen,selenio"}, {"potassium", "potassium,kalium,potasio"}, {"st john's wort", "johanniskraut,wort"}, {"ginseng", "ginseng"}, {"hmb", "hmb"}, {"nitrate", "nitrate,beetroot juice"},
	} {
		for _, name := range splitComma(p[1]) {
			out[foldAll(name)] = p[0]
		}
	}
	return out
}
