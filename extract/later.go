package extract

import "parley/graph"

// laterStages run after the encounters are written, in this order. Each reads
// the document and appends to the extraction: reports of other types, and the
// posts of its entities (Entities[i] is d.entities[i]).
var laterStages = []func(x *Extractor, d *document, out *graph.Extraction){(*Extractor).findActs}
