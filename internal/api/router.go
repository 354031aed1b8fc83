package api

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cespare/xxhash/v2"
	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"spotter"
	"spotter/catalog/drawing"
	"spotter/internal/coach"
	"spotter/internal/strict"
	"spotter/internal/telemetry"
	"spotter/lang"
)

// maxBody is how many bytes a JSON body may have unless its operation says otherwise.
const maxBody = 1 << 20

// operation is one route: what routes.go lists.
type operation struct {
	method     string
	path       string // below /api/v1
	id         string // operationId
	tag        string
	summary    string
	detail     string
	status     int  // of success; 0 means 200, or 204 for an answer without a body
	open       bool // needs no identity
	tokens     bool // answers with tokens: never stored under an Idempotency-Key
	session    bool // gives, takes or ends a sign-in: by cookie with the web client
	match      bool // honours If-Match
	single     bool // reads a single resource: carries ETag and honours If-None-Match
	varies     bool // what it shows depends on more than its revision: the ETag tells all of it
	mayBeEmpty bool // an absent body stands for {}
	approves   bool // is the person's own yes: a personal token needs the scope for it
	tongues    bool // heeds Accept-Language
	events     bool // may answer with events
	onlyEvents bool // answers with nothing else
	resumes    bool // honours Last-Event-ID
	file       file // the body is a file instead of JSON, and its B is []byte

	media string // type of an answer that is not JSON
}

// file says what a body is that is no JSON.
type file struct {
	kind string // media type; empty: the body is JSON
	most int    // bytes
	what string // for the document
}

// none stands for no parameters, no body or no answer.
type none struct{}

// call is a request that has been read: who asks and what it carries besides its parameters and body.
type call struct {
	spotter.Caller
	Identity   coach.Identity
	Address    string // network address of the client
	Device     string // what the client calls itself
	Accept     string // Accept-Language
	IfRevision int    // from If-Match: 0 for any, -1 for one that cannot exist
	etag       string
	forms      string // Accept
	lastEvent  string // Last-Event-ID
	proof      string // Authorization, where it is no bearer token of ours
	connection *http.ResponseController
	browser    *browser             // nil unless the web client keeps its sign-in in a cookie
	safe       []spotter.SafeAnswer // to red flags in the body
}

// patience lets the answer take until a time; where that cannot be changed, it stays.
func (c *call) patience(until time.Time) {
	_ = c.connection.SetReadDeadline(time.Time{}) // the body has been read; it would end the request
	_ = c.connection.SetWriteDeadline(until)
}

// revision makes the answer's ETag from a version number.
func (c *call) revision(n int) { c.etag = `"` + strconv.Itoa(n) + `"` }

// router registers operations on net/http's mux and lists them for the OpenAPI document.
type router struct {
	mux      *http.ServeMux
	listed   []func(*huma.OpenAPI) // each writes an operation down
	identify func(context.Context, string) (coach.Identity, error)
	address  func(*http.Request) string
	metrics  *telemetry.Metrics
	cookies  cookies
	now      func() time.Time
	log      *slog.Logger
	safe     func(context.Context, spotter.Caller, ...string) []spotter.SafeAnswer
	speaker  func(context.Context, spotter.Caller, string) lang.Speaker
	speak    func(lang.Speaker, any)
	worded   []string // ids of the operations whose bodies may hold a person's words

	desk      Desk
	limiter   Limiter
	stopping  <-chan struct{}
	streams   *streams
	beatEvery time.Duration
}

