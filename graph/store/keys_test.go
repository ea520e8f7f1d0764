package store

import (
	"bytes"
	"cmp"
	"testing"

	"parley/graph"
)

func FuzzKey(f *testing.F) {
	f.Add("a", "b\x00", int64(3), int32(-4), "a\x00", "\x01b", int64(-3), int32(7))
	f.Add("", "", int64(0), int32(0), "", "\x00", int64(-1), int32(-1))
	f.Fuzz(func(t *testing.T, a, b string, n int64, d int32, a2, b2 string, n2 int64, d2 int32) {
		id, id2 := graph.NewID(graph.EntityID, b), graph.NewID(graph.EventID, b2)
		x := newKey(kindList).str(a).id(id).num(n).descDay(d).str(b)
		y := newKey(kindList).str(a2).id(id2).num(n2).descDay(d2).str(b2)
		k, got := parseKey(x)
		if ga, gi, gn, gd, gb := got.str(), got.id(), got.num(), got.descDay(), got.str(); k != kindList || ga != a || gi != id || gn != n || gd != d || gb != b || got.err != nil || len(got.b) != 0 {
			t.Errorf("parseKey = %v %q %q %d %d %q %v, want %q %q %d %d %q", k, ga, gi, gn, gd, gb, got.err, a, id, n, d, b)
		}
		want := cmp.Or(cmp.Compare(a, a2), cmp.Compare(id, id2), cmp.Compare(n, n2), cmp.Compare(d2, d), cmp.Compare(b, b2))
		if c := bytes.Compare(x, y); c != want {
			t.Errorf("order of %q and %q = %d, want %d", x, y, c, want)
		}
		odd := newKey(kindLink).id(a).desc(n)
		if _, g := parseKey(odd); g.id() != a || g.desc() != n || g.err != nil {
			t.Errorf("id %q does not come back", a)
		}
		if p := newKey(kindWord).prefix(a); !bytes.HasPrefix(newKey(kindWord).str(a+b), p) {
			t.Errorf("%q is no prefix of the key of %q", a, a+b)
		}
		// Whatever the bytes, reading them ends with an error and not a panic.
		_, g := parseKey([]byte(a))
		g.id()
		g.str()
		g.num()
		g.uvarint()
		g.text()
	})
}

func TestKindNames(t *testing.T) {
	seen := map[string]bool{}
	for k := kindMeta; k < kindEnd; k++ {
		if s := k.String(); s == "" || seen[s] {
			t.Errorf("kind %d is called %q", k, s)
		} else {
			seen[s] = true
		}
	}
}

func TestAfter(t *testing.T) {
	for _, c := range []struct{ in, want string }{{"a", "b"}, {"a\xff", "b"}, {"\xff\xff", ""}, {"", ""}} {
		if got := after([]byte(c.in)); string(got) != c.want {
			t.Errorf("after(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
