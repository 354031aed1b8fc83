package spotter

import "time"

// Message is one entry of the person's single conversation.
type Message struct {
	ID        MessageID `json:"id"`
	Role      string    `json:"role" enum:"user,assistant"`
	Agent     Actor     `json:"agent,omitempty"`
	Content   string    `json:"content"`
	CreatedAt time.Time `json:"created_at"`
}
