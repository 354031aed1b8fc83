// Package rules is a provider without a model. It reads the person's last message by a small grammar in
// English, German, Spanish and Hindi, calls the tools that it was offered, and answers with what they
// returned, in their words. What it does not understand it says so, and what it would.
package rules
