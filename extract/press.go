package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// pressRoles are the titles of people whose work is to ask and to tell.
var pressRoles = map[string]bool{
	"reporter": true, "correspondent": true, "journalist": true, "columnist": true, "anchor": true, "anchorman": true, "anchorwoman": true,
	"interviewer": true, "moderator": true, "newscaster": true, "presenter": true, "commentator": true, "pundit": true, "blogger": true,
	"host": true, "co-host": true, "editor": true, "photographer": true, "newsman": true,
}

// press reports whether person e is somebody of the press: by a title, or
// by the medium that the name is of, as "the Tribune's Anna Berg".
func (d *document) press(e *entity) bool {
	if slices.ContainsFunc(e.titles, func(t string) bool { return pressRoles[roleHead(strings.ToLower(t))] }) {
		return true
	}
	return slices.ContainsFunc(e.mentions, func(m int32) bool { return d.ofMedia(&d.mentions[m]) })
}

// mediaWords are words of the names of those who publish news, and the best
// known acronyms of such names.
var mediaWords = map[string]bool{
	"news": true, "times": true, "post": true, "tribune": true, "journal": true, "herald": true, "gazette": true, "chronicle": true, "guardian": true,
	"telegraph": true, "magazine": true, "press": true, "radio": true, "tv": true, "television": true, "network": true, "broadcasting": true, "daily": true,
	"bbc": true, "cnn": true, "nbc": true, "abc": true, "cbs": true, "npr": true, "pbs": true, "msnbc": true, "fox": true, "ap": true, "afp": true, "reuters": true,
	"bloomberg": true, "cnbc": true, "sky": true,
}

// ofMedia reports whether the name of a medium in the possessive stands right
// before a name.
func (d *document) ofMedia(m *mention) bool {
	at := m.tokens.First - 1
	if m.form != graph.NamedMention || at < 1 || d.nlp.XPOS[at] != nlp.TagPOS {
		return false
	}
	o := d.mentionAt[at-1]
	if o < 0 || d.mentions[o].tokens.End != at {
		return false
	}
	for w := range strings.FieldsSeq(d.mentions[o].key) {
		if mediaWords[w] {
			return true
		}
	}
	return false
}
