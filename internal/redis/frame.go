package redis

import (
	"crypto/rand"
	"encoding/binary"
	"hash/crc32"
	"strings"
)

// A frame is a value as it lies in Redis: two bytes of magic, eight of version, four of checksum, the
// value. The checksum covers the key too, so that a value under another's key is not taken for its own.
const (
	frameMagic = "S1"
	frameHead  = len(frameMagic) + 8 + 4
	frameLimit = 1 << 20 // a longer value is not cached
)

// A lease lies where the value will: the right of one load to put it there. The scripts know it by
// its magic, its length and its expiry.
const (
	leaseMagic  = "L1"
	leaseLength = len(leaseMagic) + 26
)

// newLease makes a lease that no other load has.
func newLease() string { return leaseMagic + rand.Text() }

func isLease(s string) bool { return len(s) == leaseLength && strings.HasPrefix(s, leaseMagic) }

// pack makes the frame of a value under its Redis key.
func pack(key string, value []byte, version int64) string {
	frame := make([]byte, frameHead, frameHead+len(value))
	copy(frame, frameMagic)
	binary.BigEndian.PutUint64(frame[2:], uint64(version))
	frame = append(frame, value...)
	binary.BigEndian.PutUint32(frame[10:], checksum(key, frame))
	return string(frame)
}

// unpack reads a frame; ok is false for anything that pack did not make for this key.
func unpack(key, s string) (value []byte, version int64, ok bool) {
	if len(s) < frameHead || !strings.HasPrefix(s, frameMagic) {
		return nil, 0, false
	}
	frame := []byte(s)
	if binary.BigEndian.Uint32(frame[10:]) != checksum(key, frame) {
		return nil, 0, false
	}
	return frame[frameHead:len(frame):len(frame)], int64(binary.BigEndian.Uint64(frame[2:])), true
}

// checksum is CRC-32C over key, magic, version and value.
func checksum(key string, frame []byte) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	sum := crc32.Update(0, table, []byte(key))
	sum = crc32.Update(sum, table, frame[:10])
	return crc32.Update(sum, table, frame[frameHead:])
}
