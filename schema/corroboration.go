package schema

import (
	"cmp"
	"slices"

	"parley/graph"
)

// A corroboration resolves Corroboration: how the sources of an event agree
// and differ.
type corroboration struct{ v *event }

func (c *corroboration) Level() string {
	return string(cmp.Or(c.v.v.Corroboration, graph.SingleSource))
}
func (c *corroboration) SourceCount() int32            { return c.v.SourceCount }
func (c *corroboration) IndependentSourceCount() int32 { return c.v.IndependentSourceCount }

// An attribute resolves AttributeComparison: the values of one attribute side
// by side.
type attribute struct {
	predicate string
	agreement string
	variants  []*variant
}

func (a *attribute) Predicate() string    { return a.predicate }
func (a *attribute) Agreement() string    { return a.agreement }
func (a *attribute) Variants() []*variant { return a.variants }

// A variant resolves AttributeVariant: one value and who gives it.
type variant struct {
	claim   *claim
	written []spelling
	refs    []graph.ReportRef
}

// Attributes compares the claims of the event. What was said or came of it is
// listed as claims only: whether two wordings agree is not for us to say.
func (c *corroboration) Attributes(args struct{ DisagreeingOnly bool }) []*attribute {
	out := []*attribute{}
	for _, a := range c.v.attributes() {
		if !args.DisagreeingOnly || a.agreement != "SAME" && a.agreement != "SINGLE" {
			out = append(out, a)
		}
	}
	c.v.r.charge(len(out))
	return out
}

func (v *event) attributes() []*attribute {
	var out []*attribute
	groups := map[string][]*claim{}
	var order []string
	for _, c := range v.claims() {
		if c.Predicate == "OUTCOME" || c.Predicate == "CONTENT" {
			continue
		}
		k := c.Predicate + "\x00" + c.about
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], c)
	}
	for _, k := range order {
		out = append(out, v.compare(groups[k]))
	}
	return out
}

// compare puts the claims on one attribute side by side. The claims on who
// took part are one value each, told apart by spelling.
func (v *event) compare(claims []*claim) *attribute {
	a := &attribute{predicate: claims[0].Predicate}
	for _, c := range claims {
		if len(claims) == 1 && (c.Predicate == "PARTICIPANT" || c.Predicate == "PLACE") {
			for _, s := range c.spellings {
				a.variants = append(a.variants, &variant{c, []spelling{s}, s.refs})
			}
			continue
		}
		a.variants = append(a.variants, &variant{c, c.spellings, c.refs})
	}
	slices.SortStableFunc(a.variants, func(x, y *variant) int {
		return cmp.Compare(v.r.countOutlets(y.refs), v.r.countOutlets(x.refs))
	})
	a.agreement = v.agreement(claims, a.variants)
	return a
}

func (v *event) agreement(claims []*claim, variants []*variant) string {
	for i, c := range claims {
		if slices.ContainsFunc(claims[i+1:], c.contradicts) {
			return "CONFLICT"
		}
	}
	switch {
	case len(claims) > 1:
		return "PRECISION"
	case len(variants) > 1:
		return "SPELLING"
	case v.r.countOutlets(claims[0].refs) > 1:
		return "SAME"
	}
	return "SINGLE"
}

func (a *variant) Claim() *claim { return a.claim }

// ReportedAs returns the wordings, the most frequent first.
func (a *variant) ReportedAs() []string {
	if len(a.written) == 0 {
		return []string{a.claim.text}
	}
	list := slices.Clone(a.written)
	slices.SortStableFunc(list, func(x, y spelling) int { return cmp.Compare(len(y.refs), len(x.refs)) })
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s.text
	}
	return out
}

// Outlets returns the outlets that give the value, the earliest first.
func (a *variant) Outlets() []*outlet {
	out := []*outlet{}
	for _, ref := range a.refs {
		r := a.claim.v.r
		if o := r.outlet(r.article(ref.Article).a.Outlet); o != nil && !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	a.claim.v.r.charge(len(out))
	return out
}

// ArticleCount counts the articles that give the value.
func (a *variant) ArticleCount() int32 {
	seen := map[string]bool{}
	for _, ref := range a.refs {
		seen[ref.Article] = true
	}
	return int32(len(seen))
}

// FirstReportedAt returns the first publication of the value.
func (a *variant) FirstReportedAt() *text {
	for _, ref := range a.refs { // sorted by publication
		if t := published(a.claim.v.r.article(ref.Article).a.Published); t != nil {
			return t
		}
	}
	return nil
}

// contradictions lists the events on which sources differ, the most contested
// first; with predicates only those that differ on one of them.
func (r *request) contradictions(f graph.EventFilter, predicates *[]string, a PageArgs) *plain[*event] {
	f.Corroboration = differing(f.Corroboration)
	order := graph.EventOrder{Field: graph.ByContested}
	if predicates == nil {
		return r.listEvents(f, order, a)
	}
	var list []*event
	for _, v := range whole(r, func(p graph.Page) (graph.List[graph.Event], error) { return r.read().Events(f, order, p) }) {
		e := r.keepEvent(v)
		if slices.ContainsFunc(e.attributes(), func(t *attribute) bool {
			return slices.Contains(*predicates, t.predicate) && t.agreement != "SAME" && t.agreement != "SINGLE"
		}) {
			list = append(list, e)
		}
	}
	l := paginate(list, func(v *event) string { return v.v.ID }, r.page(a))
	return connect(r, l, func(v *event) *event { return v }, func() (int, error) { return len(list), nil })
}

// differing narrows the levels asked for to those at which sources differ.
func differing(levels []graph.CorroborationLevel) []graph.CorroborationLevel {
	both := []graph.CorroborationLevel{graph.Contested, graph.Partial}
	if levels == nil {
		return both
	}
	return slices.DeleteFunc(slices.Clone(levels), func(l graph.CorroborationLevel) bool { return !slices.Contains(both, l) })
}
