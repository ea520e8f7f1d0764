package extract

import "testing"

// TestScene: the place before "where" takes no part in what happens there.
func TestScene(t *testing.T) {
	_, read := reader(t)
	for text, want := range map[string]bool{
		"Sweden withdrew its team from Norway, where the talks are held.": true,
		"Sweden withdrew its team from talks with Norway.":                false,
	} {
		d := read("2024-06-01", text)
		got, found := false, false
		for k := int32(0); k < int32(d.nlp.Len()); k++ {
			if d.lower(k) != "talks" {
				continue
			}
			for i := range d.mentions {
				if m := &d.mentions[i]; m.key == "norway" {
					got, found = d.scene(k, m), true
				}
			}
		}
		if !found || got != want {
			t.Errorf("%s: scene %v (found %v), want %v", text, got, found, want)
		}
	}
}
