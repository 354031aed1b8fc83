package rtc

import (
	"context"

	"github.com/livekit/protocol/livekit"
	"google.golang.org/protobuf/proto"
)

// receive takes one data packet. Kinds that we do not know are passed over.
func (c *Client) receive(raw []byte) {
	p := &livekit.DataPacket{}
	if c.ctx.Err() != nil || proto.Unmarshal(raw, p) != nil || !c.streams.fresh(p) {
		return
	}
	from := p.GetParticipantIdentity()
	switch v := p.GetValue().(type) {
	case *livekit.DataPacket_StreamHeader:
		c.deliver(c.streams.begin(from, v.StreamHeader, c.config.Now()))
	case *livekit.DataPacket_StreamChunk:
		c.streams.add(v.StreamChunk, c.config.Now())
	case *livekit.DataPacket_StreamTrailer:
		c.deliver(c.streams.end(v.StreamTrailer))
	case *livekit.DataPacket_RpcRequest:
		c.serve(from, v.RpcRequest)
	case *livekit.DataPacket_RpcAck:
		c.calls.acknowledge(from, v.RpcAck.GetRequestId())
	case *livekit.DataPacket_RpcResponse:
		c.calls.answer(from, v.RpcResponse)
	case *livekit.DataPacket_User:
		if c.events.Data != nil {
			c.events.Data(from, v.User.GetTopic(), v.User.GetPayload())
		}
	}
}

func (c *Client) deliver(t *Text) {
	if t != nil && c.events.Text != nil {
		c.events.Text(*t)
	}
}

// SendData sends a data packet to some (all when none is named). Reliable ones wait for the line no longer than ctx.
func (c *Client) SendData(ctx context.Context, topic string, payload []byte, must bool, to ...string) error {
	p := &livekit.DataPacket{
		DestinationIdentities: to,
		Value:                 &livekit.DataPacket_User{User: &livekit.UserPacket{Payload: payload, Topic: &topic}},
	}
	if must {
		return c.send(ctx, p)
	}
	return c.out.sendLossy(p)
}

func (c *Client) send(ctx context.Context, packets ...*livekit.DataPacket) error {
	return c.out.send(ctx, c.ctx.Done(), packets...)
}
