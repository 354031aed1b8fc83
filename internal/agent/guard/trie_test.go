package guard

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A trie says of any beginning what the list of its names says.
func TestTrieIsItsNames(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.StringMatching(`[ab ]{0,5}`), 0, 30).Draw(t, "names")
		var v vocabulary
		for i, name := range names {
			v.add(name, entry{kind: kind(1) << (i % 3), id: int32(i % 4)})
		}
		listed := slices.Clone(v)
		tree := v.trie()
		text := rapid.StringMatching(`[abc ]{0,6}`).Draw(t, "text")
		kinds := kind(rapid.IntRange(1, 7).Draw(t, "kinds"))
		at, ok := int32(0), true
		for i := range len(text) {
			if at, ok = tree.step(at, text[i], kinds); !ok {
				break
			}
		}
		var want []entry
		begins := text == ""
		for _, w := range listed {
			begins = begins || strings.HasPrefix(w.name, text) && w.kind&kinds != 0
			if w.name == text && !slices.Contains(want, w.entry) {
				want = append(want, w.entry)
			}
		}
		if ok != begins {
			t.Fatalf("%q goes on: %v, in the list: %v", text, ok, begins)
		}
		if ok && !slices.Equal(tree.at(at), want) {
			t.Fatalf("%q holds %v, in the list %v", text, tree.at(at), want)
		}
		if len(tree.nodes) != cap(tree.nodes) {
			t.Fatalf("room for %d nodes, and there are %d", cap(tree.nodes), len(tree.nodes))
		}
	})
}
