package coach_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"
	"time"

	"spotter"
	"spotter/internal/coach"
)

// authenticator is a passkey in software: ES256, no attestation, the real protocol.
type authenticator struct {
	key     *ecdsa.PrivateKey
	id      []byte
	user    []byte // user handle, learnt when the passkey is made
	origin  string
	domain  string
	counter uint32
	flags   byte // of user presence and verification
}

func newAuthenticator(t *testing.T) *authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	id := make([]byte, 32)
	rand.Read(id)
	return &authenticator{key: key, id: id, origin: "https://coach.example.com", domain: "coach.example.com", flags: 0x05}
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// data is the authenticator data; a new credential comes with its public key.
func (a *authenticator) data(made bool) []byte {
	hash := sha256.Sum256([]byte(a.domain))
	flags := a.flags
	if made {
		flags |= 0x40
	}
	out := append(hash[:], flags)
	out = binary.BigEndian.AppendUint32(out, a.counter)
	if !made {
		return out
	}
	out = append(out, make([]byte, 16)...)
	out = binary.BigEndian.AppendUint16(out, uint16(len(a.id)))
	out = append(out, a.id...)
	x, y := make([]byte, 32), make([]byte, 32)
	a.key.X.FillBytes(x)
	a.key.Y.FillBytes(y)
	out = append(out, 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20)
	out = append(out, x...)
	out = append(out, 0x22, 0x58, 0x20)
	return append(out, y...)
}

