package postgres

import (
	"context"
	"time"

	"spotter"
)

// FoundUser is what a sign-in has to know of an account before it proves anything.
type FoundUser struct {
	ID            spotter.UserID
	PasswordHash  *string // nil: signs in by other means
	Active        bool
	EmailVerified bool
	GoogleSubject *string
	Addresses     []string // network addresses that it signed in from before
}

// FoundLogin is a refresh token's place: a login of a user.
type FoundLogin struct {
	User   spotter.UserID
	Login  spotter.LoginID
	Active bool
}

// FoundToken is a personal token by its hash.
type FoundToken struct {
	User      spotter.UserID
	ID        spotter.TokenID
	Scopes    []spotter.Scope
	ExpiresAt time.Time
	LastUsed  *time.Time
	Active    bool
}

// Limit is one counter that an attempt stands under; see auth.admit.
type Limit struct {
	Key   []byte
	Free  float64       // attempts without a wait
	Most  time.Duration // the longest wait
	Drain time.Duration // one failure is forgotten in this time
}

// The look-ups that run before there is a user answer [IsNoRows] when nothing is found.

// FindUser looks a person up by the lower-case e-mail address.
func (d *DB) FindUser(ctx context.Context, key string) (FoundUser, error) {
	var u FoundUser
	row := d.lookup().QueryRow(ctx, `select id, password_hash, active, email_verified, google_subject, addresses from auth.find_user($1)`, key)
	err := row.Scan(&u.ID, &u.PasswordHash, &u.Active, &u.EmailVerified, &u.GoogleSubject, &u.Addresses)
	return u, err
}

// FindGoogle looks a person up by the subject of a Google account.
func (d *DB) FindGoogle(ctx context.Context, subject string) (user spotter.UserID, active bool, err error) {
	err = d.lookup().QueryRow(ctx, `select id, active from auth.find_google($1)`, subject).Scan(&user, &active)
	return user, active, err
}

// FindRefresh looks a refresh token up by its SHA-256.
func (d *DB) FindRefresh(ctx context.Context, hash []byte) (FoundLogin, error) {
	var l FoundLogin
	row := d.lookup().QueryRow(ctx, `select user_id, login_id, active from auth.find_refresh($1)`, hash)
	err := row.Scan(&l.User, &l.Login, &l.Active)
	return l, err
}

// FindToken looks a personal token up by its SHA-256.
func (d *DB) FindToken(ctx context.Context, hash []byte) (FoundToken, error) {
	var t FoundToken
	row := d.lookup().QueryRow(ctx, `select user_id, id, scopes, expires_at, last_used_at, active from auth.find_token($1)`, hash)
	err := row.Scan(&t.User, &t.ID, &t.Scopes, &t.ExpiresAt, &t.LastUsed, &t.Active)
	return t, err
}

// FindPasskey looks a person up by the id of a passkey's credential.
func (d *DB) FindPasskey(ctx context.Context, credential []byte) (user spotter.UserID, active bool, err error) {
	err = d.lookup().QueryRow(ctx, `select user_id, active from auth.find_passkey($1)`, credential).Scan(&user, &active)
	return user, active, err
}

// FindEmailToken looks up whose a mailed token is.
func (d *DB) FindEmailToken(ctx context.Context, id spotter.UUID) (spotter.UserID, error) {
	var user spotter.UserID
	err := d.lookup().QueryRow(ctx, `select user_id from auth.find_email_token($1) as user_id`, id).Scan(&user)
	return user, err
}

// Admit counts an attempt under all limits and answers 0, or counts nothing and answers how long to wait.
func (d *DB) Admit(ctx context.Context, limits []Limit, now time.Time) (time.Duration, error) {
	var keys [][]byte
	var free, most, drain []float64
	for _, l := range limits {
		keys, free = append(keys, l.Key), append(free, l.Free)
		most, drain = append(most, l.Most.Seconds()), append(drain, l.Drain.Seconds())
	}
	var seconds float64
	err := d.lookup().QueryRow(ctx, `select auth.admit($1, $2, $3, $4, $5)`, keys, free, most, drain, now).Scan(&seconds)
	return time.Duration(seconds * float64(time.Second)), err
}

// TakeCeremony answers what was kept under id and forgets it.
func (d *DB) TakeCeremony(ctx context.Context, id spotter.UUID, now time.Time) ([]byte, error) {
	var data []byte
	err := d.lookup().QueryRow(ctx, `select data from auth.take_ceremony($1, $2) as data`, id, now).Scan(&data)
	return data, err
}

// Revoked answers what was revoked in the last while.
func (d *DB) Revoked(ctx context.Context, last time.Duration) ([]spotter.UUID, error) {
	rows, err := d.lookup().Query(ctx, `select subject from auth.revoked($1) as subject`, last)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []spotter.UUID
	for rows.Next() {
		var id spotter.UUID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

// StaleUpload is an upload that was announced and not completed.
type StaleUpload struct {
	User  spotter.UserID
	Photo spotter.PhotoID
}

// StaleUploads are up to limit uploads of all people that were announced before a time, the oldest first.
func (d *DB) StaleUploads(ctx context.Context, before time.Time, limit int) ([]StaleUpload, error) {
	rows, err := d.lookup().Query(ctx, `select user_id, id from app.stale_uploads($1, $2)`, before, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []StaleUpload
	for rows.Next() {
		var u StaleUpload
		if err := rows.Scan(&u.User, &u.Photo); err != nil {
			return nil, err
		}
		out = append(out, u)
	}
	return out, rows.Err()
}

// VoiceToTend is a voice session that has no agent, or has gone on for too long.
type VoiceToTend struct {
	User    spotter.UserID
	Session spotter.VoiceSessionID
}

// VoiceToTend are up to limit voice sessions of all people that somebody has to look after now.
func (d *DB) VoiceToTend(ctx context.Context, now time.Time, limit int) ([]VoiceToTend, error) {
	rows, err := d.lookup().Query(ctx, `select user_id, id from app.voice_sessions_to_tend($1, $2)`, now, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []VoiceToTend
	for rows.Next() {
		var v VoiceToTend
		if err := rows.Scan(&v.User, &v.Session); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// VoiceOwner tells whose a voice session is; [IsNoRows] when there is none that has not ended.
func (d *DB) VoiceOwner(ctx context.Context, session spotter.VoiceSessionID) (spotter.UserID, error) {
	var user spotter.UserID
	err := d.lookup().QueryRow(ctx, `select app.voice_session_owner($1)`, session).Scan(&user)
	return user, err
}

func (d *DB) lookup() scoped { return scoped{d.pool, spotter.Caller{}} }
