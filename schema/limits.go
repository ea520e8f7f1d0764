package schema

import "time"

// Limits bound what one request may ask for and get. They are published in
// the API as service.limits.
type Limits struct {
	DefaultPage      int           // items of a list when neither first nor last is given
	MaxPage          int           // largest first or last
	MaxDepth         int           // deepest selection, fragments expanded
	MaxCost          int           // points, see [cost]
	MaxQueryBytes    int           // length of a document
	MaxTokens        int           // tokens in a document
	MaxAliases       int           // aliases in a document
	MaxDirectives    int           // directives in a document
	MaxFields        int           // fields written in a document
	MaxSelections    int           // fields selected, fragments expanded
	MaxNodes         int           // nodes that an answer may really have
	MaxSubgraphNodes int           // nodes of a subgraph
	MaxPathHops      int           // hops of a path
	MaxBodyBytes     int64         // bytes of a request's body
	Timeout          time.Duration // for one query; a mutation may take MutationTimeout
	MutationTimeout  time.Duration
	WriteTimeout     time.Duration // for one frame of a stream; a client that takes none for so long is dropped
	MaxSockets       int           // WebSocket connections at a time
	MaxStreams       int           // subscriptions on one connection
}

// DefaultLimits suit a server that anyone may read. MaxFields keeps the
// pairwise overlap check of validation under 50 ms (measured on documents of
// equal fields); MaxCost lets through the largest documented query, a dump of
// 100 events with all their evidence, at about a third.
var DefaultLimits = Limits{
	DefaultPage: 20, MaxPage: 100, MaxDepth: 20, MaxCost: 100_000, MaxQueryBytes: 64 << 10, MaxTokens: 8_000,
	MaxAliases: 100, MaxDirectives: 100, MaxFields: 1_000, MaxSelections: 5_000, MaxNodes: 25_000,
	MaxSubgraphNodes: 1_000, MaxPathHops: 6, MaxBodyBytes: 1 << 20, Timeout: 2 * time.Second, MutationTimeout: time.Minute,
	WriteTimeout: 5 * time.Second, MaxSockets: 1_000, MaxStreams: 100,
}
