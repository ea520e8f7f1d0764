// Package graph is the model of Parley: articles, what they say, and the
// entities and events that follow from it.
//
// # Claims are the truth, the graph is a view
//
// An [Article] is kept as read. Extraction makes an [Extraction] of it: the
// entities that the article names ([LocalEntity]), each with its mentions,
// and the happenings that it reports ([Report]), each with the sentences that
// say so ([Evidence]). An extraction is stored whole and never edited.
//
// Resolution, a pure function of all extractions and of what people decided
// ([Decision]), makes of them the [Entity] (a set of local entities) and the
// [Event] (a set of reports). They are recomputed, never edited, so any order
// of ingest gives the same graph and a retraction leaves nothing behind.
//
// # Conventions
//
// Offsets in the model count Unicode code points of the stored title or text.
// Enumerations are strings, spelled as in the GraphQL schema. Empty means
// unknown. The package imports the standard library only; it is the bottom of
// the import order.
//
// Read in this order: article.go, extraction.go, entity.go, event.go,
// date.go, decision.go, ontology.go.
package graph
