package livekit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	lk "github.com/livekit/protocol/livekit"
	"google.golang.org/protobuf/proto"

	"spotter"
)

// Limits of rooms. An empty one that nobody enters is closed by the server after emptyFor; one that people have left
// after goneFor, which outlasts the time that the agent itself waits for a person to come back.
const (
	emptyFor    = 10 * time.Minute
	goneFor     = 45 * time.Second
	mostInRoom  = 8 // the person, the agent, and whom they replace
	serviceWait = 5 * time.Second
	mostAnswer  = 1 << 20
)

// Service manages rooms on a LiveKit server: they are made with the agent asked for, so that it is there before the
// person. It is safe for concurrent use.
type Service struct {
	access Access
	agent  string
	client *http.Client
	now    func() time.Time
}

// NewService makes a service whose rooms ask for the agent of a name. client may be nil.
func NewService(access Access, agent string, client *http.Client, now func() time.Time) (*Service, error) {
	if err := access.Check(); err != nil {
		return nil, err
	}
	if client == nil {
		client = &http.Client{Timeout: serviceWait}
	}
	return &Service{access: access, agent: agent, client: client, now: now}, nil
}

// Open makes a room, and an agent with this metadata for it. A room that is there already stays as it is.
func (s *Service) Open(ctx context.Context, room, metadata string) error {
	request := &lk.CreateRoomRequest{Name: room, EmptyTimeout: uint32(emptyFor.Seconds()), DepartureTimeout: uint32(goneFor.Seconds()),
		MaxParticipants: mostInRoom, Agents: []*lk.RoomAgentDispatch{{AgentName: s.agent, Metadata: metadata}}}
	return s.call(ctx, "RoomService", "CreateRoom", grants{RoomCreate: true}, request, &lk.Room{})
}

// Pass lets a person into a room.
func (s *Service) Pass(room string, user spotter.UserID, name string) (spotter.RoomPass, error) {
	return s.access.Pass(s.now(), room, user, name)
}

// Dispatch asks for another agent in a room, which is made when it is not there any more. ghost, unless it is empty,
// is put out of it first: an agent whose worker was killed stays for a while.
func (s *Service) Dispatch(ctx context.Context, room, metadata, ghost string) error {
	if ghost != "" {
		if err := s.dismiss(ctx, room, ghost); err != nil {
			return err
		}
	}
	request := &lk.CreateAgentDispatchRequest{Room: room, AgentName: s.agent, Metadata: metadata}
	return s.call(ctx, "AgentDispatchService", "CreateDispatch", grants{Room: room, RoomAdmin: true}, request, &lk.AgentDispatch{})
}

// dismiss puts a participant out of a room; one that is not there is no error.
func (s *Service) dismiss(ctx context.Context, room, identity string) error {
	request := &lk.RoomParticipantIdentity{Room: room, Identity: identity}
	return ignoreAbsent(s.call(ctx, "RoomService", "RemoveParticipant", grants{Room: room, RoomAdmin: true}, request, &lk.RemoveParticipantResponse{}))
}

// Close ends a room for everybody in it; one that is not there is no error.
func (s *Service) Close(ctx context.Context, room string) error {
	return ignoreAbsent(s.call(ctx, "RoomService", "DeleteRoom", grants{RoomCreate: true, Room: room, RoomAdmin: true},
		&lk.DeleteRoomRequest{Room: room}, &lk.DeleteRoomResponse{}))
}

// Rooms lists the names of the rooms that are there.
func (s *Service) Rooms(ctx context.Context) ([]string, error) {
	var answer lk.ListRoomsResponse
	err := s.call(ctx, "RoomService", "ListRooms", grants{RoomList: true}, &lk.ListRoomsRequest{}, &answer)
	var names []string
	for _, room := range answer.GetRooms() {
		names = append(names, room.GetName())
	}
	return names, err
}

// Participants lists the identities in a room.
func (s *Service) Participants(ctx context.Context, room string) ([]string, error) {
	var answer lk.ListParticipantsResponse
	err := s.call(ctx, "RoomService", "ListParticipants", grants{Room: room, RoomAdmin: true}, &lk.ListParticipantsRequest{Room: room}, &answer)
	var identities []string
	for _, p := range answer.GetParticipants() {
		identities = append(identities, p.GetIdentity())
	}
	return identities, err
}

// refusal is an error that the server answered.
type refusal struct {
	status  int
	Code    string `json:"code"`
	Message string `json:"msg"`
}

func (r *refusal) Error() string {
	return fmt.Sprintf("the LiveKit server answered %d %s: %s", r.status, r.Code, r.Message)
}

func ignoreAbsent(err error) error {
	var refused *refusal
	if errors.As(err, &refused) && refused.Code == "not_found" {
		return nil
	}
	return err
}

// call asks one method of the server's API, which is Twirp: protocol buffers over POST. Errors are CodeUnavailable
// voice_unreachable, with the cause for the log.
func (s *Service) call(ctx context.Context, service, method string, may grants, request, answer proto.Message) error {
	if err := s.ask(ctx, service, method, may, request, answer); err != nil {
		return &spotter.Error{Code: spotter.CodeUnavailable, Detail: "voice_unreachable", RetryAfter: 5 * time.Second,
			Message: "The server for voice cannot be reached for the moment; write to the coach meanwhile.", Cause: fmt.Errorf("%s: %w", method, err)}
	}
	return nil
}

func (s *Service) ask(ctx context.Context, service, method string, may grants, request, answer proto.Message) error {
	ctx, cancel := context.WithTimeout(ctx, serviceWait)
	defer cancel()
	token, err := s.access.sign(s.now(), serviceLife, "", "", may)
	if err != nil {
		return err
	}
	body, err := proto.Marshal(request)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, web(s.access.URL)+"/twirp/livekit."+service+"/"+method, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/protobuf")
	r.Header.Set("Authorization", "Bearer "+token)
	response, err := s.client.Do(r)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	got, err := io.ReadAll(io.LimitReader(response.Body, mostAnswer))
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		refused := &refusal{status: response.StatusCode}
		if json.Unmarshal(got, refused) != nil {
			refused.Message = "no answer of a LiveKit server"
		}
		return refused
	}
	return proto.Unmarshal(got, answer)
}
