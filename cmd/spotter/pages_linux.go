package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
)

// mapping is a stretch of the process's memory, as /proc/self/smaps tells.
type mapping struct {
	from, to uintptr
	clean    bool // what it holds is what the file holds, and nobody may write to it
}

// returnPages gives the pages of the program's own file back that only starting has touched; what is used again comes
// back from the file. They count as resident otherwise, for as long as the process lives. Best effort.
func returnPages() {
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return
	}
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		return
	}
	defer maps.Close()
	for _, m := range mappings(maps, program) {
		if m.clean {
			_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, m.from, m.to-m.from, syscall.MADV_DONTNEED)
		}
	}
}

// mappings reads the stretches that a file is mapped to. The linker writes to some before it makes them read-only:
// these have pages of their own, which are in no file.
func mappings(smaps io.Reader, file string) []mapping {
	var out []mapping
	inside := false
	for lines := bufio.NewScanner(smaps); lines.Scan(); {
		line := lines.Text()
		var from, to uintptr
		var rights string
		if n, _ := fmt.Sscanf(line, "%x-%x %s", &from, &to, &rights); n == 3 {
			if inside = strings.HasSuffix(line, " "+file); inside {
				out = append(out, mapping{from, to, rights == "r--p" || rights == "r-xp"})
			}
			continue
		}
		name, size, _ := strings.Cut(line, ":")
		if inside && (name == "Anonymous" || name == "Private_Dirty" || name == "Swap") && strings.TrimSpace(size) != "0 kB" {
			out[len(out)-1].clean = false
		}
	}
	return out
}
