package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/graph/dump"
	"parley/schema"
)

// TestSchemaListsTheFormats: ExportFormat has the formats that dumps are
// written in, and no others.
func TestSchemaListsTheFormats(t *testing.T) {
	_, rest, ok := strings.Cut(schema.SDL(), "\nenum ExportFormat {")
	if !ok {
		t.Fatal("the schema has no ExportFormat")
	}
	body, _, _ := strings.Cut(rest, "\n}")
	var got []dump.Format
	for _, m := range regexp.MustCompile(`(?m)^  ([A-Z0-9]+)$`).FindAllStringSubmatch(body, -1) {
		got = append(got, dump.Format(strings.ToLower(m[1])))
	}
	slices.Sort(got)
	if want := dump.Formats(); !slices.Equal(got, want) {
		t.Errorf("ExportFormat has %v, dumps have %v", got, want)
	}
}
