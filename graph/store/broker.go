package store

import (
	"context"
	"sync"

	"parley/graph"
)

// A broker hands changes to subscribers, after their transaction committed.
type broker struct {
	mu     sync.Mutex
	subs   map[chan []graph.ChangeRecord]struct{}
	closed bool
}

// Subscribe returns a channel of what each transaction from now on changes.
// It is closed when ctx ends, when the store closes, and when the subscriber
// is so slow that buffer transactions wait: the writer waits for nobody. The
// records are shared and must not be changed.
func (s *Store) Subscribe(ctx context.Context, buffer int) (<-chan []graph.ChangeRecord, error) {
	b := &s.broker
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil, ErrClosed
	}
	ch := make(chan []graph.ChangeRecord, max(buffer, 1))
	if b.subs == nil {
		b.subs = map[chan []graph.ChangeRecord]struct{}{}
	}
	b.subs[ch] = struct{}{}
	context.AfterFunc(ctx, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.drop(ch)
	})
	return ch, nil
}

func (b *broker) drop(ch chan []graph.ChangeRecord) {
	if _, ok := b.subs[ch]; ok {
		delete(b.subs, ch)
		close(ch)
	}
}

func (b *broker) publish(changes []graph.ChangeRecord) {
	if len(changes) == 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for ch := range b.subs {
		select {
		case ch <- changes:
		default:
			b.drop(ch)
		}
	}
}

func (b *broker) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	for ch := range b.subs {
		b.drop(ch)
	}
}
