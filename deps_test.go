package spotter_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "spotter"

// A layer is a package with everything below it. It may import itself, whatever stands in mayImport,
// what everyone may import, and nothing else of this module.
type layer struct {
	name      string // path below the module; "." is the root
	mayImport string // layers, separated by spaces
	because   string // said when the rule is broken
}

// layers is the whole order, top first. A package belongs to the layer with the longest matching name.
var layers = []layer{
	{"cmd", "*",
		"cmd wires everything, so nothing else has to know more than it needs"},

	{"internal/api", "web internal/strict internal/voice internal/agent internal/coach internal/redis internal/media catalog science lang .",
		"an edge holds no rules: it calls a use case of coach, never the database, and no other edge"},
	{"internal/mcp", "internal/strict internal/agent internal/coach catalog science lang .",
		"an edge holds no rules: it calls a use case of coach, never the database, and no other edge"},
	{"internal/jobs", "internal/agent internal/coach internal/notify internal/media internal/postgres internal/redis catalog science lang .",
		"a worker calls a use case of coach; it opens the queue itself, and knows no other edge"},
	{"internal/local", "internal/postgres internal/redis internal/media .",
		"the defaults of dev start parts; they know no coaching"},
	{"internal/livekit", "internal/voice .",
		"livekit knows no coaching: it carries audio for voice and can be replaced"},

	{"internal/voice", "internal/breaker internal/agent internal/coach internal/llm catalog science lang .",
		"voice knows no room and no wire: it is tested on virtual time, without either"},
	{"internal/agent/words", "science", "taking words apart knows nothing of who said them"},
	{"internal/agent", "internal/agent/words internal/strict internal/coach internal/llm catalog science lang .",
		"an agent acts through the use cases, under the person's own authorisation, and never on rows"},

	{"internal/seed", "internal/coach internal/postgres catalog science .",
		"synthetic people live through the use cases; their copies are rows"},

	{"internal/coach", "internal/strict internal/postgres internal/redis catalog science lang .",
		"a use case declares a small port for the model, rooms, delivery and objects; cmd wires them"},

	{"internal/llm/anthropic", "internal/llm .", "providers know the language of llm and not each other"},
	{"internal/llm/openai", "internal/llm .", "providers know the language of llm and not each other"},
	{"internal/llm/rules", "internal/llm internal/agent/words .", "the grammar knows the language of llm and how words are taken apart, no other provider and no coaching"},
	{"internal/llm", "internal/breaker .", "the language spoken with models is neutral: it knows no provider and no coaching"},
	{"internal/breaker", "", "leaving a vendor alone knows no vendor"},
	{"internal/notify", ".", "delivery knows addresses and texts, not why they are sent"},
	{"internal/media", ".", "an object store knows objects, not whose they are for"},

	{"internal/postgres", ".", "storage applies no rule: coach computes, postgres keeps"},
	{"internal/redis", ".", "the cache holds copies; it never decides what they mean"},

	{"catalog", ".", "data does not calculate"},
	{"lang", ".", "a sentence is put into words without knowing why it is said"},
	{"science", "lang .", "a calculation takes catalogue entries as arguments, so that it stays pure"},

	{"internal/strict", ".", "reading input knows the rules of shape, which the root holds, and nothing else"},

	{"internal/telemetry", ".", "everyone may import telemetry, so it may import nobody"},
	{"internal/testdb", "internal/postgres internal/local .", "a test database is made of storage, not of rules"},
	{"web", "", "the web client is files; only api serves them"},
	{"tools", "", "a tool works on the repository, not with the product"},
	{"bench", "*", "a benchmark may measure any layer; nobody imports it"},

	{".", "", "the vocabulary rests on nothing, so that everything can rest on it"},
}

// everywhere lists what any layer may import besides its own list.
var everywhere = []string{"internal/telemetry"}

// A fence keeps a family of outside modules within some layers.
type fence struct {
	modules string // prefixes of import paths, separated by spaces
	within  string // layers, separated by spaces
	because string
}

