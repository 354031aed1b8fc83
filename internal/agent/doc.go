// Package agent runs the conversation: it routes a message to one of six agents, gives that agent a prompt
// and tools, and loops over a model's steps until the turn is done. [Agents.Run] is the only way to run a
// turn; HTTP, voice, jobs and tests range over it, most of them through a [Desk].
//
// A model never decides whether a person has agreed, never chooses whose data it sees and never has the last
// word on figures: those are code, here and in the packages below.
package agent
