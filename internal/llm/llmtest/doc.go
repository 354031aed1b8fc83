// Package llmtest is what tests of models are made of:
//
//   - [Model], a provider in the same process that follows a script, for whoever stands above a model;
//   - [Anthropic] and [OpenAI], servers on loopback that speak the vendors' wire protocols, also badly, and
//     hold a client to the vendors' rules;
//   - [Conform], what every provider has to do in each [Scenario] of such a server.
//
// All of it is real time or the virtual time of a testing/synctest bubble, whichever a test runs in; the
// servers use sockets and so belong outside a bubble.
package llmtest
