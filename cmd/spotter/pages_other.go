//go:build !linux

package main

// returnPages is for Linux.
func returnPages() {}