var fences = []fence{
	{"github.com/livekit github.com/pion gopkg.in/hraban/opus", "internal/livekit",
		"only livekit speaks WebRTC and Opus: it fences off cgo and a large tree"},
	{"github.com/anthropics", "internal/llm/anthropic",
		"a vendor's types end at its provider"},
	{"github.com/openai", "internal/llm/openai",
		"a vendor's types end at its provider"},
	{"github.com/danielgtaylor/huma", "internal/api cmd",
		"HTTP ends at the edge"},
	{"github.com/modelcontextprotocol", "internal/mcp",
		"MCP ends at the edge"},
	{"github.com/jackc/pgx github.com/riverqueue riverqueue.com", "internal/postgres internal/jobs internal/local internal/telemetry internal/testdb cmd bench",
		"SQL stays behind the user-scoped transaction of postgres"},
	{"github.com/aws", "internal/media",
		"S3 ends at the object store"},
	{"github.com/tetratelabs/wazero", "internal/voice",
		"only the basic voice runs WebAssembly"},
	{"github.com/redis github.com/alicebob", "internal/redis internal/local bench",
		"only the cache speaks Redis, so that nothing durable goes there"},
}

// pkg is what `go list` says of a package.
type pkg struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

func TestImportsGoDownOnly(t *testing.T) {
	t.Parallel()
	for _, fault := range faults(list(t)) {
		t.Error(fault)
	}
}

