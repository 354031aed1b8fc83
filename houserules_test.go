package spotter_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	maxFileLines = 600
	maxFuncLines = 100
)

// vague lists package names that say nothing about what is in them.
var vague = []string{"util", "utils", "common", "helper", "helpers", "manager", "types", "base", "misc", "shared"}

// longFunctions may exceed maxFuncLines: tables and route lists, each with its reason.
var longFunctions = map[string]string{
	"internal/api/routes.go:routes": "the list of every route",
}

// builtSQL lists where statements may be put together from parts, each with its reason: the start of
// file:function.
var builtSQL = map[string]string{
	"internal/local/":                        "CREATE ROLE and CREATE DATABASE take no parameters; names are quoted",
	"internal/testdb/":                       "CREATE DATABASE takes no parameters; names are the test's own",
	"internal/postgres/migrate.go":           "GRANT takes no parameters; the database's name is quoted",
	"internal/postgres/postgres.go:identify": "one round trip: its values are a UUID and a constant of ours, formatted there",
}

// sqlStart recognises a statement by its first words, and leaves English sentences alone.
var sqlStart = regexp.MustCompile(`(?is)^\s*(select\s.+\sfrom\s|select\s+(set_config|pg_)|insert\s+into\s|update\s+\S+\s+set\s|` +
	`delete\s+from\s|with\s+\S+\s+as\s*\(|(create|alter|drop)\s+(role|table|database|schema|policy|function|view|index)\s|` +
	`grant\s.+\son\s|set\s+(local|role|session)\s|truncate\s|copy\s+\S+\s+(from|to)\s)`)

var generated = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

func TestHouseRules(t *testing.T) {
	t.Parallel()
	for _, fault := range houseFaults(t, os.DirFS(".")) {
		t.Error(fault)
	}
}

// houseFaults reads every Go file below root and says which rules it breaks.
func houseFaults(t *testing.T, root fs.FS) []string {
	t.Helper()
	var out []string
	documented := map[string]bool{} // by directory
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if hidden := strings.HasPrefix(entry.Name(), ".") && name != "."; hidden || entry.Name() == "node_modules" || entry.Name() == "testdata" {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		isTest := strings.HasSuffix(name, "_test.go")
		if generated.Match(src) {
			return nil
		}
		if !isTest {
			documented[path.Dir(name)] = documented[path.Dir(name)] || file.Doc != nil
		}
		out = append(out, fileFaults(fset, file, name, isTest)...)
		if !isTest && !isTestSupport(path.Dir(name)) {
			out = append(out, sqlFaults(fset, file, name)...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir, ok := range documented {
		if !ok {
			out = append(out, dir+": the package has no package comment")
		}
		if slices.Contains(vague, path.Base(dir)) {
			out = append(out, dir+": the name says nothing about what is in the package")
		}
	}
	slices.Sort(out)
	return out
}

// fileFaults looks at lengths. Tests may have long functions, since their tables stand in them.
func fileFaults(fset *token.FileSet, file *ast.File, name string, isTest bool) []string {
	var out []string
	if n := fset.File(file.Pos()).LineCount(); n > maxFileLines {
		out = append(out, fmt.Sprintf("%s: %d lines, and %d is the most", name, n, maxFileLines))
	}
	for _, decl := range file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || isTest || longFunctions[name+":"+fn.Name.Name] != "" {
			continue
		}
		if n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1; n > maxFuncLines {
			out = append(out, fmt.Sprintf("%s: %s has %d lines, and %d is the most", name, fn.Name.Name, n, maxFuncLines))
		}
	}
	return out
}

// sqlFaults finds statements that are put together at run time: row-level security is no guard
// against injection, so every statement is a constant with parameters.
func sqlFaults(fset *token.FileSet, file *ast.File, name string) []string {
	var out []string
	fault := func(n ast.Node) {
		out = append(out, fmt.Sprintf("%s: SQL is put together at run time; use parameters", fset.Position(n.Pos())))
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			return !mayBuildSQL(name + ":" + n.Name.Name)
		case *ast.CallExpr:
			if fn, ok := n.Fun.(*ast.SelectorExpr); ok && strings.HasSuffix(fn.Sel.Name, "printf") && slices.ContainsFunc(n.Args, isSQL) {
				fault(n)
			}
		case *ast.BinaryExpr:
			if n.Op == token.ADD && isSQL(leftmost(n)) && !isLiteral(n) {
				fault(n)
				return false
			}
		}
		return true
	})
	return out
}

func mayBuildSQL(place string) bool {
	for prefix := range builtSQL {
		if strings.HasPrefix(place, prefix) {
			return true
		}
	}
	return false
}

func isSQL(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return false
	}
	text, err := strconv.Unquote(lit.Value)
	return err == nil && sqlStart.MatchString(text)
}

func leftmost(e ast.Expr) ast.Expr {
	for {
		sum, ok := e.(*ast.BinaryExpr)
		if !ok {
			return e
		}
		e = sum.X
	}
}

