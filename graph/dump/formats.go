package dump

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// A Format is how a dump is written.
type Format string

// Formats.
const (
	JSONL     Format = "jsonl"     // lossless, one record a line
	NQuads    Format = "nquads"    // RDF 1.1 N-Quads, a named graph per article
	TriG      Format = "trig"      // RDF 1.1 TriG, the same statements
	JSONLD    Format = "jsonld"    // JSON-LD 1.1, the same statements
	GraphML   Format = "graphml"   // GraphML 1.0
	GEXF      Format = "gexf"      // GEXF 1.3 with time spans
	CSV       Format = "csv"       // nodes.csv and edges.csv in a zip
	Neo4j     Format = "neo4j"     // files for neo4j-admin import in a zip
	FTM       Format = "ftm"       // FollowTheMoney entities, one a line
	PLOVER    Format = "plover"    // PLOVER records, one a line
	CAMEO     Format = "cameo"     // CAMEO-coded dyads, tab-separated
	DOT       Format = "dot"       // Graphviz
	Cytoscape Format = "cytoscape" // Cytoscape.js elements
)

// A format is how to write a Format and how the web names it.
type format struct {
	write     func(s *source, w *output) error
	views     bool // it can carry the co-participation view
	mediaType string
	extension string
}

var formats = map[Format]format{
	JSONL:  {writeJSONL, false, "application/x-ndjson", ".jsonl"},
	NQuads: {statementsTo(newNQuads), false, "application/n-quads", ".nq"},
	TriG:   {statementsTo(newTriG), false, "application/trig", ".trig"},
	JSONLD: {statementsTo(newJSONLD), false, "application/ld+json", ".jsonld"},

	FTM:    {writeFTM, false, "application/x-ndjson", ".ftm.jsonl"},
	PLOVER: {writePLOVER, false, "application/x-ndjson", ".plover.jsonl"},
	CAMEO:  {writeCAMEO, false, "text/tab-separated-values", ".tsv"},

	GraphML:   {propertiesTo(newGraphML), true, "application/graphml+xml", ".graphml"},
	GEXF:      {propertiesTo(newGEXF), true, "application/gexf+xml", ".gexf"},
	CSV:       {propertiesTo(newCSV), true, "application/zip", ".csv.zip"},
	Neo4j:     {propertiesTo(newNeo4j), true, "application/zip", ".neo4j.zip"},
	DOT:       {propertiesTo(newDOT), true, "text/vnd.graphviz", ".dot"},
	Cytoscape: {propertiesTo(newCytoscape), true, "application/json", ".cyjs"},
}

// Formats lists all formats by name.
func Formats() []Format {
	list := make([]Format, 0, len(formats))
	for f := range formats {
		list = append(list, f)
	}
	slices.Sort(list)
	return list
}

// ParseFormat returns the format of a name, in any case ("JSONL" is how the
// schema spells it).
func ParseFormat(name string) (Format, error) {
	f := Format(strings.ToLower(name))
	if _, ok := formats[f]; !ok {
		return "", fmt.Errorf("%w: %q; there are %v", ErrFormat, name, Formats())
	}
	return f, nil
}

// FormatOf returns the format of a file by how its name ends, .gz or .zst left
// out of account; false when no format's files end like that.
func FormatOf(name string) (Format, bool) {
	name = strings.ToLower(name)
	if ext := filepath.Ext(name); ext == ".gz" || ext == ".zst" {
		name = strings.TrimSuffix(name, ext)
	}
	best := Format("")
	for f, info := range formats {
		if strings.HasSuffix(name, info.extension) && len(info.extension) > len(formats[best].extension) {
			best = f
		}
	}
	return best, best != ""
}

// MediaType is the format's media type, as for a Content-Type header.
func (f Format) MediaType() string { return formats[f].mediaType }

// Extension is how names of files in the format end, with the dot.
func (f Format) Extension() string { return formats[f].extension }
