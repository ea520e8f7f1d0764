package identity

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// Compare says attribute by attribute how the reports of an event agree and
// differ, which value is preferred and why. The extractions and articles are
// those of the event's reports, by article key; reports without one are left
// out. Attributes come in the order of [graph.ComparedAttribute], those of
// several subjects in the order of the event's participants or of the units.
func (r *Resolver) Compare(event graph.Event, extractions map[string]*graph.Extraction, articles map[string]*graph.Article) []graph.Comparison {
	c := &comparer{event: &event}
	for _, ref := range event.Reports {
		x := extractions[ref.Article]
		if x == nil || ref.Index < 0 || ref.Index >= len(x.Reports) {
			continue
		}
		s := said{ref: ref, x: x, r: &x.Reports[ref.Index], outlet: graph.NewID(graph.ArticleID, ref.Article)}
		if a := articles[ref.Article]; a != nil {
			s.published = a.Published
			if a.Outlet != "" {
				s.outlet = a.Outlet
			}
		}
		c.said = append(c.said, s)
	}
	c.types()
	c.dates()
	c.places()
	c.participants()
	c.factualities()
	c.quantities()
	c.contents()
	return c.out
}

// said is a report with who published it.
type said struct {
	ref               graph.ReportRef
	x                 *graph.Extraction
	r                 *graph.Report
	outlet, published string
}

type comparer struct {
	event *graph.Event
	said  []said
	out   []graph.Comparison
}

// values collects who gives which value of one attribute.
type values struct {
	order []string
	by    map[string]*valueOf
}

type valueOf struct {
	said  []said
	texts map[string]int
}

func (v *values) add(value, text string, s said) {
	if value == "" {
		return
	}
	if v.by == nil {
		v.by = map[string]*valueOf{}
	}
	o := v.by[value]
	if o == nil {
		o = &valueOf{texts: map[string]int{}}
		v.by[value] = o
		v.order = append(v.order, value)
	}
	o.said = append(o.said, s)
	if text != "" {
		o.texts[text]++
	}
}

// variants returns the values, the preferred first, then by support.
func (v *values) variants(preferred string) []graph.Variant {
	var out []graph.Variant
	for _, value := range v.order {
		o := v.by[value]
		va := graph.Variant{Value: value, ReportedAs: counts(o.texts, maxAliases)}
		sources := map[string]bool{}
		for _, s := range o.said {
			if !slices.ContainsFunc(va.Reports, func(r graph.ReportRef) bool { return r.ID == s.ref.ID }) {
				va.Reports = append(va.Reports, s.ref)
			}
			if !slices.Contains(va.Outlets, s.outlet) {
				va.Outlets = append(va.Outlets, s.outlet)
			}
			sources[cmp.Or(s.ref.Source, s.ref.Article)] = true
			if s.published != "" && (va.FirstReported == "" || s.published < va.FirstReported) {
				va.FirstReported = s.published
			}
		}
		slices.Sort(va.Outlets)
		va.Independent = len(sources)
		out = append(out, va)
	}
	slices.SortStableFunc(out, func(a, b graph.Variant) int {
		if (a.Value == preferred) != (b.Value == preferred) {
			if a.Value == preferred {
				return -1
			}
			return 1
		}
		return cmp.Or(b.Independent-a.Independent, len(b.Outlets)-len(a.Outlets), len(b.Reports)-len(a.Reports), strings.Compare(a.Value, b.Value))
	})
	return out
}

// outlets returns how many distinct outlets give any value.
func (v *values) outlets() int {
	m := map[string]bool{}
	for _, o := range v.by {
		for _, s := range o.said {
			m[s.outlet] = true
		}
	}
	return len(m)
}

