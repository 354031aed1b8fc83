package coach

// Hashes is how many password hashes were computed.
func (a *Accounts) Hashes() int64 { return a.passwords.done.Load() }
