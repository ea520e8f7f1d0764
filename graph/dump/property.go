package dump

import (
	"errors"
	"iter"
	"strconv"
	"strings"

	"parley/graph"
)

// The formats of nodes and edges share one mapping. A node is an entity, an
// event, an article or an outlet; an edge says who took part in an event
// (PARTICIPATION), where it was (LOCATION), which article reports it with
// which sentence (REPORT), who published that (PUBLISHED), who holds a post
// (POSITION) and what contains a place (WITHIN). In the co-participation view
// nodes are entities and edges are CO_PARTICIPATION (coparticipation.go).

// A valueKind is the type of a column's values.
type valueKind int

const (
	textValue valueKind = iota
	integerValue
	decimalValue
	listValue // texts, joined by listMark
)

// listMark stands between the texts of a list; they never hold it.
const listMark = ";"

// A column is an attribute of nodes or edges.
type column struct {
	name string
	kind valueKind
}

// Columns of nodes.
const (
	nodeKind = iota
	nodeLabel
	nodeCountry
	nodeClass
	nodeDescription
	nodeAliases
	nodeWikidata
	nodeLatitude
	nodeLongitude
	nodeType
	nodeMode
	nodeFactuality
	nodeDate
	nodeFirst
	nodeLast
	nodeConfidence
	nodeOutlets
	nodeIndependent
	nodeCorroboration
	nodePartOf
	nodeKey
	nodeURL
	nodePublished
	nodeLanguage
	nodeWidth
)

var nodeColumns = [nodeWidth]column{
	{"kind", textValue}, {"label", textValue}, {"country", textValue}, {"class", textValue}, {"description", textValue}, {"aliases", listValue},
	{"wikidata", textValue}, {"latitude", decimalValue}, {"longitude", decimalValue}, {"type", textValue}, {"mode", textValue},
	{"factuality", textValue}, {"date", textValue}, {"first", textValue}, {"last", textValue}, {"confidence", decimalValue},
	{"outlets", integerValue}, {"independentSources", integerValue}, {"corroboration", textValue}, {"partOf", textValue}, {"key", textValue},
	{"url", textValue}, {"published", textValue}, {"language", textValue},
}

// Columns of edges.
const (
	edgeKind = iota
	edgeRole
	edgeCapacity
	edgeStatus
	edgeFactuality
	edgeDate
	edgeFirst
	edgeLast
	edgeConfidence
	edgeWeight
	edgeHeld
	edgeOutlets
	edgeTypes
	edgeEvents
	edgeArticles
	edgeAttributed
	edgeSentence
	edgeField
	edgeStart
	edgeEnd
	edgeWidth
)

var edgeColumns = [edgeWidth]column{
	{"kind", textValue}, {"role", textValue}, {"capacity", textValue}, {"status", textValue}, {"factuality", textValue}, {"date", textValue},
	{"first", textValue}, {"last", textValue}, {"confidence", decimalValue}, {"weight", integerValue}, {"held", integerValue},
	{"outlets", listValue}, {"types", listValue}, {"events", listValue}, {"articles", listValue}, {"attributedTo", textValue},
	{"sentence", textValue}, {"field", textValue}, {"sentenceStart", integerValue}, {"sentenceEnd", integerValue},
}

// A node and an edge have a value for each column, "" for none. They are the
// reader's until the next one is read.
type node struct {
	id     string
	values [nodeWidth]string
}

type edge struct {
	id, source, target string
	values             [edgeWidth]string
}

// properties is the selected graph as nodes and edges.
type propertyGraph struct {
	*source
	outlets map[string]graph.Outlet
	used    map[string]bool // outlets of the articles
	// has holds the entities that are nodes, in a selection; nil for all.
	has   map[string]bool
	edges int
}

// directed says of a view whether its edges have a direction.
func (v View) directed() bool { return v != CoParticipationView }

func newPropertyGraph(s *source) (*propertyGraph, error) {
	g := &propertyGraph{source: s, outlets: map[string]graph.Outlet{}, used: map[string]bool{}}
	for o, err := range s.r.AllOutlets() {
		if err != nil {
			return nil, err
		}
		g.outlets[o.ID] = o
	}
	if s.wanted != nil {
		g.has = map[string]bool{}
	}
	return g, nil
}

// propertyWriter spells nodes and edges.
type propertyWriter interface {
	begin() error
	node(*node) error
	between() error // after the nodes, before the edges
	edge(*edge) error
	end() error
}

// propertiesTo returns how to write nodes and edges in the spelling that make
// gives. The edges of the co-participation view have no direction.
func propertiesTo(make func(*output, View) propertyWriter) func(*source, *output) error {
	return func(s *source, w *output) error {
		g, err := newPropertyGraph(s)
		if err != nil {
			return err
		}
		p := make(w, s.o.View)
		if err := p.begin(); err != nil {
			return err
		}
		for n, err := range g.allNodes() {
			if err = errors.Join(err, s.tick()); err != nil {
				return err
			}
			if err := p.node(n); err != nil {
				return err
			}
		}
		if err := p.between(); err != nil {
			return err
		}
		for e, err := range g.allEdges() {
			if err = errors.Join(err, s.tick()); err != nil {
				return err
			}
			if err := p.edge(e); err != nil {
				return err
			}
		}
		return p.end()
	}
}

