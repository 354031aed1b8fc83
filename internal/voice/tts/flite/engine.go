package flite

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"github.com/tetratelabs/wazero/sys"
)

// engine is the compiled program.
type engine struct {
	runtime wazero.Runtime
	cache   wazero.CompilationCache
	program wazero.CompiledModule
}

func load(ctx context.Context, cfg Config) (_ *engine, err error) {
	path, err := cfg.Program(ctx)
	if err != nil {
		return nil, err
	}
	code, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	e := &engine{cache: wazero.NewCompilationCache()}
	if cfg.CacheDir != "" {
		if e.cache, err = wazero.NewCompilationCacheWithDir(cfg.CacheDir); err != nil {
			return nil, err
		}
	}
	// Letting a context end the program would make it six times as slow: sentences are short instead.
	e.runtime = wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithCompilationCache(e.cache))
	if _, err = wasi_snapshot_preview1.Instantiate(ctx, e.runtime); err == nil {
		e.program, err = e.runtime.CompileModule(ctx, code)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("load %s: %w", path, err), e.close(ctx))
	}
	return e, nil
}

func (e *engine) close(ctx context.Context) error {
	return errors.Join(e.runtime.Close(ctx), e.cache.Close(ctx))
}

// speak runs the program once: it is a command that writes a file. It sees an empty directory and nothing else, and runs
// to its end whatever becomes of ctx: 0.1 s for a sentence.
func (e *engine) speak(ctx context.Context, voice, text string) ([]int16, error) {
	dir, err := os.MkdirTemp("", "spotter-voice-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	config := wazero.NewModuleConfig().WithName("").
		WithArgs("flite", "-voice", voice, "-t", text, "-o", "/speech.wav").
		WithFSConfig(wazero.NewFSConfig().WithDirMount(dir, "/"))
	module, err := e.runtime.InstantiateModule(context.WithoutCancel(ctx), e.program, config)
	var exit *sys.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &exit) && exit.ExitCode() == 0:
	case err != nil:
		return nil, err
	default:
		if err := module.Close(ctx); err != nil {
			return nil, err
		}
	}
	wave, err := os.ReadFile(filepath.Join(dir, "speech.wav"))
	if err != nil {
		return nil, err
	}
	return samples(wave)
}

// samples are those of a RIFF file of 16-bit mono audio at the voice's rate, as flite writes it: with a header of 44 bytes.
func samples(wave []byte) ([]int16, error) {
	const header = 44
	if len(wave) < header || string(wave[:4]) != "RIFF" || string(wave[36:40]) != "data" {
		return nil, errors.New("flite wrote no wave file")
	}
	channels, got := binary.LittleEndian.Uint16(wave[22:]), binary.LittleEndian.Uint32(wave[24:])
	if channels != 1 || got != rate {
		return nil, fmt.Errorf("flite wrote %d channels at %d samples a second", channels, got)
	}
	pcm := make([]int16, (len(wave)-header)/2)
	for i := range pcm {
		pcm[i] = int16(binary.LittleEndian.Uint16(wave[header+2*i:]))
	}
	return pcm, nil
}
