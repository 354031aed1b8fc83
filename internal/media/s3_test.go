package media

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"spotter"
)

const bucket, region = "photos", "eu-central-1"

var identity = aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI"}

func s3Bench(t *testing.T) (*bench, *S3) {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket(bucket); err != nil {
		t.Fatal(err)
	}
	clock := &clock{}
	server := httptest.NewServer(verifying(clock.now, gofakes3.New(backend, gofakes3.WithLogger(gofakes3.DiscardLog())).Server()))
	t.Cleanup(server.Close)
	store := newS3(t, server.URL, server.Client())
	return &bench{t, store, clock, server.Client()}, store
}

func newS3(t *testing.T, endpoint string, client *http.Client) *S3 {
	t.Helper()
	store, err := NewS3(S3Config{Endpoint: endpoint, Bucket: bucket, Region: region,
		AccessKeyID: identity.AccessKeyID, SecretAccessKey: identity.SecretAccessKey, HTTP: client})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// verifying stands before gofakes3, which looks at no signature: it computes the signature of a signed
// URL again, over the headers that the URL says are signed, as they arrived. Requests of the SDK itself
// only have to be signed somehow.
func verifying(now func() time.Time, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		direct := strings.HasPrefix(r.Header.Get("Authorization"), "AWS4-HMAC-SHA256 Credential="+identity.AccessKeyID)
		if direct || signed(r, now()) {
			next.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(http.StatusForbidden)
	})
}

func signed(r *http.Request, now time.Time) bool {
	q := r.URL.Query()
	given, names := q.Get("X-Amz-Signature"), strings.Split(q.Get("X-Amz-SignedHeaders"), ";")
	at, err := time.Parse("20060102T150405Z", q.Get("X-Amz-Date"))
	life, lifeErr := strconv.Atoi(q.Get("X-Amz-Expires"))
	if given == "" || err != nil || lifeErr != nil || now.After(at.Add(time.Duration(life)*time.Second)) {
		return false
	}
	for _, name := range []string{"X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date", "X-Amz-Algorithm", "X-Amz-Credential"} {
		q.Del(name)
	}
	again, err := http.NewRequestWithContext(r.Context(), r.Method, "http://"+r.Host+r.URL.Path+"?"+q.Encode(), nil)
	if err != nil {
		return false
	}
	for _, name := range names {
		if values := r.Header.Values(name); len(values) > 0 {
			again.Header[http.CanonicalHeaderKey(name)] = values
		}
	}
	if slices.Contains(names, "content-length") {
		again.ContentLength = r.ContentLength
	}
	want, _, err := v4.NewSigner().PresignHTTP(r.Context(), identity, again, "UNSIGNED-PAYLOAD", "s3", region, at,
		func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true })
	return err == nil && strings.Contains(want, "X-Amz-Signature="+given)
}

// TestSizeAndTypeAreSigned looks at the URL itself: the gateway of these tests is ours, a real one
// compares what the URL says is signed.
func TestSizeAndTypeAreSigned(t *testing.T) {
	t.Parallel()
	store := newS3(t, "https://s3.example.org", nil)
	address, headers, err := store.PutURL(t.Context(), photo, jpeg, 1234, 15*time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if got := q.Get("X-Amz-SignedHeaders"); got != "content-length;content-type;host" {
		t.Errorf("signed headers: %s", got)
	}
	if u.Host != "s3.example.org" || u.Path != "/"+bucket+"/"+photo || q.Get("X-Amz-Expires") != "900" {
		t.Errorf("URL %s", address)
	}
	for name := range q {
		if strings.Contains(strings.ToLower(name), "checksum") {
			t.Errorf("%s is wanted, which older gateways do not know", name)
		}
	}
	if len(headers) != 1 || headers["Content-Type"] != jpeg {
		t.Errorf("headers %v", headers)
	}
	if strings.Contains(address, identity.SecretAccessKey) {
		t.Error("the secret is in the URL")
	}
}

func TestS3ThatDoesNotWork(t *testing.T) {
	t.Parallel()
	denied := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }))
	t.Cleanup(denied.Close)
	empty := httptest.NewServer(gofakes3.New(s3mem.New(), gofakes3.WithLogger(gofakes3.DiscardLog())).Server())
	t.Cleanup(empty.Close)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	for name, server := range map[string]*httptest.Server{"denied": denied, "no bucket": empty, "away": gone} {
		store := newS3(t, server.URL, server.Client())
		store.client = s3.New(store.client.Options(), func(o *s3.Options) { o.RetryMaxAttempts = 1 })
		checks := map[string]error{"delete": store.Delete(t.Context(), photo), "delete all": store.DeleteAll(t.Context(), ann), "probe": store.Probe(t.Context())}
		if name != "no bucket" { // a HEAD tells nothing about why
			_, checks["size"] = store.Size(t.Context(), photo)
		}
		for what, err := range checks {
			if what == "probe" && err == nil || what != "probe" && spotter.CodeOf(err) != spotter.CodeUnavailable {
				t.Errorf("%s, %s: %v", name, what, err)
			}
			if err != nil && strings.Contains(err.Error(), "X-Amz-Signature") {
				t.Errorf("%s, %s: the error holds a signed URL: %v", name, what, err)
			}
		}
	}
}

func TestS3ConfigIsChecked(t *testing.T) {
	t.Parallel()
	if _, err := NewS3(S3Config{Bucket: bucket, Region: region}); err == nil {
		t.Error("accepted without a key")
	}
	store, err := NewS3(S3Config{Bucket: bucket, Region: region, AccessKeyID: "a", SecretAccessKey: "b"})
	if err != nil {
		t.Fatal(err)
	}
	address, err := store.GetURL(t.Context(), photo, jpeg, time.Minute)
	if err != nil || !strings.HasPrefix(address, "https://"+bucket+".s3."+region+".amazonaws.com/"+photo+"?") {
		t.Errorf("%s, %v", address, err)
	}
}
