package dump

import (
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"parley/graph"
)

// An ftmLine is an entity of FollowTheMoney. Properties hold lists; encoding
// sorts them by name.
type ftmLine struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

func (l *ftmLine) add(name string, values ...string) {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			l.Properties[name] = append(l.Properties[name], v)
		}
	}
}

func newFTM(id, schema string) *ftmLine {
	return &ftmLine{ID: ftmID(id), Schema: schema, Properties: map[string][]string{}}
}

// ftmID writes an id as FollowTheMoney wants it: it takes no underscores.
func ftmID(id string) string { return strings.ReplaceAll(id, "_", "-") }

// link adds an entity, by our id.
func (l *ftmLine) link(name, id string) { l.add(name, ftmID(id)) }

// An ftm writes FollowTheMoney entities: Article, Person, Organization,
// Address for places, Event; and what joins them: Documentation is a report
// with its sentence, Mention a name in an article, UnknownLink a part in an
// event that is not simply being involved, Occupancy a post.
type ftm struct {
	*source
	w     *output
	names map[string]string // of outlets
}

func writeFTM(s *source, w *output) error {
	names, err := s.outletNames()
	if err != nil {
		return err
	}
	f := &ftm{s, w, names}
	for v, err := range s.articles() {
		if err == nil && !v.Retracted {
			err = f.article(v)
		}
		if err != nil {
			return err
		}
	}
	for e, err := range s.entities() {
		if err == nil {
			err = f.entity(&e)
		}
		if err != nil {
			return err
		}
	}
	for e, err := range s.events() {
		if err == nil {
			err = f.event(&e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *ftm) put(l *ftmLine) error {
	if err := f.w.line(l); err != nil {
		return err
	}
	return f.tick()
}

func (f *ftm) article(v *articleView) error {
	l := newFTM(v.ID(), "Article")
	l.add("title", v.Title)
	l.add("name", v.Title)
	l.add("fileName", v.Key)
	l.add("sourceUrl", webIRI(v.URL))
	l.add("publisher", f.names[v.Outlet])
	l.add("author", unrepeated(v.Authors)...)
	l.add("publishedAt", publishedDay(v.Published))
	if base, err := language.ParseBase(v.Language); err == nil {
		l.add("language", base.ISO3())
	}
	if err := f.put(l); err != nil {
		return err
	}
	if err := f.mentions(v); err != nil {
		return err
	}
	for i := range v.Events {
		r := &v.Events[i]
		sp := v.evidenceSpan(r)
		l := newFTM(r.ID+"-report", "Documentation")
		l.link("document", v.ID())
		l.link("entity", r.Event)
		l.add("role", string(r.Factuality))
		l.add("status", "confidence "+decimal(r.Confidence))
		l.add("summary", v.exact(sp))
		l.add("recordId", string(sp.Field)+" "+strconv.Itoa(sp.Start)+"-"+strconv.Itoa(sp.End))
		l.add("date", publishedDay(v.Published))
		l.add("publisher", f.names[v.Outlet])
		l.add("sourceUrl", webIRI(v.URL))
		if r.AttributedTo != "" {
			l.add("description", "according to "+r.AttributedTo)
		}
		if err := f.put(l); err != nil {
			return err
		}
	}
	return nil
}

// mentions writes a Mention for every person and organization of an article.
func (f *ftm) mentions(v *articleView) error {
	for i := range v.Extraction.Entities {
		e := &v.Extraction.Entities[i]
		if e.Kind == graph.Place {
			continue
		}
		l := newFTM("m_"+strings.TrimPrefix(v.ID(), "a_")+"_e"+strconv.Itoa(i), "Mention")
		l.link("document", v.ID())
		l.link("resolved", v.IDs[i])
		l.add("name", e.Name)
		l.add("detectedSchema", ftmSchemas[e.Kind])
		l.add("contextCountry", strings.ToLower(e.Country))
		if err := f.put(l); err != nil {
			return err
		}
	}
	return nil
}

var ftmSchemas = map[graph.EntityKind]string{graph.Person: "Person", graph.Organization: "Organization", graph.Place: "Address"}

func (f *ftm) entity(e *graph.Entity) error {
	l := newFTM(e.ID, ftmSchemas[e.Kind])
	l.add("name", e.Name)
	l.add("alias", aliasTexts(e, maxAliases)...)
	l.add("country", strings.ToLower(e.Country))
	l.add("description", e.Description)
	l.add("wikidataId", e.WikidataID)
	if e.Kind == graph.Place {
		l.add("full", e.Name)
		if e.Latitude != nil && e.Longitude != nil {
			l.add("latitude", decimal(*e.Latitude))
			l.add("longitude", decimal(*e.Longitude))
		}
	}
	if e.Kind == graph.Person {
		for _, p := range e.Positions {
			l.add("position", p.Title)
		}
	}
	if err := f.put(l); err != nil || e.Kind != graph.Person {
		return err
	}
	for i, p := range e.Positions {
		if err := f.position(e.ID, i, p); err != nil {
			return err
		}
	}
	return nil
}

// position writes a post and who holds it. A post that several hold is
// written for each; FollowTheMoney merges entities of one id.
func (f *ftm) position(person string, i int, p graph.Position) error {
	post := newFTM(graph.NewID(graph.ParticipationID, "post", p.Title, p.Organization, p.OrgName), "Position")
	name := p.Title
	if p.OrgName != "" {
		name += ", " + p.OrgName
	}
	post.add("name", name)
	if p.Organization != "" {
		b, err := f.briefs.get(p.Organization)
		if err != nil {
			return err
		}
		if b.Kind == graph.Organization {
			post.link("organization", b.ID)
		} else { // the president of a country
			post.add("country", strings.ToLower(b.Country))
		}
	}
	if err := f.put(post); err != nil {
		return err
	}
	l := newFTM(person+"-post-"+strconv.Itoa(i+1), "Occupancy")
	l.link("holder", person)
	l.link("post", post.ID)
	l.add("status", strings.ToLower(string(p.Status)))
	first, last := days(p.Period)
	l.add("startDate", first)
	l.add("endDate", last)
	return f.put(l)
}

// maxProofs is how many articles an Event names; its Documentation lines have
// all.
const maxProofs = 50

func (f *ftm) event(e *graph.Event) error {
	l := newFTM(e.ID, "Event")
	l.add("name", e.Title)
	if e.Title == "" {
		l.add("name", string(e.Type))
	}
	if e.Name != e.Title {
		l.add("alias", e.Name)
	}
	first, last := days(e.Date)
	if first == last {
		l.add("date", first)
	} else {
		l.add("startDate", first)
		l.add("endDate", last)
	}
	l.add("keywords", string(e.Type), string(e.Mode), string(e.Factuality))
	l.add("summary", string(e.Factuality)+", independent sources: "+strconv.Itoa(e.Independent)+", outlets: "+strconv.Itoa(e.Outlets)+", confidence: "+decimal(e.Confidence))
	for i, r := range e.Reports {
		if id := graph.NewID(graph.ArticleID, r.Article); i < maxProofs && (i == 0 || e.Reports[i-1].Article != r.Article) {
			l.link("proof", id)
		}
	}
	if e.Place != "" {
		b, err := f.named(e.Place)
		if err != nil {
			return err
		}
		l.add("location", b.Name)
		l.link("addressEntity", b.ID)
	}
	var links []*ftmLine
	for i, p := range uniqueParts(e.Participants) {
		b, err := f.briefs.get(p.Entity)
		if err != nil {
			return err
		}
		if b.Kind != graph.Place {
			name := "involved"
			if p.Role == graph.Host {
				name = "organizer"
			}
			l.link(name, p.Entity)
			if p.Role == graph.Party && p.Capacity == "" {
				continue
			}
		}
		link := newFTM(e.ID+"-part-"+strconv.Itoa(i+1), "UnknownLink")
		link.link("subject", p.Entity)
		link.link("object", e.ID)
		link.add("role", strings.ToLower(string(p.Role)))
		link.add("description", p.Capacity)
		link.add("status", string(p.Factuality))
		links = append(links, link)
	}
	for _, line := range append([]*ftmLine{l}, links...) {
		if err := f.put(line); err != nil {
			return err
		}
	}
	return nil
}