func (a *authenticator) client(t *testing.T, kind, challenge string) []byte {
	t.Helper()
	out, err := json.Marshal(map[string]any{"type": kind, "challenge": challenge, "origin": a.origin, "crossOrigin": false})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// create answers navigator.credentials.create.
func (a *authenticator) create(t *testing.T, c spotter.PasskeyCeremony) *spotter.PasskeyRegistration {
	t.Helper()
	var options struct {
		Challenge string `json:"challenge"`
		RP        struct {
			ID string `json:"id"`
		} `json:"rp"`
		User struct {
			ID string `json:"id"`
		} `json:"user"`
		Selection struct {
			ResidentKey, UserVerification string
		} `json:"authenticatorSelection"`
	}
	if err := json.Unmarshal(c.Options, &options); err != nil {
		t.Fatal(err)
	}
	if options.Selection.ResidentKey != "required" || options.Selection.UserVerification != "required" {
		t.Errorf("options %s", c.Options)
	}
	var err error
	if a.user, err = base64.RawURLEncoding.DecodeString(options.User.ID); err != nil {
		t.Fatal(err)
	}
	data := a.data(true)
	object := append([]byte{0xa3, 0x63}, "fmt"...)
	object = append(append(object, 0x64), "none"...)
	object = append(append(object, 0x67), "attStmt"...)
	object = append(append(object, 0xa0, 0x68), "authData"...)
	object = append(append(object, 0x58, byte(len(data))), data...)
	return &spotter.PasskeyRegistration{Ceremony: c.ID, Name: "Phone", Credential: a.answer(t, map[string]any{
		"clientDataJSON": encode(a.client(t, "webauthn.create", options.Challenge)), "attestationObject": encode(object), "transports": []string{"internal"},
	})}
}

// get answers navigator.credentials.get.
func (a *authenticator) get(t *testing.T, c spotter.PasskeyCeremony) *spotter.PasskeyAssertion {
	t.Helper()
	var options struct {
		Challenge string `json:"challenge"`
	}
	if err := json.Unmarshal(c.Options, &options); err != nil {
		t.Fatal(err)
	}
	a.counter++
	data, client := a.data(false), a.client(t, "webauthn.get", options.Challenge)
	hash := sha256.Sum256(client)
	digest := sha256.Sum256(append(bytes.Clone(data), hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	return &spotter.PasskeyAssertion{Ceremony: c.ID, Credential: a.answer(t, map[string]any{
		"clientDataJSON": encode(client), "authenticatorData": encode(data), "signature": encode(signature), "userHandle": encode(a.user),
	})}
}

func (a *authenticator) answer(t *testing.T, response map[string]any) json.RawMessage {
	t.Helper()
	out, err := json.Marshal(map[string]any{"id": encode(a.id), "rawId": encode(a.id), "type": "public-key", "response": response, "clientExtensionResults": map[string]any{}})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (f *accountsFixture) addPasskey(t *testing.T, id coach.Identity, a *authenticator) (spotter.Passkey, error) {
	t.Helper()
	begun, err := f.BeginPasskey(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return f.FinishPasskey(t.Context(), id, a.create(t, begun))
}

func (f *accountsFixture) usePasskey(t *testing.T, a *authenticator) (spotter.SignedIn, error) {
	t.Helper()
	begun, err := f.BeginPasskeyLogin(t.Context(), home)
	if err != nil {
		t.Fatal(err)
	}
	return f.FinishPasskeyLogin(t.Context(), home, a.get(t, begun))
}

func TestPasskey(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	id := identify(t, f.Accounts, f.register(t, "ada@example.com").AccessToken)
	a := newAuthenticator(t)
	made, err := f.addPasskey(t, id, a)
	if err != nil || made.Name != "Phone" {
		t.Fatalf("passkey %+v, %v", made, err)
	}
	for range 2 {
		signed, err := f.usePasskey(t, a)
		if err != nil || signed.User.ID != id.User {
			t.Fatalf("signed in %+v, %v", signed.User, err)
		}
		identify(t, f.Accounts, signed.AccessToken)
	}
	keys, err := f.Passkeys(t.Context(), id)
	if err != nil || len(keys) != 1 || keys[0].LastUsed == nil {
		t.Errorf("passkeys %+v, %v", keys, err)
	}
	_, err = f.addPasskey(t, id, a)
	wantError(t, err, "passkey_known")
	eve := identify(t, f.Accounts, f.register(t, "eve@example.com").AccessToken)
	wantError(t, f.DeletePasskey(t.Context(), eve, made.ID), "not_found")
	if err := f.DeletePasskey(t.Context(), id, made.ID); err != nil {
		t.Fatal(err)
	}
	_, err = f.usePasskey(t, a)
	wantError(t, err, "invalid_credentials")
}

func TestPasskeyRefusals(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	id := identify(t, f.Accounts, f.register(t, "ada@example.com").AccessToken)
	eve := identify(t, f.Accounts, f.register(t, "eve@example.com").AccessToken)
	a, hers := newAuthenticator(t), newAuthenticator(t)
	for _, made := range []struct {
		id  coach.Identity
		key *authenticator
	}{{id, a}, {eve, hers}} {
		if _, err := f.addPasskey(t, made.id, made.key); err != nil {
			t.Fatal(err)
		}
	}
	tests := map[string]func(*authenticator){
		"phishing site":       func(a *authenticator) { a.origin = "https://coach.example.com.evil.example" },
		"another domain":      func(a *authenticator) { a.domain = "evil.example" },
		"nobody verified":     func(a *authenticator) { a.flags = 0x01 },
		"nobody there":        func(a *authenticator) { a.flags = 0x04 },
		"another key":         func(a *authenticator) { a.key = newAuthenticator(t).key },
		"unknown passkey":     func(a *authenticator) { a.id = newAuthenticator(t).id },
		"as somebody else":    func(a *authenticator) { a.user = hers.user },
		"somebody else's key": func(a *authenticator) { a.key = hers.key },
		"a copy":              func(a *authenticator) { a.counter = 0 },
	}
	if _, err := f.usePasskey(t, a); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range tests {
		bad := *a
		spoil(&bad)
		if _, err := f.usePasskey(t, &bad); spotter.CodeOf(err) != spotter.CodeUnauthorized {
			t.Errorf("%s: %v", name, err)
		}
	}
	a.counter += 10
	if _, err := f.usePasskey(t, a); err != nil {
		t.Errorf("the real one: %v", err)
	}
	f.super(t, "update users set active = false where id = $1 returning ''", id.User)
	_, err := f.usePasskey(t, a)
	wantError(t, err, "invalid_credentials")
}

func TestPasskeyCeremonies(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	id := identify(t, f.Accounts, f.register(t, "ada@example.com").AccessToken)
	eve := identify(t, f.Accounts, f.register(t, "eve@example.com").AccessToken)
	a := newAuthenticator(t)
	begun, err := f.BeginPasskey(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	answer := a.create(t, begun)
	_, err = f.FinishPasskey(t.Context(), eve, answer) // somebody else's ceremony
	wantError(t, err, "ceremony_ended")
	_, err = f.FinishPasskey(t.Context(), id, answer) // and it is over with that
	wantError(t, err, "ceremony_ended")
	if _, err := f.addPasskey(t, id, a); err != nil {
		t.Fatal(err)
	}

	login, err := f.BeginPasskeyLogin(t.Context(), home)
	if err != nil {
		t.Fatal(err)
	}
	assertion := a.get(t, login)
	if _, err := f.FinishPasskeyLogin(t.Context(), home, assertion); err != nil {
		t.Fatal(err)
	}
	_, err = f.FinishPasskeyLogin(t.Context(), home, assertion) // replayed
	wantError(t, err, "ceremony_ended")
	next, err := f.BeginPasskeyLogin(t.Context(), home)
	if err != nil {
		t.Fatal(err)
	}
	assertion.Ceremony = next.ID // another ceremony's challenge
	_, err = f.FinishPasskeyLogin(t.Context(), home, assertion)
	wantError(t, err, "invalid_credentials")

	late, err := f.BeginPasskeyLogin(t.Context(), home)
	if err != nil {
		t.Fatal(err)
	}
	f.clock.add(5*time.Minute + time.Second)
	_, err = f.FinishPasskeyLogin(t.Context(), home, a.get(t, late))
	wantError(t, err, "ceremony_ended")
	for _, nonsense := range []string{`{}`, `[]`, `{"id":"x"}`, `null`} {
		begun, err := f.BeginPasskey(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		_, err = f.FinishPasskey(t.Context(), id, &spotter.PasskeyRegistration{Ceremony: begun.ID, Credential: json.RawMessage(nonsense)})
		wantError(t, err, "invalid")
	}
}

func TestPasskeysNeedADomain(t *testing.T) {
	t.Parallel()
	f := setupAccounts(t)
	id := identify(t, f.Accounts, f.register(t, "ada@example.com").AccessToken)
	at := func(url string) *coach.Accounts {
		return f.instance(t, func(c *coach.AccountsConfig) { c.PublicURL = url })
	}
	_, err := at("http://192.0.2.10:8000").BeginPasskey(t.Context(), id)
	wantError(t, err, "passkeys_off")
	begun, err := at("http://127.0.0.1:8000").BeginPasskey(t.Context(), id)
	if err != nil || !bytes.Contains(begun.Options, []byte(`"id":"localhost"`)) {
		t.Errorf("on a loopback address: %s, %v", begun.Options, err)
	}
}
