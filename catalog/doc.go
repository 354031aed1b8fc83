// Package catalog holds Spotter's own tables of exercises, foods and dishes, embedded in the binary,
// checked when they are loaded and never changed afterwards, and the look-ups by id and by name.
package catalog
