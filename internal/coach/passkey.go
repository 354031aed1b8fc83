package coach

import (
	"context"
	"encoding/json"
	"net/netip"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
)

const (
	ceremonyTTL = 5 * time.Minute
	maxPasskeys = 20
)

// passkeyCeremonies are the relying party; web is nil where browsers refuse one.
type passkeyCeremonies struct{ web *webauthn.WebAuthn }

// newPasskeyCeremonies names the relying party after the public URL. Browsers know no passkeys for
// network addresses: on a loopback address it is localhost, on any other there are none.
func newPasskeyCeremonies(public *url.URL) (*passkeyCeremonies, error) {
	domain, origins := public.Hostname(), []string{public.Scheme + "://" + public.Host}
	if ip, err := netip.ParseAddr(domain); err == nil {
		if !ip.IsLoopback() {
			return &passkeyCeremonies{}, nil
		}
		domain = "localhost"
		local := public.Scheme + "://localhost"
		if port := public.Port(); port != "" {
			local += ":" + port
		}
		origins = append(origins, local)
	}
	web, err := webauthn.New(&webauthn.Config{
		RPID: domain, RPDisplayName: "Spotter", RPOrigins: origins, AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, RequireResidentKey: protocol.ResidentKeyRequired(),
			UserVerification: protocol.VerificationRequired,
		},
	})
	return &passkeyCeremonies{web}, err
}

func (p *passkeyCeremonies) ready() error {
	if p.web == nil {
		return &spotter.Error{Code: spotter.CodeUnavailable, Detail: "passkeys_off", Message: "Passkeys need a public URL with a domain name."}
	}
	return nil
}

// ceremony is what is kept between the two halves of one; user is zero for a sign-in.
type ceremony struct {
	User    spotter.UserID       `json:"user"`
	Session webauthn.SessionData `json:"session"`
}

func (a *Accounts) keepCeremony(ctx context.Context, user spotter.UserID, session *webauthn.SessionData, options any) (spotter.PasskeyCeremony, error) {
	now := a.now()
	out := spotter.PasskeyCeremony{ID: spotter.NewID[any](now)}
	data, err := json.Marshal(ceremony{user, *session})
	if err != nil {
		return out, err
	}
	if out.Options, err = json.Marshal(options); err != nil {
		return out, err
	}
	return out, a.db.Lookup().KeepCeremony(ctx, db.KeepCeremonyParams{ID: out.ID, Data: data, ExpiresAt: now.Add(ceremonyTTL)})
}

func (a *Accounts) takeCeremony(ctx context.Context, id spotter.UUID, user spotter.UserID) (webauthn.SessionData, error) {
	var c ceremony
	data, err := a.db.TakeCeremony(ctx, id, a.now())
	if err == nil {
		err = json.Unmarshal(data, &c)
	}
	if postgres.IsNoRows(err) || err == nil && c.User != user {
		err = spotter.Conflict("ceremony_ended", "This took longer than 5 minutes or was done before: begin again.")
	}
	return c.Session, err
}

// keyOwner is a person as WebAuthn sees one.
type keyOwner struct {
	user spotter.User
	keys []webauthn.Credential
}

func (o *keyOwner) WebAuthnID() []byte                         { return o.user.ID[:] }
func (o *keyOwner) WebAuthnName() string                       { return o.user.Email }
func (o *keyOwner) WebAuthnDisplayName() string                { return o.user.FullName }
func (o *keyOwner) WebAuthnCredentials() []webauthn.Credential { return o.keys }

func (a *Accounts) keyOwner(ctx context.Context, q *db.Queries, id spotter.UserID) (*keyOwner, error) {
	u, err := user(q.GetUser(ctx, id))
	if err != nil {
		return nil, err
	}
	rows, err := q.ListPasskeys(ctx, id)
	if err != nil {
		return nil, err
	}
	owner := &keyOwner{user: u, keys: make([]webauthn.Credential, len(rows))}
	for i, r := range rows {
		if err := json.Unmarshal(r.Credential, &owner.keys[i]); err != nil {
			return nil, err
		}
	}
	return owner, nil
}

