package coach

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	jsonpatch "github.com/evanphx/json-patch/v5"

	"spotter"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/internal/strict"
	"spotter/science/safety"
)

func profileKey(user spotter.UserID) string { return user.String() }

// ProfileCache is what the names of cached profiles begin with, in the cache and in the ledger of
// invalidations; it changes when what is cached does.
const ProfileCache = "profile:"

// ProfileJSON is the profile as it is sent, and its version: from the cache when it holds it. Before
// completion it is not found (no_profile).
func (c *Coach) ProfileJSON(ctx context.Context, caller spotter.Caller) (body []byte, version int, err error) {
	value, err := c.cache.Get(ctx, profileKey(caller.User), func(ctx context.Context) ([]byte, int64, error) {
		profile, err := c.loadProfile(ctx, caller)
		return framed(profile), int64(profile.Version), err
	})
	if err != nil {
		return nil, 0, err
	}
	return unframed(value)
}

// framed puts the version before the JSON, so that the hot path need not parse it.
func framed(p spotter.Profile) []byte {
	return append([]byte(strconv.Itoa(p.Version)+"\n"), mustJSON(p)...)
}

func unframed(value []byte) ([]byte, int, error) {
	head, body, _ := bytes.Cut(value, []byte("\n"))
	version, err := strconv.Atoi(string(head))
	return body, version, err
}

func (c *Coach) loadProfile(ctx context.Context, caller spotter.Caller) (spotter.Profile, error) {
	row, err := c.db.Read(caller).GetProfile(ctx, caller.User)
	if err != nil {
		return spotter.Profile{}, noProfile(err)
	}
	profile, err := profileOf(row.Version, row.Document, row.UpdatedAt)
	profile.ProfileDocument = visible(profile.ProfileDocument)
	return profile, err
}

func noProfile(err error) error {
	if postgres.IsNoRows(err) {
		return &spotter.Error{Code: spotter.CodeNotFound, Detail: "no_profile", Message: "There is no profile yet; complete the onboarding first."}
	}
	return err
}

// visible is a document as anyone may read it.
func visible(d spotter.ProfileDocument) spotter.ProfileDocument {
	if safety.HidesNumbers(d.Screening) {
		d.Goals.TargetWeightKG = nil
	}
	return d
}

