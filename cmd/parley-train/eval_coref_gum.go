package main

import (
	"cmp"
	"slices"
	"strings"

	"parley/extract"
	"parley/graph"
)

// goldHeads finds the annotated chain of a head word.
type goldHeads struct {
	text  *extract.CorefText
	chain map[int]int // by the code point where the head starts; of the smallest mention
	named map[int]bool
}

func newGoldHeads(t *extract.CorefText) *goldHeads {
	g := &goldHeads{text: t, chain: map[int]int{}, named: map[int]bool{}}
	size := map[int]int{}
	for c := range t.Chains {
		for _, m := range t.Chains[c].Mentions {
			// Of mentions that share a head, such as "A" and "A and B", the
			// smaller is the one that the head names.
			if n, ok := size[m.Head]; !ok || m.End-m.Start < n {
				size[m.Head], g.chain[m.Head] = m.End-m.Start, c
			}
			if m.Named {
				g.named[c] = true
			}
		}
	}
	return g
}

// A link is a pronoun or nominal that the system or the annotation gives to a
// name.
type link struct {
	kind, text, name    string
	at                  int
	gold, system, right bool
}

// links compares the pronouns and nominals of persons in both.
func (g *goldHeads) links(n *extract.Annotation) []link {
	var out []link
	done := map[int]bool{}
	for c := range n.Chains {
		for _, m := range n.Chains[c].Mentions {
			if m.Type == string(graph.NamedMention) {
				continue
			}
			l := link{text: m.Text, name: n.Chains[c].Name, at: m.Start, system: true}
			own, ok := g.within(m)
			l.kind = pronounKind(m.Text)
			if m.Type == string(graph.NominalMention) {
				l.kind = "nominal"
			}
			if done[m.Start] {
				continue // one word may mean two
			}
			done[m.Start] = true
			l.gold = ok && g.named[own] && g.text.Chains[own].Person
			l.right = ok && g.names(n, c, own)
			out = append(out, l)
		}
	}
	for c := range g.text.Chains {
		if !g.text.Chains[c].Person || !g.named[c] {
			continue
		}
		for _, m := range g.text.Chains[c].Mentions {
			k := pronounKind(m.Word)
			if m.Named || k == "" && m.Pronoun || done[m.Start] || done[m.Head] {
				continue
			}
			if k == "" {
				k = "nominal"
			}
			out = append(out, link{kind: k, at: m.Start, text: m.Word, gold: true})
		}
	}
	return out
}

// within returns the chain of the head word in a span: the last one, as that
// of a pronoun or of a role before its complements is.
func (g *goldHeads) within(s extract.AnnotatedSpan) (int, bool) {
	for at := s.End - 1; at >= s.Start; at-- {
		if c, ok := g.chain[at]; ok {
			return c, true
		}
	}
	return 0, false
}

// names reports whether a name of the system's chain c is in the annotated
// chain own.
func (g *goldHeads) names(n *extract.Annotation, c, own int) bool {
	for _, m := range n.Chains[c].Mentions {
		if m.Type != string(graph.NamedMention) {
			continue
		}
		for at := m.Start; at < m.End; at++ {
			if o, ok := g.chain[at]; ok && o == own {
				return true
			}
		}
	}
	return false
}

// pronounKind groups pronouns; it is empty for other words.
func pronounKind(word string) string {
	switch strings.ToLower(word) {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself":
		return "he, she"
	case "they", "them", "their", "theirs", "themselves", "both":
		return "they"
	case "i", "me", "my", "mine", "myself":
		return "I"
	case "who", "whom", "whose":
		return "who"
	case "it", "its":
		return "it"
	}
	return ""
}

// chains returns the heads of each chain that has a name and two mentions.
func (g *goldHeads) chains() [][]int {
	var out [][]int
	for c := range g.text.Chains {
		if !g.named[c] {
			continue
		}
		var heads []int
		for _, m := range g.text.Chains[c].Mentions {
			if g.chain[m.Head] == c {
				heads = append(heads, m.Head)
			}
		}
		out = appendChain(out, heads)
	}
	return out
}

// systemChains returns the system's chains by the annotated heads in their
// mentions, or the ends of mentions that are not annotated.
func systemChains(n *extract.Annotation, g *goldHeads) [][]int {
	var out [][]int
	taken := map[int]bool{}
	for c := range n.Chains {
		var heads []int
		for _, m := range n.Chains[c].Mentions {
			h := -m.End
			for at := m.End - 1; at >= m.Start; at-- {
				if _, ok := g.chain[at]; ok {
					h = at
					break
				}
			}
			if !taken[h] {
				taken[h] = true
				heads = append(heads, h)
			}
		}
		out = appendChain(out, heads)
	}
	return out
}

func appendChain(all [][]int, heads []int) [][]int {
	slices.SortFunc(heads, cmp.Compare[int])
	if heads = slices.Compact(heads); len(heads) > 1 {
		all = append(all, heads)
	}
	return all
}
