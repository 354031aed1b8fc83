package guard

// secretWords are the first words of keys, secretStems what their words begin with, and linkStems what
// addresses do, as folded words.
var (
	secretWords = []string{"sk", "pk", "rk"}
	secretStems = []string{"bearer", "eyj", "akia", "ghp", "gho", "xoxb", "xoxp", "glpat", "begin rsa", "begin private", "api key", "aws secret", "authorization"}
	linkStems   = []string{"http", "www", "javascript", "ftp", "mailto"}
)

// medicineWords are medicines, and what is said of leaving them off.
var medicineWords = []string{
	"medicine", "medication", "meds", "prescription", "your pills", "your tablets", "insulin", "statin", "antidepress", "blood thinner", "warfarin", "metformin",
	"beta blocker", "thyroxine", "levothyroxine", "ibuprofen", "stop taking", "come off your", "skip your dose", "halve your dose", "double your dose",
	"Medikament", "Arznei", "deine Tabletten", "deine Pillen", "Blutverdünner", "Blutdruckmittel", "setz ab", "setze ab",
	"medicamento", "medicación", "tus pastillas", "insulina", "anticoagulante", "deja de tomar", "dejar de tomar",
	"दवा", "दवाई", "इंसुलिन", "गोलियां", "गोली",
}