// put writes the comparison down. differ is the result where there are
// several values.
func (c *comparer) put(a graph.ComparedAttribute, subject string, v *values, preferred string, differ graph.ComparisonResult, why string) {
	if len(v.order) == 0 {
		return
	}
	vs := v.variants(preferred)
	result := differ
	switch {
	case len(vs) == 1 && v.outlets() == 1:
		result = graph.OneSource
	case len(vs) == 1:
		result = graph.AllSame
	}
	reason := why
	total := 0
	for i := range vs {
		total += vs[i].Independent
	}
	switch {
	case len(vs) == 1 && v.outlets() == 1:
		reason = "one outlet gives it"
	case len(vs) == 1:
		reason = fmt.Sprintf("all %d outlets that give it agree", v.outlets())
	case reason == "" && vs[0].Independent > vs[1].Independent:
		reason = fmt.Sprintf("%s of %d independent sources give it", number(vs[0].Independent), total)
	case reason == "" && len(vs[0].Outlets) > len(vs[1].Outlets):
		reason = fmt.Sprintf("%s of %d outlets give it", number(len(vs[0].Outlets)), v.outlets())
	case reason == "":
		reason = "no value has more sources than the others; the first is shown by order alone"
	}
	c.out = append(c.out, graph.Comparison{Attribute: a, Subject: subject, Result: result, Variants: vs, Reason: reason})
}

func number(n int) string { return strconv.Itoa(n) }

func (c *comparer) types() {
	var v values
	families := map[string]bool{}
	for _, s := range c.said {
		v.add(string(s.r.Type), "", s)
		families[family(s.r.Type)] = true
	}
	differ := graph.Narrower
	if len(families) > 1 {
		differ = graph.InConflict
	}
	c.put(graph.CompareType, "", &v, string(c.event.Type), differ, "")
}

func (c *comparer) dates() {
	var v values
	var all []graph.Date
	differ := graph.Narrower
	for _, s := range c.said {
		if s.r.Date == nil || !s.r.Date.Valid() {
			continue
		}
		v.add(s.r.Date.EDTF, "", s)
		if slices.ContainsFunc(all, s.r.Date.Contradicts) {
			differ = graph.InConflict
		}
		all = append(all, *s.r.Date)
	}
	preferred, why := "", ""
	if c.event.Date != nil {
		preferred = c.event.Date.EDTF
		why = "the sources' dates allow it best: one that contains a date supports it, and reports that it took place weigh more than announcements"
	}
	c.put(graph.CompareDate, "", &v, preferred, differ, why)
}

func (c *comparer) places() {
	var v values
	countries := map[string]string{} // value to country
	nations := map[string]bool{}
	for _, s := range c.said {
		if s.r.Place < 0 || s.r.Place >= len(s.x.Entities) {
			continue
		}
		l := &s.x.Entities[s.r.Place]
		value := strings.TrimPrefix(fold(l.Name, false), "the ")
		country := l.Country
		if code, sense, ok := countryOf(value); ok && sense != countryCapital {
			value, country = nameOfCountry(code), code
			nations[value] = true
		}
		v.add(value, l.Name, s)
		countries[value] = cmp.Or(countries[value], country)
	}
	differ := graph.Narrower
	for i, a := range v.order {
		for _, b := range v.order[:i] {
			known := countries[a] != "" && countries[b] != ""
			switch {
			case wordsLevel(fold(a, false), fold(b, false)) >= wordSound:
				if differ == graph.Narrower && len(v.order) == 2 {
					differ = graph.SpellingDiffers
				}
			case known && countries[a] == countries[b] && (nations[a] || nations[b]):
			default:
				differ = graph.InConflict
			}
		}
	}
	c.put(graph.ComparePlace, "", &v, "", differ, "")
}

func (c *comparer) participants() {
	for _, p := range c.event.Participants {
		var who, spelled values
		for _, s := range c.said {
			for _, lp := range s.r.Participants {
				if lp.Entity < 0 || lp.Entity >= len(s.x.Entities) || !c.is(p, &lp, &s.x.Entities[lp.Entity]) {
					continue
				}
				l := &s.x.Entities[lp.Entity]
				who.add(p.Entity, lp.Text, s)
				spelled.add(l.Name, lp.Text, s)
				break
			}
		}
		if o := who.by[p.Entity]; o != nil {
			differ := graph.AllSame
			why := ""
			if len(o.said) < len(c.said) {
				why = fmt.Sprintf("%d of %d reports name it, no report speaks against it", len(o.said), len(c.said))
			}
			c.put(graph.CompareParticipant, p.Entity, &who, p.Entity, differ, why)
			last := &c.out[len(c.out)-1]
			if why != "" {
				last.Reason = why
				if last.Result == graph.AllSame {
					last.Result = graph.Narrower
				}
			}
		}
		c.put(graph.CompareName, p.Entity, &spelled, "", graph.SpellingDiffers, "")
	}
}

