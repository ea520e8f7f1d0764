package schema

import (
	"container/list"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"parley/graph"
)

// jobs run batches of articles one after another, in one goroutine: the
// store has one writer. They live in memory; the articles that a stopped job
// has stored stay, and ingesting the batch again is safe.
type jobs struct {
	srv *Server

	mu      sync.Mutex
	byID    map[string]*list.Element // of *job, a copy for each change
	byKey   map[string]string        // ids by idempotency key
	order   *list.List               // the oldest first
	queue   []string
	work    map[string][]Incoming
	digests map[string][32]byte
	watch   map[string]map[chan struct{}]bool
	changes uint64
	running bool
	done    sync.WaitGroup
}

// Bounds on what is remembered and what may wait.
const (
	maxJobs    = 1_000
	maxWaitIng = 200
)

// A job is one batch. A *job is never changed after it is published; each
// step of the work publishes a new one.
type job struct {
	id                                    string
	key                                   string
	state                                 string
	total, done, failed, created, updated int
	createdAt, finishedAt                 time.Time
}

func (j *job) ended() bool { return !j.finishedAt.IsZero() }

func newJobs(s *Server) *jobs {
	return &jobs{srv: s, byID: map[string]*list.Element{}, byKey: map[string]string{}, order: list.New(),
		work: map[string][]Incoming{}, digests: map[string][32]byte{}, watch: map[string]map[chan struct{}]bool{}}
}

// add queues a batch, or returns the job that its key had before.
func (q *jobs) add(key string, batch []Incoming) (*job, *userError) {
	data, err := json.Marshal(batch)
	if err != nil {
		return nil, inputError("INVALID", err.Error())
	}
	digest := sha256.Sum256(data)
	q.mu.Lock()
	defer q.mu.Unlock()
	if id, ok := q.byKey[key]; ok && key != "" {
		old := q.byID[id].Value.(*job)
		if q.digests[id] != digest {
			return old, inputError("CONFLICT", "the key was used for other articles", "idempotencyKey")
		}
		return old, nil
	}
	if len(q.queue) >= maxWaitIng || q.srv.ctx.Err() != nil {
		return nil, inputError("TOO_LARGE", "too many jobs are waiting; try again later")
	}
	j := &job{id: graph.NewID(graph.JobID, randomHex(16)), key: key, state: "QUEUED", total: len(batch), createdAt: time.Now()}
	q.byID[j.id] = q.order.PushBack(j)
	q.work[j.id], q.digests[j.id] = batch, digest
	if key != "" {
		q.byKey[key] = j.id
	}
	q.queue = append(q.queue, j.id)
	q.forget()
	q.changes++
	if !q.running {
		q.running = true
		q.done.Add(1)
		go q.run()
	}
	return j, nil
}

// forget drops the oldest ended jobs when there are too many.
func (q *jobs) forget() {
	for e := q.order.Front(); e != nil && q.order.Len() > maxJobs; {
		next := e.Next()
		if j := e.Value.(*job); j.ended() {
			q.order.Remove(e)
			delete(q.byID, j.id)
			delete(q.byKey, j.key)
			delete(q.digests, j.id)
		}
		e = next
	}
}

func (q *jobs) get(id string) (*job, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if e, ok := q.byID[id]; ok {
		return e.Value.(*job), nil
	}
	return nil, graph.ErrNotFound
}

// publish makes j the state of its job and wakes who watches it.
func (q *jobs) publish(j job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.byID[j.id].Value = &j
	q.changes++
	for c := range q.watch[j.id] {
		select {
		case c <- struct{}{}:
		default: // one wake-up is waiting already
		}
	}
}

// run works off the queue.
func (q *jobs) run() {
	defer q.done.Done()
	for {
		q.mu.Lock()
		if len(q.queue) == 0 || q.srv.ctx.Err() != nil {
			q.running = false
			q.mu.Unlock()
			return
		}
		id := q.queue[0]
		q.queue = q.queue[1:]
		batch, j := q.work[id], *q.byID[id].Value.(*job)
		delete(q.work, id)
		q.mu.Unlock()
		q.process(j, batch)
	}
}

func (q *jobs) process(j job, batch []Incoming) {
	j.state = "RUNNING"
	q.publish(j)
	for i, a := range batch {
		if q.srv.ctx.Err() != nil { // the rest was not read; ingest it again
			j.failed += len(batch) - i
			break
		}
		before := q.revision()
		// The article under way is stored whole even while the server stops.
		if err := q.ingest(a); err != nil {
			j.failed++
			q.srv.log.Warn("ingest", "job", j.id, "article", i, "key", a.Key, "err", err)
		}
		created, updated := q.changed(before)
		j.done, j.created, j.updated = j.done+1, j.created+created, j.updated+updated
		if i < len(batch)-1 {
			q.publish(j)
		}
	}
	switch {
	case j.failed == 0:
		j.state = "SUCCEEDED"
	case j.failed < j.total:
		j.state = "PARTIAL"
	default:
		j.state = "FAILED"
	}
	j.finishedAt = time.Now()
	q.publish(j)
}

// ingest stores one article; a panic of the extraction is that article's
// failure.
func (q *jobs) ingest(a Incoming) (err error) {
	defer func() {
		if v := recover(); v != nil {
			q.srv.metrics.panics.Inc()
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return q.srv.options.Ingester.Ingest(context.Background(), a)
}

func (q *jobs) revision() uint64 {
	r, err := q.srv.snapshot(context.Background())
	if err != nil {
		return 0
	}
	defer r.Close()
	return r.Revision()
}

// changed counts the events that are new or changed since a revision.
func (q *jobs) changed(since uint64) (created, updated int) {
	r, err := q.srv.snapshot(context.Background())
	if err != nil {
		return 0, 0
	}
	defer r.Close()
	for c, err := range r.Changes(since) {
		if err != nil {
			q.srv.log.Error("read changes", "err", err)
			return created, updated
		}
		if graph.IDKind(c.ID) == graph.EventID {
			switch c.Kind {
			case graph.Created:
				created++
			case graph.Updated:
				updated++
			}
		}
	}
	return created, updated
}

// follow sends the states of a job until it ends or ctx does. It sends the
// newest state, and may leave out some between.
func (q *jobs) follow(ctx context.Context, id string) (<-chan *job, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	e, ok := q.byID[id]
	if !ok {
		return nil, failf(NotFound, "no job with the id %.80q", id)
	}
	wake := make(chan struct{}, 1)
	if q.watch[id] == nil {
		q.watch[id] = map[chan struct{}]bool{}
	}
	q.watch[id][wake] = true
	out := make(chan *job)
	go func() {
		defer close(out)
		defer func() {
			q.mu.Lock()
			defer q.mu.Unlock()
			delete(q.watch[id], wake)
			if len(q.watch[id]) == 0 {
				delete(q.watch, id)
			}
		}()
		for j := e.Value.(*job); ; {
			select {
			case out <- j:
			case <-ctx.Done():
				return
			}
			if j.ended() {
				return
			}
			select {
			case <-wake:
			case <-ctx.Done():
				return
			}
			var err error
			if j, err = q.get(id); err != nil {
				return
			}
		}
	}()
	return out, nil
}

// version grows with every change of a job.
func (q *jobs) version() uint64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.changes
}

func (q *jobs) unfinished() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := len(q.queue)
	if q.running {
		n++
	}
	return n
}

func (q *jobs) wait() { q.done.Wait() }
