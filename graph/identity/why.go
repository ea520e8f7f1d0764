package identity

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// An Explanation says in words why two ids are one entity or event, or why
// they are two.
type Explanation struct {
	Same bool `json:"same"`
	// A and B are what the ids stand for now: names or titles.
	A string `json:"a"`
	B string `json:"b"`
	// Steps lead from A to B when they are one, each by its own evidence;
	// when they are two there is one step, the nearest they come.
	Steps   []Step `json:"steps,omitempty"`
	Verdict string `json:"verdict"`
}

// A Step is one comparison with its evidence. Weights are natural log odds;
// two are taken for one above [Step.Needed].
type Step struct {
	From    string   `json:"from"`
	To      string   `json:"to"`
	Reasons []Reason `json:"reasons"`
	Sum     float64  `json:"sum"`
	Needed  float64  `json:"needed"`
}

// Text returns the explanation as lines for a reader.
func (e *Explanation) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", e.Verdict)
	for _, s := range e.Steps {
		fmt.Fprintf(&b, "  %s ~ %s: %+.1f (more than %.1f makes them one)\n", s.From, s.To, s.Sum, s.Needed)
		for _, r := range s.Reasons {
			fmt.Fprintf(&b, "    %+5.1f  %s\n", r.Weight, r.Text)
		}
	}
	return b.String()
}

// Why explains, from the resolver's state, why two ids are one or two. Ids of
// any age of entities, local entities and signatures can be asked for, or of
// events and reports. It returns [graph.ErrNotFound], wrapped, for an id that
// stands for nothing.
func (r *Resolver) Why(ctx context.Context, state KV, read Reader, a, b string) (ex Explanation, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, ok := p.(stateError)
			if !ok {
				panic(p)
			}
			ex, err = Explanation{}, fmt.Errorf("explain %s and %s: %w", a, b, f.err)
		}
	}()
	if err := ctx.Err(); err != nil {
		return Explanation{}, err
	}
	t := newTx(state, read)
	t.checkVersion(false)
	t.readDecisions(nil)
	t.limits = t.former
	if graph.IDKind(a) == graph.EventID {
		return t.whyEvents(a, b)
	}
	return t.whyEntities(a, b)
}

func (t *tx) whyEntities(a, b string) (Explanation, error) {
	sa, sb := t.signatureOf(a), t.signatureOf(b)
	ea, eb := t.entityOf(a), t.entityOf(b)
	for id, e := range map[string]string{a: ea, b: eb} {
		if e == "" {
			return Explanation{}, fmt.Errorf("entity %s: %w", id, graph.ErrNotFound)
		}
	}
	// Of what is no signature any more the entity itself is asked about.
	if t.get("m", sa) == "" {
		sa = ea
	}
	if t.get("m", sb) == "" {
		sb = eb
	}
	ex := Explanation{Same: ea == eb, A: t.nameOf(ea), B: t.nameOf(eb)}
	if sa == sb {
		ex.Verdict = fmt.Sprintf("One: the articles write of both in the same way (%s).", t.load(sa).describe())
		return ex, nil
	}
	if ex.Same {
		ex.Steps = t.path(sa, sb, ea)
		ex.Verdict = fmt.Sprintf("One: %s is also %s.", ex.A, t.load(sb).describe())
		return ex, nil
	}
	var best *Step
	left, _ := t.list("e", ea, 0)
	right, _ := t.list("e", eb, 0)
	barred := false
	for _, i := range left {
		for _, j := range right {
			if t.limits.demand(i, j) < 0 {
				barred = true
			}
			if s := t.step(i, j); best == nil || s.Sum > best.Sum {
				best = s
			}
		}
	}
	if best != nil {
		ex.Steps = []Step{*best}
	}
	switch {
	case barred:
		ex.Verdict = fmt.Sprintf("Two: a decision says that %s and %s are different.", ex.A, ex.B)
	case best != nil && best.Sum > best.Needed:
		ex.Verdict = fmt.Sprintf("Two: single articles would allow it, but others of %s contradict those of %s, or a short name fits several alike.", ex.A, ex.B)
	default:
		ex.Verdict = fmt.Sprintf("Two: the evidence for %s being %s is not enough.", ex.A, ex.B)
	}
	return ex, nil
}

// describe says in words what a signature's articles say.
func (s *signature) describe() string {
	parts := []string{s.name}
	if strings.HasPrefix(s.name, "=") {
		parts[0] = nameOfCountry(s.name[1:])
	}
	if s.office != "" {
		parts = append(parts, s.office)
	}
	if s.org != "" {
		parts = append(parts, s.org)
	}
	if s.country != "" && !strings.HasPrefix(s.name, "=") {
		parts = append(parts, nameOfCountry(s.country))
	}
	return strings.Join(parts, ", ")
}

