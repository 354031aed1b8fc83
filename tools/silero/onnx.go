package main

import (
	"encoding/binary"
	"errors"
	"math"
)

// The numbers of the fields in ONNX's protobuf definition that are read here.
const (
	modelGraph       = 7
	graphInitialiser = 5
	tensorName       = 8
	tensorRaw        = 9
)

// initialisers are the tensors of float32 that a model keeps by name.
func initialisers(model []byte) (map[string][]float32, error) {
	out := map[string][]float32{}
	err := each(model, func(field int, graph []byte) error {
		if field != modelGraph {
			return nil
		}
		return each(graph, func(field int, tensor []byte) error {
			if field != graphInitialiser {
				return nil
			}
			var name string
			var raw []byte
			err := each(tensor, func(field int, value []byte) error {
				switch field {
				case tensorName:
					name = string(value)
				case tensorRaw:
					raw = value
				}
				return nil
			})
			out[name] = floats(raw)
			return err
		})
	})
	return out, err
}

func floats(raw []byte) []float32 {
	out := make([]float32, len(raw)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return out
}

var errCut = errors.New("the model ends in the middle")

// each calls f with every length-delimited field of a protobuf message and skips the others.
func each(message []byte, f func(field int, value []byte) error) error {
	for len(message) > 0 {
		key, n := binary.Uvarint(message)
		if n <= 0 {
			return errCut
		}
		message = message[n:]
		var size uint64
		switch key & 7 {
		case 0:
			_, n := binary.Uvarint(message)
			if n <= 0 {
				return errCut
			}
			size = uint64(n)
		case 1:
			size = 8
		case 5:
			size = 4
		case 2:
			l, n := binary.Uvarint(message)
			if n <= 0 || l > uint64(len(message)-n) {
				return errCut
			}
			message = message[n:]
			if err := f(int(key>>3), message[:l]); err != nil {
				return err
			}
			size = l
		default:
			return errCut
		}
		if size > uint64(len(message)) {
			return errCut
		}
		message = message[size:]
	}
	return nil
}
