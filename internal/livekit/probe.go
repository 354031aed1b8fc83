package livekit

import (
	"context"
	"errors"
	"fmt"

	"spotter"
)

// Probe enters a room of its own as a person would, and says by which protocol and address media reaches the server.
// The room is closed again.
func (s *Service) Probe(ctx context.Context) (path string, err error) {
	id := spotter.NewID[spotter.User](s.now())
	room := "probe-" + id.String()
	defer func() { err = errors.Join(err, s.Close(context.WithoutCancel(ctx), room)) }()
	pass, err := s.access.Pass(s.now(), room, id, "")
	if err != nil {
		return "", err
	}
	joined, err := Join(ctx, web(pass.URL), pass.Token, Options{Person: id.String(), Now: s.now})
	if err != nil {
		return "", fmt.Errorf("a room cannot be entered at %s: %w", pass.URL, err)
	}
	defer joined.Leave()
	return joined.client.Path(ctx)
}
