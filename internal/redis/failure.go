package redis

// failure is an error that needs no more than its words.
type failure string

func (f failure) Error() string { return string(f) }

const (
	errURL  failure = "redis: the URL cannot be read"
	errAway failure = "redis: away"
	errDead failure = "redis: the connection was given up"
)

const errAbandoned failure = "redis: the load that was waited for panicked"
