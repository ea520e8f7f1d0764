package extract

import "parley/graph"

// A CorefText is a text in which it is annotated what refers to the same:
// what the model of pronouns and nominals learns from, and is measured on.
type CorefText struct {
	Article graph.Article
	// Chains are the annotated entities, each with its mentions in text order.
	Chains []CorefChain
	// Partial is true where only the listed mentions are annotated: whatever
	// else stands in the text may refer to anything.
	Partial bool
}

// A CorefChain is an annotated entity.
type CorefChain struct {
	Person   bool
	Mentions []CorefMention
}

// A CorefMention is an annotated span, in code points of the text.
type CorefMention struct {
	Start, End int
	// Head is where the head word of the mention starts.
	Head int
	// Named is true when the head word is a proper noun, Pronoun when it is a
	// pronoun or a possessive.
	Named, Pronoun bool
	// Word is the head word as it stands in the text.
	Word string
}
