package schema

import (
	"context"
	"slices"
	"sync"

	"parley/graph"
)

// A request is one operation being answered: one snapshot of the graph and
// what was read from it. Resolvers run one at a time (graph-gophers' limit of
// parallel resolvers is one), since a Badger transaction must not be used
// from two goroutines at once; so nothing here needs a lock.
type request struct {
	ctx    context.Context
	srv    *Server
	reader Reader
	cost   cost
	nodes  int // charged so far
	writes bool

	// A subscription hands each change to the executor with a request of its
	// own; pending are those whose answer is not made yet, the oldest first.
	mu      sync.Mutex
	pending []*request
	feeding chan struct{} // closed when the subscription has no more changes
	ended   bool

	entities    map[string]*entity
	resolved    map[string]string // entity ids by those of articles, see local
	events      map[string]*event
	articles    map[string]*article
	outlets     map[string]*outlet
	extractions map[string]*graph.Extraction
	runes       map[string]*texts
	lists       map[string]*plain[*event]    // by filter, order and page
	claims      map[string][]*claim          // by the entity that they are about
	languages   map[string]map[string]string // of names, by entity and name
}

type requestKey struct{}

func (s *Server) newRequest(ctx context.Context, c cost, writes bool) *request {
	return &request{ctx: ctx, srv: s, cost: c, writes: writes,
		entities: map[string]*entity{}, resolved: map[string]string{}, events: map[string]*event{}, articles: map[string]*article{},
		outlets: map[string]*outlet{}, extractions: map[string]*graph.Extraction{}, runes: map[string]*texts{}, lists: map[string]*plain[*event]{}}
}

func requestOf(ctx context.Context) *request { return ctx.Value(requestKey{}).(*request) }

// read returns the snapshot of the request, taken at the first read.
func (r *request) read() Reader {
	if r.reader == nil {
		r.reader = must(r.srv.snapshot(r.ctx))
	}
	return r.reader
}

// refresh lets later reads see what the request itself has written.
func (r *request) refresh() {
	r.close()
	clear(r.entities)
	clear(r.resolved)
	clear(r.events)
	clear(r.articles)
	clear(r.outlets)
	clear(r.extractions)
	clear(r.runes)
	clear(r.lists)
	clear(r.claims)
	clear(r.languages)
}

// hand keeps the request of a change until its answer is made.
func (r *request) hand(change *request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pending = append(r.pending, change)
}

// drop closes a request that gets no answer.
func (r *request) drop(change *request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change.close()
	r.pending = slices.DeleteFunc(r.pending, func(p *request) bool { return p == change })
}

// feed starts what sends the changes of a subscription, unless the subscription has
// ended already.
func (r *request) feed(send func()) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ended {
		return false
	}
	r.feeding = make(chan struct{})
	go func(done chan struct{}) {
		defer close(done)
		send()
	}(r.feeding)
	return true
}

// end waits until nothing is sent any more: then what it read can be closed.
func (r *request) end() {
	r.mu.Lock()
	r.ended = true
	feeding := r.feeding
	r.mu.Unlock()
	if feeding != nil {
		<-feeding
	}
}

// settle closes the oldest request that waits for its answer.
func (r *request) settle() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.pending) == 0 {
		return false
	}
	r.pending[0].close()
	r.pending = r.pending[1:]
	return true
}

func (r *request) close() {
	if r.reader != nil {
		r.reader.Close()
		r.reader = nil
	}
}

// charge counts n nodes of the answer against the request's budget, and sees
// whether its time is over.
func (r *request) charge(n int) {
	r.nodes += n
	if r.nodes > r.srv.limits.MaxNodes {
		throw(failf(LimitExceeded, "the answer has more than %d nodes; ask for shorter pages", r.srv.limits.MaxNodes))
	}
	check(r.ctx.Err())
}

// chargeText counts a long text as the nodes it weighs as much as.
func (r *request) chargeText(s string) string {
	if len(s) > 256 {
		r.charge(len(s) / 256)
	}
	return s
}

// extraction returns what an article says, read once a request.
func (r *request) extraction(key string) *graph.Extraction {
	x, ok := r.extractions[key]
	if !ok {
		check(r.ctx.Err())
		v := must(r.read().Extraction(key))
		x = &v
		r.extractions[key] = x
	}
	return x
}

// report returns the report that ref points to.
func (r *request) report(ref graph.ReportRef) *graph.Report {
	x := r.extraction(ref.Article)
	if ref.Index < 0 || ref.Index >= len(x.Reports) {
		throw(graph.ErrNotFound)
	}
	return &x.Reports[ref.Index]
}
