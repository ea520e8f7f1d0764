package identity

import (
	"slices"
	"strings"

	"parley/graph"
)

// A digest is what resolution needs of a report: it is kept in the state so
// that an event can be described without reading its articles.
type digest struct {
	ID           string             `json:"id"`
	Article      string             `json:"article"`
	Index        int                `json:"index"`
	Type         graph.EventType    `json:"type"`
	Mode         graph.EventMode    `json:"mode,omitempty"`
	Factuality   graph.Factuality   `json:"factuality"`
	Confidence   float64            `json:"confidence"`
	Date         *graph.Date        `json:"date,omitempty"`
	Published    string             `json:"published,omitempty"` // day
	PublishedAs  string             `json:"publishedAs,omitempty"`
	Outlet       string             `json:"outlet,omitempty"`
	Participants []digestPart       `json:"participants,omitempty"`
	Place        string             `json:"place,omitempty"`        // signature
	PlaceCountry string             `json:"placeCountry,omitempty"` // "=IR" when the place is the country
	Name         string             `json:"name,omitempty"`
	PartOf       string             `json:"partOf,omitempty"` // report
	Source       string             `json:"source,omitempty"` // whom it rests on: named, folded
	SourceSig    string             `json:"sourceSig,omitempty"`
	Content      []string           `json:"content,omitempty"` // words of what was said, sorted
	Quantities   map[string]float64 `json:"quantities,omitempty"`
	Node         string             `json:"node,omitempty"` // where it is filed now
}

// told reports whether the report gives a date, and does not only take that of
// its publication.
func (d *digest) told() bool { return d.Date != nil && d.Date.Basis != graph.Publication }

type digestPart struct {
	Signature  string                `json:"sig"`
	Role       graph.ParticipantRole `json:"role"`
	Text       string                `json:"text,omitempty"`
	Capacity   string                `json:"capacity,omitempty"`
	OnBehalfOf string                `json:"onBehalfOf,omitempty"` // signature
	Country    string                `json:"country,omitempty"`
	Kind       graph.EntityKind      `json:"kind"`
	Confidence float64               `json:"confidence"`
}

// dayOf returns the day of a publication date, "" when it is no day.
func dayOf(published string) string {
	if len(published) >= 10 {
		if _, ok := graph.ParseDay(published[:10]); ok {
			return published[:10]
		}
	}
	return ""
}

func (t *tx) addReport(a *graph.ArticleExtraction, v *articleView, i int) {
	x := v.x
	r := &x.Reports[i]
	d := &digest{
		ID: r.ID, Article: x.Article, Index: i, Type: r.Type, Mode: r.Mode, Factuality: r.Factuality, Confidence: r.Confidence,
		Published: dayOf(a.Article.Published), PublishedAs: a.Article.Published, Outlet: a.Article.Outlet, Name: r.Name,
	}
	if r.Date != nil && r.Date.Valid() {
		d.Date = r.Date
	}
	for _, p := range r.Participants {
		if p.Entity < 0 || p.Entity >= len(x.Entities) {
			continue
		}
		l := &x.Entities[p.Entity]
		dp := digestPart{Signature: v.sigs[p.Entity], Role: p.Role, Text: p.Text, Capacity: p.Capacity, Country: t.countryOfLocal(v, p.Entity), Kind: l.Kind, Confidence: p.Confidence}
		if p.OnBehalfOf >= 0 && p.OnBehalfOf < len(x.Entities) {
			dp.OnBehalfOf = v.sigs[p.OnBehalfOf]
		}
		d.Participants = append(d.Participants, dp)
	}
	if r.Place >= 0 && r.Place < len(x.Entities) {
		d.Place = v.sigs[r.Place]
		d.PlaceCountry = t.countryOfLocal(v, r.Place)
		if strings.HasPrefix(t.signature(d.Place, t.tally(d.Place).Key).name, "=") {
			d.PlaceCountry = "=" + d.PlaceCountry
		}
	}
	if r.PartOf >= 0 && r.PartOf < len(x.Reports) && r.PartOf != i {
		d.PartOf = x.Reports[r.PartOf].ID
	}
	d.Source, d.SourceSig = namedSource(r, v)
	d.Content = contentWords(r)
	for _, q := range r.Quantities {
		if d.Quantities == nil {
			d.Quantities = map[string]float64{}
		}
		d.Quantities[q.Unit] = max(d.Quantities[q.Unit], q.Max)
	}
	for _, s := range d.signatures() {
		t.put("", "q", s, d.ID)
	}
	if old := t.lostReports[d.ID]; old != nil {
		d.Node = old.Node // said anew in the same change
	}
	t.putJSON(d, "r", d.ID)
	t.digests[d.ID] = d
	t.reports[d.ID] = true
	delete(t.lostReports, d.ID)
}

