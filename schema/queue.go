package schema

import (
	"context"
	"runtime"
	"sync"
	"time"
)

// A queue lets as many requests be executed at a time as there are
// processors, first come, first served. Executing is all computing: more at a
// time finish no sooner, and each takes as long as all of them together.
type queue chan struct{}

// patience is how long a request keeps its place among those executed. One
// that takes longer goes on beside the others, so that some slow requests
// cannot hold up all.
const patience = 50 * time.Millisecond

func newQueue() queue { return make(queue, max(2, runtime.GOMAXPROCS(0))) }

// enter waits for a turn, or until ctx ends. Leave must be called at the end.
func (q queue) enter(ctx context.Context) (leave func()) {
	select {
	case q <- struct{}{}:
	case <-ctx.Done():
		return func() {}
	}
	once := sync.OnceFunc(func() { <-q })
	late := time.AfterFunc(patience, once)
	return func() {
		late.Stop()
		once()
	}
}
