package spotter

import "time"

// PhotoKind says what a photo is of.
type PhotoKind string

// The kinds of photos.
const (
	PhotoProgress PhotoKind = "progress" // the person, to compare over time
	PhotoMeal     PhotoKind = "meal"
)

// MaxPhoto is how many bytes a photo may have.
const MaxPhoto = 20 << 20

// Photo is a photo of a person's. Its bytes lie in the object store; URL opens them for a short while.
type Photo struct {
	ID          PhotoID   `json:"id"`
	Kind        PhotoKind `json:"kind" enum:"progress,meal"`
	ContentType string    `json:"content_type" enum:"image/jpeg,image/png,image/webp,image/heic"`
	Size        int       `json:"size" doc:"Bytes"`
	CreatedAt   time.Time `json:"created_at"`
	Date        Date      `json:"date" doc:"Local date"`
	TimeZone    string    `json:"time_zone" doc:"The zone that the date is local to"`
	URL         string    `json:"url" doc:"Opens the photo without any other credential until url_expires_at; do not keep it"`
	ExpiresAt   time.Time `json:"url_expires_at"`
}

// UploadInput announces a photo: what will be sent, to the byte.
type UploadInput struct {
	Kind        PhotoKind `json:"kind" enum:"progress,meal"`
	ContentType string    `json:"content_type" enum:"image/jpeg,image/png,image/webp,image/heic"`
	Size        int       `json:"size" minimum:"1" maximum:"20971520" doc:"Bytes, exactly"`
}

// Upload is where the bytes of a photo go: one request, straight to the object store.
type Upload struct {
	ID        PhotoID           `json:"id" doc:"The photo's; complete the upload with it"`
	Method    string            `json:"method" example:"PUT"`
	URL       string            `json:"url" doc:"Takes a body of exactly the announced size and type, without any other credential"`
	Headers   map[string]string `json:"headers" doc:"Send these with it"`
	ExpiresAt time.Time         `json:"expires_at"`
}

// ObjectPrefix is what the keys of all objects of a person begin with.
func ObjectPrefix(user UserID) string { return "users/" + user.String() + "/" }

// ObjectKey is where the bytes of a photo lie.
func ObjectKey(user UserID, photo PhotoID) string { return ObjectPrefix(user) + photo.String() }
