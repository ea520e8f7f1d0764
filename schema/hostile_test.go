package schema

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
)

// A hostile writes random documents over the schema: valid ones that ask for
// as much as they can, and some that are broken.
type hostile struct {
	*rand.Rand
	types     *ast.Schema
	f         *fake
	b         strings.Builder
	deep      int // deepest selection
	left      int // fields that may still be written
	fragments []string
}

func (h *hostile) document() string {
	h.b.Reset()
	h.left = 4 + h.IntN(60)
	if h.IntN(10) == 0 {
		h.left = 400
	}
	h.deep = 2 + h.IntN(9)
	h.fragments = nil
	fmt.Fprintf(&h.b, "query Q%d", h.IntN(10))
	h.selection(h.types.Query, 0)
	for i := 0; i < len(h.fragments) && i < 8; i++ {
		fmt.Fprintf(&h.b, " fragment F%d on %s", i, h.fragments[i])
		h.selection(h.types.Types[h.fragments[i]], 6)
	}
	doc := h.b.String()
	switch h.IntN(12) {
	case 0: // cut somewhere
		doc = doc[:h.IntN(len(doc))]
	case 1: // a stray character
		i := h.IntN(len(doc))
		doc = doc[:i] + string(rune(h.IntN(0x2000))) + doc[i:]
	case 2: // everything twice
		doc = strings.Repeat(doc, 2)
	}
	return doc
}

func (h *hostile) selection(d *ast.Definition, depth int) {
	h.b.WriteString("{ __typename ")
	if d.Kind == ast.Union || d.Kind == ast.Interface {
		for _, p := range h.types.GetPossibleTypes(d) {
			if h.left > 0 && h.IntN(3) == 0 {
				h.b.WriteString("... on " + p.Name)
				h.selection(p, depth+1)
			}
		}
	}
	for range 1 + h.IntN(8) {
		if len(d.Fields) == 0 || h.left <= 0 {
			break
		}
		f := d.Fields[h.IntN(len(d.Fields))]
		inner := h.types.Types[f.Type.Name()]
		if strings.HasPrefix(f.Name, "__") || depth > h.deep && !inner.IsLeafType() {
			continue
		}
		h.left--
		if h.IntN(10) > 0 { // mostly under a name of its own, so that fields do not clash
			fmt.Fprintf(&h.b, "a%d: ", h.left)
		}
		h.b.WriteString(f.Name)
		h.arguments(f)
		if h.IntN(12) == 0 {
			fmt.Fprintf(&h.b, " @include(if: %v)", h.IntN(2) == 0)
		}
		if !inner.IsLeafType() {
			if h.IntN(6) == 0 && inner.Kind == ast.Object {
				fmt.Fprintf(&h.b, " { __typename ...F%d }", len(h.fragments))
				h.fragments = append(h.fragments, inner.Name)
			} else {
				h.selection(inner, depth+1)
			}
		}
		h.b.WriteByte(' ')
	}
	h.b.WriteString("} ")
}

func (h *hostile) arguments(f *ast.FieldDefinition) {
	var args []string
	for _, a := range f.Arguments {
		if a.Name == "last" || a.Name == "before" || !a.Type.NonNull && h.IntN(3) > 0 {
			continue
		}
		args = append(args, a.Name+": "+h.value(a.Type, a.Name, 0))
	}
	if len(args) > 0 {
		h.b.WriteString("(" + strings.Join(args, ", ") + ")")
	}
}

func (h *hostile) value(t *ast.Type, name string, depth int) string {
	if h.IntN(60) == 0 {
		return []string{"null", "-1", "2147483648", `"\u0000"`, "[]", "{}", "NOPE", `""`}[h.IntN(8)]
	}
	if t.Elem != nil {
		var list []string
		for range h.IntN(4) {
			list = append(list, h.value(t.Elem, name, depth+1))
		}
		return "[" + strings.Join(list, ", ") + "]"
	}
	d := h.types.Types[t.NamedType]
	switch d.Kind {
	case ast.Enum:
		return d.EnumValues[h.IntN(len(d.EnumValues))].Name
	case ast.InputObject:
		var fields []string
		one := d.Directives.ForName("oneOf") != nil
		pick := h.IntN(len(d.Fields))
		for i, f := range d.Fields {
			if one && i != pick || !one && !f.Type.NonNull && (depth > 2 || h.IntN(4) > 0) {
				continue
			}
			fields = append(fields, f.Name+": "+h.value(f.Type, f.Name, depth+1))
		}
		return "{" + strings.Join(fields, ", ") + "}"
	}
	switch t.NamedType {
	case "Int":
		return fmt.Sprint([]int{0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 20, 100, 101}[h.IntN(13)])
	case "Float":
		return fmt.Sprint(h.Float64())
	case "Boolean":
		return fmt.Sprint(h.IntN(2) == 0)
	case "ID":
		return fmt.Sprintf("%q", []string{h.f.entities[h.IntN(4)].ID, h.f.events[h.IntN(len(h.f.events))].ID, h.f.articles[0].ID(), h.f.outlets[0].ID, "p_x", "c_y_z", "m_" + strings.Repeat("z", 20)}[h.IntN(7)])
	case "Date":
		return fmt.Sprintf(`"2024-0%d-01"`, 1+h.IntN(9))
	}
	return fmt.Sprintf("%q", []string{"Ada Lovelace", "Royal Society", "London", "a", strings.Repeat("x", 300), "٣ ☃ \u202e", "https://herald.example/0-0"}[h.IntN(7)])
}

// TestHostileDocuments sends random documents, 1,000 with PARLEY_LONG. None
// may make a resolver panic, take long, or be answered at length, and some of
// the valid ones must be answered, or the test would prove nothing.
func TestHostileDocuments(t *testing.T) {
	n := 150
	if os.Getenv("PARLEY_LONG") != "" {
		n = 1_000
	}
	f := world(60)
	s := serverOf(t, f, Options{})
	c := &client{t: t, h: s}
	answered, refusals := 0, map[string]int{}
	for i := range n {
		h := &hostile{Rand: rand.New(rand.NewPCG(7, uint64(i))), types: s.types, f: f}
		doc := h.document()
		begin := time.Now()
		res := c.do(doc, nil)
		if d := time.Since(begin); d > 2*time.Second {
			t.Errorf("document %d: answered after %v\n%.3000s", i, d, doc)
		}
		if len(res.body) > 10<<20 {
			t.Errorf("document %d: %d bytes", i, len(res.body))
		}
		if res.Data != nil {
			answered++
		}
		refusals[res.code()]++
		if code := res.code(); code == string(Internal) {
			t.Errorf("document %d: %s\n%.2000s", i, res.body[:min(len(res.body), 500)], doc)
		}
	}
	metrics, _ := io.ReadAll(serve(s, httptest.NewRequest("GET", "/metrics", nil)).Body)
	if !strings.Contains(string(metrics), "parley_panics_total 0\n") {
		t.Error("resolvers panicked")
	}
	if answered < n/10 {
		t.Errorf("only %d of %d documents were answered: %v", answered, n, refusals)
	}
	t.Logf("%d of %d answered; first codes: %v", answered, n, refusals)
}
