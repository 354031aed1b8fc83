package lang

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed text
var files embed.FS

// words is a sentence in one language, taken apart.
type words []piece

// piece is words as they stand, or where an argument goes.
type piece struct {
	text    string
	arg     int // from 1; 0: text
	capital bool
	forms   []string // one and other
}

// catalogue is all sentences, by language.
type catalogue map[string]map[Key]words

// load reads the embedded files once. They are held against each other by the tests, so that a fault in one is a
// broken build.
var load = sync.OnceValue(func() catalogue { //nolint:gochecknoglobals // a memo of files that never change
	out, err := read(files)
	if err != nil {
		panic(err)
	}
	return out
})

func read(from fs.FS) (catalogue, error) {
	out := catalogue{}
	for _, language := range Languages {
		out[language] = map[Key]words{}
		names, err := fs.Glob(from, "text/"+language+"/*.txt")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			raw, err := fs.ReadFile(from, name)
			if err != nil {
				return nil, err
			}
			if err := out.readFile(language, name, string(raw)); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func (c catalogue) readFile(language, name, text string) error {
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, rest, ok := strings.Cut(line, ": ")
		if _, taken := c[language][Key(key)]; !ok || taken || rest == "" || !strings.HasPrefix(key, areaOf(name)+".") {
			return fmt.Errorf("lang: %s:%d is no key of its area with words, or stands there twice: %q", name, n, line)
		}
		w, err := parse(rest)
		if err != nil {
			return fmt.Errorf("lang: %s:%d: %w", name, n, err)
		}
		c[language][Key(key)] = w
	}
	return nil
}

func areaOf(name string) string { return strings.TrimSuffix(path.Base(name), ".txt") }

// parse takes the words of a line apart.
func parse(text string) (words, error) {
	var out words
	for text != "" {
		before, rest, found := strings.Cut(text, "{")
		if before != "" {
			out = append(out, piece{text: before})
		}
		if !found {
			break
		}
		inside, after, closed := strings.Cut(rest, "}")
		p, err := place(inside)
		if err != nil || !closed {
			return nil, fmt.Errorf("%q is no place for an argument", inside)
		}
		out, text = append(out, p), after
	}
	return out, nil
}

func place(text string) (piece, error) {
	parts := strings.Split(text, "|")
	number, capital := strings.CutSuffix(parts[0], "^")
	at, err := strconv.Atoi(number)
	if err != nil || at < 1 || len(parts) == 2 || len(parts) > 3 {
		return piece{}, fmt.Errorf("%q is no argument", text)
	}
	return piece{arg: at, capital: capital, forms: parts[1:]}, nil
}

// arguments are those that a sentence uses, each once, in order.
func (w words) arguments() []int {
	var out []int
	for _, p := range w {
		if p.arg > 0 && !slices.Contains(out, p.arg) {
			out = append(out, p.arg)
		}
	}
	slices.Sort(out)
	return out
}
