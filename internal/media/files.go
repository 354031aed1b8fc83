package media

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
	"time"

	"spotter"
)

// Files keeps objects below a directory, which the first object makes, and signs URLs that its own
// [Files.Handler] serves. Several processes may share the directory and the key.
type Files struct {
	dir       string
	key       []byte
	publicURL string
	now       func() time.Time
	create    func(root *os.Root, name string) (sink, error) // a test's disk may be full
}

// sink is a file that is being written.
type sink interface {
	io.WriteCloser
	Sync() error
}

// leastKey is how many bytes a signing key has at the least.
const leastKey = 32

// NewFiles touches no disk. publicURL is where people reach the server; what lies behind its host is
// left out. key signs and has 32 bytes or more.
func NewFiles(dir string, key []byte, publicURL string, now func() time.Time) (*Files, error) {
	public, err := url.Parse(publicURL)
	switch {
	case err != nil || public.Host == "":
		return nil, errors.New("media: the public URL must be absolute, such as https://coach.example.com")
	case dir == "":
		return nil, errors.New("media: no directory")
	case len(key) < leastKey:
		return nil, fmt.Errorf("media: the signing key has %d bytes and needs %d", len(key), leastKey)
	}
	return &Files{dir, key, public.Scheme + "://" + public.Host, now, createFile}, nil
}

// Describe says where objects lie.
func (f *Files) Describe() string { return "files in " + f.dir }

// PutURL lets whoever holds it store size bytes of contentType as key, within life. headers must be sent
// with the PUT.
func (f *Files) PutURL(_ context.Context, key, contentType string, size int, life time.Duration) (string, map[string]string, error) {
	if err := checkPut(key, contentType, size, life); err != nil {
		return "", nil, err
	}
	g := grant{http.MethodPut, key, contentType, int64(size), f.now().Add(life).Unix()}
	return f.url(g), map[string]string{"Content-Type": contentType}, nil
}

// GetURL lets whoever holds it read key as contentType, within life. The object need not be there yet.
func (f *Files) GetURL(_ context.Context, key, contentType string, life time.Duration) (string, error) {
	if err := checkGet(key, contentType, life); err != nil {
		return "", err
	}
	return f.url(grant{http.MethodGet, key, contentType, 0, f.now().Add(life).Unix()}), nil
}

// Size is how many bytes an object has; CodeNotFound when there is none.
func (f *Files) Size(_ context.Context, key string) (int64, error) {
	if err := checkKey(key); err != nil {
		return 0, err
	}
	file, info, err := f.open(key)
	if err != nil {
		return 0, err
	}
	return info.Size(), file.Close()
}

// Delete makes sure that an object is not there, nor what a crash left of its uploads.
func (f *Files) Delete(_ context.Context, key string) error {
	if err := checkKey(key); err != nil {
		return err
	}
	root, err := f.root(false)
	if err != nil {
		return ignoreMissing(err)
	}
	defer func() { _ = root.Close() }()
	dir, name := path.Split(key)
	entries, err := fs.ReadDir(root.FS(), path.Clean(dir))
	if err != nil {
		return ignoreMissing(orMissing(err))
	}
	for _, e := range entries {
		if e.Name() == name || strings.HasPrefix(e.Name(), partOf(name)) {
			err = errors.Join(err, ignoreMissing(orMissing(root.Remove(dir+e.Name()))))
		}
	}
	return errors.Join(err, syncUp(root, path.Clean(dir)))
}

// DeleteAll makes sure that no object is there whose key begins with prefix, which ends with a slash.
func (f *Files) DeleteAll(_ context.Context, prefix string) error {
	if err := checkPrefix(prefix); err != nil {
		return err
	}
	root, err := f.root(false)
	if err != nil {
		return ignoreMissing(err)
	}
	defer func() { _ = root.Close() }()
	name := path.Clean(prefix)
	return errors.Join(root.RemoveAll(name), syncUp(root, path.Dir(name)))
}

// Probe stores an object, reads it and deletes it.
func (f *Files) Probe(ctx context.Context) error {
	key, content := "probe/"+strings.ToLower(rand.Text()), []byte("probe")
	err := f.Put(ctx, key, bytes.NewReader(content), int64(len(content)))
	if err == nil {
		var size int64
		if size, err = f.Size(ctx, key); err == nil && size != int64(len(content)) {
			err = fmt.Errorf("stored %d bytes and found %d", len(content), size)
		}
	}
	return errors.Join(err, f.Delete(ctx, key))
}

// root opens the directory, so that no path leads out of it. Without create, a directory that is not there
// is CodeNotFound.
func (f *Files) root(create bool) (*os.Root, error) {
	if create {
		if err := os.MkdirAll(f.dir, 0o700); err != nil {
			return nil, err
		}
	}
	root, err := os.OpenRoot(f.dir)
	return root, orMissing(err)
}

var errShort = errors.New("fewer bytes than announced")

// Put stores size bytes under key, whole or not at all, and returns when they are on the disk.
func (f *Files) Put(_ context.Context, key string, from io.Reader, size int64) error {
	if err := checkKey(key); err != nil {
		return err
	}
	root, err := f.root(true)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	dir, name := path.Split(key)
	if err := root.MkdirAll(path.Clean(dir), 0o700); err != nil {
		return err
	}
	part := dir + partOf(name) + rand.Text()
	if err := f.fill(root, part, from, size); err != nil {
		return errors.Join(err, ignoreMissing(orMissing(root.Remove(part))))
	}
	if err := root.Rename(part, key); err != nil {
		return errors.Join(err, root.Remove(part))
	}
	return syncUp(root, path.Clean(dir))
}

// partOf begins the names of unfinished uploads. It begins with a dot, which no key has, so that none can
// be read; it lies beside the object, so that both are deleted together.
func partOf(name string) string { return "." + name + "." }

// fill writes a file of its own.
func (f *Files) fill(root *os.Root, name string, from io.Reader, size int64) error {
	file, err := f.create(root, name)
	if err != nil {
		return err
	}
	n, err := io.Copy(file, io.LimitReader(from, size))
	if err == nil && n < size {
		err = errShort
	}
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

func createFile(root *os.Root, name string) (sink, error) {
	return root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

// syncUp makes the entries of a directory, and of those above it, last.
func syncUp(root *os.Root, dir string) error {
	d, err := root.Open(dir)
	if err == nil {
		err = errors.Join(d.Sync(), d.Close())
	}
	if err := ignoreMissing(orMissing(err)); err != nil || dir == "." {
		return err
	}
	return syncUp(root, path.Dir(dir))
}

func orMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return missing()
	}
	return err
}

func ignoreMissing(err error) error {
	if spotter.CodeOf(err) == spotter.CodeNotFound {
		return nil
	}
	return err
}