// step weighs two signatures as the resolver does.
func (t *tx) step(i, j string) *Step {
	a, b := t.load(i), t.load(j)
	r := reasons{keep: true}
	switch d := t.limits.demand(i, j); {
	case d > 0:
		r.add(9, "a decision says that they are one")
	case d < 0:
		r.add(-9, "a decision says that they are two")
	case t.limits.Isolated[i] || t.limits.Isolated[j]:
		r.add(-9, "a decision has split it off")
	case a.short && !b.short:
		attach(a, b, &r)
	case b.short && !a.short:
		attach(b, a, &r)
	case a.short && b.short:
		if a.name == b.name || sound(a.person.joined()) == sound(b.person.joined()) {
			r.add(2, "the same short name (%s)", a.name)
			weighContext(a, b, &r)
		} else {
			r.add(-9, "different names (%s, %s)", a.name, b.name)
		}
	default:
		weigh(a, b, &r)
	}
	return &Step{From: a.describe(), To: b.describe(), Reasons: r.list, Sum: r.sum, Needed: linkAt}
}

// path returns the chain of comparisons that ties two signatures of one
// entity: the one whose weakest step is strongest.
func (t *tx) path(from, to, entity string) []Step {
	ids, _ := t.list("e", entity, 0)
	width := map[string]float64{from: 1e9}
	via := map[string]string{}
	done := map[string]bool{}
	for len(done) < len(ids) {
		next := ""
		for _, id := range ids {
			if _, ok := width[id]; ok && !done[id] && (next == "" || width[id] > width[next]) {
				next = id
			}
		}
		if next == "" || next == to {
			break
		}
		done[next] = true
		for _, id := range ids {
			if done[id] {
				continue
			}
			if w := min(width[next], t.step(next, id).Sum); w > -8 {
				if old, ok := width[id]; !ok || w > old {
					width[id], via[id] = w, next
				}
			}
		}
	}
	var steps []Step
	for id := to; id != from && via[id] != ""; id = via[id] {
		steps = append(steps, *t.step(via[id], id))
	}
	slices.Reverse(steps)
	return steps
}

func (t *tx) whyEvents(a, b string) (Explanation, error) {
	va, vb := t.get("v", a), t.get("v", b)
	for id, v := range map[string]string{a: va, b: vb} {
		if v == "" {
			return Explanation{}, fmt.Errorf("event %s: %w", id, graph.ErrNotFound)
		}
	}
	ex := Explanation{Same: va == vb}
	nodes := func(event, report string) (out []*node, digests []*digest) {
		ids, _ := t.list("w", event, 0)
		seen := map[string]bool{}
		for _, id := range ids {
			d := t.digest(id)
			digests = append(digests, d)
			if report != event && id != report || seen[d.Node] {
				continue
			}
			seen[d.Node] = true
			out = append(out, parseNode(d.Node))
		}
		return out, digests
	}
	left, da := nodes(va, a)
	right, db := nodes(vb, b)
	ex.A, ex.B = t.renderTitle(va, da), t.renderTitle(vb, db)
	var best *Step
	for _, x := range left {
		for _, y := range right {
			if x.id == y.id && a != b {
				continue
			}
			r := reasons{keep: true}
			weighEvents(x, y, &r)
			s := &Step{From: x.describe(), To: y.describe(), Reasons: r.list, Sum: r.sum, Needed: eventLinkAt}
			if best == nil || cmp.Compare(s.Sum, best.Sum) > 0 {
				best = s
			}
		}
	}
	if best != nil {
		ex.Steps = []Step{*best}
	}
	switch {
	case ex.Same && best == nil:
		ex.Verdict = "One: the reports say the same of type, participants, date and place."
	case ex.Same:
		ex.Verdict = fmt.Sprintf("One: %s.", ex.A)
	case best != nil && best.Sum > best.Needed:
		ex.Verdict = "Two: alike, but one article tells them apart, other reports of theirs contradict each other, or a date that is not given fits several."
	default:
		ex.Verdict = fmt.Sprintf("Two: %s; %s.", ex.A, ex.B)
	}
	return ex, nil
}

func (t *tx) renderTitle(event string, ds []*digest) string {
	e := t.renderEvent(event, ds)
	return e.Title
}

// describe says in words what a node's reports say.
func (n *node) describe() string {
	s := word(n.typ)
	switch n.known {
	case fewDays, longSpan:
		d := graph.RangeDate(n.from, n.to, graph.Explicit)
		s += " " + d.EDTF
	case softDays:
		s += " undated, published " + n.pub.String()
	default:
		s += " undated"
	}
	return s
}
