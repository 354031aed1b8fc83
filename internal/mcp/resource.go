package mcp

import (
	"context"
	"errors"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"spotter"
)

const contextURI = "spotter://context"

// context answers with what the coach is given about the person.
func (d *door) context(ctx context.Context, request *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
	raw, err := d.Coach.Context(ctx, identityOf(ctx).Caller())
	var e *spotter.Error
	switch {
	case errors.As(err, &e) && e.Code != spotter.CodeInternal:
		return nil, &jsonrpc.Error{Code: jsonrpc.CodeInvalidRequest, Message: e.Message}
	case err != nil:
		d.Log.ErrorContext(ctx, "mcp: the context could not be read", "error", err)
		return nil, &jsonrpc.Error{Code: jsonrpc.CodeInternalError, Message: "That did not work on our side."}
	}
	return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{{URI: request.Params.URI, MIMEType: "application/json", Text: string(raw)}}}, nil
}