// hidesNumbers reports whether the profile forbids targets. A profile that has just been dropped may have.
func (c *Coach) hidesNumbers(ctx context.Context, caller spotter.Caller) (bool, error) {
	body, _, err := c.ProfileJSON(ctx, caller)
	if spotter.CodeOf(err) == spotter.CodeNotFound {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	var profile struct {
		Screening spotter.Screening `json:"screening"`
	}
	err = json.Unmarshal(body, &profile)
	return safety.HidesNumbers(profile.Screening), err
}

// PatchProfile applies a JSON merge patch (RFC 7396) to the profile and keeps the result as a new
// version. What changes safety takes effect in every read at once, and replacements are proposed.
func (c *Coach) PatchProfile(ctx context.Context, caller spotter.Caller, patch json.RawMessage, reason string, ifVersion int) (spotter.Profile, error) {
	return c.changeProfile(ctx, caller, ifVersion, func(now spotter.ProfileDocument) (spotter.ProfileDocument, string, error) {
		merged, err := jsonpatch.MergePatch(mustJSON(now), patch)
		if err != nil {
			return now, "", &spotter.Error{Code: spotter.CodeMalformed, Message: "The patch is not a JSON object.", Cause: err}
		}
		var next spotter.ProfileDocument
		if err := strict.Decode(merged, &next, "body"); err != nil {
			return now, "", err
		}
		return next, reason, spotter.Invalid(below("body.", next.CheckChange(now, c.latestDate())))
	})
}

// RestoreProfile makes an earlier version the newest, beside every reason for care that was told since:
// allergies, injuries and yeses of the screening are taken away by a change of their own, never on the way.
func (c *Coach) RestoreProfile(ctx context.Context, caller spotter.Caller, version, ifVersion int) (spotter.Profile, error) {
	row, err := c.db.As(caller).GetProfileVersion(ctx, db.GetProfileVersionParams{UserID: caller.User, Version: version})
	if err != nil {
		return spotter.Profile{}, orNotFound(err, "version")
	}
	return c.changeProfile(ctx, caller, ifVersion, func(now spotter.ProfileDocument) (spotter.ProfileDocument, string, error) {
		var earlier spotter.ProfileDocument
		if err := json.Unmarshal(row.Document, &earlier); err != nil {
			return now, "", err
		}
		next, kept := safety.Keep(now, earlier, c.today(now.Answers()))
		reason := "Restored version " + strconv.Itoa(version)
		if len(kept) > 0 {
			reason += "; kept what was told since: " + strings.Join(kept, ", ")
		}
		return next, reason, nil
	})
}

// changeProfile saves what change makes of the profile, for the reason that it gives.
func (c *Coach) changeProfile(ctx context.Context, caller spotter.Caller, ifVersion int, change func(spotter.ProfileDocument) (spotter.ProfileDocument, string, error)) (spotter.Profile, error) {
	release := c.cache.Block(ctx, profileKey(caller.User))
	profile, err := once(ctx, c, caller, func(tx *postgres.Tx) (spotter.Profile, error) {
		row, err := tx.LockProfile(ctx, caller.User)
		if err != nil {
			return spotter.Profile{}, noProfile(err)
		}
		if ifVersion != 0 && ifVersion != row.Version {
			return spotter.Profile{}, changedSince()
		}
		before, err := profileOf(row.Version, row.Document, row.UpdatedAt)
		if err != nil {
			return spotter.Profile{}, err
		}
		next, reason, err := change(before.ProfileDocument)
		if err != nil {
			return spotter.Profile{}, err
		}
		return c.applyProfile(ctx, tx, before, next, reason)
	})
	release(ctx, err == nil)
	profile.ProfileDocument = visible(profile.ProfileDocument)
	return profile, err
}

// below puts the locations of problems under a root.
func below(root string, problems []spotter.Problem) []spotter.Problem {
	for i := range problems {
		problems[i].Location = root + problems[i].Location
	}
	return problems
}

// applyProfile saves a changed document; one that changes nothing makes no version.
func (c *Coach) applyProfile(ctx context.Context, tx *postgres.Tx, before spotter.Profile, next spotter.ProfileDocument, reason string) (spotter.Profile, error) {
	if bytes.Equal(mustJSON(before.ProfileDocument), mustJSON(next)) {
		return before, nil
	}
	profile, err := c.saveProfile(ctx, tx, next, reason)
	if err != nil {
		return before, err
	}
	if next.About.TimeZone != before.About.TimeZone {
		now := c.now()
		if err := tx.MarkOnboarded(ctx, db.MarkOnboardedParams{UserID: tx.Caller.User, At: &now, TimeZone: next.About.TimeZone}); err != nil {
			return before, err
		}
	}
	if err := c.remindOfWater(ctx, tx, before.Hydration, next.Hydration); err != nil {
		return before, err
	}
	return profile, c.proposeReplacements(ctx, tx, before.ProfileDocument, next)
}

// remindOfWater switches the reminders when the profile's own switch for them has been moved.
func (c *Coach) remindOfWater(ctx context.Context, tx *postgres.Tx, before, next spotter.Hydration) error {
	if before.Enabled == next.Enabled {
		return nil
	}
	now, err := tx.GetReminderSettings(ctx, tx.Caller.User)
	if err != nil {
		return noProfile(err)
	}
	_, err = tx.PutReminderSettings(ctx, db.PutReminderSettingsParams{UserID: tx.Caller.User, Workout: now.Workout, Meal: now.Meal,
		Water: next.Enabled, WeeklyReview: now.WeeklyReview})
	return err
}

// saveProfile stores a document as the next version, with its history entry and its invalidation.
func (c *Coach) saveProfile(ctx context.Context, tx *postgres.Tx, document spotter.ProfileDocument, reason string) (spotter.Profile, error) {
	user, now := tx.Caller.User, c.now()
	last, err := tx.LastProfileVersion(ctx, user)
	if err != nil {
		return spotter.Profile{}, err
	}
	encoded, version := mustJSON(document), last+1
	if err := tx.PutProfile(ctx, db.PutProfileParams{UserID: user, Version: version, Document: encoded, Now: now}); err != nil {
		return spotter.Profile{}, err
	}
	err = tx.InsertProfileVersion(ctx, db.InsertProfileVersionParams{UserID: user, Version: version, Document: encoded,
		Reason: reason, Actor: string(tx.Caller.Actor), Now: now})
	if err != nil {
		return spotter.Profile{}, err
	}
	return spotter.Profile{Version: version, UpdatedAt: now, ProfileDocument: document}, invalidate(ctx, tx, profileKey(user))
}

// invalidate adds the row that a killed process leaves behind for others to mend the cache by.
func invalidate(ctx context.Context, tx *postgres.Tx, key string) error {
	if err := tx.HoldCacheServers(ctx); err != nil {
		return err
	}
	return tx.InsertInvalidation(ctx, db.InsertInvalidationParams{UserID: tx.Caller.User, Key: ProfileCache + key})
}

// ProfileVersions pages through the history, newest first; before is the version to start below, 0 for
// the newest.
func (c *Coach) ProfileVersions(ctx context.Context, caller spotter.Caller, before, limit int) (Page[spotter.ProfileVersion], error) {
	rows, err := c.db.As(caller).ListProfileVersions(ctx, db.ListProfileVersionsParams{UserID: caller.User, Before: before, Most: int32(limit + 1)})
	if err != nil {
		return Page[spotter.ProfileVersion]{}, err
	}
	return page(rows, limit,
		func(r db.ListProfileVersionsRow) string { return strconv.Itoa(r.Version) },
		func(r db.ListProfileVersionsRow) (spotter.ProfileVersion, error) {
			out := spotter.ProfileVersion{Version: r.Version, CreatedAt: r.CreatedAt, Reason: r.Reason, Actor: spotter.Actor(r.Actor)}
			if err := json.Unmarshal(r.Document, &out.Document); err != nil {
				return out, err
			}
			now, err := answersOf(r.Answers)
			if out.Document = visible(out.Document); hidesNumbers(now) {
				out.Document.Goals.TargetWeightKG = nil
			}
			return out, err
		})
}

func changedSince() error {
	return &spotter.Error{Code: spotter.CodePrecondition, Message: "It has changed since you read it; read it again."}
}

func profileOf(version int, document json.RawMessage, updatedAt time.Time) (spotter.Profile, error) {
	p := spotter.Profile{Version: version, UpdatedAt: updatedAt}
	err := json.Unmarshal(document, &p.ProfileDocument)
	return p, err
}
