package store

import (
	"context"
	"fmt"

	"parley/graph"
)

// AskResolver lets fn read the resolver's state and the articles as a change
// would see them, for a resolver that explains itself. What fn writes is
// discarded. No change runs meanwhile.
func (s *Store) AskResolver(ctx context.Context, fn func(state graph.ResolverState, read graph.ResolverReader) error) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("ask resolver: %w", err)
	}
	t, err := s.begin()
	if err != nil {
		return fmt.Errorf("ask resolver: %w", err)
	}
	defer s.end(t)
	return fn(resolverState{t}, resolverReader{t})
}
