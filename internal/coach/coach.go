// Package coach holds the use cases: what a person, an agent or a job can do, one file per noun. Every
// door (REST, agent tools, MCP, voice, jobs) calls the same function with the same typed input, so that
// there is one implementation, one authorisation and one validation.
//
// A write goes: scoped transaction, load, pure rule, save, enqueue, commit, invalidate. A read is one
// round trip. Formulas live in science, shape rules in package spotter; nothing calculates here.
package coach

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"time"

	"spotter"
	"spotter/catalog"
	"spotter/catalog/drawing"
	"spotter/internal/postgres"
	"spotter/internal/postgres/db"
	"spotter/science/logbook"
	"spotter/science/safety"
	"spotter/science/shorthand"
)

// Coach is the use cases over one database.
type Coach struct {
	db           *postgres.DB
	cache        Cache
	objects      Objects
	catalogue    *catalog.Catalogue
	exercises    *catalog.Exercises
	foods        *catalog.Foods
	dishes       *catalog.Dishes
	motions      *drawing.Motions
	translations *catalog.Translations
	imports      *imports
	reading      chan struct{} // holds a place for each file of history that is being read
	now          func() time.Time
	log          *slog.Logger
	verdicts     *verdicts
	rooms        Rooms
	longestCall  time.Duration
	budget       int64 // millionths of a dollar a person and month; 0: no limit

	// Made when the first words come: each takes longer to make than a server takes to start.
	reader         func() *shorthand.Reader
	names          func() *logbook.Matcher
	recogniser     func() *safety.Recogniser
	nouns          func() map[string]bool // what a summary must not lose; made when the first is due
	supplements    *catalog.Supplements
	micronutrients catalog.Micronutrients
}

// Cache keeps profiles as bytes. Get answers from the cache or loads, once for concurrent callers; the
// version keeps a slow fill from winning. Block keeps fills and hits of a key away until released.
type Cache interface {
	Get(ctx context.Context, key string, load func(context.Context) (value []byte, version int64, err error)) ([]byte, error)
	Block(ctx context.Context, keys ...string) (release func(ctx context.Context, committed bool))
}

// Config is what a Coach is made of.
type Config struct {
	DB          *postgres.DB
	Cache       Cache         // nil: every read goes to the database
	Objects     Objects       // nil: no photos
	Rooms       Rooms         // nil: no voice
	LongestCall time.Duration // 0: [spotter.VoiceLongest]
	Budget      int64         // what a person may use of paid models in a month, in millionths of a dollar; 0: no limit
	Now         func() time.Time
	Log         *slog.Logger
}

// New reads the catalogues and makes a Coach.
func New(c Config) (*Coach, error) {
	all, err := catalog.Load()
	if err != nil {
		return nil, err
	}
	motions, err := drawing.LoadMotions()
	if err != nil {
		return nil, err
	}
	cache := c.Cache
	if cache == nil {
		cache = noCache{}
	}
	objects := c.Objects
	if objects == nil {
		objects = noObjects{}
	}
	rooms := c.Rooms
	if rooms == nil {
		rooms = noRooms{}
	}
	exercises, foods, translations := all.Exercises, all.Foods, all.Translations
	return &Coach{
		db: c.DB, cache: cache, objects: objects, now: c.Now, log: c.Log, verdicts: newVerdicts(), budget: c.Budget, rooms: rooms, longestCall: cmp.Or(c.LongestCall, spotter.VoiceLongest), catalogue: all,
		exercises: exercises, foods: translations.Foods(foods), dishes: translations.Dishes(all.Dishes), motions: motions, translations: translations, imports: &imports{},
		reader: sync.OnceValue(shorthand.New), recogniser: sync.OnceValue(safety.NewRecogniser),
		nouns: sync.OnceValue(func() map[string]bool { return nounsOf(exercises, foods, otherNames(exercises, translations)) }),
		names: sync.OnceValue(func() *logbook.Matcher {
			return logbook.NewMatcher(exercises.All(), otherNames(exercises, translations))
		}),
		reading: make(chan struct{}, readAtOnce), supplements: all.Supplements, micronutrients: all.Micronutrients,
	}, nil
}

// Catalogue is what the Coach works with.
func (c *Coach) Catalogue() *catalog.Catalogue { return c.catalogue }

// noCache loads every time.
type noCache struct{}

func (noCache) Get(ctx context.Context, _ string, load func(context.Context) ([]byte, int64, error)) ([]byte, error) {
	value, _, err := load(ctx)
	return value, err
}

func (noCache) Block(context.Context, ...string) func(context.Context, bool) {
	return func(context.Context, bool) {}
}

// latestDate is the latest date that it is anywhere on Earth: what is after it is in the future for
// everyone.
func (c *Coach) latestDate() spotter.Date {
	return spotter.DateOf(c.now().Add(14*time.Hour), time.UTC)
}