// register adds one operation. P is the param struct, B the body and R the answer; none where there is
// none. The handler gets input that has been read, checked and authorised.
func register[P, B, R any](rt *router, op operation, handle func(context.Context, *call, *P, *B) (R, error)) {
	params := paramsOf(reflect.TypeFor[P]())
	hasBody := reflect.TypeFor[B]() != reflect.TypeFor[none]()
	rt.listed = append(rt.listed, func(doc *huma.OpenAPI) { document[P, B, R](doc, op, params) })
	speaks := lang.Holds(reflect.TypeFor[R]())
	op.tongues = op.tongues || speaks
	worded := hasBody && op.takesWords()
	if worded {
		rt.worded = append(rt.worded, op.id)
	}
	answer := func(r *http.Request, c *call, data []byte) (any, error) {
		var p P
		if err := read(r, params, reflect.ValueOf(&p).Elem()); err != nil {
			return nil, err
		}
		var b B
		if file, ok := any(&b).(*[]byte); ok {
			*file = data
		} else if hasBody {
			if err := strict.Decode(data, &b, "body"); err != nil {
				return nil, err
			}
		}
		out, err := handle(r.Context(), c, &p, &b)
		if err == nil && speaks {
			rt.tell(r.Context(), c, &out)
		}
		return out, err
	}
	serve := func(w http.ResponseWriter, r *http.Request) error {
		c, data, err := rt.open(w, r, op, hasBody)
		if err != nil {
			return err
		}
		if worded {
			c.notice(w, rt.safe(r.Context(), c.Caller, strict.Texts(data)...))
		}
		result, err := answer(r, c, data)
		if err != nil {
			return c.refused(err)
		}
		if s, ok := result.(eventStream); ok {
			return c.refused(rt.stream(w, r, c, s))
		}
		return respond(w, r, op, c, result)
	}
	path := "/api/v1" + op.path
	rt.mux.Handle(op.method+" "+path, rt.counted(op.method, path, func(w http.ResponseWriter, r *http.Request) {
		if err := serve(w, r); err != nil {
			fail(w, r, rt.log, err)
		}
	}))
}

// tell puts what an answer says into the reader's language, which its ETag names.
func (rt *router) tell(ctx context.Context, c *call, answer any) {
	s := rt.speaker(ctx, c.Caller, c.Accept)
	rt.speak(s, answer)
	if c.etag != "" && s.Language() != lang.Languages[0] {
		c.etag = strings.TrimSuffix(c.etag, `"`) + "." + s.Language() + `"`
	}
}

// counted measures a route.
func (rt *router) counted(method, path string, next http.HandlerFunc) http.HandlerFunc {
	if rt.metrics == nil {
		return next
	}
	route := rt.metrics.Route(method, path)
	return func(w http.ResponseWriter, r *http.Request) {
		start := rt.now()
		next(w, r)
		if rec, ok := w.(*recorder); ok {
			route.Observe(rec.status, rt.now().Sub(start))
		}
	}
}

// open establishes who asks and reads the body.
func (rt *router) open(w http.ResponseWriter, r *http.Request, op operation, hasBody bool) (*call, []byte, error) {
	c := &call{Address: rt.address(r), Device: device(r), Accept: r.Header.Get("Accept-Language"),
		forms: strings.Join(r.Header.Values("Accept"), ","), lastEvent: r.Header.Get("Last-Event-ID"), connection: http.NewResponseController(w)}
	if op.session && fromWeb(r) {
		c.browser = &browser{rt.cookies, rt.cookies.held(r), w}
	}
	if !op.open {
		identity, err := rt.identify(r.Context(), bearer(r))
		if err != nil {
			return nil, nil, err
		}
		if err := inScope(identity, op); err != nil {
			return nil, nil, err
		}
		c.Identity, c.Caller = identity, spotter.Caller{User: identity.User, Actor: spotter.ActorPerson}
	}
	if op.open {
		c.proof = r.Header.Get("Authorization")
	}
	c.IfRevision = ifMatch(r, op)
	var data []byte
	if hasBody {
		var err error
		if data, err = rt.readBody(w, r, op); err != nil {
			return nil, nil, err
		}
	}
	return c, data, c.once(r, op, data)
}

