package rtc

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/rand"
	"io"
	"maps"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/livekit/protocol/livekit"
)

// Text is a text stream that has come whole.
type Text struct {
	From       string // an identity
	Topic, ID  string
	Attributes map[string]string // of the header, and what the trailer changed
	Body       string
}

const (
	chunkSize  = 15000            // bytes of one chunk
	maxText    = 256 << 10        // bytes of one stream
	maxStreams = 64               // open at once
	streamTime = 30 * time.Second // without a chunk, after which a stream is given up
)

// streams puts incoming text streams together. Whatever is sent, what it holds is bounded.
type streams struct {
	mu   sync.Mutex
	open map[string]*stream // by stream id
	seen map[string]uint32  // the last reliable packet, by the sender's sid
}

type stream struct {
	text    Text
	chunks  map[uint64][]byte
	size    int
	touched time.Time
}

// fresh is false for a reliable packet that was received before, as happens after a resume.
func (s *streams) fresh(p *livekit.DataPacket) bool {
	if p.GetSequence() == 0 || p.GetParticipantSid() == "" {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.GetSequence() <= s.seen[p.GetParticipantSid()] {
		return false
	}
	if s.seen == nil || len(s.seen) > 1000 {
		s.seen = map[string]uint32{}
	}
	s.seen[p.GetParticipantSid()] = p.GetSequence()
	return true
}

func (s *streams) received() []*livekit.DataChannelReceiveState {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*livekit.DataChannelReceiveState
	for sid, last := range s.seen {
		out = append(out, &livekit.DataChannelReceiveState{PublisherSid: sid, LastSeq: last})
	}
	return out
}

// begin opens a stream. One whose content stands in its header is whole at once.
func (s *streams) begin(from string, h *livekit.DataStream_Header, now time.Time) *Text {
	if h.GetTextHeader() == nil && h.GetByteHeader() != nil {
		return nil // files are nobody's business here
	}
	text := Text{From: from, Topic: h.GetTopic(), ID: h.GetStreamId(), Attributes: maps.Clone(h.GetAttributes())}
	if h.InlineContent != nil {
		return inline(text, h)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if h.GetTotalLength() > maxText || h.GetStreamId() == "" || h.GetCompression() != livekit.DataStream_NONE {
		return nil
	}
	maps.DeleteFunc(s.open, func(_ string, o *stream) bool { return now.Sub(o.touched) > streamTime })
	if len(s.open) >= maxStreams || s.open[text.ID] != nil {
		return nil
	}
	if s.open == nil {
		s.open = map[string]*stream{}
	}
	s.open[text.ID] = &stream{text: text, chunks: map[uint64][]byte{}, touched: now}
	return nil
}

func inline(text Text, h *livekit.DataStream_Header) *Text {
	body := h.GetInlineContent()
	if h.GetCompression() == livekit.DataStream_DEFLATE_RAW {
		plain, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(body)), maxText+1))
		if err != nil {
			return nil
		}
		body = plain
	}
	if len(body) > maxText || !utf8.Valid(body) {
		return nil
	}
	text.Body = string(body)
	return &text
}

// add takes a chunk, in whatever order. A stream that grows too long is given up.
func (s *streams) add(c *livekit.DataStream_Chunk, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.open[c.GetStreamId()]
	if o == nil {
		return
	}
	o.size += len(c.GetContent()) - len(o.chunks[c.GetChunkIndex()])
	o.chunks[c.GetChunkIndex()] = c.GetContent()
	o.touched = now
	if o.size > maxText || len(o.chunks) > maxText/16 {
		delete(s.open, c.GetStreamId())
	}
}