// once runs write in a transaction as caller. When the caller gave an idempotency key, the answer is
// stored in the same transaction and a repeat gets that answer, without what may not be shown any more;
// the same key for another request, or while the first is under way, is a conflict.
func once[T any](ctx context.Context, c *Coach, caller spotter.Caller, write func(*postgres.Tx) (T, error)) (T, error) {
	return onceIn(ctx, c.db, c.now, caller, write, c.again)
}

// onceIn is once for use cases that are not a Coach's. What has been stored passes through again, unless
// it is nil, before it answers a repeat.
func onceIn[T any](ctx context.Context, database *postgres.DB, now func() time.Time, caller spotter.Caller,
	write func(*postgres.Tx) (T, error), again func(context.Context, *postgres.Tx, any) error) (T, error) {
	var answer T
	err := database.Write(ctx, caller, func(tx *postgres.Tx) error {
		if caller.Once.Key != "" {
			done, err := replay(ctx, tx, now(), &answer)
			if done && err == nil && again != nil {
				err = again(ctx, tx, &answer)
			}
			if done || err != nil {
				return err
			}
		}
		var err error
		if answer, err = write(tx); err != nil || caller.Once.Key == "" {
			return err
		}
		stored, err := keep(&answer)
		if err != nil {
			return err
		}
		return tx.PutAnswer(ctx, db.PutAnswerParams{UserID: caller.User, Key: caller.Once.Key,
			Fingerprint: caller.Once.Fingerprint[:], Answer: stored, Now: now()})
	})
	return answer, err
}

// onceLife is how long an answer is kept for repeats.
const onceLife = 24 * time.Hour

// replay reads the stored answer of the caller's key into answer; done is false when there is none.
func replay(ctx context.Context, tx *postgres.Tx, now time.Time, answer any) (done bool, err error) {
	caller := tx.Caller
	free, err := tx.LockKey(ctx, caller.User.String()+" "+caller.Once.Key)
	if err != nil {
		return false, err
	}
	if !free {
		return false, spotter.Conflict("request_in_flight", "A request with this Idempotency-Key is still under way; repeat it shortly.")
	}
	stored, err := tx.GetAnswer(ctx, db.GetAnswerParams{UserID: caller.User, Key: caller.Once.Key, Since: now.Add(-onceLife)})
	if postgres.IsNoRows(err) {
		return false, tx.DropAnswer(ctx, db.DropAnswerParams{UserID: caller.User, Key: caller.Once.Key})
	}
	if err != nil {
		return false, err
	}
	if [32]byte(stored.Fingerprint) != caller.Once.Fingerprint {
		return false, spotter.Conflict("idempotency_key_reused", "This Idempotency-Key was used for another request; use a new one.")
	}
	var k kept
	if err := json.Unmarshal(stored.Answer, &k); err != nil {
		return false, err
	}
	if revision := revisionOf(answer); revision != nil {
		*revision = k.Revision
	}
	return true, json.Unmarshal(k.Answer, answer)
}

// kept is an answer as it is stored for repeats, with the revision that its JSON leaves out.
type kept struct {
	Answer   json.RawMessage `json:"answer"`
	Revision int             `json:"revision,omitempty"`
}

func keep(answer any) (json.RawMessage, error) {
	encoded, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	k := kept{Answer: encoded}
	if revision := revisionOf(answer); revision != nil {
		k.Revision = *revision
	}
	return json.Marshal(k)
}

// revisionOf is where an answer has its revision, nil when it has none.
func revisionOf(answer any) *int {
	switch a := answer.(type) {
	case *spotter.Onboarding:
		return &a.Revision
	case *spotter.Proposal:
		return &a.Revision
	case *spotter.Session:
		return &a.Revision
	case *spotter.Set:
		return &a.Revision
	case *spotter.LoggedSet:
		return &a.Revision
	case *spotter.ReminderSettings:
		return &a.Revision
	case *spotter.User:
		return &a.Revision
	}
	return nil
}

// mustJSON encodes values of our own types, which cannot fail.
func mustJSON(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic("coach: a type of ours cannot be encoded: " + err.Error())
	}
	return b
}

// nothingBehind is the end of a list whose cursor is the last row seen: an empty page, or the fault that there
// is no such row, which would pass for the end. known looks for the row.
func nothingBehind[T any](known error) (Page[T], error) {
	if postgres.IsNoRows(known) {
		known = spotter.InvalidField("query.cursor", "is no next_cursor of this list; leave it out to start again")
	}
	return Page[T]{Items: []T{}}, known
}

// Page is one page of a list, newest first.
type Page[T any] struct {
	Items      []T    `json:"items"`
	NextCursor string `json:"next_cursor,omitempty" doc:"Give it as cursor for the next page; absent on the last"`
}

// page cuts rows, of which one more than limit was asked for, into a page.
func page[Row, T any](rows []Row, limit int, cursor func(Row) string, convert func(Row) (T, error)) (Page[T], error) {
	out := Page[T]{Items: []T{}}
	for i, row := range rows {
		if i == limit {
			out.NextCursor = cursor(rows[i-1])
			break
		}
		item, err := convert(row)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, item)
	}
	return out, nil
}
