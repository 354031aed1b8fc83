package lang

// What code says in a call, and what a person says by beginning one.
const (
	VoiceHello          Key = "voice.hello"
	VoiceHelloName      Key = "voice.hello_name"
	VoiceGreeting       Key = "voice.greeting"
	VoiceTraining       Key = "voice.training"
	VoiceSettling       Key = "voice.settling"
	VoiceTypedOnly      Key = "voice.typed_only"
	VoiceBusy           Key = "voice.busy"
	VoiceFiller         Key = "voice.filler"
	VoiceNoAnswer       Key = "voice.no_answer"
	VoiceNoVoice        Key = "voice.no_voice"
	VoiceCannotHear     Key = "voice.cannot_hear"
	VoiceHearAgain      Key = "voice.hear_again"
	VoiceRestIsOver     Key = "voice.rest_is_over"
	VoiceAlmostOver     Key = "voice.almost_over"
	VoiceOpenWorkout    Key = "voice.open_workout"
	VoiceOpenOnboarding Key = "voice.open_onboarding"
)