// BeginPasskey starts making a passkey. CodeForbidden login_required with a personal token,
// CodeConflict too_many_passkeys beyond 20, CodeUnavailable passkeys_off where there can be none.
func (a *Accounts) BeginPasskey(ctx context.Context, id Identity) (spotter.PasskeyCeremony, error) {
	if id.Login.IsZero() {
		return spotter.PasskeyCeremony{}, loginRequired()
	}
	if err := a.passkeys.ready(); err != nil {
		return spotter.PasskeyCeremony{}, err
	}
	owner, err := a.keyOwner(ctx, a.db.As(id.Caller()), id.User)
	if err != nil {
		return spotter.PasskeyCeremony{}, err
	}
	if len(owner.keys) >= maxPasskeys {
		return spotter.PasskeyCeremony{}, spotter.Conflict("too_many_passkeys", "There are 20 passkeys: delete one first.")
	}
	options, session, err := a.passkeys.web.BeginRegistration(owner, webauthn.WithExclusions(webauthn.Credentials(owner.keys).CredentialDescriptors()))
	if err != nil {
		return spotter.PasskeyCeremony{}, err
	}
	return a.keepCeremony(ctx, id.User, session, options.Response)
}

// FinishPasskey stores the passkey that an authenticator made. CodeConflict ceremony_ended when the
// ceremony is over, passkey_known when the passkey is stored already; CodeInvalid when the answer does
// not fit the ceremony.
func (a *Accounts) FinishPasskey(ctx context.Context, id Identity, in *spotter.PasskeyRegistration) (spotter.Passkey, error) {
	if id.Login.IsZero() {
		return spotter.Passkey{}, loginRequired()
	}
	if err := a.passkeys.ready(); err != nil {
		return spotter.Passkey{}, err
	}
	if first, done, err := replayed[spotter.Passkey](ctx, a, id.Caller()); done || err != nil {
		return first, err
	}
	session, err := a.takeCeremony(ctx, in.Ceremony, id.User)
	if err != nil {
		return spotter.Passkey{}, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(in.Credential)
	if err != nil {
		return spotter.Passkey{}, badCredential(err)
	}
	key, err := a.passkeys.web.CreateCredential(&keyOwner{user: spotter.User{ID: id.User}}, session, parsed)
	if err != nil {
		return spotter.Passkey{}, badCredential(err)
	}
	return a.storePasskey(ctx, id, in.Name, key)
}

func (a *Accounts) storePasskey(ctx context.Context, id Identity, name string, key *webauthn.Credential) (spotter.Passkey, error) {
	now := a.now()
	out := spotter.Passkey{ID: spotter.NewID[spotter.Passkey](now), Name: name, CreatedAt: now}
	if out.Name == "" {
		out.Name = "Passkey"
	}
	data, err := json.Marshal(key)
	if err != nil {
		return out, err
	}
	return onceIn(ctx, a.db, a.now, id.Caller(), func(tx *postgres.Tx) (spotter.Passkey, error) {
		err := tx.InsertPasskey(ctx, db.InsertPasskeyParams{UserID: id.User, ID: out.ID, CredentialID: key.ID, Credential: data, Name: out.Name, Now: now})
		if postgres.Violated(err) == "passkeys_credential_id_key" {
			err = spotter.Conflict("passkey_known", "This passkey is stored already.")
		}
		return out, err
	}, nil)
}

func badCredential(err error) error {
	return &spotter.Error{Code: spotter.CodeInvalid, Message: "The authenticator's answer does not fit: begin again.", Cause: err,
		Problems: []spotter.Problem{{Location: "body.credential", Message: "does not fit the ceremony"}}}
}

// BeginPasskeyLogin starts a sign-in by passkey; nobody has to say who is signing in. CodeLimited when the
// network address began too many, CodeUnavailable passkeys_off where there are none.
func (a *Accounts) BeginPasskeyLogin(ctx context.Context, from Client) (spotter.PasskeyCeremony, error) {
	if err := a.passkeys.ready(); err != nil {
		return spotter.PasskeyCeremony{}, err
	}
	if _, err := a.throttle.admit(ctx, a.throttle.ceremony(from)); err != nil {
		return spotter.PasskeyCeremony{}, err
	}
	options, session, err := a.passkeys.web.BeginDiscoverableLogin()
	if err != nil {
		return spotter.PasskeyCeremony{}, err
	}
	return a.keepCeremony(ctx, spotter.UserID{}, session, options.Response)
}

// FinishPasskeyLogin signs a person in by what an authenticator signed. CodeConflict ceremony_ended when
// the ceremony is over, CodeUnauthorized invalid_credentials for a passkey that is not known, does not
// fit, or seems to have been copied.
func (a *Accounts) FinishPasskeyLogin(ctx context.Context, from Client, in *spotter.PasskeyAssertion) (spotter.SignedIn, error) {
	if err := a.passkeys.ready(); err != nil {
		return spotter.SignedIn{}, err
	}
	session, err := a.takeCeremony(ctx, in.Ceremony, spotter.UserID{})
	if err != nil {
		return spotter.SignedIn{}, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(in.Credential)
	if err != nil {
		return spotter.SignedIn{}, badCredential(err)
	}
	id, _, err := a.db.FindPasskey(ctx, parsed.RawID)
	if postgres.IsNoRows(err) {
		return spotter.SignedIn{}, wrongPasskey(err)
	}
	if err != nil {
		return spotter.SignedIn{}, err
	}
	var signed spotter.SignedIn
	err = a.db.Write(ctx, person(id), func(tx *postgres.Tx) error {
		if err := a.usePasskey(ctx, tx, session, parsed); err != nil {
			return err
		}
		signed, err = a.startLogin(ctx, tx, from)
		return err
	})
	return signed, err
}

// usePasskey checks an assertion against the stored passkey and notes its use, one at a time.
func (a *Accounts) usePasskey(ctx context.Context, tx *postgres.Tx, session webauthn.SessionData, parsed *protocol.ParsedCredentialAssertionData) error {
	now, id := a.now(), tx.Caller.User
	held, err := tx.HoldUser(ctx, id)
	if postgres.IsNoRows(err) || err == nil && !held.Active {
		return wrongPasskey(err)
	}
	if err != nil {
		return err
	}
	row, err := tx.LockPasskey(ctx, db.LockPasskeyParams{UserID: id, CredentialID: parsed.RawID})
	if postgres.IsNoRows(err) {
		return wrongPasskey(err)
	}
	if err != nil {
		return err
	}
	owner, err := a.keyOwner(ctx, tx.Queries, id)
	if err != nil {
		return err
	}
	key, err := a.passkeys.web.ValidateDiscoverableLogin(func(_, _ []byte) (webauthn.User, error) { return owner, nil }, session, parsed)
	if err != nil || key.Authenticator.CloneWarning {
		return wrongPasskey(err)
	}
	data, err := json.Marshal(key)
	if err != nil {
		return err
	}
	return tx.UsePasskey(ctx, db.UsePasskeyParams{UserID: id, ID: row.ID, Credential: data, Now: &now})
}

func wrongPasskey(cause error) error {
	err := unauthorized("invalid_credentials", "This passkey is not known here or does not fit: sign in by other means.")
	err.Cause = cause
	return err
}

// Passkeys lists the caller's passkeys, the oldest first.
func (a *Accounts) Passkeys(ctx context.Context, id Identity) ([]spotter.Passkey, error) {
	rows, err := a.db.As(id.Caller()).ListPasskeys(ctx, id.User)
	out := make([]spotter.Passkey, 0, len(rows))
	for _, r := range rows {
		out = append(out, spotter.Passkey{ID: r.ID, Name: r.Name, CreatedAt: r.CreatedAt, LastUsed: r.LastUsedAt})
	}
	return out, err
}

// DeletePasskey forgets a passkey. CodeNotFound when it is none of the caller's; CodeForbidden
// login_required with a personal token.
func (a *Accounts) DeletePasskey(ctx context.Context, id Identity, passkey spotter.PasskeyID) error {
	if id.Login.IsZero() {
		return loginRequired()
	}
	return a.do(ctx, id.Caller(), func(tx *postgres.Tx) error {
		n, err := tx.DeletePasskey(ctx, db.DeletePasskeyParams{UserID: id.User, ID: passkey})
		if err == nil && n == 0 {
			err = spotter.NotFound("passkey")
		}
		return err
	})
}
