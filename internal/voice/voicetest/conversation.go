package voicetest

type conversation struct{ *line }

func newConversation(l *line, _ string) *conversation { return &conversation{l} }

func (c *conversation) run() {}
