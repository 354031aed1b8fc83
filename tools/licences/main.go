// Licences prints docs/licences.md: every module that is linked into the binary or used by tests and tools,
// with its version and the licence that its own licence file holds, and what else is shipped.
//
//	go run ./tools/licences > docs/licences.md
//	go run ./tools/licences -check docs/licences.md    exit status 1 when that file is not current
//	go run ./tools/licences -texts                     the full texts, to be shipped with a binary
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

func main() {
	check := flag.String("check", "", "compare with this file instead of printing")
	texts := flag.Bool("texts", false, "print the full texts of what is linked")
	flag.Parse()
	if err := run(os.Stdout, *check, *texts); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, check string, texts bool) error {
	linked, err := modules("-deps", "./cmd/...")
	if err != nil {
		return err
	}
	if texts {
		return printAllTexts(out, linked)
	}
	all, err := modules("-deps", "-test", "./...")
	if err != nil {
		return err
	}
	page, err := document(linked, without(all, linked))
	if err != nil || check == "" {
		_, _ = out.Write(page)
		return err
	}
	have, err := os.ReadFile(check)
	if err != nil {
		return err
	}
	return compare(check, have, page)
}

// module is what `go list` says of one.
type module struct {
	Path, Version, Dir string
	Indirect, Main     bool
	Replace            *module
}

// modules lists the modules of all packages that the arguments name, for one fixed platform, so that
// the answer is the same on every machine.
func modules(args ...string) ([]module, error) {
	cmd := exec.Command("go", append([]string{"list", "-json=Module"}, args...)...)
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, &stderr)
	}
	seen := map[string]module{}
	for dec := json.NewDecoder(bytes.NewReader(stdout)); ; {
		var p struct{ Module *module }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if p.Module != nil && !p.Module.Main {
			seen[p.Module.Path] = *p.Module
		}
	}
	list := make([]module, 0, len(seen))
	for _, m := range seen {
		list = append(list, m)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Path < list[j].Path })
	return list, nil
}

func without(all, some []module) []module {
	known := map[string]bool{}
	for _, m := range some {
		known[m.Path] = true
	}
	var out []module
	for _, m := range all {
		if !known[m.Path] {
			out = append(out, m)
		}
	}
	return out
}

const head = `# Licences

Spotter is under the Apache License 2.0 (see LICENSE). This page lists what it is built from. It is
made by ` + "`make generate`" + `; ` + "`make verify`" + ` fails when it is not current. ` + "`go run ./tools/licences -texts`" + `
prints the full texts, which belong beside a binary that is passed on.

## Shipped files

| what | version | licence | where |
|---|---|---|---|
| Swagger UI | 5.35.0 | Apache-2.0 | web/docs (LICENSE, NOTICE and the bundle's own notices beside it) |
| libopus | the build machine's | BSD-3-Clause | linked statically into builds with cgo (internal/livekit/opus, LICENSE.libopus) |
| Silero VAD, 16 kHz weights | v6 | MIT | internal/voice/vad (silero.bin, LICENSE.silero) |
| PocketSphinx test recordings (tests only) | 5prealpha | BSD-2-Clause | internal/voice/vad/testdata |
`

func document(linked, tests []module) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(head)
	for _, section := range []struct {
		title string
		list  []module
	}{{"Linked into the binary", linked}, {"Used by tests and tools only", tests}} {
		fmt.Fprintf(&b, "\n## %s\n\n", section.title)
		if len(section.list) == 0 {
			b.WriteString("None.\n")
			continue
		}
		b.WriteString("| module | version | licence |\n|---|---|---|\n")
		for _, m := range section.list {
			names, err := licencesOf(m)
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", label(m), m.Version, names)
		}
	}
	return b.Bytes(), nil
}

// label sets direct dependencies in bold: each of them has a line in docs/decisions.
func label(m module) string {
	if m.Indirect {
		return m.Path
	}
	return "**" + m.Path + "**"
}