// end closes a stream, and gives its text when all of it came.
func (s *streams) end(t *livekit.DataStream_Trailer) *Text {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.open[t.GetStreamId()]
	delete(s.open, t.GetStreamId())
	if o == nil || t.GetReason() != "" {
		return nil
	}
	var body []byte
	for i := range uint64(len(o.chunks)) {
		chunk, ok := o.chunks[i]
		if !ok {
			return nil
		}
		body = append(body, chunk...)
	}
	if !utf8.Valid(body) {
		return nil
	}
	if o.text.Attributes == nil {
		o.text.Attributes = map[string]string{}
	}
	maps.Copy(o.text.Attributes, t.GetAttributes())
	o.text.Body = string(body)
	return &o.text
}

// forget gives up the open streams of one who has gone.
func (s *streams) forget(identity string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.open, func(_ string, o *stream) bool { return o.text.From == identity })
}

// Outgoing is a text stream that is being sent. It is for one goroutine at a time.
type Outgoing struct {
	client *Client
	id     string
	as     string
	to     []string
	next   uint64
}

// TextOptions say how a text stream goes out.
type TextOptions struct {
	Topic      string
	Attributes map[string]string
	As         string   // the identity in whose name it is; only agents may, and empty means our own
	To         []string // identities; empty means all
}

// SendText sends a text as a stream.
func (c *Client) SendText(ctx context.Context, body string, o TextOptions) error {
	out := c.outgoing(o)
	packets := append([]*livekit.DataPacket{out.header(o, uint64(len(body)), c.config.Now())}, out.chunks(body)...)
	return c.send(ctx, append(packets, out.trailer(nil))...)
}

// OpenText begins a text stream whose text comes in pieces.
func (c *Client) OpenText(ctx context.Context, o TextOptions) (*Outgoing, error) {
	out := c.outgoing(o)
	if err := c.send(ctx, out.header(o, 0, c.config.Now())); err != nil {
		return nil, err
	}
	return out, nil
}

// Write sends what comes next.
func (o *Outgoing) Write(ctx context.Context, piece string) error {
	return o.client.send(ctx, o.chunks(piece)...)
}

// Close ends the stream, and may change attributes of it.
func (o *Outgoing) Close(ctx context.Context, attributes map[string]string) error {
	return o.client.send(ctx, o.trailer(attributes))
}

func (c *Client) outgoing(o TextOptions) *Outgoing {
	return &Outgoing{client: c, id: rand.Text(), as: o.As, to: o.To}
}

func (o *Outgoing) packet() *livekit.DataPacket {
	return &livekit.DataPacket{ParticipantIdentity: o.as, DestinationIdentities: o.to}
}

func (o *Outgoing) header(options TextOptions, length uint64, now time.Time) *livekit.DataPacket {
	h := &livekit.DataStream_Header{
		StreamId: o.id, Timestamp: now.UnixMilli(), Topic: options.Topic, MimeType: "text/plain", Attributes: options.Attributes,
		ContentHeader: &livekit.DataStream_Header_TextHeader{TextHeader: &livekit.DataStream_TextHeader{}},
	}
	if length > 0 {
		h.TotalLength = &length
	}
	p := o.packet()
	p.Value = &livekit.DataPacket_StreamHeader{StreamHeader: h}
	return p
}

// chunks cuts between characters, so that a reader may show each chunk as it comes.
func (o *Outgoing) chunks(body string) []*livekit.DataPacket {
	var out []*livekit.DataPacket
	for len(body) > 0 {
		n := min(len(body), chunkSize)
		for n < len(body) && n > chunkSize-utf8.UTFMax && !utf8.RuneStart(body[n]) {
			n--
		}
		p := o.packet()
		p.Value = &livekit.DataPacket_StreamChunk{StreamChunk: &livekit.DataStream_Chunk{StreamId: o.id, ChunkIndex: o.next, Content: []byte(body[:n])}}
		o.next++
		body, out = body[n:], append(out, p)
	}
	return out
}

func (o *Outgoing) trailer(attributes map[string]string) *livekit.DataPacket {
	p := o.packet()
	p.Value = &livekit.DataPacket_StreamTrailer{StreamTrailer: &livekit.DataStream_Trailer{StreamId: o.id, Attributes: attributes}}
	return p
}