// isLiteral reports whether a sum is of literals only, such as a long statement on several lines.
func isLiteral(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.BinaryExpr:
		return isLiteral(e.X) && isLiteral(e.Y)
	}
	return false
}

// TestDependenciesHaveAReason wants a line in the decision record for each direct dependency.
func TestDependenciesHaveAReason(t *testing.T) {
	t.Parallel()
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	record, err := os.ReadFile("docs/decisions/0002-dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	direct := regexp.MustCompile(`(?m)^(?:require )?\s*([a-z0-9.-]+\.[a-z]+/\S+) v\S+$`)
	for _, m := range direct.FindAllStringSubmatch(string(mod), -1) {
		if name := recordedAs(m[1]); !strings.Contains(string(record), name) {
			t.Errorf("%s has no line in docs/decisions/0002-dependencies.md (looked for %q): say why it is needed", m[1], name)
		}
	}
}

// recordedAs is owner/name for a module on GitHub, whatever follows; else the path without its version.
func recordedAs(module string) string {
	if rest, ok := strings.CutPrefix(module, "github.com/"); ok {
		parts := strings.SplitN(rest, "/", 3)
		return strings.Join(parts[:2], "/")
	}
	return regexp.MustCompile(`/v\d+$`).ReplaceAllString(module, "")
}

// TestSettingsAreDocumented wants every environment variable that cmd reads in the documentation.
func TestSettingsAreDocumented(t *testing.T) {
	t.Parallel()
	config, err := os.ReadFile("cmd/spotter/config.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"docs/operations.md", ".env.example"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`env:"([A-Z0-9_]+)"`).FindAllStringSubmatch(string(config), -1) {
			if !strings.Contains(string(text), m[1]) {
				t.Errorf("%s does not name %s", name, m[1])
			}
		}
	}
}

// TestLinksOfDocumentsLeadSomewhere follows the links between the repository's files.
func TestLinksOfDocumentsLeadSomewhere(t *testing.T) {
	t.Parallel()
	link, followed := regexp.MustCompile(`\]\(([^)#\s]+)[^)]*\)`), 0
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/*/*.md", "bench/*.md"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range link.FindAllStringSubmatch(string(text), -1) {
				if strings.Contains(m[1], ":") || strings.HasPrefix(m[1], "/") {
					continue // an address, or a path of the server
				}
				followed++
				if _, err := os.Stat(filepath.Join(filepath.Dir(file), m[1])); err != nil {
					t.Errorf("%s links to %s, which is not there", file, m[1])
				}
			}
		}
	}
	if followed < 20 {
		t.Errorf("only %d links followed", followed)
	}
}

// TestScreeningBecomesLimitsInOnePlace wants every rule that follows from the screening in science/safety: who
// reads a flag elsewhere has a rule of their own, which the next change of the rules forgets.
func TestScreeningBecomesLimitsInOnePlace(t *testing.T) {
	t.Parallel()
	flags := []string{"HeartCondition", "ChestPain", "DizzinessOrFainting", "HeartOrPressureMedication", "PregnancyOrRecentBirth", "EatingDisorderHistory"}
	read := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && (len(name) > 1 && strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules") {
			return fs.SkipDir
		}
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "internal/seed/") {
			return err
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && slices.Contains(flags, s.Sel.Name) {
				if read++; path.Dir(name) != "science/safety" {
					t.Errorf("%s reads %s: ask science/safety instead", fset.Position(n.Pos()), s.Sel.Name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil || read < len(flags) {
		t.Errorf("%d flags are read, %v: does the test see anything?", read, err)
	}
}

// TestHouseRulesCanFail breaks each rule once.
func TestHouseRulesCanFail(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	lines := strings.Repeat("\n", maxFileLines)
	write("util/a.go", "// Package util has a comment.\npackage util\n")
	write("bare/a.go", "package bare\n")
	write("bare/a_test.go", "// A comment in a test does not count.\npackage bare\n")
	write("long/a.go", "// Package long is long.\npackage long\n"+lines)
	write("long/b.go", "package long\n\nfunc f() {"+lines[:maxFuncLines]+"}\n")
	write("long/c.go", "// Code generated by a tool. DO NOT EDIT.\n\npackage long\n"+lines)

	write("query/a.go", `// Package query builds SQL.
package query

var (
	a = fmt.Sprintf("select id from %s where x = 1", table)
	b = "DELETE FROM t WHERE id = " + id
	c = "insert into t " +
		"values ($1)"
	d = fmt.Sprintf("select %d of the plans", n)
	e = fmt.Sprintf("Update the app, %s", name)
)
`)

	got := strings.Join(houseFaults(t, os.DirFS(root)), "\n")
	want := strings.Join([]string{
		"bare: the package has no package comment",
		"long/a.go: 602 lines, and 600 is the most",
		"long/b.go: f has 101 lines, and 100 is the most",
		"query/a.go:5:6: SQL is put together at run time; use parameters",
		"query/a.go:6:6: SQL is put together at run time; use parameters",
		"util: the name says nothing about what is in the package",
	}, "\n")
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
