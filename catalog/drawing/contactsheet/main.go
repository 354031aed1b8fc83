// Command contactsheet writes a page with every drawing on it, to be looked at: the muscle maps or the
// moving figures, each figure at its start and at its end. scripts/contact-sheet.sh takes its picture.
package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"html"
	"os"
	"slices"

	"spotter/catalog"
	"spotter/catalog/drawing"
)

func main() {
	if err := write(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "contactsheet:", err)
		os.Exit(1)
	}
}

// write takes "motion" or "muscles", "light" or "dark", and then the ids to show; none means all.
func write(args []string) error {
	exercises, err := catalog.LoadExercises()
	if err != nil {
		return err
	}
	motions, err := drawing.LoadMotions()
	if err != nil {
		return err
	}
	dark := len(args) > 1 && args[1] == "dark"
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	columns, background, text := 5, "#fff", "#39414f"
	if dark {
		background, text = "#171b22", "#e6eaf1"
	}
	fmt.Fprintf(out, `<!doctype html><meta charset="utf-8"><style>body{margin:16px;background:%s;color:%s;color-scheme:%s;font:13px system-ui,sans-serif}main{display:grid;grid-template-columns:repeat(%d,1fr);gap:14px 18px}figure{margin:0;break-inside:avoid}img{width:100%%;height:190px;object-fit:contain;object-position:bottom}figcaption{text-align:center;margin-top:2px}</style><main>`,
		background, text, map[bool]string{true: "dark", false: "light"}[dark], columns)
	for _, e := range exercises.All() {
		if len(args) > 2 && !slices.Contains(args[2:], e.ID) {
			continue
		}
		picture, ok := motions.Still(e, drawing.English(e))
		if args[0] == "muscles" {
			picture, ok = drawing.MuscleMap(e, drawing.English(e)), true
		}
		if ok {
			fmt.Fprintf(out, `<figure><img alt="" src="data:image/svg+xml;base64,%s"><figcaption>%s</figcaption></figure>`, base64.StdEncoding.EncodeToString(picture), html.EscapeString(e.Name))
		}
	}
	fmt.Fprint(out, "</main>")
	return nil
}
