package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// returnPages gives the pages of the program's own file back that only starting has touched; what is used again comes
// back from the file. They count as resident otherwise, for as long as the process lives. Best effort.
func returnPages() {
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return
	}
	maps, err := os.Open("/proc/self/maps")
	if err != nil {
		return
	}
	defer maps.Close()
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		var from, to uintptr
		var rights string
		if n, _ := fmt.Sscanf(lines.Text(), "%x-%x %s", &from, &to, &rights); n == 3 && rights[1] == '-' && strings.HasSuffix(lines.Text(), program) {
			_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, from, to-from, syscall.MADV_DONTNEED)
		}
	}
}
