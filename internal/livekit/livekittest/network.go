package livekittest

import (
	"context"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/livekit/protocol/livekit"
	"google.golang.org/protobuf/proto"
)

// Network stands between one client and the server: a client that joins by its URL sends its media through a relay,
// which can be cut, and can lose and reorder packets.
type Network struct {
	URL string

	server *Server
	relay  *net.UDPConn

	mu      sync.Mutex
	paths   map[string]*net.UDPConn // by the client's address
	cut     bool
	loss    float64 // share of packets
	reorder float64
	random  *rand.Rand
	group   sync.WaitGroup
	ctx     context.Context
}

// NewNetwork makes one, with its chances seeded.
func NewNetwork(tb testing.TB, server *Server, seed uint64) *Network {
	tb.Helper()
	relay, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		tb.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	n := &Network{
		server: server, relay: relay, ctx: ctx,
		paths: map[string]*net.UDPConn{}, random: rand.New(rand.NewPCG(seed, seed)),
	}
	target, err := url.Parse(server.URL)
	if err != nil {
		tb.Fatal(err)
	}
	other := httputil.NewSingleHostReverseProxy(target)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/rtc") {
			n.signal(w, r)
			return
		}
		other.ServeHTTP(w, r)
	}))
	n.URL = web.URL
	n.group.Go(n.toServer)
	tb.Cleanup(func() {
		stop()
		_ = relay.Close()
		n.mu.Lock()
		for _, path := range n.paths {
			_ = path.Close()
		}
		n.mu.Unlock()
		web.Close()
		n.group.Wait()
	})
	return n
}

// Cut stops all media, or lets it pass again.
func (n *Network) Cut(cut bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.cut = cut
}

// Worsen loses a share of the packets and sends a share of them late.
func (n *Network) Worsen(loss, reorder float64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.loss, n.reorder = loss, reorder
}

// fate says whether a packet passes, and how late.
func (n *Network) fate() (bool, time.Duration) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.cut || n.random.Float64() < n.loss {
		return false, 0
	}
	if n.random.Float64() < n.reorder {
		return true, 30 * time.Millisecond
	}
	return true, 0
}

func (n *Network) pass(packet []byte, write func([]byte)) {
	passes, late := n.fate()
	switch {
	case !passes:
	case late == 0:
		write(packet)
	default:
		kept := append([]byte(nil), packet...)
		time.AfterFunc(late, func() { write(kept) })
	}
}

func (n *Network) toServer() {
	buffer := make([]byte, 2048)
	for {
		size, from, err := n.relay.ReadFromUDP(buffer)
		if err != nil {
			return
		}
		if path := n.path(from); path != nil {
			n.pass(buffer[:size], func(b []byte) { _, _ = path.Write(b) })
		}
	}
}

// path is the socket by which the server knows a client's address.
func (n *Network) path(from *net.UDPAddr) *net.UDPConn {
	n.mu.Lock()
	defer n.mu.Unlock()
	if path := n.paths[from.String()]; path != nil || n.ctx.Err() != nil {
		return path
	}
	path, err := net.DialUDP("udp", nil, n.server.Media)
	if err != nil {
		return nil
	}
	n.paths[from.String()] = path
	n.group.Go(func() {
		buffer := make([]byte, 2048)
		for {
			size, err := path.Read(buffer)
			if err != nil {
				return
			}
			n.pass(buffer[:size], func(b []byte) { _, _ = n.relay.WriteToUDP(b, from) })
		}
	})
	return path
}

// signal carries signalling, with the server's media address replaced by the relay's, and without the client's own, so
// that the two find no way around the relay.
func (n *Network) signal(w http.ResponseWriter, r *http.Request) {
	target := "ws" + strings.TrimPrefix(n.server.URL, "http") + r.URL.RequestURI()
	//nolint:bodyclose // websocket.Dial says that its body need not be closed
	server, response, err := websocket.Dial(r.Context(), target, &websocket.DialOptions{HTTPHeader: http.Header{"Authorization": r.Header["Authorization"]}})
	if err != nil {
		status := http.StatusBadGateway
		if response != nil {
			status = response.StatusCode
		}
		w.WriteHeader(status)
		return
	}
	client, err := websocket.Accept(w, r, nil)
	if err != nil {
		_ = server.CloseNow()
		return
	}
	ctx, stop := context.WithCancel(n.ctx)
	n.group.Add(1)
	done := make(chan struct{})
	go func() {
		defer n.group.Done()
		defer close(done)
		defer stop()
		carry(ctx, client, server, hideClient)
	}()
	carry(ctx, server, client, n.redirect)
	stop()
	_ = server.CloseNow()
	_ = client.CloseNow()
	<-done
}

func carry(ctx context.Context, from, to *websocket.Conn, change func([]byte) []byte) {
	from.SetReadLimit(4 << 20)
	for {
		kind, raw, err := from.Read(ctx)
		if err != nil {
			return
		}
		if raw = change(raw); raw == nil {
			continue
		}
		if to.Write(ctx, kind, raw) != nil {
			return
		}
	}
}

var candidateLine = regexp.MustCompile(`(?m)^a=candidate:.*\r?\n`)

func hideClient(raw []byte) []byte {
	m := &livekit.SignalRequest{}
	if proto.Unmarshal(raw, m) != nil {
		return raw
	}
	switch v := m.GetMessage().(type) {
	case *livekit.SignalRequest_Trickle:
		return nil
	case *livekit.SignalRequest_Offer:
		v.Offer.Sdp = candidateLine.ReplaceAllString(v.Offer.GetSdp(), "")
	case *livekit.SignalRequest_Answer:
		v.Answer.Sdp = candidateLine.ReplaceAllString(v.Answer.GetSdp(), "")
	default:
		return raw
	}
	return marshal(m)
}

func (n *Network) redirect(raw []byte) []byte {
	m := &livekit.SignalResponse{}
	if proto.Unmarshal(raw, m) != nil {
		return raw
	}
	old := " " + strconv.Itoa(n.server.Media.Port) + " typ"
	relayed := " " + strconv.Itoa(n.relay.LocalAddr().(*net.UDPAddr).Port) + " typ"
	switch v := m.GetMessage().(type) {
	case *livekit.SignalResponse_Trickle:
		v.Trickle.CandidateInit = strings.ReplaceAll(v.Trickle.GetCandidateInit(), old, relayed)
	case *livekit.SignalResponse_Offer:
		v.Offer.Sdp = strings.ReplaceAll(v.Offer.GetSdp(), old, relayed)
	case *livekit.SignalResponse_Answer:
		v.Answer.Sdp = strings.ReplaceAll(v.Answer.GetSdp(), old, relayed)
	default:
		return raw
	}
	return marshal(m)
}

func marshal(m proto.Message) []byte {
	raw, err := proto.Marshal(m)
	if err != nil {
		panic(err) // it was just unmarshalled
	}
	return raw
}
