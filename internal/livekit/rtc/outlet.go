package rtc

import (
	"context"
	"sync"

	"github.com/livekit/protocol/livekit"
	"github.com/pion/webrtc/v4"
	"google.golang.org/protobuf/proto"
)

const (
	reliable = "_reliable"
	lossy    = "_lossy"

	// maxBuffered is how much may wait for a slow line, in bytes, before senders do.
	maxBuffered = 256 << 10
	// maxKept is how much is kept to be sent again after a resume, in packets.
	maxKept = 64
)

// outlet sends data, in order, through whichever channel there is.
type outlet struct {
	turn chan struct{} // holds a token: one sender at a time

	mu       sync.Mutex
	reliable *webrtc.DataChannel
	lossy    *webrtc.DataChannel
	changed  chan struct{} // closed and replaced whenever a sender should look again
	sequence uint32
	kept     []keptPacket
}

type keptPacket struct {
	sequence uint32
	raw      []byte
}

func newOutlet() *outlet {
	o := &outlet{turn: make(chan struct{}, 1), changed: make(chan struct{})}
	o.turn <- struct{}{}
	return o
}

// open makes the channels of a new peer connection.
func (o *outlet) open(pc *webrtc.PeerConnection) error {
	ordered, unordered, never := true, false, uint16(0)
	first, err := pc.CreateDataChannel(reliable, &webrtc.DataChannelInit{Ordered: &ordered})
	if err != nil {
		return err
	}
	second, err := pc.CreateDataChannel(lossy, &webrtc.DataChannelInit{Ordered: &unordered, MaxRetransmits: &never})
	if err != nil {
		return err
	}
	first.SetBufferedAmountLowThreshold(maxBuffered / 2)
	first.OnBufferedAmountLow(o.change)
	first.OnOpen(o.change)
	first.OnClose(o.change)
	o.mu.Lock()
	o.reliable, o.lossy = first, second
	o.mu.Unlock()
	o.change()
	return nil
}

func (o *outlet) change() {
	o.mu.Lock()
	defer o.mu.Unlock()
	close(o.changed)
	o.changed = make(chan struct{})
}

func (o *outlet) isOpen() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.reliable != nil && o.reliable.ReadyState() == webrtc.DataChannelStateOpen
}

// restart begins a new stream of data, after everything was made anew: numbers begin again, what was kept is gone.
func (o *outlet) restart() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.reliable, o.lossy, o.sequence, o.kept = nil, nil, 0, nil
}

// free gives the channel when it can take more, else what to wait for.
func (o *outlet) free() (*webrtc.DataChannel, <-chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if c := o.reliable; c != nil && c.ReadyState() == webrtc.DataChannelStateOpen && c.BufferedAmount() < maxBuffered {
		return c, nil
	}
	return nil, o.changed
}

// send sends packets one behind the other, with nobody else's between them. It waits for the line no longer than ctx,
// and not beyond the end of the session.
func (o *outlet) send(ctx context.Context, done <-chan struct{}, packets ...*livekit.DataPacket) error {
	select {
	case <-o.turn:
		defer func() { o.turn <- struct{}{} }()
	case <-ctx.Done():
		return ctx.Err()
	case <-done:
		return ErrClosed
	}
	for _, p := range packets {
		if err := o.sendOne(ctx, done, p); err != nil {
			return err
		}
	}
	return nil
}

func (o *outlet) sendOne(ctx context.Context, done <-chan struct{}, p *livekit.DataPacket) error {
	for {
		select {
		case <-done:
			return ErrClosed
		default:
		}
		channel, changed := o.free()
		if channel != nil {
			return o.put(channel, p)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		case <-done:
			return ErrClosed
		}
	}
}

// put numbers a packet, keeps it for a resume, and hands it to the channel.
func (o *outlet) put(channel *webrtc.DataChannel, p *livekit.DataPacket) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.sequence++
	p.Sequence = o.sequence
	raw, err := proto.Marshal(p)
	if err != nil {
		return err
	}
	if len(o.kept) == maxKept {
		o.kept = append(o.kept[:0], o.kept[1:]...)
	}
	o.kept = append(o.kept, keptPacket{p.Sequence, raw})
	return channel.Send(raw)
}

// sendLossy sends a packet that may be lost, now or never.
func (o *outlet) sendLossy(p *livekit.DataPacket) error {
	raw, err := proto.Marshal(p)
	if err != nil {
		return err
	}
	o.mu.Lock()
	channel := o.lossy
	o.mu.Unlock()
	if channel == nil || channel.ReadyState() != webrtc.DataChannelStateOpen || channel.BufferedAmount() > maxBuffered {
		return nil
	}
	return channel.Send(raw)
}

// resend sends what the server has not seen. What it has seen it knows by its number.
func (o *outlet) resend(seen uint32) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.reliable == nil || o.reliable.ReadyState() != webrtc.DataChannelStateOpen {
		return
	}
	for _, k := range o.kept {
		if k.sequence > seen {
			_ = o.reliable.Send(k.raw)
		}
	}
}

func (o *outlet) channels() []*livekit.DataChannelInfo {
	o.mu.Lock()
	defer o.mu.Unlock()
	var out []*livekit.DataChannelInfo
	for _, c := range []*webrtc.DataChannel{o.reliable, o.lossy} {
		if c != nil && c.ID() != nil {
			out = append(out, &livekit.DataChannelInfo{Label: c.Label(), Id: uint32(*c.ID()), Target: livekit.SignalTarget_PUBLISHER})
		}
	}
	return out
}
