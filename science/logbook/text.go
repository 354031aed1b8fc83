package logbook

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"spotter"
)

// The encodings that a file may have.
const (
	UTF8        = "utf-8"
	UTF16       = "utf-16"
	Windows1252 = "windows-1252"
)

// decode makes UTF-8 of a file: what begins with a byte-order mark says what it is; the rest is UTF-8 or,
// when it is not valid as such, Windows-1252, as spreadsheets write it. A file with NUL characters is no text.
func decode(data []byte) (text, encoding string, err error) {
	switch {
	case len(data) >= 2 && (data[0] == 0xff && data[1] == 0xfe || data[0] == 0xfe && data[1] == 0xff):
		text, encoding = decodeUTF16(data), UTF16
	case utf8.Valid(data):
		text, encoding = strings.TrimPrefix(string(data), "\ufeff"), UTF8
	default:
		text, encoding = decodeWindows1252(data), Windows1252
	}
	if strings.IndexByte(text, 0) >= 0 {
		return "", "", refusal("not_text", "This is no text file. Send the CSV file that the app exported, as it is: in UTF-8, UTF-16 with a byte-order mark, or Windows-1252.")
	}
	return text, encoding, nil
}

// refusal is about the whole file.
func refusal(detail, message string) error {
	return &spotter.Error{Code: spotter.CodeInvalid, Detail: detail, Message: message,
		Problems: []spotter.Problem{{Location: "body", Message: "is not a file that can be imported"}}}
}

func decodeUTF16(data []byte) string {
	var order binary.ByteOrder = binary.LittleEndian
	if data[0] == 0xfe {
		order = binary.BigEndian
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 2; i+1 < len(data); i += 2 {
		units = append(units, order.Uint16(data[i:]))
	}
	return string(utf16.Decode(units))
}

// windows1252 is what the bytes 0x80 to 0x9f stand for; the others stand for themselves.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func decodeWindows1252(data []byte) string {
	special := []rune(windows1252)
	var out strings.Builder
	out.Grow(len(data) + len(data)/8)
	for _, b := range data {
		if b >= 0x80 && b < 0xa0 {
			out.WriteRune(special[b-0x80])
		} else {
			out.WriteRune(rune(b))
		}
	}
	return out.String()
}
