package api

import (
	"spotter/internal/coach"
)

// routes lists every operation of /api/v1.
func routes(rt *router, c *coach.Coach, a *coach.Accounts) {
	accountRoutes(rt, a)
	onboardingRoutes(rt, c)
	profileRoutes(rt, c)
	planRoutes(rt, c)
	todayRoutes(rt, c)
	workoutRoutes(rt, c)
	adviceRoutes(rt, c)
	importRoutes(rt, c)
	stateRoutes(rt, c)
	progressRoutes(rt, c)
	mealRoutes(rt, c)
	scheduleRoutes(rt, c)
	photoRoutes(rt, c)
	catalogRoutes(rt, c)
	supplementRoutes(rt, c)
	chatRoutes(rt, c)
	memoryRoutes(rt, c)
	usageRoutes(rt, c)
	voiceRoutes(rt, c)
}

func get(path, id, tag, summary string) operation {
	return operation{method: "GET", path: path, id: id, tag: tag, summary: summary}
}

func one(path, id, tag, summary string) operation {
	op := get(path, id, tag, summary)
	op.single = true
	return op
}

// image is a picture of the catalogue. It needs no identity, since an img element cannot send a token and
// nothing of a person is in it.
func image(path, id, tag, summary string) operation {
	op := one(path, id, tag, summary).translated()
	op.open, op.media = true, "image/svg+xml"
	return op
}

// translated answers in the language that the request or the person prefers.
func (op operation) translated() operation { op.tongues = true; return op }

func post(path, id, tag, summary string) operation {
	return operation{method: "POST", path: path, id: id, tag: tag, summary: summary}
}

func create(path, id, tag, summary string) operation {
	op := post(path, id, tag, summary)
	op.status = 201
	return op
}

func write(method, path, id, tag, summary string) operation {
	return operation{method: method, path: path, id: id, tag: tag, summary: summary, match: true}
}

// asShown makes the ETag tell apart what is shown, where that changes without the revision.
func (op operation) asShown() operation { op.varies = true; return op }

// personal is the person's own yes, or takes away what cannot be brought back.
func (op operation) personal() operation { op.approves = true; return op }

func (op operation) withMatch() operation { op.match = true; return op }

func (op operation) withoutMatch() operation { op.match = false; return op }

func (op operation) optionalBody() operation { op.mayBeEmpty = true; return op }
