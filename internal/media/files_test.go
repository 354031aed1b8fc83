package media

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// kept lists the files below the directory, unfinished ones too.
func kept(t *testing.T, f *Files) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(f.dir, func(name string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && !entry.IsDir() {
			out = append(out, strings.TrimPrefix(name, f.dir+"/"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestNothingIsMadeBeforeTheFirstObject(t *testing.T) {
	t.Parallel()
	b, f := filesBench(t)
	b.has(photo, 0)
	b.do("GET", b.getURL(photo), nil, nil)
	if err := errors.Join(f.Delete(t.Context(), photo), f.DeleteAll(t.Context(), ann)); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(f.dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the directory is there: %v", err)
	}
	b.keep(photo, picture(10))
	for _, name := range []string{f.dir, f.dir + "/" + photo} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is open to others: %v, %v", name, info.Mode(), err)
		}
	}
}

func TestHowAnObjectIsShown(t *testing.T) {
	t.Parallel()
	b, _ := filesBench(t)
	b.keep(photo, []byte("<script>alert(1)</script>"))
	for _, method := range []string{"GET", "HEAD"} {
		a := b.do(method, b.getURL(photo), nil, nil)
		for name, want := range map[string]string{
			"Content-Type": jpeg, "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
			"Cross-Origin-Resource-Policy": "same-origin", "Content-Length": "25", "Accept-Ranges": "bytes",
		} {
			if got := a.header.Get(name); a.status != http.StatusOK || got != want {
				t.Errorf("%s: %d, %s is %q, want %q", method, a.status, name, got, want)
			}
		}
		if !strings.HasPrefix(a.header.Get("Cache-Control"), "private, max-age=") {
			t.Errorf("%s: Cache-Control %q", method, a.header.Get("Cache-Control"))
		}
	}
}

func TestProblemsAreDocuments(t *testing.T) {
	t.Parallel()
	b, _ := filesBench(t)
	put, headers := b.putURL(photo, 10, time.Minute)
	png := map[string]string{"Content-Type": "image/png"}
	for name, test := range map[string]struct {
		answer
		status int
		code   string
	}{
		"forged":  {b.do("PUT", tampered(b, put), picture(10), headers), 403, "signature_invalid"},
		"nothing": {b.do("GET", "http://"+hostOf(t, put)+"/media/", nil, nil), 403, "signature_invalid"},
		"long":    {b.do("PUT", put, picture(11), headers), 400, "size_differs"},
		"type":    {b.do("PUT", put, picture(10), png), 415, "type_differs"},
		"missing": {b.do("GET", b.getURL(photo), nil, nil), 404, "not_found"},
		"twice":   {b.do("PUT", put+"&sig=x", picture(10), headers), 200, ""}, // the first counts
		"more":    {b.do("PUT", put+"&x=1", picture(10), headers), 403, "signature_invalid"},
	} {
		var problem struct {
			Status             int
			Code, Detail, Type string
		}
		if test.code != "" && (json.Unmarshal(test.body, &problem) != nil || test.header.Get("Content-Type") != "application/problem+json" || problem.Detail == "") {
			t.Errorf("%s: no problem document: %s", name, test.body)
		}
		if test.answer.status != test.status || problem.Code != test.code || test.code != "" && problem.Status != test.status {
			t.Errorf("%s: %d %s, want %d %s", name, test.answer.status, problem.Code, test.status, test.code)
		}
	}
	b.clock.add(2 * time.Minute)
	if a := b.do("PUT", put, picture(10), headers); a.status != 403 || !bytes.Contains(a.body, []byte("signature_expired")) {
		t.Errorf("expired: %d %s", a.status, a.body)
	}
}

func hostOf(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Host
}

// raw sends bytes as they are, then closes its side, and waits for the server to be done with them.
func raw(t *testing.T, host, text string) string {
	t.Helper()
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	_ = conn.(*net.TCPConn).CloseWrite() // the server may have ended it already
	answer, err := io.ReadAll(conn)
	if err != nil && len(answer) == 0 { // a server that reads no further may reset what it has answered
		t.Fatal(err)
	}
	return string(answer)
}

func TestPartialUploadLeavesNothing(t *testing.T) {
	t.Parallel()
	b, f := filesBench(t)
	old := picture(70_000)
	b.keep(photo, old)
	put, _ := b.putURL(photo, 60_000, time.Minute)
	u, err := url.Parse(put)
	if err != nil {
		t.Fatal(err)
	}
	head := "PUT " + u.RequestURI() + " HTTP/1.1\r\nHost: " + u.Host + "\r\nConnection: close\r\nContent-Type: " + jpeg + "\r\n"
	for name, test := range map[string]struct{ request, want string }{
		"cut off":              {head + "Content-Length: 60000\r\n\r\n" + string(picture(30_000)), "HTTP/1.1 400"},
		"without a length":     {head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "HTTP/1.1 411"},
		"more than it says":    {head + "Content-Length: 10\r\n\r\n" + string(picture(20)), "HTTP/1.1 400"},
		"a length that is two": {head + "Content-Length: 60000\r\nContent-Length: 10\r\n\r\n", "HTTP/1.1 400"},
	} {
		if got := raw(t, u.Host, test.request); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %.60q, want %s", name, got, test.want)
		}
		if names := kept(t, f); len(names) != 1 || names[0] != photo {
			t.Errorf("%s: left %v", name, names)
		}
	}
	b.has(photo, 70_000)
}

// full is a disk with little room.
type full struct {
	sink
	room int
}

func (d *full) Write(p []byte) (int, error) {
	if len(p) > d.room {
		return 0, fmt.Errorf("write: %w", syscall.ENOSPC)
	}
	d.room -= len(p)
	return d.sink.Write(p)
}

func TestFullDisk(t *testing.T) {
	t.Parallel()
	b, f := filesBench(t)
	f.create = func(root *os.Root, name string) (sink, error) {
		file, err := createFile(root, name)
		return &full{file, 50_000}, err
	}
	put, headers := b.putURL(photo, 100_000, time.Minute)
	if a := b.do("PUT", put, picture(100_000), headers); a.status != http.StatusInsufficientStorage || !bytes.Contains(a.body, []byte("storage_full")) {
		t.Errorf("%d %s", a.status, a.body)
	}
	if names := kept(t, f); len(names) > 0 {
		t.Errorf("left %v", names)
	}
	f.create = func(*os.Root, string) (sink, error) { return nil, syscall.EDQUOT }
	if a := b.do("PUT", put, picture(100_000), headers); a.status != http.StatusInsufficientStorage {
		t.Errorf("no room for a name: %d", a.status)
	}
	f.create = func(*os.Root, string) (sink, error) { return nil, syscall.EIO }
	if a := b.do("PUT", put, picture(100_000), headers); a.status != http.StatusInternalServerError {
		t.Errorf("a broken disk: %d", a.status)
	}
}

// TestNoPathLeadsOut plants links in the directory, as somebody with the disk in hand could, and asks for
// what lies behind them with signatures that are right.
func TestNoPathLeadsOut(t *testing.T) {
	t.Parallel()
	b, f := filesBench(t)
	outside := t.TempDir()
	secret := filepath.Join(outside, "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.keep(photo, picture(10))
	for name, target := range map[string]string{"link": secret, "users/dir": outside} {
		if err := os.Symlink(target, filepath.Join(f.dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, key := range []string{"link", "users/dir/secret", "users"} {
		if a := b.do("GET", b.getURL(key), nil, nil); a.status < 400 || bytes.Contains(a.body, []byte("secret")) {
			t.Errorf("GET %s: %d %s", key, a.status, a.body)
		}
		put, headers := b.putURL(key, 10, time.Minute)
		b.do("PUT", put, picture(10), headers)
	}
	_ = f.Delete(t.Context(), "users/dir/secret")
	_ = f.DeleteAll(t.Context(), "users/dir/")
	if got, err := os.ReadFile(secret); err != nil || string(got) != "secret" {
		t.Errorf("what lies outside was touched: %q, %v", got, err)
	}
	host := hostOf(t, b.getURL(photo))
	for _, path := range []string{"/media/../../etc/passwd", "/media/%2e%2e/%2e%2e/etc/passwd", "/media//etc/passwd", "/media/users/.x", "/etc/passwd"} {
		got := raw(t, host, "GET "+path+"?exp=9999999999&type=image/jpeg&sig=x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		if !strings.HasPrefix(got, "HTTP/1.1 403") {
			t.Errorf("%s: %.40q", path, got)
		}
	}
}

// TestCrashLeavesNothingForLong deletes an object beside what a killed process had half written.
func TestCrashLeavesNothingForLong(t *testing.T) {
	t.Parallel()
	b, f := filesBench(t)
	other := ann + "02"
	b.keep(photo, picture(10))
	b.keep(other, picture(10))
	for _, name := range []string{"." + filepath.Base(photo) + ".HALF", ".02.HALF"} {
		if err := os.WriteFile(filepath.Join(f.dir, ann, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Delete(t.Context(), photo); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(kept(t, f)); got != "["+ann+".02.HALF "+other+"]" {
		t.Errorf("left %s", got)
	}
	if err := f.DeleteAll(t.Context(), ann); err != nil || len(kept(t, f)) > 0 {
		t.Errorf("left %v, %v", kept(t, f), err)
	}
}

// TestUploadsAtOnce sends one object from many sides: one of them is there, whole.
func TestUploadsAtOnce(t *testing.T) {
	t.Parallel()
	b, f := filesBench(t)
	put, headers := b.putURL(photo, 50_000, time.Minute)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			content := bytes.Repeat([]byte{byte('a' + i)}, 50_000)
			if a := b.do("PUT", put, content, headers); a.status != http.StatusOK {
				t.Errorf("%d %s", a.status, a.body)
			}
		})
	}
	wg.Wait()
	got := b.do("GET", b.getURL(photo), nil, nil).body
	if len(got) != 50_000 || !bytes.Equal(got, bytes.Repeat(got[:1], 50_000)) {
		t.Errorf("%d bytes, not of one upload", len(got))
	}
	if names := kept(t, f); len(names) != 1 {
		t.Errorf("left %v", names)
	}
}

func TestFilesConfigIsChecked(t *testing.T) {
	t.Parallel()
	key := []byte(strings.Repeat("k", 32))
	for name, open := range map[string]func() (*Files, error){
		"no directory": func() (*Files, error) { return NewFiles("", key, "http://x", time.Now) },
		"a short key":  func() (*Files, error) { return NewFiles("d", key[:31], "http://x", time.Now) },
		"no host":      func() (*Files, error) { return NewFiles("d", key, "/x", time.Now) },
	} {
		if _, err := open(); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestAnotherKeySignsNothing is what a rotated or stolen-and-replaced key comes to.
func TestAnotherKeySignsNothing(t *testing.T) {
	t.Parallel()
	b, f := filesBench(t)
	b.keep(photo, picture(10))
	other, err := NewFiles(f.dir, []byte(strings.Repeat("x", 32)), f.publicURL, f.now)
	if err != nil {
		t.Fatal(err)
	}
	address, err := other.GetURL(t.Context(), photo, jpeg, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if a := b.do("GET", address, nil, nil); a.status != http.StatusForbidden {
		t.Errorf("%d", a.status)
	}
}