func licencesOf(m module) (string, error) {
	files, err := licenceFiles(m)
	if err != nil {
		return "", err
	}
	var names []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		if name := identify(string(text)); name != "" && !strings.Contains(strings.Join(names, " "), name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "", fmt.Errorf("%s %s: no licence that this tool knows; look, then teach it", m.Path, m.Version)
	}
	return strings.Join(names, ", "), nil
}

func licenceFiles(m module) ([]string, error) {
	if m.Replace != nil {
		m = *m.Replace
	}
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		return nil, fmt.Errorf("%s %s is not in the module cache: %w", m.Path, m.Version, err)
	}
	var files []string
	for _, e := range entries {
		name := strings.ToLower(e.Name())
		for _, start := range []string{"licen", "copying", "unlicense"} {
			if strings.HasPrefix(name, start) && !e.IsDir() {
				files = append(files, filepath.Join(m.Dir, e.Name()))
				break
			}
		}
	}
	return files, nil
}

// phrases tells licences apart by words that only they use; the first that fits wins.
var phrases = []struct {
	name string
	all  []string
}{
	{"AGPL-3.0", []string{"GNU AFFERO GENERAL PUBLIC LICENSE"}},
	{"LGPL-3.0", []string{"GNU LESSER GENERAL PUBLIC LICENSE", "Version 3"}},
	{"GPL", []string{"GNU GENERAL PUBLIC LICENSE"}},
	{"Apache-2.0", []string{"Apache License", "Version 2.0"}},
	{"MPL-2.0", []string{"Mozilla Public License", "2.0"}},
	{"CC0-1.0", []string{"CC0 1.0 Universal"}},
	{"Unlicense", []string{"This is free and unencumbered software"}},
	{"ISC", []string{"Permission to use, copy, modify, and/or distribute this software"}},
	{"ISC", []string{"Permission to use, copy, modify, and distribute this software"}},
	{"MIT", []string{"Permission is hereby granted, free of charge"}},
	{"BSD-3-Clause", []string{"Redistribution and use in source and binary forms", "Neither the name"}},
	{"BSD-3-Clause", []string{"Redistribution and use in source and binary forms", "may not be used to endorse"}},
	{"BSD-2-Clause", []string{"Redistribution and use in source and binary forms"}},
}

// identify names a licence by its text, whatever its line breaks; empty when it knows none.
func identify(text string) string {
	text = strings.Join(strings.Fields(text), " ")
next:
	for _, p := range phrases {
		for _, words := range p.all {
			if !strings.Contains(text, words) {
				continue next
			}
		}
		return p.name
	}
	return ""
}

// libopusTexts are the licence of the one library that is linked and no module.
const libopusTexts = "internal/livekit/opus/LICENSE.libopus"

func printAllTexts(out io.Writer, linked []module) error {
	text, err := os.ReadFile(libopusTexts)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\nlibopus\n\n%s\n", strings.Repeat("-", 78), text)
	return printTexts(out, linked)
}

func printTexts(out io.Writer, linked []module) error {
	for _, m := range linked {
		files, err := licenceFiles(m)
		if err != nil {
			return err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "%s\n%s %s (%s)\n\n%s\n", strings.Repeat("-", 78), m.Path, m.Version, filepath.Base(file), text)
		}
	}
	return nil
}

// compare names the lines that differ.
func compare(name string, have, want []byte) error {
	if bytes.Equal(have, want) {
		return nil
	}
	old, now := lines(have), lines(want)
	var changes []string
	for line := range old {
		if !now[line] {
			changes = append(changes, "- "+line)
		}
	}
	for line := range now {
		if !old[line] {
			changes = append(changes, "+ "+line)
		}
	}
	sort.Strings(changes)
	return fmt.Errorf("%s is not current:\n%s", name, strings.Join(changes, "\n"))
}

func lines(text []byte) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		set[strings.TrimSpace(line)] = true
	}
	return set
}
