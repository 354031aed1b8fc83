package main

import "context"

func (p *program) seed(ctx context.Context, args []string) error                     { return nil }
func (p *program) addDemo(ctx context.Context, parts *parts, house *household) error { return nil }
