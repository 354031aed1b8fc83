// Package livekittest gives tests a real LiveKit server, a person to call with, and a bad network between them.
package livekittest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/livekit/protocol/auth"
	"github.com/livekit/protocol/livekit"

	"spotter/internal/livekit/servertest"
)

// Patience is how long a test waits for what must come: the machine may be busy.
const Patience = 30 * time.Second

// Server is a running server on loopback.
type Server struct {
	URL         string // http://127.0.0.1:...
	Key, Secret string
	Media       *net.UDPAddr // where it takes media
	command     *exec.Cmd
	exited      chan struct{}
}

// Start runs a server until the test ends, which nobody starts again when it is killed: see servertest for one that is.
// Without its program the test is skipped, and fails where CI is set.
func Start(tb testing.TB) *Server {
	tb.Helper()
	binary := servertest.Binary(tb)
	var s *Server
	var err error
	for range 5 { // another process may take a port between its choice and its use
		if s, err = run(tb, binary); err == nil {
			tb.Cleanup(s.Kill)
			return s
		}
	}
	tb.Fatal(err)
	return nil
}

func run(tb testing.TB, binary string) (*Server, error) {
	tb.Helper()
	web, media := freeTCP(tb), freeUDP(tb)
	s := &Server{
		URL: fmt.Sprintf("http://127.0.0.1:%d", web), Key: "test", Secret: rand.Text() + rand.Text(),
		Media: &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: media}, exited: make(chan struct{}),
	}
	config := filepath.Join(tb.TempDir(), "livekit.yaml")
	text := fmt.Sprintf(`port: %d
bind_addresses: [127.0.0.1]
keys: {%s: %s}
logging: {level: %s}
rtc:
  udp_port: %d
  tcp_port: 0
  node_ip: 127.0.0.1
  use_external_ip: false
  enable_loopback_candidate: true
  interfaces: {includes: [lo]}
room: {empty_timeout: 60, departure_timeout: 20}
`, web, s.Key, s.Secret, level(), media)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		tb.Fatal(err)
	}
	s.command = exec.Command(binary, "--config", config)
	if os.Getenv("LIVEKIT_LOG") != "" {
		s.command.Stdout, s.command.Stderr = os.Stderr, os.Stderr
	}
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	go func() { _ = s.command.Wait(); close(s.exited) }()
	if err := s.await(); err != nil {
		s.Kill()
		return nil, err
	}
	return s, nil
}

func level() string {
	if l := os.Getenv("LIVEKIT_LOG"); l != "" {
		return l
	}
	return "error"
}

func (s *Server) await() error {
	deadline := time.Now().Add(Patience)
	for time.Now().Before(deadline) {
		response, err := http.Get(s.URL)
		if err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-s.exited:
			return fmt.Errorf("livekit-server ended at its start: %s", s.command.ProcessState)
		case <-time.After(20 * time.Millisecond):
		}
	}
	return fmt.Errorf("livekit-server does not answer")
}

// Kill ends the server at once, as a crash would.
func (s *Server) Kill() {
	_ = s.command.Process.Kill()
	<-s.exited
}

// UserToken lets a person into a room with what a person may do.
func (s *Server) UserToken(room, identity string) string {
	yes := true
	return s.token(identity, livekit.ParticipantInfo_STANDARD, &auth.VideoGrant{
		RoomJoin: true, Room: room, CanPublish: &yes, CanSubscribe: &yes, CanPublishData: &yes,
	})
}

// AgentToken lets an agent into a room, as a job's token does.
func (s *Server) AgentToken(room, identity string) string {
	yes := true
	return s.token(identity, livekit.ParticipantInfo_AGENT, &auth.VideoGrant{
		RoomJoin: true, Room: room, Agent: true, CanPublish: &yes, CanSubscribe: &yes, CanPublishData: &yes, CanUpdateOwnMetadata: &yes,
	})
}

func (s *Server) token(identity string, kind livekit.ParticipantInfo_Kind, grant *auth.VideoGrant) string {
	t := auth.NewAccessToken(s.Key, s.Secret).SetIdentity(identity).SetValidFor(time.Hour).SetKind(kind)
	signed, err := t.SetVideoGrant(grant).ToJWT()
	if err != nil {
		panic(err) // the keys are ours
	}
	return signed
}

// Remove takes a participant out of a room.
func (s *Server) Remove(ctx context.Context, room, identity string) error {
	_, err := s.rooms().RemoveParticipant(inRoom(ctx, room), &livekit.RoomParticipantIdentity{Room: room, Identity: identity})
	return err
}

// Delete ends a room.
func (s *Server) Delete(ctx context.Context, room string) error {
	_, err := s.rooms().DeleteRoom(inRoom(ctx, room), &livekit.DeleteRoomRequest{Room: room})
	return err
}

func (s *Server) rooms() livekit.RoomService {
	return livekit.NewRoomServiceProtobufClient(s.URL, &http.Client{Transport: admin{s}})
}

// admin authorises requests as the server's owner.
type admin struct{ server *Server }

func (a admin) RoundTrip(r *http.Request) (*http.Response, error) {
	signed, err := auth.NewAccessToken(a.server.Key, a.server.Secret).SetValidFor(time.Minute).SetVideoGrant(&auth.VideoGrant{
		RoomAdmin: true, RoomCreate: true, RoomList: true, Room: roomOf(r),
	}).ToJWT()
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+signed)
	return http.DefaultTransport.RoundTrip(r)
}

type roomKey struct{}

func roomOf(r *http.Request) string {
	name, _ := r.Context().Value(roomKey{}).(string)
	return name
}

func inRoom(ctx context.Context, room string) context.Context {
	return context.WithValue(ctx, roomKey{}, room)
}

func freeTCP(tb testing.TB) int {
	tb.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port
}

func freeUDP(tb testing.TB) int {
	tb.Helper()
	l, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.LocalAddr().(*net.UDPAddr).Port
}
