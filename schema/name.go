package schema

import (
	"strings"

	"parley/graph"
)

// A name resolves Name: a spelling of an entity.
type name struct {
	of           *entity
	Text         string
	MentionCount int32
}

func (e *entity) names(list []graph.NameCount) []*name {
	out := make([]*name, len(list))
	for i, n := range list {
		out[i] = &name{e, n.Text, int32(n.Count)}
	}
	return out
}

// Aliases returns the other spellings, of one language when it is given.
func (e *entity) Aliases(args struct {
	First    int32
	Language *text
}) []*name {
	list := e.e.Aliases
	if args.Language != nil {
		list = nil
		for _, a := range e.e.Aliases {
			if inLanguage(e.language(a.Text), string(*args.Language)) {
				list = append(list, a)
			}
		}
	}
	list = list[:min(int(args.First), len(list))]
	e.r.charge(len(list))
	return e.names(list)
}

// Language returns the language of the articles that write the name.
func (n *name) Language() *text { return optional(text(n.of.language(n.Text))) }

// language returns the language of the articles that write the entity so, as
// far as it is known: what they have in common, empty when nothing.
func (e *entity) language(written string) string {
	if e.r.languages == nil {
		e.r.languages = map[string]map[string]string{}
	}
	known, ok := e.r.languages[e.e.ID]
	if !ok {
		known = map[string]string{}
		for _, c := range e.claims() {
			if c.Predicate == "NAME" {
				known[c.text] = c.s.language()
			}
		}
		e.r.languages[e.e.ID] = known
	}
	return known[written]
}

func (s *stated) language() string {
	common := ""
	for _, st := range s.said {
		l := st.n.Language
		switch {
		case l == "":
		case common == "" || inLanguage(common, l):
			common = l
		case !inLanguage(l, common):
			a, _, _ := strings.Cut(l, "-")
			b, _, _ := strings.Cut(common, "-")
			if !strings.EqualFold(a, b) {
				return ""
			}
			common = b
		}
	}
	return common
}

// inLanguage reports whether a tag is in the range of another: en-GB is in en
// (basic filtering, RFC 4647).
func inLanguage(tag, of string) bool {
	return len(tag) >= len(of) && strings.EqualFold(tag[:len(of)], of) && of != "" && (len(tag) == len(of) || tag[len(of)] == '-')
}
