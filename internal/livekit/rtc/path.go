package rtc

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
)

// Path is how media reaches the server, as its protocol and the address that the server advertised.
func (c *Client) Path(ctx context.Context) (string, error) {
	type found struct {
		path string
		err  error
	}
	answer := make(chan found, 1)
	c.inbox.post(func() {
		path, err := c.session.pub.path()
		answer <- found{path, err}
	})
	select {
	case f := <-answer:
		return f.path, f.err
	case <-c.done:
		return "", ErrClosed
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}

func (p *peer) path() (string, error) {
	if p == nil || p.pc.SCTP() == nil {
		return "", errors.New("livekit: there is no path to the server")
	}
	pair, err := p.pc.SCTP().Transport().ICETransport().GetSelectedCandidatePair()
	if err != nil || pair == nil {
		return "", errors.Join(errors.New("livekit: no path to the server was found"), err)
	}
	return fmt.Sprintf("%s %s", pair.Remote.Protocol, net.JoinHostPort(pair.Remote.Address, strconv.Itoa(int(pair.Remote.Port)))), nil
}
