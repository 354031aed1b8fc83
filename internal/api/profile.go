package api

import (
	"context"
	"encoding/json"

	"spotter"
	"spotter/internal/coach"
)

// profilePatch is a JSON merge patch (RFC 7396) with a reason beside it.
type profilePatch map[string]json.RawMessage

// versionPath names a version in the path.
type versionPath struct {
	Version int `path:"version"`
}

// paging is the query of lists whose cursor is a version number.
type paging struct {
	Limit  int `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"How many items at the most"`
	Cursor int `query:"cursor" minimum:"0" doc:"next_cursor of the page before"`
}

// idPaging is the query of lists whose cursor is an id.
type idPaging[Of any] struct {
	Limit  int             `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"How many items at the most"`
	Cursor *spotter.ID[Of] `query:"cursor" doc:"next_cursor of the page before"`
}

func profileRoutes(rt *router, c *coach.Coach) {
	const tag = "profile"
	register(rt, one("/profile", "get-profile", tag, "What every agent knows of the person"),
		func(ctx context.Context, q *call, _ *none, _ *none) (rawJSON, error) {
			body, version, err := c.ProfileJSON(ctx, q.Caller)
			q.revision(version)
			return body, err
		})
	patch := write("PATCH", "/profile", "change-profile", tag, "Change the profile by JSON merge patch; reason says why")
	patch.detail = "The body is a JSON merge patch (RFC 7396) of the profile's parts (about, screening, fitness, goals, constraints, diet, schedule, hydration, lifestyle, supplements), with an optional reason beside them. Every change is a new version. A personal token needs the scope approve for screening."
	register(rt, patch, func(ctx context.Context, q *call, _ *none, body *profilePatch) (spotter.Profile, error) {
		if _, screened := (*body)["screening"]; screened {
			if err := q.mayApprove(); err != nil {
				return spotter.Profile{}, err
			}
		}
		reason, err := body.reason()
		if err != nil {
			return spotter.Profile{}, err
		}
		merge, err := json.Marshal(*body)
		if err != nil {
			return spotter.Profile{}, err
		}
		profile, err := c.PatchProfile(ctx, q.Caller, merge, reason, q.IfRevision)
		q.revision(profile.Version)
		return profile, err
	})
	register(rt, get("/profile/versions", "list-profile-versions", tag, "The profile's history, newest first"),
		func(ctx context.Context, q *call, p *paging, _ *none) (coach.Page[spotter.ProfileVersion], error) {
			return c.ProfileVersions(ctx, q.Caller, p.Cursor, p.Limit)
		})
	register(rt, post("/profile/versions/{version}/restore", "restore-profile", tag, "Make an earlier version the newest; allergies, injuries, medicines and screening answers told since stay").withMatch().personal(),
		func(ctx context.Context, q *call, p *versionPath, _ *none) (spotter.Profile, error) {
			profile, err := c.RestoreProfile(ctx, q.Caller, p.Version, q.IfRevision)
			q.revision(profile.Version)
			return profile, err
		})
	register(rt, one("/context", "get-context", tag, "Everything that an agent is given about the person"),
		func(ctx context.Context, q *call, _ *none, _ *none) (rawJSON, error) {
			body, err := c.Context(ctx, q.Caller)
			return rawJSON(body), err
		})
}

// reason takes the reason out of a patch.
func (p profilePatch) reason() (string, error) {
	raw, given := p["reason"]
	delete(p, "reason")
	if !given {
		return "Changed by the person", nil
	}
	var reason string
	if err := json.Unmarshal(raw, &reason); err != nil || reason == "" || len([]rune(reason)) > 500 || containsNUL(reason) {
		return "", spotter.InvalidField("body.reason", "must be a sentence of 1 to 500 characters")
	}
	return reason, nil
}
