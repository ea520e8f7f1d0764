package schema

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// support is how many say what a claim about an entity says.
type support struct{ articles, outlets, independent int }

// A folder finds out which articles have what they say from elsewhere.
type folder struct {
	r       *request
	namings map[string]*graph.Naming // by article
	sources map[*graph.Naming]string
}

func newFolder(r *request, namings []graph.Naming) *folder {
	f := &folder{r, make(map[string]*graph.Naming, len(namings)), make(map[*graph.Naming]string, len(namings))}
	for i := range namings {
		f.namings[namings[i].Article] = &namings[i]
	}
	return f
}

// publisher is the outlet of an article; one without is its own.
func publisher(n *graph.Naming) string { return cmp.Or(n.Outlet, "article "+n.Article) }

// borrowed says from whom an article has its text: the agency that it credits
// or the publisher of the text that it repeats; empty when from nobody.
func (f *folder) borrowed(n *graph.Naming) string {
	source, ok := f.sources[n]
	if !ok {
		source = f.find(n)
		f.sources[n] = source
	}
	return source
}

func (f *folder) find(n *graph.Naming) string {
	if c := sourceName(f.r.extraction(n.Article).Credit); c != "" {
		return "source " + c
	}
	if n.CopyOf == "" {
		return ""
	}
	root := f.namings[n.CopyOf]
	if root == nil {
		return "copy of " + n.CopyOf
	}
	if c := sourceName(f.r.extraction(root.Article).Credit); c != "" {
		return "source " + c
	}
	return publisher(root)
}

// support counts outlets, and those that are independent: each that says it
// in a text of its own, and each source that the others have it from. The
// signs are those by which reports of an event are folded, but one text from
// an agency does not make an outlet's other texts, years apart, that agency's.
func (f *folder) support(said []*statement) support {
	var outlets, own, sources []string
	articles := 0
	from := map[string][]string{} // by publisher: whom it has it from
	seen := map[string]bool{}
	for i, s := range said {
		if i > 0 && said[i-1].n == s.n && s.post == nil {
			continue
		}
		by := publisher(s.n)
		if !seen["article "+s.n.Article] {
			seen["article "+s.n.Article] = true
			articles++
		}
		if !seen["outlet "+by] {
			seen["outlet "+by] = true
			outlets = append(outlets, by)
		}
		source := ""
		if s.post != nil && len(s.post.Attribution) > 0 {
			source = "source " + sourceName(s.post.Attribution[0].Text)
		} else {
			source = f.borrowed(s.n)
		}
		if source == "" || source == by {
			if !seen["own "+by] {
				seen["own "+by] = true
				own = append(own, by)
			}
		} else if !slices.Contains(from[by], source) {
			from[by] = append(from[by], source)
		}
	}
	for _, by := range outlets {
		if seen["own "+by] {
			continue
		}
		for _, source := range from[by] {
			if !seen["own "+source] && !slices.Contains(sources, source) {
				sources = append(sources, source)
			}
		}
	}
	return support{articles, len(outlets), min(len(outlets), max(1, len(own)+len(sources)))}
}

// sourceName spells the name of a source for comparison.
func sourceName(s string) string {
	s = strings.TrimPrefix(foldPost(s), "the ")
	for _, tail := range []string{" news agency", " agency", " news", " reports"} {
		s = strings.TrimSuffix(s, tail)
	}
	return s
}

// ranks are the standings of claims, in the order in which they are listed.
var ranks = []string{"PREFERRED", "NORMAL", "DEPRECATED"}

// bySupport orders claims by how many say so, the most first.
func bySupport(a, b *claim) int {
	return cmp.Or(cmp.Compare(b.s.independent, a.s.independent), cmp.Compare(b.s.outlets, a.s.outlets), cmp.Compare(b.s.articles, a.s.articles),
		cmp.Compare(len(b.s.said), len(a.s.said)), cmp.Compare(a.key, b.key))
}

// rank ranks the claims about an entity. Of each predicate one is preferred:
// the name and the containing place that the entity is shown with, the best
// supported post that is held; without those the best supported claim.
func rank(all []*claim, e *graph.Entity) {
	best := map[string]*claim{}
	shown := func(c *claim) bool {
		switch c.Predicate {
		case "NAME":
			return c.text == e.Name
		case "LOCATION":
			return c.entity == e.Within
		}
		return c.s.status == graph.Current
	}
	for _, c := range all {
		c.s.rank = "NORMAL"
		if overtaken(c, all) {
			c.s.rank = "DEPRECATED"
			continue
		}
		b := best[c.Predicate]
		if b == nil || cmp.Or(-compareBools(shown(c), shown(b)), bySupport(c, b)) < 0 {
			best[c.Predicate] = c
		}
	}
	for _, c := range best {
		c.s.rank, c.preferred = "PREFERRED", true
	}
}

// overtaken reports whether a post stands no longer as claimed: one that is
// held when the last dated word on it is that it was held, one to come when
// nobody gave it as held or left before and somebody did since. Where a date
// is missing that would tell, nothing is overtaken.
func overtaken(c *claim, all []*claim) bool {
	if c.s.post == "" || c.s.status == graph.Former {
		return false
	}
	var same, later []string // days of the same standing, and of those that follow it
	for _, o := range all {
		if o.Predicate != c.Predicate || o.about != c.about || c.date != nil && o.date != nil && c.date.EDTF != o.date.EDTF {
			continue
		}
		for _, s := range o.s.said {
			switch d := day(s.n.Published); {
			case o.s.status == c.s.status:
				same = append(same, d)
			case o.s.status != graph.Future:
				if c.s.status == graph.Future && d == "" {
					return false
				}
				later = append(later, d)
			}
		}
	}
	if len(later) == 0 || slices.Contains(same, "") {
		return false
	}
	last := slices.Max(same)
	if c.s.status == graph.Future {
		return slices.Min(later) > last
	}
	return slices.Max(later) > last
}
