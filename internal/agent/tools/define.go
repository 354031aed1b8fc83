package tools

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"strings"
	"unicode/utf8"

	"spotter"
	"spotter/internal/strict"
)

// definition is a tool before it is bound to a set.
type definition struct {
	name   string
	schema json.RawMessage
	write  bool
	run    func(context.Context, Env, json.RawMessage) (Result, error)
	carry  carrier
}

// carrier does what an offer promised.
type carrier func(ctx context.Context, env Env, arguments json.RawMessage) (Result, error)

// define makes a look-up from a function over typed arguments; their field tags give the schema and the
// rules.
func define[In any](name string, run func(context.Context, Env, In) (Result, error)) definition {
	return definition{name: name, schema: schemaOf[In](), run: func(ctx context.Context, env Env, raw json.RawMessage) (Result, error) {
		in, err := decode[In](raw)
		if err != nil {
			return Result{}, err
		}
		return run(ctx, env, in)
	}}
}

// defineWrite makes a tool that may store something.
func defineWrite[In any](name string, run func(context.Context, Env, In) (Result, error)) definition {
	d := define(name, run)
	d.write = true
	return d
}

// carriedBy adds how the offers of a tool are carried out.
func carriedBy[In any](d definition, carry func(context.Context, Env, In) (Result, error)) definition {
	d.carry = func(ctx context.Context, env Env, raw json.RawMessage) (Result, error) {
		in, err := decode[In](raw)
		if err != nil {
			return Result{}, err
		}
		return carry(ctx, env, in)
	}
	return d
}

// decode reads arguments as strictly as the REST door reads a body. Nothing at all is an empty object.
func decode[In any](raw json.RawMessage) (In, error) {
	var in In
	if trimmed := bytes.TrimSpace(raw); len(trimmed) == 0 || bytes.Equal(trimmed, []byte("null")) {
		raw = json.RawMessage("{}")
	}
	err := strict.Decode(raw, &in, "")
	if err != nil {
		err = &argumentFault{err, fieldsOf[In]()}
	}
	return in, err
}

// argumentFault is what is wrong with arguments, beside what they may be.
type argumentFault struct {
	error
	fields []string
}

func (f *argumentFault) Unwrap() error { return f.error }

// guarded is a definition's function with its errors in words, within bounds.
func (s *Set) guarded(d definition) func(context.Context, Env, json.RawMessage) Result {
	return func(ctx context.Context, env Env, raw json.RawMessage) Result {
		if env.Caller.Once.Key != "" { // the same key for another call is a conflict, not a repeat
			env.Caller.Once.Fingerprint = sha256.Sum256(slices.Concat([]byte(d.name), []byte{0}, raw))
		}
		return s.protected(ctx, env, d.name, func() (Result, error) { return d.run(ctx, env, raw) })
	}
}

func (s *Set) protected(ctx context.Context, env Env, name string, run func() (Result, error)) (out Result) {
	defer func() {
		if r := recover(); r != nil {
			s.log.LogAttrs(ctx, slog.LevelError, "a tool panicked", slog.String("tool", name), slog.String("panic", fmt.Sprintf("%T", r)))
			out = failed(phrases[sayOurFault][tongueOf(env.Locale)])
		}
	}()
	out, err := run()
	if err != nil {
		return s.inWords(ctx, env, name, err)
	}
	return bounded(out, phrases[sayCutShort][tongueOf(env.Locale)])
}

// inWords is an error as a model, or a person, can act on it. The cause stays in the log.
func (s *Set) inWords(ctx context.Context, env Env, name string, err error) Result {
	var fault *argumentFault
	var e *spotter.Error
	tongue := tongueOf(env.Locale)
	switch {
	case errors.As(err, &fault):
		return failed(faultText(fault, fault.fields))
	case !errors.As(err, &e) || e.Code == spotter.CodeInternal:
		if !errors.Is(err, context.Canceled) {
			s.log.LogAttrs(ctx, slog.LevelError, "a tool failed", slog.String("tool", name), slog.Any("error", err))
		}
		return failed(phrases[sayOurFault][tongue])
	case e.Name() == "no_profile" || e.Name() == "no_plan":
		return failed(phrases[sayNoProfile][tongue])
	case e.Name() == "no_session":
		return failed(phrases[sayNoSession][tongue])
	case e.Name() == string(spotter.CodeNotFound) && tongue != 0:
		return failed(phrases[sayNotFound][tongue] + " (" + e.Message + ")")
	}
	return failed(faultText(e, nil))
}

func failed(text string) Result {
	return bounded(Result{Text: text, Failed: true}, phrases[sayCutShort][0])
}

// The most that a result may hold, in bytes: what is longer is cut, and says so.
const (
	mostText = 4096
	mostData = 4096
)

// bounded cuts what is too long, and says so.
func bounded(r Result, note string) Result {
	cutShort := "\n" + note
	if len(r.Text) > mostText {
		cut := r.Text[:mostText-len(cutShort)]
		for !utf8.ValidString(cut) {
			cut = cut[:len(cut)-1]
		}
		if end := strings.LastIndexAny(cut, "\n"); end > mostText/2 {
			cut = cut[:end]
		}
		r.Text = cut + cutShort
	}
	if r.Data != nil {
		if raw, err := json.Marshal(r.Data); err != nil || len(raw) > mostData {
			r.Data = nil
		}
	}
	return r
}

//go:embed *.md
var descriptionFiles embed.FS

// descriptions reads what models are told: each file holds a family of tools, a heading with the name
// before each.
func descriptions() (map[string]string, error) {
	out := map[string]string{}
	files, err := fs.Glob(descriptionFiles, "*.md")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		raw, err := descriptionFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for _, part := range strings.Split("\n"+string(raw), "\n# ")[1:] {
			name, text, _ := strings.Cut(part, "\n")
			if out[name] != "" {
				return nil, fmt.Errorf("tools: %s is described twice", name)
			}
			out[strings.TrimSpace(name)] = strings.Join(strings.Fields(text), " ")
		}
	}
	return out, nil
}