// allNodes yields articles, outlets, entities and events, each by id.
func (g *propertyGraph) allNodes() iter.Seq2[*node, error] {
	return func(yield func(*node, error) bool) {
		if g.o.View == EventView && (!each(g.articleRecords(), yield, g.articleNode) || !each(g.usedOutlets(), yield, outletNode)) {
			return
		}
		if each(g.entities(), yield, g.entityNode) && g.o.View == EventView {
			each(g.events(), yield, eventNode)
		}
	}
}

// each yields what make gives for each of seq, and reports whether to go on.
func each[T, N any](seq iter.Seq2[T, error], yield func(N, error) bool, make func(*T) N) bool {
	for x, err := range seq {
		if err != nil {
			var none N
			yield(none, err)
			return false
		}
		if !yield(make(&x), nil) {
			return false
		}
	}
	return true
}

// articleRecords yields the selected articles without what they say.
func (g *propertyGraph) articleRecords() iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		if g.o.whole() {
			for a, err := range g.r.AllArticles() {
				if err == nil && a.Retracted {
					continue
				}
				if !yield(a, err) {
					return
				}
			}
			return
		}
		for n, err := range g.byArticle() {
			var a graph.Article
			if err == nil {
				a, err = g.r.Article(n.key)
			}
			if err == nil && a.Retracted {
				continue
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
	}
}

func (g *propertyGraph) articleNode(a *graph.Article) *node {
	n := &node{id: a.ID()}
	v := &n.values
	v[nodeKind], v[nodeLabel], v[nodeKey], v[nodeURL] = "ARTICLE", a.Title, a.Key, a.URL
	v[nodePublished], v[nodeLanguage] = a.Published, a.Language
	v[nodeFirst] = publishedDay(a.Published)
	v[nodeLast] = v[nodeFirst]
	if v[nodeLabel] == "" {
		v[nodeLabel] = a.Key
	}
	g.used[a.Outlet] = true
	return n
}

// usedOutlets yields the outlets of the articles, or all of the whole graph.
func (g *propertyGraph) usedOutlets() iter.Seq2[graph.Outlet, error] {
	return func(yield func(graph.Outlet, error) bool) {
		for o, err := range g.r.AllOutlets() {
			if err == nil && g.wanted != nil && !g.used[o.ID] {
				continue
			}
			if !yield(o, err) {
				return
			}
		}
	}
}

func outletNode(o *graph.Outlet) *node {
	n := &node{id: o.ID}
	n.values[nodeKind], n.values[nodeLabel], n.values[nodeClass] = "OUTLET", o.Name, string(o.Kind)
	n.values[nodeCountry], n.values[nodeKey] = o.Country, o.Domain
	return n
}

func (g *propertyGraph) entityNode(e *graph.Entity) *node {
	n := &node{id: e.ID}
	v := &n.values
	v[nodeKind], v[nodeLabel], v[nodeCountry], v[nodeClass] = string(e.Kind), e.Name, e.Country, e.Class
	v[nodeDescription], v[nodeWikidata], v[nodeAliases] = e.Description, e.WikidataID, joinList(aliasTexts(e, maxAliases))
	if e.Latitude != nil && e.Longitude != nil {
		v[nodeLatitude], v[nodeLongitude] = decimal(*e.Latitude), decimal(*e.Longitude)
	}
	if g.has != nil {
		g.has[e.ID] = true
	}
	return n
}

func eventNode(e *graph.Event) *node {
	n := &node{id: e.ID}
	v := &n.values
	v[nodeKind], v[nodeLabel], v[nodeType], v[nodeMode] = "EVENT", e.Title, string(e.Type), string(e.Mode)
	v[nodeFactuality], v[nodeConfidence] = string(e.Factuality), decimal(e.Confidence)
	v[nodeOutlets], v[nodeIndependent] = strconv.Itoa(e.Outlets), strconv.Itoa(e.Independent)
	v[nodeCorroboration], v[nodePartOf], v[nodeDescription] = string(e.Corroboration), e.PartOf, e.Name
	if e.Date != nil {
		v[nodeDate] = e.Date.EDTF
	}
	v[nodeFirst], v[nodeLast] = days(e.Date)
	if v[nodeLabel] == "" {
		v[nodeLabel] = string(e.Type)
	}
	return n
}

// decimal writes x as XML Schema, CSV and JSON all read it.
func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func joinList(list []string) string {
	for i, s := range list {
		list[i] = strings.ReplaceAll(s, listMark, ",")
	}
	return strings.Join(list, listMark)
}
