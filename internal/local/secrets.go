package local

import (
	"bytes"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
)

// secretBytes is the length of a generated key.
const secretBytes = 32

// Secrets are the generated keys of one installation. They mask themselves wherever they are printed or logged.
type Secrets struct {
	JWT           []byte `json:"jwt"`            // signs access tokens; 32 bytes
	Media         []byte `json:"media"`          // signs URLs of stored objects; 32 bytes
	LiveKitKey    string `json:"livekit_key"`    // names the secret below
	LiveKitSecret string `json:"livekit_secret"` // signs room tokens and webhooks; 52 characters
	VAPID         []byte `json:"vapid"`          // private key of Web Push, P-256; 32 bytes
}

// VAPIDKeys is the Web Push key pair in the form that browsers and push services want: unpadded base64url of the
// uncompressed point and of the scalar.
func (s Secrets) VAPIDKeys() (public, private string, err error) {
	key, err := ecdh.P256().NewPrivateKey(s.VAPID)
	if err != nil {
		return "", "", fmt.Errorf("the VAPID key: %w", err)
	}
	enc := base64.RawURLEncoding
	return enc.EncodeToString(key.PublicKey().Bytes()), enc.EncodeToString(key.Bytes()), nil
}

func (Secrets) String() string       { return "[secrets]" }
func (Secrets) GoString() string     { return "[secrets]" }
func (Secrets) LogValue() slog.Value { return slog.StringValue("[secrets]") }

// LoadSecrets reads dir/secrets.json, making what is missing in it. Two processes that start at the same moment get the
// same secrets. A file that cannot be read as secrets is an error and stays as it is: new keys would sign everybody out.
func LoadSecrets(dir string) (Secrets, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Secrets{}, fmt.Errorf("secrets: %w", err)
	}
	guard, err := os.OpenFile(filepath.Join(dir, "secrets.lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return Secrets{}, fmt.Errorf("secrets: %w", err)
	}
	defer guard.Close()
	if err := lock(guard); err != nil {
		return Secrets{}, fmt.Errorf("secrets: lock: %w", err)
	}
	return loadOrMake(filepath.Join(dir, "secrets.json"))
}

func loadOrMake(name string) (Secrets, error) {
	s, err := readSecrets(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Secrets{}, fmt.Errorf("secrets: %s: %w", name, err)
	}
	made, err := s.fill()
	if err != nil {
		return Secrets{}, fmt.Errorf("secrets: %w", err)
	}
	if !made {
		return s, nil
	}
	if err := writeSecrets(name, s); err != nil {
		return Secrets{}, fmt.Errorf("secrets: %w", err)
	}
	return s, nil
}

func readSecrets(name string) (s Secrets, err error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return s, err
	}
	if err := os.Chmod(name, 0o600); err != nil { // a copied file may be open to others
		return s, err
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields() // a newer version's secrets must not be lost by writing ours
	return s, dec.Decode(&s)
}

// fill makes what is missing and reports whether anything was.
func (s *Secrets) fill() (made bool, err error) {
	for _, key := range []*[]byte{&s.JWT, &s.Media} {
		if len(*key) == 0 {
			*key = make([]byte, secretBytes)
			rand.Read(*key) // never fails: crypto/rand ends the program instead
			made = true
		}
	}
	if s.LiveKitKey == "" || s.LiveKitSecret == "" {
		s.LiveKitKey, s.LiveKitSecret = "spotter-"+rand.Text()[:8], rand.Text()+rand.Text()
		made = true
	}
	if len(s.VAPID) == 0 {
		key, err := ecdh.P256().GenerateKey(rand.Reader)
		if err != nil {
			return made, err
		}
		s.VAPID = key.Bytes()
		made = true
	}
	return made, s.check()
}

func (s *Secrets) check() error {
	for _, key := range [][]byte{s.JWT, s.Media, s.VAPID} {
		if len(key) != secretBytes {
			return fmt.Errorf("a key has %d bytes instead of %d", len(key), secretBytes)
		}
	}
	return nil
}

// writeSecrets replaces the file at once: a reader sees the old or the new, whole.
func writeSecrets(name string, s Secrets) error {
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".secrets-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails when it was renamed
	_, err = f.Write(append(b, '\n'))
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
