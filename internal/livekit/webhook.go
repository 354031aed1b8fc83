package livekit

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
	lk "github.com/livekit/protocol/livekit"
	"google.golang.org/protobuf/encoding/protojson"

	"spotter"
)

// oldestNews is how long ago what a webhook tells may have happened: the server tries again for a while.
const oldestNews = 10 * time.Minute

// News reads a webhook: the token in its Authorization header is the server's, is valid now and stands for exactly
// this body, which tells of the last ten minutes. CodeUnauthorized webhook_forged otherwise. A replay within that time
// is for the caller to notice, by the news' ID.
func (s *Service) News(authorization string, body []byte) (spotter.RoomNews, error) {
	if err := s.verify(strings.TrimPrefix(authorization, "Bearer "), body); err != nil {
		return spotter.RoomNews{}, forged(err)
	}
	var event lk.WebhookEvent
	if err := (protojson.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(body, &event); err != nil {
		return spotter.RoomNews{}, &spotter.Error{Code: spotter.CodeMalformed, Message: "The body is no event of a LiveKit server.", Cause: err}
	}
	news := spotter.RoomNews{ID: event.GetId(), Room: event.GetRoom().GetName(), Identity: event.GetParticipant().GetIdentity(),
		Agent: event.GetParticipant().GetKind() == lk.ParticipantInfo_AGENT, At: time.Unix(event.GetCreatedAt(), 0).UTC(), Kind: kinds[event.GetEvent()]}
	if age := s.now().Sub(news.At); age > oldestNews || age < -oldestNews || news.ID == "" {
		return spotter.RoomNews{}, forged(errors.New("the event is too old, or of the future"))
	}
	return news, nil
}

// kinds are the events that matter, by the server's name.
var kinds = map[string]spotter.RoomNewsKind{
	"room_finished": spotter.RoomFinished, "participant_joined": spotter.RoomJoined, "participant_left": spotter.RoomLeft,
	"participant_connection_aborted": spotter.RoomLeft,
}

func forged(cause error) error {
	return &spotter.Error{Code: spotter.CodeUnauthorized, Detail: "webhook_forged", Message: "This is no webhook of our LiveKit server.", Cause: cause}
}

func (s *Service) verify(token string, body []byte) error {
	var c claims
	_, err := jwt.ParseWithClaims(token, &c, func(*jwt.Token) (any, error) { return []byte(s.access.Secret), nil },
		jwt.WithValidMethods([]string{"HS256"}), jwt.WithIssuer(s.access.Key), jwt.WithExpirationRequired(), jwt.WithLeeway(clockSkew), jwt.WithTimeFunc(s.now))
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	if subtle.ConstantTimeCompare([]byte(c.Sha256), []byte(base64.StdEncoding.EncodeToString(sum[:]))) != 1 {
		return errors.New("the token stands for another body")
	}
	return nil
}
