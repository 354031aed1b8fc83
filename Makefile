# Every task of the repository. `make` alone lists them.

SHELL := /bin/sh
BIN   := .cache/bin
ARGS  ?=

GOLANGCI_LINT := v2.15.0
SQLC          := v1.31.1
VEGETA        := v12.13.0

# Without a C compiler everything still builds; only what needs one is left out.
export CGO_ENABLED ?= $(shell command -v "$${CC:-gcc}" >/dev/null 2>&1 && echo 1 || echo 0)

# With a compiler and without libopus the room listens by a decoder in Go, and speaks as a telephone does. It is asked
# for each command, after bootstrap.sh has had its chance to install it. Empty, or a flag.
TAGS = $(shell [ "$(CGO_ENABLED)" = 0 ] || scripts/bootstrap.sh has-opus || echo -tags=nolibopus)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run dev build livekit test eval cover race lint generate verify bench bench-peer voice-oracle clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  \033[1m%-12s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## install what is missing, then run Spotter on http://127.0.0.1:8000 (ARGS=--demo adds a person)
	@scripts/bootstrap.sh run
	@$(MAKE) --no-print-directory build
	@exec $(BIN)/spotter dev $(ARGS)

dev: ## the same, rebuilt and restarted on every change
	@scripts/bootstrap.sh run
	@go run ./tools/watch -build ./cmd/spotter -out $(BIN)/spotter -- dev $(ARGS)

build: ## compile the binary to .cache/bin/spotter
	@mkdir -p $(BIN)
	go build $(TAGS) -o $(BIN)/spotter ./cmd/spotter

livekit: ## build the LiveKit server for voice, once; `make run` never waits for it
	@scripts/livekit.sh

test: ## install what the tests need, then run all of them (ARGS="-run Name -v")
	@scripts/bootstrap.sh test
	go test $(TAGS) ./... $(ARGS)

# EVAL_ALL=1 also plays every scenario without each guard; EVAL_LIVE=1 asks a real model (docs/evals.md).
eval: ## play the conversations of internal/agent/eval, and report by group (EVAL_JSON=1, EVAL_ALL=1, EVAL_LIVE=1)
	@scripts/bootstrap.sh test
	@mkdir -p .cache && rm -f .cache/eval
	@EVAL_REPORT=$(CURDIR)/.cache/eval go test $(TAGS) ./internal/agent -count=1 -timeout 30m -run '^Test(Eval|GuardsAreNeeded|EveryGroupMisbehaves)$$' $(ARGS); \
	  code=$$?; [ ! -f .cache/eval ] || cat .cache/eval; exit $$code

cover: ## the tests with coverage, and the total
	@scripts/bootstrap.sh test
	@mkdir -p .cache
	go test $(TAGS) -coverpkg=./... -coverprofile=.cache/cover.out ./... $(ARGS)
	@go tool cover -func=.cache/cover.out | tail -1

race: ## the tests under the race detector (needs a C compiler)
	@scripts/bootstrap.sh test
	CGO_ENABLED=1 go test -race $(TAGS) ./... $(ARGS)

lint: $(BIN)/golangci-lint-$(GOLANGCI_LINT) ## golangci-lint; the first time builds it, which takes minutes
	$< run ./... $(ARGS)

generate: $(BIN)/sqlc-$(SQLC) ## make all generated files again: queries, OpenAPI document, licences
	$< generate
	@scripts/queries.sh write
	@mkdir -p api
	go run ./cmd/spotter openapi > .cache/openapi.yaml && mv .cache/openapi.yaml api/openapi.yaml
	go run ./tools/licences > .cache/licences.md && mv .cache/licences.md docs/licences.md

verify: ## what CI asks besides the tests: formatting, vet, tidiness, generated files, migrations
	@scripts/verify.sh

bench: ## the benchmarks (ARGS="-bench Name")
	go test $(TAGS) -run '^$$' -bench . -benchmem ./... $(ARGS)

bench-peer: $(BIN)/vegeta ## the same operations, measured side by side with a peer (ARGS=-quick)
	@scripts/bootstrap.sh bench
	@$(MAKE) --no-print-directory build
	go run ./bench/peer $(ARGS)

voice-oracle: ## let the speech vendors' own clients (Node) judge the emulators that voice is tested by
	cd bench/voice-oracle && npm ci --ignore-scripts --no-audit --no-fund
	VOICE_ORACLE=1 go test -count=1 ./bench/voice-oracle $(ARGS)

clean: ## remove what was built; data directories stay
	rm -rf .cache
	go clean -testcache

# Tools are built once per version, into the ignored cache.
$(BIN)/golangci-lint-$(GOLANGCI_LINT):
	@scripts/tool.sh $@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT)

$(BIN)/sqlc-$(SQLC):
	@scripts/tool.sh $@ github.com/sqlc-dev/sqlc/cmd/sqlc@$(SQLC)

$(BIN)/vegeta:
	@scripts/tool.sh $@ github.com/tsenart/vegeta/v12@$(VEGETA)
