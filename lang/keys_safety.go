package lang

// What is said of a person's limits.
const (
	SafetyLowTarget Key = "safety.low_target"
)
