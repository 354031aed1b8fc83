package local

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// source is where an npm package can be had: from a file or an address, else from the npm client.
type source struct {
	pkg     string // name@version
	archive string // file or URL; may be empty
	npm     string // the client's program
	log     *slog.Logger
}

// open opens the package's archive. work is an empty directory that may be used until it is read.
func (s source) open(ctx context.Context, work string) (io.ReadCloser, error) {
	switch {
	case strings.HasPrefix(s.archive, "https://"), strings.HasPrefix(s.archive, "http://"):
		return download(ctx, s.archive)
	case s.archive != "":
		return os.Open(s.archive)
	default:
		return s.npmPack(ctx, work)
	}
}

func download(ctx context.Context, url string) (io.ReadCloser, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	client := http.Client{Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true}}
	res, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	if res.StatusCode != http.StatusOK {
		res.Body.Close()
		return nil, fmt.Errorf("the archive's server answered %s", res.Status)
	}
	return res.Body, nil
}

// npmPack lets the npm client fetch the package's archive; it runs none of the package's scripts.
func (s source) npmPack(ctx context.Context, work string) (io.ReadCloser, error) {
	npm, err := exec.LookPath(s.npm)
	if err != nil {
		return nil, err
	}
	s.log.InfoContext(ctx, "fetching with npm, once", "package", s.pkg)
	cmd := exec.Command(npm, "pack", "--ignore-scripts", "--loglevel=error", "--pack-destination", work, s.pkg)
	cmd.Dir = work
	cmd.Env = childEnv("npm_config_", "NPM_", "NODE_", "XDG_", "SSL_CERT_",
		"HTTP_PROXY=", "HTTPS_PROXY=", "NO_PROXY=", "http_proxy=", "https_proxy=", "no_proxy=")
	cmd.SysProcAttr = toolAttr(syscall.SIGKILL)
	if out, err := run(ctx, cmd); err != nil {
		return nil, fmt.Errorf("npm pack: %w: %s", err, lastLine(out))
	}
	files, err := filepath.Glob(filepath.Join(work, "*.tgz"))
	if err != nil || len(files) != 1 {
		return nil, errors.Join(errors.New("npm pack left no archive"), err)
	}
	return os.Open(files[0])
}
