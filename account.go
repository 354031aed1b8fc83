package spotter

import (
	"encoding/json"
	"net/mail"
	"strings"
	"unicode"
)

// Registration opens an account.
type Registration struct {
	Email    string `json:"email" maxLength:"254" format:"email"`
	Password string `json:"password" minLength:"8" maxLength:"128" doc:"8 to 128 characters, none of the most common ones"`
	FullName string `json:"full_name" minLength:"1" maxLength:"255"`
	TimeZone string `json:"time_zone,omitempty" maxLength:"64" doc:"IANA time zone; UTC when absent"`
}

// Check wants an e-mail address, a name that is not blank and a time zone that exists.
func (in *Registration) Check() []Problem {
	var problems []Problem
	if problem := checkEmail(in.Email); problem != "" {
		problems = append(problems, Problem{"email", problem})
	}
	if problem := checkName(in.FullName); problem != "" {
		problems = append(problems, Problem{"full_name", problem})
	}
	return append(problems, checkZone(in.TimeZone)...)
}

// Credentials prove an identity by password.
type Credentials struct {
	Email    string `json:"email" minLength:"1" maxLength:"254"`
	Password string `json:"password" minLength:"1" maxLength:"128"`
}

// RefreshInput trades a refresh token for a new pair.
type RefreshInput struct {
	RefreshToken string `json:"refresh_token,omitempty" maxLength:"200" doc:"Left out by the web client, whose token is in its cookie"`
}

// GoogleInput signs in with what Google's button gave the client.
type GoogleInput struct {
	Credential string `json:"credential" minLength:"1" maxLength:"8192" doc:"A Google ID token"`
	TimeZone   string `json:"time_zone,omitempty" maxLength:"64" doc:"IANA time zone for an account that is new; UTC when absent"`
}

// Check wants a time zone that exists.
func (in *GoogleInput) Check() []Problem { return checkZone(in.TimeZone) }

// EmailInput names an address.
type EmailInput struct {
	Email string `json:"email" minLength:"1" maxLength:"254"`
}

// MailedToken is the token of a mailed link.
type MailedToken struct {
	Token string `json:"token" minLength:"1" maxLength:"200"`
}

// PasswordReset sets a password by the token of a mailed link.
type PasswordReset struct {
	Token       string `json:"token" minLength:"1" maxLength:"200"`
	NewPassword string `json:"new_password" minLength:"8" maxLength:"128"`
}

// PasswordChange sets a password by the one that holds.
type PasswordChange struct {
	CurrentPassword string `json:"current_password,omitempty" maxLength:"128" doc:"Left out only where the account has none"`
	NewPassword     string `json:"new_password" minLength:"8" maxLength:"128"`
}

// AccountPatch corrects an account; nil fields stay.
type AccountPatch struct {
	FullName *string `json:"full_name,omitempty" minLength:"1" maxLength:"255"`
	TimeZone *string `json:"time_zone,omitempty" maxLength:"64" doc:"Before onboarding only; after it the profile's"`
}

// Check wants a name that is not blank and a time zone that exists.
func (in *AccountPatch) Check() []Problem {
	if in.FullName != nil {
		if problem := checkName(*in.FullName); problem != "" {
			return []Problem{{"full_name", problem}}
		}
	}
	if in.TimeZone == nil {
		return nil
	}
	if *in.TimeZone == "" {
		return []Problem{{"time_zone", "must be an IANA time zone such as Europe/Berlin"}}
	}
	return checkZone(*in.TimeZone)
}

// AccountDeletion deletes an account and everything in it.
type AccountDeletion struct {
	Password string `json:"password,omitempty" maxLength:"128" doc:"Needed unless the sign-in is younger than 10 minutes"`
}

// NewToken asks for a personal token.
type NewToken struct {
	Name    string  `json:"name" minLength:"1" maxLength:"80"`
	Scopes  []Scope `json:"scopes" enum:"read,write,approve" minItems:"1" maxItems:"3" doc:"read what there is; write entries, answers and proposals; approve what only the person says yes to: proposals, consent, screening, the end of the onboarding, deletions. None implies another"`
	Expires *int    `json:"expires_in_days,omitempty" minimum:"1" maximum:"366" doc:"90 when absent"`
}