// is reports whether a report's participant is the event's.
func (c *comparer) is(p graph.Participation, lp *graph.LocalParticipant, l *graph.LocalEntity) bool {
	for _, n := range p.ReportedAs {
		if n.Text == lp.Text && lp.Text != "" || n.Text == l.Name {
			return true
		}
	}
	return false
}

func (c *comparer) factualities() {
	var v values
	yes, no := false, false
	for _, s := range c.said {
		v.add(string(s.r.Factuality), "", s)
		switch s.r.Factuality {
		case graph.Held, graph.Ongoing:
			yes = true
		case graph.Denied, graph.Cancelled, graph.Refused:
			no = true
		}
	}
	differ, why := graph.Narrower, ""
	if yes && no {
		differ = graph.InConflict
	}
	switch c.event.Factuality {
	case graph.Held, graph.Ongoing:
		why = "a source says that it took place"
	default:
		why = "it is the latest word, and no source says that it took place"
	}
	c.put(graph.CompareFactuality, "", &v, string(c.event.Factuality), differ, why)
}

func (c *comparer) quantities() {
	units := map[string]*values{}
	ranges := map[string][][2]float64{}
	for _, s := range c.said {
		for _, q := range s.r.Quantities {
			v := units[q.Unit]
			if v == nil {
				v = &values{}
				units[q.Unit] = v
			}
			v.add(figure(q.Min, q.Max), q.Text, s)
			ranges[q.Unit] = append(ranges[q.Unit], [2]float64{q.Min, q.Max})
		}
	}
	for _, u := range sorted(units) {
		differ := graph.Narrower
		for i, a := range ranges[u] {
			for _, b := range ranges[u][:i] {
				if a[1] < b[0] || b[1] < a[0] {
					differ = graph.InConflict
				}
			}
		}
		c.put(graph.CompareQuantity, u, units[u], "", differ, "")
	}
}

func figure(lo, hi float64) string {
	s := strconv.FormatFloat(lo, 'f', -1, 64)
	if hi != lo {
		s += "-" + strconv.FormatFloat(hi, 'f', -1, 64)
	}
	return s
}

// contents compares what is said or came of it: texts that differ in a word
// or two of the same sentence are in conflict, as quotations that cannot both
// be right; others only say more or less.
func (c *comparer) contents() {
	for _, outcome := range []bool{false, true} {
		var v values
		for _, s := range c.said {
			if s.r.Content == nil || s.r.Content.Outcome != outcome {
				continue
			}
			value := fold(s.r.Content.Text, false)
			for _, o := range v.order {
				if sameWording(o, value) {
					value = o
				}
			}
			v.add(value, s.r.Content.Text, s)
		}
		differ := graph.Narrower
		for i, a := range v.order {
			for _, b := range v.order[:i] {
				if wordedOtherwise(a, b) {
					differ = graph.InConflict
				}
			}
		}
		a := graph.CompareContent
		if outcome {
			a = graph.CompareOutcome
		}
		c.put(a, "", &v, "", differ, "")
	}
}

// sameWording reports whether two folded texts differ in small words only.
func sameWording(a, b string) bool {
	x, y := keyWords(a), keyWords(b)
	return slices.Equal(x, y)
}

// wordedOtherwise reports whether two texts share most words and each has one
// that the other replaces.
func wordedOtherwise(a, b string) bool {
	x, y := keyWords(a), keyWords(b)
	shared := 0
	for _, w := range x {
		if _, ok := slices.BinarySearch(y, w); ok {
			shared++
		}
	}
	onlyX, onlyY := len(x)-shared, len(y)-shared
	return onlyX > 0 && onlyY > 0 && shared >= 3 && onlyX+onlyY <= shared
}

func keyWords(s string) []string {
	var out []string
	for w := range strings.FieldsSeq(s) {
		if len(w) > 3 && !stopWords[w] {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
