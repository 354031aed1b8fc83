package spotter

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"time"
)

// ID is a UUID of one kind of thing: ID[User] and ID[Proposal] are different types.
// The zero ID stands for "none" and is never stored.
type ID[Of any] [16]byte

// The ids by name, so that signatures read as nouns.
type (
	UserID         = ID[User]
	ProposalID     = ID[Proposal]
	SessionID      = ID[Session]
	SetID          = ID[Set]
	CheckInID      = ID[CheckIn]
	WeightID       = ID[Weight]
	WaterLogID     = ID[WaterLog]
	MealLogID      = ID[MealLog]
	MessageID      = ID[Message]
	LoginID        = ID[Login]
	TokenID        = ID[PersonalToken]
	PasskeyID      = ID[Passkey]
	NotificationID = ID[Notification]
	PhotoID        = ID[Photo]
	ImportID       = ID[Import]
	RemarkID       = ID[Remark]
	SubstitutionID = ID[Substitution]
	MemoryID       = ID[Memory]
	OfferID        = ID[Offer]
	VoiceSessionID = ID[VoiceSession]
)

// NewID makes a UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits, so
// that ids made later sort later.
func NewID[Of any](now time.Time) ID[Of] {
	var id ID[Of]
	rand.Read(id[6:])
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(now.UnixMilli()))
	copy(id[:6], ms[2:])
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id
}

// ParseID reads the canonical form, 36 characters with dashes, in either case.
func ParseID[Of any](s string) (ID[Of], error) {
	var id ID[Of]
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return id, errors.New("must be a UUID")
	}
	digits := s[:8] + s[9:13] + s[14:18] + s[19:23] + s[24:]
	if _, err := hex.Decode(id[:], []byte(digits)); err != nil {
		return ID[Of]{}, errors.New("must be a UUID")
	}
	return id, nil
}

// IsZero reports whether the id stands for "none".
func (id ID[Of]) IsZero() bool { return id == ID[Of]{} }

// String is the canonical lower-case form.
func (id ID[Of]) String() string {
	var b [36]byte
	hex.Encode(b[:8], id[:4])
	b[8] = '-'
	hex.Encode(b[9:13], id[4:6])
	b[13] = '-'
	hex.Encode(b[14:18], id[6:8])
	b[18] = '-'
	hex.Encode(b[19:23], id[8:10])
	b[23] = '-'
	hex.Encode(b[24:], id[10:])
	return string(b[:])
}

// MarshalText writes the canonical form.
func (id ID[Of]) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads the canonical form.
func (id *ID[Of]) UnmarshalText(b []byte) error {
	parsed, err := ParseID[Of](string(b))
	if err != nil {
		return err
	}
	*id = parsed
	return nil
}

// UUID is an id whose kind does not matter where it stands.
type UUID = ID[any]