// Check wants a name that is not blank.
func (in *NewToken) Check() []Problem {
	if strings.TrimSpace(in.Name) == "" {
		return []Problem{{"name", "must not be blank"}}
	}
	return nil
}

// SignedIn is the answer of everything that signs a person in.
type SignedIn struct {
	AccessToken  string `json:"access_token" doc:"A JWT for the Authorization header"`
	RefreshToken string `json:"refresh_token,omitempty" doc:"Good once, for the next pair; left out where it is in the web client's cookie"`
	TokenType    string `json:"token_type" enum:"Bearer"`
	ExpiresIn    int    `json:"expires_in" doc:"Seconds that the access token lasts" example:"900"`
	User         User   `json:"user"`
}

// SignInMethods says how one can sign in to this server, besides by password and by passkey.
type SignInMethods struct {
	Google *GoogleMethod `json:"google,omitempty" doc:"Left out where it is not set up"`
}

// GoogleMethod is what a browser needs to ask Google for an ID token.
type GoogleMethod struct {
	ClientID     string `json:"client_id"`
	AuthorizeURL string `json:"authorize_url" doc:"Where to send the browser, with response_type id_token" example:"https://accounts.google.com/o/oauth2/v2/auth"`
}

// MintedToken is a new personal token with its secret, which is shown this once.
type MintedToken struct {
	PersonalToken
	Token string `json:"token" doc:"The secret, for the Authorization header; it is not stored and not shown again"`
}

// PasskeyCeremony begins a WebAuthn ceremony. It is good once, for 5 minutes.
type PasskeyCeremony struct {
	ID      UUID            `json:"ceremony_id"`
	Options json.RawMessage `json:"options" doc:"For navigator.credentials.create or get, in the JSON form of WebAuthn level 3"`
}

// PasskeyRegistration is the authenticator's answer to a ceremony that makes a passkey.
type PasskeyRegistration struct {
	Ceremony   UUID            `json:"ceremony_id"`
	Name       string          `json:"name,omitempty" maxLength:"80" doc:"What the person calls it; Passkey when absent"`
	Credential json.RawMessage `json:"credential" doc:"What navigator.credentials.create answered, as JSON"`
}

// PasskeyAssertion is the authenticator's answer to a ceremony that signs in.
type PasskeyAssertion struct {
	Ceremony   UUID            `json:"ceremony_id"`
	Credential json.RawMessage `json:"credential" doc:"What navigator.credentials.get answered, as JSON"`
}

// EmailKey is the form in which two spellings of an e-mail address are the same.
func EmailKey(email string) string { return strings.ToLower(email) }

// checkName wants one line of what can be seen: a name stands in mails, and beside other people's.
func checkName(s string) string {
	if strings.TrimSpace(s) == "" {
		return "must not be blank"
	}
	for _, r := range s {
		if joiner := r == '\u200c' || r == '\u200d'; !unicode.IsGraphic(r) && !joiner {
			return "must be one line, without control characters"
		}
	}
	return ""
}

// checkEmail wants a bare address in ASCII, at a named host: what reads alike is alike, in Go and in the
// database, and every mail server takes it.
func checkEmail(s string) string {
	const problem = "must be an e-mail address such as ada@example.com"
	for i := range len(s) {
		switch {
		case s[i] >= 0x80:
			return problem + "; write a domain with other letters in its xn-- form, other letters before the @ are not supported"
		case s[i] <= ' ' || s[i] == 0x7f || s[i] == '[':
			return problem
		}
	}
	if a, err := mail.ParseAddress(s); err != nil || a.Address != s {
		return problem
	}
	return ""
}

func checkZone(name string) []Problem {
	if name == "" {
		return nil
	}
	if _, err := LoadZone(name); err != nil {
		return []Problem{{"time_zone", err.Error()}}
	}
	return nil
}