// once takes the Idempotency-Key of an authenticated write.
func (c *call) once(r *http.Request, op operation, body []byte) error {
	key := r.Header.Get("Idempotency-Key")
	if key == "" || op.open || op.tokens || op.method == http.MethodGet {
		return nil
	}
	if len(key) > 255 || strings.IndexFunc(key, notPrintable) >= 0 {
		return spotter.InvalidField("header.Idempotency-Key", "must have between 1 and 255 characters, all of them printable ASCII")
	}
	h := sha256.New()
	_, _ = io.WriteString(h, r.Method+" "+r.URL.RequestURI()+"\n"+r.Header.Get("If-Match")+"\n")
	_, _ = h.Write(body)
	c.Once = spotter.Once{Key: key, Fingerprint: [32]byte(h.Sum(nil))}
	return nil
}

func notPrintable(r rune) bool { return r < ' ' || r > '~' }

func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return token
}

// inScope holds a personal token to its scopes.
func inScope(identity coach.Identity, op operation) error {
	return holds(identity, op.scope())
}

// scope is what a personal token needs for an operation.
func (op operation) scope() spotter.Scope {
	switch {
	case op.approves:
		return spotter.ScopeApprove
	case op.method == http.MethodGet:
		return spotter.ScopeRead
	}
	return spotter.ScopeWrite
}

// mayApprove wants a sign-in, or a token with the scope for the person's own yes.
func (c *call) mayApprove() error { return holds(c.Identity, spotter.ScopeApprove) }

// holds wants a scope of a personal token; a sign-in has them all.
func holds(identity coach.Identity, want spotter.Scope) error {
	if identity.Scopes == nil || slices.Contains(identity.Scopes, want) {
		return nil
	}
	return &spotter.Error{Code: spotter.CodeForbidden, Detail: "scope_missing", Message: "This token does not have the scope " + string(want) + "."}
}

func device(r *http.Request) string {
	name := strings.ToValidUTF8(r.UserAgent(), "")
	if runes := []rune(name); len(runes) > 200 {
		name = string(runes[:200])
	}
	return strings.ReplaceAll(name, "\x00", "")
}

// ifMatch reads the revision that a client expects.
func ifMatch(r *http.Request, op operation) int {
	value := strings.TrimSpace(r.Header.Get("If-Match"))
	if !op.match || value == "" || value == "*" {
		return 0
	}
	value, _, _ = strings.Cut(strings.Trim(strings.TrimPrefix(value, "W/"), `"`), ".") // behind it, what a reader was shown
	n, err := strconv.ParseInt(value, 10, 32)
	if err != nil || n <= 0 {
		return -1
	}
	return int(n)
}

func (rt *router) readBody(w http.ResponseWriter, r *http.Request, op operation) ([]byte, error) {
	if op.mayBeEmpty && isEmpty(r) {
		return []byte("{}"), nil
	}
	kind, most := "application/json", maxBody
	if op.file.kind != "" {
		kind, most = op.file.kind, op.file.most
		// A file may take longer than a server waits for JSON; where that cannot be changed, it stays.
		connection := http.NewResponseController(w)
		_ = connection.SetReadDeadline(rt.now().Add(fileTime))
		_ = connection.SetWriteDeadline(rt.now().Add(fileTime + time.Minute))
	}
	if !isOfKind(r, op) {
		return nil, &httpError{http.StatusUnsupportedMediaType, spotter.Error{Code: spotter.CodeMalformed,
			Detail: "unsupported_media_type", Message: "Send the body as " + kind + "."}}
	}
	var buffer bytes.Buffer
	if n := r.ContentLength; n > 0 && n <= int64(most) {
		buffer.Grow(int(n) + bytes.MinRead)
	}
	_, err := buffer.ReadFrom(http.MaxBytesReader(w, r.Body, int64(most)))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, &spotter.Error{Code: spotter.CodeTooLarge, Message: "The body is larger than " + strconv.Itoa(most>>20) + " MiB."}
	case err != nil:
		return nil, &spotter.Error{Code: spotter.CodeMalformed, Message: "The body did not arrive whole.", Cause: err}
	case buffer.Len() == 0:
		return nil, &spotter.Error{Code: spotter.CodeMalformed, Message: "A body is required, as " + kind + ".",
			Problems: []spotter.Problem{{Location: "body", Message: "is required"}}}
	}
	return buffer.Bytes(), nil
}