func list(t *testing.T) []pkg {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...")
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	var pkgs []pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		switch err := dec.Decode(&p); {
		case errors.Is(err, io.EOF):
			return pkgs
		case err != nil:
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}

// faults holds every import against the rules, and says what is wrong in words.
func faults(pkgs []pkg) []string {
	var out []string
	for _, p := range pkgs {
		from, known := layerOf(p.ImportPath)
		if !known {
			out = append(out, fmt.Sprintf("%s belongs to no layer: give it a line in deps_test.go", p.ImportPath))
			continue
		}
		for _, imported := range p.Imports {
			if why := banned(p.ImportPath, from, imported); why != "" {
				out = append(out, fmt.Sprintf("%s must not import %s: %s", p.ImportPath, imported, why))
			}
		}
		for _, imported := range slices.Concat(p.TestImports, p.XTestImports) {
			if why := bannedInTests(from, imported); why != "" {
				out = append(out, fmt.Sprintf("the tests of %s must not import %s: %s", p.ImportPath, imported, why))
			}
		}
	}
	return out
}

// banned gives the reason against an import, empty when there is none.
func banned(importer string, from layer, imported string) string {
	if !ours(imported) {
		return bannedOutside(from, imported)
	}
	if isTestSupport(imported) && !isTestSupport(importer) {
		return "only tests may import it"
	}
	to, _ := layerOf(imported)
	if to.name == "cmd" && from.name != "cmd" || to.name == "bench" && from.name != "bench" {
		return "nobody imports " + to.name
	}
	if to.name == from.name || isTestSupport(importer) || slices.Contains(everywhere, to.name) {
		return ""
	}
	if allowed := strings.Fields(from.mayImport); slices.Contains(allowed, to.name) || slices.Contains(allowed, "*") {
		return ""
	}
	return from.because
}

func bannedOutside(from layer, imported string) string {
	if from.name == "." && strings.Contains(strings.Split(imported, "/")[0], ".") {
		return "the root imports the standard library only"
	}
	for _, f := range fences {
		for _, prefix := range strings.Fields(f.modules) {
			if strings.HasPrefix(imported, prefix) && !slices.Contains(strings.Fields(f.within), from.name) {
				return f.because
			}
		}
	}
	return ""
}

// bannedInTests is lenient: a test may build its world from any layer but the one that wires them.
func bannedInTests(from layer, imported string) string {
	if to, known := layerOf(imported); known && to.name == "cmd" && from.name != "cmd" {
		return "nobody imports cmd"
	}
	return ""
}

func ours(name string) bool { return name == module || strings.HasPrefix(name, module+"/") }

// isTestSupport tells packages that only tests, and each other, may import: testdb, llmtest, voicetest ...
func isTestSupport(name string) bool {
	base := path.Base(name)
	return base == "testdb" || strings.HasSuffix(base, "test")
}

// layerOf finds the layer with the longest name that a package lies in.
func layerOf(name string) (best layer, known bool) {
	if name == module {
		name = module + "/."
	}
	rest, ok := strings.CutPrefix(name, module+"/")
	if !ok {
		return layer{}, false
	}
	for _, l := range layers {
		if (rest == l.name || strings.HasPrefix(rest, l.name+"/")) && len(l.name) > len(best.name) {
			best, known = l, true
		}
	}
	return best, known
}

// TestImportRulesCanFail breaks each rule once, on a made-up graph.
func TestImportRulesCanFail(t *testing.T) {
	t.Parallel()
	tests := []struct {
		from, to string
		want     string // part of the fault; empty: allowed
	}{
		{"spotter", "encoding/json", ""},
		{"spotter", "github.com/google/uuid", "standard library only"},
		{"spotter", "spotter/science/training", "rests on nothing"},
		{"spotter/science/progress", "spotter/science/training", ""},
		{"spotter/science/training", "spotter/catalog", "stays pure"},
		{"spotter/catalog", "spotter/science/nutrition", "does not calculate"},
		{"spotter/internal/postgres", "spotter/internal/postgres/db", ""},
		{"spotter/internal/postgres", "spotter/internal/redis", "applies no rule"},
		{"spotter/internal/postgres", "spotter/science/training", "applies no rule"},
		{"spotter/internal/coach", "spotter/internal/postgres", ""},
		{"spotter/internal/coach", "spotter/internal/postgres/db", ""},
		{"spotter/internal/coach", "spotter/internal/llm", "small port"},
		{"spotter/internal/coach", "spotter/internal/agent", "small port"},
		{"spotter/internal/coach", "github.com/jackc/pgx/v5", "user-scoped transaction"},
		{"spotter/internal/llm/anthropic", "spotter/internal/llm", ""},
		{"spotter/internal/llm/anthropic", "spotter/internal/llm/openai", "not each other"},
		{"spotter/internal/llm/openai", "github.com/anthropics/anthropic-sdk-go", "end at its provider"},
		{"spotter/internal/agent/tools", "spotter/internal/agent", ""},
		{"spotter/internal/agent", "spotter/internal/postgres", "never on rows"},
		{"spotter/internal/voice", "spotter/internal/livekit", "no room"},
		{"spotter/internal/voice", "github.com/pion/webrtc/v4", "fences off cgo"},
		{"spotter/internal/livekit", "spotter/internal/coach", "knows no coaching"},
		{"spotter/internal/api", "spotter/internal/mcp", "no other edge"},
		{"spotter/internal/api", "spotter/internal/postgres", "never the database"},
		{"spotter/internal/api", "spotter/web/docs", ""},
		{"spotter/internal/mcp", "spotter/web", "no other edge"},
		{"spotter/internal/redis", "spotter/internal/telemetry", ""},
		{"spotter/internal/telemetry", "spotter/internal/redis", "nobody"},
		{"spotter/internal/coach", "spotter/internal/testdb", "only tests"},
		{"spotter/internal/agent", "spotter/internal/llm/llmtest", "only tests"},
		{"spotter/internal/jobs", "spotter/cmd/spotter", "nobody imports cmd"},
		{"spotter/cmd/spotter", "spotter/internal/api", ""},
		{"spotter/helpers", "fmt", "belongs to no layer"},
	}
	for _, tt := range tests {
		got := strings.Join(faults([]pkg{{ImportPath: tt.from, Imports: []string{tt.to}}}), "\n")
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s -> %s: got %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
	if got := faults([]pkg{{ImportPath: "spotter/internal/api", TestImports: []string{"spotter/cmd/spotter"}}}); len(got) != 1 {
		t.Errorf("a test that imports cmd: got %q, want one fault", got)
	}
}
