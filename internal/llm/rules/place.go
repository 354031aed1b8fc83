package rules

import (
	"strings"
	"unicode"

	"spotter"
)

// zone is the time zone that an answer names: its IANA name, a city that has one of its own, or one that we know.
func (g *grammar) zone(list []word) string {
	for i, w := range list {
		for n := 2; n >= 1; n-- {
			if i+n > len(list) {
				continue
			}
			key := folded(list[i : i+n])
			if zone := g.places[key]; zone != "" {
				return zone
			}
			if n == 1 && len(w.text) < 4 || n == 2 && g.lead[w.text] || g.lead[key] || g.units[key] != "" {
				continue
			}
			if zone := zoneOfCity(strings.Fields(key)); zone != "" {
				return zone
			}
		}
	}
	return ""
}

// zoneOfCity finds a zone that is named after a city.
func zoneOfCity(parts []string) string {
	for i, p := range parts {
		runes := []rune(p)
		runes[0] = unicode.ToUpper(runes[0])
		parts[i] = string(runes)
	}
	city := strings.Join(parts, "_")
	for _, area := range [...]string{"Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian"} {
		if _, err := spotter.LoadZone(area + "/" + city); err == nil {
			return area + "/" + city
		}
	}
	return ""
}

// placeWords are cities and countries with one time zone that is not named after them.
func placeWords() map[string]string {
	out := map[string]string{}
	for zone, list := range map[string]string{
		"Europe/Berlin":       `germany, deutschland, alemania, munich, muenchen, hamburg, cologne, koeln, frankfurt, stuttgart, leipzig, dresden, duesseldorf, dortmund, essen stadt, hannover, bremen, nuernberg, bonn`,
		"Europe/Madrid":       `spain, spanien, espana, barcelona, valencia, sevilla, seville, bilbao, malaga, zaragoza`,
		"Europe/London":       `uk, england, britain, scotland, manchester, birmingham, edinburgh, glasgow, liverpool, bristol, leeds, londres`,
		"Europe/Vienna":       `austria, oesterreich, wien, graz, salzburg, linz, innsbruck, viena`,
		"Europe/Zurich":       `switzerland, schweiz, suiza, zuerich, bern, basel, genf, geneva`,
		"Europe/Paris":        `france, frankreich, francia, lyon, marseille, toulouse`,
		"Europe/Rome":         `italy, italien, italia, milan, mailand, milano, roma, rom, naples, turin`,
		"Europe/Amsterdam":    `netherlands, niederlande, holland, rotterdam, utrecht`,
		"Asia/Kolkata":        `india, indien, bharat, भारत, delhi, new delhi, दिल्ली, mumbai, मुंबई, bangalore, bengaluru, chennai, hyderabad, pune, kolkata, कोलकाता, ahmedabad, jaipur, lucknow, goa, ist`,
		"America/New_York":    `nyc, boston, washington, philadelphia, atlanta, miami, est, eastern time, orlando, charlotte`,
		"America/Chicago":     `houston, dallas, austin, san antonio, minneapolis, nashville, central time`,
		"America/Denver":      `salt lake, colorado, utah, mountain time`,
		"America/Los_Angeles": `san francisco, seattle, san diego, portland, las vegas, pacific time, los angeles, la ca`,
		"America/Mexico_City": `mexico, mexiko, cdmx, guadalajara, mexico city`,
		"America/Bogota":      `colombia, kolumbien, medellin, cali`, "America/Lima": `peru`, "America/Santiago": `chile`,
		"America/Argentina/Buenos_Aires": `argentina, buenos aires, cordoba`, "Australia/Sydney": `canberra`, "Asia/Dubai": `uae, abu dhabi`, "Europe/Lisbon": `portugal, porto, lissabon, lisboa`,
		"Europe/Dublin": `ireland, irland`, "Europe/Stockholm": `sweden, schweden`, "Europe/Warsaw": `poland, polen, krakow`, "Europe/Istanbul": `turkey, tuerkei`, "Asia/Tokyo": `japan, osaka`, "Asia/Shanghai": `china, beijing, shenzhen`, "UTC": `utc, gmt`,
	} {
		for name := range strings.SplitSeq(list, ",") {
			out[foldAll(name)] = zone
		}
	}
	return out
}
