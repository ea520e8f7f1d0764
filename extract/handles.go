package extract

import (
	"strings"

	"parley/extract/nlp"
)

// byJoined finds the person whose full name the single word at mention i
// spells without spaces, as names on social networks do: "JaneSmith",
// "@realJaneSmith", "@SmithJane", "@jsmith".
func (c *chainer) byJoined(i int32) (int32, bool) {
	word := strings.TrimPrefix(c.d.mentions[i].key, "@")
	if e, ok := c.byKey["joined "+word]; ok {
		return e, true
	}
	if !strings.HasPrefix(c.d.nlp.TextOf(c.d.mentions[i].tokens), "@") {
		return 0, false
	}
	for e := range c.d.entities {
		if c.d.entities[e].typ == nlp.Person && spells(word, strings.Fields(c.d.entities[e].key)) {
			return int32(e), true
		}
	}
	return 0, false
}

// spells reports whether a handle is made of a name: its words in any order,
// or the surname with an initial or an office.
func spells(handle string, name []string) bool {
	if len(name) == 0 {
		return false
	}
	last := name[len(name)-1]
	if generation(last) && len(name) > 1 {
		last = name[len(name)-2]
	}
	if h := strings.ReplaceAll(handle, "_", ""); len(name) > 1 && (h == last+name[0] || h == name[0]+last) {
		return true
	}
	before, after, ok := strings.Cut(handle, last)
	if !ok || len(last) < 4 {
		return false
	}
	for _, rest := range []string{before, after} {
		switch strings.Trim(rest, "_0123456789") {
		case "", "real", "the", "official", "sec", "sen", "senator", "rep", "pres", "president", "pm", "gov", "mayor", "mr", "potus", "dr":
			continue
		}
		if name[0] == last {
			return false
		}
		if rest = strings.TrimPrefix(strings.Trim(rest, "_0123456789"), "real"); rest != name[0] && rest != name[0][:1] && rest != name[0]+name[len(name)/2] {
			return false
		}
	}
	return true
}

// misspelled finds the person whose surname the word at mention i is but for
// one letter or two swapped ones: a slip of the newsroom. The word must be no
// name of its own elsewhere.
func (c *chainer) misspelled(i int32) (int32, bool) {
	key := c.d.mentions[i].key
	if len(key) < 6 || key[len(key)-1] == 's' || c.surname(key).count > 1 || knownName(key) {
		return 0, false
	}
	for e := range c.d.entities {
		k := c.d.entities[e].key
		if c.named[int32(e)] == nil {
			continue
		}
		if last := k[strings.LastIndexByte(k, ' ')+1:]; len(last) >= 6 && last[0] == key[0] && last != key && slip(last, key) {
			return int32(e), true
		}
	}
	return 0, false
}

// slip reports whether two words differ by one letter more, one less, one
// other, or two that changed places.
func slip(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	n := 0
	for n < len(b) && a[n] == b[n] {
		n++
	}
	if len(a) > len(b) {
		return a[n+1:] == b[n:]
	}
	if n+1 >= len(a) || a[n+1:] == b[n+1:] {
		return true
	}
	return a[n] == b[n+1] && a[n+1] == b[n] && a[n+2:] == b[n+2:]
}
