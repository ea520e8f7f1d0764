package dump

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/piprate/json-gold/ld"
	"pgregory.net/rapid"
)

var awkward = []string{"", "plain", `"\`, "a\nb\tc\r\x00\x1f\b\f\x7f", "é “x” \u2028\u2029 😀", "bad\xffutf", "cut \xe2\x80", "<&>",
	"1234567\"", "12345678\"9", "1234567é", "12345678\x7f", strings.Repeat("long and plain ", 9) + "\x01"}

// standard is v as encoding/json writes it.
func standard(t rapid.TB, v any) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestStringsAreAsInEncodingJSON(t *testing.T) {
	check := func(t rapid.TB, s string) {
		if got, want := string(appendString(nil, s)), standard(t, s); got != want {
			t.Errorf("appendString(%q) = %s, want %s", s, got, want)
		}
	}
	for _, s := range awkward {
		check(t, s)
	}
	rapid.Check(t, func(t *rapid.T) {
		check(t, rapid.String().Draw(t, "text"))
		check(t, string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")))
	})
}

// TestLiteralsReadBack has json-gold read our literals.
func TestLiteralsReadBack(t *testing.T) {
	check := func(t rapid.TB, s string) {
		line := string(append(appendLiteral([]byte("<urn:a> <urn:b> "), s), " .\n"...))
		ds, err := ld.ParseNQuads(line)
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if got := ds.Graphs["@default"][0].Object.GetValue(); got != strings.ToValidUTF8(s, "\ufffd") {
			t.Errorf("%q reads back as %q", s, got)
		}
	}
	for _, s := range awkward {
		if utf8.ValidString(s) {
			check(t, s)
		}
	}
	rapid.Check(t, func(t *rapid.T) { check(t, rapid.String().Draw(t, "text")) })
	if got, want := string(appendLiteral(nil, "\b\f\x7f\x1f\xff")), `"\b\f\u007F\u001F`+"\ufffd"+`"`; got != want {
		t.Errorf("%s, want the canonical %s", got, want)
	}
}