// countryOfLocal returns the country of a local entity, as far as its
// signature tells.
func (t *tx) countryOfLocal(v *articleView, i int) string {
	id := v.sigs[i]
	if s := t.parsed[id]; s != nil {
		return s.country
	}
	if ta := t.tally(id); ta != nil {
		return t.signature(id, ta.Key).country
	}
	return v.x.Entities[i].Country
}

// signatures returns the signatures that a report names.
func (d *digest) signatures() []string {
	var out []string
	add := func(s string) {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, p := range d.Participants {
		add(p.Signature)
		add(p.OnBehalfOf)
	}
	add(d.Place)
	add(d.SourceSig)
	return out
}

func (t *tx) removeReport(r *graph.Report) {
	d := t.digest(r.ID)
	if d == nil {
		return
	}
	for _, s := range d.signatures() {
		t.del("q", s, d.ID)
	}
	t.del("r", d.ID)
	t.lostReports[d.ID] = d
	t.digests[d.ID] = nil
	delete(t.reports, d.ID)
}

// digest returns the digest of a report, nil when there is none.
func (t *tx) digest(id string) *digest {
	if d, ok := t.digests[id]; ok {
		return d
	}
	d := &digest{}
	if !t.getJSON(d, "r", id) {
		d = nil
	}
	t.digests[id] = d
	return d
}

// namedSource returns the outlet, agency or person that a report rests on.
// Officials and sources without a name are not one source.
func namedSource(r *graph.Report, v *articleView) (name, signature string) {
	if len(r.Attribution) > 0 {
		s := &r.Attribution[0]
		if s.Kind == graph.ByAnonymous || s.Kind == graph.ByOfficial && s.Entity < 0 {
			return "", ""
		}
		if s.Entity >= 0 && s.Entity < len(v.sigs) {
			return "", v.sigs[s.Entity]
		}
		if s.Kind == graph.ByAgency || s.Kind == graph.ByStateMedia || s.Kind == graph.ByOutlet {
			return foldSource(s.Text), ""
		}
		return "", ""
	}
	// Without a chain, a source that is written with a capital is named.
	if a := strings.TrimPrefix(strings.TrimPrefix(r.AttributedTo, "The "), "the "); a != "" && a[0] >= 'A' && a[0] <= 'Z' && len(strings.Fields(a)) <= 4 {
		return foldSource(a), ""
	}
	return "", ""
}

func foldSource(s string) string {
	s = strings.TrimPrefix(fold(s, false), "the ")
	for _, tail := range []string{" news agency", " agency", " news", " reports"} {
		s = strings.TrimSuffix(s, tail)
	}
	return s
}

// contentWords returns the words that tell one statement from another.
func contentWords(r *graph.Report) []string {
	if r.Type.Consult() || r.Type == graph.Attack || r.Type == graph.Death || r.Type == graph.Appointment {
		return nil
	}
	text := ""
	if r.Content != nil {
		text = r.Content.Text
	}
	var out []string
	for w := range strings.FieldsSeq(fold(text, false)) {
		if len(w) > 3 && !stopWords[w] {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) > 24 {
		out = out[:24]
	}
	return out
}

var stopWords = set(`that this with from have will would been were they their there which about after before into over under than then them also said says
	could should shall what when where while because between against during its'`)
