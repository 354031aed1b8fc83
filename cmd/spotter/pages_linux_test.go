package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What the linker has written to, what is writable and what is of another file stays.
func TestMappings(t *testing.T) {
	t.Parallel()
	got := mappings(strings.NewReader(`00400000-00500000 r--p 00000000 fe:00 1 /bin/spotter
Rss:                 100 kB
Private_Dirty:         0 kB
Anonymous:             0 kB
Swap:                  0 kB
00500000-00900000 r-xp 00100000 fe:00 1 /bin/spotter
Private_Dirty:         0 kB
Anonymous:             0 kB
00900000-00a00000 r--p 00500000 fe:00 1 /bin/spotter
Private_Dirty:        12 kB
Anonymous:            12 kB
00a00000-00b00000 rw-p 00600000 fe:00 1 /bin/spotter
Private_Dirty:         0 kB
00b00000-00c00000 r-xp 00000000 fe:00 2 /lib/other
Private_Dirty:         0 kB
00c00000-00d00000 rw-p 00000000 00:00 0
Anonymous:            64 kB
`), "/bin/spotter")
	want := []mapping{{0x400000, 0x500000, true}, {0x500000, 0x900000, true}, {0x900000, 0xa00000, false}, {0xa00000, 0xb00000, false}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(mapping{})); diff != "" {
		t.Error(diff)
	}
}
