package extract

import (
	"context"
	"fmt"
	"io"

	"parley/extract/nlp"
	"parley/extract/when"
	"parley/graph"
)

// An Annotation is what the language stages find in a text: for people who
// look at it, and for scorers. Offsets count code points of the text.
type Annotation struct {
	Sentences []AnnotatedSpan `json:"sentences"`
	// Names have the types PERSON ORG GPE LOC FAC NORP EVENT and further ones
	// of the name recognizer.
	Names []AnnotatedSpan `json:"names"`
	Times []AnnotatedTime `json:"times"`
	// Chains are the entities of the text with their mentions.
	Chains []AnnotatedChain `json:"chains"`

	doc *document
}

// An AnnotatedSpan is a span of the text; sentences have no type.
type AnnotatedSpan struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type,omitempty"`
	Text  string `json:"text"`
}

// An AnnotatedTime is a temporal expression. Value is EDTF, empty where
// nothing says which day is meant.
type AnnotatedTime struct {
	AnnotatedSpan
	Value string `json:"value,omitempty"`
}

// An AnnotatedChain is an entity with its mentions.
type AnnotatedChain struct {
	Name     string           `json:"name"`
	Kind     graph.EntityKind `json:"kind"`
	Mentions []AnnotatedSpan  `json:"mentions"`
}

// Annotate runs the language stages over an article's text. The only error
// is that of ctx.
func (x *Extractor) Annotate(ctx context.Context, a graph.Article) (*Annotation, error) {
	d, err := x.read(ctx, &a)
	if err != nil {
		return nil, fmt.Errorf("annotate %s: %w", a.Key, err)
	}
	n := &Annotation{doc: d}
	span := func(r nlp.Range, typ string) (AnnotatedSpan, bool) {
		s := d.spanOf(r)
		return AnnotatedSpan{Start: s.Start, End: s.End, Type: typ, Text: d.nlp.TextOf(r)}, s.Field == graph.TextBody
	}
	for _, r := range d.nlp.Sentences {
		if s, ok := span(r, ""); ok {
			n.Sentences = append(n.Sentences, s)
		}
	}
	for _, name := range d.nlp.Names {
		if s, ok := span(name.Tokens, name.Type.String()); ok {
			n.Names = append(n.Names, s)
		}
	}
	found := when.Find(d.nlp)
	var published graph.Date
	if day, ok := d.published(); ok {
		published = graph.DayDate(day, graph.Explicit)
	}
	dates := when.Resolve(found, published, func(i int) when.Tense { return x.tenseAt(d, found[i].Tokens) })
	for i := range found {
		if found[i].Tokens.Len() == 0 {
			continue
		}
		if s, ok := span(found[i].Tokens, found[i].Kind.String()); ok {
			n.Times = append(n.Times, AnnotatedTime{s, dates[i].EDTF})
		}
	}
	for i := range d.entities {
		e := &d.entities[i]
		c := AnnotatedChain{Name: e.name, Kind: e.kind}
		for _, m := range e.mentions {
			if s, ok := span(d.mentions[m].tokens, string(d.mentions[m].form)); ok {
				c.Mentions = append(c.Mentions, s)
			}
		}
		n.Chains = append(n.Chains, c)
	}
	return n, nil
}

// WriteCoNLLU writes the annotation in the CoNLL-U format, with NER= (in BIO
// form) and Coref= (the number of the chain) in the last column.
func (n *Annotation) WriteCoNLLU(w io.Writer) error {
	d := n.doc
	ner := make([]string, d.nlp.Len())
	for _, name := range d.nlp.Names {
		for i := name.Tokens.First; i < name.Tokens.End; i++ {
			ner[i] = "NER=I-" + name.Type.String()
		}
		ner[name.Tokens.First] = "NER=B-" + name.Type.String()
	}
	chain := make([]string, d.nlp.Len())
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.entity < 0 {
			continue
		}
		for t := m.tokens.First; t < m.tokens.End; t++ {
			if chain[t] == "" {
				chain[t] = fmt.Sprintf("Coref=%d", m.entity+1)
			}
		}
	}
	return nlp.WriteCoNLLU(w, d.nlp, func(t int32) []string {
		var misc []string
		for _, s := range []string{chain[t], ner[t]} {
			if s != "" {
				misc = append(misc, s)
			}
		}
		return misc
	})
}