// isEmpty reports whether there is no body, also behind chunks that do not tell beforehand.
func isEmpty(r *http.Request) bool {
	if r.ContentLength >= 0 {
		return r.ContentLength == 0
	}
	body := bufio.NewReader(r.Body)
	_, err := body.Peek(1)
	r.Body = struct {
		io.Reader
		io.Closer
	}{body, r.Body}
	return errors.Is(err, io.EOF)
}

// fileTime is how long the bytes of a file may take.
const fileTime = 2 * time.Minute

// isOfKind reports whether the body says that it is what the operation takes, which is JSON but for files; a
// PATCH may call itself a merge patch.
func isOfKind(r *http.Request, op operation) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if op.file.kind != "" {
		return err == nil && kind == op.file.kind
	}
	return err == nil && (kind == "application/json" || (op.method == http.MethodPatch && kind == "application/merge-patch+json"))
}

// rawJSON is an answer that is JSON already, picture one that is SVG.
type (
	rawJSON []byte
	picture []byte
)

// encode writes an answer, as JSON unless it is written already. One that can append itself does so in a fraction of the time.
func encode(answer any) ([]byte, error) {
	switch a := answer.(type) {
	case rawJSON:
		return a, nil
	case picture:
		return a, nil
	case interface{ AppendJSON([]byte) []byte }:
		return a.AppendJSON(make([]byte, 0, 2048)), nil
	default:
		return json.Marshal(answer, json.Deterministic(true))
	}
}

// respond writes an answer, with its ETag where the operation reads a single resource.
func respond(w http.ResponseWriter, r *http.Request, op operation, c *call, answer any) error {
	if _, empty := answer.(none); empty {
		w.WriteHeader(orElse(op.status, http.StatusNoContent))
		return nil
	}
	body, err := encode(answer)
	if err != nil {
		return err
	}
	body = withSafety(body, c.safe)
	h := w.Header()
	h["Content-Type"] = jsonType
	h["Cache-Control"] = noStore
	if op.media != "" {
		h["Content-Type"] = []string{op.media}
		h["Cache-Control"] = forAnyone
		h["Content-Security-Policy"] = picturePolicy
	}
	if op.tongues {
		h["Vary"] = []string{"Accept-Language"}
	}
	if c.etag, err = op.entityTag(c.etag, body); err != nil {
		return err
	}
	if c.etag != "" {
		h["Etag"] = []string{c.etag}
		if op.method == http.MethodGet && matches(r.Header.Get("If-None-Match"), c.etag) {
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(orElse(op.status, http.StatusOK))
	_, _ = w.Write(body)
	return nil
}

// entityTag is the ETag of an answer with a revision, which may be empty: the revision, a hash of the body, or
// both. The order of members, which a database may change, does not count.
func (op operation) entityTag(revision string, body []byte) (string, error) {
	if !op.varies && (revision != "" || !op.single) {
		return revision, nil
	}
	if op.varies {
		value := jsontext.Value(bytes.Clone(body))
		if err := value.Canonicalize(); err != nil {
			return "", err
		}
		body = value
	}
	hash := strconv.FormatUint(xxhash.Sum64(body), 16) + `"`
	if revision == "" {
		return `"` + hash, nil
	}
	return strings.TrimSuffix(revision, `"`) + "." + hash, nil
}

var (
	jsonType  = []string{"application/json"}
	noStore   = []string{"private, no-cache"}
	forAnyone = []string{"public, max-age=3600"}

	// picturePolicy allows a picture its own style sheets, known by their hashes, and nothing else.
	picturePolicy = []string{"default-src 'none'; style-src " + strings.Join(styleHashes(), " ") + "; frame-ancestors 'none'"}
)

func styleHashes() []string {
	var out []string
	for _, style := range drawing.Styles() {
		sum := sha256.Sum256([]byte(style))
		out = append(out, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	return out
}

func matches(header, etag string) bool {
	if header == "" {
		return false
	}
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == etag || part == "*" {
			return true
		}
	}
	return false
}

func orElse(n, fallback int) int {
	if n == 0 {
		return fallback
	}
	return n
}
