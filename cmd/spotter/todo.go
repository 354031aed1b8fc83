package main

import "context"

func (p *program) doctor(ctx context.Context, args []string) error                   { return nil }
func (p *program) seed(ctx context.Context, args []string) error                     { return nil }
func (p *program) user(ctx context.Context, args []string) error                     { return nil }
func (p *program) addDemo(ctx context.Context, parts *parts, house *household) error { return nil }
