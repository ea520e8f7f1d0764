package extract

import (
	"parley/extract/article"
	"parley/graph"
)

// laterStages run after the encounters are written, in this order. Each reads
// the document and appends to the extraction: reports of other types, what
// tells the text from copies of it. The posts of its entities are written with
// the entities (Entities[i] is d.entities[i]).
var laterStages = []func(x *Extractor, d *document, out *graph.Extraction){(*Extractor).findActs, (*Extractor).markText}

// markText fills in by what near-copies of the text are found, and the agency
// whose text it says it is.
func (x *Extractor) markText(d *document, out *graph.Extraction) {
	body := article.Body(d.article)
	out.Fingerprint, out.Credit = article.Fingerprint(body), article.Credit(body)
}
